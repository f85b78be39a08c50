"""Every command of the parser, as each role, on a kluis of one municipality: no name for who may not know one.

On both databases. Reporter, person, street, number and place are planted in every dossier; as the aandachtsfunctionaris
they are there. A command that is added and not tried here fails a test. The FG, who reads the log, is in `test_roles`,
where the log is that of real work.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from db.replay import check_store
from keys.directory import Role
from mhtui.cli.call import World
from mhtui.cli.commands import COMMANDS
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES
from tests.db.raw import Scene
from tests.db.scenario import PLANTED

_FORM = "Datum melding: 20-11-2026\nNaam melder: Wietske Nijenboer\nToelichting signaal\nNiet pluis.\n"
_LABELS = {
    "Aandachtsfunctionaris": Role.AF,
    "Plaatsvervanger": Role.DEPUTY,
    "Overleg": Role.OVERLEG,
    "Ketenregisseur": Role.KETEN,
    "Zorgcoördinator": Role.ZORG,
    "FG": Role.FG,
}
_READING: tuple[tuple[str, ...], ...] = (
    *((*words, *form) for words in (("signalen",), ("casussen",), ("agenda",), ("logboek",), ("controle",),
                                    ("bewaren", "lijst")) for form in ((), ("--json",))),
    *(("signaal", "toon", number, *form) for number in ("S-2026-001", "S-1999-001") for form in ((), ("--json",))),
    *(("casus", "toon", number, *form) for number in ("C-2026-001", "C-1999-001") for form in ((), ("--json",))),
    *(("jaarcijfers", "2026", "--als-vorm", form) for form in ("tabel", "csv", "json")),
    *(("sleutels", word, *form) for word in ("lijst", "vingerafdruk") for form in ((), ("--json",))),
)  # fmt: skip
"""What changes nothing in the kluis but the logboek."""
_TRYING: tuple[tuple[str, ...], ...] = (
    (),
    ("overleg",),
    ("demo",),
    ("demo", "--alleen-maken"),
    ("nieuw", "--naam", "N", "--gemeente", "G", "--bewaartermijn-maanden", "60", "--wachtzin-af-bestand", "WORDS",
     "--wachtzin-overleg-bestand", "OTHER", "--herstelblad", "OUT"),
    ("signaal", "importeren", "FORM"),
    ("signaal", "importeren", "FORM", "--json"),
    ("afschermen", "FORM"),
    ("afschermen", "FORM", "--json"),
    ("melden", "--formulier", "FORM"),
    ("toezicht", "--naar", "OUT"),
    ("inzage", "zoeken", "--verzoek", "ASKED"),
    ("inzage", "zoeken", "--verzoek", "ASKED", "--json"),
    ("inzage", "maken", "--verzoek", "ASKED", "--kies", "S-2026-001/betrokkene-1"),
    ("inzage", "maken", "--verzoek", "ASKED", "--kies", "S-2026-001/betrokkene-1", "--naar", "OUT", "--gelezen"),
    ("bewaren", "termijn", "--casus-maanden", "72", "--reden", "nieuwe selectielijst"),
    ("bewaren", "uitstellen", "C-2026-001", "--tot", "2040-01-01", "--reden", "nodig"),
    ("bewaren", "vernietigen", "C-2026-001", "--reden", "om", "--categorie", "11.1", "--bevestig", "C-2026-001"),
    ("bewaren", "verklaring", "C-2026-001", "--naar", "OUT"),
    ("besluitenlijst",),
    ("besluitenlijst", "--naar", "OUT"),
    ("backup", "maken", "OUT"),
    ("backup", "maken", "OUT", "--bewaar", "3"),
    ("backup", "controleren", "FORM"),
    ("backup", "lijst"),
    ("backup", "oefenen", "FORM"),
    ("backup", "terugzetten", "FORM", "--naar", "OUT"),
    ("sleutels", "kaart", "--bestand", "OUT"),
    ("sleutels", "maken", "OUT", "--nieuwe-wachtzin-bestand", "WORDS"),
    ("sleutels", "toevoegen", "fg", "--nieuwe-wachtzin-bestand", "WORDS"),
    ("sleutels", "intrekken", "Aandachtsfunctionaris"),
    ("sleutels", "roteren"),
    ("sleutels", "overdragen", "--nieuwe-wachtzin-bestand", "WORDS", "--dossier", "OUT", "--met-namen"),
    ("sleutels", "herstelblad", "OUT"),
    ("herstellen", "--nieuwe-wachtzin-bestand", "WORDS"),
    ("sleutels", "wachtzin", "--nieuwe-wachtzin-bestand", "WORDS"),
)  # fmt: skip
"""What would change something, or needs what this person does not have; the last one changes the own wachtzin."""
_OWN = {("sleutels", "wachtzin"), ("backup", "maken")}
"""What everybody may do, with their own key."""
_WITHOUT = {("controle",), ("sleutels", "vingerafdruk"), ("sleutels", "maken"), ("afschermen",), ("melden",)}
"""What needs no wachtzin at all."""

Try = Callable[[str, tuple[str, ...]], Said]


@pytest.fixture
def attempt(scene: Scene, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Try:
    """Try a command on the kluis of the scene as a role, with files of its own to read and to write."""
    files = {"FORM": _FORM, "WORDS": "zolder wimpel kapstok lantaarn\n", "OTHER": "andere woorden dan die hiervoor\n",
             "ASKED": "naam: Nergens\n"}  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    here = replace(world, ask=lambda who: PASSPHRASES[_LABELS[who]], ask_code=lambda: "0000 0000 0000 0000")
    tried = 0

    def call(role: str, words: tuple[str, ...]) -> Said:
        nonlocal tried
        tried += 1
        named = [
            str(tmp_path / (f"uit-{tried}" if word == "OUT" else word)) if word in {*files, "OUT"} else word
            for word in words
        ]
        capsys.readouterr()
        code = main(["--als", role, "--kluis", scene.store.location, *named], world=here)
        said = capsys.readouterr()
        left = "".join(path.read_text(errors="replace") for path in tmp_path.glob("uit-*"))
        return Said(code, said.out + left, said.err)

    scene.store.lock()
    return call


def _command(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the command that a call is of."""
    return next((each.words for each in COMMANDS if words[: len(each.words)] == each.words), ())


