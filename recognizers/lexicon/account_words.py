"""Words in the place of a user name that name no person: accounts of systems, bots and placeholders."""

import regex

from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.internet_words import ROLES
from recognizers.lexicon.names import is_family_name, is_given_name
from recognizers.lexicon.spellings import is_common

SYSTEM_ACCOUNTS = frozenset(
    """root admin administrator administrador administrateur sysadmin superuser sudo system systemd daemon bin sys sync games
    man lp mail news uucp proxy www-data www backup list irc gnats nobody nogroup sshd ntp dbus syslog postfix mysql postgres
    postgresql oracle mongodb redis rabbitmq elastic kibana logstash grafana prometheus nginx apache apache2 httpd tomcat jenkins
    git gitlab github gitea docker containerd kubernetes kube ubuntu debian centos fedora ec2-user vagrant ansible puppet
    pi guest anonymous anon public default test tester testuser user username demo example service local localservice
    networkservice network everyone self sa dba operator support bot cron crond kernel localhost unknown none null nil true
    false yes no undefined anyone all any me you us we them runner build builder ci host server client
    system_user trustedinstaller unconfined_u system_u elasticsearch minio airflow spark hadoop hdfs vault consul
    dependabot renovate github-actions actions-user noreply no-reply webhook api app application web site here channel
    nonroot appuser kibana_system logstash_system elastic-agent substation buildd __token__ oauth2 x-token-auth x-access-token john.doe jane.doe johndoe janedoe jdoe jsmith foo bar baz foobar alice bob eve mallory""".split()
)
# Parts of identifiers in source code that stand for a user name.
PLACEHOLDER_PARTS = frozenset(
    """user username users gid uname name names login logins account accounts uid id ids usr email mail self this cls request req response
    res ctx context session bytes bytearray bool float config conf cfg settings options opts args kwargs params param env environ data value values val
    field key item obj object node row record result input output form body payload header headers auth credentials creds
    cred current new old get set str string int integer bool boolean text varchar char type optional any none null nil
    undefined true false default required type password passwd pwd pass token secret host port db database client server
    admin root test example sample my your the a an is not and or db my_user placeholder todo changeme xxx xxxx var const let
    async await def return lambda function class import from in for if else with as domain group role roles owner author
    profile handle agent member customer person display full first last nick screen short long hash code number no num
    count list map dict tuple json xml html url uri path file model serializer manager service api app info details
    join eq ne gt lt ge le gte lte acct error failed success message msg log logger event created updated deleted valid invalid missing empty unknown""".split()
)
OF_NOBODY = PLACEHOLDER_PARTS | SYSTEM_ACCOUNTS
# Abbreviations and words of source code, in names of several parts only: "max_batch_size", "gs_binary", "sieve_poly".
CODE_WORDS = frozenset(
    """max min avg cache func fn idx len num tmp temp ptr buf dtype df arr poly init attr attrs elem impl util utils lib libs src dst sys os
    iter tz dt ts vars bin hist histogram trie dataclass decorator callback enum mixin async sync thread mutex queue stack heap tensor vector
    matrix scalar kernel sieve hash regex parser lexer ast np pd tf nn torch numpy pandas pyarrow arrow fixture wrapper handler factory builder
    iterator generator schema metadata dataframe series pipeline encoder decoder tokenizer optimizer scheduler backend frontend middleware
    shard shards chunk chunks batch bucket buckets slice indices param kwarg tuple cursor logits embedding embeddings conv attn axis dim dims ndim col cols
    cpu gpu cuda fd socket addr cert cmd cli stdin stdout stderr proc macro prefix suffix regexp alias aliases flag flags enumerator serializer deserializer plugin runtime expr disjoint base abstract callable cached yaml bounded unbounded lazy eager nested inner outer left right lhs rhs prev next aside yielded extra getset descriptor""".split()
)
ENDINGS = regex.compile(r"(?:ies|es|s|ed|d|ing|er|able)$")
# Words near an "@" in source code and its documentation, where it marks a decorator and no user.
NEAR_DECORATORS = (
    "decorat*", "callable*", "type hint*", "def", "docstring*", "pep", "annotation", "import", "raise", "npm", "package", "marked with", "marked as",
)  # fmt: skip
PART = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\d+")
# Member ids of Slack, UUIDs, hashes, asset numbers, headers, codes of diseases, the start of an IBAN, versions and types.
NO_ACCOUNT = regex.compile(
    r"^[UWTCB]0[A-Z0-9]{7,10}$|^(?:ssh|ecdsa)-[a-z0-9-]+$|^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}|^[0-9A-Fa-f]{16,}$|^[A-Z]{2,10}-\d+$|^[A-Z]{2}\d{2}$|^X-|^[A-Z]\d+(?:\.\d+)?$|(?i:bot)$|^__|^.{0,2}º"
    r"|^v\d{1,3}$|^u?int\d{1,3}$|^float\d{1,3}$|^[a-z_]+\.(?:[A-Z]\w*|c_\w+|user\w{0,4}|login|owner|function)$|\.(?:dll|exe)$|^(?:self|cls|np|os|sys|pd|tf|plt)\.|_(?:property|func|function|method|username|connection)$|contextmanager$|account_name$|^(?:python|node|java|docker|npm|pip)-\w+$|-out\d{1,2}$|^(?:[A-Za-z_]\w*\.){4}|\.st_[a-z]{3}$|^(?:e\.g|i\.e)$"  # of code
)
TEMPLATE = regex.compile(
    r"[${}<>%*]|^(?:user|test)\d{0,3}$|^A-Z|^\d+$|^[._-]|^x+$|^(?:acct|account|name|customer|col|column)_?\d{1,3}$|^(\w)\1+$|\.(?:py|js|ts|java|sh|md|txt|json|ya?ml|html?|com|net|org)$",
    regex.IGNORECASE,
)


