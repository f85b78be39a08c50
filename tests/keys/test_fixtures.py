"""Values that version 1 of every format wrote once: they must open forever. The files are never made again.

A new version of a format gets a file of its own beside these. Where writing is exact, it must give the same bytes too.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from keys import canonical, envelope
from keys.card import read_card
from keys.compartment import CompartmentKeys, Grant, open_grant
from keys.directory import Kind, Role, RootKey, SignedDirectory, fingerprint, read_directory
from keys.envelope import Cipher, epoch_of
from keys.handin import Message, open_handin, read_handin
from keys.holder import HolderKeys, HolderPublic
from keys.keyfile import key_fingerprint, read_key_file, read_public, write_public
from keys.passphrase import DEFAULT_POLICY, open_keyslot
from keys.recovery import print_code, read_code
from keys.ring import Ring
from keys.sealing import verify
from keys.table_pass import SignedPass, read_pass, sign_pass

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> Mapping[str, object]:
    """Read one file."""
    value: dict[str, object] = json.loads((FIXTURES / name).read_text(encoding="utf-8"))
    return value


def octets(value: Mapping[str, object], name: str) -> bytes:
    """Read a hexadecimal field."""
    return canonical.octets(value, name)


def text(value: Mapping[str, object], name: str) -> str:
    """Read a text field."""
    return canonical.text(value, name)


def parts(value: Mapping[str, object], name: str) -> list[bytes]:
    """Read a list of hexadecimal fields."""
    found = value[name]
    assert isinstance(found, list)
    return [bytes.fromhex(part) for part in found]


def inner(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Read an object in the object."""
    found = value[name]
    assert isinstance(found, dict)
    return found


def test_every_file_has_its_test() -> None:
    """A fixture that nobody opens proves nothing."""
    named = {
        "envelope",
        "holder",
        "recovery",
        "compartment",
        "unseen",
        "directory",
        "keyslot",
        "handin",
        "keyfile",
        "table-pass",
    }
    assert {path.name for path in FIXTURES.iterdir()} == {f"{name}-1.json" for name in named}


def test_envelope_1() -> None:
    """Both algorithms open, and are written the same with the same nonce."""
    file = fixture("envelope-1.json")
    cipher, context, plaintext = Cipher(octets(file, "key")), parts(file, "context"), octets(file, "plaintext")
    for name, pad in (("padded", True), ("exact", False)):
        sealed = octets(file, name)
        assert cipher.unseal(sealed, context) == plaintext
        assert epoch_of(sealed) == 7
        nonce = octets(file, "nonce")
        assert envelope._seal(cipher._aead, plaintext, context, epoch=7, pad=pad, nonce=nonce) == sealed


def test_holder_1() -> None:
    """The same root gives the same keys; what was sealed opens; what was signed verifies and is signed the same."""
    file = fixture("holder-1.json")
    keys = HolderKeys.from_root(octets(file, "root"))
    purpose, message, signature = (octets(file, name) for name in ("purpose", "message", "signature"))
    assert keys.public == HolderPublic.from_bytes(octets(file, "public"))
    assert keys.backup_secret == octets(file, "backup_secret")
    assert keys.open_sealed(octets(file, "sealed"), parts(file, "info")) == octets(file, "plaintext")
    assert keys.sign(purpose, message) == signature
    verify(keys.public.signing, purpose, message, signature)


def test_recovery_1() -> None:
    """A herstelblad from the drawer still reads, prints and gives the same holder."""
    file = fixture("recovery-1.json")
    code = octets(file, "code")
    assert read_code(text(file, "printed")) == code
    assert print_code(code) == text(file, "printed")
    assert HolderKeys.from_recovery(code).public.to_bytes() == octets(file, "public")


def test_compartment_1() -> None:
    """Wrapped keys, labels, hand-ins and grants of an epoch open."""
    file = fixture("compartment-1.json")
    keys = CompartmentKeys(text(file, "compartment"), canonical.whole(file, "epoch"), octets(file, "secret"))
    context, plaintext = parts(file, "context"), octets(file, "plaintext")
    assert keys.sealing_public == octets(file, "sealing_public")
    assert keys.unwrap(octets(file, "wrapped"), context) == octets(file, "data_key")
    assert keys.unseal(octets(file, "label"), context) == plaintext
    assert keys.open_sealed(octets(file, "sealed"), context) == plaintext

    made = inner(file, "grant")
    grant = Grant(
        keys.compartment,
        keys.epoch,
        text(made, "holder"),
        text(made, "grantor"),
        octets(made, "sealed"),
        octets(made, "signature"),
    )
    opened = open_grant(
        grant,
        store_id=text(made, "store_id"),
        holder_keys=HolderKeys.from_root(octets(made, "holder_root")),
        grantor_public=HolderPublic.from_bytes(octets(made, "grantor_public")),
    )
    assert opened.unwrap(octets(file, "wrapped"), context) == octets(file, "data_key")


