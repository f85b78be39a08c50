"""Cases: signals that belong together, under a number and a codename the table can pronounce.

Signals are linked, never copied; splitting removes the link, and either withdraws what was released. A signal keeps its
dossier and its keys for ever, cases never merge into each other. Nothing here shows a case: see `caseview`.
"""

from collections.abc import Sequence
from typing import Final

from db.errors import NotAllowed, NotFound
from db.records.base import State, Stored
from db.records.case import Case, Judgement, Link
from db.records.signal import Signal
from db.roles import Deed
from db.unit import Unit
from mhtui.casework import codenames
from mhtui.casework.desk import Desk
from mhtui.casework.errors import CodenameTaken, InvalidForm, Problem, UnknownNumber
from mhtui.casework.family import case_of_signal, family_of, gather, settle
from mhtui.casework.identities import known_identities, labels_of, signals_of_case
from mhtui.casework.numbers import Series
from mhtui.casework.release import withdraw_within
from mhtui.casework.values import UNKNOWN, ValueList, require

LONGEST_TEXT: Final = 200_000
"""Characters in the text of a case."""


def free_codenames(desk: Desk, how_many: int) -> tuple[str, ...]:
    """Return the next codenames that no case has or had."""
    return codenames.free(desk.ledger.codenames(desk.store), how_many)


def _codename(desk: Desk, asked: str | None) -> str:
    """Return the codename to give; only true inside a unit of work."""
    used = desk.ledger.codenames(desk.store)
    if asked is None:
        return codenames.free(used, 1)[0]
    if not codenames.is_codename(asked):
        raise InvalidForm("codename", Problem.UNKNOWN_VALUE)
    if not codenames.may_be_used(asked, used):
        raise CodenameTaken("another case has or had this codename, and others are free")
    return asked


def _common_form(signals: Sequence[Signal]) -> str:
    """Return the form of exploitation the signals agree on; onbekend when they do not."""
    forms = {signal.exploitation_form for signal in signals} - {UNKNOWN}
    return forms.pop() if len(forms) == 1 else UNKNOWN


def _refuse_linked(desk: Desk, signals: Sequence[Stored[Signal]]) -> None:
    ids = [row.id for row in signals]
    if not ids or len(ids) != len(set(ids)):
        raise InvalidForm("signals", Problem.MISSING)
    if any(case_of_signal(desk, row) is not None for row in ids):
        raise InvalidForm("signals", Problem.NOT_NOW)


def _add_link(desk: Desk, unit: Unit, case: Stored[Case], signal: Stored[Signal]) -> None:
    """Write a link; it lies in the dossier of the signal, so that it goes when the signal goes."""
    record = Link(signal_id=signal.id, case_id=case.id, linked_on=desk.today())
    unit.add(desk.store.links, record, compartment=case.compartment, dossier=signal.dossier)


def make_case(desk: Desk, signals: Sequence[Stored[Signal]], *, codename: str | None = None) -> Stored[Case]:
    """Make a case of signals that belong to no case yet; without `codename` it gets the next free one.

    The signals are open again when they were not. Raises `InvalidForm`, `CodenameTaken`, `NotAllowed`.
    """
    identity = desk.identity
    with desk.store.unit(Deed.CASE_MADE) as unit:
        _refuse_linked(desk, signals)
        fresh = [unit.view(desk.store.signals).get(row.id) for row in signals]
        number = desk.ledger.next_number(desk.store, Series.CASE, desk.today().year)
        unit.subject = number
        record = Case(
            number=number,
            codename=_codename(desk, codename),
            exploitation_form=_common_form([row.opened for row in fresh]),
            opened_on=desk.today(),
        )
        case = unit.add(desk.store.cases, record, compartment=identity)
        for row in fresh:
            _add_link(desk, unit, case, row)
        family = gather(desk, case.id, tuple(row.id for row in fresh), unit)
        settle(desk, unit, family, State.OPEN)
        return unit.view(desk.store.cases).get(case.id)


def signals_of(desk: Desk, case: Stored[Case]) -> tuple[Stored[Signal], ...]:
    """Return the signals of a case, in order of their numbers."""
    rows = [desk.store.signals.get(row) for row in desk.ledger.signals_of(desk.store, case.id)]
    return tuple(sorted(rows, key=lambda row: row.opened.number))


