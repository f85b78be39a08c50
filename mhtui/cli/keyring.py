"""`mhtui sleutels ...`: who holds a key, giving and taking keys, another wachtzin, new keys for everything."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.cli import passphrases
from mhtui.cli.call import Call, no_kluis
from mhtui.cli.output import MASK, SEALED_JSON, complain, one_line, write, write_json
from mhtui.cli.sheet import filled, reserved
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from mhtui.casework.handover import Successor
    from mhtui.casework.keyholders import KeyholderRow

_TENTH: Final = 10
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
    """Say the fingerprint of the kluis; needs no wachtzin."""
    from keys.directory import fingerprint as shown

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
    from mhtui.casework.keygiving import give, role_named

    role = role_named(str(call.word("rol")))
    if role is None:
        raise wrong_use("Een rol is plaatsvervanger, overleg, ketenregisseur, zorgcoördinator of fg.")
    words, proposed = _new_passphrase(call)
    with call.desk() as desk:
        label, name = call.word("functie") or "", call.word("eigen_naam") or ""
        holder = give(desk, role, words, label=label, name=name, policy=call.policy)
    write(f"«{one_line(holder.label)}» heeft een sleutel.")
    _tell(words, proposed=proposed)
    return DONE


def change(call: Call) -> int:
    """Put another wachtzin in front of one's own key."""
    from db.keyslots import change_passphrase
    from mhtui.casework.keygiving import refuse_weak

    words, proposed = _new_passphrase(call)
    with call.entered() as (desk, now):
        refuse_weak(desk, words)
        change_passphrase(desk.store, now, words, policy=call.policy)
    write("Uw wachtzin is gewijzigd. De oude opent niets meer.")
    _tell(words, proposed=proposed)
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
        with _progress() as step:
            take_back(desk, holder, code=code, progress=step)
    write(f"De sleutel van «{one_line(holder.label)}» is ingetrokken. Alles heeft nieuwe sleutels.")
    if code is not None:
        write("De hoofdsleutel is vernieuwd, en dus de vingerafdruk: maak ook een nieuw herstelblad.")
    return DONE


def rotate(call: Call) -> int:
    """Give everything new keys."""
    from db.turning import rotate as turn

    with call.desk() as desk, _progress() as step:
        turn(desk.store, progress=step)
    write("Alles heeft nieuwe sleutels. Wachtzinnen en herstelblad blijven zoals ze zijn.")
    return DONE


def renew_sheet(call: Call) -> int:
    """Make another herstelblad in a file; the old one opens nothing any more."""
    from db.turning import renew_sheet as renew
    from mhtui.casework.recovery_sheet import recovery_sheet

    sheet = Path(str(call.word("bestand")))
    with call.desk() as desk, reserved(sheet) as file:
        with _progress() as step:
            code = renew(desk.store, progress=step)
        name = next((place.label.store_name for place in desk.store.places() if place.label.store_name), "")
        try:
            filled(file, recovery_sheet(code, desk.store.directory, name=name, day=desk.today()))
        except Stop as stop:
            raise Stop(_SHEET_LOST, stop.exit_code) from None
    write(
        "Het nieuwe herstelblad staat in het bestand dat u noemde: druk het af en wis het bestand.",
        "Het oude herstelblad opent niets meer: vernietig het.",
    )
    return DONE


def hand_over(call: Call) -> int:
    """Hand the office over to a successor, in the order of `casework.handover`."""
    from mhtui.casework.handover import check_code, name_successor, take_over
    from mhtui.casework.handover_dossier import handover_dossier

    words, proposed = _new_passphrase(call)
    with call.desk() as desk:
        code = check_code(desk, recovery_code(call))
        dossier = call.word("dossier")
        if dossier is not None:
            with reserved(Path(dossier)) as file:
                filled(file, handover_dossier(desk, names=call.switch("met_namen")))
        leaver = desk.store.me.id
        successor = name_successor(desk, words, name=call.word("eigen_naam") or "", policy=call.policy)
        try:
            _tell(words, proposed=proposed)
            write(_proved(successor))
            with _progress() as step:
                take_over(successor, leaver, code, progress=step)
        finally:
            successor.desk.store.close()
    write(
        f"«{one_line(successor.holder.label)}» heeft de functie overgenomen. Uw sleutel opent niets meer.",
        "De hoofdsleutel is vernieuwd, en dus de vingerafdruk: laat de opvolger een nieuw herstelblad maken.",
    )
    return DONE


def _proved(successor: "Successor") -> str:
    proof = successor.proof
    return (
        f"De opvolger opent {proof.records} van {proof.records + proof.sealed} rijen en {proof.entries} regels logboek."
    )


def recover(call: Call) -> int:
    """Make an aandachtsfunctionaris by the herstelblad alone, and take the key of the one before back."""
    from keys.recovery import read_code
    from mhtui.casework.handover import others_in_office, recovered, take_over
    from mhtui.casework.passphrases import weakness

    words, proposed = _new_passphrase(call)
    why = weakness(words)
    if why:
        raise Stop(f"De nieuwe wachtzin wordt geweigerd: {why}.\nEr is niets veranderd.", REFUSED)
    code = read_code(recovery_code(call))
    session = call.session(call.launch())
    try:
        with no_kluis():
            session.open_door()
        successor = recovered(session.store, code, words, name=call.word("eigen_naam") or "", policy=call.policy)
        try:
            _tell(words, proposed=proposed)
            write(_proved(successor))
            for before in others_in_office(successor):
                with _progress() as step:
                    take_over(successor, before.id, code, progress=step)
                write(f"De sleutel van «{one_line(before.label)}» is ingetrokken.")
        finally:
            successor.desk.store.close()
    finally:
        session.close()
    write(f"«{one_line(successor.holder.label)}» kan weer bij alles. Maak nu een nieuw herstelblad.")
    return DONE


def recovery_code(call: Call) -> str:
    """Get the herstelcode as the options say: all lines of a file, or typed; raises `Stop`."""
    file = call.word("herstelcode_bestand")
    return call.world.ask_code() if file is None else passphrases.code_from_file(file)


def _new_passphrase(call: Call) -> tuple[str, bool]:
    """Get the new wachtzin out of its file, or propose one; say whether it was proposed."""
    from mhtui.casework.words import propose

    file = call.word("nieuwe_wachtzin_bestand")
    if file == "-" and call.word("wachtzin_bestand") == "-":
        raise wrong_use("Standaardinvoer kan maar één wachtzin geven.")
    return (propose(), True) if file is None else (passphrases.from_file(file), False)


def _tell(words: str, *, proposed: bool) -> None:
    """Show a wachtzin that the program thought of: once, to be written down."""
    if proposed:
        write(f"Wachtzin: {words}", "Schrijf haar op voor wie haar krijgt: ze wordt niet nog eens getoond.")


@contextmanager
def _progress() -> "Iterator[Callable[[int, int], None]]":
    """Say on a terminal how far the new keys are; undone as a whole when somebody stops it."""
    there = sys.stderr.isatty()
    said = -1

    def step(done: int, total: int) -> None:
        nonlocal said
        tenth = done * _TENTH // max(total, 1)
        if there and tenth != said:
            said = tenth
            complain(f"Nieuwe sleutels: {tenth * _TENTH} %  ({done} van {total})")

    yield step
