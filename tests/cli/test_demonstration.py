"""The demonstration: the figures of the report, believable years, a living present; and it touches nothing else."""

import csv
import re
import sqlite3
from collections.abc import Callable
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest

from db import locations
from db.errors import AlreadyExists, NotAStore, StorageFailure, StorageFull
from db.replay import check_store
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.desk import Desk
from mhtui.casework.figures import year_on_year
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.demo import kluis as demo
from tests.cli.conftest import Run
from tests.demonstration import DEMO_NOW, demo_clock

pytestmark = pytest.mark.xdist_group("demo")

FORMS = {"seksuele uitbuiting": 28, "arbeidsuitbuiting": 11, "criminele uitbuiting": 7, "onbekend": 21}
MUNICIPALITIES = {
    "Aa en Hunze": 0, "Assen": 11, "Emmen": 15, "Hoogeveen": 4, "Westerveld": 5, "Tynaarlo": 1, "Borger-Odoorn": 3,
    "Midden-Drenthe": 2, "Coevorden": 4, "Meppel": 7, "Noordenveld": 1, "De Wolden": 2, "onbekend": 12,
}  # fmt: skip
"""The two tables of the annual report of Drenthe over 2023."""


@pytest.fixture
def store(demo_kluis: Path) -> Store:
    """The demonstration, open for the aandachtsfunctionaris."""
    found = open_store(str(demo_kluis), clock=demo_clock)
    found.unlock(found.holders()[0].id, "demo-af", policy=FLOOR_POLICY)
    return found


@pytest.mark.parametrize("role", ["af", "keten"])
def test_2023_is_the_report_cell_by_cell(role: str, run: Run) -> None:
    """67 new signals; every form and municipality exactly, the zero among them."""
    lines = list(csv.reader(run(role, "jaarcijfers", "2023", "--als-vorm", "csv").out.splitlines()))
    assert lines[0] == ["table", "row", "count", "eenheid", "peildatum", "telregel"]
    cells = {(line[0], line[1]): int(line[2]) for line in lines[1:]}
    assert {row: count for (table, row), count in cells.items() if table == "uitbuitingsvorm"} == FORMS
    assert {row: count for (table, row), count in cells.items() if table == "gemeente"} == MUNICIPALITIES


def test_the_years_rise_as_the_report_says(store: Store) -> None:
    """Twice as many in 2022 as in 2019, more every year, and this year is under way."""
    found = year_on_year(Desk(store))
    assert found.years == tuple(range(2019, 2027))
    totals = dict(zip(found.years, found.totals, strict=True))
    assert all(before < after for before, after in pairwise(found.totals[:-1]))
    assert totals[2023] == 67
    assert 1.9 <= totals[2022] / totals[2019] <= 2.2
    assert 40 < totals[2026] < totals[2025]


def test_the_present_is_alive(run: Run) -> None:
    """Twelve cases in all states, one of them too late and one waiting; spoed on top of the signals."""
    cases = run("af", "casussen", "--json").rows
    assert {str(row["codenaam"]): row["stand"] for row in cases} == {
        "Zwaluw": "Op agenda",
        "Dinkel": "Op agenda",
        "Wilg": "Op agenda",
        "Wulp": "Op agenda",
        "Dommel": "Overgedragen",
        "Grutto": "Monitoren",
        "Esdoorn": "Afgesloten",
        "Reest": "Heropend",
        "IJsvogel": "In verrijking",
        "Lariks": "Nieuw",
        "Linge": "Besproken",
        "Kornoelje": "Geen vervolg",
    }
    assert {row["niveau"] for row in cases} == {"Te laat", "Bezig", "Wacht", "Klaar"}
    assert {row["codenaam"]: row["wat_nu"] for row in cases}["Dommel"] == "terugkoppeling +12 d"
    assert run("af", "signalen").out.splitlines()[0].endswith("SPOED")


