"""`mhtui controle` finds what was done past the program, on both databases, and names rows without content."""

from collections.abc import Callable

import pytest

from db import schema
from db.roles import Deed
from db.store import open_store
from keys.directory import Role
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.db.conftest import Original, clock
from tests.db.raw import Scene, write_signed
from tests.db.scenario import PLANTED, take_in


def _moved(scene: Scene, _: Original) -> str:
    """Exchange the sealed records of two signals."""
    other = take_in(scene.store, "S-2026-002")
    scene.raw.swap(schema.signals, scene.work.signal.id, other.id, "sealed")
    return str(scene.work.signal.id)


def _redated(scene: Scene, _: Original) -> str:
    """Give a signal another last day, in the clear."""
    scene.raw.set(schema.signals, scene.work.signal.id, due_on=None)
    return str(scene.work.signal.id)


def _deleted(scene: Scene, _: Original) -> str:
    """Take a row out."""
    scene.raw.remove(schema.signals, scene.work.signal.id)
    return str(scene.work.signal.id)


def _shortened(scene: Scene, _: Original) -> str:
    """Take an entry out of the middle of the log."""
    scene.raw.remove(schema.log, 3)
    return "3"


def _released_by_the_overleg(scene: Scene, original: Original) -> str:
    """Sign a release with a key that is real and has no right to it."""
    table = open_store(scene.store.location, clock=clock)
    original.unlock(table, Role.OVERLEG)
    values = scene.raw.row(schema.releases, scene.work.release.id)
    write_signed(table, Deed.RELEASED, schema.releases, {**values, "version": values["version"] + 1})
    table.close()
    return str(scene.work.release.id)


def _controle(location: str, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["controle", "--kluis", location, *words], world=World())
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


@pytest.mark.parametrize("tamper", [_moved, _redated, _deleted, _shortened, _released_by_the_overleg])
def test_what_was_done_is_found(
    tamper: Callable[[Scene, Original], str], scene: Scene, original: Original, capsys: pytest.CaptureFixture[str]
) -> None:
    """Untouched 0; afterwards 4, with the row that was touched and not a word of what is in it."""
    code, said = _controle(scene.store.location, capsys)
    assert code == 0
    assert said.startswith("✓ De kluis klopt: ")
    touched = tamper(scene, original)
    code, said = _controle(scene.store.location, capsys)
    assert code == 4
    assert said.startswith("▲ De kluis klopt niet: ")
    assert touched in said
    assert [name for name in PLANTED if name in said] == []
    code, told = _controle(scene.store.location, capsys, "--json")
    assert code == 4
    assert touched in told
    assert '"klopt": false' in told


def test_it_asks_nobody_for_a_wachtzin(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever keeps the computers can run it; counts and the head are there to compare."""

    def ask(_: str) -> str:
        pytest.fail("a wachtzin was asked")

    assert main(["controle", "--json", "--kluis", scene.store.location], world=World(ask=ask)) == 0
    said = capsys.readouterr().out
    with scene.store.reading() as connection:
        head = connection.execute(schema.head.select()).one()
    assert f'"laatste_regel": "{head.digest}"' in said
    assert f'"regels": {head.seq}' in said
