"""What was done with each case of the invented present, counted in days before today."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Final

from db.records.signal import StepKind


class Table(Enum):
    """For which series a text was released."""

    LOCAL = "lokaal"
    DRIELUIK = "drieluik"


@dataclass(frozen=True, slots=True)
class Did:
    """A step that was taken."""

    days_ago: int
    kind: StepKind
    partner: str = ""
    text: str = ""
    due: int | None = None
    """Days from today, below zero in the past; None leaves it to the rules."""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a case."""

    made: int
    """Days ago."""
    steps: tuple[Did, ...] = ()
    released: tuple[tuple[int, Table], ...] = ()
    """(days ago, for which series); a text is written the day it is first released."""
    written: int | None = None
    """Days ago that a text was written which is not released."""


def _told(days_ago: int, *partners: str, heard: int | None = None, due: int | None = None) -> tuple[Did, ...]:
    """Tell partners on one day, and hear from all of them on a later one."""
    told = tuple(Did(days_ago, StepKind.PARTNER_TOLD, partner, due=due) for partner in partners)
    if heard is None:
        return told
    return (*told, *(Did(heard, StepKind.FEEDBACK_RECEIVED, partner, "gehoord, geen bezwaar") for partner in partners))


def _enriched(days_ago: int) -> tuple[Did, ...]:
    """Record, and look whether anything was known."""
    return (
        Did(days_ago, StepKind.RECORDED, text="geen direct gevaar; met de melder besproken"),
        Did(days_ago, StepKind.KNOWN_CHECKED, text="eigen dossiers nagekeken: niet eerder gezien"),
    )


_REGION: Final = ("zorgcoordinator", "ketenregisseur", "meldcode")
"""Whom every signal with a possible victim goes to (Drenthe 2023, figuur 1)."""

COURSES: Final[Mapping[str, Course]] = MappingProxyType(
    {
        "Zwaluw": Course(
            made=96,
            steps=(
                *_enriched(96),
                *_told(95, *_REGION, heard=84),
                *_told(93, "veilig_thuis", heard=80),
                Did(94, StepKind.DEPARTMENT_ASKED, "sociaal", "schulden en zorg in het gezin?"),
                Did(88, StepKind.DEPARTMENT_ANSWERED, "sociaal", "gezin bekend, schuldhulp sinds maart"),
                *_told(43, "riec", heard=21),
            ),
            released=((90, Table.LOCAL), (66, Table.LOCAL)),
        ),
        "Dinkel": Course(
            made=82,
            steps=(
                *_enriched(82),
                *_told(81, *_REGION, heard=70),
                *_told(80, "nla", heard=60),
                Did(79, StepKind.DEPARTMENT_ASKED, "toezicht", "vergunning en bewoning van het adres?"),
                Did(62, StepKind.DEPARTMENT_ANSWERED, "toezicht", "geen vergunning voor bewoning"),
                *_told(40, "riec", due=6),
            ),
            released=((60, Table.LOCAL),),
        ),
        "Wilg": Course(
            made=18,
            steps=(
                *_enriched(18),
                *_told(17, *_REGION, heard=9),
                *_told(16, "veilig_thuis", due=4),
                Did(15, StepKind.DEPARTMENT_ASKED, "sociaal", "indicatie en netwerk?"),
                Did(8, StepKind.DEPARTMENT_ANSWERED, "sociaal", "indicatie begeleid wonen, mentor bekend"),
            ),
            released=((2, Table.LOCAL),),
        ),
        "Dommel": Course(
            made=68,
            steps=(
                *_enriched(68),
                *_told(67, *_REGION, heard=55),
                *_told(41, "nla", due=-12),
                *_told(41, "riec", heard=30),
            ),
            written=45,
        ),
        "Grutto": Course(
            made=130,
            steps=(
                *_enriched(130),
                *_told(129, *_REGION, heard=118),
                *_told(128, "veilig_thuis", "tmm", heard=115),
                Did(72, StepKind.MONITOR, text="zij zoekt zelf contact als zij dat wil", due=40),
            ),
            released=((100, Table.LOCAL),),
        ),
        "Esdoorn": Course(
            made=157,
            steps=(
                *_enriched(157),
                *_told(157, *_REGION, heard=146),
                *_told(156, "riec", "veilig_thuis", heard=140),
                Did(45, StepKind.FEEDBACK_GIVEN, text="verteld dat hij veilig is en dat het onderzoek loopt"),
                Did(44, StepKind.CLOSED, text="opvang loopt, strafzaak bij de politie"),
            ),
            written=150,
        ),
        "Reest": Course(
            made=203,
            steps=(
                *_enriched(203),
                *_told(202, *_REGION, heard=190),
                *_told(201, "nla", heard=170),
                Did(130, StepKind.FEEDBACK_GIVEN, text="loon is nabetaald, NLA houdt toezicht"),
                Did(120, StepKind.CLOSED, text="loon nabetaald, toezicht bij de NLA"),
                Did(6, StepKind.REOPENED, text="nieuw signaal over hetzelfde adres en dezelfde werkwijze"),
            ),
            written=195,
        ),
        "IJsvogel": Course(
            made=11,
            steps=(
                *_enriched(11),
                *_told(11, "zorgcoordinator", "ketenregisseur", due=5),
                Did(10, StepKind.DEPARTMENT_ASKED, "sociaal", "is het gezin bekend?"),
            ),
        ),
        "Lariks": Course(made=3),
        "Wulp": Course(
            made=63,
            steps=(
                *_enriched(63),
                *_told(62, *_REGION, heard=50),
                *_told(61, "riec", heard=42),
                *_told(35, "kmar", due=9),
            ),
            released=((40, Table.DRIELUIK),),
        ),
        "Linge": Course(
            made=37,
            steps=(*_enriched(37), *_told(37, *_REGION, heard=29), *_told(36, "veilig_thuis", "tmm", heard=26)),
            released=((33, Table.DRIELUIK),),
        ),
        "Kornoelje": Course(
            made=111,
            steps=(
                *_enriched(111),
                *_told(110, *_REGION, heard=99),
                Did(
                    70,
                    StepKind.NO_FOLLOW_UP,
                    text="oplichting bij de reis, geen uitbuiting in Nederland; doorverwezen",
                    outcome="geen_mensenhandel",
                ),
            ),
            written=100,
        ),
    }
)
"""By codename."""

DOINGS: Final[Mapping[str, tuple[Did, ...]]] = MappingProxyType(
    {
        "": (),
        "verrijken": (
            *_enriched(8),
            *_told(8, "zorgcoordinator", due=3),
            Did(8, StepKind.DEPARTMENT_ASKED, "burgerzaken", "staat hier iemand ingeschreven?"),
        ),
        "meldroute": (*_enriched(15), *_told(14, "zorgcoordinator", heard=5), *_told(14, "ketenregisseur", due=2)),
    }
)
"""What is being done with signals that are no case yet."""