def test_the_next_overleg_has_nine_items(run: Run) -> None:
    """On the next date of the series, with open and overdue actions; the regional one has its own case."""
    local, regional = run("af", "agenda", "--json").rows
    assert (local["datum"], local["reeks"], regional["reeks"]) == (
        "2026-11-25",
        "Lokaal ondermijningsoverleg",
        "Drieluik",
    )
    items = local["punten"]
    assert isinstance(items, list)
    assert len(items) == 9
    assert all(item["vrijgegeven"] for item in items)
    carried = local["acties_vorige_keer"]
    assert isinstance(carried, list)
    late = [action["dagen_te_laat"] for action in carried]
    assert max(late) > 0
    assert min(late) == 0
    assert run("overleg", "agenda", "--json").rows == [local]
    assert run("keten", "agenda", "--json").rows == [regional]


def test_nothing_released_holds_a_name_of_its_case(store: Store) -> None:
    """What the demonstration shows the table is shielded well: no part of a name, no house number, no company."""
    desk, released = Desk(store), [row.opened for row in store.releases.all()]
    assert len(released) >= 6
    for release in released:
        case = store.cases.get(release.case_id)
        rows = [store.signals.get(row) for row in desk.ledger.signals_of(store, case.id)]
        told = " ".join(f"{row.opened.reporter} {' '.join(p.name for p in row.opened.persons)}" for row in rows)
        parts = {part for part in re.findall(r"[^\W\d_]{4,}", told) if part[0].isupper()}
        assert len(parts) >= 4
        assert [part for part in parts if re.search(rf"\b{part}\b", release.text)] == []
        assert "Betrokkene A" in release.text


def test_the_logboek_reads_as_if_lived(store: Store) -> None:
    """Times never go back and never pass the present; three holders worked in it; the kluis is sound."""
    moments: list[datetime] = []
    page = store.log(limit=500)
    who = set()
    while page:
        for entry in page:
            who.add(entry.label)
            moments.append(entry.detail.at)  # type: ignore[union-attr]  # the AF opens every detail
        page = store.log(before=page[-1].seq, limit=500)
    assert all(later >= earlier for later, earlier in pairwise(moments))
    assert moments[0] <= DEMO_NOW
    assert moments[-1].year == 2019
    assert who == {"Aandachtsfunctionaris", "Overleg", "Ketenregisseur"}
    assert check_store(store.location).sound


