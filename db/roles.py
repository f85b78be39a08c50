"""Who may do what: one table, walked by tests, asked before a change and again by replay.

A valid signature is not a right: replay checks each entry against role x deed x table x kind of compartment.
Source: security design, "Compartments and roles"; the reporter is known to the AF only (Lopik, STAP 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from db.fields import NOUNS
from db.records.meeting import SeriesKind
from keys.directory import Kind, Role


class Deed(StrEnum):
    """The verbs of the log."""

    STORE_MADE = "kluis_gemaakt"
    DIRECTORY_CHANGED = "lijst_gewijzigd"
    HOLDER_ADDED = "sleutelhouder_toegevoegd"
    HOLDER_REVOKED = "sleutelhouder_ingetrokken"
    KEYS_ROTATED = "sleutels_vernieuwd"
    SHEET_RENEWED = "herstelblad_vernieuwd"
    RECOVERED = "hersteld"
    SLOT_CHANGED = "wachtzin_gewijzigd"
    SLOT_STRENGTHENED = "sleutel_versterkt"
    BACKUP_MADE = "backup_gemaakt"
    BACKUP_FAILED = "backup_mislukt"
    BACKUP_DESTROYED = "backup_vernietigd"
    DRILLED = "herstel_geoefend"
    RESTORED = "teruggezet"
    SIGNAL_ADDED = "signaal_toegevoegd"
    SIGNAL_CHANGED = "signaal_gewijzigd"
    STEP_ADDED = "stap_vastgelegd"
    LOOKED = "ingezien"
    CASE_MADE = "casus_gemaakt"
    CASE_CHANGED = "casus_gewijzigd"
    LINKED = "signaal_gekoppeld"
    SPLIT = "signaal_losgemaakt"
    RELEASED = "vrijgegeven"
    WITHDRAWN = "ingetrokken"
    WORDS_CHANGED = "bekende_woorden_gewijzigd"
    SAID_SHIELDED = "gezegde_afgeschermd"
    SERIES_MADE = "reeks_gemaakt"
    SERIES_CHANGED = "reeks_gewijzigd"
    MEETING_PLANNED = "overleg_gepland"
    AGENDA_CHANGED = "agenda_gewijzigd"
    MEETING_RUN = "overleg_gevoerd"
    NOTE_WRITTEN = "notitie_geschreven"
    DECIDED = "besloten"
    ACTION_CHANGED = "actie_gewijzigd"
    TABLE_ENTERED = "aan_tafel_gegaan"
    DRAFT_KEPT = "concept_bewaard"
    MEETING_CLOSED = "overleg_gesloten"
    LEFTOVER_JUDGED = "concept_beoordeeld"
    POSTPONED = "langer_bewaard"
    SHREDDED = "vernietigd"
    MINUTES_CHECKED = "besluitenlijst_gecontroleerd"
    NAMES_SPENT = "nummers_vastgehouden"
    TERM_CHANGED = "bewaartermijn_gewijzigd"
    ACCESS_SEARCHED = "inzage_gezocht"
    ACCESS_GIVEN = "inzage_gemaakt"


ROLE_KINDS: dict[Role, frozenset[Kind]] = {
    Role.AF: frozenset({Kind.IDENTITEIT, Kind.OVERLEG, Kind.CIJFERS, Kind.LOGBOEK, Kind.BEHEER}),
    Role.DEPUTY: frozenset({Kind.IDENTITEIT, Kind.OVERLEG, Kind.CIJFERS, Kind.LOGBOEK}),
    Role.OVERLEG: frozenset({Kind.OVERLEG}),
    Role.KETEN: frozenset({Kind.CIJFERS, Kind.OVERLEG}),
    Role.ZORG: frozenset({Kind.IDENTITEIT, Kind.OVERLEG}),
    Role.FG: frozenset({Kind.LOGBOEK}),
    Role.RECOVERY: frozenset(Kind),
}
"""Kinds of compartment whose keys a role may hold."""

UNSEEN_KINDS: dict[Role, frozenset[Kind]] = {Role.ZORG: frozenset({Kind.CIJFERS})}
"""Kinds of compartment that a role holds no key of, and puts rows in all the same: sealed to the public key."""
_UNSEEN_TABLES = frozenset({"facts", "data_keys"})

ROLE_SERIES: dict[Role, frozenset[SeriesKind]] = {
    Role.AF: frozenset(SeriesKind),
    Role.DEPUTY: frozenset(SeriesKind),
    Role.OVERLEG: frozenset({SeriesKind.LOCAL}),
    Role.KETEN: frozenset({SeriesKind.DRIELUIK}),
    Role.ZORG: frozenset({SeriesKind.DRIELUIK}),
    Role.FG: frozenset(),
    Role.RECOVERY: frozenset(SeriesKind),
}
"""Which series of meetings a role gets the overleg compartment of."""

_CASEWORKERS = frozenset({Role.AF, Role.DEPUTY})
_INTAKE = frozenset({Role.AF, Role.DEPUTY, Role.ZORG})
_TABLE = frozenset({Role.AF, Role.DEPUTY, Role.OVERLEG, Role.KETEN, Role.ZORG})


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do a deed, which tables it may touch, and of which of these it may change or remove rows."""

    roles: frozenset[Role]
    tables: frozenset[str]
    removes: frozenset[str] = frozenset()
    renews: frozenset[str] = frozenset()
    """Tables of `INSERT_ONLY` whose rows this deed may change all the same."""
    leaves: frozenset[str] = frozenset()
    """Tables in which this deed puts new rows under identiteit, sealed to the public key by who holds none of it."""


