"""The version of the finder, apart from it: asking for it loads no dictionary."""

from typing import Final

FINDER_VERSION: Final = 3
"""Rises when the finder may find other things in the same text: a release by an older finder is withdrawn."""
