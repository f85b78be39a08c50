"""The nursery of children that are killed, and a kluis for them to write in."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from db.founding import found_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.checkout import ROOT
from tests.counting import Tell
from tests.crash.points import POINTS
from tests.db.conftest import Original, clock, make_founding

Line = dict[str, Any]


class Nursery:
    """Starts children and kills them."""

    def __init__(self) -> None:
        self.killed = 0
        """How many children were killed so far."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs, self._lines = self._process.stdin, self._process.stdout
        self._unread = b""
        assert self._next(60) == {"ready": True}

    def _next(self, seconds: float) -> Line | None:
        """Return the next line, or None when there is none in that time."""
        until = monotonic() + seconds
        while b"\n" not in self._unread:
            readable, _, _ = select.select([self._lines], [], [], max(0.0, until - monotonic()))
            if not readable:
                return None
            self._unread += os.read(self._lines.fileno(), 1 << 16)
        line, self._unread = self._unread.split(b"\n", 1)
        found: Line = json.loads(line)
        return found

    def _start(self, **job: object) -> int:
        self._jobs.write(json.dumps(job).encode() + b"\n")
        self._jobs.flush()
        line = self._next(60)
        while line is None or "child" not in line:
            assert line is None or "started" in line, line
            line = self._next(60)
        return int(line["child"])

    def run(self, **job: object) -> list[Line]:
        """Let a child do its job to the end; return what it said."""
        self._start(**job)
        return self._rest()

    @contextmanager
    def held(self, **job: object) -> Iterator[list[Line]]:
        """Let a child wait for its disk while something else is done; gives what it said, all of it at the end."""
        self._start(**job)
        said: list[Line] = []
        while not said or "held" not in said[-1]:
            line = self._next(60)
            assert line is not None
            assert "gone" not in line, line
            said.append(line)
        yield said
        self._jobs.write(b"\n")
        self._jobs.flush()
        said += self._rest()

    def kill(self, acknowledged: int, after: float, **job: object) -> list[Line]:
        """Kill a child with SIGKILL, so many seconds after it was told that so many things are kept.

        Returns what it was told until it was gone.
        """
        child = self._start(**job)
        said: list[Line] = []
        while sum("version" in line for line in said) < acknowledged:
            line = self._next(60)
            assert line is not None
            assert "gone" not in line
            said.append(line)
        until = monotonic() + after
        while (line := self._next(until - monotonic())) is not None:
            said.append(line)
            if "gone" in line:
                self.killed += line["status"] == signal.SIGKILL
                return said
        with suppress(ProcessLookupError):  # it ended by itself in the last instant
            os.kill(child, signal.SIGKILL)
        return said + self._rest()

    def _rest(self) -> list[Line]:
        said: list[Line] = []
        while not said or "gone" not in said[-1]:
            line = self._next(60)
            assert line is not None
            said.append(line)
        self.killed += said[-1]["status"] == signal.SIGKILL
        return said

    def close(self) -> None:
        """Let the nursery end."""
        self._jobs.close()
        self._process.wait(10)
        self._lines.close()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One nursery for all tests of a process."""
    if not hasattr(os, "fork"):
        pytest.skip("children are forked, which this system cannot")
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _kills(request: pytest.FixtureRequest, tell: Tell) -> Iterator[None]:
    """Hold a test that kills to the number of kills that `points.py` says it has."""
    if not request.path.name.startswith("test_kill"):
        yield
        return
    found: Nursery = request.getfixturevalue("nursery")
    before = found.killed
    yield
    killed, name = found.killed - before, request.node.name
    tell(5, f"kills: {POINTS[name].work}", killed)
    assert killed >= POINTS[name].least


@dataclass
class Kluis:
    """A founded kluis and the keys of its aandachtsfunctionaris."""

    path: Path
    original: Original
    root: str


@pytest.fixture
def kluis(tmp_path: Path) -> Kluis:
    """A kluis of one holder in a file."""
    path = tmp_path / "kluis" / "kluis.db"
    made = found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    original = Original(str(path), made.recovery_code)
    original.unlock(made.store, Role.AF)
    made.store.close()
    return Kluis(path, original, original.keys[Role.AF].root.hex())
