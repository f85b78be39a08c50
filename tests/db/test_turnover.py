"""Which changes of the directory a deed may bring, and what a leaver who can write the store achieves: nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from db import schema
from db.admitting import add_holder
from db.findings import FindingKind
from db.newcomer import NewHolder
from db.office import root_key, write_directory
from db.opening import read_directories
from db.replay import check_store
from db.roles import Deed
from db.store import open_store
from db.turning import revoke
from db.turnover import lawful
from db.unit import new_id
from keys.chain import certify_root
from keys.compartment import CompartmentKeys
from keys.directory import Compartment, Directory, Holder, Kind, Role, RootKey
from keys.errors import ForgedDirectory
from keys.holder import HolderKeys
from keys.passphrase import FLOOR_POLICY
from tests.db.conftest import Original, clock
from tests.db.raw import Scene, write_signed

_WORDS = "haven kompas zeilboot"
_KEYS = HolderKeys.generate()
_FRESH = CompartmentKeys.new("e" * 32)


def _directory() -> Directory:
    """Number 1 of a small office: an af, the overleg and a herstelblad; two compartments."""
    roles = (Role.AF, Role.OVERLEG, Role.RECOVERY)
    places = [CompartmentKeys.new(sign * 32) for sign in "ab"]
    return Directory(
        store_id="5" * 32,
        number=1,
        previous="",
        demo=False,
        root_public=RootKey.generate().public,
        holders=tuple(Holder(role.value, role, role.value, _KEYS.public) for role in roles),
        compartments=tuple(
            Compartment(keys.compartment, kind, 1, keys.sealing_public)
            for keys, kind in zip(places, (Kind.BEHEER, Kind.OVERLEG), strict=True)
        ),
    )


def _came(role: Role) -> Callable[[Directory], Directory]:
    return lambda old: replace(old, holders=(*old.holders, Holder(f"new {role}", role, "n", _KEYS.public)))


def _left(role: Role) -> Callable[[Directory], Directory]:
    return lambda old: replace(
        old, holders=tuple(replace(each, active=each.active and each.role is not role) for each in old.holders)
    )


def _made(old: Directory) -> Directory:
    added = Compartment(_FRESH.compartment, Kind.CIJFERS, 1, _FRESH.sealing_public)
    return replace(old, compartments=(*old.compartments, added))


def _turned(old: Directory) -> Directory:
    return replace(old, compartments=tuple(replace(each, epoch=each.epoch + 1) for each in old.compartments))


def _half_turned(old: Directory) -> Directory:
    first, *others = old.compartments
    return replace(old, compartments=(replace(first, epoch=first.epoch + 1), *others))


def _rooted(old: Directory) -> Directory:
    return replace(old, root_public=RootKey.generate().public)


_STEPS: dict[str, tuple[Callable[[Directory], Directory], ...]] = {
    "made": (_made,),
    "came af": (_came(Role.AF),),
    "came fg": (_came(Role.FG),),
    "came herstel": (_came(Role.RECOVERY),),
    "left overleg": (_left(Role.OVERLEG),),
    "left overleg, half turned": (_left(Role.OVERLEG), _half_turned),
    "left overleg, turned": (_left(Role.OVERLEG), _turned),
    "left overleg, turned, rooted": (_left(Role.OVERLEG), _turned, _rooted),
    "left af, turned": (_left(Role.AF), _turned),
    "left af, turned, rooted": (_left(Role.AF), _turned, _rooted),
    "left herstel, turned, rooted": (_left(Role.RECOVERY), _turned, _rooted),
    "left overleg, came af, turned": (_left(Role.OVERLEG), _came(Role.AF), _turned),
    "turned": (_turned,),
    "half turned": (_half_turned,),
    "rooted": (_rooted,),
    "turned, rooted": (_turned, _rooted),
    "came fg, rooted": (_came(Role.FG), _rooted),
    "made, came fg": (_made, _came(Role.FG)),
    "nothing": (),
}
_LAWFUL: dict[Deed, set[str]] = {
    Deed.DIRECTORY_CHANGED: {"made"},
    Deed.HOLDER_ADDED: {"came af", "came fg"},
    Deed.RECOVERED: {"came af"},
    Deed.KEYS_ROTATED: {"turned"},
    Deed.HOLDER_REVOKED: {"left overleg, turned", "left af, turned, rooted"},
}


def _after(old: Directory, name: str) -> Directory:
    new = old
    for change in _STEPS[name]:
        new = change(new)
    return replace(new, number=old.number + 1)


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_by_every_change_of_the_directory(deed: Deed) -> None:
    """What a deed may bring is listed here; every other of the changes is refused, alone and twice over."""
    old = _directory()
    assert {name for name in _STEPS if lawful(deed, [old, _after(old, name)])} == _LAWFUL.get(deed, set())
    for name in _LAWFUL.get(deed, set()):
        once = _after(old, name)
        assert not lawful(deed, [old, once, _after(once, name)])
    needed = {Deed.HOLDER_ADDED, Deed.RECOVERED, Deed.HOLDER_REVOKED, Deed.KEYS_ROTATED, Deed.SHEET_RENEWED}
    assert lawful(deed, [old]) == (deed not in needed)


@pytest.mark.parametrize("deed", Deed)
def test_a_new_sheet_is_two_steps(deed: Deed) -> None:
    """One sheet for the other, then new keys and another root; only under its own deed."""
    old = _directory()
    swapped = replace(_came(Role.RECOVERY)(_left(Role.RECOVERY)(old)), number=2)
    assert lawful(deed, [old, swapped, _after(swapped, "turned, rooted")]) == (deed is Deed.SHEET_RENEWED)
    for second in set(_STEPS) - {"turned, rooted"}:
        assert not lawful(deed, [old, swapped, _after(swapped, second)]), second
    assert not lawful(Deed.SHEET_RENEWED, [old, _after(old, "came herstel"), _after(swapped, "turned, rooted")])


@pytest.fixture
def kept_root(scene: Scene, original: Original) -> RootKey:
    """Hand the kluis of the scene over; return the root key that the leaver has known."""
    kept, leaver = root_key(scene.store), scene.store.open_ring.holder
    added = add_holder(scene.store, NewHolder(Role.AF, "Aandachtsfunctionaris", _WORDS), policy=FLOOR_POLICY)
    successor = open_store(scene.store.location, clock=clock)
    successor.unlock(added.id, _WORDS, policy=FLOOR_POLICY)
    revoke(successor, leaver, code=original.code)
    successor.close()
    return kept


def _back_in(old: Directory) -> Directory:
    return replace(
        old,
        number=old.number + 1,
        previous=old.digest,
        certificate=b"",
        holders=tuple(replace(each, active=True) for each in old.holders),
    )


def _as_new(old: Directory) -> Directory:
    me = Holder(new_id(), Role.AF, "Weer terug", _KEYS.public)
    return replace(_back_in(old), holders=(*old.holders, me))


def _with_own_keys(old: Directory) -> Directory:
    """Everything from now on would be sealed to a key of the leaver."""
    places = tuple(
        replace(each, epoch=each.epoch + 1, sealing_public=_FRESH.sealing_public) for each in old.compartments
    )
    return replace(_as_new(old), compartments=places)


@pytest.mark.parametrize("change", [_back_in, _as_new, _with_own_keys])
@pytest.mark.parametrize("signer", ["the old root", "a root of their own", "a certified root of their own"])
def test_a_leaver_does_not_get_back_in(
    scene: Scene, original: Original, kept_root: RootKey, change: Callable[[Directory], Directory], signer: str
) -> None:
    """With the old root key, their own keys and the right to write every table, they write the next directory."""
    with scene.raw.connection() as connection:
        before = read_directories(connection)[-1]
    root = kept_root if signer == "the old root" else RootKey.generate()
    forged = replace(change(before), root_public=root.public)
    if signer == "a certified root of their own":
        forged = replace(forged, certificate=certify_root(original.keys[Role.AF], before, root.public))
    signed = root.sign_directory(forged)
    values = {"id": new_id(), "number": forged.number, "version": 1, "body": signed.body, "signature": signed.signature}
    scene.raw.put(schema.directories, values)
    with pytest.raises(ForgedDirectory):
        open_store(scene.store.location, clock=clock)
    found = {(each.kind, each.table) for each in check_store(scene.store.location).findings}
    assert (FindingKind.DIRECTORY, "directories") in found


def test_an_entry_for_an_unlawful_directory_is_refused(scene: Scene) -> None:
    """The aandachtsfunctionaris signs it all rightly, but adding a colleague is not rotating."""
    old = scene.store.directory
    forged = replace(_came(Role.FG)(old), number=2, previous=old.digest)
    with scene.store.unit(Deed.KEYS_ROTATED) as unit:
        unit.directory = forged
        write_directory(unit, forged, root_key(scene.store).sign_directory(forged))
    found = check_store(scene.store.location).findings
    assert [(each.kind, each.table, each.row) for each in found] == [(FindingKind.ENTRY_NOT_ALLOWED, "log", "11")]


def test_nobody_changes_the_wachtzin_of_another(scene: Scene, original: Original) -> None:
    """Under the deed by which everybody may change their own."""
    table = original.unlock(open_store(scene.store.location, clock=clock), Role.OVERLEG)
    for role, right in ((Role.OVERLEG, True), (Role.AF, False)):
        holder = next(each for each in scene.store.holders() if each.role is role)
        with scene.raw.connection() as connection:
            row = connection.execute(select(schema.keyslots).where(schema.keyslots.c.holder == holder.id)).one()
        changed = {**row._asdict(), "version": row.version + 1}
        write_signed(table, Deed.SLOT_CHANGED, schema.keyslots, changed)
        refused = {each.row for each in check_store(scene.store.location).findings if each.table == "keyslots"}
        assert refused == (set() if right else {row.id})
    table.close()
