"""Every reader of what comes from outside, with a valid piece of it to damage; `test_outside.py` feeds them.

What is kept, sent or put beside the program by others: a kluis, a back-up and its parts, keys, cards, hand-ins, forms,
rules and settings. Each gives what it read, or an error of the tree of its floor.
"""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from db.backup.container import parts_of
from db.backup.lines import read_dump
from db.backup.manifest import read_manifest, read_slots
from db.backup.opening import open_backup
from db.errors import DbError
from db.log import parse_entry
from db.replay import check_store
from keys import canonical
from keys.agefile import check_header, opened_stream
from keys.card import Card, read_card, sign_card
from keys.compartment import CompartmentKeys
from keys.directory import RootKey
from keys.errors import KeysError
from keys.handin import read_handin, seal_handin
from keys.holder import HolderKeys
from keys.keyfile import make_key_file, read_key_file, read_public, write_public
from keys.parcel import unpack
from keys.passphrase import FLOOR_POLICY, make_keyslot, open_keyslot
from keys.table_pass import parse_pass
from mhtui.casework.datafile import SHIPPED, read_data
from mhtui.casework.errors import CaseworkError
from mhtui.casework.routing import Rules
from mhtui.casework.values import read_values
from mhtui.forms.reading import read_form_bytes
from mhtui.forms.refusal import FormRefused
from mhtui.handin.cards import card_at, card_in
from mhtui.handin.errors import HandInError
from mhtui.pins import Pinboard
from mhtui.settings import Places, peek_theme, read_settings
from tests.checkout import ROOT

OURS: Final = (DbError, KeysError, FormRefused, HandInError, CaseworkError, canonical.MalformedError)
_DAY: Final = date(2026, 11, 22)
_SAMPLES: Final = ROOT / "tests" / "forms" / "samples"
_KEPT: Final = ROOT / "tests" / "db" / "fixtures"


@dataclass(frozen=True)
class Reader:
    """How something is read, and what of it is whole."""

    read: Callable[[bytes, Path], object]
    """Takes the content, and a free place for it."""
    valid: bytes | Callable[[], bytes]
    """Made when it is asked for, where that takes time."""
    times: int = 25


def _bytes(read: Callable[[bytes], object]) -> Callable[[bytes, Path], object]:
    return lambda data, _: read(data)


def _stream(read: Callable[[io.BytesIO], object]) -> Callable[[bytes, Path], object]:
    return lambda data, _: read(io.BytesIO(data))


def _file(read: Callable[[Path], object]) -> Callable[[bytes, Path], object]:
    def from_file(data: bytes, path: Path) -> object:
        path.write_bytes(data)
        path.chmod(0o600)
        return read(path)

    return from_file


def _form(name: str) -> Reader:
    return Reader(_bytes(lambda data: read_form_bytes(name, data)), (_SAMPLES / name).read_bytes())


def _age(data: bytes) -> None:
    with opened_stream(io.BytesIO(data), bytes(range(32))):
        pass


def _backup(path: Path) -> None:
    with open_backup(path):
        pass


def _account(path: Path) -> object:
    places = Places(path.parent, path.parent, path.parent)
    for each in (places.settings_file, places.pins_file):
        with suppress(OSError):
            each.write_bytes(path.read_bytes())
    return (
        read_settings(places),
        peek_theme(places, frozenset({"donker"}), "donker"),
        Pinboard(places).marks_of("0" * 32),
    )


def _part(name: str) -> bytes:
    with zipfile.ZipFile(_KEPT / "backup_1.mhbackup") as archive:
        return archive.read(name)


