"""Layers 3 and 4: names by shape, and lower-case words that Dutch does not have.

In mid-sentence a capital always counts: no list of common words may take it away, for Roos, Visser and De Boer are
words too. Nothing here looks further than its own line.
"""

from mhtui.anonymise.findings import Certainty, Kind, Layer
from mhtui.anonymise.judging import Mark, judge
from mhtui.anonymise.openings import opens_with
from mhtui.anonymise.sentence import Sentence
from mhtui.anonymise.spans import Span
from mhtui.anonymise.tokens import (
    CAPITAL,
    FUNCTION,
    GIVEN,
    INITIAL,
    NAMES,
    PARTICLE,
    PLAIN,
    ROLE,
    STARTER,
    SURNAME,
    Position,
    Token,
    position_of,
)
from mhtui.anonymise.vocabulary import FIRM_PARTICLES, LOOSE_PARTICLES, ORGANISATION_WORDS, TRADES

_CERTAINTY = {
    Mark.PERSON: Certainty.PROBABLE,
    Mark.PLACE: Certainty.POSSIBLE,
    Mark.ORGANISATION: Certainty.POSSIBLE,
    Mark.WORD: Certainty.UNSURE,
}
_KIND = {
    Mark.PERSON: Kind.PERSON,
    Mark.PLACE: Kind.PLACE,
    Mark.ORGANISATION: Kind.ORGANISATION,
    Mark.WORD: Kind.UNKNOWN,
}


_LEGAL_FORMS = frozenset(("bv", "nv", "vof", "gmbh", "ltd"))


def find_shapes(line: str, tokens: list[Token]) -> list[Span]:
    """Give the names and unknown words of one line."""
    sentence = Sentence(line, tokens)
    marks = judge(sentence)
    spans = []
    index = 0
    while index < len(tokens):
        if not marks[index]:
            index += 1
            continue
        last = _last_of_name(sentence, marks, index)
        first = _first_of_name(sentence, marks, index)
        spans.append(_span(sentence, marks, first, last))
        index = last + 1
    return spans


def _last_of_name(sentence: Sentence, marks: list[Mark], first: int) -> int:
    """Follow a name to the right: adjoining marks, and tussenvoegsels that lead to another part of it."""
    tokens, last = sentence.tokens, first
    while last + 1 < len(tokens):
        after = last + 1
        if not _adjoins(sentence, last):
            break
        if marks[after] and _same_family(marks, first, after):
            last = after
            continue
        while after + 1 < len(tokens) and tokens[after].traits & PARTICLE and _adjoins(sentence, after):
            after += 1
        if after == last + 1 or not _continues(sentence, marks, first, last, after):
            break
        last = after
    if last + 1 < len(tokens) and _adjoins(sentence, last) and sentence.word(last + 1).replace(".", "") in _LEGAL_FORMS:
        return last + 1
    return last


def _same_family(marks: list[Mark], first: int, after: int) -> bool:
    """A place or a body is not the surname of the name before it."""
    return not (marks[first] is Mark.PERSON and marks[after] is Mark.PLACE) and not (
        marks[first] is Mark.PLACE and marks[after] is not Mark.PLACE
    )


def _continues(sentence: Sentence, marks: list[Mark], first: int, last: int, after: int) -> bool:
    """Say whether the word after the tussenvoegsels belongs to the name before them."""
    token = sentence.tokens[after]
    if marks[first] is Mark.PLACE or marks[after] is Mark.PLACE:
        return False
    if marks[after] is Mark.WORD or token.traits & SURNAME:
        return not token.traits & FUNCTION and marks[first] in (Mark.PERSON, Mark.WORD)
    if marks[after]:
        return marks[after] is marks[first] or (marks[first] is Mark.WORD and marks[after] is Mark.PERSON)
    return sentence.slice(last + 1, after - 1).lower() in FIRM_PARTICLES and not token.traits & FUNCTION


