"""`mhtui besluitenlijst`: only what the aandachtsfunctionaris had checked is printed or written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from db.records.meeting import MeetingStatus
from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.desk import Desk
from mhtui.casework.errors import Unjudged
from mhtui.casework.handing_out import check
from mhtui.casework.meeting_record import meeting_record
from mhtui.casework.wording import Answers, words_of
from tests.cli.conftest import Run
from tests.demonstration import demo_clock

MOST_NAMES = 50
"""More is not named in the last overleg of the demonstration."""

pytestmark = pytest.mark.xdist_group("demo")


@contextmanager
def the_af(kluis: Path) -> Iterator[Desk]:
    """The aandachtsfunctionaris, in a program of her own."""
    store = open_store(str(kluis), clock=demo_clock)
    holder = next(each for each in store.holders() if each.role.value == "aandachtsfunctionaris")
    store.unlock(holder.id, "demo-af", policy=FLOOR_POLICY)
    yield Desk(store)
    store.close()


def test_refused_until_it_was_checked(run: Run, demo_kluis: Path, tmp_path: Path) -> None:
    """For the table always, with whom to ask; for the AF until the check; and a file is never written over."""
    paper = tmp_path / "lijst.txt"
    day = _last(demo_kluis)
    words = ("besluitenlijst", "--op", day, "--reeks", "lokaal ondermijningsoverleg")
    for role, why in (("af", "nog niet gecontroleerd"), ("overleg", "alleen de aandachtsfunctionaris")):
        said = run(role, *words, "--naar", str(paper))
        assert (said.code, said.out) == (1, "")
        assert why in said.err
        assert "controleert met o" in said.err
    assert not paper.exists()
    _check(demo_kluis, day)
    assert run("overleg", *words).code == 1
    printed = run("af", *words)
    assert (printed.code, printed.out.splitlines()[0][:16]) == (0, "Besluitenlijst ·")
    assert "Kenmerk van het logboek: " in printed.out
    assert [run("af", *words, "--naar", str(paper)).code for _ in range(2)] == [0, 5]
    assert paper.read_text() == printed.out


def test_a_day_without_an_overleg(run: Run) -> None:
    """And what is no day at all."""
    assert run("af", "besluitenlijst", "--op", "2001-01-01").code == 1
    assert run("af", "besluitenlijst", "--op", "gisteren").code == 2


def _last(kluis: Path) -> str:
    """The day of the last overleg that was held in the local series."""
    with the_af(kluis) as desk:
        closed = [row.opened for row in desk.store.meetings.all() if row.opened.status is MeetingStatus.CLOSED]
        return max(each.on for each in closed if "Drieluik" not in each.title and each.started_at).isoformat()


def _check(kluis: Path, day: str) -> None:
    """Have it checked; whoever is named may stay."""
    with the_af(kluis) as desk:
        row = next(each for each in desk.store.meetings.all() if each.opened.on.isoformat() == day)
        sitting = desk
        for _ in range(MOST_NAMES):
            try:
                check(sitting, meeting_record(desk, row.id))
            except Unjudged as found:
                sitting = sitting.answered(sitting.answers.joined(_stay(found)))
            else:
                return
    raise AssertionError("it goes on asking")


def _stay(found: Unjudged) -> Answers:
    """Let everybody stay who is asked about."""
    assert found.asked is not None
    text = found.asked.text
    return Answers(frozenset(words_of(text[run.start : run.end]) for run in found.asked.runs))
