"""How a command ends early: with a sentence in Dutch and an exit code. Never with what somebody typed."""

from datetime import date

from mhtui.exits import LOCKED, WRONG_USE


class Stop(Exception):  # noqa: N818 - it ends a command, it is not a failure of the program
    """The command ends here; `text` says in Dutch why, and `exit_code` says it to programs."""

    def __init__(self, text: str, exit_code: int) -> None:
        super().__init__(text)
        self.text = text
        self.exit_code = exit_code


def wrong_use(text: str) -> Stop:
    """The command was not asked in the right way."""
    return Stop(text, WRONG_USE)


def locked(text: str) -> Stop:
    """Nobody could be let in."""
    return Stop(text, LOCKED)


def day(typed: str | None) -> date | None:
    """Return a day that was typed; raises `Stop` for what is none."""
    try:
        return None if typed is None else date.fromisoformat(typed)
    except ValueError:
        raise wrong_use("Een datum is jaar-maand-dag, zoals 2026-11-25.") from None
