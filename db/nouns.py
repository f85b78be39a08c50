"""The repositories of a store, one attribute a noun."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.engine import Connection

from db import schema
from db.records.case import Case, Link, Release
from db.records.draft import Draft, Leftover
from db.records.meeting import Action, AgendaItem, Decision, Meeting, Note, Series
from db.records.office import CompartmentLabel, Fact, HolderCard, RootSecret
from db.records.signal import Signal, Step
from db.repository import Repository
from db.rows import RowSealer


class Nouns:
    """Every repository, named as its table."""

    def __init__(
        self, connect: Callable[[], AbstractContextManager[Connection]], sealer: Callable[[], RowSealer]
    ) -> None:
        self.signals: Repository[Signal] = Repository(schema.signals, connect, sealer)
        self.steps: Repository[Step] = Repository(schema.steps, connect, sealer)
        self.cases: Repository[Case] = Repository(schema.cases, connect, sealer)
        self.links: Repository[Link] = Repository(schema.links, connect, sealer)
        self.releases: Repository[Release] = Repository(schema.releases, connect, sealer)
        self.series: Repository[Series] = Repository(schema.series, connect, sealer)
        self.meetings: Repository[Meeting] = Repository(schema.meetings, connect, sealer)
        self.items: Repository[AgendaItem] = Repository(schema.items, connect, sealer)
        self.notes: Repository[Note] = Repository(schema.notes, connect, sealer)
        self.decisions: Repository[Decision] = Repository(schema.decisions, connect, sealer)
        self.actions: Repository[Action] = Repository(schema.actions, connect, sealer)
        self.drafts: Repository[Draft] = Repository(schema.drafts, connect, sealer)
        self.leftovers: Repository[Leftover] = Repository(schema.leftovers, connect, sealer)
        self.facts: Repository[Fact] = Repository(schema.facts, connect, sealer)
        self.labels: Repository[CompartmentLabel] = Repository(schema.labels, connect, sealer)
        self.holder_cards: Repository[HolderCard] = Repository(schema.holders, connect, sealer)
        self.roots: Repository[RootSecret] = Repository(schema.roots, connect, sealer)

    def repository(self, table: str) -> Repository[Any]:
        """Return the repository of a noun by the name of its table."""
        return next(repo for repo in vars(self).values() if isinstance(repo, Repository) and repo.table.name == table)
