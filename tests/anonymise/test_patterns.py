"""Layer 2: numbers, addresses and accounts in every spelling, and what may stand in their place."""

import pytest

from mhtui.anonymise import Kind, Layer, find_identifiers
from mhtui.anonymise.generalising import age_band, month_of
from mhtui.anonymise.patterns import passes_eleven_test
from mhtui.anonymise.plates import is_sidecode


@pytest.mark.parametrize(
    "kind,written",
    [
        (Kind.PHONE, "06-24681357"),
        (Kind.PHONE, "06 24 68 13 57"),
        (Kind.PHONE, "0624681357"),
        (Kind.PHONE, "+31 6 12 34 56 78"),
        (Kind.PHONE, "+31(0)6-12345678"),
        (Kind.PHONE, "0031 6 12345678"),
        (Kind.PHONE, "(0348) 55 12 34"),
        (Kind.PHONE, "0348.551234"),
        (Kind.PHONE, "+48 512 345 678"),
        (Kind.BSN, "111222333"),
        (Kind.BSN, "111222334"),
        (Kind.BSN, "1112.22.333"),
        (Kind.IBAN, "NL20INGB0001234567"),
        (Kind.IBAN, "nl20 ingb 0001 2345 67"),
        (Kind.IBAN, "RO49AAAA1B31007593840000"),
        (Kind.POSTCODE, "3411 CD"),
        (Kind.POSTCODE, "3411cd"),
        (Kind.ADDRESS, "Lekdijk West 14"),
        (Kind.ADDRESS, "Hoofdstraat 8a"),
        (Kind.ADDRESS, "Burgemeester de Vosstraat 117-B"),
        (Kind.ADDRESS, "kerkstraat 3"),
        (Kind.ADDRESS, "Laan van Meerdervoort 12 bis"),
        (Kind.PLATE, "VX-382-T"),
        (Kind.PLATE, "vx382t"),
        (Kind.PLATE, "8-VKL-09"),
        (Kind.EMAIL, "m.el.khatib1998@example.com"),
        (Kind.EMAIL, "mila (at) example.nl"),
        (Kind.EMAIL, "mila [at] example [dot] nl"),
        (Kind.URL, "www.example.nl/adv/48812"),
        (Kind.URL, "https://example.org/x?id=3"),
        (Kind.HANDLE, "@lovely.mila04"),
        (Kind.HANDLE, "lovely_mila"),
        (Kind.DATE, "12-03-2024"),
        (Kind.DATE, "4 juli 2003"),
        (Kind.DATE, "2003-07-04"),
        (Kind.AGE, "16 jaar"),
        (Kind.AGE, "zeventienjarige"),
        (Kind.NUMBER, "2021-00345"),
        (Kind.NUMBER, "47"),
    ],
)
def test_a_form_is_found_whole(kind: Kind, written: str) -> None:
    """In mid-sentence, with its kind, not a character more or less."""
    text = f"Er is gezegd dat {written} erbij hoort."
    findings = find_identifiers(text)
    assert [(one.kind, one.layer, text[one.start : one.end]) for one in findings] == [(kind, Layer.PATTERN, written)]


@pytest.mark.parametrize(
    "text", ["Er zijn 3 auto's en 2 kamers.", "Zie artikel 273f.", "In de winkelstraat was het stil."]
)
def test_what_tells_nobody_has_no_form(text: str) -> None:
    """Small numbers, an article of the law, a street that is none."""
    assert find_identifiers(text) == []


@pytest.mark.parametrize(
    "number,right",
    [("111222333", True), ("123456782", True), ("123456789", False), ("12345678", False), ("000000000", False)],
)
def test_eleven_test(number: str, *, right: bool) -> None:
    """The 11-proef names a BSN; a wrong one is found all the same."""
    assert passes_eleven_test(number) == right
    says = {finding.suggestion for finding in find_identifiers(f"bsn: {number}")}
    assert says == {"[bsn]" if right else "[bsn of ander nummer]"}


@pytest.mark.parametrize("plate", ["AB-12-34", "12-34-AB", "12-AB-34", "AB-12-CD", "AB-CD-12", "12-AB-CD", "12-ABC-3"])
def test_sidecodes(plate: str) -> None:
    """The first seven sidecodes; a date is none."""
    assert is_sidecode(plate)
    assert not is_sidecode("12-03-24")


@pytest.mark.parametrize(
    "found,band",
    [
        ("16 jaar", "16-20 jaar"),
        ("15-jarige", "12-15 jaar"),
        ("zevenentwintigjarige", "26-35 jaar"),
        ("61 jaar", "ouder dan 60 jaar"),
        ("8 maanden oud", "0-11 jaar"),
        ("999 jaar", ""),
    ],
)
def test_an_age_becomes_a_band(found: str, band: str) -> None:
    """The band is the suggestion; what is no age has none."""
    assert age_band(found) == band


@pytest.mark.parametrize(
    "found,month",
    [
        ("12-03-2024", "maart 2024"),
        ("2024-03-12", "maart 2024"),
        ("4 juli 2003", "juli 2003"),
        ("3 okt", "oktober"),
        ("12-13-2024", ""),
    ],
)
def test_a_date_becomes_a_month(found: str, month: str) -> None:
    """The month is the suggestion; what is no date has none."""
    assert month_of(found) == month
