"""Person names after a label: form lines, JSON keys, XML and HTML tags, properties, table cells, and lists of people."""

from recognizers.lexicon.name_patterns import (
    ANY_CASE,
    FULL_NAME,
    LAST_FIRST,
    NAME,
    is_known_name,
    is_labelled_name,
    is_likely_name,
    is_name,
    part,
)
from recognizers.rules import Rule

LIMITS = "A value in lower case of which no word is in the pools of names, and a bare label `name` before one unknown word, are not found."
PERSON = "PERSON"
# A lone word is a name only if nothing but an end follows: "CALLER: Uh yes" is none.
LABELLED = rf"(?:{FULL_NAME}|{NAME}(?=[\"'*]{{0,3}}[ \t]{{0,3}}(?:$|[,;<|/\])}}\"'–]|[ ]\(|[.][ \t]{{0,20}}$|-[ ])))"
# fmt: off
# Words that mean a person wherever they are a label or a key.
ROLES = (
    "customer|client|patient|contact|employee|guest|visitor|requester|requestor|requested by|reporter|reported by|assignee|assigned to|assigned|owner|page owner|manager|line manager|"
    "supervisor|buyer|seller|tenant|tenants|landlord|landlady|lessee|lessor|renter|driver|passenger|traveller|traveler|traveller|pilot|student|pupil|teacher|tutor|learner|parent|mother|father|guardian|"
    "spouse|husband|wife|partner|child|children|son|daughter|next of kin|nok|emergency contact|carer|caregiver|beneficiary|beneficiaries|payee|payer|account holder|card ?holder|policy ?holder|"
    "holder|insured|claimant|applicant|candidate|appellant|respondent|plaintiff|petitioner|defendant|victim|witness|suspect|complainant|deponent|executor|testator|heir|signatory|"
    "signer|notary|judge|counsel|attorney|lawyer|solicitor|paralegal|physician|doctor|gp|consultant|surgeon|nurse|midwife|therapist|prescriber|referring physician|referred by|referrer|seen by|"
    "author|authors|co-author|editor|reviewer|reviewers|reviewed by|approver|approved by|prepared by|written by|drafted by|created by|updated by|modified by|edited by|submitted by|"
    "submitter|raised by|logged by|opened by|closed by|handled by|checked by|signed by|signed off by|verified by|taken by|typed by|recorded by|collected by|delivered by|received by|issued by|sold by|dictated by|interviewer|interviewee|moderator|host|"
    "speaker|speakers|presenter|organi[sz]er|chair|chairman|chairwoman|chairperson|minutes|minute taker|scribe|note taker|facilitator|attendee|attendees|present|also present|in attendance|apologies|absent|participants?|guests|"
    "attention|attn|att|fao|c/o|care of|bill to|ship to|sold to|deliver to|consignee|consignor|shipper|sender|recipient|recipients|addressee|addressed to|to the attention of|"
    "agent|analyst|engineer|developer|dev|maintainer|maintainers|committer|on-?call|primary|secondary|backup|escalation|escalate|lead|tech lead|team lead|product owner|po|pm|project manager|sponsor|"
    "champion|technician|tech|inspector|surveyor|adjuster|case ?worker|case manager|social worker|account manager|account executive|ae|csm|sales ?rep|representative|rep|recruiter|hiring manager|mentor|buddy|coach|trainer|"
    "caller|callee|called|spoke to|spoken to|spoke with|cc'd|poc|point of contact|responsible|accountable|in charge|dpo|ceo|cfo|cto|coo|ciso|director|president|secretary|treasurer|trustee|founder|partner in charge|"
    "real name|legal name|display name|preferred name|pref name|known as|aka|a\\.k\\.a\\.|alias|nickname|goes by|née|nee|born|maiden name|also known as|"
    # German
    "ansprechpartner(?:in)?|kund(?:e|in)|patient(?:in)?|mitarbeiter(?:in)?|bearbeiter(?:in)?|sachbearbeiter(?:in)?|antragsteller(?:in)?|versicherte[rn]?|versicherungsnehmer(?:in)?|mieter(?:in)?|vermieter(?:in)?|"
    "eigentümer(?:in)?|käufer(?:in)?|verkäufer(?:in)?|fahrer(?:in)?|halter(?:in)?|inhaber(?:in)?|kontoinhaber(?:in)?|empfänger(?:in)?|absender(?:in)?|auftraggeber(?:in)?|verfasser(?:in)?|autor(?:in)?|ersteller(?:in)?|"
    "erstellt von|geprüft von|freigegeben von|gemeldet von|zuständig|verantwortlich|vorgesetzte[rn]?|leitung|leiter(?:in)?|teilnehmer(?:innen)?|teilnehmende|anwesend|anwesende|entschuldigt|gäste|gast|protokoll|protokollführer(?:in)?|schriftführer(?:in)?|"
    "vorsitz|vorsitzende[rn]?|schüler(?:in)?|lehrer(?:in)?|kinder|mutter|vater|eltern|sohn|tochter|ehemann|ehefrau|ehepartner(?:in)?|arzt|ärztin|hausarzt|hausärztin|zeuge|zeugin|kläger(?:in)?|beklagte[rn]?|geschädigte[rn]?|"
    "geschäftsführer(?:in)?|geschäftsführung|vertreten durch|vertretung|bevollmächtigte[rn]?|betreuer(?:in)?|kontakt|kontaktperson|notfallkontakt|bewerber(?:in)?|kandidat(?:in)?|techniker(?:in)?|disponent(?:in)?|geburtsname|geb|geborene?|z\\.? ?hd\\.?|zhd|"
    "mitglied|melder(?:in)?|monteur(?:in)?|kursleiter(?:in)?|trainer(?:in)?|hausmeister(?:in)?|hausverwalter(?:in)?|verwalter(?:in)?|kassenwart(?:in)?|erhalten von|ware erhalten|übergeben von|ausgestellt von|"
    # French
    "membre|adhérente?|formateur|formatrice|professeure?|moniteur|monitrice|gardien(?:ne)?|syndic|trésori(?:er|ère)|reçu par|établi par|remis par|contact|client(?:e)?|patient(?:e)?|salarié(?:e)?|employé(?:e)?|demandeur|demandeuse|responsable|titulaire|titulaire du compte|assuré(?:e)?|souscripteur|bénéficiaire|locataires?|bailleur|bailleresse|propriétaire|vendeur|acheteur|acquéreur|"
    "conducteur|conductrice|élève|parents|mère|père|conjoint(?:e)?|époux|épouse|enfants?|médecin|médecin traitant|rédacteur|rédactrice|rédigé par|auteure?|présents?|présentes|absents?|excusés?|participants|destinataire|expéditeur|gérante?|"
    "garant(?:e)?|caution|témoin|avocat(?:e)?|notaire|interlocuteur|interlocutrice|référent(?:e)?|technicien(?:ne)?|livreur|candidat(?:e)?|stagiaire|tuteur|tutrice|dossier suivi par|suivi par|affaire suivie par|nom d['’]usage|nom de naissance|nom de jeune fille|à l['’]attention de|"
    # Spanish, Italian, Portuguese
    "soci[oa]|sóci[oa]|membro|miembro|monitor(?:a)?|instructor(?:a)?|entrenador(?:a)?|profesor(?:a)?|maestr[oa]|portero|conserje|administrador(?:a)?|tesorer[oa]|recibí conforme|recibido por|entregado por|insegnante|istruttore|istruttrice|allenatore|docente|"
    "portiere|custode|tesoriere|ricevuto da|consegnato da|professor(?:a)?|instrutor(?:a)?|treinador(?:a)?|porteiro|síndic[oa]|tesoureir[oa]|recebedor(?:a)?|recebido por|entregue por|contacto|cliente|paciente|empleado|empleada|trabajador(?:a)?|titular|solicitante|asegurado|asegurada|tomador|beneficiario|beneficiaria|inquilino|inquilina|arrendatario|arrendador|propietario|propietaria|vendedor(?:a)?|"
    "comprador(?:a)?|conductor(?:a)?|alumno|alumna|madre|padre|cónyuge|hijo|hija|médico|médica|autor(?:a)?|elaborado por|revisado por|aprobado por|asistentes|presentes|ausentes|destinatario|destinataria|remitente|testigo|abogado|abogada|"
    "atendido por|firmado por|jefe|jefa|encargado|encargada|tutora|agente|asesor(?:a)?|ejecutivo|técnico|técnica|a nombre de|a la atención de|atención|referencias?|contatto|referente|responsabile|paziente|dipendente|intestatario|intestataria|richiedente|assicurato|assicurata|"
    "beneficiaria|inquilina|conduttore|conduttrice|locatore|locatrice|proprietario|proprietaria|venditore|acquirente|autista|alunno|alunna|coniuge|marito|moglie|figlio|figlia|medico|autore|redatto da|presenti|assenti|mittente|testimone|avvocato|"
    "operatore|operatrice|tecnico|tecnica|amministratore|amministratrice|segretaria|segretario|verbalizzante|contato|utente|doente|funcionário|funcionária|colaborador(?:a)?|requerente|segurado|segurada|inquilino|locatário|locador|proprietário|"
    "proprietária|condutor(?:a)?|motorista|aluno|aluna|mãe|pai|filho|filha|filhos|responsável|elaborado por|presentes|ausentes|destinatário|remetente|testemunha|advogado|advogada|atendente|aos cuidados de|a/c|em nome de|favorecido|pagador|sacado|titular da conta|"
    # Dutch, Polish, Nordic
    "lid|aanmelder|melder|leraar|lerares|docent(?:e)?|monteur|conciërge|penningmeester|ontvangen door|uitgevoerd door|opgemaakt door|członek|członkini|czlonek|trener(?:ka)?|instruktor(?:ka)?|nauczyciel(?:ka)?|wychowawca|wychowawczyni|dozorca|skarbnik|wystawił|wystawiła|"
    "odebrał|odebrała|przygotował|przygotowała|contactpersoon|klant|patiënt|cliënt|medewerker|medewerkster|werknemer|werkneemster|aanvrager|aanvraagster|verzekerde|verzekeringnemer|begunstigde|huurder|huurster|verhuurder|eigenaar|eigenares|koper|verkoper|bestuurder|chauffeur|leerling|"
    "moeder|vader|ouders|partner|kinderen|huisarts|arts|behandelaar|auteur|opgesteld door|gemeld door|aanwezig|afwezig|ontvanger|afzender|getuige|advocaat|leidinggevende|casemanager|contact|ter attentie van|t\\.?a\\.?v\\.?|t\\.?n\\.?v\\.?|tenaamstelling|rekeninghouder|"
    "osoba kontaktowa|kontakt|klient|klientka|pacjent|pacjentka|pracownik|pracownica|wnioskodawca|zgłaszający|zgłaszająca|zgł|ubezpieczony|ubezpieczona|ubezpieczający|najemca|wynajmujący|właściciel|właścicielka|kupujący|sprzedający|kierowca|uczeń|uczennica|matka|ojciec|mąż|żona|"
    "syn|córka|lekarz|autor|autorka|sporządził|sporządziła|sprawdził|zatwierdził|obecni|nieobecni|odbiorca|nadawca|świadek|adwokat|opiekun|opiekunka|przełożony|przełożona|kierownik|prowadzący|dzwoni|dzwoniący|dzwoniąca|rozmówca|"
    "kontaktperson|kund|patient|anställd|medarbetare|sökande|hyresgäst|hyresvärd|ägare|förare|elev|vårdnadshavare|ansvarig|handläggare|närvarande|frånvarande|mottagare|avsändare|vittne|kunde|ansatt|leietaker|utleier|eier|sjåfør|saksbehandler|til stede|deltakere|deltagere|tilstede|referent|ordstyrer|lejer|udlejer|ejer"
)
NAME_LABELS = (
    r"(?:(?:first|last|full|given|family|middle|maiden|sur|fore|legal|real|display|preferred|birth|contact|customer|client|patient|employee|guest|passenger|student|member|owner|author|account|holder|cardholder|"
    r"applicant|claimant|insured|beneficiary|recipient|sender|user|person|agent|staff|billing|shipping|buyer|seller|tenant|child|parent|mother|father|spouse|doctor|provider|physician|driver|caller|attendee|signer|"
    r"manager|assignee|requester|reporter|on|cust|cardholder|lead|profile|caller|visitor|emp|pat|acct|payee|creditor|debtor|traveler|traveller|witness|mother['’]s maiden|father['’]s|mother['’]s)(?:['’]s)?[ _.-]?(?:full[ _.-]?|first[ _.-]?|last[ _.-]?|maiden[ _.-]?)?names?|"
    r"fname|lname|givenname|sn|cn|surname|forename|initials|vor- und nachname|vor- und zuname|vollständiger name|vorname|nachname|zuname|familienname|rufname|name, vorname|nachname, vorname|nom et prénom|nom, prénom|nom complet|nom de famille|noms?|prénoms?|prenoms?|"
    r"nombre y apellidos|nombres y apellidos|nombre completo|nombres?|(?:primer |segundo )?apellidos?|nome e cognome|cognome e nome|nome completo|nome|cognome|sobrenome|apelido|volledige naam|voornaam|voornamen|achternaam|familienaam|roepnaam|geboortenaam|naam|"
    r"imię i nazwisko|imiona|imię|imie|nazwisko|namn|förnamn|efternamn|navn|fornavn|etternavn|efternavn|nimi|etunimi|sukunimi|jméno|příjmení|ad soyad|ad-soyad|adı|soyadı|nume|prenume|név|fio|фио|имя|фамилия|姓名|氏名|名前|이름|성명|"
    r"(?:name|names)[ ]?\((?:first, last|last, first|print|printed|block capitals|full)\)|print(?:ed)? name|full name|your name|patient name|called|named)"
)
# fmt: on
# Between a label and its value: `: `, ` = "`, `:** `, `: [`, or a line break after a colon.
CLOSE = r"[\"'*_`\])]{0,3}[ \t]{0,3}(?:\([^()\n]{1,30}\)[ \t]{0,2})?"
# The search begins at the mark, which is rarer than a word, and looks back for the label.
MARK = r"(?:[:=]{1,2}>?|(?<!\)[ ]?)->|→)[ \t]{0,12}+(?:\r?\n[ \t]{0,12}+(?=\p{Lu}))?[\"'*_`\[(]{0,3}[ ]?"
TITLE = (
    r"(?:(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herrn?|Frau|Fr|Hr|M|Mme|Mlle|Madame|Monsieur|Sr|Sra|Srta|Don|Doña|Dott|Sig|Sig\.ra|Avv|Ing|Rev|Capt|Pan|Pani|Mevr|Mw|dhr|mw|mevr|dr|prof|med|MR|MRS|MS|DR|HERR|FRAU|p|de heer|mevrouw)"
    r"\.?[ ]{1,2}){0,3}"
)
KEY = r"(?:^|(?<=[\s\"'<,;{(\[*|/#>.•–]|\p{Alnum}_))"  # not "_client: Client", an annotation
# `customerName`, `ownerFullName`, `patient.first_name`
CAMEL = (
    r"(?:[a-z]{2,20}(?:_|\.|-)?)?(?:[Ff]ull|[Ff]irst|[Ll]ast|[Gg]iven|[Ff]amily|[Mm]iddle|[Mm]aiden|[Cc]ustomer|[Cc]lient|[Pp]atient|[Ee]mployee|[Cc]ontact|[Gg]uest|[Oo]wner|[Aa]uthor|[Hh]older|[Pp]assenger|[Dd]river|[Mm]ember|"
    r"[Ss]tudent|[Rr]ecipient|[Ss]ender|[Pp]erson|[Aa]gent|[Cc]ardholder|[Bb]uyer|[Tt]enant|[Uu]ser|[Dd]isplay|[Pp]referred|[Ll]egal|[Mm]anager|[Aa]ssignee|[Rr]eporter|[Cc]aller|[Ss]ur|[Ff]ore)_?[Nn]ame"
)
# A word before a colon is the next label of the line: "Patient: Rufus Ogden  Age: 34", not a part of the name.
NO_LABEL = r"(?![\p{L}\p{M}])(?![ \t]{0,3}[:：=][ \t])"
# What has a name in code and is no person: `func_name`, `column_name`.
OF_THINGS = (
    "(?:"
    + "|".join(
        "func function method class module package file dir col column table db database model field var attr param arg key tag node op layer dataset index schema type event task job step tool plugin host server bucket queue topic branch repo project service app test command env lexer style library stage font".split()
    )
    + ")_"
)
# Not before the rest of a sentence that describes the label: "display_name: Human-friendly display name.".
NO_DESCRIPTION = r"(?!\p{L}{1,20}(?:-\p{L}{1,20})?(?:[ ][\p{Ll}-]{2,20}){0,3}[ ]names?\b)"
NEXT = r"(?:[ ]?(?:\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\]|<[^<>\n]{0,90}>)){0,2}(?:[ ]?[,;&/+][ ]?|[ ](?:and|und|et|y|e|en|i|och|og)[ ])"
NO_INITIALS = frozenset(
    "ai bot by gp hcp her him hr id ii in it lab me mt nhs no on pa qa rn the tts ui us you yes off out up".split()
)


