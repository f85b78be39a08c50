"""The error tree of the rules of the work.

    CaseworkError
    ├── AlreadyKnown          this form was taken in before
    ├── UnknownNumber         no signal, case or meeting has this number
    ├── InvalidForm           a field of what was handed in is missing or wrong
    ├── InvalidData           a file with rules or lists cannot be used
    ├── CodenameTaken         the codenaam belongs to another case
    ├── NotReleased           the table may not see this case yet
    ├── Unjudged              words that may make somebody recognisable are not all judged
    ├── NotChecked            the besluitenlijst may not go round yet
    ├── UnansweredQuestions   the questions before a release are not all answered with "nee"
    ├── TextChanged           the text is not the one that was read
    ├── DateOutOfOrder        a moved date would pass another overleg of the series
    ├── AlreadyOnAgenda       the case is on this agenda
    ├── AlreadyRunning        another overleg of the series is still running
    ├── NotAtTable            this session does not run an overleg (also a `NotAllowed` of the store)
    ├── MeetingNotRunning     the overleg has not started
    ├── MeetingClosed         the overleg is over
    ├── NothingToUndo         nothing of one's own is left to undo in this overleg
    ├── NotYours              a draft is taken back by who wrote it
    ├── NoFigures             no figures are kept of this year
    ├── NotToDestroy          something stands in the way of destroying a dossier, or of keeping it longer
    ├── WeakPassphrase        the wachtzin is too easy to guess
    ├── OtherFingerprint      the public key that was brought is not the one that was read out loud
    ├── HandoverIncomplete    the successor does not open everything yet
    ├── HandoverUnfinished    a handover that was begun is to be finished or taken back first
    └── NothingUnfinished     no handover was begun, or this part of it is not for this session

Attributes carry numbers, codes and field names for the screen's edge, which speaks Dutch. A message is English and
holds no content of a dossier.
"""

# ruff: noqa: N818 - named for what happened; the root says that they are errors

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from db.errors import NotAllowed

if TYPE_CHECKING:
    from db.records.base import Record
    from mhtui.casework.wording import Asked


class Problem(StrEnum):
    """What is wrong with a field."""

    MISSING = "missing"
    REASON_NEEDED = "reason needed"
    UNKNOWN_VALUE = "unknown value"
    NOT_A_DAY = "not a day"
    IN_THE_PAST = "in the past"
    TOO_LONG = "too long"
    NOT_NOW = "not now"
    """The value is fine, but not in the state the subject is in."""


class CaseworkError(Exception):
    """Root of the errors of the work."""


class AlreadyKnown(CaseworkError):
    """A form with this content was taken in before, as the signal with `number`."""

    def __init__(self, number: str) -> None:
        super().__init__("this form was taken in before")
        self.number = number


class UnknownNumber(CaseworkError):
    """No signal, case or meeting that this session can open has this number."""

    def __init__(self, number: str) -> None:
        super().__init__("there is nothing with this number")
        self.number = number


class InvalidForm(CaseworkError):
    """A field is missing or wrong; `field` is the code's name of it."""

    def __init__(self, field: str, what: Problem) -> None:
        super().__init__(f"{field}: {what}")
        self.field = field
        self.what = what


class InvalidData(CaseworkError):
    """A file with rules or lists cannot be used."""

    def __init__(self, file: str, line: int, field: str, what: str) -> None:
        super().__init__(f"{file}, line {line}, {field}: {what}" if field else f"{file}, line {line}: {what}")
        self.file = file
        self.line = line
        """1 and up; the line where the part with the mistake begins."""
        self.field = field
        """Dotted path of the field; empty when the file is no TOML at all."""
        self.what = what


class CodenameTaken(CaseworkError):
    """Another case has this codenaam, or had it while others are still free."""


class NotReleased(CaseworkError):
    """The table may not see the case with `number`; `left` says in Dutch what is still to be done."""

    def __init__(self, number: str, left: tuple[str, ...]) -> None:
        super().__init__("this case is not released")
        self.number = number
        self.left = left


