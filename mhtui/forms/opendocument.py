"""Reads the text of an OpenDocument text (.odt) as a person sees it, in reading order.

Kept: tables, lists, sections, text boxes, notes, form controls with what was filled in. Left out: deleted and hidden
text, remarks, the prompt of an empty control. Nothing in the file is run, and no link is followed.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mhtui.forms.blocks import Block, Cell, Table
from mhtui.forms.package import Package, attribute, local, named
from mhtui.forms.refusal import Code, Unreadable

_MANIFEST: Final = "META-INF/manifest.xml"
_LOCKED: Final = b"encryption-data"
_NOT_SHOWN: Final = frozenset(
    {
        "annotation",
        "desc",
        "forms",
        "hidden-paragraph",
        "hidden-text",
        "note-citation",
        "placeholder",
        "ruby-text",
        "title",
        "tracked-changes",
    },
)
_BOXES: Final = frozenset({"frame", "text-box", "note-body", "custom-shape", "rect", "g"})
_ROW_GROUPS: Final = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_MAX_REPEAT: Final = 50
"""Spaces, cells and rows can say they come a million times; no form needs more than this."""
_SPACE: Final = re.compile(r"[ \t\r\n]+")


def read_opendocument(data: bytes) -> tuple[Iterator[Block], Iterator[Block]]:
    """The blocks of the body, and those of headers and footers, read as they are asked for; raises `Unreadable`."""
    package = Package(data)
    if _MANIFEST in package.names and _LOCKED in package.read(_MANIFEST):
        raise Unreadable(Code.LOCKED)
    root = package.tree("content.xml")
    text = next((text for body in named(root, "body") for text in named(body, "text")), None)
    if text is None:
        raise Unreadable(Code.DAMAGED)
    return _Text(text).blocks(text), _around(package)


def _around(package: Package) -> Iterator[Block]:
    if "styles.xml" not in package.names:
        return
    for element in package.tree("styles.xml").iter("{*}header", "{*}footer"):
        yield from _Text(element).blocks(element)


class _Text:
    """A text whose form controls are looked up once."""

    def __init__(self, root: etree._Element) -> None:
        self._filled: dict[str, str] = {}
        for forms in named(root, "forms"):
            for control in forms.iter():
                if (key := attribute(control, "id")) is not None:
                    self._filled[key] = _filled_in(control)

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks in a body, section, list, cell or box."""
        for child in container:
            name = local(child)
            if name in {"p", "h"}:
                yield from self._paragraph(child)
            elif name == "table":
                yield Table(tuple(self._rows(child)))
            elif name == "control":
                yield from self._value_of(child).split("\n")
            elif not _is_hidden(child):
                yield from self.blocks(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        """Its lines; then what stands in boxes anchored in it."""
        pieces: list[str] = []
        boxes: list[etree._Element] = []
        self._collect(paragraph, pieces, boxes)
        text = "".join(pieces)
        if text.strip() or not boxes:
            yield from text.lstrip(" ").split("\n")
        for box in boxes:
            yield from self.blocks(box)

    def _collect(self, element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
        pieces.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            name = local(child)
            if name == "s":
                pieces.append(" " * _repeat(child, "c"))
            elif name in {"tab", "line-break"}:
                pieces.append("\t" if name == "tab" else "\n")
            elif name == "control":
                pieces.append(self._value_of(child))
            elif name in _BOXES:
                boxes.append(child)
            elif not _is_hidden(child):
                self._collect(child, pieces, boxes)
            pieces.append(_SPACE.sub(" ", child.tail or ""))

    def _value_of(self, control: etree._Element) -> str:
        return self._filled.get(attribute(control, "control") or "", "")

    def _rows(self, container: etree._Element) -> Iterator[tuple[Cell, ...]]:
        for child in container:
            name = local(child)
            if name == "table-row":
                row = tuple(self._cells(child))
                yield from [row] * _repeat(child, "number-rows-repeated")
            elif name in _ROW_GROUPS:
                yield from self._rows(child)

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        """The cells that begin in this row; a covered one only takes its place."""
        column = 0
        for child in named(row, "table-cell", "covered-table-cell"):
            times = _repeat(child, "number-columns-repeated")
            if local(child) == "table-cell":
                blocks = tuple(self.blocks(child))
                width = _repeat(child, "number-columns-spanned")
                yield from (Cell(column + offset, blocks, width) for offset in range(times))
            column += times


def _is_hidden(element: etree._Element) -> bool:
    """Whether an element holds nothing that is shown; an empty control shows only its prompt."""
    if local(element) in _NOT_SHOWN:
        return True
    return attribute(element, "display") == "none" or attribute(element, "showing-place-holder") == "true"


def _repeat(element: etree._Element, name: str) -> int:
    """How often a space, cell or row comes; once when it does not say."""
    value = attribute(element, name) or ""
    if not (value.isascii() and value.isdigit()):
        return 1
    return _MAX_REPEAT if len(value) > len(str(_MAX_REPEAT)) else min(int(value), _MAX_REPEAT)


def _filled_in(control: etree._Element) -> str:
    """What was typed or chosen in a form control."""
    if local(control) == "listbox":
        chosen = (each for each in named(control, "option") if attribute(each, "current-selected") == "true")
        return ", ".join(attribute(each, "label") or "" for each in chosen)
    return attribute(control, "current-value") or ""
