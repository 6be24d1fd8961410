"""Small firms by the word of their trade before a name: "Laticínios Serrana", "Officine Meccaniche F.lli Zanardelli S.n.c."."""

import regex

from recognizers.lexicon.address_formats import country_names
from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.nationalities import is_of_a_place
from recognizers.lexicon.not_names import is_not_name, is_ordinary
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import Rule

LIMITS = (
    "Firms whose name does not begin with one of these trades, and German trades before a word that is no family name."
)
# fmt: off
GERMAN = (
    "Bäckerei Metzgerei Fleischerei Schreinerei Tischlerei Gärtnerei Autohaus Malerbetrieb Dachdeckerei Fahrschule Partyservice Spedition Druckerei Anwaltskanzlei Kanzlei Steuerbüro Ingenieurbüro Architekturbüro Baumschule Weingut Molkerei Brauerei "
    "Zimmerei Backstube Schlosserei Metallbau Landbäckerei Getränkemarkt Sanitätshaus Bestattungen Bestattungshaus Kfz-Werkstatt Schlüsseldienst Friseursalon Fahrradladen Hofladen Schmuckwerkstatt Polsterei"
).split()
OTHERS = (
    "Seguradora Kirchengemeinde Pfarrgemeinde Clinique Boulangerie Pâtisserie Boucherie Charcuterie Menuiserie Plomberie Imprimerie Laiterie Fromagerie Serrurerie Quincaillerie Carrosserie Ébénisterie Miroiterie Jardinerie Droguerie Poissonnerie "
    "Panadería Pastelería Carnicería Ferretería Bodegas Viveros Conservas Correduría Gestoría Bufete Viñedos Lácteos Carpintería Fontanería Cerrajería Almazara Cárnicas Peluquería Floristería "
    "Officine Autofficina Carrozzeria Panificio Pasticceria Macelleria Falegnameria Tessitura Cartotecnica Ceramiche Caseificio Agriturismo Tipografia Autotrasporti Salumificio Torrefazione Lavanderia Oleificio Maglificio Calzaturificio "
    "Padaria Metalúrgica Construtora Laticínios Mercearia Transportadora Confeitaria Serralharia Carpintaria Marcenaria Panificadora Frigorífico Drogaria Lavandaria Pastelaria "
    "Bakkerij Slagerij Kwekerij Garagebedrijf Aannemersbedrijf Schildersbedrijf Assurantiekantoor Meubelhuis Zuivelfabriek Drukkerij Loodgietersbedrijf Transportbedrijf Autobedrijf Installatiebedrijf Hoveniersbedrijf Rijschool Melkveebedrijf Fietsenmaker "
    "Hurtownia Piekarnia Cukiernia Masarnia Drukarnia Tartak Mleczarnia Stolarnia Kwiaciarnia Lakiernia Ubojnia Szkółka"
).split()
# Trades whose names are often those of public places or plain descriptions: the model may refute them.
GERMAN_DOUBTFUL = (
    "Gemeinschaftspraxis Zahnarztpraxis Tierarztpraxis Arztpraxis Praxis Hausverwaltung Lackiererei Käserei Imkerei Reisebüro Planungsbüro Möbelhaus Elektro Optik Sanitärdienst Apotheke Restaurant Gasthaus Gasthof Raumausstattung Glaserei "
    "Heizungsbau Haustechnik Containerdienst Reinigungsservice Pflegedienst Musikschule Tanzschule Reiterhof Backhaus Immobilien Landhandel Baustoffe"
).split()
OTHERS_DOUBTFUL = [
    *(
        "Savonnerie Biscuiterie Toitures Garage Pharmacie Pépinières Papeterie Librairie Maçonnerie Chaudronnerie Minoterie Fonderie Optique Ambulances Conserverie Scierie Distillerie "
        "Talleres Taller Clínica Óptica Autoescuela Inmobiliaria Granja Avícola Transportes Ferretera Frutas Hormigones Farmacia Guardería Asesoría Notaría Herboristería Imprenta Lavandería Tintorería Ganadería Hostal "
        "Officina Ferramenta Vivai Vivaio Vetreria Segheria Enoteca Cartiera Cantine Condominio Gelateria Pizzeria Trattoria Osteria Ristorante Erboristeria Gioielleria Cartoleria Edil Termoidraulica Salumeria "
        "Imobiliária Escola Colégio Farmácia Funilaria Auto-Escola Viação Restaurante Supermercado Cortiças Floricultura Lanchonete Pousada Condomínio Creche Papelaria Ótica Talho "
        "Stichting Woonstichting Woningstichting Huisartsenpraktijk Tandartspraktijk Dierenkliniek Dierenartspraktijk Basisschool Makelaardij Notariskantoor Administratiekantoor Uitvaartzorg Kapsalon Koeriersdienst Zorgboerderij Kinderdagverblijf Kinderopvang Bouwbedrijf Timmerbedrijf VvE "
        "Zakład Kancelaria Gabinet Odlewnia Przychodnia Spółdzielnia Fundacja Wypożyczalnia Warsztat Apteka Restauracja Księgarnia Pralnia Przedszkole Wspólnota Zajazd Gospodarstwo Składnica"
    ).split(),
    *"Comunidad de Propietarios|Studio Legale|Studio Tecnico|Studio Dentistico|Studio Notarile|Studio Commerciale|Biuro Rachunkowe|Biuro Podróży|Biuro Nieruchomości".split("|"),
]
# Words that describe a firm without naming it.
GENERIC = frozenset(
    """dental veterinaria médica medica universitaria universitario central centrale municipal municipale comunale general generale internacional nacional nazionale legale tecnico dentistico notarile commerciale
    rachunkowe podróży nieruchomości propietarios superior primária secundária básica técnica estadual federal mieszkaniowa mieszkaniowej stomatologiczny lekarska lekarski ubezpieczeń społecznych opieki zdrowotnej karny
    prawna prawny popular geral szpitalna komornicza komorniczy notarialna adwokacka lekarskie stolarski fryzjerski pogrzebowy weterynaryjny rolne rodzinne dentaire médicale vétérinaire urbanos terrestres públicos""".split()
)
LINK = r"(?:Dres\.|Dr\.|&|und|et|y|e|i|de|del|della|dei|da|do|dos|des|du|la|le|van|van der|van de|'t|u|F\.lli|Fratelli|Hermanos|Hnos\.|Irmãos|Gebr\.|Gebroeders|Bracia)"
WORD = r"(?:[„\"«]\p{Lu}[\p{L}’'-]{1,24}[”“\"»]|\p{Lu}[\p{L}’'-]{1,24})"
FORM = r"(?:,?[ ](?:GmbH(?:[ ]&[ ]Co\.[ ]KG)?|UG|KG|OHG|e\.[ ]?K\.|SARL|SAS|SA|EURL|S\.?L\.?U?\.?|S\.A\.|S\.?r\.?l\.?s?|S\.?n\.?c\.?|S\.?a\.?s\.?|S\.?p\.?A\.?|Ltda\.?|Lda\.?|ME|B\.?V\.?|V\.?O\.?F\.?|sp\.[ ]z[ ]o\.[ ]?o\.|s\.c\.|sp\.[ ]j\.)(?!\p{L}))?"
# English trades behind a name.
ENGLISH = (
    "Joinery Homecare Haulage Plumbing Roofing Scaffolding Catering Bakery Bakeries Bakers Butchers Florist Florists Garage Tyres Taxis Nurseries Carpets Kitchens Interiors Castings Timber Dairy Dairies Vets "
    "Dermatology Orthodontics Opticians Physiotherapy Chemist Chemists Solicitors Surveyors Lettings Electricals Fabrications Upholstery Landscaping Landscapes Couriers Removals Launderette Stationers Printers "
    "Glazing Flooring Masonry Brickwork Builders Civils Groundworks Demolition Skips Seafood Seafoods Fisheries Meats Poultry Growers Orchards Vineyards Winery Brewery Brewing Distillery Roasters Tearoom Tearooms "
    "Tailors Jewellers Jewelers Boatyard Bodyworks Coaches Outfitters Bookkeeping Realty Kennels Stables Preschool Daycare Logistics Freight Biologics Robotics Actuarial Fasteners Forwarders Hauliers Aggregates"
).split()
# fmt: on
FAMILY = frozenset(
    "fils fille filles frères figli figlio hijos hermanos filhos irmãos söhne sohn zonen zoon zn syn synowie".split()
)
LONG_FORMS = (
    r"spółka z ograniczoną odpowiedzialnością|spółka akcyjna|spółka jawna|spółka komandytowa|sociedad (?:de responsabilidad )?limitada|sociedad anónima|società a responsabilità limitata|società per azioni|société à responsabilité limitée|société par actions simplifiée"
    r"|Gesellschaft mit beschränkter Haftung|besloten vennootschap|sociedade unipessoal|eG|e\.[ ]?K\.|GbR|OHG|UG(?: \(haftungsbeschränkt\))?|sp\. j\.|sp\. k\.|s\.c\.|EURL|SNC|GAEC|EARL|S\.L\.U\.|S\.[Nn]\.[Cc]\.|S\.[Aa]\.[Ss]\.|S\.?r\.?l\.?s\.?|Lda\.|Ltda\.?|V\.O\.F\.|L\.P\.|L\.L\.P\.|L\.L\.C\."
)
NAMED = r"(?:[\p{Lu}][\p{L}’'.-]{1,24}|[\p{Lu}]\.|&|[\p{Lu}]\p{Ll}{1,12}- und)"
ARTICLES = frozenset("La Le Die Der Das El Il Lo De Het A O Una Une Un Eine".split())
FEWEST = 2  # words of a firm, with its legal form
NAME_OF_FIRM = regex.compile(r"\S+")
PARTICLES = regex.compile(rf"(?:{LINK})$")


