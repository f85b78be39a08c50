"""The public card and what is handed in with it: only the AF opens it, and whatever was changed is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import canonical
from keys.card import MAX_CARD, Card, read_card, sign_card
from keys.compartment import CompartmentKeys
from keys.directory import RootKey, fingerprint
from keys.errors import (
    BadSignature,
    DecryptionError,
    KeyNotTrusted,
    KeysError,
    LimitExceeded,
    Locked,
    NotGranted,
    UnsupportedVersion,
)
from keys.handin import MAX_HANDIN, open_handin, read_handin, receipt, seal_handin
from keys.holder import HolderKeys
from keys.ring import Ring
from tests.keys.conftest import AF_ID, STORE, Office

BODY = b"Verzonnen melding van M. de Vries"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def card(office: Office) -> Card:
    """A card for the one compartment of the office."""
    return Card(
        name="Gemeente Lopik",
        store_id=STORE,
        compartment=office.compartment.compartment,
        epoch=1,
        sealing_public=office.compartment.sealing_public,
        root_public=office.root.public,
        made_on=DAY,
        expires_on=DAY + timedelta(days=180),
    )


@pytest.fixture
def ring(office: Office) -> Ring:
    """The ring of who may open what is handed in."""
    return Ring(AF_ID, office.af, [office.compartment])


def test_a_card_reads_back_the_same(card: Card, office: Office) -> None:
    """With its fingerprint, which is that of the directory."""
    assert read_card(sign_card(card, office.root)) == card
    assert card.fingerprint == fingerprint(office.root.public)
    assert [card.expired(card.expires_on), card.expired(card.expires_on + timedelta(days=1))] == [False, True]


def test_a_card_of_another_root_is_not_signed(card: Card) -> None:
    """Nobody signs in the name of another."""
    with pytest.raises(KeyNotTrusted):
        sign_card(card, RootKey.generate())


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"name": "Lopik\x1b[2J"},
        {"epoch": 0},
        {"store_id": "../../etc"},
        {"compartment": ""},
        {"sealing_public": bytes(1215)},
        {"root_public": b""},
        {"expires_on": DAY - timedelta(days=1)},
    ],
)
def test_what_is_no_card(card: Card, wrong: dict[str, Any]) -> None:
    """A card without a usable key, a name or a time."""
    with pytest.raises(KeyNotTrusted):
        replace(card, **wrong)


def test_a_changed_field_is_refused(card: Card, office: Office) -> None:
    """The hand-in key cannot be swapped on a card that keeps its fingerprint."""
    value = dict(canonical.load(sign_card(card, office.root).strip()))
    for name, other in (("sealing_public", bytes(1216).hex()), ("name", "Gemeente Elders"), ("epoch", 2)):
        assert isinstance(value["card"], dict)
        with pytest.raises(BadSignature):
            read_card(canonical.dump(value | {"card": value["card"] | {name: other}}))


def test_a_card_of_a_newer_program(card: Card, office: Office) -> None:
    """Said before anything else of it is believed."""
    value = dict(canonical.load(sign_card(card, office.root).strip()))
    assert isinstance(value["card"], dict)
    with pytest.raises(UnsupportedVersion):
        read_card(canonical.dump(value | {"card": value["card"] | {"version": 2}}))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff" * 40, b'{"card":{},"signature":"00"}', b"[" * 9000]
)
def test_what_is_not_ours(data: bytes) -> None:
    """Refused, whatever it is."""
    with pytest.raises(KeyNotTrusted):
        read_card(data)


def test_a_card_that_is_too_large() -> None:
    """Refused before it is read."""
    with pytest.raises(LimitExceeded):
        read_card(bytes(MAX_CARD + 1))


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_of_a_card(card: Card, office: Office, at: int, bit: int) -> None:
    """No other card comes out."""
    data = bytearray(sign_card(card, office.root).strip())
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(KeysError):
        read_card(bytes(data))


def test_what_is_handed_in_opens_for_the_af_alone(card: Card, ring: Ring, office: Office) -> None:
    """The filer holds the card, and every other holder holds another ring: none of them opens it."""
    data = seal_handin(card, BODY)
    handin = read_handin(data)
    assert (handin.store_id, handin.epoch, handin.receipt) == (STORE, 1, receipt(data))
    message = open_handin(handin, ring)
    assert (message.body, message.signer) == (BODY, None)
    assert BODY not in data
    for other in (Ring("x", office.overleg, []), Ring("x", office.overleg, [CompartmentKeys.new("d4" * 16)])):
        with pytest.raises(NotGranted):
            open_handin(handin, other)
    with pytest.raises(DecryptionError):
        open_handin(handin, Ring("x", office.overleg, [CompartmentKeys.new(card.compartment)]))
    ring.lock()
    with pytest.raises((Locked, NotGranted)):
        open_handin(handin, ring)


def test_the_same_form_twice_looks_like_two(card: Card) -> None:
    """Neither the bytes nor the receipt tell that it is the same; the length tells only its bucket."""
    first, second, longer = seal_handin(card, BODY), seal_handin(card, BODY), seal_handin(card, BODY + b"x" * 40)
    assert first != second
    assert receipt(first) != receipt(second)
    assert len(first) == len(second) == len(longer)


def test_a_filer_with_a_key_signs_inside(card: Card, ring: Ring) -> None:
    """Nobody outside sees who; who opens it knows which key."""
    filer = HolderKeys.generate()
    data = seal_handin(card, BODY, signer=filer)
    assert filer.public.signing not in data
    message = open_handin(read_handin(data), ring)
    assert (message.body, message.signer) == (BODY, filer.public.signing)


def test_a_signature_of_another_message_is_refused(card: Card, ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature inside the seal is believed only when it is of this message."""
    filer, of_another = HolderKeys.generate(), HolderKeys.generate().sign(b"hand-in/1", b"another")
    monkeypatch.setattr(HolderKeys, "sign", lambda *_: of_another)
    handin = read_handin(seal_handin(card, BODY, signer=filer))
    with pytest.raises(BadSignature):
        open_handin(handin, ring)


