"""The choices a person can make for this computer, with their limits. Nothing in here names a place or reads a file."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class Choices(BaseModel):
    """The contents of the settings file, by their Dutch names."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    theme: Literal["donker", "licht", "contrast"] = Field(default="donker", alias="weergave")
    """How the program looks."""
    idle_minutes: int = Field(default=5, ge=1, le=60, alias="vergrendelen_na_minuten")
    """Minutes without a key or the mouse after which the kluis is locked."""
    store: str | None = Field(default=None, alias="kluis", max_length=4096)
    """Where the kluis is when the command line names none; None is the user's data folder."""

    postbox: str | None = Field(default=None, alias="postvak", max_length=4096)
    """The folder where sealed signals arrive; None is a folder among the user's documents."""

    key_file: str | None = Field(default=None, alias="sleutelbestand", max_length=4096)
    """The personal key file that is used at the door when it is that of who comes in."""

    backup_folder: str | None = Field(default=None, alias="backup_map", max_length=4096)
    """The folder where the last back-up of this computer came; None before the first."""

    backup_days: int = Field(default=7, ge=1, le=366, alias="backup_na_dagen")
    """Days after which the program asks for a new back-up."""

    backup_keep: int = Field(default=12, ge=1, le=1000, alias="backups_bewaren")
    """How many back-ups stay in that folder when older ones are cleared away."""

    def with_backups(self, folder: str, days: int, keep: int) -> "Choices":
        """The same choices with another place and time for back-ups; raises `ValidationError`."""
        changed = {"backup_folder": folder, "backup_days": days, "backup_keep": keep}
        return Choices.model_validate({**self.model_dump(), **changed})

    def with_theme(self, name: str) -> "Choices":
        """The same choices with another theme; raises `ValidationError` for an unknown one."""
        return Choices.model_validate({**self.model_dump(), "theme": name})


def in_dutch(error: ValidationError) -> str:
    """Say which field is wrong and what it may be; never the value that was found."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "json_invalid":
        return "het is geen geldige JSON"
    if first["type"] == "extra_forbidden":
        return f"«{field}» is geen bekende instelling"
    allowed = {
        "weergave": "donker, licht of contrast",
        "vergrendelen_na_minuten": "een heel getal van 1 tot en met 60",
        "kluis": "een pad of een adres",
        "postvak": "een map",
        "sleutelbestand": "een bestand",
        "backup_map": "een map",
        "backup_na_dagen": "een heel getal van 1 tot en met 366",
        "backups_bewaren": "een heel getal van 1 tot en met 1000",
    }.get(field)
    return f"«{field}» moet {allowed} zijn" if allowed else "de inhoud is geen lijst met instellingen"
