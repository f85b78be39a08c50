"""User text on its way to the screen: never markup, never a control code, never a broken character.

Everything somebody typed or imported goes through `plain()` (widgets) or `cell()` (cells of a table, labels of a tree).
Never hand such text to a widget as `str`: `[/` would end the program and `[udkast]` would vanish.
"""

import re
from typing import Final

from rich.text import Text
from textual.content import Content

_BIDI_CONTROLS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL: Final = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI_CONTROLS}\ufeff]")
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
STEERING: Final = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI_CONTROLS}\ufeff\u2028\u2029\ud800-\udfff]")
"""What may stand in no line that is drawn."""
_SPACES: Final = re.compile(r"\s+")
CELL_LIMIT: Final = 200
"""Characters of one cell of a table; what lies beyond is never seen there and would only cost time."""


def clean(text: str) -> str:
    """Give `text` without what steers a terminal: control codes, direction overrides, halves of characters.

    Line ends of every kind become line feeds. Right-to-left letters stay; only the invisible signs that reorder their
    surroundings go.
    """
    text = _LINE_END.sub("\n", text)
    text = _CONTROL.sub("", text)
    return _LONE_SURROGATE.sub("\ufffd", text)


def single_line(text: str, limit: int = CELL_LIMIT) -> str:
    """Give `text` on one line, at most `limit` characters, the last of them `…` when something was left off."""
    head = _SPACES.sub(" ", clean(text[: limit * 8])).strip()
    return head if len(head) <= limit else head[: limit - 1] + "…"


def plain(text: str, style: str = "") -> Content:
    """Give user text for a widget: shown as it is, whatever stands in it.

    `style` is ours (`"$muted"`, `"bold"`), never from a user.
    """
    return Content.styled(clean(text), style) if style else Content(clean(text))


def cell(text: str, style: str = "", *, limit: int = CELL_LIMIT) -> Text:
    """Give user text for one cell of a table or a label of a tree: one line, never markup.

    `style` is a Rich style with real colours; `Tone` of `mhtui.widgets.tone` gives them for the theme in use.
    """
    return Text(single_line(text, limit), style=style, no_wrap=True, overflow="ellipsis", end="")
