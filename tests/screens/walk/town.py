"""A municipality whose words the test chooses: what nobody at the table may read, and what it may.

Two series of the overleg and two of the Drieluik, each with a meeting in the past and one to come; a case of two
signals that was released to both tables, one that was not, signals alone; notes, decisions and actions.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db.founding import Founding, found_store
from db.newcomer import NewHolder
from db.records.base import Answer, CompartmentId, RowId
from db.records.meeting import Series, SeriesKind
from db.records.signal import FormPerson, SignalForm, StepKind
from db.store import Store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework import agenda, live, minutes, planning
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from tests.judged import keep_all, let_stay
from tests.screens.overleg.meetings import BEFORE, MEETING_DAY, WORDS, SetClock, come_in

LOCAL, OTHER_LOCAL, DRIELUIK, OTHER_DRIELUIK = range(4)
"""The series, by their place in `Words.series`."""


@dataclass(frozen=True)
class Words:
    """Everything that is written in the kluis."""

    store: str
    series: tuple[str, str, str, str]
    functions: tuple[str, ...]
    reporters: tuple[str, str, str, str]
    """One for each signal."""
    persons: tuple[str, str]
    secret: tuple[str, ...]
    """Source texts, texts of steps and of the case that is not released: for the aandachtsfunctionaris alone."""
    told: tuple[str, ...]
    """Released texts, notes, decisions, actions, reasons: for the table."""

    def line(self, place: int) -> str:
        """Something short for the table."""
        return self.told[place % len(self.told)][:200]


def founding(words: Words) -> Founding:
    """The municipality, its four series and its three functions."""
    kinds = (SeriesKind.LOCAL, SeriesKind.LOCAL, SeriesKind.DRIELUIK, SeriesKind.DRIELUIK)
    first = MEETING_DAY - timedelta(days=28 * 2)
    holders = ((Role.AF, "Aandachtsfunctionaris"), (Role.OVERLEG, "Overleg"), (Role.KETEN, "Ketenregisseur"))
    return Founding(
        store_name=words.store,
        municipality="Lopik",
        retention_months=60,
        holders=tuple(NewHolder(role, label, WORDS[role]) for role, label in holders),
        series=tuple(
            Series(name=name, kind=kind, first_on=first, functions=words.functions)
            for name, kind in zip(words.series, kinds, strict=True)
        ),
        figure_years=(2025, 2026),
    )


def settle(path: Path, words: Words) -> None:
    """Found it and work in it for a month."""
    clock = SetClock(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    store = found_store(str(path), founding(words), clock=clock, policy=FLOOR_POLICY).store
    places = _places(store, words)
    clock.to(BEFORE - timedelta(days=5))
    case = _cases(Desk(store), places, words)
    for role, place in ((Role.OVERLEG, LOCAL), (Role.KETEN, DRIELUIK)):
        table = _let_all_stay(come_in(path, role, clock).desk, words)
        clock.to(BEFORE - timedelta(days=4))
        meeting = planning.next_meeting(table, places[place]).id
        agenda.put_case(table, meeting, case, words.line(0))
        clock.to(BEFORE)
        _hold(table, meeting, words)
        clock.to(MEETING_DAY - timedelta(days=2))
        coming = planning.next_meeting(table, places[place]).id
        agenda.put_case(table, coming, case, words.line(1))
        agenda.put_free(table, coming, words.line(2), words.line(3))
        table.store.close()
    store.close()


def _let_all_stay(desk: Desk, words: Words) -> Desk:
    """Answer every finding in what is written at the table: these tests are about what happens to it afterwards."""
    for text in (*words.told, *(words.line(place) for place in range(len(words.told)))):
        desk = desk.answered(desk.answers.joined(let_stay(text[:20_000])))
    return desk


def _places(store: Store, words: Words) -> list[CompartmentId]:
    found = {place.label.label: place.id for place in Desk(store).series_places()}
    return [found[name] for name in words.series]


def _cases(desk: Desk, places: list[CompartmentId], words: Words) -> RowId:
    """Take in the signals, take steps with them, make the cases; returns the one that is released."""
    signals = [
        register(
            desk,
            SignalForm(
                number=f"2026-{place}",
                reported_on="18-10-2026",
                place=words.secret[0][:200],
                reporter=reporter[:200],
                persons=tuple(
                    FormPerson(name=name[:200], capacity="betrokkene", email=name[:100], phone=name[:40])
                    for name in words.persons
                ),
                narrative=f"{place} {words.secret[place % len(words.secret)][:20_000]}",
            ),
            Added(exploitation_form="arbeid", municipality="Lopik", urgent=Answer.NO, department=reporter[:100]),
        )
        for place, reporter in enumerate(words.reporters)
    ]
    step = words.secret[-1][:20_000]
    take_step(desk, signals[3], StepKind.PARTNER_TOLD, partner="nla", text=step, due_on=BEFORE)
    told = "\n".join(words.told)[:20_000]
    case = keep_all(desk, write_text(desk, make_case(desk, signals[:2], codename="Zwaluw"), told))
    for place in (LOCAL, DRIELUIK):
        release(desk, case, places[place], NO_TO_ALL)
    draft = make_case(desk, signals[2:3], codename="Esdoorn")
    take_step(desk, draft, StepKind.KNOWN_CHECKED, text=step)
    write_text(desk, desk.store.cases.get(draft.id), "\n".join(words.secret)[:20_000])
    return case.id


def _hold(desk: Desk, meeting: RowId, words: Words) -> None:
    """Hold an overleg in which everything is used once."""
    live.start(desk, meeting)
    agenda.set_attendance(desk, meeting, words.functions[0], Answer.YES)
    item = next(row.id for row in agenda.agenda(desk, meeting).items if row.case_id)
    live.open_item(desk, meeting, item)
    owner, due = words.functions[0][:100], BEFORE + timedelta(days=14)
    for place in range(len(words.told)):
        minutes.write_note(desk, meeting, item, words.told[place][:20_000])
        minutes.decide(desk, meeting, item, "verrijken", words.line(place), owner, due)
        minutes.add_action(desk, meeting, item, words.line(place), owner, due)
    live.close(desk, meeting)


def copy_to(made: Path, place: Path) -> None:
    """Put a kluis where a test may write it."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(made, place)
    place.chmod(0o600)
