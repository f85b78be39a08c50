"""The ring: what this session can open, until it is locked."""

from collections.abc import Callable

import pytest

from keys.compartment import CompartmentKeys
from keys.errors import DecryptionError, Locked, NotGranted
from keys.ring import Ring
from keys.sealing import seal_to, verify
from tests.keys.conftest import AF_ID, OVERLEG_COMPARTMENT, Office


def test_a_ring_opens_what_was_granted_and_nothing_else(office: Office) -> None:
    """Not granted is normal: the mask on the screen."""
    ring = Ring(AF_ID, office.af, [office.compartment])
    assert ring.holder == AF_ID
    assert not ring.locked
    assert ring.can(OVERLEG_COMPARTMENT)
    assert ring.current(OVERLEG_COMPARTMENT) is office.compartment
    assert ring.at_epoch(OVERLEG_COMPARTMENT, 1) is office.compartment
    assert not ring.can("00" * 16)
    with pytest.raises(NotGranted):
        ring.current("00" * 16)
    with pytest.raises(NotGranted):
        ring.at_epoch(OVERLEG_COMPARTMENT, 2)


def test_the_newest_epoch_is_current_whatever_the_order(office: Office) -> None:
    """Older epochs stay reachable for what is not re-sealed yet."""
    second = office.compartment.next_epoch()
    for order in ([office.compartment, second], [second, office.compartment]):
        ring = Ring(AF_ID, office.af, order)
        assert ring.current(OVERLEG_COMPARTMENT) is second
        assert ring.at_epoch(OVERLEG_COMPARTMENT, 1) is office.compartment


def test_a_new_compartment_can_be_added(office: Office) -> None:
    """As when the AF makes the figures of a new year."""
    ring = Ring(AF_ID, office.af, [])
    added = CompartmentKeys.new("e5" * 16)
    ring.add(added)
    assert ring.current("e5" * 16) is added


def test_a_ring_signs_and_opens_as_its_holder(office: Office) -> None:
    """Nobody else's mail opens."""
    ring = Ring(AF_ID, office.af, [])
    verify(office.af.public.signing, b"log", b"entry", ring.sign(b"log", b"entry"))
    assert ring.open_sealed(seal_to(office.af.public.sealing, b"x", ()), ()) == b"x"
    with pytest.raises(DecryptionError):
        ring.open_sealed(seal_to(office.overleg.public.sealing, b"x", ()), ())


def test_a_locked_ring_can_do_nothing(office: Office) -> None:
    """`can` answers no, so that screens draw the mask; everything else says Locked."""
    ring = Ring(AF_ID, office.af, [office.compartment])
    ring.lock()
    assert ring.locked
    assert not ring.can(OVERLEG_COMPARTMENT)
    refused: list[Callable[[], object]] = [
        lambda: ring.current(OVERLEG_COMPARTMENT),
        lambda: ring.at_epoch(OVERLEG_COMPARTMENT, 1),
        lambda: ring.add(office.compartment),
        lambda: ring.sign(b"log", b"entry"),
        lambda: ring.open_sealed(b"", ()),
    ]
    for use in refused:
        with pytest.raises(Locked):
            use()
    assert not ring.can(OVERLEG_COMPARTMENT)
