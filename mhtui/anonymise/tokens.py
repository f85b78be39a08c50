"""Cuts a readable line into words and says of each word what it is and where in its sentence it stands.

A word's traits depend on the word alone, so they are worked out once per distinct word of a text. Nothing here
decides what is a finding.
"""

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from mhtui.anonymise.lexicon import Lexicon
from mhtui.anonymise.places import COMMON_PEOPLES, INSTITUTION_WORDS, PARTNER_LETTERS, PEOPLES, PLACES
from mhtui.anonymise.vocabulary import (
    ABBREVIATIONS,
    CALENDAR,
    DETERMINERS,
    FUNCTION_WORDS,
    NAMING,
    ORDINARY_GIVEN,
    PARTICLES,
    ROLES,
    STARTERS,
)

CAPITAL, UPPER, KNOWN, GIVEN, SURNAME, FUNCTION, STARTER, ROLE = (1 << bit for bit in range(8))
NAMES, PARTICLE, DIGIT, PLACE, PEOPLE, LETTERS, FOREIGN, INITIAL = (1 << bit for bit in range(8, 16))
SELDOM, CALENDARIC, DETERMINER, COMMON, PLAIN = (1 << bit for bit in range(16, 21))
NOUN, FINITE, BUILT = (1 << bit for bit in range(21, 24))
"""Traits of a word. NAMES: what follows is a name. LETTERS: abbreviation of a body. SELDOM: in lower case hardly ever
anything but a name. COMMON: the people is too large to tell anything. PLAIN: a lower-case Dutch word, nothing more.
NOUN: with a capital, a Dutch noun or a verb of one person, and no more that we know of: neither goes before a verb
without an article. FINITE: a verb of one person or thing. BUILT: plain, and in no dictionary: put together."""

_WORD = re.compile(r"(?<![^\W_])'[stnkSTNK](?![^\W_])|[^\W_]+(?:['.&-](?=[^\W_])[^\W_]+)*")
_SPLIT_DOT = re.compile(r"(?<=[^\W\d_]{3})\.(?=[^\W\d_]{2})")
_INITIALS = re.compile(r"(?:[^\W\d_]|Th|Ch|Ph|IJ|Chr)(?:\.(?:[^\W\d_]|Th|Ch|Ph|IJ|Chr))+")
_MORE_LATIN = range(0x1E00, 0x1F00)
_LATIN_END = 0x250
_NUMBERING = 2
_LONGEST_SHORTENED = 5


def _forms(bases: Iterable[str]) -> frozenset[str]:
    """Give adjectives with their inflected forms: frans, franse; chinees, chinese."""
    return frozenset(form for base in bases for form in (base, base + "e", base.removesuffix("ees") + "ese"))


_PEOPLE_FORMS = _forms(PEOPLES)
_COMMON_FORMS = _forms(COMMON_PEOPLES)
_ENDING = re.compile(r"[.!?…]['\")\]]*\s+['\"(\[]*$")
_OPENING = re.compile(r"(?:[:;|•*>]|^\s*[-–]|,\s*[\"']|\.\.\.|…)[\s\"'(]*$")


class Position(IntEnum):
    """Where in its sentence a word stands, as far as a capital tells something."""

    START = 0
    """The capital belongs to the sentence."""
    OPENING = 1
    """After a colon, a bullet or an opening quote: the capital may belong to the sentence."""
    MIDDLE = 2
    """The capital belongs to the word."""


class Token(NamedTuple):
    """A word of the line."""

    start: int
    end: int
    text: str
    traits: int


def tokenize(line: str, lexicon: Lexicon, seen: dict[str, int]) -> list[Token]:
    """Give the words of `line` in order; `seen` remembers the traits of words for the length of one run."""
    tokens = []
    for match in _WORD.finditer(line):
        word = match.group()
        traits = seen.get(word)
        if traits is None:
            if "." in word and (dot := _SPLIT_DOT.search(word)):
                tokens += _split(match.start(), word, dot.start(), lexicon, seen)
                continue
            traits = seen[word] = traits_of(word, lexicon)
        tokens.append(Token(match.start(), match.end(), word, traits))
    return tokens


def _split(start: int, word: str, dot: int, lexicon: Lexicon, seen: dict[str, int]) -> list[Token]:
    """Take `weg.Zij` apart: a full stop without the space that should follow it."""
    parts = []
    for offset, part in ((0, word[:dot]), (dot + 1, word[dot + 1 :])):
        parts += [
            token._replace(start=token.start + start + offset, end=token.end + start + offset)
            for token in tokenize(part, lexicon, seen)
        ]
    return parts


def without_possessive(word: str) -> str:
    """Give the word without the 's of possession."""
    return word.removesuffix("'s")


