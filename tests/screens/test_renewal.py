"""What goes along to the process that takes the place of this one, and when it has to wait."""

import asyncio
import os
import shlex
import sys
from pathlib import Path
from threading import Event

import pytest

from mhtui.cli.parser import build_parser
from mhtui.pipe import received
from mhtui.renewal import inherited, renew, words
from mhtui.screens.blank import BlankScreen
from mhtui.session import Launch
from tests.checkout import ROOT
from tests.screens.conftest import Desktop, OpenApp

AF = "aandachtsfunctionaris"


@pytest.mark.parametrize(
    "launch",
    [
        Launch(),
        Launch(store="een map/kluis.db", holder="Aandachtsfunctionaris"),
        Launch(store="--vreemd", holder="-x", table_only=True),
    ],
)
def test_the_command_line_says_the_same_door(launch: Launch) -> None:
    """Read by the program's own parser it is the same start, whatever the names look like."""
    asked = build_parser().parse_args(words(launch))
    assert (asked.kluis, asked.als) == (launch.store, launch.holder)
    assert asked.target == ("program:table" if launch.table_only else "program:run")


def test_no_wachtzin_goes_along() -> None:
    """The file with the wachtzin was for the first time only: after locking somebody types it."""
    given = words(Launch(store="k.db", passphrase_file=Path("geheim.txt")))
    assert "geheim" not in shlex.join(given)


def test_what_a_controle_found_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else does, and a start by hand knows nothing."""
    assert not inherited(Launch()).unsound
    monkeypatch.setenv("MHTUI_RENEWED", "1")
    assert not inherited(Launch()).unsound
    monkeypatch.setenv("MHTUI_RENEWED", "2")
    assert inherited(Launch(store="k.db")) == Launch(store="k.db", unsound=True)


def test_it_is_the_same_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """From where this one stands, by the same interpreter, and from nowhere in the current folder."""
    asked: list[tuple[str, list[str], dict[str, str]]] = []

    def replaced(*given: object) -> None:
        asked.append(given)  # type: ignore[arg-type]  # what execve takes
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execve", replaced)
    monkeypatch.setenv("PYTHONPATH", "elders")
    with pytest.raises(KeyboardInterrupt):
        renew(Launch(store="k.db", unsound=True))
    ((program, command, environment),) = asked
    assert (program, command) == (sys.executable, [sys.executable, "-P", "-m", "mhtui", "--kluis=k.db"])
    assert environment["PYTHONPATH"].split(os.pathsep) == [str(ROOT), "elders"]
    assert environment["MHTUI_RENEWED"] == "2"
    assert (environment["MHTUI_SAID"], "MHTUI_PARCEL" in environment) == ("", False)


@pytest.mark.skipif(os.name == "nt", reason="Windows starts another process beside this one")
def test_a_parcel_goes_by_a_pipe_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment says which pipe, and why the program before was locked; neither is what is in it."""
    asked: list[tuple[str, list[str], dict[str, str]]] = []

    def replaced(*given: object) -> None:
        asked.append(given)  # type: ignore[arg-type]  # what execve takes
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execve", replaced)
    with pytest.raises(KeyboardInterrupt):
        renew(Launch(store="k.db", said="new_keys"), b"geheim pakje")
    ((_, command, environment),) = asked
    assert "geheim" not in shlex.join(command) + " ".join(environment.values())
    assert environment["MHTUI_SAID"] == "new_keys"
    monkeypatch.setenv("MHTUI_PARCEL", environment["MHTUI_PARCEL"])
    assert received() == b"geheim pakje"
    monkeypatch.setenv("MHTUI_SAID", "new_keys")
    assert inherited(Launch()) == Launch(said="new_keys")
    assert "MHTUI_SAID" not in os.environ


async def test_locking_ends_the_program(open_app: OpenApp, desktop: Desktop) -> None:
    """With the same kluis, and who was in chosen at the door; every key is dropped."""
    async with open_app(AF, launch=Launch(store=str(desktop.store)), renews=True) as running:
        running.app.session.stop_writing()
        await running.pilot.press("ctrl+l")
        await running.pilot.pause()
        assert running.app.session.role is None
    wanted = Launch(store=str(desktop.store), holder="Aandachtsfunctionaris", unsound=True)
    assert running.app.successor == wanted


async def test_what_is_not_kept_is_not_lost(open_app: OpenApp) -> None:
    """Idle with a half filled form: the screen is covered, the process stays."""
    async with open_app(AF, renews=True) as running:
        await running.press("n")
        await running.press(*"2026")
        await running.app.lock()
        await running.pilot.pause()
        assert running.shows(BlankScreen)
        assert running.app.successor is None


async def test_what_is_being_kept_is_waited_for(open_app: OpenApp) -> None:
    """The program does not end in the middle of a change."""
    go, done = Event(), Event()
    async with open_app(AF, renews=True) as running:
        (screen, *_) = running.app.work_screens()

        def slow(_desk: object) -> None:
            go.wait(30)
            done.set()

        screen.save(slow, lambda _: None)
        locking = asyncio.create_task(running.app.lock())
        for _ in range(50):
            await asyncio.sleep(0)
        assert not locking.done()
        assert running.app.successor is None
        go.set()
        await locking
        assert done.is_set()
    assert running.app.successor is not None
