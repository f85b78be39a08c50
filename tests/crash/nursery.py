"""A process that has everything imported and forks a child for each job, so that a child can be killed cheaply.

Started by `tests/crash/conftest.py` as `python -m tests.crash.nursery`. It reads one job a line from standard input. A
child writes a line for each thing it was told is kept; the nursery writes one when the child is gone.
"""

import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

import db.migrate  # noqa: F401 - the program imports it late, and a child need not
from db import founding, locations, shredding
from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.backup.restoring import restore
from db.errors import DbError
from db.records.base import RowId, Stored
from db.records.meeting import Note
from db.roles import Deed
from db.store import Store, open_store
from db.turning import revoke
from keys.directory import Kind, Role
from keys.errors import KeysError
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from mhtui.casework import live
from mhtui.casework.desk import Desk
from mhtui.casework.handover import name_successor, take_over
from tests.db.conftest import clock, make_founding
from tests.db.scenario import DAY, add_note, local_table, make_note, make_signal

Job = dict[str, Any]
SUCCESSOR = "haven kompas zeilboot wolken"
"""The wachtzin of who takes over."""


def _say(**words: object) -> None:
    """Write one line in one go, so that a kill leaves a whole line or none."""
    os.write(1, json.dumps(words).encode() + b"\n")


def _unlocked(job: Job) -> Store:
    """Return the kluis of a job, opened and unlocked by the nursery the first time it is asked for.

    A child is forked with it and makes a connection of its own, so that it gets to its work at once.
    """
    key = (job["location"], job["root"], job.get("role"))
    if key not in _READY:
        _READY[key] = _opened(job)
        _READY[key]._engine.dispose()
        gc.collect()
        gc.freeze()  # a child that looks through all of it would copy every page
    return _READY[key]


def _opened(job: Job) -> Store:
    store = open_store(job["location"], clock=clock)
    holder = next(each for each in store.holders() if each.role is Role(job.get("role", Role.AF.value)))
    store.use(Ring(holder.id, HolderKeys.from_root(bytes.fromhex(job["root"])), ()))
    store.refresh()
    return store


def _kept(row: Stored[Any]) -> None:
    _say(table=row.table, id=row.id, version=row.version)


def write(job: Job) -> None:
    """Write until killed: a signal, a note, a change of the note, and the removal of a note."""
    store = _unlocked(job)
    _say(started=True)
    while True:
        with store.unit(Deed.SIGNAL_ADDED) as unit:
            place = store.place(Kind.IDENTITEIT).id
            signal_row = unit.add(store.signals, make_signal(), compartment=place, due_on=DAY)
        _kept(signal_row)
        note = add_note(store)
        _kept(note)
        with store.unit(Deed.NOTE_WRITTEN) as unit:
            changed: Stored[Note] = unit.change(note, record=make_note("Anders." * 200))
        _kept(changed)
        passing = add_note(store)
        _kept(passing)
        _say(table="notes", id=passing.id, going=True)
        with store.unit(Deed.NOTE_WRITTEN) as unit:
            unit.remove(passing)
        _say(table="notes", id=passing.id, version=0)


def _die_when_told(job: Job) -> None:
    """Let this process be killed after some statements from here, or at the commit."""
    last, counter = job.get("statements"), count()

    def die(*_: object) -> None:
        if last is not None and next(counter) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", die)
    if job.get("at_commit"):
        event.listen(Engine, "commit", lambda _: os.kill(os.getpid(), signal.SIGKILL))


def found(job: Job) -> None:
    """Make a kluis, or die after some statements, or at the commit.

    The slow part, deriving keys, was done before the fork.
    """
    path = Path(job["location"])
    _die_when_told(job)
    _say(started=True)
    locations.prepare_new(path)
    founding._found(job["location"], _FOUNDING, clock, _PLAN, _SLOTS).close()
    _say(made=True)


def turn(job: Job) -> None:
    """Revoke the overleg, and so give the whole kluis new keys; or die after some statements, or at the commit."""
    store = _unlocked(job)
    leaver = next(each for each in store.holders() if each.role is Role.OVERLEG)
    _die_when_told(job)
    _say(started=True)
    revoke(store, leaver.id)
    _say(turned=True)


