"""`mhtui sleutels kaart`: writes the public card with which others hand in a sealed signal. It holds nothing secret."""

import os
from contextlib import suppress
from pathlib import Path

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.stop import Stop
from mhtui.exits import DONE, STORAGE


def run(call: Call) -> int:
    """Make a card and write it; never over something that is there."""
    from mhtui.casework.cards import DAYS, make_card

    with call.desk() as desk:
        made = make_card(desk, int(call.word("dagen") or DAYS))
    path = Path(str(call.word("bestand")))
    _write(path, made.data)
    card = made.card
    if call.json:
        write_json(
            {
                "gemeente": card.name,
                "vingerafdruk": card.fingerprint,
                "tijdvak": card.epoch,
                "geldig_tot_en_met": card.expires_on.isoformat(),
            }
        )
        return DONE
    write(
        f"De kaart van {one_line(card.name)} is gemaakt; te gebruiken tot en met {card.expires_on:%d-%m-%Y}.",
        "Vingerafdruk, om voor te lezen aan wie de kaart krijgt:",
        f"  {card.fingerprint}",
        "Wie deze kaart heeft kan een signaal verzegeld inleveren met «mhtui melden»; lezen kan hij niets.",
    )
    return DONE


def _write(path: Path, data: bytes) -> None:
    """Write the file whole; raises `Stop`. Others may read it: that is what it is for."""
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise Stop("Op die plaats staat al iets; dat wordt niet overschreven.", STORAGE) from None
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise Stop("De kaart kan op die plaats niet geschreven worden.", STORAGE) from None
