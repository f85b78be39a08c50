"""A compartment's keys and grants: who was granted opens it, and a grant cannot be moved, edited or forged."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.compartment import MAX_EPOCH, CompartmentKeys, Grant, make_grant, open_grant, wrap_to
from keys.envelope import epoch_of, new_key
from keys.errors import BadSignature, DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.holder import HolderKeys
from keys.sealing import seal_to
from tests.keys.conftest import AF_ID, OVERLEG_COMPARTMENT, OVERLEG_ID, STORE, Office

CONTEXT = (b"dossier", b"1")


def grant_of(office: Office, keys: CompartmentKeys | None = None) -> Grant:
    """Grant the office's compartment to the overleg."""
    return make_grant(
        keys or office.compartment,
        store_id=STORE,
        holder=OVERLEG_ID,
        holder_public=office.overleg.public,
        grantor=AF_ID,
        grantor_keys=office.af,
    )


def opened(office: Office, grant: Grant) -> CompartmentKeys:
    """Open a grant as the overleg."""
    return open_grant(grant, store_id=STORE, holder_keys=office.overleg, grantor_public=office.af.public)


def test_a_wrapped_data_key_opens_and_shows_its_epoch(office: Office) -> None:
    """32 bytes there and back, 66 bytes stored."""
    data_key = new_key()
    wrapped = office.compartment.wrap(data_key, CONTEXT)
    assert office.compartment.unwrap(wrapped, CONTEXT) == data_key
    assert len(wrapped) == 66
    assert epoch_of(wrapped) == 1


def test_who_holds_no_key_seals_a_data_key_to_the_compartment(office: Office) -> None:
    """Opened as any other, by this epoch alone and for this place alone; it is no hand-in and no label."""
    data_key, keys = new_key(), office.compartment
    wrapped = wrap_to(keys.sealing_public, data_key, CONTEXT)
    assert keys.unwrap(wrapped, CONTEXT) == data_key
    assert keys.unwrap_once(wrapped, "1", lambda: CONTEXT) == data_key
    assert wrap_to(keys.sealing_public, data_key, CONTEXT) != wrapped
    with pytest.raises(DecryptionError):
        keys.unwrap(wrapped, (b"dossier", b"2"))
    with pytest.raises(DecryptionError):
        keys.next_epoch().unwrap(wrapped, CONTEXT)
    with pytest.raises(DecryptionError):
        keys.open_sealed(wrapped[1:], CONTEXT)
    for at in range(0, len(wrapped), 97):
        bent = wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :]
        with pytest.raises((DecryptionError, UnsupportedVersion)):
            keys.unwrap(bent, CONTEXT)
    with pytest.raises(KeyNotTrusted):
        wrap_to(bytes(7), data_key, CONTEXT)


def test_a_data_key_is_kept_for_what_it_was_wrapped_for_and_until_it_is_forgotten(office: Office) -> None:
    """Under another name, wrapped anew, or after forgetting, it is opened as if for the first time."""
    keys, data_key, asked = office.compartment.next_epoch(), new_key(), list[str]()

    def context(name: str) -> Callable[[], list[bytes]]:
        def give() -> list[bytes]:
            asked.append(name)
            return [b"dossier", name.encode()]

        return give

    wrapped = keys.wrap(data_key, [b"dossier", b"1"])
    assert [keys.unwrap_once(wrapped, "1", context("1")) for _ in range(3)] == [data_key] * 3
    assert asked == ["1"]
    with pytest.raises(DecryptionError):
        keys.unwrap_once(wrapped, "2", context("2"))
    again = keys.wrap(data_key, [b"dossier", b"1"])
    assert keys.unwrap_once(again, "1", context("1")) == data_key
    keys.forget()
    assert keys.unwrap_once(wrapped, "1", context("1")) == data_key
    assert asked == ["1", "2", "1", "1"]
    with pytest.raises(DecryptionError):
        office.compartment.unwrap_once(wrapped, "1", context("1"))


