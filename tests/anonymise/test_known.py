"""Layer 1: what is registered in the dossier is found in every form people type."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.anonymise import Certainty, Finding, Identity, Kind, Layer, find_identifiers
from mhtui.anonymise.cleaning import fold

_NAMES = (
    "Katarzyna Nowak",
    "Jan van der Meer",
    "Roos Visser",
    "Deniz Y\u0131lmaz",
    "Nguyen Thi Hoa",
    "Ionu\u021b Popescu",
    "Mohamed El Amrani",
    "Chaimae Boukhari",
    "Gerda Bakker-de Groot",
    "An Le",
)
_FORMS: dict[str, Callable[[str], str]] = {
    "as registered": lambda name: name,
    "lower case": str.lower,
    "upper case": str.upper,
    "without accents": fold,
    "given name": lambda name: name.split()[0],
    "possessive": lambda name: name.split()[0] + "'s",
    "curly possessive": lambda name: name.split()[0] + "\u2019s",
    "diminutive": lambda name: name.split()[0] + "tje",
    "surname first": lambda name: f"{name.split()[-1]}, {name.split()[0]}",
    "e-mail": lambda name: fold(name).replace(" ", ".").replace("'", "") + "88@example.nl",
    "account": lambda name: "@" + fold(name).replace(" ", "").replace("-", "") + "04",
    "underscores": lambda name: fold(name).replace(" ", "_"),
    "spaced out with a zero width": lambda name: name[:2] + "\u200b" + name[2:],
}
_TEXTS = (
    "Gisteren belde {} weer.",
    "{} is gezien",
    "Volgens de buren ({}) klopt dat.",
    "zij zegt dat {}",
    "gebeld: {}\r\n",
)


def known(text: str, *identities: Identity) -> list[Finding]:
    """What layer 1 finds."""
    return [finding for finding in find_identifiers(text, identities) if finding.layer is Layer.KNOWN]


def covered(text: str, findings: list[Finding]) -> str:
    """The letters and digits of the text that lie in a finding."""
    return "".join(text[at] for one in findings for at in range(one.start, one.end) if text[at].isalnum())


@given(st.sampled_from(_NAMES), st.sampled_from(sorted(_FORMS)), st.sampled_from(_TEXTS))
def test_a_known_name_is_found_in_every_form(name: str, form: str, text: str) -> None:
    """Whatever the form and the place: all of it is found, as known, with the label."""
    written = _FORMS[form](name)
    filled = text.replace("{}", written)
    findings = known(filled, Identity(Kind.PERSON, name, "Betrokkene A"))
    letters = "".join(letter for letter in written if letter.isalnum())
    assert letters in covered(filled, findings)
    assert {finding.suggestion.removesuffix("'s") for finding in findings} == {"Betrokkene A"}


@given(
    st.sampled_from([name for name in _NAMES if len(name.split()[0]) > 3]),
    st.integers(1, 20),
    st.sampled_from("abdeklmnorst"),
    st.sampled_from(["out", "in", "over", "swapped"]),
)
def test_a_known_name_is_found_with_one_typing_error(name: str, place: int, letter: str, way: str) -> None:
    """A letter left out, put in, put over another or two swapped, in a given name that stays no Dutch word."""
    given_name = name.split(maxsplit=1)[0]
    at = place % (len(given_name) - 1)
    wrong = {
        "out": given_name[:at] + given_name[at + 1 :],
        "in": given_name[:at] + letter + given_name[at:],
        "over": given_name[:at] + letter + given_name[at + 1 :],
        "swapped": given_name[:at] + given_name[at + 1] + given_name[at] + given_name[at + 2 :],
    }[way]
    text = f"Vandaag heeft {wrong.capitalize()} gebeld."
    findings = find_identifiers(text, (Identity(Kind.PERSON, name, "Betrokkene A"),))
    assert wrong.capitalize() in [text[one.start : one.end] for one in findings]
    if len(wrong) > 4 and name in ("Katarzyna Nowak", "Deniz Y\u0131lmaz", "Mohamed El Amrani"):
        assert findings[0].layer is Layer.KNOWN


@pytest.mark.parametrize(
    "kind,value,written",
    [
        (Kind.PHONE, "06-24681357", "+31 6 2468 1357"),
        (Kind.PHONE, "0031624681357", "06.24.68.13.57"),
        (Kind.PHONE, "(0348) 551234", "0348 - 55 12 34"),
        (Kind.PHONE, "06-24681357", "06 2468 1375"),
        (Kind.PHONE, "0348-551234", "(0348) 551234"),
        (Kind.PHONE, "+48 512 345 678", "0048 512345678"),
        (Kind.PLATE, "VX-382-T", "vx382t"),
        (Kind.PLATE, "VX-382-T", "VX 382 T"),
        (Kind.IBAN, "NL20INGB0001234567", "nl20 ingb 0001 2345 67"),
        (Kind.BSN, "111222333", "1112.22.333"),
        (Kind.EMAIL, "m.el.khatib@example.nl", "M.El.Khatib (at) example.nl"),
        (Kind.HANDLE, "@lovely.mila04", "lovely.mila04"),
        (Kind.HANDLE, "lovely_mila", "@Lovely_Mila"),
        (Kind.ADDRESS, "Lekdijk West 14", "lekdijk west 14"),
        (Kind.ORGANISATION, "Van Dijk Groenten", "van dijk groenten"),
        (Kind.ORGANISATION, "leerplichtambtenaar", "Leerplichtambtenaar"),
        (Kind.ORGANISATION, "afdeling Burgerzaken", "afdeling Burgerzakn"),
        (Kind.REPORTER, "mevrouw T. de Vries", "de Vries"),
    ],
)
def test_other_identities_are_found_in_every_spelling(kind: Kind, value: str, written: str) -> None:
    """Numbers however spaced or with one digit wrong; accounts, addresses, departments and functions."""
    text = f"Genoemd werd {written} door de buren."
    findings = known(text, Identity(kind, value, "Label 1"))
    assert [(text[one.start : one.end], one.kind, one.suggestion) for one in findings] == [(written, kind, "Label 1")]


@pytest.mark.parametrize(
    "name,written",
    [
        ("Sinead O'Brien", "O'Brien"),
        ("Sinead O'Brien", "OBrien"),
        ("Mohamed El Khatib", "Elkhatib"),
        ("Jan van der Meer", "vandermeer"),
        ("Mila Popescu", "Milaatje"),
        ("Bram Kok", "Brammetje"),
        ("Mila Popescu", "Mila-zaak"),
        ("Mila Popescu", "M1la"),
        ("Katarzyna Nowak", "Katar zyna"),
        ("Katarzyna Nowak", "K.Nowak"),
        ("Katarzyna Nowak", "Katrzina"),
    ],
)
def test_forms_of_their_own(name: str, written: str) -> None:
    """Apostrophes, tussenvoegsels run together, diminutives that double a letter, compounds, a figure for a letter."""
    text = f"Vandaag is {written} genoemd."
    assert [text[one.start : one.end] for one in known(text, Identity(Kind.PERSON, name))] == [written]


def test_a_dutch_word_is_no_form_of_a_name() -> None:
    """A known Kok does not mark everything that is cooked."""
    assert known("Zij moet elke dag koken en wassen.", Identity(Kind.PERSON, "Bram Kok")) == []


@pytest.mark.parametrize("text", ["Dossier 906246813570 is van een ander.", "Bel 06-24681399.", "Zie xvx382t9."])
def test_other_numbers_are_not_the_registered_one(text: str) -> None:
    """A number inside a longer one, or with two digits wrong, is not the registered number."""
    registered = (Identity(Kind.PHONE, "06-24681357"), Identity(Kind.PLATE, "VX-382-T"))
    assert known(text, *registered) == []


def test_registered_initials_count_exactly() -> None:
    """`K.N.` is Katarzyna Nowak; `K.M.` is not."""
    person = Identity(Kind.PERSON, "Katarzyna Nowak", "Betrokkene A")
    text = "K.N. belde, K.M. niet."
    assert [text[one.start : one.end] for one in known(text, person)] == ["K.N"]


def test_the_whole_name_goes_before_a_shared_surname() -> None:
    """Of two persons with one surname each gets the own label."""
    family = (
        Identity(Kind.PERSON, "Henk de Wit", "Betrokkene A"),
        Identity(Kind.PERSON, "Annie de Wit", "Betrokkene B"),
    )
    assert [one.suggestion for one in known("Henk de Wit en Annie de Wit", *family)] == ["Betrokkene A", "Betrokkene B"]


def test_a_name_that_is_a_function_word_is_only_doubted_in_lower_case() -> None:
    """`dat` may be Dat; it is shown, in grey."""
    person = Identity(Kind.PERSON, "Dat Le", "Betrokkene A")
    assert [one.certainty for one in known("Ik zag dat Dat er was.", person)] == [Certainty.UNSURE, Certainty.KNOWN]


def test_a_remark_in_a_registered_value_is_no_name() -> None:
    """What stands in square brackets does not mark every `niet`; a value that is only a remark is looked for whole."""
    person = Identity(Kind.PERSON, "[voornaam niet verstaan] Gebremedhin", "Betrokkene A")
    text = "Gebremedhin mocht niet praten en heeft ons niet verstaan."
    assert [text[one.start : one.end] for one in known(text, person)] == ["Gebremedhin"]
    assert known("Zij heet Onbekende.", Identity(Kind.PERSON, "[Onbekende]")) != []


def test_titles_in_a_registered_value_are_no_names() -> None:
    """`mevrouw` and `onbekend` in what was registered do not mark every mevrouw."""
    person = Identity(Kind.PERSON, "mevrouw Mila (achternaam onbekend)", "Betrokkene A")
    assert known("De mevrouw is onbekend, haar achternaam ook.", person) == []
