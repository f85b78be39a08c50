"""One question of a form: its label, the widget that takes the answer, and what is wrong with it.

It validates nothing itself: the screen says what is wrong, in Dutch.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Select, Static

from mhtui.plain import plain

ValueT = TypeVar("ValueT")


class Field(Vertical):
    """A label above a widget, and a line for a complaint below it."""

    DEFAULT_CSS = """
    Field {
        height: auto; width: 100%; margin-bottom: 1;
        .field--label { height: 1; color: $muted; }
        .field--hint { height: auto; color: $muted; padding: 0 1; }
        .field--complaint { height: auto; color: $attention; padding: 0 1; display: none; }
        &.-wrong .field--complaint { display: block; }
        &.-wrong .field--hint { display: none; }
        &:focus-within { color: $foreground; }
        &:focus-within .field--label { color: $here; }
    }
    """

    def __init__(self, label: str, widget: Widget, *, hint: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = label
        self._widget = widget
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Label, widget, hint, complaint."""
        yield Static(plain(self._label), classes="field--label")
        yield self._widget
        if self._hint:
            yield Static(plain(self._hint), classes="field--hint")
        yield Static(classes="field--complaint")

    @property
    def complaint(self) -> str:
        """What is wrong; empty when all is well."""
        return self._complaint

    @complaint.setter
    def complaint(self, text: str) -> None:
        self._complaint = text
        self.set_class(bool(text), "-wrong")
        self.query_one(".field--complaint", Static).update(plain(f"▲ {text}" if text else ""))

    def hint(self, text: str) -> None:
        """Say something else below it; for a field that was made with a hint."""
        self.query_one(".field--hint", Static).update(plain(text))

    def go(self) -> None:
        """Show the field, and let what is typed go into it."""
        self.call_after_refresh(self.scroll_visible, animate=False)  # with the complaint, which has no height yet
        entry = next((child for child in self.query(Widget) if child.focusable), None)
        if entry is not None:
            entry.focus()

    _complaint: str = ""


class Choice(Select[ValueT]):
    """A choice from a short list, in plain words; without a first value it says `Kies …`."""

    def __init__(
        self, options: Iterable[tuple[str, ValueT]], *, value: ValueT | None = None, id: str | None = None
    ) -> None:
        given: Sequence[tuple[str, ValueT]] = list(options)
        super().__init__(
            [(plain(label), each) for label, each in given],
            prompt="Kies …",
            allow_blank=value is None,
            value=value if value is not None else Select.NULL,
            id=id,
        )

    @property
    def chosen(self) -> ValueT | None:
        """The value, None while nothing was chosen."""
        found = self.value
        return None if found is Select.NULL else found  # type: ignore[return-value]  # NoSelection is ruled out
