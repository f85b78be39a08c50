"""`mhtui afschermen` points out what identifies in any text, without a kluis."""

import io
import json
import sys
from pathlib import Path

import pytest

from mhtui.anonymise import find_identifiers
from mhtui.cli.call import World
from mhtui.cli.entry import main

TEXT = "Volgens Katarzyna Wiśniewska 😀 werkt zij\nbij Van Dijk Groenten, bel 06-12345678. Zij is 17 jaar.\n"
_WORLD = World(ask=lambda _: pytest.fail("a wachtzin was asked"))


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["afschermen", *words], world=_WORLD)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_is_what_the_finder_found(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Offsets are code points of the text, whatever encoding the file has; every field of a finding is there."""
    path = tmp_path / "tekst.txt"
    path.write_text(TEXT, encoding=encoding, newline="")
    code, told, complaint = _run(capsys, str(path), "--json")
    assert (code, complaint) == (0, "")
    found = json.loads(told)
    expected = find_identifiers(TEXT)
    assert len(expected) == 4
    assert [(each["start"], each["end"], each["kind"]) for each in found] == [
        (finding.start, finding.end, finding.kind.value) for finding in expected
    ]
    assert [set(each) for each in found] == [{"start", "end", "kind", "layer", "certainty", "suggestion"}] * 4
    assert TEXT[found[0]["start"] : found[0]["end"]] == "Katarzyna Wiśniewska"


@pytest.mark.parametrize("words", [(), ("-",)])
def test_from_standard_input(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text: line and column, what it is, and what could stand there; and the warning that it sees not all."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, told, complaint = _run(capsys, *words)
    assert code == 0
    lines = [line.split(maxsplit=2) for line in told.splitlines()]
    assert [(where, what) for where, what, *_ in lines] == [
        ("1:9", "persoon"),
        ("2:5", "organisatie"),
        ("2:28", "telefoonnummer"),
        ("2:48", "leeftijd"),
    ]
    assert told.splitlines()[2].endswith("06-12345678  → [telefoonnummer]")
    assert complaint.startswith("4 markeringen. Lees de tekst ook zelf na")


def test_one_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counted as one says it."""
    path = tmp_path / "tekst.txt"
    path.write_text("Bel 06-12345678.", encoding="utf-8")
    assert _run(capsys, str(path))[2].startswith("1 markering. Lees")


def test_nothing_to_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty text is a text."""
    path = tmp_path / "leeg.txt"
    path.write_bytes(b"")
    assert _run(capsys, str(path), "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("content", [b"\x7fELF\x00\x00\x01", b"a" * (2 * 1024 * 1024 + 1), None])
def test_what_is_no_text(content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused, in a sentence."""
    path = tmp_path / "geheim"
    if content is not None:
        path.write_bytes(content)
    code, told, complaint = _run(capsys, str(path))
    assert (code, told) == (1, "")
    assert complaint.endswith(".\n")
    assert "geheim" not in complaint