def _first_of_name(sentence: Sentence, marks: list[Mark], index: int) -> int:
    """Follow a name to the left: initials, tussenvoegsels, and a word of the name that opens the sentence."""
    tokens, first = sentence.tokens, index
    if marks[index] in (Mark.PLACE, Mark.WORD) and not tokens[index].traits & CAPITAL:
        return _over_firm_particles(sentence, first)
    while first and not marks[first - 1] and _adjoins(sentence, first - 1):
        before = tokens[first - 1]
        if (
            before.traits & (INITIAL | PARTICLE)
            and before.traits & CAPITAL
            and not _is_preposition(sentence, first - 1)
        ) or (first - 1 and before.traits & PARTICLE and _leads(sentence, first)):
            first -= 1
        else:
            break
    if first and not marks[first - 1] and _opens_name(sentence, first):
        first -= 1
    return _over_firm_particles(sentence, first)


def _is_preposition(sentence: Sentence, index: int) -> bool:
    """Say whether `Op`, `In`, `Bij` stands before a name rather than in it, as in *Op den Kamp*."""
    word, after = sentence.word(index), sentence.word(index + 1)
    if word not in LOOSE_PARTICLES or f"{word} {after}" in FIRM_PARTICLES:
        return False
    return position_of(sentence.tokens, index, sentence.line) is not Position.MIDDLE


def _leads(sentence: Sentence, first: int) -> bool:
    """Say whether a lower-case tussenvoegsel stands after a capital one, an initial or a title: `A. de`, `dhr. de`."""
    tokens = sentence.tokens
    before = first - 2
    while (
        before
        and tokens[before].traits & PARTICLE
        and not tokens[before].traits & CAPITAL
        and _adjoins(sentence, before)
    ):
        before -= 1
    traits = tokens[before].traits
    if not _adjoins(sentence, before) or _is_preposition(sentence, before):
        return False
    return bool((traits & CAPITAL and traits & (INITIAL | PARTICLE)) or traits & NAMES)


def _over_firm_particles(sentence: Sentence, first: int) -> int:
    """Take in `van der` before a surname."""
    if first > 1 and _adjoins(sentence, first - 1) and sentence.slice(first - 2, first - 1).lower() in FIRM_PARTICLES:
        return first - 2
    return first


def _opens_name(sentence: Sentence, first: int) -> bool:
    """Say whether a known word with a capital just before a name is its first part rather than a title or an adverb."""
    before = sentence.tokens[first - 1]
    if not before.traits & CAPITAL or not sentence.tokens[first].traits & CAPITAL or not _adjoins(sentence, first - 1):
        return False
    if before.text.lower() in ORGANISATION_WORDS:
        return True
    if before.traits & (FUNCTION | STARTER | ROLE | NAMES | PLAIN):
        return False
    return bool(before.traits & (GIVEN | SURNAME)) or opens_with(sentence, first)


def _adjoins(sentence: Sentence, index: int) -> bool:
    """Say whether nothing but a space, a hyphen or the stop of an initial stands after the word."""
    token, after = sentence.tokens[index], sentence.tokens[index + 1]
    gap = sentence.line[token.end : after.start]
    if gap in (" ", "-", " '", "'"):
        return True
    return gap in (". ", ".") and bool(token.traits & INITIAL)


def _span(sentence: Sentence, marks: list[Mark], first: int, last: int) -> Span:
    tokens = sentence.tokens
    found = [marks[index] for index in range(first, last + 1) if marks[index]]
    mark = Mark.PERSON if Mark.PERSON in found else found[0]
    if mark is Mark.PERSON and _names_organisation(sentence, first, last):
        mark = Mark.ORGANISATION
    capital = any(tokens[index].traits & CAPITAL for index in range(first, last + 1))
    layer = Layer.WORD if mark is Mark.WORD and not capital else Layer.SHAPE
    return Span(tokens[first].start, tokens[last].end, _KIND[mark], layer, _CERTAINTY[mark])


def _names_organisation(sentence: Sentence, first: int, last: int) -> bool:
    """Say whether the word before or the end of the name tells that it is a business: `hotel De Zon`, `Kok BV`.

    What the business does may stand behind the name, and is what nobody is called by: `Van Dijk Groenten`.
    """
    if first and sentence.tokens[first - 1].text.lower() in ORGANISATION_WORDS:
        return True
    words = [sentence.word(index) for index in range(first, last + 1)]
    does = last > first and words[-1] in TRADES and not sentence.traits(last) & SURNAME
    return does or words[-1].replace(".", "") in _LEGAL_FORMS or words[0] in ORGANISATION_WORDS
