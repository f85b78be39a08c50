"""`mhtui backup lijst`: how old the newest good back-up is, and which are known, for people and for a timer."""

from pathlib import Path
from typing import TYPE_CHECKING

from mhtui.cli.call import Call
from mhtui.cli.output import one_line, write, write_json
from mhtui.cli.stop import Stop
from mhtui.exits import DONE, STORAGE

if TYPE_CHECKING:
    from mhtui.casework.backup_age import BackupAge
    from mhtui.casework.backup_shelf import KnownBackup


def run(call: Call) -> int:
    """Say what is known."""
    from db.errors import NotFound
    from keys.directory import Kind
    from mhtui.casework.backup_age import backup_age
    from mhtui.casework.backup_shelf import known_backups
    from mhtui.settings import read_settings, typed_path

    choices = read_settings(call.places).choices
    named = call.word("map")
    folder = Path(named) if named is not None else typed_path(choices.backup_folder) if choices.backup_folder else None
    with call.desk() as desk:
        desk.store.place(Kind.LOGBOEK)
        age = backup_age(desk, choices.backup_days)
        try:
            found = known_backups(desk, folder)
        except NotFound:
            raise Stop("Deze map is er niet, of niet te bereiken. De kluis is niet aangeraakt.", STORAGE) from None
    if call.json:
        write_json(_age_json(age) | {"map": None if folder is None else str(folder), "back-ups": _list_json(found)})
        return DONE
    write(*_told(age), *(_line(each) for each in found))
    return DONE


def _told(age: "BackupAge | None") -> list[str]:
    if age is None:
        return ["Een demonstratie heeft geen back-up nodig."]
    said = [age.sentence]
    if age.failed_at is not None:
        said.append(f"▲ Daarna mislukte er een, op {age.failed_at.astimezone():%d-%m-%Y}.")
    if age.due:
        said.append("▲ Het is tijd voor een nieuwe: «mhtui backup maken».")
    return said


def _line(each: "KnownBackup") -> str:
    from mhtui.casework.backup_words import state_of

    at = "................" if each.at is None else f"{each.at.astimezone():%d-%m-%Y %H:%M}"
    return f"{at}  {one_line(each.name)}  {state_of(each).words}"


def _age_json(age: "BackupAge | None") -> dict[str, object]:
    if age is None:
        return {"nieuwste": None, "dagen": None, "tijd_voor_een_nieuwe": False, "mislukt": None}
    newest = age.newest
    return {
        "nieuwste": None if newest is None else newest.at.isoformat(),
        "dagen": None if newest is None else age.days,
        "tijd_voor_een_nieuwe": age.due,
        "mislukt": None if age.failed_at is None else age.failed_at.isoformat(),
    }


def _list_json(found: "tuple[KnownBackup, ...]") -> list[dict[str, object]]:
    from mhtui.casework.backup_words import state_of

    return [
        {
            "bestand": each.name,
            "gemaakt": None if each.at is None else each.at.isoformat(),
            "grootte": None if each.lying is None else each.lying.size,
            "regel": each.up_to or None,
            "stand": state_of(each).value,
            "geoefend": None if each.drilled_at is None else each.drilled_at.isoformat(),
        }
        for each in found
    ]
