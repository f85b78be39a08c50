"""Who steals the file gets no name: not in the kluis and not in its journal, in no encoding that text hides in."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.roles import Deed
from db.store import open_store
from keys.passphrase import FLOOR_POLICY
from mhtui.demo.dossiers import cases, loose_signals
from tests.demonstration import demo_clock

pytestmark = pytest.mark.xdist_group("demo")


def _hidden(text: str) -> Iterator[bytes]:
    """Every way in which a text could stand in a file without being read at first sight."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield text.encode(encoding)
    plain = text.encode()
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    for alignment in range(3):
        # the signs that depend on what stands around the text are left out
        coded = base64.b64encode(bytes(alignment) + plain)
        yield coded[-(-8 * alignment // 6) : 8 * (alignment + len(plain)) // 6]


def _names() -> list[str]:
    """The names of the present, their phones, first words of what was told, and what else would say much."""
    forms = [signal.form(demo_clock().date(), signal.at) for case in cases() for signal in case.signals]
    forms += [signal.form(demo_clock().date(), signal.at) for signal in loose_signals()]
    found = [form.reporter for form in forms] + [form.narrative[:24] for form in forms[:5]]
    found += [person.name for form in forms for person in form.persons]
    found += [person.phone for form in forms for person in form.persons if person.phone]
    return [*dict.fromkeys(found), "Drenthe tegen mensenhandel", "Aa en Hunze", "seksuele uitbuiting", "Zwaluw"]


def _found(names: list[str], octets: bytes) -> list[str]:
    return [name for name in names if any(pattern in octets for pattern in _hidden(name))]


@pytest.mark.parametrize("pattern", range(8))
def test_a_name_would_be_found(pattern: int) -> None:
    """The search is not blind: in the middle of other bytes it finds a name in each of the eight ways."""
    name = "Katarzyna Wiśniewska"
    ways = list(_hidden(name))
    assert len(set(ways)) == 8
    assert _found([name, "Daan Veldkampen"], b"\x00\xffx" + ways[pattern] + b"y\x00") == [name]


def test_base64_is_recognised_whatever_stands_around_it() -> None:
    """The coded name is part of a longer coded text, at each of the three alignments."""
    for before in ("", "a", "ab", "abc", "abcd"):
        coded = base64.b64encode(f"{before}Daan Veldkampen, en nog wat".encode())
        assert _found(["Daan Veldkampen"], coded) == ["Daan Veldkampen"]


def test_no_name_stands_in_the_file_or_its_journal(demo_kluis: Path) -> None:
    """Also not while a change is under way, when the journal holds the old pages."""
    names = _names()
    assert len(names) > 60
    store = open_store(str(demo_kluis), clock=demo_clock)
    store.unlock(store.holders()[0].id, "demo-af", policy=FLOOR_POLICY)
    with store.unit(Deed.SIGNAL_CHANGED) as unit:
        for row in list(store.signals.all(newest_first=True))[:30]:
            unit.change(row, record=row.opened.model_copy(update={"place": f"{row.opened.place} e.o."}))
        journal = demo_kluis.with_name("demo.db-journal")
        assert journal.stat().st_size > 0
        before = journal.read_bytes()
    store.close()
    assert [path.name for path in demo_kluis.parent.iterdir()] == ["demo.db"]
    assert _found(names, before + demo_kluis.read_bytes()) == []
