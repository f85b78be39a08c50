"""The desk of the aandachtsfunctionaris in a kluis of which every name is hostile: kluis, gemeenten, sleutelhouders.

The files that come in have hostile names as well. What is seen is looked at with `Gaze`: whole, scrolled, with titles.
"""

import json
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from db.admitting import add_holder
from db.founding import found_store
from db.newcomer import NewHolder
from db.records.signal import FormPerson, SignalForm, StepKind
from db.replay import check_store
from keys.directory import Role
from keys.passphrase import FLOOR_POLICY
from mhtui.casework.cards import make_card
from mhtui.casework.cases import make_case, write_text
from mhtui.casework.figures import year_figures
from mhtui.casework.intake import Added, register
from mhtui.casework.retention import postpone
from mhtui.casework.steps import take_step
from mhtui.handin.body import Told as Form
from mhtui.handin.filing import file_signal
from mhtui.plain import clean
from mhtui.screens.access import AccessScreen
from mhtui.screens.access_boxes import GiveBox
from mhtui.screens.figures_export import ExportFigures
from mhtui.screens.importing import ImportScreen
from mhtui.screens.office import OfficeScreen
from mhtui.screens.postbox import PostboxScreen
from mhtui.screens.shielding import ShieldingScreen
from mhtui.widgets.dialog import Confirm, Told
from tests.screens.casefiles import as_af, shown
from tests.screens.conftest import PASSPHRASES, Desktop, OpenApp, clock, founding
from tests.screens.hostile import BRACKETS, CONTROL, LONG, RIGHT_TO_LEFT, WIDE
from tests.screens.walk.gaze import Gaze
from tests.screens.walk.walker import out

pytestmark = pytest.mark.slow

AF: Final = "aandachtsfunctionaris"
SMALL: Final = (80, 24)
_CONTROL: Final = re.sub("[\ud800-\udfff]", "", CONTROL)
EVERY: Final = (BRACKETS, RIGHT_TO_LEFT, _CONTROL, WIDE, LONG)
_RANDOM_NAME: Final = os.fsdecode(b"\xff\xfe\x1b[2J niet te lezen")


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region of which every word is hostile; copy it, never open it."""
    path = tmp_path_factory.mktemp("names") / "kluis.db"
    towns = tuple(text[:200] for text in EVERY)
    holders = tuple(
        NewHolder(role, text[:80], PASSPHRASES[role.value], name=text[:200])
        for role, text in ((Role.AF, BRACKETS), (Role.OVERLEG, RIGHT_TO_LEFT), (Role.KETEN, _CONTROL))
    )
    wanted = replace(founding(), store_name=BRACKETS, municipality=_CONTROL[:80], municipalities=towns, holders=holders)
    store = found_store(str(path), wanted, clock=clock, policy=FLOOR_POLICY).store
    add_holder(store, NewHolder(Role.FG, WIDE, "zolder wimpel kapstok", name=LONG[:200]), policy=FLOOR_POLICY)
    store.close()
    return path


def _file_name(text: str) -> str:
    """As much of it as a file can be called."""
    return text.replace("/", "\u2044").replace("\0", "")[:60]


def _ended(gaze: Gaze) -> None:
    """Nothing steered the terminal, and what stands between brackets stood there."""
    assert gaze.steering() == []
    assert any("[udkast]" in words for words in gaze.drawn)


async def test_importing_files_with_hostile_names(
    open_app: OpenApp, desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tree shows them, the report names each; what is good comes in whole, also 20,000 characters."""
    home = tmp_path / "[thuis] [udkast]"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for text in EVERY:
        form = {"naam_melder": text[:200], "toelichting": text, "betrokkenen": [{"volledige_naam": text[:200]}]}
        (home / f"{_file_name(text)}.json").write_text(json.dumps(form))
        (home / f"leeg {_file_name(text)}.docx").write_bytes(b"")
    (home / f"{_RANDOM_NAME}.txt").write_bytes(b"\xff\x1b[2J")
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await gaze.press("i")
        shown(running, ImportScreen)
        await gaze.press("tab", "down", "enter")
        running.app.screen.query_one("#import--path").focus()
        shown(running, ImportScreen).query_one("#import--path").value = str(home)  # type: ignore[attr-defined]  # an Input
        await gaze.press("enter")
        told = dict(shown(running, Told)._lines)
        await out(gaze)
        lines = told["Vastgelegd"].split("\n")
        assert len(lines) == len([line for line in lines if re.match("✓ .*S-2026-00[1-5]$", line)]) == len(EVERY)
        assert told["Niet overgenomen; van deze bestanden is niets bewaard"].count("▲ ") == len(EVERY) + 1
        assert any("[udkast] [bold" in words for words in gaze.drawn)
        _ended(gaze)
    with as_af(desktop) as desk:
        kept = {row.opened.narrative for row in desk.store.signals.all()}
    assert len(kept) == len(EVERY)
    assert max(len(text) for text in kept) >= len(LONG.strip())
    assert any("[/] [udkast] [bold red]Zwaluw[/bold red]" in text for text in kept)


