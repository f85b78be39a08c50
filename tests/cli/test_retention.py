"""`mhtui bewaren`: what is due, kept longer, destroyed, and the verklaring of it, read back in both forms."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from odfdo import Document

from db.records.signal import StepKind
from db.replay import check_store
from db.roles import Deed
from mhtui.casework.cases import find_case
from mhtui.casework.desk import Desk
from mhtui.casework.figures import year_figures
from mhtui.casework.statement import BACKUP_WORDS, FILE_WORDS, SERVER_WORDS
from mhtui.casework.steps import take_step
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, clock
from tests.db.raw import Scene
from tests.db.scenario import PLANTED

LATER = clock().replace(year=2032)
Ask = Callable[..., Said]


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Ask something of a kluis with one case, closed and with nothing left to do; years later when it is said."""
    desk = Desk(scene.store)
    with scene.store.unit(Deed.ACTION_CHANGED) as unit:
        unit.remove(scene.work.action)
    with scene.store.unit(Deed.AGENDA_CHANGED) as unit:
        for item in unit.view(scene.store.items).all():
            unit.remove(item)
    take_step(desk, find_case(desk, "C-2026-001"), StepKind.NO_FOLLOW_UP, text="te weinig")
    names = {"Aandachtsfunctionaris": "aandachtsfunctionaris", "Overleg": "overleg", "FG": "fg"}

    def call(*words: str, who: str = "af", at: datetime = LATER) -> Said:
        said_by = {label: passphrase for label, role in names.items() for each, passphrase in PASSPHRASES.items()
                   if each.value == role}  # fmt: skip
        here = replace(world, ask=lambda label: said_by[label], clock=lambda: at)
        capsys.readouterr()
        code = main(["--als", who, "--kluis", scene.store.location, "bewaren", *words], world=here)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call


def _destroy(ask: Ask, *more: str) -> Said:
    words = ("--reden", "de termijn is om", "--categorie", "11.1", "--klok-klopt", "--bevestig", "C-2026-001")
    return ask("vernietigen", "C-2026-001", *words, *more)


def test_a_clock_that_is_years_ahead_destroys_nothing(ask: Ask) -> None:
    """Unless who asks says that it is right; then the dossier goes."""
    words = ("--reden", "de termijn is om", "--categorie", "11.1", "--bevestig", "C-2026-001")
    said = ask("vernietigen", "C-2026-001", *words, at=clock().replace(year=2099))
    assert (said.code, said.out) == (2, "")
    assert "Volgens deze computer is het 22-11-2099" in said.err
    assert "het laatst gewerkt op 22-11-2026" in said.err
    assert "Er is niets vernietigd." in said.err
    assert _destroy(ask).code == 0


def test_what_is_due(ask: Ask) -> None:
    """Nothing before its day; then one line, and the same as JSON."""
    early = ask("lijst", at=clock())
    assert (early.code, early.out) == (
        0, "0 van 1 afgesloten dossiers mogen weg. Er wordt nooit vanzelf iets vernietigd.\n"
    )  # fmt: skip
    assert "blijft tot 22-11-2031" in ask("lijst", "--alles", at=clock()).out
    late = ask("lijst")
    assert late.out.splitlines()[0] == "▲ C-2026-001   casus    afgesloten 22-11-2026, mag weg sinds 22-11-2031"
    assert ask("lijst", "--json").json == {
        "dossiers": [
            {
                "kenmerk": "C-2026-001",
                "soort": "casus",
                "signalen": ["S-2026-001"],
                "ingenomen": "2026-11-22",
                "afgesloten": "2026-11-22",
                "mag_weg_vanaf": "2031-11-22",
                "mag_weg": True,
                "langer_bewaard_om": "",
            }
        ],
        "vernietigd": [],
    }


def test_keeping_one_longer(ask: Ask) -> None:
    """It is said until when; a day that is none, and one in the past, are told."""
    said = ask("uitstellen", "C-2026-001", "--tot", "2035-01-01", "--reden", "er loopt een zaak")
    assert (said.code, said.out) == (0, "✓ C-2026-001 blijft tot 01-01-2035. De reden staat in het dossier.\n")
    assert _destroy(ask).code == 1
    assert "langer bewaard: er loopt een zaak" in ask("lijst", "--alles").out
    assert ask("uitstellen", "C-2026-001", "--tot", "morgen", "--reden", "x").code == 2
    assert ask("uitstellen", "C-2026-001", "--tot", "2030-01-01", "--reden", "x").code == 1


def _backups(scene: Scene) -> list[str]:
    """Say in the log that two back-ups were made, and that the second was cleared away; return their digests."""
    digests = ["ab" * 32, "cd" * 32]
    for up_to, digest in enumerate(digests, 10):
        text = f"sha256 {digest}, regel {up_to}"
        with scene.store.unit(Deed.BACKUP_MADE, subject=f"{PLANTED[0]}.mhbackup", text=text):
            pass
    with scene.store.unit(Deed.BACKUP_DESTROYED, subject="b", text="regel 11"):
        pass
    return digests


