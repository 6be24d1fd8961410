"""Placeholders: values in the place of a secret that are none, such as `changeme`, `${VAR}` and `<token>`."""

import math
from collections import Counter

import regex

from recognizers.families.secrets.randomness import HEXADECIMAL, changes_of_kind, is_hexadecimal, is_unpronounceable

# Words that stand for a secret in documentation, tests and templates; the whole value, ignoring case.
WORDS = frozenset(
    """
    password passwd passwort kennwort pass pwd secret token key apikey api_key api-key changeme change_me change-me
    changeit example sample dummy placeholder redacted filtered masked hidden removed empty none null nil undefined
    true false yes no on off test testing default foo bar baz foobar spam eggs abc abcd abcdef abc123 todo tbd fixme
    n/a unset optional required string str int integer bytes bool boolean object any unicode text number float
    array list dict tuple self cls this value values secretstr username user login admin_password user_password
    new_password old_password my_password mypassword mysecret my_secret my-secret mytoken my_token topsecret
    env environ environment vault prompt stdin file keyring keychain basic bearer digest oauth oauth2 plain md5
    your insert enter somepassword some_password contrasena contraseña senha clave motdepasse wachtwoord haslo hasło
    passphrase passcode credentials credential auth session cookie csrf username_password secret_key secretkey
    python java javascript csharp tiger access_token refresh_token client_secret private_key public_key pass1234 unknown invalid wrong missing
    """.split()
)
# Parts that mark a value as an example wherever they occur in it.
PARTS = regex.compile(
    r"(?i)example|beispiel|ejemplo|exemple|placeholder|change[_-]?(?:me|this|it)|your[_-]|[_-]your|-here\b|_here\b|redacted|"
    r"(?<!\$)\{[a-z_]\w*(?:(?:\.\w+)+|\[[^\]]*\]|:[\d#]*[xdosfre])\}|\(\?(?:[:=!]|P?<)|\\[wdsWDS][+*?{)]|_%[xds]$|(?:access|secret|session)-(?:key|token)$|^\\u[0-9a-f]{4}$|^x-[a-z]{2,9}-|"  # fields of templates, regular expressions
    r"replace[_-]?(?:me|with|this)|insert[_-]|xxxx|\*{4}|\.\.\.|…|dummy|(?:0123456789|1234567890)abc|"
    r"(?:tu|deine?|votre|twoj|twój|uw|seu|sua)[_-](?:clave|secreto|token|contrase|passwor|kennwort|schl|cle|clé|mot|sekret|has|klucz|wachtwoord|sleutel|senha|chave)"
)
# Variables, templates, calls and look-ups: `${VAR}`, `$VAR`, `{{ var }}`, `%ENV%`, `<token>`, `os.environ[...]`, `get()`.
REFERENCE = regex.compile(
    r"\$\{[^{}]*\}|\$\(.*|\$[A-Za-z_]\w*|\{\{.*|\{%.*|\{[\w.:!\[\]-]*\}|%[A-Za-z_]\w*%|%\(?\w*\)?[sdr]|<[^<>]*>?|\[[^\[\]]*\]|#\{.*|@[A-Z_]{2,40}@|"
    r"[*•●x·X._#?-]+|!(?:secret|vault|Ref|GetAtt|Sub)\b.*|"
    r"(?:[A-Za-z_]\w*(?:\.|->|::))*[A-Za-z_]\w*[(\[].*|"  # calls and subscripts
    r"(?:os|process|env|secrets|vars|var|local|data|module|self|this|args|config|settings|options|opts|request|req|ctx|cls|kwargs|params|conf|cfg|inputs|github|steps|random_password|ssm|vault|app|parser|context)(?:\.|->)\w.*|"
    r"(?:ref\+|op://|vault:|secretsmanager:|ssm:|env:|file:|arn:aws:|projects/|/run/secrets/|~?/[\w.-]+/).*"
)
SIGNS = frozenset("!#@%&*+=?$~^|;<>€£§/")
# Values without anything of a password: identifiers, numbers, e-mail addresses, links, paths, versions, dates, times.
PLAIN = regex.compile(
    r"(?i:release|origin|tmp|feature|hotfix)/.*|(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/\d{4}:.*|802\.1\w+-?\w*|(?i:pass?w(?:or[dt])?\d{1,4})|--?\w.*|\w+\?\w+=.*|.*\$\w+/.*|[a-z]+/\d+|[\p{Lu}\p{Ll}_.-]+[?!:]?|-?\d+(?:[.,:/-]\d+)*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-zA-Z][a-zA-Z+.-]+:(?://)?.*|"
    r"(?:[A-Za-z]:)?(?:\.{0,2}[/\\])(?:[\w.-]+[/\\]?)*|(?:[\w.-]+[/\\]){2,}[\w.-]*|[a-z_.-]+[/\\][a-z_.-]*[?!]?|[A-Za-z]{1,3}/[A-Za-z]{1,3}|[\w.-]+[/\\][\w-]+\.\w{1,4}|GH#?\d+|.*\.md\#.*|[\w-]+\.(?:cu|cpp|py|js|sh|cfg|ini|log|txt)|v?\d+(?:\.\w+)+|\d+[A-Za-z%]{1,5}|[A-Za-z_]\w*=.*|"
    r"[A-Za-z_.\d]+(?:\s*(?:==|!=|<=|>=|\+=|\|\||&&|\?\?|\|).*)|(?i:(?:pass(?:word|wd)?|pw|pwd|p|token|secret|key|arg|args|value|val|v|s|x|str|test|user|t|k)\d+|md5|sha\d+|utf8|base64|ascii85|oauth2|http2|ipv[46]|win32|x509|p12|pkcs\d+|u?int\d+|float\d+|latin1|argon2\w*|mp[34]|s3|ec2|python[23]|[12]fa)|[\w.-]+\.html?[?#].*|[a-z_]+(?:_[a-z\d]+)+|\d{1,2}[A-Z]{2,3}|[\[\](){}<>=+*/,;:|&!?.\"'-]+.*"
)
NO_PASSWORD = regex.compile(
    r"(?:[A-Za-z']+[,:]?\s+){2,}.*|.*(?:\b(?:the|and|your|for|must|cannot|invalid|please|enter|is|of)\b.*\s|\s(?:the|is|of|for)\b).*|"
    r"[a-zA-Z][a-zA-Z+.-]+://.*|(?:\.{0,2}/).*|[\w.-]+/[\w./-]+|.*\.(?:py|txt|ya?ml|json|pem|key|crt|html?|env|cfg|ini)|"
    r"(?:%[sdrfi][:/@., -]?)+|[a-z]+(?:[_.][a-z]+)+|[A-Z]+(?:_[A-Z]+)+|[a-z]+(?:[A-Z][a-z]+)+|(?:[A-Z][a-z]+){2,}|.{0,3}|--?[a-z][\w-]*|\W+|(?:.*[^$])?\{\w*\}.*|.*\\[ntsdw].*|.*[:?]\s*|[\w.+-]+@[\w-]+\.[\w.]+|\p{Lu}\w+ (?:\w+ ?){1,5}"
)
NO_TOKEN = regex.compile(
    r"[a-z\d]+(?:[_.:/-][a-z\d]+)+|[A-Z\d]+(?:_[A-Z\d]+)+|\S*\s.*|.*[(){}<>\[\]].*|https?:.*|[A-Za-z]+\d{1,2}|.*\.(?:pem|key|crt|cer|p12|pfx|jks|json|ya?ml|txt|env|py|js|html?|md|pub)"
)
PREFIXED = regex.compile(r"[a-zA-Z0-9]{1,12}(?:[_.-][a-zA-Z0-9]{1,8}){0,3}[_.-](?P<body>.+)")
BASE64 = regex.compile(r"(?=[^A-Z]*[A-Z])(?=\D*\d)/[A-Za-z0-9+/]{39,}={0,2}")
# Names of classes and constants: `ComputerHoldKeyToolUseBlock`, `_X509_TOKEN_EXCHANGE_URL`.
CLASS = regex.compile(
    r"_{0,2}(?:[A-Z]{1,4}[a-z]{2,}){3,}[A-Z]?|[A-Z]{2,6}\d{1,3}(?:[A-Z][a-z]{2,}){2,}|_{1,2}[A-Z][A-Z\d]*(?:_[A-Z\d]+)+"
)
# A part of a regular expression: "[0-9A-Fa-f]{1,4}", "[^@ ]+".
CLASS_OF_CHARACTERS = regex.compile(r"\[(?:\^|\\?[\w-])[^\]\s]{0,60}\](?:[+*?]|\{\d|$)")
COMMIT = regex.compile(r"[a-fA-F0-9]{40}")
SEQUENCES = ("abcdefghijklmnopqrstuvwxyz", "0123456789" * 3, "qwertyuiop", "fedcba9876543210")


