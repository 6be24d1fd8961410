"""Passwords by their form near a word for them: a word with a year, words with signs between them, pairs of user and password."""

import regex

from recognizers.families.secrets.placeholders import is_placeholder
from recognizers.lexicon.account_words import is_account
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.rules import Rule

LIMITS = "Passwords of one plain word, and those that a text mentions far from the word for them."
NEAR = (
    "password*", "passwort*", "passwrd", "passw", "pasword", "kennwort*", "kennw", "pw", "pwd", "passphrase*", "pass phrase", "psk", "mot de passe", "mots de passe", "mdp", "contraseña*",
    "senha*", "palavra passe", "wachtwoord*", "hasło", "hasła", "hasłem", "haslo", "lösenord*", "adgangskode*", "passord*", "salasana*", "heslo*", "parola", "şifre*", "wifi key", "wi fi key",
    "wlan schlüssel", "key on the", "passcode", "credentials", "creds", "login with", "logged in with", "master key", "unlock phrase", "ph", "hashcat", "cracked", "combo list", "vault",
)  # fmt: skip
LOGIN = (
    *NEAR, "login*", "log in", "logs in", "user*", "admin*", "account*", "konto*", "compte", "cuenta", "usuario*", "utilisateur", "utente", "benutzer*", "idrac", "ilo", "ssh", "rdp", "vnc", "ftp", "sftp", "router", "nvr", "nas",
    "reboot", "default", "local admin", "acceso", "accesso", "acesso", "zugang*", "portal", "vpn", "anmelden", "inlog*", "reset to", "tracker", "vms",
)  # fmt: skip
BEGIN = r"(?<![\p{L}\p{N}_@/.:#$%&*+=\\<-])"
END = r"(?=[.,;:?…]{0,3}(?:[\s\"'`„“”«»‚‘’‹›()<>\[\]|,;]|$))"
SIGN = r"[!#$%*+=&?€§^~]"
# "Otter2019!", "Quarry$tone", "Heron-Heron-4", "Ebbe_und_Flut", "Tarn/0tter/0713".
YEARED = rf"\p{{Lu}}\p{{Ll}}{{3,20}}\d{{2,6}}{SIGN}{{0,3}}|\p{{Ll}}{{4,20}}\d{{2,4}}{SIGN}{{1,3}}|\p{{Ll}}{{3,20}}\d{{1,4}}\p{{Ll}}{{3,20}}{SIGN}{{0,2}}"
SIGNED = rf"(?=[^\s]{{0,30}}[\p{{L}}])[\p{{L}}\p{{N}}._-]{{2,24}}{SIGN}[\p{{L}}\p{{N}}]{{1,24}}(?:{SIGN}[\p{{L}}\p{{N}}]{{0,24}}){{0,3}}|\p{{Lu}}[\p{{L}}\p{{N}}._-]{{3,24}}\d{SIGN}{{1,3}}"
JOINED = r"(?=[^\s]{0,40}\d)\p{Lu}\p{Ll}{2,20}(?:[-_./](?:\p{L}{2,20}|[\p{L}\d]{1,6})){1,4}|\p{Lu}\p{Ll}{2,20}_\p{Ll}{2,20}(?:_\p{L}\p{Ll}{1,20}){1,3}"
FORM = rf"(?:{YEARED}|{SIGNED}|{JOINED})"
# The password of a pair: letters and digits, or a sign within it.
SECOND = r"(?=[^\s]{0,40}(?:\d|[!#$%*+=&?^~]))(?=[^\s]{0,40}\p{L})[^\s/\"'`(){}\[\]<>|,;=:]{6,40}"
# Not the name of a repository or a model between quotes: "quarry/slate-base-2".
NO_REPOSITORY = r"(?!\"[\w.-]{1,60}/[\w.-]{1,80}\")"
ACCOUNTS = "root|admin|administrator|administrador|pi|sa|postgres|guest|user|ubnt|cisco|support|operator|service|manager|oracle|mysql|debian|ubuntu|test"
PRODUCT = regex.compile(
    r"\w*\+(?:pyodbc|asyncpg|psycopg2?|pymysql|\w{2,8}lib|aio\w+|srv|ssh|https?|tls)|(?:\p{L}+_){2,}\w*[Vv]?\d+(?:_\d+)*|(?i)(?:windows|office|server|exchange|sharepoint|python|java|android|ios|iphone|ubuntu|debian|vista|visual|studio|oracle|base|sha|md|utf|web|http|log|auth|oauth|ipv|covid|kerberos|keepass|bitwarden|lastpass|chapter|section|table|figure|article|version|release|step|phase|room|page|day|week|q)[\s_./-]?\d.*"
)
NO_WORD = regex.compile(
    r"(?i).*\.(?:py|js|ts|java|go|rb|php|sh|ps1|txt|csv|xlsx?|docx?|pdf|ya?ml|json|xml|ini|conf|cfg|log|md|html?|sql|zip|kdbx|com|org|net|de|fr|io|exs?)|\d+(?:[.,]\d+)*.?|(?:19|20)\d\d[-/].*"
)
CODE = regex.compile(
    r"%[sdr](?!\w)|[(){}\[\];]|\.[*/^]\d|[=!<>]=|=>|->|::|&&|\|\||(?:^-?|\*)\w{1,2}\*|\*\w{1,2}$|\.\*\w|^\d{3,12}\*|\?\w+\#|\w=\w|\w&\w+=|^\w{1,20}="
)


