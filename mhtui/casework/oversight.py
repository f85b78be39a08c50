"""What the FG reports: who looked, what was released, what was excepted, what happened to keys, over a period.

Read from the logboek alone, so that a holder who opens nothing else can make it. It carries functions, numbers of
dossiers and counts: of what an entry says in free words nothing is taken over, and never a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from db.log import LogEntry
from db.records.base import Sealed
from db.records.signal import StepKind
from db.roles import Deed
from keys.directory import Kind
from mhtui.casework.audit import DEED_WORDS, CheckView, check
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem

_PAGE: Final = 500
_NUMBER: Final = re.compile(r"[SC]-\d{4}-\d{3,}(?: tot en met [SC]-\d{4}-\d{3,})?")
_LOOKED_AT: Final = frozenset({"melder", "betrokkenen", "bron", "alle signalen, heel"})
_LOOKS: Final = frozenset({Deed.LOOKED, Deed.ACCESS_SEARCHED, Deed.ACCESS_GIVEN})
_RELEASES: Final = frozenset({Deed.RELEASED, Deed.WITHDRAWN})
_RESTORES: Final = frozenset(
    {
        Deed.BACKUP_MADE,
        Deed.BACKUP_FAILED,
        Deed.BACKUP_DESTROYED,
        Deed.DRILLED,
        Deed.RESTORED,
        Deed.RECOVERED,
    }
)
_FORGOTTEN: Final = frozenset({Deed.SHREDDED, Deed.NAMES_SPENT, Deed.POSTPONED, Deed.TERM_CHANGED})
_KEYS: Final = frozenset(
    {
        Deed.STORE_MADE,
        Deed.DIRECTORY_CHANGED,
        Deed.HOLDER_ADDED,
        Deed.HOLDER_REVOKED,
        Deed.KEYS_ROTATED,
        Deed.SHEET_RENEWED,
        Deed.SLOT_CHANGED,
        Deed.SLOT_STRENGTHENED,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the report."""

    seq: int
    """The line of the logboek it is of."""
    at: datetime
    who: str
    """Function of the holder."""
    what: str
    dossier: str
    """Number of the signal or case; empty when the logboek names none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was done, by whom, and in which months."""

    what: str
    total: int
    months: tuple[tuple[str, int], ...]
    """(yyyy-mm, count), oldest first."""


@dataclass(frozen=True, slots=True)
class Oversight:
    """A whole report."""

    since: date
    until: date
    made_on: date
    made_by: str
    """Function of who made it."""
    entries: int
    """Lines of the logboek in the period."""
    undated: int
    """Lines that this session cannot open, of which nobody here knows the day."""
    deeds: tuple[Tally, ...]
    holders: tuple[tuple[str, int], ...]
    """(function, lines), most first."""
    looks: tuple[Event, ...]
    releases: tuple[Event, ...]
    exceptions: tuple[Event, ...]
    """Partners of the meldroute that were left out on purpose."""
    restores: tuple[Event, ...]
    keys: tuple[Event, ...]
    forgotten: tuple[Event, ...]
    """Dossiers that were destroyed, or kept longer than the bewaartermijn."""
    controle: CheckView
    """What a controle says at the moment of the report, of the whole kluis."""

    @property
    def empty(self) -> bool:
        """Whether nothing was done in the period."""
        return self.entries == 0


def oversight(desk: Desk, since: date, until: date) -> Oversight:
    """Make the report of the days from `since` to `until`, both included; replays the whole kluis as well.

    Raises `InvalidForm` when the period ends before it begins, `NotAllowed` for a session without the logboek.
    """
    if until < since:
        raise InvalidForm("until", Problem.NOT_A_DAY)
    desk.store.place(Kind.LOGBOEK)
    dated, undated = _dated(desk)
    rows = [(entry, at) for entry, at in dated if since <= at.date() <= until]
    holders = Counter(entry.label for entry, _ in rows)
    return Oversight(
        since=since,
        until=until,
        made_on=desk.today(),
        made_by=desk.label,
        entries=len(rows),
        undated=undated,
        deeds=tuple(_tallies(rows)),
        holders=tuple(sorted(holders.items(), key=lambda each: (-each[1], each[0]))),
        looks=_events(rows, _LOOKS),
        releases=_events(rows, _RELEASES),
        exceptions=_events([row for row in rows if _excepts(row[0])], {Deed.STEP_ADDED}),
        restores=_events(rows, _RESTORES),
        keys=_events(rows, _KEYS),
        forgotten=_events(rows, _FORGOTTEN),
        controle=check(desk.store.location),
    )


_Dated = tuple[LogEntry, datetime]


def _dated(desk: Desk) -> tuple[list[_Dated], int]:
    """Return every line with its moment in the time zone of this desk, oldest first, and how many have none."""
    found: list[_Dated] = []
    undated, before, zone = 0, None, desk.now().tzinfo
    while page := desk.store.log(before=before, limit=_PAGE):
        for entry in page:
            if isinstance(entry.detail, Sealed):
                undated += 1
            else:
                found.append((entry, entry.detail.at.astimezone(zone)))
        before = page[-1].seq
    return found[::-1], undated


def _tallies(rows: Iterable[_Dated]) -> Iterator[Tally]:
    """Count each kind of deed by month, in the order of the verbs of the log."""
    counted: dict[Deed, Counter[str]] = {}
    for entry, at in rows:
        counted.setdefault(entry.deed, Counter())[f"{at:%Y-%m}"] += 1
    for deed in Deed:
        if deed in counted:
            months = counted[deed]
            yield Tally(DEED_WORDS[deed], months.total(), tuple(sorted(months.items())))


def _excepts(entry: LogEntry) -> bool:
    return not isinstance(entry.detail, Sealed) and entry.detail.text == StepKind.PARTNER_EXCEPTED.value


def _events(rows: Iterable[_Dated], deeds: Iterable[Deed]) -> tuple[Event, ...]:
    wanted = frozenset(deeds)
    return tuple(_event(entry, at) for entry, at in rows if entry.deed in wanted)


def _event(entry: LogEntry, at: datetime) -> Event:
    """Take over the number of a dossier, and of the words only those that are the program's own."""
    subject, text = ("", "") if isinstance(entry.detail, Sealed) else (entry.detail.subject, entry.detail.text)
    what = DEED_WORDS[entry.deed]
    if entry.deed is Deed.LOOKED and text in _LOOKED_AT:
        what = f"{what}: {text}"
    elif entry.deed is Deed.STEP_ADDED:
        what = "partner van de meldroute overgeslagen"
    dossier = subject if _NUMBER.fullmatch(subject) else ""
    return Event(entry.seq, at, entry.label, what, dossier)
