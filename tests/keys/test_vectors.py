"""Published vectors, through the primitives as this floor calls them.

Sources: NIST CAVS (AES-GCM), RFC 9106 (Argon2id), RFC 5869 (HKDF), RFC 8032 test data (Ed25519), FIPS 203 known answers
(ML-KEM-768), the HPKE and post-quantum HPKE vectors of the CFRG. All come with `cryptography-vectors`.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import islice
from typing import Final, TypedDict

import pytest
from cryptography.hazmat.bindings._rust import openssl as rust_openssl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher as BlockCipher
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keys import envelope, passphrase, sealing
from keys.derivation import derive
from keys.envelope import Cipher, encode_context
from keys.passphrase import KeyCost
from keys.sealing import SealingKey

VECTORS: Final = files("cryptography_vectors")


class Encryption(TypedDict):
    """One message of an HPKE vector."""

    aad: str
    ct: str
    pt: str


class Hpke(TypedDict):
    """The fields of an HPKE vector that are used here."""

    mode: int
    kem_id: int
    kdf_id: int
    aead_id: int
    info: str
    skRm: str
    pkRm: str
    enc: str
    encryptions: list[Encryption]


def lines(*path: str) -> list[str]:
    """Read a vector file."""
    return VECTORS.joinpath(*path).read_text(encoding="ascii").splitlines()


def records(*path: str, first: str) -> Iterator[dict[str, str]]:
    """Read `name = value` records that each start with the field `first`; bracketed section lines carry over."""
    section: dict[str, str] = {}
    record: dict[str, str] = {}
    for line in lines(*path):
        name, equals, value = (part.strip() for part in line.strip("[]").partition("="))
        if not equals or line.startswith("#"):
            continue
        if line.startswith("["):
            section[name] = value
        elif name == first:
            if record:
                yield record
            record = section | {name: value}
        else:
            record[name] = value
    yield record


def hpke(name: str, kem_id: int, aead_id: int) -> Hpke:
    """Find the base mode vector with HKDF-SHA256."""
    vectors: list[Hpke] = json.loads("\n".join(lines("HPKE", name)))
    wanted = (0, kem_id, 1, aead_id)
    return next(each for each in vectors if (each["mode"], each["kem_id"], each["kdf_id"], each["aead_id"]) == wanted)


def octets(record: dict[str, str], name: str) -> bytes:
    """Read a hexadecimal field."""
    return bytes.fromhex(record[name])


def test_aes_gcm_answers_as_nist_says() -> None:
    """Every 256-bit vector with our nonce and tag sizes, through the cipher object that seals records."""
    done = 0
    for each in records("ciphers", "AES", "GCM", "gcmEncryptExtIV256.rsp", first="Count"):
        if (each["IVlen"], each["Taglen"]) != ("96", "128"):
            continue
        aead = Cipher(octets(each, "Key"))._aead
        expected = octets(each, "CT") + octets(each, "Tag")
        assert aead.encrypt(octets(each, "IV"), octets(each, "PT"), octets(each, "AAD")) == expected
        done += 1
    assert done == 375


def test_an_envelope_is_exactly_aes_gcm_over_its_parts() -> None:
    """Rebuilt from the block cipher and the written layout, with a given nonce."""
    key, nonce, context = bytes(range(32)), bytes(range(12)), [b"store", b"", b"7"]
    head = bytes([1, 1, 0, 0, 1, 2])
    written = (3).to_bytes(4, "big") + b"".join(len(part).to_bytes(4, "big") for part in context) + b"store7"
    encryptor = BlockCipher(algorithms.AES256(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(head + written)
    body = encryptor.update((2).to_bytes(4, "big") + b"hi" + bytes(250)) + encryptor.finalize()
    sealed = envelope._seal(Cipher(key)._aead, b"hi", context, epoch=258, pad=True, nonce=nonce)
    assert sealed == head + nonce + body + encryptor.tag


@pytest.mark.parametrize("count", [1, 2])
def test_argon2id_answers_as_published(count: int) -> None:
    """The answers without secret and associated data, through the function that stretches a passphrase."""
    each = list(records("KDF", "argon2id.txt", first="COUNT"))[count]
    cost = KeyCost(int(each["memcost"]), int(each["iter"]), int(each["lanes"]))
    assert passphrase._argon2id(octets(each, "salt"), cost).derive(octets(each, "pass")) == octets(each, "output")


def test_argon2id_gives_the_tag_of_rfc_9106() -> None:
    """Section 5.3; it uses a secret and associated data, which a keyslot has no need of."""
    each = next(records("KDF", "argon2id.txt", first="COUNT"))
    tag = Argon2id(
        salt=octets(each, "salt"),
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=octets(each, "ad"),
        secret=octets(each, "secret"),
    ).derive(octets(each, "pass"))
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert tag == octets(each, "output")


def test_hkdf_answers_as_rfc_5869_says() -> None:
    """Test case 3 of the appendix, without salt, as we call it."""
    each = list(records("KDF", "rfc-5869-HKDF-SHA256.txt", first="COUNT"))[2]
    assert HKDF(SHA256(), 42, None, b"").derive(octets(each, "IKM")) == octets(each, "OKM")


def test_a_derived_key_is_exactly_hkdf_over_its_label() -> None:
    """Extract with a salt of zeros, expand once (RFC 5869, 2.2 and 2.3)."""
    secret = bytes(range(32))
    extracted = hmac.digest(bytes(32), secret, "sha256")
    info = encode_context([b"mhtui/keys/1", b"holder signing", b"x"])
    assert derive(secret, b"holder signing", [b"x"]) == hmac.digest(extracted, info + b"\x01", "sha256")


def test_ed25519_answers_as_published() -> None:
    """The first hundred of the test data; then that `sign` signs exactly the encoded purpose and message."""
    for line in islice(lines("asymmetric", "Ed25519", "sign.input"), 100):
        secret, public, message, signed, _ = line.split(":")
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret)[:32])
        assert private.public_key().public_bytes_raw().hex() == public
        assert (private.sign(bytes.fromhex(message)) + bytes.fromhex(message)).hex() == signed
    private = Ed25519PrivateKey.from_private_bytes(bytes(32))
    encoded = encode_context([b"mhtui/signed/1", b"log", b"entry"])
    assert sealing.sign(private, b"log", b"entry") == private.sign(encoded)
    sealing.verify(private.public_key().public_bytes_raw(), b"log", b"entry", private.sign(encoded))


def test_ml_kem_answers_as_published() -> None:
    """Seed to public key, and decapsulation, for fifty of the known answers."""
    for each in islice(records("asymmetric", "MLKEM", "kat_MLKEM_768.rsp", first="count"), 50):
        private = MLKEM768PrivateKey.from_seed_bytes(octets(each, "d") + octets(each, "z"))
        assert private.public_key().public_bytes_raw() == octets(each, "pk")
        assert private.decapsulate(octets(each, "ct")) == octets(each, "ss")


def test_our_sealing_key_opens_the_published_hybrid_vector() -> None:
    """MLKEM768-X25519 with HKDF-SHA256: the seed gives the published public key and opens the published message.

    It is published with ChaCha20-Poly1305 only; the key schedule for AES-256-GCM is checked below.
    """
    each = hpke("hpke-pq-test-vectors.json", kem_id=0x647A, aead_id=3)
    key = SealingKey.from_seed(bytes.fromhex(each["skRm"]))
    assert key.public.hex() == each["pkRm"]
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    first = each["encryptions"][0]
    opened = rust_openssl.hpke._decrypt_with_aad(
        suite,
        bytes.fromhex(each["enc"] + first["ct"]),
        key._private,
        info=bytes.fromhex(each["info"]),
        aad=bytes.fromhex(first["aad"]),
    )
    assert opened.hex() == first["pt"]


def test_hkdf_sha256_with_aes_256_gcm_opens_the_published_vector() -> None:
    """RFC 9180 with X25519: the same KDF and AEAD that we use."""
    each = hpke("test-vectors.json", kem_id=0x20, aead_id=2)
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    first = each["encryptions"][0]
    opened = rust_openssl.hpke._decrypt_with_aad(
        suite,
        bytes.fromhex(each["enc"] + first["ct"]),
        X25519PrivateKey.from_private_bytes(bytes.fromhex(each["skRm"])),
        info=bytes.fromhex(each["info"]),
        aad=bytes.fromhex(first["aad"]),
    )
    assert opened.hex() == first["pt"]


def test_a_sealed_value_is_exactly_hpke_over_its_parts() -> None:
    """One version byte, then what the suite we name opens with the written info."""
    seed = hashlib.sha256(b"seed").digest()
    key = SealingKey.from_seed(seed)
    sealed = sealing.seal_to(key.public, b"hi", [b"a", b"b"])
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    info, padded = encode_context([b"mhtui/sealed/1", b"a", b"b"]), (2).to_bytes(4, "big") + b"hi" + bytes(250)
    assert sealed[0] == 1
    assert suite.decrypt(sealed[1:], key._private, info) == padded
    assert key.open(b"\x01" + suite.encrypt(padded, key._private.public_key(), info), [b"a", b"b"]) == b"hi"
