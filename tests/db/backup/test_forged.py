"""A backup made up by somebody who knows the public keys, or signed by who may not: refused, and nothing used."""

from pathlib import Path

import pytest

from db.backup.container import KEYSLOTS, README
from db.backup.making import make_backup
from db.backup.opening import open_backup
from db.backup.origin import hold_mark
from db.backup.restoring import restore
from db.errors import BackupDamaged, ForeignBackup, NotForThisKey
from db.founding import found_store
from db.marks import mark_of
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from tests.db.backup.conftest import Kept
from tests.db.backup.forging import forge, opened, parts, put_together, summary_of
from tests.db.conftest import clock, make_founding


def _recipients(kept: Kept) -> list[bytes]:
    return [holder.public.backup for holder in kept.store.directory.holders if holder.role is Role.AF]


def _refused(kept: Kept) -> None:
    with open_backup(kept.path) as backup, pytest.raises(BackupDamaged), backup.dump(kept.store.open_ring):
        pytest.fail("it was used")


def test_the_forger_can_make_what_is_right(kept: Kept) -> None:
    """With the key of a holder it opens: so what is refused below is refused for what was changed."""
    lines = opened(kept.path, kept.store.open_ring)
    forge(kept.path, lines[:-1], _recipients(kept), kept.store.open_ring.sign)
    with open_backup(kept.path) as backup, backup.dump(kept.store.open_ring) as dump:
        assert dump.summary == summary_of(lines)


def test_with_only_the_public_recipient(kept: Kept) -> None:
    """Everything right but the signature: by a key of their own, in the name of the maker."""
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    forge(kept.path, lines, _recipients(kept), HolderKeys.generate().sign)
    _refused(kept)


@pytest.mark.parametrize("inside", [True, False])
def test_with_one_of_the_two_signatures(kept: Kept, *, inside: bool) -> None:
    """The end of the dump and the manifest are each signed, and neither stands in for the other."""
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    theirs, ours = HolderKeys.generate().sign, kept.store.open_ring.sign
    signs = (ours, theirs) if inside else (theirs, ours)
    forge(kept.path, lines, _recipients(kept), signs[0], sign_outside=signs[1])
    _refused(kept)


@pytest.mark.parametrize("name", [README, KEYSLOTS])
def test_another_file_in_the_clear(kept: Kept, name: str) -> None:
    """Whole as a ZIP, and not what the maker signed: a LEESMIJ that tells to send the key somewhere."""
    files = parts(kept.path)
    files[name] = files[name].replace(b"e", b"a", 1)
    put_together(kept.path, files)
    with pytest.raises(BackupDamaged), open_backup(kept.path):
        pytest.fail("it was used")


@pytest.mark.parametrize("role", [Role.OVERLEG, Role.RECOVERY])
def test_in_the_name_of_another_holder(kept: Kept, role: Role) -> None:
    """Whose signature it is not, or who may not make a backup."""
    other = next(holder.id for holder in kept.store.directory.holders if holder.role is role)
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    sign = HolderKeys.from_recovery(kept.original.code).sign if role is Role.RECOVERY else kept.store.open_ring.sign
    forge(kept.path, lines, _recipients(kept), sign, maker=other)
    _refused(kept)


@pytest.mark.parametrize("said", [{"store": "0" * 32}, {"directory": 2}, {"format": 0}, {"maker": "0" * 32}])
def test_that_says_something_else_of_itself(kept: Kept, said: dict[str, object]) -> None:
    """Signed by a holder, and still not what its rows say."""
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    forge(kept.path, lines, _recipients(kept), kept.store.open_ring.sign, None, **said)
    _refused(kept)


def _without(lines: list[bytes], table: str) -> list[bytes]:
    """Leave out the rows of a table."""
    kept, here = [], False
    for line in lines:
        if line.startswith(b"{"):
            here = line.endswith(b'"table":"%s"}\n' % table.encode())
        if line.startswith(b"{") or not here:
            kept.append(line)
    return kept


@pytest.mark.parametrize("table", ["signals", "tombstones", "log", "data_keys", "grants"])
def test_a_holder_leaves_something_out(kept: Kept, table: str, tmp_path: Path) -> None:
    """Rightly signed by somebody who may make one: the replay finds it, and no kluis is made."""
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    assert len(_without(lines, table)) < len(lines)
    forge(kept.path, _without(lines, table), _recipients(kept), kept.store.open_ring.sign)
    place = tmp_path / "nieuw" / "kluis.db"
    with open_backup(kept.path) as backup, backup.dump(kept.store.open_ring) as dump, pytest.raises(BackupDamaged):
        restore(dump, kept.store.open_ring, str(place), clock=clock, source="")
    assert list(place.parent.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        b"[1,2]\n",
        b"[" * 60_000 + b"\n",
        b'{"columns":["id"],"table":"verzonnen"}\n',
        b'{"columns":["id","id"],"table":"zzz"}\n',
        b"geen JSON\n",
        b"\n",
    ],
)
def test_a_holder_writes_what_is_no_row(kept: Kept, line: bytes, tmp_path: Path) -> None:
    """Refused before or while it is put back; never a crash, never half a kluis."""
    lines = opened(kept.path, kept.store.open_ring)[:-1]
    place = tmp_path / "nieuw" / "kluis.db"
    forge(kept.path, [*lines, line], _recipients(kept), kept.store.open_ring.sign)
    with open_backup(kept.path) as backup, pytest.raises(BackupDamaged), backup.dump(kept.store.open_ring) as dump:
        restore(dump, kept.store.open_ring, str(place), clock=clock, source="")
    assert not place.exists()


def test_a_whole_kluis_of_their_own(kept: Kept, tmp_path: Path) -> None:
    """Everything fits, because all of it is theirs: only what is known from elsewhere tells that it is not ours."""
    theirs = found_store(str(tmp_path / "a" / "k.db"), make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY).store
    mark = mark_of(kept.store)
    made = make_backup(theirs, tmp_path / "hun.mhbackup", "")
    with open_backup(made.path) as backup:
        with pytest.raises(NotForThisKey), backup.dump(kept.store.open_ring):
            pytest.fail("it was used")
        with backup.dump(theirs.open_ring) as dump, pytest.raises(ForeignBackup):
            hold_mark(dump, mark)
    theirs.close()
