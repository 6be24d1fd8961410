"""Words that are beside names without being names: labels, roles, departments, greetings, calendar and function words."""

from functools import cache

from recognizers.lexicon.calendar_words import LANGUAGES
from recognizers.lexicon.organization_names import LEGAL_FORMS, TRADES
from recognizers.lexicon.pools import canonical, pool

# Calendar words that are given names as well.
ALSO_NAMES = frozenset(
    "jan april may june august mai maj mar mars sun abril sat avril juli juin juillet gen ago dom gio tor man sab".split()
)
LABELS = frozenset(
    """name names first last full middle given surname nom prénom nombre apellido apellidos cognome nome naam imię nazwisko vorname nachname
    navn namn e-mail email mail tel telefon telefono teléfono telefone telefoon téléphone phone mobile mobil handy cell fax adresse address
    dirección indirizzo endereço adres date datum fecha data from to cc bcc subject betreff objet asunto oggetto assunto onderwerp temat re fw fwd
    aw wg tr sent gesendet envoyé enviado inviato von an an: à de para da od do från till dob ssn id ids no nr num number url http https www ref
    reference betr bzgl note notes hinweis nota remarque uwaga todo fixme warning error info debug fatal trace critical notice attention status
    state title titel titre titolo título role position type kind key value default description desc version null none nil true false undefined
    unknown unbekannt inconnu desconocido sconosciuto desconhecido onbekend nieznany n/a tbd tba anonymous anonymized redacted placeholder example
    test dummy sample demo beispiel exemple ejemplo esempio exemplo voorbeeld przykład lorem ipsum question answer q a frage antwort figure table
    section chapter page appendix step part item items row column column form field fields file files folder line total subtotal sum amount price
    qty quantity invoice order ticket case claim request issue bug task project booking reservation account policy contract customer client kunde
    kundin kunden cliente clienti clientes klant klient patient patientin paciente paziente pacjent user users usuario utilisateur utente
    gebruiker użytkownik benutzer nutzer admin administrator root guest gast owner author member system bot assistant human agent operator caller
    sender recipient receiver host server client database service services api app application web online new old next previous current
    yes no ja nein oui non sí si não nie tak nee ok okay please bitte""".split()
)
GROUPS = frozenset(
    """team teams department dept division group groups office committee board council staff crew support sales helpdesk desk service
    services marketing finance accounting accounts billing payroll legal compliance security operations ops engineering development dev product
    management human resources hr it recruiting recruitment procurement purchasing logistics warehouse reception customer care center centre
    quality research abteilung vertrieb buchhaltung einkauf personalabteilung kundenservice kundendienst geschäftsführung geschäftsleitung
    sekretariat verwaltung zentrale service équipe direction comptabilité secrétariat accueil agence equipo departamento dirección atención
    administración soporte servicio ufficio amministrazione assistenza direzione segreteria reparto equipe atendimento suporte administração
    afdeling klantenservice administratie directie dział obsługa zespół biuro zarząd sekretariat avdelning kundtjänst kundeservice afdeling
    bank insurance hospital clinic university school college hotel court police ministry agency authority association foundation institute company
    firma société empresa azienda bedrijf spółka klinik praxis kanzlei gericht amt finanzamt krankenkasse versicherung verein club church""".split()
)
GREETED = frozenset(
    """all everyone everybody anyone folks guys team friends friend colleagues colleague sir sirs madam ma'am madams customer customers client
    valued user users member members there world 世界 världen verden mundo mondo welt wereld you whom hiring recruiter editor reader readers student students parents parent neighbours
    neighbors neighbor santa diary lord god jesus siri alexa google cortana claude chatgpt gemini copilot community again back both buddy mate
    man dude bro bud love honey sweetie dear darling boss chief damen herren damen herr frau kolleginnen kollegen kollege kollegin kunde kundin zusammen leute
    alle alles ihr ihnen freunde familie familien eltern nachbarn mieter mitglieder herrschaften monsieur madame messieurs mesdames mademoiselle tous toutes tout tout le
    monde collègues collègue chers chères amis amies client cliente confrère maître docteur señor señora señores señoras todos todas equipo compañeros
    amigos amigas familias colegas cliente clientes tutti tutte ragazzi signori signore signora colleghi amici gentile spettabile famiglie pessoal
    gente galera caros senhor senhora senhores doutor professora allemaal iedereen collega collega's mensen heer mevrouw meneer dames heren
    klant buren ouders beste geachte hanım hanımefendi beyefendi państwo pani pan panie panowie wszyscy wszystkim klient kliencie państwa drodzy zespole alla kolleger venner hej kunder
    komma punkt doppelpunkt absatz klammer virgule coma punto virgola vírgula ponto przecinek kropka dwukropek akapit ict edv rrhh
    koleżanko kolego koleżanki koledzy gäste mitstreiter mitstreiterinnen kameraden sportfreunde geschäftspartner amice confrères consœur adhérents sociétaires abonnés invités locataires socios
    vecinos padres asociados propietarios condomini soci ospiti fornitori sócios condóminos encarregados utentes moradores leden gasten vrienden bewoners lezers członkowie rodzice goście sąsiedzi
    mieszkańcy uczniowie kandydaci pacjenci prezesie dyrektorze kierowniku profesorze doktorze mecenasie redakcjo eng engº""".split()
)
# Words that begin an utterance or are abbreviations of fields.
SPOKEN = frozenset(
    """hiya g'day goeiemorgen goedemorgen goedemiddag goedenavond perdón perdona confirmo oczywiście naturalnie tuurlijk natürlich selbstverständlich evidentemente naturalmente certamente exacto exacte exactement effectivement
    bonjour buongiorno buonasera dígame hallo cześć dziękuję gracias grazie obrigado obrigada merci danke bedankt thanks entschuldigung scusi desculpe przepraszam ándele jezu euh pension
    cpr uh um uhm hmm hm ah oh eh er erm well yeah yep nope right exactly correct perfect perfecto claro vale bueno pues ese esa eso esto qué mire oiga dos tres uno
    genau klar stimmt na ach also moment voilà alors oui d'accord allora certo ecco esatto pronto então pois certo isso tá ja nou precies dobrze jasne no
    one two three four five six seven eight nine ten zero sw mm vin iban bic swift ifsc imei imsi pin puk otp cvv cvc bsn nif dni nie cpf cnpj nip pesel regon siret siren tva ust vat ein tin
    eori gps lat lng lon usd eur gbp chf pln asap eta etd eod fyi tldr nb ps pps pdf csv xls xml json html sql ssh vpn dns sms gsm lte usb cpu gpu ram ssd
    standort durchwahl zimmer raum halle etage stock gebäude werk chair confidential internal urgent private draft final copy original attached enclosed encl
    driver drivers manager director president secretary lead senior junior assistant associate specialist analyst engineer consultant coordinator supervisor
    officer representative technician accountant controller intern trainee nurse physician surgeon pharmacist lawyer attorney counsel notary judge clerk dispatch dispatcher operator pt pharm cust rep elif else try except finally if for while def class return import raise yield pass lambda assert del switch case break continue struct enum const let var fn func impl pub
    optional required list dict set tuple str int float bool any callable string number boolean object array chat msg message release commit merge build planning
    zentrale leitstelle einsatz werkstatt laden geschäft möbelhaus hotel rezeption réception recepción reception cuisine küche appartement wohnung""".split()
)
FUNCTION_WORDS = frozenset(
    """the a an this that these those it its he she we they i you my your our their his her is are was were be been am do does did have has had will would
    can could should shall may might must not and or but if then when where which who whom whose what why how because while although since until
    in on at by for with without about after before during under over between into through as of off up down out only also very just still yes
    here there now today tomorrow yesterday please thanks thank regards best kind sincerely cheers hello hi hey dear good morning afternoon evening
    night welcome sorry sure great well let's let i'm i'll i've i'd you're we're it's that's don't can't won't der die das den dem des ein eine einen einem einer
    ist sind war waren wird werden hat haben hatte kann soll muss ich du er sie wir ihr mein meine dein deine sein seine unser unsere ihre euer nicht
    und oder aber wenn dann wo was wer wie warum weil mit ohne für auf aus bei nach zu zum zur von vom im am um über unter vor hier da jetzt heute
    morgen gestern bitte danke hallo guten tag gruß grüße viele liebe mit freundlichen sehr geehrte geehrter nur noch auch schon als dass ab bis so
    le la les un une des du de ce cette ces est sont était je tu il elle nous vous ils elles mon ma mes ton ta son sa notre votre leur pas et ou mais
    si quand où qui que quoi comment pourquoi parce avec sans pour sur dans chez après avant ici maintenant aujourd'hui demain hier merci bonjour
    bonsoir salut cordialement bien el los las una unos es son era yo él ella nosotros ellos mi su sus tu nuestro y o pero cuando donde quien como por
    porque con sin para sobre en desde hasta aquí ahora hoy mañana ayer gracias hola buenos buenas días tardes noches saludos atentamente estimado
    estimada il lo gli uno è sono io lui lei noi voi loro mio mia suo sua nostro ma quando dove chi che come perché con senza per su tra fra qui ora oggi
    domani ieri grazie ciao buongiorno buonasera salve distinti cordiali saluti o os as um uma é são eu ele ela nós eles meu minha seu sua nosso nossa
    mas quando onde quem porque com sem em até aqui agora hoje amanhã ontem obrigado obrigada olá bom boa dia tarde noite atenciosamente abraço het een
    dit dat zijn was ik jij hij zij wij jullie hun mijn jouw ons onze niet en of maar als wanneer waar wie wat hoe waarom omdat met zonder voor op uit bij naar
    hier nu vandaag morgen gisteren bedankt dank hoi goedemorgen groeten groet vriendelijke i oraz lub ale jeśli kiedy gdzie kto co jak dlaczego z bez dla na od
    w po przy tu teraz dziś jutro wczoraj dziękuję cześć dzień dobry witam pozdrawiam jest są był ja ty on ona my wy oni mój moja och eller men om när var
    vem vad hur varför med utan för på av från till här nu idag imorgon tack hälsning og ikke har det den jeg vi de""".split()
)
TITLES = frozenset(
    "mr mrs ms miss mx dr prof herr frau hr fr mme mlle sr sra srta dott dra sig sir madam doctor professor ceo cfo cto coo vp "
    "uncle aunt auntie aunty grandma grandpa granny onkel tante oma opa papa mama tonton tata tío tía zio zia nonno nonna ciocia wujek babcia dziadek "
    "dona doña don señor señora signor signora monsieur madame herr frau frl drs ir mevr mevrouw dhr pan pani fru mdm dott avv ing geom lic rev capt sgt det".split()
)
# Given names that are places as well; only a known surname makes them names of people.
PLACES = frozenset(
    """paris london berlin vienna milan roma rom rome florence sydney victoria virginia carolina georgia dakota israel jordan chad india china kenya asia america africa europa alexandria odessa
    lourdes santiago san santa saint sankt st los las chelsea brooklyn austin houston dallas phoenix denver orlando madison charlotte savannah adelaide perth lincoln washington cleveland
    kingston preston chester lancaster bristol devon kent cairo medina sofia valencia sevilla lima cordoba salvador belém nazareth bethany siena verona catania trento montana nevada alabama
    arizona tennessee dover burlington camden clinton jackson hamilton wellington nelson stanley york sterling alba elba malta cuba ravenna aquila olympia cologne rio bari como""".split()
)
# Words after a given name that make it a place, a company, a product, a prize or another thing.
NO_SURNAMES = TRADES | frozenset(
    """beach city county street st road rd avenue ave lane drive dr court square place boulevard blvd way hill hills heights park gardens garden river lake sea bay island islands isle mountain
    mountains mount valley creek springs falls bridge tower towers house hall castle palace cathedral chapel abbey temple mosque airport station terminal port harbour harbor beach coast north
    south east west northern southern eastern western central upper lower greater town village borough district province state states kingdom republic island day days week month year eve
    night prize award awards medal cup trophy league open championship championships tournament games race marathon festival fest fair conference summit congress convention agreement accord treaty
    protocol act bill law laws code rule rules theorem lemma conjecture test tests scale score syndrome disease disorder effect principle method algorithm equation constant number numbers series
    extended extension supplement numerals letters registry symbols pseudoprimes dialect
    distribution matrix transform model map maps drive docs sheets cloud app apps api sdk server client plus pro max mini ultra premium edition version release project program programme initiative
    school academy university college institute faculty library archive museum gallery theatre theater opera orchestra choir band club fc united rovers stadium arena centre center mall market shop
    store cafe café bar pub restaurant ristorante hotel inn lodge resort spa hospital clinic church parish diocese bank trust fund foundation society association union party senate parliament council court
    magazine times post herald tribune gazette journal news daily weekly report review press books edition study studies chronicles story stories tale tales diary diaries show movie film song album tour
    portal service services system systems platform engine machine motors cars airlines air lines street wall room suite floor building tower plaza platz straße strasse str allee weg gasse ufer brücke
    rue avenue place quai boulevard pont calle plaza avenida paseo via piazza viale corso rua praça avenida straat laan plein gracht kade ulica ul plac aleja aleje gatan gata vägen vej gade gate veien
    crush boss river rover cruise line lines card cards day's stiftung verein schule gymnasium universität klinik krankenhaus kirche hof haus verlag verlags werke werk
    brothers sons family effect bros daughters associates partners jeans shoes perfume wine vineyard winery estate farm farms ranch""".split()
) - frozenset("of and the for works press".split())
NOT_NAMES = (
    (
        LABELS
        | GROUPS
        | GREETED
        | FUNCTION_WORDS
        | SPOKEN
        | TITLES
        | (LEGAL_FORMS - {"co", "ag", "ab", "as", "sa", "se"})
        | frozenset(
            word
            for language in LANGUAGES.values()
            for word in (*language.months, *language.short_months, *language.weekdays, *language.short_weekdays)
        )
    )
    - ALSO_NAMES
    - frozenset(
        "da de do la le los las di du de el del der den des van von il love man mi su son lo e y na no tin pat lat let set del".split()
    )
)


def is_not_name(word: str) -> bool:
    """Return whether a word is a label, a role, a greeting or a function word."""
    return word.casefold() in NOT_NAMES


def is_ordinary(word: str) -> bool:
    """Return whether a word is no name, or an ordinary English word, which may be a name as well."""
    return is_not_name(word) or canonical(word) in _common_words()


@cache
def _common_words() -> frozenset[str]:
    return frozenset(pool("any", "common_word"))
