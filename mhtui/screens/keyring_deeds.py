"""What the aandachtsfunctionaris does with keys in Beheer: give, take back, renew, hand over, and another herstelblad.

Long work shows how far it is and can be stopped; it is then undone as a whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mhtui.screens.base import WorkScreen
from mhtui.screens.progress import ProgressDialog, Report

if TYPE_CHECKING:
    from keys.directory import Holder
    from mhtui.casework.desk import Desk
    from mhtui.casework.handover import Successor, Unfinished
    from mhtui.casework.keyholders import KeyholderRow

T = TypeVar("T")
_AF = "aandachtsfunctionaris"
HALFWAY = (
    "De opvolger heeft een sleutel en u ook. Maak de overdracht af: na het ontgrendelen vraagt het programma de "
    "opvolger ernaar, en u ook. U kunt de sleutel van de opvolger ook terugnemen."
)


@dataclass(frozen=True, slots=True)
class _NewSheet:
    """A herstelblad that was just made, and is shown once."""

    sheet: str = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)
    sheet_file: Path


class KeyringDeeds(WorkScreen[None]):
    """The actions of the sleutelhouders."""

    def chosen_holder(self) -> "KeyholderRow | None":
        """The holder under the cursor."""
        return None

    def action_give(self) -> None:
        """Give somebody a key."""
        from mhtui.screens.keyring_forms import GiveKey

        self.app.push_screen(GiveKey(), lambda _: self.load())

    def action_report(self) -> None:
        """Make the report of the FG."""
        from mhtui.screens.oversight_box import OversightBox

        today = self.session.desk.today()
        self.app.push_screen(OversightBox(today, self.session.places.printing), self._reported)

    def _reported(self, path: Path | None) -> None:
        """Say where it is."""
        if path is not None:
            self.notify(f"Bewaard als {path.name}.", markup=False)

    def action_words(self) -> None:
        """Change one's own wachtzin."""
        from mhtui.screens.keyring_forms import ChangeWords

        self.app.push_screen(ChangeWords())

    def action_turn(self) -> None:
        """Give everything new keys."""
        question = "Alles wordt opnieuw verzegeld. Wachtzinnen en herstelblad blijven zoals ze zijn."
        self.confirm("Alle sleutels vernieuwen?", question, self._turn, yes="Vernieuwen")

    def _turn(self) -> None:
        def job(desk: "Desk", report: Report) -> bool:
            from db.turning import rotate

            rotate(desk.store, progress=_told(report))
            return True

        self._long("Alle sleutels vernieuwen", job, "Alles heeft nieuwe sleutels.")

    def action_take_back(self) -> None:
        """Take back the key of the holder under the cursor."""
        row = self.chosen_holder()
        if row is None or not row.active or row.label == self.session.desk.label or row.role == "herstelblad":
            self.notify("Kies een sleutelhouder die er nog is, en niet uzelf.", markup=False)
            return
        question = (
            f"{row.label} opent daarna niets meer. Alles krijgt nieuwe sleutels; dat duurt enkele tellen en kan tot "
            "het einde nog gestopt worden."
        )
        self.confirm("Sleutel intrekken?", question, lambda: self._take_back(row), yes="Intrekken", danger=True)

    def _take_back(self, row: "KeyholderRow") -> None:
        from mhtui.screens.keyring_forms import TypeCode

        def go(code: bytes | None) -> None:
            def job(desk: "Desk", report: Report) -> bool:
                from mhtui.casework.keygiving import holder_named, take_back

                take_back(desk, holder_named(desk, row.label), code=code, progress=_told(report))
                return True

            if code is not None or row.role != _AF:
                self._long("Sleutel intrekken", job, f"De sleutel van {row.label} is ingetrokken.")

        if row.role == _AF:
            self.app.push_screen(TypeCode(), go)
        else:
            go(None)

    def action_new_sheet(self) -> None:
        """Make another herstelblad, shown once."""
        question = (
            "Het nieuwe herstelblad wordt één keer getoond; het oude opent daarna niets meer. Alles krijgt nieuwe "
            "sleutels. Houd pen en papier of een printer bij de hand."
        )
        self.confirm("Nieuw herstelblad maken?", question, self._new_sheet, yes="Maken")

    def _new_sheet(self) -> None:
        places = self.session.places

        def job(desk: "Desk", report: Report) -> _NewSheet:
            from db.turning import renew_sheet
            from keys.recovery import print_code
            from mhtui.casework.recovery_sheet import sheet_for

            code, day = renew_sheet(desk.store, progress=_told(report)), desk.today()
            text = sheet_for(desk.store, code, day)
            file = places.printing / f"herstelblad-{day:%Y-%m-%d}.txt"
            return _NewSheet(text, tuple(print_code(code).split()), file)

        def shown(new: _NewSheet | None) -> None:
            from mhtui.screens.wizard_sheet import SheetScreen

            if new is not None:
                self.app.push_screen(SheetScreen(new), lambda _: self.load())

        self.app.push_screen(ProgressDialog("Nieuw herstelblad", job), shown)

    def action_hand_over(self) -> None:
        """Hand the office over, or go on with a handover that stopped half way."""
        from mhtui.casework.handover import unfinished
        from mhtui.screens.handover_box import HandoverBox
        from mhtui.screens.unfinished_work import ask_about

        def begun(found: "Unfinished | None") -> None:
            if found is not None:
                ask_about(self.our_app, found)
            else:
                self.app.push_screen(HandoverBox(), self._successor)

        self.ask(unfinished, begun, group="handover", hold=True)

    def _successor(self, made: "tuple[Successor, bytes] | Holder | None") -> None:
        """Show what the successor opens, and ask whether to go on."""
        from mhtui.widgets.dialog import Told

        if made is None:
            return
        if not isinstance(made, tuple):
            self.app.push_screen(Told("Overdracht nog niet af", [("", HALFWAY)]), lambda _: self.load())
            return
        successor, code = made
        proof, leaver = successor.proof, self.session.desk.store.me.id

        def go() -> None:
            def job(desk: "Desk", report: Report) -> bool:
                from mhtui.casework.handover import take_over

                del desk  # new keys are made in the successor's session
                take_over(successor, leaver, code, progress=_told(report))
                return True

            self.app.push_screen(ProgressDialog("Functieoverdracht", job), lambda done: self._over(successor, done))

        def answered(sure: bool | None) -> None:
            if sure:
                go()
            else:
                self._over(successor, None)

        from mhtui.widgets.dialog import Confirm

        question = (
            f"{successor.holder.label} opent {proof.records} van {proof.records + proof.sealed} rijen en "
            f"{proof.entries} regels van het logboek.\n\nNu wordt uw sleutel ingetrokken, met nieuwe sleutels voor "
            "alles en een nieuwe hoofdsleutel. Daarna opent u niets meer."
        )
        self.app.push_screen(Confirm("De opvolger opent alles", question, yes="Overdragen", danger=True), answered)

    def _over(self, successor: "Successor", done: bool | None) -> None:
        """Say how it ended; who handed over is locked out."""
        from mhtui.screens.unfinished_work import handed_over
        from mhtui.widgets.dialog import Told

        successor.desk.store.close()
        if not done:
            self.app.push_screen(Told("Overdracht nog niet af", [("", HALFWAY)]), lambda _: self.load())
            return
        handed_over(self.our_app)

    def _long(self, title: str, job: "Callable[[Desk, Report], bool]", said: str) -> None:
        """Run long work with how far it is; say when it is done."""

        def ended(done: bool | None) -> None:
            if done:
                self.notify(said, markup=False, timeout=6)
            self.load()

        self.app.push_screen(ProgressDialog(title, job), ended)


def _told(report: Report) -> Callable[[int, int], None]:
    """Tell the dialog how far it is, in words."""
    return lambda done, total: report.step(done, total, f"{done} van {total} rijen opnieuw verzegeld")
