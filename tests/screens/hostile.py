"""Texts that break careless screens: markup, control codes, right-to-left, far too long. For every screen's tests."""

from typing import Final

BRACKETS: Final = "[/] [udkast] [bold red]Zwaluw[/bold red] [@click=app.quit]klik[/]"
RIGHT_TO_LEFT: Final = "محمد بن \u202eאברהם\u202c כהן"
LONG: Final = "Volgens Kátarzyna werkt zij bij Bedrijf 1. " * 466
"""20,038 characters."""
CONTROL: Final = "Jan\x1b[2J\x1b]0;titel\x07\x00 \ud800 \u200f\u2028Jansen\r\n\tvan \x9b31mDijk"
WIDE: Final = "王小明 👩‍👩‍👧 ﷽ Z̸͑͝a̵l̷g̴o̵"

HOSTILE: Final = (BRACKETS, RIGHT_TO_LEFT, LONG, CONTROL, WIDE)