def test_every_command_is_tried() -> None:
    """A new command cannot be forgotten here; nor the program itself, which has no word."""
    assert {_command(words) for words in (*_READING, *_TRYING)} == {(), *(each.words for each in COMMANDS)}


@pytest.mark.parametrize("role", ["overleg", "keten", "zorg"])
def test_no_name_in_anything_that_is_said(role: str, attempt: Try, scene: Scene) -> None:
    """Not in what is written, complained or left in a file; what is not theirs is refused, and changes nothing."""
    for words in (*_READING, *_TRYING):
        said = attempt(role, words)
        told = said.out + said.err
        assert told, words
        assert [name for name in PLANTED if name in told] == [], words
        assert "Traceback" not in told, words
        if words in _TRYING and _command(words) not in _OWN | _WITHOUT:
            assert said.code in {1, 2, 3, 5}, (words, said)
    assert check_store(scene.store.location).sound
    assert scene.store.signals.count() == 1


def test_the_af_gets_every_name(attempt: Try) -> None:
    """Reading alone brings out all of them; what needs no wachtzin never does."""
    told = {words: attempt("af", words) for words in _READING}
    assert {words: said.code for words, said in told.items() if said.code and "1999" not in "".join(words)} == {}
    for words, said in told.items():
        if _command(words) in _WITHOUT:
            assert [name for name in PLANTED if name in said.out] == []
    everything = "".join(said.out for said in told.values())
    assert [name for name in PLANTED if name not in everything] == []
