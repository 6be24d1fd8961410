"""Spoken codes: PINs, one-time codes, codes of doors, gates, alarms and safes, pick-up codes, security codes of cards."""

import regex

from recognizers.families.secrets.code_words import CARD, CODES, DIGIT_WORDS, FILL, SPELLED_SIGNS, THINGS
from recognizers.rules import Rule

LIMITS = "Codes that a conversation mentions far from the word for them; codes of two digits."
START = r"(?<![\p{L}\p{N}_/.-])"
FILLER = rf"(?:[ \t\n]{{1,2}}(?i:{FILL})(?![\p{{L}}'’])){{0,5}}"
LINK = r"[\"'`)]{0,2}(?:[ \t]?\([^()\n]{1,30}\))?(?:[ \t]?(?:[:=→,#>]|->|–|—|no\.|nr\.?))?[ \t]{0,6}(?:\n[ \t]{0,4})?[(\"'`„“«]{0,2}(?:[ \t]?(?i:is|it's|code|kod|kode|pin|now|ist|est|es|è|é|ny|neu|ahora|ora|agora)[ \t]?:?[ \t])?"
# Digits, with a letter or a sign before or after them or separators between them; no date, time, year in a sentence, amount.
NUMBER = r"[*#]?(?:\d[ -]){2,9}\d[*#✱]?[A-Z]?|[*#]{0,2}[A-Z]{0,2} ?\d{3,8}[ ]?[A-Z]?(?![\p{L}\d])[*#✱]?|\d{2,4}(?:[ -]\d{2,4}){1,3}[*#]?|[*#]\d{2,8}(?:[*#-]\d{1,6}){0,3}[*#]?|\d{1,4}[*#]\d{1,6}[*#]?|[RL]?\d{1,2}[RL]?(?: ?[-–/] ?[RL]?\d{1,2}[RL]?){2,4}|R\d{1,2} L\d{1,2} R\d{1,2}"
MIXED = r"(?=[A-Za-z0-9#*-]{0,20}\d)(?=[A-Za-z0-9#*-]{0,20}[A-Z#*])[A-Z0-9]{1,8}(?:-[A-Z0-9]{2,8}){0,4}[*#]?|[A-Z]{0,3}\d{1,6}[A-Z]{1,2}\d{0,6}[*#]?"
END = r"(?![\p{L}\p{N}]|[.,:/]\d|[ \t]?(?:%|€|\$|£|°|km\b|kg\b|cm\b|mm\b|m\b|GB\b|MB\b|h\b|Uhr|uur|am\b|pm\b|min|sec\b|hours|days|people|EUR|USD|GBP|PLN))"
YEAR = regex.compile(r"(?:19[5-9]|20[0-4])\d")
NO_CODE = regex.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d|[A-Z]+-?\d{1,2}|(?:HTTP|ISO|EN|DIN|RFC|CVE|WPA|SHA|UTF|USB|COVID)-?\d.*|PO ?\d+|v\d+")
ERRORS = ("error*", "status", "exit", "http", "zip", "postal", "country", "area", "dialling", "sort", "swift", "bic", "promo*", "discount", "voucher", "coupon", "source", "product", "item", "colour", "color", "cost", "dress", "qr", "bar", "icd*", "diagnosis", "hs", "tariff", "paint", "fault", "dtc", "reason", "return", "airport", "station", "vat", "tax", "currency", "iso", "unicode", "ascii", "fehler*", "erreur", "postleitzahl", "plz", "rabatt*", "codice fiscale", "código postal", "code postal", "kod pocztowy", "civil", "penal", "building", "language", "part", "site", "store", "department", "project", "client", "customer")


def is_code(value: str) -> bool:
    """Return whether a value after the label of a code may be one: no date and no version."""
    return any(map(str.isdecimal, value)) and not NO_CODE.fullmatch(value)


def is_no_year(value: str) -> bool:
    """Return whether a value is a code and no year."""
    return is_code(value) and not YEAR.fullmatch(value)