def test_unseen_1() -> None:
    """A data key that somebody without a key of the compartment sealed to it opens."""
    file = fixture("unseen-1.json")
    keys = CompartmentKeys(text(file, "compartment"), canonical.whole(file, "epoch"), octets(file, "secret"))
    assert keys.unwrap(octets(file, "wrapped"), parts(file, "context")) == octets(file, "data_key")


def test_directory_1() -> None:
    """A chain of two reads, and is written and signed the same."""
    file = fixture("directory-1.json")
    root = RootKey.from_private(octets(file, "root_private"))
    signed = [
        SignedDirectory(text(each, "body").encode(), octets(each, "signature"))
        for each in canonical.objects(file, "chain")
    ]
    first, second = (read_directory(each, root_public=root.public) for each in signed)
    assert (second.number, second.previous) == (first.number + 1, first.digest)
    assert [(holder.role, holder.label, holder.active) for holder in first.holders] == [
        (Role.AF, "Aandachtsfunctionaris", True),
        (Role.OVERLEG, "Overleg Café", False),
    ]
    assert [(each.kind, each.epoch) for each in first.compartments] == [(Kind.IDENTITEIT, 3)]
    assert second.compartments == ()
    assert [root.sign_directory(each) for each in (first, second)] == signed
    assert fingerprint(first.root_public) == text(file, "fingerprint")


@pytest.mark.parametrize("which", [0, 1], ids=["least cost", "default cost"])
def test_keyslot_1(which: int) -> None:
    """A slot opens with what it says itself, whatever new slots cost."""
    file = fixture("keyslot-1.json")
    slots = file["slots"]
    assert isinstance(slots, list)
    words, context = text(file, "passphrase"), parts(file, "context")
    assert open_keyslot(slots[which].encode(), words, context=context, policy=DEFAULT_POLICY) == octets(file, "secret")


def test_keyfile_1() -> None:
    """Both files read; the private one opens with its wachtzin, the public one is written the same."""
    file = fixture("keyfile-1.json")
    keys = HolderKeys.from_root(octets(file, "root"))
    private = read_key_file(text(file, "private").encode())
    assert private.open(text(file, "passphrase"), policy=DEFAULT_POLICY).root == keys.root
    assert read_public(text(file, "public").encode()) == private.public == keys.public
    assert write_public(keys).decode() == text(file, "public")
    assert key_fingerprint(keys.public) == text(file, "fingerprint")


def test_handin_1() -> None:
    """A card reads, and what was handed in with it opens, with and without a signature inside."""
    file = fixture("handin-1.json")
    card = read_card(text(file, "card").encode())
    assert (card.name, card.epoch, card.fingerprint) == ("Gemeente Lopik", 3, text(file, "fingerprint"))
    compartment = CompartmentKeys(text(file, "compartment"), 3, octets(file, "secret"))
    ring = Ring("a1" * 16, HolderKeys.from_root(octets(file, "root")), [compartment])
    for name, signer in (("plain", None), ("signed", octets(file, "signer"))):
        handin = read_handin(octets(file, name))
        assert handin.receipt == text(file, f"{name}_receipt")
        assert open_handin(handin, ring) == Message(octets(file, "body"), signer)


def test_table_pass_1() -> None:
    """A pass of an overleg of years ago reads, and is written and signed the same."""
    file = fixture("table-pass-1.json")
    lender = HolderKeys.from_root(octets(file, "root"))
    signed = SignedPass(text(file, "body").encode(), octets(file, "signature"))
    found = read_pass(signed, lender.public.signing)
    assert (found.directory, found.epoch, found.public) == (4, 2, octets(file, "public"))
    assert (found.start.isoformat(), found.end.isoformat()) == (
        "2026-11-22T09:30:00+00:00",
        "2026-11-22T21:30:00+00:00",
    )
    assert sign_pass(found, lender.sign) == signed
