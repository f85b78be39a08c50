"""More than a thousand signals on the board: drawn at once, scrolled by key, and never called the total."""

from datetime import timedelta

from db.records.base import Answer
from db.records.signal import Signal
from db.roles import Deed
from mhtui.places import PLACES
from mhtui.screens.signal import SignalScreen
from mhtui.widgets.table import PagedTable
from tests.screens.casefiles import as_af, shown
from tests.screens.conftest import Desktop, OpenApp

HERE = tuple(place for place in PLACES if place.name == "overview")
MANY = 1_200
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
