"""A holder's keys follow from the root; sealing and signing hold only for whom and what they were made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.errors import BadSignature, DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion
from keys.holder import HolderKeys, HolderPublic
from keys.sealing import SealingKey, seal_to, verify

AF = HolderKeys.from_root(bytes(range(32)))
OTHER = HolderKeys.from_root(bytes(32))
INFO = (b"hand-in", b"7")


def test_the_root_gives_the_same_keys_again() -> None:
    """A keyslot needs to keep nothing but the root."""
    again = HolderKeys.from_root(AF.root)
    assert again.public == AF.public
    assert again.backup_secret == AF.backup_secret
    assert again.open_sealed(seal_to(AF.public.sealing, b"x", INFO), INFO) == b"x"


def test_every_key_of_a_holder_is_another() -> None:
    """Root, signing, sealing and backup keys share no bytes, and a recovery code is not a root."""
    recovered = HolderKeys.from_recovery(AF.root)
    values = {
        AF.root,
        AF.backup_secret,
        AF.public.signing,
        AF.public.backup,
        AF.public.sealing[-32:],
        recovered.root,
        recovered.public.signing,
    }
    assert len(values) == 7
    assert HolderKeys.from_recovery(AF.root).public == recovered.public


def test_generated_holders_differ() -> None:
    """Each has a root of its own."""
    assert HolderKeys.generate().public != HolderKeys.generate().public


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_root_of_another_size_is_refused(size: int) -> None:
    """A root, a recovery code and a sealing seed have 32 bytes."""
    for make in (HolderKeys.from_root, HolderKeys.from_recovery, SealingKey.from_seed):
        with pytest.raises(KeyNotTrusted):
            make(bytes(size))


def test_public_keys_travel_as_bytes() -> None:
    """1280 bytes there and back; one byte more or less is refused."""
    raw = AF.public.to_bytes()
    assert len(raw) == 32 + 1216 + 32
    assert HolderPublic.from_bytes(raw) == AF.public
    assert AF.public.digest != OTHER.public.digest
    for wrong in (raw[:-1], raw + b"\0", b""):
        with pytest.raises(KeyNotTrusted):
            HolderPublic.from_bytes(wrong)


@given(st.binary(max_size=2000), st.lists(st.binary(max_size=9), max_size=3))
def test_the_receiver_opens_what_was_sealed(plaintext: bytes, info: list[bytes]) -> None:
    """Any plaintext, any info."""
    assert AF.open_sealed(seal_to(AF.public.sealing, plaintext, info), info) == plaintext


def test_nobody_else_opens_it_and_nowhere_else() -> None:
    """Another holder, other info and info divided otherwise are refused."""
    sealed = seal_to(AF.public.sealing, b"x", INFO)
    with pytest.raises(DecryptionError):
        OTHER.open_sealed(sealed, INFO)
    for other in ((b"hand-in", b"8"), (b"hand-in7",), ()):
        with pytest.raises(DecryptionError):
            AF.open_sealed(sealed, other)


@given(st.data())
def test_any_flipped_bit_of_a_sealed_value_is_refused(data: st.DataObject) -> None:
    """Encapsulated key, ciphertext and tag; the version byte is named as a version."""
    sealed = bytearray(seal_to(AF.public.sealing, b"x", INFO))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(UnsupportedVersion if at < 8 else DecryptionError):
        AF.open_sealed(bytes(sealed), INFO)


def test_truncated_and_oversized_values_are_refused() -> None:
    """Whatever the length, one error and no crash."""
    sealed = seal_to(AF.public.sealing, b"x", INFO)
    for end in (0, 1, 33, 1120, 1121, 1137, len(sealed) - 1):
        with pytest.raises(DecryptionError):
            AF.open_sealed(sealed[:end], INFO)
    with pytest.raises(LimitExceeded):
        AF.open_sealed(bytes(24 * 1024 * 1024), INFO)


def test_sealed_sizes_do_not_tell_the_length() -> None:
    """A hand-in is padded like a record."""
    sizes = {len(seal_to(AF.public.sealing, b"x" * length, INFO)) for length in (0, 1, 100, 252)}
    assert sizes == {1 + 1120 + 256 + 16}


@pytest.mark.parametrize(
    "public",
    [b"", AF.public.sealing[:-1], AF.public.sealing + b"\0", b"\xff" * 1216, AF.public.sealing[:1184] + bytes(32)],
)
def test_bytes_that_are_no_sealing_key_are_refused(public: bytes) -> None:
    """Wrong size, an ML-KEM half out of range, an X25519 half of low order."""
    with pytest.raises(KeyNotTrusted):
        seal_to(public, b"x", INFO)


def test_a_signature_holds_for_its_key_purpose_and_message_only() -> None:
    """Nothing else verifies, also not with the boundary moved between purpose and message."""
    signature = AF.sign(b"log", b"entry")
    verify(AF.public.signing, b"log", b"entry", signature)
    refused = [
        (OTHER.public.signing, b"log", b"entry", signature),
        (AF.public.signing, b"grant", b"entry", signature),
        (AF.public.signing, b"log", b"entrie", signature),
        (AF.public.signing, b"loge", b"ntry", signature),
        (AF.public.signing, b"log", b"entry", signature[:-1]),
        (AF.public.signing, b"log", b"entry", bytes(64)),
        (AF.public.signing[:-1], b"log", b"entry", signature),
        (b"\xff" * 32, b"log", b"entry", signature),
    ]
    for case in refused:
        with pytest.raises(BadSignature):
            verify(*case)


@given(st.integers(0, 64 * 8 - 1))
def test_any_flipped_bit_of_a_signature_is_refused(at: int) -> None:
    """Ed25519 signatures are not malleable by a bit."""
    signature = bytearray(AF.sign(b"log", b"entry"))
    signature[at // 8] ^= 1 << at % 8
    with pytest.raises(BadSignature):
        verify(AF.public.signing, b"log", b"entry", bytes(signature))
