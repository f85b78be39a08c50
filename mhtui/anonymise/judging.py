"""Says of each word of a line whether it is, or may be, part of a name, by its capital and by what stands around it.

One word at a time; joining words into names is the work of `shapes`. In doubt a word is marked.
"""

from enum import IntEnum

from mhtui.anonymise.lexicon import PARTICIPLE
from mhtui.anonymise.openings import (
    PEOPLES_AND_NAMES,
    VERBS_AND_NAMES,
    counts_at_start,
    lacks_article,
    speaks_as_name,
)
from mhtui.anonymise.sentence import Sentence
from mhtui.anonymise.tokens import (
    BUILT,
    CALENDARIC,
    CAPITAL,
    COMMON,
    DETERMINER,
    DIGIT,
    FOREIGN,
    FUNCTION,
    GIVEN,
    INITIAL,
    KNOWN,
    LETTERS,
    NAMES,
    PARTICLE,
    PEOPLE,
    PLACE,
    PLAIN,
    ROLE,
    SELDOM,
    STARTER,
    SURNAME,
    UPPER,
    Position,
    position_of,
)
from mhtui.anonymise.vocabulary import (
    BEFORE_LANGUAGES,
    DUTCH_PARTICLES,
    FIRM_PARTICLES,
    NEAR_PERSONS,
    NOT_ALONE,
    PERSON_NOUNS,
    SPEAKING,
)

_SHORT_HEADING = 3
"""A line in capitals of so many words may be a name: `J. DE BOER`."""


_SHORTEST_SHOUT = 4
"""From so many letters a Dutch word in capitals is a shout, unless it stands behind a name: `Jan KOOLHAAS`."""


_SHORTEST_NAME = 5
"""An unknown word in capitals is an abbreviation below this length, and a name from it."""


class Mark(IntEnum):
    """What a marked word seems to be; falsy when it is none."""

    NONE = 0
    WORD = 1
    """A lower-case word that Dutch does not have."""
    PLACE = 2
    ORGANISATION = 3
    PERSON = 4


def judge(sentence: Sentence) -> list[Mark]:
    """Mark the words of the line that are, or may be, part of a name."""
    marks = [Mark.NONE] * len(sentence.tokens)
    particles = False
    for index, token in enumerate(sentence.tokens):
        traits = token.traits
        if traits & (PLAIN | DIGIT):
            continue
        particles = particles or bool(traits & PARTICLE)
        if traits & FOREIGN:
            marks[index] = Mark.PERSON
        elif traits & CAPITAL and not sentence.is_heading:
            marks[index] = _judge_capital(sentence, index)
        else:
            marks[index] = _judge_lower(sentence, marks, index)
    if not sentence.is_heading:
        _mark_again(sentence, marks)
        _mark_beside(sentence, marks)
    if particles:
        _mark_after_particles(sentence, marks)
    _mark_built(sentence, marks)
    return marks


def _judge_capital(sentence: Sentence, index: int) -> Mark:
    traits = sentence.traits(index)
    if traits & (LETTERS | INITIAL | CALENDARIC):
        return Mark.NONE
    if traits & PEOPLE:
        return _judge_people(sentence, index)
    if traits & UPPER:
        return _judge_letters(sentence, index)
    if traits & (FUNCTION | STARTER | PARTICLE):
        foreign = traits & PARTICLE and sentence.word(index) not in DUTCH_PARTICLES
        inside = (
            foreign
            or (sentence.gap(index - 1) == " " and not sentence.traits(index - 1) & DIGIT)
            or speaks_as_name(sentence, index)
        )
        return Mark.PERSON if inside else Mark.NONE
    return Mark.PLACE if traits & PLACE else _judge_by_position(sentence, index)


def _judge_by_position(sentence: Sentence, index: int) -> Mark:
    position = position_of(sentence.tokens, index, sentence.line)
    if position is Position.MIDDLE:
        return Mark.PERSON if _counts_in_middle(sentence, index) else Mark.NONE
    if counts_at_start(sentence, index, position):
        return Mark.PERSON
    return Mark.WORD if lacks_article(sentence, index) else Mark.NONE


def _counts_in_middle(sentence: Sentence, index: int) -> bool:
    """Say whether a word with a capital in mid-sentence is more than the title of the name after it."""
    traits = sentence.traits(index)
    if not traits & (ROLE | NAMES) or traits & SURNAME:
        return True
    followed = sentence.traits(index + 1) & (CAPITAL | PARTICLE) and sentence.gap(index) in (" ", ". ")
    return not followed and not traits & NAMES


def _judge_letters(sentence: Sentence, index: int) -> Mark:
    """A word in capitals in a line that is not: initials, an abbreviation, or a shout."""
    traits = sentence.traits(index)
    if traits & FUNCTION:
        return Mark.NONE
    if traits & PLACE:
        return Mark.PLACE
    shouted = traits & (STARTER | ROLE) or len(sentence.word(index)) >= _SHORTEST_SHOUT
    before = sentence.traits(index - 1) & CAPITAL and not sentence.traits(index - 1) & UPPER
    if traits & KNOWN and not traits & (GIVEN | SURNAME) and shouted and not before:
        return Mark.NONE
    long = not traits & KNOWN and len(sentence.word(index)) >= _SHORTEST_NAME
    return Mark.PERSON if traits & (GIVEN | SURNAME) or long else Mark.ORGANISATION


