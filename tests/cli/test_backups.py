"""`mhtui backup`: made, looked at, tried and put back from the command line, and what it says when that fails."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from keys.directory import Role
from keys.recovery import print_code
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.pins import Pinboard
from tests.cli.conftest import Run, Said
from tests.db.conftest import PASSPHRASES, Original
from tests.db.raw import Raw, Scene

WORDS = {"Aandachtsfunctionaris": PASSPHRASES[Role.AF], "Plaatsvervanger": PASSPHRASES[Role.DEPUTY],
         "Overleg": PASSPHRASES[Role.OVERLEG], "FG": PASSPHRASES[Role.FG]}  # fmt: skip


@pytest.fixture
def call(scene: Scene, original: Original, world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a kluis in which work was done: `call("af", "backup", "maken", ...)`."""
    here = replace(world, ask=lambda who: WORDS[who], ask_code=lambda: print_code(original.code))

    def run(role: str, *words: object, kluis: str = scene.store.location) -> Said:
        capsys.readouterr()
        code = main(["--als", role, "--kluis", kluis, *map(str, words)], world=here)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    assert run("af", "sleutels", "lijst").code == 0  # what an older finder released is withdrawn when the AF comes in
    return run


@pytest.fixture
def backup(call: Run, tmp_path: Path) -> Path:
    """A backup, made by the FG."""
    path = tmp_path / "lopik.mhbackup"
    assert call("fg", "backup", "maken", path).code == 0
    return path


def test_made_checked_tried_and_put_back(call: Run, backup: Path, tmp_path: Path) -> None:
    """The whole way, in the words that a person reads."""
    said = call("af", "backup", "controleren", backup)
    assert said.code == 0, said.err
    assert said.out.startswith("✓ De back-up klopt en is terug te zetten: ")
    said = call("af", "backup", "oefenen", backup)
    assert said.code == 0, said.err
    assert "Eén dossier is helemaal geopend: 2 gegevens." in said.out
    new = tmp_path / "nieuw" / "kluis.db"
    said = call("af", "backup", "terugzetten", backup, "--naar", new)
    assert said.code == 0, said.err
    assert "Er zijn nu twee kluizen" in said.out
    before = call("af", "signalen", "--json").out
    assert call("af", "signalen", "--json", kluis=str(new)).out == before
    assert (
        call("af", "jaarcijfers", 2026, "--als-vorm", "csv", kluis=str(new)).out
        == call("af", "jaarcijfers", 2026, "--als-vorm", "csv").out
    )
    lines = [line["wat"] for line in call("af", "logboek", "--json").rows]
    assert lines[:3] == ["ingezien", "terugzetten geoefend", "back-up gemaakt"], lines
    there = call("af", "logboek", "--json", kluis=str(new)).rows
    assert "uit een back-up teruggezet" in {line["wat"] for line in there}
    assert call("af", "controle", kluis=str(new)).code == 0


def test_json_says_the_same(call: Run, backup: Path, tmp_path: Path) -> None:
    """For a program that makes backups at night and looks whether they hold."""
    made = call("overleg", "backup", "maken", tmp_path, "--json").json
    assert isinstance(made, dict)
    assert Path(str(made["bestand"])).parent == tmp_path
    assert made["in_logboek"] is True
    checked = call("af", "backup", "controleren", made["bestand"], "--json").json
    assert isinstance(checked, dict)
    assert {name: checked[name] for name in ("gemaakt", "kluis", "rijen", "regel")} == {
        name: made[name] for name in ("gemaakt", "kluis", "rijen", "regel")
    }
    assert (checked["klopt"], checked["verzegeld"], checked["vastgesteld"]) == (True, 0, True)
    tried = call("plaatsvervanger", "backup", "oefenen", backup, "--json").json
    assert isinstance(tried, dict)
    assert tried["sindsdien"] == 2
    back = call("af", "backup", "terugzetten", backup, "--naar", tmp_path / "n" / "k.db", "--json").json
    assert isinstance(back, dict)
    assert back["twee_kluizen"] is True


