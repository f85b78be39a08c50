"""What Signaal reads and writes: jobs on the desk, each run in a thread, and the side that says how far a signal is.

It touches no widget. A look is written in the logboek before anything is given.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from mhtui.plain import plain, single_line
from mhtui.screens.once import Once
from mhtui.screens.overview_card import draw_route, draw_tracks
from mhtui.screens.signal_form import Lists

if TYPE_CHECKING:
    from db.records.base import RowId, Stored
    from db.records.signal import Signal
    from mhtui.casework.desk import Desk
    from mhtui.casework.overview import SignalCard


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the screen draws."""

    stored: "Stored[Signal] | None"
    """None for a new signal."""
    signal: "Signal"
    lists: Lists
    side: Content


def read_sheet(desk: "Desk", row: "RowId | None", looks: Once[None]) -> Sheet:
    """Read everything the screen draws; before the first time, the look is written in the logboek."""
    from db.records.signal import Signal
    from mhtui.casework.intake import look
    from mhtui.casework.overview import signal_card

    lists = read_lists(desk)
    if row is None:
        return Sheet(None, Signal(number="", received_on=desk.today()), lists, Content(""))
    stored = desk.store.signals.get(row)

    def write_looks() -> None:
        look(desk, stored, "betrokkenen")
        look(desk, stored, "bron")

    looks(write_looks)
    return Sheet(stored, stored.opened, lists, _side(desk, signal_card(desk, row), stored))


def read_lists(desk: "Desk") -> Lists:
    """Return what can be chosen in the form."""
    from mhtui.casework.values import ValueList, values

    def pairs(name: ValueList) -> tuple[tuple[str, str], ...]:
        return tuple((value.label, value.code) for value in values(name, desk.today()))

    from keys.directory import Kind

    names = desk.store.place(Kind.IDENTITEIT).label.municipalities
    return Lists(
        forms=pairs(ValueList.FORM),
        municipalities=(("onbekend", "onbekend"), *((name, name) for name in names)),
        reporter_kinds=pairs(ValueList.REPORTER_KIND),
        received_via=pairs(ValueList.RECEIVED_VIA),
        groups=pairs(ValueList.GROUP),
    )


def _side(desk: "Desk", card: "SignalCard", stored: "Stored[Signal]") -> Content:
    """The case, the checklist, the tracks, and the steps that were taken."""
    from mhtui.casework.steps import steps_of
    from mhtui.screens.step_form import WORDS

    lines = [Content.styled(card.progress.what_now or card.progress.status, "bold $here")]
    if card.case_number:
        lines.append(plain(f"in casus {card.case_number}", "$muted"))
    lines += [Content(""), Content.styled("MELDROUTE", "$muted"), *draw_route(card.lines)]
    lines += [Content(""), Content.styled("SPOREN", "$muted"), *draw_tracks(card.tracks)]
    taken = steps_of(desk, stored)
    if taken:
        lines += [Content(""), Content.styled("STAPPEN", "$muted")]
    for step in reversed(taken):
        record = step.opened
        text = f"  {single_line(record.text, 80)}" if record.text else ""
        lines.append(
            Content.assemble((f"{record.at:%d-%m} ", "$muted"), plain(WORDS[record.kind]), plain(text, "$muted"))
        )
    return Content("\n").join(lines)


def keep_signal(desk: "Desk", stored: "Stored[Signal] | None", signal: "Signal") -> "Stored[Signal]":
    """Write the form: a new signal, or the next version of a known one."""
    from mhtui.casework.intake import Added, PersonMarks, register, revise

    if stored is not None:
        return revise(desk, stored, signal)
    added = Added(
        exploitation_form=signal.exploitation_form,
        municipality=signal.municipality,
        reporter_kind=signal.reporter_kind,
        department=signal.department,
        received_via=signal.received_via,
        urgent=signal.urgent,
        undermining=signal.undermining,
        safe_contact=signal.safe_contact,
        persons=tuple(PersonMarks(one.victim, one.suspect, one.age, one.group) for one in signal.persons),
    )
    return register(desk, signal.form, added)


def look_at_reporter(desk: "Desk", row: "RowId") -> str:
    """Write the look in the logboek, then give the name."""
    from mhtui.casework.intake import look

    stored = desk.store.signals.get(row)
    look(desk, stored, "melder")
    return stored.opened.reporter


def named_of_signal(desk: "Desk", stored: "Stored[Signal]") -> tuple[str, int]:
    """Return the number of the signal's case, and in how much the table names somebody who is registered in it."""
    from mhtui.casework.cases import case_of
    from mhtui.casework.relook import named_at_table

    case = case_of(desk, stored)
    return ("", 0) if case is None else (case.opened.number, len(named_at_table(desk, case.id)))
