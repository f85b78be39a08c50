"""What `test_gate_always` does with drafts: said at the table, answered in part or whole, left to the AF and judged."""

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from db import schema
from db.records.base import RowId, State, Stored
from db.records.case import Case
from mhtui.casework import drafts, leftovers
from mhtui.casework.desk import Desk
from mhtui.casework.gate import known_of
from mhtui.casework.wording import NO_ANSWERS, Answers
from tests.judged import let_stay

NAMES = ("Fatima Haddad", "Piotr Zielinski", "Roos", "Van Dijk")
SAID = ("Zij belt.", "Zij woont bij {name}.", "{name} is 17 jaar.", "Betrokkene A kent {name}, 06-12345678.")


def texts() -> st.SearchStrategy[str]:
    """Something to write, with or without a name in it."""
    return st.builds(lambda said, name: said.format(name=name), st.sampled_from(SAID), st.sampled_from(NAMES))


class DraftWork(RuleBasedStateMachine):
    """The part of the work that has to do with drafts."""

    af: Desk
    table: Desk
    case: Stored[Case]

    @abstractmethod
    def meeting(self) -> RowId:
        """Return the meeting that runs or comes."""

    @abstractmethod
    def tried(self, deed: Callable[[], object]) -> None:
        """Do it; a refusal writes nothing."""

    @abstractmethod
    def start(self) -> None:
        """Open the overleg."""

    @abstractmethod
    def write(self, text: str, how: str, *, stays: bool) -> None:
        """Write at the table, about what is on it."""

    @abstractmethod
    def close(self) -> None:
        """Close the overleg."""

    @rule(stays=st.booleans(), half=st.booleans())
    def answer_a_draft(self, *, stays: bool, half: bool) -> None:
        """At the table: all of it, part of it, or nothing but that it waits for the aandachtsfunctionaris."""
        for line in drafts.drafts_of(self.table, self.meeting())[:1]:
            given = let_stay(line.row.opened.said.text) if stays else NO_ANSWERS
            part = Answers(frozenset(sorted(given.kept)[:1])) if half else given
            self.tried(partial(drafts.answer, self.table, line.row, part, later=not stays))

    @rule(stays=st.booleans(), thrown=st.booleans())
    def judge_what_was_left(self, *, stays: bool, thrown: bool) -> None:
        """By the aandachtsfunctionaris, after closing; or thrown away."""
        for line in leftovers.leftovers(self.af)[:1]:
            known = known_of(self.af, self.case.id) if line.number else ()
            desk = self.af.answered(let_stay(line.text, known)) if stays else self.af
            judge = partial(leftovers.judge, desk, line.id)
            self.tried(partial(leftovers.drop, desk, line.id, "niet nodig") if thrown else judge)

    @rule(text=texts(), closed=st.booleans())
    def a_live_draft(self, text: str, *, closed: bool) -> None:
        """In one go, so that every run comes to it: an overleg that runs, something said in it, and perhaps its end."""
        self.start()
        self.write(text, "note", stays=False)
        if closed:
            self.close()

    @invariant()
    def drafts_open_only_while_their_overleg_does(self) -> None:
        """Each lies under the key of an overleg that runs; no key of a closed one is left, and no leftover opens."""
        store = self.table.store
        running = {row.dossier for row in store.meetings.all(state=State.OPEN) if not row.is_sealed}
        assert {row.dossier for row in store.drafts.all()} <= running
        assert all(row.is_sealed for row in store.leftovers.all())
        with store.reading() as connection:
            assert set(connection.execute(select(schema.draft_keys.c.dossier)).scalars()) <= running
