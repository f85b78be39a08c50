"""Reads the text of an HTML mail as a person sees it; loads nothing it points to and runs nothing in it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from lxml import etree, html

from mhtui.forms.blocks import Block, Cell, Table
from mhtui.forms.limits import MAX_TAG_MARKS, MAX_XML_MARKS
from mhtui.forms.package import local
from mhtui.forms.refusal import Code, Unreadable

_NOT_SHOWN: Final = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "select", "option"}
)
_LINES: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer"}
    | {
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "ul",
    },
)
"""Elements that begin and end a line."""
_ROW_GROUPS: Final = frozenset({"thead", "tbody", "tfoot"})
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:[\w/+.;=-]{0,60}base64,[A-Za-z0-9+/=]*")
_MARK: Final = re.compile(r"[\s/=]")
_HARD_SPACE: Final = "\u00a0"
_MAX_SPAN: Final = 50
_DIGITS: Final = 4


def read_markup(text: str) -> list[Block]:
    """The lines and tables of a page; raises `Unreadable` when it is no page at all."""
    text = _PICTURE.sub("", text)
    if text.count("<") + text.count("=") > MAX_XML_MARKS or any(map(_is_crowded, text.split("<"))):
        raise Unreadable(Code.UNSAFE)
    root = None
    with suppress(etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True))
    if root is None:
        raise Unreadable(Code.DAMAGED)
    page = _Page()
    page.read(root)
    return page.finished()


def _is_crowded(tag: str) -> bool:
    """Whether a tag (up to the next one) has more attributes than any mail program writes; a comment has none."""
    if len(tag) < MAX_TAG_MARKS or tag.startswith("!"):
        return False
    return len(_MARK.findall(tag.partition(">")[0])) > MAX_TAG_MARKS


class _Page:
    """The blocks so far, and the line being written."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._line = ""

    def read(self, element: etree._Element, *, as_typed: bool = False) -> None:
        """Add what an element shows; `as_typed` where spaces and line ends count."""
        self._text(element.text, as_typed=as_typed)
        for child in element:
            name = local(child)
            if not name or _is_hidden(child):
                pass
            elif name == "br":
                self._end(is_break=True)
            elif name == "table":
                self._end()
                self._blocks.append(Table(tuple(_rows(child))))
            elif name in _LINES:
                self._end()
                self.read(child, as_typed=as_typed or name == "pre")
                self._end(is_break=name == "p" and len(child) == 0 and not (child.text or "").strip())
            else:
                self.read(child, as_typed=as_typed)
            self._text(child.tail, as_typed=as_typed)

    def finished(self) -> list[Block]:
        """All blocks, the last line among them."""
        self._end()
        return self._blocks

    def _text(self, text: str | None, *, as_typed: bool) -> None:
        if not as_typed:
            shown = _SPACE.sub(" ", text or "")
            self._line += shown if self._line else shown.lstrip(" ")
            return
        first, *others = (text or "").split("\n")
        self._line += first
        for line in others:
            self._end(is_break=True)
            self._line = line

    def _end(self, *, is_break: bool = False) -> None:
        """End the line; one that holds nothing counts only when it was broken on purpose: a hard space is."""
        if self._line or is_break:
            self._blocks.append(self._line.replace(_HARD_SPACE, " ").rstrip())
        self._line = ""


def _is_hidden(element: etree._Element) -> bool:
    return local(element) in _NOT_SHOWN or bool(_HIDDEN.search(element.get("style") or ""))


def _rows(container: etree._Element) -> Iterator[tuple[Cell, ...]]:
    for child in container:
        name = local(child)
        if name == "tr":
            yield tuple(_cells(child))
        elif name in _ROW_GROUPS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[Cell]:
    column = 0
    for child in row:
        if local(child) in {"td", "th"}:
            page = _Page()
            page.read(child)
            span = child.get("colspan") or ""
            width = min(int(span), _MAX_SPAN) if span.isascii() and span.isdigit() and len(span) < _DIGITS else 1
            yield Cell(column, tuple(page.finished()), max(1, width))
            column += max(1, width)
