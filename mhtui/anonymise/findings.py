"""What the finder gives back: a finding, and the closed sets it is described with.

Plain frozen data. A finding holds offsets and a suggestion, never a decision; what is done with it is the AF's.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What a piece of text is, or looks like."""

    PERSON = "person"
    REPORTER = "reporter"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    HANDLE = "handle"
    BSN = "bsn"
    IBAN = "iban"
    PLATE = "plate"
    POSTCODE = "postcode"
    ADDRESS = "address"
    DATE = "date"
    AGE = "age"
    NUMBER = "number"
    PLACE = "place"
    ORGANISATION = "organisation"
    UNKNOWN = "unknown"


class Layer(IntEnum):
    """Which layer found it; the lower the number, the stronger the evidence."""

    KNOWN = 1
    """An identity that is registered in this dossier."""
    PATTERN = 2
    """The form of a number, an address, an account."""
    SHAPE = 3
    """A capital, an initial, a word after *mevrouw*."""
    WORD = 4
    """A lower-case word that Dutch does not have."""


class Certainty(IntEnum):
    """How sure the finder is; the screen gives each its glyph, colour and word."""

    KNOWN = 4
    """Registered in this dossier (red)."""
    PROBABLE = 3
    """Probably a name or an identifying number (orange)."""
    POSSIBLE = 2
    """Place, organisation, age or date: identifying together with other things (yellow)."""
    UNSURE = 1
    """An unknown word (grey)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One thing that is registered in the dossier and must not reach the table."""

    kind: Kind
    """`person` and `reporter` are names; `organisation` also holds a department or a function."""
    value: str
    """As registered, e.g. `Katarzyna Nowak` or `06-24681357`."""
    label: str = ""
    """What the table reads instead, e.g. `Betrokkene A`; empty when none was given yet."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of text that somebody has to judge; `text[start:end]`, in code points of the text that was given."""

    start: int
    end: int
    kind: Kind
    layer: Layer
    certainty: Certainty
    suggestion: str
    """Dutch text to put in its place: a label, a band of ages, a month; empty when only a person can say."""
