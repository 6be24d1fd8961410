"""Host names: internal suffixes, labels, numbered hosts, log lines, prompts and the hosts of connection strings."""

import regex

from recognizers.lexicon.account_words import PLACEHOLDER_PARTS
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.public_sites import is_public_link
from recognizers.lexicon.spellings import is_common
from recognizers.rules import Rule

LIMITS = (
    "A host of one ordinary word (`redis`, `hecht`) needs a log line, a prompt or a connection string; single words after "
    "`host:` stay, since most are defaults of a program."
)
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9]|[-_](?=[A-Za-z0-9])){0,62}+"
NAME = rf"{LABEL}(?:\.{LABEL}){{0,8}}+"
INTERNAL = r"internal|corp|lan|local|localdomain|intra|intranet|private|priv|home\.arpa|svc|cluster|consul|mesh|vpn|ads?|domain|office|onion"
NOT_CODE = r"(?![\w(\[{@-]|\.\w|\s?=[^=]|::)"
BOUNDARY = r"(?<![\w.$\\/-])"
LEVELS = r"(?!(?i:info|warn|warning|error|err|debug|trace|fatal|notice|crit|critical|alert|emerg|level|localhost|last|kernel|message|the)\b)"
# Roles in names of machines.
ROLE = r"""(?:db|sql|pg|pgsql|mysql|maria|mssql|ora|oracle|mongo|redis|rds|es|elastic|kafka|kfk|rabbit|mq|mqtt|web|www|app|api|srv|svr|server|serv|host|vm|node|worker|master|ctl|mgr|bld|build|ci|jenkins|agent|runner|dc|ad|ldap|dns|dhcp|ntp|mx|mail|smtp|imap|exch?|fs|file|nas|san|bak|bkp|backup|esx|esxi|hyperv|pve|kvm|xen|k8s|kube|gw|fw|fgt|rtr|router|sw|switch|core|lb|proxy|vpn|jump|bastion|edge|ap|wlc|wlan|prn|prt|print|printer|scan|scanner|pos|till|kiosk|kasse|ts|rdp|rds|citrix|term|pacs|lims|scada|plc|hmi|hist|historian|nvr|cam|kam|mirth|etl|sap|erp|crm|log|logs|mon|prom|zbx|zabbix|grafana|graylog|splunk|nb|lt|lap|laptop|ws|wks|pc|mbp?|desktop|dev|test|tst|uat|stg|staging|prd|prod|hml|qa|dr|range|sbc|pbx|voip|ftp|sftp|gis|osd|ceph|celery|queue|cache)"""
PRODUCTS = r"(?!(?:utf|iso|sha|md|aes|rsa|x|covid|node|python|mysql|redis|postgres|web|app|api|db|file|log|test|dev|core|es|oracle|kafka|server|host|print|scan|ts|pc|sw|ap|ws|dc|ad|mail|file)-\d{1,2}(?![\w-]))"
WORKSTATIONS = r"NB|LT|LAP|WS|WKS|PC|MB|MBP|DT|DESK|DC|FS|TS|EX|SRV|SVR|SQL|APP|WEB|DB|PRT|PRN|SCAN|TILL|POS|KIOSK|VM|HV|ESX|RTR|GW|FW|SW|AP|UPS|NAS|BRG|SAP|ORA|RDS|CTX"
STATIONS = "NB|LT|LAP|WS|WKS|PC|MBP|DT|PRT|PRN|KIOSK|TILL|SRV|SVR|VM|ESX|NAS"
# Labels before a host, and what may be between.
KEY = r"""(?:host[ _-]?name|host|hosts|server|server[_ ]name|servidor|serveur|servername|fqdn|node(?:[_ ]name)?|noeud|instance|computer(?:[_ ]?name)?|workstation(?:[ _]name)?|rechner(?:name)?|stanowisko|poste|nom réseau|maskine|machine|device[ _]name|uv_host|broker|smarthost|endpoint|bootstrap[._-]servers?|upstream|peer|gateway|data source|shost|dhost|logonserver|asset|laptop|notebook|notebook-name|pc[ -]?name|devicename)"""
CONTEXT = (
    "host*",
    "server*",
    "servidor",
    "serveur",
    "node",
    "box",
    "machine",
    "maskine",
    "rechner",
    "workstation",
    "laptop",
    "notebook",
    "computer",
    "pc",
    "poste",
    "ssh",
    "dns",
    "domain",
    "domäne",
    "realm",
    "gateway",
    "switch",
    "router",
    "broker",
    "vpn",
    "instance",
    "ping",
    "rdp",
)
STORES = r"(?:postgres(?:ql)?|mysql|mariadb|mongodb|redis|rediss|amqps?|mssql|sqlserver|oracle|db2|clickhouse|cassandra|kafka|mqtts?|ldaps?|smtps?|imaps?|nats|neo4j|bolt|cockroachdb|hive2?|trino|presto|snowflake|couchbase|influxdb|memcached|sip|xmpp|stratum\+tcp|tcp|udp|sftp|ssh|git|https?(?=://[^\s/@]{1,200}@))(?:\+[a-z0-9]{2,20}|\+srv)?"
USERINFO = r"(?:[^\s/@\"'<>]{0,200}@)?"
GENERIC = frozenset(
    """localhost none null true false yes no default string str int host hostname server name self this your-host your_host
    my-host myhost hostname.local db-host host1 host2 server1 server2 example node1 node2 string-value unknown auto any all
    nginx apache cloudflare gunicorn uvicorn jetty envoy varnish openresty awselb caddy litespeed kestrel microsoft-iis
    microsoft-httpapi gws esf apache-coyote tomcat iis simplehttp basehttp werkzeug x-host test-host test-server
    markdown-it hot-reload x86_64 amd64 arm64 aarch64 i386 i686 metadata.google.internal sha256 sha1 md5 ed25519 read-only read-write end-to-end client-side server-side node-role""".split()
)


