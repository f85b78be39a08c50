"""The invented forms in samples/: every one comes in exactly as it was typed, and the two bad ones are refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from db.records.signal import SignalForm
from mhtui.forms.reading import read_form, read_form_bytes
from mhtui.forms.refusal import Code, FormRefused

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
GOOD = [name for name, expected in EXPECTED.items() if isinstance(expected, dict)]


@pytest.mark.parametrize("name", GOOD)
def test_form_comes_in_as_typed(name: str) -> None:
    """Values are those of the form, dates and times too."""
    assert read_form(SAMPLES / name) == SignalForm.model_validate(EXPECTED[name])


@pytest.mark.parametrize("name", GOOD)
def test_content_reads_as_the_file_does(name: str) -> None:
    """A screen that holds the content of a file gets the same record."""
    assert read_form_bytes(name.upper(), (SAMPLES / name).read_bytes()) == read_form(SAMPLES / name)


@pytest.mark.parametrize(
    "name,code,says",
    [("leeg.docx", Code.EMPTY, "is leeg"), ("niet_ingevuld.docx", Code.NOTHING_FILLED_IN, "niet ingevuld")],
)
def test_bad_form_is_refused_with_what_is_wrong(name: str, code: Code, says: str) -> None:
    """The refusal names the file, what is wrong, what is safe and what to do."""
    with pytest.raises(FormRefused) as refused:
        read_form(SAMPLES / name)
    assert (refused.value.code, refused.value.file_name) == (code, name)
    assert says in refused.value.what
    assert "Er is niets bewaard. Vraag de afzender" in refused.value.what


def test_every_sample_is_expected() -> None:
    """No sample is left out of expected.json, and none is named that is not there."""
    assert {path.name for path in SAMPLES.iterdir()} - {"expected.json"} == set(EXPECTED)
