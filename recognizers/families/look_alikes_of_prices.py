"""Look-alikes of amounts: prices that are the same for everybody, which stay: of lists, tickets and parking, by law, limits of free delivery."""

import regex

from recognizers.families.amounts import AFTER, BEFORE, NUMBER, PER, SPACE
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "A price of a shop, a restaurant or a service without a word that makes it public: what one customer paid looks the same."

AMOUNT = rf"(?<![\p{{L}}\d.,])(?:(?i:{BEFORE}){SPACE}?{NUMBER}|{NUMBER}{SPACE}?{AFTER}){PER}(?![\p{{L}}\d]|[.,]\d)"
LISTS = (
    "list price|rrp|uvp|listenpreis|listenpreise|katalogpreis|laut liste|laut preisliste|listino|prezzo di listino|prezzo al pubblico|precio de catálogo|precio recomendado|precio de venta al público|pvp"
    "|prix public|prix catalogue|prix conseillé|public conseillé|adviesprijs|catalogusprijs|volgens prijslijst|cena katalogowa|cena detaliczna|preço de tabela|preço sugerido|rack rate|list rate"
    "|unverbindliche preisempfehlung|preisempfehlung|pricing page|lists at|eigen risico|eigen bijdrage|egenandel|menu completo|menù completo|menú del día"
)
TICKETS = (
    "list|tariff|tarif|tarifa|tariffa|taryfa|tarief|tabela|advertised|"
    "tickets?(?! (?:of|de|di))|eintritt|eintrittspreis|eintrittskarten?|entrada general|entradas|entrée|billets?|billet d['’]entrée|bilety?|ingresso|biglietto|biglietti|toegang|toegangsprijs|kaartjes?|entree|bilhetes?|ingressos?|vstupné|admission|entry|entry fee|entrance|day pass|drop-in"
    "|tageskarte|zehnerkarte|monatskarte|einzelkarte|fahrkarte|karnet|abonament miesięczny|abonnement mensuel|bono mensual|abono mensual|abbonamento mensile|maandkaart|passe mensal|guest pass"
)
SERVICES = (
    "parking|parken|parkgebühr|parcheggio|parkeren|estacionamento|aparcamiento|toll|maut|péage|peaje|pedaggio|pedágio|kurtaxe|ortstaxe|taxe de séjour|tassa di soggiorno|toeristenbelasting|breakfast|frühstück|ontbijt"
    "|taxa de inscrição|tasa de inscripción|droits d['’]inscription|wpisowe|startgeld|anfahrtspauschale|voorrijkosten|forfait déplacement|lost key fee|late fee|bag fee|call-out fee|young driver fee|tourist tax|grundgebühr|court fee|filing fee|application fee|exam fee|registrar fee|probate fee|standard fee|service fee|rush fee|registration fee|visa fee|booking fee|NSF fee"
    "|opłata skarbowa|opłata od wniosku|opłata od pisma|opłata regulaminowa|opłata za wydanie|taxa de justiça|taxa turística|tassa di concorso|tassa d['’]iscrizione|quota d['’]iscrizione|frais de scolarité|vraagprijs|prix affiché|kautionspauschale|ausweisgebühr"
)
BY_LAW = (
    "mindestlohn|grundfreibetrag|freibetrag|pauschbetrag|verpflegungspauschale|kindergeld|smic|salario mínimo|salário mínimo|minimum wage|minimumloon|minimalne wynagrodzenie|płaca minimalna|indemnité forfaitaire|plafond de la sécurité sociale"
    "|nil-rate band|personal allowance|statutory cap|statutory limit|franchise légale|contributo unificato|marca da bollo|imposta di bollo|imposta fissa|wadium|bolo de timbre"
)
RATES = "erwachsene|ermäßigt|kinder|studenten|schüler|rentner|adultes?|enfants?|réduit|tarif réduit|plein tarif|adultos?|niños|reducida|jubilados|adulti|bambini|ridotto|intero|volwassenen|kinderen|adultos|crianças|meia-entrada|normalny|ulgowy|dorośli|dzieci|adults?|children|concessions?|seniors|students|non-members|nichtmitglieder"
# "list £1,099, our price £871.20": what one customer pays follows.
NO_CUSTOMER = r"(?!(?i:paid|owed|you|your|we|our|i|he|she|they|sa(?:ys|id)|pays?|agreed|charged|quoted|für|bezahlt|payé|nous|notre|pagato|nostro|pagado|nuestro|betaald|ons|onze|pago|nosso|zapłacono|u nas|nasza|of|de)(?!\p{L}))"
WORDS = rf"(?:[ ]{NO_CUSTOMER}\p{{L}}[\p{{L}}’'-]{{0,15}}){{0,3}}"
LINK = r"[ :=~(–-]{1,3}"
# A sum of one person or firm, whatever the word before it.
PERSONAL = (
    "owe", "owes", "owed", "unpaid", "overdue", "arrears", "debt*", "loan", "settle*", "salary", "wage*", "bonus", "maintenance", "alimony", "support", "reimburs*", "waive*", "refund*", "paid", "pays", "charged", "confidential*", "balance", "agreed", "invoice*", "disput*", "offer*", "contract*", "payable",
    "gehalt*", "brutto", "unterhalt*", "zulage", "stipendium", "bezahlt", "gezahlt", "zahlt", "zahlte", "erstatte*", "schuld*", "rechnung*", "vertrag*", "salaire", "pension", "rembours*", "versé*", "payé*", "facture", "prêt", "contrat", "stipendio", "assegno", "rimbors*", "pagat*", "fattura",
    "nómina", "sueldo", "reembols*", "pagado", "factura", "salário", "pagou", "fatura", "salaris", "betaald", "vergoed*", "factuur", "wynagrodzeni*", "zapłac*", "zwrot*", "faktur*",
    "mr", "mrs", "ms", "miss", "frau", "herr", "herrn", "mme", "sig", "sig.ra", "sra", "dhr", "mevr", "pani", "customer", "client*", "kunde", "kundin", "tenant", "guest", "patient*", "employee", "mitarbeiterin", "mandant*", "supplier", "only for",
)  # fmt: skip
# Rates of one worker or customer.
WAGES = (
    "netto", "angebot*", "lohn", "stundenlohn", "stundensatz", "honorar*", "offre", "taux", "paie", "contribution", "oferta", "paga", "plantão", "tagessatz", "compenso", "tariffa oraria", "offerta", "guadagn*", "prende", "gagn*", "cobr*", "gano", "ganho", "verdien*", "uurloon", "offerte", "stawk*", "zarabia*",
)  # fmt: skip
# Words of one deal, of costs that a firm keeps to itself, and of what one person gets or pays.
DEALS = (
    "deal", "we pay", "pays us", "costs us", "supplier*", "vendor", "margin*", "cost price", "purchase price", "to make", "to produce", "manufactur*", "secret", "rent", "severance", "received", "got a", "was fined", "only",
    "lieferant*", "einkauf*", "herstell*", "produktion", "marge", "geheim", "vertraulich*", "intern", "miete", "abfindung", "bekam", "bekommt", "erhielt", "erhält", "mandant*", "gegen",
    "fournisseur", "achat", "produire", "fabriqu*", "coût", "confidentiel*", "loyer", "indemnité*", "a reçu", "reçoit", "écopé", "proveedor*", "compra", "producir", "fabricar", "nos hace", "no lo digas", "alquiler", "indemnización", "recibe", "recibió", "le pusieron",
    "fornitore", "acquisto", "produrre", "ci fa", "riservat*", "affitto", "riceve", "ha preso", "fornecedor", "produzir", "sigilo", "confidencial*", "aluguel", "renda", "recebe", "recebeu", "leverancier*", "inkoop*", "vertrouwelijk", "huur", "krijgt", "kreeg",
    "dostawc*", "zakup*", "produkcj*", "poufn*", "tajemnic*", "czynsz*", "dostaje", "dostał*", "nomina", "kaution", "i get", "alimente",
    "my", "her", "his", "mein*", "ihre*", "seine*", "sie", "ihn", "ma", "mon", "sa", "son", "mi", "su", "mia", "sua", "mio", "suo", "minha", "meu", "mijn", "haar", "zijn", "moj*", "mój", "jej", "jego",
)  # fmt: skip
MOST_OF_A_TICKET = 3  # digits before the cents of a ticket or a fee; more are hardly for everybody
AND_MORE = rf"(?:[ ]?[,;/·|][ ]?(?:{NO_CUSTOMER}\p{{L}}[\p{{L}}’'-]{{0,18}}[ ]){{0,3}}(?P<value>{AMOUNT})){{0,6}}"
FREE = r"(?:gratis|gratuit\p{L}{0,3}|kostenlos|kostenfrei|versandkostenfrei|portofrei|free|frei|zdarma|bezpłatn\p{L}{1,3}|grátis)"
FROM = r"(?:over|above|from|ab|dès|à partir de|a partir de|desde|oltre|sopra(?: i)?|acima de|od|vanaf|boven(?: de)?|powyżej|ponad|orders of|orders over)"