def traits_of(word: str, lexicon: Lexicon) -> int:
    """Say what kind of word this is, whatever stands around it."""
    lower = word.lower()
    traits = _form(word, lower)
    if traits & (DIGIT | FOREIGN):
        return traits
    if lower in INSTITUTION_WORDS:
        return traits | KNOWN | PLAIN
    for words, trait in _LISTS:
        if lower in words:
            traits |= trait
    bare = without_possessive(lower)
    if lexicon.may_be_given_name(bare) or _is_pet_name(bare, lexicon):
        traits |= GIVEN | (0 if bare in ORDINARY_GIVEN else SELDOM)
    if lexicon.may_be_surname(bare):
        traits |= SURNAME
    if bare in PLACES:
        traits |= PLACE
    if (
        traits & (FUNCTION | STARTER | PARTICLE | ROLE | PEOPLE | CALENDARIC)
        or lower in ABBREVIATIONS
        or lexicon.knows(lower)
    ):
        traits |= KNOWN
    return traits | (_of_known_word(traits, bare, lexicon) if traits & KNOWN else 0)


def _of_known_word(traits: int, word: str, lexicon: Lexicon) -> int:
    """Say what else a Dutch word is."""
    if not traits & (CAPITAL | SELDOM | GIVEN | SURNAME | NAMES | PARTICLE | PLACE | PEOPLE):
        return PLAIN | (FINITE if lexicon.is_finite(word) else 0) | (0 if lexicon.holds(word) else BUILT)
    if traits != CAPITAL | KNOWN:
        return 0
    return NOUN if lexicon.may_be_noun(word) or lexicon.is_finite(word) else 0


def _is_pet_name(word: str, lexicon: Lexicon) -> bool:
    """Say whether this is a given name with -je behind it and no word of its own: `geertje`."""
    base = word.removesuffix("je")
    return base != word and base not in ORDINARY_GIVEN and lexicon.may_be_given_name(base) and not lexicon.holds(word)


_LISTS = (
    (FUNCTION_WORDS, FUNCTION),
    (STARTERS, STARTER),
    (ROLES, ROLE),
    (NAMING, NAMES),
    (PARTICLES, PARTICLE),
    (_PEOPLE_FORMS, PEOPLE),
    (_COMMON_FORMS, COMMON),
    (CALENDAR, CALENDARIC),
    (DETERMINERS, DETERMINER),
    (frozenset(letters for letters in PARTNER_LETTERS if len(letters) > len("aa")), KNOWN),
)


def _form(word: str, lower: str) -> int:
    """Read what the letters show: capitals, digits, another script."""
    traits = 0
    if any(letter.isdigit() for letter in word):
        traits |= DIGIT
    first = word[1] if word[0] == "'" and len(word) > 1 else word[0]
    if first.isupper() or word != lower:
        traits |= CAPITAL
        if len(word) == 1 or _INITIALS.fullmatch(word):
            traits |= INITIAL
        elif without_possessive(word).isupper():
            traits |= UPPER | (LETTERS if without_possessive(lower) in PARTNER_LETTERS else 0)
    if not word.isascii() and any(ord(letter) >= _LATIN_END and ord(letter) not in _MORE_LATIN for letter in word):
        traits |= FOREIGN
    return traits


def position_of(tokens: list[Token], index: int, line: str) -> Position:
    """Say where in its sentence the word stands; a full stop after an abbreviation or an initial ends nothing."""
    token = tokens[index]
    if index == 0:
        before = line[: token.start]
        return Position.OPENING if _OPENING.search(before) else Position.START
    if _is_numbering(tokens, index):
        return Position.START
    previous = tokens[index - 1]
    gap = line[previous.end : token.start]
    if gap == " ":
        return Position.MIDDLE
    if _ENDING.search(gap):
        if gap.lstrip("'\")").startswith(".") and _is_abbreviation(previous):
            return Position.MIDDLE
        return Position.START
    return Position.OPENING if _OPENING.search(gap) else Position.MIDDLE


def _is_numbering(tokens: list[Token], index: int) -> bool:
    """Say whether only the number of a heading or a note stands before the word: `2.1 Aanpak`, `12 De`."""
    return index <= _NUMBERING and all(token.traits & DIGIT for token in tokens[:index])


def _is_abbreviation(token: Token) -> bool:
    lower = token.text.lower()
    if token.traits & DIGIT:
        return False
    return (
        bool(token.traits & INITIAL)
        or lower in ABBREVIATIONS
        or (
            not token.traits & KNOWN
            and len(lower) <= _LONGEST_SHORTENED
            and not any(vowel in lower for vowel in "aeiouy")
        )
    )
