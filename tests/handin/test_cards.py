"""A card is known again the next time; another fingerprint for the same municipality is refused until it is given."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from keys.card import sign_card
from keys.errors import UnsupportedVersion
from mhtui.handin.cards import KnownCards, card_in
from mhtui.handin.counter import Counter
from mhtui.handin.errors import CannotRead, CannotWrite, CardExpired, NoCard, NotACard, OtherCard
from mhtui.settings import Places
from tests.handin.conftest import TODAY, Municipality, municipality


def at(places: Places, card: Path | None, *, given: str = "", days: int = 0) -> Counter:
    """Come to the counter with a card."""
    today = TODAY + timedelta(days=days)
    return Counter.at(places, card=str(card) if card else None, folder=Path(), today=today, given=given)


def test_the_second_time_the_card_is_known(places: Places, card_file: Path, lopik: Municipality) -> None:
    """It need not be named, and its fingerprint is not asked again."""
    first = at(places, card_file)
    assert first.is_new
    first.trust()
    again = at(places, None)
    assert (again.card, again.is_new) == (lopik.card, False)
    assert not at(places, card_file).is_new


def test_a_card_that_nobody_trusted_is_new_again(places: Places, card_file: Path) -> None:
    """Looking at a card keeps nothing."""
    at(places, card_file)
    assert at(places, card_file).is_new
    with pytest.raises(NoCard):
        at(places, None)


@pytest.mark.parametrize("same_store", [True, False], ids=["same kluis", "same name"])
def test_a_false_card_is_refused(places: Places, card_file: Path, tmp_path: Path, *, same_store: bool) -> None:
    """Signed by another key, whichever of the two it copies; with the fingerprint that was read out it is taken."""
    at(places, card_file).trust()
    false = municipality(
        "Gemeente Elders" if same_store else "Gemeente Lopik", store="5f" * 16 if same_store else "6e" * 16
    )
    path = tmp_path / "vals.mhkaart"
    path.write_bytes(false.file)
    with pytest.raises(OtherCard):
        at(places, path)
    with pytest.raises(OtherCard):
        at(places, path, given="00 11")
    typed = false.card.fingerprint.lower().replace(" ", "-")
    at(places, path, given=typed).trust()
    assert at(places, None).card == false.card


def test_a_new_card_of_the_same_key_takes_its_place(
    places: Places, card_file: Path, lopik: Municipality, tmp_path: Path
) -> None:
    """After half a year, or a rotation, nobody is asked anything."""
    at(places, card_file).trust()
    newer = replace(lopik.card, epoch=2, expires_on=TODAY + timedelta(days=300))
    path = tmp_path / "nieuw.mhkaart"
    path.write_bytes(sign_card(newer, lopik.root))
    counter = at(places, path)
    assert not counter.is_new
    counter.trust()
    assert at(places, None).card == newer


def test_a_card_ends(places: Places, card_file: Path) -> None:
    """On its last day it may still be used; the day after, it says until when."""
    assert at(places, card_file, days=183).card.expires_on == TODAY + timedelta(days=183)
    with pytest.raises(CardExpired) as refused:
        at(places, card_file, days=184)
    assert refused.value.before == TODAY + timedelta(days=183)


def test_two_municipalities_are_told_apart(places: Places, card_file: Path, tmp_path: Path) -> None:
    """With two known cards one has to be named."""
    at(places, card_file).trust()
    other = municipality("Gemeente Elders", store="6e" * 16)
    path = tmp_path / "elders.mhkaart"
    path.write_bytes(other.file)
    at(places, path).trust()
    with pytest.raises(NoCard) as asked:
        at(places, None)
    assert asked.value.known == 2
    assert [card.name for card in KnownCards(places.cards).all()] == ["Gemeente Elders", "Gemeente Lopik"]


def test_what_cannot_be_read(places: Places, tmp_path: Path, lopik: Municipality) -> None:
    """No file, a folder, something else, half a card, a card of a newer program."""
    for name in ("weg.mhkaart", "."):
        with pytest.raises(CannotRead):
            at(places, tmp_path / name)
    for data in (b"", b"kaart", lopik.file[:-40], bytes(100_000)):
        with pytest.raises(NotACard):
            card_in(data)
    with pytest.raises(UnsupportedVersion):
        card_in(lopik.file.replace(b'"version":1', b'"version":2'))


def test_a_broken_known_card_is_as_if_it_were_not_there(places: Places, card_file: Path) -> None:
    """It is asked again, and nothing else breaks."""
    at(places, card_file).trust()
    (kept,) = places.cards.iterdir()
    kept.write_bytes(b"half")
    assert at(places, card_file).is_new


def test_where_nothing_can_be_kept(places: Places, card_file: Path) -> None:
    """Said, and the card itself works."""
    places.config.parent.mkdir(exist_ok=True)
    places.config.write_bytes(b"a file where a folder should be")
    with pytest.raises(CannotWrite):
        at(places, card_file).trust()
