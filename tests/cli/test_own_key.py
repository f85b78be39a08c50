"""Keys made elsewhere: two files, a fingerprint that is read out loud, and everything that is done with them."""

import json
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.replay import check_store
from keys.directory import Role
from keys.keyfile import MAX_KEY_FILE
from keys.passphrase import FLOOR_POLICY
from keys.recovery import print_code
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, Original
from tests.db.raw import Scene

WORDS = "haven kompas zeilboot wolken"

Ask = Callable[..., Said]


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the kluis of the scene; `who` opens it with the wachtzin of its role, or with `words`."""
    first = {holder.label: PASSPHRASES[holder.role] for holder in scene.store.holders()}
    scene.store.lock()

    def call(*given: str, words: str = "", code: str = "") -> Said:
        capsys.readouterr()
        within = replace(world, ask=lambda who: words or first[who], ask_code=lambda: code, policy=FLOOR_POLICY)
        ended = main(["--kluis", scene.store.location, *given], world=within)
        said = capsys.readouterr()
        return Said(ended, said.out, said.err)

    return call


@pytest.fixture
def new_words(tmp_path: Path) -> str:
    """A file with a new wachtzin."""
    path = tmp_path / "nieuw"
    path.write_text(f"{WORDS}\n")
    path.chmod(0o600)
    return str(path)


@pytest.fixture
def made(ask: Ask, tmp_path: Path, new_words: str) -> dict[str, str]:
    """A personal key that somebody made."""
    path = tmp_path / "ans"
    said = ask("sleutels", "maken", str(path), "--nieuwe-wachtzin-bestand", new_words, "--json")
    assert said.code == 0, said.err
    found: dict[str, str] = json.loads(said.out)
    return found


def test_two_files_are_made_and_nothing_is_written_over(ask: Ask, made: dict[str, str], new_words: str) -> None:
    """The private one for its owner alone; the public one holds no secret; another computer says the fingerprint."""
    private, public = Path(made["sleutelbestand"]), Path(made["openbare_sleutel"])
    assert (private.suffix, public.suffix) == (".mhsleutel", ".mhopenbaar")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert "slot" not in public.read_text()
    before = private.read_bytes()
    again = ask("sleutels", "maken", str(private), "--nieuwe-wachtzin-bestand", new_words)
    assert (again.code, private.read_bytes()) == (5, before)
    shown = ask("sleutels", "vingerafdruk", "--openbare-sleutel", str(public))
    assert (shown.code, shown.out.strip()) == (0, made["vingerafdruk"])


def test_a_proposed_wachtzin_is_shown_once(ask: Ask, tmp_path: Path) -> None:
    """And it opens the file; a weak one of one's own is refused and nothing is made."""
    said = ask("sleutels", "maken", str(tmp_path / "bea.mhsleutel"))
    assert said.code == 0
    assert "Wachtzin: " in said.out
    assert WORDS not in said.out
    weak = tmp_path / "zwak"
    weak.write_text("welkom123\n")
    weak.chmod(0o600)
    refused = ask("sleutels", "maken", str(tmp_path / "cor"), "--nieuwe-wachtzin-bestand", str(weak))
    assert refused.code == 1
    assert not (tmp_path / "cor.mhsleutel").exists()


def test_who_brings_a_key_gets_what_the_role_opens(ask: Ask, scene: Scene, made: dict[str, str]) -> None:
    """With the fingerprint that was read out loud, in any spacing; then the file and its wachtzin open the kluis."""
    public, mark = made["openbare_sleutel"], made["vingerafdruk"].replace(" ", "").lower()
    given = ask("sleutels", "toevoegen", "fg", "--functie", "FG regio", "--openbare-sleutel", public,
                "--vingerafdruk", mark)  # fmt: skip
    assert given.code == 0, given.err
    key = made["sleutelbestand"]
    log = ask("logboek", "--json", "--sleutelbestand", key, words=WORDS)
    assert log.code == 0, log.err
    assert all("wanneer" in row["bijzonderheden"] for row in json.loads(log.out))
    assert ask("casussen", "--sleutelbestand", key, words="niet de wachtzin van dit bestand").code == 3
    assert ask("casussen", "--als", "FG regio", words=WORDS).code == 3
    assert ask("casussen", "--als", "af", "--sleutelbestand", key, words=WORDS).code == 2
    assert check_store(scene.store.location).findings == ()


def test_another_wachtzin_before_the_file(ask: Ask, made: dict[str, str], tmp_path: Path) -> None:
    """The kluis is not written; the old wachtzin opens the file no more."""
    public, key = made["openbare_sleutel"], made["sleutelbestand"]
    assert ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", public, "--vingerafdruk",
               made["vingerafdruk"]).code == 0  # fmt: skip
    other = tmp_path / "ander"
    other.write_text("molen rivier kasteel lantaarn\n")
    other.chmod(0o600)
    changed = ask("sleutels", "wachtzin", "--sleutelbestand", key, "--nieuwe-wachtzin-bestand", str(other), words=WORDS)
    assert changed.code == 0, changed.err
    assert ask("logboek", "--sleutelbestand", key, words=WORDS).code == 3
    assert ask("logboek", "--sleutelbestand", key, words="molen rivier kasteel lantaarn").code == 0
    assert stat.S_IMODE(Path(key).stat().st_mode) == 0o600


