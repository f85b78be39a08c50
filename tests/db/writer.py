"""A program that adds to one number in a note, over and over: `python -m tests.db.writer`, told on standard input.

It shares the note with others. Who was second is told so, reads again and adds again.
"""

import json
import sys

from db.errors import StaleVersion
from db.records.base import RowId
from db.roles import Deed
from db.store import Store, open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.ring import Ring
from tests.db.conftest import clock
from tests.db.scenario import make_note


def add_one(store: Store, note: RowId) -> int:
    """Add one to the number in the note; return how often somebody else was first."""
    stale = 0
    while True:
        row = store.notes.get(note)
        try:
            with store.unit(Deed.NOTE_WRITTEN) as unit:
                unit.change(row, record=make_note(str(int(row.opened.text) + 1)))
        except StaleVersion:
            stale += 1
        else:
            return stale


def _say(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Add as often as asked, and say how often somebody else was first."""
    job = json.loads(sys.stdin.readline())
    store = open_store(job["location"], clock=clock)
    holder = next(each for each in store.holders() if each.role is Role.AF)
    store.use(Ring(holder.id, HolderKeys.from_root(bytes.fromhex(job["root"])), ()))
    store.refresh()
    _say(ready=True)
    sys.stdin.readline()
    stale = sum(add_one(store, RowId(job["note"])) for _ in range(job["times"]))
    store.close()
    _say(stale=stale)


if __name__ == "__main__":
    main()
