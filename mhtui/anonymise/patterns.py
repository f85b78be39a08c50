"""Layer 2: what has the form of a number, an address or an account, in every spelling people use.

Each pattern flags; none is allowed to let something pass because a check digit is wrong: a mistyped BSN is still a BSN.
What no pattern claims, but holds a number above 9, is flagged as a number.
"""

import re
from collections.abc import Iterator

from mhtui.anonymise.findings import Certainty, Kind, Layer
from mhtui.anonymise.generalising import age_band, month_of
from mhtui.anonymise.plates import find_plates
from mhtui.anonymise.spans import Span
from mhtui.anonymise.streets import find_addresses
from mhtui.anonymise.vocabulary import MONTHS
from mhtui.anonymise.wordlist import words

_AT = r"(?:@|\s?[\(\[{<]\s?(?:at|apenstaartje|a)\s?[\)\]}>]\s?|\s(?:at|apenstaartje)\s(?=[\w.-]+\s?(?:punt|dot|\.)))"
_DOT = r"(?:\.|\s?[\(\[]\s?(?:dot|punt)\s?[\)\]]\s?|\s(?:dot|punt)\s)"
_EMAIL = re.compile(rf"[\w.+%'-]+{_DOT}?[\w+%-]*{_AT}[\w-]+(?:{_DOT}[\w-]+)+|[\w.+%-]+@[\w.-]*\w", re.IGNORECASE)
_TOP = "nl|com|be|de|eu|net|org|info|nu|pl|ro|tr|uk|fr|io|me|tv|biz|online|app|shop|site|link|ly|xyz|ru|onion|example"
_URL = re.compile(
    rf"\b(?:(?:https?|hxxps?|ftp)://\S+|www\.\S+|(?:[\w-]+\.)+(?:{_TOP})(?:/[^\s,;)]*|\b(?![.-]?\w)))",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]*\w?|\b\w+_[\w.]+\b|(?<!\w)_\w+\b")
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|facebook|fb|kik|discord|wickr|signal|skype|gebruikersnaam|username|nickname)"
    r"(?:[ -]?(?:account|naam|profiel))?\s?(?::|=|\bis\b)\s?(?P<name>[\w.@-]+\w)",
    re.IGNORECASE,
)
_SIGNS_OF_AT = (" at ", "(a", "[a", "{a", "<a", "( a", "[ a", "apenst")
_SITES = ("insta", "snap", "tik", "tele", "face", "fb", "kik", "disc", "wick", "sign", "skype", "naam", "name")
_DOTTED = re.compile(r"\w\.\w")
_DIGIT = re.compile(r"\d")
_IBAN = re.compile(
    r"\b[A-Z]{2}[ .-]?\d{2}(?:[ .-]?[A-Z]{4})?(?:[ .-]?\d){8,24}\b"
    r"|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b|(?-i:\b[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?\b)",
    re.IGNORECASE,
)
_SEP = r"[ .\-/]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+])(?:"
    rf"(?:\+|\b00|\(\+|\(00){_SEP}\d{{1,3}}\)?{_SEP}(?:\(0\){_SEP})?\(?\d{{1,4}}\)?(?:{_SEP}\d{{1,4}}){{1,6}}"
    rf"|\(0\d{{1,3}}\){_SEP}\d{{1,4}}(?:{_SEP}\d{{1,4}}){{1,4}}"
    rf"|0[1-9]\d{{0,3}}{_SEP}\d{{1,4}}(?:{_SEP}\d{{1,4}}){{0,5}}"
    rf")(?!\w)"
)
_PHONE_DIGITS = range(8, 17)
_BARE_PHONE = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel|gsm|06-nummer|nummer|nr)\b[.: ]{1,3}"
    rf"(?P<n>\d(?:{_SEP}\d){{5,12}})\b",
    re.IGNORECASE,
)
_BSN = re.compile(
    r"(?<![\w.,-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|\d{2}([ .-])\d{3}\3\d{4})(?![\w-]|[.,]\d)"
)
_SAID_BSN = re.compile(
    r"\b(?:bsn|sofi|burgerservicenummer|sofinummer)\W{0,3}(?:nummer|nr)?\W{0,3}(?:is\s)?(?P<n>\d(?:[ .-]?\d){6,9})\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"\b[1-9]\d{3}(?:\s?[A-Z]{2}|[a-z]{2}|\s[a-z]{2}|\s?[A-Z][a-z])\b(?!['-]\w)(?:,?\s?(?:nr\.?\s?)?\d{1,4}\s?-?[a-zA-Z]?\b)?"
)
_NO_POSTCODE = words(
    """
    is en de op in te om we ze er of al zo nu na uw je km kg cm mm ml kb mb uu an as at ik ja of or to ca st ha
    zn me
    """
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w-])(?<!\d[./])(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|'?\d{{2}})|\d{{4}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}"
    rf"|(?:\d{{1,2}}(?:e|ste|de)?\s?-?\s?)?(?:{_MONTH})\.?\s?-?\s?(?:\d{{4}}|'\d{{2}})|\d{{1,2}}(?:e|ste|de)?\s?-?(?:{_MONTH})\b)(?!\w|[-./]\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:geboren|geb\.?|geboortejaar|bouwjaar|jaargang)\s(?:in\s|op\s|:\s?)?(?P<n>'?\d{2,4})\b", re.IGNORECASE
)
_SPELLED = (
    "(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|"
    "negentien|(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]?[në]n?)?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))"
)
_AGE = re.compile(
    r"\b\d{1,3}\s?-?\s?(?:jarige?n?|jaar\s(?:oud|jong)|jr\.?\soud|jaren\soud|j\.?o\.?)\b|\b[1-9]\d\s?(?:jaar|jr)\b\.?"
    r"|\b(?:leeftijd|leeft\.)\s?(?::|is|van|ca\.?|ongeveer|circa)?\s?\d{1,3}\b"
    rf"|\b{_SPELLED}\s?-?jarige?n?\b|\b{_SPELLED}\sjaar\s(?:oud|jong)\b|\b\d{{1,2}}\s?(?:weken|maanden|mnd)\soud\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w])[^\W\d_]{0,6}[-/]?\d[\w.,:/-]*\w|[^\W_]*\d+[^\W_]*")
_LONGEST_THING = 3
"""A word with one digit and at most this long is a thing: a4, mp3, 2e."""
_LAW = re.compile(r"\b(?:artikel|artikelen|art\.?|lid)\s$", re.IGNORECASE)
_BEFORE = 16
"""So many letters before a number tell whether it is one of a law."""

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_SAYS = {
    Kind.EMAIL: "[e-mailadres]",
    Kind.URL: "[webadres]",
    Kind.HANDLE: "[account]",
    Kind.IBAN: "[rekeningnummer]",
    Kind.PHONE: "[telefoonnummer]",
    Kind.BSN: "[bsn]",
    Kind.PLATE: "[kenteken]",
    Kind.POSTCODE: "[postcode]",
    Kind.ADDRESS: "[adres]",
    Kind.NUMBER: "[nummer]",
}
_POSSIBLE = frozenset((Kind.DATE, Kind.AGE))


def find_patterns(line: str) -> list[Span]:
    """Give what has a form, the most telling first; no two overlap."""
    taken: list[Span] = []
    for start, far_end, kind in _candidates(line):
        end = start + len(line[start:far_end].rstrip(" .,;:-/"))
        if any(other.start < end and start < other.end for other in taken):
            continue
        certainty = Certainty.POSSIBLE if kind in _POSSIBLE else Certainty.PROBABLE
        taken.append(Span(start, end, kind, Layer.PATTERN, certainty, suggestion_for(kind, line[start:end])))
    return taken


def suggestion_for(kind: Kind, found: str) -> str:
    """Give the Dutch text that may stand in its place."""
    if kind is Kind.AGE:
        return age_band(found)
    if kind is Kind.DATE:
        return month_of(found)
    if kind is Kind.BSN and not passes_eleven_test(found):
        return "[bsn of ander nummer]"
    return _SAYS.get(kind, "")


def _candidates(line: str) -> Iterator[tuple[int, int, Kind]]:
    """Give the hits of each pattern, stronger patterns first; they may overlap."""
    lower = line.lower()
    if "@" in line or any(sign in lower for sign in _SIGNS_OF_AT):
        yield from _hits(_EMAIL, line, Kind.EMAIL)
    if "://" in line or _DOTTED.search(line):
        yield from _hits(_URL, line, Kind.URL)
    if "@" in line or "_" in line:
        yield from _hits(_HANDLE, line, Kind.HANDLE)
    if any(site in lower for site in _SITES):
        for match in _ACCOUNT.finditer(line):
            yield match.start("name"), match.end("name"), Kind.HANDLE
    if _DIGIT.search(line):
        yield from _numbers(line)
    else:
        yield from find_addresses(line)
        yield from _hits(_AGE, line, Kind.AGE) if "jar" in lower or "jaar" in lower else ()


def _numbers(line: str) -> Iterator[tuple[int, int, Kind]]:
    yield from _hits(_IBAN, line, Kind.IBAN)
    yield from find_addresses(line)
    for match in _SAID_BSN.finditer(line):
        yield match.start("n"), match.end("n"), Kind.BSN
    yield from _hits(_DATE, line, Kind.DATE)
    yield from (hit for hit in _hits(_PHONE, line, Kind.PHONE) if _digits(line[hit[0] : hit[1]]) in _PHONE_DIGITS)
    for match in _BARE_PHONE.finditer(line):
        yield match.start("n"), match.end("n"), Kind.PHONE
    yield from _hits(_BSN, line, Kind.BSN)
    for match in _POSTCODE.finditer(line):
        if match.group()[4:].strip()[:2] not in _NO_POSTCODE:
            yield match.start(), match.end(), Kind.POSTCODE
    yield from ((start, end, Kind.PLATE) for start, end in find_plates(line))
    yield from _hits(_AGE, line, Kind.AGE)
    for match in _BIRTH.finditer(line):
        yield match.start("n"), match.end("n"), Kind.DATE
    for start, end, kind in _hits(_NUMBER, line, Kind.NUMBER):
        if _tells(line, start, end):
            yield start, end, kind


def _hits(pattern: re.Pattern[str], line: str, kind: Kind) -> Iterator[tuple[int, int, Kind]]:
    for match in pattern.finditer(line):
        yield match.start(), match.end(), kind


def _digits(found: str) -> int:
    return sum(letter.isdigit() for letter in found)


def _tells(line: str, start: int, end: int) -> bool:
    """Say whether a word with digits may tell who somebody is: a number above 9 that is no article of the law."""
    found = line[start:end]
    if _LAW.search(line, max(0, start - _BEFORE), start) and re.fullmatch(r"\d+[a-z]{0,2}", found):
        return False
    if any(len(number) > 1 for number in re.findall(r"\d+", found)):
        return True
    return len(found) > _LONGEST_THING and any(letter.isalpha() for letter in found)


def passes_eleven_test(number: str) -> bool:
    """Say whether the digits pass the 11-proef of a BSN (Regeling BSN): 9 to 2 from the left, the last one times -1."""
    digits = [int(letter) for letter in number if letter.isdigit()]
    if len(digits) == len(_WEIGHTS) - 1:
        digits.insert(0, 0)
    if len(digits) != len(_WEIGHTS) or not any(digits):
        return False
    return sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
