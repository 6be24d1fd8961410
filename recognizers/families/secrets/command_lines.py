"""Secrets on command lines and in headers: options, `curl -u`, bearer and basic authorization, cookies, API key headers."""

from recognizers.families.secrets.placeholders import (
    is_argument,
    is_mixed,
    is_quoted_token,
    is_random,
    is_secret,
)
from recognizers.families.secrets.shapes import sample
from recognizers.rules import Rule

LIMITS = "Short options of programs that are not named here; passwords that are positional arguments."
PROGRAMS = r"(?:mysql(?:dump|admin)?|mariadb|psql|mongo(?:sh|dump|restore)?|redis-cli|sshpass|docker|podman|helm|az|oc|kubectl|ldapsearch|ldapmodify|smbclient|unzip|7z|openssl|keytool|sqlcmd|bcp|snmpwalk|snmpget|rabbitmqadmin|mosquitto_(?:pub|sub)|net use|plink|pscp|winexe|psexec|evil-winrm|crackmapexec|hydra|curl|wget|http|ansible-vault|twine|cqlsh|influx|vncviewer|xfreerdp)"
OPTION = r"(?<![\w-])--?(?:[\w-]{0,20}[-_])?(?i:password|passwd|passphrase|pass|pwd|pw|kennwort|passwort)(?:[= ]{1,3})"
KEY_OPTION = r"(?<![\w-])--?(?:[\w-]{0,20}[-_])?(?i:token|api[-_]?key|apikey|secret(?:[-_]?key)?|access[-_]?key|auth|key|bearer|credentials?)(?:[= ]{1,3})"
ARGUMENT = r"(?:(?P<quote>[\"'])(?P<value>[^\"'\n]{1,200})(?P=quote)|(?P<value>[^\s\"'`|&;<>()]{3,300}))"
TOKEN_40 = sample("{40}")

POSITIONAL = r"\b(?:htpasswd[ ](?:-\w{1,8}[ ]){0,4}-\w{0,6}b\w{0,6}[ ](?:-\w{1,8}[ ]){0,3}[^\s-]\S{0,200}[ ]|rabbitmqctl[ ](?:add_user|change_password|authenticate_user)[ ])[\"']?"

