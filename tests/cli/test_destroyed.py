"""`mhtui backup terugzetten` after a dossier was destroyed: it stays away, or the program says it cannot know."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.backup.making import make_backup
from db.replay import check_store
from db.roles import Deed
from db.shredding import shred, shredded_dossiers
from db.store import open_store
from keys.directory import Role
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.pins import Pinboard
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, clock
from tests.db.raw import Scene

Ask = Callable[..., Said]


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Ask:
    """A backup `a`, a dossier destroyed after it, a backup `b`; ask to put `a` back."""
    make_backup(scene.store, tmp_path / "a.mhbackup", "Lees mij.\n")
    with scene.store.unit(Deed.SHREDDED) as unit:
        shred(unit, [scene.work.case.dossier, scene.work.signal.dossier])
    make_backup(scene.store, tmp_path / "b.mhbackup", "Lees mij.\n")

    def call(*words: str, kluis: str) -> Said:
        here = replace(world, ask=lambda _: PASSPHRASES[Role.AF], clock=clock)
        place = str(tmp_path / "nieuw" / "kluis.db")
        capsys.readouterr()
        code = main(
            ["--kluis", kluis, "backup", "terugzetten", str(tmp_path / "a.mhbackup"), "--naar", place, *words],
            world=here,
        )
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


def _again(tmp_path: Path) -> int:
    """Return how many dossiers were destroyed in the new kluis, which has to be whole."""
    place = str(tmp_path / "nieuw" / "kluis.db")
    assert check_store(place).sound
    store = open_store(place, clock=clock)
    with store.reading() as connection:
        found = len(shredded_dossiers(connection))
    store.close()
    return found


def test_the_kluis_it_came_from_tells(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """It is the one that is opened otherwise."""
    said = ask(kluis=scene.store.location)
    assert (said.code, _again(tmp_path)) == (0, 2)
    assert "2 dossiers die na deze back-up zijn vernietigd, zijn ook hier meteen weer vernietigd." in said.out
    assert "niet vast te stellen: de kluis waar zij" not in said.out


def test_a_newer_backup_tells(ask: Ask, tmp_path: Path) -> None:
    """The kluis is lost; what came after that backup is not known, and that is said."""
    nowhere = str(tmp_path / "weg.db")
    said = ask("--nieuwer", str(tmp_path / "b.mhbackup"), kluis=nowhere)
    assert (said.code, _again(tmp_path)) == (0, 2)
    assert "Wat na de nieuwere back-up nog is vernietigd is hier niet bekend" in said.out


def test_a_newer_backup_that_is_not(ask: Ask, tmp_path: Path) -> None:
    """It is not there, or it is no backup: nothing is put back."""
    (tmp_path / "c.mhbackup").write_text("niets")
    for name, code in (("weg.mhbackup", 2), ("c.mhbackup", 1)):
        assert ask("--nieuwer", str(tmp_path / name), kluis=str(tmp_path / "weg.db")).code == code
        assert not (tmp_path / "nieuw" / "kluis.db").exists()


def test_this_computer_remembers(ask: Ask, scene: Scene, world: World, tmp_path: Path) -> None:
    """The ids alone: the dossiers go, and that it may not be all is said."""
    assert world.places is not None
    Pinboard(world.places).remember(scene.store)
    said = ask("--json", kluis=str(tmp_path / "weg.db"))
    assert (said.code, _again(tmp_path)) == (0, 2)
    found = said.json
    assert isinstance(found, dict)
    assert (found["opnieuw_vernietigd"], found["vernietigd_bekend"]) == (2, False)


def test_nobody_can_tell(ask: Ask, tmp_path: Path) -> None:
    """Then it comes back, and the program says that it does not know."""
    said = ask(kluis=str(tmp_path / "weg.db"))
    assert (said.code, _again(tmp_path)) == (0, 0)
    assert "is hier niet vast te stellen: de kluis waar zij" in said.out
