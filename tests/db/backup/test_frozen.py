"""A backup of each form that was ever released is put back forever, on either database, into the tables of today."""

from pathlib import Path

import pytest

from db import schema
from db.backup.opening import open_backup
from db.backup.restoring import restore
from db.replay import check_store
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import PASSPHRASES, clock
from tests.db.fixtures import make_backup_1
from tests.db.scenario import PLANTED, add_note, make_signal

_KEPT = Path(make_backup_1.__file__).with_name(make_backup_1.NAME)


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_backup_1_is_put_back(where: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """With the wachtzin of then: every record, in a kluis of the newest format that can be worked in."""
    location = str(tmp_path / "k" / "k.db") if where == "sqlite" else request.getfixturevalue("postgres_url")
    with open_backup(_KEPT) as backup:
        summary = backup.manifest.summary
        ring = backup.ring_of(backup.slots[0], PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
        with backup.dump(ring) as dump:
            restored = restore(dump, ring, location, clock=clock, source="bevroren")
    assert (summary.format, summary.seq, f"{summary.made:%Y-%m-%d %H:%M}") == (1, 10, "2026-11-22 09:30")
    assert restored.sealed == 0
    store = open_store(location, clock=clock)
    store.unlock(backup.slots[0].holder, PASSPHRASES[Role.AF], policy=FLOOR_POLICY)
    (signal,) = store.signals.all()
    assert signal.opened == make_signal().model_copy(update={"fact_id": next(iter(store.facts.all())).id})
    assert signal.opened.persons[0].name == PLANTED[1]
    with store.reading() as connection:
        assert connection.execute(schema.meta.select()).one().format == schema.FORMAT
    add_note(store)
    store.close()
    report = check_store(location)
    assert (report.findings, report.entries) == ((), 12)
