"""How an action looks in Opvolging: its line in the list, and the card below it. It draws and reads nothing."""

from datetime import date
from typing import TYPE_CHECKING, Final

from textual.content import Content

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
    Column("Casus", 22, from_width=96),
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


def counts(rows: "tuple[ActionRow, ...]", settled: "tuple[ActionRow, ...]", today: date) -> str:
    """The counts under the list, over everything that is open."""
    late = sum(bool(row.days_overdue) for row in rows)
    soon = sum(row.due_on is not None and 0 <= (row.due_on - today).days <= SOON for row in rows)
    parts = [f"{len(rows)} open"]
    if late:
        parts.append(f"{late} te laat")
    if soon:
        parts.append(f"{soon} deze week")
    if settled:
        parts.append(f"{len(settled)} klaar of vervallen")
    return " · ".join(parts)
