"""Searching in everything this session can open, in memory, while somebody types.

What the ring opens is what is found: the table finds released texts and its own notes, the aandachtsfunctionaris finds
names too. A hit shows a number and plain words, never the name it was found by. Nothing is written to disk.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import Any, Final, Literal, Self

from db.errors import NotFound
from db.records.base import RowId, Stored
from db.records.case import Case, Release
from db.records.meeting import Action, Decision, Note
from db.records.signal import Signal
from keys.errors import Locked
from mhtui.casework.desk import Desk
from mhtui.casework.values import ValueList, label
from mhtui.casework.wordlist import WordList, typed_words, words_of

HitKind = Literal["signaal", "casus", "notitie", "besluit", "actie"]

_LINE: Final = 160
"""Characters of a text in a hit."""
_TABLES: Final = ("cases", "releases", "signals", "notes", "decisions", "actions")
"""Cases before what is said about them."""
_KINDS: Final[tuple[HitKind, ...]] = ("casus", "signaal", "notitie", "besluit", "actie")
"""In the order in which hits stand."""
_SAY_EVERY: Final = 2000
"""Rows; some five times a second."""
_NUMBER: Final = re.compile(r"[+(]?\d[\d\s().-]{5,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found; `id` is the row to open, of a note the case it is about when there is one."""

    kind: HitKind
    id: RowId
    number: str
    """Of the signal or case; empty for what is about no case."""
    line: str


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    text: str
    """Everything it can be found by."""


Progress = Callable[[int, int], None]
"""Called with (rows read, rows in all)."""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LINE else plain[: _LINE - 1] + "…"


def _of_signal(row: Stored[Signal]) -> _Entry:
    signal = row.opened
    persons = [field for who in signal.persons for field in (who.name, who.capacity, who.email, who.phone)]
    joined = [re.sub(r"\D", "", who.phone) for who in signal.persons]
    form = label(ValueList.FORM, signal.exploitation_form)
    line = " · ".join((form, signal.municipality, f"{signal.received_on:%d-%m-%Y}"))
    kind = label(ValueList.REPORTER_KIND, signal.reporter_kind)
    fields = (signal.number, signal.sender_number, signal.place, signal.reporter, signal.department, form, kind)
    text = " ".join((*fields, signal.municipality, *persons, *joined, signal.narrative, signal.safe_contact))
    return _Entry(Hit("signaal", row.id, signal.number, line), text)


def _of_case(row_id: RowId, number: str, codename: str, form_code: str, text: str) -> _Entry:
    form = label(ValueList.FORM, form_code)
    hit = Hit("casus", row_id, number, f"{codename} · {form}")
    return _Entry(hit, f"{number} {codename} {form} {text}")


class _Reader:
    """Turns opened rows into what can be found; knows the numbers of the cases it met."""

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        """Cases are read themselves, so their releases would only say the same twice."""
        self._numbers: dict[RowId, str] = {}

    def entry(self, row: Stored[Any]) -> _Entry | None:
        """Return what a row can be found by; None for what is sealed (as what was withdrawn is) or found elsewhere."""
        match row.record:
            case Signal():
                return _of_signal(row)
            case Case() as case:
                self._numbers[row.id] = case.number
                return _of_case(row.id, case.number, case.codename, case.exploitation_form, case.draft_text)
            case Release() as told if not self._whole:
                self._numbers[told.case_id] = told.number
                return _of_case(told.case_id, told.number, told.codename, told.exploitation_form, told.text)
            case Note() | Decision() | Action() as spoken:
                return self._spoken(row.id, spoken)
            case _:
                return None

    def _spoken(self, row: RowId, spoken: Note | Decision | Action) -> _Entry:
        kind: HitKind
        if isinstance(spoken, Note):
            kind, text = "notitie", spoken.text
        elif isinstance(spoken, Decision):
            kind, text = "besluit", f"{label(ValueList.DECISION, spoken.kind)} {spoken.text} {spoken.owner}"
        else:
            kind, text = "actie", f"{spoken.text} {spoken.owner}"
        number = self._numbers.get(spoken.case_id, "") if spoken.case_id is not None else ""
        return _Entry(Hit(kind, spoken.case_id or row, number, _short(text)), f"{number} {text}")


