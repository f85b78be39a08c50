"""Closed lists of Dutch words that the finder reasons with; all lower case.

Only lists live here. Names that are also words are in `name_words.py`, which is generated.
"""

from mhtui.anonymise.wordlist import words

FUNCTION_WORDS = words(
    """
    de het een 't 'n 's 'k 'm 'r d'r m'n z'n ik jij je jou jouw u uw hij 'ie ie zij ze haar hem zijn wij we ons
    onze jullie hun hen men zich zichzelf elkaar elkaars dit dat deze die wie wat welk welke wiens wier er hier
    daar waar waarom wanneer hoe in op aan met van voor na bij om te tot uit over onder door tegen tussen naar
    naast binnen buiten boven achter sinds tijdens volgens zonder per via vanaf vanuit vanwege wegens ondanks
    rond rondom richting en of maar want dus als dan toen terwijl omdat doordat zodat hoewel nadat voordat
    totdat zodra tenzij mits indien ook nog al wel niet geen nu zo heel erg zeer toch alleen altijd nooit soms
    vaak weer meer meest minder veel weinig is ben bent was waren wordt worden werd werden heeft heb hebt hebben
    had hadden kan kun kunt kunnen kon konden zal zult zullen zou zouden moet moeten moest moesten mag mogen
    mocht wil wilt willen wilde wilden gaat gaan ging gingen doet doen deed komt komen kwam laat laten liet
    geeft geven gaf staat staan stond zit zitten zat blijft bleef ja nee alle alles iets niets iemand niemand
    ieder iedere iedereen elk elke ander andere anderen eigen zelf samen één eén twee drie vier vijf zes zeven
    acht negen tien elf twaalf eerste tweede derde
    """
)
"""Words that say nothing by themselves, with or without a capital."""

STARTERS = words(
    """
    aldus alvast anders bovendien bijna binnenkort daags daarbij daarmee daarna daarnaast daarom daarop daarvoor
    dankzij desondanks destijds direct echter eerder eergisteren eerst eigenlijk eindelijk elders enkele ergens
    eveneens geheel gelukkig genoeg gezien gisteren graag haast helaas hiermee hierna hierom hoewel hooguit
    immers inderdaad inmiddels intussen jarenlang juist kennelijk kortom laatst langs later liever maandag
    meerdere meestal meteen middels minstens misschien momenteel morgen mogelijk namens namelijk natuurlijk
    nadien nergens niettemin nogmaals nochtans onlangs ondanks ondertussen ongeveer onmiddellijk ooit opeens
    opnieuw opvallend overal overdag overigens plotseling precies regelmatig reeds ruim samen sedert sindsdien
    slechts sommige sommigen spoedig steeds straks tegelijk tegenover tegenwoordig telkens tenminste tenzij
    terecht terug tevens tijdelijk trouwens uiteindelijk uiteraard vaak vanaf vanavond vandaag vanmiddag
    vanmorgen vannacht vanochtend vanuit vanwege vele veelal verder vermoedelijk vervolgens vlak vlakbij volop
    vooral vooralsnog voordien voorlopig voorts voortaan vorig vorige vrijwel waarbij waarna waarom
    waarschijnlijk wanneer wederom weldra weleens wellicht wie zelden zelfs zodoende zodra zogenaamd zojuist
    zolang zowel blijkbaar beide beiden diverse dergelijke hetzelfde dezelfde hetgeen zoals evenals dinsdag
    woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september
    oktober november december aldaar alhier hierbij hieronder hierover waarvan waar waarin waarmee waarvoor
    advies melding signaal gesprek contact terugkoppeling besproken gebeld gesproken toelichting opmerking
    betreft mail zeg zie kijk stel laat geef vraag neem let bel meld
    """
)
"""Words that open a Dutch sentence and are not part of the name that may follow."""

