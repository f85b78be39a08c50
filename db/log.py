"""The signed chain: one entry for each unit of work, in the same transaction as the change.

An entry says who did what deed to which rows, by digest; what it was about is sealed to `logboek`. Anyone can check
the chain with public keys only; nobody can leave an entry out unseen.
"""

import base64
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from pydantic import ValidationError
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.engine import Connection

from db import schema
from db.errors import LogBroken, Tampered
from db.records.base import SEALED, Sealed
from db.records.office import LogDetail
from db.roles import RULES, Deed
from db.schema import octets
from keys import canonical
from keys.directory import Directory, Kind
from keys.errors import KeysError, Locked
from keys.ring import Ring
from keys.sealing import seal_to, verify

PURPOSE: Final = b"mhtui log entry"
_VERSION: Final = 1
_DETAIL: Final = b"mhtui log detail"
GENESIS: Final = ""
"""What the first entry names as the digest before it."""
_HEAD: Final = select(schema.head.c.seq, schema.head.c.digest)
_HEAD_LOCKED: Final = _HEAD.with_for_update()
_MOVE_HEAD: Final = update(schema.head)
_FROM: Final = select(schema.log).where(schema.log.c.seq >= bindparam("first"))
_APPEND: Final = insert(schema.log)
BODY_LIMIT: Final = 64 * 1024 * 1024
"""Bytes; an entry for 80,000 rows takes some 10 MB."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a unit did to one row; `digest` is empty when the row was removed."""

    table: str
    row: str
    version: int
    compartment: str
    digest: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in the log, its signature not yet checked."""

    store: str
    seq: int
    previous: str
    holder: str
    directory: int
    """Number of the directory that held when it was written: an older one put back does not go unseen."""
    deed: Deed
    changes: tuple[Change, ...]
    detail_epoch: int
    detail: bytes
    own_digest: str
    """Digest over body and signature: what the next entry names."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry as people read it."""

    seq: int
    holder: str
    label: str
    """Function of the holder."""
    deed: Deed
    rows: int
    """How many rows it touched."""
    detail: LogDetail | Sealed


def entry_digest(body: bytes, signature: bytes) -> str:
    """Return the digest that the next entry and the head carry."""
    return hashlib.sha256(len(body).to_bytes(8, "big") + body + signature).hexdigest()


def parse_entry(body: object, signature: object) -> Entry:
    """Return the entry in a body; raises `LogBroken` when it is not one."""
    try:
        written, signed = octets(body), octets(signature)
        if len(written) > BODY_LIMIT:
            raise LogBroken("an entry is too large")
        raw = canonical.load(written)
        if canonical.whole(raw, "v") != _VERSION:
            raise LogBroken("an entry is of another version")
        return Entry(
            store=canonical.text(raw, "store"),
            seq=canonical.whole(raw, "seq"),
            previous=canonical.text(raw, "previous"),
            holder=canonical.text(raw, "holder"),
            directory=canonical.whole(raw, "directory"),
            deed=canonical.one_of(Deed, raw, "deed"),
            changes=_changes(raw),
            detail_epoch=canonical.whole(raw, "detail_epoch"),
            detail=base64.b64decode(canonical.text(raw, "detail"), validate=True),
            own_digest=entry_digest(written, signed),
        )
    except (ValueError, Tampered):  # of the text, of its JSON, or of the base64 in it
        raise LogBroken("an entry cannot be read") from None


def _changes(raw: Mapping[str, object]) -> tuple[Change, ...]:
    """Read the list of changes: each three words, a whole number between the second and the third, and a digest."""
    listed = raw.get("changes")
    if not isinstance(listed, list):
        raise canonical.MalformedError
    found: list[Change] = []
    for each in listed:
        match each:
            case [str(table), str(row), int(version), str(compartment), str(digest)] if version > 0:
                found.append(Change(table, row, version, compartment, digest))
            case _:
                raise canonical.MalformedError
    return tuple(found)


def _info(store_id: str, seq: int) -> list[bytes]:
    return [_DETAIL, store_id.encode(), str(seq).encode()]


