"""A besluitenlijst as text: its words one line each, and the page that goes round, with the kenmerk below."""

import textwrap
from collections.abc import Iterator
from typing import Final

from mhtui.casework.lines import ActionRow
from mhtui.casework.live_view import DecisionLine
from mhtui.casework.meeting_record import ItemRecord, MeetingRecord

_WIDTH: Final = 78
"""Columns of the page."""
_DEEPER: Final = "    "
"""Before what was written about an item."""


def words_of_record(record: MeetingRecord) -> str:
    """Return every word of it that goes round, one line each; what became of an action later is not in it."""
    return "\n".join([*_head(record), *(line for item in record.items for line in ("", *_item(item)))])


def page(words: str, kenmerk: str) -> str:
    """Return these words as a page for paper, with the kenmerk of the logboek that tells later how new a kluis is."""
    lines = [part for line in words.split("\n") for part in _wrapped(line) or [""]]
    return "\n".join([*lines, "", f"Kenmerk van het logboek: {kenmerk}", ""])


def _wrapped(line: str) -> list[str]:
    indent = _DEEPER if line.startswith(_DEEPER) else ""
    return textwrap.wrap(line.strip(), _WIDTH, initial_indent=indent, subsequent_indent=indent and f"{indent}  ")


def _head(record: MeetingRecord) -> Iterator[str]:
    """Which overleg, when, and who was there, by function."""
    times = ""
    if record.started_at is not None:
        times = f", {record.started_at:%H:%M}" + (f"-{record.closed_at:%H:%M}" if record.closed_at else "")
    yield f"Besluitenlijst · {_line(record.title)}"
    yield f"{record.on:%d-%m-%Y}{times}"
    there = ", ".join(_line(each.function) for each in record.attendance if each.present.value == "ja")
    yield f"Aanwezig: {there or 'niet vastgelegd'}"


def _item(item: ItemRecord) -> Iterator[str]:
    row = item.row
    reason = f": {_line(row.status_reason)}" if row.status_reason else ""
    became = f"{row.status_word}{reason}" if row.status.value != "open" else ""
    yield f"{row.place}. " + " · ".join(part for part in (_line(row.title), row.form, became) if part)
    if row.why:
        yield f"{_DEEPER}Waarom: {_line(row.why)}"
    yield from (f"{_DEEPER}{'Vraag aan melder' if note.question else '-'} {_line(note.text)}" for note in item.notes)
    yield from (f"{_DEEPER}Besluit: {_decided(line)}{_who_when(line)}" for line in item.decisions)
    yield from (f"{_DEEPER}Actie: {_line(line.text)}{_who_when(line)}" for line in item.actions)


def _decided(line: DecisionLine) -> str:
    return f"{line.kind_word}: {_line(line.text)}" if line.text else line.kind_word


def _who_when(line: DecisionLine | ActionRow) -> str:
    until = f"uiterlijk {line.due_on:%d-%m-%Y}" if line.due_on else ""
    return "".join(f" · {part}" for part in (_line(line.owner), until) if part)


def _line(text: str) -> str:
    return " ".join(text.split())
