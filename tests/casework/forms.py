"""Invented forms for the tests of casework. No real person."""

from db.records.base import Answer
from db.records.signal import FormPerson, SignalForm
from mhtui.casework.intake import Added, PersonMarks

REPORTER = "Hanneke Geheimhouder (Burgerzaken)"
PERSONS = ("Katarzyna Verzonnen", "Marek Nergens")
NARRATIVE = "Bij de balie deed Marek het woord; Katarzyna keek naar de grond. Zij woont achter de Nooitgedachtweg 14."

SECRETS = ("Geheimhouder", "Katarzyna", "Verzonnen", "Nergens", "Nooitgedachtweg", "k.verzonnen@voorbeeld.example")
"""What only the identity compartment may hold."""


def form(number: str = "2026-0031", narrative: str = NARRATIVE, reported_on: str = "18-11-2026") -> SignalForm:
    """Return a filled-in form; another narrative makes it another form."""
    return SignalForm(
        number=number,
        reported_on=reported_on,
        reported_at="14:10",
        place="Benschop, Nooitgedachtweg",
        reporter=REPORTER,
        persons=(
            FormPerson(name=PERSONS[0], capacity="mogelijk slachtoffer", email="k.verzonnen@voorbeeld.example"),
            FormPerson(name=PERSONS[1], capacity="ploegbaas", phone="06 - 00 00 00 13"),
        ),
        narrative=narrative,
    )


ADDED = Added(
    exploitation_form="arbeid",
    municipality="Lopik",
    reporter_kind="gemeente",
    department="Burgerzaken",
    received_via="formulier",
    urgent=Answer.NO,
    undermining=Answer.NO,
    persons=(PersonMarks(victim=Answer.YES, suspect=Answer.NO), PersonMarks(victim=Answer.NO, suspect=Answer.YES)),
)
"""Everything answered."""