def is_host(value: str) -> bool:
    """Return whether a name is that of one machine or network: it is not public and not a placeholder.

    Arguments:
        value: the name as it is written, with or without a domain.
    """
    name = value.lower()
    return (
        not is_public_link(value)
        and name not in GENERIC
        and not regex.search(
            r"^\d+(?:\.\d+)*$|^v?\d+\.\d+|^t\d\.|^x-[a-z-]+$|^x(?:64|86)$|^\d+[kmgt]i?b$|_hostname$|^(?:linux|win|windows|darwin|macos|osx)[-_](?:x\d+|x86.*|amd64|arm64.*|aarch64|latest)$|^[a-z]+2[a-z]+$",
            name,
        )
    )


# "re-syncing", "5xx", "2022-latest", "python3.8", "attr1"
OF_PROSE = regex.compile(
    r"(?i)(?:re|de|pre|mid|sub|un|co)-\p{L}+$|\dxx$|\d{4}-latest$|python\d|attr\d|\w+_host$|\d-\p{L}+$|(?:b?fp|u?int|float)\d+$|(?:XML|JSON)-RPC$|utf-\d+$|latin-?\d$|universal2$|(?-i:(?:\p{Lu}\p{Ll}{3,}){2,}-\d$)|[a-z]{4,}_\w+_\d$|not\p{L}+\d$"
)


def _is_distinct(value: str) -> bool:
    """Return whether a name differs from words and defaults of programs."""
    if OF_PROSE.match(value):
        return False
    first = value.split(".")[0]
    has_letter = any(map(str.isalpha, first))
    is_marked = any(map(str.isdecimal, first)) or ("-" in first and not _is_compound(first))
    return is_host(value) and has_letter and (is_marked or ("." in value and _has_suffix(value)))


