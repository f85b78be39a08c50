"""A column that old rows do not have."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Add it without a value, so that no digest of an old row changes."""
    op.add_column("signals", sa.Column("ward", sa.String(32), nullable=True))
