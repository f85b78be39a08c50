"""The inventory: every plain column with the reason it may be plain, every noun with its record and compartment.

A test fails on a column of `db.schema` that is not here, and on a line here without a column.
"""

from dataclasses import dataclass

from db.records.base import Record
from db.records.case import Case, Link, Release
from db.records.draft import Draft, Leftover
from db.records.meeting import Action, AgendaItem, Decision, Meeting, Note, Series
from db.records.office import CompartmentLabel, Fact, HolderCard, RootSecret
from db.records.signal import Signal, Step
from keys.directory import Kind

_NOUN_COLUMNS = {
    "id": "random, made by the client; says nothing",
    "dossier": "random; needed to find the data key, and to shred",
    "compartment": "random id; needed to know which key opens the row",
    "epoch": "number of the compartment key; needed for rotation",
    "version": "optimistic locking; bound into the seal",
    "state": "open, waiting or closed: pages through open work without opening all of it",
    "rank": "order within a list: keyset pages",
    "due_on": "a day, for overdue work; never a time",
    "sealed": "everything else",
}

PLAIN_COLUMNS: dict[str, dict[str, str]] = {
    "data_keys": {
        "id": "random",
        "dossier": "random; shredding deletes by it",
        "compartment": "random id",
        "epoch": "of the compartment key that wraps it",
        "version": "rises with rotation",
        "wrapped": "the data key, sealed under the compartment key, or to its public key by who may only add",
    },
    "draft_keys": {
        "id": "random",
        "dossier": "random id of the overleg that is open",
        "compartment": "random id",
        "epoch": "of the compartment key that wraps it",
        "version": "rises with rotation",
        "wrapped": "the key of one open overleg's drafts, sealed under the compartment key; closing destroys it",
    },
    "keyslots": {
        "id": "random",
        "holder": "random id from the signed directory",
        "version": "rises when the wachtzin changes",
        "body": "salt, cost and the wrapped root; made to be public",
    },
    "grants": {
        "id": "random",
        "compartment": "random id",
        "epoch": "of the compartment key",
        "holder": "random id from the signed directory",
        "grantor": "random id from the signed directory",
        "version": "always 1; a grant is never edited",
        "sealed": "the compartment key, sealed to the holder",
        "signature": "of the grantor",
    },
    "directories": {
        "id": "random",
        "number": "1 and up",
        "version": "always 1; a directory is never edited",
        "body": "public keys, roles and functions; no names of people or municipalities",
        "signature": "of the root key",
    },
    "tombstones": {
        "id": "random",
        "noun": "table of the removed row",
        "row": "random id of the removed row",
        "seq": "entry of the log that removed it",
        "version": "always 1",
    },
    "log": {
        "seq": "1 and up",
        "body": "holder, deed, digests of rows; the detail in it is sealed",
        "signature": "of the acting holder",
    },
    "head": {"id": "always 1", "seq": "newest entry", "digest": "of that entry"},
    "meta": {"id": "always 1", "format": "of the layout", "store_id": "random"},
}


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun's rows hold and where they may lie."""

    record: type[Record]
    kinds: frozenset[Kind]
    """Kinds of compartment a row of this noun may be sealed under."""
    keys: str = "data_keys"
    """The table with the keys of its rows."""


NOUNS: dict[str, Noun] = {
    "signals": Noun(Signal, frozenset({Kind.IDENTITEIT})),
    "steps": Noun(Step, frozenset({Kind.IDENTITEIT})),
    "cases": Noun(Case, frozenset({Kind.IDENTITEIT})),
    "links": Noun(Link, frozenset({Kind.IDENTITEIT})),
    "releases": Noun(Release, frozenset({Kind.OVERLEG, Kind.IDENTITEIT})),
    "series": Noun(Series, frozenset({Kind.OVERLEG})),
    "meetings": Noun(Meeting, frozenset({Kind.OVERLEG})),
    "items": Noun(AgendaItem, frozenset({Kind.OVERLEG})),
    "notes": Noun(Note, frozenset({Kind.OVERLEG})),
    "decisions": Noun(Decision, frozenset({Kind.OVERLEG})),
    "actions": Noun(Action, frozenset({Kind.OVERLEG})),
    "drafts": Noun(Draft, frozenset({Kind.OVERLEG}), "draft_keys"),
    "leftovers": Noun(Leftover, frozenset({Kind.IDENTITEIT})),
    "facts": Noun(Fact, frozenset({Kind.CIJFERS})),
    "labels": Noun(CompartmentLabel, frozenset(Kind)),
    "holders": Noun(HolderCard, frozenset({Kind.BEHEER})),
    "roots": Noun(RootSecret, frozenset({Kind.BEHEER})),
}

PLAIN_COLUMNS.update(dict.fromkeys(NOUNS, _NOUN_COLUMNS))
