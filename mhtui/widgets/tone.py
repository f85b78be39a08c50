"""The seven tones of the program, and a status as glyph + word + tone.

Widgets take a `Tone`, never a colour, so that every theme and NO_COLOR work.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.style import Style
from textual.content import Content

from mhtui.plain import plain

if TYPE_CHECKING:
    from textual.app import App


class Tone(StrEnum):
    """What a colour means; the value is the name of the theme variable."""

    NORMAL = "foreground"
    MUTED = "muted"
    HERE = "here"
    """Here and now."""
    ATTENTION = "attention"
    URGENT = "urgent"
    """Spoed."""
    DONE = "done"
    """Done, or locked."""
    POSSIBLE = "possible"
    """May identify somebody together with something else."""

    @property
    def style(self) -> str:
        """For `Content`: a theme variable, resolved when it is drawn."""
        return f"${self.value}"

    def rich(self, app: "App[object]", *, bold: bool = False) -> Style:
        """For a cell of a table: the colour it has in the theme of this moment."""
        return Style(color=app.theme_variables.get(self.value), bold=bold or None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as people see it: never colour alone."""

    glyph: str
    word: str
    tone: Tone

    def content(self) -> Content:
        """Glyph and word, in the tone."""
        return plain(f"{self.glyph} {self.word}", self.tone.style)
