"""What a hand-in holds once it is open: the form of Bijlage 7 in its own words, and the two things a filer adds.

Strict on purpose: the AF's program reads what this one wrote, and nothing that only looks like it.
"""

import json
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from db.records.base import Answer
from db.records.signal import SignalForm
from mhtui.forms.labels import labels_of
from mhtui.forms.reading import read_form_bytes
from mhtui.forms.refusal import FormRefused
from mhtui.handin.errors import NotAHandIn, NothingTold, TooLong

LONGEST_TEXT: Final = 200_000
"""Characters in a toelichting, as in the kluis."""
LONGEST_LINE: Final = 500
"""Characters in how somebody can be reached safely."""


class Told(BaseModel):
    """What somebody hands in."""

    model_config = ConfigDict(frozen=True)

    form: SignalForm
    urgent: Answer = Answer.UNKNOWN
    """Direct ingrijpen noodzakelijk, in the eyes of the filer."""
    safe_contact: str = ""
    """How the filer or a victim can be reached safely, and how not."""


class _Body(BaseModel):
    """The JSON inside the seal."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    versie: Literal[1]
    formulier: dict[str, object]
    spoed: Answer
    veilig_contact: Annotated[str, Field(max_length=LONGEST_LINE)]


def check(told: Told) -> None:
    """Raise `NothingTold` or `TooLong` before anything is sealed."""
    if not (told.form.narrative.strip() or told.form.persons):
        raise NothingTold("the form tells nothing")
    if len(told.form.narrative) > LONGEST_TEXT or len(told.safe_contact) > LONGEST_LINE:
        raise TooLong("more than a signal may hold")


def body_of(told: Told) -> bytes:
    """Write it as JSON."""
    body = {
        "versie": 1,
        "formulier": labels_of(told.form),
        "spoed": told.urgent.value,
        "veilig_contact": told.safe_contact,
    }
    return json.dumps(body, sort_keys=True).encode()


def told_in(body: bytes) -> Told:
    """Read it; raises `NotAHandIn`."""
    try:
        read = _Body.model_validate_json(body)
        form = read_form_bytes("handin.json", json.dumps(read.formulier).encode())
    except (ValidationError, FormRefused, ValueError, RecursionError):
        raise NotAHandIn("the hand-in holds no form") from None
    told = Told(form=form, urgent=read.spoed, safe_contact=read.veilig_contact)
    check(told)
    return told
