"""The store: open, unlock, read, and write in units of work.

A store that is not unlocked knows who may hold keys and nothing else. No session, engine or key lives outside it.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.engine import Connection, Engine

from db import schema
from db.directories import KnownDirectories
from db.engine import compact, reading, writing
from db.errors import DbError, LogBroken, NoLongerHolder, NotAllowed, PassEnded, ReadOnlyStore, Tampered
from db.history import History
from db.log import append, read_head
from db.opening import (
    OpenCompartment,
    bring_up,
    check_format,
    open_engine,
    open_grants,
    open_holder,
    read_directories,
    read_keyslot,
)
from db.records.office import LogDetail
from db.roles import LENT_DEEDS, RULES, Deed
from db.rows import RowSealer, SealedRows
from db.signers import acting, check_last, stamp_of
from db.structure import acts_by_itself
from db.unit import Unit
from keys.directory import Directory, Holder, Kind, Role
from keys.errors import KeysError
from keys.passphrase import CostPolicy
from keys.ring import Ring

Clock = Callable[[], datetime]
"""Gives the moment now, with its time zone."""

SealerMaker = Callable[[str, Ring | None], RowSealer]


class Store(History):
    """One kluis. Thread-safe; units of work of one program take turns."""

    def __init__(
        self,
        location: str,
        engine: Engine,
        chain: tuple[Directory, ...],
        *,
        clock: Clock,
        read_only: bool = False,
        sealer: SealerMaker = SealedRows,
    ) -> None:
        self.location = location
        self.clock = clock
        self.read_only = read_only
        self.stopped = False
        self._engine = engine
        self._make_sealer = sealer
        self._writing = threading.RLock()
        self._depth = 0
        self._labels: tuple[OpenCompartment, ...] = ()
        super().__init__(KnownDirectories(chain), self.reading, lambda: self.sealer)
        self.sealer: RowSealer = sealer(self.directory.store_id, None)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store; what keys changed until then is taken over first."""
        with reading(self._engine) as connection:
            self._keep_up(connection)
            yield connection

    @property
    def demo(self) -> bool:
        """Whether this is a demonstration kluis; signed into the directory."""
        return self.directory.demo

    def holders(self) -> tuple[Holder, ...]:
        """Return the holders that can be chosen at the door: active, the herstelblad left out."""
        return tuple(found for found in self.directory.holders if found.active and found.role is not Role.RECOVERY)

    @property
    def open_ring(self) -> Ring:
        """The ring of this session; raises `NotAllowed` when the store is locked."""
        if self.ring is None:
            raise NotAllowed("the kluis is locked")
        return self.ring

    @property
    def me(self) -> Holder:
        """The holder of this session; at the table, with a key that was lent, in the role of the overleg."""
        return acting(self.directory, self.open_ring)

    @property
    def role(self) -> Role:
        """The role of the holder of this session."""
        return self.me.role

    def unlock(self, holder_id: str, passphrase: str, *, policy: CostPolicy) -> None:
        """Open what this holder may open; takes a second of two cores.

        Raises `keys.errors.WrongPassphrase`, `DamagedSlot`, `LimitExceeded`, `KeyNotTrusted`, `BadSignature`.
        """
        with reading(self._engine) as connection:
            self._directories.follow(connection)
            directory = self.directory
            slot = read_keyslot(connection, directory, holder_id)
        holder_keys = open_holder(slot, directory, holder_id, passphrase, policy)
        self.lock()
        self.use(Ring(holder_id, holder_keys, ()))
        try:
            self.refresh()
        except (DbError, KeysError):
            self.lock()
            raise

    def use(self, ring: Ring) -> None:
        """Work with this ring from now on."""
        self.ring = ring
        self.sealer = self._make_sealer(self.directory.store_id, ring)

    def refresh(self) -> None:
        """Read the newest directory, and the grants and labels this ring can open."""
        with reading(self._engine) as connection:
            self._directories.follow(connection)
            self._take_over(connection, self.open_ring)

    def _keep_up(self, connection: Connection) -> None:
        """Take over a newer directory, and for who is in also the grants and labels that came with it.

        Another program may have given every compartment new keys since. Who left meanwhile is locked out: raises
        `NoLongerHolder`.
        """
        if self._directories.follow_newer(connection) and self.ring is not None:
            self._take_over(connection, self.ring)

    def _take_over(self, connection: Connection, ring: Ring) -> None:
        if not self.directory.holder(ring.holder).active:
            self.lock()
            raise NoLongerHolder("this holder has left")
        lent = ring.lent
        if lent is not None:
            if self.directory.compartment(lent.table_pass.compartment).epoch != lent.table_pass.epoch:
                self.lock()
                raise PassEnded("the kluis got new keys, and the table has none of them")
        else:
            for keys in open_grants(connection, self._directories.chain, ring):
                ring.add(keys)
        rows = [row for row in self.labels.within(connection).all() if not row.is_sealed]
        self._labels = tuple(
            OpenCompartment(row.compartment, self.directory.compartment(row.compartment).kind, row.opened)
            for row in rows
        )

    def lock(self) -> None:
        """Forget every key of this session."""
        if self.ring is not None:
            self.ring.lock()
        self.ring = None
        self._labels = ()
        self.sealer = self._make_sealer(self.directory.store_id, None)

    def stop_writing(self) -> None:
        """Let every later unit raise `LogBroken`: a controle found something, and more writing would bury it.

        Unlocking again does not undo it; who opens the store anew in the same program stops it again.
        """
        self.stopped = True

    def places(self, kind: Kind | None = None) -> tuple[OpenCompartment, ...]:
        """Return the compartments this session can open, with their labels."""
        return tuple(found for found in self._labels if kind is None or found.kind is kind)

    def place(self, kind: Kind) -> OpenCompartment:
        """Return the one compartment of a kind that this session can open; raises `NotAllowed` when there is none."""
        found = self.places(kind)
        if not found:
            raise NotAllowed(f"this session holds no compartment of kind {kind}")
        return found[0]

    @contextmanager
    def unit(self, deed: Deed, *, subject: str = "", text: str = "") -> Iterator[Unit]:
        """Give a unit of work; leaving it writes the log entry and commits, an exception undoes all of it.

        `subject` and `text` go into the sealed detail of the entry; a subject that is known only inside the unit is set
        there, as `Unit.subject`. Raises `NotAllowed`, `PassExpired` at the table, `StaleVersion`, `LogBroken`,
        `ReadOnlyStore`, `StorageFull`, `StorageFailure`; after any of these nothing was kept.
        """
        ring = self.open_ring
        if self.role not in RULES[deed].roles or (ring.lent is not None and deed not in LENT_DEEDS):
            raise NotAllowed(f"{self.role} may not {deed}")
        if self.stopped:
            raise LogBroken("a controle found something; writing has stopped")
        if self.read_only:
            raise ReadOnlyStore("the kluis cannot be written")
        at = self.clock()
        with self._writing:
            if self._depth:
                raise RuntimeError("a unit of work inside a unit of work")
            self._depth += 1
            try:
                with writing(self._engine) as connection:
                    read_head(connection, lock=True)
                    self._keep_up(connection)
                    if not self.me.active:
                        raise NoLongerHolder("this holder has left")
                    check_last(connection, self.directory)
                    unit = Unit(self, connection, deed, subject)
                    unit.stamp = stamp_of(connection, ring, at)
                    yield unit
                    detail = LogDetail(at=at, subject=unit.subject, text=text, shredding=unit.shredding)
                    append(connection, unit.directory, ring, deed, unit.changes, detail, unit.stamp)
            finally:
                self._depth -= 1

    def next_seq(self, connection: Connection) -> int:
        """Return the number the entry of the running unit will get."""
        return read_head(connection)[0] + 1

    def beside(self) -> "Store":
        """Open the same kluis once more, locked, for somebody else; raises what `open_store` raises."""
        return open_store(self.location, clock=self.clock)

    def compact(self, table: str) -> None:
        """Write the file anew, or one table on a server; raises what `db.engine.compact` raises."""
        compact(self._engine, table)

    def close(self) -> None:
        """Lock, and let go of the file or the server."""
        self.lock()
        self._engine.dispose()


def open_store(location: str, *, clock: Clock, sealer: SealerMaker = SealedRows, draft: bool = False) -> Store:
    """Open an existing kluis: a path, or a `postgresql+psycopg://` address; `draft` as in `db.engine.make_engine`.

    Raises `NotFound`, `UnsafeFile`, `NetworkShare`, `InsecureServer`, `NotAStore`, `NewerFormat`, `Tampered`,
    `LogBroken` when the end of the log does not hold, `ReadOnlyStore` when it is of an older format and cannot be
    brought up, `StorageFailure`, `keys.errors.KeyNotTrusted`.
    """
    engine, read_only = open_engine(location, draft=draft)
    try:
        with reading(engine) as connection:
            written = check_format(connection)
            if acts_by_itself(connection):
                raise Tampered("the file holds what no kluis holds: something that acts by itself")
            chain = read_directories(connection)
            check_last(connection, chain[-1])
        if written < schema.FORMAT:
            bring_up(engine, read_only=read_only)
    except (DbError, KeysError):
        engine.dispose()
        raise
    return Store(location, engine, chain, clock=clock, read_only=read_only, sealer=sealer)
