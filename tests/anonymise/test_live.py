"""The live finder: the same as the finder, at the price of what changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mhtui.anonymise import Identity, Kind, LiveFinder, find_identifiers
from mhtui.anonymise.pieces import pieces
from tests.anonymise.labelled import case_notes

_KNOWN = (Identity(Kind.PERSON, "Katarzyna Nowak", "Betrokkene A"),)
_NOTES = [note.text for note in case_notes()]
_LONG = 20_000


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30), st.sampled_from([*_NOTES, "\n", "x", ""])), max_size=6)
)
def test_it_finds_what_the_finder_finds(edits: list[tuple[int, int, str]]) -> None:
    """After every edit, whatever was taken out and put in."""
    live = LiveFinder(_KNOWN)
    text = "\n".join(_NOTES[:6])
    for place, length, put in edits:
        text = text[:place] + put + text[place + length :]
        assert live.update(text) == find_identifiers(text, _KNOWN)


def test_a_key_costs_one_paragraph() -> None:
    """Only the paragraph of the key is looked at again; nothing when nothing changed."""
    live = LiveFinder()
    text = "\n".join(_NOTES)
    live.update(text)
    assert live.scanned == len(_NOTES)
    live.update(text.replace("Katarzyna", "Katarzyna!", 1))
    assert live.scanned == 1
    live.update(text)
    live.update(text)
    assert live.scanned == 0


def _endless(some: str) -> str:
    return (some * (_LONG // len(some) + 1))[:_LONG]


_ALL = " ".join(_NOTES) + " "
_ENDLESS = {
    "sentences": _endless(_ALL),
    "lower case": _endless(_ALL.lower()),
    "capitals": _endless(_ALL.upper()),
    "commas": _endless(_ALL.replace(". ", ", ")),
    "no punctuation": _endless("".join(sign for sign in _ALL if sign.isalnum() or sign == " ")),
    "numbers": _endless("06-12345678 67 890 "),
    "names": _endless("Jan de Boer en "),
    "one letter": _endless("a"),
    "one compound": _endless("woonzaak"),
    "no spaces": _endless(_ALL.replace(" ", "")),
    "accents apart": _endless("e\u0301 a "),
    "right to left": _endless("\u0645\u062d\u0645\u062f "),
    "dots": _endless("a."),
}
_MOST_SCANNED = 8


@pytest.mark.parametrize("kind", _ENDLESS)
def test_a_key_in_one_endless_line_costs_a_few_pieces(kind: str) -> None:
    """20,000 letters without an end of line: at its start, in the middle and at its end, put in and taken out."""
    text = _ENDLESS[kind]
    live = LiveFinder(_KNOWN)
    findings = live.update(text)
    assert findings == find_identifiers(text, _KNOWN)
    places = [place for finding in findings for place in (finding.start, finding.end)]
    assert places == sorted(places)
    assert all(text[finding.start : finding.end].strip() for finding in findings)
    for place in (0, 1, _LONG // 2, _LONG - 1, _LONG):
        for put, taken in (("k", 0), ("M", 0), (" ", 1), ("", 1)):
            live.update(text[:place] + put + text[place + taken :])
            assert live.scanned <= _MOST_SCANNED
            live.update(text)
            assert live.scanned <= _MOST_SCANNED
    assert max(len(piece) for _, piece in pieces(text)) <= 1_500


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from(sorted(_ENDLESS)), min_size=1, max_size=3),
    st.lists(
        st.tuples(
            st.one_of(st.sampled_from((0.0, 0.5, 1.0)), st.floats(0, 1)),
            st.sampled_from((0, 1, 7, 900)),
            st.sampled_from(("k", " ", ".", "\n", "", " belt Nowak. ", "\u0301", _NOTES[0], _ALL[:2_500])),
        ),
        max_size=4,
    ),
)
def test_endless_lines_are_found_as_the_finder_finds_them(
    kinds: list[str], edits: list[tuple[float, int, str]]
) -> None:
    """Whatever is typed, pasted or taken out, anywhere; at last all lines are joined to one, and taken apart again."""
    text = "\n".join(_ENDLESS[kind][:4_000] for kind in kinds)
    live = LiveFinder(_KNOWN)
    live.update(text)
    for where, taken, put in edits:
        place = round(where * len(text))
        text = text[:place] + put + text[place + taken :]
        assert live.update(text) == find_identifiers(text, _KNOWN)
    for joined in (text.replace("\n", " "), text.replace(" ", "\n", 3)):
        assert live.update(joined) == find_identifiers(joined, _KNOWN)


@given(
    st.lists(st.sampled_from((" ", ". ", ", ", "en ", "van ", "Jan ", "woord", "a", "7", "\n", "\r\n")), max_size=2_000)
)
def test_pieces_are_the_text_but_for_what_parts_them(parts: list[str]) -> None:
    """In order, each where it says, none too long, and between them nothing but a space or an end of line."""
    text = "".join(parts) * 3
    place = 0
    for start, piece in pieces(text):
        assert text[place:start].strip(" \r\n") == ""
        assert text[start : start + len(piece)] == piece
        assert len(piece) <= 1_500
        place = start + len(piece)
    assert text[place:].strip(" \r\n") == ""


def test_a_word_without_end_is_doubted() -> None:
    """It was taken apart as a compound, one call in another, until Python gave up."""
    [found, *_] = find_identifiers("Zij noemde woonzaak" + "woonzaak" * 100)
    assert (found.start, found.kind) == (11, Kind.UNKNOWN)
