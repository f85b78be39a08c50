"""Asks the aandachtsfunctionaris for the kenmerk on paper, on a computer that never saw this kluis.

It stands before the wachtzin is used: a kluis that does not go on from the paper is not opened. Who has no paper
goes on on purpose, and is told what that means.
"""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.screens.work import WorkingModal
from mhtui.widgets.dialog import Dialog, button
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from db.store import Store

EXPLAINED = (
    "Deze computer zag deze kluis nog niet. Of dit de nieuwste is, of een oudere die iemand terugzette, ziet het "
    "programma alleen aan het kenmerk op papier: onder aan de laatste besluitenlijst, of op het herstelblad."
)
OTHER = (
    "Geen regel van het logboek heeft dit kenmerk: dit is een oudere of een andere kluis. Kijk of u het goed "
    "overtypte. Klopt het, open de kluis dan niet: zoek de nieuwste, en bel wie haar beheert."
)
NOT_TO_TELL = (
    "Niet vast te stellen of dit de nieuwste kluis is. Vanaf nu onthoudt deze computer hoe ver zij is. Vindt u het "
    "kenmerk alsnog, vergelijk het dan met «mhtui controle --kenmerk»."
)
_WRONG = "Een kenmerk is vijf groepen van vier: cijfers, en de letters A tot en met F."


class KenmerkBox(Dialog[bool | None], WorkingModal[bool | None]):
    """True when the kluis goes on from the paper, False when somebody goes on without, None when they do not."""

    heading = "Is dit de nieuwste kluis?"
    AUTO_FOCUS = "Input"

    def __init__(self, store: "Store") -> None:
        super().__init__()
        self._store = store

    def body(self) -> ComposeResult:
        """Why, and the line for it."""
        yield Static(plain(EXPLAINED))
        yield Static(" ")
        yield Field("Kenmerk van het logboek", Input(max_length=120), id="kenmerk")

    def buttons(self) -> ComposeResult:
        """Without, and compare."""
        yield button("Ik heb geen kenmerk", "without")
        yield button("Vergelijken", "compare", main=True)

    @on(Input.Submitted)
    @on(Button.Pressed, "#compare")
    def _compare(self) -> None:
        """Look for the line, in a thread: the logboek can be long."""
        from mhtui.casework.kenmerk import line_of

        typed, store = self.query_one(Input).value, self._store
        self.start(lambda: line_of(store, typed), self._looked, group="kenmerk", failed=self._not_a_kenmerk)

    def _looked(self, line: int | None) -> None:
        """Go on, or say that this is another kluis; then there is no going on without."""
        if line is not None:
            self.dismiss(True)
            return
        self.query_one("#without").display = False
        self.add_class("-urgent")
        self._complain(OTHER)

    def _not_a_kenmerk(self, error: Exception) -> bool:
        from mhtui.casework.errors import InvalidForm

        if isinstance(error, InvalidForm):
            self._complain(_WRONG)
            return True
        return False

    def _complain(self, why: str) -> None:
        field = self.query_one("#kenmerk", Field)
        field.complaint = why
        field.go()

    @on(Button.Pressed, "#without")
    def _without(self) -> None:
        """Go on on purpose."""
        self.dismiss(False)
