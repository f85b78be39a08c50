"""`mhtui bewaren ...`: what is due, keeping a dossier longer, destroying one, and the verklaring of it."""

from datetime import date
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.sheet import new_document
from mhtui.cli.stop import wrong_use
from mhtui.exits import DONE

if TYPE_CHECKING:
    from db.records.office import Shredding
    from db.shredding import Buried
    from mhtui.casework.retention import Kept

_NOT_LOOKED = (
    "De server bewaart de oude, verzegelde gegevens nog in zijn logboek (WAL), replica's en eigen back-ups,\n"
    "tot die verlopen. Vraag de beheerder van de server naar die termijn."
)


def every(call: Call) -> int:
    """List what is due; with `--alles` also what is not yet, and what was destroyed."""
    from mhtui.casework.retention import kept
    from mhtui.casework.statement import destroyed

    with call.desk() as desk:
        found, today = kept(desk), desk.today()
        stones = destroyed(desk) if call.switch("alles") else ()
    shown = [each for each in found if call.switch("alles") or each.due_on <= today]
    if call.json:
        write_json(
            {"dossiers": [_json(each, today) for each in shown], "vernietigd": [_stone(each) for each in stones]}
        )
        return DONE
    write(*(_line(each, today) for each in shown), *(_stone_line(stone) for stone in stones))
    ready = sum(each.due_on <= today for each in found)
    write(
        f"{ready} van {len(found)} afgesloten dossiers mogen weg. Er wordt nooit vanzelf iets vernietigd."
        if found
        else "Er zijn geen afgesloten dossiers."
    )
    return DONE


def _line(each: "Kept", today: date) -> str:
    when = f"mag weg sinds {each.due_on:%d-%m-%Y}" if each.due_on <= today else f"blijft tot {each.due_on:%d-%m-%Y}"
    longer = f", langer bewaard: {one_line(each.reason)}" if each.reason else ""
    sign = "▲" if each.due_on <= today else " "
    return f"{sign} {each.number:<12} {each.kind:<8} afgesloten {each.ended_on:%d-%m-%Y}, {when}{longer}"


def _stone_line(stone: "Buried") -> str:
    was = stone.shredding
    return f"  {was.number:<12} vernietigd op {stone.at:%d-%m-%Y}: {one_line(was.reason)} ({one_line(was.category)})"


def _json(each: "Kept", today: date) -> dict[str, object]:
    return {
        "kenmerk": each.number,
        "soort": each.kind,
        "signalen": list(each.signals),
        "ingenomen": each.since.isoformat(),
        "afgesloten": each.ended_on.isoformat(),
        "mag_weg_vanaf": each.due_on.isoformat(),
        "mag_weg": each.due_on <= today,
        "langer_bewaard_om": each.reason,
    }


def _told(was: "Shredding") -> dict[str, object]:
    return {
        "kenmerk": was.number,
        "signalen": list(was.signals),
        "afgesloten": was.ended_on.isoformat(),
        "reden": was.reason,
        "categorie": was.category,
        "op_verzoek": was.on_request,
        "records": was.rows,
        "sleutels": was.keys,
    }


def _stone(stone: "Buried") -> dict[str, object]:
    return {**_told(stone.shredding), "vernietigd": stone.at.isoformat(), "door": stone.by, "regel": stone.seq}


def term(call: Call) -> int:
    """Show the bewaartermijn of each kind of dossier, or let another one count."""
    from mhtui.casework.terms import Terms, change_terms, terms_of

    case, alone, reason = call.word("casus_maanden"), call.word("signaal_maanden"), call.word("reden")
    if (case or alone) and not reason:
        raise wrong_use("Zeg met --reden waarom de termijn een andere wordt. Er is niets veranderd.")
    if reason and not (case or alone):
        raise wrong_use("Zeg met --casus-maanden of --signaal-maanden welke termijn het wordt.")
    with call.desk() as desk:
        now = terms_of(desk)
        if reason:
            now = change_terms(desk, Terms(int(case or now.case), int(alone or now.alone)), reason)
    if call.json:
        write_json({"casus_maanden": now.case, "signaal_maanden": now.alone})
    else:
        write(f"{'✓ ' if reason else ''}Na het afsluiten: {now.text}.")
    return DONE


def keep(call: Call) -> int:
    """Keep a dossier longer."""
    from mhtui.casework.retention import postpone

    try:
        until = date.fromisoformat(call.word("tot") or "")
    except ValueError:
        raise wrong_use("Een datum is jaar-maand-dag, zoals 2026-11-25.") from None
    with call.desk() as desk:
        now = postpone(desk, call.word("nummer") or "", until=until, reason=call.word("reden") or "")
        today = desk.today()
    if call.json:
        write_json(_json(now, today))
    else:
        write(f"✓ {now.number} blijft tot {now.due_on:%d-%m-%Y}. De reden staat in het dossier.")
    return DONE


def destroy(call: Call) -> int:
    """Destroy a dossier whose number was given twice."""
    from mhtui.casework import retention

    number, again = call.word("nummer") or "", call.word("bevestig") or ""
    if number.strip().upper() != again.strip().upper():
        raise wrong_use("Het nummer achter --bevestig is een ander. Er is niets vernietigd.")
    with call.desk() as desk:
        last = None if call.switch("klok_klopt") else retention.long_idle(desk)
        if last is not None:
            why = retention.clock_words(desk.today(), last)
            raise wrong_use(f"{why}\nEr is niets vernietigd. Klopt de klok, geef dan --klok-klopt mee.")
        done = retention.destroy(
            desk,
            number,
            reason=call.word("reden") or "",
            category=call.word("categorie") or "",
            on_request=call.switch("op_verzoek"),
        )
    was = done.shredding
    if call.json:
        write_json({**_told(was), "nog_in_het_bestand": done.left})
        return DONE
    write(
        f"✓ {was.number} is vernietigd: {was.rows} records en {was.keys} sleutels. De jaarcijfers zijn gelijk gebleven."
    )
    if done.left is None:
        write(_NOT_LOOKED)
    elif done.left:
        write(
            f"▲ In het bestand van de kluis staan nog {done.left} verzegelde resten: een ander hield het bezet.",
            "  Maak een back-up en zet die terug als nieuwe kluis: daar staan zij niet in.",
        )
    else:
        write("  Het bestand van de kluis is nagelezen: er staat niets meer van in.")
    write(f"Oudere back-ups bevatten het nog. «mhtui bewaren verklaring {was.number} --naar BESTAND» noemt ze.")
    return DONE


def declare(call: Call) -> int:
    """Write the verklaring."""
    from mhtui.casework.statement import document, statement

    with call.desk() as desk:
        said = statement(desk, call.word("nummer") or "")
    path = new_document(call, document(said))
    if call.json:
        write_json({"bestand": str(path), **_stone(said.stone), "back_ups": [text for _, text in said.backups]})
        return DONE
    write(
        f"✓ Verklaring van vernietiging van {said.stone.shredding.number}.",
        f"  {one_line(str(path))}",
        f"Er zijn {len(said.backups)} back-ups uit de tijd dat het dossier er was." if said.backups
        else "Het logboek kent geen back-up uit de tijd dat het dossier er was.",
    )  # fmt: skip
    return DONE
