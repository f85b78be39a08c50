"""Takes a mail (.eml) apart into what may hold a form: its texts, what is attached, and mails inside it.

The parser of the standard library with its oldest policy: it looks at headers only when asked, and the newer one
fails in many ways on headers made to make it fail. Addresses and subjects are never looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import PurePath
from typing import Final, TypeAlias

from mhtui.forms.blocks import Block
from mhtui.forms.captions import read_labels
from mhtui.forms.kinds import READABLE
from mhtui.forms.limits import (
    MAX_LINES,
    MAX_MAIL_BYTES,
    MAX_MAIL_DEPTH,
    MAX_MAIL_GROUPS,
    MAX_MAIL_HEADER_BYTES,
    MAX_MAIL_KIND_BYTES,
    MAX_MAIL_LINES,
    MAX_MAIL_PARTS,
)
from mhtui.forms.markup import read_markup
from mhtui.forms.plaintext import clean, decode
from mhtui.forms.refusal import Code, Unreadable

_END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n|\r\r")
_HEADERS: Final = ("From", "To", "Subject", "Date", "Received", "MIME-Version", "Message-ID", "Content-Type")
_BY_TYPE: Final = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/json": ".json",
}
_TEXTS: Final = frozenset({"text/plain", "text/html"})
_QUOTE: Final = re.compile(r"(?:>[ ]?)*")


@dataclass(frozen=True, slots=True)
class Body:
    """A text of the mail, in each of the forms it was sent in: plain, HTML, or both."""

    versions: tuple[list[Block], ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in the mail."""

    ending: str
    """With its dot, lower case; the rest of the name is not kept."""
    content: bytes


Part: TypeAlias = Body | Attached | Unreadable


def read_mail(data: bytes) -> list[Part]:
    """Everything in the mail that may be a form; raises `Unreadable` for what is no mail, or a hostile one.

    A text that cannot be read is its reason: something else in the mail may be the form.
    """
    _refuse_much(data)
    message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"))
    if not any(name in message for name in _HEADERS):
        raise Unreadable(Code.NOT_A_MAIL)
    for part in message.walk():
        _refuse_large_headers(part)
    return list(_parts(message, MAX_MAIL_DEPTH))


def _refuse_much(data: bytes) -> None:
    """Refuse, before the parser sees it, what would keep it busy."""
    if len(data) > MAX_MAIL_BYTES:
        raise Unreadable(Code.TOO_BIG)
    lowered = data.lower()
    head = _END_OF_HEADERS.search(data, 0, MAX_MAIL_HEADER_BYTES)
    if (
        (head is None and len(data) > MAX_MAIL_HEADER_BYTES)
        or data.count(b"\n") > MAX_MAIL_LINES
        or data.count(b"\n--") > MAX_MAIL_PARTS
        or lowered.count(b"boundary") + lowered.count(b"message/") > MAX_MAIL_GROUPS
    ):
        raise Unreadable(Code.UNSAFE)


def _refuse_large_headers(part: Message) -> None:
    whole = kind = 0
    for name, value in part.raw_items():
        whole += len(name) + len(value)
        kind += len(value) if name.lower().startswith("content-") else 0
    if whole > MAX_MAIL_HEADER_BYTES or kind > MAX_MAIL_KIND_BYTES:
        raise Unreadable(Code.UNSAFE)


def _parts(part: Message, depth: int) -> Iterator[Part]:
    content = part.get_payload()
    kind = part.get_content_type()
    if kind == "message/rfc822" and isinstance(content, list) and content:
        if depth <= 1:
            raise Unreadable(Code.UNSAFE)
        inner = _sub(content[0])
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
            inner["Content-Transfer-Encoding"] = "base64"  # Exchange packs a mail like any file
            yield Attached(".eml", _content(inner))
        else:
            yield from _parts(inner, depth - 1)
    elif isinstance(content, list):
        found = [each for sub in content for each in _parts(_sub(sub), depth)]
        bodies = [each for each in found if isinstance(each, Body)]
        if kind == "multipart/alternative" and bodies:
            yield Body(tuple(version for body in bodies for version in body.versions))
            yield from (each for each in found if isinstance(each, Attached))
        else:
            yield from found
    else:
        yield _leaf(part, kind)


def _sub(part: object) -> Message:
    """A part of a group; the parser makes nothing else."""
    if not isinstance(part, Message):
        raise Unreadable(Code.DAMAGED)
    return part


def _leaf(part: Message, kind: str) -> Part:
    ending = PurePath(_file_name(part)).suffix.lower() or _BY_TYPE.get(kind, "")
    if ending in READABLE or kind not in _TEXTS:
        return Attached(ending, _content(part))
    try:
        text = decode(_content(part), declared=_parameter(part, "charset"))
        return Body((read_markup(text) if kind == "text/html" else _plain_lines(part, text),))
    except Unreadable as reason:
        return reason


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _parameter(part: Message, name: str) -> str:
    """A parameter of Content-Type; empty when it is not there or makes no sense."""
    value = part.get_param(name)
    if isinstance(value, tuple):
        value = value[2]
    return value.strip() if isinstance(value, str) else ""


def _file_name(part: Message) -> str:
    """The name an attachment was given; empty when it has none that can be read."""
    raw = part.get_filename("")
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return raw


def _plain_lines(part: Message, text: str) -> list[Block]:
    lines = clean(text).split("\n")
    if len(lines) > MAX_LINES:
        raise Unreadable(Code.TOO_BIG)
    if _parameter(part, "format").lower() != "flowed":
        return list(lines)
    return list(_unflowed(lines, keeps_space=_parameter(part, "delsp").lower() != "yes"))


def _unflowed(lines: list[str], *, keeps_space: bool) -> Iterator[str]:
    """Lines as they were typed, before a mail program folded them at spaces (RFC 3676, format=flowed).

    A line is never joined to a caption below it: "E-mailadres: " left empty looks folded too.
    """
    paragraph = quote = ""
    for line in lines:
        marks = _QUOTE.match(line)
        its_quote = marks.group() if marks else ""
        text = line[len(its_quote) :]
        if not its_quote:
            text = text.removeprefix(" ")
        is_folded = paragraph.endswith(" ") and paragraph != "-- " and its_quote.count(">") == quote.count(">")
        if is_folded and not read_labels(text):
            paragraph = (paragraph if keeps_space else paragraph[:-1]) + text
            continue
        yield quote + paragraph
        paragraph, quote = text, its_quote
    yield quote + paragraph
