"""User names: labels, commands, log lines, connection strings, prompts, handles and accounts beside a name."""

import regex

from recognizers.lexicon.account_words import is_account, is_distinct_account, is_expression
from recognizers.lexicon.spellings import is_common
from recognizers.rules import Rule

LIMITS = (
    "A user name of one ordinary word in prose needs a label and a separator or a password after it; accounts of systems "
    "(`root`, `postgres`) and placeholders stay."
)
NAME = r"[\p{L}\d_](?:[\p{L}\d_]|[.+$-](?=[\p{L}\d_])|\$(?!\w)){1,63}+"
# In labelled values also "DOMAIN\name" and "name@realm".
ACCOUNT = rf"(?:[A-Za-z][\w.-]{{1,20}}\\{{1,2}}(?=\w))?+{NAME}"
QUOTE = r"[\"'`“„«<\[*]"
WORDS = (
    "user|user[ _-]?name|user[ _-]?id|users|usr|uid|login|log-in|login[ _-]?name|login[ _-]?id|userid|uname|acct|account[ _-]?name|sam"
    "|agt|samaccountname|suser|duser|principal|screen[ _-]?name|handle|nick|nickname|agent|analyst|analista|operator|assignee|reporter"
    "|owner|created[ _]?by|changed[ _]?by|modified[ _]?by|updated[ _]?by|closed[ _]?by|assigned[ _]?to|last[ _]agent"
    "|benutzer|benutzername|benutzerkennung|anmeldename|kennung|konto|anwender|nutzer|gebruiker|gebruikersnaam|inlognaam"
    "|utilisateur|identifiant|compte|usuario|usuaria|utilizador|usuário|utente|utenza|nome utente|użytkownik|uzytkownik"
    "|nazwa użytkownika|bruger|brugernavn|bruker|brukernavn|användare|användarnamn|käyttäjä|käyttäjätunnus|tunnus|uživatel|kullanıcı"
    "|onlinezugang|account|accesso|acceso|acesso|zugang|domain user|system_id|sysid"
)
KEY = rf"(?:{WORDS})|(?:[a-z]{{2,20}})(?:User|UserName|Login|Username|UserId)|ansible_(?:ssh_)?user|default_?user_?name"
PROSE = (
    "user|username|user name|login|log-in|userid|account|acct|handle|nick|agent|agt|analyst|alias|sam|benutzer|benutzername|konto|kennung|nutzer"
    "|gebruiker|inlog|utilisateur|identifiant|compte|session|usuario|usuaria|utilizador|usuário|utente|utenza|użytkownik|użytkownika|uzytkownik"
    "|konta|bruger|bruker|användare|kontot|käyttäjä|tunnuksella|uživatel|usr|shell account|local user|root user|rekruter|domenowe|utilizadora"
)
# At the start of a line these are speakers of a chat.
ROLES = "user|agent|bruger|bruker|usuario|usuária|utente|utilisateur|gebruiker|benutzer|nutzer|analyst|analista|operator|owner|uživatel"
PASSWORD = (
    "password|passwort|kennwort|erstkennwort|initial password|temp pw|temp pass|temporary password|pass|passphrase|pw|pwd|passwd|pasword|mot de passe|mdp|contraseña"
    "|clave|senha|palavra-passe|wachtwoord|ww|hasło|hasło startowe|haslo|adgangskode|passord|lösenord|salasana|heslo|şifre|parola"
)
BY = (
    "posted by|reviewed by|reported by|printed by|scanned by|closed by|edited by|last edit by|edit by|created by|assigned to|run by|owned by|written by|"
    "approved by|signed by|filed by|triage[d]? by|opened by|handled by|updated by|changed by|thanks|posté par|réponse de|publié par|par|"
    "geschrieben von|von|erstellt von|geprüft von|zrobił|zrobil|publicado por|hecho por|postado por|scritto da|geplaatst door|geupload door|by"
)
DSN = r"[a-z][a-z0-9+.-]{1,25}"
SQL_WORDS = frozenset(
    "set identified with on to from by where table user public all in if not exists agent login id account".split()
)
# fmt: off
RULES = (
    Rule("labelled_user_name", "USERNAME", rf"(?i)(?<![\p{{L}}\d])(?<!user[ _-])(?!user[ _-]agent)(?:{KEY})(?:[\"'`]\s{{0,3}}(?::|=>|=(?!=))|',\s?(?='[^'\n]{{2,40}}'\s?\))|\s{{0,4}}(?:=>|:?=(?!=)))\s{{0,6}}{QUOTE}{{0,2}}@?(?P<value>{ACCOUNT})(?!\w|[(\[]|\.\w)", 0.85,
         ("user=⟦kosei⟧ ip=10.1.2.3", '"username":"⟦spelca⟧"', "DB_USER=⟦lumiere_web⟧", "user=<⟦kersti⟧>, method", "define('DB_USER', '⟦wp_gint⟧');"),
         ("user = request.user", "username=username, password=pw", "user=root", "user = get_user(1)", "user-agent=Mozilla"), check=lambda value: is_account(value) and not is_expression(value), source="labels of logs and configurations"),
    Rule("user_name_after_a_colon", "USERNAME", rf"(?i)(?<![\p{{L}}\d])(?!(?<=^[^\p{{L}}\n]{{0,3}})(?:{ROLES})[`*]{{0,2}}\s?:)(?<!user[ _-])(?!user[ _-]agent)(?:{KEY})[`*]{{0,2}}\s?:\s{{0,8}}{QUOTE}{{0,2}}@?(?P<value>{ACCOUNT})(?=[\"'`>*\]]|\s{{0,3}}(?:$|[,;|)/]|\s\s))", 0.85,
         ("  DB_USER: ⟦lumiere⟧", "  Account Name:\t\t⟦ozolina⟧", "dbUser: \"⟦ops_1154⟧\"", r"see User: ⟦FENN\pgold⟧, x"),
         ("User: quiz", "  login: str = None", "  user: root", "agent: need the mac"), check=lambda value: is_account(value) and not is_common(value), source="labels of logs and configurations"),
    Rule("distinct_user_name_after_a_colon", "USERNAME", rf"(?i)(?<![\p{{L}}\d])(?<!user[ _-])(?!user[ _-]agent)(?:{KEY})[`*]{{0,2}}\s?:\s{{0,8}}{QUOTE}{{0,2}}@?(?P<value>{ACCOUNT})(?!\w|[(\[]|\.\w)", 0.85,
         ("SMTP_USER: ⟦mailer-prod9⟧", "AGT:⟦mdacosta2⟧ DPA", r"User: ⟦FENN\pgold⟧ (x)"), ("User: quiz me", "UID:6f7b803b-40ad-4f46-936a-d63af8199639", "owner: People Policy"), check=lambda value: is_distinct_account(value) and not _is_compound(value), source="labels of logs and configurations"),
    Rule("user_name_in_prose", "USERNAME", rf"(?i)(?<![\p{{L}}\d_.-])(?:{PROSE})\s{{1,2}}(?:is\s|was\s|ist\s|est\s|es\s|är\s|name\s|named\s|called\s|:\s)?{QUOTE}{{0,2}}@?(?P<value>{ACCOUNT})(?![\w(]|\.\w)", 0.75,
         ("login ⟦d.otieno.pfs⟧, he", "usuario ⟦mhuaiquil.adm⟧ desde", "konto ⟦gunost01⟧ ligger", "Telegram handle ⟦dfrost_recovery⟧."),
         ("the user agent", "user-defined and account-based", "login page", "account 48213", "user root"), check=lambda value: is_distinct_account(value) and not _is_compound(value), source="tickets and chats"),
    Rule("user_name_before_a_password", "USERNAME", rf"(?i)(?<![\p{{L}}\d_.-])(?:{PROSE})\s{{1,2}}(?:is\s|was\s)?{QUOTE}{{0,2}}(?P<value>{ACCOUNT}){QUOTE}{{0,1}}[\"'`”»]?(?=\s{{0,2}}/\s{{0,2}}[^\s/]{{3}}|,?\s{{1,2}}(?:(?:and|und|et|y|e|i|en|mit|with|temp|its|the)\s)?(?:{PASSWORD})\b)", 0.85,
         ("user ⟦payexp⟧, password x7", "login ⟦nreadmin⟧, pass Wari", "compte ⟦extarmor⟧, mot de passe K", "login ⟦qatar⟧ / letmein-x"),
         ("user name and password", "login / logout", "user root / toor", "account password"), check=lambda value: is_account(value) and (is_distinct_account(value) or not is_common(value)), source="tickets and chats"),
    Rule("user_name_and_password_pair", "USERNAME", r"(?:^|[\s(:—–|])(?P<value>[a-z][\w-]{0,30}[._\d-][\w.-]{0,30}\w|[A-Z]{4,12}\d{1,4})\s{1,2}/\s{1,2}(?=[^\s/\"'(]{4,40}(?:[\s,.;)]|$))(?=(?:[^\s]{0,40}\d|[^\s]{0,40}[!#.?*_-][^\s]))", 0.7,
         ("admin ⟦lana_admin2⟧ / molar!Bear22", "(⟦resi.h⟧ / Speckbrot#1)"), ("km/h and m/s", "a / b", "and/or 2024 / 2025", "v1.2 / v1.3"), check=lambda value: is_distinct_account(value) and not is_expression(value), source="tickets and chats"),
    Rule("user_name_of_a_connection_string", "USERNAME", rf"(?i)(?<![\w+.-]){DSN}://(?P<value>[\w.%+$-]{{2,64}}):[^\s/@:]{{0,200}}@(?=[\w\[$-])", 0.95,
         ("postgres://⟦hatice_app⟧:Isk@pg:5432/x", "amqps://⟦bridge⟧:x@rabbit.a.b/c"), ("redis://default:x@cache", "https://user:password@host", "http://a.b/c:d@e"), check=lambda value: is_account(value) or is_distinct_account(value), source="RFC 3986, section 3.2.1"),
    Rule("user_name_at_a_host", "USERNAME", r"(?<![\w.@/:%+-])(?P<value>[a-z_][\w.-]{1,31})@(?=(?:\d{1,3}\.){3}\d{1,3}\b|localhost\b|(?![0-9a-f]{7,40}\b)[A-Za-z][\w-]{1,40}(?::[~/\w]|\s|$|[\"')])(?!\.\w))", 0.85,
         ("scp fw.bin ⟦zdeploy⟧@193.24.227.61:/srv", "ssh ⟦kb⟧@nuage-joliette:/tmp", "par ⟦cgodefroy⟧@localhost"), ("root@10.0.0.7", "mail a@b.com", "x = a@b", "user@host"),
         check=lambda value: is_account(value), source="ssh(1)"),
    Rule("user_name_of_a_prompt", "USERNAME", r"(?:^|\[|\)\s)(?P<value>[a-z_][\w.-]{1,31})@(?=[A-Za-z0-9][\w.-]{0,60}(?::[~/][^\s#$]{0,80}\s?[#$%]|\s[\w~.-]{1,40}\][#$]))", 0.97,
         ("⟦tobi⟧@hal-build3:~$ cd x", "[⟦kbento⟧@db1 ~]$ ls"), ("root@db1:~# ls", "[root@db1 ~]# ls"), check=is_account, source="bash(1) PS1"),
    Rule("user_name_in_a_log_of_logins", "USERNAME", r"(?i)(?:(?:accepted|failed) [\w/-]{3,30} for (?:invalid user )?|invalid user |session (?:opened|closed) for user |for user |user |of user |publickey for |success for |authentication failure for |login incorrect[^\[\n]{0,80}: \[|sudo: {1,3}|new session \w{1,6} of user |su: \(to \w{1,32}\) |auth for |logged in as |login as |logins as |TODO\(|FIXME\(|XXX\(|whoami\r?\n)(?P<value>[\w][\w.\\$-]{1,63}(?<![.-]))(?= from | by |\(uid|\.?$| port | :|/<|\)|\]| ip| on )", 0.9,
         ("Accepted publickey for ⟦ivandoorn⟧ from 81.2.3.4", "sudo: ⟦zs.varga⟧ : TTY", "TODO(⟦ykhatib⟧): vault", "session opened for user ⟦pkoval⟧(uid=0)"),
         ("Failed password for root from 10.0.0.1", "TODO(later)", "the user is on the page", "for user in users"), check=lambda value: is_account(value) and not is_common(value), source="sshd(8), sudo(8), pam_unix(8)"),
    Rule("user_name_of_an_access_log", "USERNAME", r"^(?:[\d.]{7,15}|[0-9a-fA-F:]{2,39}|[\w.-]{1,100}) \S{1,30} (?P<value>[\w.@\\-]{2,64}) (?=\[\d{1,2}/\w{3}/\d{4}:)", 0.97,
         ("203.181.44.17 - ⟦hnakagawa⟧ [18/Oct/2025:09:14:02 +0900]", "::1 - ⟦b.osei⟧ [18/Oct/2025:09:14:02 +0000]"), ("203.181.44.17 - - [18/Oct/2025:09:14:02 +0900]", "a - b [1]"), check=lambda value: value != "-", source="Apache common log format"),
    Rule("user_name_of_a_command", "USERNAME", r"(?:(?<![\w-])(?:mysql|mysqldump|mariadb|psql|pg_dump|pg_restore|createdb|smbclient|ldapsearch|mongo|mongodump|net use|runas|curl|wget|lftp|sqlcmd|docker login|kinit|sudo|crontab)\b[^\n|;]{0,120}?\s(?:-u\s?|-U\s?|--user(?:name)?[= ]|/user:)|machine \S{1,100} login |\bsu - |\bchown (?:-R )?(?=[\w.-]{2,40}:)|\busermod (?:-\w{1,20} ){1,3}|\bProxyJump |^\s{1,8}User (?=[\w.\\-]{2,40}\s{0,3}$)|^username (?=\S{1,60} (?:privilege|password|secret))|\b(?:CREATE|ALTER|DROP) USER (?:IF (?:NOT )?EXISTS )?|\bTO (?=['\"`][\w.-]{1,64}['\"`]@))[\"'`]?(?P<value>[\w][\w.\\-]{1,63}(?<![.-]))(?=[\s:@;\"'`]|$)", 0.9,
         ("pg_dump -h db -U ⟦bkp⟧ -Fc", "CREATE USER '⟦ops_1154⟧'@'18.83.76.44'", "    User ⟦tugba⟧", "username ⟦chidubem⟧ privilege 15"), ("psql -U postgres", "su cuenta", "User guide", "curl -u sk_test_x:"),
         check=lambda value: is_account(value) and value.lower() not in SQL_WORDS and not value.startswith(("sk_", "pk_")), source="psql(1), mysql(1), ssh_config(5), SQL"),
    Rule("user_name_in_a_call", "USERNAME", r"(?i)(?:credentials?|\bauth|authenticate|basic_?auth|set_?credentials|signin|sign_in|login)\(\s?[\"'](?P<value>[\w.\\@-]{3,60})[\"'],\s?[\"']", 0.85,
         ('.credentials("⟦archiv-rw⟧", "x")', 'db.auth("⟦ro_reports⟧", "x")'), ('login("user", "password")', 'auth("GET", "x")'), check=lambda value: is_account(value) and not value.isupper(), source="driver documentation"),
    Rule("user_name_before_its_address", "USERNAME", r"(?<![\w./-])(?P<value>[a-z][\w.-]{2,31})/(?=(?:\d{1,3}\.){3}\d{1,3}:\d)", 0.85,
         ("⟦ketevan.j⟧/212.58.114.91:38422 peer", "x ⟦mab⟧/10.2.3.4:99"), ("localhost/127.0.0.1:9092", "http://10.2.3.4:99"), check=is_account, source="openvpn(8)"),
    Rule("account_of_a_domain_alone", "USERNAME", r"(?<![\w\\/:.-])(?!(?:HKLM|HKCU|HKEY|HKU|HKCR|SOFTWARE|SYSTEM|BUILTIN|AUTHORITY)\b)[A-Z][A-Z0-9-]{2,14}\\(?![nrtbfvxsdwNSW][\s\\]|n\p{Lu})(?:[a-z]{1,12}[._-][a-z]{2,20}\d{0,3}|[b-z]{1,2}[a-z]{4,14}\d{0,3})(?![\w\\(:]|\.\w)", 0.65,
         (r"| ⟦SEVAN\l.hovsepian⟧ |", r"(⟦ZAKLAD\bmilczarek⟧)"), (r"SOFTWARE\Policies", r"ERROR\n"), check=lambda value: is_account(value.rpartition("\\")[2]), source="MS-ADTS: down-level logon name"),
    Rule("account_of_a_domain", "USERNAME", r"(?<![\w\\/:.-])(?!(?:HKLM|HKCU|HKEY|NT|BUILTIN|SOFTWARE|SYSTEM|C|D)\b)(?:[A-Z][A-Z0-9-]{1,14}|[a-z]{2,10})\\{1,2}(?P<rest>[A-Za-z][\w.$-]{2,40})(?![\w\\(:]|\.\w)", 0,
         (r"user ⟦SANGA\svc-onboard⟧ locked", r"account ⟦tb\scanner⟧, password"), (r"line\nnext", r"SOFTWARE\Policies", r"\d+\w+"),
         context=("user*", "account*", "konto*", "login*", "logon*", "credential*", "compte", "identifiant", "usuario", "domain*", "host", "password", "pscredential", "stanowisko", "benutzer", "runas", "sid", "mot de passe", "hasło", "mfa"), with_context=0.9,
         check=lambda value: is_account(value.rpartition("\\")[2]), source="MS-ADTS: down-level logon name"),
    Rule("named_by_a_handle", "USERNAME", rf"(?i)(?<![\p{{L}}\d])(?:{BY})\s{{1,2}}[\"'`*_@]{{0,2}}(?P<value>u/[\w-]{{3,30}}|{NAME})(?![\w(]|\.\w|-\w)", 0.7,
         ("Posted by ⟦peatbog_pete⟧ · 2", "closed by ⟦kefgs_ar⟧", "Réponse de ⟦ptitlion67⟧ :", "Posted by ⟦u/burpee_hater_2000⟧"), ("by 2024", "sorted by name", "created by John-Paul", "par exemple", "by user_id", "by 3pm"),
         check=lambda value: _is_handle(value), source="forums and trackers"),
    Rule("mention", "USERNAME", r"(?<![\w@./\\&=:-])@(?P<value>[A-Za-z_][\w.-]{1,38}\w)(?![\w@/(]|\.\w|:\d|-\w)(?!\s{0,2}(?:\{|$\n?\s{0,20}(?:def|class|async|public|private)))", 0.6,
         ("cc @⟦soren-mk⟧ please", "thanks @⟦ttorres_qa⟧: agreed", "insta @⟦zoe.tarn99⟧."), ("@app.route('/x')", "@babel/core", "user@host.com", "@media print", "@Override", "image@sha256:ab", "@param x the x"),
         check=lambda value: is_distinct_account(value) and not ("." in value and "_" in value) and not is_expression(value) and not value.startswith(("font-", "keyframes", "page-", "counter-", "container-", "starting-", "view-")), source="handles of chats and forums"),
    Rule("payment_handle", "USERNAME", r"(?i)(?:cash ?app|venmo|zelle|revolut\w?|paypal(?:\.me)?|telegram|insta(?:gram)?|twitter|tiktok|snap(?:chat)?|threads|mastodon|discord|signal|handle|wechat|skype|work)[\s:?,(·–-]{1,4}(?:(?:is|me|via|at|handle|id|name|here)\s){0,2}(?:@(?P<value>[\w.-]{3,40}\w)|(?P<value>\$[A-Za-z][\w-]{2,40}))(?!\w|[@/(]|\.\w)", 0.85,
         ("same cashapp? ⟦$AmaraDidThat⟧", "revolut @⟦majkawu⟧ please", "Telegram @⟦lara_q_invest⟧)"), ("Cash App $40", "work @home.com/x", "discord @everyone"), check=lambda value: is_account(value.lstrip("$")), source="Cash App, Venmo and Telegram help pages"),
    Rule("remote_desktop_id", "USERNAME", r"(?i)\b(?:anydesk|teamviewer|rustdesk|ultraviewer)\b(?:[ -]?id|-nr\.?| nummer| number)?[\s:,=]{1,3}(?:id|nr|is)?[\s:]{0,2}(?P<value>\d{1,3}(?:[ .]?\d{3}){2,3})(?!\d)", 0.9,
         ("AnyDesk ⟦518 604 227⟧, then", "TeamViewer ID: ⟦1 228 907 334⟧"), ("AnyDesk 8.0.10", "TeamViewer 15 is new"), source="AnyDesk and TeamViewer documentation"),
)
# fmt: on


def _is_compound(value: str) -> bool:
    """Return whether a value is a compound of words ("user-defined", "account-level") rather than a user name."""
    parts = value.lower().split("-")
    return len(parts) > 1 and all(map(str.isalpha, parts)) and any(map(is_common, parts))


def _is_handle(value: str) -> bool:
    """Return whether a value after "by" is a handle: distinct, in lower case or with an underscore or a digit at its end."""
    bare = value.removeprefix("u/")
    if bare != value:
        return True
    is_marked = "_" in bare or (bare[-1].isdecimal() and bare[0].isalpha()) or (bare.islower() and "." in bare)
    return (
        is_distinct_account(bare)
        and is_marked
        and not is_expression(bare)
        and bare.count(".") < 2
        and not regex.fullmatch(r"[A-Z]{1,4}-?\d+|[qQhH]\d", bare)
    )
