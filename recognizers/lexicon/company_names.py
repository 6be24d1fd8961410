"""Invented names of companies: parts by language, which no register or brand list was the source of, and the language of a name.

The parts were composed by the authors. A name is a beginning and an ending ("Erlen" and "kamp"), in ASCII as in its domain.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import regex

from recognizers.lexicon.company_words import SECOND_WORDS
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.pools import FIRST_GREEK, canonical, pool
from recognizers.lexicon.pools.name_list import NameList
from recognizers.lexicon.pools.people import culture_of_family, family_model, origins_of_given

ENGLISH, ANY = "en", "any"  # "any": names of no language in particular
MIN_LETTERS, MAX_LETTERS = 6, 13
CACHED_NAMES = 4_096
# Weights of the model of names are logarithms times 8.
SURE, AHEAD = 90, 24  # what the best language must have, and have more than the second best
OF_SEVERAL = 30  # what a language of several cultures loses, since the best of them counts
KNOWN_SHOWS = 40  # how much a family name of a language speaks for it
MIN_HALF = 4  # letters of each word in an English name of two, "Cloudpath"
# The language of each culture whose family names the model distinguishes.
LANGUAGES = {language: language for language in "en de fr es it nl pt pl".split()} | dict.fromkeys(
    ("sv", "da", "no"), "sv"
)
VOWELS = frozenset("aeiouy")
# Companies and brands whose names the parts would give.
EXISTING = frozenset(
    """acquaverde acquaviva aldara astoria bellavista bridgestone casalgrande celesta delvita eldora everis haselhorst lindenhof
    montignac pandora pietrasanta polaris rabenhorst sonnentor terrasanta valora рекордмебель""".split()
)
HARD = regex.compile(
    r"(?!(?:[sc]z|rz|d[zź]|ch))[^aeiouy]{2}(?:[sc]z|rz|ch|[^aeiouy])[^aeiouy]?(?:pol|mex|met|plast|mar|mag|mont|tar|term)\b"
)
UNWANTED = regex.compile("anus|arsch|cono|gown|kack|marica|polla")

BEGINNINGS = {
    "any": """ald alv amb and ant arb arc ard arv ast bal barn basc bel ben berv bor bran brel bren brev bril cad cal cam cand carv casc
        cel cerv cind cald cor cosm cresc dal dand dar delv den derv dil dol dorv drel dur eld elm elv end erv esc ev fal fand farn
        fel fend ferv fil find florv fol forn fren gal gand garv gel gend gerv gil gol gran hal hand harv hel hend herv hol horv
        ilv imb ind irv isc jal jand jarv jel jend jorv kal kand karv kasc kel kend kerv kol korv kren land larv lavr lem lend lerv
        lim lind lorv lum lund mal mand melv mend merc mil mirv mond morv nal nand narv nel nemb nerv nev nil norv novr olm omb ond
        orv osc pal pand parv pel pend perv pol porv pran prel ral rand relv rend revr ril rond rosc sal sand sarv sel send serv sil
        sind solv sond sorv tal tand tarv tel tend terv til torv tran tresc val vand varn vel vend verv vil vind volv vorn zand zel
        zend zorv""",
    "de": """ahorn akazien amsel apfel aspen auen barben basalt beeren biber birken bracken brombeer brunnen buchen dachs distel
        dohlen dorn drossel eber eiben eichel eisen eller elster enzian erlen eschen espen falken farn fasanen felsen fenchel fichten
        finken flachs flieder fohlen forellen fuchsen garben gersten ginster glocken granit habicht hafer hagen hasel hecken heide
        himbeer hirsch hirten holder honig hopfen hornis igel immen kalk karpfen kastanien kerbel kiebitz kiefern kiesel klee
        klippen kloster kohlen korn kranich krebs kresse kreuz kronen kupfer lachs laub lehm lerchen liesch linden luchs malven
        mandel marder marmel mauer meisen melissen milan minzen mispel mistel mohn moos morgen nadel narzissen nebel nelken
        nessel nuss otter pappel pfeffer pirol quarz quecken quell quitten raben reben reiher riesen ringel rohr rosen rotkehl
        salbei salz sand sanddorn saum schatten scheren schiefer schilf schlehen schnepfen schwalben segel silber sommer sonnen
        specht sperber stachel star steinklee stern stieglitz storchen strand tannen tauben thymian torf trauben turmalin ulmen
        veilchen vogel wacholder wachtel waid walnuss wasser weiden weiher weizen wespen wiesel winden winter wolken zander zeder
        ziegel zirbel zeisig zinn zwirn""",
    "es": """agua alame alba alca alma almen alta amapo arbo arce arro avella azaha balsa barra belda bosque brisa cala calde campo
        cande canta cara caste cedro cerro cima cinta clara colme coral corti costa cresta cumbre dehe dorna duna encina enebra erale
        ermi espi espli estre faro fene flora fonte fresno fuente gala garza genti gira girasa grana guada guija haya hiedra hierba
        hinojo huerta isla jara jaspe jazmi junca lago laja lanza lara lava lima lino llama llano loma luce luna madre madro malva
        manza marce mari marma mata mede mesa miel mimbre mira mola monte mora muela murta nava nebli nieve noga nube oliva olme onda
        orilla orza otera pala palo pedra pena perla pico pina piedra pino plana playa poza prado puente quinta rama retama ribe
        rinco roble roca rome rosa ruda sabi salga salvia sauce selva sembra senda sera sierra silva sobra sola sombra sota talla
        tama teja tejo tila tomi torre trebo trigo valde vale vega vela venta vera verde vina viola yedra yegua zarza zumba""",
    "fr": """alb ambr ard arv aub aud aur avr balm bast baz bell berg bess blanch blav bonn bord bouv brass brev brign bron bruy cad calv
        camb cand cant carn cass cast cav cerv chabr chald chalv chamb chant chard charv chass chav chen chev civr clam clav cler
        comb cond corb corm corv coud courv crav cress crist dalv dard daum dolm domb dorl dulc ecl embr ern esp estr fabr falv faub
        fav flav fleur flor font forg foug fram fresn gal gard gav genev germ giv glan gord gourd grand grav grem gris hard haut herb
        homb jal jarn jav jonch jour lamb land larz laur lav lign lim lint loub lum lur magn malv marc marg marn marv mass maur melv
        merl mirab mol mond mont morv nav nerv niv noir nov olm orb org orv pal perv pierr plais plant polv pont prad prav quer quint
        rab ramb rav rem riv roch rom roqu rouv sabl salv sarl sauv sav serv sign sorb talm tarn tav tern thor till torc tourn trav
        trem val vald varn vaud vaur vend verd vern vign vill vir viv volv""",
    "it": """acqua alba alpi ambra arca arco arno aura avena bacca bassa bella berga bianca borgo bosco brenta brina calca campo canna
        capo cara casal castel cava cedro cerva chiara cima cinta colle conca corno corte costa cresta croce dama erba faggio falco
        fara ferro fiore foglia fonte forna fosso frassi galla gelso ghiara giara ginestra giglio gola grana grotta isola lago lama
        lanza lari lauro leccio lido linfa lino loggia luce luna macchia malga malva mandor marca mare masse melo menta mezza mira
        mola monte mora mura nardo nave nebbia neve nido noce nuvola oliva olmo onda ora orto orza ostra pala palma pera perla petra
        piano pietra pieve pineta pino pioppo poggio ponte porta pozzo prato prima querce quinta rama rapa ribes riva rivo robbia
        rocca ronco rosa rovere rubi rupe sala salice salto sambu sasso scala selva sera serra sieve sole sorba spina stella strada
        tavola terra tiglio tino torre tralcio trave valle vela vena verbe verde vetta vigna villa viola vite volta zaffe zolla""",
    "nl": """ander appel baken beken berken beuken bever biezen blauw bloem boeken boom bos braam brem bron buiten dennen distel
        doorn draken duin duiven eek eiken ekster elsen elzen esdoorn essen everd fazanten fluit gagel ganzen geest gerst ginder
        gouden graan gras groen grutto haag haver haven hazel heem heide hei herten heuvel hinde honing hooi hout hulst iepen ijzer
        jasmijn kamer kampe kapel karwij kers kievit klaver klei klokken klooster koren kraan kreek kroon kruid kruis kwartel lariks
        laurier lelie lente lijster linden lisse loof maan malve meer meidoorn meren merel mijl mispel moer molen mos mossel munt
        nachte narcis nieuw noorder noten oever olmen ooster otter paal parel peper plassen polder populier reiger rijn ringel roer
        roggen rozen ruiten rietkraag salie schelpen sleedoorn sloot sluis sneeuw snip spar specht spiegel spreeuw stern stille
        stroom tarwe terp tijm toren turf uilen valken varen veen vennen vink vlas vlier vlinder voren vossen wad water weide wel
        wester wilgen wind winter wolken zalm zand zegge zilver zomer zonne zuider zwaluw zwanen zwarte""",
    "pl": """agat akac altan amar barwin bazal berez bluszcz bobr bocian bor brod bronz brzez brzoz buk bursz chabr chmiel cis cyn
        cyprys czapl czarn czerem dalm dabr deren dolin drozd dorsz dwor fiol fled gaj garb gawr glog gniazd gorcz gorz grab gran
        grod grom gron grusz jagod jal jantar jar jarzeb jasion jask jaszcz jawor jesien jez jodl kal kamien karp kasztan kaw kling
        klon klos kmin kniej kobal kos koral kormor krag krusz krzem kukul kwarc kwiat labedz lak las lawend len leszcz lip lis lot
        lub luk magm mak malin marm mied modrz morw mosz mur nard narw niedzw niw ogn olch olsz orzech orl osik ostr owies palm perl
        pian piast piask pin plon podk polan potok prom pszen rak ram rdest rezed rogal rosz row rumian rys rzek sad salw sarn sek
        skal skow slon smer sokol solan sosn sow srebr star staw stok strum szafir szron swierk tarn tatar tern topaz topol torf
        tulip turn tym wawrz wiaz widok wierzb wik wilg wis wod wrzos wzgor zagr zatok zboz zdroj ziel zim zlot zor zubr zuraw
        zyt""",
    "pt": """agua alba alfa alga alma alta amei amora ara arca aroei avela azen baga baia barca barra bela boa bosque brava brisa
        cabo cala calha campo cana cara carva casta castro cedro cepa cerca cima clara colme coral corga corte costa cravo duna erva
        espiga estre estrela faia faro fava feno figue flora fole fonte forno freixo galha giesta gralha granja grilo hera horta ilha
        jarra junca lago laje lapa lava lezi lima linha linho louro lua maia malva mata mato mela mesa milha mina mira moinho monte
        mora murta nabo nave neve nora norte noz oliva onda orla ouri palha palma papoi parra pedra pena pera perola pico pinha ponta
        ponte porta prado praia prata quinta raia rama rega ribe rocha roda roma rosa rouxi ruiva sabu salgue salina salva seara
        seiva selva senda serra sobra sola souta tapa teixo terra tila torga torre trevo trigo uva vale valver varge vela vera verde
        veiga vila vime vinha viola vista zambu zimbra""",
    "ru": """агат азур алмаз амбар аврор байкал берег березн бриз бронз вал ветр верес ветл волж восход гавань галс гранд град грав
        дельт днестр долин дубр енис жасмин заря зал зар зелен зенит злат исток калин камен кедр клен клин ковал колос компас
        корал корн крист купав ландыш латун лес лист лотос луг луч малин марин маяк мед меркур мир морош мост мрамор неман нив
        окск олив омск онис опал орби орион осин остр отрад пар перв перл пик план порт поток прит простор рад ракит рассв рек
        ритм роз рубин руд рябин сад свет сел силь скал сок сосн стар стел стрел тайг там топаз тор туман улей фарв хлеб хрус
        цвет чайк черн шелк элит эпос эталон янтар яр ясен алтай амур арго арион аргон бастион бирюз борей валдай вега велес
        весн витязь гелиос гефест гранат дивн днепр заповед звезд золот ирбис карат квант кварц кипар китеж кристалл кронос
        легион лидер магнит меридиан метеор миндаль монолит нептун нимб оберег оплот орлан пегас персей полюс престиж пульс
        радуг рапид ратник рекорд родник рубеж сатурн сигнал сириус спутник старт титан тополь триумф факел феникс форт фрегат
        циркон шторм эверест экватор эльбрус юпитер ястреб""",
    "sv": """ald alm alv ask asp bark bever blad blank blom bok brant brink brom brygg dag dal dim djup dyn eke eld eng ene
        falk fen fjell fisk flod fors frost fur fyr gamm glim gran grev grind grund grus gull hag hall halm harr hassel hav hed hegg
        helle hind hjort holl hult humle idun iser jolst kal kant kast kilt klint klov kopp korn kors kran krok kron kull kval kvarn
        kvist lamm lav lax leir lek lid lilje lind ling ljung ljus lom lund lunn lys malm mar mel mid moll moss mul mur myr nabb nor
        norr not nyp old orm orr oster otter pil plog rav regn rev rim rind ring ris rosen rug ryd sal sav sel silver sim skarp skog
        skar skir skjold slett snar sol sommer spar spjut stav stein stern stil stjern stor storm strand strom sund svan svart sved
        tall tang tern tid timmer tind tjern torn torv tran trim tull tun ugle ull under valn vall var vass veid vel vester vide vild
        vind vinter vir viv yng ytter""",
}
ENDINGS = {
    "any": """acta agna alia alis amo andra anta anto ara aris arno atis avia eda elia elis ema enda enta era eria eris esca esta eva
        iana idia ima inda inea ino inta ira isa isca ista ita iva oda olis oma ona onda onia ora oria oris osta ova ovia umia una
        ura urno usta uvia alto orix entis antis axa exa""",
    "de": """acker anger aue beek born brink bronn bruch bruck brunn damm deich eck egg fels furt gau gaden grund hagen hag halde
        hang haupt heck helm holm holz horn horst hude kamm kamp kante kehr kogel koog kron kuppe lache lage lauf leite loh lohe mark
        matt moor mund ort pfad quell rain ramp reut ried rode rong saal schlag siek sang stade stedt steg stieg tal tanne tor trift
        ufer wang warte wede wehr weiler werder wiek winkel wohld zell zinne""",
    "es": """mira luna blanca clara nueva brava buena seca franca fuerte gorda grana honda larga linda llana mar mayor mora nar nera
        nosa nova plana plata quinta rasa real rica roja rosa rubia sal santa sierra sol sur tierra torre vega vela vento ventosa
        verde vida viva zar cruz dal dera dorada dura lar lena leda ledo mesa menta monte nilla rada reda rol sana tera teca
        tona zuela""",
    "fr": """ac ades aignan aille aillon aines ambert anches ancourt andier anges anne ardin arelle aret argues arnay asque aubier
        aumont auvert avel ay eaux eille elan elle elles elmont elot enay encourt enton eray erie erolles eron eroy esse eval eville
        ezac iac ignac ignan ignol ignon illac illard ille illon inet ival iville izon oire oise olles omont onnay onnet onville orac
        ouze uzac""",
    "it": """bruna chiara forte bella nera bianca verde nuova lunga piana ricca santa secca serena sole soave stella tonda vecchia
        viva viola rossa rosa luna mare mira maggio marina moro monte nova nuvola pace penna petra quieta rocca rubra riva salda sera
        serra spina spiga terra torta vago valle vena ventosa vetta vista volta dora fina fiora gemma grande larga lina menta
        nella""",
    "nl": """akker baan beek boog bosch bree brink broek brug buurt daal dam dijk donk dreef drift duin eind erf gaard gat geest goed
        gors haag ham have heem hil hoek hof holt hoorn horst hout hove kade kamp kant kolk kreek laak laan laar lo maat made meent
        meer mond oord ooi pad plas poel poort rade rak reek rijt rode schans schoor singel slag sloot spoor stede steeg stroom
        tocht veen ven vliet vaart voorde waard wende werf zijde zicht""",
    "pl": """ex ix pol mex met tex plast tan mar an ana anka ar arnia atex el ela eko elit enia era esko eta ica iec ik ina inex ino
        inka ir is it ita iza mag mal max mat mont ol ola olit on ona onex opak opol or ora oria osta ovia owa owia owiec owit ownia
        owo oza tar term tor us vit wit""",
    "pt": """lar mar mel nova verde clara bela rica rosa dourada serena viva longa larga funda firme forte brava pura prata lusa mira
        nor sul sol vento vila vinha vista vasta terra torre tina tal sal ral dal dura doce dor cor cal cruz bem real reis rubra seca
        santa mor mina mesa mansa linda leve lagos flor fina fresca franca gal grande""",
    "ru": """авто агро альянс арсенал атлант база вест вита гамма гарант дар дело деталь дом древ импекс инвест ком комплект кран
        крафт ланд линия магнат маркет мастер мебель микс норд оил пак партнер пласт поток продукт проект прокат промет
        профиль пром ресурс рост салют связь сервис снаб союз спектр старт стекло стиль строй сфера темп тех ткань торг тракт
        траст трест тур фарм фонд форм формат хим хлеб холод центр цех шина щит экс экспо электро энерго юг""",
    "sv": """vik lund borg fors dal sund nes mark tun hult vang haug myr vall torp ryd rum berga hed hem holt klint kulla lid lanna
        linna mora nora rud sala sel skog stig strand tangen udd vad ved vika viken voll ange arp aryd ebo eda elv enga erud inge
        egard ana aker ungen amo alen enes estad ekil ilstad ostad ered""",
}
# Words behind an invented name that is one word: "Erlenkamp Horizont".
FURTHER = {
    "any": """Alba Alfa Antares Aqua Arena Astra Atlas Atria Axis Boreal Cardo Castor Cento Corona Cosmo Delta Domus Duna Emera Equus
        Fides Forma Fortis Gamma Gemma Helia Ignis Lumen Luna Magna Mare Mira Nova Nexus Omega Onda Optima Orbis Orion Pax Pluto
        Portus Prima Quadra Regia Rota Sigma Silva Sirius Stella Summa Terra Ultra Unica Vega Vela Vera Vesta Via Vita
        Zeta""",
    "de": """Anker Aue Bogen Brise Bucht Brunnen Delta Eiche Feder Fels Flut Forst Garten Gipfel Hafen Hain Halde Heide Hochland
        Horizont Horst Insel Kante Kogel Kompass Krone Leuchte Licht Linde Lotse Mole Morgen Nord Ost Perle Pfad Quelle Rampe Riff
        Ring Schleuse Segel Spitze Steg Stern Strand Strom Tal Terrasse Tor Turm Ufer Wald Warte Weide Welle West Wiese Wind Zeder Zentral""",
    "es": """Alameda Alborada Alcance Almena Altura Arco Arena Arroyo Aurora Bosque Brisa Camino Campo Centro Cerro Cima Colina
        Corona Costa Cumbre Delta Duna Encina Estrella Faro Fuente Hoguera Horizonte Huerta Isla Jara Ladera Lago Laguna Loma Luna
        Mar Marea Mirador Monte Muelle Norte Nube Olmo Oriente Orilla Pilar Pinar Playa Plaza Poniente Prado Puente Puerto Ribera
        Roble Sendero Sierra Sur Tierra Torre Valle Vega Vela""",
    "fr": """Abri Alizé Ancre Arche Atlantique Aubépine Aurore Belvédère Bocage Boréal Brise Cap Chemin Cime Clairière Colline
        Compas Coteau Couronne Delta Dune Falaise Flamme Fontaine Forêt Galet Grève Horizon Jardin Lac Lagune Lande Lanterne
        Littoral Lumière Marais Marée Méridien Mistral Moulin Nacelle Nord Océan Ombre Pavillon Phare Plateau Pont Prairie Quai
        Rivage Roche Rocher Ruisseau Sentier Sommet Source Sud Terrasse Tilleul Vallon Verger Voile""",
    "it": """Alba Altura Arco Aurora Baia Belvedere Bosco Brezza Campo Cascata Castello Cedro Cima Colle Collina Conca Corona Costa
        Cresta Crinale Delta Duna Faro Fiume Fonte Foresta Golfo Isola Lago Laguna Lanterna Levante Luna Mare Marea Meridiana Molo
        Monte Nord Onda Orizzonte Pineta Poggio Ponente Ponte Porto Prato Quercia Radice Riva Rocca Sentiero Sole Sorgente Stella
        Sud Terra Torre Valle Vela Vetta""",
    "nl": """Anker Baken Beek Berg Boog Branding Brink Bron Brug Delta Dijk Duin Eiland Golf Haven Heide Heuvel Horizon Kade Kaap
        Kanaal Kompas Kroon Kust Landgoed Lantaarn Linde Maas Meer Molen Monding Noord Oever Oost Pad Parel Plein Polder Poort
        Rand Rivier Schans Singel Sluis Spoor Ster Strand Stroom Terras Toren Tuin Vaart Veld Vliet Vuurtoren Waard Weide West Wind
        Woud Zeil Zicht Zuid""",
    "pl": """Bór Brama Brzeg Bryza Delta Dolina Dwór Fala Gaj Grań Horyzont Jar Jezioro Kaskada Klif Kolumna Kompas Kopuła Korona
        Kotwica Krąg Las Latarnia Laguna Lipa Łan Marina Molo Most Niwa Nurt Oaza Ogród Ostoja Pagórek Perła Plaża Polana Potok
        Północ Przystań Rafa Rzeka Sad Skała Stok Szlak Szczyt Tama Taras Wieża Wschód Wybrzeże Wyspa Wzgórze Zachód Zakole Zatoka
        Zdrój Źródło Żagiel""",
    "pt": """Alameda Alto Alvorada Amanhecer Arco Areal Aurora Baia Bosque Brisa Cabo Caminho Campo Cascata Cerrado Cima Colina Coroa
        Costa Delta Duna Encosta Enseada Estrela Farol Fonte Horizonte Ilha Jardim Ladeira Lago Lagoa Leste Lua Mar Marina Mirante
        Monte Nascente Norte Oceano Oeste Onda Outeiro Planalto Poente Ponte Porto Praia Pomar Ribeira Rio Rocha Serra Sol Sul Terra
        Torre Trilho Vale Vela Vereda""",
    "ru": """Азимут Аврора Берег Бор Бриз Вектор Вершина Весна Восток Гавань Горизонт Дельта Долина Запад Заря Зенит Исток Карат
        Кедр Компас Корона Кристалл Курган Лагуна Лазурь Лира Лотос Луч Магистраль Маяк Меридиан Мост Нива Норд Остров Парус Пик
        Планета Поляна Поток Причал Простор Радуга Рассвет Родник Роща Север Сияние Скала Сокол Степь Тайга Терраса Тропа Утес
        Фарватер Фрегат Холм Эталон Юг Янтарь""",
    "sv": """Ankare Bukt Delta Djup Dunge Eng Fjord Flod Fors Fyr Glimt Gren Grind Grund Hamn Havet Hed Holme Horisont Kajen Kant Klint
        Klippa Kompass Kron Krona Kulle Kust Lanterna Linden Lund Lykta Mark Mosse Mynning Nord Norr Nos Park Perla Port Revet Ring Sand
        Segel Sida Skog Sluss Spets Sten Stig Strand Syd Tall Terrass Torn Udde Vind Vik Vest Viken""",
}


@cache
def company_words(language: str) -> NameList:
    """Return the invented names of companies of a language, in lower case and in a fixed order."""
    if language == ENGLISH:
        return pool("any", "company_word")
    return NameList("\n".join(sorted(_composed(language))))


@cache
def further_words(language: str) -> tuple[str, ...]:
    """Return the words of a language that may be behind the invented name of a company."""
    return SECOND_WORDS if language == ENGLISH else tuple(FURTHER[language].split())


def _composed(language: str) -> Iterator[str]:
    endings = ENDINGS[language].split()
    for beginning in BEGINNINGS[language].split():
        for ending in endings:
            meets = beginning[-1] == ending[0] or (beginning[-1] in VOWELS and ending[0] in VOWELS)
            made = beginning + ending
            is_sound = not meets and ending not in beginning and not UNWANTED.search(made) and not HARD.search(made)
            if is_sound and MIN_LETTERS <= len(made) <= MAX_LETTERS:
                yield made


def is_free(word: str, language: str) -> bool:
    """Return whether an invented name is none of a brand, a person or a city of its language, and no everyday word."""
    is_name = culture_of_family(word) or origins_of_given(word) or word in _cities(language)
    return not (is_name or word in EXISTING or is_everyday(word))


@cache
def _cities(language: str) -> frozenset[str]:
    return frozenset(map(canonical, pool(language, "city"))) if language != ANY else frozenset()


@lru_cache(CACHED_NAMES)
def language_of(identity: str) -> str:
    """Return the language that a company's name looks like: one of `BEGINNINGS`, or "en".

    Only the name proper tells it, as a domain shows nothing else, and neither does "Acme" beside "Acme SARL".

    Arguments:
        identity: the slug of the company.
    """
    if max(identity, default="") >= FIRST_GREEK:
        return "ru" if regex.search(r"\p{Cyrillic}", identity) else ANY
    if _is_english(identity):
        return ENGLISH
    of_cultures = family_model().scores(identity)
    scores = dict.fromkeys(LANGUAGES.values(), 0)
    for culture, score in of_cultures.items():
        if language := LANGUAGES.get(culture):
            scores[language] = max(scores[language], score)
    scores["sv"] -= OF_SEVERAL
    known = LANGUAGES.get(culture_of_family(identity), ENGLISH)
    if known != ENGLISH:  # the American census has the names of all languages
        scores[known] += KNOWN_SHOWS
    (best, score), (_, second) = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:2]
    is_foreign = max(of_cultures.values()) - score >= AHEAD  # "Shree Ganesh Traders"
    return best if score >= SURE and score - second >= AHEAD and not is_foreign else ANY


def _is_english(identity: str) -> bool:
    """Return whether a name is an everyday English word, or two of them."""
    halves = range(MIN_HALF, len(identity) - MIN_HALF + 1)
    return is_everyday(identity) or any(is_everyday(identity[:at]) and is_everyday(identity[at:]) for at in halves)
