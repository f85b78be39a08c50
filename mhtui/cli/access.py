"""`mhtui inzage ...`: where one person stands in every dossier, and the document that this person gets.

Who asks is read from a file or from standard input: a name on the command line stays in the history of the shell.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mhtui.anonymise.words import KIND_WORDS
from mhtui.cli.call import Call
from mhtui.cli.output import complain, one_line, paragraphs, told_progress, write, write_json
from mhtui.cli.sheet import new_document
from mhtui.cli.stop import Stop, wrong_use
from mhtui.exits import DONE, REFUSED

if TYPE_CHECKING:
    from mhtui.casework.access import Disclosure
    from mhtui.casework.access_search import Hit, Wanted

_MOST: Final = 65_536
"""Characters of a request."""
_WHO: Final = {"naam": "name", "geboren": "born", "telefoon": "phone", "e-mail": "email"}
_STAYS: Final = "laat staan"
_OUT: Final = "weglaten"


def find(call: Call) -> int:
    """List where this person, or somebody with such a name, stands."""
    with call.desk() as desk:
        from mhtui.casework.access_search import search

        wanted, _ = _asked(call)
        with told_progress("Zoeken in alle dossiers") as step:
            hits = search(desk, wanted, step)
    if call.json:
        write_json([_json(hit) for hit in hits])
        return DONE
    for hit in hits:
        write(f"{'●' if hit.exact else '○'} {hit.place.key}", *paragraphs(one_line(hit.around), indent=4))
    write(
        f"{len(hits)} plekken; ● is zo geschreven, ○ lijkt erop. Kies met «inzage maken --kies» wat deze persoon is."
        if hits
        else "Deze naam en gegevens komen in geen enkel dossier voor dat u kunt openen."
    )
    return DONE


def _json(hit: "Hit") -> dict[str, object]:
    return {
        "plek": hit.place.key,
        "kenmerk": hit.place.number,
        "wat": hit.place.what,
        "gevonden": list(hit.found),
        "zo_geschreven": hit.exact,
        "rondom": hit.around,
    }


def make(call: Call) -> int:
    """Show what this person would read; with `--naar` write it."""
    to_file, chosen = call.word("naar") is not None, call.words("kies")
    if to_file and not call.switch("gelezen"):
        raise wrong_use("Lees eerst zonder --naar wat erin komt, en zeg dat met --gelezen. Er is niets gemaakt.")
    with call.desk() as desk:
        from mhtui.casework.access import Request, disclosure, give
        from mhtui.casework.access_print import WARNING, document
        from mhtui.casework.access_search import search

        wanted, said = _asked(call)
        with told_progress("Zoeken in alle dossiers") as step:
            places = {hit.place.key: hit.place for hit in search(desk, wanted, step)}
        if not set(chosen) <= set(places):
            raise Stop("Een plek achter --kies staat niet in de lijst van «inzage zoeken».", REFUSED)
        request = Request(
            wanted,
            tuple(places[key] for key in dict.fromkeys(chosen)),
            stays=frozenset(said[_STAYS]),
            out=tuple(said[_OUT]),
            partners=call.switch("met_partners"),
        )
        made = give(desk, request) if to_file else disclosure(desk, request)
    page = document(made)
    if not to_file:
        write(page.markdown().removesuffix("\n"))
        complain("\n".join(("", *_marked(made), *paragraphs(WARNING, indent=0))))
        return DONE
    path = new_document(call, page)
    write(f"✓ Inzagedocument over {len(made.dossiers)} dossiers. Dat u het maakte staat in het logboek.")
    write(f"  {one_line(str(path))}", *paragraphs(WARNING, indent=0))
    return DONE


def _marked(made: "Disclosure") -> Iterator[str]:
    """Tell what stood out, and what becomes of it."""
    for each in made.marked:
        kept = "blijft staan" if each.stays else "valt weg" if each.may_stay else "valt weg, van een ander"
        yield f"  {kept:<24}{KIND_WORDS[each.kind]:<20}{one_line(each.words)}"
    yield f"{len(made.marked)} markeringen. Lees ook de rest: een bijzonder verloop vindt geen programma."


def _asked(call: Call) -> "tuple[Wanted, dict[str, list[str]]]":
    """Read who asks, and what was said about words; raises `Stop`."""
    from mhtui.casework.access_search import Wanted
    from mhtui.casework.wording import words_of

    who, said = dict[str, str](), {_STAYS: list[str](), _OUT: list[str]()}
    for number, line in enumerate(_text(call.word("verzoek") or "-").splitlines(), 1):
        name, colon, value = line.partition(":")
        name = name.strip().casefold()
        if name in said and colon:
            said[name].append(words_of(value))
        elif name in _WHO and colon and _WHO[name] not in who:
            who[_WHO[name]] = value.strip()
        elif line.strip():
            known = ", ".join((*_WHO, *said))
            raise wrong_use(f"Regel {number} van het verzoek is niet te lezen, of staat er dubbel. Wat kan: {known}.")
    return Wanted(who.get("name", ""), who.get("born", ""), who.get("phone", ""), who.get("email", "")), said


def _text(name: str) -> str:
    """Read the request; raises `Stop`."""
    if name == "-" and sys.stdin is None:
        raise wrong_use("Er is geen verzoek: geef een bestand, of geef het door op standaardinvoer.")
    try:
        if name == "-":
            return sys.stdin.read(_MOST)
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.read(_MOST)
    except UnicodeDecodeError:
        raise Stop("Het verzoek is geen tekst in UTF-8.", REFUSED) from None
    except (OSError, ValueError):
        raise Stop("Het bestand met het verzoek kan niet gelezen worden.", REFUSED) from None
