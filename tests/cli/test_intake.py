"""Forms as a municipality gets them come in as they were written; what is refused is named, and holds nothing up."""

import json
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.cli.conftest import Run, Said

pytestmark = pytest.mark.xdist_group("demo")

_SAMPLES = ROOT / "tests" / "forms" / "samples"
_LABELS = {
    "number": "nummer",
    "reported_on": "datum_melding",
    "reported_at": "tijdstip",
    "place": "plaats",
    "reporter": "naam_melder",
    "narrative": "toelichting",
}
_PERSON = {"name": "volledige_naam", "capacity": "hoedanigheid_rol", "email": "e_mailadres", "phone": "telefoonnummer"}


def _expected() -> dict[str, dict[str, object]]:
    """What each sample holds, under the labels of the form; the two bad ones are left out."""
    told = json.loads((_SAMPLES / "expected.json").read_text(encoding="utf-8"))
    found = {}
    for name, fields in told.items():
        if isinstance(fields, dict):
            persons = [{_PERSON[field]: value for field, value in each.items()} for each in fields.pop("persons")]
            found[name] = {_LABELS[field]: value for field, value in fields.items()} | {"betrokkenen": persons}
    return found


def _as_written(shown: dict[str, object]) -> dict[str, object]:
    """The part of a signal that stands on the form."""
    persons = shown["betrokkenen"]
    assert isinstance(persons, list)
    kept = {name: shown[name] for name in _LABELS.values()}
    return kept | {"betrokkenen": [{field: person[field] for field in _PERSON.values()} for person in persons]}


def _shown(run: Run, number: object) -> dict[str, object]:
    found = run("af", "signaal", "toon", str(number), "--json").json
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", list(_expected()))
def test_each_form_comes_in_as_it_was_written(name: str, run: Run) -> None:
    """What importing gives back and what is shown afterwards are the form, field by field."""
    said = run("af", "signaal", "importeren", str(_SAMPLES / name), "--json")
    assert said.code == 0
    (taken,) = said.rows
    assert taken["bestand"] == name
    assert _as_written(taken) == _expected()[name]
    shown = _shown(run, taken["kenmerk"])
    assert _as_written(shown) == _expected()[name]
    assert {key: value for key, value in taken.items() if key != "bestand"} == shown


def test_all_of_them_at_once(run: Run) -> None:
    """Four signals: two pairs say the same; the empty one and the unfilled one are refused by name, the rest is in."""
    before = len(run("af", "signalen").out.splitlines())
    said = run("af", "signaal", "importeren", *(str(path) for path in sorted(_SAMPLES.glob("*.[!j]*"))))
    assert said.code == 1
    assert [line.split(":")[0] for line in said.out.splitlines()] == [
        "✓ a_alineas.docx",
        "✓ b_mail.eml",
        "✓ c_alineas.odt",
        "✓ c_windows.txt",
    ]
    refused = dict(line.removeprefix("▲ ").split(": ", 1) for line in said.err.splitlines())
    assert list(refused) == ["a_plat.txt", "b_tabel.docx", "leeg.docx", "niet_ingevuld.docx"]
    assert refused["a_plat.txt"].startswith("Dit formulier staat al in de kluis, als S-2026-078.")
    assert refused["leeg.docx"].startswith("Het bestand is leeg")
    assert refused["niet_ingevuld.docx"].startswith("Het formulier is niet ingevuld")
    assert len(run("af", "signalen").out.splitlines()) == before + 4


def test_a_refused_form_leaves_no_trace(run: Run) -> None:
    """Nothing is stored and nothing is logged of it."""
    before = run("af", "logboek").out
    for name in ("leeg.docx", "niet_ingevuld.docx"):
        said = run("af", "signaal", "importeren", str(_SAMPLES / name), "--json")
        assert said.code == 1
        (refused,) = said.rows
        assert refused["bestand"] == name
        assert set(refused) == {"bestand", "geweigerd"}
    assert run("af", "signaal", "importeren", "bestaat-niet.docx").code == 1
    assert run("af", "logboek").out == before


def _found(run: Run, number: str) -> Said:
    return run("af", "signaal", "toon", number, "--json")


def test_the_senders_number_finds_the_signal_when_it_is_the_only_one(run: Run, tmp_path: Path) -> None:
    """Our number counts; the sender's is a help, and says which signals it could be when there are more."""
    for number in (1, 2):
        form = tmp_path / f"{number}.txt"
        form.write_text(
            f"Nummer: ABC/9\nDatum melding: 20-11-2026\nNaam melder: P. Los\nToelichting signaal\n{number}\n"
        )
        assert run("af", "signaal", "importeren", str(form)).code == 0
        if number == 1:
            alone = _found(run, "ABC/9").json
            assert isinstance(alone, dict)
            assert alone["kenmerk"] == "S-2026-078"
    found = _found(run, "ABC/9")
    assert (found.code, found.out) == (2, "")
    assert "S-2026-078, S-2026-079" in found.err
    assert _found(run, "s-2026-079").code == 0
    assert _found(run, "XYZ").code == 2


def test_what_the_program_shows_it_takes_in_again(run: Run, tmp_path: Path) -> None:
    """The JSON of a form, as handed over between municipalities, is a form; one seen before is recognised."""
    run("af", "signaal", "importeren", str(_SAMPLES / "a_alineas.docx"))
    form = tmp_path / "formulier.json"
    form.write_text(json.dumps(_as_written(_shown(run, "S-2026-078"))), encoding="utf-8")
    said = run("af", "signaal", "importeren", str(form), "--json")
    assert said.code == 1
    assert said.rows[0]["kenmerk"] == "S-2026-078"


def test_text_that_would_take_over_a_terminal(run: Run, tmp_path: Path) -> None:
    """It is kept as it was written, and shown without its control codes."""
    form = tmp_path / "vijandig.txt"
    text = "Let op \x1b[2J[/] [udkast] \u202eegnaV \x9b31m einde"
    form.write_text(f"Datum melding: 20-11-2026\nNaam melder: A \x1b]52;c;eA==\x07\nToelichting signaal\n{text}\n")
    taken = run("af", "signaal", "importeren", str(form), "--json").rows[0]
    shown = run("af", "signaal", "toon", str(taken["kenmerk"])).out
    assert "[udkast]" in shown
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
