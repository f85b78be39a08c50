"""Cards of municipalities as files: reading one, and knowing it again the next time.

The fingerprint of a municipality is kept with its card in the user's settings. A card with another one is refused until
somebody gives that fingerprint, read from what the municipality itself printed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

from keys.card import MAX_CARD, Card, read_card
from keys.errors import KeysError, UnsupportedVersion
from mhtui.handin.errors import CannotRead, CardExpired, NotACard, OtherCard
from mhtui.newfile import cannot_write, write_over

ENDING: Final = ".mhkaart"
_BLANKS: Final = re.compile(r"[\s-]+")


def card_at(path: Path) -> Card:
    """Read a card; raises `CannotRead`, `NotACard`, `keys.errors.UnsupportedVersion`."""
    return card_in(content_of(path))


def card_in(data: bytes) -> Card:
    """Read a card out of the content of its file; raises `NotACard`, `keys.errors.UnsupportedVersion`."""
    try:
        return read_card(data)
    except UnsupportedVersion:
        raise
    except KeysError:
        raise NotACard("this is no card") from None


def content_of(path: Path) -> bytes:
    """Read at most a card's worth of a real file; raises `CannotRead`."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_CARD + 1)
    except (OSError, ValueError):
        pass
    raise CannotRead("the card cannot be read")


class KnownCards:
    """The cards this account used before, one file a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[Card]:
        """Return every card that can be read, by name."""
        return sorted(self._read(), key=lambda card: (card.name, card.store_id))

    def _read(self) -> Iterator[Card]:
        if self.folder.is_dir():
            for path in self.folder.glob(f"*{ENDING}"):
                with suppress(CannotRead, NotACard, UnsupportedVersion):
                    yield card_at(path)

    def is_new(self, card: Card) -> bool:
        """Whether no card of this municipality or kluis was used before."""
        return not self._before(card)

    def check(self, card: Card, *, today: date, given: str = "") -> None:
        """Raise `CardExpired` or `OtherCard` when it may not be used.

        `given` is a fingerprint that somebody typed: it must be that of the card, and then replaces what was known.
        """
        if card.expired(today):
            raise CardExpired(card.expires_on)
        wanted = {given} if given.strip() else {known.fingerprint for known in self._before(card)}
        if any(not same_fingerprint(each, card.fingerprint) for each in wanted):
            raise OtherCard("another fingerprint than expected")

    def _before(self, card: Card) -> list[Card]:
        """Return the known cards of the same kluis, or with the same name: a false card may carry either."""
        return [known for known in self._read() if card.store_id == known.store_id or card.name == known.name]

    def keep(self, card: Card, data: bytes) -> None:
        """Know this card from now on, in place of the others of its municipality; raises `CannotWrite`."""
        try:
            before = self._before(card)
            write_over(self._file(card), data)
            for known in before:
                if known.store_id != card.store_id:
                    self._file(known).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error) from None

    def _file(self, card: Card) -> Path:
        return self.folder / f"{card.store_id}{ENDING}"


def same_fingerprint(typed: str, fingerprint: str) -> bool:
    """Whether somebody typed this fingerprint; blanks, hyphens and capitals do not matter."""
    return _BLANKS.sub("", typed).casefold() == _BLANKS.sub("", fingerprint).casefold()
