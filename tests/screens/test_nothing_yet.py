"""The screens of an empty kluis: each says what comes here and what to do."""

import pytest

from tests.screens.conftest import OpenApp

AF = "aandachtsfunctionaris"


@pytest.mark.parametrize(
    "role, keys, words",
    [
        (AF, ("1",), "Leg een signaal vast of neem een formulier over."),
        (AF, ("2",), "Nog geen casussen"),
        ("overleg", ("2",), "Nog geen casussen"),
        (AF, ("5",), "Niets op te volgen"),
        (AF, ("6",), "Nog geen cijfers"),
        (AF, ("1", "slash", "q"), "Niets gevonden"),
    ],
)
async def test_an_empty_screen_says_what_to_do(role: str, keys: tuple[str, ...], words: str, open_app: OpenApp) -> None:
    """On the smallest terminal too."""
    async with open_app(role, size=(60, 20)) as running:
        await running.press(*keys)
        assert words in " ".join(running.text.split())
