"""Giving keys and taking them back, as the command line and Beheer do it: the rules of who may get which.

There is one aandachtsfunctionaris; another one comes by a functieoverdracht (`handover`) or by the herstelblad. It
judges what was asked and leaves keys and rows to `db`.
"""

from typing import Final

from db.admitting import add_holder, add_key
from db.newcomer import NewHolder
from db.resealing import Progress, no_progress
from db.turning import revoke
from keys.directory import Holder, Role
from keys.holder import HolderPublic
from keys.keyfile import key_fingerprint
from keys.passphrase import CostPolicy
from mhtui.casework.desk import Desk
from mhtui.casework.errors import InvalidForm, OtherFingerprint, Problem, WeakPassphrase
from mhtui.casework.passphrases import weakness
from mhtui.handin.cards import same_fingerprint

GIVEN_ROLES: Final = {
    Role.DEPUTY: "Plaatsvervanger",
    Role.OVERLEG: "Overleg",
    Role.KETEN: "Ketenregisseur",
    Role.ZORG: "Zorgcoördinator",
    Role.FG: "Functionaris gegevensbescherming",
}
"""Roles that the aandachtsfunctionaris gives a key to, with the function that is proposed for it."""
AF_LABEL: Final = "Aandachtsfunctionaris"
_LONGEST: Final = 80


def give(desk: Desk, role: Role, passphrase: str, *, label: str = "", name: str = "", policy: CostPolicy) -> Holder:
    """Give somebody a key; takes a second. Raises `InvalidForm`, `WeakPassphrase`, `NotAllowed`."""
    if role not in GIVEN_ROLES:
        raise InvalidForm("role", Problem.UNKNOWN_VALUE)
    return add_holder(desk.store, newcomer(desk, role, passphrase, label or GIVEN_ROLES[role], name), policy=policy)


def give_key(
    desk: Desk, role: Role, public: HolderPublic, fingerprint: str, *, label: str = "", name: str = ""
) -> Holder:
    """Give a key that was made elsewhere what a role opens; its fingerprint was read out loud by who made it.

    Raises `InvalidForm`, `OtherFingerprint`, `NotAllowed`, `db.errors.KeyInUse`.
    """
    if role not in GIVEN_ROLES:
        raise InvalidForm("role", Problem.UNKNOWN_VALUE)
    compare(public, fingerprint)
    return add_key(desk.store, described(role, "", label or GIVEN_ROLES[role], name), public)


def compare(public: HolderPublic, typed: str) -> None:
    """Return when somebody typed the fingerprint of this key, in whatever spacing; else raise `OtherFingerprint`."""
    if not same_fingerprint(typed, key_fingerprint(public)):
        raise OtherFingerprint


def role_named(word: str) -> Role | None:
    """Find a role that can be given, by its word with or without its accents; None when there is none."""
    plain = word.strip().casefold().replace("ö", "o")
    return next((role for role in GIVEN_ROLES if role.value == plain), None)


def newcomer(desk: Desk, role: Role, passphrase: str, label: str, name: str) -> NewHolder:
    """Say who comes; raises `InvalidForm` and `WeakPassphrase`."""
    refuse_weak(desk, passphrase)
    return described(role, passphrase, label, name)


def described(role: Role, passphrase: str, label: str, name: str) -> NewHolder:
    """Check the function and the own name, which may be empty; raises `InvalidForm`."""
    for field, value in (("label", label.strip()), ("holder", name.strip())):
        if len(value) > _LONGEST:
            raise InvalidForm(field, Problem.TOO_LONG)
        if not value.isprintable() or (field == "label" and not value):
            raise InvalidForm(field, Problem.UNKNOWN_VALUE if value else Problem.MISSING)
    return NewHolder(role, label.strip(), passphrase, name.strip())


def refuse_weak(desk: Desk, passphrase: str) -> None:
    """Raise `WeakPassphrase` with the reason for a wachtzin that is too weak for this kluis."""
    labels = [place.label for place in desk.store.places()]
    names = {name for label in labels for name in (label.store_name, label.municipality)}
    why = weakness(passphrase, names=names)
    if why:
        raise WeakPassphrase(why)


def holder_named(desk: Desk, label: str) -> Holder:
    """Find a holder that is there by its function; raises `InvalidForm`."""
    wanted = label.strip().casefold()
    for holder in desk.store.holders():
        if holder.label.casefold() == wanted:
            return holder
    raise InvalidForm("label", Problem.UNKNOWN_VALUE)


def take_back(desk: Desk, holder: Holder, *, code: bytes | None = None, progress: Progress = no_progress) -> None:
    """Take a key back; everything gets new keys. Raises `InvalidForm` for one's own, and as `db.turning.revoke`."""
    if holder.id == desk.store.me.id:
        raise InvalidForm("label", Problem.NOT_NOW)
    revoke(desk.store, holder.id, code=code, progress=progress)
