"""Files made to hurt, or hurt on the way, and why each is refused; all hold the name that must not be told."""

import base64
import io
import zipfile
from collections.abc import Callable

import pytest

from mhtui.forms import limits
from mhtui.forms.refusal import Code
from tests.forms.documents import FORM, changed, mail, opendocument, opendocument_table, text_of, word_lines

SECRET = "Geheimenstein"
_WORD = word_lines(text_of(FORM.model_copy(update={"reporter": SECRET})).split("\n"))
_ODT = opendocument(opendocument_table([("Naam melder", SECRET)]))
_RELATIONS = b'<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
_MIXED = b"Content-Type: multipart/mixed; boundary=x\n"
_RFC822 = b"Content-Type: message/rfc822\n"
_FLOWED = b"Content-Type: text/plain; format=flowed\n"
_HTML = b"Content-Type: text/html\n"


def _packed(document: bytes, beside: bytes = b"", *, stored: bool = True) -> bytes:
    """A Word file around this document part, with something beside it when asked."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        if beside:
            archive.writestr("word/media/image1.png", beside, zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def _body(content: bytes, before: bytes = b"") -> bytes:
    return before + b'<w:document xmlns:w="w"><w:body>' + content + b"</w:body></w:document>"


def _entities() -> bytes:
    """Ten entities of ten entities each, twelve deep: a terabyte when they are filled in."""
    defined = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    kind = b'<!DOCTYPE w [<!ENTITY a0 "ha">' + defined + b"]>"
    return _body(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", kind)


def _outside() -> bytes:
    kind = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    return _body(b"<w:p><w:r><w:t>Naam melder: &x;</w:t></w:r></w:p>", kind)


def _in_utf7(content: bytes) -> bytes:
    """The same in an encoding in which a document type does not look like one."""
    return b'<?xml version="1.0" encoding="UTF-7"?>' + content.replace(b"<", b"+ADw-")


def _groups_in_groups() -> bytes:
    """Groups that never end: each line in the innermost is compared with the end of all of them."""
    levels = (b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300))
    return b"From: a\n" + b"".join(levels) + b"\n" * 250_000


def _locked(data: bytes) -> bytes:
    """The same zip with the mark of encryption on every file of its directory."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


def _twice(data: bytes) -> bytes:
    """The same zip with two documents of the same name: what is read depends on who reads."""
    kept = io.BytesIO(data)
    with zipfile.ZipFile(kept, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "<x/>")
    return kept.getvalue()


def _part_damaged(data: bytes) -> bytes:
    """The packed document itself changed: its checksum no longer holds."""
    place = data.index(b"word/document.xml") + 200
    return data[:place] + bytes(byte ^ 0xFF for byte in data[place : place + 40]) + data[place + 40 :]


def _eml(content: bytes, headers: bytes = b"") -> bytes:
    return b"From: a\n" + headers + b"\n" + content


def _mails_in_mails(levels: int) -> bytes:
    inner = _eml(f"Naam melder: {SECRET}\nToelichting: x".encode())
    for _ in range(levels):
        packed = base64.encodebytes(inner)
        inner = _eml(packed, b"Content-Disposition: attachment; filename=a.eml\nContent-Transfer-Encoding: base64\n")
    return inner


def _many_attached() -> bytes:
    message = mail("x")
    for _ in range(limits.MAX_ATTACHED + 1):
        message.add_attachment(b"x", "application", "octet-stream", filename="a.docx")
    return message.as_bytes()


