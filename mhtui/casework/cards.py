"""The public card of this kluis: made by who holds beheer, given to whoever may hand in a signal."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from db.office import root_key
from keys.card import MAX_NAME, Card, sign_card
from keys.directory import Kind
from mhtui.casework.desk import Desk

DAYS: Final = 183
"""How long a card may be used when nobody says otherwise: half a year."""
MOST_DAYS: Final = 366
"""A card that lives longer outlives what its holder knows about it."""


@dataclass(frozen=True, slots=True)
class MadeCard:
    """A card, and the content of its file."""

    card: Card
    data: bytes


def make_card(desk: Desk, days: int = DAYS) -> MadeCard:
    """Make the card of the identiteit of this session, for 1 to 366 days.

    Raises `NotAllowed` unless this session holds beheer and an identiteit.
    """
    place = desk.store.place(Kind.IDENTITEIT)
    directory = desk.store.directory
    named = directory.compartment(place.id)
    today = desk.today()
    root = root_key(desk.store)
    card = Card(
        name=" ".join((place.label.store_name or place.label.municipality).split())[:MAX_NAME],
        store_id=directory.store_id,
        compartment=named.id,
        epoch=named.epoch,
        sealing_public=named.sealing_public,
        root_public=directory.root_public,
        made_on=today,
        expires_on=today + timedelta(days=max(1, min(days, MOST_DAYS))),
    )
    return MadeCard(card, sign_card(card, root))
