"""The boxes of a request: who asks, what becomes of what stands out, and where the document comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.anonymise.words import KIND_WORDS
from mhtui.plain import plain, single_line
from mhtui.screens.document_box import FORMS, DocumentBox
from mhtui.screens.formbox import FormBox
from mhtui.widgets.field import Field
from mhtui.widgets.tick import Tick

if TYPE_CHECKING:
    from mhtui.casework.access import Request
    from mhtui.casework.access_search import Wanted
    from mhtui.casework.access_shield import Marked
    from mhtui.casework.desk import Desk
    from mhtui.casework.document import Document

_FIELDS = {
    "name": "Naam",
    "born": "Geboortedatum, zoals die in een tekst kan staan",
    "phone": "Telefoonnummer",
    "email": "E-mailadres",
}
_WIDEST = 80


class WhoBox(FormBox["Wanted"]):
    """Who asks."""

    KEEP_WORD = "Zoeken"
    SAID = ""
    HELP = (
        "Alleen de naam moet. Stel eerst vast dat wie vraagt ook deze persoon is. Dat u zocht komt in het logboek, "
        "zonder de naam."
    )
    FIELDS: ClassVar[dict[str, str]] = {"name": "access--name"}
    heading = "Wie vraagt wat er bewaard wordt?"

    def body(self) -> ComposeResult:
        """A name, and what else is known."""
        for name, words in _FIELDS.items():
            yield Field(words, Input(max_length=200), id=f"access--{name}")

    def _typed(self, name: str) -> str:
        return self.query_one(f"#access--{name} Input", Input).value.strip()

    @property
    def has_changes(self) -> bool:
        """Nothing is lost by leaving."""
        return False

    def missing(self) -> dict[str, str]:
        """A name."""
        return {} if self._typed("name") else {"access--name": "Vul een naam in."}

    def job(self) -> "Callable[[Desk], Wanted]":
        """See that it can be looked for."""
        typed = {name: self._typed(name) for name in _FIELDS}

        def job(desk: "Desk") -> "Wanted":
            from mhtui.casework.access_search import Wanted

            del desk
            wanted = Wanted(**typed)
            wanted.identities()
            return wanted

        return job


@dataclass(frozen=True, slots=True)
class Judged:
    """What was answered about words."""

    stays: frozenset[str] = frozenset()
    out: tuple[str, ...] = ()
    partners: bool = False

    def of(self, request: "Request") -> "Request":
        """Return a request with these answers."""
        return replace(request, stays=self.stays, out=self.out, partners=self.partners)


class MarkedBox(FormBox[Judged]):
    """Every marked word falls away unless it is chosen here; other words can fall away too."""

    KEEP_WORD = "Zo laten"
    SAID = ""
    HELP = (
        "Alles wat gemarkeerd is valt weg. Met de spatiebalk zegt u dat woorden mogen blijven staan. Wie verder in het "
        "dossier geregistreerd staat valt altijd weg."
    )
    heading = "Wat blijft staan"

    def __init__(self, marked: "Sequence[Marked]", judged: Judged) -> None:
        super().__init__()
        self._marked = tuple(each for each in marked if each.may_stay)
        self._always = len(marked) - len(self._marked)
        self._before = judged

    def body(self) -> ComposeResult:
        """The words, what else falls away, and the partners."""
        said = f"Kies wat mag blijven staan. {self._always} keer gaat het om een ander uit het dossier; dat valt weg."
        yield Static(plain(said, "$muted"))
        for at, each in enumerate(self._marked):
            words = f"{KIND_WORDS[each.kind]}: {single_line(each.words, _WIDEST)}"
            yield Tick(words, each.stays, id=f"access--stays-{at}")
        before = "; ".join(self._before.out)
        yield Field("Ook weglaten, met ; ertussen", Input(before, max_length=2000), id="access--out")
        yield Tick("Noem ook welke ketenpartners zijn ingelicht", self._before.partners, id="access--partners")

    @property
    def has_changes(self) -> bool:
        """Whether something was chosen or typed."""
        return self.is_mounted and self._judged() != self._before

    def _judged(self) -> Judged:
        from mhtui.casework.wording import words_of

        ticks = [self.query_one(f"#access--stays-{at}", Tick) for at in range(len(self._marked))]
        stays = frozenset(each.words for each, tick in zip(self._marked, ticks, strict=True) if tick.value)
        out = self.query_one("#access--out Input", Input).value.split(";")
        words = tuple(each for each in map(words_of, out) if each)
        return Judged(stays, words, self.query_one("#access--partners", Tick).value)

    def job(self) -> "Callable[[Desk], Judged]":
        """Nothing is kept: it goes back to the screen."""
        judged = self._judged()
        return lambda _desk: judged


class GiveBox(DocumentBox):
    """Where the document comes."""

    KEEP_WORD = "Document maken"
    SAID = "Het document is gemaakt; dat staat in het logboek."
    HELP = "Geef het op een veilige manier, aan deze persoon zelf. " + FORMS
    FIRST = "inzage"
    heading = "Document maken"

    def __init__(self, request: "Request", folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._request = request

    def body(self) -> ComposeResult:
        """The warning once more, and a file."""
        from mhtui.casework.access_print import WARNING

        yield Static(plain(WARNING, "$attention"))
        yield from super().body()

    def document(self) -> "Callable[[Desk], Document]":
        """Of what was read."""
        request = self._request

        def made(desk: "Desk") -> "Document":
            from mhtui.casework.access import give
            from mhtui.casework.access_print import document

            return document(give(desk, request))

        return made
