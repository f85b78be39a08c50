"""The value lists: what may be chosen on a day, and a mistake in the file told with its line."""

from datetime import date
from pathlib import Path

import pytest

from mhtui.casework.errors import InvalidData, InvalidForm
from mhtui.casework.values import UNKNOWN, ValueList, label, read_values, require, short_label, values

DAY = date(2026, 11, 22)


def test_the_forms_are_those_of_the_figures() -> None:
    """Drenthe 2023 prints four rows; orgaanhandel is a form, but not a row of zero."""
    found = values("uitbuitingsvorm", DAY)
    assert [(value.code, value.shown_when_zero) for value in found] == [
        ("seksueel", True),
        ("arbeid", True),
        ("crimineel", True),
        ("orgaan", False),
        ("onbekend", True),
    ]
    assert [value.label for value in found][:2] == ["seksuele uitbuiting", "arbeidsuitbuiting"]


@pytest.mark.parametrize("name", [ValueList.FORM, ValueList.GROUP, ValueList.REPORTER_KIND, ValueList.RECEIVED_VIA])
def test_every_list_of_the_signal_can_be_unknown(name: ValueList) -> None:
    """A field nobody answered has a code that its own list knows."""
    assert UNKNOWN in {value.code for value in values(name, DAY)}


def test_words_of_a_code() -> None:
    """The long word, the short one, and the code itself when nobody knows it."""
    assert label("soort_melder", "kmar") == "Koninklijke Marechaussee"
    assert short_label("soort_melder", "kmar") == "KMar"
    assert short_label("doelgroep", "statushouders") == "statushouders"
    assert label("soort_melder", "later_bedacht") == "later_bedacht"


def test_a_code_outside_the_list_is_refused() -> None:
    """With the name of the field the code stood in."""
    require("besluit", "inbreng_riec", DAY, "kind")
    with pytest.raises(InvalidForm) as caught:
        require("besluit", "feest", DAY, "kind")
    assert caught.value.field == "kind"


def write(folder: Path, text: str) -> Path:
    """Write a file with lists."""
    path = folder / "values.toml"
    path.write_text(text, encoding="utf-8")
    return path


LINE = '[[waarde]]\nlijst = "besluit"\ncode = "{}"\nlabel = "{}"\n'


def test_a_value_is_valid_from_its_first_day_to_the_day_before_its_end(tmp_path: Path) -> None:
    """`tot` is the first day on which it can no longer be chosen."""
    path = write(tmp_path, LINE.format("a", "A") + "vanaf = 2026-01-01\ntot = 2027-01-01\n")
    (line,) = read_values(path)[ValueList.DECISION]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [line.valid_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    "text, line, field, what",
    [
        (
            LINE.format("a", "A") + "\n" + LINE.format("b", "B") + "labeltje = 1\n",
            10,
            "waarde.1.labeltje",
            "bestaat niet",
        ),
        (LINE.format("a", "A") + "\n" + LINE.format("b c", "B"), 8, "waarde.1.code", "goede vorm"),
        ('[[waarde]]\nlijst = "kleuren"\ncode = "a"\nlabel = "A"\n', 2, "waarde.0.lijst", "deze waarde bestaat niet"),
        ('[[waarde]]\nlijst = "besluit"\nlabel = "A"\n', 1, "waarde.0.code", "ontbreekt"),
        ('[[waarde]]\nlijst = "besluit"\ncode = \n', 3, "", "vorm"),
        (LINE.format("a", "A") + LINE.format("a", "B"), 1, "", "besluit heeft de code a twee keer"),
    ],
)
def test_a_mistake_names_line_and_field(tmp_path: Path, text: str, line: int, field: str, what: str) -> None:
    """A person can go to the place at once."""
    with pytest.raises(InvalidData) as caught:
        read_values(write(tmp_path, text))
    error = caught.value
    assert (error.file, error.line, error.field) == ("values.toml", line, field)
    assert what in error.what


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    """Told in the same way."""
    with pytest.raises(InvalidData, match="gelezen"):
        read_values(tmp_path / "weg.toml")
    (tmp_path / "values.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidData, match="UTF-8"):
        read_values(tmp_path / "values.toml")
