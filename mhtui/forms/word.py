"""Reads the text of a Word file (.docx) as a person sees it, in reading order.

Kept: content controls, inserted text, text boxes, fields, nested and merged cells. Left out: deleted and hidden text,
the prompt of an empty control. Nothing in the file is run, and no link is followed.
"""

import posixpath
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from mhtui.forms.blocks import Block, Cell, Table
from mhtui.forms.package import Package, attribute, local, named
from mhtui.forms.refusal import Code, Unreadable

_TEXT: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_AROUND_BLOCKS: Final = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "AlternateContent", "Choice", "Fallback"}
)
"""Elements that only stand around paragraphs, tables, rows and cells."""
_NOT_SHOWN: Final = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr"})
_FALSE: Final = frozenset({"0", "false", "off"})
_DIGITS: Final = 4
_SPACE: Final = str.maketrans("\t\r\n", "   ")


def read_word(data: bytes) -> tuple[Iterator[Block], Iterator[Block]]:
    """The blocks of the body, and those of the headers and footers, read as they are asked for; raises `Unreadable`."""
    package = Package(data)
    main = _main_part(package)
    body = next(named(package.tree(main), "body"), None)
    if body is None:
        raise Unreadable(Code.OTHER_CONTENT, named="een Word-bestand", found="een ander Office-bestand")
    around = (block for part in _around(package, main) for block in _blocks(package.tree(part)))
    return _blocks(body), around


def _main_part(package: Package) -> str:
    """Where the text is: the relations of the package say it, most often word/document.xml."""
    for kind, target in _relations(package, "_rels/.rels"):
        name = target.lstrip("/")
        if kind == "officeDocument" and name in package.names:
            return name
    raise Unreadable(Code.OTHER_CONTENT, named="een Word-bestand", found="een andere zip")


def _around(package: Package, main: str) -> list[str]:
    """The headers and footers that exist; a relation to nothing is common and no reason to refuse."""
    folder, name = posixpath.split(main)
    parts = {
        posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        for kind, target in _relations(package, f"{folder}/_rels/{name}.rels")
        if kind in {"header", "footer"}
    }
    return sorted(parts & package.names)


def _relations(package: Package, name: str) -> list[tuple[str, str]]:
    if name not in package.names:
        return []
    return [
        ((attribute(each, "Type") or "").rpartition("/")[2], attribute(each, "Target") or "")
        for each in named(package.tree(name), "Relationship")
    ]


def _blocks(container: etree._Element) -> Iterator[Block]:
    """The blocks in a body, cell, header or text box."""
    for child in _shown(container):
        name = local(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield Table(tuple(_rows(child)))
        elif name in _AROUND_BLOCKS:
            yield from _blocks(child)


def _shown(element: etree._Element) -> Iterable[etree._Element]:
    """The children that are shown: a control's prompt is not, and of two ways to draw a thing only the first is."""
    name = local(element)
    if name == "sdt":
        return () if _shows_prompt(element) else named(element, "sdtContent")
    if name == "AlternateContent":
        return list(named(element, "Choice", "Fallback"))[:1]
    return element


def _shows_prompt(control: etree._Element) -> bool:
    properties = next(named(control, "sdtPr"), None)
    return properties is not None and _is_on(properties, "showingPlcHdr")


def _is_on(properties: etree._Element, name: str) -> bool:
    """Whether a property that needs no value is set."""
    found = next(named(properties, name), None)
    return found is not None and attribute(found, "val") not in _FALSE


def _paragraph(paragraph: etree._Element) -> Iterator[Block]:
    """Its lines; then what stands in text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    text = "".join(pieces)
    if text.strip() or not boxes:
        yield from text.split("\n")
    for box in boxes:
        yield from _blocks(box)


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """Gather the text and the text boxes below an element, whatever stands around them."""
    for child in _shown(element):
        name = local(child)
        if name == "t":
            pieces.append((child.text or "").translate(_SPACE))
        elif name in _TEXT:
            pieces.append(_TEXT[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _NOT_SHOWN and not (name == "r" and _is_hidden(child)):
            _collect(child, pieces, boxes)


def _is_hidden(run: etree._Element) -> bool:
    properties = next(named(run, "rPr"), None)
    return properties is not None and _is_on(properties, "vanish")


def _rows(container: etree._Element) -> Iterator[tuple[Cell, ...]]:
    for child in container:
        name = local(child)
        if name == "tr":
            properties = next(named(child, "trPr"), None)
            if properties is None or not _is_on(properties, "del"):
                yield tuple(_cells(child, _number(properties, "gridBefore"), is_prompt=False))
        elif name in _AROUND_BLOCKS:
            yield from _rows(child)


def _cells(row: etree._Element, column: int, *, is_prompt: bool) -> Iterator[Cell]:
    """The cells that begin in this row; a cell that only shows its prompt keeps its place and is empty."""
    for child in row:
        name = local(child)
        if name == "tc":
            properties = next(named(child, "tcPr"), None)
            width = max(1, _number(properties, "gridSpan"))
            if not any(_goes_on(properties, merge) for merge in ("vMerge", "hMerge")):
                yield Cell(column, () if is_prompt else tuple(_blocks(child)), width)
            column += width
        elif name in _AROUND_BLOCKS:
            for cell in _cells(child, column, is_prompt=is_prompt or (name == "sdt" and _shows_prompt(child))):
                yield cell
                column = cell.column + cell.width


def _goes_on(properties: etree._Element | None, merge: str) -> bool:
    """Whether a cell is only the rest of a merged one."""
    found = next(named(properties, merge), None) if properties is not None else None
    return found is not None and attribute(found, "val") in {None, "continue"}


def _number(properties: etree._Element | None, name: str) -> int:
    """A small number among the properties; 0 when it is not there."""
    found = next(named(properties, name), None) if properties is not None else None
    value = (attribute(found, "val") or "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < _DIGITS else 0
