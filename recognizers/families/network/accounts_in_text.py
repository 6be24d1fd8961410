"""User names by their place: after "as", after a label and a clause, in attributes, reviews, hash dumps and user lists."""

import regex

from recognizers.families.network.accounts import ROLES
from recognizers.lexicon.account_words import is_account, is_distinct_account, is_expression
from recognizers.lexicon.spellings import is_common
from recognizers.rules import Rule

LIMITS = "User names of one ordinary word, and those in lists of code without a label."
DISTINCT = r"[\p{L}\d_](?:[\p{L}\d_]|[.-](?=[\p{L}\d_])){2,39}"
LABELS = "log-?in|user ?name|user ?id|handle|alias|nickname|benutzername|nutzername|identifiant|usuario|utente|profilo|profil|instagram|telegram|discord|twitter|insta|konto|kontot|account|compte|utilizador"
IS = "is|was|ist|war|lautet|est|es|era|è|é|är|er|is nu|jest|to"
# Words before a colon and an address: labels and schemes, no user names.
SCHEMES = "mailto|sips?|xmpp|acct|e-?mail|mail|from|to|cc|bcc|reply-to|sender|contact|user|login"


def _is_name(value: str) -> bool:
    """Return whether a value may be a user name: an account that is no word and no name of a key."""
    parts = regex.findall(r"\p{L}+", value.lower())
    return is_account(value) and not is_common(value) and not (len(parts) > 1 and all(map(is_common, parts)))


def _is_handle(value: str) -> bool:
    """Return whether a value in quotes is a user name rather than the name of a column: it has a full stop or a digit."""
    is_key = regex.fullmatch(
        r"(?:num|col|column|key|val|var|arg|param|item|row|field|feature|x|y|id)_?[a-zA-Z]?\d{0,3}", value
    )
    return (
        _is_name(value)
        and regex.search(r"\.|\d", value) is not None
        and not regex.search(r"\d\.\d", value)
        and not is_key
    )


def _is_distinct_or_capital(value: str) -> bool:
    return _is_distinct_name(value) or (value.isupper() and len(value) > 4 and _is_name(value))


def _is_distinct_name(value: str) -> bool:
    words = value.split("-")
    if len(words) > 1 and all(map(str.isalpha, words[1:])):
        return False  # "user-defined", "24-hour"
    return (
        is_distinct_account(value)
        and not is_expression(value)
        and _is_name(value)
        and not regex.search(r"\d\.\d|\.(?:com|org|net|de|fr|it|pdf|xlsx?)$", value)
    )


# What chats, trackers and hosts of code report of a user.
ACTIVITY = (
    r"pushed \d{1,4} commits?|force-pushed|wants to merge|requested changes|requested (?:a|your) review|approved these changes|approved this pull request|added the label|removed the label|self-assigned this|was assigned|merged commit|merged \d{1,4} commits?"
    r"|commented \d{1,3} (?:minutes?|hours?|days?|weeks?|months?) ago|commented on (?:[A-Z]|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|#|PR|!)|opened this (?:issue|pull request)|reopened this|closed this (?:issue|as)|starred this|has joined #|joined the channel|joined #|left the channel|left #|set the channel topic|is now known as|has quit \("
)
REPORTED = r"Merge (?:pull request #\d{1,6}|branch '[^'\n]{1,60}') (?:from|of) (?=[\w.-]{2,39}/)|is now known as |(?:committed|pushed|merged|force-pushed|deployed|uploaded) by @?(?=[\w.-]{3,39}(?: on \p{Lu}\p{Ll}| at \d| \d{1,3} (?:min|hour|day)|[.,;)]|\s{0,2}$))|(?i:granted) (?:sudo|access|admin|root|vpn) to (?:user )?(?=[\w.-]{3,39}(?: on | for |[.,;)]|\s{0,2}$))"


