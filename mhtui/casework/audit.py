"""The logboek and the controle in Dutch words: who did what and when, and whether the kluis still holds.

It names tables and rows, never content: what an entry was about is there only for who holds logboek.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from db.log import LogEntry
from db.records.base import Sealed
from db.replay import Finding, FindingKind, check_store
from db.roles import Deed
from mhtui.casework.desk import Desk

DEED_WORDS: Final = {
    Deed.STORE_MADE: "kluis gemaakt",
    Deed.DIRECTORY_CHANGED: "lijst van sleutels gewijzigd",
    Deed.HOLDER_ADDED: "sleutelhouder toegevoegd",
    Deed.HOLDER_REVOKED: "sleutelhouder ingetrokken",
    Deed.KEYS_ROTATED: "alle sleutels vernieuwd",
    Deed.SHEET_RENEWED: "herstelblad vernieuwd",
    Deed.RECOVERED: "hersteld met het herstelblad",
    Deed.SLOT_CHANGED: "wachtzin gewijzigd",
    Deed.SLOT_STRENGTHENED: "sleutel versterkt",
    Deed.BACKUP_MADE: "back-up gemaakt",
    Deed.BACKUP_FAILED: "back-up mislukt",
    Deed.BACKUP_DESTROYED: "back-up vernietigd",
    Deed.DRILLED: "terugzetten geoefend",
    Deed.RESTORED: "uit een back-up teruggezet",
    Deed.SIGNAL_ADDED: "signaal vastgelegd",
    Deed.SIGNAL_CHANGED: "signaal gewijzigd",
    Deed.STEP_ADDED: "stap vastgelegd",
    Deed.LOOKED: "ingezien",
    Deed.CASE_MADE: "casus gemaakt",
    Deed.CASE_CHANGED: "casus gewijzigd",
    Deed.LINKED: "signaal gekoppeld",
    Deed.SPLIT: "signaal losgemaakt",
    Deed.RELEASED: "tekst vrijgegeven",
    Deed.WITHDRAWN: "vrijgave ingetrokken",
    Deed.WORDS_CHANGED: "bekende woorden gewijzigd",
    Deed.SAID_SHIELDED: "namen afgeschermd in wat het overleg schreef",
    Deed.SERIES_MADE: "reeks gemaakt",
    Deed.SERIES_CHANGED: "reeks gewijzigd",
    Deed.MEETING_PLANNED: "overleg gepland",
    Deed.AGENDA_CHANGED: "agenda gewijzigd",
    Deed.MEETING_RUN: "overleg gevoerd",
    Deed.NOTE_WRITTEN: "notitie geschreven",
    Deed.DECIDED: "besluit genomen",
    Deed.ACTION_CHANGED: "actie gewijzigd",
    Deed.TABLE_ENTERED: "aan tafel gegaan",
    Deed.DRAFT_KEPT: "concept bewaard",
    Deed.MEETING_CLOSED: "overleg gesloten",
    Deed.LEFTOVER_JUDGED: "opengebleven concept beoordeeld",
    Deed.POSTPONED: "langer bewaard",
    Deed.SHREDDED: "dossier vernietigd",
    Deed.MINUTES_CHECKED: "besluitenlijst gecontroleerd",
    Deed.NAMES_SPENT: "nummer en codenaam vastgehouden",
    Deed.TERM_CHANGED: "bewaartermijn gewijzigd",
    Deed.ACCESS_SEARCHED: "gezocht voor een verzoek om inzage",
    Deed.ACCESS_GIVEN: "inzagedocument gemaakt",
}
AT_TABLE: Final = "namen vergrendeld"
"""Behind the function of who signed at the table with nothing but the key of that overleg."""
TABLE_WORDS: Final = {
    "signals": "signaal",
    "steps": "stap",
    "cases": "casus",
    "links": "koppeling signaal-casus",
    "releases": "vrijgegeven tekst",
    "series": "reeks",
    "meetings": "overleg",
    "items": "agendapunt",
    "notes": "notitie",
    "decisions": "besluit",
    "actions": "actie",
    "drafts": "concept van een lopend overleg",
    "leftovers": "opengebleven concept",
    "facts": "feit voor de jaarcijfers",
    "labels": "naam van een deel van de kluis",
    "holders": "naam van een sleutelhouder",
    "roots": "hoofdsleutel",
    "data_keys": "sleutel van een dossier",
    "draft_keys": "sleutel van de concepten van een overleg",
    "keyslots": "sleutel achter een wachtzin",
    "grants": "toekenning",
    "directories": "lijst van sleutelhouders",
    "tombstones": "spoor van wat verwijderd is",
    "log": "regel van het logboek",
    "head": "laatste regel van het logboek",
    "meta": "kenmerk van de kluis",
    "sqlite": "bestand",
}
FINDING_WORDS: Final = {
    FindingKind.ROW_CHANGED: "is gewijzigd buiten het programma om",
    FindingKind.ROW_MISSING: "is verdwenen",
    FindingKind.ROW_UNKNOWN: "is toegevoegd buiten het programma om",
    FindingKind.ENTRY_MISSING: "volgt niet op de regel ervoor: er is iets uitgehaald of tussengevoegd",
    FindingKind.ENTRY_UNREADABLE: "is niet te lezen",
    FindingKind.ENTRY_SIGNATURE: "is niet ondertekend door een sleutelhouder",
    FindingKind.ENTRY_NOT_ALLOWED: "is gedaan door iemand die dat niet mag",
    FindingKind.DIRECTORY: "klopt niet met de lijst van sleutelhouders",
    FindingKind.HEAD: "klopt niet met het logboek",
    FindingKind.DAMAGED_FILE: "is beschadigd",
    FindingKind.HALF_SHREDDED: "is van een dossier dat vernietigd werd en had mee moeten gaan",
    FindingKind.STRUCTURE: "is niet meer ingericht zoals het programma dat doet",
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry of the logboek, ready to draw."""

    seq: int
    who: str
    """Function of the holder."""
    deed: str
    at: datetime | None
    """None when this session cannot open it; `subject` and `text` are then empty."""
    subject: str
    text: str
    rows: int

    @property
    def is_sealed(self) -> bool:
        """Whether what it was about is sealed for this session."""
        return self.at is None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing that does not hold."""

    table: str
    """Name of the table, for who helps."""
    row: str
    """Id of the row or number of the entry; empty when it is about the whole table."""
    words: str
    """A Dutch sentence without content."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """What controle saw."""

    entries: int
    rows: int
    head: str
    """Digest of the newest entry: compare it with the one on the last besluitenlijst."""
    findings: tuple[FindingLine, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


TAIL_WORDS: Final = (
    "Of er aan het eind van het logboek regels ontbreken, is hier niet vast te stellen: vergelijk het kenmerk van de "
    "laatste regel met dat op de laatste besluitenlijst."
)


def log_lines(desk: Desk, *, before: int | None = None, limit: int = 200) -> tuple[LogLine, ...]:
    """Return at most `limit` lines (1..500), newest first, older than `before` when given."""
    return tuple(_line(entry) for entry in desk.store.log(before=before, limit=limit))


def check(location: str) -> CheckView:
    """Replay the whole kluis at a location; needs no wachtzin. Raises what `db.store.open_store` raises."""
    report = check_store(location)
    return CheckView(report.entries, report.rows, report.head, tuple(_finding(found) for found in report.findings))


def check_own(desk: Desk) -> CheckView:
    """Replay the kluis of this desk; when something does not hold, this program writes nothing more in it.

    Raises what `check` raises.
    """
    seen = check(desk.store.location)
    if not seen.sound:
        desk.store.stop_writing()
    return seen


def _line(entry: LogEntry) -> LogLine:
    known = None if isinstance(entry.detail, Sealed) else entry.detail
    return LogLine(
        seq=entry.seq,
        who=f"{entry.label}, {AT_TABLE}" if entry.at_table else entry.label,
        deed=DEED_WORDS[entry.deed],
        at=known.at if known else None,
        subject=known.subject if known else "",
        text=_about(entry.deed, known.text) if known else "",
        rows=entry.rows,
    )


def _about(deed: Deed, text: str) -> str:
    """The text of an entry in words; a step stands there by its code."""
    return text.replace("_", " ") if deed is Deed.STEP_ADDED else text


def _finding(found: Finding) -> FindingLine:
    what = f"{TABLE_WORDS.get(found.table, found.table)} {found.row}".strip()
    return FindingLine(found.table, found.row, f"{what} {FINDING_WORDS[found.kind]}")
