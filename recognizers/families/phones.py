"""Phone and fax numbers: international and national forms, extensions, and any digits behind a label.

A number with a country code or a label is a phone number whether or not it is assigned. A national form without either
must be valid in a numbering plan, or have a grouping that only phone numbers have.
"""

from collections import defaultdict
from functools import lru_cache, partial

import phonenumbers
import regex
from phonenumbers import PhoneMetadata

from recognizers.lexicon.digits import digits_of
from recognizers.lexicon.labels import CLOSED, LINE_BREAK, MARKUP, SEPARATOR, SPACES, labelled
from recognizers.rules import LOOK_ALIKE, Rule

LIMITS = (
    "It does not find numbers without a country code, a label or a word such as `call` nearby, whose grouping several "
    "kinds of numbers share (`512 330 871`). Toll-free numbers, which companies publish, stay unless they have a label."
)

S = r"[ \u00a0\u202f.\-‑–/]"  # between groups
GAP = rf"(?>[ ]?\(0?\)[ ]?|[-–/.]\(|[ ]?[-–/(][ ]?|\)[ ]?[-/.]?|{S})?+"  # atomic, so that a run of marks is tried once
EXTENSION = r"(?:[ ,;]{0,2}(?:ext|extension|x|durchwahl|dw|poste|interno?|int|intern|tst|toestel|wew|w)\b[ .:]{0,2}\d{1,6}|[ ]?x\d{1,6})?"
# Between a label and a number. Unlike that of other labels, a bracket and a hyphen may begin the number.
LINK = rf"{CLOSED}(?:{MARKUP}|{SPACES}{SEPARATOR}{{0,2}}+{LINE_BREAK}{{0,2}}+)[\"'\[]{{0,2}}+"
SAME_LINE = rf"{CLOSED}{SPACES}(?:[:=]{SPACES})?+[\"']?+"
NOT_BEFORE = r"(?<![\w.+:/#-])(?<!\d[ ,])"
NO_ARRAY = r"(?<!\d,[ ]?)(?!(?<=\d),[ ]\d)(?!,[ ]?\d{4,12}(?:,[ ]\d|\]))"  # not within an array of numbers: "[3668361503, 4165561550]"
EXAMPLES = (
    "example number",
    "validate",
    "invalidlength",
    "invalidchecksum",
    "invalidformat",
    "invalidcomponent",
    "compact",
    "get birth date",
    "calc check digit*",
)  # of a numbering plan, of a library
JOINED = r"(?<=\p{Ll}[_:/])"  # a name before it: "Anna Berg_0033612345678"
NOT_AFTER = r"(?![\w@]|[.,:/-]\d|[ ]\d)"
SOON = r"(?![\w@]|[.:/-]\d|-[a-z]\w)"
OTHER_NUMBERS = regex.compile(  # dates, months, addresses of networks, US social security numbers
    r"\(?(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?![./-]?\d)"
    r"|\d{1,2}[/-](?:19|20)\d\d$|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$|\d{3}-\d\d-\d{4}$|\d{4}[./-]\d\d$|\d\d (?:19|20)\d\d (?:19|20)\d\d$|.*-9{5}$|\d{5}-\d{4}$|\d{4,6}\.\d{3}$"
)
PREFIXED = (
    "GB DE FR IT NL BE AT CH SE FI AU NZ ZA IE JP TR IN NG KE GH EG IL".split()
)  # a national number begins with 0
OTHERS = "US ES PT PL CZ NO DK IT HU MX BR SN".split()
WORDS = (
    "tel* phone* mobile* cell* fax* call* ring* dial* sms text* whatsapp* zap wa hp handy* mobil* rückruf* anruf* ruf* "
    "durchwahl telefon* fon portable* appel* joindre rappel* móvil* movil* celular* llam* cellular* chiam* "
    "telem* tlm tlf* gsm bel bellen nummer komór* kom dzwon* zadzwon* kontakt* contact* puhelin* puh soita* ring* "
    "mobilepay vipps swish bizum yape twint callback desk office texted połączen* ansprech* notruf avisar prévenir angehörig*"
).split()
LABELS = (
    "tel|tel no|telephone|telephone number|phone|phone no|phone number|ph|mobile|mobile phone|mob|cell|cell phone|cellphone|"
    "fax|telefax|pager|contact number|contact no|landline|hotline|direct line|direct dial|callback|call back|msisdn|whatsapp|"
    "hp|gsm|telefon|telefonnummer|tel nr|fon|festnetz|handy|handynummer|mobil|mobilfunk|mobilnummer|rückruf|rufnummer|"
    "téléphone|télécopie|portable|tél|teléfono|telefono|móvil|movil|celular|tfno|tlf|telefone|telemóvel|telem|tlm|zap|"
    "cellulare|cell|cel|recapito|telefoon|telefoonnummer|mobiel|mobiele nummer|komórka|kom|telefonu|telefon komórkowy|"
    "numer telefonu|puhelin|puh|gsm no|telefonnr|mob nr|mobiltelefon|swish|vipps|mobilepay|bizum|yape|phone_e164|anrufer|"
    "pbx|centralino|switchboard|sms to|call me at|call me on|reach me at|reach me on|reached at|call us at|call us on|"
    "answering at|messages to|my registered|registered number|text me at|text me on|contact me at|contact me on|contact us at|contact at|reach out at|ring me on|ring gerne på|ring på|bel mij op|oddzwonić na|dzwonić pod|nr tel|numer tel|n° de tél|telephone:home|"
    "telefonszám|telefonszáma|mobilszám|mobilszáma|tel szám|telefonní číslo|číslo telefonu|číslo mobilu|tel č|telefónne číslo|număr de telefon|telefonul|broj telefona|broj mobitela|"
    "telefon numarası|telefon no|cep telefonu|cep|mobilnr|mobilnummer|puhelinnumero|matkapuhelin|no hp|nomor hp|nomor telepon|telepon|điện thoại|số điện thoại|sđt|đt|di động|simu|nambari ya simu|"
    "τηλ|τηλέφωνο|τηλεφώνου|κιν|κινητό|φαξ|тел|телефон|телефона|телефону|моб|мобильный|мобільний|сотовый|факс|फोन|मोबाइल|هاتف|الهاتف|جوال|الجوال|موبايل|محمول|טלפון|נייד|โทร|เบอร์โทร|มือถือ"
)
# Chinese, Japanese and Korean labels, which need no space before or behind them.
EAST_ASIAN_LABELS = "電話番号|電話號碼|電話|携帯電話|携帯番号|携帯|连絡先|連絡先|手机号码|手机号|手机|手機號碼|手機|联系电话|聯絡電話|电话号码|电话|传真|전화번호|전화|휴대폰|휴대전화|핸드폰|연락처"
EXTENSIONS = "hausruf|nebenstelle|apparat|wewn|anexo|ext|extension|exten|durchwahl|dw|interno|poste|doorkiesnummer|toestel|wewnętrzny|wew|anknytning|tél interne|tst|phone ext"


