"""Names that the lexicon takes for ordinary words. Written by `bench/name_words.py`; do not edit.

Sources: the name lists of Faker (MIT) for nl_NL, nl_BE, pl_PL, ro_RO, tr_TR, hu_HU, vi_VN, de_DE,
id_ID, en_IN, es_ES, pt_PT, it_IT, en_GB,
and the short lists in that program.
"""

from mhtui.anonymise.wordlist import words

GIVEN_NAME_WORDS = words(
    """
    abdis abel abraham adele adelgunde adelheid adelinde adem adonis akkerman albert albino alexander alf amber
    andras angel ani ante aria arie aron asman astrid aura axel azalea baba baptist barak barry barsen bas
    beatrijs belen benjamin beren berend bergen beste bloem bo bob boy bram burghard cagveren camelia candela
    candelas caren charles christin christine claus clemente colette collin constance constant constanza corona
    daan dale darren demi dino divan dodo dolly donna dries dylan ecrin ellen els elvin emir ergener erica erika
    erna ernst ester eva faas fee flip flora forum franco frank gading gala geert gelsomina georgel gerfried
    gerold gil gloria gok gokten griet gul gulseren gunden gunther gust guy hagen hannes hans hanspeter hazel
    heather heide heidelinde helen helene hendrik henning henry herlinde holm hoop hope horst hortensia ida imam
    inga ingeborg ingeburg ion iris jack jan janet janus jasmijn jaswadi jet job joel johannes joke jonas
    juliette justine kader kardelen karel karin karine karsten kas katelijne kati katleen ken kenter kick kim
    klaas klare knut koen koenraad koker koos kornel kris kristien lam lander laze lee leen lene lente leopold
    lies lieselot lieve lieven lila lilla liman linde lino loek lolita lope lot lotje luis luna maan maarten
    maartje madelief maks mala manja marc marcelino mare maren marina mark marlen marlene mate mats matthijs max
    maxima maxime maya mees merel meta mieke miep mohammed nacho nam napoleone narcis nas natalie nazende nazi
    nestor nova nurveren oni oreste oscar pal parel pastor peer peren peter pier piersanti piet pili pol prima
    prince puck puk quinten raaf rachel raden reiner reinhard reinhardt reinhart remedios rene rob robert robijn
    roman roos rowan rui rune salami sari sas serge server sibille sim sol spike sten ster steven storm sultane
    tassilo tere teresita tiara tim tinne tommy ton toon torsten tuur uwe valere valerij valk veda veer vega
    vicky violet vlinder volkhard wadi wage ward wenke wim wolf wolfgang wolfhard wout wulf yen yoga zakaria zon
    """
)

