"""Names that the lexicon takes for ordinary words. Written by `bench/name_words.py`; do not edit.

Sources: the name lists of Faker (MIT) for nl_NL, nl_BE, pl_PL, ro_RO, tr_TR, hu_HU, vi_VN, de_DE,
id_ID, en_IN, es_ES, pt_PT, it_IT, en_GB,
and the short lists in that program.
"""

from mhtui.anonymise.wordlist import words

GIVEN_NAME_WORDS = words(
    """
    aad aaltje abel abraham adel adele adelgunde adelheid adelinde adem adonis akkerman albert albino alexander
    alf alien alp amber amine andras angel ani ante arend aria arie aron asman astrid aura axel azalea baba
    baptist barak barry barsen bas beatrijs belen benjamin berber beren berend bergen beste bloem bo bob
    boudewijn boy bram burghard cagveren camelia candela candelas cao caren charles christin christine claus
    clemente co colette collin constance constant constanza corona daan dale darren demi diep dino divan dodo
    dolf dolly dong donna douwe dries dylan ecrin ellen els elvin emir eren ergener erica erika erna ernst ester
    eva faas fee ferry flip flora fokje fokke forum franco frank gading gala geert gelsomina georgel ger
    gerfried gerold gil gloria griet grietje gulseren gunther gust guy hagen hang hannes hans hanspeter hazel
    heather heide heidelinde hein helen helene hendrik henning henry herlinde hinke holm hoop hope horst
    hortensia ida imam inga ingeborg ingeburg ion iris islam jaap jack jan janet janke jantje janus jasmijn
    jaswadi jeanet jeannet jet jihad job joel johannes joke jonas joop juliette justine kaan kader kardelen
    karel karin karine karst karsten kas katelijne kati katleen ken kenter kick kien kim klaas klaasje klaske
    knut koen koenraad koos kor kornel kris kristien lama lammert lander lang laze lee leen lene lente leopold
    lies lieselot lieve lieven lila lilla liman linde lino loek lolita long lope lot lotje luis luna maan
    maarten maartje madelief maks mala manja marc marcelino mare maren margriet marina mark marlen marlene mat
    mate mats matthijs mattie max maxima maxime maya mees merel meta mieke miep mohammed mong nacho nader nam
    napoleone narcis nas nasser natalie nazende nazi nel nestor nova nurveren oni oreste oscar pal parel pastor
    peer peren peter pier piersanti piet pili pol prima prince puck puk quinten raaf rachel raden raid rein
    reiner reinhard reinhardt reinhart remedios rene riek riet rob robbert robert robijn roman roos rowan rui
    rune salami sari sas serge server servet shaker sibille sim sita sol song spike sten ster steven storm
    sultan sultane tam tassilo tere teresita tiara tim tinne tiny tommy ton tong toon torsten tram trees truc
    tuba tuur uwe valere valerij valk veda veer vega vicky violet vlinder volkhard wadi wage ward wenke
    willemijn wim wolf wolfgang wolfhard wout wulf yen yoga zakaria zon
    """
)

