"""Connection strings and addresses with credentials: user, password and host, each by itself."""

import regex

from recognizers.families.secrets.placeholders import is_mixed, is_random, is_secret
from recognizers.rules import Rule

LIMITS = "Connection strings that name their parts in an unknown way; hosts without a full stop, hyphen or digit."
SCHEME = r"\b[A-Za-z][A-Za-z0-9+.-]{1,30}://"
USER = r"[^\s:/@\"'<>`{}$]{1,64}"
# A password may contain an unescaped "@": the last one before the host ends it.
PASSWORD = r"[^\s\"'<>`@]{1,128}(?:@[^\s\"'<>`@/:]{1,40}(?=@))?"
# The same word twice at this machine is the published default of a program.
NO_DEFAULT = (
    r"(?!(?P<same>\w{2,20}):(?P=same)@(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal)(?![\w.-]))"
)
GENERIC = frozenset(
    "user username usr login name root admin postgres test guest anonymous default git scott sa __token__ oauth2 x-access-token token".split()
)
HOST = r"(?=[^\s/:,;\"'?]{0,80}[.\d-])[A-Za-z0-9](?:[\w.-]{0,100}[A-Za-z0-9])?"
IP = regex.compile(r"[\d.]+")
LOCAL = regex.compile(
    r"(?i)localhost|127\.[\d.]+|0\.0\.0\.0|(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.(?:com|org|net))?|host\.docker\.internal"
)
KEYS = r"(?i:(?:^|[;\s\"'(?&`,{])(?:user(?:[ _]?(?:id|name))?|uid|usr|login)\s?=\s?[\"']?)"
PASSWORD_KEYS = r"(?i:(?:password|passwd|pwd|pass)\s?=)"
EXPRESSION = regex.compile(r"[A-Za-z_]\w*\.(?:user\w{0,5}|login|uid|name)")  # "db.user"


def is_user(value: str) -> bool:
    """Return whether the user of a connection string is no general name or placeholder."""
    return value.lower() not in GENERIC and is_secret(value) and not EXPRESSION.fullmatch(value)


def is_host(value: str) -> bool:
    """Return whether the host of a connection string is a name that is not local or reserved for examples."""
    return not (IP.fullmatch(value) or LOCAL.fullmatch(value))


PGPASS = r"^(?:[\w.-]{1,100}|\*):(?:\d{4,5}|\*):(?:\*|[\w-]{1,63}):"
ORACLE = (
    r"(?i:\boracle:thin:|\b(?:sqlplus|expdp|impdp|rman target|exp|imp|sqlldr)[ ](?:-\w{1,2}[ ]){0,3}(?:userid=)?[\"']?)"
)

