"""Places, countries, peoples and partners: names that are not of persons.

Municipalities and larger places of the Netherlands and the countries people come from are findings of kind *place*.
Partners of the meldroute and other bodies of government identify nobody: they are let through, and only they.
"""

from mhtui.anonymise.wordlist import words

PLACES = words(
    """
    aalsmeer aalten alkmaar almelo almere alphen altena ameland amersfoort amstelveen amsterdam antwerpen
    apeldoorn appingedam arnhem assen asten baarle baarn barendrecht barneveld beek beekdaelen beesel benschop
    bergeijk bergen beuningen beverwijk bladel blaricum bloemendaal bodegraven boekel borne boskoop boxmeer
    boxtel breda bronckhorst brummen brunssum brussel buitenpost bunnik bunschoten buren cabauw capelle
    castricum coevorden cothen cranendonck cuijk culemborg dalfsen dantumadiel delft delfzijl deurne deventer
    diemen dinkelland dinxperlo doesburg doetinchem dongen doorn dordrecht drachten drechterland drenthe
    driebergen drimmelen dronten druten duiven echt edam ede eemnes eemshaven eersel eijsden eindhoven elburg
    emmen emmeloord enkhuizen enschede epe ermelo etten flevoland franeker friesland geertruidenberg
    geldermalsen gelderland geldrop geleen gemert gennep gent gilze goes goirle gooi gorinchem gorssel gouda
    goes gouderak grave groenlo haag hage bosch hertogenbosch gravenhage noord-nederland midden-nederland
    zuid-nederland oost-nederland hoogezand borger-odoorn hunze wolden bollenstreek randstad twenterand
    groningen groesbeek haaksbergen haaren haarlem haarlemmermeer haastrecht halderberge hardenberg harderwijk
    hardinxveld harlingen hattem heemskerk heemstede heerde heerenveen heerhugowaard heerlen heesch heeze heiloo
    hellendoorn hellevoetsluis helmond hengelo heumen heusden hillegom hilvarenbeek hilversum hoogeveen
    hoogezand hoorn horst houten huizen hulst ijmuiden ijsselstein jaarsveld kaag kampen kapelle katwijk
    kerkdriel kerkrade klazienaveen kockengen krimpen krimpenerwaard landgraaf landsmeer laren leerdam
    leeuwarden leiden leiderdorp leidschendam lelystad leusden lexmond lienden limburg linschoten lisse lochem
    lopik lopikerkapel losser maarssen maassluis maastricht medemblik meerssen meijel meppel middelburg
    middelharnis mijdrecht moerdijk montfoort mook naarden nieuwegein nieuwkoop nieuwpoort nijkerk nijmegen
    nissewaard noordenveld noordwijk noordeinde nuenen nunspeet odijk oegstgeest oirschot oisterwijk oldambt
    oldebroek oldenzaal olst ommen oss ouderkerk oudewater overijssel papendrecht peel pekela polsbroek
    purmerend putten raalte reimerswaal renkum renswoude reusel rheden rhenen ridderkerk rijssen rijswijk roden
    roermond roosendaal rotterdam rozendaal rucphen schagen scherpenzeel schiedam schiermonnikoog schijndel
    schipluiden schoonhoven schoonrewoerd simpelveld sittard sliedrecht sluis smilde sneek soest someren
    spijkenisse stadskanaal staphorst steenbergen steenwijk stolwijk swifterbant terneuzen terschelling texel
    teylingen tholen tiel tilburg tubbergen twente twello tynaarlo uden uitgeest uithoorn urk utrecht vaals
    valkenburg valkenswaard veendam veenendaal veere veldhoven velp velsen venlo venray vianen vlaardingen
    vlieland vlissingen volendam voorburg voorschoten voorst vught waalre waalwijk waddinxveen wageningen
    wassenaar waterland weert weesp westerveld westervoort westland wierden wijchen wijdemeren willeskop
    winschoten winterswijk woensdrecht woerden woerdense wormer woudenberg zaandam zaanstad zaltbommel zandvoort
    zeeland zeewolde zeist zevenaar zierikzee zoetermeer zoeterwoude zuidhorn zuidlaren zundert roemenen
    bulgaren turken marokkanen syriërs eritreeërs nederlanders belgen duitsers hongaren oekraïners vietnamezen
    chinezen albanezen nigerianen afghanen irakezen surinamers antillianen litouwers letten roemenen bulgaren
    turken marokkanen syriërs eritreeërs nederlanders belgen duitsers hongaren oekraïners vietnamezen chinezen
    albanezen nigerianen afghanen irakezen surinamers antillianen polen litouwers letten zutphen zwartewaterland
    zwijndrecht zwolle veluwe achterhoek betuwe nederland belgië duitsland frankrijk engeland spanje italië
    portugal polen roemenië bulgarije hongarije oekraïne moldavië albanië kosovo servië kroatië slowakije
    tsjechië litouwen letland estland rusland wit-rusland georgië armenië turkije syrië irak iran afghanistan
    pakistan india bangladesh nepal vietnam thailand china japan filipijnen indonesië suriname curaçao aruba
    colombia venezuela brazilië peru ecuador dominicaanse marokko algerije tunesië libië egypte eritrea ethiopië
    somalië soedan kenia oeganda nigeria ghana guinee gambia senegal kameroen congo angola togo benin mali
    sierra ivoorkust griekenland oostenrijk zwitserland denemarken zweden noorwegen finland ierland europa
    afrika azië amerika luxemburg macedonië bosnië montenegro roemenie bulgarije hongarije oekraine moldavie
    albanie servie turkije syrie marokko ethiopie somalie belgie
    """
)
"""Single words that name a place; with and without the diaeresis where people leave it out."""

