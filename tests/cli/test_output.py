"""What is written to a terminal cannot take it over, and JSON stays JSON."""

import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mhtui.cli.output import one_line, paragraphs, printable, speak_utf8, write_json

HOSTILE = "\x1b]52;c;d2FjaHR6aW4=\x07 \x1b[2J \x9b31m \u202egnuliaV\u202c \u2066x\u2069 \x00\x08\r\x7f\u2028"


def test_no_control_code_reaches_the_terminal() -> None:
    """Escape sequences, the C1 range, direction marks and line separators become a visible sign."""
    shown = printable(HOSTILE)
    assert [sign for sign in shown if not sign.isprintable() and sign != "\n"] == []
    assert "gnuliaV" in shown
    assert len(shown) == len(HOSTILE)


def test_line_ends_and_tabs_stay_where_text_has_lines() -> None:
    """A narrative keeps its lines; a cell of a list is one line."""
    assert printable("een\n\ttwee") == "een\n\ttwee"
    assert one_line(" een\n\ttwee\r\ndrie ") == "een twee drie"
    assert list(paragraphs("een\n\ntwee", indent=2)) == ["  een", "", "  twee"]


@given(st.text())
def test_any_text_is_safe(text: str) -> None:
    """Whatever stands in a form: no line starts anywhere but at its margin, and nothing is a control code."""
    for line in paragraphs(text, indent=4):
        assert not line or line.startswith("    ")
        assert not any(0x80 <= ord(sign) <= 0x9F or (ord(sign) < 0x20 and sign != "\t") for sign in line)
    assert "\n" not in one_line(text)


@given(st.text())
def test_json_gives_every_text_back(text: str) -> None:
    """Escaped, not lost: a program reads exactly what was in the form."""
    written = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", written)
        write_json({"toelichting": text})
    assert json.loads(written.getvalue()) == {"toelichting": text}
    assert printable(written.getvalue()) == written.getvalue()


def test_output_is_utf8_whatever_the_system_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """A console of another age gets UTF-8; what has no UTF-8 (a name of a file) is escaped, not fatal."""
    octets = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(octets, encoding="ascii"))
    speak_utf8()
    sys.stdout.write("▒ Wiśniewska \udcff")
    sys.stdout.flush()
    assert octets.getvalue() == "▒ Wiśniewska ".encode() + b"\\udcff"
