"""`mhtui nieuw`: makes a kluis and its herstelblad, or nothing at all."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli import passphrases
from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write
from mhtui.cli.sheet import filled, reserved
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from db.store import Store
    from mhtui.casework.founding import Plan, SeriesPlan


def run(call: Call) -> int:
    """Make a new kluis; without a herstelblad on disk there is no kluis either."""
    from db.founding import found_store
    from mhtui.casework.founding import founding
    from mhtui.casework.recovery_sheet import sheet_for
    from mhtui.entering import go_out

    location = call.word("kluis")
    if location is None:
        raise wrong_use("Zeg met --kluis waar de nieuwe kluis komt.")
    plan = _plan(call)
    new = founding(plan, year=call.clock().year)
    sheet = Path(str(call.word("herstelblad")))
    with reserved(sheet) as file:
        founded = found_store(location, new, clock=call.clock, policy=call.policy)
        try:
            day = call.clock().date()
            filled(file, sheet_for(founded.store, founded.recovery_code, day))
        except BaseException:
            _unmake(founded.store)
            raise
        go_out(founded.store, call.places)
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
        alone_months=int(call.word("signaal_maanden") or 0) or None,
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


def _unmake(store: "Store") -> None:
    """Take back a kluis that nobody could ever recover; on a server it stays, and cannot be opened by mistake."""
    from db.locations import is_server

    store.close()
    if not is_server(store.location):
        with suppress(OSError):
            Path(store.location).unlink()
