"""The small questions of Afschermen: which label, which vaguer words, and what was released before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, OptionList
from textual.widgets.option_list import Option

from mhtui.plain import plain
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.pick import PickBox

if TYPE_CHECKING:
    from mhtui.casework.caseview import CaseView, ReleaseLine

_LONGEST = 60
"""Characters of one's own vaguer words."""


def label_box(labels: Sequence[str]) -> PickBox:
    """Which label."""
    return PickBox("Welk label?", [(label, label) for label in labels])


class VaguerBox(Dialog[str | None]):
    """Something vaguer, chosen or typed; None when it was left."""

    DEFAULT_CSS = """
    VaguerBox OptionList { max-height: 12; }
    VaguerBox Input { margin-top: 1; }
    """

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__()
        self.heading = "Algemener"
        self._choices = tuple(choices)

    def body(self) -> ComposeResult:
        """The choices, and a line of one's own."""
        yield OptionList(*(Option(plain(each), id=each) for each in self._choices), markup=False)
        yield Input(placeholder="of typ het zelf, zonder naam", max_length=_LONGEST)

    def buttons(self) -> ComposeResult:
        """A way back."""
        yield button("Terug", "back")

    def on_mount(self) -> None:
        """Begin with the nearest."""
        options = self.query_one(OptionList)
        options.display = bool(self._choices)
        options.highlighted = 0 if self._choices else None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())

    @on(Button.Pressed)
    def _back(self) -> None:
        self.dismiss(None)


def past(view: "CaseView") -> list[tuple[str, str]]:
    """Return every release of a case, newest first: when and by whom, and whether it stands or why it was withdrawn."""
    lines = [(f"{line.released_at:%d-%m-%Y %H:%M} · {line.released_by}", _became(line)) for line in view.releases]
    return lines or [("", "Van deze casus is nog niets vrijgegeven.")]


def _became(line: "ReleaseLine") -> str:
    if line.withdrawn_at is None:
        return f"✓ staat, voor {line.series}" if line.series else "✓ staat"
    return f"○ ingetrokken op {line.withdrawn_at:%d-%m-%Y %H:%M}: {line.withdrawn_reason}"
