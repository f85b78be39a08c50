"""Every byte of a backup changed, every truncation, and what is added: refused, and nothing in the clear on disk."""

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from db.backup.container import KEYSLOTS, MANIFEST, STORE
from db.backup.making import make_backup
from db.backup.manifest import manifest_body, read_manifest, read_slots, write_manifest, write_slots
from db.backup.opening import open_backup
from db.errors import BackupDamaged, NewerFormat, NotABackup, NotForThisKey
from db.founding import found_store
from db.store import Store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.counting import Tell
from tests.db.backup.forging import parts, put_together, told
from tests.db.conftest import clock, make_founding

_REFUSED = (BackupDamaged, NotABackup, NewerFormat)
_LEAST = 23_000


class Small:
    """The smallest backup there is, and a folder where anything in the clear would show."""

    def __init__(self, folder: Path) -> None:
        founding = replace(make_founding(Role.AF), series=(), figure_years=())
        self.store: Store = found_store(str(folder / "k" / "k.db"), founding, clock=clock, policy=FLOOR_POLICY).store
        self.path = make_backup(self.store, folder / "klein.mhbackup", "Lees mij.\n").path
        self.raw = self.path.read_bytes()
        self.temporary = folder / "tijdelijk"
        self.temporary.mkdir()

    def refused(self) -> bool:
        """Whether opening it, with the right key, is refused."""
        try:
            with open_backup(self.path) as backup, backup.dump(self.store.open_ring):
                return False
        except _REFUSED:
            return True

    def written(self) -> int:
        """How many bytes of it are on the disk in the clear."""
        return sum(path.stat().st_size for path in self.temporary.rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Made once."""
    return Small(tmp_path_factory.mktemp("klein"))


@pytest.fixture(autouse=True)
def _temporary(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(small.temporary))


def test_it_opens_as_it_is(small: Small) -> None:
    """Or what follows would prove nothing; and a temporary file was made where it is looked for."""
    assert not small.refused()
    assert small.written() == 0


@pytest.mark.slow
def test_every_byte_every_truncation_and_what_is_added(small: Small, tell: Tell) -> None:
    """One bit of each byte, another one for each; each length that is shorter; and some that are longer."""
    refused = 0
    with small.path.open("r+b", buffering=0) as file:
        for at, byte in enumerate(small.raw):
            file.seek(at)
            file.write(bytes([byte ^ 1 << at % 8]))
            refused += small.refused()
            file.seek(at)
            file.write(bytes([byte]))
        added = (b"\0", b"\n", small.raw[-22:], small.raw, b"PK\5\6" + bytes(18))
        for tail in added:
            file.seek(len(small.raw))
            file.write(tail)
            refused += small.refused()
            file.truncate(len(small.raw))
        for length in range(len(small.raw) - 1, -1, -1):
            file.truncate(length)
            refused += small.refused()
    small.path.write_bytes(small.raw)
    tried = 2 * len(small.raw) + len(added)
    tell(3, "bytes of a backup flipped, cut off or added, all refused", refused)
    assert refused == tried > _LEAST
    assert small.written() == 0


def test_what_age_refuses_when_everything_around_it_was_made_to_fit(small: Small) -> None:
    """Whoever changes the sealed part can repair every digest around it, but not what is in it."""
    files = parts(small.path)
    manifest, sealed = read_manifest(files[MANIFEST]), files[STORE]
    header = sealed.index(b"\n---") + 60
    places = [*range(0, header, 7), *range(header, len(sealed), 499), len(sealed) - 1]
    refused = 0
    for at in places:
        files[STORE] = sealed[:at] + bytes([sealed[at] ^ 4]) + sealed[at + 1 :]
        digests = {**manifest.files, STORE: hashlib.sha256(files[STORE]).hexdigest()}
        body = manifest_body(manifest.summary, manifest.root, digests)
        put_together(small.path, files, write_manifest(body, manifest.signature))
        with open_backup(small.path) as backup:
            with pytest.raises((BackupDamaged, NotForThisKey)), backup.dump(small.store.open_ring):
                pytest.fail("it was used")
            refused += 1
        assert small.written() == 0
    small.path.write_bytes(small.raw)
    assert refused == len(places) > 100


def test_another_keyslot_beside_it(small: Small) -> None:
    """Put in the clear by the maker, who signs what is around it: the dump knows the one of the kluis."""
    files = parts(small.path)
    manifest = read_manifest(files[MANIFEST])
    (slot,) = read_slots(files[KEYSLOTS])
    files[KEYSLOTS] = write_slots((replace(slot, body=slot.body[:-1] + b" "),))
    fitting = told(files, manifest.summary, manifest.root, small.store.open_ring.sign)
    put_together(small.path, files, fitting)
    with open_backup(small.path) as backup, pytest.raises(BackupDamaged), backup.dump(small.store.open_ring):
        pytest.fail("it was used")
    small.path.write_bytes(small.raw)
