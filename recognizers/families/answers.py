"""Answers: values in the turn of a conversation after one that asks for them: "What is your PIN?", "4821"."""

import regex

from recognizers.families.secrets.code_words import DIGIT_WORDS
from recognizers.lexicon import id_labels as words
from recognizers.lexicon.id_forms import VALUE, is_id
from recognizers.lexicon.labels import NUMBER_WORDS, any_of
from recognizers.rules import Rule

LIMITS = "Answers that come more than two turns after the question, and answers of words except to security questions."
# The rest of the line of a question, at most an empty line, and the beginning of the next turn: a quote sign, a time, a
# speaker, in plain text or in JSON.
SPEAKER = r"(?:[>\-–•*|][ ]{1,2}){0,2}(?:\[?\d{1,2}[:.]\d\d(?::\d\d)?[ ]?(?:[ap]m?|Uhr)?\]?[ ,]{1,2})?(?:\*{0,2}[\p{L}_@<][\p{L}\p{N} ._'’()<>@-]{0,30}\*{0,2}(?::|[ ]\d\d:\d\d)\*{0,2}[ ]{1,3}|(?:USER|VISITOR|CUSTOMER|CLIENT|CALLER|YOU)[ ]{1,3})?"
JSON = r"\"[ ]?\}[ ]?,[ ]?\{[^{}\n]{0,60}\"(?:content|text|body|message|value)\"[ ]?:[ ]?\""
NEXT_TURN = rf"(?![ :#.]{{0,6}}\d)(?:[^\n?]{{0,120}}\?[^\n]{{0,60}}\n{{1,2}}{SPEAKER}|[^\n]{{0,120}}\n{{1,2}}(?=[>•*]|[^\n]{{1,40}}[:>][ ]|USER)(?!IBAN|[^\n]{{0,20}}(?<!\d)\d\d-\d\d\b){SPEAKER}|[^\"\n]{{0,120}}{JSON})"
# "Yes, it is ...": words before the value.
OPENING = r"(?:[\p{L}'’]{1,10}[,.…!]{0,3}[ ]){0,5}?"
END = r"(?![\p{L}\p{N}]|[.,:/-]\d|[ ]?(?:[%€$£]|(?:EUR|USD|GBP|CHF|PLN|km|kg|days|people)\b))"
CODE_WORDS = (
    "code|pin|otp|passcode|one-time|tan|digits on the back|security code|cvc|cvv|password|passwort|kennwort|kod|kodu|koden|kode|codice|código|clave|senha|contraseña|"
    "mot de passe|hasło|wachtwoord|toegangscode|lösenord|passphrase|combination|lockbox"
)
CODE = rf"\d{{3,8}}[*#]?|\d{{3}}[ -]\d{{3}}|\d{{2}}(?:[ -]\d{{2}}){{1,3}}|\d(?:[ -]\d){{2,7}}|(?i:(?:{DIGIT_WORDS})(?:[ ,.-]{{1,3}}(?:{DIGIT_WORDS})){{2,9}})(?!\p{{L}})|[A-Z]{{1,4}}-?\d{{3,6}}"
NUMBERED = rf"[ _-]?(?:{any_of(NUMBER_WORDS)})(?!\p{{L}})"
ID = rf"(?=\#?(?:[A-Z]{{1,5}}[ ]){{0,2}}(?:[\p{{L}}\-/._]{{0,8}}\d|[ ]\d){{4}}){VALUE}"
QUESTIONS = (
    "security question|security q|secret question|memorable word|maiden name|domanda di sicurezza|sicherheitsfrage|pregunta de seguridad|question de sécurité|question secrète|pergunta de segurança|"
    "controlevraag|pytanie pomocnicze|pytanie kontrolne|säkerhetsfråga|sikkerhetsspørsmål|kontrollfrage"
)
NO_ANSWER = regex.compile(
    r"(?i)(?:yes|no|ok(?:ay)?|ja|nein|oui|non|sí|si|no|sim|não|tak|nie|nee|sure|thanks|hm+|uh+|what|why|i don.*|correct|right|wrong|perfect|great|danke|merci|gracias|sorry|one moment|one sec.*|just a .*|hang on|hold on|let me .*|not .*|none|nothing|forgotten|same .*|the same.*|i['’ ].*|we .*|you .*|is .*|can .*|do .*)\b.*"
)
# Words by which a caller is known, and the last sentence of the answer: "Oh, it's my first dog. Biscuit."
SPOKEN = "password on the account|account password|password for the account|telephone password|phone password|verbal password|telephone banking password|security password|security word|secret word|code ?word|memorable (?:word|place|name)|passphrase|name of your first (?:pet|school|teacher|car)|first pet|favou?rite (?:colou?r|teacher|book|film|food|place)|answer to your (?:security|secret) question"
SAID = r"(?:(?:oh|um|uh|er|yes|yeah|it['’]s|that['’]s|that would be|i think it['’]s|i think|it was|it is|that is|should be|would be|sure|ok|okay|so|well|the word is)[,.…]{0,3}[ ]){0,4}"


def _asked(phrases: str, value: str) -> str:
    """Return the pattern of an identifier in the turn after a question for it ("your order number?")."""
    return rf"(?<!\p{{L}})(?i:{any_of(phrases)}{NUMBERED}){NEXT_TURN}{OPENING}(?P<value>{value}){END}"


