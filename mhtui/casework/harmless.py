"""The known words of the aandachtsfunctionaris: names of partners and firms that are nobody's, and are not marked.

They lie sealed with the settings of identiteit, for a name may stand among them by mistake. They take away what only
stands out by its form or because Dutch does not have it, exactly as they are written: never what is registered in the
dossier, never a number or an address. The table has no such list: there these words are asked about like others.
"""

from collections.abc import Iterable
from typing import Final

from db.records.base import State, Stored
from db.records.case import Release
from db.records.office import CompartmentLabel, HarmlessWord
from db.roles import Deed
from db.unit import Unit
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.gate import harmless_of, known_of, open_in, settings_of, standing_in
from mhtui.casework.markings import approved_of
from mhtui.casework.release import withdraw_within
from mhtui.casework.wording import words_of

LONGEST: Final = 80
"""Characters of a known word."""
MOST: Final = 5000
"""Known words that are kept."""
TAKEN_OUT: Final = "een bekend woord waarop de tekst rustte is van de lijst gehaald"
"""Why such a release was withdrawn; the word itself stands in no log."""


def known_words(desk: Desk) -> tuple[HarmlessWord, ...]:
    """Return the list in the order of the alphabet; raises `NotAllowed` for who may not open identiteit."""
    return tuple(sorted(settings_of(desk).opened.harmless, key=lambda each: (each.text.casefold(), each.text)))


def may_be_a_name(words: str) -> bool:
    """Say whether somebody may be called so, as far as a program can tell; who adds it is warned."""
    from mhtui.anonymise.lexicon import load_lexicon

    lexicon = load_lexicon()
    parts = [part.lower() for part in words.split()]
    return any(
        lexicon.may_be_given_name(part) or lexicon.may_be_surname(part) or not lexicon.knows(part) for part in parts
    )


def add_word(desk: Desk, words: str) -> str:
    """Put words on the list as they are written; returns them. What is released stays released.

    Raises `InvalidForm` for no words, too many, or words with a digit, which are always marked; `NotAllowed`.
    """
    added = words_of(words)
    if not added:
        raise InvalidForm("word", Problem.MISSING)
    if len(added) > LONGEST:
        raise InvalidForm("word", Problem.TOO_LONG)
    if any(sign.isdigit() for sign in added) or not any(sign.isalpha() for sign in added):
        raise InvalidForm("word", Problem.UNKNOWN_VALUE)
    with desk.store.unit(Deed.WORDS_CHANGED, text="toegevoegd") as unit:
        row = settings_of(desk, unit)
        there = row.opened.harmless
        if len(there) >= MOST:
            raise InvalidForm("word", Problem.NOT_NOW)
        if added not in {each.text for each in there}:
            _write(unit, row, (*there, HarmlessWord(text=added, by=desk.label, at=desk.now())))
    return added


def take_out(desk: Desk, words: Iterable[str]) -> tuple[Stored[Release], ...]:
    """Take words off the list and withdraw every release that rested on one of them; returns those. `NotAllowed`."""
    gone = {words_of(each) for each in words}
    with desk.store.unit(Deed.WORDS_CHANGED, text="weggehaald") as unit:
        row = settings_of(desk, unit)
        left = tuple(each for each in row.opened.harmless if each.text not in gone)
        if len(left) == len(row.opened.harmless):
            return ()
        _write(unit, row, left)
        return tuple(each for case in _resting_on(desk, unit, gone) for each in _withdraw(desk, unit, case))


def _write(unit: Unit, row: Stored[CompartmentLabel], words: tuple[HarmlessWord, ...]) -> None:
    unit.change(row, record=row.opened.model_copy(update={"harmless": words}))


def _resting_on(desk: Desk, unit: Unit, gone: set[str]) -> list[Stored[Release]]:
    """Return a standing release of each case whose text is not all judged any more without these words."""
    found = {}
    for row in unit.view(desk.store.releases).all(state=State.OPEN):
        if row.is_sealed or row.opened.withdrawn_at is not None or not standing_in(gone, row.opened.text):
            continue
        case = unit.view(desk.store.cases).get(row.opened.case_id)
        if case.compartment != desk.identity:
            continue
        approved = approved_of(case.opened.judgements, harmless_of(desk, unit))
        if open_in(row.opened.text, known_of(desk, case.id, unit), approved):
            found[case.id] = row
    return list(found.values())


def _withdraw(desk: Desk, unit: Unit, row: Stored[Release]) -> tuple[Stored[Release], ...]:
    return withdraw_within(desk, unit, row.opened.case_id, TAKEN_OUT)