PEOPLES = words(
    """
    nederlands belgisch vlaams duits frans engels brits iers schots spaans italiaans portugees grieks pools
    roemeens bulgaars hongaars oekraïens oekraiens moldavisch albanees servisch kroatisch slowaaks tsjechisch
    litouws lets estisch russisch georgisch armeens turks koerdisch syrisch iraaks iraans afghaans pakistaans
    indiaas nepalees vietnamees thais chinees japans filipijns indonesisch surinaams antilliaans curaçaos
    colombiaans venezolaans braziliaans peruaans cubaans mexicaans amerikaans canadees australisch marokkaans
    algerijns tunesisch libisch egyptisch eritrees ethiopisch somalisch soedanees keniaans nigeriaans ghanees
    gambiaans senegalees congolees afrikaans aziatisch europees oost-europees west-europees zuid-amerikaans
    noord-afrikaans arabisch joods israëlisch palestijns zweeds deens noors fins zwitsers oostenrijks luxemburgs
    utrechts amsterdams rotterdams haags gronings drents fries brabants limburgs zeeuws gelders hollands
    noord-hollands zuid-hollands caribisch islamitisch christelijk katholiek protestants
    """
)
"""Adjectives of peoples and regions, uninflected."""

COMMON_PEOPLES = words(
    """
    nederlands europees hollands christelijk katholiek protestants islamitisch west-europees oost-europees
    """
)
"""Peoples so large that the adjective narrows nothing down."""

PARTNERS = (
    "veilig thuis",
    "zorg- en veiligheidshuis",
    "zorg en veiligheidshuis",
    "veiligheidshuis",
    "koninklijke marechaussee",
    "nederlandse arbeidsinspectie",
    "arbeidsinspectie",
    "openbaar ministerie",
    "meld misdaad anoniem",
    "raad voor de kinderbescherming",
    "leger des heils",
    "sociaal loket",
    "breed sociaal loket",
    "burgerzaken",
    "sociaal domein",
    "openbare orde en veiligheid",
    "kamer van koophandel",
    "belastingdienst",
    "reclassering nederland",
    "centraal orgaan opvang asielzoekers",
    "basisregistratie personen",
    "autoriteit persoonsgegevens",
    "algemene verordening gegevensbescherming",
    "wetboek van strafrecht",
    "tweede kamer",
    "eerste kamer",
    "raad van state",
    "wet maatschappelijke ondersteuning",
    "participatiewet",
    "vreemdelingenwet",
    "huisvestingswet",
    "woningwet",
    "bibob",
    "drieluik",
    "vluchtelingenwerk",
    "halt",
    "coa",
    "openbaar vervoer",
    "europese unie",
    "verenigde naties",
    "samen tegen mensenhandel",
    "interbestuurlijk programma",
    "comensha",
    "rode kruis",
    "fairwork",
    "opsporingsdienst",
    "kmar",
    "jonge aanwas",
    "pretty woman",
    "palermo protocol",
)
"""Names of partners and of laws, in lower case; a person of one of them is still found by his own name."""

INSTITUTION_WORDS = words(
    """
    mensenhandel arbeidsuitbuiting mensensmokkel gemeente gemeentelijke provincie rijksoverheid politie openbare
    orde ministerie justitie wet jeugdwet gemeentewet wetboek strafrecht verordening plaatselijke protocol
    verdrag convenant bijlage noot meldpunt regionaal regionale nationaal nationale landelijk landelijke lokaal
    lokale algemeen algemene rapporteur coördinatiecentrum expertise expertisecentrum centrum informatie
    dienstverlening juridische vreemdelingenpolitie identificatie beleidsplan veiligheidsagenda
    veiligheidsstrategie basisteam taskforce centrumgemeenten zorgcoördinatie zorgcoördinator
    aandachtsfunctionaris taakaccenthouder taakaccenthouders ketenregisseur ondermijning ondermijningsoverleg
    veiligheidsoverleg veiligheid veiligheidsregio bestuurlijk bestuurlijke college commissie afdeling directie
    stichting sociaal sociale maatschappelijke meldroute arbeidsinspectie inspectie functioneel parket rechtbank
    gerechtshof opvang kinderen seksueel geweld rechten toezicht handhaving vergunningen europees europese
    internationaal internationale certificeringsprogramma bureau projectgroep projectleider stuurgroep zorg
    jaarverslag beleidsregel wijkteam toegangsteam inkomen schuldhulpverlening leerplicht jeugdzorg
    jeugdbescherming maatwerk
    """
)
"""Words of which the names of bodies, laws and documents are made; nobody's surname. A capital tells nothing."""

PARTNER_LETTERS = words(
    """
    riec avim om ibp nrm evrm vws fte ccv gbo fnv cnv nla kmar bsn brp kvk ind coa uwv svb ggd ggz jgz lvb pgb
    wmo avg bibob boa fg ciso it ajz oov tmm om af szw iom mma iban btw id gps sms pin ov wo vwo havo vmbo mbo
    hbo ptss soa hiv zzp vof bv nv cao eu vn vs avro nos tv cd dvd usb vog wvggz zvh zvh's cvd b&w vng rvo nvwa
    fiod cjib rdw sisa who wao ww wajong aow anw ik zsm ivm mbt tav nav tbv obv evt pdf www url app ai hr pr ok
    nb ps nvt cv apk asap ama amv azc mob mvv zsm ots mdo mho jb vt zvh rvdk cjg rmc
    """
)
"""Abbreviations that name a body, a law or a thing of the trade, never a person."""
