"""The names of one dossier by their parts, and whose name a word is, in which form people type it.

Without case and accents, possessive and diminutive, run together, with one typing error. Answers for one word at a
time; joining words is the work of `known`.
"""

import re
from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.findings import Identity, Kind
from mhtui.anonymise.lexicon import Lexicon
from mhtui.anonymise.tokens import (
    CAPITAL,
    FUNCTION,
    GIVEN,
    KNOWN,
    NAMES,
    PARTICLE,
    ROLE,
    STARTER,
    SURNAME,
    Token,
    tokenize,
)
from mhtui.anonymise.vocabulary import DUTCH_PARTICLES, FUNCTION_WORDS, PARTICLES

NAMED = frozenset((Kind.PERSON, Kind.REPORTER))
PHRASED = frozenset(
    (Kind.ORGANISATION, Kind.PLACE, Kind.ADDRESS, Kind.UNKNOWN, Kind.DATE, Kind.AGE, Kind.URL),
)
Owners = tuple[int, ...]
"""The identities a word belongs to, as their numbers in the given row."""

_NO_NAME = frozenset(("onbekend", "onbekende", "nvt", "n.v.t", "geen", "anoniem", "zijn", "haar", "onder", "via", "?"))
_SURE_SUFFIXES = (
    *("'s", "s", "'", "'tje", "'tjes", "tje", "tjes", "je", "jes", "pje", "pjes"),
    *("kje", "etje", "etjes"),
)
_SUFFIXES = (*_SURE_SUFFIXES, "ke", "ie", "en", "a", "e", "y")
"""Endings people put behind a name; the last six only behind what is no Dutch word: *koken* is not Kok."""
_ALSO_NAMES = frozenset(("le", "la", "ben", "do"))
"""Tussenvoegsels that are surnames too."""
_NEVER_GIVEN = (DUTCH_PARTICLES - {"van"}) | {"af"}
"""Tussenvoegsels that nobody is called by; *Van* and *El* may be the given name of somebody."""
_REMARK = re.compile(r"\[[^\]]*\]")
"""What somebody remarks in a field for a name: `[voornaam niet verstaan] Gebremedhin`."""
_SHORTEST_MISTYPED = 3
_TWO_ERRORS_FROM = 8
_SHORTEST_INSIDE = 4


def allowed_distance(name: str) -> int:
    """Give how many typing errors a name of this length may hold and still be it."""
    if len(name) < _SHORTEST_MISTYPED:
        return 0
    return 2 if len(name) >= _TWO_ERRORS_FROM else 1


def is_nearly(name: str, word: str, allowed: int) -> bool:
    """Say whether the word is the name with at most so many typing errors."""
    if abs(len(name) - len(word)) > allowed:
        return False
    return DamerauLevenshtein.distance(name, word, score_cutoff=allowed) <= allowed


def _is_title(word: Token) -> bool:
    """Say whether a registered value holds more than a name: `mevrouw Smit`, `Mila, achternaam onbekend`."""
    title = word.traits & (ROLE | NAMES) and not word.traits & (SURNAME | GIVEN)
    return bool(title) or word.text.lower() in _NO_NAME


def _may_be_given(named: list[Token], word: Token) -> bool:
    """Say whether this is a tussenvoegsel with a capital that opens a name and leads to no other one: `Van Ha`."""
    first, *others = named
    if word is not first or not others or others[0].traits & PARTICLE or not word.traits & PARTICLE:
        return False
    return bool(word.traits & CAPITAL) and fold(word.text) not in _NEVER_GIVEN


