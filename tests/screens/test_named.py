"""Somebody turns out to be involved after the overleg spoke: said on the screen, and handled with two keys."""

from db.records.signal import FormPerson
from mhtui.casework.agenda import put_case
from mhtui.casework.cases import find_case, make_case, signals_of, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import register, revise
from mhtui.casework.live import start
from mhtui.casework.live_view import live_view
from mhtui.casework.minutes import write_note
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.places import PLACES
from mhtui.screens.case import CaseScreen
from mhtui.screens.named_box import NamedBox
from tests.judged import keep_all, let_stay
from tests.screens.casefiles import as_af, as_role, form, shown
from tests.screens.conftest import Desktop, OpenApp

HERE = tuple(place for place in PLACES if place.name in {"overview", "cases"})
AF = "aandachtsfunctionaris"
NOTES = ("Fatima werkt er ook.", "De broer van Fatima kwam langs.", "Patroon herkend.")


def spoken(desktop: Desktop) -> None:
    """A case on the table, with notes about somebody whom nobody had registered."""
    with as_af(desktop) as desk:
        case = make_case(desk, [register(desk, form(persons=(FormPerson(name="Katarzyna Nowak"),)))])
        place = desk.series_places()[0].id
        release(desk, keep_all(desk, write_text(desk, case, "Betrokkene A belt.")), place, NO_TO_ALL)
        meeting = next_meeting(desk, place).id
        put_case(desk, meeting, case.id)
    with as_role(desktop, "overleg") as table:
        start(table, meeting)
        item = next(row.id for row in live_view(table, meeting).items if row.number)
        for text in NOTES:
            write_note(table.answered(let_stay(text)), meeting, item, text)


def name_her(desk: Desk) -> None:
    """Register her."""
    (signal,) = signals_of(desk, find_case(desk, "C-2026-001"))
    she = signal.opened.persons[0].model_copy(update={"name": "Fatima Haddad"})
    revise(desk, signal, signal.opened.model_copy(update={"persons": (*signal.opened.persons, she)}))


def notes(desktop: Desktop) -> list[str]:
    """What the overleg reads now."""
    with as_role(desktop, "overleg") as table:
        return [row.opened.text for row in table.store.notes.all()]


async def test_the_case_tells_of_it_and_two_keys_put_labels_there(open_app: OpenApp, desktop: Desktop) -> None:
    """Nothing before she is registered; then how often, each line with what would stand there, and done."""
    spoken(desktop)
    async with open_app(AF, places=HERE) as running:
        await running.press("2", "enter")
        screen = shown(running, CaseScreen)
        assert not screen.has_class("-named")
        await running.press("n")
        assert screen is shown(running, CaseScreen)
        with as_af(desktop) as desk:
            name_her(desk)
        screen.load()
        await running.settle()
        assert "Op 2 plaatsen noemt wat het overleg schreef iemand" in " ".join(running.text.split())
        await running.press("n")
        shown(running, NamedBox)
        assert "Betrokkene B werkt er ook." in running.text
        await running.press("f10")
        assert screen is shown(running, CaseScreen)
        assert not screen.has_class("-named")
    assert notes(desktop) == ["Betrokkene B werkt er ook.", "De broer van Betrokkene B kwam langs.", NOTES[2]]


async def test_a_line_can_stay_and_leaving_changes_nothing(open_app: OpenApp, desktop: Desktop) -> None:
    """Space takes one out, also in a small window; esc leaves all as it was."""
    spoken(desktop)
    with as_af(desktop) as desk:
        name_her(desk)
    async with open_app(AF, places=HERE, size=(60, 20)) as running:
        await running.press("2", "enter", "n", "escape")
        shown(running, CaseScreen)
        assert notes(desktop) == list(NOTES)
        await running.press("n", "space", "f10")
        screen = shown(running, CaseScreen)
        assert screen.has_class("-named")
    assert notes(desktop) == [NOTES[0], "De broer van Betrokkene B kwam langs.", NOTES[2]]
