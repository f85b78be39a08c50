"""Sealing one value: it opens where it was sealed, unchanged, and nowhere else."""

import os

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from keys.envelope import (
    MAX_PLAINTEXT,
    Cipher,
    bucket,
    encode_context,
    epoch_of,
    new_key,
    pad_to_bucket,
    seal,
    unpad,
    unseal,
)
from keys.errors import DecryptionError, KeyNotTrusted, LimitExceeded, UnsupportedVersion

KEY = bytes(range(32))
CONTEXT = (b"store", b"signals", b"7")
OVERHEAD = 6 + 12 + 16
parts = st.lists(st.binary(max_size=12), max_size=5)


@given(parts, parts)
def test_two_contexts_never_encode_alike(one: list[bytes], other: list[bytes]) -> None:
    """The encoding is injective: the boundary between parts is part of what is bound."""
    assert (encode_context(one) == encode_context(other)) == (one == other)


def test_moving_a_boundary_changes_the_context() -> None:
    """The same letters divided otherwise, and an empty part more, are other contexts."""
    contexts: list[list[bytes]] = [[b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""], [b"", b"abc"], [], [b""]]
    assert len({encode_context(each) for each in contexts}) == len(contexts)


@given(st.binary(max_size=5000), parts, st.integers(0, 2**32 - 1), st.booleans())
def test_what_is_sealed_opens_to_the_same(plaintext: bytes, context: list[bytes], epoch: int, pad: bool) -> None:
    """Any plaintext in any context comes back, and the epoch is readable beforehand."""
    sealed = Cipher(KEY).seal(plaintext, context, epoch=epoch, pad=pad)
    assert Cipher(KEY).unseal(sealed, context) == plaintext
    assert epoch_of(sealed) == epoch


@given(st.binary(max_size=300), st.booleans(), st.data())
@settings(max_examples=200)
def test_any_flipped_bit_is_refused(plaintext: bytes, pad: bool, data: st.DataObject) -> None:
    """Version, algorithm, epoch, nonce, ciphertext and tag are all authenticated."""
    sealed = bytearray(Cipher(KEY).seal(plaintext, CONTEXT, epoch=3, pad=pad))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises(UnsupportedVersion if at < 8 else DecryptionError):
        Cipher(KEY).unseal(bytes(sealed), CONTEXT)


def test_every_bit_of_one_value_is_guarded() -> None:
    """Walk all of it once, without chance."""
    sealed = Cipher(KEY).seal(KEY, CONTEXT, epoch=1, pad=False)
    cipher = Cipher(KEY)
    for at in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises((DecryptionError, UnsupportedVersion)):
            cipher.unseal(bytes(changed), CONTEXT)


@given(parts)
def test_another_context_is_refused(other: list[bytes]) -> None:
    """A value moved elsewhere does not open."""
    assume(tuple(other) != CONTEXT)
    with pytest.raises(DecryptionError):
        unseal(KEY, seal(KEY, b"x", CONTEXT, epoch=1), other)


def test_another_key_is_refused() -> None:
    """Only the key it was sealed under opens it."""
    with pytest.raises(DecryptionError):
        unseal(new_key(), seal(KEY, b"x", CONTEXT, epoch=1), CONTEXT)


def test_every_truncation_and_an_appended_byte_are_refused() -> None:
    """No prefix of a sealed value opens, and nothing may follow it."""
    sealed = seal(KEY, b"x", CONTEXT, epoch=1)
    for end in range(len(sealed)):
        with pytest.raises(DecryptionError):
            unseal(KEY, sealed[:end], CONTEXT)
    with pytest.raises(DecryptionError):
        unseal(KEY, sealed + b"\0", CONTEXT)


def test_a_newer_version_is_named_as_such() -> None:
    """The first byte tells a newer format from damage, for opening and for the epoch."""
    newer = b"\x02" + seal(KEY, b"x", CONTEXT, epoch=1)[1:]
    with pytest.raises(UnsupportedVersion):
        unseal(KEY, newer, CONTEXT)
    with pytest.raises(UnsupportedVersion):
        epoch_of(newer)
    with pytest.raises(DecryptionError):
        epoch_of(newer[:20])


@given(st.integers(0, MAX_PLAINTEXT))
def test_a_bucket_holds_its_plaintext_and_wastes_little(length: int) -> None:
    """Doubling up to 4096, above that at most a quarter; the same bucket is its own bucket."""
    size = bucket(length)
    assert size >= max(256, length + 4)
    assert size <= max(256, 2 * (length + 4))
    if length + 4 > 4096:
        assert size <= (length + 4) * 5 // 4 + 1
    assert bucket(size - 4) == size


def test_the_buckets_are_few() -> None:
    """All lengths up to 16 KiB give these thirteen sizes and no other."""
    sizes = sorted({bucket(length) for length in range(16_380 + 1)})
    assert sizes == [256, 512, 1024, 2048, 4096, 5120, 6144, 7168, 8192, 10240, 12288, 14336, 16384]


@given(st.integers(0, 252), st.integers(0, 252))
def test_lengths_within_a_bucket_look_alike(one: int, other: int) -> None:
    """Neither an empty nor a filled field shows in the size."""
    sealed = [seal(KEY, b"x" * length, CONTEXT, epoch=1) for length in (one, other)]
    assert [len(each) for each in sealed] == [256 + OVERHEAD] * 2


@given(st.binary(max_size=6000))
def test_padding_is_taken_off_again(plaintext: bytes) -> None:
    """What was padded comes back, whatever zeros it ends in."""
    assert unpad(pad_to_bucket(plaintext + b"\0\0")) == plaintext + b"\0\0"


@pytest.mark.parametrize("padded", [b"", b"\0" * 255, (253).to_bytes(4, "big") + bytes(252), b"\xff" * 256])
def test_padding_that_cannot_be_ours_is_refused(padded: bytes) -> None:
    """Too short, or a length that runs past the end."""
    with pytest.raises(DecryptionError):
        unpad(padded)


def test_two_seals_of_one_value_differ() -> None:
    """The nonce is fresh each time."""
    assert len({seal(KEY, b"x", CONTEXT, epoch=1) for _ in range(100)}) == 100


@pytest.mark.parametrize("size", [0, 16, 24, 31, 33])
def test_a_key_of_another_size_is_refused(size: int) -> None:
    """AES-128 and AES-192 keys must not slip in."""
    with pytest.raises(KeyNotTrusted):
        Cipher(bytes(size))


def test_what_is_too_big_is_refused_before_any_work() -> None:
    """Above 16 MiB nothing is sealed, with and without padding, and far above nothing is opened."""
    for pad in (True, False):
        with pytest.raises(LimitExceeded):
            Cipher(KEY).seal(bytes(MAX_PLAINTEXT + 1), CONTEXT, epoch=1, pad=pad)
    with pytest.raises(LimitExceeded):
        unseal(KEY, bytes([1]) * (MAX_PLAINTEXT * 5 // 4 + 64), CONTEXT)
    biggest = os.urandom(1) * MAX_PLAINTEXT
    assert unseal(KEY, seal(KEY, biggest, CONTEXT, epoch=1), CONTEXT) == biggest


def test_new_keys_differ() -> None:
    """32 bytes, never twice."""
    made = {new_key() for _ in range(100)}
    assert len(made) == 100
    assert {len(each) for each in made} == {32}
