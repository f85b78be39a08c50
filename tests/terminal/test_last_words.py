"""When the real program fails in a real terminal: not one byte of what it held comes out, on the screen or after it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from keys.directory import Role
from mhtui.exits import DONE, OUR_MISTAKE
from tests.screens.overleg.meetings import WORDS
from tests.terminal.conftest import Launch
from tests.terminal.screen import Terminal

pytestmark = pytest.mark.slow
Failing = Callable[..., Terminal]

PLANTED = "Het wacht tot het scherm weg is."
"""What `tests/terminal/failing.py` says when something will fail later."""
SECRET = "kanarievogel"
"""One word: a terminal breaks no line in it."""
STEERING = re.compile(rb"\x1b\[[0-9;:?<>=]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>]")
STOPPED = ("Het programma is gestopt door een fout.", "Wat u had bewaard is bewaard; de kluis is weer op slot.")


def words_of(terminal: Terminal) -> str:
    """Every letter that came out, without colours, places and line ends."""
    return re.sub(r"\s+", " ", STEERING.sub(b"", terminal.drawn).decode(errors="replace"))


def times_told(terminal: Terminal) -> int:
    """How often the secret, or the wachtzin that was typed, came out."""
    said = words_of(terminal)
    return sum(said.count(secret) + terminal.drawn.count(secret.encode()) for secret in (SECRET, WORDS[Role.AF]))


@pytest.fixture
def failing(launch: Launch, kluis: Path) -> Failing:
    """The program with something that fails in it, unlocked, with Overzicht on the screen."""

    def start(way: str, protection: str = "ours") -> Terminal:
        planted = (SECRET, protection, way, "--kluis", str(kluis), "--als", "af")
        terminal = launch(*planted, module="tests.terminal.failing")
        terminal.wait("Wachtzin", "Aandachtsfunctionaris")
        terminal.press(WORDS[Role.AF], "enter")
        terminal.wait("Overzicht", "namen open", "n Nieuw")
        terminal.wait_gone("Wachtzin")
        terminal.press("n")
        return terminal

    return start


@pytest.mark.parametrize("way", ["handler", "timer", "worker"])
def test_what_ends_the_program_says_a_code_and_no_value(failing: Failing, way: str) -> None:
    """What happened, what is safe and what to do stand on the terminal that was given back; the mistake is ours."""
    terminal = failing(way)
    assert terminal.end() == OUR_MISTAKE
    said = words_of(terminal)
    assert times_told(terminal) == 0
    assert "Traceback" not in said
    for sentence in STOPPED:
        assert said.count(sentence) == 1
    assert "Start het programma opnieuw." in said
    assert re.search(r"MH-[0-9A-F]{6} (ValueError|WorkerFailed) ", said)
    assert terminal.echoes


@pytest.mark.parametrize("way", ["job", "thread"])
def test_what_fails_beside_the_screen_is_told_on_it(failing: Failing, way: str) -> None:
    """A job of a screen in a dialog, a thread in a notice; the program goes on, and ends as somebody wishes."""
    terminal = failing(way)
    terminal.wait("Fout in het programma", "Wat eerder bewaard was is bewaard.", "MH-")
    if way == "job":
        terminal.press("enter")
        terminal.wait_gone("Fout in het programma")
    terminal.press("2")
    terminal.wait("Zwaluw")
    terminal.press("ctrl+q")
    assert terminal.end() == DONE
    assert times_told(terminal) == 0
    assert "Traceback" not in words_of(terminal)


def test_a_thread_that_fails_when_the_screen_is_gone_says_a_code_and_no_value(failing: Failing) -> None:
    """Nothing of ours catches standard error any more."""
    terminal = failing("late thread")
    terminal.wait(PLANTED)
    terminal.press("ctrl+q")
    assert terminal.end() == DONE
    assert times_told(terminal) == 0
    assert re.search(r"MH-[0-9A-F]{6} ValueError ", words_of(terminal))


@pytest.mark.parametrize("way", ["handler", "timer", "worker", "late thread"])
def test_without_us_each_of_them_tells_it(failing: Failing, way: str) -> None:
    """The tests above can fail: the same mistake, with the last words of Textual and Python."""
    terminal = failing(way, "none")
    if way == "late thread":
        terminal.wait(PLANTED)
        terminal.press("ctrl+q")
    terminal.end()
    assert times_told(terminal) > 0