# Where everybody reads a price.
SITES = (
    "on (?:the|their) (?:site|website|poster|menu|pricing page)|as on the website|auf der (?:website|webseite|homepage|seite|karte)|im (?:shop|onlineshop|katalog|prospekt)|sur (?:le|leur|votre) site|au catalogue"
    "|sul sito|nel catalogo|en la web|en su web|en el catálogo|en la carta|no site|no catálogo|na página|op de (?:site|website|kaart)|na stronie|w katalogu|w cenniku|på nettsiden|på hjemmesiden"
)
# Verbs of a price, not the nouns of the costs of one customer: "Kosten: 310 €".
COSTS = "kostet|coûte|coûtent|cuesta|cuestan|costa|costano|custa|custam|kost|kosztuje|kosztują|koster|maksaa"
LOWEST = "ab|schon ab|dès|à partir de|a partir de|desde|a partire da|vanaf|od|już od|starts at|starting at|starting from|prices from|tickets from"
NO_CHANGE = r"(?<!(?:went|goes|going|moves?|moved|up|down|rose|raised?|cut|fell|dropped|increased?|reduced|jumped|apart|transfer|deposit|payment|refund|change)[ ])"
# Units of what a shop or a service sells; an hour and a month are also units of wages and rents.
UNITS = (
    r"[ ]?/[ ]?(?:kwh|m²|m2|m³|m3|qm|liter|litre|tag|nacht|nuit|noche|notte|noite|jour|día|giorno|dag|doba|stunde|std|h(?<=(?:€|EUR|zł|CHF)[ ]?/[ ]?h)|heure|hora|ora|uur|pers|person|personne|persona|pessoa|persoon)"
    r"|[ ](?:pro|par|por|al|alla|na|za|per|la|le|o|el|il|die|de|l['’]|all['’]|od|à|a)[ ]?(?:tag|nacht|stunde|nase|person|jour|nuit|heure|personne|élève|enfant|día|noche|hora|persona|alumno|niño|giorno|notte|ora|passeggero|alunno|bambino|dag|nacht|uur|persoon|leerling|dia|noite|pessoa|aluno|criança|dzień|dobę|noc|godzinę|osobę|osoby|litro|litre|liter|kilo|m²|m³|kwh)"
    r"|[ ]l['’]un[oae]|[ ]das stück|[ ]la pièce|[ ]il pezzo|[ ]per stuk|[ ]za sztukę|[ ]cada un[oa]|[ ]cadauno|[ ]p\.[ ]?p\."
)