async def test_a_postbox_of_hostile_files(open_app: OpenApp, desktop: Desktop) -> None:
    """Sealed signals with hostile words, and files that only look like them: taken in, refused, thrown away."""
    box = desktop.places.postbox
    box.mkdir(parents=True)
    with as_af(desktop) as desk:
        card = make_card(desk).card
    for text in EVERY:
        person = FormPerson(name=text[:200], capacity=text[:100])
        file_signal(card, Form(form=SignalForm(reporter=text[:200], persons=(person,), narrative=text)), box)
        (box / f"{_file_name(text)}.mhsignaal").write_bytes(b"MHSIGNAAL" + text.encode()[:90])
    (box / f"{_RANDOM_NAME}.mhsignaal").write_bytes(b"")
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await gaze.press("p")
        shown(running, PostboxScreen)
        assert "[udkast]" in running.text
        await gaze.press("a")
        told = dict(shown(running, Told)._lines)
        assert told["Vastgelegd"].count("✓ ") == len(EVERY)
        assert told["Blijft liggen"].count("▲ ") == len(EVERY) + 1
        await out(gaze)
        await gaze.press("home", "x")
        shown(running, Confirm)
        await out(gaze)
        await gaze.press("end", "x")
        await out(gaze)
        _ended(gaze)
    assert len(list(box.iterdir())) == len(EVERY) + 1
    with as_af(desktop) as desk:
        assert {len(row.opened.narrative) for row in desk.store.signals.all()} >= {len(LONG.strip()), len(BRACKETS)}


async def test_figures_of_hostile_towns(open_app: OpenApp, desktop: Desktop) -> None:
    """Each is a row with its count; the years beside each other; a file to write them to."""
    towns = [text[:200] for text in EVERY]
    with as_af(desktop) as desk:
        for count, town in enumerate(towns, 1):
            for place in range(count):
                form = SignalForm(narrative=f"{count} {place} {town}", reported_on="18-11-2026")
                register(desk, form, Added(municipality=town))
        rows = {row.label: row.count for row in year_figures(desk, 2026).table("gemeente").rows}
    assert rows == {**{town: count for count, town in enumerate(towns, 1)}, "onbekend": 0}
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await gaze.press("6")
        assert "15 signalen" in running.text
        await gaze.press("j", "j", "e")
        shown(running, ExportFigures)
        await gaze.type(f"/nergens/{BRACKETS}")
        await gaze.press("enter")
        await out(gaze)
        _ended(gaze)


