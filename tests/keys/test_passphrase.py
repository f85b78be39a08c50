"""Keyslots: the right passphrase opens, anything else is told apart, and nothing costly is done for a hostile slot."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keys import passphrase
from keys.errors import DamagedSlot, LimitExceeded, TooLittleMemory, UnsupportedVersion, WrongPassphrase
from keys.passphrase import (
    DEFAULT_POLICY,
    FLOOR_POLICY,
    MAX_PASSPHRASE,
    MAX_SLOT,
    CostPolicy,
    KeyCost,
    make_keyslot,
    open_keyslot,
)

SECRET = bytes(range(32))
WORDS = "zeven groene fietsen café"
CONTEXT = (b"store", b"holder")


@pytest.fixture(scope="module")
def slot() -> bytes:
    """Make one slot at the least cost."""
    return make_keyslot(SECRET, WORDS, context=CONTEXT, policy=FLOOR_POLICY)


@pytest.fixture
def no_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail when anything is derived: what must be refused first, is."""

    def refuse(*_: object) -> None:
        pytest.fail("a key was derived")

    monkeypatch.setattr(passphrase, "_argon2id", refuse)


def edited(slot: bytes, edit: Callable[[dict[str, object]], Mapping[str, object]], *, whole: bool = True) -> bytes:
    """Edit the fields, with the checksum made right again or left as it was."""
    fields = json.loads(slot)
    checksum = fields.pop("checksum")
    fields = dict(edit(fields))
    if whole:
        checksum = sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return json.dumps(fields | {"checksum": checksum}, sort_keys=True, separators=(",", ":")).encode()


def refused(slot: bytes, error: type[Exception], *, words: str = WORDS) -> None:
    """Expect this error."""
    with pytest.raises(error):
        open_keyslot(slot, words, context=CONTEXT, policy=FLOOR_POLICY)


def test_the_passphrase_gives_the_secret_back(slot: bytes) -> None:
    """Also when an accented letter was typed as two characters."""
    assert open_keyslot(slot, WORDS, context=CONTEXT, policy=FLOOR_POLICY) == SECRET
    decomposed = WORDS.replace("é", "e\u0301")
    assert open_keyslot(slot, decomposed, context=CONTEXT, policy=DEFAULT_POLICY) == SECRET


def test_another_passphrase_is_named_as_wrong(slot: bytes) -> None:
    """Case and spaces count, and half a character is a passphrase like any other."""
    for words in ("Zeven groene fietsen café", WORDS + " ", "\ud83d"):
        refused(slot, WrongPassphrase, words=words)


def test_a_slot_of_another_holder_is_not_called_a_wrong_passphrase(slot: bytes) -> None:
    """The passphrase is right; the slot was moved."""
    with pytest.raises(DamagedSlot):
        open_keyslot(slot, WORDS, context=(b"store", b"other"), policy=FLOOR_POLICY)


@given(at=st.integers(0, 10**9))
def test_any_flipped_bit_is_damage_found_before_deriving(slot: bytes, at: int) -> None:
    """The checksum says so without the passphrase; a hypothesis run that derived would take minutes."""
    changed = bytearray(slot)
    changed[at // 8 % len(slot)] ^= 1 << at % 8
    refused(bytes(changed), DamagedSlot)


@pytest.mark.usefixtures("no_derivation")
def test_every_byte_of_a_slot_is_guarded_without_deriving(slot: bytes) -> None:
    """Walk all of it; truncations and additions too."""
    for at in range(len(slot)):
        refused(slot[:at] + bytes([slot[at] ^ 1]) + slot[at + 1 :], DamagedSlot)
        refused(slot[:at], DamagedSlot)
    refused(slot + b" ", DamagedSlot)


@pytest.mark.usefixtures("no_derivation")
@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 4 * 1024**3},
        {"memory_kib": 10**30},
        {"memory_kib": 1024 * 1024 + 1},
        {"memory_kib": 64 * 1024 - 1},
        {"memory_kib": 8},
        {"memory_kib": 0},
        {"iterations": 2},
        {"iterations": 2**32},
        {"lanes": 0},
        {"lanes": 2**24},
    ],
    ids=str,
)
def test_a_cost_outside_floor_and_ceiling_is_refused_before_deriving(slot: bytes, cost: dict[str, int]) -> None:
    """A bomb of 4 TiB as well as a weakened slot, though the checksum is right."""
    refused(edited(slot, lambda fields: fields | cost), LimitExceeded)


@pytest.mark.usefixtures("no_derivation")
@pytest.mark.parametrize("policy", [FLOOR_POLICY, DEFAULT_POLICY])
@pytest.mark.parametrize("field, value", [("memory_kib", 2**30), ("iterations", 2), ("lanes", 17)])
def test_a_policy_never_makes_a_slot_outside_itself(policy: CostPolicy, field: str, value: int) -> None:
    """Such a slot could not be opened again."""
    cost = {"memory_kib": 65536, "iterations": 3, "lanes": 4} | {field: value}
    with pytest.raises(LimitExceeded):
        make_keyslot(SECRET, WORDS, context=CONTEXT, policy=replace(policy, wanted=KeyCost(**cost)))


