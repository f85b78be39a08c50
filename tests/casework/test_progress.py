"""Level, status, next deed and tracks follow from steps alone; whatever was done, they add up."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.base import Answer, CompartmentId, DossierId, RowId, State, Stored
from db.records.case import Case
from db.records.signal import Person, Signal, Step, StepKind
from mhtui.casework.family import Family
from mhtui.casework.progress import Level, Progress, progress
from mhtui.casework.reading import NOT_AT_TABLE, AtTable
from mhtui.casework.routing import rules_named

TODAY = date(2026, 11, 22)
TAKEN_IN = date(2026, 11, 13)
Taken = tuple[StepKind, dict[str, object]]
"""A step as the tests write it: its kind and what else it says."""
RULES = rules_named("lopik")
PLACE = CompartmentId("c" * 32)


def at(day: date) -> datetime:
    """Return a moment of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def a_signal(fields: Mapping[str, object], *, row: str = "1", state: State = State.OPEN) -> Stored[Signal]:
    """Return a signal, answered as far as given."""
    record = Signal.model_validate({"number": f"S-2026-00{row}", "received_on": TAKEN_IN, **fields})
    row_id = RowId(row * 32)
    return Stored("signals", row_id, DossierId(row_id), PLACE, 1, state, 1, None, record)


def a_case(text: str = "", state: State = State.OPEN) -> Stored[Case]:
    """Return a case."""
    record = Case(number="C-2026-001", codename="Wilg", opened_on=TAKEN_IN, draft_text=text)
    row_id = RowId("a" * 32)
    return Stored("cases", row_id, DossierId(row_id), PLACE, 1, state, 1, None, record)


def steps(subject: Stored[Signal] | Stored[Case], *taken: Taken) -> tuple[Stored[Step], ...]:
    """Return steps with a subject, one a day from the day of taking in."""
    return tuple(
        Stored(
            "steps",
            RowId(f"{number:032d}"),
            subject.dossier,
            PLACE,
            1,
            State.OPEN,
            number,
            None,
            Step.model_validate(
                {"subject_id": subject.id, "kind": kind, "at": at(TAKEN_IN + timedelta(days=number)), **extra}
            ),
        )
        for number, (kind, extra) in enumerate(taken)
    )


CALM: Mapping[str, object] = {"urgent": Answer.NO, "persons": (Person(name="A", victim=Answer.NO),)}
RECORDED: Taken = (StepKind.RECORDED, {})
KNOWN: Taken = (StepKind.KNOWN_CHECKED, {})


def told(partner: str, due_on: date | None = None) -> Taken:
    """Return that a partner was told."""
    return StepKind.PARTNER_TOLD, {"partner": partner, "due_on": due_on or TODAY + timedelta(days=3)}


def answered(department: str) -> Taken:
    """Return that a department answered."""
    return StepKind.DEPARTMENT_ANSWERED, {"partner": department}


def got(partner: str) -> Taken:
    """Return that a partner gave terugkoppeling."""
    return StepKind.FEEDBACK_RECEIVED, {"partner": partner}


def of_signal(signal: Stored[Signal], *taken: Taken) -> Progress:
    """Return how far a signal alone is."""
    return progress(Family(None, (signal,), steps(signal, *taken)), RULES, TODAY)


ENRICHED = (KNOWN, *(answered(code) for code in ("ajz", "oov", "dienstverlening", "civiel")))
ROUTED = (told("zorgcoordinator"), told("veilig_thuis"))


@pytest.mark.parametrize(
    "fields, taken, expected",
    [
        ({"urgent": Answer.YES}, (), ("! SPOED", "Nieuw", "DIRECT: politie AVIM bellen")),
        ({}, (), ("● Nieuw", "Nieuw", "spoed? eerst beantwoorden")),
        (CALM, (), ("● Nieuw", "Nieuw", "vastleggen")),
        (CALM, (RECORDED,), ("◐ Bezig", "Vastgelegd", "altijd: zorgcoördinator mensenhandel")),
        (CALM, (RECORDED, ROUTED[0]), ("◐ Bezig", "Overgedragen", "besluiten: Veilig Thuis")),
        (CALM, (RECORDED, *ROUTED), ("◐ Bezig", "Overgedragen", "reeds bekend? nakijken")),
        (CALM, (RECORDED, *ROUTED, KNOWN), ("◐ Bezig", "In verrijking", "verrijken: 2 van 6 gedaan")),
        (CALM, (RECORDED, *ROUTED, *ENRICHED), ("◐ Bezig", "Verrijkt", "terugkoppeling voor 25-11-2026")),
        (
            CALM,
            (RECORDED, *ROUTED, *ENRICHED, got("zorgcoordinator"), got("veilig_thuis")),
            ("◐ Bezig", "Overgedragen", "melder terugkoppelen"),
        ),
        (
            CALM,
            (RECORDED, *ROUTED, *ENRICHED, got("zorgcoordinator"), got("veilig_thuis"), (StepKind.FEEDBACK_GIVEN, {})),
            ("◐ Bezig", "Teruggekoppeld", "afsluiten"),
        ),
        (
            CALM,
            (RECORDED, told("zorgcoordinator", TODAY - timedelta(days=12)), told("nla", TODAY - timedelta(days=1))),
            ("▲ Te laat", "Overgedragen", "terugkoppeling +12 d"),
        ),
        ({"urgent": Answer.YES}, (told("avim"),), ("◐ Bezig", "Overgedragen", "vastleggen")),
    ],
)
def test_a_signal_on_its_way(
    fields: dict[str, object], taken: tuple[Taken, ...], expected: tuple[str, str, str]
) -> None:
    """From Nieuw to afsluiten, one step after the other."""
    found = of_signal(a_signal(fields), *taken)
    assert (f"{found.glyph} {found.word}", found.status, found.what_now) == expected
    assert found.days == 9


