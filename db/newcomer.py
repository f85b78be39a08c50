"""Who is to get a key: in a kluis that is founded, or in one that is there. It holds a wachtzin and never shows it."""

from dataclasses import dataclass, field

from keys.directory import Role


@dataclass(frozen=True, slots=True)
class NewHolder:
    """A holder to be added."""

    role: Role
    label: str
    """The function; a number comes behind it when another holder has or had it."""
    passphrase: str = field(default="", repr=False)
    """What opens the keyslot in the kluis; empty for who brings a key made elsewhere."""
    name: str = ""
    """Own name, sealed under beheer."""
