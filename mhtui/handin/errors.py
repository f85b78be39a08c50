"""The error tree of handing in.

    HandInError
    ├── CannotRead        a file cannot be read
    ├── CannotWrite       a file cannot be made or written
    │   └── PlaceTaken    something stands there already
    ├── NoCard            no card was named, and none or several are known
    ├── NotACard          not a card of a municipality, or changed since it was signed
    ├── CardExpired       the last day of the card is over
    ├── OtherCard         not the fingerprint that was seen before, or that was given
    ├── NothingTold       the form holds no toelichting and no betrokkene
    ├── TooLong           more than a signal may hold
    ├── NotAHandIn        not a sealed signal, or damaged
    ├── OtherKluis        sealed to another kluis
    └── KeyGone           sealed with a card whose key this session does not hold

A message is English and holds nothing of a form.
"""

# ruff: noqa: N818 - named for what happened; the root says that they are errors

from datetime import date


class HandInError(Exception):
    """Root of the errors of handing in."""


class CannotRead(HandInError):
    """A file cannot be read, or is no file."""


class CannotWrite(HandInError):
    """A file cannot be made or written in that place."""

    def __init__(self, why: str = "") -> None:
        super().__init__("a file cannot be written there")
        self.why = why
        """What is in the way: `no folder`, `not allowed`, `no room`, `no name`; empty when it is something else."""


class PlaceTaken(CannotWrite):
    """Something stands there already, and is never written over."""


class NoCard(HandInError):
    """No card was named, and not exactly one is known on this computer."""

    def __init__(self, known: int) -> None:
        super().__init__("no card was chosen")
        self.known = known
        """How many are known."""


class NotACard(HandInError):
    """Not a card of a municipality, or changed since it was signed."""


class CardExpired(HandInError):
    """The last day of the card is over."""

    def __init__(self, before: date) -> None:
        super().__init__("the card has expired")
        self.before = before
        """The last day on which it could be used."""


class OtherCard(HandInError):
    """The fingerprint is not the one that was seen before on this computer, or that was given."""


class NothingTold(HandInError):
    """The form holds no toelichting and no betrokkene."""


class TooLong(HandInError):
    """The form holds more than a signal may."""


class NotAHandIn(HandInError):
    """Not a sealed signal of this program, or damaged on the way."""


class OtherKluis(HandInError):
    """Sealed to another kluis than this one."""


class KeyGone(HandInError):
    """Sealed with an old card, whose key this session does not hold."""
