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
    SERIES_MADE = "reeks_gemaakt"
    SERIES_CHANGED = "reeks_gewijzigd"
    MEETING_PLANNED = "overleg_gepland"
    AGENDA_CHANGED = "agenda_gewijzigd"
    MEETING_RUN = "overleg_gevoerd"
    NOTE_WRITTEN = "notitie_geschreven"
    DECIDED = "besloten"
    ACTION_CHANGED = "actie_gewijzigd"


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


def _rule(roles: frozenset[Role], *tables: str, removes: tuple[str, ...] = ()) -> Rule:
    left = ("tombstones",) if removes else ()
    return Rule(roles, frozenset({*tables, *left, "data_keys"}), frozenset(removes))


def _turning(*tables: str, removes: tuple[str, ...] = ()) -> Rule:
    """The rule of a deed that gives every compartment new keys, and seals every row anew."""
    every = frozenset({"directories", "grants", "data_keys", *NOUNS, *tables})
    return Rule(_AF, every, frozenset(removes), frozenset({"data_keys"}))


_AF = frozenset({Role.AF})
_SLOT = Rule(frozenset(Role) - {Role.RECOVERY}, frozenset({"keyslots"}), renews=frozenset({"keyslots"}))
"""Everybody their own, which the replay checks; the herstelblad has none."""

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
    Deed.SIGNAL_ADDED: _rule(_INTAKE, "signals", "steps", "facts"),
    Deed.SIGNAL_CHANGED: _rule(_INTAKE, "signals", "facts", "releases", removes=("facts",)),
    Deed.STEP_ADDED: _rule(_INTAKE, "steps", "signals", "cases", "facts"),
    Deed.LOOKED: _rule(_INTAKE),
    Deed.CASE_MADE: _rule(_CASEWORKERS, "cases", "links", "signals", "facts"),
    Deed.CASE_CHANGED: _rule(_CASEWORKERS, "cases", "releases"),
    Deed.LINKED: _rule(_CASEWORKERS, "links", "releases", "signals", "cases", "facts"),
    Deed.SPLIT: _rule(_CASEWORKERS, "links", "releases", "signals", "cases", "facts", removes=("links",)),
    Deed.RELEASED: _rule(_CASEWORKERS, "releases", "cases"),
    Deed.WITHDRAWN: _rule(_CASEWORKERS, "releases", "cases"),
    Deed.SERIES_MADE: _rule(_AF, "series"),
    Deed.SERIES_CHANGED: _rule(_CASEWORKERS | {Role.KETEN}, "series", "meetings"),
    Deed.MEETING_PLANNED: _rule(_TABLE, "meetings", "items"),
    Deed.AGENDA_CHANGED: _rule(_TABLE, "items", "meetings", removes=("items",)),
    Deed.MEETING_RUN: _rule(_TABLE, "meetings", "items", "notes", "decisions"),
    Deed.NOTE_WRITTEN: _rule(_TABLE, "notes", removes=("notes",)),
    Deed.DECIDED: _rule(_TABLE, "decisions", "actions", removes=("decisions", "actions")),
    Deed.ACTION_CHANGED: _rule(_TABLE, "actions", removes=("actions",)),
}

GRANTORS: frozenset[Role] = frozenset({Role.AF, Role.RECOVERY})
"""Whose grants count: who may change the directory."""

INSERT_ONLY: frozenset[str] = frozenset({"data_keys", "keyslots", "grants", "directories", "tombstones"})
"""Tables whose rows only a deed that `renews` them changes: whoever replaces a data key destroys what it opens."""

OWN_SLOT: frozenset[Deed] = frozenset({Deed.SLOT_CHANGED, Deed.SLOT_STRENGTHENED})
"""Deeds by which a holder changes nothing but the keyslot of their own."""


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


def allowed(role: Role, deed: Deed, table: str, kind: Kind | None, *, removes: bool = False) -> bool:
    """Whether a role may touch, or with `removes` remove, a row of `table` in a compartment of `kind` under this deed.

    `kind` is None for tables that belong to no compartment (directories, keyslots, tombstones).
    """
    rule = RULES[deed]
    tables = rule.removes if removes else rule.tables
    return role in rule.roles and table in tables and (kind is None or kind in ROLE_KINDS[role])
