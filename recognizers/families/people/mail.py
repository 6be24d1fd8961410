"""Person names in mail: header lines and their lists, names before an address in brackets, and lines above quoted replies."""

from recognizers.lexicon.name_patterns import ANY_CASE, LAST_FIRST, NAME, is_known_name, is_name, part
from recognizers.rules import Rule

LIMITS = "A display name of one ordinary word (`Will <...>` apart from header lines) and the names of mailing lists are not found."
PERSON = "PERSON"
QUOTED = r"^[>|* \t]{0,10}+"
MARKS = r"\*{0,2}[ \t]{0,3}:\*{0,2}[ \t]{0,8}+"
SENDERS = "From|FROM|from|Reply-To|Sender|Von|VON|De|DE|Da|Van|Od|Från|Fra|Absender|Expéditeur|Remitente|Mittente|Remetente|Afzender|Nadawca|Resent-From|X-Sender|Forwarded by|Organizer|ORGANIZER"
RECEIVERS = (
    "To|TO|to|Cc|CC|cc|Bcc|BCC|bcc|An|AN|À|Para|PARA|A|Aan|Do|Till|Til|Kopie|Copie|Copia|Cópia|Kopia|CCI|Cci|CCO|Cco|DW|UDW|Resent-To|Attendees|"
    "Required|Optional|Delivered-To|Empfänger|Destinataires?|Destinatarios?|Destinatari|Ontvangers?|Odbiorcy"
)
ADDRESS = r"[<\[(](?:mailto:)?[^<>\s@()\[\]]{1,64}@[^<>\s()\[\]]{1,190}[>\])]"
WROTE = (
    "wrote|writes|schrieb|a écrit|écrivait|escribió|escribe|ha scritto|scrisse|escreveu|schreef|heeft geschreven|napisał\\(a\\)|napisała?|"
    "pisze|skrev|kirjoitti|napsala?"
)

# fmt: off
RULES = (
    Rule(
        "person_in_a_sender_line", PERSON,
        rf"{QUOTED}(?:{SENDERS}){MARKS}[\"']?(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,20}}(?:[<\[(]|$))|{NAME})",
        0.9, check=is_name, part=part,
        true=("From: ⟦Dolores Trimble⟧ <dt@trimble.example>", "> Von: ⟦Achterberg, Liesbeth⟧ <la@x.example>\nAn: Vertrieb", "**De :** ⟦Aude Quéméneur⟧"),
        false=("From: Support Team <support@x.example>", "From: noreply@x.example", "From March to May", "Von: Vertrieb"),
        source="RFC 5322, section 3.6.2",
    ),
    Rule(
        "persons_in_a_receiver_line", PERSON,
        rf"{QUOTED}(?<!^[ \t]{{2,40}}(?=\p{{Lu}} :))(?:{RECEIVERS}){MARKS}(?:(?>[\"']?(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,20}}[<;])|{NAME})[\"']?(?:[ \t]{{0,3}}(?:<[^<>\n]{{0,190}}>|\([^()\n]{{0,60}}\)|\[[^\[\]\n]{{0,190}}\]))?(?=[ \t]{{0,20}}(?:[,;&]|$|and |und |et |y |e ))|[^,;\n]{{1,200}}+)[ \t]{{0,20}}+(?:[,;&][ \t]{{0,20}}+|$)){{1,60}}",
        0.9, check=is_name, part=part,
        true=("To: ⟦Szymon Wójcik⟧ <sw@x.example>; sales@x.example; ⟦Ana Ruiz⟧", "Cc: ⟦Achterberg, Liesbeth⟧ <la@x.example>, ⟦Tom⟧ <t@x.example>", "An: ⟦Jörg Pahl⟧"),
        false=("To: Sales <sales@x.example>, Billing Team", "To: undisclosed recipients", "A: Yes, the Old Town.", "    A : Expr\n        The first"),
        source="RFC 5322, section 3.6.3",
    ),
    Rule(
        "person_in_a_header_line_in_lower_case", PERSON,
        rf"(?:{QUOTED}(?:{SENDERS}|{RECEIVERS}){MARKS}[\"']?(?P<value>{ANY_CASE})[\"']?(?=[ \t]{{0,3}}(?:[<,;]|$)))",
        0.86, check=is_known_name, part=part,
        true=("from: dolores trimble".replace("dolores trimble", "⟦dolores trimble⟧"), "To: ⟦szymon wójcik⟧ <sw@x.example>"),
        false=("from: sales", "to: the old town", "To: customer service <cs@x.example>"),
    ),
    Rule(
        "person_before_an_address_in_brackets", PERSON,
        rf"(?<!via[ ])(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,2}}<)|{NAME})[\"']?(?:[ ](?:via|on behalf of)[ ]\p{{Lu}}[\p{{L}} ]{{1,20}})?[ \t]{{0,2}}{ADDRESS}",
        0.9, check=is_name, part=part,
        true=("app.owner=⟦Dolores Trimble⟧ <dolores@x.example>", "⟦Ana Ruiz⟧ via Docs <x@docs.example>", "cc ⟦Tom⟧ (tom.b@x.example) and \"⟦Ruiz, Ana⟧\" <ar@x.example>"),
        false=("write to Customer Support <help@x.example>", "see the Invoice (billing@x.example)"),
        source="RFC 5322, section 3.4",
    ),
    Rule(
        "person_who_wrote_a_quoted_reply", PERSON,
        rf"(?P<value>{NAME})[\"']?[ \t]{{0,2}}(?:<[^<>\n]{{0,190}}>|\([^()\n]{{0,120}}\)|\[[^\[\]\n]{{0,190}}\])?[\s>]{{0,4}}(?:{WROTE})[ \t]?(?:(?:on|am|le|el|il|em|op)[ ][^\n:]{{1,60}})?:",
        0.9, check=is_name, part=part,
        true=("On Thu, 3 May at 10:12 ⟦Simran Kaur⟧ wrote:", "> Le 3 mai 2024, ⟦Aude Quéméneur⟧ <aq@x.example>\n> a écrit :", "El lun, 4 mar, ⟦Ana⟧ escribió:"),
        false=("The customer wrote: no", "On Monday Support wrote:", "On Thu, 3 May wrote:"),
    ),
    Rule(
        "person_after_the_verb_of_a_quoted_reply", PERSON,
        rf"^[> \t]{{0,10}}(?:Am|On|Op|Den|Dnia|W dniu|Em|Il|Le)[ ][^\n]{{0,60}}?(?:schrieb|schreef|skrev|napisał\(a\)|napisała?|kirjoitti)[ ](?:Herr |Frau )?(?P<value>{NAME})",
        0.9, check=is_name, part=part,
        true=("Am 3.5.2024 um 10:12 schrieb ⟦Jörg Pahl⟧:", "> Op ma 4 mrt schreef ⟦Liesbeth⟧ <l@x.example>:", "Den 4. mars 2024 skrev ⟦Ola Nordby⟧:"),
        false=("Am Montag schrieb er:", "Am Ende schrieb die Abteilung:"),
    ),
)
# fmt: on