def test_an_old_epoch_needs_its_own_key(card: Card, office: Office) -> None:
    """After a rotation the header still says which key opens it."""
    handin = read_handin(seal_handin(card, BODY))
    newer = office.compartment.next_epoch()
    with pytest.raises(NotGranted):
        open_handin(handin, Ring(AF_ID, office.af, [newer]))
    assert open_handin(handin, Ring(AF_ID, office.af, [newer, office.compartment])).body == BODY


@given(at=st.integers(0, 5_000), bit=st.integers(0, 7))
def test_one_flipped_bit_of_a_hand_in(card: Card, office: Office, at: int, bit: int) -> None:
    """It does not open."""
    data = bytearray(seal_handin(card, BODY))
    data[at % len(data)] ^= 1 << bit
    with pytest.raises(KeysError):
        open_handin(read_handin(bytes(data)), Ring(AF_ID, office.af, [office.compartment]))


@given(cut=st.integers(0, 3_000))
def test_a_hand_in_cut_short(card: Card, office: Office, cut: int) -> None:
    """Half a file is no file."""
    data = seal_handin(card, BODY)
    with pytest.raises(KeysError):
        open_handin(read_handin(data[: cut % len(data)]), Ring(AF_ID, office.af, [office.compartment]))


@given(data=st.binary(max_size=200))
def test_any_bytes_are_no_hand_in(data: bytes) -> None:
    """Nothing but our own errors."""
    for each in (data, b"MHSIGNAAL\x01" + data):
        with pytest.raises(KeysError):
            read_handin(each)


def test_limits(card: Card) -> None:
    """Too large to be a form."""
    with pytest.raises(LimitExceeded):
        read_handin(bytes(MAX_HANDIN + 1))
    with pytest.raises(LimitExceeded):
        seal_handin(card, bytes(MAX_HANDIN))
    with pytest.raises(UnsupportedVersion):
        read_handin(b"MHSIGNAAL\x02" + bytes(100))