def _rule(roles: frozenset[Role], *tables: str, removes: tuple[str, ...] = ()) -> Rule:
    left = ("tombstones",) if removes else ()
    keys = ("data_keys", "draft_keys") if "drafts" in tables else ("data_keys",)
    return Rule(roles, frozenset({*tables, *left, *keys}), frozenset(removes))


def _turning(*tables: str, removes: tuple[str, ...] = ()) -> Rule:
    """The rule of a deed that gives every compartment new keys, and seals every row anew."""
    every = frozenset({"directories", "grants", "data_keys", "draft_keys", *NOUNS, *tables})
    return Rule(_AF, every, frozenset(removes), frozenset({"data_keys", "draft_keys", "leftovers"}))


_AF = frozenset({Role.AF})
_SLOT = Rule(frozenset(Role) - {Role.RECOVERY}, frozenset({"keyslots"}), renews=frozenset({"keyslots"}))
"""Everybody their own, which the replay checks; the herstelblad has none."""

_KEEPERS = Rule(frozenset(Role) - {Role.RECOVERY}, frozenset())
"""Everybody with a key may make a backup: who makes it opens nothing with that, and a computer that makes one every
night should hold the key that opens least."""
OPENERS: frozenset[Role] = frozenset({Role.AF, Role.DEPUTY, Role.RECOVERY})
"""To whom a backup is sealed: who may restore one."""

_CLOSING = Rule(
    _TABLE,
    frozenset(
        ("meetings", "items", "notes", "decisions", "drafts", "leftovers", "data_keys", "draft_keys", "tombstones")
    ),
    removes=frozenset({"drafts", "draft_keys"}),
    leaves=frozenset({"leftovers", "data_keys"}),
)
"""Ends the drafts of an overleg: what is open is sealed to identiteit, by a table that cannot open that."""

