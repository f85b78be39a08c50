"""Reads a filled-in signaalformulier (Bijlage 7) into a record, or refuses it with a reason a person can act on.

The way in: look at the file, look at its kind, take it apart under limits, find the fields. Values come out as typed.
It stores nothing, runs nothing and follows no link in a form; a refusal never tells what stands in the form.
"""

import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import Final, TypeAlias

from db.records.signal import SignalForm
from mhtui.forms.assembly import assemble, fields_of, is_form
from mhtui.forms.blocks import Block
from mhtui.forms.captions import OF_SIGNAL
from mhtui.forms.kinds import READABLE, check_kind
from mhtui.forms.layout import read_sheet
from mhtui.forms.limits import MAX_ATTACHED, MAX_FILE_BYTES, MAX_MAIL_DEPTH
from mhtui.forms.plaintext import decode, tidy
from mhtui.forms.quoting import letters_in
from mhtui.forms.refusal import Code, Unreadable, refused

__all__ = ["read_form", "read_form_bytes"]

_Outcome: TypeAlias = SignalForm | Unreadable
_LEAST_TELLING: Final = (Code.PDF, Code.OLD_WORD, Code.RTF, Code.EMPTY, Code.NOT_A_FORM, Code.UNKNOWN_KIND)
"""Why a part of a mail holds no form, ending with what is beside the point: a greeting, a photograph."""


def read_form(path: Path) -> SignalForm:
    """The form in this file; raises `FormRefused`."""
    return _read(path.name, lambda: _content(path))


def read_form_bytes(name: str, data: bytes) -> SignalForm:
    """The form in this content of a file of this name; raises `FormRefused`."""
    return _read(name, lambda: data)


def _read(name: str, content: Callable[[], bytes]) -> SignalForm:
    """Read, and raise a refusal that drags along no error of a parser: those quote what they read."""
    reason: Unreadable
    try:
        return _Reader().form(PurePath(name).suffix.lower(), content())
    except Unreadable as found:
        reason = found
    except RecursionError:
        reason = Unreadable(Code.UNSAFE)
    raise refused(name, reason)


def _content(path: Path) -> bytes:
    """The bytes of the file; never more than the limit, and nothing of what is no file (a pipe would never end)."""
    code = Code.READ_FAILED
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            code = Code.NOT_A_FILE
        elif about.st_size > MAX_FILE_BYTES:
            code = Code.TOO_BIG
        else:
            with path.open("rb") as file:
                return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        code = Code.MISSING
    except PermissionError:
        code = Code.NO_PERMISSION
    except (OSError, ValueError):
        code = Code.READ_FAILED
    raise Unreadable(code)


class _Reader:
    """Reads one file, and at most so many files and mails inside it."""

    def __init__(self) -> None:
        self._attached_left = MAX_ATTACHED

    def form(self, ending: str, data: bytes, depth: int = MAX_MAIL_DEPTH) -> SignalForm:
        """The form in content that claims to be of this kind; raises `Unreadable`."""
        if len(data) > MAX_FILE_BYTES:
            raise Unreadable(Code.TOO_BIG)
        check_kind(ending, data)
        match ending:
            case ".docx":
                from mhtui.forms.word import read_word

                return _form_in(*read_word(data))
            case ".odt":
                from mhtui.forms.opendocument import read_opendocument

                return _form_in(*read_opendocument(data))
            case ".json":
                from mhtui.forms.labels import form_from_json

                return form_from_json(decode(data))
            case ".eml":
                return _only_one(self._in_mail(data, depth))
            case _:
                return _only_one(_in_text([decode(data)], is_mail=False))

    def _in_mail(self, data: bytes, depth: int) -> Iterator[_Outcome]:
        """What each text and attachment of a mail holds."""
        from mhtui.forms.mail import Attached, Body, read_mail

        if depth == 0:
            raise Unreadable(Code.UNSAFE)
        for part in read_mail(data):
            match part:
                case Body(versions):
                    read = [_in_text(version, is_mail=True) for version in versions]
                    yield from max(reversed(read), key=_how_much)
                case Attached(ending, content):
                    yield self._attached(ending, content, depth)
                case _:
                    yield part

    def _attached(self, ending: str, content: bytes, depth: int) -> _Outcome:
        if ending in READABLE:
            self._attached_left -= 1
        if self._attached_left < 0:
            raise Unreadable(Code.SEVERAL_FORMS)
        outcome = _outcome(partial(self.form, ending, content, depth - 1))
        if isinstance(outcome, Unreadable):
            outcome.is_attached = True
        return outcome


def _form_in(body: Iterable[Block], around: Iterable[Block]) -> SignalForm:
    """The form in a document; its page headers and footers only answer what the body does not ask."""
    sheet = read_sheet(tidy(body))
    beside = read_sheet(tidy(around))
    missing = OF_SIGNAL - sheet.captions
    sheet.entries[:0] = [entry for entry in beside.entries if entry.certain and entry.caption in missing]
    sheet.captions |= beside.captions & OF_SIGNAL
    if not is_form(sheet):
        raise Unreadable(Code.NOT_A_FORM)
    return assemble(sheet)


def _in_text(blocks: Iterable[Block], *, is_mail: bool) -> list[_Outcome]:
    """What each message in a text holds: a form, or why it is none."""
    try:
        letters = letters_in(tidy(blocks), is_mail=is_mail)
    except Unreadable as reason:
        return [reason]
    return [_outcome(partial(_form_in, letter, [])) for letter in letters]


def _outcome(read: Callable[[], SignalForm]) -> _Outcome:
    try:
        return read()
    except Unreadable as reason:
        return reason


def _how_much(outcomes: Sequence[_Outcome]) -> int:
    """How many values were found; of a mail sent plain and as HTML the version that says most is read."""
    forms = [each for each in outcomes if isinstance(each, SignalForm)]
    return sum(bool(value) for form in forms for value in (*fields_of(form), form.narrative))


def _only_one(outcomes: Iterable[_Outcome]) -> SignalForm:
    """The one form among what was found, or the most telling reason why there is none."""
    found = list(outcomes)
    forms = {each for each in found if isinstance(each, SignalForm)}
    if len(forms) == 1:
        return forms.pop()
    if forms:
        raise Unreadable(Code.SEVERAL_FORMS)
    reasons = [each for each in found if isinstance(each, Unreadable)]
    raise min(reasons, key=_beside_the_point, default=Unreadable(Code.NOT_A_FORM))


def _beside_the_point(reason: Unreadable) -> int:
    return _LEAST_TELLING.index(reason.code) + 1 if reason.code in _LEAST_TELLING else 0
