"""What people type: the help is complete and Dutch, options stand anywhere, mistakes end with 2 and repeat nothing."""

import re

import pytest

from mhtui.cli.command import Command, Option
from mhtui.cli.commands import COMMANDS, EVERYWHERE
from mhtui.cli.dutch import in_dutch
from mhtui.cli.entry import main
from mhtui.cli.parser import build_parser, only_help
from tests.checkout import ROOT

_ENGLISH = ("usage", "positional", "options:", "show this", "required", "invalid", "choose", "unrecognized", "expected")


def _typed(command: Command) -> list[str]:
    """The fewest words with which a command is right."""
    words = list(command.words)
    for option in command.options:
        if option.name.startswith("-") and option.required:
            words += [option.name, "12"]
        elif not option.name.startswith("-"):
            words.append("2023")
    return words


def _in(option: Option, text: str) -> bool:
    """Whether a help text says what an option is for, and its name unless it is a word in its place."""
    return option.help in text and (option.name in text or not option.name.startswith("-"))


def test_the_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    """`mhtui --help` is complete; the rest is in the help of each command."""
    assert main(["--help"]) == 0
    overview = capsys.readouterr().out
    for command in COMMANDS:
        assert f"mhtui {' '.join(command.words)}" in overview
        assert command.help in overview
        assert main([*command.words, "--help"]) == 0
        own = " ".join(capsys.readouterr().out.split())
        assert [option.name for option in command.options if not _in(option, own)] == []
    assert [option.name for option in EVERYWHERE if option.name not in overview] == []


def test_the_help_is_the_same_without_a_parser_for_each_command() -> None:
    """Which is how it is quick; a word of a command always gets all of them."""
    assert build_parser(whole=False).format_help() == build_parser().format_help()
    assert only_help(["--help"])
    assert only_help(["-h", "--json"])
    for typed in ([], ["--json"], ["geheim", "--help"], ["signaal", "-h"], ["--als", "demo", "--version"]):
        assert not only_help(typed)


def test_the_handleiding_explains_every_option() -> None:
    """Also those that only the help of one command names."""
    explained = set(re.findall(r"`(--[a-z-]+)`", (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")))
    named = {option.name for command in COMMANDS for option in command.options if option.name.startswith("--")}
    assert named - explained == set()


@pytest.mark.parametrize("words", [(), *(command.words for command in COMMANDS), ("signaal",), ("casus",)])
def test_the_help_is_dutch(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Not one English word of argparse is left."""
    assert main([*words, "--help"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Gebruik: mhtui")
    assert [word for word in _ENGLISH if word in said.out] == []
    assert said.err == ""


@pytest.mark.parametrize(
    "typed,said",
    [
        (["jaarcijfers"], "Hier ontbreekt: JAAR."),
        (["jaarcijfers", "23x"], "JAAR moet een jaartal zijn, van 1900 tot en met 9999."),
        (["jaarcijfers", "9" * 5000], "JAAR moet een jaartal zijn, van 1900 tot en met 9999."),
        (["jaarcijfers", "2023", "--als-vorm", "geheim"], "--als-vorm moet een zijn van: tabel, csv, json."),
        (["signaal"], "Hier ontbreekt: OPDRACHT. Kies uit: importeren, toon."),
        (["signalen", "--json=geheim"], "Achter --json hoort geen waarde."),
        (["signalen", "--wachtzin=geheim"], "Onbekende optie: --wachtzin."),
        (["signalen", "--wachtzin", "geheim"], "Onbekende optie: --wachtzin."),
        (["signalen", "geheim"], "Er staat een woord te veel."),
        (["geheim"], "OPDRACHT moet een zijn van: overleg, demo, nieuw,"),
        (["--kluis"], "Achter --kluis hoort één waarde."),
        (["signalen", "--klu"], "Onbekende optie: --klu."),
        (["nieuw", "--naam", "x"], "Hier ontbreekt: --gemeente, --bewaartermijn-maanden,"),
    ],
)
def test_a_mistake_is_told_in_dutch_and_repeats_nothing(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wachtzin in the wrong place does not come back on the screen, and the way to more help is shown."""
    assert main(typed) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.splitlines()[-1].startswith("Meer hulp: mhtui")
    assert [word for word in (*_ENGLISH, "geheim", "23x") if word in shown.err] == []
    assert shown.out == ""


@pytest.mark.parametrize("message", ["something new", "argument --x: something new: 'geheim'"])
def test_an_error_argparse_did_not_have_before_stays_dutch(message: str) -> None:
    """A newer Python may word things differently; then less is said, and still nothing repeated."""
    assert in_dutch(message) in {"Deze opdracht klopt niet.", "De waarde van --x is niet geldig."}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command.words))
def test_options_stand_before_or_after_the_command(command: Command) -> None:
    """What every command takes may stand on either side; the last one said counts."""
    given = ["--kluis", "a.db", "--als", "keten", "--wachtzin-bestand", "w"]
    before = build_parser().parse_args([*given, *_typed(command)])
    after = build_parser().parse_args([*_typed(command), *given])
    assert before == after
    assert (before.kluis, before.als, before.wachtzin_bestand, before.target) == ("a.db", "keten", "w", command.target)
    both = build_parser().parse_args(["--als", "af", *_typed(command), "--als", "keten"])
    assert both.als == "keten"


def test_nothing_given_means_nothing() -> None:
    """Without options no kluis, holder or file is made up by the parser."""
    asked = build_parser().parse_args([])
    assert (asked.kluis, asked.als, asked.wachtzin_bestand, asked.target) == (None, None, None, "program:run")
