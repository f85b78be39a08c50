"""Layer 1: what is registered in this dossier, in every form people type it.

Names by their parts and in any order; numbers and accounts are in `registered`. The strongest layer: what it finds is
never taken away by another.
"""

from collections.abc import Sequence

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.findings import Certainty, Identity, Kind, Layer
from mhtui.anonymise.lexicon import Lexicon
from mhtui.anonymise.name_forms import NAMED, NameForms, Owners, allowed_distance, is_nearly
from mhtui.anonymise.openings import stands_as_name
from mhtui.anonymise.registered import RegisteredNumbers, letters_of
from mhtui.anonymise.sentence import Sentence
from mhtui.anonymise.spans import Span
from mhtui.anonymise.tokens import CAPITAL, INITIAL, KNOWN, PARTICLE, Token
from mhtui.anonymise.vocabulary import FUNCTION_WORDS

_JOINED = frozenset((" ", "-", ", ", ". ", ".", " (", "_", "/", " - ", "", " '", "'"))
_BEFORE = frozenset((" ", ". ", ".", "", " '"))
_MOST_BETWEEN = 3
_SHORTEST_PART = 3


class KnownIdentities:
    """The identities of one dossier, ready to be looked for; lives as long as one scan and no longer."""

    def __init__(self, identities: Sequence[Identity], lexicon: Lexicon) -> None:
        """Take apart the registered values."""
        self._identities = tuple(identities)
        self._forms = NameForms(self._identities, lexicon)
        self._numbers = RegisteredNumbers(self._identities)
        self._memo: dict[str, Owners] = {}

    def find(self, line: str, tokens: list[Token], spans: list[Span]) -> list[Span]:
        """Give where this line holds something registered; `spans` are the hits of the other layers."""
        owners = [self._owners(token) for token in tokens]
        self._own_pairs(tokens, owners)
        self._own_phrases(tokens, owners)
        self._own_initials(line, tokens, owners)
        self._disown_particles(Sentence(line, tokens), owners)
        found = self._numbers.find(line, spans) + self._runs(line, tokens, owners)
        return _apart(found + self._inside(spans, line, found))

    def _owners(self, token: Token) -> Owners:
        owners = self._memo.get(token.text)
        if owners is None:
            owners = self._memo[token.text] = self._forms.owners(token)
        return owners

    def _own_pairs(self, tokens: list[Token], owners: list[Owners]) -> None:
        """A name with a space typed into it: `Katar zyna`."""
        for index in range(len(tokens) - 1):
            first, second = tokens[index], tokens[index + 1]
            if (first.traits & KNOWN and second.traits & KNOWN) or second.start - first.end > 1:
                continue
            if owners[index] and owners[index + 1]:
                continue
            if both := self._forms.exact(fold(first.text + second.text)):
                owners[index] = owners[index + 1] = both

    def _own_phrases(self, tokens: list[Token], owners: list[Owners]) -> None:
        """A department, a function, an address of several words, each exact or with a typing error."""
        if not self._forms.phrases:
            return
        folded = [fold(token.text) for token in tokens]
        for index, parts in self._forms.phrases:
            for start in range(len(tokens) - len(parts) + 1):
                words = folded[start : start + len(parts)]
                if all(_same_word(part, word) for part, word in zip(parts, words, strict=True)):
                    for place in range(start, start + len(parts)):
                        owners[place] = (index, *owners[place])

    def _disown_particles(self, sentence: Sentence, owners: list[Owners]) -> None:
        """Let go of a tussenvoegsel that may be a given name, where it is none: the *van* of somebody else."""
        for index, token in enumerate(sentence.tokens) if self._forms.given_particles else ():
            if (
                owners[index]
                and fold(token.text) in self._forms.given_particles
                and not stands_as_name(sentence, index)
            ):
                owners[index] = ()

    def _own_initials(self, line: str, tokens: list[Token], owners: list[Owners]) -> None:
        """Registered initials, exactly: `K.N.`, `K. N.`, `KN`."""
        for index, token in enumerate(tokens) if self._forms.initials else ():
            if not token.traits & CAPITAL or owners[index]:
                continue
            letters, end = token.text.replace(".", ""), index
            while token.traits & INITIAL and end + 1 < len(tokens) and tokens[end + 1].traits & INITIAL:
                if line[tokens[end].end : tokens[end + 1].start] not in (".", ". ", " "):
                    break
                end += 1
                letters += tokens[end].text.replace(".", "")
            owner = self._forms.initials.get(fold(letters).upper())
            if owner is not None:
                owners[index : end + 1] = [(owner,)] * (end + 1 - index)

    def _runs(self, line: str, tokens: list[Token], owners: list[Owners]) -> list[Span]:
        """Join neighbouring parts of one identity, with the tussenvoegsels between and before them."""
        found = []
        index = 0
        while index < len(tokens):
            if not owners[index]:
                index += 1
                continue
            last, shared = self._run_end(line, tokens, owners, index)
            first = index
            while first and line[tokens[first - 1].end : tokens[first].start] in _BEFORE:
                before = tokens[first - 1]
                if before.text.lower() == tokens[first].text.lower():
                    break
                if not _leads_to_name(line, before) or not self._belongs(before, shared):
                    break
                first -= 1
            span = self._span(tokens[first].start, tokens[last].end, shared[0], tokens[last].text)
            bare = first == last and _is_bare_word(tokens[first]) and self._identities[shared[0]].kind in NAMED
            found.append(span._replace(certainty=Certainty.UNSURE) if bare else span)
            index = last + 1
        return found

    def _run_end(self, line: str, tokens: list[Token], owners: list[Owners], first: int) -> tuple[int, Owners]:
        shared, last, place = owners[first], first, first
        while place + 1 < len(tokens) and line[tokens[place].end : tokens[place + 1].start] in _JOINED:
            place += 1
            if _is_bare_word(tokens[last]) and tokens[place].traits & CAPITAL:
                break
            both = tuple(owner for owner in shared if owner in owners[place])
            if both:
                shared, last = both, place
            elif owners[place] or place - last > _MOST_BETWEEN or not self._belongs(tokens[place], shared):
                break
        return last, shared

    def _belongs(self, token: Token, owners: Owners) -> bool:
        """Say whether a tussenvoegsel or an initial stands in the registered value of one of these."""
        word = fold(token.text)
        pieces = [piece for owner in owners for piece in fold(self._identities[owner].value).split()]
        return any(word in (piece, piece[:1], piece.rstrip(".")) for piece in pieces)

    def _span(self, start: int, end: int, owner: int, word: str) -> Span:
        identity = self._identities[owner]
        label = f"{identity.label}'s" if identity.label and word.endswith("'s") else identity.label
        return Span(start, end, identity.kind, Layer.KNOWN, Certainty.KNOWN, label)

    def _inside(self, spans: list[Span], line: str, found: list[Span]) -> list[Span]:
        """Names run together inside an e-mail address, a web address or an account."""
        hits = []
        for span in spans:
            if span.kind not in (Kind.EMAIL, Kind.URL, Kind.HANDLE):
                continue
            if any(other.start < span.end and span.start < other.end for other in found):
                continue
            letters = letters_of(line[span.start : span.end])
            names = {name: row[0] for name, row in self._forms.names.items()} | self._forms.joined
            owner = next((names[name] for name in names if len(name) >= _SHORTEST_PART and name in letters), None)
            if owner is not None:
                label = self._identities[owner].label
                hits.append(span._replace(layer=Layer.KNOWN, certainty=Certainty.KNOWN, suggestion=label))
        return hits


def _same_word(part: str, word: str) -> bool:
    if word in (part, part + "'s"):
        return True
    allowed = allowed_distance(part) if len(part) > _SHORTEST_PART else 0
    return bool(allowed) and is_nearly(part, word, allowed)


def _leads_to_name(line: str, token: Token) -> bool:
    """Say whether this may stand before the rest of a name: a tussenvoegsel, `K`, or `k.` in lower case."""
    return bool(token.traits & (PARTICLE | INITIAL)) or (
        len(token.text) == 1 and line[token.end : token.end + 1] == "."
    )


def _is_bare_word(token: Token) -> bool:
    """Say whether this is *dat* or *wil* in lower case, which may be somebody's name and mostly is not."""
    return not token.traits & CAPITAL and bool(fold(token.text) in FUNCTION_WORDS or token.traits & PARTICLE)


def _apart(found: list[Span]) -> list[Span]:
    """Keep the longest where hits of this layer overlap."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if not any(other.start < span.end and span.start < other.end for other in kept):
            kept.append(span)
    return kept
