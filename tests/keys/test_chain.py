"""The chain of directories: each number goes on from the one before, and a root follows another by certificate only."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from keys.chain import certify_root, check_step, read_chain
from keys.directory import Compartment, Directory, Holder, Kind, Role, RootKey
from keys.envelope import new_key
from keys.errors import BadSignature, KeyNotTrusted
from keys.holder import HolderKeys
from tests.keys.conftest import AF_ID, OVERLEG_ID, Office

_SHEET_ID = "d4" * 16


def successor(directory: Directory) -> Directory:
    """Make the number that follows."""
    return replace(directory, number=directory.number + 1, previous=directory.digest, certificate=b"")


@pytest.fixture(scope="module")
def sheet() -> HolderKeys:
    """The keys of a herstelcode."""
    return HolderKeys.from_recovery(new_key())


@pytest.fixture(scope="module")
def first(office: Office, sheet: HolderKeys) -> Directory:
    """Number 1, with a herstelblad."""
    listed = Holder(_SHEET_ID, Role.RECOVERY, "Herstelblad", sheet.public)
    return replace(office.directory, holders=(*office.directory.holders, listed))


def _rooted(directory: Directory, sheet: HolderKeys, root: RootKey) -> Directory:
    """Make the number that follows, under another root that a herstelcode certifies."""
    certificate = certify_root(sheet, directory, root.public)
    return replace(successor(directory), root_public=root.public, certificate=certificate)


def test_a_chain_reads_in_order(office: Office) -> None:
    """Three numbers, each naming the digest before it."""
    second = successor(office.directory)
    third = successor(second)
    signed = [office.root.sign_directory(each) for each in (office.directory, second, third)]
    assert read_chain(signed) == (office.directory, second, third)


def test_a_broken_chain_is_refused(office: Office) -> None:
    """Empty, headless, out of order, with a gap, or with another store, demo mark or past."""
    first, root = office.directory, office.root
    second = successor(first)
    signed = [root.sign_directory(each) for each in (first, second, successor(second))]
    broken = [
        [],
        signed[1:],
        [signed[0], signed[2]],
        [signed[0], signed[2], signed[1]],
        [signed[0], signed[0]],
        [signed[0], root.sign_directory(replace(second, store_id="00" * 16))],
        [signed[0], root.sign_directory(replace(second, demo=True))],
        [signed[0], root.sign_directory(replace(second, previous="00" * 32))],
        [signed[0], root.sign_directory(replace(second, number=3))],
    ]
    for chain in broken:
        with pytest.raises(KeyNotTrusted):
            read_chain(chain)


def test_another_root_without_a_certificate_is_refused(office: Office, first: Directory) -> None:
    """However well it fits: with a herstelblad in the directory, and without one."""
    other = RootKey.generate()
    for directory in (first, office.directory):
        taken = other.sign_directory(replace(successor(directory), root_public=other.public))
        with pytest.raises(BadSignature):
            read_chain([office.root.sign_directory(directory), taken])


def test_a_certified_root_is_followed(office: Office, first: Directory, sheet: HolderKeys) -> None:
    """The new root signs from there on, and the old one no more."""
    other = RootKey.generate()
    second = _rooted(first, sheet, other)
    third = successor(second)
    signed = [office.root.sign_directory(first), other.sign_directory(second), other.sign_directory(third)]
    assert read_chain(signed) == (first, second, third)
    back = office.root.sign_directory(replace(third, root_public=office.root.public))
    with pytest.raises(BadSignature):
        read_chain([*signed[:2], back])


@pytest.mark.parametrize(
    "change",
    [
        lambda directory, _: replace(directory, certificate=b""),
        lambda directory, _: replace(
            directory, certificate=directory.certificate[:-1] + bytes([directory.certificate[-1] ^ 1])
        ),
        lambda directory, root: replace(directory, root_public=root.public),
    ],
    ids=["without", "damaged", "of another root"],
)
def test_a_certificate_is_for_one_root(
    office: Office, first: Directory, sheet: HolderKeys, change: Callable[[Directory, RootKey], Directory]
) -> None:
    """A bit of it changed, or another key in its place, and it certifies nothing."""
    other, third = RootKey.generate(), RootKey.generate()
    wrong = change(_rooted(first, sheet, other), third)
    signer = third if wrong.root_public == third.public else other
    with pytest.raises(BadSignature):
        read_chain([office.root.sign_directory(first), signer.sign_directory(wrong)])


def test_a_certificate_is_for_one_place(office: Office, first: Directory, sheet: HolderKeys) -> None:
    """Made for number 2 it does not hold for number 3, nor for a number 2 after another number 1."""
    other = RootKey.generate()
    rooted = _rooted(first, sheet, other)
    second = successor(first)
    later = replace(rooted, number=3, previous=second.digest)
    with pytest.raises(BadSignature):
        check_step(second, later)
    elsewhere = replace(first, demo=True)
    with pytest.raises(BadSignature):
        check_step(elsewhere, replace(rooted, demo=True, previous=elsewhere.digest))
    assert office.root.public != other.public


def test_a_retired_sheet_certifies_nothing(first: Directory, sheet: HolderKeys) -> None:
    """Nor does a sheet that was never named."""
    retired = replace(
        successor(first), holders=tuple(replace(each, active=each.id != _SHEET_ID) for each in first.holders)
    )
    check_step(first, retired)
    with pytest.raises(BadSignature):
        check_step(retired, _rooted(retired, sheet, RootKey.generate()))
    stranger = HolderKeys.from_recovery(new_key())
    with pytest.raises(BadSignature):
        check_step(first, _rooted(first, stranger, RootKey.generate()))


def test_a_certificate_without_a_new_root_is_refused(first: Directory, sheet: HolderKeys) -> None:
    """One way to write a directory: the certificate stands where the root changes and nowhere else."""
    with pytest.raises(KeyNotTrusted):
        check_step(first, replace(successor(first), certificate=certify_root(sheet, first, first.root_public)))


def _with_holder(directory: Directory, **changes: object) -> Directory:
    """Make the number that follows with something changed of the overleg."""
    holders = tuple(
        replace(each, **changes) if each.id == OVERLEG_ID else each  # type: ignore[arg-type]  # named by the test
        for each in directory.holders
    )
    return replace(successor(directory), holders=holders)


def test_nobody_changes_or_comes_back(first: Directory) -> None:
    """Another public key, role or name, a holder that vanished, or one that left and is there again."""
    other = HolderKeys.generate().public
    gone = replace(successor(first), holders=tuple(each for each in first.holders if each.id != OVERLEG_ID))
    left = _with_holder(first, active=False)
    check_step(first, left)
    wrong = [
        (first, _with_holder(first, public=other)),
        (first, _with_holder(first, role=Role.AF)),
        (first, _with_holder(first, label="Iemand anders")),
        (first, gone),
        (left, _with_holder(left, active=True)),
    ]
    for before, after in wrong:
        with pytest.raises(KeyNotTrusted):
            check_step(before, after)
    assert first.holder(AF_ID).active


def _with_place(directory: Directory, **changes: object) -> Directory:
    place = replace(directory.compartments[0], **changes)  # type: ignore[arg-type]  # named by the test
    return replace(successor(directory), compartments=(place,))


def test_a_compartment_goes_on_by_epochs(office: Office, first: Directory) -> None:
    """New keys with the next epoch only, never the same kind of row under another kind, and none vanishes."""
    fresh = office.compartment.next_epoch()
    second = _with_place(first, epoch=2, sealing_public=fresh.sealing_public)
    check_step(first, second)
    added = Compartment("e5" * 16, Kind.CIJFERS, 1, fresh.sealing_public)
    check_step(first, replace(successor(first), compartments=(*first.compartments, added)))
    wrong = [
        (first, _with_place(first, sealing_public=fresh.sealing_public)),
        (first, _with_place(first, epoch=2)),
        (first, _with_place(first, epoch=3, sealing_public=fresh.sealing_public)),
        (first, _with_place(first, kind=Kind.LOGBOEK)),
        (first, replace(successor(first), compartments=())),
        (second, _with_place(second, epoch=1, sealing_public=office.compartment.sealing_public)),
    ]
    for before, after in wrong:
        with pytest.raises(KeyNotTrusted):
            check_step(before, after)
