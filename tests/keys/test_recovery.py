"""The herstelcode: what is printed is read back, and a typing error is found and located."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from keys.errors import KeyNotTrusted, LimitExceeded, MistypedCode
from keys.recovery import GROUP_SIGNS, GROUPS, new_code, print_code, read_code

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE = bytes(range(32))
codes = st.binary(min_size=32, max_size=32)
places = st.lists(st.integers(0, GROUP_SIGNS - 1), min_size=2, max_size=2, unique=True)


def mistyped(groups: list[str]) -> int:
    """Give the group that is named for these groups."""
    with pytest.raises(MistypedCode) as caught:
        read_code(" ".join(groups))
    return caught.value.group


@given(codes)
def test_a_printed_code_reads_back(code: bytes) -> None:
    """Fourteen groups of five on two lines, without a letter that looks like a digit."""
    printed = print_code(code)
    assert read_code(printed) == code
    assert [len(line.split(" ")) for line in printed.split("\n")] == [7, 7]
    assert {len(group) for group in printed.split()} == {GROUP_SIGNS}
    assert set("".join(printed.split())) <= set(ALPHABET)


@pytest.mark.parametrize(
    "retype",
    [
        str.lower,
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.replace("0", "o").replace("1", "I"),
        lambda text: text.replace(" ", "-"),
        lambda text: text.replace(" ", "–").replace("\n", "\r\n"),
        lambda text: text.replace(" ", "").replace("\n", ""),
        lambda text: text.replace(" ", "\u00a0 ."),
        lambda text: "".join(f"{sign} " for sign in text),
        lambda text: f"\n  {text}\n\n",
    ],
    ids=["lower", "O and l", "o and I", "dashes", "en dashes", "joined", "dots", "spaced out", "blank lines"],
)
def test_typing_style_does_not_matter(retype: object) -> None:
    """Case, separators, lines and letters that look alike."""
    assert callable(retype)
    assert read_code(retype(print_code(CODE))) == CODE


def test_every_single_wrong_sign_is_found_and_located() -> None:
    """All 70 places x 31 other signs: always the right group."""
    groups = print_code(CODE).split()
    for group in range(GROUPS):
        for at in range(GROUP_SIGNS):
            for sign in ALPHABET.replace(groups[group][at], ""):
                typed = groups[group][:at] + sign + groups[group][at + 1 :]
                assert mistyped([*groups[:group], typed, *groups[group + 1 :]]) == group + 1


@given(codes, st.integers(0, GROUPS - 1), places)
def test_two_exchanged_signs_are_found_and_located(code: bytes, group: int, exchanged: list[int]) -> None:
    """Any two places of a group, not only neighbours."""
    groups = print_code(code).split()
    signs = list(groups[group])
    one, other = exchanged
    assume(signs[one] != signs[other])
    signs[one], signs[other] = signs[other], signs[one]
    assert mistyped([*groups[:group], "".join(signs), *groups[group + 1 :]]) == group + 1


@given(codes, st.integers(0, GROUPS - 2), st.integers(1, GROUPS - 1))
def test_two_exchanged_groups_are_found(code: bytes, one: int, step: int) -> None:
    """A group knows its own place, so the first of the two is named."""
    other = min(one + step, GROUPS - 1)
    groups = print_code(code).split()
    groups[one], groups[other] = groups[other], groups[one]
    assert mistyped(groups) == one + 1


@given(codes, st.integers(0, GROUPS - 1), st.integers(0, GROUP_SIGNS - 1))
def test_a_forgotten_or_doubled_sign_is_located(code: bytes, group: int, at: int) -> None:
    """As long as the groups are typed as groups."""
    groups = print_code(code).split()
    for typed in (
        groups[group][:at] + groups[group][at + 1 :],
        groups[group][:at] + groups[group][at] + groups[group][at:],
    ):
        assert mistyped([*groups[:group], typed, *groups[group + 1 :]]) == group + 1


@pytest.mark.parametrize("sign", ["U", "u", "é", "!", "\u0660", "ß"])
def test_a_sign_outside_the_alphabet_is_located(sign: str) -> None:
    """It is not left out silently."""
    groups = print_code(CODE).split()
    assert mistyped([*groups[:4], sign + groups[4][1:], *groups[5:]]) == 5
    assert mistyped([*groups[:4], groups[4] + sign, *groups[5:]]) == 5


def test_a_code_that_is_too_short_or_too_long_is_located() -> None:
    """A missing group at the end is the fourteenth, an extra one the fifteenth; nothing at all is the first."""
    groups = print_code(CODE).split()
    assert mistyped(groups[:-1]) == 14
    assert mistyped([*groups, groups[-1]]) == 15
    assert mistyped([*groups, "00000"]) == 15
    assert mistyped([*groups, "0000E"]) == 15
    assert mistyped([]) == 1


def test_a_wrong_code_of_right_groups_is_found() -> None:
    """Two groups taken from another code pass their own guard, not that of the whole."""
    mixed = print_code(CODE).split()[:12] + print_code(bytes(32)).split()[12:]
    assert mistyped(mixed) == 0


def test_what_cannot_be_a_code_is_refused() -> None:
    """Endless text is not even read; a code has 32 bytes."""
    with pytest.raises(LimitExceeded):
        read_code("0" * 1001)
    for size in (0, 31, 33):
        with pytest.raises(KeyNotTrusted):
            print_code(bytes(size))


def test_new_codes_differ() -> None:
    """32 random bytes each."""
    made = {new_code() for _ in range(50)}
    assert len(made) == 50
    assert {len(code) for code in made} == {32}
