"""What somebody did to the keys of a kluis is refused at the command line, each with its own words."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from db import schema
from keys import passphrase
from mhtui.cli.call import World
from mhtui.cli.entry import main
from tests.cli.conftest import Said
from tests.db.conftest import PASSPHRASES
from tests.db.raw import Scene
from tests.keys.bombs import slot_asking

Ask = Callable[..., Said]


@pytest.fixture
def ask(scene: Scene, world: World, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Come in as the aandachtsfunctionaris, and say what came of it; the computer saw the kluis once."""
    words = {holder.label: PASSPHRASES[holder.role] for holder in scene.store.holders()}
    scene.store.lock()

    def call() -> Said:
        capsys.readouterr()
        within = replace(world, ask=lambda who: words[who])
        ended = main(["--kluis", scene.store.location, "signalen"], world=within)
        said = capsys.readouterr()
        return Said(ended, said.out, said.err)

    assert call().code == 0
    return call


def _first_slot(scene: Scene) -> str:
    """The id of the keyslot of the aandachtsfunctionaris."""
    me = next(each.id for each in scene.store.holders())
    with scene.raw.connection() as connection:
        return str(connection.execute(select(schema.keyslots.c.id).where(schema.keyslots.c.holder == me)).scalar_one())


def _swapped_key(scene: Scene, world: World) -> None:
    """The public key of a holder in the directory becomes another's, which nobody signed."""
    del world
    row = scene.raw.row(schema.directories)
    holders = [each.public.to_bytes().hex().encode() for each in scene.store.directory.holders]
    body = bytes(row["body"]).replace(holders[0], holders[1])
    assert body != bytes(row["body"])
    scene.raw.set(schema.directories, row["id"], body=body)


def _edited_grant(scene: Scene, world: World) -> None:
    """One bit of every grant."""
    del world
    with scene.raw.connection() as connection:
        for row in connection.execute(select(schema.grants)).all():
            sealed = bytearray(row.sealed)
            sealed[-1] ^= 1
            connection.execute(schema.grants.update().where(schema.grants.c.id == row.id).values(sealed=bytes(sealed)))


def _pin(world: World, **changed: object) -> None:
    """Edit what this computer remembers, as if it had seen more."""
    assert world.places is not None
    kept = json.loads(world.places.pins_file.read_text(encoding="utf-8"))
    for each in kept["kluizen"].values():
        each.update(changed)
    world.places.pins_file.write_text(json.dumps(kept), encoding="utf-8")


def _older_directory(scene: Scene, world: World) -> None:
    """A directory of a number that this computer saw is gone."""
    _pin(world, lijst=scene.store.directory.number + 1)


def _other_root(scene: Scene, world: World) -> None:
    """The root key is another than that of the pin, and nothing certifies it."""
    del scene
    _pin(world, vingerafdruk="0" * 64)


def _older_kluis(scene: Scene, world: World) -> None:
    """The log ends before the line that this computer saw."""
    _pin(world, regel=scene.store.change_mark() + 1)


def _weakened(scene: Scene, world: World) -> None:
    """A keyslot that asks almost nothing."""
    del world
    scene.raw.set(schema.keyslots, _first_slot(scene), body=slot_asking({"memory_kib": 8, "iterations": 1, "lanes": 1}))


def _bomb(scene: Scene, world: World) -> None:
    """A keyslot that asks 4 TiB."""
    del world
    scene.raw.set(schema.keyslots, _first_slot(scene), body=slot_asking({"memory_kib": 4 * 1024**3}))


def _oversized(scene: Scene, world: World) -> None:
    """A keyslot that is right in all but its size."""
    del world
    scene.raw.set(schema.keyslots, _first_slot(scene), body=slot_asking({}).ljust(passphrase.MAX_SLOT + 1))


_DONE: dict[Callable[[Scene, World], None], str] = {
    _swapped_key: "De lijst van sleutelhouders is niet zoals zij getekend is",
    _edited_grant: "Een sleutel die aan u is toegekend is niet zoals",
    _older_directory: "De lijst van sleutelhouders is ouder",
    _other_root: "De hoofdsleutel van deze kluis is een andere",
    _older_kluis: "Deze kluis is ouder dan wat deze computer eerder zag",
    _weakened: "minder rekenwerk dan eerder",
    _bomb: "minder of meer rekenwerk dan het programma toestaat",
    _oversized: "is te groot",
}


@pytest.mark.parametrize("deed", _DONE, ids=lambda deed: deed.__name__.strip("_"))
def test_refused_with_its_own_words(
    ask: Ask, scene: Scene, world: World, monkeypatch: pytest.MonkeyPatch, deed: Callable[[Scene, World], None]
) -> None:
    """Code 4, what happened, what is safe and what to do; nothing of the kluis is shown."""
    deed(scene, world)
    if deed is not _edited_grant:  # grants are opened with the key that the wachtzin gives
        monkeypatch.setattr(passphrase, "_stretch", lambda *_: pytest.fail("a key was derived"))
    said = ask()
    assert (said.code, said.out) == (4, "")
    assert [deed for deed, words in _DONE.items() if words in said.err] == [deed]
    assert len(said.err.strip().splitlines()) == 2