def case_of(desk: Desk, signal: Stored[Signal]) -> Stored[Case] | None:
    """Return the case a signal belongs to; None when it stands alone."""
    case_id = case_of_signal(desk, signal.id)
    return desk.store.cases.get(case_id) if case_id is not None else None


def find_case(desk: Desk, number: str) -> Stored[Case]:
    """Return the case with a number; raises `UnknownNumber`, `NotAllowed`."""
    place = desk.identity
    row = desk.ledger.row_of(desk.store, number)
    if row is None:
        raise UnknownNumber(number)
    try:
        found = desk.store.cases.get(row)
    except NotFound:
        raise UnknownNumber(number) from None
    if found.compartment != place:
        raise UnknownNumber(number)
    return found


def link(desk: Desk, case: Stored[Case], signal: Stored[Signal]) -> None:
    """Add a signal to a case, in the state the case is in; withdraws what was released of the case.

    Raises `InvalidForm` when the signal belongs to a case already, `NotAllowed`.
    """
    with desk.store.unit(Deed.LINKED, subject=case.opened.number, text=signal.opened.number) as unit:
        _refuse_linked(desk, [signal])
        family = family_of(desk, case, unit)
        _add_link(desk, unit, case, signal)
        members = (*(row.id for row in family.signals), signal.id)
        settle(desk, unit, gather(desk, case.id, members, unit), family.state)
        withdraw_within(desk, unit, case.id, f"signaal {signal.opened.number} gekoppeld")


def split(desk: Desk, case: Stored[Case], signal: Stored[Signal]) -> None:
    """Take a signal out of a case; it is open again, and what was released of the case is withdrawn.

    A case keeps at least one signal. Raises `InvalidForm`, `NotAllowed`.
    """
    with desk.store.unit(Deed.SPLIT, subject=case.opened.number, text=signal.opened.number) as unit:
        family = family_of(desk, case, unit)
        linked = desk.ledger.link_of(desk.store, signal.id)
        if linked is None or linked[1] != case.id:
            raise InvalidForm("signals", Problem.UNKNOWN_VALUE)
        if len(family.signals) == 1:
            raise InvalidForm("signals", Problem.NOT_NOW)
        unit.remove(unit.view(desk.store.links).get(linked[0]))
        left = tuple(row.id for row in family.signals if row.id != signal.id)
        settle(desk, unit, gather(desk, case.id, left, unit), family.state)
        settle(desk, unit, gather(desk, None, (signal.id,), unit), State.OPEN)
        withdraw_within(desk, unit, case.id, f"signaal {signal.opened.number} losgemaakt")


def _write(desk: Desk, case: Stored[Case], changed: Case, reason: str) -> Stored[Case]:
    if case.compartment != desk.identity:
        raise NotAllowed("this case belongs to another identiteit")
    if changed == case.opened:
        return case
    with desk.store.unit(Deed.CASE_CHANGED, subject=changed.number, text=reason) as unit:
        written = unit.change(case, record=changed)
        withdraw_within(desk, unit, case.id, reason)
        return written


def write_text(
    desk: Desk, case: Stored[Case], text: str, judgements: Sequence[Judgement] | None = None
) -> Stored[Case]:
    """Write the text of a case and how its findings were judged; a change withdraws what was released.

    Without `judgements` those of before stay. The labels of the dossier are remembered with them. Raises `StaleVersion`
    with their row, `InvalidForm`, `NotAllowed`.
    """
    if len(text) > LONGEST_TEXT:
        raise InvalidForm("text", Problem.TOO_LONG)
    before = case.opened
    judged = before.judgements if judgements is None else tuple(judgements)
    if (text, judged) == (before.draft_text, before.judgements):
        return case
    labels = labels_of(before, known_identities(before, signals_of_case(desk, case)))
    changed = before.model_copy(update={"draft_text": text, "judgements": judged, "labels": labels})
    return _write(desk, case, changed, "beoordeling gewijzigd" if text == before.draft_text else "tekst gewijzigd")


def set_form(desk: Desk, case: Stored[Case], exploitation_form: str) -> Stored[Case]:
    """Write the form of exploitation of a case; withdraws what was released. Raises as `write_text`."""
    require(ValueList.FORM, exploitation_form, desk.today(), "exploitation_form")
    changed = case.opened.model_copy(update={"exploitation_form": exploitation_form})
    return _write(desk, case, changed, "uitbuitingsvorm gewijzigd")
