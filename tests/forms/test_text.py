"""Plain text as it comes in: encodings, sloppy captions, values below captions, tables drawn with tabs."""

import pytest

from mhtui.forms.refusal import Code, FormRefused
from tests.forms.documents import FORM, OFFICIAL, pairs, read, text_of


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "iso-8859-15"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings(encoding: str, line_end: str) -> None:
    """With and without mark, each kind of line end; the last two are read as Windows-1252."""
    assert read("a.txt", text_of().replace("\n", line_end).encode(encoding)) == FORM


def test_utf16_with_mark_both_ways() -> None:
    """Notepad's "Unicode" and "Unicode big endian"."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read("a.txt", mark + text_of().encode(encoding)) == FORM


_SLOPPY = """SIGNAAL   mensenhandel
NUMMER 2026-0044
 datum :   ma 16 november 2026
Tijd;tussen 9 en 10
* plaast: IJsselstein, Utrechtsestraat 3-bis
naam  van de melder -  Ünal Öztürk (Toezicht & Handhaving)

betrokkene(n)
1. Naam :Iwona K.
ROL werkneemster
E-mail
Tel. nr 06 12 34 56 78
naam: Dhr. Ten Brink
rol = verhuurder
e - mail adres: t.brink@voorbeeld.example
tel.nr:
TOELICHTNG SIGNAAL:
"""


def test_sloppy_captions() -> None:
    """Case, spaces, missing colons, other words for the same, typing errors."""
    assert read("a.txt", _SLOPPY + FORM.narrative) == FORM


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("colon", ["", ":"])
def test_values_below_captions(gap: str, colon: str) -> None:
    """A value on the line below its caption, with blank lines or without; empty ones stay empty."""
    lines = [f"{caption}{colon}\n{value}" if value else f"{caption}{colon}" for caption, value in pairs()]
    assert read("a.txt", gap.join([*lines, "Toelichting signaal", FORM.narrative])) == FORM


def test_a_role_that_is_a_caption_too() -> None:
    """The rol of a person can be "melder" or "betrokkene"."""
    form = read("a.txt", "Naam melder: Jo\nVolledige naam: A\nHoedanigheid/rol:\nmelder\nToelichting: x")
    assert form.persons[0].capacity == "melder"
    assert form.reporter == "Jo"


def test_two_captions_on_one_line() -> None:
    """Captions of Bijlage 7 after each other, any caption after a wide gap; "Lopik, tel: 14" is one value."""
    text = (
        "Datum melding: 3-11 Tijdstip: 10:00\nPlaats: Lopik, tel: 14\nNaam melder: Jo\n"
        "Naam: A  Rol: b\tTel: 06\nNaam: Rol: c\nToelichting: x"
    )
    form = read("a.txt", text)
    assert (form.reported_on, form.reported_at, form.place) == ("3-11", "10:00", "Lopik, tel: 14")
    assert form.persons[0].model_dump() == {"name": "A", "capacity": "b", "email": "", "phone": "06"}
    assert form.persons[1].model_dump() == {"name": "", "capacity": "c", "email": "", "phone": ""}


def test_tabs_and_bars() -> None:
    """Tables drawn with tabs, or with bars as some programs export them."""
    people = [(each.name, each.capacity, each.email, each.phone) for each in FORM.persons]
    tabs = "\n".join(
        [
            *(f"{caption}:\t\t{value}" for caption, value in pairs()[1:6]),
            *("\t".join(row) for row in [OFFICIAL, *people]),
            f"Toelichting signaal\t{FORM.narrative}",
        ]
    )
    bars = "\n".join(
        [
            *(f"| {caption} | {value} |" for caption, value in pairs()[1:6]),
            "|---|---|---|---|",
            *("| " + " | ".join(row) + " |" for row in [OFFICIAL, *people]),
            "",
            "Toelichting signaal",
            FORM.narrative,
        ]
    )
    assert read("a.txt", tabs) == FORM
    assert read("a.txt", bars) == FORM


def test_a_value_over_two_lines() -> None:
    """A line without caption right below goes on with the value; after a blank line it does not."""
    form = read("a.txt", "Plaats: Lopik,\nLekdijk West\nNaam melder: Jo\n\nzo snel mogelijk insturen\nToelichting: x")
    assert (form.place, form.reporter) == ("Lopik,\nLekdijk West", "Jo")


def test_whose_a_bare_name_is() -> None:
    """Above the persons and with no other reporter, "Naam" is the reporter's; elsewhere it is a person's."""
    above = read("a.txt", "Datum: 3-11\nNaam: Jo\nBetrokkenen\nNaam: A\nRol: b\nToelichting: x")
    assert (above.reporter, [person.name for person in above.persons]) == ("Jo", ["A"])
    followed = read("a.txt", "Datum: 3-11\nNaam: Jo\nNaam: A\nRol: b\nToelichting: x")
    assert (followed.reporter, [person.name for person in followed.persons]) == ("Jo", ["A"])
    person = read("a.txt", "Naam melder: Jo\nNaam: A\nRol: b\nToelichting: x")
    assert (person.reporter, [person.name for person in person.persons]) == ("Jo", ["A"])


def test_how_the_reporter_is_reached_is_no_person() -> None:
    """A phone number and a department between the reporter and the persons belong to the reporter."""
    text = "Naam melder: Jo\nTelefoonnummer: 06\nAfdeling: Toezicht\n\nBetrokkenen\nVolledige naam: A\nToelichting: x"
    form = read("a.txt", text)
    assert form.reporter == "Jo\nTelefoonnummer: 06\nAfdeling: Toezicht"
    assert [person.name for person in form.persons] == ["A"]


def test_questions_that_bijlage_7_does_not_have_are_kept() -> None:
    """A date of birth on the municipality's own form may be what matters most: it goes below the toelichting."""
    text = "Naam melder: Jo\nVolledige naam: A\nGeboortedatum: 3-4-2010\nVolledige naam: B\nToelichting: x"
    assert read("a.txt", text).narrative == "x\n\nGeboortedatum: 3-4-2010 (bij A)"