def is_placeholder(value: str) -> bool:
    """Return whether a value in the place of a secret is none: a placeholder, a variable, a call, a type."""
    bare = value.strip("\"'`<>[]{}() ").lower()
    if bare in WORDS or (len(set(bare)) <= 2 and len(bare) > 4):
        return True
    if (REFERENCE.fullmatch(value) and not is_base64_with_a_slash(value)) or PARTS.search(value):
        return True
    body = PREFIXED.fullmatch(bare)
    return _is_filler(bare) or bool(body and len(body["body"]) >= 8 and _is_filler(body["body"]))


def is_base64_with_a_slash(value: str) -> bool:
    """Return whether a value that begins with a slash is base64, and no path."""
    return bool(BASE64.fullmatch(value)) and changes_of_kind(value) >= 0.35


def is_secret(value: str) -> bool:
    """Return whether a value is no placeholder."""
    return not is_placeholder(value)


def entropy(value: str) -> float:
    """Return Shannon's entropy of the characters of a value, in bits a character."""
    counts = Counter(value).values()
    return -sum(count / len(value) * math.log2(count / len(value)) for count in counts)


def is_random(value: str) -> bool:
    """Return whether a value looks random: the kind of character changes often, and it is no placeholder."""
    if len(value) < 10 or entropy(value) < 3.0 or " " in value or CLASS.fullmatch(value):
        return False
    changes, digits = changes_of_kind(value), sum(map(str.isdecimal, value))
    changing = (changes >= 0.42 and (digits > 0 or len(value) >= 20)) or (digits >= 2 and changes >= 0.25)
    return (
        (changing or is_hexadecimal(value) or (len(value) >= 16 and is_unpronounceable(value)))
        and digits < len(value)
        and is_secret(value)
    )