OF_DOSSIERS: frozenset[str] = frozenset(
    {"signals", "steps", "cases", "links", "releases", "items", "notes", "decisions", "actions"}
)
"""Tables with rows in the dossier of a signal or a case; its fact is in none, and stays."""
BEGINS_DOSSIER: frozenset[str] = frozenset({"signals", "cases"})
"""Tables whose rows each begin a dossier of the same id; only a dossier that is destroyed loses such a row."""
_SHREDDING = Rule(
    frozenset({Role.AF, Role.RECOVERY}), frozenset({"tombstones"}), removes=OF_DOSSIERS | frozenset({"data_keys"})
)
"""Takes whole dossiers away and writes nothing but tombstones; the herstelblad, for a backup that is put back."""

_ACCESS = Rule(_AF, frozenset())
"""A request of one person to know what is held about them: looked for, and made into a document; changes no row."""

RULES: dict[Deed, Rule] = {
    Deed.STORE_MADE: _rule(_AF, "directories", "keyslots", "grants", "labels", "holders", "roots", "series"),
    Deed.DIRECTORY_CHANGED: _rule(_AF, "directories", "grants", "labels"),
    Deed.HOLDER_ADDED: _rule(_AF, "directories", "keyslots", "grants", "holders"),
    Deed.HOLDER_REVOKED: _turning("keyslots", removes=("keyslots",)),
    Deed.KEYS_ROTATED: _turning(),
    Deed.SHEET_RENEWED: _turning(),
    Deed.RECOVERED: _rule(frozenset({Role.RECOVERY}), "directories", "keyslots", "grants", "holders"),
    Deed.SLOT_CHANGED: _SLOT,
    Deed.SLOT_STRENGTHENED: _SLOT,
    Deed.BACKUP_MADE: _KEEPERS,
    Deed.BACKUP_FAILED: _KEEPERS,
    Deed.BACKUP_DESTROYED: Rule(_CASEWORKERS | {Role.FG}, frozenset()),
    Deed.DRILLED: Rule(_CASEWORKERS, frozenset()),
    Deed.RESTORED: Rule(OPENERS, frozenset()),
    Deed.SIGNAL_ADDED: _rule(_INTAKE, "signals", "steps", "facts"),
    Deed.SIGNAL_CHANGED: _rule(_INTAKE, "signals", "facts", "releases", removes=("facts",)),
    Deed.STEP_ADDED: _rule(_INTAKE, "steps", "signals", "cases", "facts", removes=("facts",)),
    Deed.LOOKED: _rule(_INTAKE),
    Deed.CASE_MADE: _rule(_CASEWORKERS, "cases", "links", "signals", "facts"),
    Deed.CASE_CHANGED: _rule(_CASEWORKERS, "cases", "releases"),
    Deed.LINKED: _rule(_CASEWORKERS, "links", "releases", "signals", "cases", "facts"),
    Deed.SPLIT: _rule(_CASEWORKERS, "links", "releases", "signals", "cases", "facts", removes=("links",)),
    Deed.RELEASED: _rule(_CASEWORKERS, "releases", "cases"),
    Deed.WITHDRAWN: _rule(_CASEWORKERS, "releases", "cases"),
    Deed.WORDS_CHANGED: _rule(_CASEWORKERS, "labels", "releases"),
    Deed.SAID_SHIELDED: _rule(_CASEWORKERS, "items", "notes", "decisions", "actions"),
    Deed.SERIES_MADE: _rule(_AF, "series"),
    Deed.SERIES_CHANGED: _rule(_CASEWORKERS | {Role.KETEN}, "series", "meetings"),
    Deed.MEETING_PLANNED: _rule(_TABLE, "meetings", "items"),
    Deed.AGENDA_CHANGED: _rule(_TABLE, "items", "meetings", removes=("items",)),
    Deed.MEETING_RUN: _rule(_TABLE, "meetings", "items", "notes", "decisions", "draft_keys"),
    Deed.NOTE_WRITTEN: _rule(_TABLE, "notes", "drafts", removes=("notes", "drafts")),
    Deed.DECIDED: _rule(_TABLE, "decisions", "actions", "drafts", removes=("decisions", "actions", "drafts")),
    Deed.ACTION_CHANGED: _rule(_TABLE, "actions", "drafts", removes=("actions", "drafts")),
    Deed.DRAFT_KEPT: _rule(_TABLE, "drafts", removes=("drafts",)),
    Deed.MEETING_CLOSED: _CLOSING,
    Deed.LEFTOVER_JUDGED: _rule(_CASEWORKERS, "leftovers", "notes", "decisions", "actions", removes=("leftovers",)),
    Deed.MINUTES_CHECKED: _rule(_CASEWORKERS, "meetings", "items", "notes", "decisions", "actions"),
    Deed.TABLE_ENTERED: Rule(_CASEWORKERS, frozenset()),
    Deed.POSTPONED: _rule(_AF, "steps"),
    Deed.SHREDDED: _SHREDDING,
    Deed.NAMES_SPENT: _rule(_AF, "labels"),
    Deed.TERM_CHANGED: _rule(_AF, "labels"),
    Deed.ACCESS_SEARCHED: _ACCESS,
    Deed.ACCESS_GIVEN: _ACCESS,
}

