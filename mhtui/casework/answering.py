"""What one key proposes for a marking: the label it has, the next one, or something vaguer; a person chooses.

Pure. It proposes from what the finder said and what was answered before in this dossier, and decides nothing.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from db.records.case import Judgement, Verdict
from mhtui.anonymise.findings import Identity, Kind
from mhtui.casework.labels import IS_LABEL, PERSON, STEMS, free_label, stem_of
from mhtui.casework.markings import Marking

_VAGUE: Final = frozenset({Kind.AGE, Kind.DATE})
_NAMES: Final = frozenset({Kind.PERSON, Kind.UNKNOWN})
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")
_SEASONS: Final = {"winter": (12, 1, 2), "voorjaar": (3, 4, 5), "zomer": (6, 7, 8), "najaar": (9, 10, 11)}
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_CHOICES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PERSON: ("een bekende", "een familielid", "een collega", "een buurtbewoner"),
    Kind.REPORTER: ("een professional", "een inwoner"),
    Kind.ORGANISATION: ("een bedrijf", "een organisatie", "een instelling"),
    Kind.ADDRESS: ("een adres in de gemeente", "een adres in de regio"),
    Kind.POSTCODE: ("een adres in de gemeente",),
    Kind.PLACE: ("de gemeente", "een plaats in de regio", "een ander land"),
    Kind.AGE: ("minderjarig", "jongvolwassen", "volwassen"),
    Kind.PHONE: ("een telefoonnummer",),
    Kind.EMAIL: ("een e-mailadres",),
    Kind.URL: ("een website",),
    Kind.HANDLE: ("een account",),
    Kind.IBAN: ("een bankrekening",),
    Kind.BSN: ("een burgerservicenummer",),
    Kind.PLATE: ("een voertuig",),
    Kind.NUMBER: ("enkele", "een nummer"),
    Kind.DATE: ("onlangs", "eerder"),
    Kind.UNKNOWN: ("een bekende", "iets"),
}


def taken_labels(judgements: Iterable[Judgement], known: Iterable[Identity]) -> tuple[str, ...]:
    """Return every label of a dossier in use, in order."""
    used = {identity.label for identity in known if identity.label}
    used |= {judgement.put for judgement in judgements if IS_LABEL.fullmatch(judgement.put)}
    return tuple(sorted(used, key=lambda label: (STEMS.index(label.split(" ", 1)[0]), len(label), label)))


def proposal(marking: Marking, judgements: Sequence[Judgement], known: Sequence[Identity] = ()) -> Judgement:
    """Return the answer that one key gives: what the finder or an earlier answer says, else the next label."""
    if marking.kind in _VAGUE and not marking.known and marking.suggestion:
        return _given(marking, Verdict.GENERAL, marking.suggestion)
    if marking.known and marking.suggestion:
        return _given(marking, Verdict.LABEL, marking.suggestion)
    same = _of_the_same(marking, judgements) if marking.kind in _NAMES else ""
    label = same or free_label(stem_of(marking.kind), taken_labels(judgements, known))
    return _given(marking, Verdict.LABEL, label)


def _of_the_same(marking: Marking, judgements: Sequence[Judgement]) -> str:
    """Return the label of a name that shares a word with this one: *Visser* after *Jan Visser*."""
    words = {word for word in _WORD.findall(marking.words) if word[0].isupper()}
    for judgement in judgements:
        if judgement.put.startswith(PERSON) and words & set(_WORD.findall(judgement.text)):
            return judgement.put
    return ""


def _given(marking: Marking, verdict: Verdict, put: str = "") -> Judgement:
    return Judgement(text=marking.words, verdict=verdict, put=put, known=marking.known, by_hand=marking.by_hand)


def labelled(marking: Marking, label: str) -> Judgement:
    """Return the answer that puts this label there."""
    return _given(marking, Verdict.LABEL, label)


def generalised(marking: Marking, words: str) -> Judgement:
    """Return the answer that puts these vaguer words there."""
    return _given(marking, Verdict.GENERAL, " ".join(words.split()))


def left_out(marking: Marking) -> Judgement:
    """Return the answer that leaves the words out."""
    return _given(marking, Verdict.DROP)


def kept(marking: Marking) -> Judgement:
    """Return the answer *niet herleidbaar*."""
    return _given(marking, Verdict.KEEP)


def may_be_known(marking: Marking) -> bool:
    """Say whether a known word can answer this: a name or a word, not what is registered, formed, or marked by hand."""
    named = {Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.UNKNOWN}
    return marking.kind in named and not marking.known and not marking.by_hand


def offered_labels(marking: Marking, judgements: Sequence[Judgement], known: Sequence[Identity]) -> tuple[str, ...]:
    """Return the labels to choose from: its own, a new one of its kind, those in use, and a new one of each kind."""
    taken = taken_labels(judgements, known)
    own = free_label(stem_of(marking.kind), taken)
    fresh = (free_label(stem, taken) for stem in STEMS)
    has = (marking.suggestion,) if IS_LABEL.fullmatch(marking.suggestion) else ()
    return tuple(dict.fromkeys((*has, own, *taken, *fresh)))


def vaguer(marking: Marking) -> tuple[str, ...]:
    """Return vaguer words to choose from, the nearest first."""
    said = (marking.suggestion,) if marking.kind in _VAGUE and marking.suggestion else ()
    seasons = _season(said[0]) if said and marking.kind is Kind.DATE else ()
    return tuple(dict.fromkeys((*said, *seasons, *_CHOICES.get(marking.kind, ()))))


def _season(month: str) -> tuple[str, ...]:
    """Return season and year, and the year, of `maart 2024`."""
    year = _YEAR.search(month)
    number = next((place for place, name in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
    season = next((name for name, months in _SEASONS.items() if number in months), "")
    if not season:
        return ()
    return (f"{season} {year.group()}", f"in {year.group()}") if year else (season,)
