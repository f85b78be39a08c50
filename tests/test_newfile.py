"""A file that was not there: whole, ours alone to read, never over something, and with what is in the way of it."""

import errno
import os
from pathlib import Path

import pytest

from mhtui.handin.errors import CannotWrite, PlaceTaken
from mhtui.messages import explain
from mhtui.newfile import cannot_write, write_new
from mhtui.settings import Places


def test_a_file_is_never_written_over_and_only_ours_to_read(tmp_path: Path) -> None:
    """A second time is refused; the first file stands as it was."""
    path = tmp_path / "blad.txt"
    write_new(path, b"eerste")
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(PlaceTaken) as refused:
        write_new(path, b"tweede")
    assert path.read_bytes() == b"eerste"
    assert explain(refused.value).happened == "Daar staat al iets; dat wordt niet overschreven."


@pytest.mark.parametrize(
    "place,why",
    [("is/er/niet/blad.txt", "die map is er niet"), ("n" * 300, "zo kan een bestand niet heten"), ("a\0b", "heten")],
)
def test_what_is_in_the_way_is_said(tmp_path: Path, place: str, why: str) -> None:
    """A folder that is not there, a name that is too long, a name that is none."""
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / place, b"x")
    assert why in explain(refused.value).happened
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "number,why",
    [(errno.EACCES, "niet schrijven"), (errno.EROFS, "niet schrijven"), (errno.ENOSPC, "geen ruimte"), (errno.EIO, "")],
)
def test_each_refusal_of_the_system_has_its_words(number: int, why: str) -> None:
    """What a test cannot set off as every user; a failure of the disk itself is told without a cause."""
    said = explain(cannot_write(OSError(number, os.strerror(number)))).happened
    assert said.startswith("Het bestand kan op die plaats niet gemaakt worden")
    assert why in said
    assert "{" not in said


def test_a_disk_without_room_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes do not get down to the disk: the file is taken away again."""

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite) as refused:
        write_new(tmp_path / "blad.txt", b"x")
    assert refused.value.why == "no room"
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_proposed_where_it_can_be_made(tmp_path: Path) -> None:
    """Among the documents; on a computer without that folder, in the one above it."""
    places = Places(config=tmp_path, data=tmp_path, documents=tmp_path / "Documenten")
    assert places.printing == tmp_path
    places.documents.mkdir()
    assert places.printing == places.documents
