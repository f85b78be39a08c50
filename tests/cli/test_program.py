"""Opening the program from the command line: only in a terminal that is large enough, and with what was asked."""

import os
import struct
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mhtui.cli import program
from mhtui.cli.call import World
from mhtui.cli.entry import main
from mhtui.session import Launch, Session
from tests.checkout import ROOT


@pytest.mark.parametrize("words", [(), ("overleg",), ("demo",)])
@pytest.mark.parametrize("size", [(40, 10), (59, 20), (60, 19)])
def test_a_terminal_that_is_too_small(
    words: tuple[str, ...], size: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told before anything is made or opened, with both sizes and what to do."""
    kluis = tmp_path / "d.db"
    assert main([*words, "--kluis", str(kluis)], world=World(terminal=lambda: size)) == 2
    said = capsys.readouterr().err
    assert f"{size[0]} bij {size[1]} tekens; nodig is 60 bij 20" in said
    assert not kluis.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("columns,lines", [(40, 10)])
def test_the_real_program_in_a_real_terminal(columns: int, lines: int, tmp_path: Path) -> None:
    """It asks the terminal itself, and leaves it as it was: no screen is switched, no mouse is asked for."""
    import fcntl
    import pty
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        command = [sys.executable, "-m", "mhtui", "--kluis", str(tmp_path / "d.db")]
        os.execv(sys.executable, command)  # noqa: S606 - our own program
    told = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        told += part
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 2
    assert "Dit venster is te klein: 40 bij 10 tekens" in told.decode()
    assert b"\x1b" not in told


class _Seen:
    """Takes the place of the program on the screen, and remembers how it was started."""

    def __init__(self, session: Session, *, renews: bool) -> None:
        self.launch = session.launch
        self.renews = renews
        self.return_code = 0
        self.successor: Launch | None = None
        self.luggage = b""
        _SEEN.append(self)

    def run(self) -> None:
        """Draw nothing."""


_SEEN: list[_Seen] = []


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[_Seen]:
    """Every program that was started."""
    _SEEN.clear()
    monkeypatch.setattr("mhtui.app.MhtuiApp", _Seen)
    return _SEEN


_ROOMY = World(terminal=lambda: (120, 40))


def test_what_was_asked_is_handed_on(seen: list[_Seen], tmp_path: Path) -> None:
    """Kluis, holder and the file with the wachtzin; for the table only the overleg."""
    secret = str(tmp_path / "w")
    assert main(["--kluis", "a.db", "--als", "keten", "--wachtzin-bestand", secret], world=_ROOMY) == 0
    assert main(["overleg", "--kluis", "a.db"], world=_ROOMY) == 0
    assert main([], world=_ROOMY) == 0
    first, table, plain = (each.launch for each in seen)
    assert (first.store, first.holder, first.passphrase_file, first.table_only) == (
        "a.db",
        "keten",
        Path(secret),
        False,
    )
    assert (table.store, table.table_only) == ("a.db", True)
    assert (plain.store, plain.holder, plain.passphrase_file, plain.table_only) == (None, None, None, False)


def test_a_locked_program_makes_way_for_a_fresh_one(seen: list[_Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is replaced only when the program asks for it, at the door it names."""
    doors: list[Launch] = []
    monkeypatch.setattr(program, "renew", lambda door, _parcel: doors.append(door))
    main([], world=_ROOMY)
    assert doors == []
    door = Launch(store="a.db", holder="Overleg")
    monkeypatch.setattr(_Seen, "run", lambda self: setattr(self, "successor", door))
    main([], world=_ROOMY)
    assert doors == [door]
    assert [each.renews for each in seen] == [os.name != "nt"] * 2


def test_the_exit_code_of_the_program_is_ours(seen: list[_Seen], monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends the program on the screen ends the command in the same way."""
    monkeypatch.setattr(_Seen, "run", lambda self: setattr(self, "return_code", 4))
    assert main([], world=_ROOMY) == 4
    assert len(seen) == 1


def test_a_wachtzin_does_not_come_from_the_keyboard_as_a_file(
    seen: list[_Seen], capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard input is the keyboard of the program."""
    assert main(["--wachtzin-bestand", "-"], world=_ROOMY) == 2
    assert "standaardinvoer" in capsys.readouterr().err
    assert seen == []


def test_demo_opens_what_it_made(seen: list[_Seen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the place that was asked, or in the account's own folder."""
    from mhtui.settings import Places

    made: list[str] = []

    def make(location: str, **_: object) -> bool:
        made.append(location)
        return True

    monkeypatch.setattr("mhtui.demo.kluis.ensure_demo", make)
    places = Places(config=tmp_path / "c", data=tmp_path / "d", documents=tmp_path)
    world = replace(_ROOMY, places=places)
    assert main(["demo", "--kluis", "x.db"], world=world) == 0
    assert main(["demo"], world=world) == 0
    assert made == ["x.db", str(tmp_path / "d" / "demo.db")]
    assert [each.launch.store for each in seen] == made


def test_the_smallest_size_is_that_of_the_design() -> None:
    """The live screen is designed for 60 by 20."""
    assert program.SMALLEST == (60, 20)
