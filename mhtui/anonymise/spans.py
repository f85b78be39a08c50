"""A raw hit inside one readable line, and how hits of different layers become one sorted row without overlap.

The union of the layers: nothing that one layer found is dropped, at most it is said by a stronger one.
"""

from typing import NamedTuple

from mhtui.anonymise.findings import Certainty, Kind, Layer


class Span(NamedTuple):
    """A hit; offsets in the readable line."""

    start: int
    end: int
    kind: Kind
    layer: Layer
    certainty: Certainty
    suggestion: str = ""


_JOINTS = " \t,.;:'\"()/-"


def union(spans: list[Span], line: str) -> list[Span]:
    """Join hits of all layers: sorted, apart from each other, together covering what any of them covered.

    A registered name inside an e-mail address marks the whole address; elsewhere the stronger layer keeps its place and
    the weaker one what is left beside it.
    """
    placed: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.layer, one.start - one.end, one.start)):
        placed = _place(span, placed, line)
    return sorted(placed)


def _place(span: Span, placed: list[Span], line: str) -> list[Span]:
    touching = [other for other in placed if other.start < span.end and span.start < other.end]
    if not touching:
        return [*placed, span]
    if span.layer is Layer.PATTERN and all(span.start <= other.start and other.end <= span.end for other in touching):
        strongest = max(touching, key=lambda other: other.certainty)
        whole = len(touching) == 1 and strongest.end - strongest.start == span.end - span.start
        joined = strongest if whole else _said_by(strongest, span)
        return [*(other for other in placed if other not in touching), joined]
    rest = span.start
    for other in [*sorted(touching), None]:
        stop = other.start if other else span.end
        if piece := _trimmed(span, rest, stop, line):
            placed = [*placed, piece]
        rest = other.end if other else stop
    return placed


def _said_by(known: Span, whole: Span) -> Span:
    """Give the whole form with what is known of a part of it."""
    certainty = max(whole.certainty, known.certainty)
    return whole._replace(layer=known.layer, certainty=certainty, suggestion=known.suggestion or whole.suggestion)


def _trimmed(span: Span, start: int, end: int, line: str) -> Span | None:
    """Give the piece of the hit between two others, without the signs that joined them."""
    while start < end and line[start] in _JOINTS:
        start += 1
    while start < end and line[end - 1] in _JOINTS:
        end -= 1
    if not any(letter.isalnum() for letter in line[start:end]) or line[start:end].lower() in {"s", "van", "de", "en"}:
        return None
    return span._replace(start=start, end=end)
