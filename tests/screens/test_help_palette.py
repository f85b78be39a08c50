"""Help, the palette, the footer, the header and the choice of a theme: all from the registry, all in Dutch."""

import json

import pytest
from textual.widgets import Input

from mhtui.actions.action import EVERYONE, EVERYWHERE, MOST_FOOTER_KEYS, Action, key_word, key_words
from mhtui.actions.registry import ACTIONS, of_screen
from mhtui.heading import Heading
from mhtui.places import PLACES, home_of, places_for
from mhtui.plain import STEERING
from mhtui.screens.help import HelpScreen
from mhtui.screens.offers import Offer, offers
from mhtui.screens.palette import PaletteScreen, ranked
from mhtui.screens.small import SmallScreen
from mhtui.screens.themes import ThemeScreen
from mhtui.theme import CONTRAST, DARK
from mhtui.widgets.footer import Hint, KeyHint, fitting
from mhtui.widgets.header import HeaderLine
from tests.screens.conftest import Desktop, OpenApp
from tests.screens.hostile import BRACKETS, HOSTILE
from tests.screens.rooms import ROOMS, Room, SecondRoom

AF = "aandachtsfunctionaris"
_NEVER_TOGETHER = {"meeting.start": "meeting.close"}
"""Actions that share a key: `can()` lets only one of the two through, before or during the overleg."""
_TERMINALS_TAKE = {"ctrl+j", "ctrl+m", "ctrl+h", "ctrl+i", "ctrl+s", "ctrl+c", "ctrl+z"}


def test_every_action_has_its_own_id_and_words() -> None:
    """Ids are unique; label and sentence are there, and the label fits a footer."""
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    for action in ACTIONS:
        assert 0 < len(action.label) <= 20, action.id
        assert action.tooltip.endswith("."), action.id


def test_no_key_is_bound_twice_on_a_screen() -> None:
    """Not by two actions of one screen for the same role, and not over what works everywhere."""
    for screen in {action.screen for action in ACTIONS}:
        reserved = {(place.key, role) for place in PLACES for role in place.roles}
        actions = [action for action in of_screen(screen) if action.id not in _NEVER_TOGETHER]
        taken = [(key, role) for action in actions for key in action.keys for role in action.roles]
        assert len(taken) == len(set(taken)), screen
        assert not reserved & set(taken), screen
        if screen != EVERYWHERE:
            assert not {key for key, _ in reserved} & {key for key, _ in taken}, screen
        if screen != EVERYWHERE:
            everywhere = {key for action in of_screen(EVERYWHERE) for key in action.keys}
            assert not everywhere & {key for key, _ in taken}, screen


def test_no_key_is_one_that_terminals_take_and_no_letter_has_priority() -> None:
    """A letter with priority would fire while somebody types; `ctrl+j` never arrives."""
    for action in ACTIONS:
        assert not action.keys or set(action.keys) - _TERMINALS_TAKE, action.id
        assert not (action.priority and any(len(key) == 1 for key in action.keys)), action.id


def test_no_footer_is_longer_than_seven_keys_of_its_own() -> None:
    """For each role, the keys of a screen alone."""
    for screen in {action.screen for action in ACTIONS} - {EVERYWHERE}:
        for role in EVERYONE:
            actions = [action for action in of_screen(screen) if action.id not in _NEVER_TOGETHER]
            own = [action for action in actions if action.footer and action.allowed(role)]
            assert len(own) <= MOST_FOOTER_KEYS, (screen, role)


def test_every_role_that_comes_in_has_a_place_of_its_own() -> None:
    """The AF lands on Overzicht, the overleg on no place of the AF, the FG on Beheer."""
    homes = {role: home_of(role).name for role in EVERYONE}
    assert homes[AF] == "overview"
    assert homes["fg"] == "office"
    assert home_of("overleg", table_only=True).name == "meeting"
    assert "overview" not in {place.name for place in places_for("overleg")}
    assert places_for(None) == ()
    with pytest.raises(LookupError):
        home_of("herstel")


