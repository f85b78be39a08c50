"""The signed chain: one entry for each unit of work, in the same transaction as the change.

An entry says who did what deed to which rows, by digest; what it was about is sealed to `logboek`. Anyone can check
the chain with public keys only; nobody can leave an entry out unseen.
"""

import base64
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final

from pydantic import ValidationError
from sqlalchemy import bindparam, func, insert, literal, select, update
from sqlalchemy.engine import Connection

from db import schema
from db.errors import LogBroken, Tampered
from db.records.base import SEALED, Sealed
from db.records.office import LogDetail
from db.roles import Deed
from db.schema import octets
from keys import canonical
from keys.directory import Directory, Kind
from keys.errors import KeysError, Locked
from keys.ring import Ring
from keys.sealing import seal_to
from keys.table_pass import SignedPass, quarter, read_moment, write_moment

PURPOSE: Final = b"mhtui log entry"
_VERSION: Final = 1
_STAMPED: Final = 2
"""Version of an entry that brings a pass for the table, or was signed with one."""
_AT: Final = b'{"at":"'
"""How the body of an entry with a stamp begins: canonical, so `at` comes first."""
_DETAIL: Final = b"mhtui log detail"
GENESIS: Final = ""
"""What the first entry names as the digest before it."""
_HEAD: Final = select(schema.head.c.seq, schema.head.c.digest)
_HEAD_LOCKED: Final = _HEAD.with_for_update()
_MOVE_HEAD: Final = update(schema.head)
_FROM: Final = select(schema.log).where(schema.log.c.seq >= bindparam("first"))
_LAST_STAMPED: Final = (
    select(schema.log.c.body, schema.log.c.signature)
    .where(func.substr(schema.log.c.body, 1, len(_AT)) == literal(_AT))
    .order_by(schema.log.c.seq.desc())
    .limit(1)
)
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


_CHANGE_PARTS: Final = fields(Change)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What only the entries around a pass for the table have: when, in the clear, and the pass."""

    at: datetime
    """A whole quarter; no entry with a stamp has an earlier one than the entry with a stamp before it."""
    certificate: SignedPass | None = None
    """The pass that this entry brings."""
    lent_in: int = 0
    """Number of the entry that brought the pass whose key signed this one; 0 when the holder did."""

    def written(self) -> dict[str, object]:
        """Return what an entry says of it."""
        if self.certificate is None:
            return {"at": write_moment(self.at), "pass": self.lent_in}
        signed = {"body": self.certificate.body.decode("ascii"), "signature": self.certificate.signature.hex()}
        return {"at": write_moment(self.at), "certificate": signed}


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
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry as people read it."""

    seq: int
    holder: str
    label: str
    """Function of the holder."""
    at_table: bool
    """Whether it was signed with a key that the holder lent to the table: with the names locked."""
    deed: Deed
    rows: int
    """How many rows it touched."""
    detail: LogDetail | Sealed


def begins(deed: Deed) -> bytes:
    """Return how every entry of a deed that touches no row begins: canonical, so changes and deed come first.

    Not of one that was signed with a key lent to the table: a moment comes before it there.
    """
    return canonical.dump({"changes": [], "deed": deed.value})[:-1] + b","


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
        version = canonical.whole(raw, "v")
        if version not in {_VERSION, _STAMPED}:
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
            stamp=_stamp(raw) if version == _STAMPED else None,
        )
    except (ValueError, Tampered):  # of the text, of its JSON, or of the base64 in it
        raise LogBroken("an entry cannot be read") from None


def _stamp(raw: Mapping[str, object]) -> Stamp:
    """Read the stamp of an entry: when, and either the pass it brings or the one it was signed with."""
    at = read_moment(raw, "at")
    if "certificate" not in raw:
        lent_in = canonical.whole(raw, "pass")
        if lent_in < 1:
            raise canonical.MalformedError
        return Stamp(at, lent_in=lent_in)
    if "pass" in raw:
        raise canonical.MalformedError
    held = canonical.inner(raw, "certificate")
    return Stamp(at, SignedPass(canonical.text(held, "body").encode(), canonical.octets(held, "signature")))


def _changes(raw: Mapping[str, object]) -> tuple[Change, ...]:
    """Read the list of changes: each three words, a whole number between the second and the third, and a digest."""
    listed = raw.get("changes")
    if not isinstance(listed, list):
        raise canonical.MalformedError
    found: list[Change] = []
    # by hand: `match` takes four times as long, and new keys for a large kluis make an entry of 50,000 rows
    for each in listed:
        if not isinstance(each, list) or len(each) != len(_CHANGE_PARTS):
            raise canonical.MalformedError
        table, row, version, compartment, digest = each
        words = isinstance(table, str) and isinstance(row, str) and isinstance(compartment, str)
        if not (words and isinstance(digest, str) and type(version) is int and version > 0):
            raise canonical.MalformedError
        found.append(Change(table, row, version, compartment, digest))
    return tuple(found)


def _info(store_id: str, seq: int) -> list[bytes]:
    return [_DETAIL, store_id.encode(), str(seq).encode()]


def _seal_detail(directory: Directory, seq: int, detail: LogDetail) -> tuple[int, bytes]:
    """Seal a detail to the logboek compartment; whoever writes cannot read it back without that key."""
    place = next((found for found in directory.compartments if found.kind is Kind.LOGBOEK), None)
    if place is None:
        raise LogBroken("the directory names no logboek")
    plain = detail.model_dump_json(exclude_none=True).encode()
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


def last_stamped(connection: Connection) -> datetime | None:
    """Return when the newest entry with a stamp says that it was written, None without one; raises `LogBroken`."""
    row = connection.execute(_LAST_STAMPED).one_or_none()
    found = parse_entry(row.body, row.signature).stamp if row is not None else None
    return None if found is None else found.at


def entries_from(connection: Connection, first: int) -> list[Entry]:
    """Return the entries from a number on, not checked; raises `LogBroken` for what is none."""
    return [parse_entry(row.body, row.signature) for row in connection.execute(_FROM, {"first": first}).all()]


def append(
    connection: Connection,
    directory: Directory,
    ring: Ring,
    deed: Deed,
    changes: tuple[Change, ...],
    detail: LogDetail,
    stamp: Stamp | None = None,
) -> int:
    """Write the next entry and move the head; returns its number. The caller holds the write lock.

    Without a stamp, what a lent key signs gets the quarter of its detail.
    """
    seq, previous = read_head(connection)
    if stamp is None and ring.lent is not None:
        stamp = Stamp(quarter(detail.at), lent_in=ring.lent.entry)
    seq += 1
    epoch, sealed = _seal_detail(directory, seq, detail)
    body = canonical.dump(
        {
            **(stamp.written() if stamp is not None else {}),
            "v": _VERSION if stamp is None else _STAMPED,
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
