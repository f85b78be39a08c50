"""Does what somebody chose about a handover that stopped half way, with how far it is, and says how it ended."""

from typing import TYPE_CHECKING

from mhtui.door import SAID
from mhtui.places import UNLOCK
from mhtui.screens.progress import ProgressDialog, Report

if TYPE_CHECKING:
    from mhtui.app import MhtuiApp
    from mhtui.casework.desk import Desk
    from mhtui.casework.handover import Unfinished
    from mhtui.screens.unfinished_box import Choice

_FINISHED = "De overdracht is af. Maak nu in Beheer een nieuw herstelblad: de vingerafdruk is een andere."
_TAKEN_BACK = "De sleutel van de opvolger is ingetrokken. Maak nu in Beheer een nieuw herstelblad."


def ask_about(app: "MhtuiApp", found: "Unfinished") -> None:
    """Show what is unfinished, and do what is chosen."""
    from mhtui.screens.unfinished_box import UnfinishedBox

    def chosen(choice: "Choice | None") -> None:
        if choice is not None:
            _go(app, found, choice)

    app.push_screen(UnfinishedBox(found), chosen)


def handed_over(app: "MhtuiApp") -> None:
    """Lock out who handed over, and say what the successor does now; in a fresh process that says so at its door."""

    async def leave() -> None:
        if app.current_mode != UNLOCK:  # it may have noticed by itself that the key was taken back
            await app.lock("handed_over")
        app.notify(SAID["handed_over"], timeout=60)

    app.call_later(leave)  # by the app: the screen that asked goes away with the lock


def _go(app: "MhtuiApp", found: "Unfinished", choice: "Choice") -> None:
    cost = app.session.cost

    def job(desk: "Desk", report: Report) -> bool:
        from mhtui.casework.handover import finish, finish_beside, undo

        def step(done: int, total: int) -> None:
            report.step(done, total, f"{done} van {total} rijen opnieuw verzegeld")

        if not choice.finish:
            undo(desk, choice.code, progress=step)
        elif found.mine:
            finish(desk, choice.code, progress=step)
        else:
            finish_beside(desk, choice.words, choice.code, policy=cost, progress=step)
        return True

    def ended(done: bool | None) -> None:
        if done and choice.finish and not found.mine:
            handed_over(app)
        elif done:
            app.notify(_FINISHED if choice.finish else _TAKEN_BACK, markup=False, timeout=30)

    app.push_screen(ProgressDialog("Functieoverdracht", job), ended)
