"""Licence plates of more than fifteen countries: distinctive formats alone, others behind a label or beside a vehicle."""

from recognizers.lexicon.labels import labelled
from recognizers.rules import Rule

LIMITS = (
    "It does not find a plate whose format other codes share (`AB 12345`, `ABC-123`) without a label such as `plate` or a "
    "word for a vehicle just before it."
)

GERMAN = (
    "A AA AB ABG AC AE AIC AK ALF ALT ALZ AM AN ANA ANK AÖ AP APD ARN ART AS ASL ASZ AT AU AUR AW AZ AZE B BA BAD BAR BB BBG BC BCH BE BED BER BF BGL BI "
    "BIR BIT BIW BK BKS BL BLB BLK BM BN BNA BO BÖ BOR BOT BR BRA BRB BRG BRK BRL BRV BS BSB BT BTF BÜD BÜR BÜS BÜZ BZ C CA CAS CB CE CHA CLP CLZ CO COC "
    "COE CR CUX CW D DA DAH DAN DAU DB DBR DD DE DEG DEL DGF DH DI DIL DIN DIZ DKB DL DLG DM DN DO DON DU DÜW DW DZ E EA EB EBE EBN EBS ECK ED EE EF EG EH "
    "EI EIC EIL EIN EIS EL EM EMD EMS EN ER ERB ERH ERK ERZ ES ESB ESW EU EW F FB FD FDB FDS FEU FF FFB FG FH FI FKB FL FLÖ FN FO FOR FR FRG FRI FRW FS FT "
    "FTL FÜ FÜS FW FZ G GA GAN GAP GC GD GE GEL GEM GEO GER GF GG GHA GHC GI GK GL GLA GM GMN GN GÖ GOA GOH GP GR GRA GRH GRI GRM GRS GRZ GS GT GTH GUB GUN "
    "GV GVM GW GZ H HA HAB HAL HAM HAS HB HBN HBS HC HCH HD HDH HDL HE HEB HEF HEI HER HET HF HG HGN HGW HH HHM HI HIG HK HL HM HMÜ HN HO HOG HOH HOL HOM "
    "HOR HOT HP HR HRO HS HSK HST HU HV HVL HWI HX HY HZ IGB IK IL ILL IN IZ J JE JL JÜL K KA KB KC KE KEH KEL KEM KF KG KH KI KIB KK KL KLE KLZ KM KN KO "
    "KÖN KÖT KÖZ KR KRU KS KT KU KÜN KUS KW KY KYF L LA LAN LAU LB LBS LBZ LC LD LDK LDS LEO LER LEV LF LG LH LI LIB LIF LIP LL LM LN LÖ LÖB LP LR LRO LSA "
    "LSN LSZ LU LÜN LUP LWL M MA MAB MAI MAK MAL MB MC MD ME MED MEG MEI MEK MEL MER MET MG MGH MGN MH MHL MI MIL MK MKK ML MM MN MO MOD MOL MON MOS MQ MR "
    "MS MSE MSH MSP MST MTK MTL MÜ MÜB MÜR MVL MW MY MYK MZ MZG N NAB NAI NB ND NDH NE NEA NEB NEC NEN NES NEW NF NH NI NK NL NM NMB NMS NÖ NOH NOL NOM NOR "
    "NP NR NRÜ NT NU NVP NW NWM NY NZ OA OAL OB OBB OBG OC OCH OD OE OF OG OH OHA OHV OHZ OK OL OP OPR OR OS OSL OTW OVI OVL OVP P PA PAF PAN PAR PB PCH PE "
    "PEG PF PI PIR PL PLÖ PM PN PR PRÜ PS PW PZ QFT QLB R RA RC RD RDG RE REG REH REI RG RH RI RID RIE RL RM RN RO ROD ROF ROH ROL ROS ROT ROW RP RS RSL RT "
    "RU RÜD RÜG RV RW RY RZ S SAB SAD SAN SAW SB SBG SBK SC SCZ SDH SDL SDT SE SEB SEE SEF SEL SFB SFT SG SGH SH SHA SHG SHK SHL SI SIG SIM SK SL SLE SLF SLK "
    "SLN SLS SLÜ SLZ SM SN SO SOB SOG SOK SÖM SON SP SPB SPN SR SRB SRO ST STA STB STD STE STL SU SUL SÜW SW SWA SY SZ SZB TBB TDO TE TET TF TG THL THW TIR TO "
    "TÖL TP TR TS TT TÜ TUT UE UEM UER UFF UH UL UM UN USI V VAI VB VEC VER VG VIB VIE VIT VK VOH VR VS W WA WAF WAK WAN WAR WAT WB WBS WDA WE WEL WEN WER "
    "WES WF WG WHV WI WIL WIS WIT WIZ WK WL WLG WM WMS WN WND WO WOB WOH WOL WOR WOS WR WRN WS WSF WST WSW WT WTL WTM WÜ WUG WÜM WUN WUR WW WZ WZL X Y Z ZE ZEL "
    "ZI ZIG ZP ZR ZW ZZ"
).split()
INDIAN = "AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TG TN TR TS UK UP WB".split()
AUSTRIAN = (
    "AM|B|BA|BK|BL|BM|BN|BR|BZ|DL|DO|E|EF|EU|FB|FE|FF|FK|FR|G|GB|GD|GF|GM|GR|GS|GU|HA|HB|HE|HF|HL|HO|I|IL|IM|JE|JO|JU|JW|K|KB|KF|KI|KL|KO|KR|KS|KU|L|"
    "LA|LB|LE|LF|LI|LL|LN|LZ|MA|MD|ME|MI|MT|MU|MW|MZ|ND|NK|OP|OW|P|PE|PL|RA|RE|RI|RO|S|SB|SD|SE|SK|SL|SO|SP|SR|SV|SW|SZ|TA|TU|UU|VB|VI|VK|VL|VO|W|WB|WE|"
    "WK|WL|WN|WO|WT|WU|WY|WZ|ZE|ZT|ZW"
)
SWISS = "AG AI AR BE BL BS FR GE GL GR JU LU NE NW OW SG SH SO SZ TG TI UR VD VS ZG ZH".split()
IRISH = "C CE CN CW D DL G KE KK KY L LD LH LK LM LS MH MN MO OY RN SO T TN TS TU W WD WH WW WX".split()
# The shapes of plates, the most distinctive first; spaces and hyphens as people write them.
SHAPES = (
    r"\d{2} [A-Z]{2} \d{3} [A-Z]{3}|[A-Z]{2} \d{4}-\d{2}|[A-Z]{2} \d [A-Z]{2,3} \d{4}|[A-Z]{2}[ -]?\d{1,2}[A-Z]?[ -]?[A-Z]{1,2}[ -]?\d{4}|[A-Z]{2}\d{2}[ ]?[A-Z]{3}|[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|\d{1,4}[ -][A-Z]{2,3}[ -]\d{2,4}(?:[ ]?[A-Z]{2})?"
    r"|[A-ZÄÖÜ]{1,3}[ -][A-ZÄÖÜ]{1,2}[ -]?\d{1,4}[EH]?|[A-Z]{1,3}[ -]\d{1,6}[ -]?[A-Z]{1,3}|[A-Z]{1,4}[ -]?\d{2,3}[ -]\d{2,3}|[A-Z]{1,4}[ -]\d{1,6}[A-Z]{0,2}"
    r"|[A-Z]{3}\d[A-Z\d]\d{2}|[A-Z]{2,3}[ ][A-Z\d]{3,6}|\d{4}[ -]?[A-Z]{3}|\d{1,3}[A-Z]{1,4}[ ]?\d{2,5}|\d[A-Z]{2,3}[ ]?\d[A-Z]{2}|\d{3}[ -][A-Z]{2,3}|\d[A-Z]{3}\d{3}|\d[A-Z]{2}[ ]\d[A-Z]{2}"
    r"|[A-Z]{3}\d{2,4}[A-Z]?|[A-Z]\d{2}[ ][A-Z]{3}|\d-[A-Z]{3}-\d{3}|\d[A-Z\d]{2}[ ][A-Z\d]{3}|[A-Z]\d{2}[A-Z]?[ -]\d{3}|[A-Z]{2}\d{4,6}|\d{1,2}[A-Z][ ][A-Z]?\d{4}|[A-Z]\d[A-Z]-\d{3}|\d\d-[A-Z]{3}-\d|(?:Dubai|Sharjah|Abu Dhabi) [A-Z]{1,2} \d{2,5}"
)
ANY = rf"(?=(?:Dubai|Sharjah|Abu Dhabi|(?:[ -]?[A-ZÄÖÜ\d]){{5}}))(?=[\w -]{{0,12}}\d)(?=[\d -]{{0,9}}[A-ZÄÖÜ])(?:{SHAPES})"
MIXED = r"(?=[A-Z]{0,7}\d)(?=\d{0,7}[A-Z])[A-Z\d]{5,8}"
LABELS = (
    "plate|plate no|plate number|license plate|licence plate|number plate|registration plate|reg|reg no|registration no|registration number|"
    "vehicle reg|vehicle registration|vrm|vrn|rego|lic|kennzeichen|amtl kennzeichen|amtliches kennzeichen|kfz kennzeichen|kz|nummernschild|"
    "immatriculation|immatriculé|immatriculée|imm|immat|plaque|plaque d'immatriculation|targa|targato|targata|matrícula|matricula|matr|placa|placas|patente vehículo|dominio|"
    "kenteken|nummerplaat|rejestracyjny|nr rejestracyjny|nr rej|numer rejestracyjny|rejestracja|tablica|registreringsnummer|regnr|reg nr|nummerplade|skilt|"
    "rek|rekisterinumero|rekisteri|spz|rz|plaka|plaka no|rendszám|trailer|naczepa|ciągnik|veículo de matrícula|bearing"
)
VEHICLES = (
    "cars?|vans?|trucks?|lorr(?:y|ies)|vehicles?|veh|cab|taxi|coach|bus|motorbike|motorcycle|scooter|ute|hilux|pickup|trailer|tractor|wagon|minibus|matatu|tahoe|lexus|land cruiser|"
    "pkw|lkw|wagen|auto|fahrzeug|kastenwagen|kombi|anhänger|transporter|bilico|voiture|véhicule|camion|camionnette|fourgon|moto|car|coche|camión|furgoneta|cavalo|carreta|carro|"
    "camião|viatura|macchina|furgone|pullman|autista|bestelbus|busje|samochód|samochodem|samochodu|ciężarówk\\w|naczep\\w|ciągnik\\w?|bil|bilen|autokka|araç|kamyon|furgon|"
    "toyota|vw|volkswagen|golf|polo|passat|ford|focus|fiesta|transit|opel|corsa|astra|bmw|mercedes|benz|audi|seat|leon|ibiza|škoda|skoda|octavia|fabia|fiat|panda|ducato|punto|renault|clio|"
    "mégane|megane|scenic|peugeot|citro[eë]n|jumpy|berlingo|dacia|sandero|duster|jogger|volvo|saab|honda|civic|jazz|nissan|micra|qashqai|mazda|demio|suzuki|swift|kia|picanto|hyundai|tucson|"
    "subaru|mitsubishi|lexus|tesla|model [3sxy]|jaguar|land rover|range rover|mini|porsche|cayenne|chevrolet|chevy|silverado|dodge|jeep|ram|gmc|yaris|corolla|prado|prius|altima|scania|daf|"
    "iveco|kfz|kierowc\\w{0,2}|fuso|isuzu|tata|mahindra|scorpio|activa|alfa romeo|giulia|lancia|ursus|john deere|308|208|egea|ranger|fréquence|driver"
)
BEFORE = r"(?<![\w/.-])"
AFTER = r"(?![\w-]|[ ]\d{2}:|:\d|\.\w)"


