"""What a person chose for this computer, and where things stand on it: the only module that knows paths.

A settings file that cannot be read is told in plain words and left exactly as it is; the program then runs on the
defaults and does not write settings. Pydantic is imported when the file is read, never for the first frame.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from platformdirs import PlatformDirs

if TYPE_CHECKING:
    from mhtui.choices import Choices

_APP: Final = "mhtui"
_LARGEST: Final = 64 * 1024
"""Bytes of a settings file; ours has a few hundred."""


def own_folder() -> Path:
    """Return the folder of this account, where one begins to look; or what there is instead of it."""
    for folder in (Path.home, Path.cwd):
        with suppress(OSError, RuntimeError):  # an account without a folder, a folder that was thrown away
            if folder().is_dir():
                return folder()
    return Path(os.sep)


def typed_path(text: str) -> Path:
    """Return the path somebody typed, `~` being the own folder; the `~` of somebody who is not there stays one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


@dataclass(frozen=True)
class Places:
    """The folders of this account on this computer; tests give their own."""

    config: Path
    data: Path
    documents: Path
    """Where a person looks for what has to be printed."""

    @classmethod
    def of_this_account(cls) -> "Places":
        """The folders the system has for settings and data of one user."""
        folders = PlatformDirs(_APP, appauthor=False, roaming=False)
        return cls(config=folders.user_config_path, data=folders.user_data_path, documents=folders.user_documents_path)

    @property
    def printing(self) -> Path:
        """Where a new file is proposed: among the documents, or in the folder above that when there is none."""
        return next(folder for folder in (self.documents, *self.documents.parents) if folder.is_dir())

    @cached_property
    def settings_file(self) -> Path:
        """Where the choices are kept."""
        return self.config / "instellingen.json"

    @cached_property
    def pins_file(self) -> Path:
        """What this computer remembers of each kluis."""
        return self.config / "kluizen.json"

    @cached_property
    def default_store(self) -> Path:
        """The kluis that is used when nobody names another."""
        return self.data / "kluis.db"

    @cached_property
    def cards(self) -> Path:
        """The cards of municipalities that were used before, to know them again."""
        return self.config / "kaarten"

    @cached_property
    def postbox(self) -> Path:
        """Where sealed signals are put for the aandachtsfunctionaris, when the settings name no other folder."""
        return self.documents / "mhtui-postvak"

    @cached_property
    def demo_store(self) -> Path:
        """The demonstration kluis that the first screen can make."""
        return self.data / "demo.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices, and the Dutch sentence that says why the file could not be used; empty when all is well."""

    choices: "Choices"
    trouble: str = ""


def peek_theme(places: Places, known: frozenset[str], default: str) -> str:
    """Give the theme for the very first frame, before anything else is read; the default when in doubt."""
    try:
        found = json.loads(_text(places.settings_file))
    except (OSError, ValueError, RecursionError):
        return default
    theme = found.get("weergave") if isinstance(found, dict) else None
    return theme if isinstance(theme, str) and theme in known else default


def read_settings(places: Places) -> Settings:
    """Read the choices; a file that is missing gives the defaults, a broken one the defaults and what is wrong."""
    from pydantic import ValidationError

    from mhtui.choices import Choices, in_dutch

    try:
        return Settings(Choices.model_validate_json(_text(places.settings_file)))
    except FileNotFoundError:
        return Settings(Choices())
    except ValidationError as error:
        why = in_dutch(error)
    except (OSError, ValueError):
        why = "het bestand kan niet gelezen worden"
    return Settings(
        Choices(),
        f"Uw instellingen zijn niet gebruikt: {why}. Het bestand is niet aangeraakt: {places.settings_file}",
    )


def write_settings(places: Places, choices: "Choices") -> None:
    """Keep the choices; the old file stays whole until the new one is complete. Raises `OSError`."""
    from mhtui.newfile import write_over

    write_over(places.settings_file, choices.model_dump_json(indent=2, by_alias=True).encode() + b"\n")


def _text(path: Path) -> str:
    """Read a settings file; raises `OSError`, or `ValueError` when it is too large or not text."""
    with path.open("rb") as file:
        found = file.read(_LARGEST + 1)
    if len(found) > _LARGEST:
        raise ValueError("too large")
    return found.decode("utf-8")
