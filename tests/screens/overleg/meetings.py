"""An overleg with a past, for the tests of Agenda and Overleg: made through casework, by the AF and by the table."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from db.founding import Founding, found_store
from db.newcomer import NewHolder
from db.opening import open_holder, read_keyslot
from db.records.base import Answer, CompartmentId, RowId, Stored
from db.records.case import Case
from db.records.meeting import ItemStatus, Series, SeriesKind
from db.records.signal import SignalForm
from db.store import Clock, Store, open_store
from keys.directory import Kind, Role
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from keys.ring import Ring
from mhtui.casework import agenda, live, minutes, planning
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, register
from mhtui.casework.release import QUESTIONS, release
from tests.judged import keep_all

ZWALUW = 7
"""Its place on the agenda."""
MEETING_DAY = date(2026, 11, 25)
BEFORE = date(2026, 10, 28)
FUNCTIONS = ("voorzitter", "wijkagent", "accounthouder RIEC", "leerplicht", "zorgcoördinator", "toezicht en handhaving")
CASES = (
    ("Esdoorn", "arbeid", 1),
    ("Zwaluw", "crimineel", 2),
    ("Wilg", "onbekend", 1),
    ("Ekster", "arbeid", 1),
    ("Gaai", "seksueel", 1),
    ("Populier", "arbeid", 1),
    ("Lariks", "onbekend", 1),
)
"""Codenaam, uitbuitingsvorm, signals. Populier is on no agenda, Lariks is not released."""
TEXT = (
    "Betrokkene A (16-20 jaar) opent in korte tijd meerdere rekeningen. De passen worden gebruikt door Betrokkene B, "
    "die Betrokkene A ophaalt bij School 1. Betrokkene A verzuimt sinds enkele weken en draagt nieuwe, dure kleding. "
    "Een tweede signaal meldt hetzelfde patroon bij Betrokkene C."
)
WORDS = {Role.AF: "wilg dommel zwaluw", Role.OVERLEG: "tafel stoel koffie", Role.KETEN: "keten schakel ring"}


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return where it stands."""
        return self.now

    def to(self, day: date, hour: int = 9, minute: int = 30) -> None:
        """Go to a moment."""
        self.now = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)

    def forward(self, **parts: float) -> None:
        """Let time go by."""
        self.now += timedelta(**parts)


@dataclass(frozen=True)
class Round:
    """A kluis with a series, and one session in it."""

    store: Store
    place: CompartmentId

    @cached_property
    def desk(self) -> Desk:
        """Where the session works."""
        return Desk(self.store)


def founding() -> Founding:
    """A municipality with one series, every four weeks."""
    series = Series(
        name="Lokaal ondermijningsoverleg",
        kind=SeriesKind.LOCAL,
        first_on=MEETING_DAY - timedelta(days=28 * 11),
        functions=FUNCTIONS,
    )
    holders = (
        NewHolder(Role.AF, "Aandachtsfunctionaris", WORDS[Role.AF]),
        NewHolder(Role.OVERLEG, "Overleg", WORDS[Role.OVERLEG]),
        NewHolder(Role.KETEN, "Ketenregisseur", WORDS[Role.KETEN]),
    )
    return Founding("Gemeente Lopik", "Lopik", 60, holders, (series,), figure_years=(2026,))


def keys_of(path: Path, role: Role) -> HolderKeys:
    """Derive what the wachtzin of a role opens: the slow part of coming in."""
    store = open_store(str(path), clock=SetClock(datetime(2026, 11, 1, tzinfo=UTC)))
    holder = next(found for found in store.holders() if found.role is role)
    with store.reading() as connection:
        slot = read_keyslot(connection, store.directory, holder.id)
    keys = open_holder(slot, store.directory, holder.id, WORDS[role], FLOOR_POLICY)
    store.close()
    return keys


def come_in_with(keys: HolderKeys, path: Path, role: Role, clock: Clock) -> Round:
    """Open the kluis with keys that were derived before."""
    store = open_store(str(path), clock=clock)
    holder = next(found for found in store.holders() if found.role is role)
    store.use(Ring(holder.id, keys, ()))
    store.refresh()
    return Round(store, store.place(Kind.OVERLEG).id)


