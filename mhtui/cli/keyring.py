"""`mhtui sleutels ...`: who holds a key, giving and taking keys, another wachtzin, new keys for everything."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.cli import passphrases
from mhtui.cli.call import Call, no_kluis
from mhtui.cli.output import MASK, SEALED_JSON, one_line, told_progress, write, write_json
from mhtui.cli.sheet import filled, reserved
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from keys.holder import HolderPublic
    from mhtui.casework.keyholders import KeyholderRow

NEW_KEYS: Final = "Nieuwe sleutels"
_SHEET_LOST: Final = (
    "Het nieuwe herstelblad kan niet geschreven worden, en het oude opent niets meer.\n"
    "Uw kluis en uw wachtzin zijn in orde. Maak ruimte en geef deze opdracht meteen opnieuw."
)


def every(call: Call) -> int:
    """List the holders and what each key opens."""
    from mhtui.casework.keyholders import keyholders

    with call.desk() as desk:
        found = keyholders(desk)
        if call.json:
            write_json({"vingerafdruk": found.fingerprint, "lijst": found.directory_number,
                        "sleutelhouders": [_row_json(row) for row in found.rows]})  # fmt: skip
        else:
            for row in found.rows:
                write(_row_text(row))
            write(f"Vingerafdruk: {found.fingerprint}")
    return DONE


def _row_json(row: "KeyholderRow") -> dict[str, object]:
    return {
        "functie": row.label,
        "rol": row.role,
        "naam": SEALED_JSON if row.name is None else row.name,
        "opent": row.opens,
        "ziet_melders": row.sees_reporter,
        "actief": row.active,
    }


def _row_text(row: "KeyholderRow") -> str:
    left = "" if row.active else " (vertrokken)"
    name = MASK if row.name is None else one_line(row.name)
    return f"{'●' if row.sees_reporter else '○'} {one_line(row.label) + left:<36}  {name:<20}  {row.opens}".rstrip()


def fingerprint(call: Call) -> int:
    """Say the fingerprint of the kluis, or of a public key; needs no wachtzin."""
    from keys.directory import fingerprint as shown
    from keys.keyfile import key_fingerprint
    from mhtui.keyfiles import public_at

    file = call.word("openbare_sleutel")
    if file is not None:
        mark = key_fingerprint(public_at(Path(file)))
        if call.json:
            write_json({"vingerafdruk": mark})
        else:
            write(mark)
        return DONE
    session = call.session(call.launch())
    try:
        with no_kluis():
            session.open_door()
        directory = session.store.directory
        if call.json:
            write_json({"vingerafdruk": shown(directory.root_public), "lijst": directory.number})
        else:
            write(shown(directory.root_public), f"Lijst van sleutelhouders: nummer {directory.number}.")
    finally:
        session.close()
    return DONE


def add(call: Call) -> int:
    """Give somebody a key; without a file with a wachtzin six words are proposed and shown once."""
    from mhtui.casework.keygiving import give, give_key, role_named

    role = role_named(str(call.word("rol")))
    if role is None:
        raise wrong_use("Een rol is plaatsvervanger, overleg, ketenregisseur, zorgcoördinator of fg.")
    brought = brought_key(call)
    label, name = call.word("functie") or "", call.word("eigen_naam") or ""
    if brought is not None:
        with call.desk() as desk:
            holder = give_key(desk, role, *brought, label=label, name=name)
        write(f"«{one_line(holder.label)}» heeft een sleutel, en komt binnen met het eigen sleutelbestand.")
        return DONE
    words, proposed = new_passphrase(call)
    with call.desk() as desk:
        holder = give(desk, role, words, label=label, name=name, policy=call.policy)
    write(f"«{one_line(holder.label)}» heeft een sleutel.")
    tell_words(words, proposed=proposed)
    return DONE


def brought_key(call: Call) -> "tuple[HolderPublic, str] | None":
    """Read the public key that the options name, with the fingerprint that was read out loud; None without one.

    Raises `Stop` without a fingerprint, and what `mhtui.keyfiles.public_at` raises.
    """
    from mhtui.keyfiles import public_at

    file, typed = call.word("openbare_sleutel"), call.word("vingerafdruk")
    if file is None:
        return None
    if call.word("nieuwe_wachtzin_bestand") is not None:
        raise wrong_use("Een openbare sleutel en een nieuwe wachtzin gaan niet samen: kies er een.")
    if not typed:
        raise wrong_use(
            "Laat de vingerafdruk voorlezen door wie de sleutel krijgt, van het eigen scherm, en geef die met "
            "--vingerafdruk."
        )
    return public_at(Path(file)), typed


def change(call: Call) -> int:
    """Put another wachtzin in front of one's own key."""
    from db.keyslots import change_passphrase
    from mhtui.casework.keygiving import refuse_weak
    from mhtui.entering import has_file
    from mhtui.keyfiles import change_words

    words, proposed = new_passphrase(call)
    with call.entered() as (desk, now):
        refuse_weak(desk, words)
        file = call.key_file()
        if file is None or not has_file(desk.store, file):
            change_passphrase(desk.store, now, words, policy=call.policy)
        else:
            change_words(file, now, words, policy=call.policy)
    write("Uw wachtzin is gewijzigd. De oude opent niets meer.")
    tell_words(words, proposed=proposed)
    return DONE