SURNAME_WORDS = words(
    """
    aap aarden adelaar akker alenburg alexander allen aller amigo angel appel appelman arenas arend arent
    armstrong arts aschman baars baas baeten baetens baker bakker bal balk ballester ban barend barman barnes
    baron barry barsanti bas bath bauwens baxter beek beekman beer begum beieren belle bellemans belmans belpere
    bentheim berends berg bergen berger berk beuk beul bever bezem bezemer bierstraten bies biesenbos biezenbos
    biggen bijl blaak blake blauw bleek blees bloem bloemendaal blok blokland blom blonk bock boef boer boers
    bok bol bollen bond bont bonte boom boon boor boot borges borghese bos bosch bosmans bot boudewijns
    bouthoorn bouwer bouwhuisen bouwman bovene bovenen bramante brand brande brands brandt bravo breed brink
    broeders broek broekhoven broekman broeshart bron brouwer brouwers brugman bruin bruins bui buis burger
    bustamante butler butselaar buurman caballero cases castellanos cent chapman claus clemente clements coca
    collier colomer combi conti contractor cross daal daalder dagsburg dale dalem dam dar date degen dennenberg
    deo dijk dijkman dik divan doctor doe doesburg dommelen doorhof doorn dorsman draaier dries driesen drost
    duif duim duivenvoorde duivenvoorden dutt eerden eigenwillig eik emo ene engel engeland engelen engels ernst
    es espada evers ezel fabel farmer fiere fleming flink fluit forster fox franco franke frankhuizen fransen
    gaal gade gal gala galg gallen gans garde garibaldi geel geenen geerts geertsen geest geldens genechten
    genefaas gent gestel gibbons gil goedhart goedkoop gouw graaf graf gras gratie graver green grein groen
    groenendaal groenewoud grondel groot groote grote grover grunt guit gul haag haak haan haas hagen hagendoorn
    hak hakker hale hall ham hamer hammond hans harding haring hart haver hazelaar hazenveld heer heerenveen
    heerschop heiden heilig hein hellemans hellevoort helsen hemel hendriks henegouwen henry herder heremans
    hering hermans herstal hertog heser heuser heuvel hidalgo hoedemakers hoek hoes hoeven holden holsten holt
    holthuis hond hondeveld honing hoog hoogland hope hoppenbrouwer horemans horst hostaden hoste hout houteveen
    houtman huerta huertas huisman huizen hulle huls hulst hunter huurdeman infante jacuzzi jager jagers jan
    jode jonas jong jonge jonker jonkman junk kaars kaas kabel kade kale kallen kamer kamp kamper kant kar
    karels karper kas kasteelen kat kathagen keer keizer kent kerk kerker kerkhof kerkhofs ketel ketelaar
    ketting keur khan kievit killer kist klaarwater klashorst klaver kleermaker kleibrink klein klemt klerks
    klok klomp knappe knecht knop kof kok koks kolen kolster koning konings kool koopman koper korf korstman
    kort korte kortman kosten koster kraai kraan krabbe kramer krans kronenberg kroon kruis kruk kuilenburg
    kuiper kuipers kuit kwaadland kwak kwast laan laar laarhoven laarse lage lakeman lal lam lammens landen
    landman lange langern langevoort lauwers lede lee leek leemans leemput lees leeuw leeuwen leeuwerik lier
    lieshout lievens ligtvoet lijn limburg linde linden linke links lippens llano llanos loep loke lonen long
    loo loon loos looveren loper lotharingen luis luna luster maat major mak malsen mammen man manco mand
    mandala mangat mangel mangold manning mans mansveld mansvelt marchal marchand mare marien marques marrone
    marshall marsman martel massa mast mate matelot mater matthijs mayasari mayo medici meersman meert mees
    meester mende mendes mens metselaar middelkoop mies miltenburg mispelen modi moerman mol molen molenaar
    monnik moor moors more moreels mortier mudden muis mulder mulders munster mus nadi naessens nagel
    nederlotharingen nek nes nette neuteboom neven nieuwenhuis nieuwland nieuwstraten noord noordeloos noordmark
    noot oever ommeren ooms oord oosten oostendorp oosterhek oosterhout oosterhuis oostveen opper os otter
    oudewater ouwehand ouwel overdijk oversteeg paap paard page pages paillet pal palla palm pandit pannekoek
    pap park pastoor pastoors pastor pauw peer pels pelser pen peri peter peters peterse pi pieper pijl pijper
    pil pino plank plas ploeg plug poelmans pol polo pons pont pool poort poot pop pope porter post pot potter
    potters prat prins prinsen prooi proost put raaf raap rademaker raja ram reed rees rege rehorst reiger
    reinhardt reis rek remmers renault renner reuter revilla ribes ridder riem riet rietveld rijk rijken rijks
    rijnsbergen rijthoven ring roberts roest roggen roman rombouts romer rood rooi room roos roosenboom ros rot
    rotteveel rouwenhorst rouwhorst ruiter rus rust sagese salet salvo sani sant santen sas savant schaaf schaap
    schacht schakelaar schaper scheel scheer schellekens schelvis schenk schenkel schepens schepers schepper
    scherms scherp schevinghuizen schilder schilt schinke schipper schoen schoenmaker schokman schonland schoofs
    schoon schot schout schouten schram schrijver schrik schutter schuurmans seven short siering singhal slager
    slagmolen slingerland sloot slot sluis smart smeede smeets smet smid snel snoek soest som soos spaan spaans
    spanhaak speer spek spencer spier spies spijker spin spoor spreeuw sprong spruit staal stam stamrood stange
    steele steen steenbakkers steenbeek ster sterkman stevens stichter stoel stok stokes stook storm straat
    straaten stralen strijker strik stroom stuivenberg tak takkelenburg tang tank temmer temmerman terp timmer
    timmerman timmermans tol toren torrens tours trap trost tuin tuinman tuithof turner uittenbosch valente valk
    valle vandeputte vandevelde vansteenkiste vastenhouw veen veenendaal veenman veer vega velde velden veldman
    velthoven veltman velzen ven verbeek verboom verboven verbruggen vercauteren verdun verga vergauwen vergeer
    verhaar verhagen verharen verhelst verheuvel verhoeven verhulst verkade verlinden verschueren verschut
    verstappen vertoor verver vervoort vierdag villa vink vis visconti visser vissers vlaanderen vleugels
    vlieger vliet voet vogel vogels voorde voorhout voorn voortman vos vranken vrede vreede vriend vries vrijman
    vroege vrome vroom waarbeek waas wachter wade wagen wagenaar wagenknecht wagenvoort wal walderade walker
    ward warmer warren wassenaar water waters watts weber weeldenburg weerdenburg welf wellens wende wendt
    wensen west westfalen weterink wever wiek wiel wielen wijk wijn wildschut willigen wind winkel winter
    winters wit witte witteman wittenboer wolf wolfswinkel wolzak woud woudenberg wulf yogi zaal zalm zand
    zeegers zeeman zeemans zeldenrust zevenboom zijl zijlemans zijlmans zijp zilver zoet zomer zoon zuidweg zuur
    zwaan zwaard zwager zwart zwarts zwindrecht
    """
)
