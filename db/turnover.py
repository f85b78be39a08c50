"""Which changes of the directory a deed may bring: asked by replay of every entry that comes with a new number.

A valid signature is not a right, and neither is the right deed for another change: who may add a colleague may not in
the same breath take the root over. It reads directories only, and knows no row and no key.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from db.roles import ROLE_KINDS, Deed
from keys.directory import Directory, Kind, Role

ROOT_ROLES: frozenset[Role] = frozenset(role for role, kinds in ROLE_KINDS.items() if Kind.BEHEER in kinds)
"""Who know the root key; when one of them leaves, another root takes its place."""


_ALWAYS: frozenset[Deed] = frozenset({Deed.HOLDER_ADDED, Deed.RECOVERED, Deed.HOLDER_REVOKED, Deed.KEYS_ROTATED})
"""Deeds that are nothing without another directory."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is different between a directory and the next."""

    came: tuple[Role, ...]
    left: tuple[Role, ...]
    made: int
    """How many compartments are new."""
    turned: int
    """How many compartments got new keys."""
    places: int
    """How many compartments there were."""
    rooted: bool
    """Whether the root is another."""

    @classmethod
    def between(cls, before: Directory, after: Directory) -> "Step":
        """Compare two directories that follow each other."""
        known = {holder.id for holder in before.holders}
        there = {holder.id for holder in before.holders if holder.active}
        epochs = {place.id: place.epoch for place in before.compartments}
        return cls(
            came=tuple(holder.role for holder in after.holders if holder.id not in known),
            left=tuple(holder.role for holder in after.holders if not holder.active and holder.id in there),
            made=sum(place.id not in epochs for place in after.compartments),
            turned=sum(epochs.get(place.id, place.epoch) != place.epoch for place in after.compartments),
            places=len(epochs),
            rooted=after.root_public != before.root_public,
        )

    @property
    def only_makes(self) -> bool:
        """Whether there are new compartments and nothing else is different."""
        return self.made > 0 and not (self.came or self.left or self.turned or self.rooted)

    def only_adds(self, *roles: Role) -> bool:
        """Whether one holder of these roles came and nothing else is different."""
        single = len(self.came) == 1 and self.came[0] in roles
        return single and not (self.left or self.made or self.turned or self.rooted)

    @property
    def turns_all(self) -> bool:
        """Whether every compartment got new keys, and nobody came and nothing was made."""
        return self.turned == self.places and not (self.came or self.made)


def _new_sheet(steps: Sequence[Step]) -> bool:
    """One herstelblad takes the place of another, and then everything gets new keys and another root."""
    if len(steps) != 2:  # noqa: PLR2004 - the retired code and the new one cannot be told in one directory
        return False
    first, second = steps
    swapped = (first.came, first.left) == ((Role.RECOVERY,), (Role.RECOVERY,))
    alone = not (first.made or first.turned or first.rooted)
    return swapped and alone and second.turns_all and second.rooted and not second.left


def _revocation(step: Step) -> bool:
    """Somebody leaves and everything gets new keys; another root when, and only when, they knew the old one."""
    gone = set(step.left)
    return bool(gone) and Role.RECOVERY not in gone and step.turns_all and step.rooted == bool(gone & ROOT_ROLES)


_ONE_STEP: dict[Deed, Callable[[Step], bool]] = {
    Deed.DIRECTORY_CHANGED: lambda step: step.only_makes,
    Deed.HOLDER_ADDED: lambda step: step.only_adds(*set(Role) - {Role.RECOVERY}),
    Deed.RECOVERED: lambda step: step.only_adds(Role.AF),
    Deed.KEYS_ROTATED: lambda step: step.turns_all and not step.left and not step.rooted,
    Deed.HOLDER_REVOKED: _revocation,
}


def lawful(deed: Deed, chain: Sequence[Directory]) -> bool:
    """Whether a deed may bring these directories: `chain` is the one before it, then each it brings."""
    steps = [Step.between(before, after) for before, after in pairwise(chain)]
    if deed is Deed.SHEET_RENEWED:
        return _new_sheet(steps)
    if not steps:
        return deed not in _ALWAYS
    return len(steps) == 1 and deed in _ONE_STEP and _ONE_STEP[deed](steps[0])
