"""Knows whether Dutch has a word: the dictionary of simplemma, plus inflection and compounds.

The only input of the finder besides the text, read once per process. It keeps no word that it was asked about: a
cache here would hold the names of persons after the kluis is locked.
"""

import re
from functools import lru_cache

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.dictionary import Words, load_words
from mhtui.anonymise.lacking import LACKING
from mhtui.anonymise.name_words import GIVEN_NAME_WORDS, SURNAME_WORDS
from mhtui.anonymise.vocabulary import FUNCTION_WORDS, ROLES, STARTERS
from mhtui.anonymise.wordlist import words

_EXTRA = LACKING | FUNCTION_WORDS | ROLES | STARTERS
_SHORT_PARTS = words(
    """
    arm arts auto bad bak bar bed been bel berg bes bij bos bot bouw brief bril brug bui buik bus cel dag dak
    dam deel deur dier ding doel drug dwang eed eis eind feit film geld glas goed groep haar hal ham hand heer
    hek hoek hof hok hond hoofd huid huis huur hulp hut ijs jas jaar kaart kamp kas kast kat keel kern kind klas
    kop kost krant land lab last leer les lid lift lijn lijst lip loon lot lucht maal maan maat macht man map
    mars markt maat mes mis moed mond moord muur naam nacht net neus nood norm oog ogen oor oud paal pad pak
    pand park pas peil pen pet piek pijn pin plan plek poort pop pot prijs pruik punt put raad raam rand rad
    recht regel reis rek rij ring rol rug ruil ruit sap schip school schuld sein sex sim slot soep sok soort
    spel spier spijt spoed spoor sport staat stad stal stap ster stof stoel stok stoor straf strip stuk taak
    taal tak tand tank tas team tekst tent test thee tijd tip toe toets top tram trap trein tuin uit uur vak val
    vast vee veld vet vis vlak vlees vlucht voet vorm vriend vrij vuil vuur waar wal wand warm was water weg
    werk wet wiel wijk wijn wild wind winst wol wond woon woord zaak zaal zak zand zee zeep zelf zet ziek zin
    zit zon zorg zout zuid zwem zij top bio eco tele mini maxi ex anti non pro re co sub super ultra vice wan on
    her ver be ge ont af aan achter bij binnen boven buiten door in mee mede na neer om onder op over samen
    tegen terug tussen voor voort weer
    """
)
"""Parts of compounds that are shorter than four letters, or prefixes, and do not lead names astray."""

_ENDINGS = (
    ("ing", "en", 3),
    ("ingen", "en", 3),
    ("der", "", 5),
    ("ders", "", 5),
    ("isering", "iseren", 3),
    *(
        (ending, "", 5)
        for ending in ("e", "s", "en", "n", "je", "tje", "jes", "tjes", "er", "ers", "heid", "baar", "bare")
    ),
    *((ending, "", 4) for ending in ("loos", "loze", "matig", "matige", "achtig", "achtige", "schap", "schappen")),
)
"""Ending, what to put in its place, and how many letters must be left."""

_DUTCH_TAILS = (
    *("teit", "teiten", "isme", "isch", "ische", "logie", "atie", "aties", "itie", "ities", "heid", "heden", "schap"),
    *(
        "eren",
        "eerd",
        "eerde",
        "eerden",
        "erend",
        "erende",
        "plichtig",
        "plichtige",
        "elijk",
        "elijke",
        "zaam",
        "zame",
        "achtig",
        "achtige",
    ),
)
"""Endings of Dutch words that no name is known to have; from eight letters."""

_FOREIGN_TAILS = (
    "ska",
    "ski",
    "sky",
    "czyk",
    "wicz",
    "vić",
    "vic",
    "scu",
    "oğlu",
    "oglu",
    "stra",
    "sma",
    "inga",
    "ema",
)
_STRESSED = re.compile("[a-zéèëïáóúíêô]+")
"""Letters of a word with stress or a diaeresis written: dát, vóór, coördinatie; not those of another language."""
_LINKS = ("", "s", "en", "e", "n")
_SHORTEST_COMPOUND = 7
_LONGEST_COMPOUND = 48
"""No Dutch word is longer; what is, is doubted, and not taken apart for minutes."""
_SHORTEST_PART = 4
_SHORTEST_TAILED = 8

_NOUN_ENDINGS = ("s", "'s", "en", "n", "je", "tje", "etje", "pje")
PARTICIPLE = re.compile(r"[a-z]{0,6}ge.+(?:[td]|en|de|te)")
"""`gemaakt`, `opgepakt`; a few finite verbs as well."""


