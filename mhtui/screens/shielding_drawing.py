"""How Afschermen looks: the four certainties, the text for the table, and what is said of the marking under the cursor.

Pure: it is given markings and gives back what is drawn. A marking is always glyph, word and tone.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from mhtui.anonymise.words import CERTAINTY_WORDS, KIND_WORDS
from mhtui.plain import plain, single_line
from mhtui.widgets.marked import NOW, Look
from mhtui.widgets.textpane import Line, Part
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
    "✓ Alles is beoordeeld. Het programma vindt 99 van de 100 namen met een hoofdletter, 8 van de 10 zonder; een "
    "beroep, een voorval of een beschrijving vindt het niet. Lees het resultaat alsof u aan tafel zit. F9 gaat verder."
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


def for_the_table(pieces: Sequence["Piece"]) -> list[Line]:
    """Return the text as the table will read it; what is open stands there as its glyph and a mask of one width."""
    lines: list[list[Part]] = [[]]
    for piece in pieces:
        marking, words, style = piece.marking, piece.text, ""
        if marking is not None and not marking.answered:
            glyph, _, tone = _MARKS[marking.certainty]
            words, style = f"{glyph}{words}", tone.style
        elif marking is not None and not piece.as_typed:
            style = f"bold {Tone.DONE.style}"
        first, *others = words.split("\n")
        lines[-1].append((first, style))
        lines += [[(other, style)] for other in others]
    return [tuple(line) for line in lines]


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
    more = (part for key, word in _keys_for(marking) for part in ((f"   {key} ", Tone.ATTENTION.style), word))
    put = plain(single_line(proposed.put, _SHOWN))
    return Content.assemble(first, "\n", ("⏎ ", Tone.ATTENTION.style), put, *more)


_KEYS: Final = (("p", "ander label"), ("v", "algemener"), ("w", "weglaten"), ("o", "niet herleidbaar"))
_KNOWN_WORD: Final = ("k", "bekend woord")


def _keys_for(marking: "Marking") -> Sequence[tuple[str, str]]:
    """Return what else can be done; that it may be a known word is not offered for what looks like a person."""
    from mhtui.casework.answering import may_be_known

    known_word = may_be_known(marking) and marking.kind != "person"
    return (*_KEYS, _KNOWN_WORD) if known_word else _KEYS


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