def is_mixed(value: str) -> bool:
    """Return whether a value looks like a chosen password, and like no word, identifier, path, address or expression."""
    if 12 <= len(value) <= 40 and value.isalpha() and is_unpronounceable(value):
        return is_secret(value)
    if len(value) < 4 or len(value) > 128 or PLAIN.fullmatch(value) or is_placeholder(value):
        return False
    letters, digits = (sum(map(kind, value)) for kind in (str.isalpha, str.isdecimal))
    signs = sum(character in SIGNS for character in value)
    return (letters >= 2 and (digits > 0 or signs > 0)) or (digits >= 4 and signs > 0)


def is_quoted_password(value: str) -> bool:
    """Return whether a quoted value after the label of a password is a password: neither a sentence nor an expression."""
    return not (is_placeholder(value) or NO_PASSWORD.fullmatch(value) or value.startswith('{"'))


def is_argument(value: str) -> bool:
    """Return whether the value of an option of a command line is a password, and no word of its help text."""
    return is_quoted_password(value) and not (value.isalpha() and (value.islower() or value.isupper()))


def is_quoted_token(value: str) -> bool:
    """Return whether a quoted value after the label of a key or a token looks like one."""
    if CLASS_OF_CHARACTERS.search(value):
        return False
    return is_random(value) or (is_mixed(value) and len(value) >= 8 and not NO_TOKEN.fullmatch(value))


def is_named_value(value: str) -> bool:
    """Return whether the value beside the name of a secret is one: a password, a token of any form, a UUID."""
    return is_mixed(value) or (is_random(value) and "://" not in value)


def is_key_of_a_setting(value: str) -> bool:
    """Return whether a value of a setting without a word for a secret is a key: random, and no SHA-1 of a commit."""
    lower = value.islower()
    return (
        is_random(value)
        and (bool(HEXADECIMAL.fullmatch(value)) if lower else entropy(value) >= 4)
        and not COMMIT.fullmatch(value)
    )


def _is_filler(text: str) -> bool:
    """Return whether a text is one repeated character or a run of the alphabet or of digits."""
    plain = regex.sub(r"[^a-z0-9]", "", text)
    if not plain:
        return True
    if len(plain) >= 6 and len(set(plain)) <= 2:
        return True
    return len(plain) >= 8 and any(plain in sequence or plain[:16] in sequence for sequence in SEQUENCES)
