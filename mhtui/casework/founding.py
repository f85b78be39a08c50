"""What a new kluis is made of: its holders and its series of meetings, from what somebody filled in.

The same for the wizard and the command line. It judges what was filled in and makes nothing itself: that is
`db.founding.found_store`, which takes the result.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from db.founding import Founding
from db.newcomer import NewHolder
from db.records.meeting import Series, SeriesKind
from keys.directory import Role
from mhtui.casework.errors import InvalidForm, Problem

EVERY_DAYS: Final = 28
"""The lokaal ondermijningsoverleg meets once in four weeks (Lopik)."""
LOCAL: Final = "Lokaal ondermijningsoverleg"
DRIELUIK: Final = "Drieluik"
RULES: Final = ("lopik", "drenthe")
"""The sets of routing rules that are shipped."""
LOCAL_FUNCTIONS: Final = (
    "Voorzitter",
    "Aandachtsfunctionaris mensenhandel",
    "Openbare Orde en Veiligheid",
    "Algemeen Juridische Zaken",
    "Dienstverlening",
    "Civiel",
    "Politie (basisteam)",
    "Accounthouder RIEC",
)
"""Who sit at the table (Lopik, bijlage 4, and the four departments of the taakaccenthouders)."""
DRIELUIK_FUNCTIONS: Final = ("Ketenregisseur", "Zorgcoördinator", "Politie (AVIM)")
"""Who sit in the Drieluik (Drenthe 2023, Eenduidige meldroute)."""
_LONGEST: Final = 200
_WEDNESDAY: Final = 2


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series of meetings to start with."""

    name: str
    first_on: date
    every_days: int = EVERY_DAYS


@dataclass(frozen=True, slots=True)
class Plan:
    """What was filled in for a new kluis."""

    name: str
    municipality: str
    retention_months: int
    """Bewaartermijn of a casus; asked, without a default."""
    passphrase_af: str = field(repr=False)
    passphrase_overleg: str = field(repr=False)
    series: tuple[SeriesPlan, ...]
    """Of the overleg; at least one."""
    passphrase_keten: str = field(default="", repr=False)
    """Empty: no ketenregisseur and no Drieluik."""
    drieluik: SeriesPlan | None = None
    municipalities: tuple[str, ...] = ()
    """Of a region."""
    alone_months: int | None = None
    """Of a signal that stands alone; None when it is that of a casus."""
    rules: str = RULES[0]
    demo: bool = False


def first_meeting(today: date) -> date:
    """Propose the first day of a series: a Wednesday, at least a week from now."""
    start = today + timedelta(days=7)
    return start + timedelta(days=(_WEDNESDAY - start.weekday()) % 7)


def founding(plan: Plan, *, year: int | None = None) -> Founding:
    """Say what to make; raises `InvalidForm`. The wachtzinnen are judged by `casework.passphrases`.

    With a `year` its cijfers are begun at once: who may take in and may not begin a year needs a place for its facts.
    """
    for name, value in (("name", plan.name), ("municipality", plan.municipality)):
        _check_text(name, value)
    if plan.retention_months < 1:
        raise InvalidForm("retention_months", Problem.UNKNOWN_VALUE)
    if plan.alone_months is not None and plan.alone_months < 1:
        raise InvalidForm("alone_months", Problem.UNKNOWN_VALUE)
    if plan.rules not in RULES:
        raise InvalidForm("rules", Problem.UNKNOWN_VALUE)
    if not plan.series:
        raise InvalidForm("series", Problem.MISSING)
    names = [each.name for each in (*plan.series, *filter(None, [plan.drieluik]))]
    for name in names:
        _check_text("series", name)
    if len({name.casefold() for name in names}) != len(names):
        raise InvalidForm("series", Problem.UNKNOWN_VALUE)
    return Founding(
        store_name=plan.name.strip(),
        municipality=plan.municipality.strip(),
        retention_months=plan.retention_months,
        alone_months=plan.alone_months,
        holders=tuple(_holders(plan)),
        series=tuple(_series(plan)),
        municipalities=_municipalities(plan.municipalities),
        rules=plan.rules,
        figure_years=() if year is None else (year,),
        demo=plan.demo,
    )


def _check_text(name: str, value: str) -> None:
    if not value.strip():
        raise InvalidForm(name, Problem.MISSING)
    if len(value) > _LONGEST or not value.strip().isprintable():
        raise InvalidForm(name, Problem.TOO_LONG if len(value) > _LONGEST else Problem.UNKNOWN_VALUE)


def _holders(plan: Plan) -> Iterable[NewHolder]:
    yield NewHolder(Role.AF, "Aandachtsfunctionaris", plan.passphrase_af)
    yield NewHolder(Role.OVERLEG, "Overleg", plan.passphrase_overleg)
    if plan.passphrase_keten:
        yield NewHolder(Role.KETEN, "Ketenregisseur", plan.passphrase_keten)


def _series(plan: Plan) -> Iterable[Series]:
    for each in plan.series:
        yield Series(
            name=each.name.strip(),
            kind=SeriesKind.LOCAL,
            first_on=each.first_on,
            every_days=each.every_days,
            functions=LOCAL_FUNCTIONS,
        )
    if plan.drieluik is not None:
        yield Series(
            name=plan.drieluik.name.strip(),
            kind=SeriesKind.DRIELUIK,
            first_on=plan.drieluik.first_on,
            every_days=plan.drieluik.every_days,
            functions=DRIELUIK_FUNCTIONS,
        )


def _municipalities(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out empty and double names, in the order given."""
    found = dict.fromkeys(name.strip() for name in names if name.strip())
    for name in found:
        _check_text("municipalities", name)
    return tuple(found)
