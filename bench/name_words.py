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
    aad aafke aaltje aart abdel ad adel alie alien alp amber amine angel anja annemiek anton april arend arjen
    bart bas bea ben bep berber bernard berry bloem bo boudewijn boy brigit cao cas cees chanel co cor corrie
    crystal daan dan destiny dick diep dirk dolf dolly dong donna dore douwe dung eelke egbert elke els eren
    evert faith fay fee feike femke ferry fleur flip floor floris fokje fokke folkert frans freek frits ger
    gerben gerda gert gertjan gijs greet grietje guus hang hedda hein helen henk herman hidde hinke hoop hope
    hugo huib huub ina ineke iris islam jaap jaco jacob jade jan jan-willem janke janneke jantje jeanet jeannet
    jelle jenny jens jet jihad jip job joep joke joop joost jop jordy jorrit jos jouke joy judith june kaan
    karst kas kees kevin kien king klaas klaasje klaske koos kor lama lammert lang lara lars lena lennart lente
    leo levi lex lies liesbeth lieve lijsbeth lisa long lot lotje lotte louis luc lucas lucky luna luuk maaike
    maan mandy manon margot margriet marijn marike marloes martijn mat mattie maud max mees melle menno mercedes
    merel micha michiel miep mike milan mina mira mong nader nam nasser nel nick niek nienke noa noor olaf
    olivia oscar otto parel patricia paul pauline petra pien piet-hein pim pip pom prince puck raaf raid ramadan
    rein reinier remco renate rene ria rick riek rien ries riet rik ritsert robbert robijn rocky roel roelof
    roland ronald roos rosa rosan ruby ruth ruud saar saartje sander sas saskia sem servet shaker siebe sien sil
    sim simon sita sjaak sjaan sjors sofie son song spike stan stef stefan stella ster sterre stijn storm sultan
    susan sven sybren tam tara ted tess teun teus thea theo tiemen tien tijn tiny titia tjeerd tom ton tong tram
    trees trijn truc truus tuba twan udo ursula valk vera victoria viktor vlinder wendy werner wiebe wies wil
    willemijn willy wolf yara yen yvon zoe zon
    """
)
MORE_SURNAMES = words(
    """
    aap akker appel arend baars baas bakker balk ban barend bart beek beekman beem beer bekker bel berg berk
    beuk beul bever bezem bies bijl blauw bleek bleeker bloem bloemen blok blokland blom boef boer boersma bok
    bol boogaard boom boon boor boot borst bos bosch bosma bosman bot bouma bouman bouwer bouwman bouwmeester
    brandsma breed brink broek broekman broers bron brouwer brugge bruijn bruin bruins buijs buis buitenhuis
    buiter bult burger buurman cent daalder daalderop dam das deelder degen dekker dekkers dijk dijkman dijkstra
    dik ditmar does dongen doorn draaier drent dries driessen drijver drost duif duim duin eggink eik eikelboom
    elbers elzinga engel engelen evers ezel fabel fens fluit fokker franken gaal galg gans geel gerrits
    gerritsen geurts gijzen goedkoop goossens gorter gouda gouw gouweleeuw graaf graver grift groen groenewegen
    groenewoud groenland groot haak haan haars hagen hakker hamer hart haver haverkamp haverman hazelaar
    heemskerk heijden heilig heineken hellema hemel hendriks hendrikse herder hermans hertog heuvel hoek
    hoekstra hofman holleman hond honig hooft hoogendoorn hoogeveen hoogland hoop horst hout houtman huisman
    huizen huizinga jacobs jager jagers jagtman jansen janssen jong jonge jonker kaars kaas kabel kamer kamp
    kamphuis kaptein karper kasteel kat keizer keizers kemp kerk kerker kerkhoven kerkman kessels ketelaar keur
    kievit kist klaassen klaver kleermaker klein kloek klok klomp kloosterman knecht knol knop koel koeman
    koenen kogel kok koks kolk koning kooijman kool koopman koper korf kortekaas korteweg korver koster kraai
    kraan kramer krans kreuger kroon kruger kruis kruk kuijper kuijpers kuil kuiper kuipers kwak kwant kwast
    laan lakeman lam lamers lammers landman landveld lange leenders leeuw leeuwen leeuwerik leijten linde linden
    links lodewijk lont loon loonen loper los lucas luiten maas maat maes mager mak mannen mantel marsman
    martens mast meer mees meester meijer mens metselaar meuleman meulen mieras moerman mol molenaar monnik mous
    muis mulder mus naber nagel nagtegaal neut nieboer nieuwenhuis nieuwenhuizen nieuwhof nieuwland nijhuis
    noord noordam noordhof noordman ockers oord oosterhuis oosterom oostland oostveen os otten otter oud
    ouwehand overbeek paap paard palm pannekoek park pastoor paulus pauw peer peeters pels pen peters piek
    pieters pijl pijper pil pit plank ploeg plug pol pool poort poot post postma pot prins pronk prooi puts raaf
    raaijmakers raap rademaker rademakers ram reiger reinders reitsma rek reuvers riem rietveld rijk rijken
    rijkers rijn rijnders ring roelofs roest roet roggen romijn rood rooi roos ros rot ruijter ruis ruiter rus
    rutgers rutte sanders schaap schaper schenk scherp schilder schipper schoen schoenmaker schoenmakers schol
    scholte scholten schoon schoone schot schout schouten schram schreuder schrijvers schut schuur schuurman
    slager slot sluis smeenk smeets smid smit smits sneek snel snijder snijders snoek spaans spek spijker spin
    spoor spreeuw spruit staal stam steen steenhuis ster sterk stoel stok stolk stoop storm straat strating
    straver stroom swinkels tak tang teeuw teeuwen temmer terp terpstra teunissen timmer timmermans tol toren
    trap tromp tuin tuinman twisk uiterwaal valk veen veenman veenstra veer velde velden veldhoven veldhuis
    veldkamp veldman velthuis ven verbeek verbruggen verhage verhagen verhoeven verkerk vermeer vermeulen
    verschoor versteeg verver verweij vink vis visser vlieger vliet vogel vogels vonk voorn vos vrede vreden
    vreede vreeman vriend vries vrijman vroom waal waard wagen wagenaar wagter wal warmerdam waterman weber
    weerd weg weijers wessels westra wever wiel wielen wiersma wijk wijn wijnen wijngaarde willems willemse
    willemsen wind winkel wit witte witteman wolters woud zaal zalm zand zandbergen zanders zandstra zeefuik
    zeegers zeeman zegers ziel zijlstra zijp zilver zoet zomer zon zondag zonneveld zoon zuiderent zuur zwaan
    zwaard zwager zwart zwarts
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
