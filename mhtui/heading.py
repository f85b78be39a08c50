"""What the header of every screen says about the session; known without drawing anything."""

from dataclasses import dataclass

from mhtui.actions.action import CASEWORK, OVERSIGHT


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header says about the session; a screen adds its title and its right-hand note."""

    store: str = ""
    """Name of the kluis."""
    role: str = ""
    """`keys.directory.Role` value; empty while locked."""
    signs: str = ""
    """The role of who signs what the table does, when it is not the table's own; empty otherwise."""
    names_open: bool = False
    demo: bool = False
    backup: str = ""
    """`back-up 3 d`; empty when this holder has nothing to do with backups."""
    backup_due: bool = False
    """Whether it is time for another one."""
    alarm: str = ""
    """What controle found, one sentence; empty when all is well."""


def unsound(role: str, count: int | None = None) -> str:
    """Say that a controle of this program found something (`count` when it was just now), and where to look."""
    things = f"{count} dingen die niet kloppen" if count is not None and count > 1 else "iets dat niet klopt"
    look = "kijk in Beheer (7)" if role in CASEWORK | OVERSIGHT else "de aandachtsfunctionaris ziet wat, in Beheer"
    return f"Controle vond {things}. Het programma schrijft niets meer; {look}."
