"""Reads the files with rules and lists that a municipality may change: TOML, checked against a pydantic schema.

A mistake is told with the file, the line and the field, never with a stack of library errors. It reads no dossier.
"""

import re
import tomllib
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from mhtui.casework.errors import InvalidData

M = TypeVar("M", bound=BaseModel)

SHIPPED: Final = Path(__file__).parent / "data"
"""Where the files that come with the program stand."""
MOST_BYTES: Final = 1024 * 1024
"""Larger is no file with rules."""

_MOST_DOTS: Final = 200
"""In one line: for a name of many parts its reader takes memory with the square of their number."""
_TOO_MUCH: Final = "is niet te lezen: er staat iets in dat veel te groot is"
_AT_LINE: Final = re.compile(r"\(at line (\d+)|\(at end of document")
_WORDS: Final = {
    "missing": "ontbreekt",
    "extra_forbidden": "dit veld bestaat niet",
    "enum": "deze waarde bestaat niet",
    "date_from_datetime_parsing": "is geen datum",
    "string_type": "is geen tekst",
    "string_too_short": "is leeg",
    "string_pattern_mismatch": "heeft niet de goede vorm",
    "int_type": "is geen getal",
    "bool_type": "is niet true of false",
}
"""The errors of the schema a person can make, in Dutch; what is not here is told as "is niet geldig"."""


class DataModel(BaseModel):
    """The shape of a part of such a file; an unknown field is refused, because it is a typing error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def read_data(path: Path, model: type[M]) -> M:
    """Return what the file holds; raises `InvalidData` with file, line and field."""
    text = _read_text(path)
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):
        raise InvalidData(path.name, 1, "", _TOO_MUCH)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at.group(1)) if at and at.group(1) else text.count("\n") + 1
        raise InvalidData(path.name, line, "", "hier klopt de vorm niet") from None
    except (ValueError, RecursionError):  # a number of ten thousand digits, a list in a list in a list
        raise InvalidData(path.name, 1, "", _TOO_MUCH) from None
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = tuple(first["loc"])
    what = first["msg"].removeprefix("Value error, ") if first["type"] == "value_error" else None
    spoken = what or _WORDS.get(first["type"], "is niet geldig")
    raise InvalidData(path.name, _line_of(text, where), ".".join(map(str, where)), spoken)


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise InvalidData(path.name, 1, "", "is te groot")
        return raw.decode("utf-8")
    except OSError:
        raise InvalidData(path.name, 1, "", "kan niet worden gelezen") from None
    except UnicodeDecodeError:
        raise InvalidData(path.name, 1, "", "is geen UTF-8") from None


def _line_of(text: str, where: tuple[int | str, ...]) -> int:
    """Return the line of a field: in its own `[[table]]` when it stands in one, else the first line that names it."""
    lines = text.splitlines()
    start, end = 0, len(lines)
    names = [part for part in where if isinstance(part, str)]
    places = [part for part in where if isinstance(part, int)]
    if names and places:
        heads = [number for number, line in enumerate(lines) if line.strip() == f"[[{names[0]}]]"]
        if places[0] < len(heads):
            start = heads[places[0]]
            end = next((head for head in heads if head > start), end)
    for number in range(start, end):
        if names and re.match(rf"\s*\"?{re.escape(names[-1])}\"?\s*=", lines[number]):
            return number + 1
    return start + 1
