"""More than a thousand signals on the board: drawn at once, scrolled by key, and never called the total."""

from datetime import timedelta

from db.records.base import Answer
from db.records.case import Case, Link
from db.records.signal import Signal
from db.roles import Deed
from mhtui.places import PLACES
from mhtui.screens.agenda_boxes import MOST_SHOWN
from mhtui.screens.case import CaseScreen
from mhtui.screens.signal import SignalScreen
from mhtui.widgets.table import PagedTable
from tests.screens.casefiles import as_af, shown
from tests.screens.conftest import Desktop, OpenApp

HERE = tuple(place for place in PLACES if place.name == "overview")
MANY = 1_200
MANY_CASES = 1_500
DRAWN = 500


async def test_a_board_of_many_signals(open_app: OpenApp, desktop: Desktop) -> None:
    """The worst stand on the board, the counts are over all of them; the last line opens."""
    with as_af(desktop) as desk, desk.store.unit(Deed.SIGNAL_ADDED) as unit:
        for place in range(MANY):
            record = Signal(
                number=f"S-2026-{place:04}", received_on=desk.today() - timedelta(days=place % 300), urgent=Answer.NO
            )
            unit.add(desk.store.signals, record, compartment=desk.identity)
    async with open_app("aandachtsfunctionaris", places=HERE, size=(80, 24)) as running:
        table = running.app.screen.query_one(PagedTable)
        assert table.rows_shown == DRAWN
        assert f"{MANY} open" in running.text
        assert f"de {DRAWN} ergste staan hier, / zoekt in alles" in " ".join(running.text.split())
        await running.press("end")
        assert table.cursor_row == DRAWN - 1
        await running.press("home", "pagedown", "enter")
        shown(running, SignalScreen)
        await running.press("escape")
        assert table.cursor_row > 1


async def test_a_list_of_many_cases(open_app: OpenApp, desktop: Desktop) -> None:
    """Fifteen hundred: the newest stand there, typing finds any other, also in the box of the agenda."""
    with as_af(desktop) as desk, desk.store.unit(Deed.CASE_MADE) as unit:
        place, today = desk.identity, desk.today()
        for count in range(MANY_CASES):
            record = Signal(number=f"S-2026-{count:04}", received_on=today, urgent=Answer.NO)
            signal = unit.add(desk.store.signals, record, compartment=place)
            named = Case(number=f"C-2026-{count:04}", codename=f"Wilg {count}", opened_on=today)
            case = unit.add(desk.store.cases, named, compartment=place)
            link = Link(signal_id=signal.id, case_id=case.id, linked_on=today)
            unit.add(desk.store.links, link, compartment=place, dossier=signal.dossier)
    async with open_app("aandachtsfunctionaris", size=(80, 24)) as running:
        await running.press("2")
        assert running.app.screen.query_one(PagedTable).rows_shown == DRAWN
        assert f"{MANY_CASES} van {MANY_CASES} lopende casussen" in running.text
        await running.hurry("/", "0007", "enter", "enter")
        assert "C-2026-0007" in shown(running, CaseScreen).header.title
        await running.press("escape", "3", "c")
        assert f"De eerste {MOST_SHOWN} van {MANY_CASES}." in running.text
        await running.type("wilg 1499")
        await running.settle()
        assert "C-2026-1499 Wilg 1499" in running.text