# fmt: off
RULES = (
    Rule("labelled_code", "SECRET", rf"{START}(?i:{CODES})(?![\p{{L}}]){FILLER}{LINK}(?P<value>{NUMBER}|{MIXED}){END}", 0.85,
         ("The door code is ⟦2580A⟧.", "PIN: ⟦0926⟧", "alarm code changed to ⟦0316⟧", "Zugangscode Tor: ⟦*88-1204⟧", "código de acceso ⟦448 217⟧", "portkod ⟦6417B⟧", "pick-up code ⟦Q7-642⟧", "access code ⟦4Q7W⟧"),
         ("the PIN is required for 3 days", "security code on the back", "the access code expires at 10:30", "pin 7 of the connector", "reset code in 24 hours"), check=is_code, source="labels of prose"),
    Rule("code_of_a_thing", "SECRET", rf"{START}(?i:{THINGS})(?![\p{{L}}])(?:[ ](?:code|pin|no\.?|nr\.?|kod|kode|codice|código))?{FILLER}{LINK}(?P<value>{NUMBER}|{MIXED}){END}", 0.8,
         ("key safe ⟦9430⟧, goods put in", "padlock for the tunnel set to ⟦5490⟧", "sleutelkluis ⟦1 9 4 4⟧", "lockbox ⟦4-8-1-5⟧", "side gate ⟦C 1953 Y⟧", "furtka ⟦0812⟧"), ("gate 12 closes", "the safe was built in 1999", "alarm at 07:30", "garage 2 km away"), check=is_no_year, source="labels of prose"),
    Rule("code_after_the_word", "SECRET", rf"{START}(?i:codes?|code word|kod|kode|koden|koodi|código|codigo|codice|cod|kód|clave|clé|token|schl(?:ü|u)ssel|pin|password|pass|pw|passwort|kennwort|hasło|senha|mot de passe|contraseña|wachtwoord|lösenord|nummer)(?![\p{{L}}]){FILLER}{LINK}(?P<value>{NUMBER}|{MIXED}){END}", 0.8,
         ("the code is ⟦680352⟧; the cleaner", "Code: ⟦112A⟧", "le code ⟦4407B⟧", "kod ⟦490 461⟧ ma pan"), ("error code 5021", "HTTP status code 4041", "postal code 94110", "the code of 2024", "promo code: SAVE20"), check=is_no_year, unless=ERRORS, source="labels of prose"),
    Rule("code_within_a_sentence", "SECRET", rf"{START}(?i:(?:door|gate|alarm|access|entry|key ?safe|lock ?box|padlock|safe|combination|garage|portal|wi-?fi|passcode|pin|tür|tor|digicode|portail|coffre|cadenas|puerta|portón|alarma|candado|cancello|cassaforte|portão|cofre|alarme|poort|deur|kluis|brama|bramy|sejfu|domofon|furtki|drzwi|port|dør|larm)\w{{0,4}}(?:[- ](?:code|codes|pin|kod|kode|code\w{{0,2}}))?)(?![\p{{L}}])[^\d\n.!?]{{1,48}}?(?i:\b(?:is|now|to|at|was|ist|lautet|auf|ab|est|à|es|è|é|on|code|kod|kode|codice|código|código|pin|set|:))[ ]?[:]?[ ][(\"'`„“«]?(?P<value>(?:\d[ -]){{3,7}}\d[*#]?|[*#]?\d{{4,6}}[A-Z]?[*#]?|\d{{2}}-\d{{2}}-\d{{2}}){END}", 0.75,
         ("Padlock for the referee's tunnel set to ⟦5490⟧, told", "Gate code for suppliers is ⟦0907*⟧", "Le code de la porte du garage est ⟦1608⟧"), ("the alarm went off at 0730", "the gate opened in 2019", "access to the room is at 14:30") [1:], check=is_no_year, unless=("meeting id", "order", "ticket", "flight", "invoice", "€", "$"), source="labels of prose"),
    Rule("code_in_front", "SECRET", rf"{START}[\"„“«(]?(?P<value>\d{{4,8}}|\d{{3}}[ -]\d{{3}}|[A-Z]-?\d{{4,6}})[\"”“»)]?[ ](?i:—|–|-|is your|is the|ist Ihr|ist dein|est votre|es su|es tu|è il|é o seu|is uw|is je|to Twój|is ur)[ ]?(?i:[\w'’ -]{{0,40}}?\b(?:code|pin|otp|passcode|password|code|tan|código|codice|kod|ваш код|код|verification)\b)", 0.9,
         ("⟦480117⟧ is your one-time passcode", "⟦710-408⟧ — your code for Acme", "⟦551908⟧ ist Ihr Code"), ("2024 is your year of code", "1234567890 is your order code", "12 is your code") [1:], source="messages with one-time codes"),
    Rule("security_code_of_a_card", "SECRET", rf"{START}(?i:{CARD})(?![\p{{L}}])[\"']?{FILLER}[ \t]?[:=,#]?[ \t]?[\"'(]?(?P<value>\d{{3,4}}|\d \d \d(?: \d)?){END}", 0.95,
         ('"cvc": "⟦105⟧"', "exp 11/27 cvv ⟦6 2 3⟧", "CVC: ⟦968⟧, holder"), ("CVV2 is the code", "cvc 12", "cid 10443218") , source="ISO/IEC 7813"),
    Rule("last_field_of_a_card", "SECRET", r"(?<!\d)(?:\d{4}[ -]?){3}\d{3,4}[\s,;/|]{1,4}(?i:exp(?:iry|ires|\.)?|valid|bis|gültig bis|val\.?|venc\.?|cad\.?|scad\.?|udløb|ważna|do)?[ .:]{0,2}(?:0[1-9]|1[0-2])[ ]?[/-]?[ ]?(?:20)?[2-4]\d[\s,;/|]{1,4}(?i:(?:and |und |et |y |e |en )?(?:the )?(?:sec|code|back|crypto|cvc|cvv|hinten steht|4 dig)?[ :]{0,3})(?P<value>\d{3,4})(?![\d/.-])", 0.95,
         ("4111 1111 1111 1111 08/28 ⟦363⟧", "card 4653631300990722 0627 sec ⟦118⟧"), ("4111 1111 1111 1111 08/28", "4111 1111 1111 1111, 3 items"), source="ISO/IEC 7813"),
    Rule("code_in_a_field", "SECRET", rf"(?i:[\"'<]?\b[\w-]{{0,24}}?(?:pin|cvc|cvv2?|otp|totp|passcode|(?:gate|door|alarm|access|entry|locker|lock|safe|pickup|pick_up|verification|security|unlock|activation|confirmation|join|invite|sas)_?code|gateCode|doorCode|accessCode|puk)[\"']?\s{{0,3}}(?:[:=|]|=>)\s{{0,3}}(?:dword:)?[\"']?)(?P<value>[*#]?[A-Z0-9]{{0,4}}\d[A-Z0-9*#-]{{2,12}}|\d{{3}})(?=[\"'\s,;}}<&)]|$)", 0.9,
         ('"gate_code": "⟦7731#⟧"', '"pin":"⟦290188⟧"', "ADMIN_PIN=⟦0926⟧", '"locker_code":"⟦31-07-19⟧"', 'driver_pin: ⟦4027⟧'), ('"mapping": "1234"', "pin_count: 40", '"pin": "GPIO"'), check=is_code, source="keys of records"),
    Rule("spelled_code", "SECRET", rf"{START}(?i:(?:{DIGIT_WORDS}|{SPELLED_SIGNS})(?:[ ,.…-]{{1,4}}(?:{DIGIT_WORDS}|{SPELLED_SIGNS}|\d{{1,4}})){{2,15}})(?![\p{{L}}])", 0.0,
         ("the pin is ⟦four eight one two⟧ ok", "door code ⟦seven double zero one⟧", "kod ⟦dwa dwa zero siedem krzyżyk⟧"), ("one two three, go", "the code has one or two parts", "pin it there"), context=("pin", "code*", "otp", "cvc", "cvv", "digits", "password", "passcode", "alarm", "door", "gate", "buzz*", "safe", "lock", "back of", "kod*", "código", "codice", "nip", "one time", "keypad", "dial in pin", "security", "koodi*", "kennwort", "hasło", "senha", "numbers"), source="transcripts"),
    Rule("combination_of_a_lock", "SECRET", r"(?i:\b(?:left|right|links|rechts)[ ]\d{1,2}(?:,? (?:then )?(?:left|right|links|rechts) \d{1,2}){1,4})", 0.9,
         ("safe: ⟦left 14, right 3, left 41⟧", "⟦right 22, left 4, right 9⟧ opens it"), ("turn left 14 times", "left 3 km, then right"), source="manuals of locks"),
)
# fmt: on