class Index:
    """Everything this session can open, ready to be searched; made anew for each session, dropped when it is locked.

    It can be searched from the first row on: what was not read yet is not found yet, and `complete` says so.
    """

    def __init__(self, desk: Desk) -> None:
        self._store = desk.store
        self._ring = desk.store.open_ring
        self._whole = desk.sees_identity
        self._reader = _Reader(whole=self._whole)
        self._gone = False
        self._reading = Lock()
        self._lock = Lock()
        self.complete = False
        """Whether everything was read."""
        self._words = WordList()
        self._hits: dict[int, Hit] = {}
        self._of_kind: dict[HitKind, int] = {}
        """Which numbers are of a kind, as bits."""
        self._numbers: dict[tuple[str, RowId], int] = {}
        self._mark = 0

    @classmethod
    def build(cls, desk: Desk, progress: Progress | None = None) -> Self:
        """Return an index of everything; slow with many dossiers. Raises `NotAllowed` when the kluis is locked."""
        index = cls(desk)
        index.follow(progress)
        return index

    def follow(self, progress: Progress | None = None) -> None:
        """Read everything, or what changed since; in a worker, and only one at a time reads.

        Raises `keys.errors.Locked` when the kluis is locked meanwhile, and what the store raises; then nothing is found
        any more, or what was not read is read by the next.
        """
        with self._reading:
            if not self.complete:
                self._read(progress)
            self.refresh()

    def _read(self, progress: Progress | None) -> None:
        """Read every row from the first."""
        with self._lock:
            self._empty()
        self._mark = self._store.change_mark()
        repos = [self._store.repository(table) for table in _TABLES]
        every = sum(repo.count() for repo in repos)
        for read, row in enumerate(chain.from_iterable(repo.all() for repo in repos), 1):
            self._take(row)
            if progress is not None and (read % _SAY_EVERY == 0 or read == every):
                progress(read, every)
        with self._lock:
            self._words.settle()
        self.complete = True

    def forget(self) -> None:
        """Drop everything that was read, for good: the kluis is locked. Who still reads it is stopped."""
        with self._lock:
            self._gone = True
            self._empty()

    def _empty(self) -> None:
        self.complete = False
        self._reader = _Reader(whole=self._whole)
        self._words = WordList()
        self._hits = {}
        self._of_kind = {}
        self._numbers = {}

    def _take(self, row: Stored[Any]) -> None:
        entry = self._reader.entry(row)
        words = words_of(entry.text) if entry is not None else []
        with self._lock:
            if self._gone or self._ring.locked:
                self._empty()
                raise Locked
            if entry is None:
                return
            number = self._words.add(words)
            self._hits[number] = entry.hit
            self._of_kind[entry.hit.kind] = self._of_kind.get(entry.hit.kind, 0) | 1 << number
            self._numbers[row.table, row.id] = number

    def _drop(self, table: str, row: RowId) -> None:
        number = self._numbers.pop((table, row), None)
        if number is not None:
            self._words.drop(number)
            del self._hits[number]

    def refresh(self) -> bool:
        """Take in what any program changed since; returns whether anything that is searched did."""
        mark, changed = self._store.changes_since(self._mark)
        touched = sorted((item for item in changed if item[0] in _TABLES), key=lambda item: _TABLES.index(item[0]))
        for table, row in touched:
            fresh = None
            with suppress(NotFound):
                fresh = self._store.repository(table).get(row)
            with self._lock:
                self._drop(table, row)
            if fresh is not None:
                self._take(fresh)
        self._mark = mark
        return bool(touched)

    def find(self, query: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return at most `limit` hits in which every typed word begins some word, cases first, newest first.

        Case and accents do not matter; a number may be typed with or without spaces.
        """
        words = typed_words(query)
        if not words:
            return ()
        digits = re.sub(r"\D", "", query) if _NUMBER.fullmatch(query.strip()) else ""
        with self._lock:
            found = self._words.find(words)
            if digits:
                found |= self._words.find([digits])
            numbers: list[int] = []
            for kind in _KINDS:
                numbers += self._words.numbers(found & self._of_kind.get(kind, 0), limit - len(numbers))
            return tuple(self._hits[number] for number in numbers)
