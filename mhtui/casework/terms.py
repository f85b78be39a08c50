"""Bewaartermijn: the months a closed dossier stays before somebody judges whether it goes, by kind of dossier.

Neither source of this program gives a term, so there is no default: the municipality says it when the kluis is made,
and may say another later, with the reason. Nothing goes by itself, however short it is.
"""

from dataclasses import dataclass
from typing import Final

from db.roles import Deed
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, Problem
from mhtui.casework.gate import settings_of

MOST_MONTHS: Final = 1200
LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """Months after closing, each 1 to `MOST_MONTHS`."""

    case: int
    """Of a casus, with all its signals."""
    alone: int
    """Of a signal that never came in a casus."""

    @property
    def shortest(self) -> int:
        """The one after which something may be gone."""
        return min(self.case, self.alone)

    @property
    def text(self) -> str:
        """In Dutch, as it stands in a log and in a document."""
        return f"een casus {_months(self.case)}, een signaal dat alleen staat {_months(self.alone)}"


def terms_of(desk: Desk) -> Terms:
    """Return the terms of this kluis; raises `NotAllowed`, `InvalidForm` when nobody ever said one."""
    label = settings_of(desk).opened
    if label.retention_months is None:
        raise InvalidForm("retention_months", Problem.MISSING)
    return Terms(label.retention_months, label.alone_months or label.retention_months)


def change_terms(desk: Desk, wanted: Terms, reason: str) -> Terms:
    """Let other terms count from now on, for what was closed before as well; returns them.

    Raises `InvalidForm` for a term out of range or without a reason, `NotAllowed`.
    """
    for field, months in (("retention_months", wanted.case), ("alone_months", wanted.alone)):
        if not 1 <= months <= MOST_MONTHS:
            raise InvalidForm(field, Problem.UNKNOWN_VALUE)
    said = reason.strip()
    if not said:
        raise InvalidForm("reason", Problem.MISSING)
    if len(said) > LONGEST_REASON or not said.isprintable():
        raise InvalidForm("reason", Problem.TOO_LONG if len(said) > LONGEST_REASON else Problem.UNKNOWN_VALUE)
    with desk.store.unit(Deed.TERM_CHANGED, text=f"{wanted.text}: {said}") as unit:
        row = settings_of(desk, unit)
        update = {"retention_months": wanted.case, "alone_months": wanted.alone}
        unit.change(row, record=row.opened.model_copy(update=update))
    return wanted


def _months(number: int) -> str:
    return "1 maand" if number == 1 else f"{number} maanden"
