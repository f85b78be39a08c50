"""A kluis with many dossiers, made through the store as the program makes it; shared by the benches.

Everything in it is invented. Key cost is at its floor: what is measured here is not the derivation.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from db.founding import Founding, found_store
from db.newcomer import NewHolder
from db.records.case import Case, Link
from db.records.meeting import Series, SeriesKind
from db.records.signal import Person, Signal, Step, StepKind
from db.roles import Deed
from db.rows import SealedRows
from db.store import SealerMaker, Store, open_store
from keys.directory import Kind, Role
from keys.passphrase import FLOOR_POLICY

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PASSPHRASE = "wilg dommel zwaluw"  # noqa: S105 - of a kluis that lives as long as the bench
_WORDS = tuple(
    "adres balie bankrekening bus camping controle dossier gesprek huisvesting inschrijving kamer loon nagelstudio "  # noqa: SIM905 - reads better than 25 quotes
    "paspoort pinpas schuld schuur school tolk uitkering uitzendbureau verzuim werkgever woning zorgen".split()
)
_NAMES = ["Achternaam", "Bedacht", "Fictief", "Gefingeerd", "Nietbestaand", "Verzonnen", "Voorbeeld"]


def clock() -> datetime:
    """Stand still."""
    return NOW


def _text(chance: Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def signal_of(chance: Random, number: int) -> Signal:
    """Make up a signal."""
    persons = tuple(
        Person(
            name=f"{chance.choice(_NAMES)} {number}-{place}", capacity="betrokkene", phone=f"06{chance.random()}"[:10]
        )
        for place in range(chance.randint(1, 3))
    )
    return Signal(
        number=f"S-2026-{number:05}",
        received_on=date(2026, 1 + number % 11, 1 + number % 28),
        reporter=f"{chance.choice(_NAMES)} Melder {number}",
        place=chance.choice(_WORDS),
        persons=persons,
        narrative=_text(chance, 60),
        exploitation_form=chance.choice(("seksueel", "arbeid", "crimineel", "onbekend")),
    )


def fill(store: Store, cases: int) -> None:
    """Put that many open cases in, each with a signal, a link and a step."""
    chance, place = Random(1), store.place(Kind.IDENTITEIT).id
    for start in range(0, cases, 1000):
        with store.unit(Deed.SIGNAL_ADDED) as unit:
            signals = [
                unit.add(store.signals, signal_of(chance, number), compartment=place)
                for number in range(start, min(start + 1000, cases))
            ]
        with store.unit(Deed.CASE_MADE) as unit:
            for place_in_list, signal in enumerate(signals, start):
                record = Case(
                    number=f"C-2026-{place_in_list:05}",
                    codename=f"Wilg {place_in_list}",
                    exploitation_form=signal.opened.exploitation_form,
                    opened_on=NOW.date(),
                    draft_text=_text(chance, 80),
                )
                case = unit.add(store.cases, record, compartment=place)
                link = Link(signal_id=signal.id, case_id=case.id, linked_on=NOW.date())
                unit.add(store.links, link, compartment=place, dossier=case.dossier)
        with store.unit(Deed.STEP_ADDED) as unit:
            for signal in signals[::2]:
                step = Step(subject_id=signal.id, kind=StepKind.RECORDED, at=NOW)
                unit.add(store.steps, step, compartment=place, dossier=signal.dossier)


def founding() -> Founding:
    """A small municipality with the two holders that the benches need."""
    return Founding(
        store_name="Bench",
        municipality="Lopik",
        retention_months=60,
        holders=(
            NewHolder(Role.AF, "Aandachtsfunctionaris", PASSPHRASE),
            NewHolder(Role.OVERLEG, "Overleg", PASSPHRASE),
        ),
        series=(Series(name="Overleg", kind=SeriesKind.LOCAL, first_on=date(2026, 1, 7)),),
        figure_years=(2026,),
    )


def unlocked(location: Path | str, sealer: SealerMaker = SealedRows) -> Store:
    """Open a kluis of the bench as the aandachtsfunctionaris."""
    store = open_store(str(location), clock=clock, sealer=sealer)
    af = next(holder for holder in store.holders() if holder.role is Role.AF)
    store.unlock(af.id, PASSPHRASE, policy=FLOOR_POLICY)
    return store


def filled(location: Path | str, cases: int, sealer: SealerMaker = SealedRows) -> None:
    """Make a kluis with that many cases; `sealer` writes its rows after it was founded."""
    found_store(str(location), founding(), clock=clock, policy=FLOOR_POLICY).store.close()
    store = unlocked(location, sealer)
    fill(store, cases)
    store.close()


@contextmanager
def kluis(cases: int, sealer: SealerMaker = SealedRows) -> Iterator[Path]:
    """Give the path of a filled kluis, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mhtui-bench-") as folder:
        path = Path(folder) / "kluis.db"
        filled(path, cases, sealer)
        yield path