class Lexicon:
    """Answers for lower-case words; holds the dictionary and nothing that was asked."""

    def __init__(self, words: Words) -> None:
        """Take the dictionary."""
        self._words = words

    def holds(self, word: str) -> bool:
        """Say whether the word stands in the dictionary or in our own lists as it is."""
        return word in _EXTRA or self._words.get(word) is not None

    def knows(self, word: str) -> bool:
        """Say whether the word is Dutch after suffix, prefix, hyphen and compound splitting."""
        if self.holds(word):
            return True
        if "-" in word or "'" in word:
            return self._knows_joined(word)
        if not word.isascii() and _STRESSED.fullmatch(word) and self.holds(fold(word)):
            return True
        return self._knows_inflected(word) or self._knows_compound(word)

    def _knows_joined(self, word: str) -> bool:
        base, apostrophe, ending = word.partition("'")
        if apostrophe and "-" not in word:
            return (
                ending in {"s", "er", "ers", "tje", "tjes", "n", "en", "de", "t", ""}
                and len(base) > 1
                and self.knows(base)
            )
        parts = [part.strip("'") for part in word.split("-")]
        return all(len(part) == 1 or not part or self.knows(part) for part in parts)

    def _knows_inflected(self, word: str) -> bool:
        """Participles, diminutives, adjectives, plurals and nouns in -ing that the dictionary leaves out."""
        if word.endswith(("ende", "enden", "end", "ends")) and self.holds(word[: word.rindex("d")]):
            return True
        if word.startswith("ge") and self._is_stem_of_verb(word[2:].lstrip("ï")):
            return True
        if len(word) >= _SHORTEST_TAILED and word.endswith(_DUTCH_TAILS):
            return True
        for ending, replacement, shortest in _ENDINGS:
            left = len(word) - len(ending)
            if left >= shortest and word.endswith(ending) and self.holds(word[:left] + replacement):
                return True
        return False

    def _is_stem_of_verb(self, word: str) -> bool:
        """Say whether `monitord` or `schreeuw` is a verb after ge-."""
        bare = word.removesuffix("e")
        stems = (bare, bare[:-1]) if bare.endswith(("d", "t")) else (bare,)
        return any(len(stem) >= _SHORTEST_PART and (self.holds(stem) or self.holds(stem + "en")) for stem in stems)

    def _knows_compound(self, word: str) -> bool:
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND or word.endswith(_FOREIGN_TAILS):
            return False
        return any(self._is_part(word[cut:]) and self._is_stem(word[:cut]) for cut in range(len(word) - 3, 1, -1))

    def _is_part(self, word: str) -> bool:
        """Say whether the word can close a compound."""
        if len(word) < _SHORTEST_PART:
            return word in _SHORT_PARTS
        return self.holds(word) or self._knows_inflected(word)

    def _is_stem(self, stem: str) -> bool:
        """Say whether the letters can open a compound, with a linking sound or being one themselves."""
        for link in _LINKS:
            if not stem.endswith(link):
                continue
            bare = stem[: len(stem) - len(link)] if link else stem
            if bare in _SHORT_PARTS or (len(bare) >= _SHORTEST_PART and self.holds(bare)):
                return True
            if len(bare) >= _SHORTEST_COMPOUND and self._knows_inflected(bare):
                return True
        return len(stem) > _SHORTEST_COMPOUND and self._knows_compound(stem)

    def may_be_noun(self, word: str) -> bool:
        """Say whether the word may be a noun: it has or is a plural or a diminutive, or is a compound."""
        lemma = self._words.get(word)
        if lemma is None:
            return word not in _EXTRA
        forms = (self._words.get(lemma + ending) for ending in _NOUN_ENDINGS)
        return (lemma == word and lemma in forms) or (word.endswith(("en", "s")) and not lemma.endswith("en"))

    def is_finite(self, word: str) -> bool:
        """Say whether the word is a verb that asks for a subject in the singular: `belt`, `stapte`, `zag`."""
        lemma = self._words.get(word)
        if lemma is None or lemma == word or not lemma.endswith("n"):
            return False
        return not word.endswith(("n", "d")) and not PARTICIPLE.fullmatch(word)

    def may_be_given_name(self, word: str) -> bool:
        """Say whether an ordinary word is also a given name: `roos`, `mark`."""
        return fold(word) in GIVEN_NAME_WORDS

    def may_be_surname(self, word: str) -> bool:
        """Say whether an ordinary word is also a surname: `visser`, `boer`."""
        return fold(word) in SURNAME_WORDS


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Give the lexicon, made at the first call."""
    return Lexicon(load_words())
