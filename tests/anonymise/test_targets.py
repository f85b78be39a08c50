"""The rows of the design's table, on the texts the finder was worked on with; the bench measures the rest."""

import pytest

from bench.anonymise import rows
from bench.anonymise_beside import unseen
from bench.anonymise_material import read_labels
from bench.anonymise_material import unseen as unseen_notes
from bench.anonymise_score import Row, words_in


@pytest.mark.parametrize("row", rows("tune", rounds=1), ids=lambda row: row.name)
def test_the_row_is_reached(row: Row) -> None:
    """At least the recall, at most the flags that the design asks."""
    assert row.holds, row.line()


def test_a_row_can_be_missed() -> None:
    """A row with a higher demand than was found does not hold."""
    [first, *_] = rows("tune", rounds=1)
    assert not Row(first.name, 1.01, first.score).holds
    assert not Row(first.name, None, first.score, most_flags=0.1).holds


def _all(text: str) -> list[tuple[int, int]]:
    return [(0, len(text))]


def _none(text: str) -> list[tuple[int, int]]:
    return [(0, 0)] if text == "never" else []


def test_the_bench_sees_when_another_is_ahead() -> None:
    """On the notes kept for the last: whoever finds all is ahead of who finds nothing, and nobody of an equal."""
    for ours, other, holds in ((_none, _all, False), (_all, _all, False), (_all, _none, True)):
        *_, last = unseen({"ours": ours, "another": other})
        assert last[1] is holds
        assert ("AHEAD OF OURS" in last[0]) is not holds


def test_the_notes_kept_for_the_last_are_notes() -> None:
    """Thirty, by six kinds of writers, of 60 to 150 words, each with somebody in it; no mark of a label is left."""
    texts = [read_labels(note) for found in unseen_notes().values() for note in found]
    assert (len(texts), len(unseen_notes())) == (30, 6)
    assert all(60 <= words_in(case.text) <= 150 and len(case.targets) > 3 for case in texts)
    assert not any(sign in case.text for case in texts for sign in ("[", "]", "\t", "\u00b6"))
