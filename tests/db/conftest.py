"""A founded kluis on each database: SQLite in a file of its own, and a real PostgreSQL server."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.founding import Founded, Founding, FoundingHolder, found_store
from db.records.meeting import Series, SeriesKind
from db.store import Store, open_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY

PASSPHRASES = {Role.AF: "wilg dommel zwaluw", Role.OVERLEG: "tafel stoel koffie", Role.KETEN: "keten schakel ring"}
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def clock() -> datetime:
    """Stand still."""
    return NOW


def make_founding() -> Founding:
    """Return what a small municipality would answer in the wizard."""
    return Founding(
        store_name="Kluis Lopik",
        municipality="Lopik",
        retention_months=60,
        holders=(
            FoundingHolder(Role.AF, "Aandachtsfunctionaris", PASSPHRASES[Role.AF], name="Ans Verzonnen"),
            FoundingHolder(Role.OVERLEG, "Overleg", PASSPHRASES[Role.OVERLEG]),
            FoundingHolder(Role.KETEN, "Ketenregisseur", PASSPHRASES[Role.KETEN]),
        ),
        series=(
            Series(name="Lokaal ondermijningsoverleg", kind=SeriesKind.LOCAL, first_on=date(2026, 1, 7)),
            Series(name="Drieluik", kind=SeriesKind.DRIELUIK, first_on=date(2026, 1, 14)),
        ),
        figure_years=(2026,),
    )


@pytest.fixture(params=["sqlite", "postgres"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new kluis may come, on each database."""
    if request.param == "postgres":
        url: str = request.getfixturevalue("postgres_url")
        return url
    return str(tmp_path / "kluis" / "kluis.db")


@pytest.fixture
def founded(location: str) -> Iterator[Founded]:
    """A new kluis, unlocked as the aandachtsfunctionaris."""
    made = found_store(location, make_founding(), clock=clock, policy=FLOOR_POLICY)
    yield made
    made.store.close()


@pytest.fixture
def store(founded: Founded) -> Store:
    """The kluis, unlocked as the aandachtsfunctionaris."""
    return founded.store


@pytest.fixture
def open_as(founded: Founded) -> Iterator[Callable[[Role], Store]]:
    """Open the same kluis once more, as another role."""
    opened: list[Store] = []

    def unlock(role: Role) -> Store:
        again = open_store(founded.store.location, clock=clock)
        opened.append(again)
        holder = next(found for found in again.holders() if found.role is role)
        again.unlock(holder.id, PASSPHRASES[role], policy=FLOOR_POLICY)
        return again

    yield unlock
    for again in opened:
        again.close()
