"""Codenames are nobody's name, and are not given out twice while others are free; numbers have one form."""

import unicodedata

import pytest
from faker.providers.person.nl_BE import Provider as Flemish
from faker.providers.person.nl_NL import Provider as Dutch
from hypothesis import given
from hypothesis import strategies as st

from mhtui.casework.codenames import free, is_codename, may_be_used, names
from mhtui.casework.numbers import Number, Series


def folded(text: str) -> str:
    """Return a name without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def names_of_people() -> set[str]:
    """Return every given name and every word of a surname that faker knows for Dutch."""
    lists = [Dutch.first_names, Dutch.last_names, Flemish.first_names, Flemish.last_names]
    return {word for names_of in lists for name in names_of for word in folded(name).replace("-", " ").split()}


def test_no_codename_is_a_name_of_a_person() -> None:
    """Checked against the Dutch names of faker; these show that the check can fail."""
    people = names_of_people()
    assert {"linde", "vink", "merel", "berkel"} & people
    assert [name for name in names() if folded(name) in people] == []


def test_there_are_enough_and_none_twice() -> None:
    """Years of cases in a municipality, before a second round begins."""
    assert len(names()) >= 120
    assert len({folded(name) for name in names()}) == len(names())
    assert all(name[0].isupper() and name.isalpha() for name in names())


@given(st.sets(st.sampled_from(names())), st.integers(1, 10))
def test_what_is_free_is_not_used(used: set[str], how_many: int) -> None:
    """Never a used one, never the same twice, always at least one."""
    found = free(used, how_many)
    assert 1 <= len(found) <= how_many
    assert len(set(found)) == len(found)
    assert not set(found) & used
    assert all(is_codename(name) and may_be_used(name, used) for name in found)


def test_a_second_round_begins_only_when_all_are_used() -> None:
    """Then, and not before, a name returns with a number."""
    all_but_one = set(names()) - {"Zwaluw"}
    assert free(all_but_one, 5) == ("Zwaluw",)
    assert not may_be_used("Wilg 2", all_but_one)
    assert free(names(), 2) == (f"{names()[0]} 2", f"{names()[1]} 2")
    assert may_be_used("Wilg 2", names())


@pytest.mark.parametrize("name", ["Jan", "", "wilg", "Wilg 1", "Wilg 02", "Wilg twee", " Wilg", "2"])
def test_what_is_no_codename(name: str) -> None:
    """A name of one's own, another spelling, a first round with a number."""
    assert not is_codename(name)


def test_a_number_is_read_as_people_type_it() -> None:
    """Small letters and spaces around it; written with at least three digits."""
    assert str(Number.read(" s-2026-031 ")) == "S-2026-031"
    assert str(Number.read("C-2026-1009")) == "C-2026-1009"
    assert str(Number(Series.CASE, 2026, 9)) == "C-2026-009"
    assert [Number.read(text) for text in ("", "S-26-031", "X-2026-031", "S-2026-31", "S-2026-031-1")] == [None] * 5
