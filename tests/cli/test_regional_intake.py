"""The zorgcoördinator at the command line: takes in for the region, sees no figures, and what she took in counts."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from keys.directory import Role
from mhtui.cli.call import World
from mhtui.cli.output import MASK
from tests.cli.conftest import PASSPHRASES, Run

pytestmark = pytest.mark.xdist_group("demo")

_WORDS = "zolder wimpel kapstok"
_FORM = (
    "Datum melding: 20-11-2026\nNaam melder: Wietske Nijenboer\nBetrokkenen\n"
    "Volledige naam: Ruslana Podgorska\nToelichting signaal\nNiet pluis in de kas.\n"
)


@pytest.fixture
def zorg(run: Run, world: World, tmp_path: Path) -> World:
    """A world that knows the wachtzin of the zorgcoördinator, who just got a key."""
    words = tmp_path / "wachtzin.txt"
    words.write_text(f"{_WORDS}\n")
    given = run("af", "sleutels", "toevoegen", Role.ZORG.value, "--nieuwe-wachtzin-bestand", str(words))
    assert given.code == 0, given.err
    known = {**PASSPHRASES, "Zorgcoördinator": _WORDS}
    return replace(world, ask=lambda who: known[who])


def test_a_regional_form_is_counted(run: Run, zorg: World, tmp_path: Path) -> None:
    """One more in November of 2026, the same from both who see figures; controle finds nothing."""
    form = tmp_path / "formulier.txt"
    form.write_text(_FORM)
    before = run("keten", "jaarcijfers", "2026", "--als-vorm", "csv").out
    taken = run("zorg", "signaal", "importeren", str(form), "--json", within=zorg)
    assert taken.code == 0, taken.err
    number = str(taken.rows[0]["kenmerk"])
    after = run("keten", "jaarcijfers", "2026", "--als-vorm", "csv").out
    assert after == run("af", "jaarcijfers", "2026", "--als-vorm", "csv").out
    assert _november(after) == _november(before) + 1
    assert "Wietske Nijenboer" in run("zorg", "signaal", "toon", number, within=zorg).out
    assert (
        run("af", "signaal", "toon", number, "--json").json
        == run("zorg", "signaal", "toon", number, "--json", within=zorg).json
    )
    assert run("zorg", "signaal", "importeren", str(form), within=zorg).code == 1
    assert run("af", "controle").code == 0


def _november(figures: str) -> int:
    """Read how many signals November has."""
    rows = csv.reader(figures.splitlines())
    return next(int(count) for _, label, count, *_ in rows if label == "november")


def test_figures_and_the_local_table_stay_shut(run: Run, zorg: World) -> None:
    """The Drieluik is hers, the local overleg is not; a figure is a mask."""
    refused = run("zorg", "jaarcijfers", "2023", within=zorg)
    assert (refused.code, refused.out) == (3, "")
    assert run("zorg", "jaarcijfers", "2023", "--als-vorm", "json", within=zorg).json == {"verzegeld": True}
    agenda = run("zorg", "agenda", "--json", within=zorg).rows
    assert [each["reeks"] for each in agenda] == ["Drieluik"]
    assert MASK in run("zorg", "logboek", within=zorg).out
    assert run("zorg", "sleutels", "roteren", within=zorg).code == 3