def _is_small(value: str) -> bool:
    """Return whether an amount is below a thousand."""
    whole = regex.split(r"[.,]\d{1,2}(?!\d)", value)[0]
    return sum(map(str.isdecimal, whole)) <= MOST_OF_A_TICKET


# fmt: off
RULES = (
    Rule("price_for_everybody", LOOK_ALIKE, rf"(?<![\p{{L}}\d-])(?:(?i:{TICKETS}|{RATES}){WORDS}{LINK}(?P<value>{AMOUNT}){AND_MORE}|(?i:{SERVICES}){WORDS}{LINK}(?P<value>{AMOUNT}))", ABOVE_THE_MODEL, check=_is_small, unless=PERSONAL,
        true=("Tickets: ⟦£9⟧ / ⟦£6⟧. Box office", "Parken ⟦2,50 €/Std⟧", "Bilet normalny ⟦22 zł⟧, ulgowy ⟦15 zł⟧, karnet ⟦180 zł⟧."), false=("Kinder: 450 € Unterhalt", "Court fee £75 paid for", "Tickets $84,300", "er zahlte 15 €", "Ticket 4417: I paid 15 €", "Listening to 5 €")),
    Rule("price_by_law_or_of_a_maker", LOOK_ALIKE, rf"(?<![\p{{L}}\d-])(?:(?i:{LISTS}){WORDS}{LINK}(?P<value>{AMOUNT}){AND_MORE}|(?i:{BY_LAW}){WORDS}{LINK}(?P<value>{AMOUNT}))", ABOVE_THE_MODEL, unless=PERSONAL,
        true=("Mindestlohn von ⟦12,82 €⟧", "Adviesprijs: ⟦€ 249,00⟧.", "Wadium: ⟦150 000 zł⟧ (jawne)"), false=("Mindestlohn 2.310 € an Frau Weiß", "the list $12,400 he")),
    Rule("limit_of_free_delivery", LOOK_ALIKE, rf"(?i)(?<!\p{{L}}){FREE}(?!\p{{L}})[^.;\n\d]{{0,30}}(?<!\p{{L}}){FROM}[ ](?P<value>(?-i:{AMOUNT}))|(?<!\p{{L}}){FROM}[ ](?P<value>(?-i:{AMOUNT}))[^.;\n\d]{{0,40}}(?<![\p{{L}}-]){FREE}(?!\p{{L}})", ABOVE_THE_MODEL,
        true=("El envío es gratis desde ⟦50 €⟧.", "Portes grátis acima de ⟦35 €⟧", "Dostawa od ⟦300 zł⟧ gratis.", "free shipping over ⟦$40⟧"), false=("free today, from 50 people", "over £400 on a debt-free basis")),
    Rule("price_beside_what_is_free", LOOK_ALIKE, rf"(?P<value>{AMOUNT})[ ]?[,;(·][^.\n€$£]{{0,34}}(?<![\p{{L}}-])(?i:{FREE})(?![\p{{L}}-]|[ ](?i:debt|of[ ]charge))", ABOVE_THE_MODEL, check=_is_small, unless=PERSONAL,
        true=("Pris ⟦70 kr⟧, under 4 år gratis.", "Biglietto: ⟦5 €⟧, gratis sotto i 18", "adults ⟦$15⟧; kids free"), false=("offers £450, free of tax", "€ 12,300; gratis", "€ 64.5m cash-free", "he paid 15 €. Free today")),
    Rule("price_on_a_site", LOOK_ALIKE, rf"(?P<value>{AMOUNT}),?[ ](?i:{SITES})(?!\p{{L}})|(?i:(?<!\p{{L}})(?:{SITES})[ ](?:(?:it[ ])?(?:is|says|said|shows)|jest|steht|kostet|ist|c['’]est|es|é|è|staat|costa|coûte|custa)[ ])(?P<value>{AMOUNT})", ABOVE_THE_MODEL, unless=PERSONAL,
        true=("plan's only ⟦$29/mo⟧ on the site", "Fonte nova: ⟦R$ 189,90⟧ no site do", "a na stronie jest ⟦1299 zł⟧"), false=("the invoice of €970 on the website", "he paid $29 on the first", "1299 zł na konto")),
    Rule("price_of_a_thing", LOOK_ALIKE, rf"(?<![\p{{L}}\d-])(?i:{COSTS})(?:[ ]{NO_CUSTOMER}\p{{L}}{{1,14}}){{0,2}}[ ](?P<value>{AMOUNT})", ABOVE_THE_MODEL, check=_is_small, unless=(*PERSONAL, *DEALS),
        true=("Die Anfahrt kostet ⟦45 €⟧.", "un lavado cuesta ⟦8 €⟧", "bilet kosztuje dziś ⟦12 zł⟧"), false=("Kosten: 310 €", "Ogni ora ci costa 1.150 €", "kostet mich 4.100 €", "Mi terapia cuesta 60 €", "Jej leczenie kosztuje 400 zł")),
    Rule("lowest_price", LOOK_ALIKE, rf"(?<![\p{{L}}\d-])(?:(?i:{LOWEST})|{NO_CHANGE}from)[ ](?P<value>{AMOUNT})(?![ ]?(?i:to|auf|à|a|bis|tot|do|até|hasta)[ ])", ABOVE_THE_MODEL, check=_is_small, unless=(*PERSONAL, *DEALS),
        true=("they do them from ⟦£380⟧", "revisión desde ⟦75 €⟧ y", "Wein ab ⟦5,90 €⟧", "dès ⟦59 €⟧ chez"), false=("went from $41 in", "from £40,000 left", "desde 900 € a 1.200 €", "od 4500 zł", "Gehalt ab 450 €", "Einkauf ab 12,40 €", "the deal starts at $450")),
    Rule("price_of_a_unit", LOOK_ALIKE, rf"(?P<value>{AMOUNT})(?:(?<=(?i:{UNITS}))|(?i:{UNITS}))(?!\p{{L}})", ABOVE_THE_MODEL, check=_is_small, unless=(*PERSONAL, *WAGES, *DEALS),
        true=("Fliese ⟦34,95 €/m²⟧,", "⟦18 €⟧ par élève", "⟦28 €⟧ l'uno in"), false=("1.870 euro al mese", "$17.50 an hour", "58 zł na rękę", "el proveedor: 3,20 € por litro", "we pay £38 per person", "Elle gagne 13 €/heure", "Cobra 25 € por hora")),
    Rule("payment_on_a_card_of_an_insurer", LOOK_ALIKE, r"(?<![\p{L}\d])(?:PCP|SPEC|Spec|SPECIALIST|Specialist|ER|UC|OV|[Cc]o-?pay)[ :]{1,2}(?P<value>\$\d{1,3})(?![\d.,]\d)", ABOVE_THE_MODEL, unless=PERSONAL,
        true=("PCP ⟦$25⟧ SPEC ⟦$50⟧ ER ⟦$300⟧", "Copay ⟦$30⟧. Insurer"), false=("PCP 25", "ER $1,300 bill", "copay paid $30")),
    Rule("banknote", LOOK_ALIKE, rf"(?<!\p{{L}})(?i:on the|na|auf dem|sur le|en el|sul|op het|na nota de)[ ](?i:bankovce|bankovkách|banknocie|geldschein|billet de|billete de|banknote von|biljet van|banconota da)[ ](?P<value>{AMOUNT})|(?P<value>{AMOUNT})[ -](?i:note|notes|bill(?=[?:])|schein|biljet)(?!\p{{L}})", ABOVE_THE_MODEL, check=_is_small, unless=PERSONAL,
        true=("je na bankovce ⟦500 Kč⟧", "with a ⟦£5⟧ note", "who is on the ⟦$100⟧ bill: Franklin"), false=("a $100 bill for water", "billet 175 kr")),
    Rule("price_of_a_list", LOOK_ALIKE, rf"(?P<value>{AMOUNT})[ ]?[(,]?[ ]?(?i:laut|selon|gemäß|volgens|secondo|según|segundo|według|wg|zgodnie z|lt\.|as per|as on|conforme)[ ](?i:(?:der|die|das|dem|le|la|les|de|het|il|el|o|a|the|our|unserer|notre|nostro|nuestra|onze)[ ])?(?i:preisliste|aushang|website|homepage|tarieflijst|prijslijst|site|listino|tariffario|lista|web|tabela|cennik\p{{L}}{{0,3}}|strony|price list|satzung)|(?P<value>{AMOUNT})[ ](?i:\(list\)|list price|\(rrp\)|\(uvp\)|rrp|uvp)(?!\p{{L}})", ABOVE_THE_MODEL, unless=PERSONAL,
        true=("Voorrijkosten: nu ⟦€ 45,-⟧ volgens tarieflijst.", "⟦25 €⟧ secondo il tariffario", "⟦89 zł⟧ wg cennika"), false=("Gehalt 4.100 € laut Liste", "4.100 € laut Tarifvertrag", "7.300 € gemäß VOB/B", "62 € selon lui")),
)
# fmt: on
