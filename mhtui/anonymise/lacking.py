"""Ordinary Dutch words that the lexicon package does not hold: function words, mass nouns, words of this field.

Picked by hand. A word belongs here when people write it in a case note and it is nobody's name.
"""

from mhtui.anonymise.wordlist import words

LACKING = words(
    """
    awareness practices practice up-to-date facilitator facilitators seks geworven best-practices dark geleden
    waarbij waardoor waarin waarop waarvan waarmee waarna waaruit waarover waaronder waarvoor waartoe waartegen
    waarheen waarnaar waaraan waarachter waarlangs waarbinnen waarmede daarbij daardoor daarin daarop daarvan
    daarmee daarna daaruit daarover daaronder daarvoor daartoe daartegen daarheen daarnaar daaraan daarnaast
    daarachter daarbinnen daarbuiten daarboven daartussen daarom daaromtrent daarentegen daarnet daareven
    hierbij hierdoor hierin hierop hiervan hiermee hierna hieruit hierover hieronder hiervoor hiertoe hiertegen
    hierheen hiernaar hieraan hiernaast hierboven hierom hieromtrent erbij erdoor erin erop ervan ermee erna
    eruit erover eronder ervoor ertoe ertegen erheen ernaar eraan ernaast erachter erbinnen erbuiten erboven
    ertussen erom eromheen eraf erlangs vandaan ertegenover ertegenin eropaf daarvandaan hiervandaan vooralsnog
    voorlopig destijds hiertussen ernaartoe naartoe hiernaartoe daarnaartoe bijv zoals evenals alsook alsmede
    aldus alsof alhoewel ofwel oftewel dankzij omtrent betreffende inzake jegens namens omwille ongeacht
    ingevolge krachtens niettegenstaande behoudens aangezien ofschoon opdat teneinde desondanks desalniettemin
    niettemin desnoods derhalve bovendien tevens eveneens immers namelijk weliswaar overigens trouwens kennelijk
    blijkbaar vermoedelijk waarschijnlijk hopelijk helaas meteen direct onlangs recent recentelijk gisteren
    gisteravond gistermiddag gisterochtend eergisteren vandaag vanochtend vanmorgen vanmiddag vanavond vannacht
    morgen morgenochtend morgenavond overmorgen straks zojuist momenteel tegenwoordig inmiddels intussen
    ondertussen tenslotte uiteindelijk telkens steeds opnieuw nogmaals eens ooit zelden meestal doorgaans
    januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag afbouw afgifte afkeer afkeur afkoop afstel afweer afzijn aids
    algauw alom alsmaar alsnog ambulant ambulante amper anatomie antecedenten apathie apk argwaan arglist
    armoede asbest asfalt astma atletiek autisme bachelor bacon basic beklag belen benul beton bewind bis bleu
    bonje box bruto btw buddy bulk business buit buitenaf bovenaf bovenal bovenin bovenom bedelarij bejag cacao
    cannabis care case cases casework casemanagement cash casual celibaat cement chantage charme chips chill
    chillen community compassie compost consensus cosmetica coulance credit crime crisis criminaliteit dankjewel
    datalek dato dagpas debet december dedain default deo depri desbewust deswege detentie diabetes dienst
    ditmaal ditzelfde dito doei doodaf doorgifte doorkomst drugs dresscode driver dubio dumb dwang dusver eau
    echtheid eczema edelheid edoch eelt eendracht eenvoud eerbied eerlang eetlust echt elf emballage empathie
    empowerment enfin enigerlei enzovoort epilepsie ernst erotiek escort etc etcetera ethiek etiquette etnisch
    evenwel evenzo extensie extractie fabricage face fake familie fancy fascisme fastfood feedback feitelijk
    fierheid finetunen fitness flair flex flexwerk flow follow-up foei frees freelance fulltime funding gaarne
    gage gebaat geduw gedane gehate gehuil gehoord gejoel gelach geld gemis genot geniep gereboot geroep geruzie
    gescheld geschreeuw gespuis getier gevoeg geween gewin gezoek gefluister gehijg geklop gezeur geding gips
    glamour gloed goodwill gossip graagte gratis grimas groei grootmoe halal halt handjevol handel handsfree
    handvol hashtag hasj havo heden heimwee heimelijk hennep hennepteelt henna herrie hiphop hitte hitteplan hbo
    hoedanig hoeverre hoelang hoezo homo hooi hoogtij horeca hotspot house hour huisgerei human hulpkit humor
    idem identiteit ietwat inbouw incentive incest incluis indoor indachtig ineen ingave inkeer inleg inmaak
    insuline intake integriteit intensive intensief internet intrede intree intussen inzet islam isolement issue
    issues items item jaarthema jazeker jezelf jodendom joint joints jongelui judo karate kerst kerstmis kassa
    ketamine kick kids kilte kitten klandizie klei klusser knowhow komaf komst koord kortheid kosmos kroost
    lachgas landelijk lander lectuur leegheid legitimatie leges leers leiding lelijk level levels lhbti lichaam
    lieden link links linksom listing login loftsen logeer loket loondienst loonwig loonstrook loonstroken lor
    loungen lust luwte macht makelaardij malaise malafide management manager marge marihuana massage match mbo
    medio mediation meermaals mega melkweg mensenhandel mensensmokkel middernacht mijzelf minus misbruik misdaad
    mishandeling mix mobile modder moedwil mogelijk momentum monitoring mono multi munitie muziek namaak narcose
    nasi native natuur navolgende neder nep nepnieuws netto nicotine nihil nimmer noord noordkant noordoost
    noordwest nonsens nostalgie notoir notulen nulmeting obesitas offline ogenschijnlijk omver omruil onderaf
    onderin onderlegd ondermijning onderom onderop ondank oneens ongein onmin onmacht onpas onraad onrust onwil
    ontucht ontzag ontkend onzent oost oostkant oorsprong opgaaf opium opkoop oplettend opmaak opname oppas
    opsmuk optiek optimaal opvoer opzij origine ouden output outreachend overeen overgave overhead overkomst
    overlap overlast paniek parfum parttime pech per perifeer personal pesterij phishing pin pitch plaatsing
    plastic poeha portee pracht precisie presentie prestige preventie privé prioriteren privatief pril procent
    profit prooi prostitutie protectie proza psychiatrie puberteit pubers puin punitief radicalisering ramadan
    rap razend reactie recht rechtop rechtsom recidief recidive reek reflectie regiem regime reis relaas remedie
    resources rest retour retro rijbak risico ritme roem roep romantiek rouw ruggespraak rumoer ruwweg sabotage
    sanitair save scepsis scene schade schaamte scheef schofterig schimmel schurft score seksualiteit sekswerk
    selfie seponeren setting shag shampoo shisha shoppen show sick slijk slijm slot smalltalk smog smoes
    snackcar snert snik soelaas software solidariteit sound spaghetti speed speeksel spit spoed sport stad stage
    stal stank stankoverlast stateloos stempel sterk steun stigma stress strafrecht stramien studie sturing
    subsidie succes sufheid suiker supervisie sushi taaiheid tact talk taskforce tattoo taxi team teamwork teelt
    tegenin tegenop tegenover teint teloor temeer tent terdege teruggaf terstond teruggave teruglevering test
    teweeg tezamen thema thermiek thuis ticket timing toedoen toedracht toelage toeleg toenadering toestel
    toevlucht toevoer toezicht topje touch tragiek training trauma trend tred treurnis triage trots trotsheid
    trui tucht tweespalt twijfel typisch uiteen uitermate uitbuiting uitdraai uitruk uitschot uitzet
    uitzendbureau update upload urine uwerzijds uzelf vanachter vanbinnen vanboven vanbuiten vanop vanouds
    vanwaar vape vapen vastheid veelvoud verderop verdriet vergaderen verkrachting verkeer verlet verliefd
    verlof vertier verver veruit verzet vice video viewer visie vluchtelingen vlug vmbo voetlicht volgaarne
    volgens volledig volleerd voltooid volwassenheid vooraf vooraleer voorhand voorin voorop voorraad voort
    voorts vooruit vwo vrede vrees waan waardig walging wanhoop wapen webcam website weelde weemoed weerga
    weerom weerwil weerzin weet weit welbevinden welbespraakt welgeteld welhaast wellness welslagen welstand
    welvaart welzeker welzijn wens werkethos werking westers west westkant wierook wiet wietteelt wietlucht
    wietplantage wifi wijdte wijsheid winst winstbejag winzucht wiskunde witwas witwassen woede workshop wraak
    wreed wroeging xtc yoga zaken zedenzaak zeker zelfmoord zelfde zelfbeeld zelfrespect zicht ziedaar ziehier
    ziens zielig ziezo zomaar zonet zopas zorg zowaar zowat zozeer zuid zuidkant zuidoost zuidwest zulks zwang
    zwart zwendel zwijggeld mw mevr dhr tel nr vlgs ivm tav obv nav evt mbt tbv cq aub svp ttz tot nog toe blz
    pag zgn zgn ca incl excl max min appje appjes appt appte geappt appen app apps whatsapp facebook instagram
    insta snapchat snap tiktok telegram google linkedin marktplaats youtube messenger online email mail mailtje
    mails mailt mailde gemaild appcontact bellen loverboy loverboys airbnb tiny zzp zzp'er zzp'ers bv nv vof ex
    casus casussen casuïstiek statushouder statushouders uitbuiter uitbuiters drugsrunner drugsrunners katvanger
    katvangers geldezel geldezels pinpas pinpassen simkaart bankpas studio's nagelstudio vuurwapen illegaal
    illegalen vluchteling arbeidsmigrant arbeidsmigranten au pair massagesalon sekswerker sekswerkers
    sekswerkster prostituee prostituees pooier pooiers klant klanten sugardaddy sexting sextortion grooming
    groomer catfish shishalounge kinky snackbar blowen geblowd wietplant xtc-pil autistisch
    """
)
"""Compared in lower case."""
