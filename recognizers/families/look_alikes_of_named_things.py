"""Look-alikes of people and places: names of rooms, animals, ships, bots and works, and numbers of flights, behind a word for them."""

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.names import is_given_name
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "A room, an animal, a ship or a bot without a word for it directly beside the name."

NAME = r"\p{Lu}\p{Ll}[\p{L}’'-]{1,18}"
NAMES = rf"{NAME}(?:[ ](?:(?:de|da|do|del|della|van|von|der)[ ])?{NAME})?"
QUOTED = r"[\"“„«»”‘’'][ ]?"
# "Halle Westphal GmbH"
NO_FIRM = (
    rf"(?!{NAME}(?:[ ]{NAME})?[ ](?:GmbH|AG|KG|UG|Ltd|Inc|LLC|Lda|Ltda|S\.?L|S\.?A|SAS|SARL|B\.?V|S\.?r\.?l|Sp)\b)"
)

NAMES_AS_WELL = frozenset(
    "Cane Cat Cavallo Chat Dog Ferry Horse Kat Katt Kotka Lapin Loro Mare Nave Prom Psa Ship Tug Ward".split()
)


def _words(*rows: str) -> str:
    """Return the pattern of words, as written or with a capital, unless that is a name as well."""
    written = {word for row in rows for word in row.split("|")}
    return alternatives(written | ({word[0].upper() + word[1:] for word in written} - NAMES_AS_WELL))


# Rooms whose names are those of people, stars and places. Houses and residences are parts of addresses.
ROOMS = _words(
    "Konferenzraum|Besprechungsraum|Besprechungszimmer|Sitzungszimmer|Sitzungssaal|Seminarraum|Meetingraum|Schulungsraum|Tagungsraum|Festsaal|Saal|Hörsaal|Raum|Halle|Turnhalle|Schwimmhalle"
    "|salle de réunion|salle|amphithéâtre|amphi|auditorium|sala de reuniones|sala de juntas|sala de reuniões|sala riunioni|sala conferenze|sala consiliare|sala|aula magna|auditorio|auditório"
    "|vergaderzaal|vergaderruimte|vergaderkamer|zaal|sala konferencyjna|sali konferencyjnej|sali|salę|salka|conference room|meeting room|boardroom|room|møterom|mødelokale|mötesrum|konferensrum|neuvotteluhuone"
    "|unité|Pavillon|pavilhão|padiglione"
)
ANIMALS = _words(
    "Hund|Hündin|Kater|Katze|Wellensittich|Papagei|Kaninchen|Pferd|Stute|Wallach|Dackel|Schäferhund|Labrador|Pudel|chien|chienne|le chat|du chat|mon chat|un chat|son chat|chatte|cheval|jument|lapin|perroquet|perro|perra|perrito|gato|gata|yegua|caballo|loro|mascota"
    "|cane|cagnolino|cagnetta|gatto|gatta|gattino|cavallo|pappagallo|hond|hondje|kat|poes|kater|paard|merrie|konijn|papegaai|cão|cadela|cachorro|cachorra|gatinho|cavalo|papagaio|égua|pies|psa|psem|suczka|kot|kotka|kota|koń|konia|klacz|papuga|jamnik|jamniczka|vlčák|pejsek|kočka"
    "|dog|puppy|cat|kitten|tabby|terrier|spaniel|poodle|horse|mare|pony|parrot|border collie|golden retriever|hunden|katten|katt"
)
CALLED = r"(?:[ ](?:namens|heißt|hört auf|genannt|nommée?|appelée?|s['’]appelle|llamad[oa]|se llama|de nombre|di nome|chiamat[oa]|si chiama|genaamd|heet|chamad[oa]|se chama|de nome|o imieniu|imieniem|wabi się|called|named|heter|hedder))?"
SHIPS = _words(
    "Schiff|Motorschiff|Frachter|Fähre|Fährschiff|Ausflugsschiff|M/V|navire|bateau|paquebot|péniche|ferry|navette fluviale|voilier|buque|barco|velero|nave|traghetto|motonave|peschereccio|schip|motorschip|veerboot|zeilboot|navio|veleiro|traineira|statek|statku|jacht|vessel|vsl|trawler|fergen|skipet"
)
BOTS = alternatives(
    "Bot|Chatbot|Botti|botti|Assistente virtual|Asistente virtual|Assistente virtuale|bot|chatbot|Voicebot|Sprachassistentin|Sprachassistent".split(
        "|"
    )
)
WORKS = (
    "novel|(?:the|a|this|new) (?:book|play)|film|movie|musical|roman|romane|buch|theaterstück|oper|hörbuch|livre(?: conseillé)?|pièce(?: de théâtre)?|opéra|novela|libro|obra|película|comedia|ópera|romanzo|spettacolo|commedia|opera|lettura(?: de| di)?|romance|livro|peça|filme"
    "|boek|toneelstuk|książka|książki|powieść|spektakl|sztuka|lecture de|lectura de|leitura de"
)
AIRLINES = "AA|AC|AF|AI|AS|AV|AY|AZ|BA|BR|BT|CA|CI|CX|DL|DY|EI|EK|EN|ET|EW|EY|FR|GA|HV|IB|ITA|JL|JU|KE|KL|KM|KQ|LA|LG|LH|LO|LX|LY|MH|MS|MU|NH|NZ|OA|OK|OS|OU|PC|QF|QR|RO|SA|SK|SN|SQ|SU|SV|TG|TK|TO|TP|U2|UA|UX|VS|VY|W6|WF|WN|WY"


