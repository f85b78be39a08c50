"""The forms of the sleutelhouders in Beheer: giving a key, another wachtzin, and typing the herstelcode.

A wachtzin is proposed and may be changed; how strong it is stands below it while somebody types.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Input, Static

from mhtui.plain import plain
from mhtui.screens.base import BREAKPOINTS
from mhtui.screens.formbox import FormBox, ResultT
from mhtui.settings import typed_path
from mhtui.widgets.dialog import button
from mhtui.widgets.field import Choice, Field

if TYPE_CHECKING:
    from keys.directory import Holder
    from mhtui.casework.desk import Desk

LONGEST_WORDS = 1024
_ROLES = (
    ("Plaatsvervanger: alles van de gemeente, zonder sleutels te geven", "plaatsvervanger"),
    ("Overleg: het lokaal overleg", "overleg"),
    ("Ketenregisseur: jaarcijfers en Drieluik", "ketenregisseur"),
    ("Zorgcoördinator: Drieluik, en de signalen van een regio", "zorgcoordinator"),
    ("FG: logboek en controle", "fg"),
)


class WordsForm(FormBox[ResultT]):
    """A form with a new wachtzin in it: proposed, with a button for other words, and its strength below."""

    DEFAULT_CSS = """
    WordsForm {
        #keys--words { margin-bottom: 0; }
        .words--row { height: auto; margin-bottom: 1; }
        #words--strength { height: auto; width: 1fr; color: $muted; padding: 0 1; }
        &.-short .words--row { margin-bottom: 0; }
        &.-narrow .words--row { layout: vertical; }
    }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = [(0, "-short"), (48, "-tall")]  # noqa: RUF012 - as Screen has it
    """More fields than other forms: their frames come when there is room for all of them."""
    FIELDS: ClassVar[dict[str, str]] = {"label": "keys--label", "holder": "keys--name"}

    def words_row(self, label: str) -> ComposeResult:
        """The line of the wachtzin, the button and the strength."""
        from mhtui.casework.words import propose

        line = Input(propose(), max_length=LONGEST_WORDS, select_on_focus=False)
        yield Field(f"{label}: schrijf haar op", line, id="keys--words")
        with Horizontal(classes="words--row"):
            yield Static(id="words--strength")
            yield button("Andere woorden", "words--other")

    def brought_rows(self) -> ComposeResult:
        """The lines of a key that was made elsewhere; with one no wachtzin is needed here."""
        yield Field("Of een openbare sleutel van elders (.mhopenbaar)", Input(max_length=4096), id="keys--public")
        line = Input(max_length=200)
        yield Field("Vingerafdruk daarvan, zoals de ander die u voorleest", line, id="keys--mark")

    @property
    def words(self) -> str:
        """The wachtzin as it stands there."""
        return self.value("words")

    def value(self, name: str) -> str:
        """What stands in a line."""
        return self.query_one(f"#keys--{name} Input", Input).value.strip()

    @on(Button.Pressed, "#words--other")
    def _other_words(self, event: Button.Pressed) -> None:
        """Propose six other words."""
        from mhtui.casework.words import propose

        event.stop()
        self.query_one("#keys--words Input", Input).value = propose()

    @on(Input.Changed, "#keys--words Input")
    def _weigh(self) -> None:
        """Say how strong it is."""
        from mhtui.casework.strength import strength

        self.query_one("#words--strength", Static).update(plain(strength(self.words).text))

    def weak(self) -> dict[str, str]:
        """What is wrong with the wachtzin."""
        from mhtui.casework.passphrases import weakness

        why = weakness(self.words)
        return {"keys--words": f"{why[:1].upper()}{why[1:]}."} if why else {}

    def unfit(self) -> dict[str, str]:
        """What is wrong with the wachtzin, or with the key that takes its place."""
        if not self.value("public"):
            return self.weak()
        if not self.value("mark"):
            return {"keys--mark": "Bel, en laat de vingerafdruk voorlezen van het eigen scherm."}
        return {}

    def _refused(self, error: Exception) -> bool:
        from db.errors import KeyInUse
        from keys.errors import LimitExceeded, NotAPublicKey, UnsupportedVersion, WrongPassphrase
        from mhtui.casework.errors import OtherFingerprint, WeakPassphrase
        from mhtui.handin.errors import CannotRead
        from mhtui.messages import explain

        taken = super()._refused(error)
        wrong_file = isinstance(error, CannotRead | NotAPublicKey | LimitExceeded | UnsupportedVersion | KeyInUse)
        if self.query("#keys--public") and (wrong_file or isinstance(error, OtherFingerprint)):
            place = "keys--public" if wrong_file else "keys--mark"
            self.complain({place: explain(error).happened})
            return True
        if isinstance(error, WeakPassphrase):
            self.complain({"keys--words": f"{error.why[:1].upper()}{error.why[1:]}."})
            return True
        if isinstance(error, WrongPassphrase) and self.query("#keys--now"):
            self.complain({"keys--now": "Dat is niet uw wachtzin van nu."})
            return True
        return taken


