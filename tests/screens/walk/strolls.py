"""The way of each role past every screen and every box it has, using every action the registry gives the table.

Each part begins and ends on a place of the program. What is typed when searching is a part of a planted word, in other
letters, so that only a find can put the word itself on the screen.
"""

from textual.widgets import Select

from mhtui.casework.intake import find_signal, revise
from mhtui.screens.case_making import MakeCase
from mhtui.screens.overview import OverviewScreen
from mhtui.screens.record import RecordScreen
from mhtui.screens.signal import SignalScreen
from tests.screens.casefiles import as_role
from tests.screens.conftest import PASSPHRASES
from tests.screens.walk.at_table import meeting, refusal
from tests.screens.walk.gaze import Gaze
from tests.screens.walk.walker import AF, REGION, TABLE, Walker, out, sweep


async def walk(walker: Walker) -> None:
    """Go everywhere this role may go, and end the program."""
    await overall(walker)
    for part in PARTS[walker.role]:
        await part(walker)
        if walker.role != AF:
            await sweep(walker.gaze)
    await walker.running.pilot.resize_terminal(40, 10)
    await walker.gaze.look()
    await walker.running.pilot.resize_terminal(120, 40)
    await walker.gaze.do("everywhere.lock")
    await walker.running.press("tab", "ctrl+q")
    walker.gaze.used.add("everywhere.quit")


async def overall(walker: Walker) -> None:
    """What works on every screen."""
    gaze = walker.gaze
    await gaze.look()
    await gaze.do("everywhere.help")
    await out(gaze)
    await gaze.do("everywhere.palette")
    await gaze.type(walker.sought)
    await gaze.press("escape")
    await gaze.do("everywhere.theme")
    await out(gaze)
    await gaze.do("everywhere.blank")
    await gaze.press("x")
    await gaze.type(PASSPHRASES[walker.role])
    await gaze.press("enter")


async def cases(walker: Walker) -> None:
    """Casussen, a case, and for the table its way to the agenda."""
    gaze = walker.gaze
    await gaze.do("go.cases")
    await gaze.do("cases.filter")
    await gaze.type(walker.sought)
    await gaze.press("escape")
    if walker.role == AF:
        await gaze.do("cases.all")
        await gaze.do("cases.all")
    await gaze.press("end", "enter")
    await gaze.do("everywhere.help")
    await out(gaze)
    await gaze.do("case.agenda")
    await gaze.press("f10")
    await out(gaze)
    if walker.role == AF:
        await _case_of_the_af(gaze)
    await gaze.do("case.leave")


async def _case_of_the_af(gaze: Gaze) -> None:
    """The boxes of a case, and the text beside its source."""
    await gaze.do("case.step")
    await out(gaze)
    await gaze.do("case.split")
    await out(gaze)
    await gaze.do("case.withdraw")
    await out(gaze)
    await gaze.do("case.shield")
    for deed in ("shielding.forward", "shielding.back", "shielding.source", "shielding.history"):
        await gaze.do(deed)
        await out(gaze)
    await gaze.do("shielding.keep")
    await gaze.do("shielding.release")
    await out(gaze)
    await gaze.do("shielding.leave")
    await out(gaze)


async def followup(walker: Walker) -> None:
    """Opvolging: found, opened, ticked off, opened again, postponed, dropped."""
    gaze = walker.gaze
    await gaze.do("go.followup")
    await gaze.do("followup.filter")
    await gaze.type(walker.sought)
    await gaze.press("escape", "end", "enter")
    await gaze.press("escape")
    await gaze.do("followup.done")
    await gaze.do("followup.all")
    await gaze.press("end")
    await gaze.do("followup.reopen")
    await gaze.do("followup.all")
    await gaze.press("end")
    await gaze.do("followup.postpone")
    await out(gaze)
    await gaze.do("followup.drop")
    await out(gaze)


async def planning(walker: Walker) -> None:
    """Agenda: its boxes, the order, earlier meetings, the other series."""
    gaze = walker.gaze
    await gaze.do("go.agenda")
    await gaze.do("agenda.put_case")
    await gaze.type(walker.sought)
    await out(gaze)
    await gaze.do("agenda.put_free")
    await out(gaze)
    await gaze.press("end", "enter", "enter")
    await gaze.do("agenda.move_up")
    await gaze.do("agenda.move_down")
    await gaze.do("agenda.take_off")
    await out(gaze)
    if walker.role != TABLE:
        await gaze.do("agenda.move_date")
        await gaze.press("escape")
    await gaze.do("agenda.attend")
    await gaze.press("enter", "escape")
    await gaze.do("agenda.along")
    await out(gaze)
    await gaze.do("agenda.series")
    await gaze.press("end", "enter")
    await gaze.do("agenda.series")
    await gaze.press("home", "enter")
    await _besluitenlijst(gaze)


