"""A handover that is killed at any step leaves who leaves in office, or both; and both can then finish or undo it."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.fields import NOUNS
from db.founding import found_store
from db.replay import check_store
from db.store import Store, open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from mhtui.casework.desk import Desk
from mhtui.casework.handover import finish, finish_beside, undo, unfinished
from tests.crash.conftest import Nursery
from tests.crash.copies import Copied, in_folder, on_server
from tests.crash.jobs import SUCCESSOR
from tests.db.conftest import Original, clock, make_founding
from tests.db.scenario import do_work

_STEP = 29
"""Statements between two kills: enough of them to end it in each way."""
_LEAST = 4
"""Kills at which there are two in office, at the least."""
_MOST = 60
"""Kills after which it must have come to its end."""


def _as_leaver(location: str, root: HolderKeys) -> Store:
    """Come in as who was in office first."""
    store = open_store(location, clock=clock)
    first = next(each for each in store.directory.holders if each.role is Role.AF)
    store.use(Ring(first.id, root, ()))
    store.refresh()
    return store


def _as_successor(location: str) -> Store:
    store = open_store(location, clock=clock)
    store.unlock([each for each in store.holders() if each.role is Role.AF][-1].id, SUCCESSOR, policy=FLOOR_POLICY)
    return store


def _office(location: str) -> list[str]:
    """Who are aandachtsfunctionaris, by function."""
    store = open_store(location, clock=clock)
    found = [each.label for each in store.holders() if each.role is Role.AF]
    store.close()
    return found


def _settle(location: str, root: HolderKeys, code: bytes, way: int) -> str:
    """See that both know what is unfinished, and end it in one of three ways; return who is in office then."""
    leaver, successor = Desk(_as_leaver(location, root)), Desk(_as_successor(location))
    theirs, own = unfinished(leaver), unfinished(successor)
    assert theirs is not None
    assert own is not None
    assert (theirs.mine, own.mine) == (False, True)
    assert theirs.successor == own.successor == successor.store.me
    if way == 0:
        finish(successor, code)
    elif way == 1:
        finish_beside(leaver, SUCCESSOR, code, policy=FLOOR_POLICY)
    else:
        undo(leaver, code)
    leaver.store.close()
    successor.store.close()
    return ["Aandachtsfunctionaris 2", "Aandachtsfunctionaris 2", "Aandachtsfunctionaris"][way]


@pytest.fixture(params=["in_file", "at_server"])
def copied(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Copied]:
    """Where the kluis is made, and what gives a copy of it."""
    if request.param == "in_file":
        yield in_folder(tmp_path / "kluis")
        return
    server, admin = (request.getfixturevalue(name) for name in ("postgres_server", "postgres_admin"))
    with on_server(server, admin, "handover") as found:
        yield found


@pytest.mark.slow
def test_a_handover_killed_at_each_step(nursery: Nursery, copied: Copied) -> None:
    """Before the key is given, while it is proved, in the middle of the new keys; never a kluis that is not whole."""
    place, copy = copied
    made = found_store(place, make_founding(Role.AF, Role.OVERLEG), clock=clock, policy=FLOOR_POLICY)
    do_work(made.store)
    original = Original(place, made.recovery_code)
    original.unlock(made.store, Role.AF)
    records = sum(1 for noun in NOUNS for _ in made.store.repository(noun).all())
    made.store.close()
    root, ended = original.keys[Role.AF], []
    for kill in range(_MOST):
        location = copy()
        said = nursery.run(job="hand over", location=location, root=root.root.hex(), code=made.recovery_code.hex(),
                           statements=kill * _STEP)  # fmt: skip
        office = _office(location)
        assert check_store(location).findings == ()
        if said[-1]["status"] != signal.SIGKILL:
            assert office == ["Aandachtsfunctionaris 2"]
            break
        ended.append(len(office))
        if len(office) == 1:
            assert office == ["Aandachtsfunctionaris 2" if 2 in ended else "Aandachtsfunctionaris"]  # before, or done
            continue
        if ended.count(2) > 3:  # the rest is as these
            continue
        last = _settle(location, root, made.recovery_code, ended.count(2) % 3)
        assert _office(location) == [last]
        _all_there(location, last, root, records)
    else:
        pytest.fail("the handover never came to its end")
    assert ended[0] == 1
    assert ended.count(2) >= _LEAST


def _all_there(location: str, last: str, root: HolderKeys, records: int) -> None:
    """Who is in office opens everything, and nothing is unfinished."""
    store = _as_successor(location) if last.endswith("2") else _as_leaver(location, root)
    rows = [row for noun in NOUNS for row in store.repository(noun).all()]
    assert len(rows) >= records
    assert not any(row.is_sealed for row in rows)
    assert unfinished(Desk(store)) is None
    store.close()
    assert check_store(location).findings == ()
