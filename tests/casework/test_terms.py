"""The bewaartermijn of each kind of dossier: said by the municipality, changed with a reason, never by itself."""

from dataclasses import replace
from datetime import date

import pytest

from db.errors import NotAllowed
from db.records.base import Sealed
from db.records.signal import StepKind
from db.replay import check_store
from db.roles import Deed
from mhtui.casework.cases import make_case
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.founding import LOCAL, Plan, SeriesPlan, founding
from mhtui.casework.intake import register
from mhtui.casework.retention import due, kept
from mhtui.casework.steps import take_step
from mhtui.casework.terms import MOST_MONTHS, Terms, change_terms, terms_of
from tests.casework.conftest import SetClock
from tests.casework.forms import ADDED, form


def close_two(af: Desk) -> None:
    """A casus and a signal alone, both closed today."""
    case, alone = (register(af, form(f"2026-{n}", f"Verhaal {n}."), ADDED) for n in range(2))
    take_step(af, make_case(af, [case]), StepKind.NO_FOLLOW_UP, text="te weinig")
    take_step(af, alone, StepKind.NO_FOLLOW_UP, text="geen mensenhandel")


def test_without_another_word_every_dossier_has_the_same_term(af: Desk) -> None:
    """As in a kluis that was made before there were two."""
    assert terms_of(af) == Terms(60, 60)
    close_two(af)
    assert {each.due_on for each in kept(af)} == {date(2031, 11, 22)}


def test_another_term_counts_for_what_is_closed_already(af: Desk, clock: SetClock) -> None:
    """For each kind its own; nothing goes by itself, and the log says what it became and why."""
    close_two(af)
    assert change_terms(af, Terms(84, 12), "  besluit van de gemeente ") == terms_of(af) == Terms(84, 12)
    assert {each.kind: each.due_on for each in kept(af)} == {"casus": date(2033, 11, 22), "signaal": date(2027, 11, 22)}
    entry = next(iter(af.store.log(limit=1)))
    assert entry.deed is Deed.TERM_CHANGED
    said = "een casus 84 maanden, een signaal dat alleen staat 12 maanden: besluit van de gemeente"
    assert not isinstance(entry.detail, Sealed)
    assert entry.detail.text == said
    clock.to(date(2027, 11, 22))
    assert [each.number for each in due(af)] == ["S-2026-002"]
    assert len(kept(af)) == 2
    assert check_store(af.store.location).sound


@pytest.mark.parametrize(
    "wanted,reason,field,what",
    [
        (Terms(0, 12), "zo", "retention_months", Problem.UNKNOWN_VALUE),
        (Terms(12, MOST_MONTHS + 1), "zo", "alone_months", Problem.UNKNOWN_VALUE),
        (Terms(12, 12), "  ", "reason", Problem.MISSING),
        (Terms(12, 12), "x" * 501, "reason", Problem.TOO_LONG),
        (Terms(12, 12), "een\nregel", "reason", Problem.UNKNOWN_VALUE),
    ],
)
def test_what_cannot_count_is_refused(af: Desk, wanted: Terms, reason: str, field: str, what: Problem) -> None:
    """And the term of before still does."""
    with pytest.raises(InvalidForm) as refused:
        change_terms(af, wanted, reason)
    assert (refused.value.field, refused.value.what) == (field, what)
    assert terms_of(af) == Terms(60, 60)


def test_the_table_changes_no_term(table: Desk) -> None:
    """It lies with the settings of identiteit."""
    with pytest.raises(NotAllowed):
        change_terms(table, Terms(1, 1), "alles weg")


def test_a_new_kluis_may_begin_with_two() -> None:
    """And with none that is no term."""
    plan = Plan(
        name="Kluis",
        municipality="Lopik",
        retention_months=60,
        alone_months=24,
        passphrase_af="een lange wachtzin",
        passphrase_overleg="nog een lange wachtzin",
        series=(SeriesPlan(LOCAL, date(2026, 11, 25)),),
    )
    assert (founding(plan).retention_months, founding(plan).alone_months) == (60, 24)
    with pytest.raises(InvalidForm) as refused:
        founding(replace(plan, alone_months=0))
    assert refused.value.field == "alone_months"
