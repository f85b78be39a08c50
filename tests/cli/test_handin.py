"""`mhtui sleutels kaart` and `mhtui melden`: a card goes out, a sealed form comes back, and only the AF reads it."""

import json
from pathlib import Path

import pytest

from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Run, Said

SAMPLES = Path(__file__).parents[1] / "forms" / "samples"


@pytest.fixture
def card(run: Run, tmp_path: Path) -> Path:
    """The card of the demonstration kluis."""
    path = tmp_path / "lopik.mhkaart"
    said = run("af", "sleutels", "kaart", "--bestand", str(path))
    assert said.code == 0, said.err
    return path


@pytest.fixture
def file(world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `mhtui melden` as somebody without a kluis."""

    def call(*words: str) -> Said:
        capsys.readouterr()
        code = main(["melden", *words], world=world)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


def test_there_and_back(run: Run, file: Run, card: Path, tmp_path: Path) -> None:
    """The receipt number is the same on both sides; the form comes out as it went in."""
    sample = SAMPLES / "a_alineas.docx"
    given = file("--kaart", str(card), "--formulier", str(sample), "--naar", str(tmp_path), "--spoed", "ja", "--json")
    assert given.code == 0, given.err
    receipt = given.json["ontvangstnummer"]  # type: ignore[index]  # an object
    (sealed,) = tmp_path.glob("*.mhsignaal")
    assert sealed.name == f"signaal-{receipt}.mhsignaal"
    (taken,) = run("af", "signaal", "importeren", str(sealed), "--json").rows
    assert str(receipt) in str(taken["nummer"])
    assert (taken["spoed"], taken["ontvangen_via"]) == ("ja", "verzegeld ingeleverd")
    expected = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["a_alineas.docx"]
    assert (taken["naam_melder"], taken["toelichting"]) == (expected["reporter"], expected["narrative"])
    (known,) = run("af", "signaal", "importeren", str(sample), "--json").rows
    assert known["kenmerk"] == taken["kenmerk"]


@pytest.mark.parametrize("role", ["overleg", "keten"])
def test_who_takes_nothing_in(run: Run, file: Run, card: Path, tmp_path: Path, role: str) -> None:
    """A sealed form opens for nobody at the table, and nobody there makes a card."""
    file("--kaart", str(card), "--formulier", str(SAMPLES / "a_plat.txt"), "--naar", str(tmp_path))
    (sealed,) = tmp_path.glob("*.mhsignaal")
    assert run(role, "signaal", "importeren", str(sealed)).code == 3
    assert run(role, "sleutels", "kaart", "--bestand", str(tmp_path / "k.mhkaart")).code == 3
    assert not (tmp_path / "k.mhkaart").exists()


def test_a_card_is_never_written_over(run: Run, card: Path) -> None:
    """What stands there stays; exit 5."""
    before = card.read_bytes()
    said = run("af", "sleutels", "kaart", "--bestand", str(card))
    assert (said.code, card.read_bytes()) == (5, before)
    assert "overschreven" in said.err
    assert run("af", "sleutels", "kaart", "--bestand", str(card.parent / "weg" / "k")).code == 5


def test_the_second_time_no_card_is_named(file: Run, card: Path, tmp_path: Path) -> None:
    """It is known from the first time."""
    form = str(SAMPLES / "a_plat.txt")
    assert file("--formulier", form, "--naar", str(tmp_path)).code == 2
    assert file("--kaart", str(card), "--formulier", form, "--naar", str(tmp_path)).code == 0
    assert file("--formulier", form, "--naar", str(tmp_path)).code == 0


@pytest.mark.parametrize(
    "words, code, said",
    [
        (("--kaart", "weg.mhkaart"), 1, "kan niet gelezen"),
        (("--kaart", "{form}"), 1, "geen kaart"),
        (("--kaart", "{card}", "--vingerafdruk", "0011"), 4, "vingerafdruk"),
        (("--kaart", "{card}", "--naar", "/weg/weg"), 5, "die map is er niet"),
        (("--kaart", "{card}", "--spoed", "misschien"), 2, "--spoed"),
    ],
)
def test_what_goes_wrong(file: Run, card: Path, words: tuple[str, ...], code: int, said: str) -> None:
    """A sentence, a number for scripts, and no file."""
    form = str(SAMPLES / "a_plat.txt")
    given = file(*(word.format(card=card, form=form) for word in words), "--formulier", form)
    assert given.code == code
    assert said in given.err.lower()
    assert "Traceback" not in given.err


def test_a_form_that_is_none(file: Run, card: Path, tmp_path: Path) -> None:
    """Refused as importing refuses it."""
    given = file("--kaart", str(card), "--formulier", str(SAMPLES / "leeg.docx"), "--naar", str(tmp_path))
    assert given.code == 1
    assert list(tmp_path.glob("*.mhsignaal")) == []


def test_without_a_form_it_needs_a_terminal(file: Run, card: Path) -> None:
    """As the program itself does."""
    given = file("--kaart", str(card))
    assert (given.code, "terminal" in given.err) == (2, True)
