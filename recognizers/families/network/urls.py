"""Links: URLs of any scheme, bare domains, storage URLs, repositories, shares, home directories and cloud resources."""

import regex

from recognizers.families.network.addresses import is_private_ip
from recognizers.lexicon.domain_names import RESERVED_SUFFIXES, parts_of_domain
from recognizers.lexicon.public_sites import is_public_link
from recognizers.rules import Rule

LIMITS = (
    "Links to public documentation, standards bodies, authorities and registries, to reserved domains and to this "
    "machine stay. A bare name under a top-level domain that is also a common attribute (`user.id`) needs a path, a "
    "hyphen or a digit."
)
RFC = "RFC 3986"
# One character of the rest of a URL. A bracket belongs to it only in a pair; `[.]` is a defanged full stop.
BODY = r"(?:[^\s<>\"'`|\\^{}()\[\]«»“”„‹›*]|\(\w{1,40}\)|\[[.:]\])"
END = r"(?<![.,;:!?_~…])"
HOST_LABEL = r"[^\W_](?:[^\W_]|-){0,62}+"
WEB = "h(?:tt|xx)ps?|wss?|ftps?|sftp|smb|cifs|nfs|afp|ssh|git(?:\\+ssh)?|svn|hg|rtsp|webdavs?|vnc|rdp|telnet|file|sb|coap|opc\\.tcp"
STORES = "s3[an]?|gs|abfss?|wasbs?|azure|adl|hdfs|oss|cosn?|b2|r2|minio|gdrive|dbfs"
NO_PASSWORD = r"(?![^\s/@]{0,64}:[^\s/@]{1,128}@)"  # connection strings consist of several values
TOP_LEVEL = RESERVED_SUFFIXES.union(suffix.rpartition(".")[2] for suffix in parts_of_domain.tlds)
# Country domains that are also file extensions. A bare name with one of FILES is far more often a file than a domain.
FILES = frozenset("md py sh zip mov java properties target nc mk pm inc".split())
OF_SOURCES = regex.compile(r"(?i)[\w-]*(?:test|setup|modules|config|makefile|template)s?\.(?:cc|in|am|ac|py/.*)")
# Top-level domains that are also attributes and words: a bare name is a domain only by its other parts.
ATTRIBUTES = frozenset(
    """name id me info in so am as by my data email link date run app zone host group team style school works total direct
    live play report tools support network systems services training camp care cash center city cool deals exchange fit
    fund games gift guide how market media menu money new now one open parts photos pics pictures place plus press pub rest
    sale save search show site social source storage store stream style supplies today top town trade travel vote watch
    web wiki win work map pro tel tz foo cat post select rs ps so cc mm ms st gt lt eq ne ge le pi page space world build codes
    nr ma phone audio video docs java office box call cab bar call hot read secure security ac tf ml ai""".split()
)
CODE_NAMES = frozenset(
    """java javax jakarta kotlin scala system asp vb ado microsoft std self this cls super os sys np pd tf torch nn request
    response req res user obj object event args kwargs config ctx context model item data node document window module package
    com org net io edu self._ logger log str string math json re time datetime e i z u a d v m math app client session result
    row field parent root it x y k n t s p f socket.io node foo bar baz training pipeline fx tbl scan builtins py dataframe series other left right ic pers anst spring server http https basic numpy pandas mpmath scipy sympy
    pygments beartype mypy mypyc ufunc interval ivl corpora font table hw tm index1 index2 container markdown matlab iso8601 mp ned libraries distutils httpx httpx2 pyarrow""".split()
)
CODE_FOLLOWS = r"(?![\w({@$-]|\[(?!\d{1,3}\.)|\.\w|\s?[-+*/|&]?=(?!=)|::)"
PLACEHOLDER_BUCKET = regex.compile(
    r"(?i)://(?:$|[^/]*[${}<>%*]|(?:my|your|some|any|invalid|example|test|fake)?[-_]?(?:[a-z]{2,12}[-_])?(?:bucket|fake|server|location|destination|container|path|name|host)\b|\.|/*$)"
)
SECOND_LEVEL = frozenset("com org net edu gov mil coop una".split())  # of Paraguay
# A bare name under another long top-level domain needs a path, a hyphen or a digit: `tqdm.rich` is a module.
COMMON_ENDINGS = frozenset(
    "com org net edu gov mil int info biz io dev app cloud online shop store health bank agency consulting legal email site web"
    " tech digital group global company systems services solutions media clinic dental care law finance eus cat swiss wien"
    " berlin hamburg bayern paris bzh scot wales london nyc amsterdam vlaanderen ruhr koeln cologne top xyz icu click onion".split()
)
CLASS = regex.compile(r"(?:\p{Lu}\p{Ll}{2,20}){2,6}")
MAX_LABELS = 253  # RFC 1035