def test_on_a_computer_that_knows_nothing(call: Run, backup: Path, tmp_path: Path, world: World) -> None:
    """With the herstelcode alone; whose kluis it is only the fingerprint of the sheet tells."""
    shown = call("af", "sleutels", "vingerafdruk", "--json").json
    assert isinstance(shown, dict)
    assert world.places is not None
    world.places.pins_file.unlink()
    nowhere = str(tmp_path / "nergens.db")
    said = call("af", "backup", "controleren", backup, "--met-herstelcode", kluis=nowhere)
    assert said.code == 0, said.err
    assert "vergelijk de vingerafdruk met uw herstelblad" in said.out
    said = call("af", "backup", "controleren", backup, "--met-herstelcode", "--vingerafdruk", shown["vingerafdruk"])
    assert (said.code, "vergelijk" in said.out) == (0, False)
    said = call("af", "backup", "controleren", backup, "--met-herstelcode", "--vingerafdruk", "0" * 64)
    assert (said.code, said.err.split("\n")[0]) == (
        4, "Deze back-up is heel, maar niet van de kluis die hier bekend is, of van een kluis die een andere weg ging."
    )  # fmt: skip
    new = tmp_path / "nieuw" / "kluis.db"
    said = call("af", "backup", "terugzetten", backup, "--naar", new, "--met-herstelcode", kluis=nowhere)
    assert (said.code, "twee kluizen" in said.out) == (0, False)
    assert call("af", "signalen", kluis=str(new)).code == 0


def test_what_this_computer_saw_is_held_against_it(call: Run, backup: Path, world: World, scene: Scene) -> None:
    """How much came after it; and a kluis that went another way is refused."""
    call("af", "sleutels", "lijst")
    said = call("af", "backup", "controleren", backup)
    assert "ging na deze back-up nog door" in said.out
    assert world.places is not None
    pins = json.loads(world.places.pins_file.read_text())
    for pin in pins["kluizen"].values():
        pin["regel"], pin["kenmerk"] = 3, "0" * 64
    world.places.pins_file.write_text(json.dumps(pins))
    assert Pinboard(world.places).marks_of(scene.store.directory.store_id)[0].seq == 3
    for words in (("controleren",), ("terugzetten", "--naar", backup.with_name("nieuw.db"))):
        said = call("af", "backup", words[0], backup, *words[1:])
        assert said.code == 4
    assert not backup.with_name("nieuw.db").exists()


def test_in_the_place_of_a_kluis_that_was_lost(call: Run, backup: Path, scene: Scene) -> None:
    """What this computer remembered of the lost one does not keep anybody out; how much is missing was told."""
    if "://" in scene.store.location:
        pytest.skip("a database that was lost is not there to be filled")
    assert call("af", "sleutels", "lijst").code == 0
    scene.store.close()
    Path(scene.store.location).unlink()
    said = call("af", "backup", "terugzetten", backup, "--naar", scene.store.location)
    assert (said.code, "ging na deze back-up nog door" in said.out) == (0, True), said.err
    assert call("af", "signalen").code == 0
    assert call("af", "controle").code == 0


@pytest.mark.parametrize(
    "words,code",
    [
        (("maken", "BACKUP"), 5),
        (("maken", "MAP/nergens/a.mhbackup"), 5),
        (("controleren", "MAP"), 2),
        (("controleren", "KLUIS"), 1),
        (("terugzetten", "BACKUP", "--naar", "BACKUP"), 5),
        (("terugzetten", "BACKUP"), 2),
        (("controleren", "DAMAGED"), 4),
        (("oefenen", "DAMAGED"), 4),
        (("terugzetten", "DAMAGED", "--naar", "MAP/nieuw.db"), 4),
    ],
)
def test_what_goes_wrong_has_its_own_code(call: Run, backup: Path, words: tuple[str, ...], code: int) -> None:
    """A sentence and a number; nothing is made, and no path or value is in it."""
    damaged = backup.with_name("kapot.mhbackup")
    raw = bytearray(backup.read_bytes())
    raw[-100] ^= 1
    damaged.write_bytes(raw)
    other = backup.with_name("iets.txt")
    other.write_text("Geen back-up.")
    named = {"BACKUP": str(backup), "DAMAGED": str(damaged), "KLUIS": str(other)}
    before = sorted(path.name for path in backup.parent.rglob("*"))
    said = call("af", "backup", *(named.get(word, word.replace("MAP", str(backup.parent))) for word in words))
    assert (said.code, said.out) == (code, "")
    assert said.err
    assert str(backup.parent) not in said.err
    assert sorted(path.name for path in backup.parent.rglob("*")) == before


