"""Signals and cases for the tests of screens, taken in through casework on the test's own kluis."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from textual.screen import Screen

from db.records.base import RowId
from db.records.meeting import Action
from db.records.signal import FormPerson, SignalForm
from db.roles import Deed
from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.desk import Desk
from tests.screens.conftest import PASSPHRASES, Desktop, Running, clock

ScreenT = TypeVar("ScreenT", bound=Screen[Any])


@contextmanager
def as_af(desktop: Desktop) -> Iterator[Desk]:
    """Sit at the desk of the aandachtsfunctionaris of this computer, beside the program."""
    with as_role(desktop, "aandachtsfunctionaris") as desk:
        yield desk


@contextmanager
def as_role(desktop: Desktop, role: str) -> Iterator[Desk]:
    """Sit at the desk of this role on this computer, beside the program."""
    store = open_store(str(desktop.store), clock=clock)
    holder = next(found for found in store.holders() if found.role == role)
    store.unlock(holder.id, PASSPHRASES[role], policy=FLOOR_POLICY)
    try:
        yield Desk(store)
    finally:
        store.close()


def form(**given: object) -> SignalForm:
    """A filled-in form; what is given replaces what stands in it."""
    plain: dict[str, object] = {
        "number": "2026-0031",
        "reported_on": "18-11-2026",
        "reported_at": "14:10",
        "place": "Lopik, Lekdijk West",
        "reporter": "Hanneke van Vliet-Bos",
        "persons": (FormPerson(name="Katarzyna Wiśniewska", capacity="mogelijk slachtoffer"),),
        "narrative": "Zij gaf haar paspoort niet zelf.",
    }
    return SignalForm.model_validate(plain | given)


def shown(running: Running, kind: type[ScreenT]) -> ScreenT:
    """The screen that is shown, which must be of this kind."""
    screen = running.app.screen
    assert isinstance(screen, kind), screen
    return screen


def add_actions(desktop: Desktop, *actions: tuple[str, str, date | None], case: RowId | None = None) -> list[RowId]:
    """Write actions of the table (what, who, last day) as the overleg does."""
    with as_role(desktop, "overleg") as desk:
        place = desk.series_places()[0].id
        with desk.store.unit(Deed.ACTION_CHANGED) as unit:
            return [
                unit.add(
                    desk.store.actions,
                    Action(text=text, owner=owner, case_id=case, by=desk.label, at=desk.now()),
                    compartment=place,
                    due_on=due_on,
                ).id
                for text, owner, due_on in actions
            ]