def is_initials(value: str) -> bool:
    """Return whether two or three letters are no word and no department."""
    return value.lower() not in NO_INITIALS


# fmt: off
RULES = (
    Rule(
        "person_after_a_label_of_a_role", PERSON,
        rf"(?<={KEY}(?i:{ROLES})(?:[ _-]?(?i:name|details|person))?{CLOSE}){MARK}{TITLE}(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,20}}(?:$|[;|<(\[]|\p{{Lu}}[\p{{L}}.]{{1,14}}:[ ]))|{LABELLED}){NO_LABEL}(?!\)?[ ]?(?:->|\|[ ]None)|/\d)(?:{NEXT}{TITLE}(?!\p{{Lu}}{{2,6}}[ ]\d)(?P<value>{NAME}){NO_LABEL}){{0,30}}",
        0.9, check=is_labelled_name, part=part,
        true=("Patient: ⟦Dolores Trimble⟧, 54", "\"assignee\": \"⟦Anouk de Wit⟧\"", "Attendees: ⟦Tom Bell⟧ (chair), ⟦Ana Ruiz⟧ and ⟦J. Okafor⟧", "Reported by: Mr. ⟦Pahl⟧", "Patient: ⟦Rufus Ogden⟧  Age: 34", "Ansprechpartnerin = ⟦Trimble, Dolores⟧"),
        false=("Customer: Support Team", "Owner: Finance", "Contact: see below", "Present: Yes", "Driver: Version 5", "_client: Langsmith\n", "def f(client: Langsmith) -> None:", "parent: Trimble | None", 'alias="Idempotency-Key"', "'alias': 'GREEK'", '"driver": "ODBC Driver 18"', "    alias = 'ZZ'", ".. attention:: Stable API", "{'host': ['Germany', 1]}"),
    ),
    Rule(
        "person_after_a_label_of_a_name", PERSON,
        rf"(?<={KEY}(?i:{NAME_LABELS}|{CAMEL}){CLOSE}){MARK}{TITLE}{NO_DESCRIPTION}(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,20}}(?:$|[;|<(\[]|\p{{Lu}}[\p{{L}}.]{{1,14}}:[ ]))|{NAME}){NO_LABEL}",
        0.9, check=is_labelled_name, part=part,
        true=("LEGAL NAME: ⟦OGDEN, RUFUS T⟧ DOB: 1990", "성명: ⟦김민수⟧ 부서: 영업", "first_name: ⟦Dolores⟧", "\"customerName\": \"⟦Ana Ruiz⟧\"", "Nom : ⟦Quéméneur⟧", "Name (first, last): ⟦Tom Bell⟧", "Imię i nazwisko: ⟦Szymon Wójcik⟧"),
        false=("first_name: None", "Nom : à compléter", "full name: Unknown", "lastName: string", "display_name: Human-friendly display name.", "profile_name (Optional[str]): Profile name of a profile", "'USERNAME': 'USERNAME'"),
    ),
    Rule(
        "person_after_the_bare_label_name", PERSON,
        rf"(?:^|(?<=[\s\"'<,;{{(\[*|]))(?:[Nn]ame|NAME|[Bb]orn|[Pp]erson|[Hh]uman)[\"'*]{{0,3}}[ \t]{{0,3}}(?:[:=]{{1,2}}>?|\|)[ \t]{{0,12}}+[\"'*]{{0,3}}{TITLE}(?!(?:MIN|MAX)\b){NO_DESCRIPTION}(?P<value>{LAST_FIRST}(?=[\"']?[ \t]{{0,20}}(?:$|[;|<(\[]|\p{{Lu}}[\p{{L}}.]{{1,14}}:[ ]))|{NAME})",
        0.86, check=is_likely_name, part=part,
        true=("Name: ⟦Dolores Trimble⟧", "{\"name\": \"⟦Anouk⟧\"}", "name = ⟦Trimble, Dolores⟧"),
        false=("name: Checkout", '"name": "Los Angeles"', '{"name": "Golden Gate Bridge"}', "Name: Order Service", "\"name\": \"Release\"", "name: web-server"),
    ),
    Rule(
        "person_after_a_label_in_any_case", PERSON,
        rf"(?={MARK}{TITLE}{ANY_CASE}(?=[\"'*]{{0,3}}[ \t]{{0,3}}(?:$|[,;|<(/)\]}}\d.–-])))(?<={KEY}(?i:{NAME_LABELS}|{CAMEL}|{ROLES}|(?<!{OF_THINGS})name){CLOSE})(?!==){MARK}{TITLE}(?!(?:MIN|MAX|NA|nan|cat|lower|edit|pop|ge|flink|min|max|kurt|odd|lex|meta|basic|magic|block|[Bb]ranch)\b){NO_DESCRIPTION}(?P<value>{ANY_CASE})(?!\.\w)(?=[\"'*]{{0,3}}[ \t]{{0,3}}(?:$|[,;|<(/)\]}}\d.–-]))",
        0.8, check=is_known_name, part=part,
        true=("patient: ⟦dolores trimble⟧", "NAME: ⟦DOLORES TRIMBLE⟧", "\"owner\": \"⟦anouk⟧\",", "cliente: ⟦szymon wójcik⟧, tel 5"),
        false=("owner: platform", "name: order service", "Name: Max Speed, dtype: float64", "(attention == gelu)\n", "child = branch.parent", "author: unknown", "client: the old town", 'func_name="newton"', 'NAME = "MAX"', 'fname="kurt")', "library_name='timm',", 'name="branch")'),
    ),
    Rule(
        "person_in_a_tag", PERSON,
        rf"<(?:[a-zA-Z]{{1,12}}:)?(?i:[a-z_-]{{0,24}}(?:(?:first|last|full|given|family|middle|customer|client|patient|employee|contact|guest|owner|author|holder|passenger|sur|person|fore|vor|nach|familien|voor|achter|familie|recipient|sender|driver|member)[_-]?na(?:me|am)|surname|nom|prenom|prénom|nombre|apellidos?|cognome|nome|imie|nazwisko|author|owner|assignee|reporter|creator|contact|patient|manager|name))(?:[ ][^<>\n]{{0,80}})?>\s{{0,8}}{TITLE}(?P<value>{LAST_FIRST}|{NAME})\s{{0,8}}</",
        0.9, check=is_likely_name, part=part,
        true=("<firstName>⟦Dolores⟧</firstName>", "<cust:Name lang=\"en\">⟦Tom Bell⟧</cust:Name>", "<Achternaam>⟦de Jong⟧</Achternaam>"),
        false=("<name>Checkout</name>", "<title>Dolores Trimble</title>", "<name>web</name>"),
    ),
    Rule(
        "person_in_a_vcard_or_calendar_line", PERSON,
        rf"(?:^|;)(?:FN|N|CN|ORGANIZER;CN|ATTENDEE[^\n:]{{0,120}};CN)(?:;[A-Z]{{1,12}}=[^:;\n]{{1,30}})?[:=]\"?(?P<value>{NAME})(?:;(?P<value>{NAME}))?(?=[\";:]|$)",
        0.9, check=is_name, part=part,
        true=("FN:⟦Dolores Trimble⟧", "N:⟦Trimble⟧;⟦Dolores⟧;;;", "ATTENDEE;ROLE=X;CN=⟦Tom Bell⟧:mailto:tb@x.example"),
        false=("FN:", "BEGIN:VEVENT", "N: 12", "TZID:Europe/Paris"),
        source="RFC 6350",
    ),
    Rule(
        "initials_of_a_writer", PERSON,
        r"(?<!\p{L})(?i:dictated|transcribed|typed|dispensed|keyed|countersigned|initialled)(?:[ ](?i:and[ ](?:checked|typed)))?(?:[ ](?i:by)|[ ]\d{1,2}[./-]\d{1,2}[./-]\d{2,4}[ ](?i:by))?[ ]?:?[ ](?P<value>\p{Lu}{2,3}|[a-z]{2,3})(?:[ ]?/[ ]?(?P<value>\p{Lu}{2,3}|[a-z]{2,3}))?(?=[ ]{0,2}(?:$|[/,;)|\n]|[ ]{2}|\.(?!\w)))",
        0.95, check=is_initials,
        true=("Dictated ⟦RM⟧ / transcribed ⟦kd⟧  03", "Dispensed 11/04/25 by ⟦tq⟧\n", "typed: ⟦jb⟧", "initialled ⟦VPK⟧/⟦TRS⟧."), false=("typed by me.", "dictated by AI.", "transcribed by it,", "typed in", "Dispensed by HR."),
    ),
)
# fmt: on
