"""Jaarcijfers: the margins of Drenthe 2023 cell by cell, the same for each role, never a number without its rule."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import NotAllowed
from db.office import NewCompartment, add_compartment, figures_place
from db.records.base import Answer, CompartmentId
from db.records.office import CompartmentLabel, Fact
from db.roles import Deed
from keys.directory import Kind, Role
from mhtui.casework.desk import Desk
from mhtui.casework.errors import NoFigures
from mhtui.casework.figures import ICEBERG, MORE_GROUPS, year_figures, year_on_year, years
from mhtui.casework.figures_print import COLUMNS, as_csv, as_json, as_table
from tests.casework.conftest import SetClock, Sit

_GOLDEN = Path(__file__).parent / "data" / "drenthe-2023.csv"
_FORM_CODES = {
    "seksuele uitbuiting": "seksueel",
    "arbeidsuitbuiting": "arbeid",
    "criminele uitbuiting": "crimineel",
    "onbekend": "onbekend",
}


def golden() -> list[tuple[str, str, int]]:
    """Return the rows of the Drenthe report as data."""
    with _GOLDEN.open(encoding="utf-8", newline="") as file:
        return [(row["table"], row["row"], int(row["count"])) for row in csv.DictReader(file)]


def fact(month: str = "2025-03", **parts: object) -> Fact:
    """Return a fact of which only some parts are known."""
    known = {"exploitation_form": "onbekend", "municipality": "onbekend", "reporter_kind": "onbekend"}
    return Fact.model_validate({"month": month, **known, **parts})


def keep(desk: Desk, place: CompartmentId, facts: Iterable[Fact]) -> None:
    """Put facts into the cijfers of a year."""
    with desk.store.unit(Deed.SIGNAL_ADDED) as unit:
        for found in facts:
            unit.add(desk.store.facts, found, compartment=place)


@pytest.fixture
def drenthe(af: Desk) -> CompartmentId:
    """The 67 signals of 2023, joined in some way that gives both published margins."""
    forms = [_FORM_CODES[row] for table, row, count in golden() if table == "uitbuitingsvorm" for _ in range(count)]
    names = [row for table, row, count in golden() if table == "gemeente" for _ in range(count)]
    label = CompartmentLabel(
        kind=Kind.CIJFERS.value,
        label="2023",
        store_name="Kluis Drenthe",
        municipality="Drenthe",
        municipalities=tuple(row for table, row, _ in golden() if table == "gemeente" and row != "onbekend"),
        year=2023,
    )
    place = add_compartment(af.store, NewCompartment(Kind.CIJFERS, label))
    months = [f"2023-{number % 12 + 1:02}" for number in range(67)]
    keep(
        af,
        place,
        (
            fact(month, exploitation_form=form, municipality=name)
            for month, form, name in zip(months, forms, reversed(names), strict=True)
        ),
    )
    return place


def lines(text: str) -> list[dict[str, str]]:
    """Read what a spreadsheet reads."""
    return list(csv.DictReader(io.StringIO(text)))


def test_drenthe_2023_cell_by_cell(af: Desk, sit: Sit, drenthe: CompartmentId) -> None:
    """Both margins, in the report's order and with its zero, the same as keten and as af; no fifth form."""
    del drenthe
    keten = sit(Role.KETEN)
    text = as_csv(year_figures(keten, 2023))
    assert text == as_csv(year_figures(af, 2023))
    found = [(row["table"], row["row"], int(row["count"])) for row in lines(text)]
    assert found[: len(golden())] == golden()
    assert year_figures(keten, 2023).total == 67


