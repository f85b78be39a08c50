"""The invented present: signals of these months become cases, on their way along the four tracks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from db.records.base import CompartmentId, Stored
from db.records.case import Case, Judgement, Verdict
from db.records.signal import Signal
from mhtui.casework import cases as work
from mhtui.casework.desk import Desk
from mhtui.casework.gate import harmless_of, known_of
from mhtui.casework.intake import register
from mhtui.casework.judging import open_markings
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from mhtui.demo.courses import COURSES, DOINGS, Course, Did, Table
from mhtui.demo.dossiers import DossierCase, DossierSignal, cases, loose_signals
from mhtui.demo.timeline import Calendar, Timeline

_MADE, _WRITTEN, _STEPPED, _RELEASED = "13:30", "14:00", "15:00", "16:15"
_AFTER = timedelta(minutes=30)


@dataclass(slots=True)
class Present:
    """Puts what happened with the dossiers of the present on the timeline."""

    desk: Desk
    calendar: Calendar
    timeline: Timeline
    places: Mapping[Table, CompartmentId]
    numbers: dict[str, str] = field(default_factory=dict)
    """Number of each case by codename, once it was made."""

    def tell(self) -> None:
        """Tell every dossier."""
        for dossier in cases():
            self._tell_case(dossier, COURSES[dossier.codename])
        for signal in loose_signals():
            self._tell_loose(signal)

    def case(self, codename: str) -> Stored[Case]:
        """Give a case as it is now."""
        return work.find_case(self.desk, self.numbers[codename])

    def _tell_loose(self, signal: DossierSignal) -> None:
        found: list[Stored[Signal]] = []
        at = self._arrive(signal, found)
        for did in DOINGS[signal.doing]:
            moment = max(self.calendar.moment(self.calendar.day(did.days_ago), _STEPPED), at)
            self.timeline.add(moment, partial(self._step_signal, found, did))

    def _arrive(self, signal: DossierSignal, found: list[Stored[Signal]]) -> datetime:
        """Let a form come in; `found` gets the signal. Gives the moment."""
        day = self.calendar.day(signal.days_ago)
        at = self.calendar.moment(day, signal.at)
        form = signal.form(day, f"{at:%H:%M}")
        self.timeline.add(at, lambda: found.append(register(self.desk, form, signal.added)))
        return at

    def _tell_case(self, dossier: DossierCase, course: Course) -> None:
        """Tell one case: its signals, how it was made, what was added later, steps and releases."""
        found: list[Stored[Signal]] = []
        moments = [self._arrive(signal, found) for signal in dossier.signals]
        first = self.calendar.moment(self.calendar.day(course.made), _MADE)
        at_once = [at for signal, at in zip(dossier.signals, moments, strict=True) if signal.days_ago >= course.made]
        made = max(first, *(at + _AFTER for at in at_once))
        self.timeline.add(made, lambda: self._make(dossier.codename, found))
        for did in course.steps:
            at = max(self.calendar.moment(self.calendar.day(did.days_ago), _STEPPED), made)
            self.timeline.add(at, partial(self._step_case, dossier.codename, did))
        for number, at in enumerate(moments[len(at_once) :], len(at_once)):
            later = self.calendar.moment(at.date(), _RELEASED)
            self.timeline.add(later, partial(self._link, dossier.codename, found, number))
        self._tell_text(dossier, course, made)

    def _tell_text(self, dossier: DossierCase, course: Course, made: datetime) -> None:
        written = max((days for days, _ in course.released), default=course.written)
        if written is None:
            return
        at = max(self.calendar.moment(self.calendar.day(written), _WRITTEN), made)
        self.timeline.add(at, partial(self._write, dossier))
        for days, table in course.released:
            at = max(self.calendar.moment(self.calendar.day(days), _RELEASED), made)
            self.timeline.add(at, partial(self._release, dossier.codename, table))

    def _make(self, codename: str, signals: list[Stored[Signal]]) -> None:
        made = work.make_case(self.desk, tuple(signals), codename=codename)
        self.numbers[codename] = made.opened.number

    def _write(self, dossier: DossierCase) -> None:
        """Write a text; the words in it that stand out stay, because it was invented as the table may read it."""
        case = work.write_text(self.desk, self.case(dossier.codename), dossier.text)
        found = open_markings(case.opened, known_of(self.desk, case.id), harmless_of(self.desk))
        kept = tuple(Judgement(text=each.words, verdict=Verdict.KEEP, known=each.known) for each in found)
        work.write_text(self.desk, case, dossier.text, kept)

    def _link(self, codename: str, signals: list[Stored[Signal]], number: int) -> None:
        work.link(self.desk, self.case(codename), signals[number])

    def _release(self, codename: str, table: Table) -> None:
        release(self.desk, self.case(codename), self.places[table], NO_TO_ALL)

    def _step_signal(self, found: list[Stored[Signal]], did: Did) -> None:
        # an earlier step may have changed the row
        self._step(self.desk.store.signals.get(found[0].id), did)

    def _step_case(self, codename: str, did: Did) -> None:
        self._step(self.case(codename), did)

    def _step(self, subject: Stored[Signal] | Stored[Case], did: Did) -> None:
        due_on = None if did.due is None else self.calendar.today + timedelta(days=did.due)
        take_step(self.desk, subject, did.kind, partner=did.partner, text=did.text, due_on=due_on, outcome=did.outcome)
