"""Canonical JSON: one value, one sequence of bytes, so that it can be signed and compared.

Keys sorted, no spaces, ASCII only. The caller limits the size first; reading raises nothing but `MalformedError`.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


class MalformedError(ValueError):
    """Not the JSON that this program writes; each module maps it to an error of its own."""

    def __init__(self) -> None:
        """Take nothing: the text itself is never repeated."""
        super().__init__("not canonical JSON of this program")


def dump(value: Mapping[str, object]) -> bytes:
    """Write an object of strings, whole numbers, booleans, lists and objects."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def load(body: bytes) -> Mapping[str, object]:
    """Read an object; raises `MalformedError` when the bytes are not exactly what `dump` gives for it."""
    try:
        value: object = json.loads(body.decode("ascii"))
        if isinstance(value, dict) and dump(value) == body:
            return value
    except (ValueError, RecursionError):
        pass
    raise MalformedError


def text(value: Mapping[str, object], name: str) -> str:
    """Read a string field."""
    found = value.get(name)
    if not isinstance(found, str):
        raise MalformedError
    return found


def whole(value: Mapping[str, object], name: str) -> int:
    """Read a whole number that is not negative."""
    found = value.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise MalformedError
    return found


def flag(value: Mapping[str, object], name: str) -> bool:
    """Read true or false."""
    found = value.get(name)
    if not isinstance(found, bool):
        raise MalformedError
    return found


def octets(value: Mapping[str, object], name: str) -> bytes:
    """Read bytes that were written as lower-case hexadecimal digits."""
    digits = text(value, name)
    try:
        found = bytes.fromhex(digits)
    except ValueError:
        raise MalformedError from None
    if found.hex() != digits:
        raise MalformedError
    return found


def inner(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Read an object."""
    found = value.get(name)
    if not isinstance(found, dict):
        raise MalformedError
    return found


def objects(value: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Read a list of objects."""
    found = value.get(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise MalformedError
    return list(found)


def one_of(choices: type[E], value: Mapping[str, object], name: str) -> E:
    """Read one of a closed set of words."""
    try:
        return choices(text(value, name))
    except ValueError:
        raise MalformedError from None
