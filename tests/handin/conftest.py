"""A card of a municipality, who may open what is sealed to it, and a computer that has never seen either."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.records.base import Answer
from db.records.signal import FormPerson, SignalForm
from keys.card import Card, sign_card
from keys.compartment import CompartmentKeys
from keys.directory import RootKey
from keys.holder import HolderKeys
from keys.ring import Ring
from mhtui.handin.body import Told
from mhtui.settings import Places

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Municipality:
    """Its root key, the keys of its identiteit, and a card of both."""

    root: RootKey
    identity: CompartmentKeys
    card: Card

    @property
    def file(self) -> bytes:
        """The content of the card's file."""
        return sign_card(self.card, self.root)

    @property
    def ring(self) -> Ring:
        """The ring of the aandachtsfunctionaris."""
        return Ring("a1" * 16, HolderKeys.generate(), [self.identity])


def municipality(name: str = "Gemeente Lopik", *, days: int = 183, store: str = "5f" * 16) -> Municipality:
    """Make a municipality with a card for so many days."""
    root, identity = RootKey.generate(), CompartmentKeys.new("c3" * 16)
    card = Card(
        name=name,
        store_id=store,
        compartment=identity.compartment,
        epoch=identity.epoch,
        sealing_public=identity.sealing_public,
        root_public=root.public,
        made_on=TODAY,
        expires_on=TODAY + timedelta(days=days),
    )
    return Municipality(root, identity, card)


@pytest.fixture
def lopik() -> Municipality:
    """One municipality."""
    return municipality()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """The folders of an account that has never used the program."""
    return Places(config=tmp_path / "config", data=tmp_path / "data", documents=tmp_path / "documents")


@pytest.fixture
def card_file(lopik: Municipality, tmp_path: Path) -> Path:
    """The card as a file."""
    path = tmp_path / "lopik.mhkaart"
    path.write_bytes(lopik.file)
    return path


@pytest.fixture
def told() -> Told:
    """Something to hand in."""
    return Told(
        form=SignalForm(
            number="12",
            reported_on="18-11-2026",
            reported_at="14:10",
            place="Benschop",
            reporter="Verzonnen Melder",
            persons=(FormPerson(name="Zoë d'Hondt (verzonnen)", phone="06-00000000"),),
            narrative="Verzonnen: twee vrouwen achter een loods.\n\nZij wisselen elkaar af. 🌧",
        ),
        urgent=Answer.YES,
        safe_contact="alleen overdag bellen",
    )
