"""What this computer remembers of each kluis: how far it was, and what opening a keyslot cost.

A file of its own beside the settings, with public things only. A file that cannot be read counts as none: then nothing
can be told, and that is said. It never keeps anybody out because it could not be written.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.locations import is_server

if TYPE_CHECKING:
    from db.marks import Mark
    from db.store import Store
    from mhtui.settings import Places

_LARGEST: Final = 1024 * 1024


class _Kept(BaseModel):
    """A part of the file, by its Dutch names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Pin(_Kept):
    """What is remembered of one kluis."""

    number: int = Field(ge=1, alias="lijst")
    root: str = Field(pattern="^[0-9a-f]{64}$", alias="vingerafdruk")
    seq: int = Field(ge=1, alias="regel")
    head: str = Field(pattern="^[0-9a-f]{64}$", alias="kenmerk")
    slots: dict[str, tuple[int, int, int]] = Field(default_factory=dict, alias="sleutels")
    """Memory, iterations and lanes of a keyslot, by holder."""
    shredded: tuple[str, ...] = Field(default=(), alias="vernietigd")
    """Random ids of the dossiers that were destroyed: an older backup does not bring them back here."""


class _Pins(_Kept):
    stores: dict[str, Pin] = Field(default_factory=dict, alias="kluizen")


class Known(StrEnum):
    """What this computer can say of a kluis before it is opened."""

    GOES_ON = "het logboek gaat verder vanaf wat deze computer eerder zag"
    NOT_KNOWN = "niet vast te stellen: deze computer zag deze kluis nog niet eerder"


@dataclass(frozen=True, slots=True)
class Pinboard:
    """The remembered marks of this account."""

    places: "Places"

    def check(self, store: "Store", holder_id: str | None = None) -> Known:
        """Hold a kluis, and the keyslot of who comes in, against what is remembered; raises as `db.marks.hold`."""
        from db.marks import Mark, hold, hold_slot
        from keys.passphrase import KeyCost

        pin = self._read().stores.get(_name(store))
        if pin is None:
            return Known.NOT_KNOWN
        hold(store, Mark(pin.number, pin.root, pin.seq, pin.head))
        if holder_id in pin.slots:
            hold_slot(store, str(holder_id), KeyCost(*pin.slots[str(holder_id)]))
        return Known.GOES_ON

    def knows(self, store: "Store") -> bool:
        """Whether this computer saw this kluis, in this place, before."""
        return _name(store) in self._read().stores

    def remember(self, store: "Store", holder_id: str | None = None) -> None:
        """Remember how far the kluis is now, and what the keyslot of who is in asks.

        Never goes back: a kluis that does not go on from what is remembered leaves it as it is.
        """
        from dataclasses import astuple

        from db.errors import DbError
        from db.marks import cost_of_slot, mark_of
        from db.shredding import shredded_dossiers
        from keys.errors import KeysError

        with suppress(OSError, DbError, KeysError):
            self.check(store)
            pins, mark = self._read(), mark_of(store)
            known = pins.stores.get(_name(store))
            slots = dict(known.slots) if known is not None else {}
            if holder_id is not None:
                slots[holder_id] = astuple(cost_of_slot(store, holder_id))
            with store.reading() as connection:
                gone = tuple(sorted(shredded_dossiers(connection)))
            pin = Pin(number=mark.number, root=mark.root, seq=mark.seq, head=mark.head, slots=slots, shredded=gone)
            self._write(_Pins(stores={**pins.stores, _name(store): pin}))

    def marks_of(self, store_id: str) -> "tuple[Mark, ...]":
        """Return what is remembered of a kluis, in every place where it was seen."""
        from db.marks import Mark

        pins = self._read().stores
        found = [pin for name, pin in pins.items() if name.startswith(f"{store_id}-")]
        return tuple(Mark(pin.number, pin.root, pin.seq, pin.head) for pin in found)

    def shredded_of(self, store_id: str) -> frozenset[str]:
        """Return the dossiers that were destroyed in a kluis, in any place where it was seen."""
        pins = self._read().stores
        return frozenset(each for name, pin in pins.items() if name.startswith(f"{store_id}-") for each in pin.shredded)

    def forget(self, store: "Store") -> bool:
        """Forget a kluis, for who put an older one back on purpose; say whether it was known. Raises `OSError`."""
        pins, forgotten = self._read(), _name(store)
        if forgotten not in pins.stores:
            return False
        self._write(_Pins(stores={name: pin for name, pin in pins.stores.items() if name != forgotten}))
        return True

    def _read(self) -> _Pins:
        try:
            with self.places.pins_file.open("rb") as file:
                return _Pins.model_validate_json(file.read(_LARGEST))
        except (OSError, ValidationError):
            return _Pins()

    def _write(self, pins: _Pins) -> None:
        from mhtui.newfile import write_over

        write_over(self.places.pins_file, pins.model_dump_json(indent=2, by_alias=True).encode() + b"\n")


def _name(store: "Store") -> str:
    """Name a kluis in its place: a copy elsewhere goes its own way. The place itself can hold a password."""
    place = store.location if is_server(store.location) else str(Path(store.location).resolve())
    return f"{store.directory.store_id}-{hashlib.sha256(place.encode()).hexdigest()[:16]}"
