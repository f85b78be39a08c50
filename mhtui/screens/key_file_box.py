"""Asks at the door for a personal key file, of a holder who comes in with one. It reads nothing of it."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.settings import typed_path
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.field import Field

EXPLAINED = (
    "Deze sleutelhouder komt binnen met een eigen sleutelbestand: in de kluis staat geen sleutel achter een wachtzin. "
    "Kies het bestand, en typ daarna de wachtzin ervan.\n\n"
    "Had u altijd alleen een wachtzin? Draai dan «mhtui controle»."
)
THEN = "Typ nu de wachtzin van uw sleutelbestand."


class KeyFileBox(Dialog[Path | None]):
    """The place of the file; None when it was left."""

    heading = "Sleutelbestand nodig"
    AUTO_FOCUS = "Input"

    def body(self) -> ComposeResult:
        """Why, and the line for it."""
        yield Static(plain(EXPLAINED))
        yield Static(" ")
        yield Field("Sleutelbestand (.mhsleutel)", Input(max_length=4096), id="key-file")

    def buttons(self) -> ComposeResult:
        """Back, and go on."""
        yield button("Terug", "back")
        yield button("Verder", "on", main=True)

    @on(Button.Pressed, "#back")
    def action_leave(self) -> None:
        """Back to the door."""
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#on")
    def _chosen(self) -> None:
        """Take a file that is there."""
        path = typed_path(self.query_one(Input).value.strip())
        if path.is_file():
            self.dismiss(path)
            return
        field = self.query_one("#key-file", Field)
        field.complaint = "Daar is geen bestand."
        field.go()
