"""Finds what identifies in Dutch text: flags it, and never silently passes.

Pure functions on `str`: no store, no screen, no network, no clock. Importing this package costs nothing; the finder
itself is loaded when one of its names is first asked for. Nothing here decides what is released: a person does.
"""

TYPE_CHECKING = False  # type checkers read it as true; the real one would be an import

if TYPE_CHECKING:
    from mhtui.anonymise.finder import find_identifiers
    from mhtui.anonymise.findings import Certainty, Finding, Identity, Kind, Layer
    from mhtui.anonymise.live import LiveFinder
    from mhtui.anonymise.version import FINDER_VERSION

__all__ = [
    "FINDER_VERSION",
    "Certainty",
    "Finding",
    "Identity",
    "Kind",
    "Layer",
    "LiveFinder",
    "find_identifiers",
]

_HOME = {
    "FINDER_VERSION": "version",
    "find_identifiers": "finder",
    "LiveFinder": "live",
    "Certainty": "findings",
    "Finding": "findings",
    "Identity": "findings",
    "Kind": "findings",
    "Layer": "findings",
}


def __getattr__(name: str) -> object:
    """Import the module that defines `name` only now."""
    if name not in _HOME:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
