"""Format 2: drafts of a running overleg, the key of each open overleg, and what a closed one left to the AF.

Written out and never changed again. New tables only: no row that was there changes.
"""

import sqlalchemy as sa
from alembic.operations import Operations


def _text(name: str, length: int = 32) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _noun(op: Operations, name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(32), primary_key=True),
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
    """Make the three tables."""
    _noun(op, "drafts")
    _noun(op, "leftovers")
    op.create_table(
        "draft_keys",
        sa.Column("id", sa.String(32), primary_key=True),
        _text("dossier"),
        _text("compartment"),
        _number("epoch"),
        _number("version"),
        _bytes("wrapped"),
        sa.UniqueConstraint("dossier", "compartment", name="uq_draft_keys_place"),
    )