ROLES = words(
    """
    meneer mijnheer heer mevrouw juffrouw juf meester dame dokter doctor professor hoogleraar arts huisarts
    tandarts advocaat advocate rechter officier inspecteur rechercheur hoofdagent agent agente wijkagent
    wijkagente brigadier commissaris burgemeester wethouder raadslid minister staatssecretaris premier president
    koning koningin prins prinses directeur directrice manager chef baas ploegbaas voorman ploegleider eigenaar
    eigenaresse verhuurder verhuurster huurder huurster bewoner bewoonster buurman buurvrouw buurjongen
    buurmeisje buur melder meldster betrokkene verdachte dader slachtoffer getuige vriend vriendin vriendje
    vriendinnetje partner echtgenoot echtgenote man vrouw jongen meisje kind zoon dochter vader moeder broer
    broertje zus zusje zuster oom tante neef nicht opa oma stiefvader stiefmoeder schoonvader schoonmoeder
    schoonzus zwager pleegmoeder pleegvader voogd collega contactpersoon medewerker medewerkster ambtenaar
    gemeenteambtenaar consulent consulente klantmanager hulpverlener hulpverleenster zorgcoördinator
    ketenregisseur taakaccenthouder baliemedewerker leerplichtambtenaar toezichthouder handhaver boa
    jongerenwerker jeugdwerker jeugdarts verpleegkundige wijkverpleegkundige maatschappelijk tolk mentor docent
    docente leraar lerares leerling student studente trainer coach speler voorzitter secretaris bestuurder
    chauffeur werkgever werkneemster werknemer familie gezin fam echtpaar gebroeders weduwe wed zangeres zanger
    schrijver schrijfster kunstenaar kunstenares acteur actrice ondernemer fractievoorzitter woordvoerder
    woordvoerster griffier dirigent pianiste keeper aanvaller verdediger tegenstander coördinator projectleider
    """
)
"""What a person is called by before the name; not part of the name."""

NAMING = words(
    """
    dhr mevr mw mej mr drs ir ing dr prof ds fam meneer mijnheer mevrouw juffrouw familie genaamd geheten alias
    roepnaam bijnaam voornaam achternaam heet heette heten noemt ene zekere collega wijkagent dokter oom tante
    wed
    """
)
"""What follows these is a name, also in lower case."""

PARTICLES = words(
    """
    van de der den ten ter te het 't 's op in aan bij tot uit von zu zur af do da dos das du di del della della
    la le les los el al ben bin bint abu ibn ould oude y e i und san st sint d' l' o'
    """
)
"""Tussenvoegsels: they may join two parts of a name and never are a name alone."""

DUTCH_PARTICLES = words(
    """
    van de der den ten ter te het 't 's op in aan bij tot uit en al ben du d' l' o' e y i
    """
)
"""Tussenvoegsels that are Dutch words, or letters; another one with a capital is a name wherever it stands: *Le*."""

LOOSE_PARTICLES = frozenset(("op", "in", "aan", "bij", "tot", "uit", "het", "en", "i", "y", "te"))
"""Tussenvoegsels that stand far more often before a name than in it."""

FIRM_PARTICLES = ("van der", "van den", "v.d.", "v/d", "vd", "van 't", "von der", "in 't", "op den", "uit den")
"""Tussenvoegsels that in today's prose stand before a surname only."""

ABBREVIATIONS = words(
    """
    dhr mevr mw mej mr drs ir ing dr prof ds fam tel nr no st bijv bv nl o.a i.v.m t.a.v d.d m.b.t t.b.v n.a.v
    i.o a.u.b s.v.p t.n.v o.b.v d.m.v e.d e.a m.n z.s.m m.i.v i.p.v blz art ca evt incl excl vlgs resp wed jr sr
    geb ged afd cq jan feb mrt apr jun jul aug sep sept okt nov dec
    """
)
"""A full stop after these does not end the sentence."""

SPEAKING = words(
    """
    zegt zei zeggen vertelt vertelde vraagt vroeg antwoordt antwoordde meldt meldde verklaart verklaarde belt
    belde appt appte mailt mailde woont woonde werkt werkte slaapt sliep heet geeft gaf wil wilde komt kwam gaat
    ging is was heeft had zou kan kon moet moest mag mocht blijft bleef denkt dacht weet wist kent kende zit zat
    staat stond haalt haalde brengt bracht regelt regelde verzuimt rijdt reed spreekt sprak ontkent ontkende
    dreigt dreigde loopt liep huilt huilde betaalt betaalde
    """
)
"""What persons do: a bare noun before one of these may be a name."""

