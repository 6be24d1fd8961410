"""Words of company names that surrogates keep: trades, institutions and families in several languages, legal forms, small words.

Detection knows fewer of them, those of `organization_names`: a word that is kept must not hide that a name is one.
"""

# Words that tell the trade of a company, and not which one it is.
FURTHER_TRADES = frozenset(
    """grupa koninklijke asociados accountants breweries importers service advisers advisors advisory agents analytics automotive bakery bakeries biotechnology books bros building butchers
    cables cafe café catering ceramics charity chemicals chemists church cleaning clothing club co-op coffee components
    construction contractors cosmetics council councillors courier creative cycles dairy data daughters dealers decorators delivery
    dentists developments distillery distribution distributors drinks education electrical elementary equipment estate estates events
    express fabrics farm farms fashion federation ferries fertilizers film films fisheries fitness fittings florist florists flooring
    flowers footwear forestry fuels funds furniture gallery games garage gardens gas glass goods grain grocery hardware heating
    hospitality hosting infrastructure infirmary insulation interiors investment jewellers jewelry joinery junior kindergarten kitchens
    landscaping laundry leasing leather library lodge maintenance mall maritime market marketing
    materials meats metals middle mills minerals nurseries nursery oil opticians orchards outdoor outfitters packaging paint paints
    paper parish pensions petrol pharmacy photography physiotherapy pizza pizzeria plant plastering plastics plumbing polytechnic pottery power primary
    printers printing produce productions products promotions property provisions radio recruitment recycling refinery rentals repair
    repairs resort resorts retail robotics roofing rowing rubber safety salon savings scaffolding schools sciences seafood secondary security
    seeds sheltered shop skincare solar solicitors sons sport sports stationers storage stores students surgery surveyors
    tailors taxis telecommunications television textiles theatre theater therapeutics therapy tiles tobacco tools tours toys trains
    training transformation translations treasury trucking tyres union utilities vacations vehicles veterinary video vineyard vineyards
    warehousing waste watches welding wholesale wine winery wines woodworking workshop yoga
    apotheke autohaus bäckerei baugesellschaft brauerei druckerei elektrotechnik fahrzeugbau fleischerei gartenbau gebäudetechnik gesellschaft
    grundschule gymnasium handel handwerk haus immobilien kanzlei klinik klinikum krankenhaus maschinenbau metallbau metzgerei möbel notariat
    partnerschaft praxis schreinerei schule sparkasse spedition stadt stadtwerke steuerberatung stiftung technik tischlerei transporte
    universität verein verlag versicherung verwaltung volksbank werk werke werkzeugbau wohnbau söhne sohn
    hnos gebr gebrüder cía zn
    assurances banque boucherie boulangerie brasserie cabinet clinique collège compagnie conseil constructions crédit école éditions entreprise
    fils fondation frères groupe hôpital hôtel librairie lycée mairie maison menuiserie pâtisserie pharmacie société transports université ville
    asociación asesores autobuses ayuntamiento banco bodegas cafetería caja clínica colegio comercial construcciones consultores cooperativa
    editorial escuela farmacia ferretería fundación grupo hermanos hijos hospital instituto inmobiliaria panadería restaurante seguros servicios
    supermercados talleres transportes universidad
    assicurazioni azienda banca cantina comune costruzioni fondazione fratelli gruppo impresa laboratorio officina officine
    ospedale panificio pasticceria ristorante scuola studio trasporti trattoria università figli
    aannemer apotheek bakkerij bedrijf bouw drukkerij fietsen gemeente groep installatietechniek makelaardij ministerie school slagerij
    stichting techniek uitgeverij verzekeringen winkel zonen
    bygg bygga fastigheter förlag förvaltning handelsbolag kommun sjukhus skola stiftelsen söner transport åkeri
    apteka bank firma fundacja hurtownia piekarnia przedsiębiorstwo restauracja spółdzielnia sklep szkoła szpital uniwersytet wydawnictwo
    nemocnice pekárna škola stavby syn synové univerzita inşaat otel sanayi ticaret üniversitesi hastanesi
    city county traders exports agencies handloom
    anlagenbau architekten arztpraxis bau buchhandlung dachdecker elektro energie fahrschule gasthof genossenschaft hausverwaltung
    hochbau holzbau ingenieurbüro ingenieure kunststofftechnik logistik malerbetrieb medizintechnik notare optik pension pflegedienst
    baugenossenschaft bauunternehmen bauunternehmung feuerwehr freiwillige fördertechnik wohnbaugenossenschaft wohnungsbaugenossenschaft
    rechtsanwalt rechtsanwälte reisen sanitär stahlbau steuerberater textil tiefbau weingut zahnarztpraxis zimmerei
    architectes auberge avocats caves château cliniques domaine électricité énergie fromagerie immobilier imprimerie laboratoires
    crêperie maçonnerie notaires toitures papeterie peinture plomberie poissonnerie toiture vignobles
    abogados aceites arquitectos bodega carpintería energía finca frutas frutería hacienda imprenta laboratorios librería logística
    papelería taller viñedos
    architetti avvocati cantine carpenteria agricola caseificio energia falegnameria farmacia immobiliare libreria logistica macelleria podere
    tenuta tessitura tipografia vetreria
    advocaten bloemen bouwbedrijf fietsenmakerij installatiebedrijf boerderij garagebedrijf kwekerij loodgieters makelaars notarissen rederij schildersbedrijf slagers vastgoed zorg
    biuro browar budowlane budownictwo rolne cukiernia drukarnia gospodarstwo kancelaria księgarnia meble mięsne mleczarnia stolarnia usługi zakład
    zakłady
    adega adegas advogados clínica colégio confecções construções escola farmácia filhos imobiliária irmãos mercearia móveis prefeitura oficina
    oficinas padaria quinta restaurante
    bageri bageriet elektriska energi plåtslageri revisorer
    gıda holding tekstil
    jeans shoes boots sneakers sportswear eyewear watches
    anlagentechnik antriebstechnik apparatebau buchbinderei brennerei elektronik feinmechanik feinwerktechnik formenbau fertigungstechnik gerätebau großhandel
    gärtnerei heizungsbau holzhandel kältetechnik kelterei klimatechnik konditorei ladenbau landtechnik mechanik messebau möbelbau präzisionstechnik
    reederei sägewerk solartechnik umwelttechnik verpackungstechnik weinhandel werft werkstatt werkstätten
    groothandel hoveniers kassenbouw machinebouw scheepsbouw staalbouw tuinbouw wegenbouw
    mekaniska måleri snickeri tryckeri verkstad verkstäder
    atelier ateliers charpente chocolaterie distillerie horlogerie joaillerie serrurerie
    confitería panaderías relojería enoteca gioielleria oreficeria pelletteria odlewnia warsztat
    агентство больница группа завод компания магазин торговый фабрика""".split()
)
FURTHER_FORMS = frozenset(
    "sp spk z oo sro sc slne sll sat scoop hb rt aş pvt eg ev gbr kgaa partg snc sca oü ehf kft zrt nyrt doo dd jsc pjsc ooo cv mbb ek şti eirl eurl sasu sci scop srls vof bvba asa ао оао зао ооо пао".split()
)
# Small words within a name that stay, if they are written small: "Dumont et Fils", "Novák a syn".
JOINING = frozenset("et und y e i a og och en & and".split())
# Words after which a name says where something is: "Royal Infirmary of Edinburgh". What is left says which one it is.
PLACING = frozenset("of for the de du des der del della di da do dos van von in at".split())
# Words before a name that stay: saints and articles.
PREFIXES = frozenset("st saint san santa sankt dr the le la el los las de van het il lo".split())
# The second word of an invented name, after a name that is one word: "Westforge Ridge".
SECOND_WORDS = tuple(
    """Bay Beacon Bridge Canyon Cape Cliff Coast Compass Cove Creek Crest Crossing Crown Dale Dunes Echo Fjord Forest Forge Gate Glen Grove
    Harbour Haven Heath Heights Hill Hollow Horizon Island Junction Lagoon Lake Landing Lantern Maple Meadow Mesa Moor Oak Orchard Path Peak
    Pier Plateau Point Prairie Quay Ridge River Rock Shore Spring Square Star Stone Summit Terrace Tide Tower Trail Vale Valley Vista
    Wave Wharf Willow Wood""".split()
)