def test_the_default_is_what_the_design_says() -> None:
    """256 MiB and three passes over it; nothing under 64 MiB, nothing over 1 GiB; tests run on the floor."""
    assert DEFAULT_POLICY.wanted == KeyCost(memory_kib=256 * 1024, iterations=3, lanes=4)
    assert DEFAULT_POLICY.floor.memory_kib == 64 * 1024
    assert DEFAULT_POLICY.floor.iterations == 3
    assert DEFAULT_POLICY.ceiling.memory_kib == 1024 * 1024
    assert replace(DEFAULT_POLICY, wanted=DEFAULT_POLICY.floor) == FLOOR_POLICY


def test_an_edited_slot_with_a_right_checksum_gives_nothing(slot: bytes) -> None:
    """Other salt or dearer cost: not this passphrase any more. Other seal: damaged."""
    refused(edited(slot, lambda fields: fields | {"salt": "00" * 16}), WrongPassphrase)
    refused(edited(slot, lambda fields: fields | {"iterations": 4}), WrongPassphrase)
    refused(edited(slot, lambda fields: fields | {"commitment": "00" * 32}), WrongPassphrase)
    refused(edited(slot, lambda fields: fields | {"sealed": f"{str(fields['sealed'])[:-2]}00"}), DamagedSlot)


@pytest.mark.usefixtures("no_derivation")
def test_slots_that_are_not_ours_are_refused(slot: bytes) -> None:
    """Newer formats are named as newer; everything else is damage; all of it before deriving."""
    refused(edited(slot, lambda fields: fields | {"version": 2}), UnsupportedVersion)
    refused(edited(slot, lambda fields: fields | {"kdf": "scrypt"}), UnsupportedVersion)
    refused(edited(slot, lambda fields: fields | {"salt": "00" * 16}, whole=False), DamagedSlot)
    strange: list[dict[str, object]] = [
        {"format": "mhtui-directory"},
        {"extra": 1},
        {"salt": "00" * 15},
        {"salt": "0G" * 16},
        {"salt": "AB" * 16},
        {"salt": "ab " * 16},
        {"commitment": "00"},
        {"memory_kib": "65536"},
        {"lanes": True},
        {"iterations": -3},
    ]
    for fields in strange:
        refused(edited(slot, fields.__ror__), DamagedSlot)
    for body in (b"", b"{}", b"[]", b"[" * MAX_SLOT, b"\xff"):
        refused(body, DamagedSlot)
    refused(slot.ljust(MAX_SLOT + 1), LimitExceeded)


@pytest.mark.usefixtures("no_derivation")
@pytest.mark.parametrize("words", ["", "x" * (MAX_PASSPHRASE + 1)])
def test_an_empty_or_endless_passphrase_is_refused(slot: bytes, words: str) -> None:
    """Nothing is put behind it, so before any work it is not the passphrase of any slot."""
    refused(slot, WrongPassphrase, words=words)
    with pytest.raises(LimitExceeded):
        make_keyslot(SECRET, words, context=CONTEXT, policy=FLOOR_POLICY)


def test_a_secret_that_does_not_fit_is_refused() -> None:
    """A slot is at most 4 KiB, and it is refused when made, not when needed."""
    with pytest.raises(LimitExceeded):
        make_keyslot(bytes(2048), WORDS, context=CONTEXT, policy=FLOOR_POLICY)


def test_too_little_memory_is_a_clear_error(slot: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a crash of the program, and not a word about damage; the salt is one no other test derived with."""

    class Starved:
        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(passphrase, "_argon2id", lambda *_: Starved())
    refused(edited(slot, lambda fields: fields | {"salt": "11" * 16}), TooLittleMemory)


def test_a_slot_shows_no_secret_and_never_repeats(slot: bytes) -> None:
    """Neither secret nor words stand in it, and each slot has a salt of its own."""
    again = make_keyslot(SECRET, WORDS, context=CONTEXT, policy=FLOOR_POLICY)
    assert json.loads(again)["salt"] != json.loads(slot)["salt"]
    assert json.loads(again)["commitment"] != json.loads(slot)["commitment"]
    for hidden in (SECRET, SECRET.hex().encode(), WORDS.encode(), b"fietsen", *CONTEXT):
        assert hidden not in slot


def test_two_derivations_at_once_both_end(slot: bytes) -> None:
    """Side by side in OpenSSL they would wait for each other for ever; one after the other they do not."""
    opened: list[bytes] = []

    def derive() -> None:
        opened.append(open_keyslot(slot, WORDS, context=CONTEXT, policy=FLOOR_POLICY))

    threads = [threading.Thread(target=derive, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert opened == [SECRET] * 3
