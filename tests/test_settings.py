"""The settings file: read when it is right, told and left alone when it is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.choices import Choices
from mhtui.settings import Places, peek_theme, read_settings, write_settings
from mhtui.theme import DARK, THEME_LABELS

KNOWN = frozenset(THEME_LABELS)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Folders of a computer of its own."""
    (tmp_path / "config").mkdir()
    return Places(tmp_path / "config", tmp_path / "data", tmp_path)


def test_without_a_file_the_defaults_hold(places: Places) -> None:
    """Dark, five minutes, the kluis in the user's data folder; and nothing is wrong."""
    found = read_settings(places)
    assert (found.choices, found.trouble) == (Choices(theme="donker", idle_minutes=5, store=None), "")
    assert places.default_store == places.data / "kluis.db"


def test_what_was_kept_is_read_back(places: Places) -> None:
    """Under the Dutch names, in a file a person can read."""
    choices = Choices(theme="contrast", idle_minutes=12, store="/elders/kluis.db")
    write_settings(places, choices)
    assert read_settings(places).choices == choices
    assert '"vergrendelen_na_minuten": 12' in places.settings_file.read_text(encoding="utf-8")
    assert peek_theme(places, KNOWN, DARK) == "contrast"


@pytest.mark.parametrize(
    "text,said",
    [
        ("{", "geen geldige JSON"),
        ('{"weergave": "paars-geheim"}', "«weergave» moet donker, licht of contrast zijn"),
        ('{"vergrendelen_na_minuten": 0}', "«vergrendelen_na_minuten» moet een heel getal van 1 tot en met 60 zijn"),
        ('{"kleur": 1}', "«kleur» is geen bekende instelling"),
        ("[1]", "geen lijst met instellingen"),
        ("[" * 200_000, "kan niet gelezen worden"),
    ],
)
def test_a_broken_file_is_told_and_left_as_it_is(places: Places, text: str, said: str) -> None:
    """The defaults hold, the sentence names the field but never its value, and the file is not touched."""
    places.settings_file.write_text(text, encoding="utf-8")
    found = read_settings(places)
    assert found.choices == Choices()
    assert said in found.trouble
    assert "geheim" not in found.trouble
    assert places.settings_file.read_text(encoding="utf-8") == text


@given(st.binary(max_size=300))
def test_no_file_can_stop_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever stands in it, there are choices and there is a theme."""
    places = Places(tmp_path_factory.mktemp("config"), Path("data"), Path())
    places.settings_file.write_bytes(content)
    assert peek_theme(places, KNOWN, DARK) in KNOWN
    assert read_settings(places).choices.idle_minutes >= 1


def test_the_old_file_stays_whole_until_the_new_one_is_complete(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure half-way loses neither."""
    write_settings(places, Choices(theme="licht"))

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match=r".*"):
        write_settings(places, Choices(theme="contrast"))
    assert read_settings(places).choices.theme == "licht"
