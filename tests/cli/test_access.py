"""`mhtui inzage`: who asks in a file, the places listed and chosen, what would be given, and a new file."""

import io
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from odfdo import Document

from db.replay import check_store
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, clock
from tests.db.raw import Scene
from tests.db.scenario import PLANTED

Ask = Callable[..., Said]
MINE = "S-2026-001/betrokkene-1"
ASKED = f"naam: {PLANTED[1]}\ntelefoon: {PLANTED[3]}\n"


@pytest.fixture
def ask(scene: Scene, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run `mhtui inzage` with this request in a file."""
    words = {holder.label: PASSPHRASES[holder.role] for holder in scene.store.holders()}
    scene.store.lock()

    def call(*given: str, who: str = "af", asked: str = ASKED) -> Said:
        (tmp_path / "verzoek").write_text(asked, encoding="utf-8")
        capsys.readouterr()
        within = replace(world, ask=lambda who: words[who], clock=clock)
        before, after = ("--als", who, "--kluis", scene.store.location), ("--verzoek", str(tmp_path / "verzoek"))
        code = main([*before, "inzage", *given, *after], world=within)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


def test_the_list(ask: Ask) -> None:
    """Each place with how it was found, as text and as JSON; nothing found is told."""
    said = ask("zoeken")
    assert (said.code, f"● {MINE}\n" in said.out) == (0, True)
    rows = ask("zoeken", "--json").rows
    assert next(row for row in rows if row["plek"] == MINE)["gevonden"] == [PLANTED[1], PLANTED[3]]
    none = ask("zoeken", asked="naam: Zoekgeraakt\n")
    assert (none.code, none.out) == (0, "Deze naam en gegevens komen in geen enkel dossier voor dat u kunt openen.\n")


def test_seen_first_and_then_made(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """Without a file it is shown, with what was marked; in a file only when it was read, and never over another."""
    file, chosen = tmp_path / "inzage.odt", ("--kies", MINE, "--kies", "S-2026-001/toelichting")
    seen = ask("maken", *chosen)
    assert (seen.code, PLANTED[1] in seen.out, "artikel 41 UAVG" in " ".join(seen.err.split())) == (0, True, True)
    assert "valt weg" in seen.err
    assert [name for name in (PLANTED[0], PLANTED[2], PLANTED[4]) if name in seen.out] == []
    assert ask("maken", *chosen, "--naar", str(file)).code == 2
    assert not file.exists()
    made = ask("maken", *chosen, "--naar", str(file), "--gelezen")
    assert (made.code, stat.S_IMODE(file.stat().st_mode)) == (0, 0o600), made.err
    assert PLANTED[1] in str(Document(io.BytesIO(file.read_bytes())).body.text_recursive)
    before = file.read_bytes()
    assert (ask("maken", *chosen, "--naar", str(file), "--gelezen").code, file.read_bytes()) == (5, before)
    markdown = tmp_path / "inzage.md"
    assert ask("maken", *chosen, "--naar", str(markdown), "--gelezen", "--als-vorm", "md").code == 0
    assert markdown.read_text(encoding="utf-8").startswith("# Wat de gemeente over u bewaart")
    assert check_store(scene.store.location).sound


def test_words_that_were_judged(ask: Ask) -> None:
    """In the file with the request: what may be read, and what is left out as well."""
    chosen = ("maken", "--kies", "S-2026-001/toelichting")
    kept = ask(*chosen, asked=ASKED + "laat staan: De Schuilplaats\nweglaten: werd gezien\n")
    assert ("Schuilplaats" in kept.out, "werd gezien" in kept.out) == (True, False)


@pytest.mark.parametrize(
    "asked, code",
    [("naam: \n", 1), ("Jan\n", 2), ("naam: a\nnaam: b\n", 2), ("", 1), (f"naam: {'x' * 300}\n", 1)],
)
def test_a_request_that_is_none(ask: Ask, asked: str, code: int) -> None:
    """Refused in Dutch, without what was in it."""
    said = ask("zoeken", asked=asked)
    assert (said.code, said.out, "Jan" in said.err, "Traceback" in said.err) == (code, "", False, False)


def test_refusals(ask: Ask, tmp_path: Path) -> None:
    """No place, a place that is not there, and every other role; nothing is written."""
    assert ask("maken").code == 1
    assert ask("maken", "--kies", "S-1999-001/melder").code == 1
    for role in ("fg", "overleg", "keten", "zorg"):
        said = ask("maken", "--kies", MINE, "--naar", str(tmp_path / "x.odt"), "--gelezen", who=role)
        assert (said.code, [name for name in PLANTED if name in said.out + said.err]) == (3, [])
    assert not (tmp_path / "x.odt").exists()