IMPERSONAL = words(
    """
    is was blijft bleef wordt werd lijkt leek blijkt bleek heet kan kon moet moest mag mocht zou zal gaat ging komt
    kwam staat stond zit zat loopt liep
    """
)
"""What things do as often as persons: says nothing of the noun before it."""

BODIES = words(
    """
    advies angst balie bank begeleiding behandeling beleid bestuur beveiliging bewindvoerder brandweer buurt cliënt
    cliënte controle dreiging ervaring garage geld hulp huur hulpverlening informatie instelling jeugdhulp kantoor
    ketenpartner kinderbescherming loket loon makelaar misbruik onderwijs onderzoek opsporing organisatie ouders
    overleg partij politie privacy receptie rechercheur recherche reclassering regen regio samenwerking secretariaat
    slaap sluiting straatcoach tijd toezicht twijfel vertrouwen ziekenhuis zorgverzekeraar
    """
)
"""What a case note lets act without an article, and what a sentence begins with that names nobody."""

BODY_TAILS = ("bank", "bureau", "coach", "corporatie", "dienst", "school", "team", "vereniging", "werk", "zorg")
"""Ends of words for bodies: *jongerenwerk*, *woningcorporatie*."""

PRONOUNS = words(
    """
    hij zij ze ik we wij je jij u men het er 't mij me haar hem ons hen hun zich dat dit die daar hier iemand niemand
    niets iets alles
    """
)
"""After the verb these are its subject, or stand for it: *Geld had hij niet*."""

NO_COMPLEMENT = words("en heb hebben maar nog nooit of ook soms vaak weer worden zijn")
"""What hardly follows a preposition: *van* before one of these may be somebody."""

DETERMINERS = words(
    """
    de het een 't deze die dit dat mijn jouw zijn haar hun onze ons uw geen elke elk iedere ieder welke welk
    zo'n twee drie vier vijf veel weinig enkele sommige alle beide andere eerste tweede oude nieuwe jonge grote
    kleine rode witte zwarte
    """
)
"""After one of these, a lower-case noun is a noun."""