def _alternatives(codes: list[str]) -> str:
    return "|".join(sorted(codes, key=len, reverse=True))


# fmt: off
RULES = (
    Rule(
        "plate_labelled", "LICENSE_PLATE", labelled(LABELS, rf"(?!(?:UE|EU|CE|EC|EG)[ ]?(?:n[.°º]?[ ]?)?\d{{2,4}}/\d)(?:{ANY}|{MIXED})"), 0.9,
        true=("Kennzeichen: ⟦HB-LH 4072⟧", "reg ⟦KDM 706L⟧", "<Plate>⟦GH 437 PX⟧</Plate>", "targa ⟦FW 447 RX⟧,"),
        false=("plate of 12 oysters", "reg. no. pending", "placa madre ATX", "tag v1.2", "secondo Reg. UE 1169/2011."),
    ),
    Rule(
        "plate_labelled_small", "LICENSE_PLATE", labelled("plate|license plate|licence plate|number plate|kennzeichen|targa|kenteken|matrícula|plaka|nr rej|rego|reg no", r"(?=[a-z\d -]{0,10}\d)[a-z]{1,3}[ -]?\d{2,4}[ -]?[a-z]{1,3}|\d{1,4}[ -]?[a-z]{2,3}(?:[ -]?\d{2,4})?"), 0.85,
        true=("targa ⟦ga656rx⟧", "plate is ⟦pz 811kd⟧"), false=("plate is 12 inches", "number plate gone"), unless=("inch*", "mm", "cm"),
    ),
    Rule(
        "plate_beside_a_vehicle", "LICENSE_PLATE",
        rf"(?i:(?<![\w-])(?:{VEHICLES})(?:a|em|u|i|y|ą|en|s|'s)?\b)[^\n\d;:.]{{0,24}}?(?:[ ][A-Z]?\d{{1,4}}[a-z]?(?=[ ,(]))?[ ,(:/|–-]{{1,3}}(?i:nr |no\.? |reg\.? |w/ |kz\.? |:)?(?P<value>(?!(?:[VCSXQA]\d{{1,2}}|FIAT) ){ANY}|[a-z]{{2}} ?\d{{3}} ?[a-z]{{2}}){AFTER}", 0.7,
        true=("Away coach ⟦YJ19 FKX⟧", "white Hilux (⟦1QX 4TX⟧)", "Volvo V60 ⟦RKP 41F⟧,"),
        false=("van at 12 Mill Lane", "Ford F-150 sales", "Fiat 500 rossa"), unless=("bay", "seat", "row", "room", "engine", "recall", "ipaddr", "class"),
    ),
    Rule(
        "plate_before_a_vehicle", "LICENSE_PLATE", rf"(?<![\w/.-])(?P<value>{ANY})[ ]?(?:[|,;(–-]|\))[ ]?(?i:(?:white|black|red|blue|silver|grey|gray|green|a) )?(?i:{VEHICLES})\b", 0.6,
        true=("1 | ⟦1XK 7QF⟧ | Kia Picanto", "⟦1QX 4TX⟧, white Hilux"), false=("2 | 1234 | Kia", "SECTION 12, man and boy"), unless=("engine", "recall"),
    ),
    Rule(
        "plate_at", "LICENSE_PLATE", rf"{BEFORE}(?:{AUSTRIAN})-\d{{2,5}} [A-Z]{{1,3}}{AFTER}", 0.6,
        true=("⟦KU-946 WY⟧  PICHLER", "⟦G-714 PY⟧"), false=("QQ-946 WX", "KU-946"), source="KFG: Kennzeichen",
    ),
    Rule(
        "plate_uk", "LICENSE_PLATE", rf"{BEFORE}[A-HJ-PR-Y]{{2}}(?:0[2-9]|[1267]\d|5[1-9]) [A-HJ-PR-Z]{{3}}{AFTER}", 0.7,
        true=("turned up in ⟦KX15 WTU⟧", "⟦YK64 ZRP⟧ £9"), false=("AB99 CDE", "LB12 7QX"), unless=("postcode", "kg"), source="DVLA: INF104",
    ),
    Rule(
        "plate_fr_it", "LICENSE_PLATE", rf"{BEFORE}[A-HJ-NP-TV-Z]{{2}}(?P<s>[ -])\d{{3}}(?P=s)[A-HJ-NP-TV-Z]{{2}}{AFTER}", 0.7,
        true=("⟦FB-903-RL⟧ est suspendu", "un Ducato, ⟦GD 637 ZC⟧"), false=("AB-903-R", "OU-123-IE"), source="ministère de l'Intérieur: SIV; Codice della strada",
    ),
    Rule(
        "plate_de", "LICENSE_PLATE", rf"{BEFORE}(?:{_alternatives(GERMAN)})(?:-[ ]?[A-Z]{{1,2}}[ ]?\d{{1,4}}|-[ ]?[A-Z]{{1,2}}[ ]\d{{1,4}}[EH])(?<=-[ ]?[A-Z]{{1,2}}[ ]\d{{1,4}}[EH]?){AFTER}", 0.7,
        true=("OHZ: ⟦OHZ-W 14⟧", "⟦M-AB 1234⟧, ⟦HB-LH 407E⟧"), false=("QQ-AB 1234", "M-AB1 234", "RC-X100"), source="KBA: Unterscheidungszeichen",
    ),
    Rule(
        "plate_nl_pt_be", "LICENSE_PLATE", rf"{BEFORE}(?:[1-9]-[A-Z]{{3}}-\d{{3}}|\d\d-[A-Z]{{2}}-\d\d|[A-Z]-\d{{3}}-[A-Z]{{2}}|\d-[A-Z]{{3}}-\d\d|[A-Z]{{2}}-\d\d-[A-Z]{{2}}){AFTER}", 0.6,
        true=("neem de ⟦2-ARP-012⟧", "Jumpy ⟦V-118-XC⟧", "⟦47-QT-09⟧"), false=("12-MAY-24", "3-AB-12"), unless=("part*", "sku", "model", "gate"), source="RDW: sidecodes; IMT; DIV",
    ),
    Rule(
        "plate_in", "LICENSE_PLATE", rf"{BEFORE}(?:{_alternatives(INDIAN)})(?P<s>[ -]?)\d{{1,2}}[A-Z]?(?P=s)[A-Z]{{1,3}}(?P=s)\d{{4}}{AFTER}", 0.7,
        true=("my Activa, ⟦MZ 01 T 8097⟧", "⟦KA05MH1234⟧"), false=("KX05MH1234", "KA05MH123"), source="MoRTH: Central Motor Vehicles Rules",
    ),
    Rule(
        "plate_za_ke", "LICENSE_PLATE", rf"{BEFORE}(?:[A-Z]{{2,3}} ?\d{{2,3}} ?(?:[A-Z]{{2}} )?(?:GP|MP|WC|EC|NW|NC|FS|ZN)|K[A-Z]{{2}} \d{{3}}[A-Z]){AFTER}", 0.7,
        true=("⟦JDK 648 MP⟧", "lorry ⟦KCA 207Y⟧"), false=("KCA 2071", "ABC 648 XX"), source="NTSA; NaTIS",
    ),
    Rule(
        "plate_at_ch_ie_tr", "LICENSE_PLATE",
        rf"{BEFORE}(?:(?:{_alternatives(SWISS)})[ -]\d{{1,3}}[ ’']?\d{{3}}|\d{{2,3}}-(?:{_alternatives(IRISH)})-\d{{1,6}}|(?:0[1-9]|[1-7]\d|8[01]) (?!(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MIN|KM|KG) )[A-Z]{{1,3}} \d{{2,4}}|[A-Z]{{1,2}}[ -]\d{{1,5}}[ ]?[A-Z]{{1,3}}){AFTER}", 0.0,
        true=("Auto in der Garage: ⟦OW 10 665⟧", "araç ⟦20 KRT 258⟧", "taxi ⟦191-D-12345⟧"),
        false=("invoice OW 10 665", "20 MIN 30 per car", "car park LL 4"),
        context=("car", "auto", "wagen", "kennzeichen", "vehicle", "voiture", "véhicule", "araç", "plaka", "taxi", "van", "pkw", "lkw", "fahrzeug", "besuch"), with_context=0.5, unless=("km", "kg", "ps", "min", "mm", "hp"),
        source="ASTRA; Dublin City Council: motor tax; Emniyet",
    ),
    Rule(
        "plate_br_ar", "LICENSE_PLATE", rf"{BEFORE}(?:[A-Z]{{3}}\d[A-J]\d\d|[A-Z]{{3}}-\d[A-Z]\d\d|[A-Z]{{3}}-\d{{4}}){AFTER}", 0.0,
        true=("cavalo ⟦RHN5C32⟧, carreta ⟦BCD-7J42⟧", "placa do carro: ⟦MKT-4411⟧"), false=("SKU RHN5C32", "JIRA MKT-4411"),
        context=("placa*", "carro", "cavalo", "carreta", "veículo", "veiculo", "moto", "motorista", "caminhão", "renavam", "chassi"), with_context=0.7, source="CONTRAN: Mercosul",
    ),
    Rule(
        "plate_es", "LICENSE_PLATE", rf"{BEFORE}\d{{4}}[ -]?(?!RPM|KM|CV)[BCDFGHJKLMNPRSTVWXYZ]{{3}}{AFTER}", 0.0,
        true=("Seat Ibiza con matrícula ya vieja, ⟦3984 FTY⟧", "el coche ⟦1108LWC⟧"), false=("2000 RPM coche", "ref 3984 FTY"),
        context=("matr*", "coche", "vehículo", "turismo", "furgoneta", "conductor", "moto", "seat", "renault", "citroën"), with_context=0.7, unless=("rpm", "km", "kg"), source="DGT",
    ),
)
# fmt: on
