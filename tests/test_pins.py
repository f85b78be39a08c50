"""What this computer remembers of a kluis: refused when it does not go on from there, never in the way otherwise."""

import shutil
import stat
from pathlib import Path

import pytest

from db.errors import OlderStore, RootReplaced, WeakenedSlot
from db.founding import found_store
from db.roles import Deed
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY, CostPolicy, KeyCost
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.pins import Known
from mhtui.session import Launch, Session
from mhtui.settings import Places
from tests.db.conftest import PASSPHRASES, clock, make_founding


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The folders of an account of this test."""
    return Places(config=tmp_path / "config", data=tmp_path / "data", documents=tmp_path / "documents")


@pytest.fixture
def kluis(tmp_path: Path) -> Path:
    """A kluis of one holder."""
    path = tmp_path / "kluis" / "kluis.db"
    found_store(str(path), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store.close()
    return path


def _work(kluis: Path, places: Places, policy: CostPolicy = FLOOR_POLICY) -> Known | None:
    """Come in, look at something, and go; say what this computer could tell."""
    session = Session(Launch(store=str(kluis)), places=places, clock=clock, policy=policy)
    try:
        door = session.open_door()
        session.unlock(door.callers[0].id, PASSPHRASES[Role.AF])
        with session.desk.store.unit(Deed.LOOKED):
            pass
        return session.known
    finally:
        session.close()


def test_the_first_time_nothing_can_be_told(kluis: Path, places: Places) -> None:
    """And from then on it goes on from what was seen."""
    assert _work(kluis, places) is Known.NOT_KNOWN
    assert _work(kluis, places) is Known.GOES_ON
    assert stat.S_IMODE(places.config.stat().st_mode) == 0o700


def test_an_older_kluis_put_back_is_refused(kluis: Path, places: Places, tmp_path: Path) -> None:
    """Also when only the last line is missing; what is remembered stays, and another account knows nothing."""
    _work(kluis, places)
    shutil.copy(kluis, tmp_path / "older.db")
    _work(kluis, places)
    shutil.copy(tmp_path / "older.db", kluis)
    for _ in range(2):
        with pytest.raises(OlderStore):
            _work(kluis, places)
    other = Places(config=tmp_path / "other", data=tmp_path / "data", documents=tmp_path / "documents")
    assert _work(kluis, other) is Known.NOT_KNOWN
    kluis.rename(tmp_path / "kluis" / "copy.db")
    assert _work(tmp_path / "kluis" / "copy.db", places) is Known.NOT_KNOWN


def test_what_was_pinned_is_held(kluis: Path, places: Places) -> None:
    """Another fingerprint in the file, and a keyslot that once cost more."""
    floor = FLOOR_POLICY.floor
    raised = CostPolicy(KeyCost(floor.memory_kib, floor.iterations + 1, floor.lanes), floor, FLOOR_POLICY.ceiling)
    _work(kluis, places)
    kept = places.pins_file.read_text(encoding="utf-8")
    _work(kluis, places, raised)
    assert f"{floor.iterations + 1}" in places.pins_file.read_text(encoding="utf-8").replace(kept, "")
    assert _work(kluis, places) is Known.GOES_ON
    costlier = places.pins_file.read_text(encoding="utf-8").replace(f" {floor.iterations + 1},", " 9,")
    places.pins_file.write_text(costlier, encoding="utf-8")
    with pytest.raises(WeakenedSlot):
        _work(kluis, places)
    fingerprint = costlier.partition('"vingerafdruk": "')[2][:64]
    places.pins_file.write_text(costlier.replace(fingerprint, "0" * 64), encoding="utf-8")
    with pytest.raises(RootReplaced):
        _work(kluis, places)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"kluizen": {"x": {"lijst": 0}}}', "\x00" * 100])
def test_a_broken_file_counts_as_none(kluis: Path, places: Places, text: str) -> None:
    """It is written anew with what is seen now."""
    places.config.mkdir(mode=0o700)
    places.pins_file.write_text(text, encoding="utf-8")
    assert _work(kluis, places) is Known.NOT_KNOWN
    assert _work(kluis, places) is Known.GOES_ON


def test_who_cannot_write_the_settings_comes_in(kluis: Path, places: Places) -> None:
    """Then nothing is remembered, and that is what is told the next time."""
    places.config.write_text("een bestand op de plaats van de map")
    assert _work(kluis, places) is Known.NOT_KNOWN
    assert _work(kluis, places) is Known.NOT_KNOWN


def test_controle_tells_and_forgets(kluis: Path, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a wachtzin: nothing to tell, going on, an older one, a kenmerk, and starting anew."""
    world = World(places=places, clock=clock, policy=FLOOR_POLICY)

    def check(*words: str) -> tuple[int, str]:
        code = main(["controle", "--kluis", str(kluis), *words], world=world)
        return code, capsys.readouterr().out

    code, said = check()
    assert code == 0
    assert "niet vast te stellen" in said
    head = said.partition("Kenmerk van de laatste regel: ")[2].partition("\n")[0]
    older = kluis.read_bytes()
    _work(kluis, places)
    code, said = check("--kenmerk", head.upper())
    assert (code, "gaat verder vanaf regel 1" in said) == (0, True)
    assert check("--kenmerk", "0" * 64)[0] == 4
    kluis.write_bytes(older)
    code, said = check()
    assert (code, "ouder dan wat deze computer eerder zag" in said) == (4, True)
    assert check("--kenmerk", head)[0] == 4
    assert check("--kenmerk", "geen kenmerk")[0] == 1
    assert check("--vergeet")[0] == 0
    assert _work(kluis, places) is Known.NOT_KNOWN
