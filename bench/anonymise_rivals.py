"""What the finder is put beside: a rule that flags every capital, and Deduce when it is installed."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, cast

from mhtui.anonymise import Identity, find_identifiers

Spans = list[tuple[int, int]]
Finder = Callable[[str], Spans]
_CAPITAL = re.compile(r"(?<![^\W_])[A-Z\u00c0-\u017f][\w'-]*(?:\s[A-Z\u00c0-\u017f][\w'-]*)*")


def ours(text: str, known: tuple[Identity, ...] = ()) -> Spans:
    """Our finder, as spans."""
    return [(finding.start, finding.end) for finding in find_identifiers(text, known)]


def every_capital(text: str) -> Spans:
    """Flag each word with a capital, neighbours together; nothing else."""
    return [match.span() for match in _CAPITAL.finditer(text) if match.group()[0].isupper()]


class _Annotation(Protocol):
    start_char: int
    end_char: int


class _Document(Protocol):
    annotations: list[_Annotation]


class _Deduce(Protocol):
    def deidentify(self, text: str) -> _Document: ...


def deduce() -> Finder | None:
    """Give Deduce as a finder, or None when it is not installed; loading it takes long."""
    try:
        module = importlib.import_module("deduce")
    except ImportError:
        return None
    model = cast("_Deduce", module.Deduce())

    def find(text: str) -> Spans:
        return [(note.start_char, note.end_char) for note in model.deidentify(text).annotations]

    return find


@lru_cache(maxsize=1)
def finders() -> dict[str, Finder]:
    """Give ours and what it is put beside, by name; without Deduce where that is not installed."""
    model = deduce()
    return {"ours": ours, "every capital": every_capital} | ({"Deduce": model} if model else {})