def _is_no_full_name(value: str) -> bool:
    """Return whether a value does not begin with a given name before another: "Meeting room Sofia Marino, 9:00"."""
    first, *others = value.split()
    return not others or not is_given_name(first)


# fmt: off
RULES = (
    Rule("name_of_a_room", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:{ROOMS})[ ]{NO_FIRM}(?:{QUOTED}(?P<value>{NAMES})(?=[ ]?[\"“”»«‘’'])|(?P<value>{NAMES}))(?![\p{{L}}@-]|[.]\w)|(?<![\p{{L}}@.-])(?P<value>{NAME})[ ]\((?:{ROOMS})\)", ABOVE_THE_MODEL,
        true=("Ort: Sitzungszimmer ⟦Säntis⟧, 9 Uhr", "sala ⟦Goya⟧, segunda", "zaal ⟦Rembrandt⟧", "en salle « ⟦Molière⟧ »", "donderdag in ⟦Hermes⟧ (zaal)"), check=_is_no_full_name, unless=("patient*", "paciente", "paziente", "pacjent*", "guest*", "gast", "dob", "geb", "admitted", "discharged", "checkout", "checked out", "klingelt", "bed"), false=("Meeting room Sofia Marino 9:00", "Raum 12", "Halle Westphal GmbH", "Patient in room Hollis", "Zimmer Krause klingelt", "die Halle ist", "salle de Marie")),
    Rule("name_of_an_animal", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:{ANIMALS}){CALLED}[ ]{QUOTED[:-4]}?(?P<value>{NAME})(?![\p{{L}}@-]|['’]s|[ ]\p{{Lu}}\p{{Ll}})", ABOVE_THE_MODEL,
        true=("Vermisst: Hund ⟦Bruno⟧, hört", "La perra ⟦Luna⟧ ladra", "il gatto ⟦Pallino⟧ non", "de kat ⟦Minoes⟧ mag", "Pies ⟦Burek⟧ stróża"), false=("Live chat Sofia 14:02: my", "The pony is Charlotte, she", "Hund und Katze", "der Hund von Bruno", "cat Luna Meyer", "Kennwort Hund Bruno"),
        unless=("password", "security", "memorable", "secret", "answer", "passphrase", "passwort", "kennwort*", "kundenkennwort", "mot de passe", "contraseña", "clave", "parola", "senha", "wachtwoord", "hasło")),
    Rule("name_of_a_ship", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:{SHIPS})[ ](?:{QUOTED})?(?P<value>{NAME}(?:[ -]{NAME}|[ ][IVX]{{1,4}}\b){{0,2}})(?![\p{{L}}@])", ABOVE_THE_MODEL,
        true=("vsl ⟦Maren Maersk⟧ voy 447W", "La navette fluviale ⟦Marie-Galante⟧ ne", "Het schip ⟦Johanna⟧ ligt", "M/V ⟦Island Trader IV⟧,"), false=("MS Petra Lindqvist has", "Please ship Kowalski his", "ship to Anna", "the ship is", "MS excel")),
    Rule("name_of_a_wireless_network", LOOK_ALIKE, r"(?<!\p{L})(?i:wi-?fi|wlan|ssid)(?:[ ](?i:is|heißt|réseau|red|rede|rete|sieć|netwerk|network|name|nom|nome|nombre|naam))?[ :=]{1,2}[\"„«“']?(?P<value>\p{Lu}[\w-]{2,20}(?:_\w{2,12}|-(?:[A-Z\d]{2,12})))(?![\w@-])(?=[ ]?[\"”»“']?[ ]?(?:,|/|key\b|password\b|pass\b|pw\b|clave|clé|codice|hasło|wachtwoord|senha|Passwort|Kennwort|sleutel))", ABOVE_THE_MODEL,
        true=("Wifi ⟦Casa_Nube⟧, clave encebollado", "Wi-Fi «⟦FASTWEB-2F90⟧», password x", "SSID: ⟦Box-XXXX⟧, sleutel"), false=("wifi Hotel Roma, clave", "wifi: Marie-Luise told me", "WLAN: Osei-Weld, Passwort x", "WLAN-Passwort Casa_Nube")),
    Rule("name_of_a_bot", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:{BOTS})[ ](?P<value>\p{{L}}\p{{Ll}}{{1,14}})(?=:[ ])|^(?:\[[^\]\n]{{1,20}}\][ ])?(?P<value>{NAME})[ ]\((?i:bot|robot|chatbot|virtual|assistente? virtuale?|asistente virtual|wirtualn[ay] \p{{L}}{{5,14}}|ai|ki)\)(?=:[ ])|(?<=(?i:bot|virtual|virtuale)\p{{L}}{{0,3}}[^:\n]{{0,18}}:[^\n]{{1,20}}(?i:jestem|soy|sono|sou o|sou a|sou|ich bin|je suis|jag är|jag heter|jeg er|ik ben|I['’]m|this is)[ ])(?P<value>{NAME})(?!\p{{L}}|[ ]\p{{Lu}})", ABOVE_THE_MODEL,
        true=("botti ⟦Taimi⟧: Hei!", "Bot ⟦Ola⟧: Hej, jestem ⟦Ola⟧! W", "⟦Kim⟧ (bot): Hej!", "Asistente virtual ⟦Irene⟧: ¡Hola! Soy ⟦Irene⟧."), false=("Assistant Rachel: I booked", "Legal assistant: Hello, I'm Veronica", "Robot Anna", "Klient: jestem Ola", "bot: hi")),
    Rule("name_of_a_test", LOOK_ALIKE, rf"(?i:(?<!\p{{L}})(?:test-?|muster-?|demo-?|dummy[ -]?)(?:patient(?:in)?|kunde|kundin|person|mitarbeiter(?:in)?|nutzer(?:in)?|benutzer(?:in)?|customer|user|client|employee|klant|patiënt|gebruiker)|(?:client|patient|utilisateur|salarié)e?[ ](?:de test|fictif|fictive|de démonstration)|(?:cliente|paciente|usuario|empleado)[ ](?:de prueba|ficticio|ficticia|de demostración)|(?:cliente|paziente|utente|dipendente)[ ](?:di prova|fittizi[oa])|(?:cliente|paciente|usuário)[ ](?:de teste|fictíci[oa]|teste)|(?:klient|pacjent|użytkownik|pracownik)(?:ka)?[ ](?:testow[ya]|fikcyjn[ya]))[ :,(]{{1,3}}(?:{QUOTED})?(?P<value>{NAME}(?:,?[ ]{NAME})?)(?![\p{{L}}@-])", ABOVE_THE_MODEL,
        true=("7709003 ist ein Testpatient: ⟦Zz-Test, Anton⟧, geb.", "der Testkunde ⟦Lieschen Müller⟧ mit", "utilisateur de test : ⟦Zoé Durand⟧,"), false=("Demo account: Nadia Hussain opened", "der Testkunde will", "der Test: Anton Weiß", "Kunde: Anton Weiß")),
    Rule("title_of_a_work", LOOK_ALIKE, rf"(?i:(?<!\p{{L}})(?:{WORKS}))(?:[ ]?:)?[ ]{QUOTED}(?P<value>\p{{Lu}}[\p{{L}}\p{{N}} ,.!?’'-]{{1,48}}?)(?=[ ]?[\"“”»«’])", ABOVE_THE_MODEL,
        true=("livre conseillé : « ⟦Bel-Ami⟧ ».", "Lo spettacolo «⟦Mirandolina⟧» è", "lettura di \"⟦Il barone rampante⟧\" nella", "der Roman „⟦Effi Briest⟧“"), false=("Book \"Ingrid Dahl\" into the", "livre Bel-Ami", "the book says \"Hello\"", "Roman Hackl\"")),
    Rule("name_of_a_prize", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:(?:[Ee]l|[Ii]l|[Ll]e|du|o|al) (?:premio|prix|prêmio|prémio)|Premio|Prix|Prêmio|Prémio|[Nn]agroda|[Ll]iteraturpreis)[ ](?:(?:de|im\.)[ ])?(?:{QUOTED})?(?P<value>{NAMES})(?![\p{{L}}@-])", ABOVE_THE_MODEL,
        true=("El premio ⟦Cervantes⟧ de relato", "le prix ⟦Goncourt⟧ 2024", "il \"Premio ⟦Strega⟧\""), unless=("póliza", "polizza", "seguro*", "assicura*", "assurance", "apólice", "négocié", "negocia*", "prime", "€", "eur"), false=("Premio García póliza anual", "le prix Delacroix a négocié", "le prix est", "premio de 500", "Prix: 12")),
    Rule("number_of_a_flight", LOOK_ALIKE, rf"(?<![\w-])(?P<value>(?:{AIRLINES})[ ]?\d{{2,4}})(?=[ ]{{1,2}}(?:[A-Z]{{3}}(?:[ ]?T\d)?(?:[ ]?[-–/>→][ ]?|[ ])(?:[A-Z]{{3}}|\d)|\d\d[A-Z]{{3}}\b))|(?i:flights?|flug|flüge|vol|vuelo|volo|vlucht|voo|lot|rejs|outbound|return|hinflug|rückflug)[ ](?:n[°º.r]{{1,2}}[ ]?)?(?P<value>(?:{AIRLINES})[ ]?\d{{2,4}})(?![\w-])", ABOVE_THE_MODEL,
        true=("Tue 4 Mar ⟦BA 552⟧ LHR T5 07:40", "Outbound ⟦LH 759⟧ MAA-FRA 09NOV", "Flug ⟦LX 1733⟧ nach"), false=("BA 552", "reg LH 759 of a car", "vol 12")),
)
# fmt: on
