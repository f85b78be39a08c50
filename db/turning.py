"""New keys for the whole kluis: when somebody leaves, when the herstelblad is replaced, or because it is time.

Every compartment gets its next epoch, every dossier new data keys, every row is sealed anew, all in one transaction
with one entry of the log. Killed at any point it leaves the kluis as it was, or as it should become.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, select

from db import schema
from db.errors import NotAllowed, NotThisSheet, RootStays
from db.log import Change
from db.office import readers_of_places, root_key, write_directory, write_grant
from db.records.office import RootSecret
from db.resealing import Progress, Resealing, no_progress
from db.roles import Deed
from db.store import Store
from db.turnover import ROOT_ROLES
from db.unit import Unit, new_id
from keys.chain import certify_root
from keys.compartment import CompartmentKeys
from keys.directory import Directory, Holder, Kind, Role, RootKey
from keys.holder import HolderKeys
from keys.recovery import new_code

SHEET: str = "Herstelblad"
"""Label of the holder that a herstelblad stands for."""


def rotate(store: Store, *, progress: Progress = no_progress) -> None:
    """Give everything new keys; who holds a key keeps what they may open.

    Raises `NotAllowed` unless this session is the aandachtsfunctionaris's, `Tampered` for a kluis that does not open
    whole, and what the progress raises; then nothing was changed.
    """
    with store.unit(Deed.KEYS_ROTATED) as unit:
        _turn(store, unit, unit.directory.holders, progress=progress)
    store.refresh()


def revoke(store: Store, holder_id: str, *, code: bytes | None = None, progress: Progress = no_progress) -> None:
    """Take back the key of a holder, and give everything new keys that this holder does not get.

    `code` is the herstelcode: it certifies the new root key that is due when the holder knew the old one. Raises
    `RootStays` without it, `NotThisSheet`, and what `rotate` raises.
    """
    label = store.directory.holder(holder_id).label
    with store.unit(Deed.HOLDER_REVOKED, subject=label) as unit:
        leaver = unit.directory.holder(holder_id)
        if not leaver.active or leaver.role is Role.RECOVERY or leaver.id == store.open_ring.holder:
            raise NotAllowed("this holder cannot be revoked here")
        certifier = None
        if leaver.role in ROOT_ROLES:
            if code is None:
                raise RootStays("who held the root key leaves only with the recovery code at hand")
            certifier = HolderKeys.from_recovery(code)
            sheet_of(unit.directory, certifier)
        _remove_keyslot(unit, holder_id)
        stay = [replace(each, active=each.active and each.id != holder_id) for each in unit.directory.holders]
        _turn(store, unit, stay, certifier=certifier, progress=progress)
    store.refresh()


def renew_sheet(store: Store, *, progress: Progress = no_progress) -> bytes:
    """Make another herstelcode and retire the old one, which opens nothing of the kluis from now on.

    The old sheet knew the root key as well, so there is another root; the new code certifies it. Returns the code, to
    be printed once. Raises what `rotate` raises.
    """
    code = new_code()
    keys = HolderKeys.from_recovery(code)
    with store.unit(Deed.SHEET_RENEWED) as unit:
        old = unit.directory
        kept = [replace(each, active=each.active and each.role is not Role.RECOVERY) for each in old.holders]
        sheet = Holder(new_id(), Role.RECOVERY, free_label(old, SHEET), keys.public)
        unit.directory = replace(
            old, number=old.number + 1, previous=old.digest, holders=(*kept, sheet), certificate=b""
        )
        write_directory(unit, unit.directory, root_key(store).sign_directory(unit.directory))
        _turn(store, unit, unit.directory.holders, certifier=keys, newcomer=sheet, progress=progress)
    store.refresh()
    return code


def sheet_of(directory: Directory, keys: HolderKeys) -> Holder:
    """Return the holder that a herstelcode stands for; raises `NotThisSheet`."""
    sheets = [holder for holder in directory.holders if holder.public == keys.public]
    if not any(sheet.active for sheet in sheets):
        raise NotThisSheet(retired=bool(sheets))
    return next(sheet for sheet in sheets if sheet.active)


def free_label(directory: Directory, wanted: str) -> str:
    """Return the label, with a number behind it when another holder has or had it."""
    taken = {holder.label.casefold() for holder in directory.holders}
    numbered = (f"{wanted} {number}" for number in range(2, len(taken) + 3))
    return wanted if wanted.casefold() not in taken else next(each for each in numbered if each.casefold() not in taken)


def _turn(
    store: Store,
    unit: Unit,
    holders: Sequence[Holder],
    *,
    certifier: HolderKeys | None = None,
    newcomer: Holder | None = None,
    progress: Progress,
) -> None:
    """Sign the next directory with the next epoch of everything, grant it, and seal every row anew.

    With a certifier there is another root key as well. A newcomer also gets the old keys of the logboek: what was
    written in the log stays sealed as it is.
    """
    before, ring = unit.directory, store.open_ring
    old = {place.id: ring.at_epoch(place.id, place.epoch) for place in before.compartments}
    new = {place: keys.next_epoch() for place, keys in old.items()}
    given = readers_of_places(store, unit, holders)
    root = RootKey.generate() if certifier is not None else root_key(store)
    unit.directory = replace(
        before,
        number=before.number + 1,
        previous=before.digest,
        root_public=root.public,
        holders=tuple(holders),
        compartments=tuple(
            replace(place, epoch=new[place.id].epoch, sealing_public=new[place.id].sealing_public)
            for place in before.compartments
        ),
        certificate=b"" if certifier is None else certify_root(certifier, before, root.public),
    )
    write_directory(unit, unit.directory, root.sign_directory(unit.directory))
    for place in before.compartments:
        for holder in given[place.id]:
            grant(store, unit, new[place.id], holder)
        if newcomer is not None and place.kind is Kind.LOGBOEK:
            for keys in ring.every(place.id):
                grant(store, unit, keys, newcomer)
    secret = None if certifier is None else RootSecret(private=root.private.hex())
    Resealing(unit, old, new, root=secret, progress=progress).run()


def grant(store: Store, unit: Unit, keys: CompartmentKeys, holder: Holder) -> None:
    """Grant one epoch of a compartment in the name of this session."""
    store_id = unit.directory.store_id
    made = store.open_ring.make_grant(keys, store_id=store_id, holder=holder.id, holder_public=holder.public)
    write_grant(unit, made)


def _remove_keyslot(unit: Unit, holder_id: str) -> None:
    """Take away what the leaver's wachtzin opens."""
    table = schema.keyslots
    row = unit.connection.execute(select(table.c.id, table.c.version).where(table.c.holder == holder_id)).one_or_none()
    if row is None:  # they came in with a personal key file
        return
    unit.connection.execute(delete(table).where(table.c.id == row.id))
    unit.note_removal(Change(table.name, row.id, row.version + 1, "", ""))
