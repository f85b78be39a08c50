"""A pass for the table and the parcel that carries it: bound to all it says, whole or refused, nothing else in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import canonical
from keys.compartment import CompartmentKeys
from keys.errors import (
    BadSignature,
    BrokenParcel,
    DecryptionError,
    KeyNotTrusted,
    LimitExceeded,
    Locked,
    NotGranted,
    UnsupportedVersion,
)
from keys.holder import HolderKeys
from keys.parcel import MAX_PARCEL, pack, unpack
from keys.passphrase import FLOOR_POLICY
from keys.sealing import verify
from keys.table_pass import (
    LASTS,
    LentKey,
    SignedPass,
    TablePass,
    parse_pass,
    public_of,
    quarter,
    read_pass,
    sign_pass,
)
from tests.keys.conftest import AF_ID, OVERLEG_COMPARTMENT, OVERLEG_ID, STORE, Office

START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PRIVATE = bytes(range(32))
PASS = TablePass(STORE, AF_ID, 3, OVERLEG_COMPARTMENT, 1, public_of(PRIVATE), START, START + LASTS)


def parcel(office: Office) -> bytes:
    """What crosses the pipe."""
    return pack(LentKey(PRIVATE, PASS, 17), office.compartment)


def test_a_pass_reads_back_the_same(office: Office) -> None:
    """As its holder signed it, and as nobody else did."""
    signed = sign_pass(PASS, office.af.sign)
    assert read_pass(signed, office.af.public.signing) == PASS
    with pytest.raises(BadSignature):
        read_pass(signed, office.overleg.public.signing)


@pytest.mark.parametrize("name", list(canonical.load(PASS.canonical())))
def test_nothing_it_says_can_be_changed(office: Office, name: str) -> None:
    """Another key, another hour, another overleg: the signature is over every one of them."""
    signed = sign_pass(PASS, office.af.sign)
    value = dict(canonical.load(signed.body))
    said = value[name]
    value[name] = said + 1 if isinstance(said, int) else f"{said}0"
    with pytest.raises(BadSignature):
        read_pass(SignedPass(canonical.dump(value), signed.signature), office.af.public.signing)


@pytest.mark.parametrize(
    "wrong",
    [
        {"store_id": "../../etc"},
        {"holder": ""},
        {"compartment": "x" * 32},
        {"directory": 0},
        {"epoch": 0},
        {"public": bytes(31)},
        {"end": START},
        {"end": START + LASTS + timedelta(minutes=15)},
    ],
)
def test_what_is_no_pass(wrong: dict[str, Any]) -> None:
    """Without a key, a place or a time, or for longer than twelve hours."""
    with pytest.raises(KeyNotTrusted):
        replace(PASS, **wrong)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"{}",
        b"[" * 3000,
        PASS.canonical().replace(b"09:30", b"09:31"),
        PASS.canonical().replace(b"2026-11-22T09", b"2026-13-22T09"),
        PASS.canonical().replace(b'{"', b'{"also":1,"', 1),
    ],
)
def test_what_is_not_written_by_this_program(body: bytes) -> None:
    """Refused whatever it is; a time is a whole quarter."""
    with pytest.raises(KeyNotTrusted):
        parse_pass(body)


def test_a_pass_of_a_newer_program_or_too_large(office: Office) -> None:
    """Said as such."""
    body = PASS.canonical().replace(b'"version":1', b'"version":2')
    with pytest.raises(UnsupportedVersion):
        parse_pass(body)
    with pytest.raises(LimitExceeded):
        read_pass(SignedPass(b" " * 5000, bytes(64)), office.af.public.signing)


@given(st.timedeltas(timedelta(), timedelta(days=36500)), st.integers(-14 * 60, 14 * 60))
def test_a_quarter_never_lies_ahead_and_is_less_than_a_quarter_behind(later: timedelta, offset: int) -> None:
    """In any time zone; and the quarter of a quarter is itself."""
    at = (START + later).astimezone(timezone(timedelta(minutes=offset)))
    found = quarter(at)
    assert timedelta() <= at - found < timedelta(minutes=15)
    assert (found.minute % 15, found.second, found.microsecond, quarter(found)) == (0, 0, 0, found)


def test_it_covers_its_first_moment_and_not_its_last() -> None:
    """Twelve hours and not a quarter more."""
    assert [PASS.covers(START + each) for each in (timedelta(minutes=-15), timedelta(), LASTS)] == [False, True, False]
    assert PASS.covers(PASS.end - timedelta(minutes=15))


def test_a_key_comes_with_its_own_pass() -> None:
    """Never with that of another key."""
    with pytest.raises(KeyNotTrusted):
        LentKey(bytes(32), PASS)


def test_a_parcel_gives_a_ring_that_can_sit_at_the_table(office: Office) -> None:
    """It opens that overleg, and signs with the key that was lent."""
    ring = unpack(parcel(office))
    assert ring.holder == AF_ID
    wrapped = office.compartment.wrap(bytes(32), [b"1"])
    assert ring.current(OVERLEG_COMPARTMENT).unwrap(wrapped, [b"1"]) == bytes(32)
    verify(PASS.public, b"log", b"entry", ring.sign(b"log", b"entry"))
    assert ring.lent is not None
    assert (ring.lent.table_pass, ring.lent.entry) == (PASS, 17)


def test_a_ring_at_the_table_has_nothing_of_its_holder(office: Office) -> None:
    """No mail of the holder opens, no grant is made, no keyslot; locked, it has nothing at all."""
    ring = unpack(parcel(office))
    with pytest.raises(NotGranted):
        ring.open_sealed(b"\1", ())
    with pytest.raises(NotGranted):
        ring.make_grant(office.compartment, store_id=STORE, holder=OVERLEG_ID, holder_public=office.overleg.public)
    with pytest.raises(NotGranted):
        ring.make_keyslot("wilg dommel zwaluw", context=[], policy=FLOOR_POLICY)
    ring.lock()
    assert ring.lent is None
    with pytest.raises(Locked):
        ring.sign(b"log", b"entry")
    with pytest.raises(Locked):
        ring.add(office.compartment)


def test_no_secret_of_the_holder_is_in_the_parcel(office: Office) -> None:
    """In no form in which bytes are written; and it fits in a pipe that nobody reads yet."""
    raw = parcel(office)
    assert len(raw) < MAX_PARCEL
    for secret in (office.af.root, office.af.backup_secret):
        assert secret not in raw
        assert secret.hex().encode() not in raw
    other = CompartmentKeys(OVERLEG_COMPARTMENT, 2, bytes(32))
    with pytest.raises(BrokenParcel):
        pack(LentKey(PRIVATE, PASS, 17), other)


def test_what_did_not_come_whole_is_refused(office: Office) -> None:
    """Cut off anywhere, longer, or with any one byte changed."""
    raw = parcel(office)
    for broken in (
        *(raw[:length] for length in range(len(raw))),
        *(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in range(len(raw))),
        raw + b" ",
        b"x" * MAX_PARCEL * 2,
    ):
        with pytest.raises(BrokenParcel):
            unpack(broken)


@given(st.binary(max_size=300))
def test_garbage_is_refused(raw: bytes) -> None:
    """Whatever comes out of the pipe, with our own first bytes before it too."""
    for found in (raw, b"mhtui parcel 1\n" + raw):
        with pytest.raises(BrokenParcel):
            unpack(found)


def test_a_seal_of_another_compartment_stays_shut(office: Office) -> None:
    """The ring of the table is the ring of one compartment."""
    ring = unpack(parcel(office))
    assert not ring.can("00" * 16)
    with pytest.raises(DecryptionError):
        ring.current(OVERLEG_COMPARTMENT).unwrap(CompartmentKeys.new("00" * 16).wrap(bytes(32), []), [])


def test_the_holder_of_the_keys_signs_as_before() -> None:
    """A ring of who unlocked was lent nothing."""
    keys = HolderKeys.generate()
    assert sign_pass(PASS, keys.sign).body == PASS.canonical()
