"""The zorgcoördinator takes in for the region and holds no key of the figures: its facts are put in unseen.

They count at once and once, the same for the aandachtsfunctionaris and the ketenregisseur.
"""

import pytest
from sqlalchemy import select

from db import schema
from db.errors import NotAllowed
from db.records.base import Answer, Stored
from db.records.office import Fact, LogDetail
from db.records.signal import Signal, StepKind
from db.replay import check_store
from db.turning import rotate
from keys.directory import Kind, Role
from mhtui.casework.desk import Desk
from mhtui.casework.figures import year_figures, years
from mhtui.casework.intake import find_signal, look, register, revise
from mhtui.casework.steps import take_step
from tests.casework.conftest import SetClock, Sit
from tests.casework.forms import ADDED, form


@pytest.fixture
def zorg(sit: Sit) -> Desk:
    """The desk of the zorgcoördinator of the region."""
    return sit(Role.ZORG)


@pytest.fixture
def keten(sit: Sit) -> Desk:
    """The desk of the ketenregisseur."""
    return sit(Role.KETEN)


def facts(desk: Desk) -> list[Fact]:
    """Return every fact there is."""
    return [row.opened for row in desk.store.facts.all()]


def agreed(af: Desk, keten: Desk, year: int) -> dict[str, int]:
    """Return the forms of exploitation that are counted in a year, the same from both."""
    mine, theirs = year_figures(af, year), year_figures(keten, year)
    assert mine == theirs
    return {row.label: row.count for row in mine.table("uitbuitingsvorm").rows if row.count}


def wrapped(desk: Desk, row: Stored[Fact]) -> bytes:
    """Return the data key of a fact as it is stored."""
    keys = schema.data_keys
    with desk.store.reading() as connection:
        found = connection.execute(select(keys.c.wrapped).where(keys.c.dossier == row.dossier)).scalar_one()
    return bytes(found)


def test_a_regional_signal_counts_at_once(zorg: Desk, af: Desk, keten: Desk) -> None:
    """Whoever asks first; the zorgcoördinator herself sees no figure and no fact, not even her own."""
    stored = register(zorg, form(), ADDED)
    assert agreed(af, keten, 2026) == {"arbeidsuitbuiting": 1}
    assert facts(af) == facts(keten)
    assert (facts(af)[0].month, facts(af)[0].municipality, facts(af)[0].reporter_kind) == (
        "2026-11",
        "Lopik",
        "gemeente",
    )
    assert find_signal(af, stored.opened.number).opened == stored.opened
    assert [row.is_sealed for row in zorg.store.facts.all()] == [True]
    with pytest.raises(NotAllowed):
        year_figures(zorg, 2026)
    assert check_store(af.store.location).findings == ()


def test_what_she_corrects_counts_as_corrected_and_once(zorg: Desk, af: Desk, keten: Desk) -> None:
    """Also when she goes on with what saving gave her, and when the aandachtsfunctionaris corrects it after her."""
    stored = register(zorg, form(), ADDED)
    once = revise(zorg, stored, stored.opened.model_copy(update={"exploitation_form": "seksueel"}))
    assert agreed(af, keten, 2026) == {"seksuele uitbuiting": 1}
    twice = revise(zorg, once, once.opened.model_copy(update={"municipality": "IJsselstein"}))
    assert [(fact.exploitation_form, fact.municipality) for fact in facts(keten)] == [("seksueel", "IJsselstein")]
    theirs = find_signal(af, twice.opened.number)
    assert theirs == twice
    revise(af, theirs, theirs.opened.model_copy(update={"exploitation_form": "crimineel"}))
    assert agreed(af, keten, 2026) == {"criminele uitbuiting": 1}
    assert check_store(af.store.location).findings == ()


