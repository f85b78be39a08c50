"""How many kills each test is sure of, by the work it kills and where that is done: the one place that counts.

`conftest.py` counts the children that died of SIGKILL and holds each test to its number; `test_points.py` adds them up.
Kills at any moment are more than these: how many find their child still at work is for the computer to say.
"""

from typing import Final, NamedTuple

WORK: Final = ("save", "rotate", "hand over", "destroy", "migrate", "put back", "back up", "close")
"""What is killed in a file and on a server."""
FILE, SERVER = "file", "server"


class Point(NamedTuple):
    """What a test kills."""

    work: str
    where: str
    least: int = 0


def _both(test: str, work: str, in_file: int = 0, at_server: int = 0, prefix: str = "") -> dict[str, Point]:
    return {
        f"{test}[{prefix}in_file]": Point(work, FILE, in_file),
        f"{test}[{prefix}at_server]": Point(work, SERVER, at_server),
    }


POINTS: Final = {
    **_both("test_saving_killed_at_any_moment", "save", 30, 30),
    **_both("test_a_rotation_killed_at_every_statement", "rotate", 110, 38),
    **_both("test_a_rotation_killed_at_any_moment", "rotate"),
    **_both("test_a_handover_killed_at_each_step", "hand over", 7, 7),
    **_both("test_destroying_killed_at_every_few_statements", "destroy", 30, 31),
    **_both("test_destroying_killed_at_any_moment", "destroy"),
    **_both("test_a_migration_killed_at_every_statement", "migrate", 22, 20),
    **_both("test_a_migration_killed_at_any_moment", "migrate"),
    **_both("test_putting_back_killed_at_every_few_statements", "put back", 40, 21, "back_"),
    **_both("test_putting_back_killed_at_any_moment", "put back", prefix="back_"),
    **_both("test_a_backup_killed_while_it_is_made", "back up", 24, 24),
    **_both("test_closing_killed_at_every_statement", "close", 50, 25),
    **_both("test_closing_killed_at_any_moment", "close"),
    **{f"test_a_founding_that_is_killed[{at}]": Point("found", FILE, 1) for at in (0, 8, 9, 30, 60, 120, None)},
    "test_a_founding_that_is_killed_at_any_moment": Point("found", FILE),
}
