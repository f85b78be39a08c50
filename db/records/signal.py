"""A signal: exactly the fields of Bijlage 7, and the fields added to it, all onbekend until answered.

Everything in this module is sealed under `identiteit`. The reporter is known to the aandachtsfunctionaris only
(beleidsplan Lopik, STAP 2).
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from db.records.base import Answer, Record, RowId


class FormPerson(Record):
    """One block "Bij het incident betrokken persoon/personen" of Bijlage 7, as typed."""

    name: str = ""
    capacity: str = ""
    email: str = ""
    phone: str = ""


class SignalForm(Record):
    """A filled-in signaalformulier as the sender typed it (Bijlage 7); nothing is corrected."""

    number: str = ""
    """The sender's number; not unique."""
    reported_on: str = ""
    reported_at: str = ""
    place: str = ""
    reporter: str = ""
    persons: tuple[FormPerson, ...] = ()
    narrative: str = ""


class AgeBand(StrEnum):
    """Age groups that matter for help: under 18, Pretty Woman (under 23), Belle (18+)."""

    UNDER_18 = "onder_18"
    FROM_18_TO_22 = "18_22"
    FROM_23 = "23_plus"
    UNKNOWN = "onbekend"


class Person(FormPerson):
    """A person in a signal, with what the aandachtsfunctionaris added."""

    victim: Answer = Answer.UNKNOWN
    """Vermoedelijk slachtoffer; may be yes together with `suspect` (criminele uitbuiting)."""
    suspect: Answer = Answer.UNKNOWN
    age: AgeBand = AgeBand.UNKNOWN
    group: str = "onbekend"
    """Code of the value list doelgroep."""


class Signal(Record):
    """One signal, whole: form, added fields, and the links that only identity may know."""

    number: str
    """Ours, unique: `S-2026-031`."""
    received_on: date
    """The day the aandachtsfunctionaris took it in."""
    sender_number: str = ""
    reported_on: str = ""
    """Datum melding as typed; `reported_day` is the day it means."""
    reported_day: date | None = None
    reported_at: str = ""
    place: str = ""
    reporter: str = ""
    persons: tuple[Person, ...] = ()
    narrative: str = Field(default="", max_length=200_000)
    exploitation_form: str = "onbekend"
    """Code of the value list uitbuitingsvorm."""
    municipality: str = "onbekend"
    """Herkomst signaal (gemeente): a name from the kluis's own list, or onbekend."""
    reporter_kind: str = "onbekend"
    """Code of the value list soort melder."""
    department: str = ""
    """Afdeling of the reporter, when the kind is gemeente."""
    received_via: str = "onbekend"
    """Code of the value list ontvangen via."""
    urgent: Answer = Answer.UNKNOWN
    """Direct ingrijpen noodzakelijk (STAP 4)."""
    undermining: Answer = Answer.UNKNOWN
    """Ondermijnende component: RIEC."""
    safe_contact: str = ""
    """How somebody can be reached without danger."""
    content_digest: str = ""
    """Keyed digest of the form's content: recognises a form seen before, whatever its number."""
    fact_id: RowId | None = None
    """The fact for the year figures; the fact does not point back."""

    @property
    def form(self) -> SignalForm:
        """What of it stands on the form of Bijlage 7, as the sender would have typed it."""
        return SignalForm(
            number=self.sender_number,
            reported_on=self.reported_on,
            reported_at=self.reported_at,
            place=self.place,
            reporter=self.reporter,
            persons=tuple(
                FormPerson(name=who.name, capacity=who.capacity, email=who.email, phone=who.phone)
                for who in self.persons
            ),
            narrative=self.narrative,
        )


class StepKind(StrEnum):
    """What was done with a signal or case, on one of its four tracks (meldroute, STAP 1-6)."""

    RECORDED = "vastgelegd"
    KNOWN_CHECKED = "reeds_bekend"
    DEPARTMENT_ASKED = "afdeling_gevraagd"
    DEPARTMENT_ANSWERED = "afdeling_antwoord"
    PARTNER_TOLD = "partner_ingelicht"
    PARTNER_EXCEPTED = "partner_uitzondering"
    FEEDBACK_RECEIVED = "terugkoppeling_ontvangen"
    FEEDBACK_GIVEN = "terugkoppeling_gegeven"
    MONITOR = "monitoren"
    NO_FOLLOW_UP = "geen_vervolg"
    CLOSED = "afgesloten"
    REOPENED = "heropend"
    KEPT_LONGER = "langer_bewaard"
    """No step of the meldroute: a closed dossier that is not destroyed before `due_on`."""


class Step(Record):
    """One dated fact on a track; progress is derived from these, never stored."""

    subject_id: RowId
    """The signal or case it is about."""
    kind: StepKind
    at: datetime
    partner: str = ""
    """Code of the partner in the routing rules, or the department asked."""
    text: str = ""
    """The reason or the answer, in the words of the aandachtsfunctionaris."""
    outcome: str = ""
    """Code of the value list uitkomst, when the step ends the work."""
    due_on: date | None = None
    """When terugkoppeling is due, or until when to monitor."""
