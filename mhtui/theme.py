"""The three themes: calm dark slate, light, and high contrast; hues of Okabe and Ito, safe for colour-blind eyes.

Colour is never the only sign: a status is always glyph, word and colour. Screens name theme variables, never a colour:
`$here` here and now, `$attention`, `$urgent` spoed, `$done` done or locked, `$muted` what may recede,
`$possible` words that may identify together with others, `$line` hairlines.
"""

from typing import Final

from textual.theme import Theme

DARK: Final = "donker"
LIGHT: Final = "licht"
CONTRAST: Final = "contrast"
THEME_LABELS: Final = {DARK: "Donker", LIGHT: "Licht", CONTRAST: "Hoog contrast"}
"""Name of the theme in the settings, and what a person calls it."""


def _variables(tones: dict[str, str], ground: dict[str, str]) -> dict[str, str]:
    """What Textual and our own styles look up by name."""
    return {
        **tones,
        "line": ground["line"],
        "chosen": ground["chosen"],
        "border": tones["here"],
        "border-blurred": ground["line"],
        "block-cursor-background": ground["chosen"],
        "block-cursor-foreground": ground["text"],
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": ground["chosen"],
        "block-cursor-blurred-foreground": ground["text"],
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": ground["panel"],
        "input-cursor-background": tones["here"],
        "input-cursor-foreground": ground["background"],
        "input-selection-background": ground["chosen"],
        "scrollbar": ground["line"],
        "scrollbar-hover": tones["muted"],
        "scrollbar-active": tones["here"],
        "scrollbar-background": ground["background"],
        "scrollbar-background-hover": ground["background"],
        "scrollbar-background-active": ground["background"],
        "scrollbar-corner-color": ground["background"],
        "link-color": tones["here"],
        "button-color-foreground": ground["background"],
        "button-focus-text-style": "bold",
    }


def _theme(name: str, *, dark: bool, tones: dict[str, str], ground: dict[str, str]) -> Theme:
    """Build one theme from its seven tones and its grounds."""
    return Theme(
        name=name,
        primary=tones["here"],
        secondary=tones["muted"],
        accent=tones["attention"],
        warning=tones["attention"],
        error=tones["urgent"],
        success=tones["done"],
        foreground=ground["text"],
        background=ground["background"],
        surface=ground["surface"],
        panel=ground["panel"],
        boost=ground["surface"],
        dark=dark,
        text_alpha=1.0,
        variables=_variables(tones, ground),
    )


THEMES: Final = (
    _theme(
        DARK,
        dark=True,
        tones={
            "here": "#56B4E9",
            "attention": "#E69F00",
            "urgent": "#EE5F49",
            "done": "#4DB6A0",
            "possible": "#F0E442",
            "muted": "#8FA3B5",
        },
        ground={
            "background": "#0F141A",
            "surface": "#151C24",
            "panel": "#1C2631",
            "line": "#2B3948",
            "chosen": "#24435A",
            "text": "#DCE4EC",
        },
    ),
    _theme(
        LIGHT,
        dark=False,
        tones={
            "here": "#005A8C",
            "attention": "#8A5200",
            "urgent": "#B3261E",
            "done": "#00664F",
            "possible": "#6B5D00",
            "muted": "#4F5F6F",
        },
        ground={
            "background": "#F6F8FA",
            "surface": "#FFFFFF",
            "panel": "#E6ECF2",
            "line": "#BCC8D4",
            "chosen": "#CFE4F3",
            "text": "#16202A",
        },
    ),
    _theme(
        CONTRAST,
        dark=True,
        tones={
            "here": "#7FD0FF",
            "attention": "#FFC020",
            "urgent": "#FF8A75",
            "done": "#6BE8C8",
            "possible": "#FFF59A",
            "muted": "#E0E0E0",
        },
        ground={
            "background": "#000000",
            "surface": "#000000",
            "panel": "#101010",
            "line": "#FFFFFF",
            "chosen": "#0A4A78",
            "text": "#FFFFFF",
        },
    ),
)
"""In the order the palette offers them; the first is the default."""
