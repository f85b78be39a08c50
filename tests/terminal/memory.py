"""Looks for words in the memory of a running process, as somebody would who can read all of it (Linux)."""

from pathlib import Path

import pytest


def count_in_memory(pid: int, words: list[str]) -> dict[str, int]:
    """How often each word stands in memory that can be written, in UTF-8 or as Python keeps wider text.

    Skips the test where the system does not let us look.
    """
    coded = {word: [word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")] for word in words}
    found = dict.fromkeys(words, 0)
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