def _judge_people(sentence: Sentence, index: int) -> Mark:
    """`Roemeense` narrows down only with the person it says something of; Frans and Engels are names as well."""
    if sentence.word(index) in PEOPLES_AND_NAMES:
        inside = position_of(sentence.tokens, index, sentence.line) is Position.MIDDLE
        language = sentence.word(index - 1) in BEFORE_LANGUAGES
        counts = not language and (inside or speaks_as_name(sentence, index))
        return Mark.PERSON if counts else Mark.NONE
    if sentence.traits(index) & COMMON or sentence.word(index + 1) not in PERSON_NOUNS:
        return Mark.NONE
    return Mark.PLACE


def _judge_lower(sentence: Sentence, marks: list[Mark], index: int) -> Mark:
    traits = sentence.traits(index)
    if traits & (INITIAL | FUNCTION | STARTER | PARTICLE | LETTERS | CALENDARIC):
        return Mark.NONE
    if traits & PLACE and (sentence.is_heading or not traits & KNOWN):
        return Mark.PLACE
    if not traits & KNOWN:
        return Mark.WORD if len(sentence.word(index)) > 1 else Mark.NONE
    return Mark.PERSON if traits & SELDOM or _known_word_counts(sentence, marks, index) else Mark.NONE


def _known_word_counts(sentence: Sentence, marks: list[Mark], index: int) -> bool:
    """Say whether a lower-case Dutch word is a name here."""
    if not sentence.traits(index) & (GIVEN | SURNAME):
        return False
    if sentence.is_heading and len(sentence.tokens) <= _SHORT_HEADING:
        return True
    if _is_named(sentence, index):
        return True
    before_marked = index > 0 and marks[index - 1] in (Mark.PERSON, Mark.WORD) and sentence.gap(index - 1) == " "
    return before_marked and bool(sentence.traits(index) & SURNAME)


def _is_named(sentence: Sentence, index: int) -> bool:
    """Say whether the words around tell that this word, which may be a name, is one."""
    before, gap = sentence.traits(index - 1), sentence.gap(index - 1)
    if before & NAMES and gap in (" ", ". "):
        return sentence.word(index) not in NOT_ALONE or sentence.word(index - 1) not in {"ene", "zekere"}
    if before & DETERMINER:
        return False
    if before & ROLE and gap == " " and sentence.traits(index) & SURNAME:
        return True
    if not sentence.traits(index) & GIVEN:
        return False
    bare = index == 0 or sentence.word(index - 1) in NEAR_PERSONS
    return bare and (sentence.word(index + 1) in SPEAKING or sentence.word(index - 1) in NEAR_PERSONS)


def _mark_again(sentence: Sentence, marks: list[Mark]) -> None:
    """Mark a word that opens a sentence when the same word is a name elsewhere in the line."""
    tokens = sentence.tokens
    names = {token.text for token, mark in zip(tokens, marks, strict=True) if mark is Mark.PERSON}
    for index, token in enumerate(tokens) if names else ():
        if token.text in names and not marks[index] and not token.traits & (FUNCTION | STARTER | PARTICLE):
            marks[index] = Mark.PERSON


def _mark_beside(sentence: Sentence, marks: list[Mark]) -> None:
    """Mark a capital that stands in one row with a name: `Bui en Kowalska`, `Phuong, Dat en Duc`."""
    for index, token in enumerate(sentence.tokens):
        traits = token.traits
        if (
            marks[index]
            or not traits & CAPITAL
            or traits & (ROLE | STARTER | LETTERS | INITIAL | PLAIN | PEOPLE | NAMES)
        ):
            continue
        listed = sentence.gap(index - 1) == ", " and marks[index - 1] is Mark.PERSON
        pair = sentence.word(index + 1) == "en" and sentence.gap(index) == sentence.gap(index + 1) == " "
        a_word = traits & FUNCTION and token.text.lower() not in VERBS_AND_NAMES
        beside = pair and not a_word and marks[index + 2] is Mark.PERSON
        if (index and listed) or beside:
            marks[index] = Mark.PERSON


def _mark_after_particles(sentence: Sentence, marks: list[Mark]) -> None:
    """Mark the word after `van der`, and after a title with a tussenvoegsel: `mevrouw de groot`."""
    tokens = sentence.tokens
    for index in range(2, len(tokens)):
        if not tokens[index - 1].traits & PARTICLE or marks[index] or sentence.gap(index - 1) not in (" ", ""):
            continue
        if sentence.traits(index) & (DIGIT | PARTICLE):
            continue
        pair = sentence.slice(index - 2, index - 1).lower()
        first = index - 2
        while first and sentence.traits(first) & PARTICLE:
            first -= 1
        titled = sentence.traits(first) & NAMES and sentence.gap(first) in (" ", ". ")
        if pair in FIRM_PARTICLES or (titled and not sentence.traits(index) & FUNCTION):
            marks[index] = Mark.PERSON


def _mark_built(sentence: Sentence, marks: list[Mark]) -> None:
    """Doubt a word that is in no dictionary, straight after a name or a title: `jorien blijleven`, `dokter hulshof`."""
    for index, token in enumerate(sentence.tokens):
        if not token.traits & BUILT or not index:
            continue
        before = index - 1
        while before and sentence.traits(before) & PARTICLE and sentence.gap(before) == " ":
            before -= 1
        titled = sentence.traits(before) & (ROLE | NAMES) and not PARTICIPLE.fullmatch(token.text)
        named = marks[before] in (Mark.PERSON, Mark.WORD)
        if (titled or named) and sentence.gap(before) in (" ", ". ") and sentence.gap(index - 1) in (" ", ". "):
            marks[index] = Mark.WORD
