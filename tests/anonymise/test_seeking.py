"""Layer 1 by itself sees what the whole finder sees as registered: nobody is missed for being searched for."""

import pytest

from mhtui.anonymise.finder import find_identifiers
from mhtui.anonymise.findings import Identity, Kind, Layer
from mhtui.anonymise.seeking import Seeker
from tests.anonymise.labelled import case_notes

WANTED = (
    Identity(Kind.PERSON, "Katarzyna van Dijk-Nowak"),
    Identity(Kind.PHONE, "06-24681357"),
    Identity(Kind.EMAIL, "k.nowak@voorbeeld.example"),
    Identity(Kind.DATE, "12-03-1990"),
)


def test_the_same_as_the_whole_finder() -> None:
    """In the forty notes, looking for everybody who is named in the first ten."""
    notes = tuple(case_notes())
    named = {note.text[start:end] for note in notes[:10] for what, start, end in note.labels if what == "PER"}
    wanted = [Identity(Kind.PERSON, name) for name in sorted(named)]
    seeker, seen = Seeker(wanted), 0
    for note in notes:
        spans = sorted(seeker.spans(note.text))
        for finding in find_identifiers(note.text, wanted):
            if finding.layer is Layer.KNOWN:
                seen += 1
                assert any(start < finding.end and finding.start < end for start, end in spans), note.text
        assert all(note.text[start:end].strip() for start, end in spans)
    assert seen >= 10


@pytest.mark.parametrize(
    "text, found",
    [
        ("Volgens Katarzyna's buur.", ["Katarzyna's"]),
        ("K\u00adatarzyna; kataryzna", ["K\u00adatarzyna", "kataryzna"]),
        ("Bel 06 24 68 13 57 en ook 0031624681358.", ["06 24 68 13 57", "0031624681358"]),
        ("Mail K.Nowak@voorbeeld.example\ngeboren 12-03-1990", ["K.Nowak@voorbeeld.example", "12-03-1990"]),
        ("Iemand anders, 23-11-1974, 0101234567.", []),
        ("", []),
    ],
)
def test_every_way_it_is_written(text: str, found: list[str]) -> None:
    """Inflected, mistyped, in another spacing, with signs without width, on another line."""
    assert [text[start:end] for start, end in sorted(Seeker(WANTED).spans(text))] == found