# fmt: off
RULES = (
    Rule("password_option", "PASSWORD", rf"{OPTION}{ARGUMENT}", 0.9,
         ("restore --user=el --pass \"⟦violet 9 trombone⟧\" --to 1", "tool --password ⟦Lod!72x⟧", "--db-password='⟦Suya-Zobo⟧'", "-pass ⟦kiln77⟧"),
         ("tool --password $DB_PASS", "--password <password>", "--password-stdin", "--pass changeme", "--password PASSWORD"), check=is_argument, source="getopt_long(3)"),
    Rule("password_of_a_share", "PASSWORD", r"(?i:\bnet use\b)[^\n|]{0,120}?(?:\s/(?i:user|u):\S{1,80}[ ](?!/)(?P<value>[^\s\"'/*]{3,64})|\s\\\\\S{1,120}[ ](?!/)(?P<value>[^\s\"'/*]{3,64})(?=\s/(?i:user|u):))", 0.95,
         (r"net use Z: \\fs-tarn\heron /user:ACME\otter ⟦Rhabarber!3⟧", r"net use X: \\nas4\x ⟦Lerche-77⟧ /user:heron"), (r"net use Z: \\fs-tarn\heron /persistent:yes", r"net use Z: \\fs\x /user:otter *", "net use /delete"), check=is_secret, source="net use (Windows)"),
    Rule("password_of_a_windows_user", "PASSWORD", r"(?i:\bnet[ ]user[ ])[^\s/]{1,64}[ ]\"?(?P<value>[^\s\"'/*]{3,64})\"?(?=\s/(?i:add|domain|active|expires|y)|\s{0,4}$)", 0.95,
         ("net user otter ⟦Rhabarber!3⟧ /add", "net user heron \"⟦Lerche-77⟧\" /domain"), ("net user otter /delete", "net user otter * /add", "net user otter $PW /add", "the net user value"), check=is_argument, source="net user (Windows)"),
    Rule("passphrase_of_words", "PASSWORD", r"(?<![\w-])(?:--passphrase[= ]|sshpass[ ]-p[ ]?)(?P<quote>[\"'])(?P<value>[^\"'$<>{}\n]{6,200})(?P=quote)", 0.9,
         ("gpg --batch --passphrase 'vier Igel im Laub' -d x.gpg".replace("vier Igel im Laub", "⟦vier Igel im Laub⟧"), "sshpass -p '⟦no more mondays⟧' ssh oper@10.77.3.140", 'gpg --passphrase="⟦kiln-Otter 9⟧" -c a'), ("gpg --passphrase '$PASS'", "gpg --passphrase-fd 0 'a file'", "--passphrase 'changeme'"), check=is_secret, source="gpg(1)"),
    Rule("password_of_a_windows_client", "PASSWORD", r"(?:\bsmb(?:client|map|get)\b[^\n|]{0,120}?\s-U[ ]?[\"']?[\w.\\/@-]{2,64}%|\b[xw]?l?freerdp\d?\b[^\n|]{0,160}?\s/p:)(?P<value>\"[^\"\n]{3,64}\"|[^\s\"']{3,64})", 0.95,
         ("smbclient //fs-vejle-2/data -U 'okjaer%⟦Havn+Terne1⟧'", "xfreerdp /u:oberg /p:⟦Nordlys.77⟧ /v:rds-1"), ("smbclient //fs/data -U okjaer", "xfreerdp /u:oberg /p:$PW", "xfreerdp /p:****"), check=is_secret, source="smbclient(1), xfreerdp(1)"),
    Rule("user_of_a_windows_client", "USERNAME", r"(?:\bsmb(?:client|map|get)\b[^\n|]{0,120}?\s-U[ ]?[\"']?|\b[xw]?l?freerdp\d?\b[^\n|]{0,160}?\s/u:)(?P<value>[\w.\\@-]{2,64})", 0.95,
         ("smbclient //fs-vejle-2/data -U '⟦okjaer⟧%Havn+Terne1'", r"xfreerdp /u:⟦TARN\oberg⟧ /p:x /v:rds-1"), ("smbclient -L //fs", "xfreerdp /v:rds-1", "smbclient //fs/x -U guest"), check=lambda value: is_secret(value) and value.lower() not in {"guest", "administrator", "admin"}, source="smbclient(1), xfreerdp(1)"),
    Rule("password_after_a_user", "PASSWORD", rf"{POSITIONAL}[\w.@-]{{2,64}}[ ][\"']?(?P<value>[^\s\"'|;<>-][^\s\"'|;<>]{{3,63}})(?=[\"'\s;]|$)", 0.95,
         ("sudo htpasswd -b /etc/x/.htpasswd resik ⟦Marder*77⟧", "rabbitmqctl add_user mq_ship ⟦Dachs!Igel5⟧"), ("rabbitmqctl add_user mq_ship $PW", "htpasswd -c /etc/x/.htpasswd resik", "rabbitmqctl list_users"), check=is_secret, source="htpasswd(1), rabbitmqctl(8)"),
    Rule("user_before_a_password", "USERNAME", rf"{POSITIONAL}(?P<value>[\w.@-]{{2,64}})(?=[ ][\"']?[^\s\"'|;<>-])", 0.95,
         ("sudo htpasswd -b /etc/x/.htpasswd ⟦resik⟧ Marder*77", "rabbitmqctl add_user ⟦mq_ship⟧ Dachs!Igel5"), ("rabbitmqctl add_user guest guest", "rabbitmqctl list_users"), check=lambda value: is_secret(value) and value.lower() not in {"guest", "administrator", "admin"}, source="htpasswd(1), rabbitmqctl(8)"),
    Rule("keys_of_an_alias", "SECRET", r"\bmc[ ](?:alias|config host)[ ](?:set|add)[ ][\w-]{1,40}[ ]\S{4,200}[ ](?P<value>[\w+/=-]{3,64})[ ](?P<value>[\w+/=-]{8,128})(?=\s|$)", 0.95,
         (f"mc alias set nord https://s3.tarn.lan ⟦{sample('{u20}')}⟧ ⟦{sample('{b40}')}⟧", f"mc config host add s3 http://x.tarn.lan ⟦{sample('{w20}')}⟧ ⟦{sample('{w40}')}⟧"), ("mc alias set nord https://s3.tarn.lan $KEY $SECRET", "mc alias list"), check=is_secret, source="mc(1) of MinIO"),
    Rule("key_option", "SECRET", rf"{KEY_OPTION}{ARGUMENT}", 0.9,
         (f"deploy --token ⟦{TOKEN_40}⟧ --prod", f"--api-key='⟦{sample('{h32}')}⟧'"), ("deploy --token $TOKEN", "--api-key YOUR_API_KEY", "--key server.pem", "--token token_file_1"), check=is_quoted_token, source="getopt_long(3)"),
    Rule("short_password_option", "PASSWORD", rf"\b{PROGRAMS}\b[^\n|;]{{0,160}}?\s-(?:p|a(?!es-|ria)|w|P|passin pass:|pass pass:)\s?{ARGUMENT}", 0.9,
         ("mysql -u kiln -p'⟦Herend!4⟧' -h db", "sshpass -p ⟦Sisu-6x⟧ scp a b:", "mysql -ubo -p⟦Kottu9⟧ shop", "redis-cli -a ⟦XywW8AFF⟧ ping"),
         ("mysql -u root -p shop", "docker run -p 8080:80 web", "ssh -p 2222 host", "mkdir -p /opt/app2", "psql -p 5432", "openssl enc -d -aes-256-cbc -in x"), check=is_mixed, source="manuals of the programs"),
    Rule("password_of_curl", "PASSWORD", r"(?:(?<=\s)-u|--user|--proxy-user|-U|--anyauth -u)[ =]?[\"']?[^\s:\"']{1,80}:(?P<value>[^\s\"'`]{3,200})", 0.95,
         ("curl -k -u elastic:⟦nG7pX2v⟧ https://h:9200", "curl --user 'bo:⟦Tig#Coffee⟧' http://h"), ("curl -u user:password http://h", 'curl -u "$U:$P" http://h', "docker run -u 1000:1000 web", "chown -u root:root"), check=lambda value: is_secret(value) and not value.isdecimal() and value not in {"root", "www-data"}, source="curl(1)"),
    Rule("user_of_curl", "USERNAME", r"\bcurl\b[^\n]{0,160}?\s(?:-u|--user)[ =]?[\"']?(?P<value>[^\s:\"'$]{2,80}):[^\s\"'`$]{3,200}", 0.95,
         ("curl -k -u ⟦elastic_ro⟧:nG7pX2v https://h:9200", "curl --user '⟦b.oyelaran⟧:Tig#Coffee' http://h"), ("curl -u user:password http://h", 'curl -u "$U:$P" http://h'), check=lambda value: is_secret(value) and value not in {"user", "root", "admin", "elastic", "kibana_system"}, source="curl(1)"),
    Rule("authorization_header", "SECRET", r"(?i:\b(?:authorization|auth|proxy-authorization)\b[\"']?\s{0,3}[:=,]\s{0,3}[\"'`]?(?:bearer|basic|token|apikey|bot|digest|key|negotiate|splunk|genie_?key|klaviyo-api-key|ssws|aws4-hmac-sha256)?[ :=]{0,2}(?:token=)?)[\"']?(?P<value>(?!_[A-Z]|x-)[\w+/~.=-]{8,4000}+)(?!\()", 0.95,
         (f"Authorization: Bearer ⟦{TOKEN_40}⟧", f"authorization: Basic ⟦{sample('{b31}')}=⟧", f"'Authorization': 'Token ⟦{sample('{h40}')}⟧'"), ("Authorization: Bearer <token>", "Authorization: Bearer YOUR_ACCESS_TOKEN", "Authorization: required", "Authorization: Basic authentication", "auth = _SigV4Auth(config=aws)", '("authorization", "x-amz-content-sha256")'), check=is_quoted_token, source="RFC 7235"),
    Rule("bearer_token", "SECRET", r"\b(?i:bearer)(?i:[ \t]{1,3}(?:token[ \t:]{0,3})?|\s(?:for|of) [^\n.]{1,40} (?:is|was) )[\"'`]?(?P<value>[\w+/~.-]{16,4000}+={0,2})", 0.9,
         (f"header \"Bearer ⟦{sample('{32}')}⟧\"", f"Bearer for the sandbox was ⟦{sample('{32}', 'b')}⟧, it"), ("a bearer internationalization", "Bearer authentication_scheme_of_rfc"), check=is_random, source="RFC 6750"),
    Rule("key_header", "SECRET", r"(?i:\b(?:x-[\w-]{0,40}(?:key|token|auth|secret|session|signature|apikey|csrf|xsrf|password)|(?:api|auth|access|session|csrf|private|job|subscription|ocp-apim-subscription|dd-api|circle|x-vault)-?(?:key|token)|apikey|x-auth|x-csrf|cookie2))[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?P<value>[^\s\"'`,;<>(){}\[\]|\\]{8,1000})", 0.9,
         ("x-api-key: ⟦9f8e7d6c5b4a⟧", f"X-Auth-Token: ⟦{sample('{l32}')}⟧", "X-Session: ⟦kula-9f27c1d5e84b⟧"), ("x-api-key: ${API_KEY}", "X-Auth-Token: your-token", "x-csrf-token: required_always"), check=lambda value: is_random(value) or is_quoted_token(value) or (len(value) >= 12 and is_mixed(value)), source="https://swagger.io/docs/specification/v3_0/authentication/api-keys/"),
    Rule("cookie", "SECRET", r"(?i:(?:\b(?:set-)?cookie\b[\"']?\s{0,3}[:=]\s{0,3}[\"']?)(?:(?!expires|path|domain)[\w.-]{1,60}=[^;\s\"']{0,200};[ ]?){0,8}?[\w.-]{0,40}(?:sess(?:ion)?|sid|auth|token|remember|jwt|csrf|xsrf|restart|login|sso|identity)[\w.-]{0,40}=)(?P<value>[^\s;,\"'`<>]{8,2000})", 0.95,
         (f"Cookie: consent=all; JSESSIONID=⟦{sample('{h32}')}⟧; a=b", f"Set-Cookie: KC_RESTART=⟦{sample('{l26}')}⟧; Path=/"), ("Cookie: lang=en; theme=dark", "Set-Cookie: session=deleted_by_user; Path=/"), check=is_random, source="RFC 6265"),
    Rule("session_id", "SECRET", r"(?i:\b(?:JSESSIONID|PHPSESSID|ASP\.NET_SessionId|connect\.sid|sessionid|session_id|sessid|remember_me|remember_token|csrftoken|xsrf-token|_session|mhb_sess|sess)[\"']?(?:=|:\s?|%3D)[\"']?)(?P<value>[^\s;,\"'`<>&]{10,2000})", 0.9,
         (f"cookie: a=1; JSESSIONID=⟦{sample('{h32}')}⟧; remember_me=⟦{TOKEN_40}⟧; _ga=x", f'"Cookie":"sessionid=⟦{sample("{l26}")}⟧"'), ("JSESSIONID=none", "session_id=current_session"), check=is_random, source="https://owasp.org/www-community/cookies"),
    Rule("password_in_sql", "PASSWORD", r"(?i:\b(?:identified\s{1,3}by|set\s{1,3}password\s?=?|with\s{1,3}(?:encrypted\s{1,3})?password|password\s?\()\s{0,3}\(?[\"'])(?P<value>[^\"'\n]{3,200})[\"']", 0.95,
         ("GRANT ALL ON a.* TO 'b' IDENTIFIED BY '⟦Tinto.Frio#40⟧';", "ALTER USER x WITH PASSWORD '⟦loa er komin⟧';"), ("IDENTIFIED BY '${PASSWORD}'", "WITH PASSWORD '****'"), check=is_secret, source="ISO/IEC 9075 dialects"),
    Rule("password_in_device_settings", "PASSWORD", r"(?m:^\s{0,8}(?:username \S{1,40} (?:privilege \d{1,2} )?(?:password|secret)|enable (?:secret|password)|snmp-server community|crypto isakmp key|(?:tacacs|radius)-server key|neighbor \S{1,40} password|pre-shared-key|wpa-psk(?: ascii)?|ip ospf authentication-key|password)(?: [0-9](?= ))?)[ \t]{1,4}(?!\((?:bool|str|int|bytes|Optional))(?P<value>\S{4,200})", 0.95,
         ("username bo privilege 15 password 7 ⟦08314942061A0E1C⟧", "enable secret 5 ⟦$1$mERr$hx5rVt7rPNoS4wqbXKX7m0⟧", "snmp-server community ⟦wuse-ro-77⟧ RO", "crypto isakmp key ⟦Aso-Rock⟧ address 10.0.0.1"),
         ("snmp-server community <string> RO", "enable secret ****", "password recovery is off", "    password (bool, optional): Enable"), check=lambda value: is_secret(value) and (is_mixed(value) or "-" in value or not value.isalpha()), source="https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html"),
    Rule("power_shell_secure_string", "PASSWORD", r"ConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?[\"'](?P<value>[^\"'\n]{3,200})[\"']", 0.97,
         ('(ConvertTo-SecureString "⟦Likouala_River#63⟧" -AsPlainText -Force)', "ConvertTo-SecureString -String '⟦Bienvenue!⟧'"), ('ConvertTo-SecureString "$pw"', "ConvertTo-SecureString $password -AsPlainText"), check=is_secret, source="https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring"),
)
# fmt: on
