"""Which field a caption stands for: the words of Bijlage 7, what municipalities make of them, and typing errors.

It looks at one piece of text at a time and knows no layout; it never changes what stands after the caption.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from rapidfuzz.distance import OSA

from mhtui.forms.limits import MAX_CAPTION, MAX_VALUE


class Caption(Enum):
    """What can stand before a value on the form, or above a group of fields."""

    TITLE = auto()
    NUMBER = auto()
    REPORTED_ON = auto()
    REPORTED_AT = auto()
    PLACE = auto()
    REPORTER = auto()
    PERSONS = auto()
    """Heading above the persons, or above the next person."""
    BARE_NAME = auto()
    """"Naam" alone: the reporter or a person, the neighbours decide."""
    NAME = auto()
    CAPACITY = auto()
    EMAIL = auto()
    PHONE = auto()
    NARRATIVE = auto()


HEADINGS: Final = frozenset({Caption.TITLE, Caption.PERSONS})
"""Captions that head a group and hold no value themselves."""
OF_SIGNAL: Final = frozenset(
    {Caption.NUMBER, Caption.REPORTED_ON, Caption.REPORTED_AT, Caption.PLACE, Caption.REPORTER},
)
OF_PERSON: Final = frozenset({Caption.BARE_NAME, Caption.NAME, Caption.CAPACITY, Caption.EMAIL, Caption.PHONE})

_OFFICIAL: Final = {
    Caption.TITLE: "signaal mensenhandel, signaalformulier mensenhandel, bijlage 7 signaalformulier mensenhandel",
    Caption.REPORTED_ON: "datum melding",
    Caption.REPORTED_AT: "tijdstip",
    Caption.REPORTER: "naam melder",
    Caption.PERSONS: "bij het incident betrokken persoon/personen",
    Caption.NAME: "volledige naam",
    Caption.CAPACITY: "hoedanigheid/rol",
    Caption.EMAIL: "e-mailadres",
    Caption.PHONE: "telefoonnummer",
    Caption.NARRATIVE: "toelichting signaal",
}
"""Bijlage 7 to the letter, without Nummer and Plaats: those words also begin ordinary sentences."""
_ALSO: Final = {
    Caption.TITLE: "signaalformulier, melding mensenhandel, meldformulier mensenhandel",
    Caption.NUMBER: "nummer, nr, signaalnummer, meldingsnummer, meldnummer, volgnummer, nummer signaal, nummer melding",
    Caption.REPORTED_ON: "datum, meldingsdatum, melddatum, datum van melding, datum van de melding, datum signaal,"
    " datum en tijd, datum/tijd, datum en tijdstip, datum/tijdstip",
    Caption.REPORTED_AT: "tijd, tijdstip melding, tijd melding, tijdstip van melding, tijdstip van de melding",
    Caption.PLACE: "plaats, locatie, plaats/locatie, locatie/plaats, plaats incident, plaats van het incident,"
    " plaats voorval, plaats melding, plaats signaal",
    Caption.REPORTER: "melder, naam van de melder, naam van melder, naam van melder(s), gemeld door,"
    " signaal gemeld door",
    Caption.PERSONS: "betrokken persoon/personen, betrokken personen, betrokken persoon, betrokkenen, betrokkene,"
    " persoon, personen, bij het incident betrokken personen, bij het incident betrokken persoon,"
    " bij incident betrokken persoon/personen, bij het incident betrokkenen",
    Caption.BARE_NAME: "naam",
    Caption.NAME: "volledige namen, naam voluit, naam betrokkene, naam van betrokkene, naam persoon,"
    " naam betrokken persoon, voor- en achternaam, voornaam en achternaam",
    Caption.CAPACITY: "hoedanigheid, rol, rol/hoedanigheid, hoedanigheid of rol, hoedanigheid en rol, hoedanigheid rol",
    Caption.EMAIL: "e-mail, mail, mailadres, e-mail adressen",
    Caption.PHONE: "telefoon, tel, tel nr, tel nummer, telefoonnr, mobiel, mobiel nummer, mobiele nummer, gsm",
    Caption.NARRATIVE: "toelichting, toelichting op signaal, toelichting op het signaal, toelichting van het signaal,"
    " toelichting bij het signaal, omschrijving, omschrijving signaal, beschrijving signaal",
}

_NUMBERED: Final = frozenset({Caption.PERSONS, Caption.NAME, Caption.BARE_NAME})
"""Captions that may end in a number: "Persoon 2". "Tel. 06" is a caption and the start of its value."""
_NOT_IN_KEY: Final = re.compile(r"[\W_]+")
_HINT: Final = re.compile(r"\s\([^()]*\)\s*[*:]?\s*$")
_BULLET: Final = re.compile(r"^\s*(?:\d{1,2}[.)]\s|[^\w(]+)?\s*")
_INDEX: Final = re.compile(r"[\s#]*\d{1,2}\s*$")
_COLON: Final = re.compile(r"\s*[:;=\uff1a]+")
_LEFT_OVER: Final = re.compile(r"^[\s:;=\uff1a]+")
_GAP: Final = re.compile(r"\s*\t\s*|\s{2,}|\s+[-–—]\s+")
_WORD_START: Final = re.compile(r"(?<!\S)\S")
_WIDE_BEFORE: Final = re.compile(r"(?:\s{2}|\t|[|;]\s*)$")
_SHORT_KEY, _LONG_KEY = 5, 9
"""From how many letters one typing error is forgiven, and two."""
_MAX_WORDS: Final = 6


def _key(text: str) -> str:
    """Only the letters and digits, in one case: how captions are compared."""
    return _NOT_IN_KEY.sub("", text).casefold()


def _keys(words: dict[Caption, str]) -> dict[str, Caption]:
    return {_key(each): caption for caption, listed in words.items() for each in listed.split(",")}


_OFFICIAL_KEYS: Final = _keys(_OFFICIAL)
_ALL_KEYS: Final = _keys(_ALSO) | _OFFICIAL_KEYS
_LONGEST_KEY: Final = max(map(len, _ALL_KEYS))
_WORD: Final = re.compile(r"[^\W_]+")


def _forgiven() -> dict[str, tuple[Caption, int]]:
    """The captions long enough to be recognised with a typing error, and how many words each has."""
    return {
        _key(each): (caption, len(_WORD.findall(each)))
        for words in (_ALSO, _OFFICIAL)
        for caption, listed in words.items()
        for each in listed.split(",")
        if len(_key(each)) >= _SHORT_KEY
    }


_FORGIVEN: Final = _forgiven()


@dataclass(frozen=True, slots=True)
class Label:
    """A caption found at the start of a text, and what stands after it."""

    caption: Caption
    value: str
    """The rest, without the colon and outer spaces; empty when the caption stands alone."""
    certain: bool = True
    """Whether a colon, or standing alone, marks it as a caption; false for the start of a sentence."""
    official: bool = False
    """Whether it is the wording of Bijlage 7 itself."""


def read_labels(text: str) -> tuple[Label, ...]:
    """The caption this text starts with, its value, and further captions on the same line; empty when there is none.

    A further caption needs a colon, and either the words of Bijlage 7 or a wide gap before it: "Lopik, tel: 14" is
    one value.
    """
    first = _first_label(text)
    if first is None:
        return ()
    if first.caption is Caption.NARRATIVE or (split := _next_label_at(first.value)) is None:
        return (first,)
    found = Label(first.caption, first.value[:split].rstrip(" \t|;"), first.certain, first.official)
    return (found, *read_labels(first.value[split:]))


def only_label(text: str) -> Caption | None:
    """The caption this text is, with nothing after it but a colon; None for anything else."""
    stripped = text.strip().rstrip(":;=\uff1a \t")
    named = _named(stripped, forgiving=True) if stripped else None
    return named[0] if named else None


def _first_label(text: str) -> Label | None:
    colon = _COLON.search(text, 0, MAX_CAPTION + 1)
    gaps = list(_GAP.finditer(text, 0, MAX_CAPTION + 1))
    for at, numbered in [(colon, OF_PERSON), *((gap, _NUMBERED) for gap in reversed(gaps))]:
        if at and (named := _named(text[: at.start()], forgiving=True, numbered=numbered)):
            return Label(named[0], _LEFT_OVER.sub("", text[at.end() :]).strip(), official=named[1])
    if named := _named(text.strip(), forgiving=False):
        return Label(named[0], "", official=named[1])
    if sentence := _sentence_start(text):
        return sentence
    if named := _named(text.strip(), forgiving=True):
        return Label(named[0], "")
    return None


def _sentence_start(text: str) -> Label | None:
    """A caption whose colon was forgotten: the longest run of first words that is one, exactly."""
    starts = [word.start() for _, word in zip(range(_MAX_WORDS + 1), _WORD_START.finditer(text), strict=False)]
    for cut in reversed(starts[1:]):
        named = _named(text[:cut].rstrip(), forgiving=False)
        if named and named[0] not in HEADINGS and (named[1] or _is_likely(named[0], text[cut:])):
            return Label(named[0], text[cut:].strip(), certain=False, official=named[1])
    return None


def _is_likely(caption: Caption, value: str) -> bool:
    """Whether this follows such a caption, and does not go on with an ordinary sentence ("Mail mij even terug")."""
    if caption in {Caption.PHONE, Caption.NUMBER}:
        return any(letter.isdigit() for letter in value)
    return "@" in value if caption is Caption.EMAIL else caption is not Caption.NARRATIVE


def _next_label_at(value: str) -> int | None:
    """Where in a value the next caption begins."""
    if len(value) > MAX_VALUE:
        return None
    for colon in _COLON.finditer(value):
        before = [word.start() for word in _WORD_START.finditer(value, 0, colon.start())][-_MAX_WORDS:]
        for start in before:
            key = _key(value[start : colon.start()])
            official = key in _OFFICIAL_KEYS and value[start].isupper()
            if key in _ALL_KEYS and (official or start == 0 or _WIDE_BEFORE.search(value, 0, start)):
                return start
    return None


def _named(
    text: str,
    *,
    forgiving: bool,
    numbered: frozenset[Caption] = _NUMBERED,
) -> tuple[Caption, bool] | None:
    """The caption this whole text is, and whether in official words; a number after it is only for some."""
    if len(text) > MAX_CAPTION:
        return None
    bare = _BULLET.sub("", text, count=1)
    plain = _HINT.sub("", bare)
    for attempt in (bare, plain):
        key = _key(attempt)
        if (caption := _ALL_KEYS.get(key)) or (forgiving and (caption := _nearest(key, attempt))):
            return caption, key in _OFFICIAL_KEYS
    caption = None if _COLON.search(plain) else _ALL_KEYS.get(_key(_INDEX.sub("", plain)))
    return (caption, False) if caption in numbered | _NUMBERED else None


def _nearest(key: str, text: str) -> Caption | None:
    """The one caption that is one typing error away, or two in a long one; none when two are as near.

    It may not have more words: "Plaats Ee" is a caption and a village, not a mistyped caption.
    """
    if not _SHORT_KEY <= len(key) <= _LONGEST_KEY + 2:
        return None
    allowed = 1 if len(key) < _LONG_KEY else 2
    near: dict[int, set[Caption]] = {}
    words = len(_WORD.findall(text))
    for known, (caption, its_words) in _FORGIVEN.items():
        if words <= its_words and abs(len(known) - len(key)) <= allowed:
            near.setdefault(OSA.distance(known, key, score_cutoff=allowed), set()).add(caption)
    for distance in range(1, allowed + 1):
        if found := near.get(distance):
            return found.pop() if len(found) == 1 else None
    return None
