"""A keyed digest depends on all that it is made of."""

import pytest

from keys.digest import keyed_digest
from keys.errors import KeyNotTrusted

SECRET = bytes(range(32))


def test_the_same_content_has_the_same_digest() -> None:
    """A fixed vector: a later version must still recognise what this one wrote."""
    found = keyed_digest(SECRET, b"signal form 1", [b"Benschop", b"niet pluis"])
    assert found == "4d81875014033262d6d900feabacd22b5e2655f9f4799e9ddf5f911bef9320b3"


@pytest.mark.parametrize(
    "secret, use, parts",
    [
        (bytes(32), b"signal form 1", [b"Benschop", b"niet pluis"]),
        (SECRET, b"signal form 2", [b"Benschop", b"niet pluis"]),
        (SECRET, b"signal form 1", [b"Benschopn", b"iet pluis"]),
        (SECRET, b"signal form 1", [b"Benschop", b"niet pluis", b""]),
    ],
)
def test_anything_else_has_another(secret: bytes, use: bytes, parts: list[bytes]) -> None:
    """Another secret, another use, other borders between the parts, an empty part more."""
    assert keyed_digest(secret, use, parts) != keyed_digest(SECRET, b"signal form 1", [b"Benschop", b"niet pluis"])


def test_a_short_secret_is_refused() -> None:
    """A digest under an empty secret would be a plain hash that anyone can try names against."""
    with pytest.raises(KeyNotTrusted):
        keyed_digest(b"", b"signal form 1", [b"Benschop"])