async def _besluitenlijst(gaze: Gaze) -> None:
    """Read an earlier meeting, and the ones around it."""
    await gaze.do("agenda.earlier")
    await gaze.press("enter")
    await gaze.do("record.older")
    await gaze.do("record.newer")
    if isinstance(gaze.screen, RecordScreen):
        await gaze.do("record.export")
        await out(gaze)
    await gaze.do("record.back")


async def figures(walker: Walker) -> None:
    """Jaarcijfers: the years, beside each other, and the box of the export."""
    gaze = walker.gaze
    await gaze.do("go.figures")
    for deed in ("figures.earlier", "figures.later", "figures.compare", "figures.compare"):
        await gaze.do(deed)
    await gaze.do("figures.export")
    await out(gaze)


async def office(walker: Walker) -> None:
    """Beheer: holders, what is done with keys up to its question, the logboek line by line, controle."""
    gaze = walker.gaze
    await gaze.do("go.office")
    await gaze.do("office.holders")
    await gaze.press("enter", "escape")
    for box in ("report", "give", "words", "hand_over", "take_back", "turn", "new_sheet"):
        await gaze.do(f"office.{box}")
        await out(gaze)
    await gaze.do("office.access")
    await gaze.do("access.search")
    await out(gaze)
    await gaze.do("access.leave")
    await gaze.do("office.backups")
    for deed in ("settings", "make"):
        await gaze.do(f"backups.{deed}")
        await out(gaze)
    await gaze.do("backups.leave")
    await gaze.do("office.log")
    await gaze.press("down", "enter", "escape")
    await gaze.do("office.check")


async def board(walker: Walker) -> None:
    """Overzicht, its boxes, searching by a name, importing a form."""
    gaze = walker.gaze
    await gaze.do("go.overview")
    await gaze.do("everywhere.table")
    await out(gaze)
    await gaze.do("overview.step")
    await out(gaze)
    await gaze.do("overview.search")
    await gaze.type(walker.sought)
    await gaze.press("escape")
    await gaze.do("overview.import")
    await gaze.type(str(walker.folder))
    await gaze.press("enter")
    await out(gaze)
    await _to_the_lone_signal(gaze)
    await gaze.do("overview.make_case")
    assert isinstance(gaze.screen, MakeCase)
    await gaze.press("escape")
    await gaze.do("overview.new")
    await gaze.press("escape")
    await gaze.do("overview.postbox")
    await gaze.press("escape")


async def _to_the_lone_signal(gaze: Gaze) -> None:
    """Put the cursor on the signal that belongs to no case."""
    await gaze.running.press("home")
    board = gaze.screen
    assert isinstance(board, OverviewScreen)
    while board.chosen is not None and board.chosen.number != LONE:
        at = board.chosen
        await gaze.running.press("down")
        assert board.chosen is not at, gaze.running.text


async def signal(walker: Walker) -> None:
    """Signaal: the reporter shown, a person more, a step, left with something typed, changed by two."""
    gaze = walker.gaze
    await gaze.do("go.overview")
    await _to_the_lone_signal(gaze)
    await gaze.press("enter")
    assert isinstance(gaze.screen, SignalScreen)
    await gaze.do("signal.reveal")
    await gaze.do("signal.add_person")
    await gaze.do("signal.step")
    await out(gaze)
    await gaze.type("iets")
    await gaze.do("signal.leave")
    await gaze.press("escape")
    number = gaze.screen.header.title.split()[-1]
    with as_role(walker.desktop, AF) as desk:
        stored = find_signal(desk, number)
        revise(desk, stored, stored.opened.model_copy(update={"exploitation_form": "crimineel"}))
    gaze.screen.query_one("#exploitation_form--choice", Select).value = "seksueel"
    await gaze.do("signal.keep")
    assert "Conflict" in gaze.screens
    await out(gaze)
    await gaze.do("signal.leave")
    await out(gaze)


LONE = "S-2026-004"
"""The signal that belongs to no case."""
PARTS = {
    AF: (cases, office, board, signal),
    TABLE: (cases, followup, planning, meeting, refusal),
    REGION: (cases, followup, planning, figures),
}
"""The parts of each role's way; what the table can open too, it walks through for the aandachtsfunctionaris."""
