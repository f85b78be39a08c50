"""Addresses: a street by its ending or by its number, with toevoeging, with and without capitals.

A street without a number is an address too when it has a capital or stands after `aan de`; a *winkelstraat* is not.
"""

import re
from collections.abc import Iterator

from mhtui.anonymise.findings import Kind
from mhtui.anonymise.wordlist import words

_TAILS = (
    "straat|str\\.|straatje|weg|wegje|laan|lei|kade|dijk|plein|pleintje|gracht|singel|steeg|hof|hofje|pad|dreef|plantsoen|park|"
    "markt|wal|(?<![eo])ring|baan|burg|berg|veld|horst|haven|kamp|oord|donk|meent|weide|akker|erf|hoek|brink|zijde|vaart|vliet|sluis|"
    "brug|poort|boulevard|allee|promenade|rak|tuin|tuinen|beek|bos|bosch|land|rode|loo|kant|einde|eind|dam|werf|stede|waard"
)
_SURE_TAILS = "straat|str\\.|weg|laan|kade|dijk|plein|gracht|singel|steeg|dreef|plantsoen"
_TAIL_LIST = tuple(_TAILS.replace("\\", "").replace("(?<![eo])", "").split("|"))
_SURE_LIST = tuple(_SURE_TAILS.replace("\\", "").split("|"))
_HOUSE = (
    r"(?:\s?,?\s?(?:nr|no|nummer|huisnummer|huisnr)\.?)?\s?\d{1,5}(?!\d|[-/.]\d{1,2}[-/.]|[.,:]\d|\s?%"
    r"|\s?(?:jaar|uur|keer|euro|maal|dagen|weken|maanden|personen|man|meter|km|m2|e|ste|de)\b)"
    r"(?:\s?-?\s?(?:bis|hs|huis|rood|zwart|boven|beneden|links|rechts|[IVX]{1,4})(?![\w'-])"
    r"|\s?-\s?[a-zA-Z0-9]{1,3}(?![\w'-])|[a-zA-Z]{1,2}\d{0,2}(?![\w'-])|\s[a-zA-Z](?![\w'-]))?"
)
_PARTICLE = r"(?:[Vv]an|de|den|der|het|'t|'s|ten|ter|te|op|aan|in|la|le|du|von)"
_HONOURS = (
    r"(?:burgemeester|burg\.|prins|prinses|koning|koningin|pastoor|dokter|dr\.|mr\.|professor|generaal|sint|graaf"
    "|oude|nieuwe|korte|lange|grote|kleine|hoge|lage|eerste|tweede|derde)"
)
_LEAD = rf"(?:(?:[A-Z][\w.'-]*|{_PARTICLE}|{_HONOURS}|\d{{1,2}}e)\s){{0,5}}"
_SIDE = r"(?:\s(?:West|Oost|Noord|Zuid|west|oost|noord|zuid|W\.?Z\.?|O\.?Z\.?|N\.?Z\.?|Z\.?Z\.?))?"

