"""Look-alikes in documents: dates of documents and releases, placeholders, colours, imports and codes of machines, which stay as they are."""

import regex

from recognizers.lexicon.calendar_words import ANY_MONTH, alternatives
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "Dates of events in prose, which are personal as often as they are public, and public facts that no word beside them marks."
SURE = 0.98  # above a labelled date of birth
NUMBERS = r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
MONTH = rf"(?i:{alternatives(ANY_MONTH)})\.?"
DATE = rf"(?:{NUMBERS}|\d{{1,2}}(?:\.|st|nd|rd|th)?[ ](?:de[ ])?{MONTH}[ ](?:de[ ])?(?:19|20)\d\d|{MONTH}[ ](?:\d{{1,2}}(?:st|nd|rd|th)?,?[ ])?(?:19|20)\d\d)(?!\d)"
OF_DOCUMENT = (
    "last updated|last changed?|last revised|last reviewed|updated on|revised|effective date|effective from|in force since|valid from|published|publication date"
    "|release date|retrieved|accessed|copyright|stand|gültig ab|zuletzt geändert|veröffentlicht|abgerufen am|mise à jour|dernière mise à jour|en vigueur depuis"
    "|actualizado el|última actualización|vigente desde|aggiornato al|ultimo aggiornamento|in vigore dal|atualizado em|em vigor desde|laatst bijgewerkt|geldig vanaf"
    "|obowiązuje od|aktualizacja|sist oppdatert|senast uppdaterad|sidst opdateret"
)
STREET = r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane)"
# A place and a code after a street: a complete address, which somebody may live at.
PLACE = r"(?!,?\s{1,2}\p{Lu}\p{L}{1,20},?[ ](?:[A-Z]{2}[ ])?\d{4,5})"
SAMPLE = r"(?:Muster|Beispiel|Test)"
PUBLIC_PLACES = (
    r"51 Franklin St(?:reet)?(?:, Fifth Floor)?(?:,\s{1,3}Boston)?|59 Temple Place|675 Mass(?:achusetts)? Ave|10 Downing Street|1600 Pennsylvania Ave(?:nue)?"
    r"|1600 Amphitheatre Parkway|1 Infinite Loop|1 Apple Park Way|1 Microsoft Way|One Microsoft Way|221B Baker Street|4 Privet Drive|742 Evergreen Terrace"
)
NO_SHORT_DATE = r"(?<!(?:[Aa]m|[Vv]om|[Bb]is|[Aa]b|den|dem|der|[Ss]eit|[Dd]atum|[Gg]eb|on|du|le|el|il|del|dal|op|dnia|den|em|til|fra)[ ])"


def _has_letter(value: str) -> bool:
    return regex.search(r"[A-Fa-f]", value) is not None


