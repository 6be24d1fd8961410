"""Look-alikes in declarations: constants, macros, imports, documented members, parameters of SQL, bytes and numbers of laws.

They suppress what a part of a name or a short number would be elsewhere: in `UC_CPU_X86_QEMU64 = 0,` nothing identifies a
customer.
"""

import regex

from recognizers.lexicon.names import is_given_name
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = "Names of constants of two parts, and numbers of constants that are alone or may be a PIN."
SURE = 0.97
CONSTANT = r"[A-Z][A-Z\d]{0,40}(?:_[A-Z\d]{1,40}){2,12}"
SHORT_NUMBER = r"(?:0x[\dA-Fa-f]{1,16}|-?\d{1,10})[UuLl]{0,3}"
LINE_END = r"[ \t]{0,40}(?:$|/[*/]|\#)"
SECRET_NAMES = r"(?![A-Z\d_]{0,60}(?:PIN|PASS|SECRET|TOKEN|OTP|CODE|CUSTOMER|CLIENT|ACCOUNT|PATIENT|EMPLOYEE|USER|ORDER_ID|SALARY))"
NUMBERED_CONSTANT = rf"[ \t]{{0,20}}{SECRET_NAMES}[A-Z][A-Z\d]{{0,40}}(?:_[A-Z\d]{{1,40}}){{0,12}}[ ]=[ ](?P<value>\d{{1,6}}),?[ \t]{{0,8}}\n"
NUMBERED_MEMBER = r"[ ]{4,20}(?![\w]{0,60}(?i:pin|pass|secret|token|otp|code))[A-Z]\w{1,80}[ ]=[ ](?P<value>\d{1,8})\n"
# Words of SQL beside a positional parameter: `RETURN $2 + $1`, `WHEN $1 IN (1042, 1043)`, `max.f32 $5, $10`, `$1::text`.
BEFORE_PARAMETER = r"\b(?:RETURN|WHEN|THEN|ELSE|SELECT|WHERE|VALUES|CASE|BETWEEN|LIMIT|OFFSET|\w{1,30}_\w{1,30}[ ]?\(|\w{1,12}\.[fsubv]\d{2})"
TYPES = r"(?:unsigned|signed|struct|enum|union|const|static|final|private|public|protected|extern|volatile|char|short|int|long|float|double|bool|void|u?int\d{1,2}|\w{1,30}_t|__[usbl]e?\d{1,2}|u(?:8|16|32|64))"
LAWS = r"(?:St|B|R|L|GV|G|A|BSt)?GBl|ABl|BBl|Act|Notice|Law|Ordinance|Decree|Proclamation|G\.N|Resolution|Regulation"
# One line of a comment `/** ... */`; what is behind an "@" there is a tag or a member.
LINE_OF_A_COMMENT = r"[ \t]{0,40}\*(?!/)(?:@(?P<value>[A-Za-z_]\w{1,60})|[^@\n]){0,400}+\n"
MIN_LETTERS = 3
NAMES_IN_A_TASK = regex.compile(
    r"(?<=[ ])\p{Lu}\p{Ll}+[ ]\p{Lu}\p{Ll}+|\b(?:user|account|employee|customer|patient)s?[ ](?:for[ ]|of[ ])?\w*\d|@"
)


def _is_constant(value: str) -> bool:
    """Return whether no part of a constant is a number of five or more digits, as in `ORDER_EU_48210`."""
    return not any(part.isdecimal() and len(part) > 4 for part in value.split("_"))


def _are_bytes(value: str) -> bool:
    """Return whether pairs of hexadecimal digits are bytes and no number in groups: enough of them have a letter."""
    pairs = value.split()
    lettered = [pair for pair in pairs if not pair.isdecimal()]
    return len(lettered) >= max(MIN_LETTERS, len(pairs) / 5)


def _is_task_without_names(value: str) -> bool:
    """Return whether a task names no person, user or address: "Create user hsolberg7"."""
    return not NAMES_IN_A_TASK.search(value)


