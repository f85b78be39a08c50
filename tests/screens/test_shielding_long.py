"""Afschermen of a text as long as one may be: a key costs what changed, counted in lines and not in seconds."""

from mhtui.screens.shielding import ShieldingScreen
from mhtui.theme import LIGHT
from mhtui.widgets.textpane import TextPane
from tests.screens.conftest import Desktop, OpenApp
from tests.screens.test_shielding import AF, HERE, lay, opened, result

LINE = "Op 12 maart sprak Katarzyna met de wijkagent over de huur van de woning aan de rand van het dorp, regel {}."
LONG = "\n".join(LINE.format(place) for place in range(180)) + "\nHier houdt het op."


def work(screen: ShieldingScreen) -> tuple[int, int]:
    """Pieces of text that the last key looked through, and lines that it wrapped on the right."""
    assert screen.marker is not None
    return screen.marker._source.scanned, screen.query_one("#shielding--result", TextPane).wrapped


async def test_a_key_in_a_long_text_looks_at_one_line_of_it(open_app: OpenApp, desktop: Desktop) -> None:
    """Almost 20,000 characters: typing scans and wraps the line it is in; another width wraps all of them."""
    assert 18_000 < len(LONG) <= 20_000
    lay(desktop, LONG)
    async with open_app(AF, places=HERE, size=(80, 24)) as running:
        screen = await opened(running)
        assert len(screen.markings) >= 180
        assert result(screen).count("\n") == 180
        await running.press("e", "end")
        for key in ("x", "y", "backspace", "Z"):
            await running.press(key)
            assert work(screen) == (1, 1)
        assert "xZ" in screen.area.text
        await running.pilot.resize_terminal(120, 40)
        await running.settle()
        different = set(screen.query_one("#shielding--result", TextPane).lines)
        assert work(screen)[1] == len(different) > 5


async def test_the_other_half_scrolls_and_follows_the_theme(open_app: OpenApp, desktop: Desktop) -> None:
    """The mouse reaches the last line of what the table reads; in another theme it is drawn in other colours."""
    lay(desktop, LONG)
    async with open_app(AF, places=HERE, size=(80, 24)) as running:
        screen = await opened(running)
        pane = screen.query_one("#shielding--result", TextPane)
        pane.scroll_end(animate=False)
        await running.settle()
        drawn = " ".join(" ".join(pane.render_line(y).text for y in range(pane.size.height)).split())
        assert "woning aan de rand van het dorp" in drawn
        assert drawn.endswith("Hier houdt het op.")
        before = [segment.style for segment in pane.render_line(0)]
        running.app.theme = LIGHT
        await running.settle()
        assert [segment.style for segment in pane.render_line(0)] != before
