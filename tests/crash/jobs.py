"""What the children of the nursery do: each job is told in JSON, and says what is kept as soon as it is."""

import gc
import io
import json
import os
import resource
import signal
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from db import founding, locations, shredding
from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.backup.restoring import restore
from db.records.base import RowId, Stored
from db.records.meeting import Note
from db.roles import Deed
from db.store import Store, open_store
from db.turning import revoke
from keys.directory import Kind, Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from mhtui.casework import live
from mhtui.casework.desk import Desk
from mhtui.casework.handover import name_successor, take_over
from mhtui.choices import Choices
from mhtui.cli import entry
from mhtui.cli.call import World
from mhtui.pins import Pinboard
from mhtui.settings import Places, write_settings
from tests.db.conftest import PASSPHRASES, clock, make_founding
from tests.db.scenario import DAY, add_note, local_table, make_note, make_signal

Job = dict[str, Any]
SUCCESSOR = "haven kompas zeilboot wolken"
"""The wachtzin of who takes over."""


_READY: dict[tuple[object, ...], Store] = {}
_FOUNDING = make_founding(Role.AF)
_PLAN = founding._plan(_FOUNDING, bytes(32))
_SLOTS = founding._slots(_FOUNDING, _PLAN, FLOOR_POLICY)


def say(**words: object) -> None:
    """Write one line in one go, so that a kill leaves a whole line or none."""
    os.write(1, json.dumps(words).encode() + b"\n")


def unlocked(job: Job) -> Store:
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
    say(table=row.table, id=row.id, version=row.version)


def write(job: Job) -> None:
    """Write until killed: a signal, a note, a change of the note, and the removal of a note."""
    store = unlocked(job)
    say(started=True)
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
        say(table="notes", id=passing.id, going=True)
        with store.unit(Deed.NOTE_WRITTEN) as unit:
            unit.remove(passing)
        say(table="notes", id=passing.id, version=0)


def save(job: Job) -> None:
    """Write one signal."""
    store = unlocked(job)
    with store.unit(Deed.SIGNAL_ADDED) as unit:
        unit.add(store.signals, make_signal(), compartment=store.place(Kind.IDENTITEIT).id, due_on=DAY)
    say(saved=True)


def command(job: Job) -> None:
    """Do what somebody typed, in the folders of an account of its own, and say what came of it."""
    account, said = Path(job["account"]), io.StringIO()
    world = World(
        places=Places(config=account / "config", data=account / "data", documents=account / "documents"),
        clock=clock,
        policy=FLOOR_POLICY,
        ask=lambda _: PASSPHRASES[Role.AF],
        terminal=lambda: None,
    )
    with redirect_stdout(said), redirect_stderr(said):
        code = entry.main(["--kluis", job["location"], *job["words"]], world=world)
    say(code=code, said=said.getvalue())


def settle_in(job: Job) -> None:
    """Remember a kluis, and keep the choices of this account."""
    config = Path(job["account"])
    places = Places(config=config, data=config, documents=config)
    Pinboard(places).remember(unlocked(job))
    try:
        write_settings(places, Choices(idle_minutes=job["minutes"]))
    except OSError as error:
        say(error=type(error).__name__)
    else:
        say(settled=True)


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
    say(started=True)
    locations.prepare_new(path)
    founding._found(job["location"], _FOUNDING, clock, _PLAN, _SLOTS).close()
    say(made=True)


def turn(job: Job) -> None:
    """Revoke the overleg, and so give the whole kluis new keys; or die after some statements, or at the commit."""
    store = unlocked(job)
    leaver = next(each for each in store.holders() if each.role is Role.OVERLEG)
    _die_when_told(job)
    say(started=True)
    revoke(store, leaver.id)
    say(turned=True)


def bring_up(job: Job) -> None:
    """Open a kluis of an older format, which brings it up; or die after some statements, or at the commit."""
    _die_when_told(job)
    say(started=True)
    open_store(job["location"], clock=clock)
    say(brought_up=True)


def shred(job: Job) -> None:
    """Destroy every dossier, and see that nothing is left; or die after some statements, or at the commit."""
    store = unlocked(job)
    dossiers = [row.dossier for repo in (store.cases, store.signals) for row in repo.all()]
    _die_when_told(job)
    say(started=True)
    with store.unit(Deed.SHREDDED) as unit:
        gone = shredding.shred(unit, dossiers)
    say(shredded=gone.rows)
    say(left=shredding.clean(store, gone))


def close(job: Job) -> None:
    """Close a running overleg, which seals its drafts and destroys their key; or die after some statements."""
    desk = Desk(unlocked(job))
    _die_when_told(job)
    say(started=True)
    live.close(desk, RowId(job["meeting"]))
    say(closed=True)


def keep(job: Job) -> None:
    """Make a backup, or die at some word about how far it is."""
    store = unlocked(job)
    say(started=True)
    make_backup(store, Path(job["backup"]), "", progress=_dies_at(job))
    say(kept=True)


def put_back(job: Job) -> None:
    """Put a backup into a new kluis, or die at some word about how far it is."""
    ring = Ring("", HolderKeys.from_root(bytes.fromhex(job["root"])), ())
    with open_backup(Path(job["backup"])) as backup, backup.dump(ring) as dump:
        _die_when_told(job)
        say(started=True)
        restore(dump, ring, job["location"], clock=clock, source="", progress=_dies_at(job))
    say(back=True)


def _dies_at(job: Job) -> Callable[[int, int], None]:
    words, last = count(), job.get("words")

    def die(_done: int, _total: int) -> None:
        if last is not None and next(words) >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    return die


def hand_over(job: Job) -> None:
    """Hand the office over with the herstelcode, from the first step to the last; or die after some statements."""
    desk = Desk(unlocked(job))
    _die_when_told(job)
    say(started=True)
    successor = name_successor(desk, SUCCESSOR, policy=FLOOR_POLICY)
    say(named=True)
    take_over(successor, desk.store.me.id, bytes.fromhex(job["code"]))
    say(over=True)


def limited(job: Job) -> None:
    """Write one note while no file may grow beyond a limit, and say what came of it."""
    store = unlocked(job)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (job["limit"], resource.RLIM_INFINITY))
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        row = unit.add(store.notes, make_note("Lang. " * 3000), compartment=local_table(store))
    _kept(row)


JOBS: dict[str, Callable[[Job], None]] = {
    "write": write,
    "save": save,
    "command": command,
    "settle in": settle_in,
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
LOCKED = frozenset({"found", "put_back", "bring up", "command"})
"""Those that need no kluis that is unlocked."""
