"""Whether a backup is of the kluis that it says: held against marks that were kept outside of it.

A backup opened with the right key can still be made up as a whole; only what is known from elsewhere tells.
"""

import hashlib

from db import schema
from db.backup.lines import Dump
from db.errors import ForeignBackup
from db.log import entry_digest
from db.marks import Mark
from keys.directory import fingerprint


def hold_mark(dump: Dump, mark: Mark) -> bool:
    """Say whether a backup goes on from a mark of the same kluis; False when it is older, which says nothing yet.

    Raises `ForeignBackup` when it is another kluis, or went another way.
    """
    known = dump.chain[: mark.number]
    if len(known) == mark.number and hashlib.sha256(known[-1].root_public).hexdigest() != mark.root:
        raise ForeignBackup("another root key than that of the mark")
    if dump.summary.seq < mark.seq:
        return False
    for table, row in dump.rows():
        if table == schema.log.name and row["seq"] == mark.seq:
            if entry_digest(schema.octets(row["body"]), schema.octets(row["signature"])) == mark.head:
                return True
            break
    raise ForeignBackup("the entry of the mark is another one")


def hold_fingerprint(dump: Dump, typed: str) -> None:
    """Return when the fingerprint of the newest root key is the one that somebody read out; raises `ForeignBackup`."""
    if "".join(typed.split()).lower() != "".join(fingerprint(dump.directory.root_public).split()).lower():
        raise ForeignBackup("another fingerprint than the one that was given")
