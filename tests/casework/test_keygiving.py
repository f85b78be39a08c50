"""Giving keys by the rules of the office, the handover in its order, and how strong a wachtzin is said to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.desk import Desk
from mhtui.casework.errors import HandoverIncomplete, InvalidForm, WeakPassphrase
from mhtui.casework.handover import Proof, Successor, prove, take_over
from mhtui.casework.handover_dossier import handover_dossier
from mhtui.casework.keygiving import GIVEN_ROLES, give, holder_named, take_back
from mhtui.casework.strength import PROPOSED_BITS, strength
from mhtui.casework.words import propose, word_list

_WORDS = "haven kompas zeilboot wolken"


@pytest.mark.parametrize("role", [Role.AF, Role.RECOVERY])
def test_no_second_aandachtsfunctionaris_and_no_second_sheet(af: Desk, role: Role) -> None:
    """The one comes by a handover, the other by a new sheet."""
    with pytest.raises(InvalidForm):
        give(af, role, _WORDS, policy=FLOOR_POLICY)
    assert Role.AF not in GIVEN_ROLES


@pytest.mark.parametrize("words", ["", "q7-vb", "aaaaaaaaaaaaaa"])
def test_a_weak_wachtzin_is_refused(af: Desk, words: str) -> None:
    """Before anything is derived or written, and the reason repeats nothing of it."""
    mark = af.store.change_mark()
    with pytest.raises(WeakPassphrase) as caught:
        give(af, Role.FG, words, policy=FLOOR_POLICY)
    assert not words or words not in caught.value.why
    assert af.store.change_mark() == mark


@pytest.mark.parametrize("label,field", [("x" * 81, "label"), ("regel\nregel", "label"), ("\x1b[2J", "label")])
def test_a_function_is_one_readable_line(af: Desk, label: str, field: str) -> None:
    """It stands at the door of every session."""
    with pytest.raises(InvalidForm) as caught:
        give(af, Role.FG, _WORDS, label=label, policy=FLOOR_POLICY)
    assert caught.value.field == field


def test_nobody_takes_their_own_key(af: Desk) -> None:
    """That is a handover."""
    with pytest.raises(InvalidForm):
        take_back(af, af.store.me)
    with pytest.raises(InvalidForm):
        holder_named(af, "Burgemeester")
    assert holder_named(af, "  aandachtsfunctionaris ").id == af.store.me.id


def test_nothing_is_taken_before_the_proof(af: Desk, table: Desk) -> None:
    """A successor who does not open everything does not take over."""
    shown = prove(table)
    assert shown.sealed > 0
    assert not shown.complete
    assert prove(af).complete
    mark = af.store.change_mark()
    with pytest.raises(HandoverIncomplete):
        take_over(Successor(table, table.store.me, shown), af.store.me.id, bytes(32))
    assert not Proof(0, 0, 0).complete
    assert af.store.change_mark() == mark


def test_a_dossier_of_an_empty_kluis(af: Desk) -> None:
    """It says that there is nothing, and does not break."""
    text = handover_dossier(af).markdown()
    assert "Er loopt niets." in text
    assert "Er staan geen acties open." in text
    assert "## Melders" not in text


def test_a_proposed_wachtzin_is_strong() -> None:
    """Six different words of the list: twelve bits each."""
    words = " ".join(word_list()[:6])
    assert strength(words).bits == PROPOSED_BITS == 72
    assert strength(words).word == "sterk"
    assert strength(propose()).word in {"sterk", "redelijk"}  # a word may come twice


@pytest.mark.parametrize(
    "words,word",
    [("welkom01", "zwak"), ("Lopik2026!", "zwak"), ("aaaaaaaaaaaaaaaa", "zwak"), ("", "zwak")],
)
def test_what_people_choose_is_weak(words: str, word: str) -> None:
    """Known kinds of wachtwoorden."""
    assert strength(words).word == word


@given(st.text(max_size=60), st.sampled_from(word_list()))
def test_saying_a_word_twice_adds_nothing(text: str, word: str) -> None:
    """And one more word never makes it weaker."""
    once = strength(f"{text} {word}").bits
    assert strength(f"{text} {word} {word}").bits == once
    assert once >= strength(text).bits
