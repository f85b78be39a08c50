"""`mhtui backup ...`: make one, look whether it holds, try it, and put it back into a new kluis."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.cli.call import DEFAULT_HOLDER, Call
from mhtui.cli.keyring import recovery_code
from mhtui.cli.output import complain, one_line, printable, told_progress, write, write_json
from mhtui.cli.stop import wrong_use
from mhtui.exits import DONE, STORAGE

if TYPE_CHECKING:
    from db.backup.lines import Dump
    from db.backup.manifest import Summary
    from db.backup.opening import Backup
    from db.backup.restoring import Restored
    from keys.ring import Ring
    from mhtui.casework.backups import Origin
    from mhtui.casework.desk import Desk

_NOT_LOGGED: Final = (
    "De back-up is goed, maar de regel erover kon niet in het logboek van de kluis.\n"
    "Er is niets verloren. Kijk of de kluis geschreven kan worden en of er ruimte is."
)
_TWO: Final = (
    "▲ Er zijn nu twee kluizen die zijn begonnen als één. Wat in de ene komt, komt niet in de andere.",
    "  Kies met welke u verder werkt en berg de andere op.",
)


def make(call: Call) -> int:
    """Make a backup, and when that was asked clear older ones away after it."""
    from keys.directory import Kind
    from mhtui.casework.backups import keep

    wanted = call.word("bewaar")
    gone: tuple[str, ...] = ()
    with call.desk() as desk, told_progress("Back-up") as step:
        if wanted is not None:
            desk.store.place(Kind.LOGBOEK)  # who may not clear away hears it before there is a back-up
        made = keep(desk, Path(str(call.word("bestand"))), progress=step)
        if wanted is not None and made.logged:
            gone = _clear(desk, made.path.parent, int(wanted))
    if call.json:
        write_json(_summary_json(made.summary) | {"bestand": str(made.path), "grootte": made.size,
                                                  "kenmerk": made.digest, "in_logboek": made.logged,
                                                  "vernietigd": list(gone)})  # fmt: skip
    else:
        write(
            f"✓ Back-up gemaakt: {printable(str(made.path))}",
            f"  {_counted(made.summary)}, {made.size} bytes. Kenmerk: {made.digest}",
            *(f"  Vernietigd: {printable(name)}" for name in gone),
            "Zij is pas iets waard als u haar kunt terugzetten: oefen dat met «mhtui backup oefenen».",
        )
    if not made.logged:
        complain(_NOT_LOGGED)
        return STORAGE
    return DONE


def _clear(desk: "Desk", folder: Path, keep: int) -> tuple[str, ...]:
    """Destroy what can go; return the names."""
    from mhtui.casework.backup_shelf import clear_away, clearing

    found = clearing(desk, folder, keep)
    clear_away(desk, found)
    return tuple(each.backup.name for each in found.doomed)


def check(call: Call) -> int:
    """Look whether a backup can be put back, and leave nothing behind."""
    from db.backup.restoring import tried

    with (
        _opened(call) as (dump, ring, whose),
        told_progress("Back-up") as step,
        tried(dump, ring, progress=step) as (_, proof, _),
    ):
        if call.json:
            write_json(_proof_json(dump.summary, proof, whose))
        else:
            write(f"✓ De back-up klopt en is terug te zetten: {_counted(dump.summary)}.", *_proof(proof), *whose.words)
    return DONE


def drill(call: Call) -> int:
    """Try a backup against the kluis it came from."""
    from db.backup.drill import drill as try_out

    with call.desk() as desk, told_progress("Back-up") as step:
        seen = try_out(desk.store, Path(str(call.word("bestand"))), progress=step)
    if call.json:
        found = {"sindsdien": seen.since, "verschillen": dict(seen.differences), "dossier": seen.dossier_rows}
        write_json(_summary_json(seen.summary) | _opened_json(seen.restored) | found)
        return DONE
    write(f"✓ De back-up is op proef teruggezet en weer opgeruimd: {_counted(seen.summary)}.", *_proof(seen.restored))
    if seen.dossier_rows:
        write(f"  Eén dossier is helemaal geopend: {seen.dossier_rows} gegevens.")
    write(
        f"  Sinds deze back-up kwamen er {seen.since} regels in het logboek bij; de oefening zelf staat er nu ook in."
    )
    return DONE


def restore(call: Call) -> int:
    """Make a new kluis of a backup."""
    from db.backup.container import digest_of_file
    from db.backup.restoring import restore as put_back
    from mhtui.cli.destroyed import destroyed_since

    location = str(call.word("naar"))
    path = Path(str(call.word("bestand")))
    with _opened(call) as (dump, ring, whose), told_progress("Back-up") as step:
        source = f"sha256 {digest_of_file(path)}"
        since = destroyed_since(call, dump, ring)
        proof = put_back(dump, ring, location, clock=call.clock, source=source, progress=step, since=since.stones)
        two = whose.elsewhere or since.kluis
        summary = dump.summary
    _remember(call, location)
    if call.json:
        again = {"opnieuw_vernietigd": proof.shredded, "vernietigd_bekend": since.sure}
        write_json(_proof_json(summary, proof, whose) | {"twee_kluizen": two} | again)
        return DONE
    write(f"✓ De back-up is teruggezet in een nieuwe kluis: {_counted(summary)}.", *_proof(proof), *whose.words)
    write(*since.words(proof.shredded))
    if two:
        write(*_TWO)
    return DONE


@contextmanager
def _opened(call: Call) -> "Iterator[tuple[Dump, Ring, Origin]]":
    """Open a backup as the options say, and hold it against what this computer knows."""
    from db.backup.opening import open_backup
    from mhtui.casework.backups import origin
    from mhtui.pins import Pinboard

    code = recovery_code(call) if call.switch("met_herstelcode") or call.word("herstelcode_bestand") else None
    with open_backup(_existing(call)) as backup:
        ring = _ring(call, backup, code)
        with backup.dump(ring) as dump:
            marks = Pinboard(call.places).marks_of(dump.summary.store)
            yield dump, ring, origin(dump, marks, call.word("vingerafdruk") or "")


def _existing(call: Call) -> Path:
    path = Path(str(call.word("bestand")))
    if not path.is_file():
        raise wrong_use("Op deze plaats is geen back-up.")
    return path


def _ring(call: Call, backup: "Backup", code: str | None) -> "Ring":
    """Take the herstelcode, or the key file, or open the keyslot of who was meant with `--als`."""
    from db.backup.opening import ring_of_code
    from keys.recovery import read_code
    from keys.ring import Ring
    from mhtui.door import Caller, named
    from mhtui.keyfiles import key_file_at

    if code is not None:
        return ring_of_code(read_code(code))
    file = call.key_file()
    if file is not None:
        return Ring("", key_file_at(file).open(call.passphrase("uw sleutelbestand"), policy=call.policy), ())
    wanted = call.word("als") or DEFAULT_HOLDER
    found = [slot for slot in backup.slots if named(Caller(slot.holder, slot.label, str(slot.role)), wanted)]
    if len(found) != 1:
        labels = ", ".join(f"«{one_line(slot.label)}»" for slot in backup.slots)
        raise wrong_use(f"Deze back-up opent met de herstelcode, of met de wachtzin van: {labels}.")
    return backup.ring_of(found[0], call.passphrase(one_line(found[0].label)), policy=call.policy)


def _remember(call: Call, location: str) -> None:
    """Let this computer know the new kluis from its first moment on; what stood in that place before is gone."""
    from db.store import open_store
    from mhtui.pins import Pinboard

    store, board = open_store(location, clock=call.clock), Pinboard(call.places)
    with suppress(OSError):
        board.forget(store)
    board.remember(store)
    store.close()


def _counted(summary: "Summary") -> str:
    rows, made = sum(summary.counts.values()), summary.made.astimezone()
    return f"{rows} rijen tot en met regel {summary.seq} van het logboek, gemaakt {made:%d-%m-%Y %H:%M}"


def _proof(proof: "Restored") -> Iterator[str]:
    yield f"  Handtekening, logboek en elke rij kloppen; {proof.opened} gegevens gingen open met uw sleutel."
    if proof.sealed:
        yield f"  {proof.sealed} gegevens zijn voor u verzegeld en bleven dicht."


def _summary_json(summary: "Summary") -> dict[str, object]:
    return {
        "gemaakt": summary.made.isoformat(timespec="minutes"),
        "kluis": summary.store,
        "rijen": sum(summary.counts.values()),
        "regel": summary.seq,
    }


def _opened_json(proof: "Restored") -> dict[str, object]:
    return {"klopt": proof.report.sound, "geopend": proof.opened, "verzegeld": proof.sealed}


def _proof_json(summary: "Summary", proof: "Restored", whose: "Origin") -> dict[str, object]:
    told = {"vingerafdruk": whose.fingerprint, "vastgesteld": whose.sure, "later": whose.newer}
    return _summary_json(summary) | _opened_json(proof) | told