def test_destroyed_and_declared(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """Gone, with the figures as they were; the verklaring says what, why, which back-ups, and names nobody."""
    figures = year_figures(Desk(scene.store), 2026)
    digests = _backups(scene)
    assert _destroy(ask, "--json").json == {
        "kenmerk": "C-2026-001",
        "signalen": ["S-2026-001"],
        "afgesloten": "2026-11-22",
        "reden": "de termijn is om",
        "categorie": "11.1",
        "op_verzoek": False,
        "records": 8,
        "sleutels": 3,
        "nog_in_het_bestand": None if "postgres" in scene.store.location else 0,
    }
    assert year_figures(Desk(scene.store), 2026) == figures
    assert check_store(scene.store.location).sound
    assert "C-2026-001   vernietigd op 22-11-2032: de termijn is om (11.1)" in ask("lijst", "--alles").out
    paper, document = tmp_path / "v.md", tmp_path / "v.odt"
    assert ask("verklaring", "C-2026-001", "--naar", str(paper), "--als-vorm", "md").code == 0
    assert ask("verklaring", "s-2026-001", "--naar", str(document)).code == 0
    text = paper.read_text()
    body = Document(BytesIO(document.read_bytes())).body
    written = " ".join([str(each.text_recursive) for each in [*body.headers, *body.paragraphs]])
    cells = [str(cell) for table in body.tables for row in table.get_values() for cell in row]
    assert (SERVER_WORDS if "postgres" in scene.store.location else FILE_WORDS) in written
    assert BACKUP_WORDS in written
    for wanted in (
        "C-2026-001",
        "S-2026-001",
        "de termijn is om",
        "11.1",
        f"sha256 {digests[0]}, regel 10",
        "22-11-2031",
    ):
        assert wanted in cells
        assert wanted.replace("_", "\\_") in text
    assert digests[1] not in text  # cleared away since
    assert [name for name in PLANTED if name in text + written + "".join(cells)] == []
    again = ask("verklaring", "C-2026-001", "--naar", str(paper))
    assert (again.code, paper.read_text()) == (5, text)


def test_destroyed_on_request(ask: Ask) -> None:
    """Before its day only when that is said; the answer says so too."""
    words = ("C-2026-001", "--reden", "om wissen gevraagd", "--categorie", "11.1", "--bevestig", "C-2026-001", "--json")
    assert ask("vernietigen", *words, at=clock()).code == 1
    done = ask("vernietigen", *words, "--op-verzoek", at=clock()).json
    assert isinstance(done, dict)
    assert done["op_verzoek"]


def test_nothing_is_destroyed_by_mistake(ask: Ask, scene: Scene, tmp_path: Path) -> None:
    """Another number behind --bevestig, a name in the reason, a number that is none, before its day, by others."""
    other = ("--reden", "x", "--categorie", "1", "--bevestig", "C-2026-002")
    assert ask("vernietigen", "C-2026-001", *other).code == 2
    named = ask("vernietigen", "C-2026-001", "--reden", PLANTED[1], *other[2:5], "C-2026-001", "--klok-klopt")
    assert (named.code, PLANTED[1] in named.err + named.out) == (1, False)
    assert ask("vernietigen", "C-2026-002", *other).code == 2
    early = ask("vernietigen", "C-2026-001", *other[:5], "C-2026-001", at=clock())
    assert (early.code, "pas weg op 22-11-2031" in early.err) == (1, True)
    for who in ("overleg", "fg"):
        assert ask("vernietigen", "C-2026-001", *other[:5], "C-2026-001", "--klok-klopt", who=who).code == 3
        assert ask("lijst", who=who).code == 3
    assert ask("verklaring", "C-2026-001", "--naar", str(tmp_path / "v.odt")).code == 2
    assert not (tmp_path / "v.odt").exists()
    assert Deed.SHREDDED not in {entry.deed for entry in scene.store.log()}
    assert scene.store.cases.get(scene.work.case.id).opened == scene.work.case.opened


def test_the_fg_declares(ask: Ask, tmp_path: Path) -> None:
    """Who holds the logboek can make the verklaring, without any key of a dossier."""
    assert _destroy(ask).code == 0
    said = ask("verklaring", "C-2026-001", "--naar", str(tmp_path / "v.md"), "--als-vorm", "md", who="fg")
    assert said.code == 0
    assert "door: FG" in (tmp_path / "v.md").read_text()


def test_the_term_is_shown_and_changed_with_a_reason(ask: Ask) -> None:
    """One of the two, or both; without a reason nothing changes."""
    assert ask("termijn").out == "Na het afsluiten: een casus 60 maanden, een signaal dat alleen staat 60 maanden.\n"
    assert ask("termijn", "--casus-maanden", "72").code == 2
    assert ask("termijn", "--reden", "zomaar").code == 2
    assert ask("termijn", "--casus-maanden", "0", "--reden", "zomaar").code == 2
    assert ask("termijn", "--signaal-maanden", "12", "--reden", "besluit", "--json").out == (
        '{\n  "casus_maanden": 60,\n  "signaal_maanden": 12\n}\n'
    )
    assert "een signaal dat alleen staat 12 maanden" in ask("termijn").out
    assert ask("termijn", who="overleg").code == 3
