"""A step that fails after it changed something."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Change a table and then ask what cannot be."""
    op.add_column("notes", sa.Column("ward", sa.String(32), nullable=True))
    op.execute("INSERT INTO notes (id) VALUES (NULL)")
