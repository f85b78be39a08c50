"""Bewaren en vernietigen: what is due is shown, kept longer, destroyed once its number was typed, and declared."""

from datetime import datetime

import pytest
from textual.widgets import Input

from db.records.signal import StepKind
from db.replay import check_store
from mhtui.casework.cases import make_case
from mhtui.casework.intake import register
from mhtui.casework.retention import kept
from mhtui.casework.statement import destroyed
from mhtui.casework.steps import take_step
from mhtui.casework.terms import Terms, terms_of
from mhtui.places import PLACES
from mhtui.screens.retention import NOTHING_LEFT, RetentionScreen
from mhtui.screens.retention_boxes import DeclareBox, DestroyBox, PostponeBox, TermBox
from mhtui.widgets.dialog import Confirm, Told
from mhtui.widgets.field import Field
from mhtui.widgets.table import PagedTable
from mhtui.widgets.tick import Tick
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import NOW, Desktop, OpenApp, Running, TakePicture

HERE = tuple(place for place in PLACES if place.name in {"overview", "office"})
AF = "aandachtsfunctionaris"
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")


def later() -> datetime:
    """Six years on."""
    return NOW.replace(year=NOW.year + 6)


def lay(desktop: Desktop) -> None:
    """A case of two signals and a signal alone, both closed; another one that is open."""
    with as_af(desktop) as desk:
        rows = [register(desk, form(number=f"2026-{at}", narrative=f"{at}: zij belt.")) for at in range(4)]
        case = make_case(desk, rows[:2])
        take_step(desk, case, StepKind.NO_FOLLOW_UP, text="te weinig om op door te gaan")
        take_step(desk, rows[2], StepKind.NO_FOLLOW_UP, text="geen mensenhandel")


async def listed(running: Running) -> RetentionScreen:
    """Go there by way of Beheer."""
    await running.press("7", "d")
    return shown(running, RetentionScreen)


def rows(screen: RetentionScreen) -> list[str]:
    """The numbers on the screen."""
    table = screen.query_one("#retention--rows", PagedTable)
    return [table.row_text(place)[1] for place in range(table.rows_shown)]


async def test_nothing_is_due_yet(open_app: OpenApp, desktop: Desktop) -> None:
    """An empty list that says how many there are; all with one key; only on a request one is destroyed."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await listed(running)
        assert rows(screen) == []
        assert "0 van 2 afgesloten dossiers mogen weg" in running.text
        await running.press("a")
        assert rows(screen) == ["C-2026-001", "S-2026-003"]
        await running.press("v")
        box = shown(running, DestroyBox)
        for name, text in (("reason", "om wissen gevraagd"), ("category", "11.1"), ("number", "C-2026-001")):
            box.query_one(f"#retention--{name} Input", Input).value = text
        await running.press("f10")
        assert "mag nog niet weg" in box.query_one("#retention--reason", Field).complaint
        box.query_one("#retention--on-request", Tick).value = True
        await running.press("f10")
        shown(running, Told)
    with as_af(desktop) as desk:
        assert [each.shredding.on_request for each in destroyed(desk)] == [True]


async def test_nothing_is_closed_yet(open_app: OpenApp) -> None:
    """It says what will stand there."""
    async with open_app(AF, places=HERE) as running:
        await listed(running)
        assert "Geen afgesloten dossiers" in running.text


async def test_kept_longer(open_app: OpenApp, desktop: Desktop) -> None:
    """A reason and a day; what is wrong stands at its field, and leaving asks first."""
    lay(desktop)
    async with open_app(AF, places=HERE, at=later) as running:
        screen = await listed(running)
        await running.press("u")
        box = shown(running, PostponeBox)
        await running.press("f10")
        assert [each.complaint for each in box.query(Field)] == ["Dit is geen dag.", "Schrijf waarom."]
        await running.type("01-01-2030")
        await running.press("tab")
        await running.type("er loopt een zaak")
        await running.press("f10")
        assert "ligt in het verleden" in running.text
        await running.press("escape")
        shown(running, Confirm)
        await running.press("escape", *["backspace"] * 10)
        await running.type("01-01-2040")
        await running.press("f10")
        shown(running, RetentionScreen)
        assert rows(screen) == ["S-2026-003"]
    with as_af(desktop) as desk:
        assert [(each.number, each.reason) for each in kept(desk)][-1] == ("C-2026-001", "er loopt een zaak")


async def test_destroyed_and_declared(open_app: OpenApp, desktop: Desktop) -> None:
    """Only with its number typed; then it says what is left, and the verklaring is made where it is asked."""
    lay(desktop)
    async with open_app(AF, places=HERE, at=later) as running:
        screen = await listed(running)
        assert rows(screen) == ["C-2026-001", "S-2026-003"]
        await running.press("v")
        shown(running, DestroyBox)
        await running.type("de termijn is om")
        await running.press("tab")
        await running.type("11.1")
        await running.press("tab")
        await running.type("C-2026-002")
        await running.press("f10")
        shown(running, DestroyBox)
        assert "Dit is niet het nummer van dit dossier." in running.text
        await running.press("backspace", "1", "f10")
        shown(running, Told)
        assert NOTHING_LEFT in " ".join(running.text.split())
        await running.press("enter")
        assert rows(screen) == ["S-2026-003", "C-2026-001"]
        await running.press("end", "enter")
        assert "de termijn is om" in running.text
        await running.press("enter", "d")
        shown(running, DeclareBox)
        await running.press("f10")
        shown(running, RetentionScreen)
        await running.press("d", "f10")
        assert "Daar staat al iets" in running.text
    assert (desktop.places.documents / "verklaring-C-2026-001.odt").stat().st_size > 1000
    with as_af(desktop) as desk:
        assert [each.shredding.number for each in destroyed(desk)] == ["C-2026-001"]
        assert [each.number for each in kept(desk)] == ["S-2026-003"]
    assert check_store(str(desktop.store)).sound


@SIZES
def test_picture(desktop: Desktop, picture: TakePicture, size: tuple[int, int]) -> None:
    """Two dossiers that may go."""
    lay(desktop)

    async def go(running: Running) -> None:
        await listed(running)

    assert picture(go, role=AF, size=size, places=HERE, at=later)


@SIZES
def test_picture_of_destroying(desktop: Desktop, picture: TakePicture, size: tuple[int, int]) -> None:
    """What goes, and what is asked."""
    lay(desktop)

    async def go(running: Running) -> None:
        await listed(running)
        await running.press("v")

    assert picture(go, role=AF, size=size, places=HERE, at=later)


async def test_another_term(open_app: OpenApp, desktop: Desktop) -> None:
    """Not without a number, another one and a reason; then the list follows."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await listed(running)
        await running.press("t")
        box = shown(running, TermBox)
        line = {name: box.query_one(f"#retention--{name} Input", Input) for name in ("case", "alone", "reason")}
        assert (line["case"].value, line["alone"].value) == ("60", "60")
        line["alone"].value = "6O"
        await running.press("f10")
        assert "van 1 tot en met 1200" in box.query_one("#retention--alone", Field).complaint
        line["alone"].value = "60"
        line["reason"].value = "besluit van de gemeente"
        await running.press("f10")
        assert "de termijn van nu" in box.query_one("#retention--case", Field).complaint
        line["alone"].value = "1"
        await running.press("f10")
        assert running.shows(RetentionScreen)
        await running.press("a")
        assert rows(screen) == ["S-2026-003", "C-2026-001"]
    with as_af(desktop) as desk:
        assert terms_of(desk) == Terms(60, 1)
