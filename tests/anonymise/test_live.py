"""The live finder: the same as the finder, at the price of what changed."""

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from mhtui.anonymise import Identity, Kind, LiveFinder, find_identifiers
from tests.anonymise.labelled import case_notes

_KNOWN = (Identity(Kind.PERSON, "Katarzyna Nowak", "Betrokkene A"),)
_NOTES = [note.text for note in case_notes()]
_FRAME = 0.016
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


def test_one_endless_paragraph_is_cut_where_sentences_end() -> None:
    """A key in a paragraph of 20,000 characters looks at a part of it, within a frame at its best."""
    text = (" ".join(_NOTES) * 8)[:_LONG]
    live = LiveFinder(_KNOWN)
    assert live.update(text) == find_identifiers(text, _KNOWN)
    times = []
    for letter in "Nowak belt nu":
        text = text[:9_000] + letter + text[9_000:]
        start = process_time()
        live.update(text)
        times.append(process_time() - start)
        assert live.scanned <= 2
    assert min(times) < _FRAME
