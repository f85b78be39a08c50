"""`mhtui melden`: hands in a signal, sealed to a municipality's card; without a kluis and without a wachtzin.

With a filled-in form it seals that; without one it opens the small program with only the form.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.program import need_terminal
from mhtui.exits import DONE

if TYPE_CHECKING:
    from keys.holder import HolderKeys
    from mhtui.handin.counter import Counter


def run(call: Call) -> int:
    """Seal a form, or let somebody fill one in."""
    from mhtui.handin.counter import Counter

    form = call.word("formulier")
    if form is None:
        need_terminal(call)
    counter = Counter.at(
        call.places,
        card=call.word("kaart"),
        folder=Path(call.word("naar") or "."),
        today=call.clock().date(),
        given=call.word("vingerafdruk") or "",
    )
    counter = replace(counter, signer=_signer(call))
    return _fill_in(counter) if form is None else _seal(call, counter, Path(form))


def _signer(call: Call) -> "HolderKeys | None":
    """Open the personal key file that signs; None without one. Raises what `KeyFile.open` raises."""
    from mhtui.keyfiles import key_file_at

    path = call.key_file()
    if path is None:
        return None
    file = key_file_at(path)
    return file.open(call.passphrase("uw sleutelbestand"), policy=call.policy)


def _fill_in(counter: "Counter") -> int:
    """Run the small program until it is closed."""
    from mhtui.handin.app import HandInApp

    program = HandInApp(counter)
    program.run()
    return program.return_code or DONE


def _seal(call: Call, counter: "Counter", path: Path) -> int:
    """Read a filled-in form and seal it."""
    from db.records.base import Answer
    from mhtui.cli.stop import Stop
    from mhtui.exits import REFUSED
    from mhtui.forms.reading import read_form
    from mhtui.forms.refusal import FormRefused
    from mhtui.handin.body import Told

    try:
        form = read_form(path)
    except FormRefused as error:
        raise Stop(error.what, REFUSED) from None
    counter.trust()
    filed = counter.file(Told(form=form, urgent=Answer(call.word("spoed") or "onbekend")))
    card = counter.card
    if call.json:
        found = {"ontvangstnummer": filed.receipt, "bestand": str(filed.path), "gemeente": card.name}
        write_json(found | {"ondertekend": counter.signer is not None})
        return DONE
    write(
        f"✓ Verzegeld aan {one_line(card.name)}. Ontvangstnummer: {filed.receipt}",
        f"  Stuur dit bestand: {one_line(str(filed.path))}",
        f"  Vingerafdruk van de gemeente: {card.fingerprint}",
        *(["  Ondertekend met uw sleutel; dat ziet alleen wie het opent."] if counter.signer is not None else []),
        "U kunt het zelf niet meer openen. Bewaar het ontvangstnummer, en wis het ingevulde formulier.",
    )
    return DONE