_NUMBERED = re.compile(rf"(?<![\w-]){_LEAD}(?:[^\W\d_][\w'-]*?)?(?i:{_TAILS}){_SIDE}(?i:{_HOUSE})(?!\w)")
_CAPITAL = re.compile(
    rf"(?<![\w-])(?:(?:[A-Z][\w.'-]*|van|de|den|der|het|'t|ten|ter)\s){{0,4}}(?:[A-Z][\w'-]*?)(?i:{_SURE_TAILS})\b{_SIDE}"
)
_OPENED = re.compile(
    rf"(?<![\w-])(?i:laan|weg|straat|plein|dijk|kade|dreef|pad|park|hof|singel|gracht)\s{_PARTICLE}"
    rf"(?:\s[\w'-]+){{1,3}}?(?i:{_HOUSE})(?!\w)"
)
_SPLIT = re.compile(
    rf"(?<![\w-])(?:[A-Z][\w'-]+|{_PARTICLE})(?:\s(?:[A-Z][\w'-]+|{_PARTICLE})){{0,4}}"
    rf"(?!\s?(?:19|20)\d\d\b)(?i:{_HOUSE})(?!\w)"
)
_AFTER = re.compile(
    r"\b(?:aan|op|in|woont|woonachtig|verblijft|adres|woning|pand|hoek|nabij|omgeving)(?:\s?:|\s(?:op|aan|in))?(?:\s(?:de|het))?\s?$",
    re.IGNORECASE,
)
_NEAR = 32
"""So many letters before an address tell whether it is one."""
_LOWER = re.compile(
    r"\b(?:aan|op|in|naar|nabij|bij|uit|vanaf)\s(?:de|het)\s(?P<street>[a-zà-ÿ'-]{3,}(?:straat|laan|gracht|kade|singel|steeg|dreef|plantsoen|dijk|weg|plein))\b"
)
_HONOURED = frozenset(_HONOURS.strip("(?:)").replace("\\", "").split("|"))
_BEFORE = frozenset(
    (preposition, article) for preposition in ("aan", "op", "in", "bij", "naar") for article in ("de", "het")
)
_NO_STREET = words(
    """
    winkel zij hoofd achter dwars door woon stille zand snel auto spoor water fiets land uit om aan in af onder
    op toe voort bus oprij rij rond dorps markt school stations station kerk speel trein kruis grind landings
    start klaver parallel ventweg vent nood vlucht verkeers openbare zee rivier winter zomer slaper boven af
    open hoge lage halve lange korte eigen andere zelfde provinciale doodlopende tippel hoeren rosse vracht ring
    toegangs uitvals vlieg renbaan ban haar lucht
    """
)
_NO_SPLIT = words(
    """
    artikel art lid bijlage hoofdstuk paragraaf pagina blz stap fase groep kamer plek punt tabel figuur versie
    deel week dag jaar bsn wijk route lijn bus trein april mei maart januari februari juni juli augustus
    september oktober november december nr
    """
)


def find_addresses(line: str) -> Iterator[tuple[int, int, Kind]]:
    """Give the spans of addresses and streets; they may overlap."""
    lower = line.lower()
    numbered = any(letter in line for letter in "0123456789")
    for match in _SPLIT.finditer(line) if numbered else ():
        if (
            _AFTER.search(line, max(0, match.start() - _NEAR), match.start())
            and match.group().split()[0].lower() not in _NO_SPLIT
        ):
            yield match.start(), match.end(), Kind.ADDRESS
    if not any(tail in lower for tail in _TAIL_LIST):
        return
    for match in _OPENED.finditer(line) if numbered else ():
        yield match.start(), match.end(), Kind.ADDRESS
    for match in _NUMBERED.finditer(line) if numbered else ():
        yield _without_lead(line, match.start(), match.end())
    if not any(tail in lower for tail in _SURE_LIST):
        return
    for match in _CAPITAL.finditer(line):
        yield _without_lead(line, match.start(), match.end())
    for match in _LOWER.finditer(line):
        street = match.group("street")
        stem = re.sub(rf"(?:{_SURE_TAILS})$", "", street)
        if stem not in _NO_STREET and stem:
            yield match.start("street"), match.end("street"), Kind.ADDRESS


def _without_lead(line: str, start: int, end: int) -> tuple[int, int, Kind]:
    """Leave out what stands before the name of the street: a preposition, an article."""
    words = list(re.finditer(r"\S+", line[start:end]))
    first = 0
    for index in range(1, len(words) - 1):
        pair = (words[index - 1].group().lower(), words[index].group().lower())
        if pair in _BEFORE:
            first = index + 1
    while first < len(words) - 2 and words[first].group()[0].islower() and words[first].group() not in _HONOURED:
        first += 1
    return start + words[first].start(), end, Kind.ADDRESS
