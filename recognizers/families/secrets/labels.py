"""Labels of secrets in code, settings and prose, in the languages of enterprise documents."""

# Words for a password, in fourteen languages.
PASSWORD = (
    "pass(?:[ _-]?(?:wor[dt]|phrase|code|wd|wrd|wort))?|pasword|passw|pwd|pword|psw|pw|kennwort|erstkennwort|mot[ _-]?de[ _-]?passe|motdepasse|mdp|"
    "contrase(?:ñ|n)a|contrasenya|senha|palavra[ _-]?(?:passe|chave)|has(?:ł|l)[oa]|wachtwoord|l(?:ö|o|oe)senord(?:et)?|passord(?:et)?|adgangskode(?:n)?|"
    r"kodeord|salasana|heslo|parol(?:a|ă|e)|şifre(?:si)?|sifre(?:si)?|jelsz(?:ó|o)|пароль|snmp[_-]community|(?:bind|naming\.security|ldap)[ ._-]?credentials?|community[_-]string|parola[ _-]?d[' ]ordine|kodord"
)
# Words for a key or a token within the name of a variable, a setting or a column.
KEY = (
    "secret|token|tok|credentials?|cred|api[ _-]?key|apikey|access[ _-]?key|account[ _-]?key|shared[ _-]?(?:access[ _-]?)?key|"
    "(?:auth|private|secret|signing|encryption|master|service|admin|webhook|jwt|session|license|licence|server|consumer|app|application|client|user|write|read|"
    "subscription|integration|deploy|personal|here|maps|routing|instrumentation|function|host|cosmos|storage|registration|hmac|aes|crypto|nonce|logged_in)[ _-]?key|"
    "authtoken|auth|bearer|jwt|pat|salt|psk|pre[ _-]?shared[ _-]?key|community|chave|clau|klucz|schl(?:ü|u)ssel|nyckel|avain|cl(?:é|e)|chiave|llave|geheim(?:nis)?|segredo|segreto|secreto|sekret"
)
# Words after which a name is not that of the secret itself: `password_field`, `TOKEN_URL`, `secretName`.
NO_SECRET = (
    "name|type|typ|file|path|dir|url|uri|field|label|hint|length|len|min|max|policy|reset|expir|ttl|timeout|age|count|limit|endpoint|header|"
    "prefix|suffix|class|regex|pattern|error|err|message|msg|prompt|help|text|title|placeholder|column|env|var|enabled|required|algorithm|"
    "algo|method|source|store|manager|provider|ref|arn|version|usage|scope|issuer|audience|param|arg|info|rule|valid|check|confirm|match|format|"
    "change|set|get|hash|encod|decod|kind|map|list|set|iz|is|s\\b|role|group|desc|comment|example|status|state|size|bucket|value_from|from|id\\b"
)
# A label within a name in camel case, such as `clientSecret`.
CAMEL = "(?<=[a-z0-9])(?:Secret|Token|Tok|(?:Api|API)?Key|Credentials?|Auth(?:[Tt]oken)?|Pat|PAT|Psk)"
NAME_END = rf"(?![a-z]|(?<=[A-Z])[A-Z])(?:(?![_-]?(?i:{NO_SECRET}))[\w.-]{{0,24}})"
# Words of a name or near it whose key is no secret.
OTHER_KEYS = (
    "cache*", "sort*", "etag", "digest", "partition*", "s3", "bucket", "primary", "foreign*", "index", "hash", "sha*", "public*",
    "publishable", "object*", "commit", "host key", "idempotency*", "group*", "routing*",
)  # fmt: skip
# What may be between a label and its value in prose.
COPULA = (
    "is|are|was|were|has|now|still|currently|changed|reset|set|to|it|at|=|ist|war|lautet|lauten|jetzt|neu|neues|alt|auf|noch|est|était|c'est|maintenant|à|"
    "es|era|ahora|sigue|siendo|è|era|ora|rimane|ainda|agora|é|jest|był|było|teraz|to|on|op|nog|is|werd|nu|är|er|blev|var|ändrat|till|til|på|ny|new|old|temp|"
    "temporary|initial|temporaire|provisoire|inicial|iniziale|startowe|ancien|nouveau|said|wie|immer|also|weiterhin|steht|reads?|equals"
)
FILL = rf"(?:[ \t\u00a0]{{1,3}}(?:{COPULA})(?![\w])){{0,4}}"
