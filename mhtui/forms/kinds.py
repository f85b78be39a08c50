"""Which kinds of file can be read, and whether a file is what its name says; looks at the first bytes only."""

from typing import Final

from mhtui.forms.refusal import Code, Unreadable

READABLE: Final = {
    ".docx": "een Word-bestand",
    ".odt": "een OpenDocument-tekst",
    ".txt": "platte tekst",
    ".eml": "een e-mailbericht",
    ".json": "JSON",
}
"""Endings that can be read, and what they stand for."""
_ZIPPED: Final = frozenset({".docx", ".odt"})
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK: Final = b"\x78\x9f\x3e\x22"
"""winmail.dat, in which Outlook packs attachments for its own kind."""
_ZIP: Final = b"PK"
_STARTS: Final = (
    (b"%PDF", "een PDF"),
    (b"{\\rtf", "een RTF-bestand"),
    (_ZIP + b"\x03\x04", "een Word-bestand, OpenDocument-bestand of zip"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
    (b"GIF8", "een afbeelding"),
)
_OTHER_ENDINGS: Final = {
    ".doc": Code.OLD_WORD,
    ".dot": Code.OLD_WORD,
    ".msg": Code.OLD_WORD,
    ".pdf": Code.PDF,
    ".rtf": Code.RTF,
    ".p7m": Code.LOCKED,
}
_OPENDOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How a zip that is an OpenDocument text begins, after 30 bytes: its first file is stored plain."""
_MIMETYPE_AT: Final = 30
_WORD_TEXT: Final = b"word/document.xml"


def check_kind(ending: str, data: bytes) -> None:
    """Raise `Unreadable` unless a file with this ending and content can be read."""
    if data.startswith((_OLD_OFFICE, _OUTLOOK)):
        raise Unreadable(Code.OLD_WORD)
    if ending not in READABLE:
        raise Unreadable(_OTHER_ENDINGS.get(ending, Code.UNKNOWN_KIND))
    if not data.strip():
        raise Unreadable(Code.EMPTY)
    found = _looks_like(data)
    if ending in _ZIPPED:
        is_opendocument = data[_MIMETYPE_AT:].startswith(_OPENDOCUMENT)
        if is_opendocument and ending == ".docx":
            raise Unreadable(Code.OTHER_CONTENT, named=READABLE[ending], found=READABLE[".odt"])
        if ending == ".odt" and _WORD_TEXT in data:
            raise Unreadable(Code.OTHER_CONTENT, named=READABLE[ending], found=READABLE[".docx"])
        if data.startswith(_ZIP):
            return
        found = found or "iets anders"
    if found:
        raise Unreadable(Code.OTHER_CONTENT, named=READABLE[ending], found=found)


def _looks_like(data: bytes) -> str:
    """What the first bytes say it is; empty when they say nothing."""
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")
