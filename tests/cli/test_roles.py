"""Every command as every role: the table gets no name in any form of output, the aandachtsfunctionaris gets them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.cli.call import World
from mhtui.cli.output import MASK
from tests.cli.conftest import PASSPHRASES, Run
from tests.demonstration import demo_clock

pytestmark = pytest.mark.xdist_group("demo")

SEALED = {"verzegeld": True}
_SIGNAL, _LOCAL, _REGIONAL, _CLOSED = "S-2026-077", "C-2026-005", "C-2026-008", "C-2026-002"
CALLS = [
    *(("signaal", "toon", number, *form) for number in (_SIGNAL, "S-2023-001", "S-1999-001")
      for form in ((), ("--json",))),
    *((*words, *form) for words in (("signalen",), ("casussen",), ("agenda",), ("logboek",), ("controle",))
      for form in ((), ("--json",))),
    *(("casus", "toon", number, *form) for number in (_LOCAL, _REGIONAL, _CLOSED, "C-1999-001")
      for form in ((), ("--json",))),
    *(("jaarcijfers", year, "--als-vorm", form) for year in ("2023", "2026") for form in ("tabel", "csv", "json")),
    *(("sleutels", word, *form) for word in ("lijst", "vingerafdruk") for form in ((), ("--json",))),
    ("sleutels", "toevoegen", "fg"),
    ("sleutels", "intrekken", "Aandachtsfunctionaris"),
    ("sleutels", "roteren"),
    *(("backup", word, "FORM") for word in ("controleren", "oefenen")),
    ("backup", "maken", "OUT"),
    ("backup", "terugzetten", "FORM", "--naar", "FORM"),
    ("signaal", "importeren", "FORM"),
    ("signaal", "importeren", "FORM", "--json"),
]  # fmt: skip
"""What a person at the table could try; that no command is forgotten, `test_every_command` says."""


@pytest.fixture(scope="module")
def names(demo_original: Path) -> frozenset[str]:
    """Every name in the demonstration: of reporters, and of persons as they stand on the forms."""
    store = open_store(str(demo_original), clock=demo_clock)
    store.unlock(store.holders()[0].id, "demo-af", policy=FLOOR_POLICY)
    found = set()
    for row in store.signals.all():
        found.add(re.split(r"[(,]", row.opened.reporter)[0].strip())
        found |= {person.name for person in row.opened.persons}
    store.close()
    assert len(found) > 400
    assert min(len(name) for name in found) >= 8
    return frozenset(found)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A filled-in form."""
    path = tmp_path / "formulier.txt"
    path.write_text("Datum melding: 20-11-2026\nNaam melder: Wietske Nijenboer\nToelichting signaal\nNiet pluis.\n")
    return path


@pytest.fixture
def staffed(run: Run, world: World, tmp_path: Path) -> World:
    """A world in which there is also an FG."""
    words = tmp_path / "wachtzin.txt"
    words.write_text("zolder wimpel kapstok\n")
    given = run("af", "sleutels", "toevoegen", "fg", "--nieuwe-wachtzin-bestand", str(words))
    assert given.code == 0, given.err
    return replace(world, ask=lambda who: PASSPHRASES.get(who, "zolder wimpel kapstok"))


@pytest.mark.parametrize("role", ["overleg", "keten", "fg"])
def test_the_table_gets_no_name(role: str, run: Run, staffed: World, names: frozenset[str], form: Path) -> None:
    """Not in what is written, not in what is complained, in no form; the reporter of a refused form neither.

    The FG opens the log, and finds numbers there.
    """
    assert ("S-2023-001" in run(role, "logboek", within=staffed).out) == (role == "fg")
    files = {"FORM": str(form), "OUT": str(form.with_name(f"{role}.mhbackup"))}
    for call in CALLS:
        said = run(role, *(files.get(word, word) for word in call), within=staffed)
        told = said.out + said.err
        assert said.code in {0, 1 if call[0] == "backup" else 3, 3}, call  # a form is no backup
        assert told, call
        assert [name for name in names if name in told] == [], call


def test_the_af_gets_every_name(run: Run, names: frozenset[str]) -> None:
    """As JSON every signal is whole; one signal is whole as text too."""
    told = run("af", "signalen", "--json").out
    assert [name for name in names if name.replace('"', '\\"') not in told] == []
    shown = run("af", "signaal", "toon", _SIGNAL)
    assert shown.code == 0
    assert all(name in shown.out for name in ("Jurjen Zuidwolda", "Tsvetelina Angelova", "Krasimir Petkov"))
    assert "Tsvetelina Angelova" in run("af", "signaal", "toon", _SIGNAL, "--json").out
    assert "Daan Veldkampen" in run("af", "casus", "toon", _LOCAL).out