@pytest.mark.parametrize(
    "key,word",
    [("question_mark", "?"), ("f10", "F10"), ("ctrl+l", "ctrl+l"), ("space", "spatie"), ("left", "←"), ("f", "f")],
)
def test_keys_are_named_as_people_name_them(key: str, word: str) -> None:
    """Signs, not names of signs."""
    assert key_word(key) == word


def test_two_keys_of_one_action_are_joined_by_a_word() -> None:
    """`? of F1`."""
    assert key_words(["question_mark", "f1"]) == "? of F1"


async def test_help_names_the_keys_that_work_here(open_app: OpenApp) -> None:
    """Places of this role, what works everywhere, and nothing of another role."""
    async with open_app("overleg", places=ROOMS) as running:
        running.app.screen.set_focus(None)
        await running.press("question_mark")
        assert running.shows(HelpScreen)
        for word in ("Hulp", "Agenda", "F12", "Scherm leeg", "Vergrendelen"):
            assert word in running.text, word
        assert "Overzicht" not in running.text
        await running.press("escape")
        assert running.shows(SecondRoom)


async def test_help_on_a_line_tells_about_the_screen_by_f1(open_app: OpenApp) -> None:
    """While typing `?` is a question mark; F1 helps."""
    async with open_app() as running:
        await running.press("question_mark")
        assert running.app.screen.query_one("#unlock--secret", Input).value == "?"
        await running.press("f1")
        assert "Wachtzin kwijt?" in running.text


async def test_the_palette_is_dutch_and_has_no_screenshot(open_app: OpenApp) -> None:
    """What can be done now, and nothing that Textual brings."""
    async with open_app(AF, places=ROOMS) as running:
        await running.press("ctrl+p")
        for word in ("Zoek een opdracht", "Overzicht", "Agenda", "Vergrendelen", "Weergave kiezen", "Afsluiten"):
            assert word in running.text, word
        for word in ("Screenshot", "Theme", "Quit", "Keys", "Search"):
            assert word not in running.text, word


async def test_the_palette_finds_and_runs(open_app: OpenApp) -> None:
    """Typing narrows it; enter does the best one."""
    async with open_app(AF, places=ROOMS) as running:
        await running.press("ctrl+p")
        await running.type("agen")
        await running.press("enter")
        assert running.shows(SecondRoom)


async def test_the_palette_says_when_nothing_fits(open_app: OpenApp) -> None:
    """In words; enter then does nothing."""
    async with open_app(AF, places=ROOMS) as running:
        await running.press("ctrl+p")
        await running.type("xyzzy")
        assert "Geen opdracht gevonden." in running.text
        await running.press("enter")
        assert running.shows(PaletteScreen)


async def test_before_unlocking_only_what_is_possible_is_offered(open_app: OpenApp) -> None:
    """No place, no lock, no empty screen."""
    async with open_app() as running:
        assert [offer.action.id for offer in offers(running.app, running.app.screen)] == [
            "everywhere.help",
            "everywhere.palette",
            "everywhere.theme",
            "everywhere.quit",
        ]


def test_the_best_fit_is_first_and_a_label_counts_more_than_a_sentence() -> None:
    """`slot` in a label before `slot` in a sentence."""

    def offer(label: str, tooltip: str) -> Offer:
        return Offer(Action(f"x.{label}", label, tooltip), object())  # type: ignore[arg-type]  # ranking runs nothing

    found = [offer("Openen", "Haalt het slot eraf."), offer("Slot", "Dicht.")]
    assert [each.action.label for each in ranked(found, "slot")] == ["Slot", "Openen"]
    assert ranked(found, " ") == found
    assert ranked(found, "qq") == []


async def test_a_theme_is_shown_at_once_and_kept(open_app: OpenApp, desktop: Desktop) -> None:
    """Moving shows it, enter keeps it in the settings file, and the next start begins with it."""
    async with open_app() as running:
        await running.app.run_action("app.theme")
        await running.settle()
        await running.press("down", "down")
        assert running.app.theme == CONTRAST
        await running.press("enter")
        assert not running.shows(ThemeScreen)
    kept = json.loads(desktop.places.settings_file.read_text(encoding="utf-8"))
    assert kept["weergave"] == CONTRAST
    async with open_app() as again:
        assert again.app.theme == CONTRAST


