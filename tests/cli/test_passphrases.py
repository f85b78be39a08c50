"""A wachtzin comes from a prompt or the first line of a file, whatever editor wrote it."""

import io
from pathlib import Path

import pytest

from mhtui.cli import passphrases
from mhtui.cli.stop import Stop


def _file(tmp_path: Path, content: bytes, mode: int = 0o600) -> str:
    path = tmp_path / "wachtzin"
    path.write_bytes(content)
    path.chmod(mode)
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        "wilg én zwaluw".encode(),
        "wilg én zwaluw\n".encode(),
        "wilg én zwaluw\r\ntweede regel\r\n".encode(),
        "\ufeffwilg én zwaluw\r\n".encode(),
        "\ufeffwilg én zwaluw\r\n".encode("utf-16-le"),
        "\ufeffwilg én zwaluw\n\u0a0a\n".encode("utf-16-be"),
    ],
)
def test_first_line_of_a_file(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    """Line ends and byte order marks are not part of a wachtzin; accents and spaces inside are."""
    assert passphrases.from_file(_file(tmp_path, content)) == "wilg én zwaluw"
    assert capsys.readouterr() == ("", "")


def test_spaces_around_it_belong_to_it(tmp_path: Path) -> None:
    """What was chosen in the program works here too: nothing is trimmed."""
    assert passphrases.from_file(_file(tmp_path, b" wilg \n")) == " wilg "


def test_a_very_long_file_is_not_read_whole(tmp_path: Path) -> None:
    """A wrong file, however large, costs nothing."""
    assert len(passphrases.from_file(_file(tmp_path, b"a" * 1_000_000))) == 8192


@pytest.mark.parametrize(
    "content,code", [(b"", 3), (b"\nwilg\n", 3), (b"\xff\xfe\x00\xd8a\x00", 2), (b"wilg\xff\n", 2)]
)
def test_no_wachtzin_in_the_file(tmp_path: Path, content: bytes, code: int) -> None:
    """An empty first line lets nobody in; what is no text is told."""
    with pytest.raises(Stop) as stop:
        passphrases.from_file(_file(tmp_path, content))
    assert stop.value.exit_code == code


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """Wrong use; the name is not repeated, it may be a wachtzin by mistake."""
    with pytest.raises(Stop) as stop:
        passphrases.from_file(str(tmp_path / "geheim"))
    assert stop.value.exit_code == 2
    assert "geheim" not in stop.value.text


def test_a_file_that_others_can_read_is_pointed_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is still used: the wachtzin is already on disk, and the owner is told."""
    assert passphrases.from_file(_file(tmp_path, b"wilg\n", 0o644)) == "wilg"
    assert capsys.readouterr().err.startswith("Let op: andere gebruikers")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads one line and leaves the rest."""
    stream = io.TextIOWrapper(io.BytesIO(b"zwaluw\r\nrest"))
    monkeypatch.setattr("sys.stdin", stream)
    assert passphrases.from_file("-") == "zwaluw"
    assert stream.buffer.read() == b"rest"


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked, with the way in; a prompt that nobody sees would wait for ever."""
    monkeypatch.setattr("sys.stdin", io.StringIO("zwaluw\n"))
    with pytest.raises(Stop) as stop:
        passphrases.asked("Overleg")
    assert stop.value.exit_code == 3
    assert "--wachtzin-bestand" in stop.value.text
