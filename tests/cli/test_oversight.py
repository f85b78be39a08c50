"""`mhtui toezicht`: the report of the FG, in both forms, read back; it names functions and numbers and nothing else."""

import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from odfdo import Document

from db.roles import Deed
from keys.directory import Role
from mhtui.casework.desk import Desk
from mhtui.casework.oversight import Oversight, oversight
from mhtui.casework.oversight_print import NONE, NOTHING, blocks, document
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene
from tests.db.scenario import PLANTED

YEAR = (date(2026, 1, 1), date(2026, 12, 31))

Ask = Callable[..., Said]


def _looked(scene: Scene) -> None:
    """Look at a reporter, withdraw nothing, and write free words that must not come along."""
    with scene.store.unit(Deed.LOOKED, subject="S-2026-001", text="melder"):
        pass
    with scene.store.unit(Deed.LOOKED, subject="Katarzyna Verzonnen", text="Katarzyna, Kerkstraat 12"):
        pass
    with scene.store.unit(Deed.STEP_ADDED, subject="C-2026-009", text="partner_uitzondering"):
        pass
    with scene.store.unit(Deed.WITHDRAWN, subject="C-2026-009", text="Katarzyna stond er nog in"):
        pass


@pytest.fixture
def report(scene: Scene, original: Original) -> Oversight:
    """The report of the year, made by the FG with the logboek alone."""
    _looked(scene)
    with closing(scene.store.beside()) as beside:
        return oversight(Desk(original.unlock(beside, Role.FG)), *YEAR)


def test_what_the_report_says(report: Oversight, scene: Scene) -> None:
    """Every line of the logboek counts once; looks, releases and exceptions with their dossier."""
    assert report.entries == scene.store.change_mark()
    assert sum(each.total for each in report.deeds) == report.entries == sum(count for _, count in report.holders)
    assert all(sum(count for _, count in each.months) == each.total for each in report.deeds)
    assert [(each.what, each.dossier) for each in report.looks] == [
        ("ingezien: melder", "S-2026-001"),
        ("ingezien", ""),
    ]
    assert ("vrijgave ingetrokken", "C-2026-009") in [(each.what, each.dossier) for each in report.releases]
    assert [each.dossier for each in report.exceptions] == ["C-2026-009"]
    assert [each.what for each in report.keys][:1] == ["kluis gemaakt"]
    assert (report.controle.sound, report.undated, report.made_by) == (True, 0, "FG")


def test_no_name_and_no_content(report: Oversight) -> None:
    """Nothing of what was planted in the kluis, and none of the free words of the logboek."""
    text = document(report).markdown() + "".join(_words_of(document(report).odt()))
    assert [word for word in (*PLANTED, "Katarzyna", "Kerkstraat") if word in text] == []


def _words_of(odt: bytes) -> list[str]:
    """Every heading, sentence and cell of an .odt, by the library that other programs' documents are read with."""
    from io import BytesIO

    body = Document(BytesIO(odt)).body
    words = [str(each.text_recursive) for each in [*body.headers, *body.paragraphs]]
    return words + [str(cell) for table in body.tables for row in table.get_values() for cell in row]


def test_both_forms_say_the_same(report: Oversight) -> None:
    """Each heading, sentence and cell; and the same report gives the same bytes."""
    odt, markdown = document(report).odt(), document(report).markdown()
    words = _words_of(odt)
    for block in blocks(report):
        assert block.heading in words
        assert f"## {block.heading}" in markdown
        for line in block.lines:
            assert line in words
        for row in block.rows:
            assert [cell for cell in row if cell and cell not in words] == []
    assert (document(report).odt(), document(report).markdown()) == (odt, markdown)


def test_the_document_says_nothing_of_the_computer(report: Oversight, tmp_path: Path) -> None:
    """No moment, no maker, no picture; `mimetype` first and plain, as the form asks."""
    path = tmp_path / "verslag.odt"
    path.write_bytes(document(report).odt())
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        first = parts.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "humbnail" in name]
        assert b"odfdo" not in parts.read("meta.xml")
        assert b"Thumbnails" not in parts.read("META-INF/manifest.xml")


def test_an_empty_period_says_so(scene: Scene) -> None:
    """With its controle; and a year in which nothing was looked at says none there."""
    empty = oversight(Desk(scene.store), date(2020, 1, 1), date(2020, 12, 31))
    assert empty.empty
    assert NOTHING in document(empty).markdown()
    assert NOTHING in _words_of(document(empty).odt())
    full = oversight(Desk(scene.store), *YEAR)
    assert blocks(replace(full, looks=()))[2].lines == (NONE,)


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run a command on the kluis of the scene."""
    words = {holder.label: PASSPHRASES[holder.role] for holder in scene.store.holders()}
    scene.store.lock()

    def call(role: str, *given: str) -> Said:
        capsys.readouterr()
        within = replace(world, ask=lambda who: words[who], clock=clock)
        ended = main(["--als", role, "--kluis", scene.store.location, *given], world=within)
        said = capsys.readouterr()
        return Said(ended, said.out, said.err)

    return call


def test_the_command_writes_a_new_file(ask: Ask, tmp_path: Path) -> None:
    """Of its owner alone, never over another; for the FG and the AF, and not for the table."""
    odt, markdown = tmp_path / "verslag.odt", tmp_path / "verslag.md"
    made = ask("fg", "toezicht", "--naar", str(odt), "--van", "2026-01-01", "--tot", "2026-12-31")
    assert made.code == 0, made.err
    assert stat.S_IMODE(odt.stat().st_mode) == 0o600
    before = odt.read_bytes()
    assert (ask("fg", "toezicht", "--naar", str(odt)).code, odt.read_bytes()) == (5, before)
    assert ask("af", "toezicht", "--naar", str(markdown), "--als-vorm", "md", "--json").code == 0
    assert markdown.read_text(encoding="utf-8").startswith("# Toezicht op de kluis")
    for role in ("overleg", "Ketenregisseur"):
        assert ask(role, "toezicht", "--naar", str(tmp_path / "x.odt")).code == 3
    assert ask("fg", "toezicht", "--naar", str(tmp_path / "geen" / "x.odt")).code == 5
    for wrong in (("--van", "gisteren"), ("--van", "2027-01-01", "--tot", "2026-01-01")):
        assert ask("fg", "toezicht", "--naar", str(tmp_path / "x.odt"), *wrong).code == 2
    assert not (tmp_path / "x.odt").exists()