REFUSED: dict[str, tuple[str, Callable[[], bytes], Code]] = {
    "word named text": ("a.txt", lambda: _WORD, Code.OTHER_CONTENT),
    "word named odt": ("a.odt", lambda: _WORD, Code.OTHER_CONTENT),
    "odt named word": ("a.docx", lambda: _ODT, Code.OTHER_CONTENT),
    "text named word": ("a.docx", lambda: text_of().encode(), Code.OTHER_CONTENT),
    "pdf named word": ("a.docx", lambda: b"%PDF-1.7\n", Code.OTHER_CONTENT),
    "pdf named text": ("a.txt", lambda: b"%PDF-1.7\n", Code.OTHER_CONTENT),
    "rtf named text": ("a.txt", lambda: rb"{\rtf1 Naam melder: x}", Code.OTHER_CONTENT),
    "picture named json": ("a.json", lambda: b"\x89PNG\r\n", Code.OTHER_CONTENT),
    "old word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.OLD_WORD),
    "word with a password": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.OLD_WORD),
    "outlook": ("a.msg", lambda: b"x", Code.OLD_WORD),
    "winmail": ("winmail.dat", lambda: b"\x78\x9f\x3e\x22", Code.OLD_WORD),
    "pdf": ("a.PDF", lambda: b"%PDF-1.7\n", Code.PDF),
    "rtf": ("a.rtf", lambda: b"x", Code.RTF),
    "spreadsheet": ("a.xlsx", lambda: _WORD, Code.UNKNOWN_KIND),
    "no ending": ("formulier", lambda: _WORD, Code.UNKNOWN_KIND),
    "empty": ("a.txt", lambda: b"", Code.EMPTY),
    "blank": ("a.txt", lambda: b" \r\n\t", Code.EMPTY),
    "zeros": ("a.txt", lambda: b"\0" * 4096, Code.BINARY),
    "a zero in the text": ("a.txt", lambda: text_of().encode() + b"\0", Code.BINARY),
    "bytes of no encoding": ("a.txt", lambda: text_of().encode() + b"\x81\x8d", Code.ENCODING),
    "half a utf-16": ("a.txt", lambda: text_of().encode("utf-16")[:-1], Code.DAMAGED),
    "half a zip": ("a.docx", lambda: _WORD[: len(_WORD) // 2], Code.DAMAGED),
    "start of a zip": ("a.docx", lambda: _WORD[:40], Code.DAMAGED),
    "damaged part": ("a.docx", lambda: _part_damaged(_WORD), Code.DAMAGED),
    "half an odt": ("a.odt", lambda: _ODT[:3000], Code.DAMAGED),
    "half an xml": ("a.docx", lambda: _packed(_body(b"<w:p>" * 3)[:60]), Code.DAMAGED),
    "other zip": ("a.docx", lambda: changed(_WORD, lambda _, part: b"<x/>" + part[:0]), Code.OTHER_CONTENT),
    "encrypted zip": ("a.docx", lambda: _locked(_packed(_body(b""))), Code.LOCKED),
    "part twice": ("a.docx", lambda: _twice(_packed(_body(b""))), Code.UNSAFE),
    "zip bomb": ("a.docx", lambda: _packed(b"\0" * 40 * limits.MIB, stored=False), Code.UNSAFE),
    "zip bomb beside the form": ("a.docx", lambda: _packed(_body(b""), b"\0" * 40 * limits.MIB), Code.UNSAFE),
    "small zip bomb": ("a.docx", lambda: _packed(b" " * (limits.MAX_XML_BYTES + 1)), Code.UNSAFE),
    "zip of many": ("a.docx", lambda: b"PK\x03\x04" + b"PK\x01\x02" * 5_000_000, Code.UNSAFE),
    "entity bomb": ("a.docx", lambda: _packed(_entities()), Code.UNSAFE),
    "entity bomb in utf-16": ("a.docx", lambda: _packed(_entities().decode().encode("utf-16")), Code.UNSAFE),
    "entity in utf-7": ("a.docx", lambda: _packed(_in_utf7(_outside())), Code.UNSAFE),
    "entity from outside": ("a.docx", lambda: _packed(_outside()), Code.UNSAFE),
    "entity in an odt": (
        "a.odt",
        lambda: changed(_ODT, lambda name, part: _entities() if name == "content.xml" else part),
        Code.UNSAFE,
    ),
    "many tags": ("a.docx", lambda: _packed(_body(b"<w:p/>" * 300_000)), Code.UNSAFE),
    "many attributes": (
        "a.docx",
        lambda: _packed(_body(b"<w:p " + b" ".join(b'a%d=""' % n for n in range(300_000)) + b"/>")),
        Code.UNSAFE,
    ),
    "deep xml": ("a.docx", lambda: _packed(_body(b"<w:sdt><w:sdtContent>" * 45_000)), Code.DAMAGED),
    "deep tables": (
        "a.docx",
        lambda: _packed(_body(b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 60)),
        Code.UNSAFE,
    ),
    "many lines": ("a.txt", lambda: b"Nummer: 7\n" * 150_000, Code.TOO_BIG),
    "many paragraphs": ("a.docx", lambda: _packed(_body(b"<w:p/>" * 90_000)), Code.TOO_BIG),
    "much text": ("a.txt", lambda: b"x" * (limits.MAX_TEXT_BYTES + 1), Code.TOO_BIG),
    "fifty megabytes": ("a.docx", lambda: _WORD + b"\0" * (50 * limits.MIB), Code.TOO_BIG),
    "long value": ("a.txt", f"Nummer: 1\nNaam melder: {SECRET * 400}\nToelichting: x".encode, Code.TOO_LONG),
    "long toelichting": ("a.txt", f"Naam melder: x\nToelichting:\n{SECRET * 20_000}".encode, Code.TOO_LONG),
    "many persons": (
        "a.txt",
        ("Naam melder: x\n" + f"Volledige naam: {SECRET}\n" * 101).encode,
        Code.TOO_MANY_PERSONS,
    ),
    "large mail": ("a.eml", lambda: _eml(b"x\n" * (limits.MAX_MAIL_BYTES // 2)), Code.TOO_BIG),
    "many mail lines": ("a.eml", lambda: _eml(b"\n" * (limits.MAX_MAIL_LINES + 1)), Code.UNSAFE),
    "many mail parts": (
        "a.eml",
        lambda: _eml(b"--x\n\n" * 1_000, _MIXED),
        Code.UNSAFE,
    ),
    "many headers": ("a.eml", lambda: b"From: a\n" + b"X: b\n" * 100_000 + b"\nx", Code.UNSAFE),
    "long header": ("a.eml", lambda: _eml(b"x", b"Content-Type: text/plain; " + b"a=b;" * 50_000 + b"\n"), Code.UNSAFE),
    "many groups": (
        "a.eml",
        lambda: _eml((_RFC822 + b"\n") * 5_000, _RFC822),
        Code.UNSAFE,
    ),
    "deep groups": ("a.eml", _groups_in_groups, Code.UNSAFE),
    "long header of a part": (
        "a.eml",
        lambda: _eml(b"--x\n" + (b"X: " + b"b" * 90 + b"\n") * 4_000 + b"\nx", _MIXED),
        Code.UNSAFE,
    ),
    "mails in mails as they are": (
        "a.eml",
        lambda: _eml((_RFC822 + b"\n") * 8 + b"\nx", _RFC822),
        Code.UNSAFE,
    ),
    "mails in mails": ("a.eml", lambda: _mails_in_mails(limits.MAX_MAIL_DEPTH), Code.UNSAFE),
    "many attached": ("a.eml", _many_attached, Code.SEVERAL_FORMS),
    "crowded html": (
        "a.eml",
        lambda: _eml(b"<p " + b" ".join(b"a%d" % n for n in range(150_000)) + b">", _HTML),
        Code.UNSAFE,
    ),
    "deep html": (
        "a.eml",
        lambda: _eml(b"<table><tr><td>" * 60_000 + SECRET.encode(), _HTML),
        Code.UNSAFE,
    ),
    "folded text": (
        "a.eml",
        lambda: _eml(b"a \n" * 200_000, _FLOWED),
        Code.TOO_BIG,
    ),
    "no mail": ("a.eml", lambda: text_of().encode(), Code.NOT_A_MAIL),
    "a million lists": ("a.json", lambda: b"[" * 1_000_000, Code.UNSAFE),
    "a million objects": ("a.json", lambda: b'{"a":' * 350_000, Code.UNSAFE),
    "many names": ("a.json", lambda: b"{" + b",".join(b'"k%d":""' % n for n in range(100_000)) + b"}", Code.UNSAFE),
    "half a json": ("a.json", f'{{"naam_melder": "{SECRET}", '.encode, Code.NOT_JSON),
}
