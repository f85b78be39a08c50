"""Layer 1 under pressure: made-up names, every form people type them in, among whatever else stands in a text.

A name is found as registered, and the offsets are those of the given text: all of its letters, and nothing outside it.
"""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mhtui.anonymise import Certainty, Finding, Identity, Kind, Layer, find_identifiers
from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.lexicon import load_lexicon

Form = Callable[[str, str], str]
_SYLLABLES = ("ka", "ta", "rzy", "na", "mo", "ha", "mé", "il", "öz", "șa", "ły", "vik", "bel", "dor", "çu", "ñe", "sen")
_PARTICLES = ("", "", "van der ", "de ", "El ", "ten ", "van 't ")
_word = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map(lambda parts: "".join(parts).capitalize())
_given = st.one_of(_word, st.sampled_from(("Roos", "Mark", "Jan", "Aster", "Mila", "Anne-Sophie", "D'Angelo")))
_surname = st.one_of(
    st.tuples(st.sampled_from(_PARTICLES), _word).map("".join),
    st.sampled_from(("Visser", "de Boer", "Nowak", "van der Meer", "Bakker-de Groot", "El Amrani", "Y\u0131lmaz")),
)


def _account(given_name: str, surname: str, between: str) -> str:
    """Give a name as accounts have it."""
    plain = fold(f"{given_name} {surname}").replace("'", "").replace("-", "")
    return plain.replace(" ", between)


_FORMS: dict[str, Form] = {
    "as registered": lambda first, last: f"{first} {last}",
    "given name": lambda first, _: first,
    "surname": lambda _, last: last,
    "surname first": lambda first, last: f"{last} {first}",
    "surname, given name": lambda first, last: f"{last}, {first}",
    "possessive": lambda first, _: f"{first}'s",
    "possessive, curly": lambda first, _: f"{first}\u2019s",
    "possessive of the surname": lambda _, last: f"{last}'s",
    "diminutive": lambda first, _: f"{first}tje",
    "diminutive in -je": lambda first, _: f"{first}je",
    "initial": lambda first, last: f"{first[0]}. {last}",
    "joined": lambda first, last: f"{first}-{last.split()[-1]}",
    "e-mail": lambda first, last: f"{_account(first, last, '.')}88@example.nl",
    "account": lambda first, last: f"@{_account(first, last, '')}04",
    "underscores": lambda first, last: _account(first, last, "_"),
}
_WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "lower case": str.lower,
    "upper case": str.upper,
    "without accents": lambda text: "".join(fold(sign) if sign.islower() else sign for sign in text),
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "a zero width inside": lambda text: f"{text[:2]}\u200b{text[2:]}",
    "a soft hyphen inside": lambda text: f"{text[:3]}\u00ad{text[3:]}",
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
}
_BEFORE = (
    "Gisteren heeft ",
    "Volgens de buren (",
    "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 we zagen ",
    "Regel een.\r\n\r\nDe buurvrouw zag ",
    "Zij kent \u202b\u0645\u062d\u0645\u062f\u202c en ook ",
    "Cafe\u0301 dicht. We belden ",
)
_AFTER = (" gebeld.", ") weer gezien.", "\r\nDe rest volgt.", " \U0001f697 meegenomen", "", ", zei men")


def _known(text: str, person: Identity) -> list[Finding]:
    return [finding for finding in find_identifiers(text, (person,)) if finding.layer is Layer.KNOWN]


@given(
    _given,
    _surname,
    st.sampled_from(sorted(_FORMS)),
    st.sampled_from(sorted(_WAYS)),
    st.sampled_from(_BEFORE),
    st.sampled_from(_AFTER),
)
def test_whatever_is_done_to_a_name_it_is_found(
    first: str, last: str, form: str, way: str, before: str, after: str
) -> None:
    """Every form in every way of writing, with accents, emoji, other scripts and ends of lines around it."""
    written = _WAYS[way](_FORMS[form](first, last))
    person = Identity(Kind.PERSON, f"{first} {last}", "Betrokkene A")
    found = _known(f"{before}{written}{after}", person)
    low, high = len(before), len(before) + len(written)
    within = {at for one in found for at in range(one.start, one.end)}
    missed = [at for at in range(low, high) if (before + written)[at].isalpha() and at not in within]
    assert not missed or _is_only_a_particle(before + written, missed), (written, missed)
    assert found
    assert all(low <= one.start < one.end <= high for one in found), [(one.start, one.end) for one in found]
    assert {one.suggestion.removesuffix("'s") for one in found} == {"Betrokkene A"}