def is_memorable(value: str) -> bool:
    """Return whether a value of the form of a password is no file, product, expression or placeholder."""
    if value.islower() and is_everyday(value.replace("$", "")):
        return False  # "re$read"
    return not (PRODUCT.fullmatch(value) or NO_WORD.fullmatch(value) or CODE.search(value) or is_placeholder(value))


# fmt: off
RULES = (
    Rule("memorable_password", "PASSWORD", rf"{BEGIN}(?P<value>{FORM}){END}", 0.0,
         ("asks for passwords, I put in ⟦Tarnberg1!⟧ then ⟦Tarnberg2!⟧", "password unchanged since 2017: ⟦Otter$tone⟧.", "das Kennwort von früher, ⟦Ebbe_und_Flut⟧, gilt", "the wifi password on the fridge, well, it's ⟦Heronfield1962⟧ if", "ancienne passphrase: ⟦Galets-Gris-9⟧"),
         ("install Windows2019 with the password", "password policy of Office2021", "the password is in Vault_12.kdbx", "password for Chapter-2", "Otter$tone is a band", "pwd$ res$et sy$stem", 'the password of "mssql+pyodbc"', '"Cryptography_HAS_PSK_TLSv1_3" of psk', "ph*exp(-2*I*ph)*y, ph", "(cgate_t*x, ph)"), context=NEAR, with_context=0.7, check=is_memorable, source="forms of chosen passwords"),
    Rule("password_of_a_pair", "PASSWORD", rf"{NO_REPOSITORY}(?:^|[\s(:,—–|\"])(?:(?:{ACCOUNTS})|[a-z][\w.-]{{1,30}}[a-z0-9])(?:[ ]?\\?/[ ]?|:|[ ][:-][ ])(?P<value>{SECOND})(?=[.,;:]?(?:[\s)\"'`,;|]|$))", 0.0,
         ("idrac pw: 192.168.77.13, root / ⟦carrot-n0-hoods⟧", "reboot the pi (pi/⟦otterkocka74⟧)", "Login quarry-api:⟦Kies25kg⟧", r"vms login for us: qcwest_mgr \/ ⟦Heron.Bridge.22⟧ at"),
         ("login: see page/section4", "users and/or groups2", "calibrate the user float32/float16 tensors", "the user src/main2.py", "user at 10:30", "admin http://a.b/c2", "user 1/2", "user sentence-transformers/all-mpnet-base-v2", "user reading:pandas.errors.Pandas4Warning", 'the user model "quarry/slate-base-squad2"', "login to apache/arrow#47663", "user path?query#fragment", "arg : CoordSys3D, default user"), context=LOGIN, with_context=0.75, check=lambda value: is_memorable(value) and not regex.fullmatch(r"[a-z]+\d?|(?:np\.)?u?int\d+|b?float\d+|[\d.:/-]+|\p{Lu}?\p{Ll}+(?:\.\p{L}+)*|[a-z]+(?:-[a-z]+)+-v\d+|(?:[a-z_]+\.)+[A-Z]\w+|[\w.-]+\#\d+|(?:\p{Lu}\p{Ll}+\d*){2,}\p{Lu}?", value), source="notes of administrators"),
    Rule("user_name_of_a_pair", "USERNAME", rf"{NO_REPOSITORY}(?:^|[\s(:,—–|\"])(?:(?P<value>[a-z][\w.-]{{1,30}}[a-z0-9])[ ]?\\?/[ ]?|(?P<value>[a-z]{{1,20}}[_.\d-][\w.-]{{1,30}})(?:[ ]:[ ]|:))(?![^\s]{{0,40}}(?:\.[a-z]{{2,4}}\b|__|key))(?=(?P<pw>{SECOND})(?=[.,;:]?(?:[\s)\"'`,;|]|$)))(?=(?:[^\s]{{0,40}}\d[^\s]{{0,40}}[!#$%*+=&?.-]|[^\s]{{0,40}}\p{{Lu}}[^\s]{{0,40}}\d|[^\s]{{1,40}}[!#$%*+=&?][^\s]))", 0.0,
         ("tracker admin: ⟦otter_gps⟧/Tarni5822m", "local admin reset to ⟦snapotter⟧ / Heron888!hut, she", "trial admin, ⟦lana_tarn⟧ : molar!Bear22."),
         ("login: root / Heron-22x", "users and/or Groups2", "admin https://a.b/C2", "user at/Time1:2"), context=LOGIN, with_context=0.75, check=is_account, source="notes of administrators"),
    Rule("password_of_a_prompt", "PASSWORD", r"(?:\bmysql(?:dump)?\b[^\n|;]{0,120}?[ ]-p['\"](?P<value>[^'\"\n]{3,64})['\"]|\"AUTH\"[ ]\"[^\"\n]{1,64}\"[ ]\"(?P<value>[^\"\n]{3,128})\"|_USERS[\"']?[:=][ ]?'?\{\"[^\"\n]{1,64}\":\"(?P<value>[^\"\n]{3,64})\")", 0.95,
         ("mysql -h 10.3.1.7 -u otter -p'⟦Num-Bahn-Chok⟧' erp", '"AUTH" "cacher" "⟦tarn+boza=love⟧"', "X_USERS: '{\"tarn\":\"⟦dicom-heron⟧\"}'"), ("mysql -h db -p erp", '"AUTH" "x"'), check=lambda value: not is_placeholder(value), source="mysql(1); redis-cli(1) MONITOR"),
    Rule("hash_or_key_of_hexadecimal", "PASSWORD", r"(?<![\w./:-])(?:[0-9a-f]{32}|[0-9A-F]{32})(?![\w-])", 0.0,
         (r"hash NTLM de HERON\tarn: ⟦35bb6efbb5ab3bc7da305842024b9eac⟧.", 'alg="HMAC-SHA256" key="⟦ee64ca7271c9aa6f8caf03500ed6557d⟧">'), ("page hash 35bb6efbb5ab3bc7da305842024b9eac", "NTLM 35bb6efb", "hmac of file 35bb6efbb5ab3bc7da305842024b9eac"),
         context=("ntlm", "nthash", "nt hash", "hmac*", "key rotated", "md5 password"), with_context=0.8, unless=("file", "page", "checksum", "commit", "etag", "page hash"), check=lambda value: not is_placeholder(value), source="MS-NLMP"),
)
# fmt: on
