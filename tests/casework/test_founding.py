"""What was filled in for a new kluis becomes its holders and series, or is refused with the field that is wrong."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.meeting import SeriesKind
from keys.directory import Role
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.founding import DRIELUIK, LOCAL, Plan, SeriesPlan, first_meeting, founding

PLAN = Plan(
    name="Gemeente Lopik",
    municipality="Lopik",
    retention_months=60,
    passphrase_af="wilg dommel zwaluw",
    passphrase_overleg="tafel stoel koffie",
    series=(SeriesPlan(LOCAL, date(2026, 11, 25)),),
)


def test_a_municipality() -> None:
    """Two holders and one series of every four weeks, with the functions of the table."""
    made = founding(PLAN)
    assert [(holder.role, holder.label) for holder in made.holders] == [
        (Role.AF, "Aandachtsfunctionaris"),
        (Role.OVERLEG, "Overleg"),
    ]
    (series,) = made.series
    assert (series.kind, series.first_on, series.every_days) == (SeriesKind.LOCAL, date(2026, 11, 25), 28)
    assert "Accounthouder RIEC" in series.functions
    assert (made.retention_months, made.rules, made.demo, made.municipalities) == (60, "lopik", False, ())


def test_a_region() -> None:
    """A ketenregisseur comes with the Drieluik; the municipalities are kept in order, once each."""
    plan = replace(
        PLAN,
        passphrase_keten="keten schakel ring",
        drieluik=SeriesPlan(DRIELUIK, date(2026, 12, 2)),
        municipalities=(" Assen", "Emmen", "", "Assen "),
        rules="drenthe",
    )
    made = founding(plan)
    assert [holder.role for holder in made.holders] == [Role.AF, Role.OVERLEG, Role.KETEN]
    assert [(series.name, series.kind) for series in made.series] == [
        (LOCAL, SeriesKind.LOCAL),
        (DRIELUIK, SeriesKind.DRIELUIK),
    ]
    assert made.municipalities == ("Assen", "Emmen")


def test_wachtzinnen_are_in_no_repr() -> None:
    """A plan that ends in an error message or a log shows no wachtzin."""
    assert "zwaluw" not in repr(PLAN)
    assert "zwaluw" not in repr(founding(PLAN))


@pytest.mark.parametrize(
    "change,field,what",
    [
        ({"name": "  "}, "name", Problem.MISSING),
        ({"name": "L" * 201}, "name", Problem.TOO_LONG),
        ({"municipality": "Lopik\x1b[2J"}, "municipality", Problem.UNKNOWN_VALUE),
        ({"retention_months": 0}, "retention_months", Problem.UNKNOWN_VALUE),
        ({"rules": "utrecht"}, "rules", Problem.UNKNOWN_VALUE),
        ({"series": ()}, "series", Problem.MISSING),
        ({"series": (SeriesPlan("", date(2026, 11, 25)),)}, "series", Problem.MISSING),
        ({"series": PLAN.series * 2}, "series", Problem.UNKNOWN_VALUE),
        ({"municipalities": ("Assen\n", "Em\nmen")}, "municipalities", Problem.UNKNOWN_VALUE),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, object], field: str, what: Problem) -> None:
    """The field and what is the matter with it, for the edge to say in Dutch."""
    with pytest.raises(InvalidForm) as refused:
        founding(replace(PLAN, **change))  # type: ignore[arg-type]  # the table names fields by their name
    assert (refused.value.field, refused.value.what) == (field, what)


@given(st.dates(max_value=date(9000, 1, 1)))
def test_the_proposed_day_is_a_wednesday_soon(today: date) -> None:
    """At least a week to invite people, less than two."""
    proposed = first_meeting(today)
    assert proposed.weekday() == 2
    assert 7 <= (proposed - today).days < 14
