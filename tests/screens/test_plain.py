"""User text on its way to the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.plain import cell, clean, plain, single_line
from tests.screens.hostile import BRACKETS, CONTROL, LONG, RIGHT_TO_LEFT


def test_brackets_are_only_brackets() -> None:
    """Nothing between brackets is a style, a link or an error."""
    assert plain(BRACKETS).plain == BRACKETS
    assert plain(BRACKETS).spans == []
    assert cell(BRACKETS).plain == BRACKETS


@pytest.mark.parametrize(
    "text,cleaned",
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\u202eabc\u202c", "abc"),
        ("a\tb", "a\tb"),
        ("\ud800", "\ufffd"),
    ],
)
def test_what_steers_a_terminal_is_gone(text: str, cleaned: str) -> None:
    """Escape codes, direction overrides and half characters; line ends become one kind."""
    assert clean(text) == cleaned


def test_right_to_left_letters_stay() -> None:
    """A name in Arabic or Hebrew keeps every letter."""
    assert "محمد" in clean(RIGHT_TO_LEFT)
    assert "כהן" in clean(RIGHT_TO_LEFT)


@given(st.text(alphabet=st.characters(), max_size=400))
def test_cleaned_text_can_always_be_written_and_cleaning_it_again_changes_nothing(text: str) -> None:
    """No text can end the program by being drawn."""
    once = clean(text)
    once.encode("utf-8")
    assert clean(once) == once
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in once)


@given(st.text(max_size=400), st.integers(min_value=1, max_value=80))
def test_a_cell_is_one_line_of_at_most_its_width(text: str, limit: int) -> None:
    """Never longer, never with a line end."""
    found = single_line(text, limit)
    assert len(found) <= limit
    assert "\n" not in found
    assert "\t" not in found


def test_a_long_text_in_a_cell_ends_in_an_ellipsis() -> None:
    """What is left off is not hidden."""
    assert single_line(LONG, 20) == "Volgens Kátarzyna w…"
    assert single_line(CONTROL, 200).startswith("Jan[2J]0;titel")
