"""Two people changed one signal: what does not clash is put together, what clashes is asked, and nothing is lost.

`merged` is pure; the dialog shows both versions of each field that both changed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Static

from mhtui.plain import plain
from mhtui.widgets.dialog import Dialog, button

if TYPE_CHECKING:
    from db.records.signal import Signal

FIELD_WORDS: Final = {
    "sender_number": "Nummer van de afzender",
    "reported_on": "Datum melding",
    "reported_at": "Tijdstip",
    "place": "Plaats",
    "reporter": "Naam melder",
    "persons": "Betrokkenen",
    "narrative": "Toelichting signaal",
    "exploitation_form": "Uitbuitingsvorm",
    "municipality": "Herkomst signaal (gemeente)",
    "reporter_kind": "Soort melder",
    "department": "Afdeling van de melder",
    "received_via": "Ontvangen via",
    "urgent": "Spoed",
    "undermining": "Ondermijnende component",
    "safe_contact": "Veilig contact",
}
"""Every field a person can change, in words."""
_HIDDEN: Final = frozenset({"reporter"})
"""Fields whose versions are not drawn."""
_SHOWN: Final = 600
"""Characters of a version that are drawn."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Two versions put together."""

    mine: "Signal"
    """Theirs, with everything I changed."""
    theirs: "Signal"
    """Theirs, with what only I changed."""
    fields: tuple[str, ...]
    """Fields that both changed, differently."""


def merged(before: "Signal", mine: "Signal", theirs: "Signal") -> Merged:
    """Put two versions of a signal together that both came from `before`."""
    changed = {name: getattr(mine, name) for name in FIELD_WORDS if getattr(mine, name) != getattr(before, name)}
    clashing = tuple(
        name for name, value in changed.items() if getattr(theirs, name) not in (getattr(before, name), value)
    )
    quiet = {name: value for name, value in changed.items() if name not in clashing}
    return Merged(theirs.model_copy(update=changed), theirs.model_copy(update=quiet), clashing)


class Conflict(Dialog["Signal | None"]):
    """Asks which version of the clashing fields counts; None leaves everything as it is typed."""

    heading = "Iemand anders was u voor"

    def __init__(self, found: Merged) -> None:
        super().__init__()
        self._found = found

    def body(self) -> ComposeResult:
        """Both versions of each field."""
        yield Static(
            plain(
                "Dit signaal is intussen ook door iemand anders gewijzigd. Hieronder staat waar u beiden iets "
                "veranderde. Er is nog niets verloren: beide versies zijn er nog.\n"
            )
        )
        for name in self._found.fields:
            mine, theirs = (_words(name, getattr(each, name)) for each in (self._found.mine, self._found.theirs))
            yield Static(plain(f"{FIELD_WORDS[name]}", "bold"))
            yield Static(plain(f"van u:      {mine}"))
            yield Static(plain(f"van ander:  {theirs}\n"))

    def buttons(self) -> ComposeResult:
        """Back, theirs, mine."""
        yield button("Terug", "back")
        yield button("Versie van de ander", "theirs")
        yield button("Mijn versie", "mine", main=True)

    @on(Button.Pressed)
    def _chosen(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss({"mine": self._found.mine, "theirs": self._found.theirs}.get(event.button.id or ""))


def _words(name: str, value: Any) -> str:  # noqa: ANN401 - a field of a record, drawn by its kind
    """Draw one version of a field."""
    if name in _HIDDEN:
        return "verzegeld; toon de melder om te vergelijken"
    if name == "persons":
        return "; ".join(", ".join(filter(None, (one.name, one.capacity))) for one in value) or "niemand"
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
