"""What the Agenda screen and its boxes read, in a thread; and its rows and words. It draws nothing."""

from dataclasses import dataclass
from datetime import date

from db.records.base import CompartmentId, RowId
from mhtui.casework.agenda import AgendaView, agenda
from mhtui.casework.caseview import CaseRow, case_list
from mhtui.casework.desk import Desk
from mhtui.casework.lines import ItemRow
from mhtui.screens.meeting_lines import DONE, LATE, OFF_TABLE, PARKED, action_entry
from mhtui.screens.meeting_read import Place, places_of
from mhtui.widgets.entries import Entry
from mhtui.widgets.table import Cell, Column, Row
from mhtui.widgets.tone import Tone

EVERY_CASE = 20_000
"""More than a region has; the list is filtered in memory."""

COLUMNS = (
    Column("", 2),
    Column("Nr", 3, right=True),
    Column("Punt"),
    Column("Vorm", 10, from_width=84),
    Column("Vrijgegeven", 11, from_width=44),
    Column("Waarom", from_width=70),
)
_SIGNS = {
    "besproken": (DONE, Tone.DONE),
    "geparkeerd": (PARKED, Tone.MUTED),
    "van_tafel": (OFF_TABLE, Tone.MUTED),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """The next meeting of one series, as the screen shows it."""

    places: tuple[Place, ...]
    place: CompartmentId
    view: AgendaView
    today: date

    def row(self, item: str | None) -> ItemRow | None:
        """The item with this id."""
        return next((row for row in self.view.items if row.id == item), None)


def read_planned(desk: Desk, place: CompartmentId | None) -> Planned | None:
    """Read the meeting that runs or comes next, of the chosen series or of the one that meets first.

    None when this session can open no series.
    """
    places = places_of(desk)
    if not places:
        return None
    at = next((each for each in places if each.id == place), places[0])
    return Planned(places, at.id, agenda(desk, at.meeting), desk.today())


def row_of(item: ItemRow) -> Row:
    """One line of the agenda."""
    glyph, tone = _SIGNS.get(item.status.value, ("", Tone.NORMAL))
    text, text_tone = _text(item)
    return Row(
        item.id,
        (
            Cell(glyph, tone),
            Cell(str(item.place), Tone.MUTED),
            Cell(item.title, tone if glyph else Tone.NORMAL, bold=item.case_id is not None),
            Cell(item.form_short, Tone.MUTED),
            Cell(text, text_tone),
            Cell(item.why, Tone.MUTED),
        ),
    )


def _text(item: ItemRow) -> tuple[str, Tone]:
    """Whether the table can read the item's text; nothing for an item that is not a case."""
    if item.case_id is None:
        return "", Tone.MUTED
    return (f"{DONE} ja", Tone.DONE) if item.released else (f"{LATE} nog niet", Tone.ATTENTION)


def in_full(item: ItemRow) -> str:
    """Everything about an item in one line, for the one under the cursor."""
    text = "" if item.case_id is None or item.released else "de tekst is niet vrijgegeven"
    status = item.status_word if item.status.value != "open" else ""
    return " · ".join(part for part in (item.title, item.form, item.why, text, status, item.status_reason) if part)


def carried(view: AgendaView, today: date) -> list[Entry]:
    """Open actions of earlier meetings."""
    return [action_entry(row, today, head=row.codename) for row in view.carried]


def to_look_at(view: AgendaView) -> list[Entry]:
    """What still stands in the way."""
    return [Entry(LATE, Tone.ATTENTION, problem) for problem in view.problems]


def seats(view: AgendaView) -> list[Entry]:
    """Who comes, by function."""
    signs = {"ja": (DONE, Tone.DONE), "nee": (OFF_TABLE, Tone.MUTED), "onbekend": ("·", Tone.MUTED)}
    return [
        Entry(*signs[line.present.value], line.function, done=line.present.value != "ja") for line in view.attendance
    ]


def present(view: AgendaView) -> int:
    """How many functions said yes."""
    return sum(line.present.value == "ja" for line in view.attendance)


def brief(view: AgendaView) -> str:
    """The panel in one line, for a narrow screen."""
    late = sum(bool(row.days_overdue) for row in view.carried)
    parts = [
        f"{LATE} {len(view.problems)} te bekijken" if view.problems else "",
        f"{len(view.carried)} open acties" + (f", {late} te laat" if late else ""),
        f"aanwezig {present(view)}",
    ]
    return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Offer:
    """A case that can be put on the agenda, or says why not."""

    id: RowId
    line: str
    released: bool
    search: str


def cases_to_offer(desk: Desk, view: AgendaView) -> tuple[Offer, ...]:
    """The cases of this session that are not on this agenda, released ones first."""
    standing = {row.case_id for row in view.items}
    rows = [row for row in case_list(desk, limit=EVERY_CASE).rows if row.id not in standing]
    offers = [_offer(row) for row in rows]
    return tuple(sorted(offers, key=lambda offer: not offer.released))


def _offer(row: CaseRow) -> Offer:
    released = row.released_on is not None
    word = f"vrijgegeven {row.released_on:%d-%m-%Y}" if row.released_on else "niet vrijgegeven"
    line = f"{row.number} {row.codename} · {row.form} · {word}"
    return Offer(row.id, line, released, line.casefold())
