"""A process that has everything imported and forks a child for each job, so that a child can be killed cheaply.

Started by `tests/crash/conftest.py` as `python -m tests.crash.nursery`. It reads one job a line from standard input. A
child writes a line for each thing it was told is kept; the nursery writes one when the child is gone.
"""

import json
import os
import socket
import sys
import tempfile
from functools import cache

import db.migrate  # noqa: F401 - the program imports it late, and a child need not
import keys.passphrase
from db.errors import DbError
from db.store import open_store
from keys.directory import Role
from keys.errors import KeysError
from keys.passphrase import FLOOR_POLICY
from tests.crash import disk
from tests.crash.jobs import JOBS, LOCKED, Job, say, unlocked
from tests.db.conftest import PASSPHRASES, clock

keys.passphrase._stretch = cache(keys.passphrase._stretch)
"""The same wachtzin and salt give the same key: the nursery derives it, and each child has it."""


def _born(job: Job, channel: socket.socket | None) -> None:
    """Do a job as a child, and end."""
    try:
        if channel is not None:
            tempfile.tempdir = job["disk"]["folder"]
            disk.give_away(channel)
        JOBS[job["job"]](job)
    except (DbError, KeysError) as error:
        say(error=type(error).__name__)
    finally:
        os._exit(0)


def _derived(location: str) -> None:
    store = open_store(location, clock=clock)
    store.unlock(next(each.id for each in store.holders() if each.role is Role.AF), PASSPHRASES[Role.AF],
                 policy=FLOOR_POLICY)  # fmt: skip
    store.close()


def _hold() -> None:
    """Say that a child waits for its disk, until somebody says that it may go on."""
    say(held=True)
    sys.stdin.readline()


def main() -> None:
    """Fork a child for each job until standard input ends."""
    say(ready=True)
    for line in sys.stdin:
        job = json.loads(line)
        fault = disk.Fault(**job["disk"]) if "disk" in job else None
        if job["job"] not in LOCKED:
            unlocked(job)
        if "derive" in job:
            _derived(job["derive"])
        ours, theirs = socket.socketpair() if fault is not None else (None, None)
        child = os.fork()
        if child == 0:
            _born(job, theirs)
        say(child=child)
        watched = None
        if fault is not None and ours is not None and theirs is not None:
            theirs.close()
            watched = disk.watch(ours, child, fault, _hold)
            ours.close()
        end = {"gone": child, "status": os.waitpid(child, 0)[1]}
        say(**end, **({"calls": watched.calls} if watched else {}))


if __name__ == "__main__":
    main()
