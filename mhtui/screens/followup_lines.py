"""How a line of Opvolging looks, in the list and in the card below it: an action, or terugkoppeling that is awaited.

It is given what it draws and reads nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

from mhtui.casework.awaiting import AwaitedRow
from mhtui.plain import plain
from mhtui.widgets.days import say_day, write_day
from mhtui.widgets.table import Cell, Column, Row
from mhtui.widgets.tone import Mark, Tone

if TYPE_CHECKING:
    from mhtui.casework.lines import ActionRow

SOON: Final = 7
"""Days ahead that are counted instead of named."""
COLUMNS: Final = (
    Column("", 1),
    Column("Wanneer", 13),
    Column("Wie", 16),
    Column("Wat"),
    Column("Waarover", 22, from_width=96),
    Column("Uiterlijk", 10, from_width=96),
)


def mark(row: "ActionRow", today: date) -> Mark:
    """Where an action stands: sign, word and tone."""
    if row.status.value == "gedaan":
        return Mark("✓", f"gedaan {row.done_on:%d-%m}" if row.done_on else "gedaan", Tone.DONE)
    if row.status.value == "vervallen":
        return Mark("×", "vervallen", Tone.MUTED)
    if row.due_on is None:
        return Mark("○", "geen datum", Tone.MUTED)
    return _when((row.due_on - today).days)


def _awaited_line(row: AwaitedRow, today: date) -> Row:
    """One line of what is waited for: the partner stands where the actiehouder does."""
    now = _when((row.due_on - today).days)
    return Row(
        row.id,
        (
            Cell(now.glyph, now.tone, bold=True),
            Cell(now.word, now.tone, bold=now.tone is Tone.ATTENTION),
            Cell(row.who or "uzelf", bold=True),
            Cell(_awaited(row, today)),
            Cell(f"{row.number} {row.codename}".strip(), Tone.MUTED),
            Cell(write_day(row.due_on), Tone.MUTED),
        ),
    )


def _awaited_card(row: AwaitedRow, today: date) -> Content:
    """Everything about one thing that is waited for, and what to do with it."""
    now = _when((row.due_on - today).days)
    named = f"{row.number} “{row.codename}”" if row.codename else row.number
    about = f"{row.who or 'uzelf'} · uiterlijk {say_day(row.due_on, today)} · {named}"
    how = "d legt de terugkoppeling vast" if row.partner else "s in Overzicht legt vast hoe het verder gaat"
    said = f"{_awaited(row, today)}. ⏎ opent het dossier, {how}."
    return Content("").join([now.content(), plain(f"  {about}\n", Tone.MUTED.style), plain(said)])


def drawn(row: "ActionRow | AwaitedRow", today: date) -> Row:
    """A line of the list."""
    return _awaited_line(row, today) if isinstance(row, AwaitedRow) else line(row, today)


def in_full(row: "ActionRow | AwaitedRow", today: date) -> Content:
    """The card below the list."""
    return _awaited_card(row, today) if isinstance(row, AwaitedRow) else card(row, today)


def searched(row: "ActionRow | AwaitedRow") -> str:
    """What a line is found by."""
    if isinstance(row, AwaitedRow):
        what = "terugkoppeling" if row.partner else "monitoren"
        return f"{row.who} {row.number} {row.codename} {what} open".casefold()
    return f"{row.owner} {row.number} {row.codename} {row.text} {row.status.value}".casefold()


def _awaited(row: AwaitedRow, today: date) -> str:
    """What is waited for, in words."""
    since = say_day(row.since, today)
    return f"Terugkoppeling; ingelicht op {since}" if row.partner else f"Monitoren sinds {since} loopt af"


def _when(ahead: int) -> Mark:
    """How far away the last day is."""
    if ahead < 0:
        return Mark("▲", f"te laat {-ahead} d", Tone.ATTENTION)
    if ahead > SOON:
        return Mark("○", f"over {ahead} dagen", Tone.NORMAL)
    return Mark("●", {0: "vandaag", 1: "morgen"}.get(ahead, f"over {ahead} dagen"), Tone.HERE)


def line(row: "ActionRow", today: date) -> Row:
    """One line of the list; what is settled recedes."""
    now = mark(row, today)
    settled = row.status.value != "open"
    tone = Tone.MUTED if settled else Tone.NORMAL
    due = write_day(row.due_on) if row.due_on else ""
    return Row(
        row.id,
        (
            Cell(now.glyph, now.tone, bold=True),
            Cell(now.word, now.tone, bold=now.tone is Tone.ATTENTION),
            Cell(row.owner or "niemand", tone if row.owner else Tone.ATTENTION, bold=not settled),
            Cell(row.text, tone),
            Cell(f"{row.number} {row.codename}".strip() or "geen casus", Tone.MUTED),
            Cell(due, Tone.MUTED),
        ),
    )


def card(row: "ActionRow", today: date) -> Content:
    """Everything about one action, its text in full."""
    now = mark(row, today)
    about = [row.owner or "nog niemand"]
    if row.due_on is not None:
        about.append(f"uiterlijk {say_day(row.due_on, today)}")
    if row.number:
        about.append(f"{row.number} “{row.codename}”" if row.codename else row.number)
    parts = [now.content(), plain(f"  {' · '.join(about)}\n", Tone.MUTED.style), plain(row.text)]
    if row.status_reason:
        parts.append(plain(f"\nReden: {row.status_reason}", Tone.MUTED.style))
    return Content("").join(parts)


def counts(
    rows: "Sequence[ActionRow]", awaited: Sequence[AwaitedRow], settled: "Sequence[ActionRow]", today: date
) -> str:
    """The counts under the list, over everything that is open."""
    every: list[ActionRow | AwaitedRow] = [*rows, *awaited]
    late = sum(bool(row.days_overdue) for row in every)
    soon = sum(row.due_on is not None and 0 <= (row.due_on - today).days <= SOON for row in every)
    parts = [f"{len(every)} open"]
    if late:
        parts.append(f"{late} te laat")
    if soon:
        parts.append(f"{soon} deze week")
    if awaited:
        watched = "" if all(row.partner for row in awaited) else " of monitoren"
        parts.append(f"{len(awaited)} terugkoppeling{watched}")
    if settled:
        parts.append(f"{len(settled)} klaar of vervallen")
    return " · ".join(parts)
