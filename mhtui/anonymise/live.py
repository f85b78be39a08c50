"""Keeps the findings of a text that is being typed: only pieces that changed are looked at again.

Made for the screen: one key costs one paragraph, whatever the length of the text. It holds words of the text; drop it
when the text is closed or the kluis is locked.
"""

from collections.abc import Sequence

from mhtui.anonymise.finder import Scanner
from mhtui.anonymise.findings import Finding, Identity
from mhtui.anonymise.pieces import pieces


class LiveFinder:
    """The findings of one text, kept up to date."""

    def __init__(self, known: Sequence[Identity] = ()) -> None:
        """Prepare for the identities of one dossier; see `find_identifiers`."""
        self._scanner = Scanner(known)
        self._pieces: dict[str, tuple[Finding, ...]] = {}
        self.scanned = 0
        """How many pieces of text the last update had to look at."""

    def update(self, text: str) -> list[Finding]:
        """Give the findings of `text`, the same as `find_identifiers` gives, at the price of what changed."""
        kept: dict[str, tuple[Finding, ...]] = {}
        findings: list[Finding] = []
        self.scanned = 0
        for offset, piece in pieces(text):
            here = kept.get(piece, self._pieces.get(piece))
            if here is None:
                here = tuple(self._scanner.scan(piece))
                self.scanned += 1
            kept[piece] = here
            findings += [_moved(finding, offset) for finding in here]
        self._pieces = kept
        return findings


def _moved(finding: Finding, offset: int) -> Finding:
    return Finding(
        finding.start + offset, finding.end + offset, finding.kind, finding.layer, finding.certainty, finding.suggestion
    )
