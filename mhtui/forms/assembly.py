"""From the fields as found to the record: who is a person of their own, whose is a bare "Naam", what comes twice.

Values are kept as typed; only what nobody typed (dots to write on, the prompt of an empty control) counts as empty.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from db.records.signal import FormPerson, SignalForm
from mhtui.forms.captions import OF_PERSON, OF_SIGNAL, Caption, read_labels
from mhtui.forms.layout import Entry, Sheet
from mhtui.forms.limits import MAX_NARRATIVE, MAX_PERSONS, MAX_VALUE
from mhtui.forms.plaintext import tidy
from mhtui.forms.refusal import Code, Unreadable

_NAMES: Final = frozenset({Caption.NAME, Caption.BARE_NAME})
_CONTACT: Final = {Caption.CAPACITY: "Hoedanigheid/rol", Caption.EMAIL: "E-mailadres", Caption.PHONE: "Telefoonnummer"}
_SIGNAL: Final = {
    Caption.NUMBER: "Nummer",
    Caption.REPORTED_ON: "Datum melding",
    Caption.REPORTED_AT: "Tijdstip",
    Caption.PLACE: "Plaats",
    Caption.REPORTER: "Naam melder",
}
_OF_LETTERHEAD: Final = frozenset({Caption.PHONE, Caption.EMAIL, None})
_TELLING: Final = frozenset(
    {Caption.TITLE, Caption.REPORTER, Caption.PERSONS, Caption.NAME, Caption.CAPACITY, Caption.NARRATIVE},
)
"""Captions of a signaalformulier; date, time and place stand on every invitation, phone and e-mail under letters."""
_ENOUGH, _ENOUGH_TELLING = 3, 2
"""So many captions, a telling one among them, make a form; so many telling ones do too."""
_ANOTHER_FORM: Final = 4
"""So many captions of a signal inside the toelichting are a second form, not a story."""
_CLASHES: Final = 3
_OF_REPORTER: Final = re.compile(r"[^:]*\bmelder\b[^:]*:", re.IGNORECASE)
_NOT_TYPED: Final = re.compile(r"[._…\s]{2,}|…")
_PROMPT: Final = re.compile(
    r"(?:klik(?: of tik)?(?: hier)? (?:om|als u) .{3,40} (?:in te voeren|wilt invoeren)|kies een (?:item|datum)"
    r"|click or tap (?:here )?to enter .{3,20}|click here to enter .{3,20}|choose an item)\.?",
    re.IGNORECASE,
)


def typed(text: str) -> str:
    """What somebody typed: no space around it or at line ends; nothing for dots to write on or a control's prompt.

    Raises `Unreadable` for half a character, which JSON can hold and nothing else can.
    """
    value = "\n".join(str(line).rstrip() for line in tidy([text])).strip()
    return "" if _NOT_TYPED.fullmatch(value) or _PROMPT.fullmatch(value) else value


def is_form(sheet: Sheet) -> bool:
    """Whether enough captions were found to call it a signaalformulier, filled in or not."""
    telling = len(sheet.captions & _TELLING)
    return telling >= _ENOUGH_TELLING or (telling > 0 and len(sheet.captions) >= _ENOUGH)


def assemble(sheet: Sheet) -> SignalForm:
    """The record; raises `Unreadable` when nothing is filled in, when there are two forms, or when it is too much."""
    entries = _without_sentences(_without_letterhead(sheet.entries))
    _settle_names(entries)
    values, kept = _signal_values(entries)
    people = _Persons(entries)
    form = finish(
        SignalForm(
            number=values[Caption.NUMBER],
            reported_on=values[Caption.REPORTED_ON],
            reported_at=values[Caption.REPORTED_AT],
            place=values[Caption.PLACE],
            reporter="\n".join(filter(None, [values[Caption.REPORTER], *people.contact])),
            persons=people.persons,
            narrative="\n".join(sheet.narrative),
        ),
    )
    _refuse_second_form(sheet)
    if kept := kept + people.questions:
        narrative = "\n".join([*([form.narrative, ""] if form.narrative else []), *kept])
        form = form.model_copy(update={"narrative": narrative})
        _refuse_too_much(form)
    return form


def finish(form: SignalForm) -> SignalForm:
    """The form with what nobody typed left out; raises `Unreadable` when nothing is left, or too much for a signal."""
    persons = (
        FormPerson(
            name=typed(person.name),
            capacity=typed(person.capacity),
            email=typed(person.email),
            phone=typed(person.phone),
        )
        for person in form.persons
    )
    finished = SignalForm(
        number=typed(form.number),
        reported_on=typed(form.reported_on),
        reported_at=typed(form.reported_at),
        place=typed(form.place),
        reporter=typed(form.reporter),
        persons=tuple(person for person in persons if person != FormPerson()),
        narrative=typed(form.narrative),
    )
    if finished == SignalForm():
        raise Unreadable(Code.NOTHING_FILLED_IN)
    _refuse_too_much(finished)
    return finished


def _without_letterhead(entries: list[Entry]) -> list[Entry]:
    """Without the phone and e-mail above the form: those of a letter, or of who forwarded the mail."""
    first = next((place for place, entry in enumerate(entries) if entry.caption not in _OF_LETTERHEAD), 0)
    return entries[first:]


def _without_sentences(entries: list[Entry]) -> list[Entry]:
    """Without sentences that begin like a caption ("Plaats dit formulier ...") when the real caption is there too."""
    certain = {entry.caption for entry in entries if entry.certain}
    return [entry for entry in entries if entry.certain or entry.caption in OF_PERSON or entry.caption not in certain]


def _settle_names(entries: list[Entry]) -> None:
    """Decide whose a bare "Naam" is: the reporter's when nothing else names the reporter and persons still follow."""
    has_reporter = any(entry.caption is Caption.REPORTER for entry in entries)
    heading = next((place for place, entry in enumerate(entries) if entry.caption is Caption.PERSONS), None)
    for place, entry in enumerate(entries):
        if entry.caption is not Caption.BARE_NAME:
            continue
        after = next((later.caption for later in entries[place + 1 :] if later.caption in OF_PERSON), None)
        is_before = place < heading if heading is not None else after in _NAMES
        is_reporter = not has_reporter and entry.person is None and is_before
        entry.caption = Caption.REPORTER if is_reporter else Caption.NAME
        has_reporter = has_reporter or is_reporter