DOORS = (
    "door*",
    "gate*",
    "building",
    "entry",
    "entrée",
    "immeuble",
    "porte",
    "portail",
    "tür*",
    "haustür*",
    "puerta",
    "portal",
    "porta",
    "cancello",
    "portone",
    "deur",
    "drzwi",
    "brama",
    "domofon*",
)
# fmt: off
RULES = (
    Rule("place_in_a_land_register", LOOK_ALIKE, r"(?<!\p{L})(?i:grundbuch\p{L}{0,4}|grundschuld|gemarkung|flurstück|flst\.)[^\n.;]{0,50}?(?<!\p{L})(?P<value>(?:Blatt|Flur)[ ]\d{1,5})(?:,?[ ](?P<value>(?:Flur|Flurstück|Flst\.)[ ]\d{1,5}(?:/\d{1,4})?)){0,2}(?![\w/])", ABOVE_THE_MODEL,
        true=("Im Grundbuch von Warburg ⟦Blatt 5519⟧, ⟦Flur 7⟧, ⟦Flurstück 211⟧, wird", "Grundschuld ⟦Blatt 1884⟧ des"), false=("Blatt 3 Postbank", "Flur 7 links", "Grundbuch. Blatt 12")),
    Rule("date_that_stands_for_none", LOOK_ALIKE, r"(?<![\d/.-])(?:(?:1970|1900)-01-01|0?1[./]0?1[./](?:1970|1900)|0001-01-01|9999-12-31|31[./]12[./]9999|12/31/9999|0000-00-00)(?![\d/.]|-\d)", SURE,
        true=("dob,⟦1900-01-01⟧,x", "until ⟦9999-12-31⟧", "born ⟦01/01/1970⟧ (unknown)"), false=("1970-01-02", "11/01/1970", "01/01/1971")),
    Rule("date_of_a_release", LOOK_ALIKE, rf"^(?:\#{{1,4}}[ ]|={{2,4}}[ ])?\[?[\p{{L}}\d .-]{{0,30}}?v?\d{{1,3}}\.\d{{1,3}}(?:\.\d{{1,4}})?(?:-[\w.]{{1,12}})?\]?[ ]{{1,2}}[(–—-]{{1,2}}[ ]?(?P<value>{DATE})\)?\s{{0,2}}$", SURE,
        true=("## 4.8.1 (⟦2024-03-07⟧)", "## [1.12.0] - ⟦2023-11-02⟧", "Kernel 6.2 – ⟦7 March 2024⟧"), false=("Born 2024-03-07", "1. Anna Weiß (12.03.1981)", "Room 4.8 (2024-03-07 to 2024-03-09)"), source="keepachangelog.com"),
    Rule("version_that_is_a_date", LOOK_ALIKE, r"(?i)(?:api|protocol|schema|spec|rest)?[ _-]?version[\"']?[ ]{0,2}[:= ][ ]{0,2}[\"']?(?P<value>20\d\d-\d\d-\d\d)(?![\d])", SURE,
        true=('"api_version": "⟦2023-10-16⟧"', "?api-version=⟦2024-02-01⟧-preview", "protocolVersion ⟦2024-11-05⟧"), false=("version of 2023-10-16", "visit: 2023-10-16")),
    Rule("date_of_a_document", LOOK_ALIKE, rf"(?i)(?<![\p{{L}}\d])(?:{OF_DOCUMENT})[ ]?[:(]?[ ](?:on[ ]|am[ ]|le[ ]|il[ ])?(?P<value>{DATE})", SURE,
        true=("Returns (last updated ⟦4 May 2023⟧)", "Stand: ⟦01.02.2024⟧", "Richtlinie, gültig ab ⟦1. März 2024⟧", "Published: ⟦2023-06-30⟧"), false=("discharged on 4 May 2023", "Updated the chart", "the stand of 1.2.2024")),
    Rule("version_like_a_short_date", LOOK_ALIKE, rf"(?:(?<=[a-z]/)|{NO_SHORT_DATE}(?<=\b[A-Za-z][A-Za-z_-]{{2,30}}[ ]))\d{{1,2}}\.\d\.\d\d(?![\w@]|\.\d)", 0.9,
        true=("served by httpd/⟦2.4.41⟧", "uses sqlkit ⟦3.1.18⟧ with"), false=("vom 3.1.18", "geb. 03.11.81", "am 12.3.81")),
    Rule("status_code_of_a_mail_server", LOOK_ALIKE, r"(?<!\d)[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3}(?![\d.])", SURE,
        true=("returned ⟦550 5.7.26⟧ Unauthenticated", "⟦452-4.2.2⟧ over quota"), false=("350 5.7.26", "550 12.7.26"), source="RFC 3463"),
    Rule("range_of_years", LOOK_ALIKE, r"(?<![\d/.+-])(?:19|20)\d\d[ ]?[-–][ ]?(?:19|20)\d\d(?![\d/.-]\d|\d)", 0.9,
        true=("Copyright (C) ⟦2009-2024⟧ Foo", "from ⟦1998 – 2004⟧."), false=("2009-20241", "0049-2009-2024", "2005-12-31")),
    Rule("colour", LOOK_ALIKE, r"(?<![\w&#])#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6})(?![\w-])", 0.9, check=_has_letter,
        true=("set ⟦#fa8072⟧;", "brand ⟦#0B3D91⟧ and"), false=("ticket #482104", "#acme12x", "&#xfa8072")),
    Rule("module_of_an_import", LOOK_ALIKE, r"^[ \t>]{0,20}(?:(?:from|import)[ ](?P<value>[A-Za-z_][\w.]{1,120})(?=$|[ ](?:import|as)\b|;)|@(?P<value>[A-Za-z_][\w.]{1,80})(?=\(|\s{0,3}\n[ \t]{0,20}(?:@|def |class |async |public |private |protected )))", SURE,
        true=("from ⟦google.cloud.internal⟧ import x", "import ⟦os.path⟧ as p", "@⟦pytest.mark.slow⟧\ndef test():", "@⟦app.route⟧('/')"), false=("from Zora to Tom", "import tax of 3%", "@zora hello")),
    Rule("diagnostic_trouble_code", LOOK_ALIKE, r"(?<![\w-])[PBCU][0-3][0-9A-F]{3}(?:-[0-9A-F]{2})?(?![\w-])", 0.0, context=("code*", "fault*", "dtc*", "obd*", "error*", "engine", "misfire"), with_context=0.95, unless=DOORS,
        true=("fault ⟦P0301⟧ again", "shows code ⟦U0121⟧", 'dtc="⟦C1201⟧"'), false=("room P0301", "code P9301", "Code d'entrée de l'immeuble : B3141", "gate code B2214"), source="SAE J2012"),
    Rule("number_of_zeros", LOOK_ALIKE, r"(?<![\w+.,-])(?:0{4,16}|0{2,4}(?:[ -]0{2,4}){1,4})(?![\w,.]|[ -]\w)", 1.01,
        true=('"bsn": "⟦000000000⟧"', "Phone ⟦000-000-0000⟧", "id ⟦000000⟧"), false=("10000", "0000 0001 2", "+000000")),
    Rule("masked_number", LOOK_ALIKE, r"(?<![\w•*·])(?<![\dXx•*·][ -])(?:\d{4}[ -]?)?(?:(?:[•*·]{2,4}|[Xx]{4})[ -]?){1,4}\d{3,4}(?![\w•*]|[ -]?[\d•*])", SURE,
        true=("Mastercard ⟦5413 •••• •••• 2207⟧.", "card ****⟦⟧".replace("****⟦⟧", "⟦****4417⟧") + " paid", "ends ⟦XXXX-XXXX-2385⟧"), false=("4506 71XX XXXX 2385", "5301 42•• •••• 9827", "xx 12")),
    Rule("sample_address", LOOK_ALIKE, rf"(?<![\w-])(?:(?:123|1234|12345)[ ](?:Main|Any|Example|Sample|Fake)[ ]{STREET}{PLACE}(?:,[ ](?:Anytown|Sampletown|Exampleville))?|\d{{1,5}}[ ](?:\p{{Lu}}\p{{L}}{{2,15}}[ ]){{1,2}}{STREET},[ ](?:Anytown|Sampletown|Exampleville)"
        rf"|{SAMPLE}(?:straße|strasse|weg|allee|gasse|str\.|platz)[ ]\d{{1,3}}(?:,[ ]\d{{5}}[ ](?:{SAMPLE}\p{{Ll}}{{3,10}}|Nirgendwo))?|(?:\p{{L}}{{3,20}}(?:straße|str\.|weg)[ ]\d{{1,3}},[ ])?Entenhausen|{PUBLIC_PLACES})(?![\p{{L}}\d])", 0.97,
        true=("at ⟦123 Main Street⟧, please", "⟦Musterstraße 7, 12345 Musterstadt⟧", "Inc., ⟦51 Franklin Street, Fifth Floor, Boston⟧, MA", "⟦9 Elm Road, Anytown⟧", "mit Donald Duck, ⟦Blumenstraße 13, Entenhausen⟧"),
        false=("123 Main Street, Ashland, OR 97520", "124 Main Street", "Mustergatan 7")),
    Rule("year_of_a_copyright", LOOK_ALIKE, r"(?:©|\([cC]\)|[Cc]opyright)[ ]{1,2}(?P<value>(?:19|20)\d\d)(?![\d-])", 0.97,
        true=("© ⟦2024⟧ Swift Otter Lane", "Copyright ⟦2019⟧ Foo"), false=("(c) 19", "copyright of 2019")),
    Rule("identifier_of_a_creditor", LOOK_ALIKE, r"(?<!\w)[A-Z]{2}\d\dZZZ[0-9A-Z]{7,28}(?!\w)", 0.97,
        true=("CI ⟦DE98ZZZ09999999999⟧", "⟦NL13ZZZ123456780000⟧"), false=("DE98ABC09999999999", "ZZZ09999999999"), source="European Payments Council, EPC262-08"),
)
# fmt: on
