"""Killed right after a call returned: everything that was acknowledged is there, the clock of the item too."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from db.records.base import RowId
from db.replay import check_store
from keys.directory import Role
from mhtui.casework.desk import Desk
from mhtui.casework.live_view import live_view
from tests.casework.conftest import Kluis, SetClock, Sit

_ROOT = Path(__file__).parents[3]

_TABLE = """
import sys
from datetime import datetime
from db.store import open_store
from keys.holder import HolderKeys
from keys.ring import Ring
from keys.directory import Role
from mhtui.casework import drafts, followup, live, minutes
from mhtui.casework.desk import Desk
from mhtui.casework.live_view import live_view

location, meeting, now, root = sys.stdin.readline().split()
clock = datetime.fromisoformat(now)
store = open_store(location, clock=lambda: clock)
holder = next(found for found in store.holders() if found.role is Role.OVERLEG)
store.use(Ring(holder.id, HolderKeys.from_root(bytes.fromhex(root)), ()))
store.refresh()
desk, number = Desk(store), 0
while True:
    number += 1
    live.next_item(desk, meeting)
    item = live_view(desk, meeting).current.row.id
    note = minutes.write_note(desk, meeting, item, f"notitie {number}")
    print("notes", note.id, flush=True)
    draft = drafts.say_note(desk, meeting, item, f"Zij noemt Fatima {number}")
    print("drafts", draft.id, flush=True)
    made = minutes.decide(desk, meeting, item, "opvolging", f"besluit {number}", "wijkagent", clock.date())
    print("decisions", made.decision.id, flush=True)
    print("actions", made.action.id, flush=True)
    followup.done(desk, made.action.id)
    print("done", made.action.id, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 2, 4, 10])
def test_what_was_acknowledged_is_there(
    kluis: Kluis, table: Desk, sit: Sit, started: RowId, clock: SetClock, acknowledged: int
) -> None:
    """SIGKILL after the n-th acknowledgement; the chain holds and the clock runs on from when the item was opened."""
    table.store.close()
    words = f"{kluis.location} {started} {clock.now.isoformat()} {kluis.keys[Role.OVERLEG].root.hex()}\n"
    with subprocess.Popen(
        [sys.executable, "-c", _TABLE], cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(words)
        program.stdin.flush()
        told = [program.stdout.readline().split() for _ in range(acknowledged)]
        program.kill()
    desk = sit(Role.OVERLEG)
    written = {
        kind: {row.id for row in desk.store.repository(kind).all()}
        for kind in ("notes", "decisions", "actions", "drafts")
    }
    ticked = {row.id for row in desk.store.actions.all() if row.opened.status.value == "gedaan"}
    lost = [(kind, row) for kind, row in told if row not in (ticked if kind == "done" else written[kind])]
    assert lost == []
    view = live_view(desk, started)
    assert view.place >= 2
    assert view.clock.at(clock.now + timedelta(seconds=90)) == 90
    assert check_store(kluis.location).sound
