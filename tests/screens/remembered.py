"""A computer on which somebody came in before: it remembers how far the kluis was, and asks for no kenmerk."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from db.store import open_store
from mhtui.pins import Pinboard
from mhtui.settings import Places


def remember(places: Places, kluis: Path, clock: Callable[[], datetime]) -> None:
    """Let a computer remember a kluis."""
    known = open_store(str(kluis), clock=clock)
    Pinboard(places).remember(known)
    known.close()