def test_a_step_of_hers_reaches_the_figures(zorg: Desk, af: Desk, keten: Desk) -> None:
    """That a partner was told, and how it ended; hers and that of the aandachtsfunctionaris after each other."""
    number = register(zorg, form(), ADDED).opened.number
    take_step(zorg, find_signal(zorg, number), StepKind.PARTNER_TOLD, partner="nla", text="per beveiligde mail")
    assert [fact.reported_to_partner for fact in facts(keten)] == [Answer.YES]
    take_step(af, find_signal(af, number), StepKind.FEEDBACK_RECEIVED, partner="nla", text="opgepakt")
    take_step(zorg, find_signal(zorg, number), StepKind.NO_FOLLOW_UP, text="elders", outcome="elders_bekend")
    assert [fact.outcome for fact in facts(keten)] == ["elders_bekend"]
    assert agreed(af, keten, 2026) == {"arbeidsuitbuiting": 1}
    assert check_store(af.store.location).findings == ()


def test_what_the_af_took_in_she_goes_on_with(zorg: Desk, af: Desk, keten: Desk) -> None:
    """A fact that was written with the key is put aside for one that is put in unseen."""
    number = register(af, form(), ADDED).opened.number
    stored = find_signal(zorg, number)
    revise(zorg, stored, stored.opened.model_copy(update={"exploitation_form": "seksueel"}))
    assert agreed(af, keten, 2026) == {"seksuele uitbuiting": 1}


def test_a_year_that_nobody_began(zorg: Desk, af: Desk, keten: Desk, clock: SetClock) -> None:
    """On 1 January an urgent signal does not wait for who may begin a year; writing it again brings it home."""
    clock.forward(days=45)
    number = register(zorg, form(reported_on="02-01-2027"), ADDED).opened.number
    assert agreed(af, keten, 2027) == {"arbeidsuitbuiting": 1}
    assert years(af) == years(keten) == (2027,)
    assert agreed(af, keten, 2026) == {}
    theirs = find_signal(af, number)
    revise(af, theirs, theirs.opened.model_copy(update={"urgent": Answer.YES}))
    home = next(found.id for found in af.store.places(Kind.CIJFERS) if found.label.year == 2027)
    assert [row.compartment for row in af.store.facts.all()] == [home]
    assert agreed(af, keten, 2027) == {"arbeidsuitbuiting": 1}
    assert check_store(af.store.location).findings == ()


def test_new_keys_take_the_fact_up(zorg: Desk, af: Desk, keten: Desk) -> None:
    """After a rotation its data key is wrapped as any other; she goes on without having noticed."""
    number = register(zorg, form(), ADDED).opened.number
    (row,) = af.store.facts.all()
    assert wrapped(af, row)[0] == 2
    rotate(af.store)
    (row,) = af.store.facts.all()
    assert (wrapped(af, row)[0], len(wrapped(af, row))) == (1, 66)
    assert agreed(af, keten, 2026) == {"arbeidsuitbuiting": 1}
    stored = find_signal(zorg, number)
    revise(zorg, stored, stored.opened.model_copy(update={"exploitation_form": "seksueel"}))
    assert agreed(af, keten, 2026) == {"seksuele uitbuiting": 1}
    assert check_store(af.store.location).findings == ()


def test_her_looking_is_written_down_as_well(zorg: Desk, af: Desk) -> None:
    """As that of the aandachtsfunctionaris."""
    look(zorg, register(zorg, form(), ADDED), "melder")
    entry = af.store.log(limit=1)[0]
    assert entry.label == "Zorgcoördinator"
    assert isinstance(entry.detail, LogDetail)
    assert (entry.detail.subject, entry.detail.text) == ("S-2026-001", "melder")


def test_a_form_is_taken_in_once_by_both(zorg: Desk, af: Desk, keten: Desk) -> None:
    """She and the aandachtsfunctionaris recognise what the other took in; numbers go on."""
    first: Stored[Signal] = register(zorg, form(), ADDED)
    second = register(af, form(narrative="Iets heel anders."), ADDED)
    third = register(zorg, form(narrative="En nog iets."), ADDED)
    assert [row.opened.number for row in (first, second, third)] == ["S-2026-001", "S-2026-002", "S-2026-003"]
    assert agreed(af, keten, 2026) == {"arbeidsuitbuiting": 3}
