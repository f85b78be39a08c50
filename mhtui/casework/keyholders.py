"""Who holds keys to this kluis, and what each key opens, in words for Beheer.

It reads the signed directory; the own name of a holder is there only for who holds beheer.
"""

from dataclasses import dataclass
from typing import Final

from db.records.meeting import SeriesKind
from db.roles import ROLE_KINDS, ROLE_SERIES
from keys.directory import Holder, Kind, Role, fingerprint
from mhtui.casework.desk import Desk

ROLE_WORDS: Final = {
    Role.AF: "aandachtsfunctionaris",
    Role.DEPUTY: "plaatsvervanger",
    Role.OVERLEG: "overleg",
    Role.KETEN: "ketenregisseur",
    Role.ZORG: "zorgcoördinator",
    Role.FG: "functionaris gegevensbescherming",
    Role.RECOVERY: "herstelblad",
}
_KIND_WORDS: Final = {
    Kind.IDENTITEIT: "namen en signalen",
    Kind.CIJFERS: "jaarcijfers",
    Kind.LOGBOEK: "logboek",
    Kind.BEHEER: "beheer",
}
_SERIES_WORDS: Final = {SeriesKind.LOCAL: "lokaal overleg", SeriesKind.DRIELUIK: "Drieluik"}


@dataclass(frozen=True, slots=True)
class KeyholderRow:
    """One holder as Beheer shows it."""

    id: str
    label: str
    """Function, as in the directory."""
    role: str
    name: str | None
    """Own name; empty when none was given, None when this session cannot open it."""
    opens: str
    """What this key opens, in words."""
    sees_reporter: bool
    """Whether this key opens the name of a reporter; one holder at most, and the herstelblad."""
    active: bool


@dataclass(frozen=True, slots=True)
class Keyholders:
    """The holders of a kluis and the fingerprint that is on the herstelblad."""

    rows: tuple[KeyholderRow, ...]
    fingerprint: str
    directory_number: int


def keyholders(desk: Desk) -> Keyholders:
    """Return every holder of the directory, in its order."""
    directory = desk.store.directory
    names = {card.opened.label: card.opened.name for card in desk.store.holder_cards.all() if not card.is_sealed}
    sealed = not desk.store.places(Kind.BEHEER)
    rows = tuple(_row(holder, None if sealed else names.get(holder.label, "")) for holder in directory.holders)
    return Keyholders(rows, fingerprint(directory.root_public), directory.number)


def _row(holder: Holder, name: str | None) -> KeyholderRow:
    return KeyholderRow(
        id=holder.id,
        label=holder.label,
        role=ROLE_WORDS[holder.role],
        name=name,
        opens=_opens(holder.role),
        sees_reporter=Kind.IDENTITEIT in ROLE_KINDS[holder.role],
        active=holder.active,
    )


def _opens(role: Role) -> str:
    """Say what a role's key opens, names first."""
    kinds = ROLE_KINDS[role]
    words = [word for kind, word in _KIND_WORDS.items() if kind in kinds]
    series = [word for kind, word in _SERIES_WORDS.items() if kind in ROLE_SERIES[role]]
    at = 1 if Kind.IDENTITEIT in kinds else 0
    return ", ".join([*words[:at], *series, *words[at:]])