def is_account(name: str) -> bool:
    """Return whether a user name may belong to a person or a company.

    Arguments:
        name: the user name as it is written.
    """
    lower = name.lower()
    if lower in SYSTEM_ACCOUNTS or lower in ROLES or TEMPLATE.search(name) or lower.endswith("[bot]"):
        return False
    if NO_ACCOUNT.search(name):
        return False
    parts = {part.lower() for part in PART.findall(name)}
    return not parts <= OF_NOBODY


def is_distinct_account(name: str) -> bool:
    """Return whether a user name differs from words: it has a digit or a separator inside.

    Arguments:
        name: the user name as it is written.
    """
    has_letter = any(map(str.isalpha, name))
    is_marked = any(map(str.isdecimal, name)) or regex.search(r"\w[._\\-]\w|_", name) is not None
    return (
        has_letter
        and is_marked
        and is_account(name)
        and not regex.search(r"^v?\d+[.,]\d|^\d+(?:st|nd|rd|th|h|ms|kg|x)$", name)
    )


def is_expression(name: str) -> bool:
    """Return whether a name is made of ordinary words only, as those of code are: `include_properties`, `cpu.times`.

    Arguments:
        name: the name as it is written.
    """
    parts = PART.findall(name)
    is_joined = len(parts) > 1 and ("_" in name or "." in name or "-" in name or len(parts) > 2)
    return is_joined and all(
        len(part) < 3 or part.lower() in PLACEHOLDER_PARTS or is_word(part) or ("_" in name and is_word_of_code(part))
        for part in parts
    )


def is_type(name: str) -> bool:
    """Return whether a name is that of a type: ordinary words that begin with capitals, as in `ChannelOwner`."""
    parts = PART.findall(name)
    return (
        len(parts) > 1
        and "".join(parts) == name
        and all(map(is_word, parts))
        and all(part[0].isupper() for part in parts)
    )


def is_word_of_code(part: str) -> bool:
    """Return whether a part of a name is a word of code, or a form of an ordinary word: `yielded`, `cached`."""
    lower = part.lower()
    stem = ENDINGS.sub("", lower)
    return lower in CODE_WORDS or stem in CODE_WORDS or (stem != lower and len(stem) > 2 and is_word(stem))


def is_word(part: str) -> bool:
    """Return whether a part of a name is an ordinary word, and neither a given nor a family name."""
    return (is_common(part) or is_everyday(part)) and not is_given_name(part) and not is_family_name(part)
