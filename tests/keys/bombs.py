"""One hostile key, card or hand-in, refused in a process of its own that says what it cost.

Started by `test_bombs.py` as `python -m tests.keys.bombs NAME`; it says the name of the error, the seconds of
processor time that the refusal took, and the most memory the process ever had.
"""

import hashlib
import json
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from keys.card import read_card
from keys.errors import KeysError
from keys.handin import read_handin
from keys.holder import HolderKeys
from keys.keyfile import read_key_file, read_public
from keys.passphrase import FLOOR_POLICY, open_keyslot

DEEP: Final = b"[" * 1_000_000
_COSTS: Final[Mapping[str, Mapping[str, int]]] = {
    "memory of 4 TiB": {"memory_kib": 4 * 1024**3},
    "memory beyond counting": {"memory_kib": 10**1000},
    "a billion rounds": {"iterations": 10**9},
    "a million lanes": {"lanes": 10**6},
    "all at once": {"memory_kib": 4 * 1024**3, "iterations": 2**32 - 1, "lanes": 2**24 - 1},
    "almost nothing": {"memory_kib": 8, "iterations": 1, "lanes": 1},
}


def _canonical(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def whole(fields: Mapping[str, object]) -> bytes:
    """Write fields with a checksum that fits them."""
    return _canonical({**fields, "checksum": hashlib.sha256(_canonical(fields)).hexdigest()})


def slot_asking(cost: Mapping[str, int]) -> bytes:
    """A keyslot that is right in everything but what it asks."""
    fields = {"format": "mhtui-keyslot", "version": 1, "kdf": "argon2id", "salt": "00" * 16, "commitment": "00" * 32}
    return whole({**fields, "memory_kib": 65536, "iterations": 3, "lanes": 4, "sealed": "00" * 62, **cost})


def key_file_asking(cost: Mapping[str, int]) -> bytes:
    """A personal key file around such a keyslot."""
    public = HolderKeys.from_root(bytes(32)).public.to_bytes().hex()
    slot = slot_asking(cost).decode()
    return whole({"format": "mhtui-personal-key", "version": 1, "public": public, "slot": slot})


def _open_slot(slot: bytes) -> object:
    return open_keyslot(slot, "zeven groene fietsen", context=(), policy=FLOOR_POLICY)


def _open_file(data: bytes) -> object:
    return read_key_file(data).open("zeven groene fietsen", policy=FLOOR_POLICY)


_READERS: Final[Mapping[str, Callable[[bytes], object]]] = {
    "keyslot": _open_slot,
    "key file": _open_file,
    "public key": read_public,
    "card": read_card,
    "hand-in": read_handin,
}
_FITTING: Final = b'{"format":' + b"[" * 3000 + b"]" * 3000 + b"}"
BOMBS: Final[Mapping[str, tuple[str, bytes | None]]] = {
    **{f"keyslot, {name}": ("keyslot", slot_asking(cost)) for name, cost in _COSTS.items()},
    **{f"key file, {name}": ("key file", key_file_asking(cost)) for name, cost in _COSTS.items()},
    **{f"{reader}, a million deep": (reader, DEEP) for reader in _READERS},
    **{f"{reader}, deep within its size": (reader, _FITTING[:16000]) for reader in _READERS},
    "keyslot, deep within its size": ("keyslot", b'{"format":' + b"[" * 2000 + b"]" * 2000 + b"}"),
    "key file, a keyslot that is too large": (
        "key file",
        whole({"format": "mhtui-personal-key", "version": 1, "slot": "0" * 8000,
                "public": HolderKeys.from_root(bytes(32)).public.to_bytes().hex()}),
    ),
    **{f"{reader}, 64 MiB": (reader, None) for reader in _READERS},
    "hand-in, a header of 64 KiB": ("hand-in", b"MHSIGNAAL\x01\xff\xff" + b"{" * 65535),
}  # fmt: skip


def most_memory() -> int:
    """The most this process ever had, in KiB; what `getrusage` says starts at what the parent had."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main(name: str) -> None:
    """Set one off, and say what came of it."""
    reader, made = BOMBS[name]
    data = b"{" + b" " * 64 * 1024 * 1024 if made is None else made
    before = _used()
    try:
        _READERS[reader](data)
        said = "opened"
    except KeysError as error:
        said = type(error).__name__
    seconds = _used() - before
    sys.stdout.write(json.dumps({"said": said, "seconds": seconds, "kib": most_memory()}))


if __name__ == "__main__":
    main(sys.argv[1])
