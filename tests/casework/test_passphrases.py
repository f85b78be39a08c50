"""A wachtzin that a patient thief would try first is refused, with a reason that never repeats it."""

import pytest

from mhtui.casework.passphrases import DIFFERENT, SHORTEST, weakness


@pytest.mark.parametrize(
    "passphrase,why",
    [
        ("", "te kort"),
        ("demo-af", "te kort"),
        ("a b c d e f", "te kort"),
        ("           elf", "te kort"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "herhaalt"),
        ("AbCabcABCabc abcdD", "herhaalt"),
        ("Gemeente  LOPIK", "naam"),
        ("een zin van het overleg", "andere sleutelhouder"),
        ("Een zin van  het overleg ", "andere sleutelhouder"),
    ],
)
def test_weak_ones_are_refused(passphrase: str, why: str) -> None:
    """Short, repeating, guessable or shared: each has its own reason."""
    said = weakness(passphrase, others=("een zin van het overleg",), names=("Gemeente Lopik",))
    assert why in said
    assert not passphrase or passphrase not in said


@pytest.mark.parametrize(
    "passphrase", ["wilg dommel zwaluw", "x7!Qp2-rT9_b", "een zin van de af", "ééncijferzes6", "žluťoučký kůň úpěl"]
)
def test_others_will_do(passphrase: str) -> None:
    """Five words are advised, not enforced: what the key derivation can stand behind is accepted."""
    assert weakness(passphrase, others=("een zin van het overleg",), names=("Gemeente Lopik",)) == ""


def test_the_limits_themselves() -> None:
    """One character fewer is refused, exactly enough is not."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert weakness(letters[: SHORTEST - 1]) != ""
    assert weakness(letters[:SHORTEST]) == ""
    few = letters[: DIFFERENT - 1]
    assert weakness(few * SHORTEST) != ""
    assert weakness(letters[:DIFFERENT] * SHORTEST) == ""


def test_the_same_letters_typed_in_another_way_are_the_same() -> None:
    """An accent sent as one sign or as two makes no other wachtzin."""
    composed, decomposed = "één zin van de af", "e\u0301e\u0301n zin van de af"
    assert "andere sleutelhouder" in weakness(composed, others=(decomposed,))
