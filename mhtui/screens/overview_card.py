"""The card beside Overzicht: what a signal or case is, its checklist and its tracks, without who.

Pure: a card in, content out.
"""

from typing import TYPE_CHECKING

from textual.content import Content

from mhtui.plain import plain
from mhtui.widgets.days import say_day, write_day
from mhtui.widgets.mask import MASK

if TYPE_CHECKING:
    from mhtui.casework.meldroute import RouteLine
    from mhtui.casework.overview import CaseCard, SignalCard
    from mhtui.casework.tracks import Track

_FORCES = {
    "direct": ("DIRECT", "$urgent"),
    "altijd": ("ALTIJD", "$attention"),
    "besluiten": ("besluiten", "$muted"),
    "contact": ("contact", "$muted"),
    "inbrengen": ("inbrengen", "$muted"),
    "suggestie": ("suggestie", "$muted"),
    "kan": ("kan", "$muted"),
}
"""Word and tone of each `mhtui.casework.routing.Force`."""
_LABEL = 14
"""Cells for a label."""
_TRACK = 24
"""Cells for a track."""
_PARTNER = 30
"""Cells for a partner."""


def _line(label: str, value: Content | str) -> Content:
    text = plain(value) if isinstance(value, str) else value
    return Content.assemble((f"{label:<{_LABEL}}", "$muted"), text)


def _joined(lines: list[Content]) -> Content:
    return Content("\n").join(lines)


def draw_route(lines: "tuple[RouteLine, ...]") -> list[Content]:
    """Draw a checklist: a glyph, the partner, and how strong the rule is or when it was answered."""
    drawn = []
    for line in lines:
        word, tone = _FORCES[line.force]
        name = line.label if len(line.label) < _PARTNER else f"{line.label[: _PARTNER - 2]}…"
        if line.done_on is not None:
            how = "uitzondering" if line.excepted else write_day(line.done_on)[:5]
            drawn.append(Content.assemble(("✓ ", "$done"), plain(f"{name:<{_PARTNER}}"), (how, "$muted")))
            continue
        glyph = "!" if line.force == "direct" else "□"
        mark = " ?" if line.unsure else ""
        drawn.append(
            Content.assemble((f"{glyph} ", tone), plain(f"{name:<{_PARTNER}}"), (f"{word}{mark}", f"bold {tone}"))
        )
    return drawn


def draw_tracks(tracks: "tuple[Track, ...]") -> list[Content]:
    """Draw the four tracks: how far each is."""
    drawn = []
    for track in tracks:
        done = track.of > 0 and track.done >= track.of
        glyph = ("✓", "$done") if done else ("◐", "$here") if track.done else ("○", "$muted")
        drawn.append(Content.assemble(glyph, plain(f" {track.name:<{_TRACK}}"), plain(track.word, "$muted")))
    return drawn


def draw_signal(card: "SignalCard") -> Content:
    """Draw the card of a signal."""
    reporter = Content.styled(MASK, "$muted") if card.has_reporter else plain("niet ingevuld", "$muted")
    lines = [
        Content.styled(f"Signaal {card.number}", "bold $here"),
        plain(f"ontvangen {say_day(card.received_on)}", "$muted"),
        Content(""),
        _line("Gemeld", card.reported or "niet ingevuld"),
        _line("Gemeente", card.municipality),
        _line("Vorm", card.form),
        _line("Spoed", _urgent(card.urgent)),
        _line("Melder", reporter),
        _line("Betrokkenen", str(card.persons)),
    ]
    if card.case_number:
        lines.append(_line("Casus", card.case_number))
    return _joined([*lines, *_route_part(card.lines), *_track_part(card.tracks)])


def draw_case(card: "CaseCard") -> Content:
    """Draw the card of a case."""
    released = ("■ vrijgegeven", "$done") if card.released else ("□ nog niet vrijgegeven", "$attention")
    lines = [
        Content.assemble((f"Casus {card.number} ", "bold $here"), plain(f"“{card.codename}”", "bold $here")),
        plain(f"geopend {say_day(card.opened_on)}", "$muted"),
        Content(""),
        _line("Vorm", card.form),
        _line("Signalen", ", ".join(card.signals) or "geen"),
        _line("Betrokkenen", str(card.persons)),
        _line("Tekst", Content.styled(*released)),
    ]
    if card.planned_on:
        lines.append(_line("Op agenda", say_day(card.planned_on)))
    return _joined([*lines, *_route_part(card.lines), *_track_part(card.tracks)])


def _urgent(answer: str) -> Content:
    if answer == "ja":
        return Content.styled("! ja, direct ingrijpen", "bold $urgent")
    return plain("onbekend: telt als ja tot u antwoordt", "$attention") if answer == "onbekend" else plain("nee")


def _route_part(lines: "tuple[RouteLine, ...]") -> list[Content]:
    return [Content(""), Content.styled("MELDROUTE", "$muted"), *draw_route(lines)] if lines else []


def _track_part(tracks: "tuple[Track, ...]") -> list[Content]:
    return [Content(""), Content.styled("SPOREN", "$muted"), *draw_tracks(tracks)]