def test_sentences_that_begin_like_a_caption() -> None:
    """Instructions on the form are not values."""
    advice = "Plaats dit formulier in de map.\nMail mij even terug.\nTel mij anders.\nNummer volgt.\n\n"
    form = read("a.txt", f"{advice}Plaats: Lopik\nNaam melder: Jo\nToelichting: x")
    assert (form.place, form.number, form.persons) == ("Lopik", "", ())


def test_toelichting_above_the_official_one_explains_the_form() -> None:
    """Only the official caption begins the sender's text then."""
    form = read("a.txt", "Toelichting: vul alles in\nNaam melder: Jo\nToelichting signaal\nToelichting: echt")
    assert form.narrative == "Toelichting: echt"


def test_persons_below_the_toelichting() -> None:
    """The official heading above the persons ends the toelichting; nothing else does."""
    text = "Naam melder: Jo\nToelichting signaal\neen\nBij het incident betrokken persoon/personen\nVolledige naam: A"
    form = read("a.txt", text)
    assert (form.narrative, form.persons[0].name) == ("een", "A")


def test_a_heading_begins_the_next_person() -> None:
    """Also when the person before it left fields open that the next one fills."""
    form = read("a.txt", "Naam melder: Jo\nPersoon 1\nNaam: A\nPersoon 2\nRol: b\nToelichting: x")
    assert [(person.name, person.capacity) for person in form.persons] == [("A", ""), ("", "b")]


def test_characters_that_steer_a_terminal_are_left_out() -> None:
    """Escape codes and other control characters never reach a screen; letters of every script stay."""
    form = read("a.txt", "Naam melder: J\x1b[31mo \u05d9\u05e2\u05dc\x9b\nToelichting: a\x07b\u2028c")
    assert (form.reporter, form.narrative) == ("J[31mo \u05d9\u05e2\u05dc", "ab\nc")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Beste collega,\nBel je mij?\nNaam: Jo\nTel: 06",
        "Datum: 3 november\nTijd: 10:00\nLocatie: raadzaal\nE-mail: x@voorbeeld.example",
        "Nummer: 7\nPlaats: Lopik",
    ],
)
def test_other_texts_are_no_form(text: str) -> None:
    """A signature, an invitation, an invoice."""
    with pytest.raises(FormRefused) as refused:
        read("a.txt", text)
    assert refused.value.code in {Code.NOT_A_FORM, Code.EMPTY}


@pytest.mark.parametrize("line", ["Nummer:", "Nummer: ........", "Nummer: ______", "Nummer: \u2026"])
def test_dots_to_write_on_are_no_value(line: str) -> None:
    """An unfilled form stays unfilled however its lines are drawn."""
    with pytest.raises(FormRefused) as refused:
        read("a.txt", f"{line}\nDatum melding:\nNaam melder: ____________\nToelichting signaal\n....\n")
    assert refused.value.code == Code.NOTHING_FILLED_IN


def test_two_forms_in_one_text_are_refused() -> None:
    """The second would vanish in the toelichting of the first."""
    with pytest.raises(FormRefused) as refused:
        read("a.txt", f"{text_of()}\n\n{text_of()}")
    assert refused.value.code == Code.SEVERAL_FORMS


def test_fields_filled_in_twice() -> None:
    """One field twice is kept twice; several are two forms."""
    once = "Nummer: 1\nDatum melding: 2\nPlaats: 3\nNaam melder: x\n"
    form = read("a.txt", f"{once}Plaats: 4\nToelichting: y")
    assert (form.place, form.narrative) == ("3", "y\n\nPlaats: 4")
    with pytest.raises(FormRefused) as refused:
        read("a.txt", f"{once}Nummer: 9\nDatum melding: 8\nPlaats: 7\nToelichting: y")
    assert refused.value.code == Code.SEVERAL_FORMS