def _is_compound(name: str) -> bool:
    """Return whether a name is made of words or of the same part twice: `server-login`, `hot-reload`, `DOCUMENT-END`."""
    parts = name.lower().split("-")
    return len(set(parts)) == 1 or all(
        is_common(part) or is_everyday(part) or part in PLACEHOLDER_PARTS for part in parts
    )


def _has_suffix(value: str) -> bool:
    return regex.search(rf"(?i)\.(?:{INTERNAL})$", value) is not None


def _is_internal(value: str) -> bool:
    labels = value.lower().split(".")
    is_long = len(labels) > 2 or regex.search(r"[0-9-]", value) is not None
    return is_host(value) and labels[0] not in CODE and is_long and not regex.search(r"[a-z][A-Z]", value)


CODE = frozenset(
    "self this cls py lower upper com org net io java javax os sys app django threading import from config settings werkzeug".split()
)

KINDS = frozenset(
    "Windows Gaming Desktop Office Tablet Mini Work Arbeits Dienst Heim Home Apple Micro Server Client Linux Surface Netzwerk".split()
)
# fmt: off
RULES = (
    Rule("internal_host", "HOSTNAME", rf"(?i){BOUNDARY}{LABEL}(?:\.{LABEL}){{0,8}}?\.(?:internal|corp|lan|local|localdomain|intra|intranet|home\.arpa|onion){NOT_CODE}", 0.9,
         ("on ⟦dhcp2.sb-clinic.lan⟧ now", "⟦es-master-0.claims.svc.qh.local⟧:9200", "via ⟦smtp-out.quarryhill.internal⟧."),
         ("threading.local()", "self.cache.local = 1", "host.docker.internal", "com.quarry.internal.Foo"), check=_is_internal, source="RFC 6762, RFC 8375, ICANN .internal"),
    Rule("internal_domain", "HOSTNAME", rf"(?i){BOUNDARY}{LABEL}\.(?:internal|corp|lan|local|localdomain|intra|intranet){NOT_CODE}", 0,
         ("Domäne ⟦quarry.local⟧", "ssh box ⟦sanga.lan⟧"), ("threading.local", "import os.internal"), context=CONTEXT, check=is_host, source="RFC 6762"),
    Rule("labelled_host", "HOSTNAME", rf"(?i)(?<![A-Za-z0-9])[\"'`*]{{0,2}}{KEY}[\"'`*]{{0,2}}(?:\s{{0,3}}[:=]{{1,2}}>?\s{{0,6}}|\t\s{{0,4}}|[ \t](?:is\s|name\s|named\s|called\s)?)(?:tcp:|//)?[\"'`*\[(]{{0,2}}(?P<value>{NAME}){NOT_CODE}", 0.85,
         ("host=⟦kfk-ams-04⟧ port", "Workstation Name:\t⟦DESKTOP-7F3K2⟧", '"host":"⟦ctl-kant-1⟧"', "server ⟦srv-vent01⟧, cron", "Server=tcp:⟦db1.quarryhill.lan⟧,1433"),
         ("server: nginx/1.26.1", "host = config.host", "host: localhost", "node v20.11", "on node linux-x64", "server-side rendering", "instance: t3.large", "host = get_host()", "the server is down", "server = 'server-login'", "machine\nmafia-mafia", "machine == 'x86_64'", "a server hot-reload, not", "the upstream Tok2Vec component", "limit (429) or server (5xx) errors", "the hostname: re-syncing it", "Instance de-serialization.", "upstream python3.8 bug", "f(host=probe_http2_host)", "mssql/server:2022-latest"),
         check=_is_distinct, source="labels of logs and configurations"),
    Rule("host_of_a_connection_string", "HOSTNAME", rf"(?i)(?<![\w+])(?:jdbc:)?(?:{STORES}|jdbc:oracle:thin:@|oracle:thin:@)(?:://|:@//|//|:){USERINFO}(?P<value>{NAME})(?!:\d{{1,3}}\.\d)(?=[:/?;,\s\"'`)>&\]]|$){NOT_CODE}", 0.9,
         ("postgres://ro:x9@⟦db-syd-3⟧:5432/app", "jdbc:sqlserver://⟦rpt04.quarryhill.lan⟧:1433;a=b", "REDIS=redis://:pw@⟦cache7⟧:6379/0", "sip:x@⟦pbx.quarryhill.com⟧>"),
         ("redis://localhost:6379", "http://example.com/a", "mysql://user:pw@db/app", "mysql:mysql-connector-java:8.0.28"), check=lambda value: is_host(value) and ("." in value or _is_distinct(value)) and not regex.search(r"\.\w{0,3}\d+$", value), source="RFC 3986, JDBC"),
    Rule("host_of_a_share", "HOSTNAME", rf"(?i:\b(?:smb(?:client|map|get)|mount(?:\.cifs)?|cifs|smbfs)\b)[^\n|]{{0,60}}?\s//(?P<value>{NAME})(?=/)", 0.9,
         ("smbclient //⟦fs-vejle-2⟧/data -U x", "mount -t cifs //⟦nas-otter-1⟧/hr /mnt"), ("mount //localhost/x /mnt", "// mount/x", "see //server/share"), check=is_host, source="smbclient(1), mount.cifs(8)"),
    Rule("host_in_a_log_line", "HOSTNAME", rf"^(?:<\d{{1,3}}>1?\s?|#\s)?(?:\p{{L}}{{3,4}}\.?\s{{1,2}}\d{{1,2}}\s(?:\d{{4}}\s)?\d{{1,2}}:\d\d:\d\d|\d{{4}}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,]{{0,10}}(?:Z|[+-]\d\d:?\d\d)?)\s{{1,4}}{LEVELS}(?P<value>{NAME})\s(?=[\w./()-]{{2,60}}(?:\[\d{{1,9}}\])?:\s|last message|sudo:|\d{{1,12}}\s)", 0.95,
         ("Oct 12 03:00:01 ⟦kiln-bastion⟧ sshd[1]: Failed", "2025-10-03T02:15:55.120Z ⟦gw-lon⟧ sshd[22817]: Accepted"),
         ("Oct 12 03:00:01 error main: x", "2025-10-03 02:15:55 INFO app: started", "Oct 12 03:00:01 localhost sshd[1]: x"), check=lambda value: is_host(value) and not is_common(value), source="RFC 3164, RFC 5424"),
    Rule("host_of_a_prompt", "HOSTNAME", rf"(?m)(?:^|[\[(\s]|\x1b\[[\d;]{{0,12}}m)(?:[a-z_][\w.-]{{0,31}}@(?P<value>{LABEL}(?:\.{LABEL}){{0,4}})(?=[: ]?[~/][^\s#$]{{0,80}}\s?[#$%]|\s[\w~.-]{{1,40}}\][#$]|[#$]\s|:\s{{0,8}}$))|^(?P<value>{LABEL})(?=(?:\([\w-]{{1,30}}\))?#\s?(?:sh(?:ow)?|conf|int|no|exit|copy|wr|ping|end)\b)", 0.95,
         ("tobi@⟦hal-build3⟧:~$ cd x", "[root@⟦db1⟧ ~]# ls", "⟦acc-sw-12⟧#show mac"), ("mail a@b.com $5", "# show"), check=is_host, source="bash(1) PS1, Cisco IOS"),
    Rule("host_of_a_command", "HOSTNAME", rf"(?<![\w-])(?:ssh|scp|sftp|rsync|mosh|telnet|ping6?|traceroute|tracert|dig|nslookup|host|mstsc /v|ssh-copy-id|nc|curl|psql|mysql|pg_dump|redis-cli|mongo)\s(?:[^\n@|;]{{0,80}}?\s)??(?:-h\s|--host[= ]|[\w.-]{{1,32}}@)(?P<value>{NAME})(?=[\s:;|'\"]|$)", 0.85,
         ("ssh -p 22 zoe@⟦tarn7⟧", "pg_dump -h ⟦pg-ub-01⟧ -U x", "scp .netrc kb@⟦nuage-joliette⟧:/tmp"), ("ssh user@host", "curl -h help"), check=lambda value: is_host(value) and (_is_distinct(value) or "-" in value), source="ssh(1), psql(1)"),
    Rule("host_after_an_address", "HOSTNAME", rf"(?<=\d\s\(|\d\[|[0-9a-f]{{2}}\s\()(?P<value>{LABEL})(?=\)|\])", 0.7,
         ("DISCOVER from 3c:22:fb:7d:10:9e (⟦Olumide-MBP⟧) via", "10.3.4.5 (⟦tarn-7⟧)"), ("200 (ok)", "in 2024 (Q3-2024)", "3 (two-thirds)", "thread-unsafe 3 (gh-29850)"),
         check=lambda value: regex.search(r"-(?i:mbp|pc|nb|lt|ws|macbook|iphone|ipad|imac|mac)$|^[a-z]+-\d+$|\b(?:srv|web|db|app)\d", value) is not None and not value.lower().startswith(("gh-", "pr-", "bpo-", "issue-")), source="dhcpd(8)"),
    Rule("host_at_a_fixed_place", "HOSTNAME", rf"(?i)(?<!\w)(?:running (?:as \w{{1,32}} )?on|reproduced on|reproduziert auf|riprodott[oa]:? su|reproducido en|reproduzido em|built remotely on|building remotely on|mounted on|deployed (?:on|to)|copied to|rejected by|helo|ehlo|machine|proxyjump|ansible_host=|serveradmin|generating server|received: from|connect from|switch|router|gateway|logged (?:in|on) to|sudo on|shell on|box|jumphost|jump host|bastion|server|laptop|notebook|datorn|maschine|computer|pc|workstation|printer|prt)[:,]?\s{{1,2}}(?:name\s|is\s|it's\s|\()?[\"'`*]{{0,2}}(?P<value>{NAME}){NOT_CODE}", 0.8,
         ("reproduced on ⟦collaudo3⟧ with", "grant sudo on ⟦mx-hnl-4⟧ too", "the switch (⟦sw-core-2⟧)"), ("running on linux", "server 2019", "laptop-friendly", "printer HP-2055"),
         check=lambda value: _is_distinct(value) and _is_machine_like(value), source="incident reports"),
    Rule("numbered_host", "HOSTNAME", rf"(?<![\w.@$\\/#=&+%-]){PRODUCTS}(?=[a-z0-9-]{{0,40}}\d)(?:(?:[a-z0-9]{{1,14}}-){{0,3}}{ROLE}\d{{0,3}}(?:-[a-z0-9]{{1,12}}){{0,2}}-(?:0\d|\d{{1,3}}|[a-z]?\d)|(?:[a-z0-9]{{1,14}}-){{1,3}}{ROLE}0?\d{{1,2}}|(?:srv|gw|fw|sw|rtr|db|pg|esx|pve)-[a-z]{{2,12}}\d{{1,2}}|(?:db|web|app|srv|svr|mail|hist|dc|fs|mx|gw|fw|sql|ns|vm|prn)0\d)(?![\w@(]|-\w|\.\w|\s?=[^=])", 0.7,
         ("on ⟦db-prod-03⟧ again", "and ⟦nj-edge-02⟧,", "⟦web01⟧ is slow", "try ⟦uat-db-7⟧."),
         ("utf-8 and sha-256", "redis-7 image", "covid-19", "us-west-2", "python-3", "WEB-1234", "step-by-step-1", "coding-agent-v1", "files-api-2025-04-14", "types-ldap3", "test-project-2"), check=lambda value: is_host(value) and _is_numbered(value), source="naming schemes of hosts"),
    Rule("numbered_workstation", "HOSTNAME", rf"(?<![\w.@$/#-])(?:(?:[A-Z][A-Z0-9]{{1,5}}-){{1,2}}(?:{WORKSTATIONS})(?:-?[A-Z]?\d{{1,5}})|(?:SRV|SVR)-[A-Z0-9]{{2,12}}(?:-\d{{1,4}})?|[A-Z]{{2,6}}(?:SQL|SRV|DC|FS|EX|WEB|APP)0\d|(?:{STATIONS})-[A-Z]{{2,10}}-\d{{2,5}}|(?:LAPTOP|DESKTOP|WIN|PC|NB)-(?=[A-Z0-9]{{0,14}}\d)(?=\d{{0,14}}[A-Z])[A-Z0-9]{{4,15}})(?![\w@(]|-\w|\.\w)", 0.75,
         ("host ⟦DLH-WS-0447⟧,", "| ⟦VNL-SCAN-11⟧ |", "on ⟦SRV-FILE-02⟧", "⟦LAPTOP-7F3K2⟧ is old", "Rechner ⟦NB-LOGISTIK-044⟧ fehlt", "FROM ⟦HRSQL02⟧"),
         ("ticket ABC-1234", "rule WS-SECURITY-1", "ISO-9001", "PC-LINT", "SRV record"), check=is_host, source="naming schemes of hosts; Windows setup"),
    Rule("host_beside_its_address", "HOSTNAME", rf"(?<![\w.@$\\/-])(?P<value>{NAME})[\"'`]{{0,2}}(?=\s?(?:[(\[:,|=]|->|→|\()\s{{0,2}}(?:ip\s)?(?i:IP[ :]{{1,2}})?(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{{1,3}}){{2,3}}\b|:?\s{{1,4}}(?:\{{\s?)?ansible_\w{{2,20}}[=:])", 0.95,
         ("spare is ⟦IQA-HP-02⟧ (10.240.9.12)", '"⟦waage-hof7⟧:192.168.178.61"', "⟦gw-halle1⟧ ansible_host=10.120.4.11"), ("the address (10.240.9.12)", "version-2 is 10.0.3.4", "ip: 10.3.4.5"),
         check=lambda value: is_host(value) and not is_common(value) and (_is_distinct(value)), source="Ansible inventories, hosts(5)"),
    Rule("numbered_name_near_a_word_for_a_host", "HOSTNAME", r"(?<![\w.@$\\/#=-])(?!latin-?\d)(?:[A-Za-z][A-Za-z0-9]{1,13}(?:-[A-Za-z0-9]{1,12}){0,2}-[a-z]{0,4}\d{1,2}|(?:sw|fw|gw|srv|rtr|esx|wlc|nas|lb|ups|usv)-[a-z]{2,6}(?:-[a-z]{1,6})?)(?![\w@(]|-\w|\.\w)", 0,
         ("the gateway ⟦BAS-SWIFT-01⟧ is old", "messages on host ⟦clover-2⟧.", "FortiGate pair ⟦fw-ns-a⟧ (switch)"), ("clover-2 is a gene", "Part BAS-SWIFT-01", "server for covid-19", "box: len-1 rows"),
         context=("host", "hosts", "server", "servidor", "gateway", "box", "switch", "router", "fortigate", "queue", "disk", "cabinet", "rdp", "micro", "replica", "failover", "reboot*", "restart*", "hostname", "vm", "node", "ssh", "uplink", "windows server", "environment"), with_context=0.7,
         check=lambda value: is_host(value) and _is_named(value), source="naming schemes of hosts"),
    Rule("device_named_after_a_person", "HOSTNAME", r"(?<![\w-])\p{Lu}\p{Ll}{1,20}(?:-?\p{Lu}\p{Ll}{1,20})?-(?:MBP|MacBook(?:-Pro|-Air)?|iMac|iPhone|iPad|MBA|Mac-mini|Mac|PC|Laptop|ThinkPad|Surface)(?:-\d{1,3})?(?:\.local)?(?![\w-])|(?<![\w-])(?:iPad|iPhone|iMac|MacBook|ThinkPad|Galaxy)-(?!Pro|Air|Mini|Note|Tab|Book|Max|Plus|Ultra|Fold|Flip)\p{Lu}\p{Ll}{2,20}-\d{1,3}(?![\w.-])", 0.75,
         ("(⟦Olumide-MBP⟧) via", "device \"⟦Zoes-iPhone⟧\"", "Device ⟦iPad-Empfang-2⟧ joined"), ("a Surface-PC", "Windows-PC and Gaming-PC", "MacBook-Pro", "iPad-Pro-11"), check=lambda value: not is_common(value.split("-")[0]) and value.split("-")[0] not in KINDS, source="macOS computer name"),
    Rule("windows_domain", "HOSTNAME", r"(?im)^\s{0,8}[\"\']?(?:account domain|kontodomäne|domaine du compte|defaultdomainname)[\"']?\s{0,3}[:=]\s{0,8}[\"']?(?P<value>[A-Za-z][\w.-]{2,40})", 0.9,
         ("  Account Domain:\t\t⟦DZINTARS⟧", '"DefaultDomainName"="⟦QH-TILL⟧"'), ("Account Domain: NT AUTHORITY", "Account Domain:  -"), check=lambda value: value.upper() not in {"NT", "BUILTIN", "WORKGROUP"}, source="Windows security event 4625"),
)
# fmt: on


