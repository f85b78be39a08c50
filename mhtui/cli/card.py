"""`mhtui sleutels kaart`: writes the public card with which others hand in a sealed signal. It holds nothing secret."""

from pathlib import Path

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.exits import DONE


def run(call: Call) -> int:
    """Make a card and write it; never over something that is there."""
    from mhtui.casework.cards import DAYS, make_card
    from mhtui.newfile import EVERYBODY_READS, write_new

    with call.desk() as desk:
        made = make_card(desk, int(call.word("dagen") or DAYS))
    path = Path(str(call.word("bestand")))
    write_new(path, made.data, EVERYBODY_READS)
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
