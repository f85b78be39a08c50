"""Jaarcijfers: how many new signals a year brought, counted from facts that cannot point back to a signal.

One unit, the signaal; a series counted in persons (as the zorgcoördinator of Utrecht does) never enters. Every figure
carries its unit, its peildatum and its counting rule. Source of the tables and of the rule: jaarverslag Drenthe 2023;
of the last three tables: the questions of the beleidsplan Lopik, "Monitoring".
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.records.base import Answer
from db.records.office import Fact
from db.store import Store
from keys.directory import Kind
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NoFigures
from mhtui.casework.values import UNKNOWN, ValueList, label, values

UNIT: Final = "signaal"
ICEBERG: Final = "Cijfers zijn het topje van de ijsberg."
SMALL: Final = 5
"""Counts from 1 up to this number may point to somebody: gemeente, month and kind of reporter tell much together."""
SMALL_WORDS: Final = (
    f"Aantallen van 1 tot en met {SMALL - 1} kunnen naar iemand te herleiden zijn: deel ze niet zonder dat af te wegen."
)
MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MORE_GROUPS: Final = "Een signaal kan bij meer doelgroepen horen: de rijen tellen niet op tot het totaal."
_TOLD: Final = {Answer.YES: "ja", Answer.NO: "nee", Answer.UNKNOWN: "nog niet"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row: what is counted, and how many."""

    label: str
    count: int

    @property
    def small(self) -> bool:
        """Whether so few may point to somebody."""
        return 0 < self.count < SMALL


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table of a year."""

    name: str
    rows: tuple[FigureRow, ...]
    total: int
    """How many signals the table is about."""
    note: str = ""
    """What else to know of how it is counted; empty when the rows add up to the total."""

    @property
    def small(self) -> bool:
        """Whether a row may point to somebody."""
        return any(row.small for row in self.rows)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The figures of one year; unit, peildatum, rule and iceberg belong under every table."""

    year: int
    area: str
    """Municipality or region of the kluis."""
    unit: str
    peildatum: date
    rule: str
    iceberg: str
    total: int
    tables: tuple[FigureTable, ...]

    def table(self, name: str) -> FigureTable:
        """Return one table by its name; raises `KeyError`."""
        return {table.name: table for table in self.tables}[name]

    @property
    def warning(self) -> str:
        """What to weigh before sharing; empty when no count is small."""
        return SMALL_WORDS if any(table.small for table in self.tables) else ""


