"""Functieoverdracht, step by step: the herstelcode, the successor's wachtzin, the proof, and the leaver's key.

Nothing is taken from who leaves before the successor was seen to open everything; until then both can work.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain
from mhtui.screens.keyring_forms import WordsForm, code_complaint
from mhtui.settings import typed_path
from mhtui.widgets.field import Field
from mhtui.widgets.tick import Tick

if TYPE_CHECKING:
    from keys.directory import Holder
    from mhtui.casework.desk import Desk
    from mhtui.casework.handover import Successor

EXPLAINED = (
    "Eerst ziet u samen dat de opvolger alles opent. Pas daarna wordt uw sleutel ingetrokken; tot dan kunt u stoppen."
)


class HandoverBox(WordsForm["tuple[Successor, bytes] | Holder"]):
    """Asks what a handover needs, gives the successor a key, and shows what it opens."""

    KEEP_WORD = "Opvolger binnenlaten"
    SAID = "De opvolger heeft een sleutel."
    FILE = "keys--dossier"
    HELP = (
        "Ga naast uw opvolger zitten, met het herstelblad. De opvolger kiest een wachtzin die u niet hoeft te weten. "
        "Daarna ziet u samen wat de opvolger opent; u kunt dan nog stoppen."
    )
    FIELDS: ClassVar[dict[str, str]] = {"holder": "keys--name"}
    heading = "Functieoverdracht"

    def body(self) -> ComposeResult:
        """Code, name, wachtzin, dossier."""
        yield Static(plain(EXPLAINED, "$muted"))
        yield Field("Herstelcode, alle groepen", Input(max_length=200), id="keys--code")
        yield Field("Eigen naam van de opvolger (mag leeg; verzegeld)", Input(max_length=80), id="keys--name")
        yield from self.words_row("Wachtzin van de opvolger")
        yield from self.brought_rows()
        words = "Overdrachtsdossier als bestand: wat loopt, acties en besluiten (leeg: geen)"
        yield Field(words, Input(max_length=4096), id="keys--dossier")
        yield Tick("Met namen van melders; dat komt in het logboek", id="keys--names")

    @property
    def has_changes(self) -> bool:
        """Whether something was typed."""
        return self.is_mounted and bool(self.value("code") or self.value("name") or self.value("dossier"))

    def missing(self) -> dict[str, str]:
        """The code, and a wachtzin that is not weak."""
        return ({} if self.value("code") else {"keys--code": "Typ de herstelcode."}) | self.unfit()

    def job(self) -> "Callable[[Desk], tuple[Successor, bytes] | Holder]":
        """Check the code, write the dossier, let the successor in or give their own key; takes some seconds."""
        code, words, name, dossier = (self.value(each) for each in ("code", "words", "name", "dossier"))
        public, mark = self.value("public"), self.value("mark")
        names, cost = self.query_one(Tick).value, self.session.cost
        path = typed_path(dossier) if dossier else None

        def job(desk: "Desk") -> "tuple[Successor, bytes] | Holder":
            from mhtui.casework.handover import check_code, name_key, name_successor
            from mhtui.casework.handover_dossier import handover_dossier
            from mhtui.keyfiles import public_at
            from mhtui.newfile import write_new

            checked = check_code(desk, code)
            if path is not None:
                write_new(path, handover_dossier(desk, names=names).markdown().encode())
            try:
                if public:
                    return name_key(desk, public_at(typed_path(public)), mark, name=name)
                return name_successor(desk, words, name=name, policy=cost), checked
            except BaseException:
                if path is not None:
                    path.unlink(missing_ok=True)  # the next try writes it again
                raise

        return job

    def _refused(self, error: Exception) -> bool:
        taken = super()._refused(error)
        if why := code_complaint(error):
            self.complain({"keys--code": why})
        else:
            return taken
        return True