def is_file(name: str) -> bool:
    """Return whether an apparent domain is a file name, such as README.md or manager.core.py."""
    stem, _, ending = name.lower().rpartition(".")
    if "/" in stem or ending not in FILES:
        return False
    labels = stem.split(".")
    is_module = ending == "py" and labels[0] != "www" and labels[-1] not in SECOND_LEVEL
    return len(labels) == 1 or is_module


def _is_private_url(value: str) -> bool:
    scheme, _, rest = value.partition("://")
    host = regex.match(r"(?:[^/@]*@)?(\[[^\]/]*\]|[^/:?#]*)", rest.replace("[.]", "."))
    name = host[1] if host else ""
    if scheme.lower() == "file":
        return regex.match(r"/?/?(?:home|Users|C:/Users)/\w", rest) is not None
    if is_public_link(value.replace("[.]", ".")):
        return False
    if regex.fullmatch(r"[\d.]{7,15}", name) and not is_private_ip(name):
        return False
    return "." in name or "[" in name or regex.search(r"[0-9-]", name) is not None


def _is_private_store(value: str) -> bool:
    return not PLACEHOLDER_BUCKET.search(value)


def _is_private_domain(value: str) -> bool:
    host, slash, path = value.partition("/")
    host = host.partition(":")[0]
    labels = host.split(".")
    ending = labels[-1]
    if ending.lower() not in TOP_LEVEL or len(host) > MAX_LABELS or is_file(value) or is_public_link(value):
        return False
    if ending != ending.lower() and not host.isupper():
        return False  # ASP.Net, System.IO, "done.It"
    if CLASS.fullmatch(labels[0]) or OF_SOURCES.fullmatch(value):
        return False  # `LocalFileSystem.mv`, `cuda-test.cc`
    if labels[0].lower() == "www" or (slash and len(path) > 2):
        return True
    return (
        labels[0].lower() not in CODE_NAMES
        and parts_of_domain(host).domain != ""  # "co.nz"
        and len(labels[-2]) > 1
        and not (host.isupper() and len(labels) == 2)
        and (
            ((len(ending) == 2 or ending.lower() in COMMON_ENDINGS) and ending.lower() not in ATTRIBUTES)
            or (
                len(labels[-2]) > 2
                and regex.search(r"\d(?!\w?$)|-" if len(ending) > 2 else r"[0-9-]", labels[-2]) is not None
            )
        )
    )


def _is_private_home(value: str) -> bool:
    user = regex.split(r"[/\\]+", value.strip("/\\"))[-1 if value.startswith("~") else 1 if value[0] == "/" else 2]
    return user.lower() not in COMMON_HOMES and not regex.search(r"[${}<>%*]|^\.", user)


COMMON_HOMES = frozenset(
    """user users username you me shared public default all runner ubuntu ec2-user vscode node app root admin administrator jovyan
    circleci travis vagrant pi docker git gitpod codespace builder build jenkins linuxbrew user_name your_name yourname name
    appuser nonroot python dev test foo bar alice bob home www-data postgres""".split()
)