def test_it_says_demo_and_costs_what_a_real_one_costs(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """DEMO is signed into the directory; the policy that is handed on is the program's own."""
    assert store.demo
    assert [holder.role for holder in store.holders()] == [Role.AF, Role.OVERLEG, Role.KETEN]
    policies: list[object] = []
    monkeypatch.setattr(demo, "make_demo", lambda _location, *, clock, policy: policies.append((clock, policy)))
    place = str(Path(store.location).with_name("nieuw.db"))
    assert main(["demo", "--alleen-maken", "--kluis", place], world=World()) == 0
    from keys.passphrase import DEFAULT_POLICY
    from mhtui.session import system_clock

    assert policies == [(system_clock, DEFAULT_POLICY)]


def test_one_that_is_there_is_opened_and_not_touched(
    demo_kluis: Path, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second time nothing is made, and one line says so."""
    before = demo_kluis.read_bytes()
    assert main(["demo", "--kluis", str(demo_kluis), "--alleen-maken"], world=world) == 0
    assert capsys.readouterr().out.splitlines() == [
        "De demonstratiekluis was er al. Wachtzinnen: demo-af, demo-overleg, demo-keten."
    ]
    assert demo_kluis.read_bytes() == before


def test_a_real_kluis_is_no_demonstration(tmp_path: Path, world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused, and not a byte of it changes."""
    for name, words in (("af", "wilg dommel zwaluw"), ("overleg", "tafel stoel koffie")):
        (tmp_path / name).write_text(words)
        (tmp_path / name).chmod(0o600)
    kluis = tmp_path / "kluis" / "echt.db"
    assert main(
        ["nieuw", f"--kluis={kluis}", "--naam=Lopik", "--gemeente=Lopik", "--bewaartermijn-maanden=60",
         f"--wachtzin-af-bestand={tmp_path / 'af'}", f"--wachtzin-overleg-bestand={tmp_path / 'overleg'}",
         f"--herstelblad={tmp_path / 'blad.txt'}"],
        world=world,
    ) == 0  # fmt: skip
    before = kluis.read_bytes()
    assert main(["demo", "--kluis", str(kluis), "--alleen-maken"], world=world) == 5
    assert "staat al iets" in capsys.readouterr().err
    assert kluis.read_bytes() == before
    with pytest.raises(AlreadyExists):
        demo.ensure_demo(str(kluis), clock=demo_clock, policy=FLOOR_POLICY)


@pytest.mark.parametrize("content", [b"", b"geen kluis", b"SQLite format 3\0" + bytes(200)])
def test_another_file_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    """Whatever stands in the place, it is not overwritten."""
    place = tmp_path / "iets.db"
    place.write_bytes(content)
    place.chmod(0o600)
    with pytest.raises(NotAStore):
        demo.ensure_demo(str(place), clock=demo_clock, policy=FLOOR_POLICY)
    assert place.read_bytes() == content


def test_what_was_cut_off_is_made_anew_and_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file appears only when it is complete; the remains of an attempt do not stand in the way."""
    place = tmp_path / "d.db"
    for leftover in ("d.db.maken", "d.db.maken-journal"):
        (tmp_path / leftover).write_bytes(b"half")
        (tmp_path / leftover).chmod(0o600)

    def full(location: str, *_: object, **__: object) -> None:
        assert not Path(location).exists()
        sqlite3.connect(location).close()
        Path(location).write_bytes(b"half")
        raise StorageFull("no")

    monkeypatch.setattr(demo, "_tell", full)
    with pytest.raises(StorageFull):
        demo.ensure_demo(str(place), clock=demo_clock, policy=FLOOR_POLICY)
    assert list(tmp_path.iterdir()) == []


def _told(location: str, *_: object, **__: object) -> None:
    Path(location).write_bytes(b"whole")


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is made nothing waits for the disk; a computer that stops then has no half demonstration."""
    place, written = tmp_path / "d.db", list[tuple[bytes, bool]]()

    def write_out(path: Path) -> None:
        written.append((path.read_bytes(), place.exists()))
        locations.write_out(path)

    monkeypatch.setattr(demo, "_tell", _told)
    monkeypatch.setattr(demo, "write_out", write_out)
    demo.make_demo(str(place), clock=demo_clock, policy=FLOOR_POLICY)
    assert written == [(b"whole", False)]
    assert place.read_bytes() == b"whole"


def test_a_disk_that_fails_at_the_end_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told as a failure of the disk."""

    def fails(_: int) -> None:
        raise OSError(5, "input/output error")

    monkeypatch.setattr(demo, "_tell", _told)
    monkeypatch.setattr("db.locations.os.fsync", fails)
    with pytest.raises(StorageFailure):
        demo.make_demo(str(tmp_path / "d.db"), clock=demo_clock, policy=FLOOR_POLICY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "now", ["2026-11-23T07:05+01:00", "2026-11-28T23:50+01:00", "2027-01-01T00:10+01:00", "2028-02-29T12:00+01:00"]
)
def test_the_story_works_out_on_every_day(now: str, tmp_path: Path, derived_once: None) -> None:
    """A weekday early, a Saturday late, New Year and a leap day: the same dossiers, and nine items."""
    del derived_once
    moment = datetime.fromisoformat(now)
    place = str(tmp_path / "d.db")
    demo.make_demo(place, clock=lambda: moment, policy=FLOOR_POLICY, past=False)
    assert check_store(place).sound
    store = open_store(place, clock=lambda: moment)
    store.unlock(store.holders()[0].id, "demo-af", policy=FLOOR_POLICY)
    latest = max(row.opened.on for row in store.meetings.all())
    assert store.cases.count() == 12
    assert 0 < (latest - moment.date()).days <= 14
    assert sum(
        item.opened.meeting_id == next(store.meetings.all(newest_first=True)).id for item in store.items.all()
    ) in {6, 9}
    store.close()


@pytest.mark.slow
def test_an_empty_database_can_take_the_demonstration(
    new_postgres_url: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an empty place for a file can; a kluis that is there stays."""
    place = new_postgres_url()
    monkeypatch.setattr(demo, "make_demo", partial(demo.make_demo, past=False))
    assert demo.ensure_demo(place, clock=demo_clock, policy=FLOOR_POLICY)
    assert not demo.ensure_demo(place, clock=demo_clock, policy=FLOOR_POLICY)
    assert check_store(place).sound
