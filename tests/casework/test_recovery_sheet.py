"""The herstelblad gives back the code it was made from, and the identity that opens a backup without the program."""

from datetime import date

import pytest

from keys.directory import Directory, RootKey, fingerprint
from keys.errors import KeyNotTrusted
from keys.holder import HolderKeys
from keys.recovery import new_code, read_code
from mhtui.casework.recovery_sheet import recovery_sheet

_ROOT = RootKey.generate()


def _directory(*, demo: bool = False) -> Directory:
    return Directory("0" * 32, 1, "", demo, _ROOT.public, (), ())


def _sheet(code: bytes, *, demo: bool = False) -> str:
    return recovery_sheet(
        code, _directory(demo=demo), name="Lopik", day=date(2026, 11, 22), head="A1B2 C3D4 E5F6 0789 1234"
    )


def _below(heading: str, sheet: str) -> str:
    """The indented block under a heading."""
    block = sheet.partition(f"\n{heading}\n\n")[2].partition("\n\n")[0]
    return "\n".join(line.strip() for line in block.splitlines())


def test_the_code_on_the_sheet_is_the_code() -> None:
    """Typed over from the sheet it opens what the code itself opens."""
    code = new_code()
    assert read_code(_below("Herstelcode", _sheet(code))) == code


def test_the_fingerprint_is_that_of_the_kluis() -> None:
    """All sixteen groups, in order."""
    shown = _below("Vingerafdruk van de kluis", _sheet(new_code()))
    assert shown.split() == fingerprint(_ROOT.public).split()


def test_the_sheet_says_what_it_is_for_and_where_it_belongs() -> None:
    """Name and day of the kluis; what it can do; where to keep it; DEMO when nothing in it is real."""
    sheet = _sheet(new_code())
    assert sheet.startswith("HERSTELBLAD VAN DE KLUIS «Lopik»\ngemaakt op 22-11-2026\n")
    assert all(heading in sheet for heading in ("Wat dit blad kan", "Waar het hoort"))
    assert "(DEMO" in _sheet(new_code(), demo=True).splitlines()[0]


def test_the_lines_fit_on_paper() -> None:
    """A page of text has room for about 120 signs."""
    assert max(len(line) for line in _sheet(new_code()).splitlines()) <= 120


def test_no_sheet_without_a_code() -> None:
    """What is no code is not printed as one."""
    with pytest.raises(KeyNotTrusted):
        _sheet(b"too short")


_SIGNS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def _unbech32(text: str) -> tuple[str, bytes]:
    """Read Bech32 back by another route: bit by bit, without the check."""
    prefix, _, data = text.rpartition("1")
    bits = "".join(f"{_SIGNS.index(sign):05b}" for sign in data[:-6])
    return prefix, bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))


def test_the_age_identity_holds_the_backup_key() -> None:
    """`age` reads the private key of X25519 from it."""
    code = new_code()
    line = next(line.strip() for line in _sheet(code).splitlines() if "AGE-SECRET-KEY-1" in line)
    assert len(line) == 74
    assert _unbech32(line.lower()) == ("age-secret-key-", HolderKeys.from_recovery(code).backup_secret)
