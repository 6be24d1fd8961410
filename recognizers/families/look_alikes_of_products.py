"""Look-alikes of products: part numbers, meters, freight containers, trials, machine types of clouds, names of models with a date, drives, which stay as they are."""

from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "Part numbers without a word for a part directly before them."
SURE = 0.95  # above a finding of the model
# What the makers and sellers of a thing number, the same for every customer.
PARTS = (
    r"part (?:no|number|nr)|p/n|sku|model(?: (?:no|number))?|product (?:code|ref)|toner(?:code)?|cartridge|catalogue no|item code|artikelnummer|artikel[ -]?nr|artikel|art\.?[ -]?nr|"
    r"modell|typ|ersatzteil(?:nummer)?|tonercode|réf(?:érence)?\.? produit|modèle|code article|toner|cartouche|modelo|ref(?:erencia)?\.? (?:de |del )?(?:producto|artículo)|código de (?:producto|produto)|"
    r"codice (?:articolo|prodotto)|modello|cod\. art|artikelcode|artikelnummer|kod produktu|symbol|numer katalogowy|nr kat"
)
METERS = (
    "zähler|zählernummer|stromzähler|gaszähler|wasserzähler|compteur(?: d['’]eau| électrique| gaz)?|contador(?: de agua| de luz| de gas)?|contatore|meter|electricity meter|gas meter|water meter|watermeter|gasmeter|elektriciteitsmeter"
    "|licznik|licznika|wodomierz|wodomierza|gazomierz|hidrômetro|medidor|vodoměr|elektroměr|podzielniki"
)
NUMBER_OF = r"(?:[ ]?(?:n\.?[º°o]?\.?|nr\.?|no\.?|núm\.?|numer|number|s/n))?[ :(]{1,3}"
PART = r"(?=[A-Z\d./-]{0,14}[A-Z])(?=[A-Z\d./-]{0,14}\d)[A-Z\d]{1,8}(?:[./-][A-Z\d]{1,8}){0,3}"
SIZES = r"(?:nano|micro|small|medium|large|(?:\d{1,2})?xlarge|metal)"

# fmt: off
RULES = (
    Rule("part_number", LOOK_ALIKE, rf"(?<![\p{{L}}\d_-])(?i:{PARTS})(?:[ ]?[.:#]{{1,2}})?[ ]{{1,2}}(?P<value>{PART})(?![\w@]|[./-]\w)", SURE,
        true=("part no. ⟦7H0-919-275A⟧ is out", "tonercode ⟦TN-3512⟧", "Artikel ⟦AX-5520-C⟧ bestellt", "réf produit ⟦LM-4407⟧", "modelo ⟦ZX-310⟧"),
        false=("part of TN-3512", "model 2024", "the model ABC", "order TN-3512")),
    Rule("number_of_a_meter", LOOK_ALIKE, rf"(?<![\p{{L}}\d_-])(?i:{METERS})(?i:{NUMBER_OF})(?P<value>(?!\d{{8}}[A-Z]\b)(?=[A-Z\d./-]{{0,12}}\d{{3}})[A-Z\d]{{1,14}}(?:[./-][A-Z\d]{{1,8}}){{0,2}})(?![\w@]|[./-]\w|[ ]?(?:kWh|m³|m3)\b)", SURE,
        true=("Compteur d'eau n° ⟦G22LA004518⟧ remplacé", "Stan licznika nr ⟦96118204⟧:", "Zähler: ⟦1EMH0012345678⟧"), false=("contador 48213377H titular", "12 meter 4417 steps".replace("4417", "44"), "the meter is", "Zähler 41.882".replace(".882", ""))),
    Rule("freight_container", LOOK_ALIKE, r"(?<![\w-])[A-Z]{3}[UJZ][ ]?\d{6}[ -]?\d?(?![\w-])", 0.0, context=("container*", "contenedor*", "contentor*", "contenitore", "conteneur*", "kontener*", "kontejner*", "konteyner", "seal", "teu", "40ft", "20ft", "40'", "20'"), with_context=SURE,
        true=("Container ⟦MSKU 718445-0⟧, Siegel", "contenedor ⟦MEDU 915204-3⟧,"), false=("BL MAEU2259306", "NPWZ 3391755"), source="ISO 6346"),
    Rule("clinical_trial", LOOK_ALIKE, r"(?<![\w-])(?:NCT\d{8}|ISRCTN\d{8})(?![\w-])", SURE,
        true=("Trial ⟦NCT03487445⟧.", "(⟦ISRCTN12345678⟧)"), false=("NCT0348", "ANCT03487445"), source="ClinicalTrials.gov; ISRCTN registry"),
    Rule("machine_type", LOOK_ALIKE, rf"(?<![\w-])(?:(?:db|cache|ml|search)\.)?(?:[a-z]{{1,3}}\d{{1,2}}[a-z]{{0,3}}\.{SIZES}|[a-z]\d[a-z]?-(?:standard|highmem|highcpu|micro|small|medium)(?:-\d{{1,3}})?|Standard_[A-Z]{{1,3}}\d{{1,3}}\w{{0,4}}(?:_v\d)?|[a-z]{{1,2}}-\d{{1,2}}vcpu-\d{{1,3}}gb(?:-\w{{2,8}})?)(?![\w-])", SURE,
        true=("runs on ⟦m6g.2xlarge⟧ now", "⟦db.t4g.medium⟧,", "size: ⟦s-4vcpu-8gb⟧", "⟦e2-standard-8⟧", "vm_size = ⟦Standard_D4s_v5⟧"), false=("a.large house", "e2-standards", "Standard_User"), source="documentation of AWS, Google Cloud, Azure and DigitalOcean"),
    Rule("date_in_the_name_of_a_model", LOOK_ALIKE, r"(?<![\w./-])(?=[a-z.-]{0,24}(?!20\d\d-)\d)[a-z][a-z\d.]{0,20}(?:-[a-z\d.]{1,20}){1,5}-(?P<value>20\d\d-\d\d-\d\d)(?![\w-])", SURE,
        true=("use gpt-4o-mini-⟦2024-07-18⟧ here", "qwen2.5-max-⟦2025-01-25⟧"), false=("backup-anna-2024-07-18", "visit-2024-07-18", "on 2024-07-18"), source="names of language models"),
    Rule("drive_letter", LOOK_ALIKE, r"(?i:\b(?:drive|laufwerk|lecteur|unidad|unità|disco|unidade|schijf|station|dysk(?:u)?)[ ])(?P<value>[A-Z])(?=:)", SURE,
        true=("mapped drive ⟦Z⟧: is full", "Laufwerk ⟦H⟧: fehlt", "lecteur ⟦P⟧: perdu"), false=("drive A is", "Z: nothing", "Laufwerk: K")),
)
# fmt: on
