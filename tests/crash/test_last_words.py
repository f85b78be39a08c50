"""When the program fails it says a code: no value, no local variable, no message of an exception."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from mhtui import crash
from mhtui.exits import OUR_MISTAKE
from mhtui.places import home_of
from mhtui.quiet import QuietApp
from tests.checkout import ROOT

CANARY = "kanarie-Katarzyna-7731"

_RUN = """
import sys
from rich.text import Text
from mhtui import crash
from mhtui.quiet import QuietApp

crash.install()
CANARY = "".join(reversed("1377-anyzrataK-eiranak"))

class Drawn(Exception):
    def __rich__(self):
        return Text(CANARY)

class Broken(QuietApp):
    def on_mount(self):
        way = sys.argv[1]
        if way == "handler":
            self.fail(CANARY)
        elif way == "drawn":
            raise Drawn(CANARY)
        elif way == "compose":
            self.mount(object())
        elif way == "worker":
            self.run_worker(lambda: self.fail(CANARY), thread=True, description="x")
        elif way == "task":
            import asyncio, gc
            async def lost(secret):
                self.fail(secret)
            asyncio.create_task(lost(CANARY))
            self.call_later(lambda: (gc.collect(), self.set_timer(0.05, lambda: (gc.collect(), self.exit()))))
        elif way == "timer":
            self.set_timer(0.01, lambda: self.fail(CANARY))
    def fail(self, secret):
        local = {"wachtzin": secret}
        raise ValueError(f"niet goed: {local}")

app = Broken()
if sys.argv[1] == "thread":
    import threading
    def work(secret):
        held = [secret]
        raise KeyError(secret)
    thread = threading.Thread(target=work, args=(CANARY,)); thread.start(); thread.join()
elif sys.argv[1] == "before":
    secret = CANARY
    raise RuntimeError(secret)
elif sys.argv[1] == "finalizer":
    class Held:
        def __init__(self): self.secret = CANARY
        def __del__(self): raise ValueError(self.secret)
    Held()
else:
    app.run(headless=True)
    sys.exit(app.return_code)
"""


def failed(way: str) -> "subprocess.CompletedProcess[str]":
    """Run a program of ours that fails in this way."""
    command = [sys.executable, "-W", "ignore", "-c", _RUN, way]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "way", ["handler", "drawn", "compose", "worker", "task", "timer", "thread", "before", "finalizer"]
)
def test_no_way_of_failing_prints_a_value(way: str) -> None:
    """The canary is in an argument, a local variable and the message of the error, and in none of the output."""
    done = failed(way)
    said = done.stdout + done.stderr
    assert CANARY not in said
    assert "Katarzyna" not in said
    assert "Traceback" not in said
    assert "gestopt door een fout" in said
    assert "MH-" in said


def test_a_program_that_failed_gives_its_own_exit_code() -> None:
    """70 says that the mistake is ours."""
    assert failed("handler").returncode == OUR_MISTAKE


def test_textual_without_us_does_print_it() -> None:
    """The test can fail: Textual's own last words hold the canary."""
    plain = _RUN.replace("crash.install()", "").replace("class Broken(QuietApp)", "class Broken(App)")
    code = "from textual.app import App\n" + plain
    command = [sys.executable, "-W", "ignore", "-c", code, "handler"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert CANARY in done.stdout + done.stderr


def test_textual_still_has_the_names_we_override() -> None:
    """`_fatal_error` and `_exit_renderables` are private to Textual: a new version may drop them."""
    assert App._fatal_error is not QuietApp._fatal_error
    assert App.panic is not QuietApp.panic
    app = QuietApp()
    assert app._exit_renderables == []
    assert app._exception is None


def error_of(text: str) -> ValueError:
    """Fail with a text."""
    with pytest.raises(ValueError, match=text) as failed_with:
        int(text)
    return failed_with.value


def test_the_same_place_has_the_same_code_whatever_the_message() -> None:
    """The code tells where and what kind, never what."""
    assert crash.code_of(error_of("een")) == crash.code_of(error_of("twee"))
    assert crash.code_of(error_of("een")) != crash.code_of(KeyError("een"))


def test_only_the_code_is_read_back_from_what_was_written() -> None:
    """What fails beside the screen is told on it by this code alone."""
    error = error_of(CANARY)
    assert crash.code_in(f"{CANARY}\n{crash.last_words(error)}{CANARY}") == crash.code_of(error)
    assert crash.code_in(f"{CANARY} MH-12 {CANARY}") == ""


def test_last_words_name_a_place_of_ours_and_no_folder_of_the_machine() -> None:
    """`mhtui/…:line`, without where it is installed."""
    with pytest.raises(LookupError) as failed_with:
        home_of("niemand")
    said = crash.last_words(failed_with.value)
    assert "mhtui/places.py:" in said
    assert str(ROOT) not in said
    assert "niemand" not in said


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """An event loop of its own."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


def test_the_event_loop_says_only_the_code(loop: asyncio.AbstractEventLoop, capsys: pytest.CaptureFixture[str]) -> None:
    """What asyncio would print about a task, with its arguments, is not printed."""
    crash.watch_loop(loop)
    loop.call_exception_handler({"message": CANARY, "exception": error_of(CANARY), "task": CANARY})
    said = capsys.readouterr().err
    assert CANARY not in said
    assert "MH-" in said


def test_ctrl_c_says_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Somebody who stops the program gets no last words."""
    del tmp_path
    crash._on_error(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert capsys.readouterr().err == ""


_ENDED = """
import os, signal, sys
from mhtui.quiet import QuietApp

class Ended(QuietApp):
    def on_mount(self):
        self.call_later(os.kill, os.getpid(), int(sys.argv[1]))
        self.set_timer(60, lambda: self.exit(return_code=1))
    def on_unmount(self):
        print("the terminal is given back")

app = Ended()
app.run(headless=True)
sys.exit(app.return_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system ends a program in another way there")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_program_that_is_told_to_end_leaves_the_screen_first(sent: signal.Signals) -> None:
    """Killed at once, what was on the screen would stay there: text of a kluis, with nobody watching it."""
    command = [sys.executable, "-c", _ENDED, str(int(sent))]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 128 + sent
    assert "the terminal is given back" in ended.stdout
    assert ended.stderr == ""
