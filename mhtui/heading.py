"""What the header of every screen says about the session; known without drawing anything."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """What the header says about the session; a screen adds its title and its right-hand note."""

    store: str = ""
    """Name of the kluis."""
    role: str = ""
    """`keys.directory.Role` value; empty while locked."""
    names_open: bool = False
    demo: bool = False
    backup: str = ""
    """`back-up 3 d`; empty when this holder has nothing to do with backups."""
    alarm: str = ""
    """What controle found, one sentence; empty when all is well."""
