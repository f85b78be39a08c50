"""Every error of every floor has its own Dutch words and exit code, and none of them repeats what somebody typed."""

import ast
import tomllib
from datetime import date
from importlib.resources import files

import pytest

import db.errors
import db.records.base
import keys.errors
import mhtui.casework.errors
import mhtui.handin.errors
from mhtui.casework.errors import (
    AlreadyKnown,
    CaseworkError,
    DateOutOfOrder,
    InvalidForm,
    NotReleased,
    Problem,
)
from mhtui.exits import OUR_MISTAKE
from mhtui.messages import explain
from tests.checkout import python_files

_TREES = (keys.errors, db.errors, mhtui.casework.errors, mhtui.handin.errors)
_WORDS = tomllib.loads(files("mhtui").joinpath("data", "messages.toml").read_text(encoding="utf-8"))


def _errors() -> list[type[Exception]]:
    found: list[type[Exception]] = [db.records.base.SealedRecordError]
    for module in _TREES:
        found += [
            each
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, Exception) and each.__module__ == module.__name__
        ]
    return found


def _key(error: type[Exception]) -> tuple[str, str]:
    return error.__module__.partition(".")[0], error.__name__


_SHARED = {("keys", "DecryptionError"), ("keys", "KeyNotTrusted"), ("keys", "BadSignature")}
"""What a person is told in one way: something in the kluis does not hold."""
_SHARED |= {("db", "KeyMissing"), ("db", "StorageFailure")}


def test_every_error_has_its_own_words() -> None:
    """No error reaches a person as another one, but for those that are told alike on purpose."""
    without = {_key(error) for error in _errors() if _key(error)[1] not in _WORDS[_key(error)[0]]}
    assert without <= _SHARED


def test_no_words_are_left_of_an_error_that_is_gone() -> None:
    """The table names only errors that exist."""
    known = {_key(error) for error in _errors()}
    named = {(floor, name) for floor in ("keys", "db", "mhtui") for name in _WORDS[floor]}
    assert named - known <= _SHARED


def test_each_entry_says_all_four_things_and_a_known_exit_code() -> None:
    """What happened, what is safe and what to do; never empty, always a whole sentence."""
    for floor in ("keys", "db", "mhtui"):
        for name, said in _WORDS[floor].items():
            assert set(said) == {"title", "happened", "safe", "todo", "exit"}, name
            assert said["exit"] in {1, 2, 3, 4, 5}, name
            assert all(said[part].endswith((".", "}")) for part in ("happened", "safe", "todo")), name


@pytest.mark.parametrize(
    "error,code",
    [
        (keys.errors.WrongPassphrase(), 3),
        (keys.errors.DamagedSlot(), 4),
        (keys.errors.TooLittleMemory(), 5),
        (keys.errors.BadSignature(), 4),
        (keys.errors.UnsupportedVersion(), 5),
        (db.errors.NotAllowed("af may not"), 3),
        (db.errors.KeyMissing("signals 12"), 4),
        (db.errors.NewerFormat("9"), 5),
        (db.errors.StorageFailure("disk"), 5),
        (mhtui.casework.errors.NotAtTable(), 3),
        (AlreadyKnown("S-2026-031"), 1),
        (CaseworkError(), 1),
        (ValueError("Hanneke"), OUR_MISTAKE),
        (MemoryError(), OUR_MISTAKE),
    ],
)
def test_exit_codes(error: Exception, code: int) -> None:
    """Each kind of trouble ends the program with its own number."""
    assert explain(error).exit_code == code


def test_numbers_days_and_steps_are_filled_in() -> None:
    """What an error may tell about itself is told in Dutch."""
    assert "als S-2026-031." in explain(AlreadyKnown("S-2026-031")).happened
    assert explain(NotReleased("C-2026-009", ("tekst lezen", "vragen beantwoorden"))).happened == (
        "Casus C-2026-009 is nog niet vrijgegeven voor deze reeks. Nog te doen: tekst lezen, vragen beantwoorden."
    )
    assert explain(DateOutOfOrder(date(2026, 10, 28), date(2026, 12, 23))).todo == (
        "Kies een dag na 28-10-2026 en voor 23-12-2026."
    )
    assert explain(keys.errors.MistypedCode(7)).happened == "Er zit een tikfout in de herstelcode (groep 7)."


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_of_a_field_is_said_in_dutch(problem: Problem) -> None:
    """The codes of casework are English; no person sees one."""
    assert problem.value in _WORDS["words"]["what"]
    assert problem.value not in explain(InvalidForm("datum", problem)).happened


def test_an_unknown_error_says_a_code_and_nothing_of_itself() -> None:
    """What an unforeseen error holds may be a name; only its code is told, the same one each time."""
    said = [explain(KeyError("Katarzyna")) for _ in range(2)]
    assert said[0] == said[1]
    assert said[0].code.startswith("MH-")
    assert said[0].code in said[0].text
    assert "Katarzyna" not in repr(said)


@pytest.mark.parametrize("error", _errors(), ids=lambda error: error.__name__)
def test_no_text_of_an_exception_reaches_a_person(error: type[Exception]) -> None:
    """Whatever an error was raised with, its own text stays behind."""
    raised = error.__new__(error)
    raised.args = ("Katarzyna 06-24681357",)
    assert "Katarzyna" not in explain(raised).text


def _fields() -> set[str]:
    """Every name of a field that the rules of the work can complain about, as it stands in their code."""
    found = set()
    for path in python_files("mhtui"):
        if path.parent.name != "casework":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"InvalidForm": 0, "checked": 0, "_check_text": 0, "require": 3}.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            named = node.args[place]
            if isinstance(named, ast.Constant):
                found.add(str(named.value))
    return found


def test_every_field_has_a_dutch_name() -> None:
    """A complaint about a field names it as the screen does."""
    assert {"text", "due_on", "municipality", "codename"} <= _fields()
    fields = _fields() | {"exploitation_form", "reporter_kind", "received_via", "group"}
    assert fields - set(_WORDS["words"]["field"]) == set()
    assert explain(InvalidForm("due_on", Problem.IN_THE_PAST)).happened == "Uiterlijk: ligt in het verleden."
