"""Words of addresses by language: types of streets, units within a building, post office boxes, labels of addresses."""

from recognizers.lexicon.calendar_words import alternatives

# English types that follow the name of a street. No other word than a name is before them in an address.
TYPES = (
    "Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Crt|Ct|Place|Pl|Square|Sq|Terrace|Terr|Ter|Tce|Parkway|Pkwy|Pky"
    "|Highway|Hwy|Circle|Cir|Trail|Trl|Way|Crescent|Cres|Close|Cl|Grove|Gr|Row|Alley|Plaza|Loop|Mews|Quay|Esplanade|Expressway|Expy|Freeway|Fwy"
    "|Turnpike|Tpke|Pike|Spur|Hollow|Holw|Ridge|Rise|Gardens|Gdns|Walk|Wynd|Steps|Yard|Wharf|Parade|Pde|Approach|Promenade|Passage|Path|Run"
    "|Crossing|Xing|Landing|Heights|Hts|Vale|Green|Lodge|Villas|Hill|Broadway|Bypass|Causeway|Cove|Creek|Croft|Gate|Bank|Brae|Loan|Fold|Drove"
    "|Garth|Mill Race|Marg|Nagar|Layout|Chowk|Salai|Link|Avenida|Strand|Singel|Straat|Bend|Brow|Trace|Glen|Bluff|Knoll|Cross|Sokak"
)
# Types that precede the name of a street, in lower case; the first letter or all letters may be capital.
PREFIX_TYPES = alternatives(
    (
        "rue|avenue|av|av.|boulevard|boul.|bd|bd.|blvd|blvd.|quai|impasse|chemin|ch.|allée|allées|place|pl.|square|cours|passage|route|rte"
        "|sentier|venelle|ruelle|résidence|rés.|lotissement|lieu-dit|hameau|rang|montée|esplanade|faubourg|villa|cité|zone d'activités|za"
        "|zi|voie|calle|c/|cl|cl.|cll|carrera|cra|cra.|kra|transversal|tv|diagonal|dg|avenida|avda|avda.|avd.|paseo|pº|p.º|plaza|pza|pza."
        "|plza|plza.|camino|cno.|carretera|ctra|ctra.|ronda|travesía|tvía.|urbanización|urb.|glorieta|pasaje|psje.|jirón|jr.|privada|priv."
        "|callejón|cuesta|barrio|carrer|passeig|plaça|calzada|poligono|polígono|vereda|via|viale|v.le|piazza|p.zza|p.za|piazzale|p.le|corso"
        "|c.so|largo|vicolo|vico|strada|s.da|contrada|c.da|contrà|salita|borgo|calata|lungomare|lungotevere|località|frazione|fraz.|rione"
        "|traversa|galleria|discesa|riva|fondamenta|cannaregio|nucleo|stradone|rua|r.|travessa|trav.|tv.|alameda|al.|praça|pç|pç.|praceta"
        "|estrada|estr.|beco|ladeira|rodovia|rod.|viela|calçada|escadinhas|quinta|urbanização|canada|rotunda|caminho|servidão|condomínio"
        "|bairro|ul.|ulica|ulicy|aleja|aleje|alei|os.|osiedle|plac|placu|rynek|skwer|bulwar|ulice|tř.|náměstí|nám.|nábřeží|str.|șos."
        "|șoseaua|b-dul|bulevardul|calea|aleea|intrarea|splaiul|piața|vul.|вул.|вулиця|ул.|улица|просп.|пр-т|проспект|бул.|бульвар|пер.|пл.|площадь|οδός|οδ.|λεωφόρος|λεωφ.|πλατεία|πλ.|jalan|jl.|jln|lorong|lrg|taman|persiaran|lebuh"
        "|jalur|plot|abay|straat"
    ).split("|")
)
# Endings that are rare in other words, so that a number behind them makes an address.
CERTAIN_JOINED = "straße|strasse|str\\.|gasse|gässli|chaussee|twiete|straat|gracht|steenweg|gatan|gränd|vägen|vegen|veien|stræde|vænget|katu|polku|kuja|utca|plein|laan|allee|gade|vej|weg|strjitte|vei|veg"
TURKISH = "Mahallesi|Mah|Mh|Caddesi|Cad|Cd|Sokağı|Sokak|Sok|Sk|Bulvarı|Bulv|Blv|Meydanı|Sitesi"
COUNTRIES = (
    "USA|U\\.S\\.A\\.|U\\.S\\.|United States(?: of America)?|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Northern Ireland|Ireland|Éire|Canada|Australia|New Zealand"
    "|South Africa|India|Germany|Deutschland|Allemagne|Austria|Österreich|Switzerland|Schweiz|Suisse|Svizzera|France|Frankreich|Francia|Belgium|België|Belgique|Netherlands"
    "|The Netherlands|Nederland|Italy|Italia|Spain|España|Portugal|Brazil|Brasil|Mexico|México|Poland|Polska|Czechia|Czech Republic|Česko|Sweden|Sverige|Norway|Norge|Denmark"
    "|Danmark|Finland|Suomi|Turkey|Türkiye|Japan|Singapore|Argentina|Chile|Colombia|Perú|Peru|Angola|Luxembourg|Hungary|Romania|România|Nigeria|Kenya|Ghana"
)
# Units within a building: word before its number or letter.
UNIT_WORDS = alternatives(
    (
        "apartment|apt|apt.|app|app.|appt|appt.|appartement|ap.|apto|apto.|aptº|suite|ste|ste.|unit|floor|fl|fl.|lvl|level|flat|flt|room|rm"
        "|bldg|bldg.|building|lot|dock|door|bus|bte|boîte|bt|wohnung|whg|whg.|top|tür|stiege|stg.|haus|hinterhaus|zi.|zimmer|eg|og|ug|dg"
        "|bât|bât.|bâtiment|porte|étage|ét.|escalier|esc|esc.|escalera|scala|piso|planta|pl|pta|pta.|puerta|pt|portal|bloque|blq.|bloco|bl"
        "|bl.|bajo|interior|int|int.|interno|piano|palazzina|pal.|sc|sc.|et|et.|loja|sala|casa|cj|cj.|conjunto|andar|lote|m.|lok|lok.|lokal"
        "|kl|kl.|klatka|byt|p.|dpto|dpto.|depto|depto.|departamento|of|of.|oficina|torre|manzana|mz|mz.|lgh|tr|tr.|kat|daire|d|no|fszt"
        "|emelet|em.|as|as.|krt|krt.|rappu|block|blk|tower|house|hse|plant|bureau|galpão|ício|verdieping|verd.|huis|kamer|office|wing|plot"
        "|km|shop|phase|кв.|корп.|стр.|под.|эт.|д.|буд.|edif|edif.|edificio|edifício"
    ).split("|")
)
BOXES = (
    r"P\.?\s?O\.?\s?(?:Box|BOX|box|Drawer|DRAWER)|GPO Box|G\.P\.O\. Box|Post Office Box|Private Bag|Locked Bag|PMB|RR\s?\d{1,3},? Box|HC\s?\d{1,3},? Box|Postfach|POSTFACH|Postf\.|Boîte [Pp]ostale"
    r"|Apartado(?: de [Cc]orreos| [Pp]ostal)?|Apdo\.?(?: [Cc]orreos)?|Casella [Pp]ostale|Caixa [Pp]ostal|Cx\.? [Pp]ostal|skr\.? ?poczt\.?|[Ss]krytka [Pp]ocztowa|Postbus|POSTBUS|Postboks|Postbox"
)
# Boxes whose word means something else without a postcode and a place behind it.
WEAK_BOXES = r"B\.?P\.?|CS|C\.P\.|Box|BOX|PL|P\.?B\.?"
LABELS = (
    "(?:home|postal|mailing|street|billing|shipping|delivery|business|office|residential|current|new|old|local|registered|permanent|forwarding|invoice|intended|work|customer|site|property|private|leave)?[ _-]?"
    "(?:address(?:[ _-]?line)?[ _-]?\\d?|addr[ _-]?\\d?|addresse)|ship[ _-]?to|deliver[ _-]?to|bill[ _-]?to|sold[ _-]?to|street(?:[ _-]?(?:name|line|address))?[ _-]?\\d?|residing at|resident at|resides at|lives at|living at|registered office(?: is)?(?: at)?|premises|r/o"
    "|(?:privat|post|liefer|rechnungs|wohn|heimat|firmen|haus|meldes?)?-?(?:anschrift|adresse)|wohnhaft(?: in)?|wohnt(?: in)?|straße|strasse|lieferung an"
    "|adresse(?: postale| de livraison| de facturation| du bien)?|domicilié(?:e|s|es)?(?: ensemble)?(?: [àa])?|demeurant(?: [àa]u?)?|domicile|résidant(?: [àa]u?)?|livraison|siège social|rue|chantier"
    "|dirección(?: postal| de entrega)?|direccion|domicilio(?: fiscal| social)?|con domicilio en|domiciliad[oa] en|vive en|calle|dom\\.|reside en"
    "|indirizzo|residente (?:in|a)|residenza|domiciliat[oa] (?:in|a)|domicilio|sede(?: legale)?(?: in)?|res\\.|abita in|immobile|via"
    "|endereço|endereco|morada|residente (?:na|no|em|à)|sede na|domiciliad[oa] (?:na|em)|logradouro|rua"
    "|ulica, nr|voie|straatnaam|sokak|cadde|line|logradouro|adres(?:em|u)?(?: zamieszkania| korespondencyjny| dostawy| łącza)?|zam\\.|zamieszkał[aiy]?(?: w)?|na adres|ulica|siedziba|bytem|se sídlem|adresa|bydliště"
    "|woonadres|thuisadres|afleveradres|factuuradres|postadres|woonachtig(?: te| in)?|woont(?: op| aan)?|wonende(?: te)?|adres"
    "|адрес(?: доставки| проживания| регистрации)?|адреса|διεύθυνση(?: κατοικίας| αποστολής)?|địa chỉ|giao đến|alamat"
    "|adress|bostadsadress|leveransadress|postadress|adresse|bopæl|bosatt|osoite|lakcím|cím|adresi?|adresim|ikametgah|domiciliat[ăa] în"
)