def test_what_is_refused_has_its_own_message(ask: Ask, scene: Scene, made: dict[str, str], tmp_path: Path) -> None:
    """No fingerprint, another one, the private file, a hostile one, one that is too large; nobody gets a key."""
    holders = len(scene.store.holders())
    public, key, mark = made["openbare_sleutel"], made["sleutelbestand"], made["vingerafdruk"]
    hostile, large = tmp_path / "vijandig.mhopenbaar", tmp_path / "groot.mhopenbaar"
    hostile.write_text(Path(public).read_text().replace('"public":"', '"public":"00'))
    large.write_bytes(b"{" * (MAX_KEY_FILE + 1))
    said = {
        "geen": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", public),
        "andere": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", public, "--vingerafdruk", "0" * 64),
        "eigen": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", key, "--vingerafdruk", mark),
        "vijandig": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", str(hostile), "--vingerafdruk", mark),
        "groot": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", str(large), "--vingerafdruk", mark),
        "weg": ask("sleutels", "toevoegen", "fg", "--openbare-sleutel", str(tmp_path), "--vingerafdruk", mark),
    }
    assert [each.code for each in said.values()] == [2, 4, 1, 1, 4, 1]
    assert "voorlezen" in said["geen"].err
    assert "vingerafdruk die u gaf is niet die" in said["andere"].err
    assert "geen openbare sleutel" in said["eigen"].err
    assert "te groot" in said["groot"].err
    with closing(scene.store.beside()) as beside:
        assert len(beside.holders()) == holders
    assert ask("casussen", "--sleutelbestand", key, words=WORDS).err.startswith("Dit sleutelbestand past niet")
    assert ask("casussen", "--sleutelbestand", public, words=WORDS).err.startswith("Dit is geen sleutelbestand")


def test_a_handover_to_a_key_made_elsewhere(ask: Ask, scene: Scene, original: Original, made: dict[str, str]) -> None:
    """Both open everything until the successor finishes it, with the file; a second one is not begun meanwhile."""
    public, mark, key = made["openbare_sleutel"], made["vingerafdruk"], made["sleutelbestand"]
    code = print_code(original.code)
    given = ask("sleutels", "overdragen", "--openbare-sleutel", public, "--vingerafdruk", mark)
    assert given.code == 0, given.err
    assert "nog niet af" in given.out
    second = ask("sleutels", "overdragen", "--als", "Aandachtsfunctionaris", code=code)
    assert second.code == 1
    assert "loopt al een overdracht" in second.err
    done = ask("sleutels", "overdragen", "--afmaken", "--sleutelbestand", key, words=WORDS, code=code)
    assert done.code == 0, done.err
    assert "van «Aandachtsfunctionaris» is ingetrokken" in done.out
    before = ask("casussen", "--als", "Aandachtsfunctionaris", words=PASSPHRASES[Role.AF])
    assert (before.code, before.err.startswith("Deze sleutelhouder komt binnen met een eigen sleutelbestand")) == (
        3,
        True,
    )
    assert ask("signalen", "--sleutelbestand", key, words=WORDS).code == 0
    assert ask("sleutels", "overdragen", "--afmaken", "--sleutelbestand", key, words=WORDS, code=code).code == 1
    assert check_store(scene.store.location).findings == ()


def test_a_handover_that_does_not_go_on(ask: Ask, original: Original, made: dict[str, str]) -> None:
    """Who leaves takes the successor's key back, and stays; the successor cannot do that."""
    public, mark, key = made["openbare_sleutel"], made["vingerafdruk"], made["sleutelbestand"]
    code = print_code(original.code)
    assert ask("sleutels", "overdragen", "--openbare-sleutel", public, "--vingerafdruk", mark).code == 0
    assert ask("sleutels", "overdragen", "--terugnemen", "--sleutelbestand", key, words=WORDS, code=code).code == 1
    back = ask("sleutels", "overdragen", "--terugnemen", "--als", "Aandachtsfunctionaris", code=code)
    assert back.code == 0, back.err
    assert ask("casussen", "--sleutelbestand", key, words=WORDS).code == 3
    assert ask("signalen", "--als", "Aandachtsfunctionaris").code == 0


def test_a_filer_with_a_key_signs_inside(ask: Ask, made: dict[str, str], tmp_path: Path) -> None:
    """Whose key it is follows from the list of the kluis; another key is named as not known; without one nobody."""
    card, sample = tmp_path / "lopik.mhkaart", Path(__file__).parents[1] / "forms" / "samples" / "a_plat.txt"
    assert ask("sleutels", "kaart", "--bestand", str(card)).code == 0
    filing = ("melden", "--kaart", str(card), "--formulier", str(sample), "--sleutelbestand", made["sleutelbestand"])
    for given, expected in ((False, "een sleutel die deze kluis niet kent"), (True, "Zorg van elders")):
        if given:
            assert ask("sleutels", "toevoegen", "zorgcoordinator", "--functie", "Zorg van elders",
                       "--openbare-sleutel", made["openbare_sleutel"], "--vingerafdruk",
                       made["vingerafdruk"]).code == 0  # fmt: skip
            sample = sample.with_name("b_mail.eml")
        folder = tmp_path / f"uit-{given}"
        folder.mkdir()
        filed = ask(*filing[:3], "--formulier", str(sample), *filing[5:], "--naar", str(folder), "--json", words=WORDS)
        assert filed.code == 0, filed.err
        assert json.loads(filed.out)["ondertekend"] is True
        (sealed,) = folder.glob("*.mhsignaal")
        (taken,) = json.loads(ask("signaal", "importeren", str(sealed), "--json").out)
        assert taken["ondertekend_door"] == expected
    assert ask(*filing, "--naar", str(tmp_path), words="een andere wachtzin hier").code == 3
