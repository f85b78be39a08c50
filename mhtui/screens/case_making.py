"""Casus maken: from one signal, with a codename the table can pronounce; or add the signal to a case there is.

Names are offered by casework; none of them is a name of a person.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.widgets import Select, Static

from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.widgets.field import Choice, Field
from mhtui.widgets.suggest import SuggestLine

if TYPE_CHECKING:
    from db.records.base import RowId
    from mhtui.casework.desk import Desk

NEW: Final = "nieuw"
"""The choice that makes a new case."""
OFFERED: Final = 8
"""Codenames that are offered."""


class MakeCase(FormBox[str]):
    """Gives back what was done, in words: which case, and its codename when the program chose it."""

    AUTO_FOCUS = "#making--case"
    KEEP_WORD = "Maken"
    SAID = ""
    FIELDS: ClassVar[dict[str, str]] = {"codename": "making--name"}

    def __init__(self, signal: "RowId", number: str) -> None:
        super().__init__()
        self.heading = f"Casus met signaal {number}"
        self._signal = signal
        self._offers: tuple[str, ...] = ()

    def body(self) -> ComposeResult:
        """A new case or one there is, and the codename of a new one."""
        yield Static(
            plain(
                "Het overleg bespreekt een casus onder zijn codenaam. Een signaal verhuist niet: het wordt gekoppeld."
            )
        )
        yield Field("Welke casus?", Choice([("Nieuwe casus", NEW)], value=NEW, id="making--case"))
        yield Field(
            "Codenaam",
            SuggestLine((), id="making--word"),
            hint="Leeg laten mag: dan kiest het programma er een.",
            id="making--name",
        )

    def on_mount(self) -> None:
        """Read the cases there are, and free codenames."""
        self.ask(_read, self._offer, group="offers")

    def _offer(self, found: tuple[list[tuple[str, str]], tuple[str, ...]]) -> None:
        cases, names = found
        chooser = self.query_one("#making--case", Select)
        chooser.set_options([(plain(label), number) for label, number in [("Nieuwe casus", NEW), *cases]])
        chooser.value = NEW
        self.query_one("#making--word", SuggestLine).offers = names

    @property
    def has_changes(self) -> bool:
        """Whether a codename was typed."""
        return bool(self.query_one("#making--word", SuggestLine).typed.strip())

    def job(self) -> "Callable[[Desk], str]":
        """Make the case, or link the signal."""
        choice: Choice[str] = self.query_one("#making--case", Choice)
        chosen = choice.chosen
        row, name = self._signal, self.query_one("#making--word", SuggestLine).value or None

        def job(desk: "Desk") -> str:
            from mhtui.casework.cases import find_case, link, make_case

            signal = desk.store.signals.get(row)
            if chosen in {None, NEW}:
                made = make_case(desk, [signal], codename=name).opened
                return f"Casus {made.number} “{made.codename}” is gemaakt."
            case = find_case(desk, str(chosen))
            link(desk, case, signal)
            return f"Gekoppeld aan casus {case.opened.number} “{case.opened.codename}”."

        return job

    def _kept(self, result: str) -> None:
        self.notify(result, markup=False, timeout=6)
        super()._kept(result)


def _read(desk: "Desk") -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    from db.records.base import State
    from mhtui.casework.cases import free_codenames
    from mhtui.casework.caseview import case_list

    cases = case_list(desk, state=State.OPEN).rows
    return [(f"{row.number} “{row.codename}” {row.form}", row.number) for row in cases], free_codenames(desk, OFFERED)
