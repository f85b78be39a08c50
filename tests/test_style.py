"""The house style where a machine can see it: sizes, words, reasons, and nothing of one machine in the files.

ruff and mypy hold the rest; what they can check is not checked again here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import PACKAGES, ROOT, kept_files, python_files, shown

_MOST_LINES = 300
_MOST_LINES_APP = 150
_MOST_LINES_FUNCTION = 40
_CODE = (*PACKAGES, "tests", "bench")

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _lines(path: Path) -> int:
    return len(_text(path).splitlines())


def test_files_are_short() -> None:
    """A reader takes in a file of 300 lines; the App, which everything touches, has 150."""
    styles = [path for path in kept_files() if path.suffix == ".tcss"]
    long = {shown(path): _lines(path) for path in [*python_files(*_CODE), *styles] if _lines(path) > _MOST_LINES}
    assert long == {}
    app = ROOT / "mhtui" / "app.py"
    assert not app.exists() or _lines(app) <= _MOST_LINES_APP


def _length(function: _Function) -> int:
    """The lines from `def` to the end, without the docstring: saying more about it must never cost."""
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def _long_functions(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, _Function) and _length(node) > _MOST_LINES_FUNCTION:
            yield node.name, _length(node)


def test_functions_are_short() -> None:
    """No function has more than 40 lines beside its docstring."""
    long = [(shown(path), *found) for path in python_files(*_CODE) for found in _long_functions(ast.parse(_text(path)))]
    assert long == []


def test_module_names_are_nouns() -> None:
    """A module is named by what it holds; these names hold anything."""
    vague = {"utils", "util", "helpers", "helper", "manager", "common", "services", "misc"}
    assert [shown(path) for path in python_files(*_CODE) if vague & {path.stem, *path.parent.parts}] == []


_SILENCED = re.compile(r"#\s*(?:ruff: )?(?:noqa|type: ignore|pragma: no)[^#\n]*(?P<rest>.*)")
_REASON = re.compile(r"(?:noqa(?:: [A-Z0-9, ]+)?|type: ignore\[[\w, -]+\]|pragma: no \w+)\s*(?:-+|#|:)\s*\w+ \w+")


def test_every_silenced_check_says_why() -> None:
    """A reason stands on the line that silences ruff, mypy or coverage."""
    silent = [
        f"{shown(path)}:{number}"
        for path in python_files(*_CODE)
        for number, line in enumerate(_text(path).splitlines(), 1)
        if (found := _SILENCED.search(line)) and path != Path(__file__) and not _REASON.search(found.group())
    ]
    assert silent == []


@pytest.mark.parametrize(
    "line,reasoned",
    [
        ("import x  # no" + "qa: E402 - the environment is set first", True),
        ("import x  # no" + "qa: E402", False),
        ("x = f()  # type: ig" + "nore[no-untyped-call]  # the library has no types", True),
        ("x = f()  # type: ig" + "nore[no-untyped-call]", False),
    ],
)
def test_a_silenced_check_without_reason_is_recognised(line: str, *, reasoned: bool) -> None:
    """The look for reasons sees one where it stands, and only there."""
    found = _SILENCED.search(line)
    assert found is not None
    assert (_REASON.search(found.group()) is not None) == reasoned


def test_every_rule_left_out_says_why() -> None:
    """Each rule that pyproject.toml turns off has its reason beside it."""
    listed = re.compile(r'^\s+"[A-Z]+[0-9]*",(?P<rest>.*)$|^"[^"]+" = \["[A-Z]+[0-9]*"\](?P<other>.*)$')
    rules = [found for line in _text(ROOT / "pyproject.toml").splitlines() if (found := listed.match(line))]
    assert len(rules) > 10
    assert [rule.group() for rule in rules if "#" not in (rule["rest"] or rule["other"] or "")] == []


# Written so that no pattern finds itself.
_OF_ONE_PLACE = (
    re.compile(r"/(?:work|farm|root)/[\w.]"),
    re.compile(r"(?<![\w.])/tmp/[\w.]"),
    re.compile(r"/(?:home|Users)/(?!gebruiker\b|user\b)\w"),
    re.compile(r"\bpy[p]i\.org|pythonho[s]ted|np[m]js[.]|deb[.]deb[i]an[.]|cond[a]\.io|crat[e]s\.io"),
    re.compile(r"--(?:extra-)?index-ur[l]\s+\S+://|--find-link[s]\s+\S"),
)


def _readable(path: Path) -> str | None:
    try:
        return _text(path)
    except UnicodeDecodeError:
        return None


def test_no_path_of_a_machine_and_no_registry() -> None:
    """What is kept works anywhere: no folder of one machine, no address that packages come from."""
    here = re.compile(r"(?<![\w.])" + re.escape(str(ROOT)) + r"\b")
    patterns = (*_OF_ONE_PLACE, here)
    found = [
        f"{shown(path)}: {match.group()}"
        for path in kept_files()
        if (text := _readable(path)) is not None
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ["/wor" + "k/x", " /tm" + "p/x", "/hom" + "e/jan", "py" + "pi.org", "-" + "-find-links x"]
)
def test_a_path_or_registry_would_be_found(text: str) -> None:
    """The patterns are not blind."""
    assert any(pattern.search(text) for pattern in _OF_ONE_PLACE)


# What the table sees is pseudonymised; calling it anonymous would promise what the AVG does not (docs/security.md).
_WORD = re.compile(r"anoni(?:em|mi)", re.IGNORECASE)
_NAMES = re.compile(r"Meld Misdaad Anoniem|meld[-_ ]misdaad[-_ ]anoniem", re.IGNORECASE)
_EXPLAINED = re.compile(r"pseudoniem|pseudonimi|gepseudonimiseerd", re.IGNORECASE)


def _promises(text: str) -> bool:
    """Whether this sentence calls something anonymous without saying that it is not."""
    return bool(_WORD.search(_NAMES.sub("", text))) and not _EXPLAINED.search(text)


def _strings(tree: ast.AST) -> Iterator[str]:
    """Every string a person may get to see: all but docstrings."""
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.value


def _shown_texts() -> Iterator[tuple[Path, str]]:
    for path in python_files("mhtui", "db"):
        if "anonymise" not in path.parts:  # there the word itself is something to recognise
            yield from ((path, text) for text in _strings(ast.parse(_text(path))))
    for path in kept_files():
        of_the_program = shown(path).startswith("mhtui/") and "anonymise" not in path.parts
        if shown(path) == "docs/handleiding.md" or (of_the_program and path.suffix in {".md", ".json", ".toml"}):
            yield from ((path, sentence) for sentence in re.split(r"(?<=[.!?])\s|\n\n", _text(path)))


def test_no_text_on_screen_promises_anonymity() -> None:
    """The word is "afgeschermd", except in the sentence that explains what pseudonymised means."""
    assert [(shown(path), text) for path, text in _shown_texts() if _promises(text)] == []


@pytest.mark.parametrize(
    "text,promise",
    [
        ("De melder blijft anoniem.", True),
        ("Volledig geanonimiseerd.", True),
        ("Melder: Meld Misdaad Anoniem", False),
        ("Afgeschermd is gepseudonimiseerd, niet anoniem in de zin van de AVG.", False),
    ],
)
def test_a_promise_of_anonymity_is_recognised(text: str, *, promise: bool) -> None:
    """The look for the word knows the name of the reporting line and the sentence that explains."""
    assert _promises(text) == promise
