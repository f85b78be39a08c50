"""`mhtui nieuw`: makes a kluis and its herstelblad, or nothing at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from mhtui.cli import passphrases
from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED, STORAGE

if TYPE_CHECKING:
    from db.store import Store
    from mhtui.casework.founding import Plan, SeriesPlan

_ROOM: Final = 16 * 1024
"""Bytes that are reserved for the herstelblad before anything is made; it has some 2,000."""


def run(call: Call) -> int:
    """Make a new kluis; without a herstelblad on disk there is no kluis either."""
    from db.founding import found_store
    from mhtui.casework.founding import founding
    from mhtui.casework.recovery_sheet import recovery_sheet

    location = call.word("kluis")
    if location is None:
        raise wrong_use("Zeg met --kluis waar de nieuwe kluis komt.")
    plan = _plan(call)
    new = founding(plan)
    sheet = Path(str(call.word("herstelblad")))
    with _reserved(sheet) as file:
        founded = found_store(location, new, clock=call.clock, policy=call.policy)
        try:
            day = call.clock().date()
            text = recovery_sheet(founded.recovery_code, founded.store.directory, name=new.store_name, day=day)
            _fill(file, text)
        except BaseException:
            _unmake(founded.store)
            raise
        founded.store.close()
    write(
        f"De kluis «{one_line(new.store_name)}» is gemaakt.",
        "Het herstelblad staat in het bestand dat u noemde: druk het af, berg het veilig op, en wis het bestand.",
        "Zonder wachtzin en zonder herstelblad opent niemand deze kluis meer.",
    )
    return DONE


def _plan(call: Call) -> "Plan":
    """Read what was filled in, and refuse a wachtzin that is too weak."""
    from mhtui.casework.founding import DRIELUIK, Plan, SeriesPlan, first_meeting

    start = first_meeting(call.clock().date())
    days = int(call.word("overleg_om_de_dagen") or 0)
    drieluik = call.word("eerste_drieluik")
    plan = Plan(
        name=str(call.word("naam")),
        municipality=str(call.word("gemeente")),
        retention_months=int(str(call.word("bewaartermijn_maanden"))),
        passphrase_af=passphrases.from_file(str(call.word("wachtzin_af_bestand"))),
        passphrase_overleg=passphrases.from_file(str(call.word("wachtzin_overleg_bestand"))),
        series=tuple(_series(call, start, days)),
        passphrase_keten=_optional(call.word("wachtzin_keten_bestand")),
        drieluik=SeriesPlan(DRIELUIK, _day(drieluik) if drieluik else start) if _has_keten(call) else None,
        municipalities=tuple((call.word("gemeenten") or "").split(",")),
        rules=call.word("meldroute") or "lopik",
    )
    if drieluik and not _has_keten(call):
        raise wrong_use("Een Drieluik heeft een ketenregisseur nodig: geef ook --wachtzin-keten-bestand.")
    _refuse_weak(plan)
    return plan


def _has_keten(call: Call) -> bool:
    return call.word("wachtzin_keten_bestand") is not None


def _optional(file: str | None) -> str:
    return "" if file is None else passphrases.from_file(file)


def _series(call: Call, start: date, days: int) -> Iterator["SeriesPlan"]:
    """Give the series of the overleg: the local one, and what `--reeks NAAM=DATUM` adds."""
    from mhtui.casework.founding import EVERY_DAYS, LOCAL, SeriesPlan

    first = call.word("eerste_overleg")
    yield SeriesPlan(LOCAL, _day(first) if first else start, days or EVERY_DAYS)
    for each in call.words("reeks"):
        name, _, day = each.rpartition("=")
        if not name:
            raise wrong_use("Een reeks is een naam, een = en haar eerste dag, zoals «Zorgoverleg=2026-11-25».")
        yield SeriesPlan(name, _day(day), days or EVERY_DAYS)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise wrong_use("Een datum is jaar-maand-dag, zoals 2026-11-25.") from None


def _refuse_weak(plan: "Plan") -> None:
    """Raise `Stop` (refused) for a wachtzin that is too weak; says whose, never which."""
    from mhtui.casework.passphrases import weakness

    holders = {
        "de aandachtsfunctionaris": plan.passphrase_af,
        "het overleg": plan.passphrase_overleg,
        "de ketenregisseur": plan.passphrase_keten,
    }
    for who, passphrase in holders.items():
        others = [other for name, other in holders.items() if name != who and other]
        why = passphrase and weakness(passphrase, others=others, names=(plan.name, plan.municipality))
        if why:
            raise Stop(f"De wachtzin van {who} wordt geweigerd: {why}.\nEr is niets gemaakt.", REFUSED)


@contextmanager
def _reserved(sheet: Path) -> Iterator[IO[bytes]]:
    """Make the file of the herstelblad, 0600, with room for it; removed again when something fails.

    Raises `Stop` when something stands there already: a herstelblad is never overwritten.
    """
    try:
        descriptor = os.open(sheet, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise Stop("Op de plaats van het herstelblad staat al iets; dat wordt niet overschreven.", STORAGE) from None
    except OSError:
        raise Stop("Het herstelblad kan op die plaats niet gemaakt worden. Er is niets gemaakt.", STORAGE) from None
    try:
        with os.fdopen(descriptor, "r+b") as file:
            _fill(file, " " * _ROOM)
            yield file
    except BaseException:
        with suppress(OSError):
            sheet.unlink()
        raise


def _fill(file: IO[bytes], text: str) -> None:
    """Write the whole file anew, down to the disk; raises `Stop`."""
    try:
        file.seek(0)
        file.write(text.encode())
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        raise Stop("Het herstelblad kan niet geschreven worden. Er is niets gemaakt.", STORAGE) from None


def _unmake(store: "Store") -> None:
    """Take back a kluis that nobody could ever recover; on a server it stays, and cannot be opened by mistake."""
    from db.locations import is_server

    store.close()
    if not is_server(store.location):
        with suppress(OSError):
            Path(store.location).unlink()