class Unjudged(CaseworkError):
    """A text has `count` findings that nobody answered; `field` is the code's name of where it stands.

    `asked` holds the text itself, for the screen it was typed on; no message shows it.
    """

    def __init__(self, field: str, count: int, asked: "Asked | None" = None) -> None:
        super().__init__(f"{field}: {count} findings are not judged")
        self.field = field
        self.count = count
        self.asked = asked
        self.said: Record | None = None
        """What was to be written, as it was typed: it can be kept as a draft."""
        self.left = ("1 markering" if count == 1 else f"{count} markeringen",)
        """How many, in Dutch."""


class NotChecked(CaseworkError):
    """The besluitenlijst may not leave the program; `why` says in Dutch what is in the way."""

    def __init__(self, why: str) -> None:
        super().__init__("these minutes were not checked as they are now")
        self.why = why


class UnansweredQuestions(CaseworkError):
    """A release needs every question answered with "nee, dat kan niet"."""

    def __init__(self, unanswered: tuple[str, ...], recognisable: tuple[str, ...] = ()) -> None:
        super().__init__("the questions are not all answered with no")
        self.unanswered = unanswered
        """Codes of questions without an answer."""
        self.recognisable = recognisable
        """Codes of questions answered with "ja": the text is to be changed first."""


class TextChanged(CaseworkError):
    """The text was changed since it was read, by this session or by another one."""


class DateOutOfOrder(CaseworkError):
    """A moved date must lie after `before` and before `after`, the meetings around it."""

    def __init__(self, before: date, after: date) -> None:
        super().__init__("a moved date must stay between the meetings around it")
        self.before = before
        self.after = after


class AlreadyOnAgenda(CaseworkError):
    """The case with `number` is on this agenda."""

    def __init__(self, number: str) -> None:
        super().__init__("this case is on the agenda")
        self.number = number


class AlreadyRunning(CaseworkError):
    """Another overleg of the same series has started and was not closed."""


class NotAtTable(CaseworkError, NotAllowed):
    """An overleg is run by a session unlocked for the table: overleg, ketenregisseur or zorgcoördinator.

    The aandachtsfunctionaris, whose session can open names, steps aside for one that cannot.
    """


class MeetingNotRunning(CaseworkError):
    """The overleg has not started."""


class MeetingClosed(CaseworkError):
    """The overleg is over; nothing can be added to it."""


class NothingToUndo(CaseworkError):
    """Nothing of this session is left to undo in this overleg."""


class NotYours(CaseworkError):
    """A draft is taken back by who wrote it; for anybody else it waits, or is answered."""


class NoFigures(CaseworkError):
    """No figures are kept of `year`, or none that this session can open: not the same as nought."""

    def __init__(self, year: int) -> None:
        super().__init__("there are no figures of this year")
        self.year = year


class NotToDestroy(CaseworkError):
    """The dossier with `number` is not destroyed, nor kept longer; `why` says in Dutch what stands in the way."""

    def __init__(self, number: str, why: str) -> None:
        super().__init__("something stands in the way of destroying this dossier")
        self.number = number
        self.why = why


class WeakPassphrase(CaseworkError):
    """The wachtzin is too weak; `why` says in Dutch what to change, and repeats nothing of it."""

    def __init__(self, why: str) -> None:
        super().__init__("the passphrase is too weak")
        self.why = why


class HandoverIncomplete(CaseworkError):
    """The successor was not seen to open everything, so nothing is taken from who leaves."""


class OtherFingerprint(CaseworkError):
    """The fingerprint that was read out loud is not that of the public key in the file."""


class HandoverUnfinished(CaseworkError):
    """A handover stopped half way; a second one would leave three keys that open everything."""


class NothingUnfinished(CaseworkError):
    """There is no handover to finish or to take back for this session."""
