"""How a back-up, its age, and a question about old ones are written on the screen. It calls nobody."""

from typing import TYPE_CHECKING, Final

from textual.content import Content

from mhtui.plain import plain
from mhtui.widgets.table import Cell, Column, Row
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from datetime import datetime

    from db.backup.drill import Drilled
    from db.backup.restoring import Restored
    from mhtui.casework.backup_age import BackupAge
    from mhtui.casework.backup_shelf import Clearing, KnownBackup

COLUMNS: Final = (
    Column("", 1),
    Column("Gemaakt", 16),
    Column("Dagen", 5, right=True),
    Column("Grootte", 9, right=True, from_width=92),
    Column("Stand", 27),
    Column("Bestand", from_width=70),
)
_TONES: Final = {"✓": Tone.DONE, "▲": Tone.ATTENTION, "○": Tone.MUTED}
_NAMED: Final = 6
"""Files that a question names."""


def opened_words(proof: "Restored") -> list[tuple[str, str]]:
    """What the key opened."""
    sealed = f"; {proof.sealed} bleven voor u verzegeld" if proof.sealed else ""
    return [("Geopend", f"{proof.opened} gegevens gingen open met uw sleutel{sealed}.")]


def drilled_words(seen: "Drilled") -> list[tuple[str, str]]:
    """What a drill showed, in parts."""
    words = [("Geoefend", "Op proef teruggezet, vergeleken met deze kluis, en weer opgeruimd.")]
    if seen.dossier_rows:
        rows = "1 gegeven" if seen.dossier_rows == 1 else f"{seen.dossier_rows} gegevens"
        words.append(("Dossier", f"Eén dossier is helemaal geopend: {rows}."))
    entries = "1 regel kwam" if seen.since == 1 else f"{seen.since} regels kwamen"
    words.append(("Sindsdien", f"{entries} er in het logboek bij."))
    return [*words, *opened_words(seen.restored)]


def age_line(age: "BackupAge | None") -> Content:
    """The first line."""
    if age is None:
        return plain("Een demonstratie heeft geen back-up nodig.")
    said = age.sentence
    if age.failed_at is not None:
        said += " Daarna mislukte er een."
    return plain(f"▲ {said} Tijd voor een nieuwe." if age.due else said, "$attention" if age.due else "")


def question(found: "Clearing") -> str:
    """Name what would go, and what stays."""
    named = [f"{each.backup.name}: {each.why}" for each in found.doomed[:_NAMED]]
    if len(found.doomed) > _NAMED:
        named.append(f"… en nog {len(found.doomed) - _NAMED}")
    stays = found.newest.name if found.newest is not None else ""
    return "\n".join([*named, "", f"De nieuwste goede, {stays}, blijft. Kopieën elders blijven ook."])


def line_of(key: str, row: "KnownBackup", now: "datetime", *, checked: bool) -> Row:
    """One line."""
    from mhtui.casework.backup_words import State, state_of

    state = state_of(row)
    glyph, words = ("✓", "gecontroleerd") if checked and state is State.UNTRIED else state.words.split(" ", 1)
    tone = _TONES[glyph]
    made = None if row.at is None else row.at.astimezone(now.tzinfo)
    at = "" if made is None else f"{made:%d-%m-%Y %H:%M}"
    days = "" if made is None else str((now.date() - made.date()).days)
    size = "" if row.lying is None else size_of(row.lying.size)
    quiet = Tone.NORMAL if row.lying is not None else Tone.MUTED
    cells = (Cell(glyph, tone, bold=True), Cell(at, quiet), Cell(days, Tone.MUTED), Cell(size, Tone.MUTED))
    return Row(key, (*cells, Cell(words, tone), Cell(row.name, quiet)))


def size_of(octets: int) -> str:
    """In words for a person."""
    return f"{max(1, octets // 1000)} kB" if octets < 1_000_000 else f"{octets // 1_000_000} MB"  # noqa: PLR2004 - a million bytes is a megabyte
