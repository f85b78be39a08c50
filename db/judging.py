"""Judges the log entry by entry, and remembers what it says of every row.

A valid signature is not a right: each entry is held against role x deed x table x kind of compartment, and against what
its signer was granted. Knows public keys only; reads no row of a noun.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from db import schema
from db.errors import LogBroken
from db.fields import NOUNS
from db.findings import Finding, FindingKind
from db.log import GENESIS, PURPOSE, Change, Entry, entry_digest, parse_entry
from db.roles import BEGINS_DOSSIER, INSERT_ONLY, LENT_ROLE, OWN_SLOT, RULES, Deed, allowed, leaves, may_hold, unseen
from db.rows import shown_id
from db.signers import lawful_pass, within
from db.turnover import lawful
from keys.directory import Directory, Holder, Kind
from keys.errors import KeysError
from keys.sealing import verify
from keys.table_pass import TablePass

_PLACED = frozenset({*NOUNS, "data_keys", "draft_keys", "grants"})
"""Tables whose rows lie in a compartment."""
_OF_THE_DIRECTORY = frozenset(deed for deed, rule in RULES.items() if "directories" in rule.tables)


@dataclass(frozen=True, slots=True)
class Given:
    """A grant as its row says it."""

    compartment: str
    holder: str
    grantor: str


@dataclass(slots=True)
class Judge:
    """Where the replay is, and what was found so far."""

    directories: Mapping[str, Directory]
    """By row id: those of the verified chain."""
    grants: Mapping[str, Given]
    """By row id."""
    slots: Mapping[str, str]
    """Holder of each keyslot, by row id."""
    current: Directory | None = None
    expected: dict[tuple[str, str], Change] = field(default_factory=dict)
    removed: dict[tuple[str, str], int] = field(default_factory=dict)
    """Removed rows of nouns, with the entry that did it."""
    shredded: set[str] = field(default_factory=set)
    """Dossiers that were destroyed."""
    findings: list[Finding] = field(default_factory=list)
    entries: int = 0
    last: str = GENESIS
    _granted: set[tuple[str, str]] = field(default_factory=set)
    _passes: dict[int, TablePass] = field(default_factory=dict)
    """Every pass for the table, by the entry that brought it."""
    _clock: datetime | None = None
    """When the newest entry with a stamp was written, as it says."""
    _unsure: set[str] = field(default_factory=set)
    """Compartments with a grant whose row is gone: who held it cannot be told any more."""

    def add(self, kind: FindingKind, table: str, row: object) -> None:
        """Write down a finding; only our own tables, ids and numbers are named."""
        named = table if table in schema.metadata.tables or table == "sqlite" else "?"
        self.findings.append(Finding(kind, named, str(row) if isinstance(row, int) or row == "" else shown_id(row)))

    def unreadable(self, seq: int) -> None:
        """Note an entry that cannot be read; what it said of rows is lost, and shows there."""
        self.entries += 1
        self.add(FindingKind.ENTRY_UNREADABLE, "log", seq)
        self.last = GENESIS

    def step(self, seq: int, body: bytes, signature: bytes) -> None:
        """Judge one entry and take over what it says of rows."""
        try:
            entry = parse_entry(body, signature)
        except LogBroken:
            self.unreadable(seq)
            self.last = entry_digest(body, signature)
            return
        self.entries += 1
        if entry.seq != seq or entry.previous != self.last:
            self.add(FindingKind.ENTRY_MISSING, "log", seq)
        self.last = entry.own_digest
        before = self.current
        self._follow(entry)
        self._note_grants(entry)
        signer = self._signer(entry, before or self.current, body, signature)
        self._follow_clock(entry)
        for change in entry.changes:
            if signer is not None and not self._permitted(signer, entry, change):
                self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", seq)
                self.add(FindingKind.ENTRY_NOT_ALLOWED, change.table, change.row)
            self._take(entry, change)

    def _follow(self, entry: Entry) -> None:
        """Take over the directories that this entry brings, when its deed may bring them."""
        chain = [self.current] if self.current is not None else []
        for change in entry.changes if entry.deed in _OF_THE_DIRECTORY else ():
            found = self.directories.get(change.row) if change.table == "directories" else None
            if found is not None and found.number == (chain[-1].number + 1 if chain else 1):
                chain.append(found)
        if self.current is not None and not self._lawful(entry, chain):
            self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)
        self.current = chain[-1] if chain else None
        if self.current is None or entry.directory != self.current.number:
            self.add(FindingKind.DIRECTORY, "log", entry.seq)

    def _lawful(self, entry: Entry, chain: list[Directory]) -> bool:
        """Whether the deed may bring these directories; its signer has to stay."""
        try:
            return lawful(entry.deed, chain) and (len(chain) == 1 or chain[-1].holder(entry.holder).active)
        except KeysError:
            return True  # an unknown signer is a finding of its own

    def _note_grants(self, entry: Entry) -> None:
        for change in entry.changes:
            if change.table == "grants":
                found = self.grants.get(change.row)
                if found is None:
                    self._unsure.add(change.compartment)
                else:
                    self._granted.add((found.compartment, found.holder))

    def _signer(self, entry: Entry, directory: Directory | None, body: bytes, signature: bytes) -> Holder | None:
        """Return who signed, judged by the directory before this entry; None when that does not hold."""
        if directory is None:
            return None
        lent = self._lent(entry)
        try:
            holder = directory.holder(entry.holder)
            verify(holder.public.signing if lent is None else lent.public, PURPOSE, body, signature)
        except KeysError:
            self.add(FindingKind.ENTRY_SIGNATURE, "log", entry.seq)
            return None
        if entry.store != directory.store_id:
            self.add(FindingKind.ENTRY_SIGNATURE, "log", entry.seq)
        if entry.stamp is not None and entry.stamp.lent_in:
            if lent is None or not within(lent, entry, directory):
                self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)
            return replace(holder, role=LENT_ROLE)
        first = entry.deed is Deed.STORE_MADE
        right = self._note_pass(entry, directory)
        if not right or not holder.active or holder.role not in RULES[entry.deed].roles or first != (entry.seq == 1):
            self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)
        return holder

    def _lent(self, entry: Entry) -> TablePass | None:
        """Return the pass that an entry says it was signed with, when the log brought one."""
        return self._passes.get(entry.stamp.lent_in) if entry.stamp is not None else None

    def _note_pass(self, entry: Entry, directory: Directory) -> bool:
        """Remember the pass that an entry brings; say whether it brings one just when it should, and may."""
        if entry.deed is not Deed.TABLE_ENTERED:
            return entry.stamp is None
        brought = lawful_pass(entry, directory)
        if brought is None or not self._holds(directory.holder(entry.holder), brought.compartment):
            return False
        self._passes[entry.seq] = brought
        return True

    def _follow_clock(self, entry: Entry) -> None:
        """Let the time of the entries with a stamp never go back."""
        if entry.stamp is None:
            return
        if self._clock is not None and entry.stamp.at < self._clock:
            self.add(FindingKind.ENTRY_NOT_ALLOWED, "log", entry.seq)
        self._clock = max(entry.stamp.at, self._clock or entry.stamp.at)

    def _permitted(self, signer: Holder, entry: Entry, change: Change) -> bool:
        """Whether this holder may do this to this row."""
        if change.table not in schema.LOGGED or bool(change.compartment) != (change.table in _PLACED):
            return False
        before = self.expected.get((change.table, change.row))
        if not self._follows(entry.deed, before, change):
            return False
        if entry.deed in OWN_SLOT and self.slots.get(change.row, signer.id) != signer.id:
            return False
        removes = not change.digest
        places = {change.compartment, before.compartment if before else change.compartment}
        for place in places:
            kind = self._kind(place)
            reached = self._reaches(signer, entry, place) or self._unseen(signer, change, before, kind)
            reached = reached or (before is None and leaves(entry.deed, change.table, kind))
            if place and (kind is None or not reached):
                return False
            fits = kind is None or change.table not in NOUNS or kind in NOUNS[change.table].kinds
            if not fits or not allowed(signer.role, entry.deed, change.table, kind, removes=removes):
                return False
        return change.table != "grants" or self._may_be_given(signer, change)

    @staticmethod
    def _follows(deed: Deed, before: Change | None, change: Change) -> bool:
        """Whether a row may come after what it was: never back, never out of nothing, and not where rows stay."""
        if before is None:
            return True
        rule = RULES[deed]
        frozen = INSERT_ONLY - (rule.renews if change.digest else rule.removes)
        return change.table not in frozen and bool(before.digest) and change.version > before.version

    def _kind(self, compartment: str) -> Kind | None:
        try:
            return self.current.compartment(compartment).kind if self.current is not None else None
        except KeysError:
            return None

    def _reaches(self, signer: Holder, entry: Entry, compartment: str) -> bool:
        """Whether the signer was given this compartment, and at the table whether the pass is for it."""
        lent = self._lent(entry)
        return self._holds(signer, compartment) and (lent is None or lent.compartment == compartment)

    def _holds(self, signer: Holder, compartment: str) -> bool:
        return compartment in self._unsure or (compartment, signer.id) in self._granted

    def _unseen(self, signer: Holder, change: Change, before: Change | None, kind: Kind | None) -> bool:
        """Whether this is a row that its signer may put in, or take out, without a key of the compartment."""
        changes = before is not None and bool(change.digest)
        if changes or not unseen(signer.role, change.table, kind):
            return False
        return any(holder == signer.id and self._kind(held) is Kind.IDENTITEIT for held, holder in self._granted)

    def _may_be_given(self, signer: Holder, change: Change) -> bool:
        """Whether a grant is by its signer, to a holder whose role may have that compartment."""
        given, kind = self.grants.get(change.row), self._kind(change.compartment)
        if given is None or kind is None or self.current is None:
            return True  # its row is missing, and that is a finding of its own
        try:
            holder = self.current.holder(given.holder)
        except KeysError:
            return False
        return given.grantor == signer.id and holder.active and may_hold(holder.role, kind, region=True)

    def _take(self, entry: Entry, change: Change) -> None:
        """Take over what an entry says of a row."""
        self.expected[change.table, change.row] = change
        if not change.digest and change.table in NOUNS:
            self.removed[change.table, change.row] = entry.seq
            if change.table in BEGINS_DOSSIER:
                self.shredded.add(change.row)
