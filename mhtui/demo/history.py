"""The years that are over: each signal taken in, passed on and closed, with an invented story.

What is counted comes from `years`; this module only tells a story around it.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from db.records.base import Answer
from db.records.signal import AgeBand, FormPerson, SignalForm, StepKind
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, PersonMarks, register
from mhtui.casework.steps import take_step
from mhtui.demo.people import People, read_data
from mhtui.demo.timeline import Timeline
from mhtui.demo.years import REPORT_YEAR, UNKNOWN, Tally

_KINDS: Final = {
    "gemeente": 18, "veilig_thuis": 20, "politie": 17, "zorgorganisatie": 16, "vluchtelingenketen": 8,
    "arbeidsinspectie": 6, "kmar": 4, "riec": 3, "zvh": 3, "mma": 2, "inwoner": 2, "slachtoffer": 1, UNKNOWN: 6,
}  # fmt: skip
"""Where signals come from, by weight: most do not come from a municipality (Drenthe 2023, Eenduidige meldroute)."""
_VIA: Final = ("formulier", "telefoon", "mail", "gesprek", "overleg")
_GROUPS: Final = {
    "seksueel": ("sekswerkers", "risicojongeren", "lvb", UNKNOWN),
    "arbeid": ("arbeidsmigranten", "arbeidsmigranten", "statushouders", UNKNOWN),
    "crimineel": ("risicojongeren", "lvb", UNKNOWN),
    UNKNOWN: (UNKNOWN, "statushouders"),
}
_ENDINGS: Final = (
    (StepKind.CLOSED, "", "Opgepakt door de keten; terugkoppeling gegeven."),
    (StepKind.CLOSED, "", "Hulp is ingezet; geen verdere rol voor de gemeente."),
    (StepKind.NO_FOLLOW_UP, "onvoldoende", "Te weinig om verder op te gaan; blijft bewaard voor een volgend signaal."),
    (StepKind.NO_FOLLOW_UP, "elders_bekend", "Al in onderzoek bij de politie."),
    (StepKind.NO_FOLLOW_UP, "geen_mensenhandel", "Bij nader inzien mensensmokkel."),
)
_TOLD_IN_TEN: Final = 7
"""Signals that a partner was told of, from the year of the report on; before, only the ending was kept."""
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_FIRST_HOUR: Final = 9
_CHRISTMAS: Final = 24


@dataclass(frozen=True, slots=True)
class _Story:
    """What stands on one form, and what was added to it."""

    form: SignalForm
    added: Added


class History:
    """Tells the signals of past years; the same years give the same stories."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._people = People(self._chance)
        self._texts = read_data("meldingen.toml")

    def tell(self, timeline: Timeline, desk: Desk, year: int, tallies: Sequence[Tally], until: datetime) -> None:
        """Spread the signals of a year over its working days, up to a moment."""
        first = date(year, 1, 3)
        last = min(date(year, 12, _CHRISTMAS), until.date())
        for number, tally in enumerate(tallies):
            at = self._moment(first, last, number, len(tallies), until)
            story = self._story(tally, at)
            timeline.add(at, partial(self._live, desk, timeline, story))

    def _moment(self, first: date, last: date, number: int, total: int, until: datetime) -> datetime:
        """Give a moment in working hours: evenly over the year, give or take a week."""
        days = (last - first).days
        day = first + timedelta(days=days * number // max(total, 1) + self._chance.randrange(7))
        day = min(day, last)
        day -= timedelta(days=max(day.weekday() - 4, 0))
        day = max(day, first)
        hour = time(_FIRST_HOUR + self._chance.randrange(8), self._chance.randrange(60))
        return datetime.combine(day, hour, until.tzinfo)

    def _live(self, desk: Desk, timeline: Timeline, story: _Story) -> None:
        """Take in one signal, tell the zorgcoördinator, and end it."""
        stored = register(desk, story.form, story.added)
        if stored.opened.received_on.year >= REPORT_YEAR and self._chance.randrange(10) < _TOLD_IN_TEN:
            timeline.clock.wait(20)
            take_step(desk, stored, StepKind.PARTNER_TOLD, partner="zorgcoordinator", text="telefonisch")
        timeline.clock.wait(15)
        kind, outcome, reason = self._chance.choices(_ENDINGS, weights=(9, 6, 3, 1, 1))[0]
        take_step(desk, stored, kind, outcome=outcome, text=reason)

    def _story(self, tally: Tally, at: datetime) -> _Story:
        chance, texts = self._chance, self._words(tally.form)
        names = [self._people.person() for _ in range(chance.choice((1, 2, 2)))]
        kind = chance.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
        invented = self._words("verzonnen")
        department = chance.choice(invented["afdelingen"]) if kind == "gemeente" else ""
        place = tally.municipality if tally.municipality != UNKNOWN else ""
        narrative = chance.choice(texts["toelichting"]).format(
            a=names[0],
            b=names[-1] if len(names) > 1 else "een bekende",
            m=place or "de regio",
            bedrijf=chance.choice(invented["bedrijven"]),
            adres=f"{chance.choice(invented['straten'])} {chance.randrange(2, 180)}",
        )
        form = SignalForm(
            number=chance.choice(("", f"{at.year}-{chance.randrange(1, 400):04}", f"{chance.randrange(1, 90)}")),
            reported_on=self._written(at.date()),
            reported_at=f"{at:%H:%M}",
            place=place,
            reporter=f"{self._people.reporter()} ({department or chance.choice(invented['functies'])})",
            persons=tuple(
                FormPerson(name=name, capacity=texts["hoedanigheid"][min(number, 1)])
                for number, name in enumerate(names)
            ),
            narrative=narrative,
        )
        return _Story(form, self._added(tally, kind, department, len(names)))

    def _added(self, tally: Tally, kind: str, department: str, persons: int) -> Added:
        chance = self._chance
        victim = PersonMarks(
            victim=Answer.YES if tally.form != UNKNOWN else Answer.UNKNOWN,
            age=chance.choice((AgeBand.UNDER_18, AgeBand.FROM_18_TO_22, AgeBand.FROM_23, AgeBand.FROM_23)),
            group=chance.choice(_GROUPS[tally.form]),
        )
        other = PersonMarks(victim=Answer.NO, suspect=chance.choice((Answer.YES, Answer.UNKNOWN)), age=AgeBand.FROM_23)
        return Added(
            exploitation_form=tally.form,
            municipality=tally.municipality,
            reporter_kind=kind,
            department=department,
            received_via=chance.choice(_VIA),
            urgent=Answer.YES if chance.randrange(25) == 0 else Answer.NO,
            undermining=chance.choice((Answer.YES, Answer.NO, Answer.NO)),
            persons=(victim, other)[:persons],
        )

    def _written(self, day: date) -> str:
        """Write a date in one of the ways people do."""
        ways = (f"{day:%d-%m-%Y}", f"{day:%d-%m-%Y}", f"{day.day} {_MONTHS[day.month - 1]} {day.year}", day.isoformat())
        return self._chance.choice(ways)

    def _words(self, name: str) -> dict[str, list[str]]:
        found = self._texts[name]
        return {str(key): list(value) for key, value in found.items()} if isinstance(found, dict) else {}