def test_lists_show_no_name_to_who_looks_along(run: Run, names: frozenset[str]) -> None:
    """What the AF has on the screen in passing holds no name: only asking for one signal or for JSON does."""
    for call in (("signalen",), ("casussen",), ("casussen", "--json"), ("agenda",), ("logboek",)):
        told = run("af", *call).out
        assert told
        assert [name for name in names if name in told] == [], call


@pytest.mark.parametrize("role", ["overleg", "keten"])
def test_a_signal_is_a_mask(role: str, run: Run) -> None:
    """Whether a number exists is not told: each one gives the same."""
    for number in (_SIGNAL, "S-1999-001", "geen nummer"):
        said = run(role, "signaal", "toon", number, "--json")
        assert (said.code, said.json) == (3, SEALED)
        said = run(role, "signaal", "toon", number)
        assert (said.code, said.out, said.err) == (3, f"{MASK}\n", "Dit is voor u verzegeld.\n")


@pytest.mark.parametrize("role", ["overleg", "keten"])
def test_every_signal_is_a_mask_of_one_width(role: str, run: Run) -> None:
    """There are as many as there are; nothing of them shows."""
    said = run(role, "signalen", "--json")
    assert said.code == 0
    assert said.rows == [SEALED] * len(said.rows)
    assert len(said.rows) > 400
    assert run(role, "signalen").out == f"{MASK}\n" * len(said.rows)


@pytest.mark.parametrize(
    "role,number,other", [("overleg", _LOCAL, _REGIONAL), ("keten", _REGIONAL, _LOCAL), ("overleg", _LOCAL, _CLOSED)]
)
def test_a_case_is_what_was_released_to_the_series(role: str, number: str, other: str, run: Run) -> None:
    """The released text with sealed parts around it; a case of another table is a mask."""
    found = run(role, "casus", "toon", number, "--json").json
    assert isinstance(found, dict)
    assert str(found["vrijgegeven_tekst"]).startswith("Betrokkene A")
    assert found["besluiten"]
    sealed = {name for name, value in found.items() if value == SEALED}
    assert sealed == {"wat_nu", "casustekst", "bron", "signalen", "stappen"}
    text = run(role, "casus", "toon", number)
    assert (text.code, text.out.count(MASK)) == (0, 4)
    assert run(role, "casus", "toon", other, "--json").json == SEALED
    assert run(role, "casus", "toon", other).code == 3


def test_the_overleg_may_not_take_in_a_form(run: Run, form: Path) -> None:
    """Refused before the form is read; nothing is added."""
    before = len(run("af", "signalen", "--json").rows)
    said = run("overleg", "signaal", "importeren", str(form), "--json")
    assert (said.code, said.out) == (3, "")
    assert said.err.startswith("Uw functie mag dit niet.")
    assert len(run("af", "signalen", "--json").rows) == before


def test_figures_are_the_same_from_both_who_may_see_them(run: Run) -> None:
    """To the byte; the overleg gets the mask."""
    for form in ("tabel", "csv", "json"):
        found = run("keten", "jaarcijfers", "2023", "--als-vorm", form)
        assert found.code == 0
        assert found.out == run("af", "jaarcijfers", "2023", "--als-vorm", form).out
    assert run("overleg", "jaarcijfers", "2023", "--als-vorm", "json").json == SEALED
    refused = run("overleg", "jaarcijfers", "2023")
    assert (refused.code, refused.out) == (3, "")


def test_every_look_is_in_the_logboek(run: Run) -> None:
    """Who saw a signal, a source text or all signals at once is written before it is shown."""
    run("af", "signaal", "toon", _SIGNAL)
    run("af", "casus", "toon", _LOCAL)
    run("af", "signalen", "--json")
    lines = [line for line in run("af", "logboek", "--json").rows if line["wat"] == "ingezien"]
    told = [line["bijzonderheden"] for line in reversed(lines)]
    assert all(isinstance(each, dict) for each in told)
    seen = [(each["onderwerp"], each["tekst"]) for each in told if isinstance(each, dict)]
    assert seen[:3] == [(_SIGNAL, "melder"), (_SIGNAL, "betrokkenen"), (_SIGNAL, "bron")]
    assert [text for _, text in seen[3:5]] == ["bron", "bron"]
    assert seen[5] == ("S-2019-001 tot en met S-2026-077", "alle signalen, heel")
    assert {line["wie"] for line in lines} == {"Aandachtsfunctionaris"}
    before = len(run("af", "logboek", "--json").rows)
    run("af", "signalen")
    run("overleg", "signalen", "--json")
    run("overleg", "signaal", "toon", _SIGNAL)
    assert len(run("af", "logboek", "--json").rows) == before
    sealed = run("overleg", "logboek", "--json").rows
    assert all(line["bijzonderheden"] == SEALED for line in sealed)
