"""Hostile parameters and sizes cost nothing: refused before deriving, within a second and 200 MB, measured outside."""

import json
import subprocess
import sys

import pytest

from tests.counting import Tell
from tests.keys.bombs import BOMBS

MOST_SECONDS = 1.0
MOST_KIB = 200 * 1024


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_and_costs_nothing(name: str, tell: Tell) -> None:
    """In a process of its own, by what the system says that it used; the cheapest derivation would take 64 MiB."""
    command = [sys.executable, "-m", "tests.keys.bombs", name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    said = json.loads(done.stdout)
    expected = {
        "keyslot": {"CostRefused", "LimitExceeded", "DamagedSlot"},
        "key file": {"CostRefused", "LimitExceeded", "NotAKeyFile"},
        "public key": {"LimitExceeded", "NotAPublicKey"},
        "card": {"LimitExceeded", "KeyNotTrusted"},
        "hand-in": {"LimitExceeded", "KeyNotTrusted"},
    }[name.partition(",")[0]]
    assert said["said"] in expected
    assert said["seconds"] < MOST_SECONDS
    assert said["kib"] < MOST_KIB
    tell(6, "hostile files, each refused in a second and 200 MB", 1)
    if any(word in name for word in ("memory", "rounds", "lanes", "all at once", "almost")):
        assert said["said"] == "CostRefused"
    if any(word in name for word in ("64 MiB", "too large")):
        assert said["said"] == "LimitExceeded"
