"""Signals and cases for the tests of screens, taken in through casework on the test's own kluis."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from textual.screen import Screen

from db.records.signal import FormPerson, SignalForm
from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.desk import Desk
from tests.screens.conftest import PASSPHRASES, Desktop, Running, clock

ScreenT = TypeVar("ScreenT", bound=Screen[Any])


@contextmanager
def as_af(desktop: Desktop) -> Iterator[Desk]:
    """Sit at the desk of the aandachtsfunctionaris of this computer, beside the program."""
    store = open_store(str(desktop.store), clock=clock)
    af = next(holder for holder in store.holders() if holder.role == "aandachtsfunctionaris")
    store.unlock(af.id, PASSPHRASES["aandachtsfunctionaris"], policy=FLOOR_POLICY)
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
