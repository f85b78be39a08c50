"""Makes the demonstration kluis: seven years of invented signals and a living present, by the rules of the work alone.

It writes DEMO into the signed directory, uses the keys and the costs of a real kluis, and never touches a file that is
not a demonstration. Its wachtzinnen are printed everywhere and protect nothing.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from db.errors import AlreadyExists, NotAStore, NotFound
from db.founding import found_store
from db.locations import is_server, write_out
from db.records.base import CompartmentId
from db.store import Clock, open_store
from keys.directory import Kind, Role
from keys.passphrase import CostPolicy
from mhtui.casework.desk import Desk
from mhtui.casework.founding import DRIELUIK, LOCAL, Plan, SeriesPlan, founding
from mhtui.demo.clock import SteppingClock
from mhtui.demo.courses import Table
from mhtui.demo.history import History
from mhtui.demo.meetings import Meetings
from mhtui.demo.present import Present
from mhtui.demo.timeline import Calendar, Timeline
from mhtui.demo.years import FIRST_YEAR, MUNICIPALITIES, how_many, tallies

PASSPHRASES: Final = {Role.AF: "demo-af", Role.OVERLEG: "demo-overleg", Role.KETEN: "demo-keten"}
_NAME: Final = "Drenthe tegen mensenhandel"
_REGION: Final = "Drenthe"
_RETENTION: Final = 60
_QUIET_DAYS: Final = 100
"""The background of this year stops here; what came in later is told dossier by dossier."""
_SEED: Final = 2023
_EVERY: Final = 28
_WEEK: Final = 7
_NEXT: Final = {Table.LOCAL: (3, 2), Table.DRIELUIK: (5, 3)}
"""Of each series: how many days ahead the next meeting is at least, and its weekday (0 is Monday)."""


def ensure_demo(location: str, *, clock: Clock, policy: CostPolicy) -> bool:
    """Make the demonstration where there is nothing yet; True when it was made, False when it was there.

    Raises `AlreadyExists` for a kluis that is no demonstration, and what `open_store` and `found_store` raise.
    """
    try:
        store = open_store(location, clock=clock)
    except (NotFound, NotAStore) as nothing:
        if isinstance(nothing, NotAStore) and not is_server(location):
            raise
        # an empty database is where a kluis can come; one that holds something else is refused when it is laid
        make_demo(location, clock=clock, policy=policy)
        return True
    try:
        if not store.demo:
            raise AlreadyExists("a kluis that is no demonstration")
    finally:
        store.close()
    return False


def make_demo(location: str, *, clock: Clock, policy: CostPolicy, past: bool = True) -> None:
    """Make the demonstration; a file appears in its place only when it is complete.

    Without `past` only the dossiers of the last months are in it. Raises what `found_store` raises.
    """
    if is_server(location):
        _tell(location, clock(), policy, past=past)
        return
    made = Path(f"{location}.maken")
    _clear(made)
    try:
        _tell(str(made), clock(), policy, past=past)
        write_out(made)
        made.replace(location)
    except BaseException:
        with suppress(OSError):
            _clear(made)
        raise


def _clear(made: Path) -> None:
    """Remove what an attempt that was cut off left behind: only ever our own half-made file and its journal."""
    for leftover in (made, Path(f"{made}-journal")):
        leftover.unlink(missing_ok=True)


def _tell(location: str, now: datetime, policy: CostPolicy, *, past: bool) -> None:
    """Found the kluis in the first year and play the whole story."""
    start = datetime(FIRST_YEAR, 1, 2, 9, 0, tzinfo=now.tzinfo)
    clock = SteppingClock(start, now)
    coming = {table: _coming(now.date(), *when) for table, when in _NEXT.items()}
    plan = founding(_plan(coming, start.date()))
    founded = found_store(location, plan, clock=clock, policy=policy, draft=True)
    with ThreadPoolExecutor(max_workers=2) as pool:
        doors = {
            table: pool.submit(_seated, location, clock, role, policy)
            for table, role in ((Table.LOCAL, Role.OVERLEG), (Table.DRIELUIK, Role.KETEN))
        }
        try:
            desk = Desk(founded.store)
            timeline = Timeline(clock)
            if past:
                _tell_history(timeline, desk, now)
            places = {table: _place(desk, table) for table in Table}
            present = Present(desk, Calendar(now), timeline, places)
            present.tell()
            Meetings(present, places, doors, coming).tell()
            timeline.play()
        finally:
            founded.store.close()
            for door in doors.values():
                if door.exception() is None:
                    door.result().store.close()


def _plan(coming: Mapping[Table, date], start: date) -> Plan:
    return Plan(
        name=_NAME,
        municipality=_REGION,
        retention_months=_RETENTION,
        passphrase_af=PASSPHRASES[Role.AF],
        passphrase_overleg=PASSPHRASES[Role.OVERLEG],
        series=(SeriesPlan(LOCAL, _first(coming[Table.LOCAL], start), _EVERY),),
        passphrase_keten=PASSPHRASES[Role.KETEN],
        drieluik=SeriesPlan(DRIELUIK, _first(coming[Table.DRIELUIK], start), _EVERY),
        municipalities=MUNICIPALITIES,
        rules="drenthe",
        demo=True,
    )


def _coming(today: date, ahead: int, weekday: int) -> date:
    """Give the next day of a series."""
    soonest = today + timedelta(days=ahead)
    return soonest + timedelta(days=(weekday - soonest.weekday()) % _WEEK)


def _first(coming: date, start: date) -> date:
    """Give the first day of a series that meets on `coming`, after the kluis was made."""
    return coming - timedelta(days=(coming - start).days // _EVERY * _EVERY)


def _seated(location: str, clock: Clock, role: Role, policy: CostPolicy) -> Desk:
    """Open a second session, for a table; deriving its key takes a second while the history is told."""
    store = open_store(location, clock=clock, draft=True)
    holder = next(found for found in store.holders() if found.role is role)
    store.unlock(holder.id, PASSPHRASES[role], policy=policy)
    return Desk(store)


def _tell_history(timeline: Timeline, desk: Desk, now: datetime) -> None:
    history = History(_SEED)
    for year in range(FIRST_YEAR, now.year):
        history.tell(timeline, desk, year, tallies(year), now)
    until = now - timedelta(days=_QUIET_DAYS)
    if until.year == now.year:
        share = until.timetuple().tm_yday / 365
        drawn = tallies(now.year)[: round(how_many(now.year) * share)]
        history.tell(timeline, desk, now.year, drawn, until)


def _place(desk: Desk, table: Table) -> CompartmentId:
    """Give the overleg compartment of a series."""
    name = DRIELUIK if table is Table.DRIELUIK else LOCAL
    return next(place.id for place in desk.store.places(Kind.OVERLEG) if place.label.label == name)
