"""Texts that break careless screens, through every screen of the work: nothing ends, nothing is taken for markup."""

import re

import pytest
from textual.widgets import OptionList

from db.records.signal import FormPerson, StepKind
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.intake import Added, register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from mhtui.plain import STEERING, clean
from mhtui.screens.case import CaseScreen
from mhtui.screens.case_making import MakeCase
from mhtui.screens.followup import FollowUpScreen
from mhtui.screens.office import OfficeScreen
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.release_questions import ReleaseQuestions
from mhtui.screens.search import SearchScreen
from mhtui.screens.shielding import ShieldingScreen
from mhtui.screens.signal import SignalScreen
from mhtui.screens.step_form import StepForm
from tests.judged import keep_all
from tests.screens.casefiles import add_actions, as_af, form, shown
from tests.screens.conftest import NOW, Desktop, OpenApp, Running
from tests.screens.hostile import BRACKETS, CONTROL, HOSTILE, LONG, RIGHT_TO_LEFT, WIDE

AF = "aandachtsfunctionaris"
NAMES = {BRACKETS: "brackets", RIGHT_TO_LEFT: "right-to-left", LONG: "long", CONTROL: "control", WIDE: "wide"}
LINE = 200
"""Characters of it that stand in one line of a form."""


def _fill(desktop: Desktop, text: str) -> None:
    """Put the text wherever somebody can write: two signals, a released case, a step, an action."""
    text = re.sub("[\ud800-\udfff]", "", text)
    line, body = text[:LINE], text[:20_000]
    with as_af(desktop) as desk:
        person = FormPerson(name=line, capacity=line, email=line, phone=line)
        signals = [
            register(
                desk,
                form(number=line, place=line, reporter=line, narrative=f"{place} {body}", persons=(person,)),
                Added(department=line, safe_contact=line),
            )
            for place in range(2)
        ]
        case = write_text(desk, make_case(desk, signals[:1], codename="Zwaluw"), clean(body))
        release(desk, keep_all(desk, case), desk.series_places()[0].id, NO_TO_ALL)
        take_step(desk, desk.store.cases.get(case.id), StepKind.KNOWN_CHECKED, text=body)
    add_actions(desktop, (body, line, NOW.date()), case=case.id)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: NAMES[text])
async def test_hostile_text_on_every_screen(text: str, open_app: OpenApp, desktop: Desktop) -> None:
    """The signal, the case, its text, the questions, what is searched, what is followed up, the logboek."""
    _fill(desktop, text)
    async with open_app(AF, size=(80, 24)) as running:
        await _through_the_signals(running, text)
        await _through_the_case(running)
        await running.press("5")
        shown(running, FollowUpScreen)
        await _look(running, "enter", CaseScreen)
        await running.press("7", "l")
        shown(running, OfficeScreen)
        assert not STEERING.search(running.text.replace("\n", ""))


async def _look(running: Running, key: str, kind: type) -> None:
    """Open something, see that it stands there and steers nothing, and go back."""
    await running.press(key)
    shown(running, kind)
    assert not STEERING.search(running.text.replace("\n", ""))
    await running.press("escape")


async def _through_the_signals(running: Running, text: str) -> None:
    shown(running, OverviewScreen)
    await _look(running, "s", StepForm)
    await running.press("home")
    await _look(running, "enter", SignalScreen)
    await running.press("enter", "f6")
    if text == BRACKETS:
        assert "[udkast]" in running.text
    await running.press("escape")
    await _look(running, "c", MakeCase)
    await running.press("slash")
    await running.type("S-2026-001")
    await running.settle()
    assert shown(running, SearchScreen).query_one(OptionList).option_count
    await running.press("escape")


async def _through_the_case(running: Running) -> None:
    await running.press("2")
    await _look(running, "enter", CaseScreen)
    await running.press("enter", "a")
    box = shown(running, ShieldingScreen).area
    assert box.text
    await _look(running, "f9", ReleaseQuestions)
    await running.press("escape", "i")
    assert "Waarom?" in running.text
    await running.press("escape", "escape")
