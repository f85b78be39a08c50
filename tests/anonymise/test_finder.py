"""The finder as a whole: the labelled notes, and what holds for every text."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.anonymise import Certainty, Finding, Identity, Kind, Layer, find_identifiers
from tests.anonymise.labelled import Labelled, case_notes, read_labels

_TITLES = re.compile(r"^(?:Mw\.|fam\.) ")
_ASIDE = {"QI"}


def found(text: str, known: tuple[Identity, ...] = ()) -> list[str]:
    """The pieces of the text that were found."""
    return [text[finding.start : finding.end] for finding in find_identifiers(text, known)]


def uncovered(note: Labelled, findings: list[Finding]) -> list[str]:
    """The labels of which a letter or a digit was not found; a title before a name may be left."""
    covered = {place for finding in findings for place in range(finding.start, finding.end)}
    missed = []
    for kind, start, end in note.labels:
        title = _TITLES.match(note.text[start:end])
        first = start + (title.end() if title else 0)
        if kind not in _ASIDE and any(note.text[at].isalnum() and at not in covered for at in range(first, end)):
            missed.append(note.text[start:end])
    return missed


def test_everything_labelled_in_the_notes_is_found() -> None:
    """All names, addresses and numbers of the forty notes; one business has an ordinary word before its name."""
    missed = [text for note in case_notes() for text in uncovered(note, find_identifiers(note.text))]
    assert missed == ["snackbar Het Hoekje"]


@pytest.mark.parametrize(
    "text,pieces",
    [
        ("Roos vertelde dat de Visser niet kwam.", ["Roos", "Visser"]),
        ("We spraken Koning en De Boer.", ["Koning", "De Boer"]),
        ("De heer P. van der Meer belde.", ["P. van der Meer"]),
        ("vandaag gebeld met jan van der meer", ["jan van der meer"]),
        ("Het gaat om Jan-Willem van 't Hof.", ["Jan-Willem van 't Hof"]),
        ("mevrouw de groot en dhr. bakker", ["de groot", "bakker"]),
        ("slachtoffer heet ionela", ["ionela"]),
        ("We zagen Landweer. Landweer zweeg.", ["Landweer", "Landweer"]),
        ("Weiland en Kowalska waren het eens.", ["Weiland", "Kowalska"]),
        ("Landweer zweeg. Weiland ook.", ["Landweer"]),
        ("Wil zegt niets, Le kwam niet.", ["Wil", "Le"]),
        ("Aster had geen geld bij zich.", ["Aster"]),
        ("Aster Kiflom en haar zus slapen daar.", ["Aster Kiflom"]),
        ("Aster en haar zus slapen daar.", ["Aster"]),
        ("Eden kocht de boot.", ["Eden"]),
        ("Lubbert van Gelderen ontkent alles.", ["Lubbert van Gelderen"]),
        ("Inwoners van Lopik klagen. Directeur van Stek zweeg.", ["Lopik", "Stek"]),
        ("vanmorgen belde jorien blijleven over dokter hulshof", ["jorien blijleven", "hulshof"]),
        ("Wil en Linda kenden elkaar.", ["Wil", "Linda"]),
        ("Frans zegt dat hij alleen Engels spreekt.", ["Frans"]),
        ("Naam: Storm", ["Storm"]),
        ("GESPREK MET KATARZYNA NOWAK", ["KATARZYNA NOWAK"]),
        ("Zij kent \u0645\u062d\u0645\u062f van school.", ["\u0645\u062d\u0645\u062f"]),
    ],
)
def test_names_by_shape(text: str, pieces: list[str]) -> None:
    """Capitals, titles, tussenvoegsels, initials, unknown words and other scripts."""
    assert found(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "De buurvrouw ziet elke avond wisselende mannen bij de woning. Volgens haar klopt er iets niet.",
        "AANPAK VAN MENSENHANDEL IN DE GEMEENTE",
        "Op maandag is er overleg met Veilig Thuis, het RIEC en de Nederlandse Arbeidsinspectie.",
        "Zie artikel 273f en het Wetboek van Strafrecht.",
        "Geld had hij niet. Regen was er genoeg. Afspraak gemaakt met de jeugdarts.",
        "Vader aangehouden. Man opgepakt. Moeder ingeschakeld door de school.",
        "Jongerenwerk houdt contact. Cliënt zegt niets. Onderzoek helpt. Buurtteam belt morgen.",
        "Melder vertelt weinig. Politie heeft gebeld. School is gesloten.",
        "het riec en de avim vragen om een bsn uit de brp",
        "Er stonden 3 auto's, 2 fietsen en een busje.",
        "",
    ],
)
def test_what_tells_nobody_is_left_alone(text: str) -> None:
    """Sentences, headings, partners and the law."""
    assert find_identifiers(text) == []


@pytest.mark.parametrize(
    "name,kind",
    [
        ("Van Dijk Groenten", Kind.ORGANISATION),
        ("Mulder Logistics", Kind.ORGANISATION),
        ("Kok Transport BV", Kind.ORGANISATION),
        ("Stichting Moviera", Kind.ORGANISATION),
        ("Henk Koolhaas", Kind.PERSON),
        ("Jan Visser", Kind.PERSON),
        ("Utrecht", Kind.PLACE),
    ],
)
def test_a_firm_is_told_from_a_person_by_what_it_does(name: str, kind: Kind) -> None:
    """So that the first label that is proposed is one of its own kind."""
    text = f"Zij werkt al jaren voor {name} zonder contract."
    assert [(text[one.start : one.end], one.kind) for one in find_identifiers(text)] == [(name, kind)]


def test_a_finding_says_all() -> None:
    """Offsets, kind, layer, certainty and what to put in its place."""
    text = "Zij is 16 jaar en woont bij Mila."
    known = (Identity(Kind.PERSON, "Mila Popescu", "Betrokkene A"),)
    assert find_identifiers(text, known) == [
        Finding(7, 14, Kind.AGE, Layer.PATTERN, Certainty.POSSIBLE, "16-20 jaar"),
        Finding(28, 32, Kind.PERSON, Layer.KNOWN, Certainty.KNOWN, "Betrokkene A"),
    ]


@pytest.mark.parametrize(
    "text,piece",
    [
        ("Zij heet Sahin\u0327 Kaya.", "Sahin\u0327 Kaya"),
        ("Hij zag \U0001f600 Mila bij de bus.", "Mila"),
        ("Hij zag Mi\u200bla bij de bus.", "Mi\u200bla"),
        ("Hij belde 06\u00a024\u00a068\u00a013\u00a057 terug.", "06\u00a024\u00a068\u00a013\u00a057"),
        ("Zij heet \u202b\u0641\u0627\u0637\u0645\u0629\u202c en belt.", "\u0641\u0627\u0637\u0645\u0629\u202c"),
        ("Zij belde de \uff2d\uff49\uff4c\uff41 terug.", "\uff2d\uff49\uff4c\uff41"),
    ],
)
def test_offsets_are_of_the_given_text(text: str, piece: str) -> None:
    """Accents that combine, emoji, zero width, right-to-left and full width: the span covers the given characters."""
    assert found(text) == [piece]


_TEXTS = st.lists(
    st.one_of(
        st.sampled_from([note.text for note in case_notes()]),
        st.text(max_size=40),
        st.text(alphabet="aAeE nN.,'-\u0301\u200b\u202e😀\u06230123456789@/()\t", max_size=40),
    ),
    max_size=4,
)


_KNOWN = st.lists(
    st.builds(
        Identity, st.sampled_from(Kind), st.one_of(st.text(max_size=12), st.sampled_from(["Jan", "A. de", "06-1"]))
    ),
    max_size=3,
)


@given(_TEXTS, st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]), _KNOWN)
def test_findings_are_sorted_apart_and_in_range(parts: list[str], end_of_line: str, known: list[Identity]) -> None:
    """For every text and whatever is registered: sorted, not empty, not overlapping, within the text."""
    text = end_of_line.join(parts)
    findings = find_identifiers(text, known)
    places = [place for finding in findings for place in (finding.start, finding.end)]
    assert places == sorted(places)
    assert all(0 <= finding.start < finding.end <= len(text) for finding in findings)
    assert findings == find_identifiers(text, known)


@given(_TEXTS, st.sampled_from(["\n", "\r\n", "\n\n"]), _KNOWN)
def test_paragraphs_do_not_change_each_other(parts: list[str], end_of_line: str, known: list[Identity]) -> None:
    """What is found in a text is what is found in its paragraphs, moved."""
    parts = [part.replace("\r", " ") for part in parts]
    whole = find_identifiers(end_of_line.join(parts), known)
    apart: list[Finding] = []
    offset = 0
    for part in parts:
        apart += [
            replace(finding, start=finding.start + offset, end=finding.end + offset)
            for finding in find_identifiers(part, known)
        ]
        offset += len(part) + len(end_of_line)
    assert whole == apart


def test_labels_are_read() -> None:
    """The reader of labelled texts gives offsets of the text without labels."""
    assert read_labels("Zie [PER:Mila] en [LOC:Lopik].") == Labelled(
        "Zie Mila en Lopik.", (("PER", 4, 8), ("LOC", 12, 17))
    )


def test_importing_the_package_is_cheap() -> None:
    """The dictionary and rapidfuzz are loaded with the first text, not with the package."""
    code = "import sys, mhtui.anonymise; print({'simplemma', 'rapidfuzz', 'mhtui.anonymise.finder'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
