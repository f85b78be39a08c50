"""Writes keys as the program `age` calls them: Bech32 (BIP 173) with a word in front.

Only writes: what stands on a herstelblad is read by `age`, and a backup is opened with keys, not with words.
"""

from typing import Final

_RECIPIENT: Final = "age"
_IDENTITY: Final = "age-secret-key-"
_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def recipient(public: bytes) -> str:
    """Write an X25519 public key of 32 bytes as an age recipient: `age1...`."""
    return bech32(_RECIPIENT, public)


def identity(secret: bytes) -> str:
    """Write an X25519 private key of 32 bytes as an age identity: `AGE-SECRET-KEY-1...`."""
    return bech32(_IDENTITY, secret).upper()


def bech32(prefix: str, data: bytes) -> str:
    """Write bytes as Bech32, lower case."""
    digits = _in_fives(data)
    polymod = _polymod(
        [*(ord(sign) >> 5 for sign in prefix), 0, *(ord(sign) & 31 for sign in prefix), *digits, *[0] * 6]
    )
    check = [(polymod ^ 1) >> 5 * (5 - at) & 31 for at in range(6)]
    return f"{prefix}1{''.join(_SIGNS[digit] for digit in [*digits, *check])}"


def _in_fives(data: bytes) -> list[int]:
    """Divide bytes into groups of five bits, the last one filled up with zeros."""
    padding = -len(data) * 8 % 5
    number = int.from_bytes(data, "big") << padding
    count = (len(data) * 8 + padding) // 5
    return [number >> 5 * (count - 1 - at) & 31 for at in range(count)]


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check
