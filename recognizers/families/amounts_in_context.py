"""Amounts of money without a currency: behind a word for an amount, in thousands or millions, in messages of banks and trade."""

from recognizers.families.amounts import BEHIND, GROUPED, NO_UNIT, PERSONAL, PUBLIC, SIGN
from recognizers.rules import Rule

LIMITS = (
    "A short number in a conversation about pay or prices (`she is on 96`) is not found without a word that names the amount "
    "next to it."
)

# A number behind it is an amount, even without a colon.
NOUNS = (
    "balance|budget|deposit|rent|salary|wage|bonus|fee|premium|retainer|refund|credit|mortgage|loan|bid|bids|bill|tab|rate|turnover|revenue|income|valuation|payout|guarantee|debt|invoice|quote|offer|rental|ransom|settlement"
    "|miete|kaltmiete|warmmiete|kaution|gehalt|netto|brutto|umsatz|gewinn|preis|kaufpreis|honorar|ek|eigenkapital|elterngeld|rate|schaden|guthaben|angebot|kredit|lohn|einkommen|gebot|restschuld|anzahlung"
    "|loyer|salaire|caution|acompte|arrhes|montant|solde|mobilier|marchandises|nettoyage|frais \\p{L}{3,12}|devis|prime|budget|revenus|dette|droits"
    "|alquiler|renta|sueldo|salario|fianza|saldo|deuda|importe|precio|presupuesto|oferta|hipoteca|cuota"
    "|reddito|pensione|stipendio|affitto|canone|caparra|acconto|saldo|prezzo|preventivo|debito(?: netto)?|danni|fondo|superminimo|cessione"
    "|aluguel|renda|salário|ordenado|preço|saldo|entrada|valor|dívida|prestação|orçamento"
    "|kredyt|pensja|zaliczka|zadatek|kaucja|czynsz|cena|pobranie|rata|wycena|dług|oferta|koszt"
    "|huur|salaris|borg|koopsom|prijs|bedrag|loon|uurloon|dagloon|offerte|contributie|lening|hypotheek|schuld"
    "|leje|husleje|depositum|varme|løn|lønn|lön|hyra|pris|lån|gæld|restance|retur|maksu|vuokra|palkka|laina|hinta"
)
LINKS = (
    "of|at|is|was|came in(?: at)?|now|approx\\.?|about|around|ca\\.?|circa|so|von|vom|zus\\.|über|liegt bei|ist|sind|wären|de|à|est à|est de|estimés? à|estimé à|di|del|da|é de|es de|por"
    "|wynosi|około|ok\\.|na|van|is|kwam uit op|på|er|är|on|forudbetalt|up to|non meno di"
)
SCALES = (
    "mil|mila|mille|mln|mld|mio\\.?|mrd\\.?|tys\\.?|tysięcy|tysiące|tis\\.?|tsd\\.?|million|millions|milion\\p{L}{0,3}|millon\\p{L}{0,3}|millón|milhão|milhões|milioni|millionen|miljoen|miljoner|millioner"
    "|billion|bn|thousand|tusen|duizend|grand|lakhs?|lacs?|crores?|cr|m"
)
MONEY_NEAR = (
    "base", "bonus", "salar*", "raise", "offer*", "budget", "owe*", "quoted", "sign-on", "mortgage", "wage*", "compensation", "earn*", "deposit", "savings", "debt", "deal", "arr", "mrr", "valuation", "money",
    "discount", "payout", "pay", "pays", "paid", "paying", "makes", "worth", "turnover", "revenue", "price", "priced", "sold", "sell*", "buy", "bought", "bid*", "invest*", "equity", "loan", "loans", "cash", "fund*",
    "appraised", "accepted", "claimed", "clause", "legacy", "inherit*", "estate", "cost*", "invoice*", "shares", "a share", "net worth", "cheque", "loss*", "profit", "margin", "ebitda", "credit", "approved", "for us", "hire", "comp",
    "gehalt", "umsatz", "gewinn", "preis", "verkauf*", "kauf*", "pension*", "schulden", "zahl*", "bezahl*", "salaire", "touche*", "chiffre", "prix", "vente", "droits", "dette", "indemnité",
    "spaargeld", "lening", "salaris", "omzet", "betaal*", "offerte", "perdita", "debito", "offre", "offerta", "vale", "fatturato", "prezzo", "quota", "sueldo", "pérdida*", "deuda", "precio", "vende*", "pide", "paga*",
    "salário", "ganha*", "acconto", "preço", "dívida", "pensja", "zaliczk*", "zadatk*", "hipoteka", "hypotéka", "kredyt*", "obieca*", "stawk*", "netto", "brutto", "wartość", "wartości", "cena", "koszt", "oferty", "oferta", "strata", "wycen*",
    "netti", "lordi", "bruts", "netos", "brutos", "líquidos", "zgodzili", "dałam", "pożycz*", "spłat*", "zarabia", "záloha", "oczekiwania", "skylder", "lån", "lön", "lønn", "løn", "pris", "vill ha", "vil ha",
)  # fmt: skip
NOT_MONEY = (
    "freq", "period", "duration", "timeout", "too large",
    "servers", "adults", "prisoners", "record", "relay", "distance*", "metres", "meters", "ft", "tokens", "lines", "rows", "requests", "users", "followers", "params", "parameters", "steps", "resolution", "video", "views", "samples", "km", "race", "people", "inhabitants", "years", "tonnes", "tons", "downloads",
    "records", "events", "einwohner", "habitants", "habitantes", "abitanti", "mieszkańców", "copies", "visitors", "messages", "population", "acres", "copies", "images", "vectors", "subscribers",
)  # fmt: skip
ASK = (
    "deve|debe|doit|skylder|wants?|wanted|asks?|asking|asked|offers?|offered|makes|made|took|take|could do|can do|will do|go to|up to|meet at|settle(?:d)? (?:for|at|on)|going for|sell(?:ing)? (?:it )?for|bought (?:it )?for|bargained it to|authorised|credit(?:ed)?|lend|lent"
    "|vraagt|vragen|biedt|betaal die|verdien|verdient|verlangt|will|bietet|zahlt|für|verdiene|bekommt|touche|propose|demande|prend|coûte|fait|ça fera|offre|vuole|prende|chiede|vende (?:su parte )?por|piden?|pide|cobra|ganha|ganho|fez|quer"
    "|vill ha|vil ha|betaler|trekt|chce|wezmą za|płaci|oferuje|potwierdza|pyytää|arvioi"
)
# Slang for a currency, or for thousands of it.
SLANG = (
    "Euronen|euronen|eus|Eus|Tacken|tacken|Öcken|öcken|Ocken|ocken|Kröten|kröten|Piepen|piepen|balles|pavos|eurillos|euri|eurozzi|eurootjes|eu|piek|contos?|pila|paus|pratas"
    "|kola|koła|kół|stówek|stówy|patyków|patyki|tysiaków|tysiaka|tysiaki|złociszy|zeta|nicker|smackers"
)
# fmt: off
RULES = (
    Rule("money_in_slang", "MONEY",
        rf"(?<![\p{{L}}\d.,/$€£#:-])(?P<value>(?:\d{{1,3}}[., ]\d{{3}}|\d{{2,5}}|\d{{1,2}}(?=[ ](?:kola|koła|kół|tysiak\p{{L}}{{1,2}}|paty[kc]\p{{L}}{{1,3}}|contos)))[ ](?:{SLANG}))(?![\p{{L}}-])",
        0.7,
        true=("waren ⟦218 eus⟧, teilen wir", "o quarto por ⟦650 conto⟧ mas", "a kaucja? ⟦2 kola⟧, przelej", "il me doit ⟦300 balles⟧."), false=("5 paus de madeira", "12 kolarzy", "3 balles de tennis", "EU 261/2004")),
    Rule("money_of_a_key", "MONEY",
        rf"\"(?:[a-z]{{1,20}}_)?(?i:{PERSONAL})(?:_(?:eur|usd|gbp|pln|brl|chf|netto|brutto|net|gross|mensal|mensuel|monatlich))?\"[ ]?:[ ]{{0,2}}\"?(?P<value>-?\d{{1,7}}(?:[.,]\d{{1,2}})?)(?=\"?[ ]?[,}}\n])",
        0.95, check=lambda value: float(value.replace(",", ".")) != 0,
        true=('{"lid":"Jan","contributie":⟦47.5⟧,"boete":⟦15⟧}', '"salario": ⟦3890.00⟧,', '"limit_kredytowy": "⟦8000⟧"}', '"kara":⟦12,5⟧\n'), false=('"saldo": 0.00,', '"contributie": true,', '"balance": "high"', '"rate": 12,')),
    Rule("pay_after_tax_or_before_it", "MONEY",
        rf"(?<![\p{{L}}\d.,/$€£#:-])(?P<value>{GROUPED}|(?!(?:19|20)\d\d(?!\d))\d{{3,6}})[ ](?:nets?|netti|netos?|bruts?|brutos?|lordi|limpios|líquidos|na rękę|auf die Hand|schoon|bruto|netto|brutto)(?![\p{{L}}-]|[ ](?:weight|worth|promoter|ton|register|area|m²|kg))",
        0.72, unless=("kg", "g", "t", "gewicht", "poids", "peso", "waga", "weight", "fläche", "surface", "superficie", "tonnage", "speicher", "carbon", "emission*", "zero"),
        true=("je touche ⟦1 840⟧ net", "cobro ⟦1.350⟧ limpios", "chiede ⟦1.750⟧ netti.", "dostaje ⟦3200⟧ na rękę"), false=("waga 500 netto", "1840 net promoter score", "im Jahr 2024 netto", "500 networks")),
    Rule("money_behind_noun", "MONEY",
        rf"(?i)(?<![\p{{L}}\d-])(?:{NOUNS})(?:[ ](?:{LINKS})){{0,2}}[ ](?P<value>{SIGN}(?:{GROUPED}|\d{{1,7}}[.,]\d\d|(?!(?:19|20)\d\d(?!\d))\d{{3,7}})(?:[.,]\d\d)?k?(?:/(?:mese|mies\.?|mo|month|Mon(?:at)?|nt|mes|mois)\b)?)(?-i:{NO_UNIT})(?![\p{{L}}\d])(?![ ](?:[A-Z]{{2}}\d|\d))",
        0.6, unless=(*PUBLIC, "tokens", "lines", "rows", "requests", "rate limit", "error", "code", "no", "nr", "number", "ref"),
        true=("Budget ⟦12.500⟧ bis Mai", "Balance ⟦16,310⟧ due", "Kredyt ⟦540 000⟧ w banku", "Netto ⟦3.180⟧, Hund", "Rent ⟦985.00⟧ PCM", "pensione ⟦1.340/mese⟧"),
        false=("Budget 2025 is open", "a rate of 16 kHz", "rent 2 rooms", "Balance sheet 300", "a credit of 120 hours")),
    Rule("money_asked", "MONEY",
        rf"(?i)(?<!\p{{L}})(?:{ASK})[ ](?:(?:me|him|her|us|them|you|only|about|just|up to|around|at|of|to|for|nog|noch|encore|ancora|ancora dare|so|ok\.)[ ]){{0,2}}(?P<value>{GROUPED}|(?!(?:19|20)\d\d(?!\d))\d{{3,6}}|\d{{1,4}}[.,]\d\d){BEHIND}",
        0, context=MONEY_NEAR, with_context=0.6, unless=NOT_MONEY,
        true=("they want ⟦8900⟧ for the roof, a price", "Kone vill ha ⟦91 000⟧.\nBudget", "deve ancora dare ⟦420⟧ di acconto, prezzo fisso"), false=("asked 300 people about pay", "she made 240 items")),
    Rule("money_scaled_in_context", "MONEY",
        rf"(?i)(?<![\p{{L}}\d_.,/$€£#:\[-])(?P<value>(?:(?:minus|plus)[ ])?[-–−+]?\d{{1,3}}(?:[.,]\d{{1,3}})?(?:\s?[-–]\s?\d{{1,3}}(?:[.,]\d)?)?(?:k|m|[ ]?(?:{SCALES}))(?:[ ](?:netto|brutto))?)(?![\p{{L}}\d])",
        0, context=MONEY_NEAR, with_context=0.6, unless=NOT_MONEY,
        true=("a clause worth approx. ⟦280k⟧.", "Umsatz intern ⟦8,4 Mio.⟧ im", "oferta: ⟦365 tys. netto⟧ za", "he sold it for ⟦9.5 million⟧"), false=("trained on 20k steps", "a town of 3.2 million people, cash", "pay: 10 m of rope for users")),
    Rule("money_in_messages", "MONEY",
        r"(?:\bMOA\+\d{1,3}:|\bPRI\+[A-Z]{3}:|\*AM:|^:3[23][AB]:(?:\d{6})?[A-Z]{3})(?P<value>\d{1,12}(?:[.,]\d{0,4}\d)?)",
        0.95,
        true=("MOA+86:⟦7120⟧'", "PRI+AAA:⟦0.47⟧'", "SPD*1.0*AM:⟦5200.00⟧*CC:CZK", ":32A:251122EUR⟦31750,00⟧"), false=("QTY+21:15000'", "MOA+86", ":20:1234"), source="UN/EDIFACT D.96A; SWIFT MT103; Short Payment Descriptor"),
    Rule("money_in_brackets", "MONEY",
        r"(?<![\p{L}\d_.])\((?P<value>\d{1,3}(?:,\d{3}){1,3}(?:\.\d\d)?|\d{1,3}\.\d\d)\)(?![\p{L}\d])",
        0, context=("box", "discount", "loss", "net", "total", "balance", "due", "k-1", "income", "deficit", "refund", "credit"), with_context=0.7,
        true=("K-1 from the farm, box 1 ⟦(16,208)⟧, EIN".replace("⟦(", "(⟦").replace(")⟧", "⟧)"), "Courtesy discount (⟦300.00⟧)"), false=("f(1,000)", "Figure (1.25)")),
    Rule("money_scanned", "MONEY",
        r"(?<![\p{L}\d])(?![£$€]\d{1,6}\.[ ]I[ ]|\$l\d{1,2}\b)(?P<value>[£$€][ ]?(?=[\dlOoI ., ]{0,8}\d)(?=[\d., ]{0,8}[lOoI])[\dlOoI]{1,3}(?:[ ]?[.,][ ]?(?!I[ ]\p{Ll})[\dlOoI]{1,3}){0,3})(?![\p{L}\d])|(?<![\p{L}\d])(?P<value>(?=[\dlO]{0,3}[.,]?[\dlO]{0,3}[lO])(?=[lO.,]{0,4}\d)[\dlO]{1,3}[.,][\dlO]{2,3}(?:[.,][\dlO]{2})?[ ]?(?:zł|€|EUR|kr))(?!\p{L})",
        0.7,
        true=("COD: ⟦£ 42 . 5O⟧ paid", "it is ⟦$27,OOO⟧, no", "wartość ⟦l2.5OO zł⟧ i"), false=("$lol", "$l1: luminance($x)", "£ and l", "O.l zł", "for $23. I give")),
)
# fmt: on
