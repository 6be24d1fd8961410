"""Words of codes in the languages of enterprise documents: what a code opens, what it is called, digits that are spelled."""

from recognizers.lexicon.calendar_words import alternatives

LIMITS = "Words of other languages."
# What a code opens or proves; directly before a value the word "code" may be left out.
THINGS = (
    "key ?safe|keysafe|key ?box|lock ?box|combo lock|padlock|drop safe|safe|vault|strongroom|locker|keypad|key ?pad|alarm(?: panel)?|burglar alarm|side gate|gate|garage|front door|back door|side door|room door|door|"
    "lobby|entrance|buzz(?:er)?|intercom|barrier|shed|cage|cellar|combination|combo|host key|"
    "schlüssel(?:safe|tresor|box|kasten)|tresor|safe|schranke|torcode|tor|garage|zahlenschloss|vorhängeschloss|alarmanlage|alarm|spind|"
    "digicode|interphone|coffre(?: de [\\w]{3,12})?|cadenas|portail|grille|barrière|boîte à clés|boîtier à clés|alarme|garage|"
    "candado|portón|portero|caja fuerte|alarma|cancello|cassaforte|lucchetto|serranda|citofono|allarme|cancelletto|"
    "cadeado|portão|cofre|interfone|sleutelkluis|sleutelkastje|cijferslot|hangslot|kluis|alarm|poortje|slagboom|"
    "domofon|furtka|brama|kłódka|kłódki|sejf|skrzynka|szyfr|alarm|portkod|kodlås|larm(?:et)?|nyckelskåp|nøgleboks|nøkkelboks|hængelås|ovikoodi|avainsäilö"
)
# What such a value is called.
CODES = (
    "(?:[\\p{L}]{2,14}[- ]?)?(?:pin|pins|(?-i:(?<!\\p{Lu})TAN)|puk)|otp|totp|"
    "(?:access|entry|door|gate|alarm|safe|garage|lobby|portal|pass|security|verification|confirmation|one[- ]time|pick[- ]?up|pickup|release|invite|invitation|share|join|sign[- ]?up|activation|unlock|lock|release|host|visitor|tenant|personal|duress|disarm|entrance|intercom|building|"
    "buzzer|screen|radio|voicemail|collection|locker|key ?safe|key ?box|lock ?box|reset|recovery|backup|login|log-?in|2fa|mfa|authenticator|sms|master|register|drug cupboard|cd|duty|wifi|wi-fi|family|dial-in|meeting|conference|bridge|crew|staff|guest|temporary|temp|new|old|current|valid)[ -]?(?:code|codes|key|combo|combination|pin|number|voucher)|"
    "pass ?code|passcode|access token|"
    "zugangscode(?: tor| haus)?|(?:zugangs|tür|tor|alarm|safe|tresor|schließ|öffnungs|einmal|sicherheits|bestätigungs|abhol|garagen|radio|lift|prüf|freischalt|aktivierungs|einladungs|pin|notfall|entsperr|zutritts|eingangs|haustür|keller|kassen|wlan-?|hrs-)-?code|(?:geheim|prüf|kontroll)(?:zahl|ziffer|nummer)|(?:entsperr|sim|online|raum|karten|pin)-?(?:pin|code)|"
    "code (?:d['’]accès|d['’]entrée|porte|portail|immeuble|coffre|alarme|secret|reçu|sms|pin|d['’]activation|de confirmation|de vérification|technicien|temporaire)|digicode|code de (?:la |l['’])?(?:porte|grille|salle|boîte)|cryptogramme|"
    "código (?:de |do |da |del )?(?:la |el )?(?:acceso|entrada|garaje|garagem|prédio|puerta|portón|alarma|seguridad|verificación|confirmación|segurança|porta|portão|alarme|acesso|entrega|consulta|recogida|retirada|seguro de verificación|barras)|clave (?:de |del |telefónica|dinámica)?(?:acceso|la puerta)?|"
    "codice (?:di |del |della |d['’])?(?:accesso|ingresso|portone|garage|porta|cancello|allarme|sicurezza|verifica|conferma|sblocco|ritiro)?|combinazione|"
    "(?:toegangs|ingangs|entree|garage|deur|poort|alarm|pin|afhaal|beveiligings|verificatie|kluis|radio|ophaal)-?code|"
    "kod (?:do |dostępu|klatki|bramki|wjazdowy|odbioru|wejściowy|bramy|alarmu|sms|sejfu|domofonu|kl\\.?|pin)(?: [\\p{L}]{2,12})?|kodem?|szyfr|"
    "(?:port|dörr|hämt|larm|engångs|pin|cykel|entré|adgangs|dør|dørs|hente|engangs|lås|alarm|pinkode|udleverings)-?kod[e]?(?:n)?|koden|(?:ovi|avain|pin)?koodi|kód(?: od [\\p{L}]{2,12})?|(?:kapı |teslimat |onay )?(?:şifresi|kodu)|cod(?:ul)?|код"
)
CARD = "cvc2?|cvv2?|csc|cid|crypto(?:gramme)?|security code|sec(?:urity)? ?(?:code|no)?|prüfziffer|kartenprüfnummer|código de seguridad|código de segurança|kod cvv|kontrolcifre|kontrollsiffer"
# Words between the label and the value.
FILL = (
    "opens? with|öffnet mit|geht auf mit|s'ouvre avec|se abre con|si apre con|abre com|gaat open met|otwiera się kodem|is|are|was|were|now|still|set|changed|reset|moved|swapped|updated|to|as|be|on|it|it's|its|he|she|used|told|you|today|tonight|the|new|old|current|this|for|from|in|of|ends?|our|my|your|his|her|their|same|also|just|says?|reads?|said|known|by|left|since|"
    "ist|war|lautet|jetzt|neu|neuer|alt|alter|heute|ab|von|für|fürs|der|die|das|des|vom|zum|zur|am|im|auf|"
    "est|était|le|la|les|du|de|des|pour|maintenant|toujours|nouveau|de l['’]immeuble|l['’]immeuble|du hall|résidence|parking|passe|passé|au|à|reste|c'est|"
    "es|era|ahora|el|del|para|sigue|siendo|por|nuevo|nueva|è|il|per|nuovo|nuova|rimane|al|è|é|agora|o|a|da|do|novo|nova|continua|ainda|no|na|"
    "het|van|voor|nu|nieuw|jest|do|od|dziś|teraz|to|nowy|är|till|från|er|til|fra|nu|ny|med|on|nyt"
)
DIGIT_WORDS = alternatives(
    (
        "zero|oh|o|one|two|three|four|five|six|seven|eight|nine|null|eins|ein|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|"
        "cero|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|due|tre|quattro|cinque|sei|sette|otto|nove|um|dois|três|quatro|meia|sete|oito|nul|een|twee|drie|vijf|zes|zeven|negen|"
        "jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|noll|ett|två|fyra|fem|sex|sju|åtta|nio|en|to|fire|seks|syv|otte|åtte|ni|yksi|yks|kaksi|kolme|neljä|viisi|kuusi|seitsemän|kahdeksan|yhdeksän|yheksän"
    ).split("|")
)
SPELLED_SIGNS = alternatives(
    "star|hash|pound|double|triple|hashtag|krzyżyk|gwiazdka|stern|raute|étoile|dièse|asterisco|almohadilla|and|tango|lima|whiskey|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|mike|november|oscar|papa|quebec|romeo|sierra|uniform|victor|xray|yankee|zulu".split(
        "|"
    )
)
