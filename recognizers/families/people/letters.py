"""Person names in letters: salutations, closings and signature lines, in eight languages and informal spelling."""

from recognizers.lexicon.name_patterns import ANY_WORD, NAME, SHORT_NAME, is_given, is_name, part
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "A salutation to an unknown name in lower case (`hi grumpy`) and a signature of an ordinary word without a closing above it are not found."
PERSON = "PERSON"
# fmt: off
TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herrn?|Frau|Fr|Hr|M|Mme|Mlle|Madame|Monsieur|Mademoiselle|Sr|Sra|Srta|Señora?|Señorita|Don|Doña|Dña|D|Dott|Dott\.ssa|Dottor|Dottoressa|"
    r"Sig|Sig\.ra|Signora?|Avv|Ing|Senhora?|Dra|Doutora?|Seu|Dona|Mevr|Mevrouw|Mw|Dhr|Heer|Meneer|de heer|mevrouw|Pan|Pani|Panie|Paniom?|Maître|Me|Docteur|Professor|Uncle|Aunt|Auntie|"
    r"Tante|Onkel|Tía|Tío|Zio|Zia|Sir|Madam|Father|Sister|Brother|Pastor|Rev|Coach|Capt|dr|prof|mr|mrs|ms|miss|herr|frau|don|doña|sr|sra)\.?[ \t]{1,2}(?:med\.[ ])?){0,3}"
)
GREETINGS = (
    "dear|dearest|hi|hi{2,8}|hello|hey{1,8}|heya|hiya|yo|howdy|greetings|good (?:morning|afternoon|evening|day)|morning|mornin|evening|gm|hi there|hello again|welcome(?: back)?|liebe[rs]?|"
    "hallo|hallöchen|moin(?: moin)?|servus|grüezi|grüß (?:dich|gott)|guten (?:tag|morgen|abend)|sehr geehrte[rs]?|werte[rs]?|geehrte[rs]?|hochverehrte[rs]?|bonjour|bonsoir|salut|coucou|"
    "chère?|cher|ma chère|mon cher|hola|buenas|buen[oa]s (?:días|tardes|noches)|querid[oa]s?|estimad[oa]s?|muy señor[a]? mí[oa]|apreciad[oa]|ciao|salve|buongiorno|buonasera|car[oai]|carissim[oa]|"
    "gentilissim[oa]|gentile|egregi[oa]|preg\\.m[oa]|gent\\.m[oa]|olá|oi|bom dia|boa (?:tarde|noite)|prezad[oa]|car[oa]s?|exm[oa]|ilm[oa]|beste|geachte|dag|hoi|goedemorgen|goedemiddag|goedenavond|"
    "lieve|cześć|hej|hejka|drog[ia]|szanown[aiy]|witaj|dzień dobry|dobry|kochan[ay]|bästa|kära?|hejsan|tjena|tja|god (?:morgen|dag|kveld)|kjære|hei|heisann|kære|rakas|moi|terve|selam|merhaba|"
    "sayın|ahoj|dobrý den|milá|milý|szia|kedves|dragă|bună|namaste|aloha|kia ora|thanks|thank you|thx|ty|tysm|cheers|sorry|danke|merci|gracias|grazie|obrigad[oa]|bedankt|dank je|dzięki|tack|takk|tak|"
    "congrats|congratulations|happy birthday|bye|goodbye|tschüss|adieu|au revoir|attn\\.?|att\\.?|attention|fao|f\\.a\\.o\\.|z\\.[ ]?hd\\.?(?:[ ]v\\.)?|t\\.a\\.v\\.|à l['’]attention de|at(?:enci|enç)[óã]o (?:de|a)|c/o|o/c"
)
CLOSINGS = (
    "(?:(?:with )?(?:kind|kindest|best|warm|warmest|many|fond)(?:est)? )?regards|best(?: wishes)?|all the best|thanks(?: again| a lot| a million| so much| in advance| much)?|many thanks|thank you(?: very much| so much)?|thx|ty|cheers|"
    "(?:yours )?(?:sincerely|faithfully|truly)|yours|sincerely yours|respectfully|cordially|love|lots of love|hugs|xoxo|take care|talk soon|see you(?: soon)?|kr|br|rgds|signed|signature|sgd|"
    "(?:mit )?(?:freundlichen|besten|lieben|herzlichen|schönen|vielen|sonnigen|kollegialen)?[ ]?(?:grüßen|grüssen|grüße|grüsse|gruß|gruss)(?: aus [\\p{L}-]{1,20})?|viele grüße|liebe grüße|beste grüße|lg|vg|mfg|bg|hochachtungsvoll|bis bald|danke(?: dir| euch| ihnen)?|dein[e]?|ihr[e]?|eure?|"
    "(?:bien )?cordialement|bien à (?:vous|toi)|amicalement|bises|bisous|sincères salutations|(?:très )?respectueusement|merci(?: d['’]avance| beaucoup)?|salutations(?: distinguées)?|"
    "(?:un |cordiales |reciba un |atentos )?saludos?(?: cordial(?:es)?)?|un abrazo|abrazos?|besos?|atentamente|atte|gracias(?: de antemano)?|"
    "(?:cordiali|distinti|cari|un) saluti|cordialmente|un saluto|a presto|un abbraccio|grazie(?: mille)?|atenciosamente|att|abraços?|cumprimentos|com os melhores cumprimentos|beijos?|bjs|obrigad[oa]|"
    "(?:met )?(?:vriendelijke|hartelijke|warme)? ?groet(?:en|jes)?|mvg|gr|groetjes|liefs|alvast bedankt|bedankt|hoogachtend|(?:serdecznie )?pozdrawiam|pozdrowienia|pozdr|z poważaniem|z wyrazami szacunku|dziękuję|dzięki|"
    "(?:med )?(?:vänlig|vänliga|vennlig|venlig|bästa|beste|hjärtliga|med|venlige) ?(?:hälsning(?:ar)?|hilsen(?:er)?)|hälsningar|hilsen|mvh|vh|kram|klem|tack|takk|ystävällisin terveisin|terveisin|terv|saygılarımla|s pozdravem"
)
# fmt: on
# Closings that nobody has for a name: "Love" is a Swedish one.
NO_NAMES = "lg|vg|mfg|mvh|vh|kr|rgds|(?:kind |best |warm )?regards|cheers|grüße|gruß|bises|bisous|cordialement|salutations|saludos|saluti|abraços|cumprimentos|groeten|groetjes|hilsen|hälsningar|pozdrawiam|pozdrowienia|terveisin|atentamente|atenciosamente"
JOIN = r"(?:[ ]?(?:,|&|/|\+)[ ]?|[ ](?:and|und|et|y|e|en|i|och|og|ja)[ ])"
LINE_AFTER = r"(?=[ \t]{0,20}(?:$|[,|(/·•–—\-\[<]|\d))"
SPEAKER = r"(?:^|[>\n][ \t]{0,4}|[\"“„«'`][ ]?|[:\]–—…!.?][ ]{1,2})"

