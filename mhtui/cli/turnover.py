"""`mhtui sleutels overdragen` and `mhtui herstellen`: the office in other hands, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli import passphrases
from mhtui.cli.call import Call, no_kluis
from mhtui.cli.keyring import NEW_KEYS, brought_key, new_passphrase, recovery_code, tell_words
from mhtui.cli.output import one_line, told_progress, write
from mhtui.cli.sheet import filled, reserved
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from keys.holder import HolderPublic
    from mhtui.casework.desk import Desk
    from mhtui.casework.handover import Proof

_NEW_ROOT = "De hoofdsleutel is vernieuwd, en dus de vingerafdruk: laat de opvolger een nieuw herstelblad maken."
_OWN_SHEET = "De hoofdsleutel is vernieuwd, en dus de vingerafdruk: maak een nieuw herstelblad."


def hand_over(call: Call) -> int:
    """Hand the office over, finish what stopped half way, or take it back."""
    if call.switch("afmaken") and call.switch("terugnemen"):
        raise wrong_use("Afmaken en terugnemen gaan niet samen: kies er een.")
    if call.switch("afmaken"):
        return _finish(call)
    if call.switch("terugnemen"):
        return _take_back(call)
    brought = brought_key(call)
    return _begin(call) if brought is None else _begin_with_key(call, brought)


def _begin(call: Call) -> int:
    """The whole of it, at one keyboard."""
    from mhtui.casework.handover import check_code, name_successor, take_over

    words, proposed = new_passphrase(call)
    with call.desk() as desk:
        code = check_code(desk, recovery_code(call))
        _write_dossier(call, desk)
        leaver = desk.store.me.id
        successor = name_successor(desk, words, name=call.word("eigen_naam") or "", policy=call.policy)
        try:
            tell_words(words, proposed=proposed)
            write(_proved(successor.proof))
            with told_progress(NEW_KEYS) as step:
                take_over(successor, leaver, code, progress=step)
        finally:
            successor.desk.store.close()
    write(f"«{one_line(successor.holder.label)}» heeft de functie overgenomen. Uw sleutel opent niets meer.", _NEW_ROOT)
    return DONE


def _begin_with_key(call: Call, brought: "tuple[HolderPublic, str]") -> int:
    """The first half: the successor's own key gets everything; the successor finishes it where that key is."""
    from mhtui.casework.handover import name_key

    with call.desk() as desk:
        _write_dossier(call, desk)
        holder = name_key(desk, *brought, name=call.word("eigen_naam") or "")
    write(
        f"«{one_line(holder.label)}» heeft een sleutel. De overdracht is nog niet af: ook uw sleutel opent nog alles.",
        "De opvolger maakt haar af met «mhtui sleutels overdragen --afmaken», sleutelbestand en herstelcode.",
        "Gaat het niet door, dan neemt u de sleutel terug met «mhtui sleutels overdragen --terugnemen».",
    )
    return DONE


def _write_dossier(call: Call, desk: "Desk") -> None:
    from mhtui.casework.handover_dossier import handover_dossier

    dossier = call.word("dossier")
    if dossier is not None:
        with reserved(Path(dossier)) as file:
            filled(file, handover_dossier(desk, names=call.switch("met_namen")).markdown())


def _finish(call: Call) -> int:
    """The second half, by the successor; or by who leaves, with the successor's wachtzin typed beside."""
    from mhtui.casework.errors import NothingUnfinished
    from mhtui.casework.handover import check_code, finish, finish_beside, unfinished

    with call.desk() as desk:
        found = unfinished(desk)
        if found is None:
            raise NothingUnfinished
        code = check_code(desk, recovery_code(call))
        if found.mine:
            with told_progress(NEW_KEYS) as step:
                proof = finish(desk, code, progress=step)
        else:
            words = _words_of(call, found.successor.label)
            with told_progress(NEW_KEYS) as step:
                proof = finish_beside(desk, words, code, policy=call.policy, progress=step)
    write(_proved(proof))
    for leaver in found.leavers:
        write(f"De sleutel van «{one_line(leaver.label)}» is ingetrokken.")
    write(f"«{one_line(found.successor.label)}» heeft de functie overgenomen.", _NEW_ROOT)
    return DONE


def _words_of(call: Call, label: str) -> str:
    """Get the wachtzin of the successor, who sits at this keyboard."""
    file = call.word("nieuwe_wachtzin_bestand")
    return call.world.ask(label) if file is None else passphrases.from_file(file)


def _take_back(call: Call) -> int:
    from mhtui.casework.handover import check_code, undo

    with call.desk() as desk:
        code = check_code(desk, recovery_code(call))
        with told_progress(NEW_KEYS) as step:
            holder = undo(desk, code, progress=step)
    write(
        f"De sleutel van «{one_line(holder.label)}» is ingetrokken; de overdracht gaat niet door.",
        _OWN_SHEET,
    )
    return DONE


def _proved(proof: "Proof") -> str:
    return (
        f"De opvolger opent {proof.records} van {proof.records + proof.sealed} rijen en {proof.entries} regels logboek."
    )


def recover(call: Call) -> int:
    """Make an aandachtsfunctionaris by the herstelblad alone, and take the key of the one before back."""
    from keys.recovery import read_code
    from mhtui.casework.handover import others_in_office, recovered, take_over
    from mhtui.casework.passphrases import weakness

    words, proposed = new_passphrase(call)
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
            tell_words(words, proposed=proposed)
            write(_proved(successor.proof))
            for before in others_in_office(successor):
                with told_progress(NEW_KEYS) as step:
                    take_over(successor, before.id, code, progress=step)
                write(f"De sleutel van «{one_line(before.label)}» is ingetrokken.")
        finally:
            successor.desk.store.close()
    finally:
        session.close()
    write(f"«{one_line(successor.holder.label)}» kan weer bij alles. Maak nu een nieuw herstelblad.")
    return DONE
