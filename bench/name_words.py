"""Writes `mhtui/anonymise/name_words.py`: the names that the lexicon takes for ordinary Dutch words.

The finder needs no list of names for a word that Dutch does not have. It does need to know that *visser* and *roos* may
be somebody. Names come from Faker (MIT) and from a few lines below; the bench's own names are another list. Run
`python -m bench.name_words` after an upgrade of simplemma or Faker; Faker is not needed to run the program.
"""

import importlib
from pathlib import Path
from textwrap import fill

from mhtui.anonymise.cleaning import fold
from mhtui.anonymise.lexicon import Lexicon, load_lexicon
from mhtui.anonymise.vocabulary import CALENDAR, FUNCTION_WORDS, PARTICLES, STARTERS
from mhtui.anonymise.wordlist import words

LOCALES = (
    "nl_NL",
    "nl_BE",
    "pl_PL",
    "ro_RO",
    "tr_TR",
    "hu_HU",
    "vi_VN",
    "de_DE",
    "id_ID",
    "en_IN",
    "es_ES",
    "pt_PT",
    "it_IT",
    "en_GB",
)

MORE_GIVEN = words(
    """
    amber angel april bas ben bloem bo boy cas cees chanel crystal daan dan destiny dolly donna faith fay fee
    fleur flip floor freek gijs guus hidde hoop hope huib iris jade jan jet jip job joep joke jop joost joy june
    kas kees king klaas koos lente lies lieve lot lotje lucky luna maan max mees merel mercedes miep mike mina
    mira noor olivia parel pim pip pom prince puck raaf ria rick ries rik robijn rocky roos rosa ruby ruud saar
    saartje sander sas sem sien sil sim sjaak sjaan spike stan stella ster sterre stijn storm teun tess tijn ton
    tom trijn truus twan valk victoria viktor vlinder wil wies wolf yara zon
    """
)
MORE_SURNAMES = words(
    """
    aap akker appel arend baars baas bakker balk ban barend bart beekman beem beer bel berg berk beuk beul bever
    bezem bies bijl blauw bleek bloem blok boef bok bol boom boon boor boot bosman bot bouma bouman bouwer
    bouwman brandsma breed broekman bron bruin bruins buis buiter burger buurman cent daalder das dekker degen
    dekkers dik dijkman dijk doorn draaier dries drost duif duim eik engel ezel fabel fluit gaal galg gans geel
    gerrits gijzen goedkoop gorter gouw graver groen groenewoud haak haan hazelaar hakker hamer hart haver
    heilig hemel herder hertog hofman holleman honig hond hoogland houtman hout huizen huizinga jagers jager
    kaars kaas kabel kamer kamp karper kat keizer kerk kerker ketelaar keur kievit kist klaver kleermaker klein
    klok klomp knecht knop koeman koks kool koopman kool koper korf korver kraai kraan krans kroon kruis kruk
    kuijper kuipers kwak kwast lakeman lam landman leeuwerik linde links loper los lucas maas maat mak marsman
    mast meester meijer mees metselaar mieras mol monnik mus muis naber nagel nagtegaal nieuwenhuis nieuwland
    noord ockers oord oosterhuis os otter ouwehand paap paard palm pannekoek park pastoor pauw peer pels pen
    pijl pijper pil plank plug pool poot poort post pot prooi puts raaf raap rademaker ram reiger rek rijk
    rijken ring roelofs roest roggen rood rooi ros rot ruiter rus rutgers schaap schaper schenk scherp schilder
    schoen schoenmaker schoon schot schout schram slager slot sluis smeets smid snel snoek spaans spek spijker
    spin spoor spreeuw staal stam steen ster stoel stok storm straat stroom tang teeuw temmer terp timmer tol
    toren trap tuinman tuin twisk valk veen veenman veer veldman verhage verweij verver vink vis vlieger vogel
    vogels voorn vreede vrede vriend vries vrijman vroom waal wagenaar wagen wal weber wever wiel wielen wijn
    wind winkel wit witteman woud zaal zalm zand zeeman zeegers zegers zijp zilver zomer zoon zonneveld zoet
    zuur zwaan zwager zwaard zwarts
    """
)

_HEAD = '''"""Names that the lexicon takes for ordinary words. Written by `bench/name_words.py`; do not edit.

Sources: the name lists of Faker (MIT) for %s,
and the short lists in that program.
"""

from mhtui.anonymise.wordlist import words
'''


def faker_names(kind: str) -> set[str]:
    """Collect the names of one kind, `first_names` or `last_names`, over all locales."""
    found: set[str] = set()
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if attribute.startswith(kind) and not callable(values := getattr(provider, attribute)):
                found.update(values)
    return found


def words_among(names: set[str], lexicon: Lexicon) -> list[str]:
    """Give the parts of the names that Dutch knows as a word."""
    dull = FUNCTION_WORDS | PARTICLES | STARTERS | CALENDAR
    parts = {part.lower() for name in names for part in name.replace("-", " ").split() if part.isalpha()}
    return sorted({fold(part) for part in parts if len(part) > 1 and part not in dull and lexicon.knows(part)} - dull)


def main() -> None:
    """Write the module."""
    lexicon = load_lexicon()
    given = words_among(faker_names("first_names") | MORE_GIVEN, lexicon)
    surnames = words_among(faker_names("last_names") | MORE_SURNAMES, lexicon)
    blocks = [_HEAD % fill(", ".join(LOCALES), 60)]
    for title, found in (("GIVEN_NAME_WORDS", given), ("SURNAME_WORDS", surnames)):
        lines = fill(" ".join(found), 112, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
        blocks.append(f'{title} = words(\n    """\n{lines}\n    """\n)\n')
    target = Path(__file__).parent.parent / "mhtui" / "anonymise" / "name_words.py"
    target.write_text("\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
