"""One thing a person can do: its keys, its Dutch words, who may do it and where.

Pure data; it knows no screen class and does nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

CASEWORK: Final = frozenset({"aandachtsfunctionaris", "plaatsvervanger"})
"""Roles that do the casework (values of `keys.directory.Role`; written out so that the first frame needs no keys)."""
TABLE: Final = frozenset({"overleg"})
"""The role that runs the meeting."""
REGION: Final = frozenset({"ketenregisseur"})
OVERSIGHT: Final = frozenset({"fg"})
INTAKE: Final = frozenset({"zorgcoordinator"})
EVERYONE: Final = CASEWORK | TABLE | REGION | OVERSIGHT | INTAKE

EVERYWHERE: Final = ""
"""`Action.screen` of what works on every screen."""
MOST_FOOTER_KEYS: Final = 7
"""No footer is longer (screens: "at most seven keys")."""


@dataclass(frozen=True, slots=True)
class Action:
    """An entry of the registry."""

    id: str
    """`screen.verb`, unique; also the id of the binding."""
    label: str
    """Dutch, one or two words: footer and palette."""
    tooltip: str
    """Dutch, one sentence: palette, help and the mouse."""
    keys: tuple[str, ...] = ()
    """Textual's key names, the first is shown; empty for what only the palette and a button offer."""
    screen: str = EVERYWHERE
    """`NAME` of the screen that has the `action_` method; `EVERYWHERE` is the app."""
    group: str = "Overal"
    """Heading in help."""
    roles: frozenset[str] = EVERYONE
    footer: int = 0
    """Place in the footer, 1 first; 0 is not in the footer."""
    palette: bool = True
    priority: bool = False
    """Works while a dialog is open and while somebody types; never for a letter."""
    do: str = field(default="")
    """Textual's action string; by default the part of the id after the dot."""

    @property
    def call(self) -> str:
        """The Textual action to run, without its namespace."""
        return self.do or self.id.rpartition(".")[2]

    @property
    def verb(self) -> str:
        """The name of the Textual action, without parameters: what `check_action` is asked about."""
        return self.call.partition("(")[0]

    def allowed(self, role: str | None) -> bool:
        """Whether somebody in this role may do it; without a role only what everyone may."""
        return self.roles >= EVERYONE if role is None else role in self.roles


_KEY_WORDS: Final = {
    "question_mark": "?",
    "slash": "/",
    "space": "spatie",
    "enter": "⏎",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "delete": "del",
    "plus": "+",
    "minus": "-",
    "pageup": "pgup",
    "pagedown": "pgdn",
}


def key_word(key: str) -> str:
    """What a person calls a key: `ctrl+l`, `F10`, `spatie`, `←`."""
    *modifiers, last = key.split("+")
    word = _KEY_WORDS.get(last, last.upper() if last[:1] == "f" and last[1:].isdigit() else last)
    return "+".join([*modifiers, word])


def key_words(keys: Iterable[str]) -> str:
    """All keys of an action in words: `? of F1`."""
    return " of ".join(key_word(key) for key in keys)