# fmt: off
RULES = (
    Rule("user_of_an_activity", "USERNAME", rf"(?:^|[>*•|]|\]|\d{{2}}\b)[ \t]{{0,3}}[*-]{{0,3}}[ ]?@?(?P<value>[A-Za-z][\w.-]{{2,38}})(?=[ ](?:{ACTIVITY}))", 0.95,
         ("⟦fquigg⟧ pushed 3 commits", "* ⟦nbyrne⟧ wants to merge 2 commits", "⟦okoye⟧ has joined #ops", "[09:12] ⟦nbyrne⟧ set the channel topic: rates"), ("someone pushed 3 commits", "bot pushed 3 commits", "the user has joined #ops", "he requested changes"), check=_is_name, source="hosts of code and chats"),
    Rule("user_reported_for_an_activity", "USERNAME", rf"(?<![\p{{L}}])(?:{REPORTED})(?P<value>[a-z][a-z\d._-]{{2,38}}\w)", 0.95,
         ("Merge pull request #88 from ⟦fquigg⟧/fix-rate", "committed by ⟦fquigg⟧ on Monday", "Granted sudo to ⟦fquigg⟧.", "nick is now known as ⟦fq_away⟧"), ("committed by hand.", "merged by the bot", "Merge branch 'main' of github.com:x/y", "granted access to users."), check=_is_name, source="hosts of code and chats"),
    Rule("user_name_after_as", "USERNAME", rf"(?:\b(?i:log(?:ged|s)?[ ]?-?in|login|sign(?:ed)?[ ]in|connect(?:ed|s)?|authenticat(?:ed|es)|angemeldet|connecté|conectado|ingelogd|zalogowan\w|inloggad)\b[^\n.;]{{0,60}}?|://[^\s]{{3,150}})[ ](?:as|als|en tant que|como|come|jako|som)[ ](?:user[ ])?[\"'`]?(?P<value>{DISTINCT})(?=[\"'`]?(?:[.,;:)]|[ ]|$))", 0.75,
         ("F5 at https://lb-2.otter.nz:8443 as ⟦breakglass2⟧. Password", "login from 2600:1700::17 as ⟦tarn_h_photo⟧ the"), ("logged in as the owner", "login works as expected", "sign in as a guest"), check=_is_distinct_name, source="tickets"),
    Rule("user_name_after_a_clause", "USERNAME", rf"(?<!\p{{L}}|[(_]|^[ ]{{4,60}})(?i:{LABELS})(?:[ ][\p{{L}}'’]{{1,14}}){{0,6}},[ ][\"'`]?@?(?P<value>{DISTINCT})(?=[\"'`]?(?:[,.;)»]|$))", 0.75,
         ("the login for my nephew, ⟦tarn_otterlios⟧, should", "your old login, ⟦ott.and.tine⟧, and", "è il mio profilo Instagram, ⟦teo_heron⟧."), ("is_binary_mode(handle, ioargs.mode)", "        alias, validation_alias, x = y", "the login page, v2.1", "your account, user-defined, is", "login form, v2.1"), check=_is_distinct_name, source="tickets"),
    Rule("user_name_after_is", "USERNAME", rf"(?<![\p{{L}}])(?i:(?:(?:my|mein|mon|mi|mio|meu|l['’]|il|der|the|moj|mitt?)[ ]?)(?:{LABELS}|user|benutzer|utilisateur|login)[ ](?:{IS}))[ ][\"'`]?(?P<value>{DISTINCT})(?=[\"'`]?(?:[,.;)»]|[ ](?:or|oder|ou|o|and|und|et|e|y)[ ]|\s{{0,2}}$))", 0.75,
         ("My user is ⟦g.poetzl⟧, or", "L'utente è ⟦IRETTI⟧.", "mein Benutzername lautet ⟦karl.otter⟧."), ("the user is active.", "my account is locked, and", "the login is wrong."), check=_is_distinct_or_capital, source="tickets"),
    Rule("user_name_in_an_attribute", "USERNAME", r"(?<![\w.])(?i:by|display_?name|screen_?name|approver|editor|requester|requested_?by|approved_?by|last_?edited_?by|performed_?by|actor|whodunnit|committer|uploader|poster|sam|upn|sAMAccountName)[\"']?[ ]?[:=][ ]?[\"'](?P<value>[a-z][a-z0-9._-]{3,30})[\"']", 0.8,
         ('<Export ver="2.4" by="⟦l.matebela⟧">', '"by":"⟦rimfelt2⟧"}', '"display_name":"⟦baraka.n⟧"'), ('by="name"', 'order by: "created_at"', "sort_values(by='col_1')", '"actor": "system"'), check=_is_handle, source="exports"),
    Rule("author_of_a_review", "USERNAME", r"^(?:[>*_ ]{0,4})(?i:by|von|par|por|da|door|av|autor:?)[ ](?P<value>[\w.-]{3,30})(?=[,·|]?[ ](?:·[ ])?\d{1,3}[ ](?i:min|hour|day|week|month|year|std|tag|woche|jour|mois|día|día|mes|giorn|dag|dni|uker))", 0.9,
         ("by ⟦HeronOfDijon⟧, 3 days ago", "par ⟦tit.heron⟧ · 12 jours"), ("by noon, 3 days ago"[:8], "by 12, 3 days"), check=is_account, source="reviews"),
    Rule("handle_below_a_review", "USERNAME", r"(?<=[^\n]\n|\n\n)[-–—][ ](?P<value>[a-z]{4,24}\d{1,4}|[a-z]{2,20}(?:[._][a-z\d]{2,20}){1,3})(?=\s{0,2}(?:\n\s{0,2}\n|\Z)|,[ ]\p{Lu}\p{Ll}{1,20}\s{0,2}(?:\n|\Z))", 0.6,
         ("One star.\n\n— ⟦mrs_tarn_bakes⟧, Truro\n27 found", "is friendly\n— ⟦kmohana7⟧"), ("list\n- eggs\n", "- milk\n- sugar\n\n", "text\n- done, Berlin is next"), check=_is_name, source="reviews"),
    Rule("user_name_of_a_role", "USERNAME", r"AROA[A-Z0-9]{8,20}:(?P<value>[\w.@=-]{3,64})", 0.9,
         ('"AROA4QXAMPLE7XK2:⟦ngaire.otterga⟧"', "AROAQX4821HERON2:⟦s.tarn⟧"), ("AROA4QXAMPLE7XK2", "AROA:x"), check=is_account, source="AWS IAM: unique ids of principals"),
    Rule("user_name_of_a_hash", "USERNAME", r"(?:(?<![\w.$-])(?P<value>[\w.$-]{2,64}::[\w.-]{1,64}):[0-9a-fA-F]{16}:|^(?P<value>[A-Za-z_][\w.-]{1,31}\$?):(?:x:\d{1,6}:\d{1,6}:|\$[0-9a-z]{1,3}\$|\d{3,6}:[0-9a-fA-F]{32}:))", 0.95,
         ("Hash : ⟦w.otterberg::TARNPOLDER⟧:1122334455667788:6b1c", "⟦ztarn⟧:x:1001:1001:Zoe:/home/ztarn", "⟦kberg⟧:$6$abc$def"), ("root:x:0:0:root:/root", "std::vector:1122", "a::b:12"), check=lambda value: is_account(value.partition("::")[0]), source="MS-NLMP; passwd(5); shadow(5)"),
    Rule("user_name_alone_in_a_line", "USERNAME", rf"^(?i:{ROLES}|login|account|konto)[*`]{{0,2}}:[ ](?P<value>(?:[A-Za-z][\w-]{{1,20}}\\{{1,2}})?[A-Za-z][\w.-]{{2,30}})(?=\s{{0,2}}(?:\n\s{{0,2}}\n|\Z))", 0.8,
         ("User: ⟦MAMMATLIG⟧\n\nRole: x", r"user: ⟦TARN\arpine.g⟧"), ("User: hello\n\n", "Agent: thanks", "user: root"), check=_is_name, source="lists of users"),
    Rule("user_name_before_a_host", "USERNAME", rf"(?<![\w/@:.-])(?!(?i:{SCHEMES}):)(?P<value>[a-z][\w.-]{{2,30}}):(?=[^\s:@/]{{0,60}}[!#$*?&^][^\s:@/]{{0,60}}@[a-z][\w-]{{1,60}}(?:\.[\w-]{{2,60}}){{1,9}})", 0.9,
         ("connessione ⟦ripristo⟧:Ocarine-2019!@db-soci.tarn.it", "⟦tarnapp⟧:p#1@db.otter.io"), ("mailto:ana!x@otter.de", "note: x@y.com"), check=is_account, source="connection strings without a scheme"),
    Rule("password_before_a_host", "PASSWORD", rf"(?<![\w/@:.-])(?!(?i:{SCHEMES}):)[a-z][\w.-]{{2,30}}:(?P<value>[^\s:@/]{{0,60}}[!#$*?&^][^\s:@/]{{0,60}})@(?=[a-z][\w-]{{1,60}}(?:\.[\w-]{{2,60}}){{1,9}})", 0.9,
         ("connessione ripristo:⟦Ocarine-2019!⟧@db-soci.tarn.it", "app:⟦p#1⟧@db.otter.io"), ("mailto:ana!x@otter.de", "note: x@y.com"), source="connection strings without a scheme"),
)
# fmt: on
