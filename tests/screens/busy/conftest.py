"""A kluis in the middle of the work: signals in every state, two cases, a released text, actions, steps."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.founding import found_store
from db.records.base import Answer, RowId
from db.records.signal import StepKind
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.intake import Added, register
from mhtui.casework.release import NO_TO_ALL, release
from mhtui.casework.steps import take_step
from mhtui.settings import Places
from tests.judged import keep_all
from tests.screens.casefiles import add_actions, as_af, form
from tests.screens.conftest import NOW, Desktop, clock, founding

FORMS = (
    ("seksueel", Answer.YES),
    ("arbeid", Answer.NO),
    ("crimineel", Answer.UNKNOWN),
    ("onbekend", Answer.NO),
    ("orgaan", Answer.NO),
    ("arbeid", Answer.NO),
)
TEXT = (
    "Betrokkene A (16-20 jaar) opent rekeningen voor Betrokkene B. Volgens een melding woont Betrokkene A sinds kort "
    "op Adres 1 bij Bedrijf 1.\n\nDe wijkagent herkent het patroon van een eerdere casus."
)


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kluis, made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("busy")
    path = folder / "kluis.db"
    found_store(str(path), founding(), clock=clock, policy=FLOOR_POLICY).store.close()
    desktop = Desktop(Places(config=folder, data=folder, documents=folder), path)
    with as_af(desktop) as desk:
        case = _work(desk)
    today = NOW.date()
    add_actions(
        desktop,
        ("Leerplicht vragen naar verzuim in het najaar", "leerplicht", today - timedelta(days=12)),
        ("Inbreng bij het RIEC voorbereiden", "accounthouder RIEC", today + timedelta(days=3)),
        ("Nagaan of de huurder nog staat ingeschreven", "burgerzaken", None),
        case=case,
    )
    return path


def _work(desk: Desk) -> RowId:
    """Take in the signals, take steps, make the cases; returns the id of the released one."""
    signals = [
        register(
            desk,
            form(
                number=f"2026-{place}",
                narrative=f"{place}: een verhaal",
                reported_on=f"{place}-11-2026",
            ),
            Added(exploitation_form=code, municipality="Lopik", urgent=urgent),
        )
        for place, (code, urgent) in enumerate(FORMS, 10)
    ]
    repository = desk.store.signals
    take_step(desk, repository.get(signals[1].id), StepKind.KNOWN_CHECKED, text="Twee treffers in eigen dossiers")
    partner = desk.rules.partner[0].code
    due_on = desk.today() + timedelta(days=14)
    third = repository.get(signals[2].id)
    take_step(desk, third, StepKind.PARTNER_TOLD, partner=partner, text="Gebeld met de AVIM", due_on=due_on)
    case = make_case(desk, [repository.get(each.id) for each in signals[2:4]], codename="Zwaluw")
    case = write_text(desk, case, TEXT)
    release(desk, keep_all(desk, case), desk.series_places()[0].id, NO_TO_ALL)
    other = make_case(desk, [repository.get(signals[4].id)], codename="Wilg")
    write_text(desk, other, "Betrokkene A werkt bij Bedrijf 1.")
    return case.id
