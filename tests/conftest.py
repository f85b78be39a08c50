"""What every test shares: a still Textual, one hypothesis profile, and the PostgreSQL server.

It holds no fixtures of one floor; those stand in that floor's own conftest.
"""

import os
import tempfile
from collections.abc import Callable

# Textual reads these once, when it is first imported: animations would make screens depend on time.
os.environ["TEXTUAL_ANIMATIONS"] = "none"
for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TEXTUAL", "TEXTUAL_THEME"):
    os.environ.pop(name, None)

# what a program that a test starts remembers of a kluis is not for the account that runs the tests
_CONFIG = tempfile.TemporaryDirectory(prefix="mhtui-config-", ignore_cleanup_errors=True)
os.environ["XDG_CONFIG_HOME"] = _CONFIG.name

import pytest  # noqa: E402 - the environment is set first
from hypothesis import HealthCheck, settings  # noqa: E402 - as above

from tests.counting import Tell, summed  # noqa: E402 - as above

_LONGEST_ID = 120
"""Signs of a text that a test may be named after."""

pytest_plugins = ["tests.postgres", "tests.demonstration"]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Count something of what must hold; `docs/security.md` numbers it, and the end of the run says the sums."""

    def said(number: int, what: str, count: int) -> None:
        record_property("must hold", (number, what, count))

    return said


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was counted, over all processes that tested."""
    reports = [each for found in terminalreporter.stats.values() for each in found]
    lines = summed(each for each in reports if isinstance(each, pytest.TestReport))
    if lines:
        terminalreporter.section("What must hold (docs/security.md)")
        for line in lines:
            terminalreporter.line(line)


# A shared machine is slow at times: time says nothing about what holds.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a hostile text by its length: the name of a test stays on one line of a report."""
    return f"{argname} of {len(val)}" if isinstance(val, (str, bytes)) and len(val) > _LONGEST_ID else None
