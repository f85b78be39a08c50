"""Format 1: the tables as the first kluis had them.

Written out and never changed again, unlike `db.schema`, which follows the newest format. A test holds the two together
while they are the same.
"""

import sqlalchemy as sa
from alembic.operations import Operations

_NOUNS = (
    "signals", "steps", "cases", "links", "releases", "series", "meetings", "items", "notes", "decisions", "actions",
    "facts", "labels", "holders", "roots",
)  # fmt: skip


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(32), primary_key=True)


def _text(name: str, length: int = 32) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=key, autoincrement=False, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _noun(op: Operations, name: str) -> None:
    op.create_table(
        name,
        _id(),
        _text("dossier"),
        _text("compartment"),
        _number("epoch"),
        _number("version"),
        _text("state", 8),
        _number("rank"),
        sa.Column("due_on", sa.Date, nullable=True),
        _bytes("sealed"),
    )
    op.create_index(f"ix_{name}_rank", name, ["rank", "id"])
    op.create_index(f"ix_{name}_dossier", name, ["dossier"])
    op.create_index(f"ix_{name}_due", name, ["due_on"])


def upgrade(op: Operations) -> None:
    """Make every table in an empty database."""
    for name in _NOUNS:
        _noun(op, name)
    _keys(op)
    _office(op)
    op.create_table("log", _number("seq", key=True), _bytes("body"), _bytes("signature"))
    op.create_table("head", _number("id", key=True), _number("seq"), _text("digest", 64))
    op.create_table("meta", _number("id", key=True), _number("format"), _text("store_id"))


def _keys(op: Operations) -> None:
    op.create_table(
        "data_keys",
        _id(),
        _text("dossier"),
        _text("compartment"),
        _number("epoch"),
        _number("version"),
        _bytes("wrapped"),
        sa.UniqueConstraint("dossier", "compartment", name="uq_data_keys_place"),
    )
    op.create_table(
        "keyslots",
        _id(),
        sa.Column("holder", sa.String(32), nullable=False, unique=True),
        _number("version"),
        _bytes("body"),
    )
    op.create_table(
        "grants",
        _id(),
        _text("compartment"),
        _number("epoch"),
        _text("holder"),
        _text("grantor"),
        _number("version"),
        _bytes("sealed"),
        _bytes("signature"),
    )


def _office(op: Operations) -> None:
    op.create_table(
        "directories",
        _id(),
        sa.Column("number", sa.Integer, nullable=False, unique=True),
        _number("version"),
        _bytes("body"),
        _bytes("signature"),
    )
    op.create_table(
        "tombstones",
        _id(),
        _text("noun"),
        sa.Column("row", sa.String(32), nullable=False, unique=True),
        _number("seq"),
        _number("version"),
    )
