"""Labelled secrets in code and settings: .env, YAML, JSON, TOML, properties, Terraform, XML, command lines and headers."""

from recognizers.families.secrets.labels import CAMEL, KEY, NAME_END, OTHER_KEYS, PASSWORD
from recognizers.families.secrets.placeholders import (
    is_mixed,
    is_named_value,
    is_quoted_password,
    is_quoted_token,
    is_random,
    is_secret,
)
from recognizers.families.secrets.shapes import sample
from recognizers.lexicon.id_forms import NAME_OF_CODE
from recognizers.rules import Rule

LIMITS = "Passwords that are a plain word without quotes in code; values whose label is no word for a secret."
# What replaces a setting that is missing: "process.env.KEY || '...'", "ENV["KEY"] ?? '...'".
OTHERWISE = r"(?:(?>[A-Za-z_$][\w.$]{1,80})(?:\[[\"'\w]{1,40}\])?\s?(?:\|\||\?\?|\?:|or)\s?)?"
ASSIGN = rf"[\"'\])]{{0,3}}\s{{0,8}}(?:=>|:=|\|\|=|[=:])\s{{0,8}}{OTHERWISE}(?:\(?[brfu@]{{0,2}})?"
PASSWORD_LABEL = rf"(?i:(?<![^\W\d_])(?>{PASSWORD})|(?<=[a-z\d_.-])(?>password|passwd|passphrase|pwd|pass|pw|passwort|kennwort|senha)){NAME_END}"
KEY_LABEL = rf"(?:(?<![^\W\d_])(?i:(?>{KEY}))|{CAMEL}){NAME_END}"
QUOTED = r"(?P<quote>[\"'`])(?P<value>(?:[^\"'`\n\\]|\\[^\n]|(?!(?P=quote))[\"'`]){1,300})(?P=quote)"
UNQUOTED = r"(?P<value>[^\s\"'`,;<>(){}\[\]]{1,300}(?:[^\s\"'`;,]{1,100})?)"
TOKEN_40 = sample("{40}")

