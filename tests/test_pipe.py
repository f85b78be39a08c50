"""The pipe to the process at the table: whole, once, and never anything but a pipe."""

import os
from pathlib import Path

import pytest

from mhtui.pipe import LARGEST, PIPE, put, received


def test_what_is_put_in_comes_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end that reads may be inherited, the other is closed; the environment forgets which pipe it was."""
    pipe = put(b"x" * LARGEST)
    assert os.get_inheritable(pipe) == (os.name != "nt")
    monkeypatch.setenv(PIPE, str(pipe))
    assert received() == b"x" * LARGEST
    assert PIPE not in os.environ
    assert received() is None
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(pipe)


def test_what_does_not_fit_is_not_put_in() -> None:
    """It would wait for a reader that is not there yet."""
    with pytest.raises(ValueError, match="fit in a pipe"):
        put(b"x" * (LARGEST + 1))


@pytest.mark.parametrize("named", ["", "x", "-1", "0", "1", "2", "99999", "9" * 40, "3.5"])
def test_what_is_no_pipe_gives_nothing(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither does the keyboard, which is never read for this."""
    monkeypatch.setenv(PIPE, named)
    assert received() == b""


def test_a_file_is_no_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody hands a key over by a file."""
    path = tmp_path / "pakje"
    path.write_bytes(b"mhtui parcel 1\n")
    with path.open("rb") as file:
        monkeypatch.setenv(PIPE, str(file.fileno()))
        assert received() == b""


def test_more_than_a_parcel_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pours out of it is no parcel; reading stops."""
    reader, writer = os.pipe()
    os.write(writer, b"x" * LARGEST * 3)
    os.close(writer)
    monkeypatch.setenv(PIPE, str(reader))
    found = received()
    assert found is not None
    assert LARGEST < len(found) <= LARGEST * 2
