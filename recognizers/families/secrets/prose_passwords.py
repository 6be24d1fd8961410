"""Passwords said in prose: after a label and a verb, in quotes or brackets, as a pair of user and password."""

from recognizers.families.secrets.labels import COPULA, FILL, PASSWORD
from recognizers.families.secrets.placeholders import is_mixed
from recognizers.families.secrets.words import is_said_word
from recognizers.rules import Rule

LIMITS = "Passwords without a label near them, and plain words as passwords unless a colon or a verb connects them to the label."
WIFI = r"wi-?fi|wlan|w1f1|ssid|hotspot|wpa[23]?|psk|sieć|guest net"
NOUN = rf"(?:{PASSWORD}|clave|clé|chiave|chave|klucz|schlüssel|sleutel|losung(?:swort)?|codewort|code ?word|pass ?word|safe ?word|duress word|memorable word|mem(?:\.|orable)? word|memory word|kundenkennwort|abholkennwort|pwd?|enable secret|shared secret|psk|pre-?shared key|wpa2? ?(?:key|schlüssel)?|secret word|magic word|palabra clave|mot secret|wachtzin)"
PASSES = r"(?i:\b(?:I|we|you|they|to|can|could|may|must|should|will|and|or|then|also|only|simply|explicitly)[ ]pass)"  # the verb
LABEL = rf"(?<![\p{{L}}\p{{N}}_.])(?i:(?:[\p{{L}}]{{0,20}}[-_ ]?)?(?:{NOUN}))(?<!{PASSES})(?i:['’]?s)?(?![\p{{L}}])"
OPEN = "[\"'`„“”«»‚‘’‹›*_]"
# A value of one word: the sentence's punctuation behind it is no part of it.
WORD = r"(?P<value>[^\s\"'`„“”«»‚‘’‹›,;()<>\[\]{}|]{3,80}?)(?=[.,;:?…]{0,3}(?:[\s\"'`„“”«»‚‘’‹›()<>\[\]{}|,;]|$))"
LINK = rf"(?:[ \t]?(?:\([^()\n]{{1,40}}\)))?(?:[ \t]{{0,3}}(?:[:=]|=>|->|→|—|–|-)|{FILL}(?:[:=]|->|→)?)[ \t]{{0,10}}"
GAP = r"(?:[^\S\n][^\s.!?:;=(){}\[\]\d]{1,20}){0,6}?"