# fmt: off
RULES = (
    Rule(
        "person_in_a_salutation", PERSON,
        rf"(?:{SPEAKER}|[,;(][ ]|\t)(?i:{GREETINGS})[ ,]{{1,2}}{TITLE}(?!UTF-)(?P<value>{SHORT_NAME})(?:{JOIN}{TITLE}(?P<value>{SHORT_NAME})){{0,5}}",
        0.9, check=is_name, part=part,
        true=("Dear Mr. ⟦Trimble⟧,\nwe", "Hi ⟦Anna⟧ and ⟦Tom⟧,\n", "Sehr geehrte Frau Dr. ⟦von Thun⟧,", "\"Hola ⟦Itziar⟧, soy yo", "[8:12] x: Olá ⟦Inês⟧!", "c/o ⟦Pahl⟧", "> Beste ⟦Hidde⟧,"),
        false=("Hello World", "Hello, UTF-8 world", "Dear Customer,", "Hi there, team", "Hallo zusammen,", "Hej,Världen", "Bonjour Madame,", "Sehr geehrte Damen und Herren"),
    ),
    Rule(
        "person_in_a_salutation_in_lower_case", PERSON,
        rf"(?:{SPEAKER})(?i:{GREETINGS})[ ,]{{1,2}}{TITLE}(?P<value>{ANY_WORD})(?=[ ]?[,!.\n])",
        0.8, check=is_given, part=part,
        true=("hi ⟦anouk⟧, can you", "hey ⟦szymon⟧!", "CIAO ⟦LUCREZIA⟧,"),
        false=("hi all", "hello world", "hey mark the date", "Hi Support,"),
    ),
    Rule(
        "person_in_a_signature_below_a_closing", PERSON,
        rf"(?:^[> \t*]{{0,6}}|[.!?…)][ ])(?i:{CLOSINGS})[^\n\p{{L}}\p{{N}}]{{0,6}}\n(?:[> \t]{{0,20}}\n){{0,2}}[> \t]{{0,6}}[*/~–—-]{{0,2}}[ ]?{TITLE}(?P<value>{NAME}){LINE_AFTER}",
        0.9, check=is_name, part=part,
        true=("Kind regards,\n⟦Dolores Trimble⟧\nClaims", "Mit freundlichen Grüßen\n\ni. A.\n".replace("i. A.\n", "⟦Jörg Pahl⟧\n"), "> Saludos,\n> ⟦Ana⟧", "Z poważaniem\n⟦Z. Brzęk⟧ | Kierownik"),
        false=("Regards,\nSupport Team", "Thanks\n\nThe order is late", "Best\nEver since May"),
    ),
    Rule(
        "person_after_a_closing_on_its_line", PERSON,
        rf"(?:^[> \t]{{0,6}}|[.!?…)🙏][ ]{{1,2}})(?i:{CLOSINGS})[,!.]?[ ]{{1,2}}[/–—-]?[ ]?{TITLE}(?P<value>{SHORT_NAME})[.!]?(?=[ \t]{{0,20}}(?:$|[(,|]|\p{{So}}))",
        0.86, check=is_name, part=part,
        true=("Thanks, ⟦Tom⟧", "See you there. LG ⟦Anke⟧", "Bring it back. Cheers, ⟦Dolores T.⟧\n"),
        false=("Thanks, Everyone", "Best Buy is near.", "Thanks for the Mango"),
    ),
    Rule(
        "person_in_a_signature_in_lower_case", PERSON,
        rf"(?:^[> \t]{{0,6}}|[.!?][ ])(?i:{CLOSINGS})[,!.]?(?:[ ]{{1,2}}|\n)[/–—-]?[ ]?(?P<value>\p{{L}}[\p{{L}}\p{{M}}'’-]{{1,20}}+(?:[ ]\p{{L}}[\p{{L}}\p{{M}}'’-]{{1,20}}+)?)[.!]?(?=[ \t]{{0,20}}$)",
        0.8, check=is_given, part=part,
        true=("thanks, ⟦anouk⟧", "it works.\ncheers\n⟦szymon wójcik⟧\n"),
        false=("thanks, all", "thanks\nmark it done", "best offer"),
    ),
    Rule(
        "person_in_a_line_after_a_dash", PERSON,
        rf"^[> \t]{{0,6}}(?:--[ ]?\n|--?[ ]?|[–—~/^][ ]?)(?P<value>{NAME})(?=[ \t]{{0,20}}(?:$|[,|(]))",
        0.8, check=is_given, part=part,
        true=("-- \n⟦Dolores Trimble⟧\nClaims", "See you.\n— ⟦Anouk⟧", "/⟦Malin Ekdahl⟧, Nordlek"),
        false=("- Order\n- Invoice", "- Mark", "-- \nSent from my phone", "- London"),
    ),
    Rule(
        "person_who_signed", PERSON,
        rf"(?i:(?<!\p{{L}})(?:signed(?: by)?|sgd\.?|gez\.|signé(?: par)?|firmado(?: por)?|firmato(?: da)?|assinado(?: por)?|getekend|podpisano|undersigned|unterzeichnet von|i\.[ ]?a\.|i\.[ ]?v\.|ppa\.|p\.p\.|je soussignée?|the undersigned|yo,|io sottoscritt[oa]|il sottoscritto|la sottoscritta|eu,|ik, ondergetekende,?|ja, niżej podpisan[ya],?))[ ,:\"“\t]{{1,3}}{TITLE}(?<!SGD, )(?!\p{{L}}{{2,20}}[ ](?:numbers?|integers?|distances?|array)\b|(?:JWT|JWS|URL|PDF|XML|TLS|CMS)s?\b)(?!(?:Republican |Democratic |then-)?(?:Gov|President|Sen|Rep|Mayor|King|Queen|Congress)\b)(?P<value>{NAME})",
        0.86, check=is_name, part=part,
        true=("Signed: ⟦RAKOTO Voahangy⟧, gérante", "gez. ⟦Jörg Pahl⟧", "Je soussignée ⟦Aude Quéméneur⟧,"),
        false=("signed by the Board", "signed by Republican Gov. Daniels", "Signed: Monday", "signed Off", "the signed Stirling numbers of", "import SGD, Adam, Optimizer", "make a signed JWT.", "to signed URLs, and"),
    ),
    Rule(
        "person_before_a_title_after_a_bar", PERSON,
        rf"^[> \t]{{0,6}}(?P<value>{NAME})[ \t]{{1,3}}[|·•][ \t]{{1,3}}(?=\p{{Lu}})",
        0.8, check=is_given, part=part,
        true=("⟦Dolores Trimble⟧ | Senior Adjuster", "⟦Anouk de Wit⟧ · Sales"),
        false=("Order | Invoice", "Name | Title", "London | Paris"),
    ),
    Rule(
        "closing_of_a_letter", LOOK_ALIKE,
        rf"^[> \t]{{0,6}}(?P<value>(?i:{NO_NAMES}))(?=,?[ \t]{{0,20}}\n[> \t]{{0,6}}\p{{Lu}})", ABOVE_THE_MODEL,
        true=("⟦Hilsen⟧\nBjarte", "Danke!\n⟦LG⟧\nAnna", "⟦Cordialement⟧,\nJean"), false=("Hilsen Bjarte", "KR\n", "LG phone\nAnna"),
    ),
)
# fmt: on
