"""Look-alikes in source code: operands, comments for linters, numbers of issues, decorators, parts of a URN and runs of digits.

They suppress what the shape of a number or a name would be elsewhere: in `3*r**2 + 517578125000*p` no number is an identity card.
"""

import regex

from recognizers.lexicon.account_words import is_expression
from recognizers.lexicon.name_patterns import is_known_name
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "Names and numbers of test data, which look like those of people: they are found, since nobody can tell them apart."
)
SURE = 0.97
OPERAND = r"\d{4,40}(?:\.\d{1,20})?"
FUNCTIONS = (
    "sqrt|log|log2|log10|exp|sin|cos|tan|abs|ceil|floor|factorial|isprime|primepi|Integer|Rational|Float|IPv4Address|IPv6Address|Mul|Add|Pow|S|ZZ|QQ|mpf|mpz|mpc|gcd|lcm|binomial|gamma|zeta|divmod|pow|hex|oct|bin"
    "|u?int\\d{0,2}|float\\d{0,2}|np\\.\\w{3,12}"
)
# Lines of code. What is in quotes there, a comment, and the number of a key or an argument (`"age": 30`, `age=30`) are no
# part of the look-alike. Two words side by side are prose, except for keywords.
KEYWORDS = "and|or|not|in|is|if|else|for|lambda|await|async|from|import|as|yield|None|True|False|class|def|new|typeof|instanceof"
NO_PROSE = (
    rf"(?![^\n\"'#]{{0,300}}?(?<![\w.])(?!(?:{KEYWORDS})\b)[\p{{L}}_][\w.]{{0,80}}[ ](?!(?:{KEYWORDS})\b)[\p{{L}}_])"
)
STRING = r"(?:\"(?:[^\"\\\n]|\\[^\n]){0,500}+\"|'(?:[^'\\\n]|\\[^\n]){0,500}+')"
NUMBER_OF_A_KEY = r"(?:(?<=[\"'])[ ]?:[ ]?-?\d[\d._]{0,30}|\b[A-Za-z_]\w{0,40}=-?\d[\d._]{0,30}(?![\w*]))"
REST = rf"(?:{NUMBER_OF_A_KEY}|{STRING}|(?P<value>(?:(?!\b[A-Za-z_]\w{{0,40}}=-?\d)[^\"'#\n]){{1,500}}+)){{1,60}}+"
INDENT = r"^[ \t]{0,80}+(?:(?:>>>|\.\.\.)[ ]{1,20}+)?"
DEEP = r"^[ \t]{0,40}(?:[ ]{4}|\t)[ ]{0,40}+"
NAME = r"[A-Za-z_]\w{0,80}(?:\.\w{1,80}){0,8}"
TARGET = rf"(?:(?:const|let|var)[ ])?{NAME}(?:\[[^\]\n]{{0,80}}\])?(?:,[ ]?{NAME}){{0,6}}(?::[ ][\w.\[\], |]{{1,60}})?[ ](?:[-+*/|&^%@]|//|\*\*|<<|>>)?=[ ]"
SIGN = r"(?=[^\n\"'#]{0,300}?(?:[A-Za-z_\])][(\[]|[(\[][A-Za-z_]|[ ](?:\*\*?|//?|%|\||&|<<|>>|==|!=|[<>]=?|if|else|and|or|not|in|is)[ ]|[ ][-+][ ](?:\d|[a-z_]\w{0,40}[.(\[])|\blambda\b|[A-Za-z_\d)]\*{1,2}[A-Za-z_\d(]))"
NEXT_STATEMENT = rf"(?=[ \t]{{0,8}}(?:\#[^\n]{{0,120}})?(?:\n[ \t]{{0,80}}\#[^\n]{{0,120}}){{0,3}}\n[ \t]{{0,80}}(?:else:|elif[ ]|except\b|finally:|return\b|if[ ][^\n]{{1,120}}:[ \t]{{0,4}}$|for[ ][^\n]{{1,80}}[ ]in[ ]|while[ ]|try:|raise[ ]|with[ ]|break$|continue$|pass$|self\.|{NAME}(?:[ ]=[ ]{NAME})?[(\[]))"
BLOCK_END = r"(?=[^\n]{0,300}(?:[:(\[{,\\]|[ ](?:and|or))[ \t]{0,4}(?:\#[^\n]{0,120})?$)"
# A statement before or behind a line: the lines between are code as well.
DEFINED = r"(?=\s{0,3}\n[ \t.>#*]{0,24}(?:@|def |class |async ))"

# `("Allan", 3148)`, in lists of words and their counts
PAIR = r"\((?:\"[^\"\n]{1,40}\"|'[^'\n]{1,40}'),[ ]?"
OTHER_PAIRS = rf"(?:{PAIR}(?P<value>\d{{1,9}})\),\s{{1,60}}+){{0,300}}"
BASE64 = "\n".join(["QUJDabc+" * 8] * 3)  # an example
# Lines of a docstring that describe parameters, below their heading.
HEADING = (
    r"(?:Args|Arguments|Attributes|Keyword Args):[ \t]{0,4}|(?:Parameters|Attributes)\n[ \t]{0,40}[-=]{4,40}[ \t]{0,4}"
)
PARAMETER = r"[ \t]{0,60}[*]{0,2}\w{1,60}(?:[ ]\([^()\n]{1,80}\))?[ ]?:[ ]"