@lru_cache(1)
def _lengths() -> dict[tuple[int, int], list[str]]:
    """Return the country codes by the fewest and most digits of a national number."""
    found = defaultdict(list)
    for code, regions in phonenumbers.COUNTRY_CODE_TO_REGION_CODE.items():
        known = (PhoneMetadata.metadata_for_region_or_calling_code(code, region) for region in regions)
        lengths = {length for one in known if one and one.general_desc for length in one.general_desc.possible_length}
        least = max(min(lengths), 8 - len(str(code)))
        found[least, max(*lengths, least)].append(str(code))
    return found


# The country code, then as many digits as a national number of that country has.
ABROAD = "|".join(
    rf"(?:{'|'.join(sorted(codes))})(?:{GAP}\d){{{least},{most}}}(?!\d)"
    for (least, most), codes in sorted(_lengths().items())
)


def _is_number(text: str) -> bool:
    """Return whether the digits are no placeholder such as 000 000 0000."""
    return len(set(digits_of(text))) > 2


def _is_assigned_abroad(text: str) -> bool:
    """Return whether a number behind 00 is possible; without separators, it must be valid."""
    number = _parsed("+" + digits_of(text)[2:], None)
    if number is None or not _is_number(text):
        return False
    return phonenumbers.is_valid_number(number) if text.isdecimal() else phonenumbers.is_possible_number(number)


