"""What Overzicht keeps between two looks of one session, so that it opens again only what changed.

Lines without a name, and which signal belongs to which case. It ends with the desk, when the kluis is locked; it reads
and decides nothing itself.
"""

from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.records.base import RowId
    from keys.ring import Ring
    from mhtui.casework.overview import OverviewRow
    from mhtui.casework.reading import AtTable
    from mhtui.casework.routing import Rules


@dataclass(frozen=True, slots=True)
class Basis:
    """What every line was worked out with; on another day, or under other rules, all are worked out anew."""

    ring: "Ring"
    today: date
    rules: "Rules"


@dataclass(slots=True)
class Board:
    """The lines of one session; take `lock` to use it."""

    lock: Lock = field(default_factory=Lock)
    basis: Basis | None = None
    """None until everything was read."""
    mark: int = 0
    """The change mark up to which the lines are true."""
    lines: "dict[RowId, OverviewRow]" = field(default_factory=dict)
    """By case, or by signal that stands alone."""
    links: "dict[RowId, tuple[RowId, RowId]]" = field(default_factory=dict)
    """Signal and case of each link."""
    seen: "dict[RowId, AtTable]" = field(default_factory=dict)
    """What the overleg had, by case."""