def _is_firm(value: str) -> bool:
    """Return whether the words behind a trade are a name: none of a label or group, and after a German trade a known name."""
    trade, *words = value.split()
    names = [word.strip('.,„”“"«»') for word in words if not word[0].islower() and not PARTICLES.match(word)]
    names = [name for name in names if name.lower() not in GENERIC]
    if not names or any(is_not_name(name) and name.lower() not in FAMILY for name in names):
        return False
    is_german = trade in GERMAN or trade in GERMAN_DOUBTFUL
    return not is_german or any(is_family_name(name) or is_given_name(name) for name in names[:2])


def _is_named_firm(value: str) -> bool:
    """Return whether the words before an English trade name a firm: one is no ordinary word, brand, country or technology."""
    words = [word.removesuffix("'s").removesuffix("’s") for word in value.split()[:-1]]
    if words[0].casefold() in BRANDS or words[0] in TECHNOLOGY or is_not_name(words[0]):
        return False
    if value.split()[0] != words[0] and is_family_name(words[0]):  # "Bell's Chemist"
        return True
    return any(not (is_ordinary(word) or is_everyday(word.casefold()) or _is_land(word)) for word in words)


def _is_land(word: str) -> bool:
    return word.casefold() in country_names() or is_of_a_place(word)


def _firm_of(trades: list[str]) -> str:
    """Return the pattern of a trade and the words of a name behind it."""
    return rf"(?<![\p{{L}}-])(?:{alternatives(trades)})(?:[ ]{LINK})?[ ]{WORD}(?:(?:[ ]{LINK})?[ ]{WORD}){{0,3}}{FORM}"


