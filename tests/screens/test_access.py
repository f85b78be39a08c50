"""A request in Beheer: found, chosen, judged, read as it will be, and only then made; nothing for anybody else."""

import stat

import pytest
from textual.widgets import Input

from db.records.signal import FormPerson
from db.replay import check_store
from db.roles import Deed
from mhtui.actions.registry import of_screen, with_verb
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.intake import register
from mhtui.places import PLACES
from mhtui.screens.access import AccessScreen
from mhtui.screens.access_boxes import GiveBox, MarkedBox, WhoBox
from mhtui.screens.progress import ProgressDialog
from mhtui.widgets.dialog import Told
from mhtui.widgets.field import Field
from mhtui.widgets.table import PagedTable
from tests.screens.casefiles import as_af, form, shown
from tests.screens.conftest import Desktop, OpenApp, Running, TakePicture

HERE = tuple(place for place in PLACES if place.name in {"overview", "office"})
AF = "aandachtsfunctionaris"
TOLD = "Katarzyna Wiśniewska belde. Hanneke van Vliet-Bos bracht haar naar Bartosz Zomaarwat."
SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: f"{size[0]}x{size[1]}")


def lay(desktop: Desktop) -> None:
    """A case about her, with a text, and a signal about somebody with nearly her name."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form(narrative=TOLD))])
        write_text(desk, case, "Betrokkene A werkt lange dagen.")
        other = (FormPerson(name="Katarina Zondag"),)
        register(desk, form(number="2", narrative="Zij zweeg.", persons=other))


async def asked(running: Running, name: str) -> None:
    """Say who asks."""
    shown(running, WhoBox).query_one("#access--name Input", Input).value = name
    await running.press("f10")
    await running.settle()


async def found(running: Running, name: str = "Katarzyna Wiśniewska") -> AccessScreen:
    """Go there by way of Beheer, and look for her."""
    await running.press("7", "z")
    shown(running, AccessScreen)
    await running.press("n")
    await asked(running, name)
    return shown(running, AccessScreen)


def keys(screen: AccessScreen) -> list[str]:
    """The places on the screen."""
    table = screen.query_one("#access--rows", PagedTable)
    return [table.row_text(place)[1] for place in range(table.rows_shown)]


async def test_read_before_it_is_made(open_app: OpenApp, desktop: Desktop) -> None:
    """Chosen, read and made; another choice has to be read again. Twice on one place is told, and nothing is lost."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        screen = await found(running)
        assert keys(screen) == ["S-2026-001/betrokkene-1", "S-2026-001/toelichting", "S-2026-002/betrokkene-1"]
        await running.press("m", "l")
        shown(running, AccessScreen)
        await running.press("space", "down", "space", "m")
        assert "2 van 3 plekken gekozen" in running.text
        shown(running, AccessScreen)
        await running.press("l")
        told = dict(shown(running, Told)._lines)
        assert [name for name in ("Hanneke", "Bartosz", "Lekdijk") if name in "".join(told.values())] == []
        assert "[een ander]" in told["S-2026-001: toelichting"]
        await running.press("enter", "up", "space", "m")
        shown(running, AccessScreen)
        await running.press("space", "m")
        box = shown(running, GiveBox)
        await running.press("f10")
        await running.settle()
        made = list(running.app.session.places.documents.glob("inzage-*.odt"))
        assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o600]
        await running.press("m", "f10")
        await running.settle()
        box = shown(running, GiveBox)
        assert "niet overschreven" in box.query_one("#document--file", Field).complaint
    with as_af(desktop) as desk:
        assert [entry.deed for entry in desk.store.log(limit=3)][-1] is Deed.ACCESS_SEARCHED
        assert desk.store.log(limit=1)[0].deed is Deed.ACCESS_GIVEN
    assert check_store(str(desktop.store)).sound


async def test_what_may_stay(open_app: OpenApp, desktop: Desktop) -> None:
    """One word is let stand, another one left out; those of others in the dossier cannot be chosen."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        await found(running)
        await running.press("down", "space", "v")
        box = shown(running, MarkedBox)
        assert [each.words for each in box._marked] == ["Bartosz Zomaarwat"]
        box.query_one("#access--out Input", Input).value = "belde"
        await running.press("space", "f10")
        await running.settle()
        shown(running, AccessScreen)
        await running.press("l")
        told = dict(shown(running, Told)._lines)["S-2026-001: toelichting"]
        assert told == "Katarzyna Wiśniewska [weggelaten]. [een ander] bracht haar naar Bartosz Zomaarwat."


async def test_nothing_found_and_nothing_typed(open_app: OpenApp, desktop: Desktop) -> None:
    """Both are told."""
    lay(desktop)
    async with open_app(AF, places=HERE) as running:
        await found(running, "Zoekgeraakt")
        assert "komen in geen enkel dossier voor" in running.text
        await running.press("n", "f10")
        assert "Vul een naam in." in shown(running, WhoBox).query_one("#access--name", Field).complaint
        await asked(running, "123")
        assert shown(running, WhoBox).query_one("#access--name", Field).complaint


async def test_stopped(open_app: OpenApp, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found before stays on the screen."""
    lay(desktop)

    def stopped(dialog: ProgressDialog[object]) -> None:
        dialog._report.stop()
        ProgressDialog.on_mount(dialog)

    async with open_app(AF, places=HERE) as running:
        screen = await found(running)
        monkeypatch.setattr(
            "mhtui.screens.access.ProgressDialog", type("Stopped", (ProgressDialog,), {"on_mount": stopped})
        )
        await running.press("n")
        await asked(running, "Marek")
        assert len(keys(shown(running, AccessScreen))) == len(keys(screen)) == 3


def test_nobody_else_comes_here() -> None:
    """Who may be in Beheer for something else does not even see it."""
    found = [*of_screen("access"), with_verb("office", "access")]
    assert {role for action in found if action for role in action.roles} == {AF}


@SIZES
def test_picture(desktop: Desktop, picture: TakePicture, size: tuple[int, int]) -> None:
    """As the AF sees it, two places chosen."""
    lay(desktop)

    async def go(running: Running) -> None:
        await found(running)
        await running.press("space", "down", "space")

    assert picture(go, role=AF, size=size, places=HERE)


def test_picture_of_what_stays(desktop: Desktop, picture: TakePicture) -> None:
    """What is marked, with one word that may stay."""
    lay(desktop)

    async def go(running: Running) -> None:
        await found(running)
        await running.press("down", "space", "v")

    assert picture(go, role=AF, size=(80, 24), places=HERE)
