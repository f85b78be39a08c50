"""A key made elsewhere: it gets what the role gets, its holder comes in with the file, and leaves like anybody."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from db import schema
from db.admitting import add_key
from db.errors import KeyFileNeeded, KeyInUse, NotAllowed, NotThisKey
from db.fields import NOUNS
from db.keyfiles import holder_of, unlock_with
from db.newcomer import NewHolder
from db.replay import check_store
from db.store import Store, open_store
from db.turning import revoke
from keys import passphrase
from keys.directory import Role
from keys.errors import WrongPassphrase
from keys.holder import HolderKeys
from keys.keyfile import KeyFile, make_key_file, read_key_file
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import PASSPHRASES, Original, clock
from tests.db.raw import Scene

WORDS = "haven kompas zeilboot"


@pytest.fixture(scope="module")
def keys() -> HolderKeys:
    """A key that somebody made at home."""
    return HolderKeys.generate()


@pytest.fixture(scope="module")
def file(keys: HolderKeys) -> KeyFile:
    """Its file."""
    return read_key_file(make_key_file(keys, WORDS, policy=FLOOR_POLICY))


@pytest.fixture
def other(scene: Scene) -> Iterator[Store]:
    """The kluis of the scene, opened once more and locked."""
    store = open_store(scene.store.location, clock=clock)
    yield store
    store.close()


@pytest.mark.parametrize("role", [Role.AF, Role.FG, Role.OVERLEG])
def test_a_key_made_elsewhere_opens_what_a_wachtzin_of_that_role_opens(
    scene: Scene, other: Store, original: Original, keys: HolderKeys, file: KeyFile, role: Role
) -> None:
    """Row by row, and the kluis holds no keyslot of it: who has only the kluis cannot try words on it."""
    added = add_key(scene.store, NewHolder(role, "Van elders", name="Ans Bedacht"), keys.public)
    with pytest.raises(KeyFileNeeded):
        other.unlock(added.id, WORDS, policy=FLOOR_POLICY)
    with pytest.raises(WrongPassphrase):
        unlock_with(other, file, PASSPHRASES[role], policy=FLOOR_POLICY)
    assert other.ring is None
    assert unlock_with(other, file, WORDS, policy=FLOOR_POLICY) == added
    same = original.unlock(open_store(scene.store.location, clock=clock), role)
    for name in NOUNS:
        mine, theirs = other.repository(name).all(), same.repository(name).all()
        assert [row.is_sealed for row in mine] == [row.is_sealed for row in theirs]
    with other.reading() as connection:
        slots = connection.execute(select(schema.keyslots.c.holder)).scalars().all()
    assert added.id not in slots
    assert check_store(other.location).findings == ()
    same.close()


def test_a_key_that_nobody_gave_is_refused_before_deriving(
    other: Store, file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its public half."""
    monkeypatch.setattr(passphrase, "_argon2id", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(NotThisKey) as refused:
        unlock_with(other, file, WORDS, policy=FLOOR_POLICY)
    assert not refused.value.retired


def test_who_brought_a_key_leaves_like_anybody(
    scene: Scene, other: Store, keys: HolderKeys, file: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a keyslot to take away; the key opens nothing more, and is not given again."""
    added = add_key(scene.store, NewHolder(Role.OVERLEG, "Van elders"), keys.public)
    with pytest.raises(KeyInUse):
        add_key(scene.store, NewHolder(Role.FG, "Nog eens"), keys.public)
    revoke(scene.store, added.id)
    monkeypatch.setattr(passphrase, "_argon2id", lambda *_: pytest.fail("a key was derived"))
    with pytest.raises(NotThisKey) as refused:
        unlock_with(other, file, WORDS, policy=FLOOR_POLICY)
    assert refused.value.retired
    with pytest.raises(KeyInUse):
        add_key(scene.store, NewHolder(Role.OVERLEG, "Terug"), keys.public)
    assert check_store(scene.store.location).findings == ()


def test_the_herstelblad_is_no_key_file(scene: Scene, original: Original) -> None:
    """Its public keys stand in the directory as well, and nobody comes in by them; nor is it given as a role."""
    with pytest.raises(NotThisKey):
        holder_of(scene.store, HolderKeys.from_recovery(original.code).public)
    with pytest.raises(NotAllowed):
        add_key(scene.store, NewHolder(Role.RECOVERY, "Herstelblad"), HolderKeys.generate().public)