def come_in(path: Path, role: Role, clock: Clock) -> Round:
    """Open the kluis and unlock it."""
    return come_in_with(keys_of(path, role), path, role, clock)


def add_case(here: Round, codename: str, form: str, *, text: str = TEXT, signals: int = 1) -> Stored[Case]:
    """Take in signals and make a case of them, with a text that is not released yet."""
    desk = here.desk
    added = Added(exploitation_form=form)
    forms = [SignalForm(reporter="Katarzyna Vermeulen", narrative=f"{codename} {n} {text}") for n in range(signals)]
    made = make_case(desk, [register(desk, each, added) for each in forms], codename=codename)
    return write_text(desk, made, text)


def give_free(here: Round, case: Stored[Case]) -> None:
    """Release the text to the series."""
    release(here.desk, keep_all(here.desk, case), here.place, {question.code: False for question in QUESTIONS})


def make_past(office: Round, table: Round, clock: SetClock) -> None:
    """The overleg of 28 October: two cases discussed, decisions and actions made, one item parked; and the next one."""
    clock.to(BEFORE - timedelta(days=5))
    cases = [add_case(office, codename, form, signals=signals) for codename, form, signals in CASES]
    for case in cases[:-1]:
        give_free(office, case)
    meeting = planning.next_meeting(office.desk, office.place).id
    for case in cases[:3]:
        agenda.put_case(office.desk, meeting, case.id)
    clock.to(BEFORE)
    _hold(table, meeting, clock)
    clock.to(MEETING_DAY - timedelta(days=3))
    coming = planning.next_meeting(office.desk, office.place).id
    for case, why in zip((cases[0], cases[1], *cases[3:5]), ("", "nieuw signaal", "nieuw", "nieuw"), strict=True):
        agenda.put_case(office.desk, coming, case.id, why)
    agenda.put_free(office.desk, coming, "Controle horeca in de kern")


def _hold(table: Round, meeting: RowId, clock: SetClock) -> None:
    """Hold it: five minutes an item."""
    desk = table.desk
    live.start(desk, meeting)
    for function in FUNCTIONS:
        agenda.set_attendance(desk, meeting, function, Answer.YES)
    items = agenda.agenda(desk, meeting).items
    esdoorn, zwaluw, wilg = (row.id for row in items if row.case_id)
    due = BEFORE + timedelta(days=14)
    live.open_item(desk, meeting, esdoorn)
    clock.forward(minutes=5)
    minutes.decide(desk, meeting, esdoorn, "verrijken", "KvK en vergunningen nakijken", "toezicht en handhaving", due)
    live.next_item(desk, meeting)
    clock.forward(minutes=5)
    minutes.write_note(desk, meeting, zwaluw, "Geld gaat snel door.")
    minutes.decide(desk, meeting, zwaluw, "verrijken", "leerplicht vraagt naar verzuim", "leerplicht", due)
    minutes.decide(desk, meeting, zwaluw, "monitoren", "terug op agenda in november", "", MEETING_DAY)
    live.next_item(desk, meeting)
    live.finish_item(desk, wilg, ItemStatus.PARKED, "wacht op de zorgcoördinator")
    live.close(desk, meeting)


def make_kluis(path: Path, running: Path) -> None:
    """Found one with a past and an overleg on 25 November; in `running` that goes on, with Zwaluw on the table."""
    clock = SetClock(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    founded = found_store(str(running), founding(), clock=clock, policy=FLOOR_POLICY).store
    table = come_in(running, Role.OVERLEG, clock)
    make_past(Round(founded, founded.place(Kind.OVERLEG).id), table, clock)
    founded.close()
    shutil.copy(running, path)
    clock.to(MEETING_DAY)
    meeting = planning.next_meeting(table.desk, table.place).id
    live.start(table.desk, meeting)
    for _ in range(ZWALUW - 1):
        live.next_item(table.desk, meeting)
    table.store.close()
