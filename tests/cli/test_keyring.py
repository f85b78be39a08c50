"""`mhtui sleutels ...` and `mhtui herstellen`: keys given, taken back, handed over and restored, in files and out."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.replay import check_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from keys.recovery import print_code, read_code
from mhtui.casework.words import word_list
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, Original
from tests.db.raw import Scene
from tests.db.scenario import PLANTED

NEW = "haven kompas zeilboot wolken"

Ask = Callable[..., Said]


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the kluis of the scene; `words` is the wachtzin when it is no longer the first one."""
    first = {holder.label: PASSPHRASES[holder.role] for holder in scene.store.holders()}
    scene.store.lock()

    def call(role: str, *given: str, words: str = "", code: str = "") -> Said:
        capsys.readouterr()
        within = replace(world, ask=lambda who: words or first[who], ask_code=lambda: code, policy=FLOOR_POLICY)
        ended = main(["--als", role, "--kluis", scene.store.location, *given], world=within)
        said = capsys.readouterr()
        return Said(ended, said.out, said.err)

    return call


def _entries(ask: Ask, scene: Scene) -> int:
    """Count the entries of the log, after the upkeep that the first who comes in does."""
    assert ask("af", "casussen").code == 0
    return check_store(scene.store.location).entries


@pytest.fixture
def new_words(tmp_path: Path) -> str:
    """A file with a new wachtzin."""
    path = tmp_path / "nieuw"
    path.write_text(f"{NEW}\n")
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def code(original: Original) -> str:
    """The herstelcode as it is printed."""
    return print_code(original.code)


def test_the_list_says_who_holds_a_key(ask: Ask, scene: Scene) -> None:
    """To who holds beheer with own names; to the FG with a mask; the fingerprint without any wachtzin."""
    found = ask("af", "sleutels", "lijst", "--json")
    listed = json.loads(found.out)
    assert {row["functie"] for row in listed["sleutelhouders"]} >= {"Aandachtsfunctionaris", "Overleg", "Herstelblad"}
    assert [row["naam"] for row in listed["sleutelhouders"] if row["rol"] == "aandachtsfunctionaris"] == [
        "Ans Verzonnen"
    ]
    masked = ask("fg", "sleutels", "lijst")
    assert "Ans Verzonnen" not in masked.out
    assert "▒" in masked.out
    shown = ask("niemand", "sleutels", "vingerafdruk")
    assert shown.code == 0
    assert listed["vingerafdruk"] in shown.out
    assert scene.store.ring is None


def test_a_key_is_given_with_a_proposed_wachtzin(ask: Ask, scene: Scene) -> None:
    """Six words of the list, shown once; they open, and what they open is that of the role."""
    said = ask("af", "sleutels", "toevoegen", "overleg", "--functie", "Overleg Drieluik", "--eigen-naam", "Bea Bedacht")
    assert said.code == 0
    words = said.out.partition("Wachtzin: ")[2].partition("\n")[0]
    assert len(words.split()) == 6
    assert set(words.split()) <= set(word_list())
    theirs = ask("Overleg Drieluik", "casussen", "--json", words=words)
    assert theirs.code == 0
    assert ask("Overleg Drieluik", "signaal", "toon", "S-2026-001", words=words).code == 3
    assert "Bea Bedacht" in ask("af", "sleutels", "lijst").out
    assert check_store(scene.store.location).sound


