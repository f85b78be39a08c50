"""Mails as they come in: forwarded, quoted, answered in between, HTML only, folded, with the form attached."""

import base64
from email.message import EmailMessage
from html import escape

import pytest
from odfdo import Paragraph

from db.records.signal import SignalForm
from mhtui.forms.reading import read_form_bytes
from mhtui.forms.refusal import Code, FormRefused
from tests.forms.documents import FORM, OFFICIAL, mail, opendocument, pairs, read, text_of, word_lines

_WORD = word_lines(text_of().split("\n"))
_WORD_TYPE = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
_COVER = (
    "Beste collega,\n\nHierbij een signaal.\n\n"
    "Met vriendelijke groet,\nBalie\nTel: 14 0348\nE-mail: balie@lopik.example\n"
)
_HEAD = (
    "Van: Toezicht <toezicht@lopik.example>\nVerzonden: maandag 16 november 2026 10:12\n"
    "Aan: Balie\nOnderwerp: Signaal mensenhandel"
)
_GMAIL = "Van: A <a@x.example>\nDate: ma 16 nov 2026 om 10:12\nSubject: Signaal\nTo: Balie <b@x.example>"
_APPLE = "Van: A <a@x.example>\nOnderwerp: Signaal\nDatum: 16 november 2026 om 10:12:00 CET\nAan: B"


def _eml(message: EmailMessage) -> bytes:
    return message.as_bytes()


def _quoted(text: str, marks: str = "> ") -> str:
    return "\n".join(f"{marks}{line}".rstrip() for line in text.split("\n"))


@pytest.mark.parametrize(
    "announced",
    [
        f"---------- Doorgestuurd bericht ---------\n{_HEAD}",
        f"---------- Forwarded message ---------\n{_GMAIL}",
        f"-----Oorspronkelijk bericht-----\n{_HEAD}",
        f"________________________________\n{_HEAD}",
        f"Begin doorgestuurd bericht:\n\n{_APPLE}",
        "*Van:* A <a@x.example>\n*Verzonden:* maandag\n*Aan:* B\n*Onderwerp:* Signaal",
    ],
)
def test_forwarded(announced: str) -> None:
    """The heading of a forwarded message has a Datum of its own, which is not that of the melding."""
    assert read("a.eml", _eml(mail(f"{_COVER}\n{announced}\n\n{text_of()}\n"))) == FORM


def test_the_older_messages_below_are_no_toelichting() -> None:
    """A mail program's own line ends the form; what stands under it is another message."""
    below = f"\n\n-----Oorspronkelijk bericht-----\n{_HEAD}\n\nKun je het formulier sturen?\n"
    assert read("a.eml", _eml(mail(text_of() + below))) == FORM


def test_a_message_pasted_into_the_toelichting_stays() -> None:
    """Evidence that the sender pasted in is the sender's text."""
    pasted = FORM.model_copy(update={"narrative": "Zij kreeg dit:\nVan: X\nAan: Y\nOnderwerp: werk\nKom morgen."})
    assert read("a.eml", _eml(mail(text_of(pasted)))) == pasted
    assert read("a.txt", text_of(pasted)) == pasted


@pytest.mark.parametrize("marks", ["> ", ">", ">> ", "> > "])
def test_quoted(marks: str) -> None:
    """A form quoted as a whole, once or twice; the answer below it is not part of it."""
    answer = "\n\nDank, ik kijk ernaar.\nGroet, AF\n"
    text = f"Op ma 16 nov 2026 schreef Toezicht <t@lopik.example>:\n{_quoted(text_of(), marks)}{answer}"
    assert read("a.eml", _eml(mail(text))) == FORM


def test_answers_between_quoted_captions() -> None:
    """The reporter answers the blank form: captions quoted, answers not."""
    lines = ["> Signaal mensenhandel"]
    for caption, value in pairs()[1:]:
        lines += [f"> {caption}{'' if caption.startswith('Bij') else ':'}", value, ""]
    text = "\n".join([*lines, "> Toelichting signaal", FORM.narrative])
    assert read("a.eml", _eml(mail(text))) == FORM


def test_captions_added_to_a_quoted_form() -> None:
    """The answer adds captions of its own between the quoted ones: all of it is one form."""
    text = "> Datum melding: 3-11\nTijdstip: 10:00\n> Naam melder: Jo\n> Toelichting signaal\n> x"
    form = read("a.eml", _eml(mail(text)))
    assert (form.reported_on, form.reported_at, form.reporter, form.narrative) == ("3-11", "10:00", "Jo", "x")


