"""`mhtui sleutels maken`: makes a personal key in a file, and its public half; without a kluis."""

from pathlib import Path

from mhtui.cli.call import Call
from mhtui.cli.keyring import new_passphrase, tell_words
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.stop import Stop
from mhtui.exits import DONE, REFUSED


def make(call: Call) -> int:
    """Make both files; never over something that is there."""
    from mhtui.casework.passphrases import weakness
    from mhtui.keyfiles import make_key

    words, proposed = new_passphrase(call)
    why = weakness(words)
    if why:
        raise Stop(f"De nieuwe wachtzin wordt geweigerd: {why}.\nEr is niets gemaakt.", REFUSED)
    made = make_key(Path(str(call.word("bestand"))), words, policy=call.policy)
    if call.json:
        found = {"sleutelbestand": str(made.private), "openbare_sleutel": str(made.public)}
        write_json(found | {"vingerafdruk": made.fingerprint} | ({"wachtzin": words} if proposed else {}))
        return DONE
    write(
        f"Sleutelbestand, alleen voor u: {one_line(str(made.private))}",
        f"Openbare sleutel, voor de aandachtsfunctionaris: {one_line(str(made.public))}",
        "Vingerafdruk, om voor te lezen als de aandachtsfunctionaris belt:",
        f"  {made.fingerprint}",
    )
    tell_words(words, proposed=proposed)
    write("Bewaar een reservekopie van het sleutelbestand. Zonder bestand en wachtzin komt u niet binnen.")
    return DONE
