"""A small piece of real work through the store: a row of every noun, and one that was removed.

Every text that could identify somebody carries a planted name, so that a test can look for it in raw bytes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.records.base import CompartmentId, DossierId, RowId, State, Stored
from db.records.case import Case, Link, Release
from db.records.draft import Draft, Leftover
from db.records.meeting import Action, AgendaItem, Decision, ItemKind, Meeting, Note
from db.records.office import Fact
from db.records.signal import Person, Signal, Step, StepKind
from db.roles import Deed
from db.store import Store
from keys.directory import Kind

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 10, tzinfo=UTC)
PLANTED = ("Hanneke Geheim", "Jarosław Nergens", "Verzonnenstraat 12", "06-12345678", "café De Schuilplaats")
"""What must never stand in the clear: a reporter, a person, an address, a number, a word with an accent."""


@dataclass(frozen=True, slots=True)
class Work:
    """The rows that tests do something to."""

    signal: Stored[Signal]
    case: Stored[Case]
    release: Stored[Release]
    note: Stored[Note]
    action: Stored[Action]
    removed: Stored[Note]


def make_signal(number: str = "S-2026-001") -> Signal:
    """Return a signal with every planted text in it."""
    return Signal(
        number=number,
        received_on=DAY,
        reporter=PLANTED[0],
        place=PLANTED[2],
        persons=(Person(name=PLANTED[1], phone=PLANTED[3]),),
        narrative=f"{PLANTED[1]} werd gezien bij {PLANTED[4]}.",
    )


def make_release(case: Stored[Case], text: str = "Iemand werkt lange dagen.") -> Release:
    """Return a text as the table sees it."""
    return Release(
        case_id=case.id,
        number="C-2026-001",
        codename="wilg",
        exploitation_form="arbeid",
        signal_count=1,
        text=text,
        digest="0" * 64,
        finder="geen",
        released_by="Aandachtsfunctionaris",
        released_at=MOMENT,
    )


def make_note(text: str = "Wijkagent kijkt mee.") -> Note:
    """Return a note of the table."""
    return Note(text=text, by="Overleg", at=MOMENT)


def local_table(store: Store) -> CompartmentId:
    """Return the overleg compartment of the local series, for whoever can open it."""
    return next(place.id for place in store.places(Kind.OVERLEG) if place.label.label != "Drieluik")


def take_in(store: Store, number: str = "S-2026-001") -> Stored[Signal]:
    """Write a signal with its fact and a step, and change it once."""
    identity = store.place(Kind.IDENTITEIT).id
    with store.unit(Deed.SIGNAL_ADDED, subject=number) as unit:
        fact = unit.add(
            store.facts,
            Fact(month="2026-11", exploitation_form="arbeid", municipality="Lopik", reporter_kind="burger"),
            compartment=store.place(Kind.CIJFERS).id,
        )
        record = make_signal(number).model_copy(update={"fact_id": fact.id})
        signal = unit.add(store.signals, record, compartment=identity, due_on=date(2026, 12, 1))
    with store.unit(Deed.STEP_ADDED, subject=number, text=PLANTED[1]) as unit:
        done = Step(subject_id=signal.id, kind=StepKind.KNOWN_CHECKED, at=MOMENT, text=PLANTED[1])
        unit.add(store.steps, done, compartment=identity, dossier=signal.dossier)
        return unit.change(signal, state=State.WAITING)


def make_case(store: Store, signal: Stored[Signal]) -> tuple[Stored[Case], Stored[Release]]:
    """Make a case of a signal and release its text to the local series."""
    identity = store.place(Kind.IDENTITEIT).id
    with store.unit(Deed.CASE_MADE, subject="C-2026-001") as unit:
        opened = Case(number="C-2026-001", codename="wilg", opened_on=DAY, draft_text=PLANTED[4])
        case = unit.add(store.cases, opened, compartment=identity)
        tied = Link(signal_id=signal.id, case_id=case.id, linked_on=DAY)
        unit.add(store.links, tied, compartment=identity, dossier=case.dossier)
    with store.unit(Deed.RELEASED, subject="C-2026-001") as unit:
        return case, unit.add(store.releases, make_release(case), compartment=local_table(store), dossier=case.dossier)


def do_work(store: Store) -> Work:
    """Do all of it as the aandachtsfunctionaris: five signals' worth of tables, ten entries of the log."""
    signal = take_in(store)
    case, release = make_case(store, signal)
    place = local_table(store)
    series = next(row for row in store.series.all(compartment=place))
    with store.unit(Deed.MEETING_PLANNED) as unit:
        planned = Meeting(series_id=series.id, on=date(2026, 12, 2), title="Overleg 2 december")
        meeting = unit.add(store.meetings, planned, compartment=place)
        listed = AgendaItem(meeting_id=meeting.id, kind=ItemKind.CASE, title="wilg", case_id=case.id)
        unit.add(store.items, listed, compartment=place, dossier=case.dossier)
    note, removed = add_note(store, case.dossier), leave_drafts(store, meeting, case)
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        unit.remove(removed)
    with store.unit(Deed.DECIDED) as unit:
        said = Decision(kind="monitoren", by="Overleg", at=MOMENT)
        decision = unit.add(store.decisions, said, compartment=place, dossier=case.dossier)
        todo = Action(decision_id=decision.id, text="Bellen", owner="wijkagent", by="Overleg", at=MOMENT)
        action = unit.add(store.actions, todo, compartment=place, dossier=case.dossier, due_on=date(2026, 11, 20))
    return Work(signal, case, release, note, action, removed)


def leave_drafts(store: Store, meeting: Stored[Meeting], case: Stored[Case]) -> Stored[Note]:
    """Write a draft as of an overleg that goes on, one as an overleg that was closed would have left it, and a note."""
    draft = Draft(note=make_note(f"{PLANTED[1]} was er ook."))
    with store.unit(Deed.MEETING_CLOSED) as unit:
        unit.add(store.drafts, draft, compartment=meeting.compartment, dossier=meeting.dossier)
        left = Leftover(draft=draft, place=RowId(meeting.compartment))
        unit.add(store.leftovers, left, compartment=store.place(Kind.IDENTITEIT).id)
        return unit.add(store.notes, make_note(), compartment=meeting.compartment, dossier=case.dossier)


def add_note(store: Store, dossier: DossierId | None = None, text: str = "Wijkagent kijkt mee.") -> Stored[Note]:
    """Write a note in the overleg of the local series."""
    with store.unit(Deed.NOTE_WRITTEN) as unit:
        return unit.add(store.notes, make_note(text), compartment=local_table(store), dossier=dossier)
