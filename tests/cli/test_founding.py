"""`mhtui nieuw` makes a kluis with its herstelblad, or leaves nothing behind."""

import errno
import os
import stat
from pathlib import Path

import pytest

from db.store import open_store
from keys.directory import Kind
from keys.passphrase import FLOOR_POLICY
from keys.recovery import read_code
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.session import system_clock

_WORLD = World(policy=FLOOR_POLICY)


def _options(folder: Path, **changes: str) -> list[str]:
    """The options of a good call, some of them replaced; the wachtzinnen are files."""
    for name, passphrase in (("af", "wilg dommel zwaluw"), ("overleg", "tafel stoel koffie"), ("zwak", "welkom01")):
        path = folder / name
        path.write_text(f"{passphrase}\n")
        path.chmod(0o600)
    given = {
        "kluis": str(folder / "kluis" / "lopik.db"),
        "naam": "Gemeente Lopik",
        "gemeente": "Lopik",
        "bewaartermijn-maanden": "60",
        "wachtzin-af-bestand": str(folder / "af"),
        "wachtzin-overleg-bestand": str(folder / "overleg"),
        "herstelblad": str(folder / "herstelblad.txt"),
    } | {name.replace("_", "-"): value for name, value in changes.items()}
    return ["nieuw", *(f"--{name}={value}" for name, value in given.items())]


def _left(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()} - {"af", "overleg", "zwak"}


def test_a_new_kluis_opens_with_both_wachtzinnen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The AF sees identiteit, the overleg only its own series; nothing secret is printed."""
    assert main(_options(tmp_path), world=_WORLD) == 0
    said = capsys.readouterr()
    assert "De kluis «Gemeente Lopik» is gemaakt." in said.out
    assert said.err == ""
    store = open_store(str(tmp_path / "kluis" / "lopik.db"), clock=system_clock)
    af, overleg = store.holders()
    store.unlock(af.id, "wilg dommel zwaluw", policy=FLOOR_POLICY)
    assert store.place(Kind.IDENTITEIT).label.retention_months == 60
    store.unlock(overleg.id, "tafel stoel koffie", policy=FLOOR_POLICY)
    assert [place.kind for place in store.places()] == [Kind.OVERLEG]
    store.close()


def test_the_herstelblad_is_for_its_owner_only(tmp_path: Path) -> None:
    """0600 from the first byte, with a code that reads back, and nothing left of the room it reserved."""
    assert main(_options(tmp_path), world=_WORLD) == 0
    sheet = tmp_path / "herstelblad.txt"
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    text = sheet.read_text(encoding="utf-8")
    assert len(read_code(text.partition("Herstelcode\n\n")[2].partition("\n\n")[0])) == 32
    assert not text.endswith("  \n")
    assert len(text) < 3_000


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A herstelblad or a kluis that is there stays, to the byte."""
    sheet = tmp_path / "herstelblad.txt"
    sheet.write_text("van een andere kluis")
    assert main(_options(tmp_path), world=_WORLD) == 5
    assert "niet overschreven" in capsys.readouterr().err
    assert sheet.read_text() == "van een andere kluis"
    assert _left(tmp_path) == {"herstelblad.txt"}
    sheet.unlink()
    assert main(_options(tmp_path), world=_WORLD) == 0
    made = (tmp_path / "kluis" / "lopik.db").read_bytes()
    assert main(_options(tmp_path, herstelblad=str(tmp_path / "tweede.txt")), world=_WORLD) == 5
    assert "Op deze plaats staat al iets." in capsys.readouterr().err
    assert (tmp_path / "kluis" / "lopik.db").read_bytes() == made
    assert _left(tmp_path) == {"herstelblad.txt", "lopik.db"}


@pytest.mark.parametrize(
    "changes,code,said",
    [
        (
            {"wachtzin_af_bestand": "zwak"},
            1,
            "De wachtzin van de aandachtsfunctionaris wordt geweigerd: de wachtzin is te kort",
        ),
        ({"wachtzin_overleg_bestand": "zwak"}, 1, "De wachtzin van het overleg wordt geweigerd"),
        ({"wachtzin_overleg_bestand": "af"}, 1, "dezelfde als die van een andere sleutelhouder"),
        ({"wachtzin_af_bestand": "bestaat-niet"}, 2, "kan niet gelezen worden"),
        ({"naam": " "}, 1, "is niet ingevuld"),
        ({"bewaartermijn_maanden": "0"}, 2, "van 1 tot en met 1200"),
        ({"eerste_overleg": "25-11-2026"}, 2, "jaar-maand-dag"),
        ({"reeks": "Zorgoverleg"}, 2, "Een reeks is een naam"),
        ({"eerste_drieluik": "2026-12-02"}, 2, "heeft een ketenregisseur nodig"),
        ({"herstelblad": "bestaat/niet/blad.txt"}, 5, "kan op die plaats niet gemaakt worden"),
    ],
)
def test_what_is_refused_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, str], code: int, said: str
) -> None:
    """Each refusal says why, and neither kluis nor herstelblad is made."""
    files = ("wachtzin_af_bestand", "wachtzin_overleg_bestand", "herstelblad")
    placed = {name: str(tmp_path / value) if name in files else value for name, value in changes.items()}
    assert main(_options(tmp_path, **placed), world=_WORLD) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "welkom01" not in shown.err + shown.out
    assert _left(tmp_path) == set()


def test_without_a_herstelblad_there_is_no_kluis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk gives up on the herstelblad, the kluis that nobody could recover goes too."""
    synced: list[int] = []

    def failing(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) > 1:
            raise OSError(errno.EIO, "no")

    monkeypatch.setattr(os, "fsync", failing)
    assert main(_options(tmp_path), world=_WORLD) == 5
    assert len(synced) == 2
    assert _left(tmp_path) == set()


def test_a_region_with_more_series(tmp_path: Path) -> None:
    """Every further option is taken: series, first days, interval, municipalities, rules."""
    (tmp_path / "keten").write_text("keten schakel ring\n")
    options = _options(
        tmp_path,
        wachtzin_keten_bestand=str(tmp_path / "keten"),
        eerste_overleg="2026-11-25",
        eerste_drieluik="2026-12-02",
        overleg_om_de_dagen="14",
        gemeenten="Assen, Emmen",
        meldroute="drenthe",
    )
    assert main([*options, "--reeks", "Jeugd=2026-11-30", "--reeks", "Wonen=2026-12-01"], world=_WORLD) == 0
    store = open_store(str(tmp_path / "kluis" / "lopik.db"), clock=system_clock)
    store.unlock(store.holders()[0].id, "wilg dommel zwaluw", policy=FLOOR_POLICY)
    found = sorted((row.opened.name, f"{row.opened.first_on}", row.opened.every_days) for row in store.series.all())
    assert found == [
        ("Drieluik", "2026-12-02", 28),
        ("Jeugd", "2026-11-30", 14),
        ("Lokaal ondermijningsoverleg", "2026-11-25", 14),
        ("Wonen", "2026-12-01", 14),
    ]
    label = store.place(Kind.IDENTITEIT).label
    assert (label.municipalities, label.rules) == (("Assen", "Emmen"), "drenthe")
    store.close()