def test_no_more_data_keys_are_kept_than_there_is_room_for(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kluis may be larger than what is kept of it."""
    monkeypatch.setattr("keys.compartment.MOST_OPENED", 3)
    keys, data_keys = office.compartment.next_epoch(), [new_key() for _ in range(10)]
    wrapped = [keys.wrap(each, CONTEXT) for each in data_keys]
    assert [keys.unwrap_once(each, str(place), lambda: CONTEXT) for place, each in enumerate(wrapped)] == data_keys
    assert 1 <= len(keys._opened) <= 3


def test_the_keys_of_a_compartment_do_not_stand_in_for_each_other(office: Office) -> None:
    """A label does not open as a data key, nor a data key as a label."""
    keys = office.compartment
    assert keys.unseal(keys.seal(b"Lopik", CONTEXT), CONTEXT) == b"Lopik"
    with pytest.raises(DecryptionError):
        keys.unwrap(keys.seal(new_key(), CONTEXT), CONTEXT)
    with pytest.raises(DecryptionError):
        keys.unseal(keys.wrap(new_key(), CONTEXT), CONTEXT)


def test_an_epoch_opens_nothing_of_another(office: Office) -> None:
    """After rotation the old keys are of no use for what is new, and the other way round."""
    old, new = office.compartment, office.compartment.next_epoch()
    assert (new.compartment, new.epoch) == (old.compartment, 2)
    assert new.sealing_public != old.sealing_public
    for one, other in ((old, new), (new, old)):
        with pytest.raises(DecryptionError):
            other.unwrap(one.wrap(new_key(), CONTEXT), CONTEXT)
        with pytest.raises(DecryptionError):
            other.unseal(one.seal(b"x", CONTEXT), CONTEXT)
        with pytest.raises(DecryptionError):
            other.open_sealed(seal_to(one.sealing_public, b"x", CONTEXT), CONTEXT)


def test_the_same_secret_under_another_name_or_epoch_is_another_key() -> None:
    """Compartment and epoch are part of the derivation."""
    secret = new_key()
    keys = [CompartmentKeys("aa", 1, secret), CompartmentKeys("ab", 1, secret), CompartmentKeys("aa", 2, secret)]
    assert len({each.sealing_public for each in keys}) == 3
    wrapped = keys[0].wrap(secret, CONTEXT)
    for other in keys[1:]:
        with pytest.raises(DecryptionError):
            other.unwrap(wrapped, CONTEXT)


@pytest.mark.parametrize("epoch", [-1, 0, MAX_EPOCH + 1, 2**64])
def test_an_epoch_out_of_range_is_refused(epoch: int) -> None:
    """Four bytes, counted from 1."""
    with pytest.raises(LimitExceeded):
        CompartmentKeys("aa", epoch, new_key())


def test_a_secret_of_another_size_is_refused() -> None:
    """A grant that carried anything else than 32 bytes gives no keys."""
    with pytest.raises(KeyNotTrusted):
        CompartmentKeys("aa", 1, bytes(16))


def test_what_is_sealed_to_the_compartment_opens_with_its_keys(office: Office) -> None:
    """The sealed hand-in needs only the public half."""
    sealed = seal_to(office.compartment.sealing_public, b"signaal", CONTEXT)
    assert office.compartment.open_sealed(sealed, CONTEXT) == b"signaal"


def test_a_grant_gives_its_holder_the_same_keys(office: Office) -> None:
    """What the grantor wrapped, the holder unwraps."""
    keys = opened(office, grant_of(office))
    assert (keys.compartment, keys.epoch) == (OVERLEG_COMPARTMENT, 1)
    assert keys.sealing_public == office.compartment.sealing_public
    assert keys.unwrap(office.compartment.wrap(bytes(32), CONTEXT), CONTEXT) == bytes(32)


@pytest.mark.parametrize(
    "edit",
    [
        lambda grant: replace(grant, compartment="d4" * 16),
        lambda grant: replace(grant, epoch=2),
        lambda grant: replace(grant, epoch=2**40),
        lambda grant: replace(grant, holder=AF_ID),
        lambda grant: replace(grant, grantor=OVERLEG_ID),
        lambda grant: replace(grant, sealed=b"\x01" + bytes(1392)),
        lambda grant: replace(grant, signature=bytes(64)),
    ],
    ids=["compartment", "epoch", "epoch too large", "holder", "grantor", "sealed", "signature"],
)
def test_an_edited_grant_is_refused(office: Office, edit: Callable[[Grant], Grant]) -> None:
    """Every field is bound by the signature."""
    with pytest.raises(BadSignature):
        opened(office, edit(grant_of(office)))


def test_a_grant_of_another_store_holder_or_grantor_is_refused(office: Office) -> None:
    """The store, the holder's public keys and the grantor's key are bound too."""
    grant = grant_of(office)
    with pytest.raises(BadSignature):
        open_grant(grant, store_id="00" * 16, holder_keys=office.overleg, grantor_public=office.af.public)
    with pytest.raises(BadSignature):
        open_grant(grant, store_id=STORE, holder_keys=HolderKeys.generate(), grantor_public=office.af.public)
    with pytest.raises(BadSignature):
        open_grant(grant, store_id=STORE, holder_keys=office.overleg, grantor_public=office.overleg.public)


def test_a_seal_taken_from_another_grant_is_refused_even_when_signed(office: Office) -> None:
    """A grantor cannot pass on an epoch's seal as another epoch: the seal is bound as the signature is."""
    first = grant_of(office)
    second = grant_of(office, office.compartment.next_epoch())
    mixed = replace(second, sealed=first.sealed)
    with pytest.raises(BadSignature):
        opened(office, mixed)


@given(st.data())
def test_any_flipped_bit_of_a_grant_is_refused(office: Office, data: st.DataObject) -> None:
    """In the seal as in the signature."""
    grant = grant_of(office)
    whole = bytearray(grant.sealed + grant.signature)
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[at // 8] ^= 1 << at % 8
    with pytest.raises(BadSignature):
        opened(office, replace(grant, sealed=bytes(whole[:-64]), signature=bytes(whole[-64:])))
