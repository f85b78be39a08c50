"""How far a long reading in a thread is: a message for the screen, and the words for it."""

from textual.message import Message


class ReadSoFar(Message, bubble=False):
    """How many rows were read by now."""

    def __init__(self, read: int, every: int) -> None:
        super().__init__()
        self.read = read
        self.every = every

    @property
    def words(self) -> str:
        """Return it as it stands on the screen: `◷ 2.000 van 20.000 gelezen`."""
        return f"◷ {_dutch(self.read)} van {_dutch(self.every)} gelezen"


def _dutch(count: int) -> str:
    return f"{count:,}".replace(",", ".")
