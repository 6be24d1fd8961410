"""Look-alikes in source code: operands, comments for linters, numbers of issues, decorators, parts of a URN and runs of digits.

They suppress what the shape of a number or a name would be elsewhere: in `3*r**2 + 517578125000*p` no number is an identity card.
"""

from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "Names and numbers of test data, which look like those of people: they are found, since nobody can tell them apart."
)
SURE = 0.97
OPERAND = r"\d{4,40}(?:\.\d{1,20})?"
FUNCTIONS = (
    "sqrt|log|log2|log10|exp|sin|cos|tan|abs|ceil|floor|factorial|isprime|primepi|Integer|Rational|Float|Mul|Add|Pow|S|ZZ|QQ|mpf|mpz|mpc|gcd|lcm|binomial|gamma|zeta|divmod|pow|hex|oct|bin"
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

# fmt: off
RULES = (
    Rule("statement_of_code", LOOK_ALIKE, rf"{INDENT}(?:return[ ](?=-?\d[\d._]{{0,40}}[ \t]{{0,4}}$)|(?:return|assert|yield|await|del|raise|not)[ ]{NO_PROSE}(?=[^\n\"'#]{{0,300}}?(?:[(\[_]|[=!<>]=|[ ][-+*/%<>|&][ ]|\w[.*]\w))|(?:if|elif|while)[ ]{NO_PROSE}{BLOCK_END}(?=[^\n]{{0,300}}(?:[(\[_=<>.]|[ ](?:and|or|not|in|is)[ ]|:[ \t]{{0,4}}$))|(?:async[ ])?for[ ](?=[^\n]{{1,80}}[ ]in[ ]){NO_PROSE}{BLOCK_END}|(?:async[ ])?with[ ](?=[^\n]{{1,200}}(?:\(|[ ]as[ ])){NO_PROSE}{BLOCK_END}|(?:async[ ])?def[ ]\w{{1,80}}\(|class[ ]\w{{1,80}}(?:\([^\n]{{0,200}})?:[ \t]{{0,4}}$|except[ ]{NO_PROSE}{BLOCK_END}|(?:(?:and|or|not)[ ])?(?={NAME}[ ](?:[=!<>]=[ ]|is[ ](?:not[ ])?(?:None|True|False)\b))){REST}", SURE,
        true=("    return ⟦ivl.ax*ivl.bx <= 0  ⟧# all", "assert ⟦expr1.data == 0⟧", "    return ⟦2903040⟧", "    if ⟦prime > 1000 and idx is None:⟧", "    and ⟦inner.dev is None and second.dev >= last.dev⟧", 'return ⟦user(name=⟧"Bob"⟦, ⟧age=25⟦)⟧'), false=("return the key to kosei_7", "for b.osei: the keys", "with anna_b: see below", "if kosei_7 calls, ring me:", "and b.osei is not here")),
    Rule("assignment_of_code", LOOK_ALIKE, rf"(?:{INDENT}{TARGET}{NO_PROSE}{SIGN}|{INDENT}(?:(?:self|cls|this)\.\w{{1,80}}|{NAME}(?:,[ ]{NAME}){{1,6}})[ ]=[ ](?={NAME}(?:,[ ]\w{{1,40}}\.{NAME}){{0,6}}[ \t]{{0,8}}(?:$|\#))|{INDENT}(?P<same>[A-Za-z_]\w{{0,60}})[ ]=[ ](?=(?:\w{{1,40}}\.){{1,4}}(?P=same)[ \t]{{0,4}}$)|{INDENT}_[A-Z][A-Z\d_]{{1,60}}[ ]=[ ](?=-?\d[\d._]{{0,40}}$)|{INDENT}{TARGET}(?=[A-Z]\w{{0,60}}\.[A-Z][A-Z\d_]{{1,60}}[ \t]{{0,4}}$)|{DEEP}{TARGET}(?={NAME}{NEXT_STATEMENT})|{DEEP}{TARGET}(?=-?\d[\d._]{{0,40}}{NEXT_STATEMENT})|{DEEP}(?:[A-Z][A-Z\d]{{0,30}}_){{1,8}}[A-Z\d]{{1,30}}[ ]=[ ](?=-?\d[\d._]{{0,40}}[ \t]{{0,8}}(?:$|\#))){REST}", SURE,
        true=("x = ⟦mpf(str(interval.ax))⟧", "        username = ⟦prefix⟧\n    else:\n", "    self._handle = ⟦hp⟧\n", "username, password = ⟦url_user_password⟧", "x, cx = ⟦line.x, line.cx⟧", "    MANDATORY_EXT = ⟦1010⟧", "_FIELD_ID = ⟦2147483546⟧", "re = ⟦mp.re⟧", "POD_UID = ⟦Attributes.K8S_POD_UID⟧", 'mail = ⟦get(⟧"a@acme.de"⟦)⟧'),
        false=("user = kosei", "password = hunter2", "  user = b.osei\n  host = db-3", "server = db1.quarryhill.lan", "title = Anna Berg (CEO)", "ADMIN_PIN = 0926")),
    Rule("call_of_code", LOOK_ALIKE, rf"{INDENT}(?:await[ ])?{NAME}(?<!^\w{{0,80}})\((?!(?i:at|dot)\)){NO_PROSE}(?=[^\n]{{0,300}}[\]),(\[{{:][ \t]{{0,4}}(?:\#[^\n]{{0,120}})?$){REST}", SURE,
        true=("    ms.add(⟦MovingSumTest.TIMESTAMP, 5)⟧", '    print(⟦ivl.ax, ⟧"Anna"⟦)⟧'), false=("kosei(at)acme.de", "handle(s) of anna_b)", "b.osei (admin)")),
    Rule("argument_of_code", LOOK_ALIKE, rf"(?:{DEEP}[A-Za-z_]\w{{0,80}}=(?P<value>{NAME}(?:\([^\n\"']{{0,200}}?\)|\[[^\n\"']{{0,200}}?\]|\.\w{{1,60}}){{0,6}})(?=[),]{{1,4}}[ \t]{{0,4}}(?:\#[^\n]{{0,120}})?$)|[\"']:[ ]?(?P<value>(?=\w{{0,80}}[_.]|(?:\p{{Lu}}\p{{Ll}}{{1,20}}){{3}})(?!\w{{0,80}}\d)[A-Za-z_][\w.]{{0,80}})(?=,[ \t]{{0,4}}$)|[,(][ ]?\w{{1,40}}:[ ](?P<value>(?:[a-z_]\w{{0,40}}\.){{1,4}}[A-Z]\w{{0,60}})(?=[,)\[]|[ ][=|])|^[ \t]{{0,80}}_?[A-Za-z]\w{{0,80}}:[ ](?P<value>(?:_?[A-Z]\w{{1,80}}(?=,$)|(?:[a-z_]\w{{0,80}}\.){{1,6}}[A-Z]\w{{0,80}}(?=[,\[)]|[ ][=|]|$))))", SURE,
        true=("      user=⟦database_user⟧,\n", "    pipe_handle=⟦rhandle⟧)\n", "      mean=⟦numbers(dist.mu).flatten()⟧,\n", '    "ACL GETUSER": ⟦parse_acl_getuser⟧,', "  state_key: ⟦beam_fn_api_pb2.StateKey⟧,", "(self, key: ⟦ed25519.Ed25519PrivateKey⟧, f_priv)"), false=("user=kosei, ip=10.1.2.3", "user: b.osei", '"user": kosei_7')),
    Rule("variable_with_a_type", LOOK_ALIKE, r"^[ \t]{0,80}(?P<value>[A-Za-z_]\w{0,80})(?=:[ ](?:[A-Za-z_]\w{0,30}\.){0,4}(?:dict|list|tuple|set|frozenset|type|Optional|Callable|Union|Any|Sequence|Mapping|Iterable|Iterator|Literal|ClassVar|Final|ndarray|DataFrame|Series|Tensor|str|int|bool|float|bytes|object)(?:[ ]\|[ ]|[ ]=[ ]|$)|:[ ](?:[A-Za-z_]\w{0,30}\.){0,4}[A-Za-z_]\w{0,40}\[|:[ ][A-Z]\w{0,40}[ ]=[ ])", SURE,
        true=("⟦gs_binary⟧: str | bool | None = None", "⟦AR_i8⟧: np.ndarray[Any]", "⟦magnetic_flux⟧: Dimension = Dimension(x)", "    ⟦eval_cache⟧: dict[str, int]"), false=("jet_jeb99: list of all", "kosei_7: any news?")),
    Rule("operand_of_a_formula", LOOK_ALIKE, rf"(?<![\w.]|[A-Z]{{2}}:)(?:{OPERAND}(?=\*{{1,2}}[\p{{L}}(\d_])|(?<=[\p{{L}}\d)_]\*{{1,2}}|[\p{{L}}\d)_]\s?//\s?|<<\s?|>>\s?){OPERAND}|(?<=\b(?:{FUNCTIONS})\(){OPERAND}(?=[,)])|(?<=[\w)][ ])[+-][ ]\d{{4,40}}(?=\)|[ ][-+*/=][ ]|\*)|\+[ ]\(?\d{{1,12}}\.\d{{1,20}}(?:e[-+]\d{{1,3}})?\)?(?=[ ][a-z](?![a-z]))|[-+]?\d{{1,20}}\.\d{{1,20}}(?=[-+]\d{{1,20}}\.\d{{0,20}}j)|(?<=[(\d][ ]?)[-+][ ]?\d{{1,20}}(?:\.\d{{1,20}})?j)(?!\w)", SURE,
        true=("+ ⟦517578125000⟧*p*r**2", "p**2*⟦39304512⟧ - 1", "(-15*log(⟦1073741824⟧) - 1)", "Rational(⟦4821045771⟧, 3)", "⟦2740000⟧*x ⟦+ 12000000⟧) == y", "(0.5 ⟦+ 727690.906948208j⟧)", "1.0 x ⟦+ 12345678.0⟧ x**2", ", ⟦+1.12345679⟧+1.12345679j]"), false=("pay 48210455 * by hand", "login (4821045771)", "*48210455* is hers", "SPD*1.0*AM:5200.00*CC:CZK", "**4821045771**")),
    Rule("comment_for_a_linter", LOOK_ALIKE, r"\#[ ]?(?:(?:noqa|nosec|nopep8|flake8):?[ ]{0,2}(?P<value>[A-Z]{1,5}\d{2,5}(?:[ ]?,[ ]?[A-Z]{1,5}\d{2,5}|[ ][A-Z]{1,5}\d{2,5}){0,9})|(?:pragma|fmt|isort|yapf|codespell|cspell|ruff|mypy|pyright|pyre|spellchecker)(?::[ ]?|[ ])(?P<value>[\w-]{2,40}(?:[ =:][\w,-]{1,80})?)|type:[ ]?(?P<value>ignore(?:\[[\w, -]{1,80}\])?)|pylint:[ ]?(?P<value>(?:disable|enable)[\w-]{0,10}=[\w, -]{1,120}))", SURE,
        true=("x = 1  # noqa: ⟦TRY004⟧", "if x:  # pragma: ⟦py-lt-311⟧", "y()  # type: ⟦ignore[no-redef]⟧", "# pylint: ⟦disable=line-too-long⟧"), false=("# ask b.osei", "# the type of Ana", "#pragmatic")),
    Rule("command_of_a_shell", LOOK_ALIKE, r"(?:^[ \t]{0,8}(?:[$#>%][ ])?(?:sudo[ ])?|[|;&`(][ ]?|\bsudo[ ])(?P<value>curl|wget|kubectl|docker|podman|helm|git|ssh|scp|sftp|rsync|psql|mysql|mysqldump|redis-cli|mongosh?|ldapsearch|openssl|systemctl|journalctl|aws|az|gcloud|terraform|ansible|pip3?|npm|yarn|apt(?:-get)?|yum|dnf|brew|chmod|chown|grep|awk|sed|tar|find|net[ ]user)(?=[ ]-{1,2}[A-Za-z]|[ ](?:get|set|run|exec|apply|install|login|push|pull|commit|clone|restart|status)(?!\w))", SURE,
        true=("$ ⟦curl⟧ -H 'X: y' http://a", "⟦docker⟧ login -u kestrel", "cat x | ⟦grep⟧ -i y", "sudo ⟦systemctl⟧ restart nginx"), false=("Helm came late", "ask curl about it", "the docker -u")),
    Rule("number_of_an_issue", LOOK_ALIKE, r"(?i)(?<![\p{L}\d])(?:(?:github |gitlab )?issues?|gh|bpo|bugs?|bug report|pr|prs|pull(?: request)?s?|merge request|fix(?:e[sd])?|close[sd]?|resolve[sd]?|e\.g\.|cf\.)[ :-]{0,2}(?P<value>\#\d{1,6}|(?<=(?:GH|gh|bpo|PR)[ :-]{1,2})\d{3,6})(?!\w)", 0.9,
        true=("# Issue ⟦#7934⟧", "GH⟦#64230⟧ len-1 rows", "(e.g. ⟦#19154⟧)", "fixes ⟦#482⟧", "# GH: ⟦10772⟧"), false=("code #2709", "gate: #7731", "issue 7934")),
    Rule("decorator_of_a_definition", LOOK_ALIKE, rf"^[ \t.>#*]{{0,40}}@(?P<value>[A-Za-z_][\w.]{{1,80}})(?:\([^\n]{{0,200}})?{DEFINED}", SURE,
        true=("    >>> @⟦call_aside⟧\n    ... def func():", "    ... @⟦method_cache⟧\n    ...     def met(self)", "# @⟦zoned⟧(1)\n# def f(): pass"), false=("@zora hello\nyou", "> @tom_b\nthanks")),
    Rule("part_of_a_urn", LOOK_ALIKE, r"(?<![\w:])(?:urn:)?(?:[a-z][a-z0-9_-]{1,30}:){2,8}[\w.-]{1,60}:v\d{1,3}(?:\.\d{1,3})?(?![\w:])", SURE,
        true=("urn='⟦beam:metric:user:bounded_trie:v1⟧'", "'⟦urn:beam:metric:user:kosei_7:v2⟧'"), false=("cache:user:kosei7", "user:kosei7:v1")),
    Rule("name_of_a_thing", LOOK_ALIKE, r"(?i)(?<!\p{L})name[\"']?\s?[:=]\s?[\"'](?P<value>[^\"'\n]{1,80})[\"'],?\s{0,40}(?:[\"']?(?:capital|aliases|filenames|mimetypes|version_added|input_schema|population|priority)[\"']?\s?[:=]|url = )", 0.96,
        true=("name = '⟦Literate Idris⟧'\n    aliases = ['li", "name = '⟦Julia⟧'\n    url = 'https://", 'name="⟦Burkina Faso⟧",\n    capital="O"'), false=('"name": "Ana Ruiz", "url": "https://x.example"', "name: Ana\ncity: Rome")),
    Rule("format_of_numbers", LOOK_ALIKE, r"(?<![\w#() .+-])(?P<value>\+?[\d() .-]{3,25}+)(?=\#\#)", SURE,
        true=('"⟦+44(0)113 4960⟧###"', '"⟦07700 900 ⟧###"'), false=("call +44 113 496 0000", "4821 #3")),
    Rule("numbers_in_brackets", LOOK_ALIKE, r"[\"']\s?:\s?[(\[](?P<value>\d{2,9}(?:,\s?\d{1,9}){1,9})[)\]]|[\"'](?P<value>\d{6,14})[\"']\[|^[ \t]{0,40}\w{1,60}[ ]=[ ]\((?P<value>\d{2,9}),[ ][\"']", SURE,
        true=('"AZ": (⟦85001, 86556⟧),', '"PW": [⟦96940, 96940⟧]', "return '⟦65432110987⟧'[c]"), false=('"pin": "4711"', "ids (85001, 86556)", "sort = (400530)")),
    Rule("digits_in_sequence", LOOK_ALIKE, r"(?<![\w.+-])(?:0?1234567(?:8(?:9(?:0(?:1(?:2(?:3)?)?)?)?)?)?|(?:[A-Z]{2}[ -]?)?123[ .-]?456[ .-]?789(?:[ .-]?0{1,3})?)(?![\w.-])", 0.84,
        true=("[⟦01234567⟧]", "VAT ⟦DE 123 456 789⟧,", "number ⟦123-456-789⟧"), false=("password: x1234567", "12345678Z", "+123456789")),
    Rule("number_of_a_run", LOOK_ALIKE, r"(?i)(?<![\p{L}\d])(?:job|task|run|build|batch|worker|thread|step|attempt|shard|partition|pipeline|queue|row)[_ ]?id[\"']?[ ]?[:=][ ]{0,3}[\"']?(?P<value>\d{1,12})(?![\w.-])", 0.945,
        true=("job_id: ⟦4471020⟧", '"run_id": ⟦88120⟧,', "task_id=⟦12⟧ done"), false=("job id 4471", "patient_id: 4471020", "job_id: PB-4471")),
)
# fmt: on