def _parsed(text: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def _is_valid(text: str, regions: list[str], least: int = 8) -> bool:
    """Return whether a number of at least `least` digits is assigned in one of several regions."""
    if OTHER_NUMBERS.match(text) or not _is_number(text) or len(digits_of(text)) < least:
        return False
    numbers = (_parsed(text, region) for region in regions)
    return any(number and phonenumbers.is_valid_number(number) for number in numbers)


def _is_north_american(text: str) -> bool:
    """Return whether the area code is assigned; the number itself may be a fictitious one."""
    return _is_number(text) and _is_valid(f"{digits_of(text)[:3]} 234 5678", ["US"])


def _is_labelled(text: str) -> bool:
    return not OTHER_NUMBERS.match(text) and len(set(digits_of(text))) > 1


# A name, a mark, or a word that a number follows but an amount rarely does.
BESIDE = r"\p{Lu}\p{Ll}{1,20}(?:[ ]\p{Ll}{1,20})?[,:]?[ ]|[;|\t'\",:(–)][ ]?|\b(?:al|el|è|på|till|od|lui|ihn|sie|an|from|er)[ ]"

# fmt: off
RULES = (
    Rule(
        "phone_international", "PHONE_NUMBER", rf"(?i)(?<![\w+.-])(?!(?<=[\d*][ ]?|(?:\d|\b\w)\)[ ]?)\+[ ]|\+[ ]\d{{1,3}}\.\d{{5}}|\+\d{{4}}-\d\d-\d\d(?:\b|T)|\+[ ]?\(?1[6-9]\d\d[–-])\+[ ]?\(?(?:{ABROAD})(?!\*){EXTENSION}", 0.95,
        true=("Ring ⟦+44 (0)20 7183 8750⟧.", "or ⟦+1 (999) 214-6631⟧,", "tel:⟦+4930901820⟧;", "fax ⟦+33 1 70 18 99 00⟧"),
        false=("utc +02:00", "+1234", "a=5 +17 b", "-6.04e-01 + 15.84422474j", "x/347 + 10325632*I", "49*x**2 + 1)/5764801", "+00 000 000000", "'+1980-02-29T01:02:03'", "either + (1800–1899), - (1900–1999)"),
        check=_is_number, source="ITU-T E.164",
    ),
    Rule(
        "phone_international_00", "PHONE_NUMBER", rf"(?:{NOT_BEFORE}|{JOINED})00[ ]?(?:{ABROAD}){EXTENSION}", 0.85,
        true=("⟦0044 7911 556 658⟧", "Otter Corp_⟦0033612345678⟧", "Anna Berg/⟦0033612345678⟧", "Fax 1: ⟦001-518-640-0854⟧"),
        false=("EAN 00340434161094015902", "0000016"), check=_is_assigned_abroad, source="ITU-T E.164",
    ),
    Rule(
        "phone_north_american", "PHONE_NUMBER",
        rf"(?<![\w.,+#=-])(?:1[ .-]?)?(?:\([2-9]\d\d\)[ ]?[-.]?[ ]?\d{{3}}[ .-]?\d{{4}}|[2-9]\d\d-\d{{3}}-\d{{4}}|[2-9]\d\d\.\d{{3}}\.\d{{4}}|[2-9]\d\d/\d{{3}}-\d{{4}}|[2-9]\d\d \d{{3}}-\d{{4}}|1-[2-9]\d\d-\d{{3}}-\d{{4}}){EXTENSION}{SOON}",
        0.85,
        true=("⟦(212) 555-0187⟧", "⟦999-214-6631 x12⟧", "or ⟦602.272.9781⟧."),
        false=("part 512-44-7781", "192.168.100.2000", "123-456-7890-0", "2.602.272.9781"), check=_is_number, source="NANPA numbering plan",
    ),
    Rule(
        "phone_north_american_with_spaces", "PHONE_NUMBER", rf"{NOT_BEFORE}[2-9]\d\d[ ][2-9]\d\d[ ]\d{{4}}(?i:{EXTENSION}){SOON}(?![ ]\d)", 0.5,
        true=("Rés. : ⟦418 555 0193⟧", "⟦212 736 5000 ext. 4⟧"), false=("999 123 4567", "418 825 50933", "012 345 6789", "balls 252 642 7293 4833"),
        check=_is_north_american, source="NANPA numbering plan",
    ),
    Rule(
        "phone_in_a_cell", "PHONE_NUMBER",
        rf"{NO_ARRAY}(?:^|[;,|\t>'\"][ ]?)(?P<value>0[67]\d{{8}}|07\d{{9}}|01[5-7]\d{{8,9}}|3[2-9]\d{{8}})(?=[ ]?(?:[;,|\t<'\"]|$))", 0.5,
        true=("Maarn,⟦0612004471⟧,JO13", "Lehmann;⟦015112345678⟧;x"), false=("n,0012004471,", "id 0612004471", "a;3012004471;b", "[1661411377, 3634257570, 16454657]", "[3071714933, 3626093760,\n  1]"), unless=EXAMPLES,
        check=partial(_is_valid, regions=PREFIXED), source="numbering plans: mobile ranges of FR, NL, GB, DE, IT",
    ),
    Rule(
        "phone_toll_free", LOOK_ALIKE, r"(?<![\w+(-])(?:(?:\+?1[ -])?8(?:00|33|44|55|66|77|88)[ -]\d{3}[ -]\d{4}|0(?:300|303|330|333|345|800|808)[ ]\d{3}[ ]\d{3,4}|0800[ -]\d{2}[ -]?\d{3}|0800[ ]\d{3}[ ]?\d{2,4}|800[ ]\d{3}[ ]\d{3})(?![\d-]|[ ]\d)", 0.96,
        true=("Free hotline ⟦0800 330 4111⟧", "call ⟦1-800-531-7555⟧"),
        false=("020 7946 0958", "1-212-531-7555"), source="Ofcom, NANPA: toll-free ranges",
    ),
    Rule(
        "phone_labelled", "PHONE_NUMBER",
        labelled(LABELS, rf"(?:\+[ ]?)?\(?\d(?:{GAP}\d){{5,15}}(?i:{EXTENSION})", link=LINK), 0.95,
        true=("Tel.: ⟦030 901820⟧", "\"phoneNumber\": \"⟦5403926876⟧\"", "Mobile: ⟦432 03 163⟧", "Handy ⟦0151 23456789⟧", "τηλ. ⟦210 1234567⟧, κιν. ⟦6971234567⟧", "тел. ⟦84951234567⟧"),
        false=("Phone: see below", "Tel. hours 9-17", "Mobile: 12/11/2025 at noon"), check=_is_labelled,
    ),
    Rule(
        "phone_after_an_east_asian_label", "PHONE_NUMBER",
        rf"(?:{EAST_ASIAN_LABELS})[は는은是为爲]?[ :：]{{0,3}}(?P<value>(?:\+[ ]?)?\(?\d(?:{GAP}\d){{7,14}})(?![\d-])", 0.95,
        true=("请拨打我的手机⟦13812345678⟧谢谢", "電話：⟦03-1234-5678⟧まで", "연락처 ⟦010-2345-6789⟧", "王小明的电话是 ⟦13812345678⟧。"), false=("電話は3時に", "电话123", "手机 2024"), check=_is_labelled,
    ),
    Rule(
        "phone_after_a_letter", "PHONE_NUMBER",
        r"(?:^|[|•·;,]|[ ]{2})[ ]?[TMPFHW](?:[:.]|[ ](?=[+(]))[ ]{0,3}(?!(?:1[5-9]\d{8}|(?:19|20)\d{6})(?!\d))(?P<value>(?:\+[ ]?)?\(?\d(?:"+GAP+r"\d){7,14})(?!\w|[.,:/-]\d)", 0.85,
        true=("M: ⟦2015120639⟧ | Berlin", "Jana Weiss | T. ⟦03 9812 4471⟧ | F. ⟦03 9812 4470⟧"),
        false=("F: 20250101", "T: 12:30", "vitamin D: 2015120639", "T: 1712345678"), check=_is_labelled,
    ),
    Rule(
        "phone_extension", "PHONE_NUMBER", r"(?<!(?<!phone|tel|office|PHONE|TEL|OFFICE)_|-)(?!ext[ ](?:8|16|32|64)$|tst(?:19|20)\d\d\.|(?i:interno[ ]n\.?[ºo°]?|(?:ext|tst)-\d))" + labelled(EXTENSIONS, r"[-–]?\d{2,5}(?:[ ]\d\d)?(?!/(?:19|20)\d\d)|\d-\d{4}|\d[ ]\d\d", link=SAME_LINE), 0.85,
        true=("ext. ⟦4471⟧", "Hausruf ⟦5 33⟧.", "Durchwahl ⟦-318⟧", "call me, poste ⟦4580⟧"),
        false=("ext4 file system", "an extension of 2 years", "mail text 12", "MANDATORY_EXT = 1010", "doc._.my_ext = 117", "x  # ext 16\n", "COMUNICADO INTERNO Nº 14/2025", "badge EXT-0219", "host gar-tst-01.bpvals.intra", "IWSLT17.TED.tst2017.en-fr.xml"),
    ),
    Rule(
        "phone_national", "PHONE_NUMBER",
        rf"{NOT_BEFORE}(?!\d{{5}}–\d{{5}}(?!\d)|(?:0\d\d\.){{2,3}}0\d\d(?!\d)|\d\d\.\d\d\.\d\d\.\d{{4}}\.\d\d)(?:\(0\d{{1,5}}\)[ ]?[/–-]?[ ]?|0\d{{1,4}}[ ]?[/–-][ ]?|0\d{{1,5}}[ .-])\d{{1,8}}(?:[ .-]\d{{1,5}}){{0,4}}(?i:{EXTENSION}){SOON}", 0.6,
        true=("Büro 1, ⟦030/901 82 00⟧", "⟦020 7183 8750⟧", "jeder unter ⟦06 31 44 80 12⟧"),
        false=("02.10.2025", "06.10.2025 13:00", "0601 10 00", "years 2006 -- 08 2004 2002", "lot 07-2231", "cluster 0114-083217-abcd123", "postcodes 01001–99998", "is given by 03.05.16.0001.01", '"016.016.016.016",', "validate('0614-050707-104-8')"), check=partial(_is_valid, regions=PREFIXED, least=9), unless=EXAMPLES, source="numbering plans, package phonenumbers",
    ),
    Rule(
        "phone_grouped_zero", "PHONE_NUMBER",
        rf"{NOT_BEFORE}(?!01[ .-]23[ .-]45)(?:07\d{{3}} \d{{6}}|07\d{{3}} \d{{3}} \d{{3}}|0\d{{4}} \d{{6}}|0[12]\d \d{{4}} \d{{4}}|0[1-9](?:[ .-]\d\d){{4}}|\(0\d{{2,4}}\) \d{{3,4}}[ -]\d{{3,4}}|04\d\d \d{{3}} \d{{3}}|0\d{{2}} \d{{3}} \d{{4}}|0[789]\d\d \d{{3}} \d{{4}}|\(\d\d\) ?9?\d{{4}}-\d{{4}}){SOON}", 0.5,
        true=("⟦07700 614 902⟧", "⟦01 84 17 61 18⟧"),
        false=("0409 00 00 37 12", "07 19 23 38", "01-23-45-67-89-ab"), check=_is_number, source="Ofcom, ARCEP, ACMA numbering plans",
    ),
    Rule(
        "phone_near_a_word", "PHONE_NUMBER",
        rf"{NOT_BEFORE}(?!\d{{1,3}}\.\d{{1,2}}-\d{{1,3}}(?![\d.-]))\(?\d{{2,5}}\)?(?:[ ]?[/–-][ ]?|[ .])\d{{2,4}}(?:[ .-]\d{{1,4}}){{0,4}}{NOT_AFTER}(?!-[a-f]{{2}}(?!\w))", 0.0,
        true=("ring the office on ⟦46 855 01 72⟧", "zadzwonić: ⟦602 729 219⟧", "kunde kan treffes på mobil, er ⟦918 79 477⟧"),
        false=("invoice 602 729 219", "call at 10-12", "call me 12.05.2024", "ring 10 20 30", "call with 0.1-13.5 or 103.27-300", "the phone has 01-23-45-67-89-ab"),
        context=tuple(WORDS), with_context=0.6, unless=EXAMPLES, check=partial(_is_valid, regions=PREFIXED + OTHERS),
    ),
    Rule(
        "phone_digits_near_a_word", "PHONE_NUMBER", rf"{NOT_BEFORE}\d{{8,12}}{NOT_AFTER}(?![ ]bytes\b)", 0.0,
        true=("call me: ⟦02071838750⟧", "WhatsApp her at ⟦5403926876⟧"),
        false=("order 02071838750", "call me about 99999999"),
        context=("call*", "phone*", "tel", "telefon*", "whatsapp*", "sms", "mobile", "cell", "fax", "handy", "celular", "móvil", "portable"), with_context=0.6,
        unless=("order*", "id", "account*", "invoice*", "ref*", "case", *EXAMPLES), check=partial(_is_valid, regions=PREFIXED + OTHERS),
    ),
    Rule(
        "phone_beside_a_name", "PHONE_NUMBER",
        rf"{NO_ARRAY}(?<!\bid[\"']?:[ ]?)(?:{BESIDE})\(?(?!\d{{1,7}}0{{6}})(?P<value>\d{{3}}[ .-]\d{{3}}[ .-]\d{{3}}|\d{{2}} \d{{3}} \d\d \d\d|\d{{3}} \d\d \d\d \d\d|3\d\d[ .-]\d(?:[ .-]?\d){{5,6}}|3\d{{9}}|[2-9]\d(?: \d\d){{3}}|[49]\d\d \d\d \d{{3}}){NOT_AFTER}(?![\"'],? [\"']\.)(?!\s?(?:€|EUR|PLN|zł|Kč|USD|kr|km|kg|m\b))", 0.5,
        true=("wnuk, Cyprian Wolny, ⟦602 729 219⟧.", "Nowak;⟦602-729-219⟧;2B", "Marta ⟦688 41 17 20⟧"),
        false=("Total 100 000 000", "an amount of 602 729 219", "Summe 602 729 219 EUR", "c0: 344936061", "[166141, 3634257570]", "example_number='3406421234'", '("52 49 46 46", ".avi", Video())', '("h", "us", 3600000000),'), unless=EXAMPLES, check=partial(_is_valid, regions=OTHERS),
    ),
)
# fmt: on