# fmt: off
RULES = (
    Rule("said_password", "PASSWORD", rf"(?!(?i:(?:(?:gate|boarding|day|bus|ski|season|visitor|travel|parking|press)[ ])?pass)[ ]){LABEL}{GAP}{FILL}(?:[ \t]?[:=→]|[ \t](?:->|–|-|—|=>))?[ \t]{{1,6}}(?:(?i:{COPULA})[ \t])?{OPEN}{{0,2}}(?=\S{{0,60}}?(?:\d|[!#@%&*+=$~^|€£§]|\w[._]\w))(?!\*?\p{{L}}{{2,20}}\*[ ]|[a-z_.]{{2,40}}\d?[\w.]{{0,20}}\([\w)]){WORD}", 0.85,
         ("the password is ⟦Walrus!0338⟧.", "still has password ⟦Alar99!!⟧ on", "mot de passe ⟦Kouign.Amann/29⟧, à couper", "das Kennwort der Datei lautet ⟦Lohn#Mai25⟧", "hasło do archiwum: ⟦kostka_22!⟧", "la contraseña nueva es ⟦Txakoli.2018⟧"),
         ("the password is required.", "password must have 8 characters", "passwords and two-factor logins", "Passwort bitte bis 12.03.2025 ändern", "the password of bo@acme.io", "pass the ball to no. 7", "gate pass #A-0093, stock", "we pass arguments to @given in"), check=is_mixed, source="labels of prose"),
    Rule("password_in_brackets", "PASSWORD", rf"{LABEL}{GAP}[ \t]?\((?:(?:{COPULA}|lo|it)[ \t]:?){{0,2}}[ \t]?{OPEN}?(?P<value>[^\s()\"'„“”«»,]{{4,80}})(?=[\"'“”»]?[,;)]| [–-])", 0.85,
         ("shared the password (⟦Morabeza#24⟧) on tape", "mein Passwort gesagt (⟦Berg!Land2025⟧), bei ihm"), ("the password (optional)", "passwords (see 4.2)", "a password (min. 8)"), check=is_mixed, source="labels of prose"),
    Rule("quoted_password_in_prose", "PASSWORD", rf"(?i:\b(?:{PASSWORD}|safe ?word|code ?word|kundenkennwort|passphrase|pass phrase)\b)(?<!{PASSES})(?:[^\S\n]\([^()\n]{{1,30}}\))?{GAP}{FILL}[ \t]?:?[ \t]{{1,4}}\(?[\"„“«‚‘][ \u00a0]?(?P<value>[^\"„“”«»‚‘’\n]{{3,60}}?)[ \u00a0]?(?=[\"“”»‘’])", 0.85,
         ('the pass phrase "⟦de haas slaapt⟧".', "das Kundenkennwort „⟦Wellensittich⟧“ damit", "le mot de passe « ⟦cornemuse⟧ »"), ('the password "password" is weak', 'you can pass "inline=False" to it', 'the password field says "Enter it here, please: or not at all and leave the page as it is"', 'password "****"'), check=is_said_word, source="labels of prose"),
    Rule("plain_password", "PASSWORD", rf"(?!(?i:pass)[ ]){LABEL}(?:[ \t]?\([^()\n]{{1,40}}\))?(?:[ \t]?[:=→]|[ \t]->|{FILL}[ \t](?i:is|ist|lautet|es|è|é|est|jest|är|er|war|was|(?<=(?:set|changed|reset) )to|now|=)(?:[ \t](?:now|jetzt|nu|ora|ahora))?:?)[ \t]{{1,8}}{OPEN}?{WORD}(?=[\"'”“»]?[.,;!?]?(?:\s{{0,3}}$|\)|\s[(–—]|[.,;!?]\s|[\"'”»]))", 0.85,
         ("Password: ⟦bettyboop⟧", "the guest password is ⟦takotsubo⟧, I think", "Kennwort: ⟦Trecker⟧", "memorable word is ⟦campanology⟧"), ("the password is required.", "Password: none", "the password is wrong, I think", "the password was changed", "Passwort: falsch"), check=is_said_word, source="labels of prose"),
    Rule("plain_password_after_comma", "PASSWORD", r"(?i:(?:[,(;] ?|\blogin \S{1,60} (?=password)|(?<![\w.])(?=(?:pw|pwd|mdp|passphrase)[ ]))(?:(?:initial|start|temp(?:orary)?|generic) )?(?:password|passphrase|pass ?phrase|pw|pwd|kennwort|passwort|mot de passe|mdp|contraseña|senha|palavra-passe|hasło(?: startowe)?|wachtwoord|lösenord|passord|adgangskode|memorable word|code ?word|safe ?word|duress word|psk))[ \t]{1,3}(?P<value>[^\s\"'`„“”«»,;()<>\[\]{}|:]{4,60}?)(?=[.]?(?:[,;)\n]|[ \t](?:\(|[-–—·/|])|$|\.\s))", 0.85,
         ("user Administrator, password ⟦bettyboop⟧. Do not", "profile x, passphrase ⟦manatee-Toll-booth⟧.", "Band 4, Kennwort ⟦Sonnberg⟧."), ("user name, password reset", "e-mail, password required.", "name, password and PIN"), check=is_said_word, source="labels of prose"),
    Rule("user_and_password", "PASSWORD", r"(?<![\w/.:-])[\w.@\\+-]{2,60}[ \t]?(?:[ \t]/[ \t]|\\/|[ \t]?/[ \t]?(?=\S{6})|[ \t]:[ \t])(?P<value>[^\s\"'`„“”«»,;()<>\[\]{}|]{4,60}?)(?=[.,;:]{0,2}(?:[\s\"'`„“”«»()<>\[\]{}|,;]|$))", 0.0,
         ("login qa_owl / ⟦hoot-Hoot-3⟧ (rotate)", "admin access: root / ⟦Calvin#9⟧", "Zugang: klotz-api / ⟦Zement25kg⟧"), ("login via SSO / SAML only", "admin / user and 12/24", "login page 3 / 4"), context=("login*", "log in", "logon", "sign in", "credential*", "creds", "user*", "account", "konto", "zugang*", "benutzer*", "utilisateur", "identifiant", "usuario", "utente", "usuário", "gebruiker", "inlog", "użytkownik", "password*", "passwor*", "kennwort*", "pw", "wifi", "wi-fi", "wlan", "admin", "root", "acceso", "accès", "accesso", "hasło", "contraseña", "senha", "wachtwoord", "lösenord", "portal", "vpn", "ssid"), with_context=0.8, check=is_mixed, source="notes of administrators"),
    Rule("network_and_password", "PASSWORD", rf"(?i:\b(?:{WIFI})(?![\p{{L}}]))[^\n.]{{0,40}}?(?:[ \t]/[ \t]|[ \t]?[:,=][ \t]?(?:(?i:pass(?:word)?|pw|key|code|clave|clé|mdp|chiave|schlüssel|hasło|kod)[ \t:]{{1,3}})?|[ \t](?i:is|ist|key|code|pw|pass|to|clave|kod)[ \t]:?|[ \t]){OPEN}?(?P<value>(?=\S{{0,40}}\d)(?=\S{{0,40}}\p{{L}})[^\s\"'`„“”«»,;()<>\[\]{{}}|/]{{6,60}}?)(?=[.,;]?(?:[\s\"'`“”»,;()|]|$))", 0.8,
         ("Wifi: Ballroom-Guest / ⟦lilypond22⟧", "villa wifi ⟦habibi2020⟧.", "wifi in the Orangery is ⟦camellia-House-7⟧."), ("Wi-Fi 802.11ac at 5GHz", "WLAN auf Kanal 11, 2.4GHz", "wifi is down in room B12"), check=is_mixed, source="notes about networks"),
    Rule("changed_to_password", "PASSWORD", r"(?i:\b(?:(?:re)?set(?:ting)?|chang(?:ed|ing|e)|zurückgesetzt|geändert|gesetzt|cambiad[ao]|changé|modifié|zmienion[ey]|ändrat|endret|switched|updated)(?:[ \t](?:it|them|that|mine))?[ \t](?:to|auf|in|na|till|til|en|à|a|back to))[ \t]:?[\"'`„“«]?(?P<value>[^\s\"'`„“”«»,;()<>\[\]{}|]{5,60}?)(?=[.,;:!?]{0,2}(?:[\s\"'`“”»,;()|]|$))", 0.0,
         ("the wifi password? I changed it to ⟦w4dl00pers⟧, the other", "Passwort zurückgesetzt auf ⟦Start.4711x⟧, Änderung beim"), ("the password policy changed to strict", "I set it to 20% today", "password length set to 12"), context=("password*", "passwor*", "pw", "pwd", "passw*", "kennwort*", "login*", "account", "wifi", "wlan", "hasło", "mot de passe", "mdp", "contraseña", "senha", "wachtwoord", "lösenord", "passphrase", "md5", "secret", "passord"), with_context=0.8, check=is_mixed, source="labels of prose"),
)
# fmt: on
