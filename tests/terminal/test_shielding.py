"""Releasing the text of a case in a real terminal, by keys alone: how many it takes for each finding."""

import re
from pathlib import Path

import pytest

from db.records.signal import FormPerson, SignalForm
from keys.directory import Role
from mhtui.casework.cases import find_case, make_case
from mhtui.casework.intake import register
from mhtui.casework.release import QUESTIONS, current
from mhtui.session import system_clock
from tests.screens.overleg.meetings import WORDS, come_in
from tests.terminal.conftest import Launch
from tests.terminal.screen import Terminal

pytestmark = pytest.mark.slow

MOST_KEYS = 1.5
"""For each finding, from opening the text to the release, the questions included."""
TOLD = (
    "Volgens Hanneke van Vliet werkt Katarzyna sinds 12 maart 2026 bij Van Dijk Groenten aan de Lekdijk West 14 "
    "te Benschop. Katarzyna is 17 jaar en spreekt alleen Pools. Haar ploegbaas Piotr Zielinski houdt haar "
    "paspoort en haar loon bij zich. Piotr brengt haar elke ochtend om zes uur in een bus met kenteken 12-ABC-3 "
    "en haalt haar in de avond weer op. Een collega, Fatima, zag dat Katarzyna niet zelf mag bellen. Het nummer "
    "van Piotr is 06-24681357. Fatima denkt dat er nog vier meisjes in hetzelfde huis slapen, op matrassen op de "
    "grond. De verhuurder heet Bos en komt op de eerste van de maand geld halen. Katarzyna durft niets te zeggen "
    "omdat Piotr haar moeder in Polen kent."
)


def progress(terminal: Terminal) -> tuple[int, int]:
    """How many of how many are judged, as it stands on the screen."""
    found = re.search(r"(\d+) van (\d+) beoordeeld", terminal.text)
    assert found is not None, terminal.text
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=["120x40", "60x20"])
def test_a_text_is_released_with_few_keys(kluis: Path, launch: Launch, size: tuple[int, int]) -> None:
    """120 words with names, numbers, places and ages: enter until nothing is open, the questions, the release."""
    office = come_in(kluis, Role.AF, system_clock)
    persons = (FormPerson(name="Katarzyna Nowak"), FormPerson(name="Piotr Zielinski", phone="06-24681357"))
    told = SignalForm(reporter="Hanneke van Vliet", persons=persons, narrative=TOLD)
    number = make_case(office.desk, [register(office.desk, told)], codename="Wilg").opened.number
    assert 115 <= len(TOLD.split()) <= 125
    terminal = launch("--kluis", str(kluis), "--als", "af", size=size)
    terminal.wait("Wachtzin")
    terminal.press(WORDS[Role.AF], "enter")
    terminal.wait("Overzicht", number)
    terminal.press("2")
    terminal.wait("Wilg", "Zwaluw")
    terminal.press("enter")
    terminal.wait("Casus", "“Wilg”")
    terminal.press("a")
    terminal.wait("0 van")
    keys, (judged, findings) = 1, progress(terminal)
    while judged < findings:
        terminal.press("enter")
        terminal.wait_gone(f"{judged} van {findings} beoordeeld")
        keys += 1
        judged, findings = progress(terminal)
    terminal.press("f9")
    terminal.wait("nee, dat kan niet")
    terminal.press(*("n" for _ in QUESTIONS), "enter")
    keys += 2 + len(QUESTIONS)
    terminal.wait("vrijgegeven op")
    assert findings >= 15
    assert keys <= MOST_KEYS * findings, (keys, findings)
    case = find_case(office.desk, number)
    released = current(office.desk, case.id, office.place)
    assert released is not None
    assert not any(name in released.opened.text for name in ("Katarzyna", "Piotr", "Fatima", "Bos ", "06-", "Benschop"))
    office.store.close()