def test_datum_right_below_the_heading_of_a_message() -> None:
    """A message has one date: the second Datum is that of the melding."""
    assert read("a.eml", _eml(mail(f"{_HEAD}\nDatum: 3-11\nNaam melder: Jo\nToelichting: x"))).reported_on == "3-11"


def test_phone_of_who_forwards_is_nobodys() -> None:
    """A phone and an e-mail above the form, with no heading of a message between."""
    assert read("a.eml", _eml(mail(f"{_COVER}\n{text_of()}"))) == FORM


def test_signature_is_no_toelichting() -> None:
    """Two dashes are how mail programs mark a signature; in a text file they are two dashes."""
    assert read("a.eml", _eml(mail(f"{text_of()}\n-- \nToezicht\nTel: 14 0348\n"))) == FORM
    assert read("a.txt", f"{text_of()}\n--\neinde").narrative == f"{FORM.narrative}\n--\neinde"


def _html_lines(form: SignalForm, tag: str) -> str:
    return "".join(f"<{tag}>{escape(line) or '<br>'}</{tag}>" for line in text_of(form).split("\n"))


def _html_table(form: SignalForm) -> str:
    rows = "".join(f"<tr><td>{escape(caption)}:</td><td>{escape(value)}</td></tr>" for caption, value in pairs(form))
    return f"<table><tbody>{rows}</tbody></table><p>Toelichting signaal</p><p>{escape(form.narrative)}</p>".replace(
        "\n", "<br>"
    )


@pytest.mark.parametrize(
    "html",
    [
        _html_lines(FORM, "div"),
        _html_lines(FORM, "p"),
        _html_lines(FORM, "p").replace("<br>", ""),
        f"<pre>{escape(text_of())}</pre>",
        f"<p>{escape(text_of())}</p>".replace("\n", "<br>\r\n"),
        _html_table(FORM),
        "<blockquote type='cite'>" + _html_lines(FORM, "div") + "</blockquote>",
        f"<table><tr><td><table><tr><td>{_html_lines(FORM, 'div')}</td></tr></table></td></tr></table>",
        _html_lines(FORM, "p").replace("<br>", "<o:p>&nbsp;</o:p>").replace("<p>", "<p class='MsoNormal'><span>"),
    ],
    ids=["div", "p", "empty-p", "pre", "br", "table", "blockquote", "layout-table", "word"],
)
def test_html_only(html: str) -> None:
    """HTML as mail programs make it; style sheets, scripts, comments and hidden text are not read."""
    noise = (
        "<html><head><title>Nummer: 1</title><style>p{}</style></head><body><!-- Nummer: 2 --><script>var x</script>"
        "<div style='display:none'>Nummer: 3</div>"
    )
    assert read("a.eml", _eml(mail(html=f"{noise}{html}</body></html>"))) == FORM


def test_pictures_inside_the_html() -> None:
    """A logo written out in the text is long, and full of marks that only look like attributes."""
    picture = f'<img src="data:image/png;base64,{"iVBOR/w0KGg=" * 1_000}" alt="logo">'
    assert read("a.eml", _eml(mail(html=picture + _html_lines(FORM, "div")))) == FORM


def test_persons_in_html_rows() -> None:
    """A table with a row per person survives only in the HTML version, so that one is read."""
    people = [(each.name, each.capacity, each.email, each.phone) for each in FORM.persons]
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in [OFFICIAL, *people]
    )
    lines = "".join(f"<p>{caption}: {escape(value)}</p>" for caption, value in pairs()[1:6])
    story = f"<p>Toelichting signaal</p><p>{escape(FORM.narrative)}</p>".replace("\n", "<br>")
    flat = "\n".join(["Naam melder: x", *OFFICIAL, *(cell for row in people for cell in row)])
    assert read("a.eml", _eml(mail(flat, f"{lines}<table>{rows}</table>{story}"))) == FORM


def test_heading_of_a_forwarded_message_as_a_table() -> None:
    """Thunderbird sets it as a table, with the date of the mail in it."""
    rows = "".join(f"<tr><th>{head}: </th><td>x</td></tr>" for head in ("Onderwerp", "Datum", "Van", "Aan"))
    undated = FORM.model_copy(update={"reported_on": ""})
    html = f"<table>{rows}</table>{_html_lines(undated, 'div')}"
    assert read("a.eml", _eml(mail(html=html))).reported_on == ""


