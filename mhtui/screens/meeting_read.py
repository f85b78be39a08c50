"""What the Overleg screen reads in one go, in a thread: the meeting, the item that is shown, what its forms offer."""

from dataclasses import dataclass
from datetime import date

from db.records.base import CompartmentId, RowId
from db.records.meeting import MeetingStatus
from mhtui.casework.desk import Desk
from mhtui.casework.drafts import DraftLine, drafts_of
from mhtui.casework.items import meeting_of, series_of
from mhtui.casework.lines import open_actions
from mhtui.casework.live_view import LiveItem, LiveView, live_item, live_view
from mhtui.casework.planning import next_meeting
from mhtui.casework.schedule import dates_of
from mhtui.casework.values import ValueList, values


@dataclass(frozen=True, slots=True)
class Place:
    """A series this session can open, and the overleg of it that runs or comes next."""

    id: CompartmentId
    name: str
    meeting: RowId
    on: date


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the screen shows and offers."""

    places: tuple[Place, ...]
    place: CompartmentId
    view: LiveView
    shown: LiveItem | None
    """The item on the table, or before the start the one that is looked at."""
    today: date
    kinds: tuple[tuple[str, str], ...]
    """(label, code) of the value list besluit."""
    owners: tuple[str, ...]
    """Functions at the table, then those that have actions."""
    coming: tuple[date, ...]
    """Days of the next meetings of the series."""
    open_actions: int
    drafts: tuple[DraftLine, ...] = ()
    """Concepten of the running overleg, oldest first."""

    @property
    def runs(self) -> bool:
        """Whether the overleg goes on."""
        return self.view.status.value == "bezig"


def places_of(desk: Desk) -> tuple[Place, ...]:
    """The series this session can open: the one that meets first comes first, those of one day by name."""
    found = []
    for place in desk.series_places():
        meeting = next_meeting(desk, place.id)
        found.append(Place(place.id, series_of(desk, place.id).opened.name, meeting.id, meeting.opened.on))
    return tuple(sorted(found, key=lambda place: (place.on, place.name)))


def read_table(desk: Desk, place: CompartmentId | None, looked_at: RowId | None) -> Table | None:
    """Read the meeting that runs or comes next, of the chosen series or of the one that meets first.

    None when this session can open no series.
    """
    places = places_of(desk)
    if not places:
        return None
    at = next((each for each in places if each.id == place), places[0])
    chosen, meeting = at.id, at.meeting
    view = live_view(desk, meeting)
    row = next((item for item in view.items if item.id == looked_at), view.items[0] if view.items else None)
    shown = view.current or (live_item(desk, meeting_of(desk, meeting), row) if row else None)
    actions = open_actions(desk, chosen)
    seats = [line.function for line in view.attendance]
    coming = dates_of(series_of(desk, chosen).opened, view.on, 4)
    return Table(
        places=places,
        place=chosen,
        view=view,
        shown=shown,
        today=desk.today(),
        kinds=tuple((value.label, value.code) for value in values(ValueList.DECISION, desk.today())),
        owners=tuple(dict.fromkeys([*seats, *sorted({action.owner for action in actions})])),
        coming=tuple(day.held for day in coming),
        open_actions=len(actions),
        drafts=drafts_of(desk, meeting) if view.status is MeetingStatus.RUNNING else (),
    )
