"""The routing rules of a municipality: which partner is told when, and who the partners are.

Data, not code: `data/lopik.toml` and `data/drenthe.toml` are examples, a municipality brings its own file. This module
reads and checks them; `meldroute` applies them.
"""

from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Self

from pydantic import Field, model_validator

from mhtui.casework.datafile import SHIPPED, DataModel, read_data

_CODE: Final = r"^[a-z0-9_]+$"
_NOT_RULES: Final = frozenset({"values", "codenames"})


class Force(StrEnum):
    """How strong a rule is, strongest first."""

    DIRECT = "direct"
    ALWAYS = "altijd"
    DECIDE = "besluiten"
    CONTACT = "contact"
    BRING_IN = "inbrengen"
    SUGGEST = "suggestie"
    MAY = "kan"

    @property
    def unknown_counts(self) -> bool:
        """Whether onbekend counts as yes: an empty form must never look like a clean one."""
        return self in _UNKNOWN_COUNTS

    @property
    def is_duty(self) -> bool:
        """Whether the line waits for an answer; a suggestion does not."""
        return self not in _NO_DUTY

    @property
    def strength(self) -> int:
        """0 for the strongest."""
        return _STRENGTH[self]


_UNKNOWN_COUNTS: Final = frozenset({Force.DIRECT, Force.ALWAYS})
_NO_DUTY: Final = frozenset({Force.SUGGEST, Force.MAY})
_STRENGTH: Final = {force: number for number, force in enumerate(Force)}


class Condition(StrEnum):
    """What a rule can look at; every one is answered with ja, nee or onbekend."""

    ANY = "elk"
    URGENT = "spoed"
    VICTIM = "mogelijk_slachtoffer"
    UNDERMINING = "ondermijnend"
    SEXUAL = "vorm_seksueel"
    LABOUR = "vorm_arbeid"
    CRIMINAL = "vorm_crimineel"
    ORGAN = "vorm_orgaan"
    UNDER_23 = "onder_23"
    FROM_18 = "vanaf_18"


class Department(DataModel):
    """A department of the municipality that is asked whether it knows the person, organisation or address (STAP 3)."""

    code: str = Field(pattern=_CODE)
    naam: str = Field(min_length=1)


class Partner(DataModel):
    """One partner of the register."""

    code: str = Field(pattern=_CODE)
    naam: str = Field(min_length=1)
    soort: str = Field(min_length=1)
    """`gemeente` is a colleague in the house: telling that one is no melding."""
    organisatie: str = ""
    telefoon: str = ""
    beveiligde_mail: str = ""
    bereikbaar: str = ""

    @property
    def outside(self) -> bool:
        """Whether telling this partner counts as a melding (Lopik, Monitoring)."""
        return self.soort != "gemeente"


class Rule(DataModel):
    """When everything in `wanneer` holds, this partner comes on the checklist."""

    wanneer: tuple[Condition, ...] = Field(min_length=1)
    partner: str
    kracht: Force
    toelichting: str = ""
    bron: str = ""


class Rules(DataModel):
    """A whole file of routing rules."""

    naam: str = Field(min_length=1)
    terugkoppeling_dagen: int = Field(ge=1, le=366)
    """Within how many days terugkoppeling is asked when nothing else is agreed (STAP 5)."""
    afdeling: tuple[Department, ...] = ()
    partner: tuple[Partner, ...]
    regel: tuple[Rule, ...]

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        codes = [partner.code for partner in self.partner]
        if len(codes) != len(set(codes)):
            raise ValueError("een partner staat er twee keer in")
        lost = next((rule.partner for rule in self.regel if rule.partner not in codes), None)
        if lost is not None:
            raise ValueError(f"een regel noemt de partner {lost}, die er niet in staat")
        if not any(rule.kracht is Force.ALWAYS and rule.wanneer == (Condition.ANY,) for rule in self.regel):
            raise ValueError("voor elk signaal hoort ten minste een partner met kracht altijd (STAP 4)")
        return self

    def __hash__(self) -> int:
        """Take the name: quick, and two files with one name are told apart by comparing them."""
        return hash(self.naam)

    @cached_property
    def _partners(self) -> dict[str, Partner]:
        return {partner.code: partner for partner in self.partner}

    @cached_property
    def strongest_first(self) -> tuple[tuple[Rule, Partner], ...]:
        """Every rule with its partner, in the order in which a partner gets its line."""
        ordered = sorted(self.regel, key=lambda rule: rule.kracht.strength)
        return tuple((rule, self._partners[rule.partner]) for rule in ordered)

    def partner_of(self, code: str) -> Partner | None:
        """Return a partner of the register."""
        return self._partners.get(code)

    def department_of(self, code: str) -> Department | None:
        """Return a department."""
        return next((department for department in self.afdeling if department.code == code), None)


@cache
def shipped() -> tuple[str, ...]:
    """Return the names of the rules that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml") if path.stem not in _NOT_RULES))


@cache
def _read(path: Path) -> Rules:
    return read_data(path, Rules)


def rules_named(name: str) -> Rules:
    """Return the rules with this name, or of the file with this path; raises `InvalidData`."""
    path = SHIPPED / f"{name}.toml" if name in shipped() else Path(name)
    return _read(path)