def revoke(call: Call) -> int:
    """Take a key back, and give everything new keys."""
    from db.turnover import ROOT_ROLES
    from mhtui.casework.handover import check_code
    from mhtui.casework.keygiving import holder_named, take_back

    with call.desk() as desk:
        holder = holder_named(desk, str(call.word("houder")))
        if holder.id == desk.store.me.id:
            raise Stop(
                "Uw eigen sleutel neemt u niet terug. Draag uw functie over met «mhtui sleutels overdragen».", REFUSED
            )
        code = check_code(desk, recovery_code(call)) if holder.role in ROOT_ROLES else None
        with told_progress(NEW_KEYS) as step:
            take_back(desk, holder, code=code, progress=step)
    write(f"De sleutel van «{one_line(holder.label)}» is ingetrokken. Alles heeft nieuwe sleutels.")
    if code is not None:
        write("De hoofdsleutel is vernieuwd, en dus de vingerafdruk: maak ook een nieuw herstelblad.")
    return DONE


def rotate(call: Call) -> int:
    """Give everything new keys."""
    from db.turning import rotate as turn

    with call.desk() as desk, told_progress(NEW_KEYS) as step:
        turn(desk.store, progress=step)
    write("Alles heeft nieuwe sleutels. Wachtzinnen en herstelblad blijven zoals ze zijn.")
    return DONE


def renew_sheet(call: Call) -> int:
    """Make another herstelblad in a file; the old one opens nothing any more."""
    from db.turning import renew_sheet as renew
    from mhtui.casework.recovery_sheet import sheet_for

    sheet = Path(str(call.word("bestand")))
    with call.desk() as desk, reserved(sheet) as file:
        with told_progress(NEW_KEYS) as step:
            code = renew(desk.store, progress=step)
        try:
            filled(file, sheet_for(desk.store, code, desk.today()))
        except Stop as stop:
            raise Stop(_SHEET_LOST, stop.exit_code) from None
    write(
        "Het nieuwe herstelblad staat in het bestand dat u noemde: druk het af en wis het bestand.",
        "Het oude herstelblad opent niets meer: vernietig het.",
    )
    return DONE


def recovery_code(call: Call) -> str:
    """Get the herstelcode as the options say: all lines of a file, or typed; raises `Stop`."""
    file = call.word("herstelcode_bestand")
    return call.world.ask_code() if file is None else passphrases.code_from_file(file)


def new_passphrase(call: Call) -> tuple[str, bool]:
    """Get the new wachtzin out of its file, or propose one; say whether it was proposed."""
    from mhtui.casework.words import propose

    file = call.word("nieuwe_wachtzin_bestand")
    if file == "-" and call.word("wachtzin_bestand") == "-":
        raise wrong_use("Standaardinvoer kan maar één wachtzin geven.")
    return (propose(), True) if file is None else (passphrases.from_file(file), False)


def tell_words(words: str, *, proposed: bool) -> None:
    """Show a wachtzin that the program thought of: once, to be written down."""
    if proposed:
        write(f"Wachtzin: {words}", "Schrijf haar op voor wie haar krijgt: ze wordt niet nog eens getoond.")