# fmt: off
RULES = (
    Rule("password_in_url", "PASSWORD", rf"{SCHEME}{NO_DEFAULT}[^\s:/@\"'<>`]{{0,64}}:(?!(?<=(?:localhost|\.\w{{2,20}}):)\d{{2,5}}/)(?P<value>{PASSWORD})@(?=[\w\[])", 0.97,
         ("postgres://onb_ro:⟦G7t-pelican⟧@db-3.acme.internal/x", "redis://:⟦XywWAFFh9⟧@172.20.0.3:6379", "amqps://bridge:⟦Fea@ther-87⟧@mq.acme.io"),
         ("postgres://app:${DB_PASSWORD}@db/x", "https://acme.io:8080/a", "http://localhost:9001/3.0/lists/a@b.example", "ssh://git@host.io:22/a", "mysql://u:****@h.io", "amqp://guest:guest@localhost:5672", "postgres://postgres:postgres@127.0.0.1/x"), check=is_secret, source="RFC 3986, 3.2.1"),
    Rule("token_as_user_in_url", "SECRET", rf"{SCHEME}(?P<value>[\w.~%+-]{{16,300}}+)(?::x-oauth-basic)?@(?=\w)", 0.95,
         ("git clone https://⟦k3Jx92mQpLz8vRt5Wn1b⟧@git.acme.io/a.git", "https://⟦0aZ91kQpLw8vRt5Wn1bX77⟧:x-oauth-basic@git.acme.io"), ("https://deployment-account-of-team@git.acme.io", "ssh://git@host.io"), check=is_random, source="RFC 3986, 3.2.1"),
    Rule("user_in_url", "USERNAME", rf"{SCHEME}(?P<value>{USER}):[^\s\"'<>`/@]{{1,128}}@(?=[\w\[])", 0.95,
         ("postgres://⟦onb_ro⟧:G7t-pelican@db-3.acme.internal/x", "amqp://⟦svc-bridge⟧:p%40ss@mq/vh"), ("postgres://user:pass@db", "https://acme.io:8080/a@b", "redis://:pw12@h"), check=is_user, source="RFC 3986, 3.2.1"),
    Rule("host_in_url_with_password", "HOSTNAME", rf"{SCHEME}[^\s:/@\"'<>`]{{0,64}}:{PASSWORD}@(?P<value>{HOST})(?=[:/?,;\s\"'`)>]|$)", 0.95,
         ("postgres://onb_ro:G7t-pelican@⟦db-3.acme.internal⟧/x", "redis://:XywWAFFh9@⟦redis-2⟧:6379"), ("postgres://u:p@localhost:5432", "redis://:x9@172.20.0.3:6379", "https://acme.io/a"), check=is_host, source="RFC 3986, 3.2.2"),
    Rule("password_in_connection_string", "PASSWORD", r"(?i:(?:[;\s\"'(?&`,{]|^)(?:password|pwd|pass(?:wd)?)\s?=\s?)(?P<value>\{[^{}\n]{1,120}\}|[^\s;\"'&`<>,)]{3,128})(?=[;\"'&`\s)<,]|$)", 0.9,
         ('"Server=a;User ID=bo;Password=⟦Killy-2023⟧;Encrypt=True"', "Driver={x};Uid=bo;Pwd=⟦Gouda.77⟧;", 'psql "host=pg user=el password=⟦violet9⟧ sslmode=require"'),
         ("Password={1};", "password=None, x", "Pwd=%PWD%;", "def f(password=default_password):"), check=is_mixed, source="https://learn.microsoft.com/dotnet/framework/data/adonet/connection-string-syntax"),
    Rule("user_in_connection_string", "USERNAME", rf"{KEYS}(?P<value>(?!\{{)[^\s;\"'&`,=]{{2,64}})(?=[\s;&,\"']{{1,3}}[^\n]{{0,120}}?{PASSWORD_KEYS})", 0.95,
         ("Server=db7;User ID=⟦osprey_dbo⟧;Password=K9-x;", 'psql "host=pg user=⟦ellipse⟧ password=violet9"', 'required username="⟦lag-writer⟧" password="Hw8-x";'), ("user=root;password=x1", "user=${U};password=${P}", "username={name.lower()}, password={token}", "user=db.user,\n password=db.password", "user_id = 7"), check=is_user, source="https://www.connectionstrings.com/"),
    Rule("user_after_password", "USERNAME", rf"{PASSWORD_KEYS}[^\s;\"']{{1,80}};\s?(?i:user(?:[ _]?(?:id|name))?|uid)\s?=\s?(?P<value>[^\s;\"'&`,=]{{2,64}})", 0.95,
         ("Password=Oo-88;User Id=⟦acc_rw⟧;", "Pwd=K9x!;Uid=⟦svc_bo⟧"), ("Password=Oo-88;User Id=sa", "password=1;users=4"), check=is_user, source="https://www.connectionstrings.com/"),
    Rule("host_in_connection_string", "HOSTNAME", rf"(?i:(?:^|[;\s\"'(])(?:server|data source|host(?:name)?|addr(?:ess)?)\s?=\s?(?:tcp:)?)(?P<value>{HOST})(?=[\\,:;\s][^\n]{{0,160}}?{PASSWORD_KEYS})", 0.95,
         ("Server=tcp:⟦sql-3.acme.io⟧,1433;User ID=bo;Password=K9-x;", 'psql "host=⟦pg-mini⟧ user=el password=violet9"'), ("Server=localhost;Password=x1;", "host = db-3"), check=is_host, source="https://www.connectionstrings.com/"),
    # A line of .pgpass: host:port:database:user:password.
    Rule("password_of_a_password_file", "PASSWORD", rf"{PGPASS}[^\s:]{{1,64}}:(?P<value>[^\s:]{{3,128}})$", 0.95,
         ("db-nord-2:5432:*:op_backup:⟦Birne_Ulm8⟧", "10.3.1.7:5432:erp:erp_ro:⟦Vz9kestrel⟧"), ("10:15:2024:a:b", "host:port:database:user:password"), check=is_secret, source="https://www.postgresql.org/docs/current/libpq-pgpass.html"),
    Rule("user_of_a_password_file", "USERNAME", rf"{PGPASS}(?P<value>[^\s:]{{2,64}}):[^\s:]{{3,128}}$", 0.95,
         ("db-nord-2:5432:*:⟦op_backup⟧:Birne_Ulm8", "10.3.1.7:5432:erp:⟦erp_ro⟧:Vz9kestrel"), ("10:15:2024:a:b", "host:5432:*:postgres:x1y"), check=is_user, source="https://www.postgresql.org/docs/current/libpq-pgpass.html"),
    Rule("host_of_a_password_file", "HOSTNAME", r"^(?P<value>[A-Za-z][\w.-]{0,100}):\d{4,5}:(?:\*|[\w-]{1,63}):[^\s:]{1,64}:[^\s:]{3,128}$", 0.9,
         ("⟦db-nord-2⟧:5432:*:op_backup:Birne_Ulm8", "⟦pg.tarn.lan⟧:5432:erp:erp_ro:Vz9kestrel"), ("localhost:5432:*:op:Birne_Ulm8", "host:port:database:user:password"), check=is_host, source="https://www.postgresql.org/docs/current/libpq-pgpass.html"),
    # Oracle: user/password@host, behind a program or a driver.
    Rule("password_of_oracle", "PASSWORD", rf"{ORACLE}[A-Za-z][\w$#]{{1,60}}/(?P<value>\"[^\"\n]{{3,60}}\"|[^\s\"'@/]{{3,60}})@(?=/{{0,2}}[A-Za-z\d(])", 0.95,
         ("jdbc:oracle:thin:HR_RW/⟦Panna42⟧@//ora-1:1521/PDB1", "sqlplus erp/⟦Olm-Karst7⟧@ERPDB"), ("sqlplus / as sysdba", "sqlplus scott/tiger@orcl", "jdbc:oracle:thin:@ora-1:1521"), check=is_secret, source="Oracle: SQL*Plus User's Guide"),
    Rule("user_of_oracle", "USERNAME", rf"{ORACLE}(?P<value>[A-Za-z][\w$#]{{1,60}})/[^\s\"'@/]{{3,60}}@(?=/{{0,2}}[A-Za-z\d(])", 0.95,
         ("jdbc:oracle:thin:⟦HR_RW⟧/Panna42@//ora-1:1521/PDB1", "sqlplus ⟦erp⟧/Olm-Karst7@ERPDB"), ("sqlplus / as sysdba", "sqlplus scott/tiger@orcl", "jdbc:oracle:thin:@ora-1:1521"), check=is_user, source="Oracle: SQL*Plus User's Guide"),
    Rule("host_of_oracle", "HOSTNAME", rf"{ORACLE}(?:[A-Za-z][\w$#]{{1,60}}/[^\s@/]{{3,60}})?@/{{2}}(?P<value>{HOST})(?=[:/])", 0.95,
         ("jdbc:oracle:thin:HR_RW/Panna42@//⟦ora-nord-1⟧:1521/PDB1", "sqlplus erp/Olm-Karst7@//⟦ora2.tarn.lan⟧/ERP"), ("jdbc:oracle:thin:@//localhost:1521/x", "sqlplus erp/Olm-Karst7@ERPDB"), check=is_host, source="Oracle: JDBC Developer's Guide"),
)
# fmt: on
