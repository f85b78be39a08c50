"""Layer 1 for what is no Latin name: generated numbers, accounts and names in other scripts, in every way of writing.

Among accents that combine, emoji, right-to-left text and Windows ends of lines; offsets are those of the given text.
"""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from mhtui.anonymise import Finding, Identity, Kind, Layer, find_identifiers
from mhtui.anonymise.lexicon import load_lexicon

Ways = tuple[str, ...]
_SYLLABLES = ("ka", "ta", "rzy", "na", "mo", "ha", "vik", "bel", "dor", "sen", "lup", "wez")
_long_name = st.lists(st.sampled_from(_SYLLABLES), min_size=4, max_size=5).map("".join).map(str.capitalize)
_OTHER_SCRIPTS = (
    "\u0645\u062d\u0645\u062f \u0627\u0644\u0639\u0644\u064a",
    "\u05d3\u05d5\u05d3 \u05db\u05d4\u05df",
    "\u0410\u043d\u043d\u0430 \u041a\u043e\u0432\u0430\u043b\u044c",
    "\u0391\u03bd\u03bd\u03b1 \u03a0\u03b1\u03c0\u03b1",
)
_before = st.sampled_from(
    (
        "Gisteren heeft ",
        "Volgens de buren, ",
        "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 we zagen ",
        "Regel een.\r\n\r\nDe buurvrouw zag ",
        "Zij kent \u202b\u0641\u0627\u0637\u0645\u0629\u202c en ook ",
        "Cafe\u0301 dicht.\u200b We belden ",
    )
)
_after = st.sampled_from(
    (" gebeld.", ", weer gezien.", "\r\nDe rest volgt.", " \U0001f697 meegenomen", "", ", zei men")
)


def _letters(digits: str) -> str:
    """Give a letter for each digit from 1."""
    return "".join("bdfghjkln"[int(digit) - 1] for digit in digits)


def _phone(end: str) -> Ways:
    first, last = end[:4], end[4:]
    spaced = (f"06 {first} {last}", f"06.{first}.{last}", f"06\u00a0{first}\u00a0{last}", f"06{first}\u200b{last}")
    abroad = (f"+316{end}", f"+31 6 {first} {last}", f"0031 6{end}")
    wrong = (f"06-{end[1]}{end[0]}{end[2:]}", f"06-{end[:7]}0")
    return (f"06-{end}", f"06{end}", *spaced, *abroad, *wrong)


def _bsn(end: str) -> Ways:
    number = "1" + end
    return (
        number,
        f"{number[:4]}.{number[4:6]}.{number[6:]}",
        f"{number[:3]} {number[3:6]} {number[6:]}",
        f"1{end[:7]}0",
    )


def _iban(end: str) -> Ways:
    spaced = f"NL91 ABNA 00{end[:2]} {end[2:6]} {end[6:]}"
    return (f"NL91ABNA00{end}", spaced, spaced.lower(), spaced.replace(" ", "-"), f"nl91abna00{end}")


def _plate(end: str) -> Ways:
    plate = f"{_letters(end[:2])}-{end[2:5]}-{_letters(end[5])}".upper()
    return (plate, plate.lower(), plate.replace("-", ""), plate.replace("-", "").lower(), plate.replace("-", " "))


def _email(end: str) -> Ways:
    address = f"{_letters(end)}.{_letters(end[::-1])}@example.nl"
    return (address, address.upper(), address.replace("@", " (at) "), address.replace("@", "[at]"))


def _handle(end: str) -> Ways:
    name = f"{_letters(end)}{end[:2]}"
    return (f"@{name}", name, f"@{name.upper()}", f"@{_letters(end)}_{end[:2]}")


def _postcode(end: str) -> Ways:
    return (f"{end[:4]} XK", f"{end[:4]}XK", f"{end[:4]}xk")


_WRITTEN: dict[Kind, Callable[[str], Ways]] = {
    Kind.PHONE: _phone,
    Kind.BSN: _bsn,
    Kind.IBAN: _iban,
    Kind.PLATE: _plate,
    Kind.EMAIL: _email,
    Kind.HANDLE: _handle,
    Kind.POSTCODE: _postcode,
}
"""By kind, from eight digits: the value as registered, and then as others write it."""


def _known(before: str, written: str, after: str, identity: Identity) -> list[Finding]:
    """What layer 1 finds, having seen that it covers each letter and digit of what is written and nothing around it."""
    found = [one for one in find_identifiers(before + written + after, (identity,)) if one.layer is Layer.KNOWN]
    low, high = len(before), len(before) + len(written)
    within = {at for one in found for at in range(one.start, one.end)}
    assert all(at in within for at in range(low, high) if written[at - low].isalnum()), (written, found)
    assert all(low <= one.start < one.end <= high for one in found), (written, found)
    return found


@given(
    st.sampled_from(list(_WRITTEN)), st.text("123456789", min_size=8, max_size=8), st.integers(0, 59), _before, _after
)
def test_a_registered_number_or_account_is_found_however_it_is_written(
    kind: Kind, digits: str, way: int, before: str, after: str
) -> None:
    """With every sign between, without any, in capitals and not, with a country code, and with one digit wrong."""
    ways = _WRITTEN[kind](digits)
    found = _known(before, ways[way % len(ways)], after, Identity(kind, ways[0], "Nummer 1"))
    assert {one.suggestion for one in found} == {"Nummer 1"}


@given(
    st.sampled_from(_OTHER_SCRIPTS),
    st.sampled_from(
        ("{v} {a}", "{v}", "{a}", "{a}, {v}", "{a} {v}", "{v}-{a}", "\u202b{v} {a}\u202c", "{v}\u200f {a}")
    ),
    _before,
    _after,
)
def test_a_name_in_another_script_is_found(name: str, form: str, before: str, after: str) -> None:
    """From right to left as well, in any order, with the signs that steer the direction or without."""
    given_name, surname = name.split()
    written = form.replace("{v}", given_name).replace("{a}", surname)
    assert _known(before, written, after, Identity(Kind.PERSON, name, "Betrokkene A"))


_error = st.tuples(st.integers(0, 30), st.sampled_from("oirs"), st.sampled_from("abdeklmnorst"))


@given(_long_name, st.tuples(_error, _error), st.booleans(), _before, _after)
def test_from_eight_letters_two_typing_errors_are_seen_through(
    name: str, errors: tuple[tuple[int, str, str], ...], lower: bool, before: str, after: str
) -> None:
    """Left out, put in, replaced or swapped, each after the first letter; unless what is typed is a Dutch word."""
    wrong = name
    for place, way, letter in errors:
        at = place % (len(wrong) - 1) + 1
        wrong = {
            "o": wrong[:at] + wrong[at + 1 :],
            "i": wrong[:at] + letter + wrong[at:],
            "r": wrong[:at] + letter + wrong[at + 1 :],
            "s": wrong[: at - 1] + wrong[at : at + 1] + wrong[at - 1] + wrong[at + 1 :],
        }[way]
    if not load_lexicon().knows(wrong.lower()):
        _known(before, wrong.lower() if lower else wrong, after, Identity(Kind.PERSON, f"{name} Zwq", "Betrokkene A"))