def from_name(value: str) -> tuple[int, int]:
    """Return the offsets of a firm without the words of a label before it: "Rechnung Adler GbR"."""
    words = list(NAME_OF_FIRM.finditer(value))
    while len(words) > 1 and (is_not_name(words[0][0].strip(".-")) or words[0][0] == "&"):
        words.pop(0)
    if len(words) == FEWEST and words[0][0] in ARTICLES:
        return 0, 0
    return words[0].start() if words else 0, len(value)


# fmt: off
RULES = (
    Rule("firm_by_its_legal_form", "ORGANIZATION", rf"(?<![\p{{L}}\p{{N}}.&-])(?P<value>{NAMED}(?:(?:[ ]{LINK})?[ ]{NAMED}){{0,4}},?[ ](?:{LONG_FORMS}))(?![\p{{L}}\p{{N}}])", 0.95, part=from_name,
        true=("I. ⟦Heliodor Robotics spółka z ograniczoną odpowiedzialnością⟧ z siedzibą", "zugunsten der ⟦Spar- und Darlehnskasse Diemeltal eG⟧ eine", "an ⟦Adler & Söhne GbR⟧,", "fra ⟦Pasticceria Loi S.n.c.⟧ e", "⟦Transportes Ruiz S.L.U.⟧", "against ⟦Brazos Valley Farms, L.P.⟧ (\"BVF\")"),
        false=("La S.A.S. CONSERVERIE", "die GbR haftet", "une EURL familiale", "la sociedad limitada")),
    Rule("firm_of_a_trade", "ORGANIZATION", _firm_of([*GERMAN, *OTHERS]), 0.95, check=_is_firm,
        true=("nada aos ⟦Laticínios Serrana⟧.", "⟦Officine Meccaniche F.lli Zanardelli S.n.c.⟧\nVia", "Häppchen von ⟦Partyservice Krüger⟧)", "die van ⟦Kwekerij Bloemhof⟧", "⟦Boulangerie Le Goff et Fils⟧ livre", "klient ⟦Hurtownia Zielony Zakątek⟧"),
        false=("Spedition Abholung Montag", "die Bäckerei öffnet", "la boulangerie Dupont", "Kanzlei Team", "Padaria Telefone")),
    Rule("firm_before_its_trade", "ORGANIZATION", rf"(?<![\p{{L}}\p{{N}}'’&@./_-])\p{{Lu}}[\p{{Ll}}'’-]{{2,20}}(?:[ ](?:&|and|\p{{Lu}}[\p{{Ll}}'’-]{{2,20}})){{0,3}}[ ](?:{alternatives(ENGLISH)})(?![\p{{L}}-]|[ ]\p{{Lu}}\p{{Ll}})", 0.95, check=_is_named_firm,
        true=("via ⟦Hearthstone Homecare⟧.", "at ⟦Bell's Chemist⟧ in", "the ⟦Gimson Brothers Joinery⟧ van", "from ⟦Penhale Butchers⟧"),
        false=("the Local Bakery", "Google Logistics", "French Bakery", "Cornish Bakery", "Monday Catering", "New Garage")),
    Rule("firm_of_a_doubtful_trade", "ORGANIZATION", _firm_of([*GERMAN_DOUBTFUL, *OTHERS_DOUBTFUL]), 0.72, check=_is_firm,
        true=("⟦Gemeinschaftspraxis Dres. Krüger & Sahin⟧, Ulm", "⟦Comunidad de Propietarios Edificio Alameda⟧.", "⟦Wypożyczalnia Maszyn „Kret”⟧, kaucja", "de ⟦Woonstichting De Kade⟧,", "⟦Studio Legale Gallo & Associati⟧"),
        false=("Clínica Dental", "Zakład Ubezpieczeń Społecznych", "Praxis Montag", "Apotheke Blumenweg", "Escola Municipal")),
)
# fmt: on
