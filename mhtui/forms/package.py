"""Opens what Word and OpenDocument files are made of: a zip with XML in it, sent by anybody.

Every limit is looked at before something is unpacked, and before it is parsed. Entities, document types and the
network are off. It knows no element of either format.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from lxml import etree

from mhtui.forms.limits import MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, MAX_XML_BYTES, MAX_XML_MARKS
from mhtui.forms.refusal import Code, Unreadable

_ENTRY: Final = b"PK\x01\x02"
"""What each entry of a zip's directory begins with; counting these is cheaper than reading a huge directory."""
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
"""What zipfile raises for damaged, half and odd archives."""


class Package:
    """The files inside one zip; use as a context manager."""

    def __init__(self, data: bytes) -> None:
        if data.count(_ENTRY) > MAX_PARTS:
            raise Unreadable(Code.UNSAFE)
        self._zip = _open(data)
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        names = {entry.filename for entry in entries}
        if unpacked > min(MAX_UNPACKED_BYTES, MAX_RATIO * len(data)) or len(names) < len(entries):
            raise Unreadable(Code.UNSAFE)
        self.names = names
        self._is_locked = any(entry.flag_bits & _ENCRYPTED for entry in entries)

    def read(self, name: str, limit: int = MAX_XML_BYTES) -> bytes:
        """One file inside; never more than `limit` bytes, whatever the directory says."""
        if self._is_locked:
            raise Unreadable(Code.LOCKED)
        if name not in self.names:
            raise Unreadable(Code.DAMAGED)
        content: bytes | None = None
        with suppress(*_BROKEN), self._zip.open(name) as part:
            content = part.read(limit + 1)
        if content is None:
            raise Unreadable(Code.DAMAGED)
        if len(content) > limit:
            raise Unreadable(Code.UNSAFE)
        return content

    def tree(self, name: str) -> etree._Element:
        """The root of one XML file inside."""
        return parse_xml(self.read(name))


def _open(data: bytes) -> zipfile.ZipFile:
    with suppress(*_BROKEN):
        return zipfile.ZipFile(io.BytesIO(data))
    raise Unreadable(Code.DAMAGED)


def parse_xml(content: bytes) -> etree._Element:
    """The root element; refuses a document type before the parser sees it, so no entity is ever defined."""
    marks = content.count(b"<") + content.count(b"=")
    if marks > MAX_XML_MARKS or b"<!DOCTYPE" in content.replace(b"\0", b""):
        raise Unreadable(Code.UNSAFE)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    with suppress(etree.XMLSyntaxError, ValueError):
        root = etree.fromstring(content, parser)
    if root is None:
        raise Unreadable(Code.DAMAGED)
    document_type: object = root.getroottree().docinfo.internalDTD
    if document_type is not None:
        raise Unreadable(Code.UNSAFE)
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: Word has two for the same words (transitional and strict)."""
    tag: object = element.tag  # of a comment it is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def named(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The direct children with one of these names."""
    return (child for child in element if local(child) in names)
