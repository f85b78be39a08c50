"""Layer 1 by itself: where one text after the other holds something registered, and nothing of what only stands out.

For searching through a great many texts; what it finds is what `find_identifiers` would find as registered there.
"""

from collections.abc import Iterator, Sequence

from mhtui.anonymise.cleaning import clean_line
from mhtui.anonymise.findings import Identity
from mhtui.anonymise.known import KnownIdentities
from mhtui.anonymise.lexicon import load_lexicon
from mhtui.anonymise.name_forms import NAMED
from mhtui.anonymise.patterns import find_patterns
from mhtui.anonymise.pieces import pieces
from mhtui.anonymise.tokens import tokenize


class Seeker:
    """Looks for the same identities in many texts; it holds names, and lives as long as one search."""

    def __init__(self, identities: Sequence[Identity]) -> None:
        """Take them apart."""
        self._lexicon = load_lexicon()
        self._known = KnownIdentities(identities, self._lexicon)
        self._seen: dict[str, int] = {}
        self._numbers = any(identity.kind not in NAMED for identity in identities)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where each stands, in code points of the text."""
        for offset, piece in pieces(text):
            clean = clean_line(piece)
            tokens = tokenize(clean.text, self._lexicon, self._seen)
            formed = find_patterns(clean.text) if self._may_be_formed(clean.text) else []
            for span in self._known.find(clean.text, tokens, formed):
                start, end = clean.origin(span.start, span.end)
                yield start + offset, end + offset

    def _may_be_formed(self, line: str) -> bool:
        """Say whether something in it has a form in which one of these can stand mistyped, or inside of which."""
        return "@" in line or "/" in line or (self._numbers and any(letter.isdigit() for letter in line))
