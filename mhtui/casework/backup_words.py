"""How a back-up stands, in one word for a program and a few for a person."""

from enum import StrEnum
from typing import Final

from db.backup.shelf import Whose
from mhtui.casework.backup_shelf import KnownBackup


class State(StrEnum):
    """How a back-up stands, worst first where two are true."""

    BROKEN = "beschadigd"
    OTHER = "andere_kluis"
    NEWER = "nieuwere_versie"
    AWAY = "niet_hier"
    UNLOGGED = "niet_in_logboek"
    DRILLED = "geoefend"
    UNTRIED = "niet_geoefend"

    @property
    def words(self) -> str:
        """What a person reads."""
        return _WORDS[self]


_WORDS: Final = {
    State.BROKEN: "▲ beschadigd, of geen back-up",
    State.OTHER: "○ van een andere kluis",
    State.NEWER: "○ van een nieuwere versie van het programma",
    State.AWAY: "○ niet in deze map",
    State.UNLOGGED: "▲ staat niet in het logboek",
    State.DRILLED: "✓ terugzetten geoefend",
    State.UNTRIED: "○ nog niet geoefend",
}
_OF_FILE: Final = {Whose.BROKEN: State.BROKEN, Whose.OTHER: State.OTHER, Whose.NEWER: State.NEWER}


def state_of(backup: KnownBackup) -> State:
    """Say how a back-up stands."""
    whose = None if backup.lying is None else backup.lying.whose
    if backup.damaged or whose is Whose.BROKEN:
        return State.BROKEN
    if whose in _OF_FILE:
        return _OF_FILE[whose]
    if backup.lying is None:
        return State.AWAY
    if not backup.logged:
        return State.UNLOGGED
    return State.DRILLED if backup.drilled_at is not None else State.UNTRIED
