"""The postvak: sealed signals that arrived as files, opened by the aandachtsfunctionaris and filed under our own keys.

A file is removed only after the kluis has taken its signal; until then it is only read. What is opened is never written
anywhere but in the kluis.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from db.records.base import Stored
from db.records.signal import Signal, SignalForm
from keys.errors import KeysError, NotGranted, UnsupportedVersion
from keys.handin import MAX_HANDIN, HandIn, open_handin, read_handin
from mhtui.casework.desk import Desk
from mhtui.casework.errors import CaseworkError
from mhtui.casework.intake import Added, register
from mhtui.handin.body import Told, told_in
from mhtui.handin.errors import CannotRead, HandInError, KeyGone, NotAHandIn, OtherKluis
from mhtui.handin.filing import ENDING

MOST: Final = 500
"""Files that are shown at once."""
UNKNOWN_SIGNER: Final = "een sleutel die deze kluis niet kent"
_RECEIVED_VIA: Final = "verzegeld"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sealed file in the postvak."""

    path: Path
    receipt: str
    """Empty when it is no sealed signal."""
    arrived_on: date
    old_card: bool = False
    """Sealed with the card of an earlier epoch."""
    trouble: str = ""
    """Why it cannot be taken in, in Dutch; empty when it can."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A hand-in, opened."""

    told: Told
    receipt: str
    old_card: bool
    signer: str | None
    """The function of the holder who signed it, or `UNKNOWN_SIGNER`; None when unsigned."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A hand-in that is a signal now."""

    stored: Stored[Signal]
    receipt: str
    old_card: bool
    signer: str | None
    removed: bool
    """Whether the sealed file is gone: False when it was to stay, or could not be removed."""


def in_postbox(folder: Path) -> list[Path]:
    """Return the sealed files of a folder, at most 500, oldest first; none when there is no such folder."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == ENDING and path.is_file()]
        return sorted(found, key=lambda path: (path.stat().st_mtime, path.name))[:MOST]
    except OSError:
        return []


def waiting(desk: Desk, folder: Path) -> tuple[Waiting, ...]:
    """Return what lies in the postvak, without opening a seal."""
    return tuple(_look(desk, path) for path in in_postbox(folder))


def _look(desk: Desk, path: Path) -> Waiting:
    try:
        arrived = datetime.fromtimestamp(path.stat().st_mtime, desk.now().tzinfo).date()
    except (OSError, OverflowError, ValueError):
        arrived = desk.today()
    try:
        handin = _plain_part(desk, path)
    except CannotRead:
        return Waiting(path, "", arrived, trouble="kan niet gelezen worden")
    except NotAHandIn:
        return Waiting(path, "", arrived, trouble="geen verzegeld signaal, of beschadigd")
    except OtherKluis:
        return Waiting(path, "", arrived, trouble="voor een andere kluis")
    except UnsupportedVersion:
        return Waiting(path, "", arrived, trouble="van een nieuwere versie van het programma")
    return Waiting(path, handin.receipt, arrived, old_card=_old_card(desk, handin))


def _plain_part(desk: Desk, path: Path) -> HandIn:
    """Read what is plain of a file; raises `CannotRead`, `NotAHandIn`, `OtherKluis`, `UnsupportedVersion`."""
    try:
        handin = read_handin(_content(path))
    except UnsupportedVersion:
        raise
    except KeysError:
        raise NotAHandIn("not a hand-in") from None
    if handin.store_id != desk.store.directory.store_id:
        raise OtherKluis("sealed to another kluis")
    return handin


def _content(path: Path) -> bytes:
    """Read at most a hand-in's worth of a real file."""
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_HANDIN + 1)
    except (OSError, ValueError):
        pass
    raise CannotRead("the file cannot be read")


def _old_card(desk: Desk, handin: HandIn) -> bool:
    places = desk.store.directory.compartments
    return any(place.id == handin.compartment and place.epoch != handin.epoch for place in places)


def open_file(desk: Desk, path: Path) -> Opened:
    """Open a sealed file; raises `CannotRead`, `NotAHandIn`, `OtherKluis`, `KeyGone`, `UnsupportedVersion`."""
    handin = _plain_part(desk, path)
    try:
        message = open_handin(handin, desk.store.open_ring)
    except NotGranted:
        raise KeyGone("no key of that epoch") from None
    except UnsupportedVersion:
        raise
    except KeysError:
        raise NotAHandIn("the hand-in does not open") from None
    signer = None if message.signer is None else _whose(desk, message.signer)
    return Opened(told_in(message.body), handin.receipt, _old_card(desk, handin), signer)


def _whose(desk: Desk, signing: bytes) -> str:
    """Say whose signing key it is: the signature was verified, and the signed directory knows whose it is."""
    for each in desk.store.directory.holders:
        if each.public.signing == signing:
            return each.label if each.active else f"{each.label} (vertrokken)"
    return UNKNOWN_SIGNER


def take_in(desk: Desk, path: Path, *, clear: bool = False) -> TakenIn:
    """Make a signal of a sealed file; with `clear` the file is removed once the kluis has the signal.

    The receipt number becomes (part of) the sender's number, so that both sides know what they talk about. Raises what
    `open_file` raises, and `AlreadyKnown`, `InvalidForm`, `NotAllowed`.
    """
    opened = open_file(desk, path)
    added = Added(urgent=opened.told.urgent, safe_contact=opened.told.safe_contact, received_via=_RECEIVED_VIA)
    stored = register(desk, _numbered(opened), added)
    return TakenIn(stored, opened.receipt, opened.old_card, opened.signer, removed=clear and remove(path))


def _numbered(opened: Opened) -> SignalForm:
    form = opened.told.form
    number = " · ".join(filter(None, (form.number, opened.receipt)))
    return form.model_copy(update={"number": number})


def remove(path: Path) -> bool:
    """Remove a file of the postvak; says whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def take_in_all(desk: Desk, folder: Path) -> Iterator[tuple[Path, TakenIn | Exception]]:
    """Take in everything that lies there, one at a time; what is refused holds nothing up."""
    for path in in_postbox(folder):
        try:
            yield path, take_in(desk, path, clear=True)
        except (CaseworkError, HandInError, UnsupportedVersion) as error:
            yield path, error
