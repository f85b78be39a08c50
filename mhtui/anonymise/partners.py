"""Lets the names of partners of the meldroute through, and of laws."""

import re

from mhtui.anonymise.places import PARTNERS
from mhtui.anonymise.tokens import PLAIN, Token


class Partners:
    """Phrases that name a body and nobody."""

    def __init__(self) -> None:
        """Put the phrases in one pattern, the longest first."""
        phrases = sorted(PARTNERS, key=len, reverse=True)
        self._openings = frozenset(re.split(r"[\s-]", phrase)[0] for phrase in phrases)
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])", re.IGNORECASE)

    def let_through(self, line: str, tokens: list[Token]) -> list[Token]:
        """Give the words with those of such a phrase made plain."""
        if not any(token.text.lower() in self._openings for token in tokens):
            return tokens
        spans = [match.span() for match in self._pattern.finditer(line)]
        if not spans:
            return tokens
        return [
            token._replace(traits=PLAIN)
            if any(start <= token.start and token.end <= end for start, end in spans)
            else token
            for token in tokens
        ]
