"""The signed chain: one entry for each unit of work, in the same transaction as the change.

An entry says who did what deed to which rows, by digest; what it was about is sealed to `logboek`. Anyone can check
the chain with public keys only; nobody can leave an entry out unseen.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from db import schema
from db.errors import LogBroken
from db.records.base import SEALED, Sealed
from db.records.office import LogDetail
from db.roles import Deed
from keys.directory import Directory, Kind
from keys.errors import KeysError
from keys.ring import Ring
from keys.sealing import seal_to, verify

PURPOSE: Final = b"mhtui log entry"
_DETAIL: Final = b"mhtui log detail"
GENESIS: Final = ""
"""What the first entry names as the digest before it."""
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

    seq: int
    previous: str
    holder: str
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


def parse_entry(body: bytes, signature: bytes) -> Entry:
    """Return the entry in a body; raises `LogBroken` when it is not one."""
    if len(body) > BODY_LIMIT:
        raise LogBroken("an entry is too large")
    try:
        raw = json.loads(body)
        changes = tuple(Change(str(t), str(r), int(v), str(c), str(d)) for t, r, v, c, d in raw["changes"])
        return Entry(
            seq=int(raw["seq"]),
            previous=str(raw["previous"]),
            holder=str(raw["holder"]),
            deed=Deed(raw["deed"]),
            changes=changes,
            detail_epoch=int(raw["detail_epoch"]),
            detail=base64.b64decode(raw["detail"], validate=True),
            own_digest=entry_digest(body, signature),
        )
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise LogBroken("an entry cannot be read") from None


def _info(store_id: str, seq: int) -> list[bytes]:
    return [_DETAIL, store_id.encode(), str(seq).encode()]


def _seal_detail(directory: Directory, seq: int, detail: LogDetail) -> tuple[int, bytes]:
    """Seal a detail to the logboek compartment; whoever writes cannot read it back without that key."""
    place = next(found for found in directory.compartments if found.kind is Kind.LOGBOEK)
    plain = detail.model_dump_json().encode()
    padded = plain + b" " * (-len(plain) % 256)
    return place.epoch, seal_to(place.sealing_public, padded, _info(directory.store_id, seq))


def open_detail(directory: Directory, ring: Ring | None, entry: Entry) -> LogDetail | Sealed:
    """Return the detail of an entry when the ring holds logboek, else `SEALED`."""
    place = next(found for found in directory.compartments if found.kind is Kind.LOGBOEK)
    if ring is None or not ring.can(place.id):
        return SEALED
    keys = ring.at_epoch(place.id, entry.detail_epoch)
    try:
        plain = keys.open_sealed(entry.detail, _info(directory.store_id, entry.seq))
        return LogDetail.model_validate_json(plain)
    except (KeysError, ValueError):
        raise LogBroken(f"detail of entry {entry.seq} does not open") from None


def read_head(connection: Connection, *, lock: bool = False) -> tuple[int, str]:
    """Return (newest entry, its digest); with `lock` nobody else can append until this transaction ends."""
    query = select(schema.head.c.seq, schema.head.c.digest)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise LogBroken("the head of the log is missing")
    return int(row.seq), str(row.digest)


def check_last(connection: Connection, directory: Directory, seq: int, digest: str) -> None:
    """Raise `LogBroken` when the newest entry is not what the head says, or not signed by a holder."""
    row = connection.execute(select(schema.log).where(schema.log.c.seq == seq)).one_or_none()
    if row is None or entry_digest(bytes(row.body), bytes(row.signature)) != digest:
        raise LogBroken("the newest entry is not what the head says")
    entry = parse_entry(bytes(row.body), bytes(row.signature))
    try:
        verify(directory.holder(entry.holder).public.signing, PURPOSE, bytes(row.body), bytes(row.signature))
    except KeysError:
        raise LogBroken("the newest entry is not signed by a holder") from None


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
    raw: dict[str, Any] = {
        "v": 1,
        "store": directory.store_id,
        "seq": seq,
        "previous": previous,
        "holder": ring.holder,
        "deed": deed.value,
        "changes": [[c.table, c.row, c.version, c.compartment, c.digest] for c in changes],
        "detail_epoch": epoch,
        "detail": base64.b64encode(sealed).decode(),
    }
    body = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
    signature = ring.sign(PURPOSE, body)
    connection.execute(insert(schema.log).values(seq=seq, body=body, signature=signature))
    connection.execute(update(schema.head).values(seq=seq, digest=entry_digest(body, signature)))
    return seq
