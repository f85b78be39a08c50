"""The ring: what this session can open, until it is locked."""

from collections.abc import Callable
from threading import Thread

import pytest

from keys.compartment import CompartmentKeys, Grant
from keys.errors import BadSignature, DecryptionError, Locked, NotGranted
from keys.ring import Ring
from keys.sealing import seal_to, verify
from tests.keys.conftest import AF_ID, OVERLEG_COMPARTMENT, OVERLEG_ID, STORE, Office


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


def test_locking_drops_the_data_keys_that_were_opened(office: Office) -> None:
    """Of every epoch, also for who still holds one."""
    epochs = [office.compartment.next_epoch()]
    epochs.append(epochs[0].next_epoch())
    ring = Ring(AF_ID, office.af, epochs)
    for keys in epochs:
        keys.unwrap_once(keys.wrap(bytes(32), [b"1"]), "1", lambda: [b"1"])
    assert [len(keys._opened) for keys in epochs] == [1, 1]
    ring.lock()
    assert [keys._opened for keys in epochs] == [{}, {}]


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


def granted(ring: Ring, office: Office) -> Grant:
    """Grant the office's compartment to the overleg, as the holder of this ring."""
    return ring.make_grant(office.compartment, store_id=STORE, holder=OVERLEG_ID, holder_public=office.overleg.public)


def test_one_ring_grants_and_the_other_opens(office: Office) -> None:
    """The grant is in the name of the holder whose ring made it."""
    grant = granted(Ring(AF_ID, office.af, [office.compartment]), office)
    assert (grant.holder, grant.grantor, grant.epoch) == (OVERLEG_ID, AF_ID, 1)
    receiver = Ring(OVERLEG_ID, office.overleg, [])
    keys = receiver.open_grant(grant, store_id=STORE, grantor_public=office.af.public)
    assert keys.sealing_public == office.compartment.sealing_public
    with pytest.raises(BadSignature):
        receiver.open_grant(grant, store_id=STORE, grantor_public=office.overleg.public)


class LockedOver(str):
    """The id of a compartment; while a ring looks it up, another thread locks that ring."""

    __slots__ = ("ring", "threads")

    ring: Ring
    threads: list[Thread]

    def __hash__(self) -> int:
        if not self.threads:
            self.threads.append(Thread(target=self.ring.lock))
            self.threads[0].start()
            self.threads[0].join(timeout=0.1)
        return super().__hash__()


def test_locking_wins_from_a_thread_that_is_adding(office: Office) -> None:
    """The lock waits for the addition and then drops it too: a locked ring is empty."""
    name = LockedOver(OVERLEG_COMPARTMENT)
    name.ring = Ring(AF_ID, office.af, [])
    name.threads = []
    name.ring.add(CompartmentKeys(name, 1, bytes(32)))
    name.threads[0].join()
    assert name.ring.locked
    assert not name.ring.can(OVERLEG_COMPARTMENT)


def test_a_locked_ring_can_do_nothing(office: Office) -> None:
    """`can` answers no, so that screens draw the mask; everything else says Locked."""
    ring = Ring(AF_ID, office.af, [office.compartment])
    grant = granted(ring, office)
    ring.lock()
    assert ring.locked
    assert not ring.can(OVERLEG_COMPARTMENT)
    refused: list[Callable[[], object]] = [
        lambda: ring.current(OVERLEG_COMPARTMENT),
        lambda: ring.at_epoch(OVERLEG_COMPARTMENT, 1),
        lambda: ring.add(office.compartment),
        lambda: ring.sign(b"log", b"entry"),
        lambda: ring.open_sealed(b"", ()),
        lambda: granted(ring, office),
        lambda: ring.open_grant(grant, store_id=STORE, grantor_public=office.af.public),
    ]
    for use in refused:
        with pytest.raises(Locked):
            use()
    assert not ring.can(OVERLEG_COMPARTMENT)
