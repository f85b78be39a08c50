"""The directory: signed by its root, numbered, chained, and read only when every bit of it is right."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from keys.directory import (
    MAX_BODY,
    Kind,
    Role,
    RootKey,
    SignedDirectory,
    fingerprint,
    read_directory,
)
from keys.errors import BadSignature, KeyNotTrusted, KeysError, LimitExceeded, UnsupportedVersion
from keys.sealing import sign
from tests.keys.conftest import AF_ID, OVERLEG_COMPARTMENT, OVERLEG_ID, Office


def forged(root: RootKey, body: bytes) -> SignedDirectory:
    """Sign any body as the root key would: what a faulty or newer program could have written."""
    return SignedDirectory(body, sign(Ed25519PrivateKey.from_private_bytes(root.private), b"directory/1", body))


def test_a_signed_directory_reads_back_the_same(office: Office) -> None:
    """With the pinned root and without."""
    signed = office.root.sign_directory(office.directory)
    assert read_directory(signed) == office.directory
    assert read_directory(signed, root_public=office.root.public) == office.directory
    assert signed.body == office.directory.canonical()


def test_holders_and_compartments_are_found_by_id(office: Office) -> None:
    """Who is not named is not trusted."""
    assert office.directory.holder(AF_ID).role is Role.AF
    assert office.directory.holder(OVERLEG_ID).public == office.overleg.public
    assert office.directory.compartment(OVERLEG_COMPARTMENT).kind is Kind.OVERLEG
    for find in (office.directory.holder, office.directory.compartment):
        with pytest.raises(KeyNotTrusted):
            find("00" * 16)


def test_another_root_than_the_pinned_one_is_refused(office: Office) -> None:
    """A whole new directory by somebody else is well signed, but not by the pinned key."""
    other = RootKey.generate()
    signed = other.sign_directory(replace(office.directory, root_public=other.public))
    assert read_directory(signed).root_public == other.public
    with pytest.raises(BadSignature):
        read_directory(signed, root_public=office.root.public)


def test_a_root_signs_only_a_directory_that_names_it(office: Office) -> None:
    """Else it would sign itself away."""
    with pytest.raises(KeyNotTrusted):
        RootKey.generate().sign_directory(office.directory)


@given(st.data())
def test_any_flipped_bit_of_a_directory_is_refused(office: Office, data: st.DataObject) -> None:
    """In the body as in the signature, with and without a pin."""
    signed = office.root.sign_directory(office.directory)
    whole = bytearray(signed.body + signed.signature)
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[at // 8] ^= 1 << at % 8
    changed = SignedDirectory(bytes(whole[:-64]), bytes(whole[-64:]))
    with pytest.raises(KeysError):
        read_directory(changed)
    with pytest.raises(BadSignature):
        read_directory(changed, root_public=office.root.public)


def test_a_newer_version_is_named_as_such(office: Office) -> None:
    """Signed by our root, but in a format this version does not know."""
    body = office.directory.canonical().replace(b'"version":1', b'"version":3')
    with pytest.raises(UnsupportedVersion):
        read_directory(forged(office.root, body))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b"[" * 1_000_000,
        b'{"a":' * 500_000,
        b"1" * 1_000_000,
        b'{"root_public":"00"}',
    ],
    ids=["empty", "list", "null", "object", "binary", "deep list", "deep object", "digits", "short key"],
)
def test_hostile_bodies_are_refused(office: Office, body: bytes) -> None:
    """One error of this floor, no crash, also when the signature is right."""
    with pytest.raises((KeyNotTrusted, BadSignature)):
        read_directory(forged(office.root, body))
    with pytest.raises((KeyNotTrusted, BadSignature)):
        read_directory(forged(office.root, body), root_public=office.root.public)


def test_a_body_over_the_limit_is_refused_before_parsing(office: Office) -> None:
    """4 MiB; the signature is not even looked at."""
    with pytest.raises(LimitExceeded):
        read_directory(SignedDirectory(b"[" * (MAX_BODY + 1), b""))
    holder = replace(office.directory.holders[0], label="x" * MAX_BODY)
    with pytest.raises(LimitExceeded):
        office.root.sign_directory(replace(office.directory, holders=(holder,)))


@pytest.mark.parametrize(
    "find, put",
    [
        (b'"number":1', b'"number":-1'),
        (b'"number":1', b'"number":true'),
        (b'"number":1', b'"number":1.0'),
        (b'"number":1', b'"number": 1'),
        (b'"number":1', b'"extra":1,"number":1'),
        (b'"number":1', b'"number":1,"number":1'),
        (b'"format":', b'"extra":1,"format":'),
        (b'"version":1', b'"version":2'),
        (b'"compartments":', b'"certificate":"00","compartments":'),
        (b'"id":', b'"extra":1,"id":'),
        (b'"demo":false', b'"demo":0'),
        (b'"role":"overleg"', b'"role":"koning"'),
        (b'"kind":"overleg"', b'"kind":"zolder"'),
        (b'"format":"mhtui-directory"', b'"format":"mhtui-keyslot"'),
        (b'"previous":""', b'"previous":5'),
        (b'"epoch":1', b'"epoch":0'),
        (b'"holders":[', b'"holders":[7,'),
        (b'"sealing_public":"', b'"sealing_public":"zz'),
        (b'"sealing_public":"', b'"sealing_public":"00'),
    ],
)
def test_a_body_that_is_not_ours_is_refused_though_well_signed(office: Office, find: bytes, put: bytes) -> None:
    """One way to write a directory, and every field of its own type."""
    body = office.directory.canonical()
    assert find in body
    with pytest.raises(KeyNotTrusted):
        read_directory(forged(office.root, body.replace(find, put)))


def test_hexadecimal_has_one_spelling(office: Office) -> None:
    """Upper case would give two bodies for one directory."""
    value = json.loads(office.directory.canonical())
    value["compartments"][0]["sealing_public"] = value["compartments"][0]["sealing_public"].upper()
    body = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(KeyNotTrusted):
        read_directory(forged(office.root, body))


def test_ids_and_numbers_that_make_no_sense_are_not_signed(office: Office) -> None:
    """Double ids, number 0, a first number with a predecessor, a second without."""
    directory = office.directory
    wrong = [
        replace(directory, holders=directory.holders * 2),
        replace(directory, compartments=directory.compartments * 2),
        replace(directory, number=0),
        replace(directory, previous="00" * 32),
        replace(directory, number=2),
        replace(directory, compartments=(replace(directory.compartments[0], sealing_public=b""),)),
        replace(directory, compartments=(replace(directory.compartments[0], epoch=0),)),
    ]
    for each in wrong:
        with pytest.raises(KeyNotTrusted):
            office.root.sign_directory(each)


def test_the_fingerprint_is_sha256_in_groups() -> None:
    """Checked against the digest of 32 zero bytes."""
    expected = "66687AADF862BD776C8FC18B8E9F8E20089714856EE233B3902A591D0D5F2925"
    assert fingerprint(bytes(32)).split(" ") == [expected[at : at + 4] for at in range(0, 64, 4)]


def test_a_root_key_comes_back_from_its_private_half() -> None:
    """As beheer keeps it; another size is refused."""
    root = RootKey.generate()
    assert RootKey.from_private(root.private).public == root.public
    with pytest.raises(KeyNotTrusted):
        RootKey.from_private(bytes(31))