@pytest.mark.parametrize("role", ["overleg", "fg"])
def test_who_may_not_restore_is_told_who_may(call: Run, backup: Path, role: str) -> None:
    """Also for the backup they made."""
    said = call(role, "backup", "controleren", backup)
    assert (said.code, said.out) == (2, "")
    assert "«Aandachtsfunctionaris», «Plaatsvervanger»" in said.err
    assert call(role, "backup", "oefenen", backup).code == 3


def test_a_backup_without_its_entry_is_told(call: Run, scene: Scene, tmp_path: Path) -> None:
    """The file is good and stays, and a program that watches sees that something is wrong."""
    if "://" in scene.store.location:
        pytest.skip("a database has no file to take the right to write from")
    scene.store.close()
    Path(scene.store.location).chmod(0o400)
    said = call("af", "backup", "maken", tmp_path / "a.mhbackup")
    assert (said.code, said.err.split("\n")[0]) == (
        5, "De back-up is goed, maar de regel erover kon niet in het logboek van de kluis."
    )  # fmt: skip
    Path(scene.store.location).chmod(0o600)
    assert call("af", "backup", "controleren", tmp_path / "a.mhbackup").code == 0


def test_a_kluis_that_does_not_hold_gives_no_backup(call: Run, scene: Scene, tmp_path: Path) -> None:
    """And the failure is a line in the logboek where it still can be."""
    Raw(scene.store.location).run("UPDATE facts SET state = 'ópen'")
    assert call("fg", "backup", "maken", tmp_path / "a.mhbackup").code == 4
    assert not (tmp_path / "a.mhbackup").exists()
    assert call("af", "logboek", "--json").rows[0]["wat"] == "back-up mislukt"


def test_the_list_says_how_old_the_newest_is(call: Run, backup: Path, tmp_path: Path) -> None:
    """For people and for a timer; with a folder also what lies there; not for who has no logboek."""
    (tmp_path / "brief.mhbackup").write_text("Geachte heer,")
    said = call("fg", "backup", "lijst", tmp_path)
    assert said.code == 0, said.err
    assert said.out.startswith("De nieuwste goede back-up is van vandaag.\n")
    assert f"{backup.name}  ○ nog niet geoefend" in said.out
    assert "brief.mhbackup  ▲ beschadigd, of geen back-up" in said.out
    assert call("af", "backup", "oefenen", backup).code == 0
    found = call("af", "backup", "lijst", "--json").json
    assert isinstance(found, dict)
    assert (found["dagen"], found["tijd_voor_een_nieuwe"], found["mislukt"], found["map"]) == (0, False, None, None)
    assert [(each["bestand"], each["stand"]) for each in found["back-ups"]] == [(backup.name, "niet_hier")]
    assert call("overleg", "backup", "lijst").code == 3
    assert call("af", "backup", "lijst", tmp_path / "nergens").code == 5


def test_older_ones_go_only_when_that_is_asked(call: Run, tmp_path: Path) -> None:
    """With `--bewaar`, after a good one; who has no logboek hears it before anything is made."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for number in range(3):
        assert call("fg", "backup", "maken", folder / f"{number}.mhbackup").code == 0
    assert len(list(folder.iterdir())) == 3
    assert call("overleg", "backup", "maken", folder / "a.mhbackup", "--bewaar", 1).code == 3
    assert call("fg", "backup", "maken", folder / "a.mhbackup", "--bewaar", 0).code == 2
    assert len(list(folder.iterdir())) == 3
    made = call("fg", "backup", "maken", folder / "3.mhbackup", "--bewaar", 2, "--json").json
    assert isinstance(made, dict)
    assert made["vernietigd"] == ["1.mhbackup", "0.mhbackup"]
    assert sorted(path.name for path in folder.iterdir()) == ["2.mhbackup", "3.mhbackup"]
    assert call("af", "logboek", "--json").rows[0]["wat"] == "back-up vernietigd"