def _seal_detail(directory: Directory, seq: int, detail: LogDetail) -> tuple[int, bytes]:
    """Seal a detail to the logboek compartment; whoever writes cannot read it back without that key."""
    place = next((found for found in directory.compartments if found.kind is Kind.LOGBOEK), None)
    if place is None:
        raise LogBroken("the directory names no logboek")
    plain = detail.model_dump_json().encode()
    return place.epoch, seal_to(place.sealing_public, plain, _info(directory.store_id, seq))


def open_detail(directory: Directory, ring: Ring | None, entry: Entry) -> LogDetail | Sealed:
    """Return the detail of an entry when the ring holds logboek, else `SEALED`; raises `LogBroken`."""
    place = next((found for found in directory.compartments if found.kind is Kind.LOGBOEK), None)
    if place is None or ring is None or not ring.can(place.id):
        return SEALED
    try:
        keys = ring.at_epoch(place.id, entry.detail_epoch)
        plain = keys.open_sealed(entry.detail, _info(directory.store_id, entry.seq))
    except Locked:
        return SEALED  # locked in another thread while this one was reading
    except KeysError:
        raise LogBroken(f"detail of entry {entry.seq} does not open") from None
    with suppress(ValidationError):  # it repeats what it read: raised from here, ours does not carry it along
        return LogDetail.model_validate_json(plain)
    raise LogBroken(f"detail of entry {entry.seq} is not a detail")


def read_head(connection: Connection, *, lock: bool = False) -> tuple[int, str]:
    """Return (newest entry, its digest); with `lock` nobody else can append until this transaction ends."""
    row = connection.execute(_HEAD_LOCKED if lock else _HEAD).one_or_none()
    if row is None or not isinstance(row.seq, int) or not isinstance(row.digest, str):
        raise LogBroken("the head of the log is missing")
    return row.seq, row.digest


def verified(directory: Directory, body: object, signature: object) -> Entry:
    """Return an entry that a holder of the directory signed for this kluis; raises `LogBroken`."""
    entry = parse_entry(body, signature)
    try:
        verify(directory.holder(entry.holder).public.signing, PURPOSE, octets(body), octets(signature))
    except KeysError:
        raise LogBroken(f"entry {entry.seq} is not signed by a holder") from None
    if entry.store != directory.store_id:
        raise LogBroken(f"entry {entry.seq} is of another kluis")
    return entry


def entries_from(connection: Connection, first: int) -> list[Entry]:
    """Return the entries from a number on, not checked; raises `LogBroken` for what is none."""
    return [parse_entry(row.body, row.signature) for row in connection.execute(_FROM, {"first": first}).all()]


def check_last(connection: Connection, directory: Directory) -> None:
    """Raise `LogBroken` unless the newest entry is what the head says, rightly signed, and knows this directory.

    It cannot see further back; `db.replay` does.
    """
    seq, digest = read_head(connection)
    rows = connection.execute(_FROM, {"first": seq}).all()
    if len(rows) != 1:
        raise LogBroken("the newest entry is not where the head says")
    entry = verified(directory, rows[0].body, rows[0].signature)
    if (entry.seq, entry.own_digest) != (seq, digest):
        raise LogBroken("the newest entry is not what the head says")
    if entry.directory != directory.number:
        raise LogBroken("the newest entry was written under another directory")
    signer = directory.holder(entry.holder)
    if not signer.active or signer.role not in RULES[entry.deed].roles:
        raise LogBroken("the newest entry was signed by a holder who may not do so")


def append(
    connection: Connection,
    directory: Directory,
    ring: Ring,
    deed: Deed,
    changes: tuple[Change, ...],
    detail: LogDetail,
) -> int:
    """Write the next entry and move the head; returns its number. The caller holds the write lock."""
    seq, previous = read_head(connection)
    seq += 1
    epoch, sealed = _seal_detail(directory, seq, detail)
    body = canonical.dump(
        {
            "v": _VERSION,
            "store": directory.store_id,
            "seq": seq,
            "previous": previous,
            "holder": ring.holder,
            "directory": directory.number,
            "deed": deed.value,
            "changes": [[c.table, c.row, c.version, c.compartment, c.digest] for c in changes],
            "detail_epoch": epoch,
            "detail": base64.b64encode(sealed).decode(),
        }
    )
    signature = ring.sign(PURPOSE, body)
    connection.execute(_APPEND, {"seq": seq, "body": body, "signature": signature})
    connection.execute(_MOVE_HEAD, {"seq": seq, "digest": entry_digest(body, signature)})
    return seq