def test_folded_lines_are_joined() -> None:
    """format=flowed folds at spaces; an empty value that ends in a space is not joined to the next caption."""
    message = mail("x")
    folded = text_of().replace("E-mailadres: \n", "E-mailadres: \n").replace("Hij telde", "Hij \ntelde")
    message.set_payload(folded, charset="utf-8")
    message.set_param("format", "flowed")
    form = read("a.eml", _eml(message))
    assert form.narrative == FORM.narrative
    assert form.persons == FORM.persons


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "onbekend-8bit", "us-ascii"])
def test_charset_as_declared_or_not(charset: str) -> None:
    """Old mail programs declare one encoding and send another."""
    encoding = charset if charset in {"utf-8", "windows-1252"} else "cp1252"
    body = "Nummer: 8\r\nNaam melder: Zoë – wijkteam\r\nToelichting signaal\r\nx".encode(encoding)
    data = f"From: a\r\nContent-Type: text/plain; charset={charset}\r\n\r\n".encode() + body
    assert read_form_bytes("a.eml", data).reporter == "Zoë – wijkteam"


@pytest.mark.parametrize("name", ["Signaal K.docx", "signaal.DOCX", "=?utf-8?q?signaal_=C3=AB.docx?=", ""])
def test_word_attached(name: str) -> None:
    """The form attached; a signature in the mail with a phone number is no form."""
    message = mail(_COVER)
    message.add_attachment(_WORD, *_WORD_TYPE, filename=name or None)
    assert read("a.eml", _eml(message)) == FORM


def test_opendocument_attached_beside_a_photograph() -> None:
    """What cannot be a form is passed over."""
    message = mail(_COVER)
    message.add_attachment(b"\xff\xd8\xff", "image", "jpeg", filename="foto.jpg")
    odt = opendocument(*map(Paragraph, text_of().split("\n")))
    message.add_attachment(odt, "application", "octet-stream", filename="s.odt")
    assert read("a.eml", _eml(message)) == FORM


@pytest.mark.parametrize("how", ["forwarded", "packed", "file"])
def test_mail_attached_to_a_mail(how: str) -> None:
    """Forwarded as attachment, so by Exchange, or dragged into a new mail as a file."""
    inner, outer = mail(text_of()), mail(_COVER)
    if how == "file":
        outer.add_attachment(_eml(inner), "application", "octet-stream", filename="FW.eml")
    else:
        outer.add_attachment(inner)
    if how == "packed":
        (attached,) = outer.iter_attachments()
        del attached["Content-Transfer-Encoding"]
        attached["Content-Transfer-Encoding"] = "base64"
        attached.set_payload(base64.encodebytes(_eml(inner)).decode())
    assert read("a.eml", _eml(outer)) == FORM


def test_the_same_form_twice_is_one() -> None:
    """In the text and attached, or quoted once more below."""
    message = mail(text_of())
    message.add_attachment(_WORD, *_WORD_TYPE, filename="s.docx")
    assert read("a.eml", _eml(message)) == FORM


def _refusal(message: EmailMessage) -> FormRefused:
    with pytest.raises(FormRefused) as refused:
        read("a.eml", _eml(message))
    return refused.value


def test_two_forms_in_one_mail_are_refused() -> None:
    """Reading one of the two would lose a signal without a word."""
    message = mail(_COVER)
    other = FORM.model_copy(update={"number": "45"})
    for form in (FORM, other):
        message.add_attachment(word_lines(text_of(form).split("\n")), *_WORD_TYPE, filename="s.docx")
    assert _refusal(message).code == Code.SEVERAL_FORMS


@pytest.mark.parametrize(
    "name,content,code,says",
    [
        ("s.pdf", b"%PDF-1.7", Code.PDF, "De bijlage van dit bericht is geen leesbaar formulier. Dit is een PDF."),
        ("s.docx", b"", Code.EMPTY, "De bijlage"),
        ("s.docx", _WORD[:2000], Code.DAMAGED, "De bijlage"),
        ("foto.jpg", b"\xff\xd8\xff", Code.NOT_A_FORM, "geen signaalformulier herkend"),
    ],
    ids=["pdf", "empty", "half a Word file", "photo"],
)
def test_mail_without_a_readable_form(name: str, content: bytes, code: Code, says: str) -> None:
    """The most telling reason is given, and whether it is about the mail or about what hangs on it."""
    message = mail(_COVER)
    message.add_attachment(content, "application", "octet-stream", filename=name)
    refused = _refusal(message)
    assert (refused.code, refused.file_name) == (code, "a.eml")
    assert says in refused.what


def test_text_named_eml_is_refused() -> None:
    """A text file is no mail; it says how to offer it."""
    with pytest.raises(FormRefused) as refused:
        read("a.eml", "zomaar een tekst\n\nNummer: 7")
    assert refused.value.code == Code.NOT_A_MAIL
