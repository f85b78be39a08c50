"""What a backup says of itself in the clear: when, of which kluis, how much of each table, and digests of its parts.

Signed by whoever made it. Nothing in it is believed before the dump within has told whose signature that is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db.backup.container import KEYSLOTS, README, STORE
from db.errors import BackupDamaged, NewerFormat
from db.rows import shown_id
from keys import canonical
from keys.directory import Role

VERSION: Final = 1
"""Of the form of a backup; a higher number is refused."""
PURPOSE: Final = b"mhtui backup manifest"
_HEX: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the dump says at its end, and the manifest in the clear."""

    store: str
    """Id of the kluis."""
    format: int
    """Of its tables."""
    maker: str
    """Id of the holder who signed."""
    made: datetime
    """To the minute."""
    directory: int
    """Number of the newest list of holders."""
    seq: int
    """Newest entry of the log."""
    head: str
    """Its digest."""
    counts: Mapping[str, int]
    """Rows of each table."""
    digest: str
    """SHA-256 of the dump before its last line, in hex."""

    def fields(self) -> dict[str, object]:
        """Return it as it is written."""
        return {
            "v": VERSION,
            "store": self.store,
            "format": self.format,
            "maker": self.maker,
            "made": self.made.isoformat(timespec="minutes"),
            "directory": self.directory,
            "seq": self.seq,
            "head": self.head,
            "counts": dict(self.counts),
            "digest": self.digest,
        }


def read_summary(raw: Mapping[str, object]) -> Summary:
    """Read what `Summary.fields` wrote; raises `MalformedError`, `ValueError`, `NewerFormat`."""
    if canonical.whole(raw, "v") > VERSION:
        raise NewerFormat("the backup was made by a newer version")
    counts = canonical.inner(raw, "counts")
    found = Summary(
        store=_id(canonical.text(raw, "store")),
        format=canonical.whole(raw, "format"),
        maker=_id(canonical.text(raw, "maker")),
        made=datetime.fromisoformat(canonical.text(raw, "made")),
        directory=canonical.whole(raw, "directory"),
        seq=canonical.whole(raw, "seq"),
        head=_hexadecimal(canonical.text(raw, "head")),
        counts={name: canonical.whole(counts, name) for name in counts},
        digest=_hexadecimal(canonical.text(raw, "digest")),
    )
    if found.made.tzinfo is None:
        raise canonical.MalformedError
    return found


def _hexadecimal(text: str) -> str:
    if len(text) != 64 or set(text) - _HEX:  # noqa: PLR2004 - the digits of a SHA-256
        raise canonical.MalformedError
    return text


def _id(text: str) -> str:
    if shown_id(text) != text:
        raise canonical.MalformedError
    return text


@dataclass(frozen=True, slots=True)
class Manifest:
    """The summary in the clear, with a digest of each other file in the ZIP."""

    summary: Summary
    root: str
    """SHA-256 of the root key, in hex: the fingerprint without its spaces."""
    files: Mapping[str, str]
    """SHA-256 in hex, by name."""
    body: bytes
    signature: bytes


def manifest_body(summary: Summary, root: str, files: Mapping[str, str]) -> bytes:
    """Return what the maker signs."""
    return canonical.dump({**summary.fields(), "root": root, "files": dict(files)})


def write_manifest(body: bytes, signature: bytes) -> bytes:
    """Return the manifest as it stands in the ZIP."""
    return canonical.dump({"body": body.decode(), "signature": signature.hex()})


def read_manifest(written: bytes) -> Manifest:
    """Read a manifest, its signature not yet checked; raises `BackupDamaged`, `NewerFormat`."""
    try:
        outer = canonical.load(written)
        body, signature = canonical.text(outer, "body").encode(), canonical.octets(outer, "signature")
        raw = canonical.load(body)
        listed = canonical.inner(raw, "files")
        files = {name: _hexadecimal(canonical.text(listed, name)) for name in listed}
        if set(outer) != {"body", "signature"} or set(files) != {README, KEYSLOTS, STORE}:
            raise canonical.MalformedError
        summary, root = read_summary(raw), _hexadecimal(canonical.text(raw, "root"))
    except (ValueError, RecursionError):
        raise BackupDamaged("the manifest of a backup is damaged") from None
    return Manifest(summary, root, files, body, signature)


@dataclass(frozen=True, slots=True)
class Slot:
    """The keyslot of somebody who can open the backup, as it is stored."""

    holder: str
    role: Role
    label: str
    body: bytes


def write_slots(slots: tuple[Slot, ...]) -> bytes:
    """Return the keyslots as they stand in the ZIP."""
    listed = [
        {"holder": slot.holder, "role": slot.role.value, "label": slot.label, "body": slot.body.hex()} for slot in slots
    ]
    return canonical.dump({"v": VERSION, "slots": listed})


def read_slots(written: bytes) -> tuple[Slot, ...]:
    """Read the keyslots; raises `BackupDamaged`."""
    try:
        raw = canonical.load(written)
        return tuple(
            Slot(
                _id(canonical.text(each, "holder")),
                canonical.one_of(Role, each, "role"),
                canonical.text(each, "label"),
                canonical.octets(each, "body"),
            )
            for each in canonical.objects(raw, "slots")
        )
    except (ValueError, RecursionError):
        raise BackupDamaged("the keyslots of a backup are damaged") from None