# fmt: off
RULES = (
    Rule("url_with_scheme", "URL", rf"(?i)(?<![\w+])(?:{WEB})://{NO_PASSWORD}{BODY}{{1,2000}}{END}", 0.85,
         ("Open ⟦https://wiki.tarn-otter.net/x/claims⟧.", "dial ⟦ssh://git@git.quarryhill.dev:7999/ops/deploy.git⟧ now", "(⟦hxxps://login[.]quarry-hill[.]top/a⟧)", "POST ⟦http://10.3.8.4:8080/api⟧"),
         ("see https://docs.python.org/3/library/re.html.", "curl http://localhost:8080/healthz", "get https://example.com/a", "open http://192.168.1.1 in Firefox", "url = 'https://{host}/v1'"),
         check=_is_private_url, source=RFC),
    Rule("storage_url", "URL", rf"(?i)(?<![\w+])(?:{STORES})://{BODY}{{3,1500}}{END}", 0.9,
         ("aws s3 cp x ⟦s3://quarryhill-raw-eu/2025/⟧", 'read("⟦gs://otter-exports/q3.csv⟧")'),
         ("use s3://bucket/key", "s3://${BUCKET}/raw/", "gs://any-location/temp", "gs://YOUR_OUTPUT_BUCKET/AND_PREFIX"), check=_is_private_store, source="Amazon S3, Google Cloud Storage and Azure Storage documentation"),
    Rule("domain", "URL", rf"(?<![\w.@$\\%~-])(?<![^/\s]/)(?<!(?:^|\s)/)(?!(?<=[\"'])[\w.-]{{2,60}}\.[\"']|(?<=\{{)[\w.]{{2,60}}\}})(?:{HOST_LABEL}\.(?=[^\W_])){{1,8}}+[^\W\d_]{{2,24}}+{CODE_FOLLOWS}(?:(?::\d{{1,5}}+)?/(?:(?!:){BODY}){{0,1500}}{END})?", 0.6,
         ("ask ⟦files.quarryhill.com.br⟧ first.", "⟦www.otter-tarn.de⟧, please", "image: ⟦registry.quarryhill.dev/team/web⟧:2.9", "at ⟦linkedin.com/in/zoe-tarn⟧"),
         ("java.net.SocketTimeoutException", "see README.md and src/main.rs", "user.id = 4", "visit www.gov.uk or pool.ntp.org", "os.name, ASP.NET, Node.js", "s3.index.name", "left.tz == right.tz", "blue jeans.jpeg", "\"bedr.org.\", \"opin.pa.\"", "f'{item1.fr}'", "`LocalFileSystem.mv` copies", "assert expr1.data == 0", "see cuda-test.cc for more", "tlds: co.nz", "by setup.py/extensions, so", "done in astroid.manager.py", "cdc.to += ofs"),
         check=_is_private_domain, source="RFC 1035"),
    Rule("remote_repository", "URL", r"(?<![\w.-])(?:git|hg|svn|gitea|gogs)@[\w.-]{3,120}:(?!//)[\w~./-]{3,200}(?<![.,])", 0.97,
         ("Remote: ⟦git@git.quarryhill.dev:etl/push.git⟧, tag", "clone ⟦git@github.com:zoe-tarn/fw.git⟧"),
         ("git@example.com: hello", "mail git@quarryhill.dev today"), check=lambda value: not is_public_link(value.replace(":", "/", 1)), source="git-clone(1)"),
    Rule("unc_path", "URL", r"(?<![\w\\:${])\\{2,4}(?!\\)[A-Za-z0-9][\w.-]{1,62}(?:@SSL)?(?:\\{1,2}[^\s\\/:*?\"<>|,;()\[\]{}'`«»“”]{1,100}){1,20}\\?(?<![.,;:!?])", 0.97,
         (r"share ⟦\\qh-nas2\claims\2025\⟧ or", r"from ⟦\\FS01\HR$\Leavers⟧."),
         (r"'\\n\\t'", r"regex \\d\\w+", r"C:\\temp\\x", r"a_{mn}\\exp\\left", r"{\\rtf1\\ansi", r"$\\lfloor\\log$", r"\\chbrdr\\chcfpat%d", r"\\Device\\Mup", r"'\\nReturns\\n-------'", r"'\\u20ac\\u672C'"), check=lambda value: _is_share(value), source="MS-DTYP 2.2.57"),
    Rule("home_directory", "URL", r"(?<![\w.~])(?:/home/|/Users/|/export/home/|/var/home/)[\w.$-]{1,64}+(?:/[^\s:\"'`<>|,;(){}\[\]]{0,400}(?<![.,;]))?", 0.9,
         ("File \"⟦/home/ztarn/work/api/main.py⟧\", line 3", "cd ⟦/Users/zoe.tarn/keys/x.pem⟧:12"),
         ("cd /home/user/app", "/Users/Shared/x", "https://a.example.com/home/x"), check=_is_private_home, source="Filesystem Hierarchy Standard 3.0"),
    Rule("windows_profile", "URL", r"(?<!\w)[A-Za-z]:\\{1,2}(?:Users|Documents and Settings|Utilisateurs|Benutzer|Usuarios)\\{1,2}[^\s\\/:*?\"<>|,;'`]{1,64}+(?:\\(?:\([\w ]{1,20}\)|[^\s/:*?\"<>|,;'`()]){0,400}(?<![.,;]))?", 0.9,
         (r"open ⟦C:\Users\ztarn\Documents\Nord⟧ now", r"⟦C:\Users\Zoe.Tarn\Downloads\setup(3).exe⟧"),
         (r"C:\Windows\System32", r"C:\Users\Public\x", r"C:\Program Files\y"), check=_is_private_home, source="Windows known folders"),
    Rule("home_of_a_user", "URL", r"(?<![\w/~])~[a-z][\w.-]{2,31}/[\w./-]{1,200}(?<![.,])", 0.85,
         ("rm ⟦~ztarn/thesis/old⟧", "in ⟦~esteban2/x.txt⟧."),
         ("cd ~/work", "about ~half/day", "~user/x"), check=lambda value: value[1:].split("/")[0] not in COMMON_HOMES | {"half", "all", "one"}, source="POSIX tilde expansion"),
    Rule("amazon_resource_name", "URL", r"(?<!\w)arn:aws[\w-]{0,10}:(?![^\s\w]{0,3}$|s3:::\*)[a-z0-9-]{2,30}:[a-z0-9-]{0,20}:(?:\d{12}|(?=:)):?[\w+=,.@:/*$-]{1,300}(?<![.,:])", 0.97,
         ("role ⟦arn:aws:iam::609552809114:role/otter-ro⟧.", '"⟦arn:aws:kms:eu-west-1:569802959238:key/5f0e1b9c⟧"'),
         ("arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:role/x", "arn:aws:s3:::*"), check=lambda value: "123456789012" not in value and "000000000000" not in value, source="AWS General Reference: ARN format"),
    Rule("azure_resource_id", "URL", r"(?i)(?<![\w/])/subscriptions/[0-9a-f]{8}-[0-9a-f-]{27}(?:/[\w.()-]{1,90}){0,20}", 0.95,
         ("id ⟦/subscriptions/3f1d8a52-9c41-4b0e-8a77-2d1f6c9b7e10/resourceGroups/otter⟧ x", "⟦/subscriptions/3f1d8a52-9c41-4b0e-8a77-2d1f6c9b7e10⟧"),
         ("/subscriptions/{id}/resourceGroups", "/subscriptions/42"), source="Azure Resource Manager: resource ids"),
    Rule("message_id", "URL", r"(?im)^(?:message-id|in-reply-to|references|resent-message-id|content-id)\s?:[ \t]{0,20}(?:<(?P<value>[^\s<>@]{1,250}@[^\s<>@]{1,250})>[ \t,]{0,20}+(?:\r?\n[ \t]{1,20})?){1,20}", 0.97,
         ("Message-ID: <⟦20251121070218.GA2591@mx.quarryhill.dev⟧>", "References: <⟦a.1@quarryhill.dev⟧> <⟦b.2@quarryhill.dev⟧>"),
         ("Message-ID: none", "References: see page 4"), source="RFC 5322, section 3.6.4"),
)
# fmt: on


LATEX = frozenset(
    "exp frac left right sum prod int begin end text mathrm mathbf mathcal sqrt log sin cos lim lfloor lceil operatorname quad qquad leq geq".split()
)


def _is_share(value: str) -> bool:
    parts = [part for part in regex.split(r"\\+", value) if part]
    return (
        len(parts) > 1
        and parts[0].lower() not in {"server", "servername", "computer", "host", "device"} | LATEX
        and "%" not in value
        and len(parts[0]) > 2
        and not regex.match(r"n\p{Lu}\p{Ll}|x[0-9a-f]{2}|u[0-9A-Fa-f]{4}|U000", parts[0])  # an escaped character
        and len(parts[1]) > 1
        and not regex.fullmatch(r"[dwsDWSbBnrtux.]{1,2}[+*?]?|[.?]", parts[1])
    )
