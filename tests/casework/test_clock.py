"""A clock that jumps, back and ahead: nothing is lost, nothing goes early, and the log is what it was."""

from datetime import date

from db.records.base import Sealed
from db.records.signal import StepKind
from db.replay import check_store
from db.roles import Deed
from mhtui.casework.desk import Desk
from mhtui.casework.intake import find_signal, register
from mhtui.casework.retention import due, kept, long_idle
from mhtui.casework.steps import take_step
from tests.casework.conftest import START, SetClock
from tests.casework.forms import ADDED, form

_JUMPS = ({"days": -365}, {"hours": -1}, {"days": 3652}, {"minutes": -61}, {"days": -3000})


def _work(desk: Desk) -> None:
    with desk.store.unit(Deed.LOOKED):
        pass


def test_work_goes_on_through_every_jump(af: Desk, clock: SetClock) -> None:
    """Each piece of work is kept in the order in which it was done, whatever the clock said; replay agrees."""
    numbers = [register(af, form(), ADDED).opened.number]
    for turn, jump in enumerate(_JUMPS):
        clock.forward(**jump)
        numbers.append(register(af, form(f"{turn}", f"Toelichting {turn}."), ADDED).opened.number)
    assert len(set(numbers)) == len(_JUMPS) + 1
    assert [find_signal(af, number).opened.number for number in numbers] == numbers
    told = [entry.detail.at for entry in af.store.log(limit=50) if not isinstance(entry.detail, Sealed)]
    assert told != sorted(told, reverse=True)
    assert check_store(af.store.location).findings == ()


def test_a_clock_that_is_ahead_is_told_before_anything_is_destroyed(af: Desk, clock: SetClock) -> None:
    """What is due comes from the clock; that a year went by without work is said, until somebody worked on it again."""
    made = register(af, form(), ADDED)
    take_step(af, made, StepKind.NO_FOLLOW_UP, text="te weinig")
    assert (due(af), long_idle(af)) == ((), None)
    clock.forward(days=-365)
    assert (due(af), long_idle(af)) == ((), None)
    clock.to(date(2099, 1, 1))
    assert (due(af), long_idle(af)) == (kept(af), START.date())
    _work(af)
    assert long_idle(af) == START.date()  # with the same clock
    clock.forward(days=1)
    assert long_idle(af) is None


def test_a_clock_that_went_back_keeps_what_was_closed(af: Desk, clock: SetClock) -> None:
    """Closed in what is now the future: not due, and not due earlier than it would have been."""
    clock.forward(days=3652)
    made = register(af, form(), ADDED)
    take_step(af, made, StepKind.NO_FOLLOW_UP, text="te weinig")
    (there,) = kept(af)
    clock.forward(days=-3652)
    assert (kept(af), due(af)) == ((there,), ())
    assert there.due_on.year == START.year + 15