def bring_up(job: Job) -> None:
    """Open a kluis of an older format, which brings it up; or die after some statements, or at the commit."""
    _die_when_told(job)
    _say(started=True)
    open_store(job["location"], clock=clock)
    _say(brought_up=True)


def shred(job: Job) -> None:
    """Destroy every dossier, and see that nothing is left; or die after some statements, or at the commit."""
    store = _unlocked(job)
    dossiers = [row.dossier for repo in (store.cases, store.signals) for row in repo.all()]
    _die_when_told(job)
    _say(started=True)
    with store.unit(Deed.SHREDDED) as unit:
        gone = shredding.shred(unit, dossiers)
    _say(shredded=gone.rows)
    _say(left=shredding.clean(store, gone))


def close(job: Job) -> None:
    """Close a running overleg, which seals its drafts and destroys their key; or die after some statements."""
    desk = Desk(_unlocked(job))
    _die_when_told(job)
    _say(started=True)
    live.close(desk, RowId(job["meeting"]))
    _say(closed=True)


def keep(job: Job) -> None:
    """Make a backup, or die at some word about how far it is."""
    store = _unlocked(job)
    _say(started=True)
    make_backup(store, Path(job["backup"]), "", progress=_dies_at(job))
    _say(kept=True)


def put_back(job: Job) -> None:
    """Put a backup into a new kluis, or die at some word about how far it is."""
    ring = Ring("", HolderKeys.from_root(bytes.fromhex(job["root"])), ())
    with open_backup(Path(job["backup"])) as backup, backup.dump(ring) as dump:
        _die_when_told(job)
        _say(started=True)
        restore(dump, ring, job["location"], clock=clock, source="", progress=_dies_at(job))
    _say(back=True)


def _dies_at(job: Job) -> Callable[[int, int], None]:
    words, last = count(), job.get("words")

    def die(_done: int, _total: int) -> None:
        if last is not None and next(words) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    return die


def hand_over(job: Job) -> None:
    """Hand the office over with the herstelcode, from the first step to the last; or die after some statements."""
    desk = Desk(_unlocked(job))
    _die_when_told(job)
    _say(started=True)
    successor = name_successor(desk, SUCCESSOR, policy=FLOOR_POLICY)
    _say(named=True)
    take_over(successor, desk.store.me.id, bytes.fromhex(job["code"]))
    _say(over=True)


def limited(job: Job) -> None:
    """Write one note while no file may grow beyond a limit, and say what came of it."""
    store = _unlocked(job)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (job["limit"], resource.RLIM_INFINITY))
    try:
        with store.unit(Deed.NOTE_WRITTEN) as unit:
            row = unit.add(store.notes, make_note("Lang. " * 3000), compartment=local_table(store))
    except (DbError, KeysError) as error:
        _say(error=type(error).__name__)
    else:
        _kept(row)


_JOBS: dict[str, Callable[[Job], None]] = {
    "write": write,
    "found": found,
    "limited": limited,
    "turn": turn,
    "shred": shred,
    "close": close,
    "keep": keep,
    "put_back": put_back,
    "hand over": hand_over,
    "bring up": bring_up,
}
_LOCKED = {"found", "put_back", "bring up"}
"""Jobs that need no kluis that is unlocked."""
_READY: dict[tuple[object, ...], Store] = {}
_FOUNDING = make_founding(Role.AF)
_PLAN = founding._plan(_FOUNDING, bytes(32))
_SLOTS = founding._slots(_FOUNDING, _PLAN, FLOOR_POLICY)


def main() -> None:
    """Fork a child for each job until standard input ends."""
    _say(ready=True)
    for line in sys.stdin:
        job = json.loads(line)
        if job["job"] not in _LOCKED:
            _unlocked(job)
        child = os.fork()
        if child == 0:
            try:
                _JOBS[job["job"]](job)
            finally:
                os._exit(0)
        _say(child=child)
        _say(gone=child, status=os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main()