async def test_leaving_the_choice_of_a_theme_brings_the_old_one_back(open_app: OpenApp, desktop: Desktop) -> None:
    """Esc undoes what was only shown; nothing is written."""
    async with open_app() as running:
        await running.app.run_action("app.theme")
        await running.settle()
        await running.press("down", "escape")
        assert running.app.theme == DARK
    assert not desktop.places.settings_file.exists()


async def test_the_header_tells_an_alarm_on_a_red_line_and_takes_it_away(open_app: OpenApp) -> None:
    """Glyph and words; gone when all is well again."""
    async with open_app(AF, places=ROOMS) as running:
        heading = running.app.heading
        running.app.show_heading(Heading(heading.store, heading.role, names_open=True, alarm="Controle vond iets"))
        await running.settle()
        assert "▲ Controle vond iets" in running.text
        running.app.show_heading(heading)
        await running.settle()
        assert "Controle vond iets" not in running.text


@pytest.mark.parametrize("text", HOSTILE)
async def test_the_header_shows_any_name_on_one_line(open_app: OpenApp, text: str) -> None:
    """A hostile name of a kluis or a meeting moves nothing: the state of the names stays in sight."""
    async with open_app("overleg", places=ROOMS, size=(80, 24)) as running:
        header = running.app.screen.query_one(HeaderLine)
        header.title = text
        header.heading = Heading(text, "overleg", names_open=False)
        await running.settle()
        assert "■ namen vergrendeld" in running.text.splitlines()[0]
        assert header.size.height == 1


async def test_a_footer_gives_up_its_last_keys_first(open_app: OpenApp) -> None:
    """What fits from the front is shown; a click does what the key does."""
    hints = [Hint(Action(f"x.{n}", "Woord", "Zin.", (str(n),)), str(n), enabled=True) for n in range(5)]
    assert fitting(hints, 27) == hints[:3]
    assert fitting(hints, 5) == []
    async with open_app(AF, places=ROOMS) as running:
        shown = [hint for hint in running.app.screen.query(KeyHint) if hint.display]
        assert next(hint.hint.action.id for hint in shown if hint.hint) == "everywhere.help"
        await running.pilot.click(shown[0])
        await running.settle()
        assert running.shows(HelpScreen)


async def test_a_window_that_becomes_too_small_says_so_until_it_grows(open_app: OpenApp) -> None:
    """One calm sentence; afterwards everything stands as it stood."""
    async with open_app(AF, places=ROOMS) as running:
        screen = running.app.screen
        await running.pilot.resize_terminal(40, 10)
        await running.settle()
        assert running.shows(SmallScreen)
        assert "te klein" in running.text
        await running.pilot.resize_terminal(80, 24)
        await running.settle()
        assert running.app.screen is screen
        assert isinstance(screen, Room)


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_is_told_is_only_text(open_app: OpenApp, text: str) -> None:
    """A toast with a hostile name ends nothing and swallows nothing."""
    async with open_app(AF, places=ROOMS, toasts=True) as running:
        running.app.screen.notify(text, title=text)
        await running.settle()
        shown = running.text
        assert STEERING.search(shown.replace("\n", "")) is None
        if text is BRACKETS:
            assert "[udkast]" in shown


async def test_ctrl_c_says_in_dutch_how_to_end(open_app: OpenApp) -> None:
    """Textual's own words are English."""
    async with open_app(AF, places=ROOMS, toasts=True) as running:
        running.app.screen.set_focus(None)
        await running.press("ctrl+c")
        assert "Afsluiten gaat met ctrl+q." in running.text
        assert "Press" not in running.text


async def test_what_is_copied_stays_in_the_program_and_goes_with_the_lock(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No escape code for the clipboard of the system is written; locking forgets it."""
    async with open_app(AF, places=ROOMS) as running:
        written: list[str] = []
        monkeypatch.setattr(running.app._driver, "write", written.append)
        running.app.copy_to_clipboard("Katarzyna")
        assert running.app.clipboard == "Katarzyna"
        assert not any("]52;" in data for data in written)
        await running.press("ctrl+l")
        assert running.app.clipboard == ""
