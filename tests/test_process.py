"""The process is hardened before anything secret is in it."""

import ctypes
import os
import subprocess
import sys

import pytest

from mhtui import process
from tests.checkout import ROOT

_SEE = """
import os, sys
os.environ["TEXTUAL"] = "debug,devtools"
os.environ["TEXTUAL_LOG"] = "log.txt"
os.environ["textual_press"] = "x"
os.environ["TEXT"] = "stays"
from mhtui.process import harden
harden()
assert "textual" not in sys.modules
print(sorted(name for name in os.environ if name.upper().startswith("TEXT")))
import resource
print(resource.getrlimit(resource.RLIMIT_CORE))
status = open("/proc/self/status").read() if os.path.exists("/proc/self/status") else ""
import ctypes
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if status else 0)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no core dumps of this kind")
def test_a_hardened_process_cannot_be_dumped_and_textual_reads_no_settings() -> None:
    """No TEXTUAL variable is left, the core limit is 0 for good, and the process is not dumpable."""
    done = subprocess.run(
        [sys.executable, "-c", _SEE], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    names, limit, dumpable = done.stdout.splitlines()
    assert names == "['TEXT']"
    assert limit == "(0, 0)"
    assert dumpable == "0"


def test_what_a_system_does_not_offer_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and on a Mac nothing is called that is not there."""
    called: list[str] = []
    monkeypatch.setattr(ctypes, "CDLL", lambda name: called.append(str(name)))
    for platform in ("win32", "darwin"):
        monkeypatch.setattr(sys, "platform", platform)
        process.forbid_inspection()
    assert called == []
    monkeypatch.setattr(sys, "platform", "win32")
    process.forbid_core_dumps()


_QUICK = """
import gc, sys
from mhtui.process import keep_the_screen_quick
keep_the_screen_quick()
print(f"{sys.getswitchinterval():.4f}", gc.get_threshold(), gc.isenabled())
"""


def test_a_thread_that_computes_leaves_the_screen_its_turn() -> None:
    """Turns of a millisecond; garbage is still looked for, and all of it less often than the young."""
    done = subprocess.run(
        [sys.executable, "-c", _QUICK], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "0.0010 (10000, 10, 100) True"
