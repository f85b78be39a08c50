"""Looks for words in the memory of a running process, as somebody would who can read all of it (Linux)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest


def forms_of(word: str) -> list[bytes]:
    """A word as it stands in memory: in UTF-8, or as Python keeps wider text."""
    return [word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")]


def count_in_memory(pid: int, sought: Sequence[str] | Mapping[str, Sequence[bytes]]) -> dict[str, int]:
    """How often each word, or each named secret in any of its forms, stands in memory that can be written.

    Skips the test where the system does not let us look.
    """
    coded = sought if isinstance(sought, Mapping) else {word: forms_of(word) for word in sought}
    found = dict.fromkeys(coded, 0)
    try:
        areas = Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines()
        memory = Path(f"/proc/{pid}/mem").open("rb", buffering=0)  # noqa: SIM115 - closed below, opened where it may fail
    except OSError:
        pytest.skip("the memory of another process cannot be read here")
    with memory:
        for area in areas:
            span, rights = area.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            for word, forms in coded.items():
                found[word] += sum(data.count(form) for form in forms)
    return found
