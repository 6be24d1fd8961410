"""Amounts of money: with a currency, with a label, and in the cells of invoices and ledgers.

Percentages, counts, sizes, versions, shell variables and replacement groups (`$1`) are no amounts.
"""

from collections.abc import Iterator

import regex

from recognizers.functions import Found, FunctionRecognizer
from recognizers.rules import FLAGS, Rule, is_near

LIMITS = (
    "Public prices are recognized only by a few words nearby, such as list price or per month. "
    "A bare number without currency, label or two decimals is not found."
)

SPACE = r"[ \u00a0\u202f\u2009]"
# 6,412.50  6.412,50  4 500  12'000.-  12,34,567  850  26 990:-  1.790,-
GROUPED = rf"\d{{1,3}}(?:[.,'’_]\d{{3}}|{SPACE}\d{{3}}(?!\d)){{1,5}}|\d{{1,2}}(?:,\d{{2}}){{1,4}},\d{{3}}"
ENDING = r"(?:(?:[.,]|:)(?:[-–—]{1,2}|=))"
NUMBER = rf"(?:(?:{GROUPED}|\d{{1,12}})(?:[.,]\d{{1,8}}(?![\d]))?(?![\d]){ENDING}?)"
SCALE = (
    rf"(?:[-{SPACE[1:-1]}]?(?:[kK]|[mM]|MM|bn|mn|tn|[bB]|thousand|million|billion|trillion|lakhs?|lacs?|crores?|grand"
    r"|[Mm]io\.?|[Mm]rd\.?|[Mm]ill?\.|[Mm]ln|[Mm]ld|[Tt]sd\.?|[Tt]ys\.?|mil|mila|mille|milhões|milhão|millones|millón"
    r"|milioni|milione|millions?|milliards?|Millionen|Milliarden|Tausend|tausend|duizend|miljoen|miljard|tysięcy"
    r"|milionów|miliony|milion|miljoner|millioner|tusen|bilhões|tis\.)(?!\p{L}))"
)
SIGN = r"(?:[-–−+~]\s?)?"
SYMBOLS = r"[$€£¥₹₽₩₪₺₴₸₦₱฿₫₡₲₵₭₮₼₾֏৳]"
CODES = (
    "AED|AFN|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BMD|BND|BOB|BRL|BTN|BWP|BYN|BZD|CAD|CDF|CHF"
    "|CLP|CNH|CNY|COP|CRC|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GIP|GMD|GNF|GTQ|GYD|HKD|HNL"
    "|HRK|HTG|HUF|IDR|ILS|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD"
    "|MDL|MGA|MKD|MMK|MNT|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PKR|PLN|PYG|QAR"
    "|RMB|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SRD|SSP|SYP|SZL|THB|TJS|TMT|TND|TRY|TTD|TWD|TZS"
    "|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW"
)
# Also words, versions or measures: "PHP 8.3", "INR 2.5" (a blood test), "GHS07", "TOP 3"
AMBIGUOUS = "ALL|BIF|BSD|CUP|GHS|INR|MOP|PHP|SOS|STN|TOP"
COINS = "BTC|XBT|ETH|USDT|USDC|XTZ|XMR|LTC|SOL|XRP|ADA|DOGE|BNB|TRX|DAI"
# A currency before the number. ALL, TOP, TRY, COP and BOB are English words and need no entry in lower case.
BEFORE = (
    rf"(?:(?:US|CA|[ACS]|AU|NZ|HK|NT|MX|R|S|TT|J|Bds|FJ|EC|Mex|U\.S\.)?\$|{SYMBOLS}|(?:{CODES})[$€£]?|S/\.?(?=\s?\d)"
    rf"|(?:{AMBIGUOUS})(?=\s?(?:{GROUPED}|\d{{3}}|\d{{1,9}}k)))"
)
BEFORE_LOCAL = r"(?:[Rr]s\.?|U\$S|Nu\.|Gs\.?|KD|Kshs?\.?|CVE|BD|JD|LE|KM|RM|Fr\.|fr\.|[kK]r\.?|Rp\.?|Ksh\.?|KSh|Tk\.?|Bs\.?|Kz|Kč|MT(?!\d)|UF|lei|TL|EUR\.(?!\d\b)|US\.)"
WORDS = (
    "euros?|Euros?|EURO?S?|eur|usd|gbp|chf|pln|dollars?|Dollars?|DOLLARS|bucks|quid|sterling|grand|rupees?|Rupees?"
    "|reais|REAIS|pesos?|PESOS|francs?|Franken|franchi|Fränkli|kronor|kroner|kronur|krónur|kruunua|euroa|zł|ZŁ|zl"
    "|złotych|zlotych|złote|złoty|Kč|Kc|korun|koruny|forint|Ft|lei|lire|lir[ay]|TL|dirhams?|DH|Dhs?|yen|rand|duros|piasses"
    "|soles|shillings?|bob|cedis|naira|riyals?|dinars?|baht|won|ringgit|FCFA|Fr(?:s|\\.)?|CFA|руб\\.?|рублей|грн|usdt"
    "|usdc|btc|eth|pounds|Pounds|lucas|piastres|meticais|kwanzas|kz|円|元|원|cents?|centimes|pence|Cent|ct|gr|centów|stotinki|k€|K€|M€|m€|T€|Mrd€|kEUR|TEUR|MEUR|kCHF|TCHF|kUSD"
    "|KEUR|k£|M\\$|k\\$|kr\\.?|KR\\.?|,-|:-|M\\.N\\."
)
AFTER = rf"(?:{SYMBOLS}|(?:{CODES}|{COINS}|INR|PHP|GHS)(?!\p{{L}})|(?:{WORDS})(?![\p{{L}}\d]))"
PUBLIC = (
    "list price", "list prices", "published", "per night", "per barrel", "per gb", "per user", "per seat", "a seat", "statutory", "cover price",
    "share price", "a share", "per share", "dividend", "brent", "barrel", "ounce", "admission", "per named user",
    "entry fee", "ticket price", "free tier", "rrp", "msrp", "fines up to", "cap is", "insured to", "protected up to", "shipping over",
    "prix public", "public conseillé", "plafond", "smic", "preço de tabela", "piso nacional", "prezzo di listino", "listino",
    "precio de lista", "tarifa", "cennik*", "listenpreis", "uvp", "eintritt", "euronext", "base d'asta", "lijst", "how much", "price list", "price lists", "prices are", "prices from", "price starts", "starts at", "starting at", "public page", "public price", "public menu",
    "plan costs", "plans from", "costs only", "retail", "price target", "market volume", "threshold", "when you spend", "free delivery", "share capital", "au capital de", "stammkapital",
    "grundkapital", "capital social", "capitale sociale", "kapitał zakładowy", "minimum wage", "mindestlohn", "fixée par décret", "pauschale*", "verpflegung", "bitcoin was", "euronext",
    "starter plan", "basic plan", "pro plan", "premium plan", "business plan", "free plan", "standard plan",
)  # fmt: skip
# $1,187/mo  19,40 €/h  0,41 €/lata
PER = r"(?:/(?:\d{1,4}[ ]?)?\p{L}{1,9}[23²³]?(?:(?<=mies|Mon)\.)?(?![\p{L}\d/]))?"
# A price of a unit of energy, weight, storage or a licence is a tariff.
NO_RATE = r"(?!\s?/\s?(?:kWh|MWh|t|GB|TB|user|seat)\b)"
NO_CODE = r"(?<![\p{L}\d\\$_{])"  # no variable, group or part of a word
NO_ID = r"(?!0\d)"  # a number of a register or a licence, whose abbreviation is that of a currency as well
# What one person or contract pays, gets or owes, which is never public.
PRIVATE = "salary|rent|debt|credit[ _-]?limit"
CONFIDENTIAL = (
    f"{PRIVATE}|overdraft|exposure|loan[ _-]?(?:amount|balance)|deal[ _-]?value|contract[ _-]?value|account[ _-]?balance|outstanding[ _-]?balance|arrears"
    "|income|net[ _-]?worth|settlement[ _-]?amount|claim[ _-]?amount|mortgage[ _-]?balance|alimony"
)
# As a key of JSON, each of these tells an amount of few digits as well.
PERSONAL = (
    f"{PRIVATE}|wage|fine|penalty|balance|deposit[ _-]?paid|(?:monthly|membership)[ _-]?fee|hourly[ _-]?rate"
    "|beitrag|mitgliedsbeitrag|gehalt|monatsgehalt|grundgehalt|lohn|stundenlohn|zulage|miete|kaltmiete|warmmiete|kaution|schulden|restschuld|strafe|bu(?:ß|ss)geld|kreditlimit|guthaben|mahngeb(?:ü|ue)hr"
    "|cotisation|amende|salaire|prime|loyer|caution|dette|solde|pension|découvert|cuota|multa|sueldo|salario|alquiler|fianza|deuda|saldo|anticipo|quota|quota[ _-]?associativa|stipendio|affitto|canone|debito|mora"
    "|mensalidade|salário|aluguel|renda|caução|dívida|divida|ordenado|propina|contributie|bijdrage|boete|salaris|huur|borg|schuld|kredietlimiet|toeslag|loon|uurloon|składka|skladka|kara|pensja|stawka|premia|czynsz|kaucja|dług|dlug|limit[ _-]?kredytowy|zaliczka"
)
LABELS = (
    f"{CONFIDENTIAL}|{PERSONAL}"
    "|salaries|wages|base(?:[ _-]?(?:pay|salary))?|bonus|net[ _-]?pay|gross[ _-]?pay|pay[ _-]?rate|compensation|bal|total|sub[ _-]?total"
    "|grand[ _-]?total|amount(?:[ _-]?due)?|amt|price|unit[ _-]?price|fee|invoice[ _-]?(?:amount|total|value)|premium|deposit"
    "|deal[ _-]?(?:value|size)|ebitda|revenue|turnover|limit|debts|outstanding|loan|monthly[ _-]?payment|instal{1,2}ments?|allowance|commission|spend|reserve|payable|receivable|cash[ _-]?back|grant(?:[ _-]?amount)|pledge|donation|retainer|paid|owed|owes|net|gross|budget|offer|payout|refund"
    "|jahresgehalt|betrag|gesamtbetrag|summe|gesamt|kontostand|netto|brutto|umsatz|prämie|preis|kaufpreis|honorar"
    "|salaire[ _-]?(?:brut|net)|montant|prix|total[ _-]?(?:ttc|ht)|ttc|ht|chiffre[ _-]d['’]affaires|honoraires"
    "|importe|monto|precio|base[ _-]imponible|renta|honorarios"
    "|importo|prezzo|imponibile|totale|compenso|fatturato"
    "|vencimento|valor|preço|valor[ _-]?total|faturamento"
    "|wynagrodzenie|kwota|suma|razem|cena|do[ ]zapłaty|wartość|zarobki"
    "|bedrag|totaal|prijs|omzet|premie|te[ ]betalen"
    "|acv|tcv|arr|mrr|ral|cost|costo|coste|kosten|cost[ _-]?price|earnings|sum|sums|tab|bid|strike|limite|límite|límite[ _-]?de[ _-]?crédito|ingresos?|estimado|oferta|ofertes?"
    "|reddito|pensione|acconto|danni|revenus?(?:[ _-]?(?:mensuels|nets|annuels)){0,2}|franchise|arrhes|acompte|dégâts|mobilier|plafond|salaire de base|paga base|superminimo|trattenuta"
    "|zwischensumme|einkommen|elterngeld|schaden|wert|zeitwert|pobranie|kredyt|wycena|dochód|zadatek|koopsom|taxatie|offerte|dagloon|leje|depositum|krav|pris|maksu"
    "|invoice|settlement|valuation|opening[ _-]?deposit|guarantee|appraisal|vprod|vnf|vunit|prestação|coima"
    "|belopp|lön|summa|beløb|løn|beløp|lønn|hyra|husleje|tutar|fiyat|maaş|palkka|vuokra|celkem|mzda|částka"
)
LABELLED = rf"(?i)(?<![\p{{L}}\d.])(?=\p{{L}}[\p{{L}}_ '’-]{{1,44}}[\"'”]?\s{{0,3}}(?:[:=>(.]|is\b))(?:[a-z]{{1,20}}[_-])?(?:{LABELS})(?:[ _-](?:usd|eur|gbp|chf|isk|nok|sek|dkk|pln|brl|mxn|inr|net|netto|brutto|gross|monthly|pm|pa))?[\"'”]?\s{{0,3}}(?:\([^()\n]{{1,20}}\)\s?)?(?:[:=]|\bis\b|\.{{3,80}}|</?[a-z]{{1,20}}>|>)\s{{0,20}}[\"'“]?"
NO_UNIT = (
    r"(?![.,:/’'-]{0,20}\d)(?!\s?(?:%|‰|[kKMGT]i?B\b|[mkcµ]?[mgslWVAh]\b|kWh|km\b|kg\b|m²|m2\b|qm\b|[hH]z|°|ms\b|min\b|sec|hours?|hrs?\b|days?|months?"
    r"|years?|yrs?\b|Tage?|Jahre?|Monate|Std\b|ans\b|jours|mois|días|años|meses|anni|giorni|mesi|dni\b|lat\b|pcs|pieces|Stück|Stk|units?|items?"
    r"|people|users|colou?rs|rows|lines|tokens|points?|pts|bytes|records|seats|licen[sc]es|EA\b|x\b|×))"
)
VERBS = (
    "owes?|owed|pay|pays|paid|paying|send|transfer|transferred|charged?|costs?|quoted|earns?|offered|wants?|lent|borrowed|gets|deposit|rent|loan"
    "|kostet|zahlt|bezahlt|verdient|schuldet|zahle|coûte|payé|paie|doit|touche|cuesta|cobra|paga|pagó|debe|gana|costa|pagato|deve|guadagna|custa|pago|ganha"
    "|kosztuje|płaci|zapłacił|zarabia|betaalt|betaal|betaald|verdient|verdien|kost|koster|kostar|betalte"
)
BEHIND = (
    r"(?![.,:/’'-]{0,20}\d)(?=[.,;:!?)]|\s{0,8}$|[ ](?:for|to|from|a month|per|in cash|cash|now|and|by|on|before|so|but|is|was|extra|back|each|für|im|pro|und|bar"
    r"|pour|par|et|en|de|por|para|y|al|per|e|in|za|na|i|voor|maar|men|och|og|för|till|til|di|w|up front|up|excl|incl|ex|tout|med|av|base|base,|each|nog|not|since|tutti|open|free|kr|ok)(?!\p{L}))(?<!(?:19|20)\d\d)"
)
# fmt: off
RULES = (
    Rule("money_currency_first", "MONEY",
        rf"{NO_CODE}(?!AMD(?:32|64)\b|CRC[- ]?(?:8|16|32|64)\b)(?P<value>{SIGN}{BEFORE}{SPACE}?{SIGN}{NO_ID}{NUMBER}{SCALE}?{NO_RATE}{PER})(?<!\$[0-9])(?![\d%\w}}$]|/\d)",
        0.8, unless=PUBLIC,
        true=("The retainer is ⟦€ 6,412.50⟧ for Q3.", "Offen: ⟦EUR 6.412,50⟧.", "a deal of ⟦$1.2M⟧", "⟦CHF 12'000.-⟧", "⟦R$ 1.200,00⟧", "⟦US$250k⟧"),
        false=("sed 's/a/$1/'", "echo $HOME", "${NPM_TOKEN}", "US$ without number", "$remote_addr", "a binary for AMD64", "Check CRC-32", "it is equal to $-1$ will", "The list price is $29 a seat.", "CNH 04471820933", "RSD 417/24")),
    Rule("money_currency_first_small", "MONEY",
        rf"{NO_CODE}(?P<value>\$\s?[1-9])(?![\w.,}}\]\)'\"`$/])",
        0, context=("paid", "pay", "pays", "fee", "cost", "costs", "owe*", "price", "charge*", "refund", "cash", "bucks", "tip", "each"), with_context=0.6,
        unless=PUBLIC,
        true=("She paid ⟦$5⟧ in cash", "the fee is ⟦$9⟧ now"), false=("replace with $1 then", "awk prints $2 of a line")),
    Rule("money_local_currency_first", "MONEY",
        rf"{NO_CODE}(?<!/)(?!(?-i:rs\d(?!\d)|Rp\d{{1,2}}(?!\d)|\p{{Lu}}{{2,3}}\d{{1,2}}(?![\d,]|\.\d)|RM0\d|Tk[ ]\d\.\d|TL\d(?![\d.,])|JD[ ]2\d{{6}}))(?P<value>{SIGN}(?:{BEFORE_LOCAL}){SPACE}?{NO_ID}{NUMBER}{SCALE}?(?:/-)?{PER})(?![\w%]|/\d)",
        0.7, unless=PUBLIC,
        true=("Fee: ⟦Rs 4,350⟧", "⟦Fr. 73.30⟧ Kosten", "⟦fr. 5'040.–⟧ lordi"), false=("Mr. 5", "a dividend of Fr. 20", "rs1 = RandomState(1)", "r. 1867", "Reference-Manual/RM06/Chap6.html", "KM2 = KanesMethod(N)", "KM2.kanes(a)", "tp6\nRp9\n(I3", "IT-RM0267", "KM 7300/22", "RM 0044178", "# JD 2451769.0 == 2000-08-12", "new in Tk 8.5")),
    Rule("money_cfa", "MONEY",
        rf"(?<![\p{{L}}\d.,/$#-])(?P<value>(?:\d{{1,3}}(?:{SPACE}\d{{3}}){{1,3}}|\d{{4,7}}){SPACE}F(?:{SPACE}?CFA)?)(?![\p{{L}}\d-])",
        0.7, unless=PUBLIC,
        true=("a retiré ⟦45 000 F⟧ chez", "il reste ⟦12 500 F CFA⟧, je bloque"), false=("12 F 16", "at 350 F in the oven", "1 000 Fans")),
    Rule("money_rand", "MONEY",
        rf"{NO_CODE}(?P<value>R\s?(?:\d{{1,3}}(?:[ ,]\d{{3}}){{1,3}}(?:[.,]\d\d)?|\d{{3,7}}[.,]\d\d|\d{{1,4}}(?:k|m| million)))(?![\w%])",
        0.7, unless=PUBLIC,
        true=("Salary ⟦R17 960⟧ a month", "owes ⟦R 88 000⟧", "⟦R61,400.00⟧"), false=("part R17", "R 4.3.1 with CRAN", "room R204")),
    Rule("money_currency_last", "MONEY",
        rf"(?<![\p{{L}}\d.,:/$#^_\\-]|\\times[ ]|\$[ ]?[=<>][ ]?|\\[lg]eq?[ ])(?<!\$[^$\n]{{0,80}}(?=[-+]?[ ]?\d{{1,9}}(?:\.\d{{1,9}})?\$)|\(\?[!=]|[\"']\^[^\"'\n]{{0,80}}(?=\d{{1,9}}\$[\"'])|==?[ ]?(?=[01]\$)|[<>][ ](?=[01]\$))(?!\d{{1,9}}[ ]?\$[\#\w$]|\d{{1,9}}[ ]won['’]|\d{{1,3}}\.\d{{1,3}}[ ]\$[\"'])(?<![\d]{SPACE})(?!50 Cent\b|\d{{1,3}}(?:\.\d)?[ ]pounds[ ]of\b|(?:19|20)\d\d[ ]\$)(?P<value>{SIGN}{NUMBER}{SCALE}?{SPACE}?{AFTER}\.?(?<!(?!kr)\p{{Ll}}\p{{Ll}}\.|(?!N\.)\p{{Lu}}\.|[€$£]\.){NO_RATE}{PER})",
        0.8, unless=(*PUBLIC, "weigh*", "weight", "heavy", "carrying", "shed", "overweight", "slimmed", "on her", "on his", "gain*", "lose", "lost", "kilograms", "kg"),
        true=("Er bekommt ⟦1.860,40 EUR⟧ gut", "za ⟦4 500 zł⟧ miesięcznie", "⟦1,2 Mio. EUR⟧", "⟦250k euros⟧", "⟦7 433,05 €⟧", "⟦26 990 kr⟧", "⟦2.5 BTC⟧ sold"),
        false=("5 GB of data", "ein Eintritt von 5 €", "12 F 16", "in 1984 English", "grade 7 F", "weighs just 4 pounds", "2 pounds of butter", "Tue Jun 16 2015 $",  "the rapper 50 Cent", "match=r'^2$'", "a $2 \\times 2$ cube", "if $x^T A x > 0$ for", "the domain $0 < x \\le 1$,", "r\"^it must be >= 5$\"", "'0$CC-1'", "24 $# ##", "timeout == 0 won't", "larger than $4, 4$ shape", "at order $i + 1$, then", "values of $c_0 = 0.2$, $c_6 = -0.0299$", "re.compile(u'id(?!000$)')")),
    Rule("money_scaled_currency", "MONEY",
        rf"(?<![\p{{L}}\d.,/$#:-])(?P<value>{SIGN}{NUMBER}{SPACE}?(?:[kKMTm]|Mrd|Mio){SPACE}?(?:[€£$]|EUR|CHF|USD|PLN))(?!\p{{L}})",
        0.8, unless=PUBLIC,
        true=("soit ⟦4,2 M€⟧ pour", "KP ⟦289 T€⟧ zzgl."), false=("5 k files", "4 MB")),
    Rule("money_labelled", "MONEY",
        rf"{LABELLED}(?!(?<=(?:limit|quota|base|arr|total|sum)[ ]?=[ ]?|base=[\"']|prime=|[\"']sum[\"']:[ ]?)[-\d.]{{1,12}}|(?<=[\"']base[\"']:[ ]?)\d\d?(?!\d)|(?<=_budget[ ]?=[ ]?)\d{{1,3}}(?!\d)|(?<=[\"']limit[\"']:[ ]?[\"']?)\d|(?<=_\p{{L}}{{2,12}}=|\(total=)\d{{1,3}}[,)]|(?<=\p{{L}}[ ]>[ ])\d)(?P<value>{SIGN}(?:(?:{GROUPED}|\d{{2,9}})(?:[.,]\d{{1,2}})?(?:[.,][-–—])?(?:k\b)?|\d[.,]\d\d))(?-i:{NO_UNIT})",
        0.85, unless=("legal limit", "speed limit", "mg", "count", "rows", "pages", "lines", "files", "tests", "items", "limit of rows", "page size", "rate limit"),
        true=('"salary": ⟦96400⟧,', "Betrag: ⟦1.450,00⟧", "rent = ⟦850⟧", "total_amount: ⟦48900⟧", "Fianza: ⟦800⟧ y"), false=("total: 12 files", "limit: 50%", "limit = 11\n", "f(id, limit=1000, x)", "arr = 10 * i", "FUNC_SUM=35\n", "f(base='120003')", "convolution(a, b, prime=19)", "MESSAGE_BUDGET = 500\n", "{'sum': 12, 'count': 2}", "{'base': 16}", "the legal limit is 22.", "if prime > 1000 and", "curving_amount=12,", "limit is\n 256 colors", "tqdm(total=100)", '{"limit": 10, "freq": 2}', "price: free", "Total: 30 days")),
    Rule("amount_of_a_confidential_key", "MONEY",
        rf"(?i)(?<![\p{{L}}\d.])(?:(?:max|min|total|current|new|old|annual|monthly|yearly|base|gross|net|approved|expected)[_ -]){{0,2}}(?:{CONFIDENTIAL}|pay)(?:[_ -](?:amount|value|limit|balance|usd|eur|gbp|chf|pln|sek))?[\"']?[ ]?[:=][ ]{{0,8}}[\"']?(?P<value>{SIGN}(?:(?:{GROUPED}|\d{{3,9}})(?:[.,]\d{{1,2}})?|\d{{1,2}}[.,]\d\d))(?![\w%]|[.,:/-]\d|[ ]?[%*/+-])",
        0.95,
        true=("credit_limit: ⟦2500⟧", "  max_exposure: ⟦2_500_000⟧", '"annual_salary": ⟦96400⟧,', "loan amount: ⟦120,000⟧", "overdraft=⟦300⟧"),
        false=("exposure: 1/250 s", "salary: n/a", "exposure = 10 * i", "bonus: 10%", "exposure: 30", "loan number: 4821045")),
    Rule("money_of_verb", "MONEY",
        rf"(?i)(?<!\p{{L}})(?:{VERBS})[ ](?:(?:me|him|her|us|them|you|only|about|just|up to|around|at|of|to|for|in)[ ]){{0,2}}(?P<value>(?:{GROUPED}|\d{{2,6}})(?:[.,]\d\d)?k?){BEHIND}",
        0.6,
        true=("He still owes ⟦850⟧ for the deposit", "Can u send me ⟦240⟧?", "she earns ⟦3.100⟧ now"), false=("He sent 850 emails", "it costs 30 minutes", "paid in 2019", "send 24/7")),
    Rule("money_thousands", "MONEY",
        r"(?<![\p{L}\d.,/$€£#:\[-])(?P<value>[-–−+]?\d{1,3}(?:[.,]\d{1,2})?(?:[kK]|m)|\d{1,3}(?:[.,]\d{1,2})?[ ](?:mil|mila|tys\.|tis\.|mln|Mio\.|Mrd\.|milion\p{L}{1,3}|millon\p{L}{1,3}|grand|lakhs?|crore))(?![\p{L}\d])",
        0, with_context=0.6,
        context=("base", "bonus", "salary", "salaries", "raise", "offer*", "budget", "owe*", "quoted", "sign-on", "signing", "mortgage", "wage*", "compensation", "earn*", "deposit",
                 "savings", "debt", "deal", "arr", "mrr", "mtd", "ytd", "a month", "per year", "a year", "p&l", "valuation", "pre-money", "money", "discount", "payout",
                 "gehalt", "salaire", "touche", "spaargeld", "lening", "salaris", "perdita", "debito", "sueldo", "salário", "ganha*", "pensja", "zaliczk*", "záloha", "spłat*", "zarabia"),
        unless=("tokens", "lines", "rows", "requests", "users", "followers", "params", "steps", "resolution", "run", "video", "views", "samples", "km", "race", "freq", "period", "duration", "timeout", "too large"),
        true=("base ⟦148k⟧, 10% bonus", "the raise is ⟦4k⟧ a year"), false=("trained on 20k steps", "a 10k run", "bonus: 128k tokens")),
    Rule("money_grouped_decimals", "MONEY",
        rf"(?<![\p{{L}}\d.,/$#:-])(?<!\d{SPACE})(?P<value>{SIGN}(?:\d{{1,3}}(?:\.\d{{3}}){{1,3}},\d\d|\d{{1,3}}(?:,\d{{3}}){{1,3}}\.\d\d|\d{{1,3}}(?:['’]\d{{3}}){{1,3}}\.\d\d|\d{{1,3}}(?:{SPACE}\d{{3}}){{1,3}},\d\d)){NO_UNIT}",
        0.6,
        true=("Übertrag ⟦2.768,40⟧", "posted ⟦12,768.40⟧ today"), false=("12,768.40 km", "version 1.768.40", "2.768,40 kWh")),
    Rule("money_dash_cents", "MONEY",
        rf"(?<![\p{{L}}\d.,/$#:-])(?<!\d{SPACE})(?P<value>(?:{GROUPED}|\d{{1,7}})(?:[.,][-–—]{{1,2}}|:-))(?![\p{{L}}\d>-])(?!\s?\d)",
        0.7, unless=PUBLIC,
        true=("statt ⟦2.640,-⟧", "köpt för ⟦26 990:-⟧", "loyer ⟦1'790.–⟧, place"), false=("lines 10-12", "see 4.- 5.")),
)
# fmt: on
# The tag of a rate: "<AliquotaIVA>10.00</AliquotaIVA>".
NO_RATE_TAG = r"(?<!<[^<>\n]{0,40}(?i:aliquota|rate|satz|taux|tasa|tipo|stawka|percent|prozent|pct|quantity|menge|qty)[^<>\n]{0,10}>)"
CELL = regex.compile(
    rf"(?:^|\t|[|;,\">]|{SPACE}{{2}}){NO_RATE_TAG}[ ]{{0,3}}(?P<value>{SIGN}(?:\d{{1,3}}(?:[., '’{SPACE[1:-1]}]\d{{3}}){{1,3}}|\d{{1,7}})[.,]\d{{2}})(?:[ ]?[-CDHS]R?)?(?!,\s?\d{{1,2}}:\d\d)(?=[ ]{{0,3}}(?:$|\t|[|;,\"<]|{SPACE}{{2}}))",
    FLAGS,
)
CURRENCY = regex.compile(
    rf"{SYMBOLS}|(?<![A-Z])(?:{CODES})(?![A-Z])|\b(?i:netto|brutto|subtotal|amount|invoice|rechnung|facture|factura|fattura|fatura|faktura|factuur|saldo|balance|montant|importe|minibar|visa|mastercard|folio|diesel|réglé|arrhes|acompte|caisse|dommages|danni|busta|trattenut\p{{L}}{{1,2}}|extrato|paga base|card on file|importo|betrag|kwota|bedrag|mwst|tva|iva|moms|vat|salary"
    r"|salaire|payroll|gross|net pay|wages?|price|rent|miete|nebenkosten|lohn\p{L}{0,12}|gehalt|preis|prix|prijs|cena|precio|preço|loyer|salaris|bruto|brut|gesamt|totale?|pagamento|pix|loon)\b"
)
SCORE_IN_A_LEDGER = 0.6
DECIMALS = regex.compile(r"\d[.,]\d\d")
LINE = regex.compile(r"[^\n]{1,1000}")
COMMA_DECIMALS = regex.compile(
    rf"(?<![\p{{L}}\d.,/:#-])(?<!\d{SPACE})(?P<value>{SIGN}\d{{1,5}},\d{{2}}){NO_UNIT}(?![\p{{L}}\d,])", FLAGS
)


def amounts_of_a_ledger(text: str) -> Iterator[Found]:
    """Find numbers with two decimals, in a text that names a currency: in its cells, and beside a currency."""
    if not DECIMALS.search(text):
        return
    found = [match.span("value") for match in CELL.finditer(text)]
    if found and not CURRENCY.search(text):
        found = []
    for line in LINE.finditer(text):
        in_line = [match.span("value") for match in COMMA_DECIMALS.finditer(text, *line.span())]
        if in_line and CURRENCY.search(line[0]):
            found += in_line
    yield from ((*span, "MONEY", SCORE_IN_A_LEDGER) for span in found if not is_near(PUBLIC, text, *span))


def recognizers() -> list[FunctionRecognizer]:
    """Return the recognizers of this family that are no rules."""
    return [FunctionRecognizer("amount_of_a_ledger", ["MONEY"], amounts_of_a_ledger)]
