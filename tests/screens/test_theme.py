"""The themes: every tone can be read on every ground, and none stands for itself by its colour alone."""

import pytest
from textual.color import Color
from textual.theme import Theme

from mhtui.theme import CONTRAST, THEME_LABELS, THEMES
from mhtui.widgets.tone import Mark, Tone

TONES = ("here", "attention", "urgent", "done", "muted", "possible")
LEAST = 4.5
"""WCAG 2.1 AA for text; the theme for high contrast keeps AAA."""
LEAST_CONTRAST = 7.0
LEAST_BOLD = 3.0
"""What is chosen is bold, and its words are in the plain text colour."""


def ratio(first: str, second: str) -> float:
    """The contrast of two colours as WCAG counts it."""

    def light(name: str) -> float:
        parts = [part / 255 for part in Color.parse(name).rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_tone_can_be_read_on_every_ground(theme: Theme) -> None:
    """Text and tones on background, surface and panel; text on what is chosen; the alarm on its red line."""
    least = LEAST_CONTRAST if theme.name == CONTRAST else LEAST
    tones = {name: theme.variables[name] for name in TONES} | {"text": str(theme.foreground)}
    grounds = {"background": theme.background, "surface": theme.surface, "panel": theme.panel}
    found = {(tone, ground): ratio(tones[tone], str(grounds[ground])) for tone in tones for ground in grounds}
    assert {pair: round(seen, 1) for pair, seen in found.items() if seen < least} == {}
    assert ratio(str(theme.foreground), theme.variables["chosen"]) >= least
    on_chosen = {tone: ratio(colour, theme.variables["chosen"]) for tone, colour in tones.items()}
    assert {tone: round(seen, 1) for tone, seen in on_chosen.items() if seen < LEAST_BOLD} == {}


def test_every_theme_has_a_name_in_dutch_and_every_variable_of_the_others() -> None:
    """A screen may use any variable in any theme."""
    assert [theme.name for theme in THEMES] == list(THEME_LABELS)
    assert len({frozenset(theme.variables) for theme in THEMES}) == 1
    assert {tone.value for tone in Tone} <= {*THEMES[0].variables, "foreground"}


def test_a_status_says_itself_without_its_colour() -> None:
    """Glyph and word stand in the text."""
    assert Mark("▲", "Te laat", Tone.ATTENTION).content().plain == "▲ Te laat"
