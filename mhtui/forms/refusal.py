"""Why a form is not taken in, in words for the person who offered it.

```
FormRefused(Exception)      for callers: code, file name, and what happened / what is safe / what to do, in Dutch
Unreadable(Exception)       between the modules of this package: the code, before the file name is known
```
A message never holds anything that was read from the form.
"""

from enum import StrEnum
from typing import Final


class Code(StrEnum):
    """One word per reason, for programs."""

    MISSING = "bestaat_niet"
    NOT_A_FILE = "geen_bestand"
    NO_PERMISSION = "geen_toegang"
    READ_FAILED = "lezen_mislukt"
    EMPTY = "leeg"
    TOO_BIG = "te_groot"
    UNKNOWN_KIND = "onbekend_soort"
    OLD_WORD = "oud_word"
    LOCKED = "versleuteld"
    PDF = "pdf"
    RTF = "rtf"
    OTHER_CONTENT = "andere_inhoud"
    DAMAGED = "beschadigd"
    UNSAFE = "onveilig"
    BINARY = "geen_tekst"
    ENCODING = "onbekende_tekens"
    NOT_A_MAIL = "geen_mail"
    NOT_JSON = "geen_json"
    JSON_SHAPE = "json_vorm"
    UNKNOWN_KEY = "onbekend_veld"
    WRONG_TYPE = "verkeerd_type"
    NOT_A_FORM = "geen_formulier"
    NOTHING_FILLED_IN = "niets_ingevuld"
    SEVERAL_FORMS = "meer_formulieren"
    TOO_MANY_PERSONS = "te_veel_personen"
    TOO_LONG = "te_lang"


_AGAIN: Final = "Vraag de afzender het formulier opnieuw te sturen."
_READABLE: Final = "Inlezen kan van .docx, .odt, .txt, .eml en .json."

_WHAT: Final[dict[Code, tuple[str, str]]] = {
    Code.MISSING: ("Dit bestand bestaat niet.", "Controleer de naam en de map."),
    Code.NOT_A_FILE: ("Dit is een map of een apparaat, geen bestand.", "Kies het formulier zelf."),
    Code.NO_PERMISSION: (
        "U mag dit bestand niet lezen.",
        "Zet het formulier in een map van uzelf, of vraag de beheerder om leesrechten.",
    ),
    Code.READ_FAILED: (
        "Het bestand kon niet worden gelezen.",
        "Zet het formulier op de eigen schijf en probeer opnieuw.",
    ),
    Code.EMPTY: ("Het bestand is leeg: er staat niets in.", _AGAIN),
    Code.TOO_BIG: (
        "Het bestand is te groot voor een signaalformulier.",
        "Haal foto's en bijlagen eruit en sla het formulier apart op.",
    ),
    Code.UNKNOWN_KIND: ("Dit soort bestand kan niet worden ingelezen.", _READABLE),
    Code.OLD_WORD: (
        "Dit is een oud Word- of Outlook-bestand, of het is met een wachtwoord beveiligd.",
        "Open het in Word en sla het op als .docx, zonder wachtwoord; sla een bericht op als .eml.",
    ),
    Code.LOCKED: ("Het bestand is met een wachtwoord beveiligd.", "Sla het zonder wachtwoord op en probeer opnieuw."),
    Code.PDF: (
        "Dit is een PDF.",
        f"Een PDF kan niet worden ingelezen. {_READABLE} Neem het signaal anders met de hand over.",
    ),
    Code.RTF: ("Dit is een RTF-bestand.", "Open het in Word of LibreOffice en sla het op als .docx of .odt."),
    Code.OTHER_CONTENT: (
        "De inhoud past niet bij de naam: {named} verwacht, {found} gevonden.",
        "Geef het bestand de juiste extensie, of sla het opnieuw op.",
    ),
    Code.DAMAGED: ("Het bestand is beschadigd of maar half opgeslagen.", _AGAIN),
    Code.UNSAFE: (
        "Het bestand is niet geopend: het zit zo in elkaar dat het de computer kan laten hangen.",
        "Ga na wie het stuurde. Vertrouwt u het, laat het dan opnieuw opslaan in Word of LibreOffice.",
    ),
    Code.BINARY: ("Er staat geen leesbare tekst in het bestand.", _AGAIN),
    Code.ENCODING: (
        "De tekens in dit bestand zijn niet met zekerheid te lezen.",
        "Open het in Kladblok en sla het op met codering UTF-8.",
    ),
    Code.NOT_A_MAIL: ("Dit is geen e-mailbericht.", "Sla het bericht op als .eml, of sla de tekst op als .txt."),
    Code.NOT_JSON: ("Dit is geen geldige JSON.", _AGAIN),
    Code.JSON_SHAPE: (
        "De JSON heeft niet de vorm van een signaalformulier: {found}.",
        "Laat de afzender dit verbeteren.",
    ),
    Code.UNKNOWN_KEY: (
        "De JSON heeft een veld dat het signaalformulier niet kent: {found}.",
        "Laat de afzender dit veld weghalen of de juiste naam geven.",
    ),
    Code.WRONG_TYPE: ("In de JSON moet {found} zijn.", "Laat de afzender dit verbeteren."),
    Code.NOT_A_FORM: (
        "Hierin is geen signaalformulier herkend: de vaste kopjes, zoals Datum melding en Naam melder, ontbreken.",
        "Gebruik het formulier uit het beleid (bijlage 7), of neem het signaal met de hand over.",
    ),
    Code.NOTHING_FILLED_IN: ("Het formulier is niet ingevuld: achter geen enkel kopje staat iets.", _AGAIN),
    Code.SEVERAL_FORMS: (
        "Hierin staan meer formulieren bij elkaar; welk signaal bedoeld is, is niet te zeggen.",
        "Sla elk formulier als eigen bestand op en lees ze een voor een in.",
    ),
    Code.TOO_MANY_PERSONS: (
        "Het formulier noemt te veel betrokkenen voor een signaal.",
        "Splits het in meer signalen.",
    ),
    Code.TOO_LONG: (
        "Een veld van het formulier is te lang voor een signaal.",
        "Kort de tekst in of splits het signaal.",
    ),
}
_SAFE: Final = "Er is niets bewaard."
_ATTACHED: Final = "De bijlage van dit bericht is geen leesbaar formulier."


class FormRefused(Exception):  # noqa: N818 - it says what happened to the form
    """A form was not taken in; nothing of it was kept."""

    def __init__(self, code: str, file_name: str, what: str) -> None:
        super().__init__(f"{file_name}: {what}")
        self.code = code
        """A value of `Code`."""
        self.file_name = file_name
        self.what = what
        """What happened, what is safe and what to do: Dutch, plain, without anything from the form."""


class Unreadable(Exception):  # noqa: N818 - as FormRefused
    """A part of the reader cannot go on; `reading` turns it into `FormRefused`."""

    def __init__(self, code: Code, **details: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.details = details
        """Words for the message: kinds of file and names of fields, never a value."""
        self.is_attached = False
        """Whether it is about something in a mail, not about the mail itself."""


def refused(file_name: str, reason: Unreadable) -> FormRefused:
    """The refusal to show for this file; control characters in its name are left out."""
    happened, to_do = _WHAT[reason.code]
    if reason.is_attached:
        happened = f"{_ATTACHED} {happened}"
    shown = "".join(letter for letter in file_name if letter.isprintable())
    return FormRefused(reason.code.value, shown, f"{happened.format(**reason.details)} {_SAFE} {to_do}")
