"""The words and signs of an overleg, from what casework gives: agenda lines, entries, headings, the clock. Pure.

It draws nothing and reads nothing; every glyph the table sees has its meaning here.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from textual.content import Content

from mhtui.casework.drafts import DraftLine
from mhtui.casework.lines import ActionRow, ItemRow
from mhtui.casework.live_view import DecisionLine, LiveItem, LiveView, NoteLine
from mhtui.casework.meeting_record import ItemRecord
from mhtui.widgets.days import say_day
from mhtui.widgets.entries import Entry
from mhtui.widgets.itempane import ItemSheet
from mhtui.widgets.rail import RailLine
from mhtui.widgets.tone import Tone

NOTE: Final = "✎"
QUESTION: Final = "?"
DECISION: Final = "◆"
DRAFT: Final = "◌"
ACTION: Final = "□"
DONE: Final = "✓"
PARKED: Final = "‖"
OFF_TABLE: Final = "✕"
LATE: Final = "▲"
BUSY: Final = "◷"

_STATUS: Final = {
    "open": ("", Tone.NORMAL),
    "besproken": (DONE, Tone.DONE),
    "geparkeerd": (PARKED, Tone.MUTED),
    "van_tafel": (OFF_TABLE, Tone.MUTED),
}
_COUNTED: Final = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_RESULTS: Final = {"gedaan": (DONE, Tone.DONE), "vervallen": (OFF_TABLE, Tone.MUTED), "open": (ACTION, Tone.HERE)}


def rail_lines(view: LiveView, typed: Collection[str]) -> list[RailLine]:
    """The agenda; `typed` are the items with text that is not kept."""
    current = view.current.row.id if view.current else None
    return [_rail_line(row, here=row.id == current, typed=row.id in typed) for row in view.items]


def _rail_line(row: ItemRow, *, here: bool, typed: bool) -> RailLine:
    glyph, tone = _STATUS[row.status.value]
    return RailLine(
        key=row.id,
        place=row.place,
        name=row.codename or row.title,
        word=f"{NOTE} …" if typed and not here else row.form_short,
        glyph=glyph,
        tone=tone,
        here=here,
    )


def sheet_of(
    item: LiveItem, today: date, pending: Collection[str] = (), drafts: Collection[DraftLine] = ()
) -> ItemSheet:
    """What the table reads about an item; `pending` are notes that are being kept, `drafts` those to be judged."""
    row = item.row
    before = "VORIGE KEER" + (f" · {say_day(item.previous_on, today)}" if item.previous_on else "")
    return ItemSheet(
        key=row.id,
        title=row.title,
        about=about(item),
        brief=about(item, brief=True),
        text=text_of(item),
        before_heading=before,
        before=tuple(_before(item, today)),
        now=(*_now(item, today), *map(draft_entry, drafts), *(Entry(BUSY, Tone.MUTED, text) for text in pending)),
    )


def draft_entry(line: DraftLine) -> Entry:
    """A draft: that it is one, and what is still to be done about it."""
    left = _amount(line.open, "vraag", "vragen") + " open"
    what = f"{left}, voor de aandachtsfunctionaris" if line.later else f"{left} · c beantwoordt"
    head = "Concept" if line.word == "notitie" else f"Concept {line.word}"
    tone = Tone.MUTED if line.later else Tone.ATTENTION
    return Entry(DRAFT, tone, line.text, head=head, result=what, result_tone=tone)


def about(item: LiveItem, *, brief: bool = False) -> str:
    """The line below the title: form, how often discussed, since when released, what became of it."""
    row, parts = item.row, [item.row.form]
    parts.append(f"{counted(item.times)} bespreking" if item.times else "")
    if not brief:
        parts.append(_amount(item.signals, "signaal", "signalen") if item.signals else "")
        parts.append(f"vrijgegeven {item.released_on:%d-%m}" if item.released_on else "")
        parts.append(row.why)
    if row.status.value != "open":
        glyph = _STATUS[row.status.value][0]
        parts.append(f"{glyph} {row.status_word}" + (f": {row.status_reason}" if row.status_reason else ""))
    return " · ".join(part for part in parts if part)


def text_of(item: LiveItem) -> str | None:
    """The text of the item; None when the table may not read it."""
    if item.row.case_id is None:
        return ""
    return item.text


def counted(times: int) -> str:
    """How manieth time, in words up to ten."""
    return _COUNTED[times - 1] if 0 < times <= len(_COUNTED) else f"{times}e"


def _amount(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _before(item: LiveItem, today: date) -> list[Entry]:
    decided = [_decision(line, today, settled=True) for line in item.previous_decisions]
    return [*decided, *(action_entry(row, today) for row in item.previous_actions)]


def _now(item: LiveItem, today: date) -> list[Entry]:
    """Notes, then decisions, then the actions that no decision made."""
    notes = [_note(note, key=note.row.id) for note in item.notes]
    decisions = [_decision(line, today, settled=False) for line in item.decisions]
    actions = [action_entry(row, today, head="Actie") for row in item.actions if row.decision_id is None]
    return [*notes, *decisions, *actions]


def record_entries(item: ItemRecord, today: date) -> list[Entry]:
    """What the besluitenlijst says about an item; a decision says what became of it."""
    decisions = [_decision(line, today, settled=True) for line in item.decisions]
    actions = [action_entry(row, today, head="Actie") for row in item.actions]
    return [*(_note(note) for note in item.notes), *decisions, *actions]


def _note(note: NoteLine, key: str = "") -> Entry:
    sign, tone = (QUESTION, Tone.HERE) if note.question else (NOTE, Tone.MUTED)
    return Entry(sign, tone, note.text, head="Vraag aan melder" if note.question else "", key=key)


def status_sign(row: ItemRow) -> str:
    """The sign of what became of an item; empty while it is open."""
    return _STATUS[row.status.value][0]


def _decision(line: DecisionLine, today: date, *, settled: bool) -> Entry:
    """A decision; one of last time says what became of it."""
    glyph, tone = _RESULTS.get(line.result, ("", Tone.MUTED))
    result = f"{glyph} {line.result}" if settled and line.result else ""
    if settled and line.result == "open" and line.due_on is not None and line.due_on < today:
        result, tone = late((today - line.due_on).days), Tone.ATTENTION
    return Entry(
        DECISION,
        Tone.ATTENTION,
        line.text,
        head=line.kind_word[:1].upper() + line.kind_word[1:],
        tail=_who_when(line.owner, line.due_on, today),
        result=result,
        result_tone=tone,
    )


def late(days: int) -> str:
    """How late something is, with its sign."""
    return f"{LATE} {_amount(days, 'dag', 'dagen')} te laat"


def action_entry(row: ActionRow, today: date, head: str = "") -> Entry:
    """An action, with what became of it or how late it is."""
    status = row.status.value
    overdue = late(row.days_overdue) if row.days_overdue else ""
    over = f"{DONE} gedaan" + (f" {say_day(row.done_on, today)}" if row.done_on else "") if status == "gedaan" else ""
    gone = f"{OFF_TABLE} vervallen" if status == "vervallen" else ""
    return Entry(
        ACTION if status == "open" else DONE if status == "gedaan" else OFF_TABLE,
        Tone.HERE if status == "open" else Tone.MUTED,
        row.text,
        head=head,
        tail=_who_when(row.owner, row.due_on, today),
        result=overdue or over or gone,
        result_tone=Tone.ATTENTION if overdue else Tone.DONE if over else Tone.MUTED,
        done=status != "open",
    )


def _who_when(owner: str, due_on: date | None, today: date) -> str:
    """A function, and until when."""
    return " · ".join(part for part in (owner, f"uiterlijk {say_day(due_on, today)}" if due_on else "") if part)


def clock_note(view: LiveView, now: datetime, *, narrow: bool) -> Content | None:
    """The clock of the item against its minutes; None while no overleg runs."""
    if view.status.value != "bezig" or view.current is None:
        return None
    used, limit = view.clock.at(now), view.clock.limit
    over, still = used > limit, view.clock.since is None
    glyph = PARKED if still else LATE if over else BUSY
    tone = Tone.MUTED if still else Tone.ATTENTION if over else Tone.NORMAL
    words = f"{_minutes(used)}/{_minutes(limit)}" if narrow else f"{_minutes(used)} / {_minutes(limit)}"
    told = "" if narrow else " pauze" if still else " over tijd" if over else ""
    return Content.styled(f"{glyph} {words}{told}", tone.style)


def _minutes(seconds: int) -> str:
    return f"{seconds // 60:02}:{seconds % 60:02}"


def minutes_left(view: LiveView, now: datetime) -> int:
    """Minutes that the open items take, at the minutes of the series; what is on the table counts for its rest."""
    limit, current = view.clock.limit, view.current.row.id if view.current else None
    waiting = [row for row in view.items if row.status.value == "open" and row.kind.value in {"casus", "vrij"}]
    seconds = sum(max(limit - (row.seconds if row.id != current else view.clock.at(now)), 0) for row in waiting)
    return -(-seconds // 60)


def facts(view: LiveView, now: datetime) -> str:
    """Below the agenda: who is there, and how long it still takes."""
    present = sum(line.present.value == "ja" for line in view.attendance)
    left = minutes_left(view, now)
    return f"Aanwezig {present} · nog {left} min" if left else f"Aanwezig {present}"
