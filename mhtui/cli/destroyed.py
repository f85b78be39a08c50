"""Which dossiers were destroyed after a backup was made, as far as anything that is at hand can tell."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.stop import wrong_use

if TYPE_CHECKING:
    from db.backup.lines import Dump
    from db.shredding import Stone
    from keys.ring import Ring


@dataclass(frozen=True, slots=True)
class Since:
    """What was destroyed since, and who told."""

    stones: "tuple[Stone, ...]"
    kluis: bool
    """Whether the kluis of the settings is the one that the backup came from."""
    sure: bool
    """Whether that kluis, or a newer backup, was read; else only what this computer happens to remember is known."""
    newer: bool
    """Whether it was a newer backup: what was destroyed after that one is not known."""

    def words(self, again: int) -> Iterator[str]:
        """Say what was destroyed again, and what cannot be known."""
        if again:
            yield f"  {again} dossiers die na deze back-up zijn vernietigd, zijn ook hier meteen weer vernietigd."
        elif self.sure:
            yield "  Er is na deze back-up niets vernietigd wat nu zou terugkomen."
        if not self.sure:
            yield "▲ Of er na deze back-up dossiers zijn vernietigd, is hier niet vast te stellen: de kluis waar zij"
            yield "  uit kwam is hier niet te lezen, en met --nieuwer gaf u geen nieuwere back-up op. Kijk in uw"
            yield "  verklaringen van vernietiging, en vernietig wat daarin staat ook hier: «mhtui bewaren lijst»."
        elif self.newer:
            yield "  Wat na de nieuwere back-up nog is vernietigd is hier niet bekend: kijk in uw verklaringen."


def destroyed_since(call: Call, dump: "Dump", ring: "Ring") -> Since:
    """Ask the kluis of the settings, a newer backup, and what this computer remembers."""
    from db.backup.since import destroyed_in_backup
    from db.records.base import DossierId
    from db.shredding import Stone
    from mhtui.pins import Pinboard

    same, told = _in_own_kluis(call, dump, ring)
    found = list(told or ())
    file = call.word("nieuwer")
    if file is not None:
        path = Path(file)
        if not path.is_file():
            raise wrong_use("Op de plaats achter --nieuwer is geen back-up.")
        found += destroyed_in_backup(path, dump, ring)
    known = {each for stone in found for each in stone.dossiers}
    remembered = Pinboard(call.places).shredded_of(dump.summary.store) - known
    if remembered:
        found.append(Stone(0, frozenset(DossierId(each) for each in remembered)))
    return Since(tuple(found), same, told is not None or file is not None, told is None and file is not None)


def _in_own_kluis(call: Call, dump: "Dump", ring: "Ring") -> "tuple[bool, tuple[Stone, ...] | None]":
    """Say whether the kluis of the settings is that of the backup, and what was destroyed there.

    None when that cannot be told: it is older, damaged, or another.
    """
    from db.backup.since import destroyed_in_kluis
    from db.errors import DbError
    from keys.errors import KeysError

    session, same = call.session(call.launch()), False
    try:
        with suppress(DbError, KeysError):
            session.open_door()
            same = session.store.directory.store_id == dump.summary.store
            return same, destroyed_in_kluis(session.store, dump, ring) if same else None
        return same, None
    finally:
        session.close()