@dataclass(frozen=True, slots=True)
class YearLine:
    """One row over the years."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """One table of every year with facts, side by side."""

    name: str
    unit: str
    peildatum: date
    rule: str
    iceberg: str
    years: tuple[int, ...]
    """Oldest first."""
    lines: tuple[YearLine, ...]
    totals: tuple[int, ...]
    running: int | None
    """The year that is not over yet, when it is among them."""


def counting_rule(year: int | None = None) -> str:
    """Return what is counted and what is not (Drenthe 2023, Cijfers and Andere geboden ondersteuning)."""
    which = f"van {year}" if year else "van elk jaar"
    return (
        f"Alleen nieuwe signalen {which}, in de maand van de melding; casussen die bij het RIEC zijn aangemeld en "
        "casuïstiek die langer wordt gemonitord zijn niet meegeteld."
    )


def _facts(store: Store) -> dict[int, list[Fact]]:
    """Return every fact by the year of its month; raises `NotAllowed` without cijfers.

    The year is in the fact: it may lie in the compartment of another, put there by who may not begin a year.
    """
    store.place(Kind.CIJFERS)
    store.refresh()  # the aandachtsfunctionaris may have begun a year since the door was opened
    found: dict[int, list[Fact]] = {place.label.year: [] for place in store.places(Kind.CIJFERS) if place.label.year}
    for place in store.places(Kind.CIJFERS):
        for row in store.facts.all(compartment=place.id):
            found.setdefault(int(row.opened.month[:4]), []).append(row.opened)
    return found


def years(desk: Desk) -> tuple[int, ...]:
    """Return the years with facts that this session can count, newest first; raises `NotAllowed` without cijfers."""
    return tuple(sorted((year for year, facts in _facts(desk.store).items() if facts), reverse=True))


def year_figures(desk: Desk, year: int) -> YearFigures:
    """Count a year. Raises `NoFigures` when none are kept of it, `NotAllowed` without cijfers."""
    kept = _facts(desk.store)
    if year not in kept:
        raise NoFigures(year)
    return _counted_year(desk, year, kept[year])


def _counted_year(desk: Desk, year: int, facts: list[Fact]) -> YearFigures:
    """Make every table of a year out of its facts."""
    places = desk.store.places(Kind.CIJFERS)
    of_year = next((place.label for place in places if place.label.year == year), places[-1].label)
    municipalities = of_year.municipalities
    today = desk.today()
    return YearFigures(
        year=year,
        area=of_year.municipality,
        unit=UNIT,
        peildatum=today,
        rule=counting_rule(year),
        iceberg=ICEBERG,
        total=len(facts),
        tables=(
            _listed("uitbuitingsvorm", ValueList.FORM, facts, year, lambda fact: fact.exploitation_form),
            _municipalities(facts, municipalities),
            _listed("soort melder", ValueList.REPORTER_KIND, facts, year, lambda fact: fact.reporter_kind),
            _months(facts, year, today),
            _told(facts),
            _groups("doelgroep", facts),
            _groups("doelgroep, leidde tot een melding", [f for f in facts if f.reported_to_partner is Answer.YES]),
        ),
    )


def _counted(codes: Iterable[str], counts: Counter[str]) -> list[str]:
    """Return the codes to show: those asked for, and whatever else was counted, so that no signal falls out."""
    asked = list(dict.fromkeys(codes))
    return [*asked, *sorted(set(counts) - set(asked))]


def _codes(name: ValueList, counts: Counter[str], year: int) -> list[str]:
    """Return the codes of a list in its own order: those shown at zero, and those that were counted."""
    listed = values(name, date(year, 12, 31))
    return _counted((v.code for v in listed if v.shown_when_zero or counts[v.code]), counts)


def _listed(name: str, of: ValueList, facts: list[Fact], year: int, code_of: Callable[[Fact], str]) -> FigureTable:
    counts = Counter(code_of(fact) for fact in facts)
    rows = tuple(FigureRow(label(of, code), counts[code]) for code in _codes(of, counts, year))
    return FigureTable(name, rows, len(facts))


def _municipalities(facts: list[Fact], listed: tuple[str, ...]) -> FigureTable:
    """Count by herkomst; every municipality of the kluis is shown, also at zero, and onbekend last."""
    counts = Counter(fact.municipality for fact in facts)
    names = [name for name in _counted(listed, counts) if name != UNKNOWN]
    return FigureTable("gemeente", tuple(FigureRow(name, counts[name]) for name in (*names, UNKNOWN)), len(facts))


def _months(facts: list[Fact], year: int, today: date) -> FigureTable:
    """Count by month of the melding; months that have not begun are left out."""
    counts = Counter(int(fact.month[5:]) for fact in facts)
    begun = 12 if today.year > year else today.month if today.year == year else 0
    shown = [month for month in range(1, 13) if month <= begun or counts[month]]
    return FigureTable("maand", tuple(FigureRow(MONTHS[month - 1], counts[month]) for month in shown), len(facts))


def _told(facts: list[Fact]) -> FigureTable:
    """Count which signals led to a melding at a partner."""
    counts = Counter(fact.reported_to_partner for fact in facts)
    rows = tuple(FigureRow(words, counts[answer]) for answer, words in _TOLD.items())
    return FigureTable("leidde tot een melding", rows, len(facts))


def _groups(name: str, facts: list[Fact]) -> FigureTable:
    """Count by doelgroep; a signal without one counts as onbekend."""
    counts = Counter(group for fact in facts for group in fact.groups or (UNKNOWN,))
    codes = _counted((value.code for value in values(ValueList.GROUP, date.max)), counts)
    rows = tuple(FigureRow(label(ValueList.GROUP, code), counts[code]) for code in codes)
    return FigureTable(name, rows, len(facts), MORE_GROUPS)


def year_on_year(desk: Desk, name: str = "uitbuitingsvorm") -> YearOnYear:
    """Put one table of every year with facts side by side; raises `NotAllowed` without cijfers, `KeyError`."""
    today = desk.today()
    figures = [_counted_year(desk, year, facts) for year, facts in sorted(_facts(desk.store).items()) if facts]
    tables = [found.table(name) for found in figures]
    counts = [{row.label: row.count for row in table.rows} for table in tables]
    labels = dict.fromkeys(row.label for table in reversed(tables) for row in table.rows)
    in_order = sorted(labels, key=lambda words: words == UNKNOWN)  # stable: only onbekend moves, to the end
    return YearOnYear(
        name=name,
        unit=UNIT,
        peildatum=today,
        rule=counting_rule(),
        iceberg=ICEBERG,
        years=tuple(found.year for found in figures),
        lines=tuple(YearLine(words, tuple(found.get(words, 0) for found in counts)) for words in in_order),
        totals=tuple(found.total for found in figures),
        running=today.year if any(found.year == today.year for found in figures) else None,
    )
