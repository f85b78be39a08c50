"""On the first of January: several programs begin the figures of the same new year at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from db.replay import check_store
from keys.directory import Kind, Role
from mhtui.casework.desk import Desk
from mhtui.casework.figures import year_figures
from mhtui.casework.intake import register
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, form

_YEARS = (2027, 2028, 2029)


def _together(desks: list[Desk], day: str, number: int) -> list[str]:
    """Let each take in a signal of its own, all at once; their numbers."""
    start = Barrier(len(desks))

    def take(place: int) -> str:
        start.wait()
        return register(desks[place], form(narrative=f"{number} {place}", reported_on=day), ADDED).opened.number

    with ThreadPoolExecutor(len(desks)) as programs:
        return list(programs.map(take, range(len(desks))))


def test_a_new_year_is_begun_once(sit: Sit, clock: SetClock) -> None:
    """By two programs of the aandachtsfunctionaris and one of the zorgcoördinator: once, and each signal is counted."""
    desks = [sit(role) for role in (Role.AF, Role.AF, Role.ZORG)]
    keten = sit(Role.KETEN)
    for year in _YEARS:
        clock.now = clock.now.replace(year=year, month=1, day=1)
        numbers = _together(desks, f"01-01-{year}", year)
        assert sorted(numbers) == [f"S-{year}-001", f"S-{year}-002", f"S-{year}-003"]
        for desk in (*desks[:2], keten):
            desk.store.change_mark()
            labels = [place.label.year for place in desk.store.places(Kind.CIJFERS)]
            assert labels.count(year) == 1, labels
            assert year_figures(desk, year).total == len(desks)
    assert check_store(keten.store.location).findings == ()
