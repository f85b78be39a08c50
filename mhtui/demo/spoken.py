"""What was said at the tables of the invented past: notes, decisions, actions, and which of them were done."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from mhtui.demo.courses import Table


@dataclass(frozen=True, slots=True)
class Agreed:
    """A decision, or an action when it has no kind; days are counted from the meeting."""

    text: str
    owner: str
    due: int
    kind: str = ""
    """Code of the value list besluit."""
    done: int | None = None
    """The day it was ticked off; None is not yet."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said about one item."""

    minutes: int
    notes: tuple[str, ...] = ()
    question: str = ""
    """For the reporter."""
    agreed: tuple[Agreed, ...] = ()
    why: str = ""
    """Why it was on the agenda."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held; items by codename of a case, or by title."""

    table: Table
    back: int
    """How many meetings before the next one."""
    cases: Mapping[str, Spoken]
    free: Mapping[str, Spoken]
    absent: tuple[str, ...] = ()
    """Functions that were not there."""


_OOV, _AJZ, _POLICE = "Openbare Orde en Veiligheid", "Algemeen Juridische Zaken", "Politie (basisteam)"
_AF, _RIEC = "Aandachtsfunctionaris mensenhandel", "Accounthouder RIEC"

HELD: Final = (
    Held(
        Table.LOCAL,
        back=3,
        cases=MappingProxyType(
            {
                "Zwaluw": Spoken(
                    minutes=11,
                    why="jongeren, spoedig verrijken",
                    notes=("Leerplicht ziet op twee scholen hetzelfde patroon na de zomer.",),
                    question="Is er een moment waarop Betrokkene A alleen gesproken kan worden?",
                    agreed=(
                        Agreed(
                            "verzuim en schulden opvragen bij leerplicht en schuldhulp", _OOV, 14, "verrijken", done=10
                        ),
                    ),
                ),
                "Grutto": Spoken(
                    minutes=8,
                    why="gesprek werd afgebroken",
                    notes=("Zij wil nu geen hulp. Belangrijk dat zij weet waar zij terechtkan.",),
                    agreed=(Agreed("opnieuw bekijken als zij zelf contact zoekt", _POLICE, 112, "monitoren"),),
                ),
            }
        ),
        free=MappingProxyType({}),
        absent=("Civiel",),
    ),
    Held(
        Table.LOCAL,
        back=2,
        cases=MappingProxyType(
            {
                "Zwaluw": Spoken(
                    minutes=9,
                    why="tweede jongere in beeld",
                    notes=(
                        "Wijkagent herkent het patroon van een eerdere casus.",
                        "Het jongerenwerk houdt contact, zonder vragen over Betrokkene B te stellen.",
                    ),
                    agreed=(Agreed("inbrengen voor integrale weging", _RIEC, 21, "inbreng_riec", done=19),),
                ),
                "Dinkel": Spoken(
                    minutes=12,
                    why="bewoning zonder vergunning",
                    notes=("Bewoners mogen niet de dupe worden: opvang eerst, dan pas ingrijpen.",),
                    agreed=(
                        Agreed(
                            "integrale controle op brandveiligheid en huisvesting",
                            _AJZ,
                            20,
                            "bestuurlijke_maatregel",
                            done=18,
                        ),
                        Agreed("Arbeidsinspectie vragen mee te gaan bij de controle", _AF, 10, done=6),
                    ),
                ),
            }
        ),
        free=MappingProxyType(
            {
                "Leegstaande schuren in het buitengebied": Spoken(
                    minutes=6,
                    notes=("Verhuurders worden via via benaderd; contant, drie maanden vooruit.",),
                    agreed=(Agreed("leegstand en stroomverbruik naast elkaar leggen", "Civiel", 42),),
                )
            }
        ),
    ),
    Held(
        Table.LOCAL,
        back=1,
        cases=MappingProxyType(
            {
                "Zwaluw": Spoken(
                    minutes=10,
                    why="terugkoppeling RIEC",
                    notes=("RIEC weegt de zaak in december. Tot die tijd geen losse acties richting Betrokkene B.",),
                    question="Weet de melder of Betrokkene C ook wordt opgehaald bij Adres 1?",
                    agreed=(
                        Agreed("veilige plek na schooltijd regelen met school en jongerenwerk", _OOV, 12, "opvolging"),
                        Agreed("patroon rond de school volgen", _POLICE, 37, "monitoren"),
                    ),
                ),
                "Dinkel": Spoken(
                    minutes=13,
                    why="uitkomst van de controle",
                    notes=(
                        "Controle: elf slaapplaatsen, geen nooduitgang, gasflessen binnen.",
                        "Betrokkene B wil praten, maar niet bij Bedrijf 2 in de buurt.",
                    ),
                    agreed=(
                        Agreed("last onder dwangsom voorbereiden", _AJZ, 35, "bestuurlijke_maatregel"),
                        Agreed("opvang achter de hand houden voor negen personen", "Dienstverlening", 9),
                    ),
                ),
            }
        ),
        free=MappingProxyType(
            {
                "Horecacontroles in het najaar": Spoken(
                    minutes=5,
                    agreed=(Agreed("uitkomsten delen met de Arbeidsinspectie", _AF, 14, "melding", done=11),),
                )
            }
        ),
        absent=("Civiel", "Dienstverlening"),
    ),
    Held(
        Table.DRIELUIK,
        back=1,
        cases=MappingProxyType(
            {
                "Wulp": Spoken(
                    minutes=14,
                    why="werkwijze in drie provincies",
                    notes=("De KMar ziet dezelfde betaler bij twee andere jonge vrouwen.",),
                    agreed=(Agreed("navraag in de twee andere provincies", "Ketenregisseur", 32, "verrijken"),),
                ),
                "Linge": Spoken(
                    minutes=12,
                    why="minderjarig, meer meisjes",
                    notes=("AVIM kent het nummer uit een lopend onderzoek.",),
                    agreed=(
                        Agreed("plek in de beschermde opvang", "Zorgcoördinator", 7, "doorverwijzing_hulp", done=5),
                    ),
                ),
            }
        ),
        free=MappingProxyType({}),
    ),
)
"""In the order in which they were held, per series."""

COMING: Final = (
    (Table.LOCAL, (("Zwaluw", "actie school is te laat"), ("Dinkel", "last onder dwangsom"), ("Wilg", "nieuw")),
     ("Autobedrijven op het bedrijventerrein",)),
    (Table.DRIELUIK, (("Wulp", "antwoord van de andere provincies"),), ()),
)  # fmt: skip
"""What is on the agendas of the next meetings: series, cases with why, free items."""
