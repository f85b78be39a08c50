"""Addresses of servers: which are one, which are refused before anything is made, and a server that is not there."""

from pathlib import Path

import pytest

from db import locations
from db.errors import BadAddress, ServerOutOfReach
from db.founding import found_store
from db.store import open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import clock, make_founding


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+nodriver://localhost/kluis",
        "postgresql+psycopg2://localhost/kluis",
        "postgresql://[::1/kluis",
        "postgresql://localhost:poort/kluis",
        "mysql://wie:Geheim@localhost/kluis",
        "file:///kluis",
        "postgresql:kluis",
    ],
)
def test_an_address_that_is_none(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never taken for a path: the password in it would become the name of a folder."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadAddress):
        open_store(address, clock=clock)
    with pytest.raises(BadAddress):
        found_store(address, make_founding(Role.AF), clock=clock, policy=FLOOR_POLICY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["postgres", "POSTGRESQL", "PostgreSQL+psycopg"])
def test_a_server_by_other_spellings(scheme: str) -> None:
    """People copy what their administrator gave them; nobody answers here."""
    with pytest.raises(ServerOutOfReach):
        open_store(f"{scheme}://nobody:Geheim@127.0.0.1:1/kluis", clock=clock)


@pytest.mark.parametrize("path", ["kluis.db", "C:\\kluis.db", "C://kluis.db", "map/postgresql.db", "postgresql/k.db"])
def test_a_path_is_no_address(path: str) -> None:
    """Also with a disk of Windows before it."""
    assert not locations.is_server(path)


def test_a_server_that_does_not_answer() -> None:
    """Nobody listens there."""
    with pytest.raises(ServerOutOfReach):
        open_store("postgresql+psycopg://nobody@127.0.0.1:1/kluis", clock=clock)