class GiveKey(WordsForm["Holder"]):
    """Asks who gets a key."""

    KEEP_WORD = "Sleutel geven"
    SAID = "De sleutel is gegeven."
    HELP = "De sleutel opent precies wat bij de rol hoort. Dat er een sleutel bij kwam staat in het logboek."
    heading = "Sleutel geven"

    def body(self) -> ComposeResult:
        """Role, function, own name, wachtzin."""
        yield Field("Rol", Choice(_ROLES), id="keys--role")
        yield Field("Functie, nooit een naam (leeg: naar de rol)", Input(max_length=80), id="keys--label")
        yield Field("Eigen naam (mag leeg; verzegeld)", Input(max_length=80), id="keys--name")
        yield from self.words_row("Wachtzin")
        yield from self.brought_rows()

    @property
    def has_changes(self) -> bool:
        """Whether something was chosen or typed."""
        typed = any(self.value(each) for each in ("label", "name", "public", "mark")) if self.is_mounted else False
        return self.is_mounted and bool(self.query_one(Choice).chosen or typed)

    def missing(self) -> dict[str, str]:
        """A role, and a wachtzin that is not weak."""
        chosen = self.query_one(Choice).chosen
        return ({} if chosen else {"keys--role": "Kies een rol."}) | self.unfit()

    def job(self) -> "Callable[[Desk], Holder]":
        """Give it."""
        role, cost = str(self.query_one(Choice).chosen), self.session.cost
        words, label, name = self.words, self.value("label"), self.value("name")
        public, mark = self.value("public"), self.value("mark")

        def job(desk: "Desk") -> "Holder":
            from keys.directory import Role
            from mhtui.casework.keygiving import give, give_key
            from mhtui.keyfiles import public_at

            if public:
                brought = public_at(typed_path(public))
                return give_key(desk, Role(role), brought, mark, label=label, name=name)
            return give(desk, Role(role), words, label=label, name=name, policy=cost)

        return job


class ChangeWords(WordsForm[bool]):
    """Asks for another wachtzin of one's own."""

    KEEP_WORD = "Wijzigen"
    SAID = "Uw wachtzin is gewijzigd; de oude opent niets meer."
    HELP = (
        "Er wordt niets opnieuw verzegeld. Heeft een ander uw wachtzin gezien, laat dan uw sleutel intrekken en een "
        "nieuwe geven: een andere wachtzin is dan niet genoeg."
    )
    heading = "Wachtzin wijzigen"

    def body(self) -> ComposeResult:
        """The one of now, and the new one."""
        yield Field("Uw wachtzin van nu", Input(password=True, max_length=LONGEST_WORDS), id="keys--now")
        yield from self.words_row("Uw nieuwe wachtzin")

    @property
    def has_changes(self) -> bool:
        """Whether something was typed."""
        return self.is_mounted and bool(self.query_one("#keys--now Input", Input).value)

    def missing(self) -> dict[str, str]:
        """Both."""
        now = self.query_one("#keys--now Input", Input).value
        return ({} if now else {"keys--now": "Typ uw wachtzin van nu."}) | self.weak()

    def job(self) -> "Callable[[Desk], bool]":
        """Change it; takes two seconds."""
        now, wanted, cost = self.query_one("#keys--now Input", Input).value, self.words, self.session.cost

        def job(desk: "Desk") -> bool:
            from db.keyslots import change_passphrase
            from mhtui.casework.keygiving import refuse_weak

            refuse_weak(desk, wanted)
            change_passphrase(desk.store, now, wanted, policy=cost)
            return True

        return job


def code_complaint(error: Exception) -> str:
    """Say what is wrong with a typed herstelcode; empty for another error."""
    from db.errors import NotThisSheet
    from keys.errors import LimitExceeded, MistypedCode
    from mhtui.messages import explain

    return explain(error).happened if isinstance(error, NotThisSheet | MistypedCode | LimitExceeded) else ""


class TypeCode(FormBox[bytes]):
    """Asks for the herstelcode; what is wrong with it is said with its group."""

    KEEP_WORD = "Verder"
    SAID = "De herstelcode klopt."
    HELP = "De herstelcode staat op het herstelblad. Hoofdletters, spaties en streepjes maken niet uit."
    heading = "Herstelcode"

    def body(self) -> ComposeResult:
        """Why, and the code."""
        yield Static(plain("Wie vertrekt kent de hoofdsleutel. Een nieuwe hoofdsleutel vraagt de herstelcode."))
        yield Field("Herstelcode, alle groepen", Input(max_length=200), id="keys--code")

    @property
    def has_changes(self) -> bool:
        """Nothing is lost by leaving."""
        return False

    def missing(self) -> dict[str, str]:
        """The code."""
        return {} if self.query_one(Input).value.strip() else {"keys--code": "Typ de herstelcode."}

    def job(self) -> "Callable[[Desk], bytes]":
        """Check it."""
        typed = self.query_one(Input).value

        def job(desk: "Desk") -> bytes:
            from mhtui.casework.handover import check_code

            return check_code(desk, typed)

        return job

    def _refused(self, error: Exception) -> bool:
        taken = super()._refused(error)
        why = code_complaint(error)
        self.complain({"keys--code": why} if why else {})
        return taken or bool(why)