def _of_keys() -> Mapping[str, Reader]:
    root, holder, place = RootKey.generate(), HolderKeys.generate(), CompartmentKeys.new("c3" * 16)
    card = Card("Gemeente Lopik", "5f" * 16, place.compartment, 1, place.sealing_public, root.public, _DAY, _DAY)
    signed = sign_card(card, root)
    return {
        "keys.canonical:load": Reader(_bytes(canonical.load), _PASS),
        "keys.agefile:check_header": Reader(_bytes(check_header), _part("store.jsonl.age")[:400]),
        "keys.agefile:opened_stream": Reader(_bytes(_age), _part("store.jsonl.age")[:2000]),
        "keys.card:read_card": Reader(_bytes(read_card), signed),
        "keys.handin:read_handin": Reader(_bytes(read_handin), seal_handin(card, b"Verzonnen melding")),
        "keys.keyfile:read_key_file": Reader(
            _bytes(read_key_file), lambda: make_key_file(holder, "wilg dommel zwaluw", policy=FLOOR_POLICY)
        ),
        "keys.keyfile:read_public": Reader(_bytes(read_public), write_public(holder)),
        "keys.parcel:unpack": Reader(_bytes(unpack), b"mhtui parcel 1\n" + _PASS),
        "keys.passphrase:open_keyslot": Reader(
            _bytes(lambda data: open_keyslot(data[:-1], "anders", context=[], policy=FLOOR_POLICY)),
            lambda: make_keyslot(bytes(32), "wilg dommel zwaluw", context=[], policy=FLOOR_POLICY),
        ),
        "keys.table_pass:parse_pass": Reader(_bytes(parse_pass), _PASS),
        "mhtui.handin.cards:card_in": Reader(_bytes(card_in), signed),
        "mhtui.handin.cards:card_at": Reader(_file(card_at), signed),
    }


def _of_the_store() -> Mapping[str, Reader]:
    backup = (_KEPT / "backup_1.mhbackup").read_bytes()
    kluis = (_KEPT / "format_2.kluis").read_bytes()
    return {
        "db.backup.container:parts_of": Reader(_stream(parts_of), backup),
        "db.backup.lines:read_dump": Reader(_stream(lambda file: read_dump(file, lambda _: None)), _DUMP),
        "db.backup.manifest:read_manifest": Reader(_bytes(read_manifest), _part("manifest.json")),
        "db.backup.manifest:read_slots": Reader(_bytes(read_slots), _part("keyslots.json")),
        "db.backup.opening:open_backup": Reader(_file(_backup), backup),
        "db.log:parse_entry": Reader(_bytes(lambda data: parse_entry(data, bytes(64))), _PASS),
        "db.replay:check_store": Reader(_file(lambda path: check_store(str(path))), kluis, 12),
    }


def _of_the_work() -> Mapping[str, Reader]:
    return {
        "mhtui.casework.datafile:read_data": Reader(
            _file(lambda path: read_data(path, Rules)), (SHIPPED / "lopik.toml").read_bytes()
        ),
        "mhtui.casework.values:read_values": Reader(_file(read_values), (SHIPPED / "values.toml").read_bytes()),
        "mhtui.forms.word:read_word": _form("a_alineas.docx"),
        "mhtui.forms.opendocument:read_opendocument": _form("c_alineas.odt"),
        "mhtui.forms.mail:read_mail": _form("b_mail.eml"),
        "mhtui.forms.plaintext:decode": _form("a_plat.txt"),
        "mhtui.forms.reading:read_form_bytes": Reader(_bytes(lambda data: read_form_bytes("a.json", data)), b"{}"),
        "mhtui.settings:read_settings": Reader(
            _file(_account), b'{"weergave": "donker", "vergrendelen_na_minuten": 5}'
        ),
    }


_PASS: Final = json.loads((ROOT / "tests/keys/fixtures/table-pass-1.json").read_text(encoding="utf-8"))["body"].encode()
_DUMP: Final = b'{"format":1,"store":"5f"}\n{"columns":["id"],"table":"cases"}\n["x"]\n{"body":"","signature":""}\n'
READERS: Final = {**_of_keys(), **_of_the_store(), **_of_the_work()}
ELSEWHERE: Final = {
    "db.backup.opening:read_part": "gives a part that parts_of measured, to the readers of the parts",
    "db.opening:open_holder": "opens a keyslot, which open_keyslot reads",
    "mhtui.forms.package:parse_xml": "reads what stands in a document of read_word and read_opendocument",
    "mhtui.forms.reading:read_form": "reads a file, and gives its content to read_form_bytes",
}
"""Readers that get what another reader took in, and which."""
