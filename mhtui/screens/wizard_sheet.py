"""The herstelblad: shown once, kept on paper, and checked by typing a part of it back.

It is the only screen that ever holds the herstelcode; when it is gone, so is the code.
"""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.screens.wizard_steps import wizard_title
from mhtui.screens.work import WorkingScreen
from mhtui.settings import typed_path
from mhtui.widgets.dialog import button
from mhtui.widgets.field import Field
from mhtui.widgets.footer import KeyBar


class NewSheet(Protocol):
    """A herstelblad that is shown once."""

    @property
    def sheet(self) -> str:
        """The text."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The herstelcode, in the groups it is printed in."""

    @property
    def sheet_file(self) -> Path:
        """Where it can be kept to print it."""


class SheetScreen(WorkingScreen[None]):
    """Shows the herstelblad of a kluis that was just made, until somebody has it on paper."""

    CSS_PATH = "../styles/wizard.tcss"
    AUTO_FOCUS = "#sheet--all"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Verder")]
    HELP = (
        "Dit is het herstelblad. Druk het af of schrijf de herstelcode over, en typ daarna over wat gevraagd wordt. "
        "Het wordt nooit meer getoond. Zonder wachtzin en zonder herstelblad opent niemand deze kluis meer."
    )

    def __init__(self, new: NewSheet, choose: Callable[[Sequence[int]], int] = secrets.choice) -> None:
        super().__init__()
        self._new = new
        self._asked = choose(range(len(new.groups)))
        """Place of the group that is typed back."""

    def compose(self) -> ComposeResult:
        """The sheet, where to keep it, and the check."""
        with Vertical(id="wizard--card"):
            yield Static(wizard_title("Herstelblad"), id="wizard--title")
            with VerticalScroll(id="sheet--all"):
                yield Static(plain(self._new.sheet), id="sheet--text")
                yield Field(
                    "Bewaren als bestand om af te drukken",
                    Input(str(self._new.sheet_file), max_length=4096, select_on_focus=False),
                    hint="⏎ bewaart. Wis het bestand zodra het afgedrukt is.",
                    id="sheet--file",
                )
                yield Field(
                    f"Typ groep {self._asked + 1} van de herstelcode over",
                    Input(max_length=20, placeholder="vijf tekens"),
                    id="sheet--check",
                )
            with Horizontal(id="wizard--buttons"):
                yield Static(id="wizard--said")
                yield button("Klaar", "done", main=True)
        yield KeyBar()

    @on(Input.Submitted, "#sheet--file Input")
    def _keep(self, event: Input.Submitted) -> None:
        """Write the sheet, in a thread; what is there already is never written over."""
        path, sheet = typed_path(event.value), self._new.sheet

        def keep() -> Path:
            from mhtui.newfile import write_new

            write_new(path, sheet.encode())
            return path

        self.start(keep, self._kept, group="sheet", failed=self._not_kept)

    def _kept(self, path: Path) -> None:
        """Say where it is."""
        self.query_one("#sheet--file", Field).complaint = ""
        self.query_one("#wizard--said", Static).update(plain(f"✓ Bewaard als {path.name}", "$done"))
        self.query_one("#sheet--check Input").focus()

    def _not_kept(self, error: Exception) -> bool:
        """Say why not, beside the field."""
        from mhtui.handin.errors import CannotWrite
        from mhtui.messages import explain

        if not isinstance(error, CannotWrite):
            return False
        self.query_one("#sheet--file", Field).complaint = explain(error).happened
        return True

    @on(Input.Submitted, "#sheet--check Input")
    @on(Button.Pressed, "#done")
    def _check(self) -> None:
        """Go on when the group was typed right; case and spaces do not matter."""
        typed = self.query_one("#sheet--check Input", Input).value
        right = same_group(typed, self._new.groups[self._asked])
        why = "" if right else f"Dat is niet groep {self._asked + 1}. Kijk het na op uw papier, van links naar rechts."
        self.query_one("#sheet--check", Field).complaint = why
        if right:
            self.dismiss(None)
        else:
            self.query_one("#sheet--check Input").focus()

    def action_leave(self) -> None:
        """Go on without the check; asks."""
        question = (
            "Het herstelblad is niet gecontroleerd en wordt nooit meer getoond. Zonder wachtzin en zonder herstelblad "
            "opent niemand deze kluis meer."
        )
        self.confirm("Verder zonder controle?", question, lambda: self.dismiss(None), yes="Verder", danger=True)


def same_group(typed: str, group: str) -> bool:
    """Whether a typed group is the printed one; O is read as 0, I and L as 1, as the herstelcode does."""
    read = str.maketrans("OIL", "011")
    return "".join(typed.upper().split()).translate(read) == group.translate(read)
