"""Structured identifiers for the anonymise bench, in every spelling of the design, and mutations of known names."""

from collections.abc import Callable, Iterator
from random import Random

from bench.anonymise_material import Case, Person
from mhtui.anonymise import Identity, Kind

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STREETS = [
    "Molenstraat",
    "Kerkweg",
    "Wilgenlaan",
    "Noorderkade",
    "Zuiddijk",
    "Raadhuisplein",
    "Prins Bernhardlaan",
    "Burgemeester de Vosstraat",
    "Oude Gracht",
    "Havensingel",
    "Torensteeg",
    "Laan van Meerdervoort",
    "Uiterwaardenpad",
    "Eikendreef",
    "Jan van Galenstraat",
]
_SIDECODES = [
    "LL-99-99",
    "99-99-LL",
    "99-LL-99",
    "LL-99-LL",
    "LL-LL-99",
    "99-LL-LL",
    "99-LLL-9",
    "9-LLL-99",
    "LL-999-L",
    "L-999-LL",
    "LLL-99-L",
    "L-99-LLL",
    "9-LL-999",
    "999-LL-9",
]
_SENTENCES = (
    "Het nummer is {} volgens de melder.",
    "{} werd genoemd door de buren",
    "Hij gaf {} op, maar dat klopt niet.",
    "Genoteerd: {}",
    "zij noemde ({}) en liep weg",
)