def test_every_row_carries_its_unit_day_and_rule(af: Desk, drenthe: CompartmentId) -> None:
    """No number travels alone, in any of the three forms; the iceberg stands under every table."""
    del drenthe
    figures = year_figures(af, 2023)
    rows = lines(as_csv(figures))
    assert set(rows[0]) == set(COLUMNS)
    assert {(row["eenheid"], row["peildatum"]) for row in rows} == {("signaal", "2026-11-22")}
    assert all("Alleen nieuwe signalen van 2023" in row["telregel"] and "RIEC" in row["telregel"] for row in rows)
    printed = as_table(figures)
    assert max(len(line) for line in printed.splitlines()) <= 78
    assert f"  {'Aa en Hunze':<14}      0" in printed.splitlines()
    text = " ".join(printed.split())
    assert text.count(ICEBERG) == text.count(figures.rule) == text.count("22-11-2026") == len(figures.tables) == 7
    data = json.loads(as_json(figures))
    assert (data["eenheid"], data["peildatum"], data["totaal"]) == ("signaal", "2026-11-22", 67)
    assert data["tabellen"][0]["rijen"][0] == {"rij": "seksuele uitbuiting", "aantal": 28}


def test_what_is_not_counted_in_a_list_is_shown_only_when_counted(af: Desk) -> None:
    """Orgaanhandel has its row once there is one; nothing falls out, also not what no list knows."""
    place = figures_place(af.store, 2025)
    keep(af, place, [fact()])
    assert "gedwongen orgaanhandel" not in as_csv(year_figures(af, 2025))
    keep(af, place, [fact(exploitation_form="orgaan", municipality="Opgeheven", reporter_kind="kmar")])
    figures = year_figures(af, 2025)
    shown = {table.name: {row.label: row.count for row in table.rows} for table in figures.tables}
    assert shown["uitbuitingsvorm"]["gedwongen orgaanhandel"] == 1
    assert shown["gemeente"] == {"Lopik": 0, "IJsselstein": 0, "Opgeheven": 1, "onbekend": 1}
    assert list(shown["gemeente"])[-1] == "onbekend"
    assert shown["soort melder"] == {
        "gemeente": 0,
        "Veilig Thuis": 0,
        "politie": 0,
        "Koninklijke Marechaussee": 1,
        "zorgorganisatie": 0,
        "onbekend": 1,
    }


def test_the_questions_of_lopik(af: Desk) -> None:
    """How many, which led to a melding, within which groups; a signal can be in more groups, and says so."""
    keep(
        af,
        figures_place(af.store, 2025),
        [
            fact(groups=("lvb", "sekswerkers"), reported_to_partner=Answer.YES),
            fact(groups=("lvb",), reported_to_partner=Answer.NO),
            fact(reported_to_partner=Answer.YES),
            fact(),
        ],
    )
    figures = year_figures(af, 2025)
    told = {row.label: row.count for row in figures.table("leidde tot een melding").rows}
    assert told == {"ja": 2, "nee": 1, "nog niet": 1}
    groups = figures.table("doelgroep")
    assert {row.label: row.count for row in groups.rows if row.count} == {
        "licht verstandelijke beperking": 2,
        "sekswerkers": 1,
        "onbekend": 2,
    }
    assert (groups.total, groups.note) == (4, MORE_GROUPS)
    within = figures.table("doelgroep, leidde tot een melding")
    assert {row.label: row.count for row in within.rows if row.count} == {
        "licht verstandelijke beperking": 1,
        "sekswerkers": 1,
        "onbekend": 1,
    }
    assert within.total == 2