def test_a_weak_wachtzin_and_a_wrong_role_are_refused(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """With the reason, without the wachtzin, and nothing changed."""
    mark = _entries(ask, scene)
    weak = tmp_path / "zwak"
    weak.write_text("welkom01\n")
    weak.chmod(0o600)
    said = ask("af", "sleutels", "toevoegen", "fg", "--nieuwe-wachtzin-bestand", str(weak))
    assert said.code == 1
    assert "te kort" in said.err
    assert "welkom01" not in said.err + said.out
    assert ask("af", "sleutels", "toevoegen", "aandachtsfunctionaris").code == 2
    assert ask("overleg", "sleutels", "toevoegen", "fg").code == 3
    assert ask("af", "sleutels", "intrekken", "Burgemeester").code == 1
    assert ask("af", "sleutels", "intrekken", "Aandachtsfunctionaris").code == 1
    assert check_store(scene.store.location).entries == mark


def test_a_wachtzin_is_changed(ask: Ask, new_words: str) -> None:
    """The old one opens nothing any more."""
    assert ask("overleg", "sleutels", "wachtzin", "--nieuwe-wachtzin-bestand", new_words).code == 0
    assert ask("overleg", "casussen").code == 3
    assert ask("overleg", "casussen", words=NEW).code == 0


def test_a_key_is_taken_back(ask: Ask) -> None:
    """Of the overleg without the herstelcode; it opens nothing, and everything else opens as before."""
    before = ask("af", "casussen", "--json").out
    said = ask("af", "sleutels", "intrekken", "Overleg")
    assert (said.code, said.err) == (0, "")
    assert ask("overleg", "casussen", words=PASSPHRASES[Role.OVERLEG]).code == 2
    assert ask("af", "casussen", "--json").out == before
    assert "Overleg (vertrokken)" in ask("af", "sleutels", "lijst").out
    assert ask("af", "sleutels", "roteren").code == 0
    assert ask("af", "casussen", "--json").out == before
    assert ask("af", "controle").code == 0


def test_a_handover(ask: Ask, scene: Scene, new_words: str, code: str, tmp_path: Path) -> None:
    """Proof, the leaver out, a dossier without names; then the successor makes a new herstelblad."""
    dossier = tmp_path / "dossier.md"
    words = ("sleutels", "overdragen", "--nieuwe-wachtzin-bestand", new_words, "--dossier", str(dossier))
    said = ask("af", *words, code=code)
    assert (said.code, said.err) == (0, "")
    assert "De opvolger opent 29 van 29 rijen" in said.out
    assert NEW not in said.out
    text = dossier.read_text(encoding="utf-8")
    assert "C-2026-001" in text
    assert "Bellen" in text
    assert not any(name in text for name in PLANTED)
    assert stat.S_IMODE(dossier.stat().st_mode) == 0o600
    assert ask("af", "casussen", words=PASSPHRASES[Role.AF]).code == 3
    shown = ask("Aandachtsfunctionaris 2", "signaal", "toon", "S-2026-001", words=NEW)
    assert PLANTED[0] in shown.out
    sheet = tmp_path / "blad.txt"
    made = ask("Aandachtsfunctionaris 2", "sleutels", "herstelblad", str(sheet), words=NEW)
    assert made.code == 0
    printed = sheet.read_text(encoding="utf-8").partition("Herstelcode\n\n")[2].partition("\n\n")[0]
    assert read_code(printed) != read_code(code)
    assert check_store(scene.store.location).findings == ()
    retired = ask("af", "herstellen", "--nieuwe-wachtzin-bestand", new_words, code=code)
    assert retired.code == 3
    assert "nieuwer herstelblad" in retired.err


def test_a_dossier_with_names_is_a_look(ask: Ask, new_words: str, code: str, tmp_path: Path) -> None:
    """Only when it is asked for, and the logboek says so."""
    dossier = tmp_path / "dossier.md"
    words = ("--nieuwe-wachtzin-bestand", new_words, "--dossier", str(dossier), "--met-namen")
    assert ask("af", "sleutels", "overdragen", *words, code=code).code == 0
    assert PLANTED[0] in dossier.read_text(encoding="utf-8")
    assert "ingezien" in ask("Aandachtsfunctionaris 2", "logboek", words=NEW).out


def test_a_mistyped_code_is_named(ask: Ask, scene: Scene, new_words: str, code: str) -> None:
    """Which group, as printed; the code itself is not repeated, and nothing changed."""
    mark = _entries(ask, scene)
    groups = code.split()
    mistyped = ("2" if groups[4][0] != "2" else "3") + groups[4][1:]
    wrong = " ".join([*groups[:4], mistyped, *groups[5:]])
    for words in (("sleutels", "overdragen"), ("herstellen",)):
        said = ask("af", *words, "--nieuwe-wachtzin-bestand", new_words, code=wrong)
        assert said.code == 1
        assert "groep 5" in said.err
        assert not any(group in said.err for group in groups)
    swapped = " ".join([groups[1], groups[0], *groups[2:]])
    assert "groep 1" in ask("af", "herstellen", "--nieuwe-wachtzin-bestand", new_words, code=swapped).err
    other = ask("af", "herstellen", "--nieuwe-wachtzin-bestand", new_words, code=print_code(bytes(32)))
    assert other.code == 3
    assert "past niet op deze kluis" in other.err
    assert check_store(scene.store.location).entries == mark


def test_the_sheet_alone_restores(ask: Ask, scene: Scene, new_words: str, code: str, tmp_path: Path) -> None:
    """Out of a file with both lines; the wachtzin from before opens nothing, and the new one everything."""
    file = tmp_path / "code"
    file.write_text(code.lower() + "\n")
    file.chmod(0o600)
    said = ask("af", "herstellen", "--nieuwe-wachtzin-bestand", new_words, "--herstelcode-bestand", str(file))
    assert (said.code, said.err) == (0, "")
    assert "«Aandachtsfunctionaris» is ingetrokken" in said.out
    assert ask("af", "casussen", words=PASSPHRASES[Role.AF]).code == 3
    assert PLANTED[0] in ask("af", "signaal", "toon", "S-2026-001", words=NEW).out
    assert check_store(scene.store.location).findings == ()


def test_a_sheet_is_never_written_over(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """Then the old one stays as it is, too."""
    there = tmp_path / "blad.txt"
    there.write_text("van een ander")
    mark = _entries(ask, scene)
    assert ask("af", "sleutels", "herstelblad", str(there)).code == 5
    assert there.read_text() == "van een ander"
    assert check_store(scene.store.location).entries == mark
