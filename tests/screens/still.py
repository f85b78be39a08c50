"""What depends on the moment stands still in a test, so that a slow computer sees what a quick one sees."""

import pytest
from textual.notifications import SeverityLevel
from textual.widgets import Input, TextArea

from mhtui import typing_order
from mhtui.app import MhtuiApp
from mhtui.screens.judge_box import JudgeBox


def stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no cursor blink and no notice go away, count answers at once, and let keys wait as long as an answer takes.

    The program gives up waiting after some three seconds, which a busy computer may need for anything.
    """
    monkeypatch.setattr(typing_order, "_LONGEST_HOLD", 1_000_000)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)
    monkeypatch.setattr(JudgeBox, "READ_FIRST", 0.0)
    tell = MhtuiApp.notify

    def stays(
        self: MhtuiApp,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,  # noqa: ARG001 - whoever tells gives it; here it is what must not count
        markup: bool = True,
    ) -> None:
        tell(self, message, title=title, severity=severity, timeout=3600.0, markup=markup)

    monkeypatch.setattr(MhtuiApp, "notify", stays)
