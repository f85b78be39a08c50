"""The documents stay true where a machine can check it: links, commands, decisions, and every dependency explained."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.checkout import ROOT, kept_files, shown

_DOCS = [path for path in kept_files() if path.suffix == ".md" and path.relative_to(ROOT).parts[0] != "mhtui"]
_RECORDS = [path for path in _DOCS if re.match(r"docs/adr/\d{4}-", shown(path))]
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _links(path: Path) -> Iterator[str]:
    """The targets of links to the checkout itself."""
    for found in _LINK.finditer(_FENCED.sub("", _text(path))):
        if not re.match(r"[a-z]+:", found["target"]):
            yield found["target"]


def _anchors(path: Path) -> set[str]:
    """The names that headings of a document can be linked by."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", _text(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", _DOCS, ids=shown)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link to a file or heading of the checkout finds it."""
    broken = []
    for target in _links(path):
        name, _, anchor = target.partition("#")
        place = (path.parent / name).resolve() if name else path
        if not place.exists() or (anchor and anchor not in _anchors(place)):
            broken.append(target)
    assert broken == []


def test_every_document_can_be_found() -> None:
    """From the README every document can be reached by links."""
    todo, reached = [ROOT / "README.md"], {ROOT / "README.md"}
    while todo:
        path = todo.pop()
        places = {(path.parent / target.partition("#")[0]).resolve() for target in _links(path)}
        new = {place for place in places if place.suffix == ".md" and place.exists()} - reached
        reached |= new
        todo += new
    assert [shown(path) for path in _DOCS if path not in reached] == []


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))


def test_every_make_command_in_the_documents_exists() -> None:
    """A command that a document gives is one the Makefile knows."""
    mentioned = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
    named = {(shown(path), target) for path in _DOCS for target in mentioned.findall(_text(path))}
    assert ("README.md", "demo") in named
    assert {(path, target) for path, target in named if target not in _targets()} == set()


def test_readme_names_the_commands_of_the_makefile() -> None:
    """The commands somebody needs stand in the README."""
    assert {"demo", "test", "check", "bench", "lock", "snapshots"} <= _targets()
    missing = [target for target in _targets() - {"help", "venv"} if f"make {target}" not in _text(ROOT / "README.md")]
    assert missing == []


def test_readme_starts_with_the_two_commands() -> None:
    """The first thing a reader can type is at the top: see it, then test it."""
    first = _FENCED.search(_text(ROOT / "README.md"))
    assert first is not None
    assert [line.split("#")[0].strip() for line in first.group().splitlines()[1:-1]] == ["make demo", "make test"]


def test_every_option_of_the_program_is_explained() -> None:
    """What `mhtui --help` names, the handleiding explains."""
    done = subprocess.run(
        [sys.executable, "-m", "mhtui", "--help"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", done.stdout))
    assert {"--help", "--version"} <= options
    explained = set(re.findall(r"`(--[a-z-]+)`", _text(ROOT / "docs/handleiding.md")))
    assert options - explained == set()


def test_changelog_has_room_for_what_comes() -> None:
    """Changes that people notice are written down before there is a version for them."""
    headings = re.findall(r"^## (.+)$", _text(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"


def test_decisions_are_numbered_and_listed() -> None:
    """The decision records count from 1 without a gap, and the index names each."""
    assert [path.name[:4] for path in _RECORDS] == [f"{number:04}" for number in range(1, len(_RECORDS) + 1)]
    listed = {(ROOT / "docs/adr" / target).resolve() for target in _links(ROOT / "docs/adr/README.md")}
    assert [shown(path) for path in _RECORDS if path not in listed] == []


@pytest.mark.parametrize("path", _RECORDS, ids=shown)
def test_a_decision_says_why_and_what_it_costs(path: Path) -> None:
    """Each record has the same three parts, so that a reader knows where to look."""
    headings = re.findall(r"^## (.+)$", _text(path), re.MULTILINE)
    assert headings[:3] == ["The question", "What we do", "What it costs"]


def test_every_dependency_is_explained() -> None:
    """Each package that we ask for ourselves has a line that says why it and not its rival."""
    project = tomllib.loads(_text(ROOT / "pyproject.toml"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    lines += [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    asked = {Requirement(line).name for line in lines}
    explained = set(re.findall(r"^\| `([\w-]+)` \|", _text(ROOT / "docs/adr/dependencies.md"), re.MULTILINE))
    assert explained == asked
