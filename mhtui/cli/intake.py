"""`mhtui signaal importeren`: reads filled-in forms into the kluis, each on its own.

A form that is refused is named with the reason and holds nothing up; what went wrong with the kluis itself ends the
command, after saying which forms are in.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import complain, one_line, write, write_json
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    file: str
    number: str = ""
    """Our number; of the signal that was there before when this form was already known."""
    refused: str = ""
    """Why, in Dutch; empty when the form is in the kluis."""
    signal: "dict[str, object] | None" = None
    """The signal as JSON."""
    signer: str = ""
    """Whose signature in a sealed file was verified; empty when nobody signed."""

    @property
    def json(self) -> dict[str, object]:
        """The outcome as JSON."""
        if self.signal is not None:
            signed = {"ondertekend_door": self.signer} if self.signer else {}
            return {"bestand": self.file, **self.signal, **signed}
        number = {"kenmerk": self.number} if self.number else {}
        return {"bestand": self.file, "geweigerd": self.refused, **number}


def run(call: Call) -> int:
    """Read every file; the exit code says whether all of them are in."""
    outcomes: list[Outcome] = []
    with call.desk() as desk:
        _refuse_strangers(desk)
        try:
            for name in call.words("bestanden"):
                outcomes.append(_read(desk, name))
                if not call.json:
                    _tell(outcomes[-1])
        finally:
            if call.json:
                write_json([outcome.json for outcome in outcomes])
    return REFUSED if any(outcome.refused for outcome in outcomes) else DONE


def _refuse_strangers(desk: "Desk") -> None:
    """Raise `NotAllowed` before a form is read by somebody who may not take it in."""
    from db.errors import NotAllowed

    if not desk.sees_identity:
        raise NotAllowed("this session takes in no signals")


def _read(desk: "Desk", name: str) -> Outcome:
    """Take in one file; what is wrong with the form is told, what is wrong with the kluis is raised."""
    from mhtui.casework.arrivals import take_in_file
    from mhtui.casework.errors import AlreadyKnown, InvalidForm
    from mhtui.cli.signal_text import signal_json
    from mhtui.forms.refusal import FormRefused
    from mhtui.handin.errors import HandInError
    from mhtui.messages import explain

    path = Path(name)
    try:
        arrival = take_in_file(desk, path)
    except FormRefused as error:
        return Outcome(path.name, refused=error.what)
    except AlreadyKnown as error:
        return Outcome(path.name, number=error.number, refused=explain(error).text)
    except (InvalidForm, HandInError) as error:
        return Outcome(path.name, refused=explain(error).text)
    stored = arrival.stored
    signal = signal_json(desk, stored)
    return Outcome(path.name, number=stored.opened.number, signal=signal, signer=arrival.signer or "")


def _tell(outcome: Outcome) -> None:
    if outcome.refused:
        complain(f"▲ {one_line(outcome.file)}: {one_line(outcome.refused)}")
    else:
        signed = f"; de handtekening klopt: {one_line(outcome.signer)}" if outcome.signer else ""
        write(f"✓ {one_line(outcome.file)}: vastgelegd als {outcome.number}{signed}")
