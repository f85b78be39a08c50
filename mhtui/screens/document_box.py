"""Asks where a document comes, makes it and writes it: a new file of its owner alone, never over another."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from mhtui.screens.formbox import FormBox
from mhtui.settings import typed_path
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.casework.document import Document

_FILE = "document--file"
FORMS = "Eindigt de naam op .md, dan wordt het Markdown; anders .odt."


class DocumentBox(FormBox[Path]):
    """A box that ends in a document; what else it asks, and what is made of it, says each document."""

    KEEP_WORD = "Maken"
    FILE = _FILE
    FIRST: ClassVar[str]
    """What the name of the file begins with."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__()
        self._proposed = str(folder / f"{self.FIRST}-{name}.odt")

    def document(self) -> "Callable[[Desk], Document]":
        """What makes it, in a thread; nothing is missing when this is asked."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """A file."""
        yield Field("Bestand, eindigend op .odt of .md", Input(self._proposed, max_length=4096), id=_FILE)

    @property
    def has_changes(self) -> bool:
        """Nothing is lost by leaving."""
        return False

    def _path(self) -> Path:
        return typed_path(self.query_one(f"#{_FILE} Input", Input).value.strip())

    def missing(self) -> dict[str, str]:
        """A form there is."""
        from mhtui.casework.document import ENDINGS

        return {} if self._path().suffix.lower() in ENDINGS else {_FILE: "Laat de naam eindigen op .odt of .md."}

    def job(self) -> "Callable[[Desk], Path]":
        """Make it and write it."""
        path, made = self._path(), self.document()

        def job(desk: "Desk") -> Path:
            from mhtui.newfile import write_new

            write_new(path, made(desk).written(path.suffix))
            return path

        return job
