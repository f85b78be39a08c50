"""How a tampering is told to a test: what is done, what must be found, and what a session must then refuse."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest

from db.errors import DbError
from db.findings import FindingKind
from db.records.base import SealedRecordError
from db.replay import check_store
from db.store import Store, open_store
from keys.directory import Role
from keys.errors import KeysError
from tests.db.conftest import Original, clock
from tests.db.raw import Scene
from tests.db.scenario import PLANTED, Work, add_note

_NAMED: Final = re.compile(r"[0-9a-f]{32}|[0-9]+|\?|")


@dataclass(frozen=True)
class Tamper:
    """One thing that is done to the store past the program."""

    act: Callable[[Scene], object]
    kind: FindingKind
    table: str
    refused: Callable[[Store, Work], object] | None
    """What a new session does then, and must fail at; None when only the replay can see it."""

    def __str__(self) -> str:
        """Name it as its function is named."""
        return self.act.__name__.strip("_")


def tamper(
    kind: FindingKind, table: str, refused: Callable[[Store, Work], object] | None = None
) -> Callable[[Callable[[Scene], object]], Tamper]:
    """Make a function a tampering."""
    return lambda act: Tamper(act, kind, table, refused)


def all_of(names: dict[str, object]) -> list[Tamper]:
    """Return the tamperings of a module."""
    return [each for each in names.values() if isinstance(each, Tamper)]


def read_signal(store: Store, work: Work) -> object:
    """Open the signal."""
    return store.signals.get(work.signal.id).opened


def read_all_signals(store: Store, work: Work) -> object:  # noqa: ARG001 - every look at a store is called alike
    """Open every signal."""
    return list(store.signals.all())


def write(store: Store, work: Work) -> object:  # noqa: ARG001 - every look at a store is called alike
    """Write a note."""
    return add_note(store)


def only_open(store: Store, work: Work) -> object:
    """Do nothing: opening or unlocking itself must fail."""


def prove(found: Tamper, scene: Scene, original: Original) -> None:
    """Do it, and see that it is reported without content, and refused."""
    assert check_store(scene.store.location).sound
    found.act(scene)
    report = check_store(scene.store.location)
    assert (found.kind, found.table) in {(each.kind, each.table) for each in report.findings}
    assert all(_NAMED.fullmatch(each.row) for each in report.findings)
    assert not any(name in str(report) for name in PLANTED)
    if found.refused is not None:
        with pytest.raises((DbError, KeysError, SealedRecordError)) as caught:
            _try(scene, original, found.refused)
        assert not any(name in str(caught.value) for name in PLANTED)


def _try(scene: Scene, original: Original, look: Callable[[Store, Work], object]) -> None:
    again = open_store(scene.store.location, clock=clock)
    try:
        look(original.unlock(again, Role.AF), scene.work)
    finally:
        again.close()