# fmt: off
RULES = (
    Rule("answered_code", "SECRET", rf"(?<!\p{{L}})(?i:{any_of(CODE_WORDS)})(?!\p{{L}})(?:[^\n?]{{0,80}}\?|[^\n]{{0,60}}\b(?i:sent|texted|envi\w{{2,8}}|mandat\w|geschickt|gesendet|gestuurd|wysłał\w{0,5}|skickat)\b[^\n]{{0,60}}|[^\n]{{0,20}}(?i:pls|please|bitte|svp|por favor|per favore|proszę))(?:[^\n]{{0,40}}\n{{1,2}}(?=[^\n]{{0,45}}(?:[:>]|\d\d:\d\d)|[\d*#]){SPEAKER}|[^\"\n]{{0,60}}{JSON}){OPENING}(?P<value>{CODE}){END}", 0.7,
         ("Agent: the code we sent?\nJon: ⟦482170⟧", "lockbox code?\n[7:03a] Changed. ⟦3917⟧ now.", '"What is your PIN?"},{"role":"user","content":"⟦330972⟧"}', "pin pls?\nyou: ok ⟦7321⟧", "Agent: Code PIN ?\nClient : ⟦quatre deux sept un⟧"),
         ("Is the code okay?\nJon: since 2019 we use it", "code review?\nMe: 12 files", "What about the door?\nIt costs 400 EUR"), check=lambda value: not regex.fullmatch(r"(?:19|20)\d\d", value), source="conversations"),
    Rule("answered_order_id", "ORDER_ID", _asked(words.ORDER_PLAIN, ID), 0.75,
         ("Agent: your order number?\nJon: its ⟦qx-4821092⟧ i think", "BOT Rechnungsnummer bitte\nUSER ⟦4821-77⟧", '"order number?"},{"role":"user","content":"⟦QX-48210⟧"}'), ("the order number?\nJon: on 12.03.2024", "order number\nJon: i paid 48.20"), check=is_id, source="conversations"),
    Rule("answered_booking_code", "ORDER_ID", rf"(?i:booking|reference|record locator|pnr|buchung\w{0,20}|réservation|reserva|prenotazione|boeking\w{0,20}|rezerwacj\w){NEXT_TURN}{OPENING}(?P<value>(?=[A-Z]{{0,5}}\d)(?=\d{{0,5}}[A-Z])[A-Z0-9]{{6}}){END}", 0.75,
         ("Please DM your booking reference. ^Niko\n> ⟦K9QP2M⟧. Two kids", "votre réservation ?\nClient : c'est ⟦W6RJ5X⟧"), ("your booking\n> SUMMER", "reference\nB737800"), source="conversations"),
    Rule("answered_customer_id", "CUSTOMER_ID", _asked(words.CUSTOMER_PLAIN, ID), 0.75,
         ("Votre numéro de contrat SVP?\n> ⟦3 0069 3821 4⟧ c au nom".replace("numéro de contrat", "contrat numéro"), "Mag ik uw klantnummer en uw naam?\nKlant: ⟦90.651.738⟧, Lieven", "enter your consumer number (10 digits).\nUSER ⟦4825225659⟧"), ("customer number?\nJon: no idea", "client no.\n12.03.2024"), check=is_id, source="conversations"),
    Rule("answered_member_id", "HEALTH_INSURANCE_ID", _asked("member|medicare|insurance|versicherten|health card", ID), 0.8,
         ("so i need the member id\npt: ⟦MQX 824 495 615 02⟧ group", "Versichertennummer?\nPatient: ⟦A482104178⟧"), ("member id?\npt: later", "insurance number\n12.03.2024"), check=is_id, source="conversations"),
    Rule("answered_employee_id", "EMPLOYEE_ID", _asked(words.EMPLOYEE_PLAIN, ID), 0.75,
         ("and your badge number?\nJon: ⟦90482⟧", "Personalnummer bitte?\nJon: ist die ⟦00482177⟧"), ("badge number?\nJon: lost it", "staff number\nof 2024"), check=is_id, source="conversations"),
    Rule("answered_security_question", "SECRET", rf"(?i:{any_of(QUESTIONS)})(?!\p{{L}})(?:[^\n?]{{0,120}}\?[ ]?\n{{1,2}}{SPEAKER}|[^\n\"“«]{{0,60}}[\"“«])(?P<value>[\p{{L}}\d][\p{{L}}\d'’ ,-]{{1,40}}?)(?=[.!?]|[\"”»]|\n|$)", 0.7,
         ("Domanda di sicurezza: il nome della prima maestra?\nUtente: ⟦suor tarnese⟧.", 'mum\'s maiden name "⟦Otterby⟧" ok', 'Security question: mother\'s dog, "⟦Kapitein⟧".'), ("security question?\nJon: yes, asked", "the security question is hard\nnext"), check=lambda value: not NO_ANSWER.fullmatch(value), source="conversations"),
    Rule("spoken_answer", "SECRET", rf"(?i)(?:{SPOKEN})[^\n?]{{0,30}}\?[ ]?\n{{1,2}}{SPEAKER}(?:[^\n.!?]{{1,60}}[.!][ ])?{SAID}(?P<value>[\p{{L}}\d][\p{{L}}\d'’-]{{1,24}}(?:[ ][\p{{L}}\d'’-]{{1,24}}){{0,3}})(?=[.!…]{{0,3}}[ ]?(?:\n|$))", 0.95,
         ("AGENT: And the password on the account?\nCALLER: Oh, it's my first dog. ⟦Biscuit⟧.", "Agent: your memorable word?\nCaller: Um, it's ⟦marmalade⟧", "A: your telephone password?\n00:29 B: ⟦Tangerine seven⟧."),
         ("A: the password on the account?\nB: I forgot it.", "A: your memorable word?\nB: One moment.", "A: your memorable word?\nB: No, sorry.", "the account password? unknown"), check=lambda value: not NO_ANSWER.fullmatch(value), source="conversations"),
)
# fmt: on
