"""Whether a word that opens a sentence is a name, when its capital tells nothing.

A word that Dutch does not have is; a word that may be a name is, unless it opens sentences far more often as a word.
Any other noun is doubted where Dutch would have put an article before it, if it were no name: *Aster had net*.
"""

import re

from mhtui.anonymise.sentence import Sentence
from mhtui.anonymise.tokens import (
    CAPITAL,
    FINITE,
    GIVEN,
    KNOWN,
    LETTERS,
    NOUN,
    PARTICLE,
    PLACE,
    PLAIN,
    ROLE,
    SURNAME,
    UPPER,
    Position,
    position_of,
)
from mhtui.anonymise.vocabulary import BODIES, BODY_TAILS, IMPERSONAL, NO_COMPLEMENT, NOT_ALONE, PRONOUNS, SPEAKING

PEOPLES_AND_NAMES = frozenset(("frans", "engels", "fries"))
VERBS_AND_NAMES = frozenset(("wil", "ben", *PEOPLES_AND_NAMES))
"""What cannot stand before a verb, but a person of that name can: `Wil zegt`, `Frans zegt`."""
_OWN = frozenset(("haar", "zijn"))
_SAYS_MORE = frozenset(("die", "een", "haar", "mijn", "onze", "wiens", "zijn"))
_TRADE = re.compile(r".{4,}(?:er|ers|ster|aar|ares|ist|iste|eur|ent|ant|ante|ling|man|vrouw|loog|kundige|ier|or|us|es)")
"""Most Dutch words for what somebody is or does; before a name they are no part of it."""


def counts_at_start(sentence: Sentence, index: int, position: Position) -> bool:
    """Say whether a word whose capital may belong to the sentence is, or may well be, a name."""
    traits = sentence.traits(index)
    if not traits & KNOWN:
        return True
    if traits & (GIVEN | SURNAME):
        return _may_open(sentence, index)
    return position is Position.OPENING and _stands_alone(sentence, index) and not traits & ROLE


def _may_open(sentence: Sentence, index: int) -> bool:
    """A word that may be a name and opens the sentence."""
    if sentence.word(index) not in NOT_ALONE or speaks_as_name(sentence, index):
        return True
    capital_next = sentence.traits(index + 1) & (CAPITAL | PARTICLE) and sentence.gap(index) == " "
    return bool(capital_next) and not sentence.traits(index) & ROLE


def speaks_as_name(sentence: Sentence, index: int) -> bool:
    """Say whether the word may be a name and does what persons do: `Wil zegt`, `Koning weigert`."""
    word, traits = sentence.word(index), sentence.traits(index)
    if word not in VERBS_AND_NAMES and (not traits & (GIVEN | SURNAME) or traits & PARTICLE):
        return False
    return sentence.word(index + 1) in SPEAKING and sentence.gap(index) == " "


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Say whether no lower-case word follows: `Naam: Koning`, `- Roos,`."""
    return sentence.gap(index).strip() != "" or not sentence.traits(index + 1)


def lacks_article(sentence: Sentence, index: int) -> bool:
    """Say whether a noun opens the sentence and does, or is told of, as only a name does without an article."""
    noun = sentence.word(index)
    if not sentence.traits(index) & NOUN or noun in BODIES or noun.endswith(BODY_TAILS):
        return False
    gap, after = sentence.gap(index), sentence.word(index + 1)
    if gap != " ":
        return gap == ", " and after in _SAYS_MORE
    if after == "van":
        return _leads_to_surname(sentence, index + 1)
    if after == "en":
        return sentence.word(index + 2) in _OWN and sentence.gap(index + 1) == " "
    return _does_something(sentence, index + 1)


def _does_something(sentence: Sentence, index: int) -> bool:
    """Say whether this verb tells of one before it: one person's deed, with no other subject behind it."""
    verb = sentence.word(index)
    if verb in IMPERSONAL or not (sentence.traits(index) & FINITE or verb in SPEAKING):
        return False
    return sentence.gap(index) != " " or sentence.word(index + 1) not in PRONOUNS


def _leads_to_surname(sentence: Sentence, index: int) -> bool:
    """Say whether a tussenvoegsel leads to a capital that is no place; not after a trade: `Directeur van Shell`."""
    if _TRADE.fullmatch(sentence.word(index - 1)) or sentence.word(index - 1).endswith(("en", "s")):
        return False
    while sentence.traits(index) & PARTICLE and sentence.gap(index) == " ":
        index += 1
    return bool(sentence.traits(index) & CAPITAL) and not sentence.traits(index) & (PLACE | LETTERS | UPPER)


def opens_with(sentence: Sentence, first: int) -> bool:
    """Say whether the noun before a name is its first part: the *Aster* of `Aster Kiflom`, not the trade of a smith."""
    before = sentence.traits(first - 1)
    if not before & NOUN or _TRADE.fullmatch(sentence.word(first - 1)):
        return False
    return position_of(sentence.tokens, first - 1, sentence.line) is not Position.MIDDLE and not before & PLAIN


def stands_as_name(sentence: Sentence, index: int) -> bool:
    """Say whether a tussenvoegsel stands where it can only be a name: what it should lead to does not follow.

    Only asked of one that somebody in the dossier is called by.
    """
    after, followed = sentence.traits(index + 1), sentence.gap(index) == " "
    if followed and after & (CAPITAL | PARTICLE):
        return False
    inside = position_of(sentence.tokens, index, sentence.line) is Position.MIDDLE
    if sentence.traits(index) & CAPITAL and inside:
        return True
    return not followed or bool(after & FINITE) or sentence.word(index + 1) in SPEAKING | NO_COMPLEMENT