# fmt: off
RULES = (
    Rule("constant_of_code", LOOK_ALIKE, rf"^[ \t]{{0,40}}+(?P<value>{CONSTANT})(?=[ \t]{{0,40}}(?:=[ \t]{{0,40}}(?:(?:{SHORT_NUMBER}|{CONSTANT})[,;]?{LINE_END}|[\"'])|,{LINE_END}))", SURE, check=_is_constant,
        true=("⟦UC_CPU_ARM64_A57⟧ = 0", "    ⟦UC_X86_REG_XMM10⟧,\n", "    ⟦APP_GW_SSL_POLICY20150501⟧ = \"x\"", "⟦XL_HWTYPE_CAN⟧ = 1\n⟦XL_HWTYPE_VN2600⟧ = 29"), false=("ORDER_EU_48210,", "CUSTOMER_48210 = 1", "DB_MAIN_HOST = db1.quarryhill.lan")),
    Rule("numbers_of_constants", LOOK_ALIKE, rf"^{NUMBERED_CONSTANT}(?:{NUMBERED_CONSTANT}){{4,2000}}+", SURE,
        true=("A_B = ⟦1151⟧\nA_C = ⟦1152⟧\nORDER = ⟦1153⟧\nREPAIR = ⟦1154⟧\nTABLE = ⟦1155⟧\n", "A = ⟦1⟧\n  B = ⟦1⟧,\n  C = ⟦3⟧\n  D = ⟦4⟧\nE_F = ⟦5⟧\n"), false=("ORDER = 48210\nPORT = 22\n", "A = 1\nB = 2\nC = 3\nD = 4\nADMIN_PIN = 4821\n")),
    Rule("short_hexadecimal_number", LOOK_ALIKE, r"(?<![\w#&;@.-])0[xX][\dA-Fa-f]{1,8}[UuLl]{0,3}(?![\w.-])", SURE,
        true=("XL_FILEPASS = ⟦0x2f⟧", "ERR_PROT ⟦0x00000008U⟧ /*"), false=("0x71C7656EC7ab88b098defB751B7401B5f6d8976F", "a0x2f")),
    Rule("name_of_a_macro", LOOK_ALIKE, r"^[ \t]{0,20}\#(?:define[ \t]{1,40}(?P<value>[A-Za-z_]\w{1,100})|(?:undef|ifdef|ifndef|if|elif)[ \t]{1,40}(?P<value>[^\n\"'/]{1,300}))", SURE,
        true=("#define ⟦CAN_ERR_PROT_LOC_ID28_21⟧ 0x02", "#elif ⟦defined(__HORIZON__) ⟧// x"), false=("# if kosei_7 calls", "#defined by kosei_7")),
    Rule("names_of_an_import", LOOK_ALIKE, r"^[ \t>.]{0,20}from[ ][\w.]{1,120}[ ]import[ ](?:(?P<value>\w[\w, ]{0,300})$|\((?:\s{0,20}(?P<value>\w{1,80})(?:[ ]as[ ]\w{1,80})?,?){1,200})", SURE,
        true=("from a.b import ⟦InstructTokenizerV13⟧\n", "from .x import (\n    ⟦Kosei7⟧,\n    ⟦Tarn8⟧,\n)"), false=("from Rome import tax of 3%", "from kosei_7 to tarn")),
    Rule("member_of_a_documented_structure", LOOK_ALIKE, rf"/\*\*[^\n]{{0,200}}\n(?:{LINE_OF_A_COMMENT}){{1,400}}+", SURE, check=lambda value: "_" in value or not value[-1].isdecimal(),
        true=("/**\n * struct x\n * @⟦avail_index⟧: available\n * only @⟦flags⟧ is set\n */", "/** Makes x.\n * @⟦param⟧ y the y\n */"), false=("/**\n * @hsolberg7 asked\n */", "* @kosei_7: please", "/* ask @kosei_7 */")),
    Rule("bytes_in_hexadecimal", LOOK_ALIKE, r"(?<![\w-])[\dA-Fa-f]{2}(?:[ \t\n]{1,24}+[\dA-Fa-f]{2}(?![\w-])){7,4000}+", SURE, check=_are_bytes,
        true=("x ⟦E0 BE 60 BD BE 10 62 00 40 E7⟧ 5", "⟦da 7c f9 9a\n    61 61 06 62  ed a0⟧"), false=("06 12 34 56 78 06 12 34 56 78", "BE 60 12 34 56 78 90 12 34", "E0 BE 60 BD")),
    Rule("parameter_of_a_statement", LOOK_ALIKE, rf"(?<={BEFORE_PARAMETER}[ (]{{0,2}})(?P<value>\$\d{{1,2}})(?!\w)(?:(?:[ ][-+*/|<>=]{{1,2}}[ ]|,[ ]?)(?P<value>\$\d{{1,2}})(?![\w.])){{0,20}}(?:,\d{{1,2}}(?=\)))?|(?<![\w$])(?P<value>\$\d{{1,2}})(?=::[a-z]|[ ](?:IN[ ]\(|IS[ ](?:NOT[ ])?NULL|BETWEEN[ ]|AND[ ]\$\d))", SURE,
        true=("RETURN ⟦$2⟧ + ⟦$1⟧;", "WHEN ⟦$1⟧ IN (1042)", "max.f32 ⟦$5⟧, ⟦$10⟧;", "pg_array_lower(⟦$1⟧,1)"), false=("between $5, $10", "WHEN it costs $5", "they RETURN about $12")),
    Rule("keyword_of_a_version_control", LOOK_ALIKE, r"\$(?:Change|Revision|Rev|Id|Header|Version):[ ](?P<value>\d{1,7}(?:\.\d{1,4}){0,5}[ ]?\$)", SURE,
        true=("$Change: ⟦2953 $⟧", "<edition>$Revision: ⟦1.6 $⟧</edition>"), false=("Change: 2953 $", "$Price: 12 EUR"), source="rcsintro(1), p4(1)"),
    Rule("number_of_a_law", LOOK_ALIKE, rf"(?<![\p{{L}}\d])(?:via[ ])?(?:{LAWS})\.?(?:[ ][IVX]{{1,3}}\.?)?[ ](?:Nr|No)\.[ ]?\d{{1,5}}(?:/(?:19|20)?\d\d|[ ]of[ ](?:19|20)\d\d)(?!\d)", SURE,
        true=("Removed ⟦via StGBl. Nr. 116/1945⟧.", "[⟦BGBl. Nr. 31/1933⟧](x)", "Government ⟦Notice No. 486 of 2022⟧"), false=("Contact No. 486 of 2022", "via Roma Nr. 116/1945")),
    Rule("role_of_a_documentation", LOOK_ALIKE, r":(?:(?:py|c|cpp|js|rst|std):)?(?:ref|doc|class|meth|func|mod|attr|obj|data|exc|const|term|math|option|envvar|keyword|any|program|file|code|type|enum|member|macro):`(?P<value>[^`\n]{1,200})`", 0.98,
        true=(":ref:`⟦howto/operator:DataplexGetEntryOperator⟧`", "see :py:class:`⟦kosei.Otter7⟧`"), false=(":user:`kosei_7`", "class: `kosei_7`"), source="docutils"),
    Rule("name_of_a_task", LOOK_ALIKE, r"^[ \t]{0,40}- name:[ ][\"']?(?P<value>(?:Delete|Create|Gather|Replace|Install|Ensure|Add|Remove|Update|Upgrade|Configure|Set|Get|Check|Enable|Disable|Start|Stop|Restart|Copy|Run|Wait|Merge|Override|Render|Parse|Show|List|Restore|Verify|Modify|Deploy|Build|Generate|Download|Upload|Apply|Assign|Attach|Detach|Import|Export|Return|Test|Setup|Checkout)[ ][^\n\"']{1,200})", SURE, check=_is_task_without_names,
        true=("    - name: ⟦Delete Wireless LAN within netbox⟧\n", '- name: "⟦Gather MGMT Host config⟧"'), false=("- name: Remove Henrik Solberg from payroll", "- name: Create user hsolberg7", "- name: Mark Wireless", "name: Delete")),
    Rule("half_of_the_day", LOOK_ALIKE, r"[\"']?(?i:am)[\"']?[ ]?:[ ]?[\"'](?P<value>[^\"'\n]{1,15})[\"'],\s{1,40}[\"']?(?i:pm)[\"']?[ ]?:[ ]?[\"'](?P<value>[^\"'\n]{1,15})[\"']", SURE, check=lambda value: value.isupper() or not value[0].isupper(),
        true=('"am": "⟦de⟧", "pm": "⟦du⟧"', 'am: "⟦ante meridiem⟧",\n    pm: "⟦post meridiem⟧",'), false=('"pm": "Ana Ruiz"', '"am": "Ana Ruiz", "pm": "Tom Berg"', '"am": "Ana", "vp": "Tom"')),
    Rule("list_of_a_language_with_sigils", LOOK_ALIKE, r"^[ \t]{0,40}(?:my|our|local|push|unshift|splice|return|foreach|for|use vars|sub|if|while|unless|\$)(?=[^\n]{0,300}(?:\$|\(@|[ ]@\w{1,40};))[^\n@]{0,120}(?:@(?P<value>[A-Za-z_]\w{0,40})[^\n@]{0,120}){1,6}[;{][ \t]{0,8}(?:\#[^\n]{0,200})?$", SURE,
        true=("    my($obj, @⟦vars⟧) = 1;\n", "    push @⟦nesting⟧, $1;"), false=("push @kosei to the list", "my friend @kosei said")),
    Rule("name_of_a_country_or_language", LOOK_ALIKE, r"[\"'](?:official|common|language|country)_name[\"'][ ]?:[ ]?[\"'](?P<value>[^\"'\n]{1,80})[\"']", SURE, check=lambda value: not is_given_name(value.split()[0]),
        true=('"official_name": "⟦Czech Republic⟧"', "'language_name': '⟦Czech⟧'"), false=('"official_name": "Anna Solberg"', '"display_name": "Anna Czech"', "official_name Anna")),
    Rule("image_in_a_link", LOOK_ALIKE, r"\bdata:(?P<value>(?:image|text|font|application|audio|video)/[\w.+-]{1,40})(?=[;,])", SURE,
        true=('url("data:⟦image/svg+xml⟧,<svg', "data:⟦text/plain⟧;base64,QQ"), false=("data:image", "data: kosei/Tarn+1,")),
    Rule("function_of_a_library_in_c", LOOK_ALIKE, r"(?<![\w.@/-])[A-Z][A-Z\d]{1,20}(?:_[A-Z\d]{1,20}){1,4}(?:_[a-z]{2,20}){2,8}(?![\w@/-])", SURE,
        true=("int ⟦X509_STORE_CTX_get_by_subject⟧(x)", "⟦PY_GIL_state_ensure⟧"), false=("QH_svc_import", "X509_get_by", "ACME_QH_svc@db")),
    Rule("numbers_of_members", LOOK_ALIKE, rf"^{NUMBERED_MEMBER}(?:{NUMBERED_MEMBER}){{5,2000}}+", SURE,
        true=("    User_Defined = ⟦32767⟧\n    Adindan = ⟦4201⟧\n" * 3, "    NoReturn = ⟦1048576⟧\n" * 6), false=("Adindan = 4201\n" * 8, "    A = 1\n    User_Pin = 4821\n" * 4)),
    Rule("declaration_of_a_variable", LOOK_ALIKE, rf"^[ \t]{{0,40}}(?P<value>(?:{TYPES}[ \t]{{1,20}}){{1,4}}[*&]{{0,2}}[A-Za-z_]\w{{0,80}}(?:\[\w{{0,40}}\])?);|(?<=[(,][ ]?)(?P<value>const[ ](?:\w{{1,30}}::)?\w{{1,40}}[ ][&*]?\w{{1,40}})(?=[,)])", SURE,
        true=("\t⟦__u32 device_id⟧;", "[&](⟦const node neighbor1⟧, ⟦const node neighbor2⟧)"), false=("static: kosei_7;", "private mobile 0170 1234567; or", "const node neighbor1")),
    Rule("argument_of_a_template_tag", LOOK_ALIKE, r"\{%-?[ ](?:asset|include|extends|import|block|load|url|static|snippet|from)[ ][\"'](?P<value>[^\"'\n]{1,120})[\"']", SURE,
        true=("{% asset '⟦ckanext-datatablesview/main-css⟧' %}", '{%- include "⟦node-1/list.html⟧" %}'), false=("{{ 'db-main' }}", "{% set host 'db-main-1' %}")),
    Rule("name_of_a_command_of_an_editor", LOOK_ALIKE, r"[\"'](?:command|commandId|id)[\"']:[ ]{0,4}[\"'](?P<value>[a-z][a-z-]{1,30}:[a-z]{1,20}-[a-z-]{1,50})[\"']|[\"'](?P<value>(?!host|server|node|machine)[a-z]{3,20}(?:-[a-z]{2,20})?:(?:[a-z]{2,20}-){1,8}[a-z\d]{1,20})[\"'](?=[ ]?(?:\}|:[ ]?\{))", SURE,
        true=('"command": "⟦notebook:open-notebook⟧",', '"id": "⟦node:add-view⟧"', '"⟦notebook:run-cell-1⟧": {'), false=('"id": "henrik:solberg"', '"command": "host db-main"', '"host": "node:db-main"')),
    Rule("name_of_a_platform", LOOK_ALIKE, r"(?<![\w-])(?:(?:x86_64|aarch64|arm64|i[3-6]86|armv\d\w{0,2}|riscv64|ppc64le|s390x|wasm32)-(?:unknown|pc|apple|linux|none|wasi|alpine)(?:-[a-z]{2,12}\d{0,2}){0,2}|win32|linux2|IPv[46]|PKCS[ ]?\#\d{1,2})(?![\w-])", SURE,
        true=("# host: ⟦aarch64-apple-darwin⟧", "machine == '⟦win32⟧'", "Password for ⟦PKCS#12⟧ key"), false=("host: arm64-prod-db1", "win32-db1")),
)
# fmt: on