def _digits(chance: Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def phones(chance: Random) -> Iterator[str]:
    """Mobile, fixed and foreign numbers."""
    end = _digits(chance, 8)
    yield from (f"06{end}", f"06-{end}", f"06 {end[:2]} {end[2:4]} {end[4:6]} {end[6:]}", f"06.{end[:4]}.{end[4:]}")
    yield from (
        f"+316{end}",
        f"+31 6 {end[:4]} {end[4:]}",
        f"+31(0)6-{end}",
        f"0031 6 {end}",
        f"06 - {end[:4]} {end[4:]}",
    )
    local = _digits(chance, 6)
    yield from (f"(0348) {local}", f"0348-{local}", f"0348 {local[:2]} {local[2:4]} {local[4:]}", f"030-{local}7")
    yield from (f"+48 {end[:3]} {end[3:6]} {local[:3]}", f"0040 7{end}", f"+48{end}1", f"+32 4{local[:2]} {end[:6]}")


def bsns(chance: Random) -> Iterator[str]:
    """Nine digits, right by the 11-proef or not."""
    number = "1" + _digits(chance, 8)
    yield from (number, f"{number[:4]}.{number[4:6]}.{number[6:]}", f"{number[:3]} {number[3:6]} {number[6:]}")
    yield number[:8]


def ibans(chance: Random) -> Iterator[str]:
    """Dutch and foreign account numbers, joined, spaced and in lower case."""
    end = _digits(chance, 10)
    yield from (f"NL91ABNA{end}", f"NL20 INGB {end[:4]} {end[4:8]} {end[8:]}", f"nl44rabo{end}", f"NL02-TRIO-{end}")
    yield from (
        f"PL61 1090 1014 0000 0712 {end[:4]} {end[4:8]}",
        f"RO49AAAA1B31007593{end[:6]}",
        f"DE89 3704 0044 {end}",
    )


def postcodes(chance: Random) -> Iterator[str]:
    """With and without space, capitals and house number."""
    number = str(chance.randrange(1000, 9999))
    letters = chance.choice(("AB", "CD", "XK", "PW", "GH", "TR"))
    yield from (
        f"{number} {letters}",
        f"{number}{letters}",
        f"{number}{letters.lower()}",
        f"{number} {letters}, nr. 12",
    )


def addresses(chance: Random) -> Iterator[str]:
    """Streets with numbers and toevoegingen, with and without capitals."""
    street, number = chance.choice(_STREETS), chance.randrange(1, 400)
    yield from (f"{street} {number}", f"{street} {number}a", f"{street} {number}-B", f"{street} {number} bis")
    yield from (f"{street} {number} II", f"{street} nr. {number}", f"{street} {number} hs", f"{street} {number}-3")
    yield from (f"{street.lower()} {number}", f"{street.lower()} {number}b")


def plates(chance: Random) -> Iterator[str]:
    """Every sidecode, with dashes, in lower case, and with nothing or spaces between."""
    for code in _SIDECODES:
        plate = "".join(
            chance.choice("BDFGHJKLNPRSTVXZ") if sign == "L" else str(chance.randrange(10)) if sign == "9" else sign
            for sign in code
        )
        yield from (
            plate,
            plate.lower(),
            plate.replace("-", ""),
            plate.replace("-", "").lower(),
            plate.replace("-", " "),
        )


def accounts(chance: Random) -> Iterator[str]:
    """E-mail addresses, web addresses and accounts."""
    name = "".join(chance.choice(_LETTERS) for _ in range(6))
    number = chance.randrange(10, 99)
    yield from (f"{name}.{number}@example.nl", f"{name}(at)example.com", f"{name} [at] example [dot] org")
    yield from (f"{name}@mail.example.co.uk", f"www.{name}.nl/adv/{number}", f"https://{name}.example/p?id={number}")
    yield from (f"{name}.com", f"@{name}{number}", f"@{name}.{number}", f"{name}_{number}", f"t.me/{name}")


def dates(chance: Random) -> Iterator[str]:
    """Dates in figures and in words."""
    day, year = chance.randrange(10, 29), chance.randrange(1960, 2026)
    yield from (f"{day}-03-{year}", f"{day}/11/{year}", f"{day}.6.{year}", f"{year}-04-{day}", f"{day} juli {year}")
    yield from (f"{day} mrt. {year}", f"{day} oktober", f"maart {year}", f"{day}-03-'{str(year)[2:]}", f"{day}e mei")


def ages(chance: Random) -> Iterator[str]:
    """Ages in figures and in words."""
    age = chance.randrange(11, 70)
    yield from (f"{age} jaar", f"{age}-jarige", f"{age} jarige", f"{age} jaar oud", f"{age}jr oud", "zestienjarige")
    yield "zeventien jaar oud"


def numbers(chance: Random) -> Iterator[str]:
    """Every other token with a digit above 9."""
    number = chance.randrange(10, 99)
    yield from (f"2021-00{number}", f"dossier{number}", f"{number}", f"{number}B", f"V-{number}123", f"€{number},50")


FORMS: dict[str, Callable[[Random], Iterator[str]]] = {
    "phone": phones,
    "bsn": bsns,
    "iban": ibans,
    "postcode": postcodes,
    "address": addresses,
    "plate": plates,
    "account": accounts,
    "date": dates,
    "age": ages,
    "number": numbers,
}


def structured(kind: str, seed: str, rounds: int = 12) -> list[Case]:
    """Give sentences with one identifier of a kind each."""
    chance = Random(f"{kind} {seed}")
    cases = []
    for _ in range(rounds):
        for value in FORMS[kind](chance):
            before, after = chance.choice(_SENTENCES).split("{}")
            cases.append(Case(before + value + after, ((len(before), len(before) + len(value)),)))
    return cases


def identity(person: Person) -> Identity:
    """Give the person as registered."""
    return Identity(Kind.PERSON, f"{person.given} {person.surname}", "Betrokkene A")


_PLAIN = str.maketrans("ąćęłńóśźżăâîșțşçğıöüéèİŞÖÜÇŁŚŢȚ", "acelnoszzaaistscgioueeISOUCLSTT")


def inflected(person: Person) -> Iterator[str]:
    """Give the forms of a name: case, accents, possessive, diminutive, order, accounts."""
    given, surname = person.given, person.surname
    last = surname.split()[-1]
    yield from (f"{given} {surname}", given, surname, f"{given} {surname}".lower(), f"{given} {surname}".upper())
    yield from (given.lower(), f"{given} {surname}".translate(_PLAIN), f"{given}'s", f"{given}s", f"{surname}'s")
    yield from (f"{given}tje", f"{given}je", f"{surname}, {given}", f"{surname} {given}", f"{given[0]}. {surname}")
    plain = f"{given}.{last}".lower().translate(_PLAIN)
    yield from (f"{plain}@example.nl", f"@{plain.replace('.', '')}04", f"{plain.replace('.', '_')}", f"{given}-{last}")


def mistyped(word: str, chance: Random) -> str:
    """Give the word with one letter left out, doubled, replaced or two swapped; never the first."""
    place = chance.randrange(1, len(word) - 1)
    way = chance.randrange(4)
    if way == 0:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[:place] + chance.choice(_LETTERS) + word[place:]
    if way == 2:
        return word[:place] + chance.choice(_LETTERS.replace(word[place].lower(), "")) + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