class NameForms:
    """Who owns which word."""

    def __init__(self, identities: Sequence[Identity], lexicon: Lexicon) -> None:
        """Take apart the registered values."""
        self.names: dict[str, list[int]] = {}
        self.given_particles: set[str] = set()
        """Given names that are tussenvoegsels as well: theirs only where no surname can follow."""
        self.phrases: list[tuple[int, list[str]]] = []
        self.initials: dict[str, int] = {}
        self.joined: dict[str, int] = {}
        for index, identity in enumerate(identities):
            value = _REMARK.sub(" ", identity.value).strip() if identity.kind in NAMED else ""
            words = [token for token in tokenize(value or identity.value, lexicon, {}) if token.text.strip("'")]
            if identity.kind in NAMED:
                self._add_name(index, words)
            elif identity.kind in PHRASED and words:
                self._add_phrase(index, words)
        mistyped = [name for name in self.names if name not in self.given_particles]
        self._fuzzy = [(name, allowed_distance(name)) for name in mistyped if allowed_distance(name)]
        self._long = [name for name in self.names if len(name) >= _SHORTEST_INSIDE]

    def _add_name(self, index: int, words: list[Token]) -> None:
        parts: list[str] = []
        named = [word for word in words if not _is_title(word)] or words
        for word in named:
            for piece in word.text.replace(".", "-").split("-"):
                folded = fold(piece).replace("'", "")
                if len(folded) > 1 and self._is_looked_for(folded, named, word):
                    self.names.setdefault(folded, []).append(index)
                if folded:
                    parts.append(folded)
        led = ""
        for part in parts:
            if led and part not in PARTICLES:
                self.joined[led + part] = index
            led = led + part if part in PARTICLES else ""
        if len(parts) > 1:
            for order in (parts, parts[::-1], [parts[-1], *parts[:-1]]):
                self.joined["".join(order)] = index
            capitals = [part[0].upper() for part in parts if part not in PARTICLES]
            if len(capitals) > 1:
                self.initials["".join(capitals)] = index

    def _is_looked_for(self, folded: str, named: list[Token], word: Token) -> bool:
        """Say whether a part of a name is looked for by itself: a tussenvoegsel mostly is not."""
        if folded not in PARTICLES or folded in _ALSO_NAMES:
            return True
        if _may_be_given(named, word):
            self.given_particles.add(folded)
        return len(named) == 1 or folded in self.given_particles

    def _add_phrase(self, index: int, words: list[Token]) -> None:
        parts = [fold(word.text) for word in words]
        self.phrases.append((index, parts))
        for word, part in zip(words, parts, strict=True):
            telling = not word.traits & KNOWN and len(part) >= _SHORTEST_MISTYPED
            if telling or (len(parts) == 1 and part not in FUNCTION_WORDS):
                self.names.setdefault(part, []).append(index)

    def owners(self, token: Token) -> Owners:
        """Say whose name the word is, a form of it, or nearly is."""
        folded = fold(token.text)
        loose = folded.replace("-", "").replace("'", "").replace(".", "")
        free = bool(token.traits & CAPITAL or not token.traits & KNOWN)
        for piece in (folded, *folded.replace(".", "-").split("-"), loose):
            if piece in self.given_particles and piece != folded:
                continue
            if owners := self.exact(piece, free=free):
                return owners
        if loose in self.joined:
            return (self.joined[loose],)
        if token.traits & KNOWN and not (token.traits & CAPITAL and not token.traits & (FUNCTION | STARTER | ROLE)):
            return ()
        return self._unsure(loose, folded, known=bool(token.traits & KNOWN))

    def exact(self, folded: str, *, free: bool = True) -> Owners:
        """Say whose name the folded word is, with or without an ending; not `free` when it is a Dutch word."""
        shortest = _SHORTEST_MISTYPED - free
        if folded in self.names:
            return tuple(self.names[folded])
        for suffix in _SUFFIXES if free else _SURE_SUFFIXES:
            base = folded.removesuffix(suffix)
            if base == folded or (len(base) < shortest and suffix[0] != "'"):
                continue
            single = base[:-1] if len(base) > _SHORTEST_MISTYPED and base[-1] == base[-2] else base
            for form in (base, single):
                if form in self.names:
                    return tuple(self.names[form])
        return ()

    def _unsure(self, loose: str, folded: str, *, known: bool) -> Owners:
        """Typing errors; and names inside a longer word that Dutch does not have."""
        for piece in dict.fromkeys((loose, *folded.split("-"), folded.removesuffix("'s"))):
            if owners := self._nearly(piece, known=known):
                return owners
        if known:
            return ()
        return tuple(sorted({owner for name in self._long if name in loose for owner in self.names[name]}))

    def _nearly(self, folded: str, *, known: bool) -> Owners:
        """Say whose name this is with a typing error; a word that Dutch has may hold one at most, in a longer name."""
        owners: set[int] = set()
        for name, allowed in self._fuzzy:
            if known and len(name) < _SHORTEST_INSIDE:
                continue
            if is_nearly(name, folded, 1 if known else allowed):
                owners.update(self.names[name])
        return tuple(sorted(owners))