SURNAME_WORDS = words(
    """
    aap aarden adelaar akker alenburg alexander allen aller amigo angel appel appelman arenas arend arent
    armstrong arts aschman baars baas baeten baetens baker bakker bal balk ballester ban barend barman barnes
    baron barry barsanti bas bath bauwens baxter beek beekman beer begum beieren belle bellemans belmans belpere
    bentheim berends berg bergen berger berk beuk beul bever bezem bezemer bierstraten bies biesenbos biezenbos
    biggen bijl blaak blake blauw bleek bleeker blees bloem bloemen bloemendaal blok blokland blom blonk bock
    boef boer boers bok bol bollen bond bont bonte boogaard boom boon boor boot borges borghese borst bos bosch
    bosmans bot boudewijns bouthoorn bouwer bouwhuisen bouwman bouwmeester bovene bovenen bramante brand brande
    brands brandt bravo breed brink broeders broek broekhoven broekman broers broeshart bron brouwer brouwers
    brugman bruin bruins buis buitenhuis bult burger bustamante butler butselaar buurman caballero cases
    castellanos cent chapman claus clemente clements coca collier colomer combi conti contractor cross daal
    daalder dagsburg dale dalem dam dar date degen dennenberg deo dijk dijkman dik divan doctor doe does
    doesburg dommelen doorhof doorn dorsman draaier dries driesen drijver drost duif duim duin duivenvoorde
    duivenvoorden dutt eerden eigenwillig eik eikelboom emo ene engel engeland engelen engels ernst es espada
    evers ezel fabel farmer fiere fleming flink fluit fokker forster fox franco franke franken frankhuizen
    fransen gaal gade gal gala galg gallen gans garde garibaldi geel geenen geerts geertsen geest geldens
    genechten genefaas gent gestel geurts gibbons gil goedhart goedkoop gouw gouweleeuw graaf graf gras gratie
    graver green grein groen groenendaal groenewegen groenewoud groenland grondel groot groote grote grover
    grunt guit haag haak haan haars haas hagen hagendoorn hak hakker hale hall ham hamer hammond hans harding
    haring hart haver haverkamp haverman hazelaar hazenveld heemskerk heer heerenveen heerschop heiden heilig
    hein heineken hellemans hellevoort helsen hemel hendriks henegouwen henry herder heremans hering hermans
    herstal hertog heser heuser heuvel hidalgo hoedemakers hoek hoes hoeven holden holsten holt holthuis hond
    hondeveld honing hoog hoogendoorn hoogeveen hoogland hoop hope hoppenbrouwer horemans horst hostaden hoste
    hout houteveen houtman huerta huertas huisman huizen hulle huls hulst hunter huurdeman infante jacuzzi jager
    jagers jan jode jonas jong jonge jonker jonkman junk kaars kaas kabel kade kale kallen kamer kamp kamper
    kamphuis kant kar karels karper kas kasteel kasteelen kat kathagen keer keizer keizers kent kerk kerker
    kerkhof kerkhofs kerkhoven kerkman ketel ketelaar ketting keur khan kievit killer kist klaarwater klashorst
    klaver kleermaker kleibrink klein klemt klerks kloek klok klomp kloosterman knappe knecht knol knop koel kof
    kogel kok koks kolen kolk kolster koning konings kool koopman koper korf korstman kort korte kortekaas
    korteweg kortman kosten koster kraai kraan krabbe kramer krans kronenberg kroon kruis kruk kuil kuilenburg
    kuiper kuipers kuit kwaadland kwak kwant kwast laan laar laarhoven laarse lage lakeman lal lam lammens
    lammers landen landman landveld lange langern langevoort lauwers lede lee leek leemans leemput lees leeuw
    leeuwen leeuwerik lier lieshout lievens ligtvoet lijn limburg linde linden linke links lippens llano llanos
    loep loke lonen long lont loo loon loos looveren loper lotharingen luis luiten luna luster maat mager major
    mak malsen mammen man mand mandala mangat mangel mangold mannen manning mans mansveld mansvelt mantel
    marchal marchand mare marien marques marrone marshall marsman martel massa mast mate matelot mater matthijs
    mayasari mayo medici meersman meert mees meester mende mendes mens metselaar middelkoop mies miltenburg
    mispelen modi moerman mol molen molenaar monnik moor moors more moreels mortier mudden muis mulder mulders
    munster mus nadi naessens nagel nederlotharingen nek nes nette neut neuteboom neven nieuwenhuis
    nieuwenhuizen nieuwhof nieuwland nieuwstraten noord noordeloos noordhof noordman noordmark noot oever
    ommeren ooms oord oosten oostendorp oosterhek oosterhout oosterhuis oosterom oostland oostveen opper os
    otter oud oudewater ouwehand ouwel overbeek overdijk oversteeg paap paard page pages paillet pal palla palm
    pandit pannekoek pap park pastoor pastoors pastor pauw peer pels pelser pen peri peter peters peterse pi
    piek pieper pijl pijper pil pino pit plank plas ploeg plug poelmans pol polo pons pont pool poort poot pop
    pope porter post pot potter potters prat prins prinsen pronk prooi proost put raaf raap rademaker rademakers
    raja ram reed rees rege rehorst reiger reinhardt reis rek remmers renault renner reuter revilla ribes ridder
    riem riet rietveld rijk rijken rijkers rijks rijnsbergen rijthoven ring roberts roest roggen roman rombouts
    rood rooi room roos roosenboom ros rot rotteveel rouwenhorst rouwhorst ruis ruiter rus rust sagese salet
    salvo sani sant santen sas savant schaaf schaap schacht schakelaar schaper scheel scheer schellekens
    schelvis schenk schenkel schepens schepers schepper scherms scherp schevinghuizen schilder schilt schinke
    schipper schoen schoenmaker schoenmakers schokman schol schonland schoofs schoon schoone schot schout
    schouten schram schrijver schrijvers schrik schut schutter schuur schuurman schuurmans seven short siering
    singhal slager slagmolen slingerland sloot slot sluis smart smeede smeets smet smid snel snijder snijders
    snoek soest som soos spaan spaans spanhaak speer spek spencer spier spies spijker spin spoor spreeuw sprong
    spruit staal stam stamrood stange steele steen steenbakkers steenbeek steenhuis ster sterk sterkman stevens
    stichter stoel stok stokes stook stoop storm straat straaten stralen strating strijker strik stroom
    stuivenberg tak takkelenburg tang tank temmer temmerman terp timmer timmerman timmermans tol toren torrens
    tours trap tromp tuin tuinman tuithof turner uittenbosch valente valk valle vandeputte vandevelde
    vansteenkiste vastenhouw veen veenendaal veenman veer vega velde velden veldhoven veldhuis veldkamp veldman
    velthoven velthuis veltman velzen ven verbeek verboom verboven verbruggen vercauteren verdun verga vergauwen
    vergeer verhaar verhagen verharen verhelst verheuvel verhoeven verhulst verkade verkerk verlinden vermeer
    verschoor verschueren verschut verstappen versteeg vertoor verver vervoort vierdag villa vink vis visconti
    visser vissers vlaanderen vleugels vlieger vliet voet vogel vogels vonk voorde voorhout voorn voortman vos
    vranken vrede vreden vreede vreeman vriend vries vrijman vroege vrome vroom waarbeek waard waas wachter wade
    wagen wagenaar wagenknecht wagenvoort wal walderade walker ward warmer warmerdam warren wassenaar water
    waterman waters watts weber weeldenburg weerdenburg weg welf wellens wende wendt wensen west westfalen
    weterink wever wiek wiel wielen wijk wijn wijnen wijngaarde wildschut willigen wind winkel winter winters
    wit witte witteman wittenboer wolf wolfswinkel wolzak woud woudenberg wulf yogi zaal zalm zand zandbergen
    zanders zeefuik zeegers zeeman zeemans zeldenrust zevenboom ziel zijl zijlemans zijlmans zijp zilver zoet
    zomer zon zoon zuiderent zuidweg zuur zwaan zwaard zwager zwart zwarts zwindrecht
    """
)