def _is_machine_like(value: str) -> bool:
    """Return whether a name has a digit and no form of a version or a product ("HP-2055", "2019")."""
    return (
        len(value) > 3
        and (_has_suffix(value) or any(map(str.isdecimal, value)))
        and not regex.fullmatch(r"[A-Z]{1,3}-?\d{2,5}\w?|\d.*|[vV]\d.*", value)
    )


def _is_numbered(value: str) -> bool:
    parts = value.split("-")
    return not regex.search(
        r"(?:^|-)(?:by|to|of|the|and|in|a|per|or)-|-v\d{1,2}$|-20\d\d-\d\d-\d\d$|^(?:types|py|gh|lt|test|my)-|^(?:us|eu|ap|ca|sa|me|af)-(?:north|south|east|west|central)",
        value,
    ) and (
        len(parts) > 2
        or any(part[-2:-1] == "0" or regex.search(r"[a-z]\d", part) for part in parts)
        or parts[0] in STRONG
    )


STRONG = frozenset(
    "gw fw sw mx etl pg rtr esx pve nas agent lb vpn wlc prn sql srv kafka mq jump bastion celery ci hv".split()
)


def _is_named(value: str) -> bool:
    """Return whether a name with a number is no word, standard, version or part of a series."""
    first, last = value.split("-")[0], value.split("-")[-1]
    if first in DEVICES and last.isalpha():
        return True
    if value.lower().startswith(SERIES) or (is_common(first.lower()) and not last.startswith("0")):
        return False
    return not value.isupper() or value.count("-") > 1


DEVICES = frozenset("sw fw gw srv rtr esx wlc nas lb ups usv".split())
SERIES = (
    "len-",
    "utf-",
    "sha-",
    "iso-",
    "covid-",
    "rfc-",
    "cve-",
    "gpt-",
    "tls-",
    "http-",
    "ipv",
    "python-",
    "java-",
    "node-",
    "php-",
    "wi-",
    "wpa",
    "usb-",
    "cat-",
    "aes-",
    "rsa-",
    "md-",
    "x-",
    "e-",
    "t-",
    "s-",
    "step-",
    "phase-",
    "level-",
    "tier-",
    "us-",
    "eu-",
    "ap-",
    "in-",
    "de-",
    "en-",
)