def test_due_today_is_not_late() -> None:
    """The last day still counts."""
    assert of_signal(a_signal(CALM), RECORDED, told("nla", TODAY)).level is Level.BUSY
    assert of_signal(a_signal(CALM), RECORDED, told("nla", TODAY - timedelta(days=1))).level is Level.LATE


def test_monitoring_waits_and_then_is_late() -> None:
    """Until its day it asks nothing; after it, it does."""
    until: Taken = (StepKind.MONITOR, {"due_on": TODAY + timedelta(days=23)})
    found = of_signal(a_signal(CALM, state=State.WAITING), RECORDED, until)
    assert (found.level, found.status, found.what_now, found.days) == (
        Level.WAITING,
        "Monitoren",
        "tot 15-12-2026",
        None,
    )
    past: Taken = (StepKind.MONITOR, {"due_on": TODAY - timedelta(days=2)})
    found = of_signal(a_signal(CALM, state=State.WAITING), RECORDED, past)
    assert (found.level, found.what_now) == (Level.LATE, "monitoren +2 d")


@pytest.mark.parametrize("kind, word", [(StepKind.CLOSED, "Afgesloten"), (StepKind.NO_FOLLOW_UP, "Geen vervolg")])
def test_what_is_closed_asks_nothing(kind: StepKind, word: str) -> None:
    """Also with a term that has passed."""
    closed = a_signal({"urgent": Answer.YES}, state=State.CLOSED)
    found = of_signal(closed, told("nla", TODAY - timedelta(days=40)), (kind, {"text": "x"}))
    assert (found.level, found.status, found.what_now, found.days) == (Level.DONE, word, "", None)


@pytest.mark.parametrize(
    "text, table, expected",
    [
        ("", NOT_AT_TABLE, ("Nieuw", "tekst schrijven", "Tekst schrijven", 0)),
        ("Betrokkene A", NOT_AT_TABLE, ("Nieuw", "tekst vrijgeven", "Tekst vrijgeven", 0)),
        ("Betrokkene A", AtTable(released_at=at(TODAY)), ("Vrijgegeven", "op agenda zetten", "Vrijgegeven", 1)),
        (
            "Betrokkene A",
            AtTable(released_at=at(TODAY), planned_on=date(2026, 11, 25)),
            ("Op agenda", "overleg 25-11-2026", "Op agenda 25-11-2026", 2),
        ),
        (
            "Betrokkene A",
            AtTable(released_at=at(TAKEN_IN), discussed_on=TODAY),
            ("Besproken", "terugkoppeling voor 25-11-2026", "Besproken", 3),
        ),
    ],
)
def test_a_case_on_its_way_to_the_table(text: str, table: AtTable, expected: tuple[str, str, str, int]) -> None:
    """Written, released, on the agenda, discussed; telling partners did not wait for it."""
    signal, case = a_signal(CALM), a_case(text)
    rows = steps(case, RECORDED, *ROUTED)
    found = progress(Family(case, (signal,), rows), RULES, TODAY, table)
    status = "Overgedragen" if expected[0] == "Nieuw" else expected[0]
    track = found.tracks[2]
    assert (found.status, found.what_now, track.word, track.done) == (status, *expected[1:])


def test_an_action_of_the_table_can_be_late() -> None:
    """What the overleg agreed is work too."""
    family = Family(a_case(), (a_signal(CALM),), ())
    found = progress(family, RULES, TODAY, AtTable(action_due=TODAY - timedelta(days=3)))
    assert (found.level, found.what_now) == (Level.LATE, "actie +3 d")


def test_each_signal_of_a_case_counts() -> None:
    """Recorded is only done when it is done for both."""
    one, other, case = a_signal(CALM), a_signal(CALM, row="2"), a_case()
    found = progress(Family(case, (one, other), steps(one, RECORDED)), RULES, TODAY)
    assert (found.what_now, found.tracks[0].done) == ("vastleggen", 0)
    found = progress(Family(case, (one, other), (*steps(one, RECORDED), *steps(other, RECORDED))), RULES, TODAY)
    assert found.tracks[0].done == 1


KINDS = st.sampled_from(StepKind)
NAMES = st.sampled_from(
    ["avim", "zorgcoordinator", "meldcode", "veilig_thuis", "nla", "ajz", "oov", "civiel", "weg", ""]
)
DAYS = st.none() | st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60))
TAKEN = st.lists(
    st.tuples(KINDS, st.fixed_dictionaries({"partner": NAMES, "due_on": DAYS, "text": st.just("x")})), max_size=12
)
ANSWERS = st.sampled_from(Answer)


@given(TAKEN, ANSWERS, st.sampled_from(State), st.booleans())
def test_whatever_was_done_it_adds_up(taken: list[Taken], urgent: Answer, state: State, in_case: bool) -> None:
    """No track is more than done, only what is closed asks nothing, and spoed is never hidden by being late."""
    signal = a_signal({"urgent": urgent}, state=state)
    case = a_case(state=state) if in_case else None
    found = progress(Family(case, (signal,), steps(signal, *taken)), RULES, TODAY)
    assert all(0 <= track.done <= track.of for track in found.tracks)
    assert (found.level is Level.DONE) == (state is State.CLOSED)
    assert found.status
    called = any(
        kind in {StepKind.PARTNER_TOLD, StepKind.PARTNER_EXCEPTED} and extra["partner"] == "avim"
        for kind, extra in taken
    )
    if state is not State.CLOSED and urgent is Answer.YES and not called:
        assert found.level is Level.URGENT
    if state is State.OPEN:
        assert found.what_now