# fmt: off
RULES = (
    Rule("quoted_password", "PASSWORD", rf"{PASSWORD_LABEL}{ASSIGN}{QUOTED}", 0.9,
         ('password = "⟦Sambal-Terasi#1998⟧"', '"smtp_pass": "⟦9vT%umlazi⟧"', "passwd => '⟦letmein77⟧'", '<keystore pass="⟦ks-4471-Olive⟧">', "contraseña: '⟦mandioca1⟧'", "dbPassword = process.env.DB_PASSWORD || '⟦Kestrel-19⟧'"),
         ('password = "changeme"', "password: '${DB_PASS}'", 'password_field = "user-pw-1"', 'password="Enter your password"', 'password = "password"', '"password": "string"', "passwords = 'x9!x'", 'env["PW_LANG_NAME"] = "python"', 'PW = f"{sys.version.major}.{sys.version.minor}"'), check=is_quoted_password, source="common formats of settings"),
    Rule("quoted_key", "SECRET", rf"{KEY_LABEL}{ASSIGN}{QUOTED}", 0.9,
         (f'client_secret = "⟦{TOKEN_40}⟧"', f"'apiKey': '⟦{sample('{h32}')}⟧'", f'TOKEN = "⟦{sample("{w44}")}⟧"', '"Graph:ClientSecret": "⟦JVj8xvORv7I6_UIzOx755⟧"', "jwtSecret = config.jwt ?? '⟦m0on-Lak3r!Echo⟧';"),
         ('token = "access_token"', 'secret_name = "prod/db/password1"', 'api_key = os.environ["API_KEY"]', 'token: "${TOKEN}"', 'TOKEN_URL = "https://a.io/token2"', 'auth = "required"', r'token = f"\x{code:02x}"', r'pat = r"(?P<one>\w+) (?P<two>\w+)"', '_HEX_PAT = "[0-9A-Fa-f]{1,4}"', 'pat = r"([A-Z0-9._%+-]+)@([A-Z0-9.-]+)"'), check=is_quoted_token, source="common formats of settings"),
    Rule("setting_in_capitals", "PASSWORD", r"(?<![^\s\"'`+>;(:])(?:[A-Z][A-Z0-9]{0,30}_){0,8}(?:PASS(?:WORD|WD|PHRASE|CODE)?|PWD|PW|KENNWORT|PASSWORT|MOT_DE_PASSE|SENHA|CLAVE|HASLO|WACHTWOORD|PIN|SECRET|[A-Z]{0,20}PASSWORD)(?:_[A-Z0-9]{1,12})?=(?P<value>[^\s\"'`]{4,200}?)(?=[\"'`\s]|$)", 0.9,
         ("DB_PASSWORD=⟦P$ssw0rd${ouioui}⟧", "export PGPASSWORD=⟦naadam⟧", "KENNWORT=⟦nebel7⟧", "ADMIN_PIN=⟦0926⟧"),
         ("PASSWORD=password", "DB_PASSWORD=${PASSWORD}", "PWD=/home/bo/src", "PASS=$1"), check=lambda value: is_quoted_password(value) and not value.startswith(("/", "$(")), source="https://12factor.net/config"),
    Rule("key_in_capitals", "SECRET", r"(?<![^\s\"'`+>;(:])(?:[A-Z][A-Z0-9]{0,30}_){0,8}(?:TOKEN|SECRET|[A-Z]{0,20}KEY|CREDENTIALS?|AUTH|PAT|SALT|DSN)(?:_(?!ID|NAME|FILE|PATH|URL|URI|TYPE)[A-Z0-9]{1,12})?=[\"']?(?:base64:)?(?P<value>[^\s\"'`:]{8,1000})(?=[\"'`\s]|$)", 0.9,
         (f"AWS_SECRET_ACCESS_KEY=⟦{sample('{b40}')}⟧", f"APP_KEY=base64:⟦{sample('{b43}')}=⟧", f"SENTRY_AUTH='⟦{TOKEN_40}⟧'"),
         ("API_TOKEN=your_api_token", "KEY=value_of_the_key", "SECRET_KEY=${SECRET_KEY}", "SORT_KEY=created_at_2"), check=is_quoted_token, source="https://12factor.net/config"),
    Rule("unquoted_password", "PASSWORD", rf"{PASSWORD_LABEL}[\"'\])]{{0,2}}[ \t]{{0,12}}(?:=>|:=|->|→|[=:])[ \t]{{0,8}}{UNQUOTED}", 0.85,
         ("password: ⟦hunter-42x⟧", "spring.datasource.password=⟦Injera_w1th⟧", "smtp_pass = ⟦Kuh-Resi!17⟧", "Passwort: ⟦Zirbe-Kamin-7⟧", "ldap.bind.credential=⟦Mjolk&Knäcke7⟧", "motdepasse => ⟦Brioche/12⟧"),
         ("password: str", "password=None", "self.password = get_password(1)", "password: ${PW1}", "password = hash(pw1)", "password = user.pw"), check=is_mixed, source="common formats of settings"),
    Rule("passphrase_of_a_network", "PASSWORD", r"(?i:(?<![\w-])(?:wpa[_-]?passphrase|wpa[_-]?psk|wifi[_-]?(?:pass(?:word|phrase)?|psk|key)|wlan[_-]?(?:passwor[dt]|key|schlüssel)|sae[_-]?password|802-11-wireless-security\.psk))[ \t]{0,3}[=:][ \t]{0,3}[\"']?(?P<value>[^\s\"'`,;]{8,63})(?=[\"'\s,;]|$)", 0.9,
         ("wpa_passphrase=⟦steinbock-am-grat⟧", "wifi_password: ⟦quayside-lantern⟧", 'sae_password="⟦HollerRöster⟧"'), ("wpa_passphrase=changeme", "wifi_password: ${WIFI}", "wpa_psk=********", "wpa_psk_file=/etc/hostapd.psk"), check=is_secret, source="hostapd.conf, nmcli(1)"),
    Rule("unquoted_key", "SECRET", rf"{KEY_LABEL}[\"'\])]{{0,2}}[ \t]{{0,12}}(?:=>|:=|[=:])[ \t]{{0,8}}(?P<value>[A-Za-z0-9+/=_~!-](?:[A-Za-z0-9+/=_~!-]|\.(?=[A-Za-z0-9_-])){{11,1000}}+)(?![(\[])", 0.85,
         (f"api_key: ⟦{TOKEN_40}⟧", f"stripe.secret=⟦{sample('{32}')}⟧", f"token = ⟦{sample('{h40}')}⟧", "psk = ⟦8hTrigoletto94x⟧"),
         ("token = self.tokenizer2.next_token", "token: TokenType2", '"pat_str": r50k_pat_str,', "key = value_of_key_1", "auth: required-always", "HoldKey = ComputerHoldKeyToolUseBlock", "token_url=_X509_TOKEN_EXCHANGE_URL"), check=lambda value: is_quoted_token(value) and not NAME_OF_CODE.fullmatch(value), source="common formats of settings"),
    Rule("name_and_value", "SECRET", rf"(?i:(?:\"|')?\b(?:name|key|id)(?:\"|')?\s{{0,3}}[:=]\s{{0,3}}[\"']?[\w.-]{{0,40}}(?:{PASSWORD}|{KEY})[\w.-]{{0,12}}[\"']?,?\s{{0,40}}[\"']?value[\"']?\s{{0,3}}[:=]\s{{0,3}})[\"']?(?P<value>[^\s\"',<>{{}}]{{4,500}})", 0.9,
         ('<add key="ApiPassword" value="⟦Gouda-77x⟧" />', f"- name: DB_PASSWORD\n  value: ⟦{sample('{l12}')}7⟧", f'{{"key": "consumerSecret", "value": "⟦{sample("{h32}")}⟧"}}'),
         ('<add key="PasswordHint" value="text" />', '- name: API_TOKEN\n  value: "${TOKEN}"', "- name: API_TOKEN\n  value: /var/run/tokens/app2", "- name: APP_SECRET\n  value: name_of_the_secret2"), check=is_named_value, source="https://kubernetes.io/docs/concepts/configuration/secret/"),
    Rule("name_of_a_key_and_value", "SECRET", r"(?i:(?:\"|')?\b(?:name|key|id)(?:\"|')?\s{0,3}[:=]\s{0,3}[\"']?)[\w.-]{0,40}(?:(?<=[A-Za-z0-9][_.-])(?i:key)|(?<=[a-z0-9])Key)[\"']?,?\s{0,40}[\"']?value[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[A-Za-z0-9+/=_~.:-]{16,500})(?=[\s\"',<>}]|$)", 0.85,
         (f"- name: RECORD_KEY\n  value: ⟦{sample('{uuid}')}⟧", f'<add key="sdkKey" value="⟦acme-sdk-1/{sample("{w22}")}/{sample("{w22}", "b")}⟧" />', f'{{"name": "WRITER_KEY", "value": "⟦{sample("{32}")}⟧"}}'),
         (f"- name: PUBLIC_KEY\n  value: {sample('{43}')}", "- name: SORT_KEY\n  value: created_at_descending_2", f'{{"name": "key", "value": "{sample("{uuid}")}"}}'), unless=OTHER_KEYS, check=is_random, source="https://kubernetes.io/docs/concepts/configuration/secret/"),
    Rule("password_argument", "PASSWORD", rf"\(\s{{0,3}}[\"'][\w.-]{{0,60}}?(?i:(?<![^\W\d_])(?>{PASSWORD}))[\"']\s?,\s{{0,3}}{QUOTED}", 0.9,
         ("define( 'DB_PASSWORD', '⟦Kibinai&8⟧' );", '.option("password", "⟦Kettle-9⟧")'), ("in ('passed', 'skipped')", "define('DB_PASSWORD', 'password_here')"), check=is_quoted_password, source="https://developer.wordpress.org/apis/wp-config-php/"),
    Rule("key_argument", "SECRET", rf"\(\s{{0,3}}[\"'][\w.-]{{0,60}}?(?i:{KEY}|key)[\w.-]{{0,40}}[\"']\s?,\s{{0,3}}{QUOTED}", 0.9,
         (f'.config("fs.s3a.secret.key", "⟦{TOKEN_40}⟧")', f"define('AUTH_KEY', '⟦{sample('{48}')}⟧');"), ("getattr('token', 'next_token_2')", "set('api_key', 'the key')", 'namedtuple("PKey", "finp, f90inp, pyf, wrap77, wrap90, cmodf")'), check=is_random, source="https://developer.wordpress.org/apis/wp-config-php/"),
    Rule("user_and_password_arguments", "PASSWORD", r"(?i:\b(?:auth|credentials?|login|authenticate|log_?in|basic_?auth|demouser|user|httpbasicauth|connect|sign_?in)\b)\s?[=:]?\s?\(\s?[\"'][\w.@+\\-]{2,80}[\"']\s?,\s?[\"'](?P<value>[^\"'\n]{4,100})[\"']", 0.9,
         ('.credentials("archiv-rw", "⟦Guten*1455⟧")', "auth=('svc', '⟦Kottu-Roti@9⟧')"), ('auth=("user", "pass")', "login('form', 'username_field')"), check=is_mixed, source="https://requests.readthedocs.io/en/latest/user/authentication/"),
    Rule("named_key", "SECRET", r"(?:(?<=[A-Za-z0-9][_.-])(?i:key)|(?<=[a-z0-9])Key)[\"'\])]{0,2}\s{0,8}(?:=>|:=|[=:])\s{0,8}[\"']?(?P<value>[A-Za-z0-9+/_~-](?:[A-Za-z0-9+/_~-]|\.(?=[A-Za-z0-9_-])){19,1000}+={0,2})(?=[\"'\s,;<>)&]|$)", 0.75,
         (f"sdk_key: ⟦abc_srv_{sample('{h32}')}⟧", f"rootKey = '⟦{sample('{28}')}⟧'"), ('sort_key = "created_at_descending_2"', f'public_key = "{sample("{43}")}"', f"cache_key: {sample('{h40}')}"), unless=OTHER_KEYS, check=is_random, source="common formats of settings"),
    Rule("setting_of_an_image", "SECRET", r"(?m:^[ \t]{0,8}(?:ENV|ARG|setx|set|setenv)[ \t]{1,12}[A-Z][A-Z0-9_]{0,40}(?:KEY|TOKEN|SECRET|PASSWORD|PASS|PAT|PWD|AUTH|CREDENTIALS?)(?:_[A-Z0-9]{1,10})?[ \t]{1,12}[\"']?)(?P<value>[^\s\"']{6,500})(?=[\"'\s]|$)", 0.9,
         (f"ENV ACME_API_KEY ⟦{sample('{32}')}⟧", "setx DB_PASSWORD ⟦Kestrel-19⟧", f"ENV APP_KEY ⟦sk_eu_default_{sample('{h40}')}⟧"), ("ENV API_KEY ${API_KEY}", "ARG API_TOKEN changeme", "ENV API_TOKEN https://acme.io/7f3a"), check=is_named_value, source="https://docs.docker.com/reference/dockerfile/#env"),
    Rule("bare_key", "SECRET", r"(?i:(?<![\w-])key[\"']?\s?[:=]\s?[\"']?)(?P<value>[a-fA-F0-9]{32}|[a-fA-F0-9]{64}|[A-Za-z0-9+/_-]{32,90}={0,2})(?=[\"'\s,;<>)]|$)", 0.75,
         (f'<Sig alg="HMAC" key="⟦{sample("{h32}")}⟧">', f"key = ⟦{sample('{40}')}⟧"), (f"key: {sample('{h16}')}", 'key="display_name_of_the_customer"'), unless=("cache*", "sort*", "etag", "digest", "partition*", "s3", "bucket", "primary", "foreign", "index", "hash", "sha*"), check=is_random, source="common formats of settings"),
    Rule("xml_password", "PASSWORD", rf"<(?:[\w-]{{1,30}}:)?[\w.-]{{0,30}}(?i:{PASSWORD}|pin|cvv2?|cvc)(?:\s[^<>\n]{{0,120}})?>\s{{0,4}}(?:<!\[CDATA\[)?(?P<value>[^<>\n]{{3,200}}?)(?:\]\]>)?\s{{0,4}}</", 0.95,
         ("<password>⟦Umbrella$tand⟧</password>", '<pw enc="false">⟦Kettle-9⟧</pw>', "<dbPassword><![CDATA[⟦x9!Zebra⟧]]></dbPassword>"), ("<password>${db.password}</password>", "<password></password>", "<p>Enter your password</p>"), check=is_secret, source="common formats of settings"),
    Rule("xml_key", "SECRET", rf"<(?:[\w-]{{1,30}}:)?[\w.-]{{0,30}}(?i:{KEY})(?:\s[^<>\n]{{0,120}})?>\s{{0,4}}(?:<!\[CDATA\[)?(?P<value>[^<>\s]{{8,1000}})(?:\]\]>)?\s{{0,4}}</", 0.95,
         (f"<apiKey>⟦{sample('{20}')}⟧</apiKey>", f"<client_secret>⟦{TOKEN_40}⟧</client_secret>"), ("<apiKey>${api.key}</apiKey>", "<token>identifier</token>"), check=is_quoted_token, source="common formats of settings"),
    Rule("xml_named_key", "SECRET", r"<(?:[\w-]{1,30}:)?[\w.-]{1,40}(?:[_.-](?i:key)|(?<=[a-z0-9])Key)>\s{0,4}(?P<value>[A-Za-z0-9+/=_~.:-]{16,500})\s{0,4}</", 0.85,
         (f"<sdkKey>⟦acme-sdk-1/{sample('{w22}')}/{sample('{w22}', 'b')}⟧</sdkKey>", f"<record_key>⟦{sample('{uuid}')}⟧</record_key>"), (f"<publicKey>{sample('{43}')}</publicKey>", "<sortKey>name_of_the_customer2</sortKey>", f"<Key>{sample('{32}')}</Key>"), unless=OTHER_KEYS, check=is_random, source="common formats of settings"),
)
# fmt: on
