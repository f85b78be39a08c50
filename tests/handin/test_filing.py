"""What is filed opens on the other side as it was typed; it is whole or not there, and the filer keeps nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.base import Answer
from db.records.signal import FormPerson, SignalForm
from keys.handin import open_handin, read_handin
from mhtui.handin.body import LONGEST_TEXT, Told, body_of, told_in
from mhtui.handin.errors import CannotWrite, NotAHandIn, NothingTold, TooLong
from mhtui.handin.filing import file_signal
from tests.handin.conftest import Municipality


def test_it_opens_as_it_was_typed(lopik: Municipality, told: Told, tmp_path: Path) -> None:
    """Letter for letter, with the receipt number in the name and on both sides."""
    filed = file_signal(lopik.card, told, tmp_path)
    data = filed.path.read_bytes()
    handin = read_handin(data)
    assert told_in(open_handin(handin, lopik.ring).body) == told
    assert filed.path.name == f"signaal-{filed.receipt}.mhsignaal"
    assert handin.receipt == filed.receipt


def test_nothing_else_is_written_and_no_name_is_in_it(lopik: Municipality, told: Told, tmp_path: Path) -> None:
    """One file, for its owner only, without one word of the form in it."""
    filed = file_signal(lopik.card, told, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [filed.path.name]
    data = filed.path.read_bytes()
    for planted in ("Verzonnen", "Melder", "Hondt", "Benschop", "0600", "loods"):
        for coded in (planted.encode(), planted.encode("utf-16-le"), planted.encode().hex().encode()):
            assert coded not in data
    if os.name != "nt":
        assert filed.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [1, 400, 4_000, 40_000])
def test_the_length_tells_only_a_bucket(lopik: Municipality, told: Told, tmp_path: Path, size: int) -> None:
    """One letter more or less is not seen from outside."""
    lengths = {
        file_signal(lopik.card, told.model_copy(update={"form": SignalForm(narrative="a" * count)}), tmp_path)
        .path.stat()
        .st_size
        for count in (size, size + 1, size + 2)
    }
    assert len(lengths) == 1


def test_an_empty_form_is_not_sealed(lopik: Municipality, tmp_path: Path) -> None:
    """Only a place and a date tell nothing; one person does."""
    with pytest.raises(NothingTold):
        file_signal(lopik.card, Told(form=SignalForm(place="Lopik", narrative="  \n ")), tmp_path)
    assert list(tmp_path.iterdir()) == []
    file_signal(lopik.card, Told(form=SignalForm(persons=(FormPerson(name="A"),))), tmp_path)


@pytest.mark.parametrize(
    "form",
    [
        SignalForm(narrative="a" * (LONGEST_TEXT + 1)),
        SignalForm(narrative="a", persons=tuple(FormPerson(name=f"P{i}") for i in range(5_000))),
        SignalForm(narrative="a", place="b" * 500_000),
    ],
    ids=["text", "persons", "line"],
)
def test_what_the_other_side_would_refuse_is_refused_here(
    lopik: Municipality, form: SignalForm, tmp_path: Path
) -> None:
    """While the filer can still do something about it."""
    with pytest.raises(TooLong):
        file_signal(lopik.card, Told(form=form), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_room_and_no_folder(
    lopik: Municipality, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said, with nothing half left behind."""
    with pytest.raises(CannotWrite):
        file_signal(lopik.card, told, tmp_path / "weg")

    def full(_descriptor: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite):
        file_signal(lopik.card, told, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b'{"versie":2,"formulier":{},"spoed":"ja","veilig_contact":""}',
        b'{"versie":1,"formulier":{"onbekend":"x"},"spoed":"ja","veilig_contact":""}',
        b'{"versie":1,"formulier":{"toelichting":7},"spoed":"ja","veilig_contact":""}',
        b'{"versie":1,"formulier":{"toelichting":"x"},"spoed":"misschien","veilig_contact":""}',
        b'{"versie":1,"formulier":{"toelichting":"x"},"spoed":"ja","veilig_contact":"","meer":1}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_body_of_somebody_else(body: bytes) -> None:
    """Whoever has a card can seal anything to it: only what our own program writes is a signal."""
    with pytest.raises(NotAHandIn):
        told_in(body)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(narrative=_TEXT, name=_TEXT, contact=_TEXT, urgent=st.sampled_from(Answer))
def test_any_text_survives(narrative: str, name: str, contact: str, urgent: Answer) -> None:
    """Whatever script it is in."""
    form = SignalForm(narrative=f"x {narrative} x", persons=(FormPerson(name=f"x {name} x"),))
    told = Told(form=form, urgent=urgent, safe_contact=contact)
    read = told_in(body_of(told))
    assert (read.urgent, read.safe_contact) == (urgent, contact)
    assert read.form.narrative.split() == form.narrative.split()
    assert read.form.persons[0].name.split() == form.persons[0].name.split()


def test_the_filer_needs_no_database() -> None:
    """The filer's side runs without SQLAlchemy, and its command line without Textual."""
    code = (
        "import sys, mhtui.handin.counter, mhtui.handin.filing; "
        "print(sorted({'sqlalchemy', 'textual', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
