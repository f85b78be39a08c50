"""What the tests of this floor share: a small office with a store, holders and a compartment."""

from dataclasses import dataclass

import pytest

from keys.compartment import CompartmentKeys
from keys.directory import Compartment, Directory, Holder, Kind, Role, RootKey
from keys.holder import HolderKeys

STORE = "5f" * 16
AF_ID = "a1" * 16
OVERLEG_ID = "b2" * 16
OVERLEG_COMPARTMENT = "c3" * 16


@dataclass(frozen=True)
class Office:
    """Two holders, one compartment, one root key and the first directory."""

    root: RootKey
    af: HolderKeys
    overleg: HolderKeys
    compartment: CompartmentKeys
    directory: Directory


@pytest.fixture(scope="session")
def office() -> Office:
    """Build the office once; everything in it is frozen."""
    root, af, overleg = RootKey.generate(), HolderKeys.generate(), HolderKeys.generate()
    compartment = CompartmentKeys.new(OVERLEG_COMPARTMENT)
    directory = Directory(
        store_id=STORE,
        number=1,
        previous="",
        demo=False,
        root_public=root.public,
        holders=(
            Holder(AF_ID, Role.AF, "Aandachtsfunctionaris", af.public),
            Holder(OVERLEG_ID, Role.OVERLEG, "Overleg", overleg.public),
        ),
        compartments=(Compartment(compartment.compartment, Kind.OVERLEG, 1, compartment.sealing_public),),
    )
    return Office(root, af, overleg, compartment, directory)