def _signal_values(entries: list[Entry]) -> tuple[dict[Caption, str], list[str]]:
    """The fields of the signal; and what was filled in twice, differently, as lines to keep."""
    values = dict.fromkeys(_SIGNAL, "")
    kept: list[str] = []
    clashes: set[Caption] = set()
    for entry in entries:
        if entry.caption not in _SIGNAL or not (value := typed(entry.value)):
            continue
        if not values[entry.caption]:
            values[entry.caption] = value
        elif values[entry.caption] != value:
            kept.append(f"{_SIGNAL[entry.caption]}: {value}")
            clashes.add(entry.caption)
    if len(clashes) >= _CLASHES:
        raise Unreadable(Code.SEVERAL_FORMS)
    return values, kept


@dataclass(slots=True)
class _Draft:
    """A person while reading."""

    values: dict[Caption, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)

    def person(self) -> FormPerson:
        get = self.values.get
        return FormPerson(
            name=get(Caption.NAME, ""),
            capacity=get(Caption.CAPACITY, ""),
            email=get(Caption.EMAIL, ""),
            phone=get(Caption.PHONE, ""),
        )


class _Persons:
    """The persons in order, and whose field each is where the form does not say."""

    def __init__(self, entries: list[Entry]) -> None:
        self.drafts: list[_Draft] = []
        self.contact: list[str] = []
        """What else is said of the reporter: how to reach them, their department."""
        self._loose: list[str] = []
        self._numbered: dict[int, _Draft] = {}
        self._current: _Draft | None = None
        above = _of_reporter(entries)
        for place, entry in enumerate(entries):
            if entry.caption is Caption.PERSONS:
                self._current = None
            elif entry.caption in _CONTACT and place in above:
                self.contact += [f"{_CONTACT[entry.caption]}: {value}"] if (value := typed(entry.value)) else []
            elif entry.caption in OF_PERSON:
                self._draft_for(entry).values[entry.caption] = typed(entry.value)
            elif entry.caption is None and (place in above or _OF_REPORTER.match(entry.value)):
                self.contact.append(entry.value)
            elif entry.caption is None:
                draft = self._current if entry.person is None else self._numbered.get(entry.person)
                (self._loose if draft is None else draft.questions).append(entry.value)

    def _draft_for(self, entry: Entry) -> _Draft:
        """The person this field belongs to: a field that comes again begins the next person."""
        if entry.person is not None:
            draft = self._numbered.get(entry.person)
        else:
            draft = None if self._current is None or entry.caption in self._current.values else self._current
        if draft is None:
            self.drafts.append(draft := _Draft())
        if entry.person is not None:
            self._numbered[entry.person] = draft
        self._current = draft
        return draft

    @property
    def persons(self) -> tuple[FormPerson, ...]:
        return tuple(draft.person() for draft in self.drafts)

    @property
    def questions(self) -> list[str]:
        """Answers to questions of the sender's own form, with the name of the person they are about."""
        lines = list(self._loose)
        for draft in self.drafts:
            name = draft.values.get(Caption.NAME)
            lines += [f"{line} (bij {name})" if name else line for line in draft.questions]
        return lines


def _of_reporter(entries: list[Entry]) -> range:
    """The places between the reporter and the persons: a phone number there is the reporter's own."""
    captions = [entry.caption for entry in entries]
    if Caption.REPORTER not in captions:
        return range(0)
    start = captions.index(Caption.REPORTER) + 1
    borders = (place for place in range(start, len(captions)) if captions[place] in {Caption.PERSONS, Caption.NAME})
    end = next(borders, None)
    if end is None:
        return range(0)
    if captions[end] is Caption.NAME and Caption.CAPACITY in captions[start:end]:
        return range(0)  # that role begins the first person
    return range(start, end)


def _refuse_second_form(sheet: Sheet) -> None:
    """Refuse a toelichting that holds another whole form: half of it would otherwise be lost in the text."""
    found = {label.caption for line in sheet.narrative for label in read_labels(line)[:1] if label.certain}
    if len(found & OF_SIGNAL) >= _ANOTHER_FORM and (Caption.NARRATIVE in found or sheet.times_told > 1):
        raise Unreadable(Code.SEVERAL_FORMS)


def _refuse_too_much(form: SignalForm) -> None:
    """Refuse what the record of a signal cannot hold."""
    if len(form.persons) > MAX_PERSONS:
        raise Unreadable(Code.TOO_MANY_PERSONS)
    if len(form.narrative) > MAX_NARRATIVE or any(len(value) > MAX_VALUE for value in fields_of(form)):
        raise Unreadable(Code.TOO_LONG)


def fields_of(form: SignalForm) -> list[str]:
    """Every value but the toelichting."""
    persons = [value for each in form.persons for value in (each.name, each.capacity, each.email, each.phone)]
    return [form.number, form.reported_on, form.reported_at, form.place, form.reporter, *persons]
