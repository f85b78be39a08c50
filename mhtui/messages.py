"""What went wrong, in words a person can use: what happened, what is safe, what to do. Dutch, and never content.

The one way from the errors of all floors to a screen, the command line and the exit code. The words stand in
`data/messages.toml`. It never looks at the text of an exception, and it imports none of the floors: an error is found
by its name, or by that of the nearest wider one.
"""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Final

from mhtui.crash import code_of
from mhtui.exits import OUR_MISTAKE

_FILLED_IN: Final = ("number", "group", "left", "field", "what", "why", "file", "line", "year", "before", "after")
"""Attributes of an error that may be shown: our own numbers, days, names of fields and files, words of casework."""

_PARTS: Final = ("title", "happened", "safe", "todo")


@dataclass(frozen=True, slots=True)
class Message:
    """An error in words for people."""

    title: str
    happened: str
    safe: str
    """What is safe."""
    todo: str
    """What to do now."""
    exit_code: int
    code: str = ""
    """For whoever helps, on a mistake of ours; empty when the words say it all."""

    @property
    def text(self) -> str:
        """The message as two lines."""
        code = f" (code {self.code})" if self.code else ""
        return f"{self.happened}{code}\n{self.safe} {self.todo}"


_UNKNOWN: Final = Message(
    title="Fout in het programma",
    happened="Er ging iets mis dat wij niet hadden voorzien.",
    safe="Wat eerder bewaard was is bewaard.",
    todo="Probeer het opnieuw. Gebeurt het weer: geef de code door aan wie het programma beheert.",
    exit_code=OUR_MISTAKE,
)


def explain(error: BaseException) -> Message:
    """Put an error in words; one that the table does not know gets a code, and none of its own text."""
    table = tomllib.loads(files("mhtui").joinpath("data", "messages.toml").read_text(encoding="utf-8"))
    for kind in type(error).__mro__:
        said = table.get(kind.__module__.partition(".")[0], {}).get(kind.__name__)
        if said is not None:
            values = {name: _words(name, getattr(error, name, ""), table["words"]) for name in _FILLED_IN}
            title, happened, safe, todo = (said[part].format_map(values) for part in _PARTS)
            return Message(title, happened, safe, todo, exit_code=said["exit"])
    if isinstance(error, MemoryError):
        return replace(_UNKNOWN, happened="Er is te weinig werkgeheugen vrij.", todo="Sluit andere programma's.")
    return unforeseen(code_of(error))


def unforeseen(code: str) -> Message:
    """Put a mistake of ours in words, of which no more is known than its code."""
    return replace(_UNKNOWN, code=code)


def complaint(what: str) -> str:
    """Say what is wrong with a field, beside that field; `what` is a `mhtui.casework.errors.Problem`."""
    table = tomllib.loads(files("mhtui").joinpath("data", "messages.toml").read_text(encoding="utf-8"))
    return f"Dit {_words('what', what, table['words'])}."


def _words(name: str, value: object, words: dict[str, dict[str, str]]) -> str:
    """Put an attribute of an error in Dutch words."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return words.get(name, {}).get(str(value), str(value))