async def test_beheer_with_hostile_holders(open_app: OpenApp, desktop: Desktop) -> None:
    """At the door, in the list, read in full, in every box up to its question, and in the logboek."""
    async with open_app(size=SMALL) as running:
        at_door = Gaze(running)
        await at_door.look()
        _ended(at_door)
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await gaze.press("7")
        shown(running, OfficeScreen)
        assert "[/] [udkast]" in running.text
        for _ in range(4):
            await gaze.press("enter")
            assert running.app.screen.is_modal
            await out(gaze)
            await gaze.press("i")
            await out(gaze)
            await gaze.press("down")
        for box in "nworh":
            await gaze.press(box)
            await out(gaze)
        await gaze.press("l", "enter")
        await out(gaze)
        await gaze.press("c")
        assert "Alles klopt" in "".join(gaze.words)
        _ended(gaze)
    assert check_store(str(desktop.store)).sound


async def test_afschermen_a_long_and_hostile_text(open_app: OpenApp, desktop: Desktop) -> None:
    """20,000 characters with brackets, names and other directions, judged, written in, kept and asked about."""
    piece = f"{clean(RIGHT_TO_LEFT)} belde Kátarzyna [/] [udkast] [@click=app.quit]hier[/] op 06-12345678. "
    text = (piece * 300)[:20_000].strip() + "."
    with as_af(desktop) as desk:
        person = FormPerson(name=RIGHT_TO_LEFT)
        signal = register(desk, SignalForm(narrative=text, persons=(person,), reporter=BRACKETS))
        case = write_text(desk, make_case(desk, [signal], codename="Zwaluw"), text)
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await running.press("2", "enter", "a")
        screen = shown(running, ShieldingScreen)
        assert len(screen.area.text) == len(text)
        assert len({marking.words for marking in screen.markings}) >= 3
        await gaze.look()
        await running.press("enter", "o", "w", "u", "n", "b", "m")
        for box in ("p", "v", "s", "h", "f9"):
            await running.press(box)
            assert gaze.steering() == []
            await out(gaze)
        await running.press("e", *"[/b]", "escape", "f10")
        assert "[/b]" in screen.area.text
        _ended(gaze)
    with as_af(desktop) as desk:
        kept = desk.store.cases.get(case.id).opened
    assert len(kept.draft_text) == len(text) + 4
    assert "[/b]" in kept.draft_text


async def test_requests_retention_and_backups(open_app: OpenApp, desktop: Desktop, tmp_path: Path) -> None:
    """People called like that who ask what is held, dossiers closed with such a reason, files beside the back-ups."""
    folder = tmp_path / "[map] [udkast]"
    folder.mkdir()
    for text in EVERY:
        (folder / f"{_file_name(text)}.mhbackup").write_bytes(b"PK" + text.encode()[:90])
    with as_af(desktop) as desk:
        persons = tuple(FormPerson(name=text[:200], capacity=text[:100]) for text in EVERY)
        for text in EVERY:
            signal = register(desk, SignalForm(narrative=text, persons=persons, reporter=text[:200]))
            take_step(desk, signal, StepKind.NO_FOLLOW_UP, text=clean(text)[:400])
            postpone(
                desk, signal.opened.number, until=date(2040, 1, 1), reason="".join(filter(str.isprintable, text))[:400]
            )
    async with open_app(AF, size=SMALL) as running:
        gaze = Gaze(running)
        await gaze.press("7", "d", "a", "enter")
        await out(gaze)
        await gaze.press("u")
        await out(gaze)
        await gaze.press("escape", "z", "n")
        await gaze.type("Zwaluw")
        await gaze.press("f10")
        screen = shown(running, AccessScreen)
        assert len(screen._hits) >= len(EVERY)
        for box in ("enter", "space", "down", "space", "v", "l"):
            await gaze.press(box)
            if box in {"enter", "v", "l"}:
                await out(gaze)
        await gaze.press("m")
        shown(running, GiveBox)
        await gaze.press("f10")
        await gaze.press("escape", "u", "m")
        await gaze.type(str(folder))
        await gaze.press("f10")
        await out(gaze)
        _ended(gaze)