def _is_only_a_particle(text: str, missed: list[int]) -> bool:
    """Whether what was not covered is a tussenvoegsel: that tells nobody."""
    letters = "".join(text[at] for at in missed).lower()
    return letters in {"de", "el", "ten", "van", "vander", "vant"}


@given(_word, _surname, st.integers(1, 30), st.sampled_from("abdeklmnorst"), st.sampled_from("oirs"))
def test_with_one_typing_error_it_is_found_as_well(first: str, last: str, place: int, letter: str, way: str) -> None:
    """Left out, put in, replaced or swapped: known, unless what is typed is a Dutch word."""
    assume(len(first) > 4)
    at = place % (len(first) - 1) + 1
    wrong = {
        "o": first[:at] + first[at + 1 :],
        "i": first[:at] + letter + first[at:],
        "r": first[:at] + letter + first[at + 1 :],
        "s": first[: at - 1] + first[at : at + 1] + first[at - 1] + first[at + 1 :],
    }[way].capitalize()
    text = f"Vandaag heeft {wrong} gebeld."
    found = find_identifiers(text, (Identity(Kind.PERSON, f"{first} {last}", "Betrokkene A"),))
    assert [text[one.start : one.end] for one in found] == [wrong]
    assert found[0].layer is Layer.KNOWN or load_lexicon().knows(wrong.lower())


@given(_word, _word)
def test_registered_initials_are_found_exactly(first: str, last: str) -> None:
    """`K.N.`, `K. N.` and `KN`, and no other two letters."""
    person = Identity(Kind.PERSON, f"{first} {last}", "Betrokkene A")
    one, other = first[0], last[0]
    for written in (f"{one}.{other}.", f"{one}. {other}.", f"{one}{other}"):
        assert _known(f"Vandaag belde {written} terug.", person), written
    wrong = "X" if other != "X" else "Y"
    assert not _known(f"Vandaag belde {one}.{wrong}. terug.", person)


@pytest.mark.parametrize(
    "text,pieces",
    [
        ("Gisteren heeft Van weer gebeld.", ["Van"]),
        ("Gisteren heeft van weer gebeld.", ["van"]),
        ("Van belt elke dag.", ["Van"]),
        ("Van Ha belt, Ha Van niet.", ["Van Ha", "Ha Van"]),
        ("Een vriend van Van, en Vans zus.", ["Van", "Vans"]),
        ("Van de buren weten we niets van belang.", []),
        ("Ik sprak Van Dijk en Van den Berg.", []),
        ("Het busje van Jan. AANPAK VAN MENSENHANDEL", []),
    ],
)
def test_a_given_name_that_is_a_tussenvoegsel(text: str, pieces: list[str]) -> None:
    """`Van` is somebody where no name can follow it, and not the `van` of everybody else."""
    person = Identity(Kind.PERSON, "Van Ha", "Betrokkene A")
    assert [text[one.start : one.end] for one in _known(text, person)] == pieces


def test_an_article_is_nobodys_given_name() -> None:
    """Somebody registered as `De Boer` does not mark every `De`; a bare `van` in lower case is doubted only."""
    text = "De man zag De Boer. Hij zei: De kan niet."
    boer = Identity(Kind.PERSON, "De Boer", "Betrokkene A")
    assert [text[one.start : one.end] for one in _known(text, boer)] == ["De Boer"]
    (found,) = _known("Gisteren heeft van weer gebeld.", Identity(Kind.PERSON, "Van Ha"))
    assert found.certainty is Certainty.UNSURE
