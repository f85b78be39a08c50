"""How Afschermen looks: the four certainties, the text for the table, and what is said of the marking under the cursor.

Pure: it is given markings and gives back what is drawn. A marking is always glyph, word and tone.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from mhtui.anonymise.words import CERTAINTY_WORDS, KIND_WORDS
from mhtui.plain import plain, single_line
from mhtui.widgets.marked import NOW, Look
from mhtui.widgets.tone import Tone

if TYPE_CHECKING:
    from db.records.case import Judgement
    from mhtui.casework.markings import Marking, Piece

_MARKS: Final = {
    4: ("■", "known", Tone.URGENT),
    3: ("◆", "probable", Tone.ATTENTION),
    2: ("●", "possible", Tone.POSSIBLE),
    1: ("○", "unsure", Tone.MUTED),
}
"""By certainty: glyph, look, tone."""
NOTHING_LEFT: Final = (
    "✓ Alles is beoordeeld. Het programma vindt 99 van de 100 namen met een hoofdletter, 9 van de 10 zonder; een "
    "beroep, een voorval of een beschrijving vindt het niet. Lees rechts alsof u aan tafel zit. F9 gaat verder."
)
"""Figures of docs/bench-anonymise.md, on texts that the finder was not made with."""
NO_TEXT: Final = "Nog geen tekst. e begint met typen: wat mag het overleg van deze casus weten?"
_SHOWN: Final = 60


def looks(markings: Iterable["Marking"], now: "Marking | None") -> list[Look]:
    """Return how each marking is drawn in the text that is typed."""
    found = []
    for marking in markings:
        name = "done" if marking.answered else _MARKS[marking.certainty][1]
        found.append(Look(marking.start, marking.end, f"{name}{NOW}" if marking is now else name))
    return found


def for_the_table(pieces: Sequence["Piece"]) -> Content:
    """Return the text as the table will read it; what is open stands there as its glyph and a mask of one width."""
    parts = []
    for piece in pieces:
        marking = piece.marking
        if marking is None:
            parts.append(plain(piece.text))
        elif marking.answered:
            parts.append(plain(piece.text, "" if piece.as_typed else f"bold {Tone.DONE.style}"))
        else:
            glyph, _, tone = _MARKS[marking.certainty]
            parts.append(plain(f"{glyph}{piece.text}", tone.style))
    return Content.assemble(*parts)


def said_of(marking: "Marking", proposed: "Judgement", *, keys: bool = True) -> Content:
    """Return what is said of the marking under the cursor: what it is, how sure, and what the keys do."""
    glyph, _, tone = _MARKS[marking.certainty]
    kind = "door u gemarkeerd" if marking.by_hand and not marking.known else KIND_WORDS[marking.kind]
    what = f"{kind} · {CERTAINTY_WORDS[marking.certainty]}"
    words = single_line(marking.words, _SHOWN)
    first = Content.assemble((f"{glyph} ", tone.style), plain(words, "bold"), (f"  {what}", "$muted"))
    if marking.answered:
        first = Content.assemble(first, ("  ✓ ", Tone.DONE.style), plain(_done(marking), Tone.DONE.style))
    if not keys:
        return first
    more = (part for key, word in _KEYS for part in ((f"   {key} ", Tone.ATTENTION.style), word))
    put = plain(single_line(proposed.put, _SHOWN))
    return Content.assemble(first, "\n", ("⏎ ", Tone.ATTENTION.style), put, *more)


_KEYS: Final = (("p", "ander label"), ("v", "algemener"), ("w", "weglaten"), ("o", "niet herleidbaar"))


def _done(marking: "Marking") -> str:
    judgement = marking.judgement
    if judgement is None or judgement.verdict is None:
        return ""
    words = {"niet_herleidbaar": "blijft staan", "geschrapt": "weggelaten"}
    return words.get(judgement.verdict.value) or single_line(judgement.put, _SHOWN)


def progress_of(markings: Sequence["Marking"]) -> str:
    """Return how far it is: `7 van 12 beoordeeld`."""
    if not markings:
        return "geen markeringen"
    return f"{sum(1 for each in markings if each.answered)} van {len(markings)} beoordeeld"
