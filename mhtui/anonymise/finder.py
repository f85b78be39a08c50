"""Finds identifying text: the four layers over each line, and their union.

Pure and deterministic; each line is judged by itself, so what is found in a paragraph does not change with the
paragraphs around it, and only a changed paragraph needs to be looked at again.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mhtui.anonymise.cleaning import clean_line
from mhtui.anonymise.findings import Finding, Identity
from mhtui.anonymise.lexicon import Lexicon, load_lexicon
from mhtui.anonymise.partners import Partners
from mhtui.anonymise.patterns import find_patterns
from mhtui.anonymise.pieces import pieces
from mhtui.anonymise.shapes import find_shapes
from mhtui.anonymise.spans import union
from mhtui.anonymise.tokens import tokenize

if TYPE_CHECKING:
    from mhtui.anonymise.known import KnownIdentities


def find_identifiers(text: str, known: Sequence[Identity] = ()) -> list[Finding]:
    """Give everything in `text` that somebody must judge, sorted and without overlap.

    `known` are the identities registered in the dossier. Offsets are code points of `text`.
    """
    scanner = Scanner(known)
    findings: list[Finding] = []
    for offset, piece in pieces(text):
        findings += scanner.scan(piece, offset)
    return findings


def _known_identities(known: Sequence[Identity], lexicon: Lexicon) -> "KnownIdentities":
    """Prepare layer 1; rapidfuzz is imported only where there is something to look for."""
    from mhtui.anonymise.known import KnownIdentities

    return KnownIdentities(known, lexicon)


class Scanner:
    """Finds in one line at a time; remembers the traits of the words it met, so it lives no longer than its text."""

    def __init__(self, known: Sequence[Identity] = ()) -> None:
        """Prepare for the identities of one dossier."""
        self._lexicon = load_lexicon()
        self._seen: dict[str, int] = {}
        self._known = _known_identities(known, self._lexicon) if known else None
        self._partners = Partners()

    def scan(self, line: str, offset: int = 0) -> list[Finding]:
        """Give the findings of one line, moved by `offset`."""
        clean = clean_line(line)
        readable = clean.text
        tokens = tokenize(readable, self._lexicon, self._seen)
        spans = find_shapes(readable, self._partners.let_through(readable, tokens))
        spans += find_patterns(readable)
        if self._known:
            spans += self._known.find(readable, tokens, spans)
        findings = []
        for span in union(spans, readable):
            start, end = clean.origin(span.start, span.end)
            findings.append(
                Finding(start + offset, end + offset, span.kind, span.layer, span.certainty, span.suggestion)
            )
        return findings
