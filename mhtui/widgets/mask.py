"""What stands where this session may not look: a mask of one fixed width, so that not even a length speaks.

It must never be given the value it hides.
"""

from typing import Final

from textual.content import Content

MASK: Final = "▒" * 12
"""Twelve cells, whatever is behind it."""
SEALED_WORD: Final = "verzegeld"


def mask(*, word: bool = False) -> Content:
    """Give the mask; with `word` followed by "verzegeld", for a place where the sign alone would not be understood."""
    if not word:
        return Content.styled(MASK, "$muted")
    return Content.assemble((MASK, "$muted"), " ", (SEALED_WORD, "$muted"))
