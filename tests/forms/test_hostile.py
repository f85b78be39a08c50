"""Files made to hurt, or hurt on the way: each is refused with its own reason, quickly, small, and telling nothing."""

import inspect
import os
import subprocess
import sys
import traceback
import tracemalloc
from pathlib import Path
from time import process_time

import pytest

from mhtui.forms import limits
from mhtui.forms.reading import read_form, read_form_bytes
from mhtui.forms.refusal import Code, FormRefused
from tests.forms.hostile import REFUSED, SECRET

_SECONDS = 2.0
"""Of our own processor time; each takes less than one on a quiet machine."""


def _told(error: FormRefused) -> str:
    """Everything that a log or a screen could print of an error."""
    return "".join(traceback.format_exception(error)) + repr(error) + repr(vars(error)) + repr(error.args)


@pytest.mark.parametrize("case", REFUSED)
def test_refused_quickly_and_without_telling(case: str) -> None:
    """Its own reason, in its time; nothing of the content in the error or in errors it came from."""
    name, build, code = REFUSED[case]
    data = build()
    began = process_time()
    with pytest.raises(FormRefused) as refused:
        read_form_bytes(name, data)
    assert process_time() - began < _SECONDS
    error = refused.value
    assert (error.code, error.file_name) == (code, name)
    assert "Er is niets bewaard." in error.what
    assert (error.__cause__, error.__context__) == (None, None)
    assert SECRET not in _told(error)


@pytest.mark.parametrize(
    "case", ["zip bomb", "fifty megabytes", "entity bomb", "a million lists", "deep html", "large mail"]
)
def test_refused_in_little_memory(case: str) -> None:
    """Beyond the file itself, what Python takes stays far below the 200 MB that a laptop can spare."""
    name, build, _ = REFUSED[case]
    data = build()
    tracemalloc.start()
    with pytest.raises(FormRefused):
        read_form_bytes(name, data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 150 * limits.MIB


def test_read_deep_inside_a_program() -> None:
    """Where little of Python's stack is left, a deep document is refused instead of ending the program."""
    name, build, _ = REFUSED["deep tables"]
    data = build()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        with pytest.raises(FormRefused) as refused:
            read_form_bytes(name, data)
    finally:
        sys.setrecursionlimit(limit)
    assert refused.value.code == Code.UNSAFE


def test_every_code_has_words() -> None:
    """Each reason reads as two or three full Dutch sentences."""
    seen = {code for _, _, code in REFUSED.values()}
    assert set(Code) - seen == {
        Code.MISSING,
        Code.NOT_A_FILE,
        Code.NO_PERMISSION,
        Code.READ_FAILED,
        Code.JSON_SHAPE,
        Code.UNKNOWN_KEY,
        Code.WRONG_TYPE,
        Code.NOT_A_FORM,
        Code.NOTHING_FILLED_IN,
    }


def _code(path: Path) -> str:
    with pytest.raises(FormRefused) as refused:
        read_form(path)
    assert refused.value.file_name == path.name
    return refused.value.code


def test_what_is_no_file(tmp_path: Path) -> None:
    """A missing file, one below a file, a folder, a name that cannot be, a pipe that never ends."""
    (tmp_path / "map.docx").mkdir()
    (tmp_path / "vol.txt").write_text("x")
    assert _code(tmp_path / "weg.docx") == Code.MISSING
    assert _code(tmp_path / "map.docx") == Code.NOT_A_FILE
    assert _code(tmp_path / "vol.txt" / "a.txt") == Code.READ_FAILED
    with pytest.raises(FormRefused) as refused:
        read_form(tmp_path / "a\0b.txt")
    assert (refused.value.code, refused.value.file_name) == (Code.READ_FAILED, "ab.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Reading it would hang until somebody writes."""
    os.mkfifo(tmp_path / "pijp.txt")
    assert _code(tmp_path / "pijp.txt") == Code.NOT_A_FILE


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a file that fails while it is read")
def test_a_disk_that_fails(tmp_path: Path) -> None:
    """An error while reading is not a damaged form."""
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    assert _code(tmp_path / "a.txt") == Code.READ_FAILED


_AS_NOBODY = """
import os, sys
from pathlib import Path
from mhtui.forms.reading import read_form
from mhtui.forms.refusal import FormRefused
if os.geteuid() == 0:
    os.setuid(65534)
try:
    read_form(Path(sys.argv[1]))
except FormRefused as refused:
    print(refused.code)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system keeps its permissions elsewhere")
def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    """No permission has its own advice; root, who may read everything, becomes somebody else first."""
    path = tmp_path / "a.txt"
    path.touch(mode=0)
    done = subprocess.run([sys.executable, "-c", _AS_NOBODY, path], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == Code.NO_PERMISSION


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """Its size is enough to refuse it."""
    path = tmp_path / "groot.docx"
    with path.open("wb") as file:
        file.truncate(50 * limits.MIB)
    tracemalloc.start()
    assert _code(path) == Code.TOO_BIG
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < limits.MIB


def test_control_characters_in_a_file_name_are_not_shown() -> None:
    """A name can steer a terminal as well as a text can."""
    with pytest.raises(FormRefused) as refused:
        read_form_bytes("a\x1b[2J\u202e.pdf", b"%PDF")
    assert refused.value.file_name == "a[2J.pdf"