def test_months_that_have_not_begun_are_left_out(af: Desk, clock: SetClock) -> None:
    """A month to come has no nought; a year that is over has twelve months."""
    keep(af, figures_place(af.store, 2026), [fact("2026-02")])
    clock.to(date(2026, 3, 2))
    found = year_figures(af, 2026)
    assert [(row.label, row.count) for row in found.table("maand").rows] == [
        ("januari", 0),
        ("februari", 1),
        ("maart", 0),
    ]
    clock.to(date(2027, 1, 2))
    assert len(year_figures(af, 2026).table("maand").rows) == 12


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    added=st.lists(
        st.builds(
            fact,
            st.integers(1, 12).map("2025-{:02}".format),
            exploitation_form=st.sampled_from(["seksueel", "arbeid", "crimineel", "orgaan", "onbekend", "nieuw"]),
            municipality=st.sampled_from(["Lopik", "IJsselstein", "Elders", "onbekend"]),
            reporter_kind=st.sampled_from(["politie", "mma", "onbekend", "anders"]),
            reported_to_partner=st.sampled_from(Answer),
        ),
        max_size=12,
    )
)
def test_rows_add_up_to_the_signals(af: Desk, added: list[Fact]) -> None:
    """Every signal is in every table once, except that it may have more groups."""
    if added:
        keep(af, figures_place(af.store, 2025), added)
    figures = year_figures(af, 2025)
    assert figures.total == af.store.facts.count(compartment=figures_place(af.store, 2025))
    for table in figures.tables:
        if not table.note:
            assert sum(row.count for row in table.rows) == table.total == figures.total
        assert len({row.label for row in table.rows}) == len(table.rows)


def test_small_counts_warn(af: Desk) -> None:
    """From 1 to 4 may point to somebody; nought and 5 do not."""
    place = figures_place(af.store, 2025)
    assert year_figures(af, 2025).warning == ""
    keep(af, place, [fact(municipality="Lopik") for _ in range(4)])
    rows = {row.label: row for row in year_figures(af, 2025).table("gemeente").rows}
    assert (rows["Lopik"].small, rows["IJsselstein"].small) == (True, False)
    assert "herleiden" in as_table(year_figures(af, 2025))
    keep(af, place, [fact(municipality="Lopik")])
    found = year_figures(af, 2025)
    assert not any(table.small for table in found.tables)
    assert (found.warning, "herleiden" in as_table(found)) == ("", False)


def test_year_on_year(sit: Sit, af: Desk, drenthe: CompartmentId) -> None:
    """Only years with facts, oldest first, side by side in one unit; the year that runs says so."""
    del drenthe
    assert (years(af), year_on_year(af).running) == ((2023,), None)
    keep(af, figures_place(af.store, 2026), [fact("2026-01", exploitation_form="orgaan"), fact("2026-02")])
    found = year_on_year(sit(Role.KETEN))
    assert (found.years, found.totals, found.unit, found.running) == ((2023, 2026), (67, 2), "signaal", 2026)
    assert {line.label: line.counts for line in found.lines} == {
        "seksuele uitbuiting": (28, 0),
        "arbeidsuitbuiting": (11, 0),
        "criminele uitbuiting": (7, 0),
        "gedwongen orgaanhandel": (0, 1),
        "onbekend": (21, 1),
    }
    assert year_on_year(af, "gemeente").lines[-1].counts == (12, 2)


def test_no_figures_is_not_nought(af: Desk, table: Desk) -> None:
    """A year that is not kept is refused; a role without cijfers too."""
    with pytest.raises(NoFigures) as caught:
        year_figures(af, 2019)
    assert caught.value.year == 2019
    assert year_figures(af, 2025).total == 0
    for deed in (lambda: year_figures(table, 2025), lambda: years(table), lambda: year_on_year(table)):
        with pytest.raises(NotAllowed):
            deed()


def test_a_year_begun_by_another_program(sit: Sit, af: Desk) -> None:
    """The ketenregisseur sees it without unlocking again."""
    keten = sit(Role.KETEN)
    assert years(keten) == ()
    keep(af, figures_place(af.store, 2024), [fact("2024-05")])
    assert year_figures(keten, 2024).total == 1
    assert years(keten) == (2024,)


def test_a_label_is_text_for_a_spreadsheet(af: Desk) -> None:
    """A name that looks like a formula is not run."""
    keep(af, figures_place(af.store, 2025), [fact(municipality="=1+1"), fact(municipality='Aa, "en" Hunze')])
    rows = [row["row"] for row in lines(as_csv(year_figures(af, 2025))) if row["table"] == "gemeente"]
    assert rows == ["Lopik", "IJsselstein", "'=1+1", 'Aa, "en" Hunze', "onbekend"]
