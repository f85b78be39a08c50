"""Where a signal is handed in: one card that may be used, and the folder its sealed files go to."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Self

from keys.card import Card
from keys.holder import HolderKeys
from mhtui.handin.body import Told
from mhtui.handin.cards import KnownCards, card_in, content_of
from mhtui.handin.errors import NoCard
from mhtui.handin.filing import Filed, file_signal
from mhtui.settings import Places


@dataclass(frozen=True, slots=True)
class Counter:
    """A card that was checked; somebody still has to trust it."""

    card: Card
    is_new: bool
    """Whether this is the first card of this municipality on this computer: compare its fingerprint."""
    folder: Path
    data: bytes
    """The content of the card's file."""
    known: KnownCards
    signer: HolderKeys | None = field(default=None, repr=False)
    """Whose key signs inside the seal; None for who has no key."""

    @classmethod
    def at(cls, places: Places, *, card: str | None, folder: Path, today: date, given: str = "") -> Self:
        """Take a card by its file, or the only one that is known.

        Raises `NoCard`, `CannotRead`, `NotACard`, `CardExpired`, `OtherCard`, `keys.errors.UnsupportedVersion`.
        """
        known = KnownCards(places.cards)
        if card is None:
            every = known.all()
            if len(every) != 1:
                raise NoCard(len(every))
            known.check(every[0], today=today, given=given)
            return cls(every[0], is_new=False, folder=folder, data=b"", known=known)
        data = content_of(Path(card))
        found = card_in(data)
        known.check(found, today=today, given=given)
        return cls(found, is_new=known.is_new(found) and not given, folder=folder, data=data, known=known)

    def trust(self) -> None:
        """Know this card from now on; raises `CannotWrite`."""
        if self.data:
            self.known.keep(self.card, self.data)

    def file(self, told: Told) -> Filed:
        """Seal and write; raises what `mhtui.handin.filing.file_signal` raises."""
        return file_signal(self.card, told, self.folder, signer=self.signer)