def _repetition(value: str) -> tuple[int, int]:
    """Return the offsets of the text of a constant that repeats its name, as in `USER_ID = "user.id"`."""
    match = regex.fullmatch(r"(?P<name>\w+)[\"']?[ ]?[=:][ ]?[\"'](?P<text>.+)", value)
    if not match or not ("_" in match["name"] or match["name"].isupper()):
        return 0, 0
    name, text = (regex.sub(r"[\W_]", "", match[part]).casefold() for part in ("name", "text"))
    return match.span("text") if name == text else (0, 0)


def _is_description(value: str) -> bool:
    """Return whether words with capitals describe a parameter: none of them is a known name."""
    return not any(map(is_known_name, regex.findall(r"\w+", value)))


def _is_name_of_code(value: str) -> bool:
    """Return whether a word between double backticks is a name of code: words with underscores, or several with capitals."""
    has_underscores = "_" in value and not any(map(str.isdecimal, value))
    return has_underscores or is_expression(value) or regex.fullmatch(r"(?:\p{Lu}\p{Ll}+\d?){2,8}", value) is not None


# Codes of languages as keys; "to", "cc" and "id" are keys of other things.
LANGUAGE = r"(?:ar|de|en|es|fr|it|ja|ko|nl|pl|pt|ru|sv|tr|uk|zh)(?:[_-]\w{2,8})?"
NEIGHBOURS = "|".join(
    rf"(?P<value>\${number})[\"'],\s{{1,40}}[\"'](?P<value>\${number + 1})" for number in range(1, 31)
)
# fmt: off
RULES = (
    Rule("change_or_problem_of_a_service_desk", LOOK_ALIKE, r"(?<![\w-])(?:PRB|CHG|RITM|SCTASK|CTASK|PTASK)\d{7}(?![\w-])", 0.97,
        true=("Linked to ⟦PRB0040012⟧.", "The change is ⟦CHG0030476⟧;"), false=("INC0048817", "PRB 0040012", "CHG12"), source="ServiceNow"),
    Rule("tag_of_an_asset", LOOK_ALIKE, r"(?<!\p{L})(?i:asset)(?:[ ](?i:tag|no\.?|id|number))?[:#]?[ ](?P<value>[A-Z]{2,4}-?\d{3,7})(?![\w-])", 0.97,
        true=("Priority: P3. Asset: ⟦LT-09914⟧ (Dell)", "laptop asset ⟦LT-20931⟧ returned"), false=("asset AB", "assets LT-20931", "Asset: SRV-FILE-01")),
    Rule("statement_of_code", LOOK_ALIKE, rf"{INDENT}(?:return[ ](?=-?\d[\d._]{{0,40}}[ \t]{{0,4}}$)|(?:return|assert|yield|await|del|raise|not)[ ]{NO_PROSE}(?=[^\n\"'#]{{0,300}}?(?:[(\[_]|[=!<>]=|[ ][-+*/%<>|&][ ]|\w[.*]\w))|(?:if|elif|while)[ ]{NO_PROSE}{BLOCK_END}(?=[^\n]{{0,300}}(?:[(\[_=<>.]|[ ](?:and|or|not|in|is)[ ]|:[ \t]{{0,4}}$))|(?:async[ ])?for[ ](?=[^\n]{{1,80}}[ ]in[ ]){NO_PROSE}{BLOCK_END}|(?:async[ ])?with[ ](?=[^\n]{{1,200}}(?:\(|[ ]as[ ])){NO_PROSE}{BLOCK_END}|(?:async[ ])?def[ ]\w{{1,80}}\(|class[ ]\w{{1,80}}(?:\([^\n]{{0,200}})?:[ \t]{{0,4}}$|except[ ]{NO_PROSE}{BLOCK_END}|(?:(?:and|or|not)[ ])?(?={NAME}[ ](?:[=!<>]=[ ]|is[ ](?:not[ ])?(?:None|True|False)\b))){REST}", SURE,
        true=("    return ⟦ivl.ax*ivl.bx <= 0  ⟧# all", "assert ⟦expr1.data == 0⟧", "    return ⟦2903040⟧", "    if ⟦prime > 1000 and idx is None:⟧", "    and ⟦inner.dev is None and second.dev >= last.dev⟧", 'return ⟦user(name=⟧"Bob"⟦, ⟧age=25⟦)⟧'), false=("return the key to kosei_7", "for b.osei: the keys", "with anna_b: see below", "if kosei_7 calls, ring me:", "and b.osei is not here")),
    Rule("assignment_of_code", LOOK_ALIKE, rf"(?:{INDENT}{TARGET}{NO_PROSE}{SIGN}|{INDENT}(?:(?:self|cls|this)\.\w{{1,80}}|{NAME}(?:,[ ]{NAME}){{1,6}})[ ]=[ ](?={NAME}(?:,[ ]\w{{1,40}}\.{NAME}){{0,6}}[ \t]{{0,8}}(?:$|\#))|{INDENT}(?P<same>[A-Za-z_]\w{{0,60}})[ ]=[ ](?=(?:\w{{1,40}}\.){{1,4}}(?P=same)[ \t]{{0,4}}$)|{INDENT}_[A-Z][A-Z\d_]{{1,60}}[ ]=[ ](?=-?\d[\d._]{{0,40}}$)|{INDENT}{TARGET}(?=[A-Z]\w{{0,60}}\.[A-Z][A-Z\d_]{{1,60}}[ \t]{{0,4}}$)|{DEEP}{TARGET}(?={NAME}{NEXT_STATEMENT})|{DEEP}{TARGET}(?=-?\d[\d._]{{0,40}}{NEXT_STATEMENT})|{DEEP}(?:[A-Z][A-Z\d]{{0,30}}_){{1,8}}[A-Z\d]{{1,30}}[ ]=[ ](?=-?\d[\d._]{{0,40}}[ \t]{{0,8}}(?:$|\#))){REST}", SURE,
        true=("x = ⟦mpf(str(interval.ax))⟧", "        username = ⟦prefix⟧\n    else:\n", "    self._handle = ⟦hp⟧\n", "username, password = ⟦url_user_password⟧", "x, cx = ⟦line.x, line.cx⟧", "    MANDATORY_EXT = ⟦1010⟧", "_FIELD_ID = ⟦2147483546⟧", "re = ⟦mp.re⟧", "POD_UID = ⟦Attributes.K8S_POD_UID⟧", 'mail = ⟦get(⟧"a@acme.de"⟦)⟧'),
        false=("user = kosei", "password = hunter2", "  user = b.osei\n  host = db-3", "server = db1.quarryhill.lan", "title = Anna Berg (CEO)", "ADMIN_PIN = 0926")),
    Rule("call_of_code", LOOK_ALIKE, rf"{INDENT}(?:await[ ])?{NAME}(?<!^\w{{0,80}})\((?!(?i:at|dot)\)){NO_PROSE}(?=[^\n]{{0,300}}[\]),(\[{{:][ \t]{{0,4}}(?:\#[^\n]{{0,120}})?$){REST}", SURE,
        true=("    ms.add(⟦MovingSumTest.TIMESTAMP, 5)⟧", '    print(⟦ivl.ax, ⟧"Anna"⟦)⟧'), false=("kosei(at)acme.de", "handle(s) of anna_b)", "b.osei (admin)")),
    Rule("argument_of_code", LOOK_ALIKE, rf"(?:{DEEP}[A-Za-z_]\w{{0,80}}=(?P<value>{NAME}(?:\([^\n\"']{{0,200}}?\)|\[[^\n\"']{{0,200}}?\]|\.\w{{1,60}}){{0,6}})(?=[),]{{1,4}}[ \t]{{0,4}}(?:\#[^\n]{{0,120}})?$)|[\"']:[ ]?(?P<value>(?=\w{{0,80}}[_.]|(?:\p{{Lu}}\p{{Ll}}{{1,20}}){{3}})(?!\w{{0,80}}\d)[A-Za-z_][\w.]{{0,80}})(?=,[ \t]{{0,4}}$)|[,(][ ]?\w{{1,40}}:[ ](?P<value>(?:[a-z_]\w{{0,40}}\.){{1,4}}[A-Z]\w{{0,60}})(?=[,)\[]|[ ][=|])|(?<=\b(?:self|cls),[ ])\w{{1,40}}:[ ](?P<value>[A-Z]\w{{1,60}})(?=[,)]|[ ][|=])|(?<=\bdef[ ]\w{{1,60}}\([^\n]{{0,200}})\b\w{{1,40}}:[ ][\"'](?P<value>[A-Z]\w{{0,60}})[\"'](?=[,)]|[ ]=)|^[ \t]{{0,80}}_?[A-Za-z]\w{{0,80}}:[ ](?P<value>(?:_?[A-Z]\w{{1,80}}(?=,$|[ ]\|[ ](?:[A-Z]|str|int|float|None))|(?:[A-Z][a-z\d]{{1,30}}){{2,12}}(?=\n[ \t]{{1,40}}[\"']{{3}})|(?:[a-z_]\w{{0,80}}\.){{1,6}}(?:[A-Z]\w{{0,80}}|(?<=\bbuiltins\.)\w{{1,20}})(?=[,\[)]|[ ][=|]|$))))", SURE,
        true=("      user=⟦database_user⟧,\n", "    pipe_handle=⟦rhandle⟧)\n", "      mean=⟦numbers(dist.mu).flatten()⟧,\n", '    "ACL GETUSER": ⟦parse_acl_getuser⟧,', "  state_key: ⟦beam_fn_api_pb2.StateKey⟧,", "(self, key: ⟦ed25519.Ed25519PrivateKey⟧, f_priv)", '    def f(self, owner: "⟦Spans⟧", index: int)', '  made_by: ⟦AutomationCreatedBy⟧\n    """By whom."""', "    rep: ⟦SDM⟧ | DDM", "    owner: ⟦builtins.int⟧\n", "        self, client: ⟦Anthropic⟧ | Other, x"), false=("user=kosei, ip=10.1.2.3", "user: b.osei", '"user": kosei_7')),
    Rule("variable_with_a_type", LOOK_ALIKE, r"^[ \t]{0,80}(?P<value>[A-Za-z_]\w{0,80})(?=:[ ](?:[A-Za-z_]\w{0,30}\.){0,4}(?:dict|list|tuple|set|frozenset|type|Optional|Callable|Union|Any|Sequence|Mapping|Iterable|Iterator|Literal|ClassVar|Final|ndarray|DataFrame|Series|Tensor|str|int|bool|float|bytes|object)(?:[ ]\|[ ]|[ ]=[ ]|$)|:[ ](?:[A-Za-z_]\w{0,30}\.){0,4}[A-Za-z_]\w{0,40}\[|:[ ][A-Z]\w{0,40}(?:[ ]\|[ ]\w{1,40}){0,3}[ ]=[ ]|:[ ](?:[a-z_]\w{0,40}\.){1,4}[A-Z]\w{0,40}(?:[ ]\|[ ]\w{1,40}){0,3}[ ]=[ ])", SURE,
        true=("⟦gs_binary⟧: str | bool | None = None", "⟦AR_i8⟧: np.ndarray[Any]", "⟦magnetic_flux⟧: Dimension = Dimension(x)", "    ⟦eval_cache⟧: dict[str, int]", "⟦httpx_logger⟧: logging.Logger = x", "⟦default_resolver⟧: Resolver | None = None"), false=("jet_jeb99: list of all", "kosei_7: any news?")),
    Rule("operand_of_a_formula", LOOK_ALIKE, rf"(?<![\w.]|[A-Z]{{2}}:)(?:{OPERAND}(?=\*{{1,2}}[\p{{L}}(\d_])|(?<=[\p{{L}}\d)_]\*{{1,2}}|[\p{{L}}\d)_]\s?//\s?|<<\s?|>>\s?){OPERAND}|(?<=\b(?:{FUNCTIONS})\((?:-?\d{{1,40}},[ ]?)?){OPERAND}(?=[,)])|(?<=\()-?\d{{1,9}}\.\d{{1,9}}[-+]\d{{1,9}}\.\d{{1,9}}j(?=\))|(?<=[\w)][ ])[+-][ ]\d{{4,40}}(?=\)|[ ][-+*/=][ ]|\*)|\+[ ]\(?\d{{1,12}}\.\d{{1,20}}(?:e[-+]\d{{1,3}})?\)?(?=[ ][a-z](?![a-z]))|[-+]?\d{{1,20}}\.\d{{1,20}}(?=[-+]\d{{1,20}}\.\d{{0,20}}j)|(?<=[(\d][ ]?)[-+][ ]?\d{{1,20}}(?:\.\d{{1,20}})?j|[-+][ ]?\d{{1,20}}\.\d{{1,20}}e[-+]?\d{{1,3}}j?|-?\d{{1,20}}\.\d{{1,20}}[ ]{{0,2}}[-+]\d{{1,20}}\.\d{{1,20}}e[-+]?\d{{1,3}}j|(?<=\d[ ])[-+]?\d{{1,20}}\.\d{{1,20}}e[-+]?\d{{1,3}}j|(?<=[\w)][ ]|\n[ \t]{{2,80}})[-+][ ]\d{{1,20}}\.\d{{1,20}}(?=[ \t]{{0,20}}(?:[)*;]|[-+/*][ ]))|(?<=[a-z]\()[a-z]\w{{0,40}}[ ]/[ ]\w{{1,40}}(?=\)))(?!\w)", SURE,
        true=("+ ⟦517578125000⟧*p*r**2", "p**2*⟦39304512⟧ - 1", "(-15*log(⟦1073741824⟧) - 1)", "Rational(⟦4821045771⟧, 3)", "Rational(3, ⟦702257080⟧)", "return (⟦0.876+0.645j⟧) *", "⟦2740000⟧*x ⟦+ 12000000⟧) == y", "(0.5 ⟦+ 727690.906948208j⟧)", "1.0 x ⟦+ 12345678.0⟧ x**2", ", ⟦+1.12345679⟧+1.12345679j]", "[⟦+1.31289732e-03⟧, 1]", "[⟦78.902084 +1.7114758e-07j⟧, 1]", "emsq ⟦+ 109377.94⟧ * eoc", "\n    ⟦+ 1721013.5⟧)", "sin(⟦sub_lat_geoc / RAD2DEG⟧) *"), false=("pay 48210455 * by hand", "login (4821045771)", "*48210455* is hers", "SPD*1.0*AM:5200.00*CC:CZK", "**4821045771**")),
    Rule("comment_for_a_linter", LOOK_ALIKE, r"\#[ ]?(?:(?:noqa|nosec|nopep8|flake8):?[ ]{0,2}(?P<value>[A-Z]{1,5}\d{2,5}(?:[ ]?,[ ]?[A-Z]{1,5}\d{2,5}|[ ][A-Z]{1,5}\d{2,5}){0,9})|(?:pragma|fmt|isort|yapf|codespell|cspell|ruff|mypy|pyright|pyre|spellchecker)(?::[ ]?|[ ])(?P<value>[\w-]{2,40}(?:[ =:][\w,-]{1,80})?)|type:[ ]?(?P<value>ignore(?:\[[\w, -]{1,80}\])?)|pylint:[ ]?(?P<value>(?:disable|enable)[\w-]{0,10}=[\w, -]{1,120}))", SURE,
        true=("x = 1  # noqa: ⟦TRY004⟧", "if x:  # pragma: ⟦py-lt-311⟧", "y()  # type: ⟦ignore[no-redef]⟧", "# pylint: ⟦disable=line-too-long⟧"), false=("# ask b.osei", "# the type of Ana", "#pragmatic")),
    Rule("command_of_a_shell", LOOK_ALIKE, r"(?:^[ \t]{0,8}(?:[$#>%][ ])?(?:sudo[ ])?|[|;&`(][ ]?|\bsudo[ ])(?P<value>curl|wget|kubectl|docker|podman|helm|git|ssh|scp|sftp|rsync|psql|mysql|mysqldump|redis-cli|mongosh?|ldapsearch|openssl|systemctl|journalctl|aws|az|gcloud|terraform|ansible|pip3?|npm|yarn|apt(?:-get)?|yum|dnf|brew|chmod|chown|grep|awk|sed|tar|find|net[ ]user)(?=[ ]-{1,2}[A-Za-z]|[ ](?:get|set|run|exec|apply|install|login|push|pull|commit|clone|restart|status)(?!\w))", SURE,
        true=("$ ⟦curl⟧ -H 'X: y' http://a", "⟦docker⟧ login -u kestrel", "cat x | ⟦grep⟧ -i y", "sudo ⟦systemctl⟧ restart nginx"), false=("Helm came late", "ask curl about it", "the docker -u")),
    Rule("number_of_an_issue", LOOK_ALIKE, r"(?i)(?-i:(?<![\p{L}\d])(?P<value>(?<=(?:[Ss]ee|[Ii]n|[Ff]or|\#|[Ff]ix(?:es)?)[ ])GH-\d{4,6}|\#GH\d{3,6}|(?<=\()GH\d{3,6}(?=\)))(?!\w))|(?<![\p{L}\d])(?:(?:github |gitlab )?issues?|gh|bpo|bugs?|bug report|pr|prs|pull(?: request)?s?|merge request|fix(?:e[sd])?|close[sd]?|resolve[sd]?|e\.g\.|cf\.|since|until|before|after|from|via)[ :-]{0,2}(?P<value>\#\d{1,6}|(?<=(?:GH|gh|bpo|PR)[ :-]{1,2})\d{3,6})(?!\w)(?:(?:,|[ ]and|[ ]or)[ ](?P<value>\#\d{1,6})(?!\w)){0,30}|(?<=workaround[ ]for[ ]|\b(?:issues?|bugs?)\s{1,4}\#[ ])(?P<value>\#\d{1,6})(?:[ ]and[ ](?P<value>\#\d{1,6}))?(?!\w)", 0.9,
        true=("# Issue ⟦#7934⟧", "GH⟦#64230⟧ len-1 rows", "(e.g. ⟦#19154⟧)", "fixes ⟦#482⟧", "# GH: ⟦10772⟧", "Since ⟦#8847⟧ made", "Workaround for ⟦#520⟧ and ⟦#513⟧.", "columns, see ⟦#GH8822⟧", "See ⟦GH-101517⟧.", "from drivers (⟦GH24988⟧)"), false=("code #2709", "gate: #7731", "issue 7934")),
    Rule("decorator_of_a_definition", LOOK_ALIKE, rf"^[ \t.>#*]{{0,40}}@(?P<value>[A-Za-z_][\w.]{{1,80}})(?:\([^\n]{{0,200}})?{DEFINED}", SURE,
        true=("    >>> @⟦call_aside⟧\n    ... def func():", "    ... @⟦method_cache⟧\n    ...     def met(self)", "# @⟦zoned⟧(1)\n# def f(): pass"), false=("@zora hello\nyou", "> @tom_b\nthanks")),
    Rule("constant_that_repeats_its_name", LOOK_ALIKE, r"^[ \t]{0,40}+[\"']?(?P<value>[A-Za-z_]\w{2,60}[\"']?[ ]?[=:][ ]?[\"'][\w.:/ -]{3,80})(?=[\"'])", SURE, part=_repetition,
        true=('    POD_UID = "⟦pod.uid⟧"', 'CONFIRM_LOGIN = "⟦ConfirmLogin⟧"', '  BYPASS = "⟦bypass⟧"', '"user_id": "⟦user_id⟧",'), false=('admin = "admin"', 'DB_USER = "kosei"', '"admin": "admin"')),
    Rule("formula_between_dollars", LOOK_ALIKE, r"(?<![\w$\\])\$(?=[^\s$])(?!\d[\d.,]{0,12}(?:[kKM]|[ ]\p{L}))(?![^$]{0,200}\p{Ll}{3}[ ]\p{Ll}{2,20}[ ]\p{Ll}{2})(?=[^$\n]{0,120}?(?:\\[A-Za-z]|\^|_\{|[ ][=<>+*/-]\s))[^$\n]{1,120}+(?:\n[^$\n]{1,120}+){0,2}(?<=\S)\$(?![\w$])", SURE,
        true=("equal to ⟦$-1 + 0i + 0j + 0k$⟧.", "order ⟦$15, 35, \\dots$⟧ are", "through ⟦$10^{10}$⟧.", "If ⟦$p =\n q+1$⟧ the series"), false=("from $15 to $35", "it costs $5 = 4 EUR", "pay $10 + $4 now", "it is $640,000 this year - a lot\nof the $", "5 $ + 3 $ = 8 $")),
    Rule("name_between_double_backticks", LOOK_ALIKE, r"(?<=(?<!`)``)[A-Za-z_][\w.]{1,80}(?=``(?!`))", 0.8, check=_is_name_of_code,
        true=("The alias ``⟦state_vars⟧`` can", "as the alias ``⟦Python3Lexer⟧``."), false=("user ``kosei_7`` is", "`state_vars`", "``` state_vars ```")),
    Rule("pairs_of_words_and_counts", LOOK_ALIKE, rf"{OTHER_PAIRS}{PAIR}(?:11[1-9]|1[2-9]\d|[2-9]\d\d|\d{{4,9}})\),\s{{1,60}}+{OTHER_PAIRS}", SURE,
        true=('("Allan", ⟦3148⟧),\n    ("Allen", ⟦51⟧),\n    ("Andre", 127),\n', '("Allen", ⟦51⟧),\n    ("Allan", 3148),\n'), false=('("Allan", 31),\n    ("Allen", 51),\n', '("Allan", 31, "New York", 50000),\n')),
    Rule("description_of_a_parameter", LOOK_ALIKE, rf"^[ \t]{{0,40}}(?:{HEADING})\n(?:(?![^\n]{{0,200}}[\"']{{3}}|[ \t]{{0,40}}\n)(?:{PARAMETER}(?P<value>\p{{Lu}}[\w-]{{1,60}}(?:[ ]\p{{Lu}}[\w-]{{1,40}}){{0,4}})(?=[ ]\p{{Ll}}|[.,]|\n))?+[^\n]{{0,400}}\n){{1,80}}+|:param[ ]\w{{1,60}}:[ ](?P<value>\p{{Lu}}[\w-]{{1,60}}(?:[ ]\p{{Lu}}[\w-]{{1,40}}){{0,4}})(?=[ ]\p{{Ll}})", SURE, check=_is_description,
        true=("    Args:\n        client: ⟦Underlying Redis⟧ client for\n        x: Anna wrote\n", ":param host: ⟦Specifies Spanner⟧ host"), false=("client: Quarry Tools sold it\n", "Args:\n    owner: Anna Berg wrote\n")),
    Rule("name_of_a_locale", LOOK_ALIKE, r"(?<![\w@./-])[a-z]{2,3}_[A-Z]{2}(?:\.[\w-]{2,20}(?:@[a-z]{2,10})?|@[a-z]{2,10})(?![\w@.-])", SURE,
        true=("check('⟦de_DE@euro⟧', 'x')", "LANG=⟦az_AZ.ISO8859-9E⟧"), false=("mail to de_DE@acme.de", "de_DE is set")),
    Rule("identifier_of_an_object_class", LOOK_ALIKE, r"(?<=\b(?:ObjectIdentifier|OID|oid|AttributeType)\([\"']|\b(?:OID|oid|Hyperspec|spec|Section|section|sect)[ :=]{1,3}[\"']?|\bRFC[ ]?\d{3,5}[, ]{1,2})[0-2]?\d(?:\.\d{1,10}){2,20}(?!\w|\.\w)|(?<=[\"'])[0-2](?:\.\d{1,10}){3,20}(?=[\"'],?[ ]?:?[ ]?[\"'][a-z]{2,20}_[a-z_]{2,60}[\"'])", SURE,
        true=('ObjectIdentifier("⟦2.5.29.15⟧")', "see Hyperspec ⟦2.4.8.19⟧)", "From the spec ⟦21.2.2.126⟧ on", "# SMB2 sect ⟦3.3.5.15⟧", "RFC 5321 ⟦4.5.3.1.3⟧.", "'⟦2.5.29.14⟧': 'key_identifier'"), false=("host 2.5.29.15", '("10.5.29.15")')),
    Rule("name_of_an_instruction", LOOK_ALIKE, r"(?<![\w.@/-])(?:[iuf](?:8|16|32|64|128)|v128)\.[a-z_]\w{0,30}(?![\w@]|\.\w)", SURE,
        true=("'⟦i32.ne⟧'", "('⟦f64.lt⟧', 1)"), false=("i33.ne", "f64.lt.com")),
    Rule("lines_of_base64", LOOK_ALIKE, r"^[A-Za-z0-9+/]{60,100}+$(?:\n[A-Za-z0-9+/]{60,100}+$){2,4000}+", 0.9,
        true=(f"x\n⟦{BASE64}⟧\nA==", f"⟦{BASE64}⟧\n"), false=("QUJDabc+" * 8 + "\n" + "QUJDabc+" * 8, "QUJDabc+\n" * 4)),
    Rule("code_of_a_named_error", LOOK_ALIKE, r"(?<=\bcode=[\"'])(?P<value>[0-9A-Z]{4,8})(?=[\"'],\s{1,20}(?:name|msg|message|description)=[\"'])|[\"'](?P<value>[0-9A-Z]{5})[\"']:[ ]?[\"'](?=[a-z]{2,30}_[a-z_]{2,60}[\"'])", SURE,
        true=("code='⟦22008⟧', name='DATETIME_FIELD_OVERFLOW'", '"⟦08P01⟧": "protocol_violation",'), false=("code='22008', door='B'", '"48210": "anna"')),
    Rule("word_of_a_list_that_is_split", LOOK_ALIKE, r"[\"']{3}\\?\s{0,20}(?:(?P<value>[^\s\"']{1,60}+)\s{1,40}+){7,4000}+(?:(?P<value>[^\s\"']{1,60}+)\s{0,40}+)?[\"']{3}\.split\(", 0.8,
        true=('x = """\n' + "  @⟦autoitpid⟧\n".replace("@⟦", "⟦@") * 8 + '""".split()', '"""' + "⟦crlf⟧ " * 8 + '""".split()'), false=('"""anna tom kosei_7""".split()', "anna " * 9)),
    Rule("part_of_a_urn", LOOK_ALIKE, r"(?<![\w:])(?:urn:)?(?:[a-z][a-z0-9_-]{1,30}:){2,8}[\w.-]{1,60}:v\d{1,3}(?:\.\d{1,3})?(?![\w:])", SURE,
        true=("urn='⟦beam:metric:user:bounded_trie:v1⟧'", "'⟦urn:beam:metric:user:kosei_7:v2⟧'"), false=("cache:user:kosei7", "user:kosei7:v1")),
    Rule("name_of_a_thing", LOOK_ALIKE, r"(?i)(?<!\p{L})name[\"']?\s?[:=]\s?[\"'](?P<value>[^\"'\n]{1,80})[\"'],?\s{0,40}(?:[\"']?(?:capital|aliases|filenames|mimetypes|version_added|input_schema|population|pop|priority|options|coords|cylinders|horsepower|miles_per_gallon|numeric|official_name|common_name|alpha_[23]|iso_?\w{1,6})[\"']?\s?[:=]|url = |[\"']family[\"']:[ ]\d|[\"']type[\"']:[ ]?(?:[{\[]|[\"'](?:string|int|integer|long|float|double|boolean|bool|bytes|record|fixed|array|map|enum|number|object|null)[\"']))", 0.96,
        true=("name = '⟦Literate Idris⟧'\n    aliases = ['li", "name = '⟦Julia⟧'\n    url = 'https://", 'name="⟦Burkina Faso⟧",\n    capital="O"', '{"name": "⟦magic⟧", "type": "string"}', '{"name": "⟦roman⟧", "family": 1}'), false=('"name": "Ana Ruiz", "url": "https://x.example"', "name: Ana\ncity: Rome", '{"name": "Ana Ruiz", "type": "customer"}')),
    Rule("format_of_numbers", LOOK_ALIKE, r"(?<![\w#() .+-])(?P<value>\+?[\d() .-]{3,25}+)(?=\#\#)", SURE,
        true=('"⟦+44(0)113 4960⟧###"', '"⟦07700 900 ⟧###"'), false=("call +44 113 496 0000", "4821 #3")),
    Rule("numbers_in_brackets", LOOK_ALIKE, r"[\"']\s?:\s?[(\[](?P<value>[\d_]{2,9}(?:,\s?[\d_]{1,9}){1,9})[)\]]|[\"']\s?:\s?[(\[]{2}(?P<value>[\d_]{2,9}(?:,\s?[\d_]{1,9}){1,9})[)\]](?:,\s{1,60}\((?P<value>[\d_]{2,9}(?:,\s?[\d_]{1,9}){1,9})\)){0,40}|[\"'](?P<value>\d{6,14})[\"']\[|^[ \t]{0,40}\w{1,60}[ ]=[ ]\((?P<value>\d{2,9}),[ ][\"']", SURE,
        true=('"AZ": (⟦85001, 86556⟧),', '"PW": [⟦96940, 96940⟧]', '"WB": [(⟦700_000, 736_999⟧), (⟦738_000, 743_999⟧)]', "return '⟦65432110987⟧'[c]"), false=('"pin": "4711"', "ids (85001, 86556)", "sort = (400530)")),
    Rule("digits_in_sequence", LOOK_ALIKE, r"(?<![\w.+-])(?:0?1234567(?:8(?:9(?:0(?:1(?:2(?:3)?)?)?)?)?)?|(?:[A-Z]{2}[ -]?)?123[ .-]?456[ .-]?789(?:[ .-]?0{1,3})?)(?![\w.-])", 0.84,
        true=("[⟦01234567⟧]", "VAT ⟦DE 123 456 789⟧,", "number ⟦123-456-789⟧"), false=("password: x1234567", "12345678Z", "+123456789")),
    Rule("number_with_a_text_of_a_language", LOOK_ALIKE, rf"[\"'](?P<value>\d{{2,12}})[\"'][ ]?:[ ]?\{{[\"']{LANGUAGE}[\"'][ ]?:[ ]?u?[\"'](?P<value>[^\"'\n\d@]{{1,80}})[\"'](?:,[ ]?[\"']{LANGUAGE}[\"'][ ]?:[ ]?u?[\"'](?P<value>[^\"'\n\d@]{{1,80}})[\"']){{0,9}}\}}", SURE,
        true=("'⟦5675249⟧':{'en': '⟦Bell Marina, QC⟧'},", '"⟦4175⟧": {"de": "⟦Bern⟧", "fr": "⟦Berne⟧"}'), false=("'5675249':{'name': 'Ana Ruiz'}", "'17734': {'to': 'Ana', 'cc': 'Tom'}", "'1773': {'en': '0041227'}", "'en': 'Ana Ruiz'")),
    Rule("expression_with_a_sigil", LOOK_ALIKE, r"(?<=\$\w[\w>\[\]'\"-]{0,40}[ ]=[ ])\$[A-Za-z_]\w{1,40}(?:->[A-Za-z_]\w{0,40}|\[\$?[A-Za-z_'\"][\w'\">-]{0,40}\])[^\n;\"'=?|]{0,120}?(?=[ ](?:\?|\.|or|==)|[ ]?\|\||[ ]?[;\"']|$)", SURE,
        true=("$this->password = ⟦$this->setPassword($server)⟧;", "$pass = ⟦$passwords[$key->id]⟧ ?? null;", "$pass = ⟦$this->set(⟧'Tarn4711!');", "$pass = ⟦$cfg['pass']⟧ ?: 'Tarn4711!';"), false=("password = $Tarn->", "password = $Tarn4711", "password = $Tarn->Weld99;", "pass = $a1[x")),
    Rule("alternatives_of_a_pattern", LOOK_ALIKE, r"(?<=(?:\(\?:|\\d|\[\d)[^\s\"']{0,200})(?P<value>(?<!\d)\d{0,9}(?:\|\d{1,9}){1,20}\|?)", SURE,
        true=(r"pattern='(?:2[12]⟦428|3655⟧[02])\d{4}'", r"'1(?:[02]\d⟦|269|777|835⟧)'"), false=("call 269|777|8350", "[12:04] user|48210457|88214", "482|104")),
    Rule("parameters_of_a_function_in_a_list", LOOK_ALIKE, rf"[\"'](?:{NEIGHBOURS})[\"']", SURE,
        true=("'⟦$10⟧',\n    '⟦$11⟧',", '"⟦$1⟧", "⟦$2⟧"'), false=("'$10', 'tax'", '"$45", "$60"', "$10, $12")),
    Rule("word_of_a_language_with_sigils", LOOK_ALIKE, r"(?<=[ ]=>?[ ]{1,20})(?P<value>shift|undef)(?=[;,)])|(?<=[ ]=[ ])(?P<value>[A-Z]\w{0,40}(?:::\w{1,40}){1,6})(?=->|;)|^=(?P<value>cut|head\d|item|over|back|pod|encoding)\b|^[ \t]{0,40}(?:push|unshift)[ ]@(?P<value>[A-Za-z_]\w{0,60})(?=,[ ]?(?:[{\[$\"']|[A-Z]\w{0,40}(?:::|->)))", SURE,
        true=("my $handle = ⟦shift⟧;", "    User   => ⟦undef⟧,", "my $Users = ⟦RT::Users⟧->new(1)", "=⟦cut⟧\n", "  push @⟦parts⟧, MIME::Entity->build"), false=("password = shift-9", "user => kosei", "push @kosei, then go", "= cut")),
    Rule("variable_of_a_template", LOOK_ALIKE, r"\{[%{]-?[ ](?:\"[^\"\n]{0,120}+\"|'[^'\n]{0,120}+'|(?P<value>[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,6}+)|[^\"'\n%}{]){1,200}+[%}]\}", SURE,
        true=('{% url "gym:user-list" ⟦member.profile.gym.pk⟧ %}', "{{ ⟦user.id⟧|safe }}"), false=("{% set host 'db-1.quarryhill.lan' %}", "{ member.pk }", "{{ name }}")),
    Rule("name_of_a_file_of_a_path", LOOK_ALIKE, r"\bpath\.join\([^()\n\"']{1,80},[ ]?[\"'](?![\w-]{0,60}?\d{6})(?P<value>[\w-]{1,60}\.(?!pdf|docx?|xlsx?|csv|txt|jpe?g|png|eml|msg|vcf|rtf|odt)[a-z]{2,6})[\"']\)", SURE,
        true=('open(os.path.join(path, "⟦simple.pt⟧")) as f', "path.join(base, '⟦macros.zip⟧')"), false=('join("acme.pt")', 'os.path.join("acme.pt", name)', "path.join(home, 'anna_berg.pdf')", "path.join(x, '4821045.json')")),
    Rule("keys_of_a_table_of_texts", LOOK_ALIKE, r"^(?:[ \t]{1,40}[\"'](?P<value>(?:[A-Z]{1,2}\d{3,4}|[A-Z\d]{3,5}))[\"']:[ ][\"']\p{Lu}\p{Ll}{1,20}[ ]\p{Ll}{1,20}[ ,]\P{Lu}[^\n]{1,160}\n){3,400}+", SURE,
        true=("    'E0042': 'Incorrect path to the file',\n".replace("E0042", "⟦E0042⟧") * 3, "    'E0042': 'Wrong name of the file',\n".replace("E0042", "⟦E0042⟧") * 4), false=("    '482104': 'Anna Berg, Kiel',\n" * 4, "    '482104': 'Asked for money, angry',\n" * 4, "    'E0042': 'Incorrect path to the file',\n")),
    Rule("number_of_a_run", LOOK_ALIKE, r"(?i)(?<![\p{L}\d])(?:job|task|run|build|batch|worker|thread|step|attempt|shard|partition|pipeline|queue|row)[_ ]?id[\"']?[ ]?[:=][ ]{0,3}[\"']?(?P<value>\d{1,12})(?![\w.-])", 0.945,
        true=("job_id: ⟦4471020⟧", '"run_id": ⟦88120⟧,', "task_id=⟦12⟧ done"), false=("job id 4471", "patient_id: 4471020", "job_id: PB-4471")),
)
# fmt: on