CALENDAR = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag kerst kerstmis pasen pinksteren hemelvaart koningsdag ramadan
    sinterklaas suikerfeest
    """
)
"""Months and days, which are no names with a capital either."""

ORDINARY_GIVEN = words(
    """
    ad adel adem adonis albino alien amber angel ani ante april aria asman aura azalea baba bang baptist barak
    baren barsen bas bea beer belen ben bergen beste bloem bo borst boy camelia candela cao co constant
    constante corona dan dat del demi destiny diep dik dino divan dodo dong el elke ere ergener erna ernst fee
    flip floor flora forum franco frank frans gading gala gil glorie gok goud griet gul gust guy günden hagen
    hang hazel heide hein heks helen holm hoop hope horst imam ina ion iris islam jack jade jet jihad job joy
    juli juni kader kardelen kas ken kenter kick kien koen koker koos lam lama lander lang laze lee leen lene
    lente lies lieve lila liman linde lino loek long lope lot lucht luis maan madelief maks mala man mare maren
    marina marine mark mars mat mate max mees mei mere merel meta mina mong nacho nader nam narcis nas nazende
    nazi nel nova om oni pal parel pastor peer peren pier pili pip pol pop prima prins puck puk raaf raden raid
    ramadan rein reiner remedios riet robijn roman roos rui rune salami sari server servet shaker sim sol son
    song spar spike sten ster sterre storm sultan sultane tam tere tiara tien tijn tiny ton tong toon tram trees
    truc tuba uwe valk veda veer vega violet viool vlinder wadi wage wende wenke wil wolf yen yoga zon
    """
)
"""Given names that in lower case are, more often than not, an ordinary word."""

NOT_ALONE = words(
    """
    beste bestuurder borst bos brand brave breed bruine cao co diep druk geld goed groen groot grote hang harde
    heer hoop hulp islam jong jonge keer kind klein kleine koel koning kool kort korte kosten lang lange last
    long mager man mannen marine marker markt mate meer meester mens mensen moet nette nettes nieuwe oud oude
    piek plan post prins put raid ramadan reis reken rijk rijke ring rust schrijver snel song spoed sterk stuur
    tel tien tram vrij vrije vrouw wachter warmer water weer weg werkgever wil wind winkel winter witte zal zand
    ziel zomer zon zondag zware zwarte
    """
)
"""Names that open a sentence far more often as a word: there they need a verb of speaking after them."""

NEAR_PERSONS = words(
    """
    met van door voor aan bij naar tegen over dat en of toen nadat omdat als maar volgens zegt zei vertelt
    vertelde heet genaamd ene vriend vriendin vriendje zoon dochter broer zus vader moeder oom tante man vrouw
    jongen meisje collega buurman buurvrouw partner kind baby neef nicht opa oma heeft had is was belde ken kent
    kende sprak zag ziet noemt noemde
    """
)
"""A noun without article straight after one of these may be a name: `met roos`, `zoon mark`."""

PERSON_NOUNS = words(
    """
    vrouw vrouwen man mannen jongen jongens meisje meisjes meiden jongere jongeren kind kinderen werknemer
    werknemers chauffeur chauffeurs arbeider arbeiders arbeidsmigrant arbeidsmigranten gezin familie stel
    echtpaar dame dames heer heren student studente sekswerker sekswerkers sekswerkster slachtoffer slachtoffers
    verdachte bewoner bewoners huurder eigenaar uitzendkracht uitzendkrachten afkomst nationaliteit moeder vader
    vriend vriendin tolk medewerker medewerkster vluchteling prostituee
    """
)
"""With one of these an adjective of a people tells who somebody is."""

ORGANISATION_WORDS = words(
    """
    bedrijf hotel restaurant café cafe snackbar eetcafe pizzeria kwekerij stichting vereniging camping
    vakantiepark nagelstudio kapsalon massagesalon studio salon winkel supermarkt garage autobedrijf
    uitzendbureau firma bv vof slachterij bakkerij slagerij loods club bar discotheek coffeeshop shishalounge
    school basisschool college lyceum ziekenhuis kliniek kerk moskee woningcorporatie zorginstelling opvang
    hostel pension b&b boerderij tuinderij schoonmaakbedrijf transportbedrijf bouwbedrijf wasserette sportschool
    """
)
"""What follows, or opens, the name of a business or an institution."""

TRADES = words(
    """
    advies afbouw agro automotive automobielen banden beheer bestrating bloembollen bloemen bouw catering cleaning
    company detachering diensten dienstverlening events facilitair flex food foods fruit group groente groenten
    groentebedrijf groep handel holding horeca hoveniers import infra installaties interim international investments
    kassenbouw kozijnen kwekerijen logistics logistiek makelaardij massage metaal metaalbewerking montage nagels nails
    onderhoud payroll personeel personeelsdiensten planten pluimvee recycling renovatie schilders schilderwerken
    schoonmaak services sloop sloopwerken solutions staalbouw stukadoors techniek thuiszorg transport transporten
    trading tuinen uitzendkrachten vastgoed verhuizingen verhuur vlees vleeswaren wegenbouw wellness werving wonen zn
    zorg
    """
)
"""What firms write behind their name for what they do."""

MONTHS = {
    "januari": 1,
    "jan": 1,
    "februari": 2,
    "feb": 2,
    "febr": 2,
    "maart": 3,
    "mrt": 3,
    "april": 4,
    "apr": 4,
    "mei": 5,
    "juni": 6,
    "jun": 6,
    "juli": 7,
    "jul": 7,
    "augustus": 8,
    "aug": 8,
    "september": 9,
    "sept": 9,
    "sep": 9,
    "oktober": 10,
    "okt": 10,
    "november": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
}
"""Months and their short forms."""

BEFORE_LANGUAGES = words(
    """
    spreekt sprak spreken praat het geen goed gebrekkig slecht beetje alleen enige als in uit op les lerares
    leraar vloeiend ook wat de een is was zijn van naar vak
    """
)
"""After one of these `Frans` is the language or the people, not the man."""
