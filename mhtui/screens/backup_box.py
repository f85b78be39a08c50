"""Where back-ups come, how often one is asked for, and how many stay: choices of this computer, in its settings."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Input, Static

from mhtui.plain import plain
from mhtui.screens.formbox import FormBox
from mhtui.settings import own_folder, typed_path
from mhtui.widgets.field import Field

if TYPE_CHECKING:
    from mhtui.casework.desk import Desk
    from mhtui.choices import Choices

EXPLAINED = (
    "Kies een andere plaats dan deze computer: een stick, of een map op het netwerk. Een back-up is verzegeld; wie het "
    "bestand vindt leest er niets in."
)
_LIMITS = {"days": (1, 366), "keep": (1, 1000)}


class BackupBox(FormBox[Path]):
    """Folder, days, count; gives the folder."""

    SAID = ""
    heading = "Back-up: map en tijd"

    def __init__(self, choices: "Choices") -> None:
        super().__init__()
        self._choices = choices

    def body(self) -> ComposeResult:
        """Three lines."""
        yield Static(plain(EXPLAINED, "$muted"))
        folder = Input(self._choices.backup_folder or str(own_folder()), max_length=4096)
        yield Field("Map", folder, id="backup--folder")
        yield Field(
            "Vraag om een nieuwe na zoveel dagen",
            Input(str(self._choices.backup_days), max_length=4),
            id="backup--days",
        )
        yield Field(
            "Bewaar zoveel back-ups in deze map", Input(str(self._choices.backup_keep), max_length=5), id="backup--keep"
        )

    def _typed(self, name: str) -> str:
        return self.query_one(f"#backup--{name} Input", Input).value.strip()

    @property
    def has_changes(self) -> bool:
        """Nothing is lost by leaving."""
        return False

    def missing(self) -> dict[str, str]:
        """A folder, and two whole numbers."""
        wrong = {} if self._typed("folder") else {"backup--folder": "Vul een map in."}
        for name, (least, most) in _LIMITS.items():
            typed = self._typed(name)
            if not (typed.isascii() and typed.isdecimal() and least <= int(typed) <= most):
                wrong[f"backup--{name}"] = f"Vul een heel getal in van {least} tot en met {most}."
        return wrong

    def job(self) -> "Callable[[Desk], Path]":
        """Keep the choices."""
        session, typed = self.session, self._typed("folder")
        days, keep = int(self._typed("days")), int(self._typed("keep"))

        def job(desk: "Desk") -> Path:
            del desk
            folder = typed_path(typed)
            if not folder.is_dir():
                raise NotADirectoryError
            choices = session.read_settings().choices
            session.keep_choices(choices.with_backups(str(folder.absolute()), days, keep))
            return folder

        return job

    def _refused(self, error: Exception) -> bool:
        taken = super()._refused(error)
        if isinstance(error, NotADirectoryError):
            self.complain({"backup--folder": "Deze map is er niet, of is nu niet te bereiken."})
        elif isinstance(error, OSError):
            self.complain({"backup--folder": "De instellingen van deze computer kunnen niet bewaard worden."})
        else:
            return taken
        return True