GRANTORS: frozenset[Role] = frozenset({Role.AF, Role.RECOVERY})
"""Whose grants count: who may change the directory."""

INSERT_ONLY: frozenset[str] = frozenset(
    {"data_keys", "draft_keys", "keyslots", "grants", "directories", "tombstones", "leftovers"}
)
"""Tables whose rows only a deed that `renews` them changes: whoever replaces a data key destroys what it opens."""

OWN_SLOT: frozenset[Deed] = frozenset({Deed.SLOT_CHANGED, Deed.SLOT_STRENGTHENED})
"""Deeds by which a holder changes nothing but the keyslot of their own."""


LENT_ROLE: Role = Role.OVERLEG
"""As whom a key acts that its holder lent to the table (`keys.table_pass`), whoever that holder is."""

LENT_DEEDS: frozenset[Deed] = frozenset(
    deed for deed, rule in RULES.items() if LENT_ROLE in rule.roles and deed not in OWN_SLOT
)
"""What such a key may do: all that the overleg may, but never with the keyslot of who lent it."""


def may_hold(role: Role, kind: Kind, series: SeriesKind | None = None, *, region: bool = False) -> bool:
    """Whether a role may be given the key of a compartment.

    `series` tells which overleg it is, `region` whether an identiteit is that of the region: the zorgcoördinator takes
    in for the region and never reads what a municipality took in.
    """
    if kind not in ROLE_KINDS[role]:
        return False
    if kind is Kind.IDENTITEIT and role is Role.ZORG:
        return region
    return kind is not Kind.OVERLEG or series is None or series in ROLE_SERIES[role]


def unseen(role: Role, table: str, kind: Kind | None) -> bool:
    """Whether a role puts rows of `table` in a compartment of `kind` without a key of it.

    It adds and removes there and changes nothing, and only while it holds an identiteit: the fact of a signal that it
    takes in (docs/adr/0011).
    """
    return kind in UNSEEN_KINDS.get(role, frozenset()) and table in _UNSEEN_TABLES


def leaves(deed: Deed, table: str, kind: Kind | None) -> bool:
    """Whether a deed puts a new row of `table` under identiteit for who holds no key of it."""
    return kind is Kind.IDENTITEIT and table in RULES[deed].leaves


def allowed(role: Role, deed: Deed, table: str, kind: Kind | None, *, removes: bool = False) -> bool:
    """Whether a role may touch, or with `removes` remove, a row of `table` in a compartment of `kind` under this deed.

    `kind` is None for tables that belong to no compartment (directories, keyslots, tombstones).
    """
    rule = RULES[deed]
    tables = rule.removes if removes else rule.tables
    reached = kind is None or kind in ROLE_KINDS[role] or unseen(role, table, kind)
    reached = reached or (not removes and leaves(deed, table, kind))
    return role in rule.roles and table in tables and reached
