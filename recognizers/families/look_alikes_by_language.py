"""Look-alikes in European languages: dictated marks, authorities, laws and judgments, labels of forms, headings of papers, fees, diseases."""

from recognizers.families.look_alikes_in_documents import DATE
from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.public_people import EXAMPLES, names
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = (
    "Labels, authorities and laws of other languages, and fees without a word for a visit or an office beside them."
)
# fmt: off
MARKS = (
    "komma", "punkt", "doppelpunkt", "semikolon", "absatz", "klammer", "klammer auf", "klammer zu", "neue zeile", "neuer absatz", "virgule", "point", "point à la ligne", "à la ligne", "deux points", "point-virgule",
    "coma", "punto", "punto y aparte", "punto y seguido", "punto y coma", "dos puntos", "virgola", "a capo", "punto e virgola", "due punti", "vírgula", "ponto", "parágrafo", "ponto e vírgula", "dois pontos",
    "punt", "nieuwe regel", "nieuwe alinea", "dubbele punt", "puntkomma", "przecinek", "kropka", "dwukropek", "średnik", "nowy akapit", "od nowego akapitu", "od nowej linii",
    "comma", "full stop", "new line", "new paragraph", "semicolon",
)
MARK = alternatives(MARKS)
AUTHORITIES = (
    r"(?:(?:Amts|Land|Oberlandes|Arbeits|Sozial|Verwaltungs|Familien|Finanz|Verfassungs)gericht|Staatsanwaltschaft|Finanzamt|Jugendamt|Ordnungsamt|Standesamt|Landratsamt|Bundespolizei|Polizeiinspektion|Polizeipräsidium|Polizeirevier|Polizeiwache|Polizeidirektion|Kriminalpolizei"
    r"|(?:[Cc]onseil des? prud['’]hommes|[Tt]ribunal|[Cc]our|[Bb]arreau|[Gg]reffe|[Pp]arquet|[Pp]réfecture|[Ss]ous-préfecture|[Cc]ommissariat|[Bb]rigade|[Gg]endarmerie|RCS|[Rr]ectorat|CPAM|CAF|URSSAF)(?:[ ](?:judiciaire|administratif|administrative|d['’]appel|de commerce|des prud['’]hommes|de proximité|d['’]instance|de grande instance|territoriale|nationale|de gendarmerie|de police|central)){0,3}"
    r"|(?:[Jj]uzgados?|[Aa]udiencia|[Tt]ribunal|[Ff]iscalía|[Cc]omisaría|[Rr]egistro)(?:[ ](?:de lo|de|del|la|Primera|Instancia|Instrucción|Social|Mercantil|Penal|Familia|Provincial|Superior|Justicia|Civil|Mercantil|Propiedad|Distrito|Hacienda|n[º°.]{1,2}|núm\.|\d{1,3})){0,8}"
    r"|(?:[Tt]ribunale|[Cc]orte|[Pp]rocura|[Qq]uestura|[Pp]refettura|[Cc]ommissariato|[Ss]tazione|[Ll]egione|[Cc]amera)(?:[ ](?:Ordinario|ORDINARIO|di Appello|d['’]Appello|della Repubblica|Carabinieri|dei Carabinieri|di Commercio|per i Minorenni|civile|penale)){0,2}|TRIBUNALE(?:[ ]ORDINARIO)?"
    r"|(?:[Rr]echtbank|[Gg]erechtshof|[Aa]rrondissementsparket|(?:Politie|POLITIE)(?:[ ][Ee]enheid)?|[Bb]elastingdienst)"
    r"|(?:[Tt]ribunal|[Vv]ara|[Jj]uízo|[Cc]omarca|[Dd]elegacia|[Cc]onservatória|[Cc]artório|DP)(?:[ ](?:de|da|do|Justiça|Cível|Criminal|Família|Trabalho|Judicial|Civil|Municipal|Comercial|Polícia|Comarca|Freguesia|Registo|Notas)){0,6}"
    r"|(?:[Ss]ąd(?:em|u)?|[Pp]rokuratur[ay]|[Kk]omend[ay]|[Kk]omisariat|[Uu]rz(?:ąd|ędu)(?=[ ](?:Skarbow|Pracy|Stanu|Wojewódzk))|[Ss]tarostwo)(?:[ ](?:Rejonow\p{L}{1,4}|Okręgow\p{L}{1,4}|Apelacyjn\p{L}{1,4}|Powiatow\p{L}{1,4}|Miejsk\p{L}{1,4}|Policji|Skarbow\p{L}{1,4}|Stanu Cywilnego|Pracy|Wojewódzk\p{L}{1,4})){0,3})"
)
AUTHORITIES_IN_CAPITALS = "JUZGADO|AUDIENCIA|FISCALÍA|COMISARÍA|GUARDIA CIVIL|TRIBUNAL|TRIBUNALE|PROCURA|QUESTURA|PREFETTURA|COUR|PRÉFECTURE|COMMISSARIAT|GENDARMERIE|AMTSGERICHT|LANDGERICHT|STAATSANWALTSCHAFT|POLIZEI\\p{Lu}{0,15}|POLITIE|RECHTBANK|COMARCA|JUÍZO|DELEGACIA|SĄD|PROKURATURA|KOMENDA|KOMISARIAT"
# "Richterin am Amtsgericht Brehme": who follows is a person.
NO_OFFICE = r"(?<!(?i:richter|richterin|direktor|direktorin|präsident|präsidentin|staatsanwalt|staatsanwältin)[ ](?:am|an der|bei der|beim)[ ])"
OF = r"(?:[ ](?:in|de|du|des|d['’]|del|di|da|do|dos|van|te|w|we|dla|für|à)|[ ](?=d['’]))?"
PLACE = r"\p{Lu}[\p{L}'’-]{1,24}(?:(?:[ ]|-)(?:a\.[ ]?d\.|am|an der|im|sur|sous|en|de|di|del|la|le|les|nad|da|do)(?:[ ]|-)\p{Lu}[\p{L}'’-]{1,24}|[ ]\p{Lu}\p{L}{2,24}(?=[ ]?[,.;:)\n–-]|$)){0,2}"
LAWS = (
    r"[Ll]oi|LOI|Ordonnance|Décret|Arrêté|[Ll]ey(?: Orgánica)?|Real Decreto(?:-ley| Legislativo)?|RD|RDL|[Ll]egge|L\.|D\.?[ ]?Lgs\.?|D\.?[ ]?L\.|D\.?P\.?R\.?|DPR|Decreto(?:-[Ll]ei| [Ll]egislativo| [Ll]ei)?|DL|[Ll]ei(?: Complementar)?|Medida Provisória|Portaria|Resolução"
    r"|Gesetz|Verordnung|Richtlinie|Wet|Besluit|Regeling|[Uu]staw[ay]|Rozporządzenie|[Rr]ozporządzenia|Dyrektywa"
)
NO = r"(?:[ ](?:[nN]\.?[º°ro]?\.?|nr\.?|núm\.|nº|n°|Nr\.))?"
COURTS = r"(?:Cass\.?(?:[ ](?:civ|soc|com|crim|SS\.UU|S\.U|sez|pen|lav|ass\. plén)\.?(?:[ ](?:\d(?:e|re|ère|ème)?|[IVX]{1,4}|un\.|lav\.|trib\.))?)?|CA|CE|STS|SAP|STSJ|STC|ATS|TJUE|CJUE|EuGH|BGH|BAG|BSG|BFH|BVerfG|BVerwG|OLG(?:[ ]\p{Lu}\p{L}{2,20})?|LG(?:[ ]\p{Lu}\p{L}{2,20})?|OGH|Hoge Raad|SN|NSA|WSA|STJ|STF|TST|TRL|TRP)"
DOCKET = r"(?:[IVX]{1,4}[ ])?[A-Z]{1,4}[ ]\d{1,4}/\d{2,4}|\d{1,5}/(?:19|20)\d\d|\d{3,5}/\d\d(?!\d)|\d{2}-\d{2}\.\d{3}|[A-Z]{1,3}-\d{1,4}(?:[ ]de[ ](?:19|20)\d\d|/\d{2,4})"
FORM_LABELS = alternatives((
    "Tel|Tlf|Tél|Telefoon|Durchwahl|DW|Hausruf|App|Apparat|Handynr|Kd-Nr|KdNr|Kd|Anrede|Titel|Geburtsort|Geburtsname|Staatsangehörigkeit|Familienstand|Steuerklasse|Straße|Hausnr|Wohnort|Kundennummer|Kundennr|Personalnr|Artikel|Artikelnr|Menge|Einzelpreis|Gesamtpreis|Betreff|Anlagen|Bearbeiter|Sachbearbeiter|Tarif|Umsatz|Standort|Zugangsnummer|Aktenzeichen|Vorgangsnummer"
    "|Sujet|Objet|Pièces jointes|Civilité|Né le|Née le|Lieu de naissance|Nationalité|Numéro|Quantité|Désignation|Montant HT|Montant TTC|Expéditeur|Destinataire|Poste|Immat|Ville|Code postal|Immatriculation|Échéance|Remarques"
    "|Tfno|Tfno|Móvil|Apellido|Fecha de nacimiento|Lugar de nacimiento|Nacionalidad|Domicilio|Localidad|Provincia|Matrícula|Cantidad|Concepto|Observaciones|Firmado|Remolque|Conductor|Destinatario|Remitente|Asunto|Adjuntos|Expediente|Póliza|Sexo|Validez"
    "|Cellulare|Luogo di nascita|Data di nascita|Cittadinanza|Residenza|Comune|Targa|Quantità|Descrizione|Causale|Vettore|Destinatario|Mittente|Allegati|Statura|Sesso|Matricola|Codice fiscale|Scadenza|Cod|Codice"
    "|Telemóvel|Celular|Naturalidade|Nacionalidade|Morada|Freguesia|Concelho|Bairro|Cidade|Matrícula|Quantidade|Descrição|Anexos|Situação|Prontuário|Chassi|Placa|Viatura|Motorista|Remetente|Assunto|Filiação|Vencimento"
    "|Onderwerp|Bijlagen|Antw|Betr|Geboortedatum|Geboorteplaats|Nationaliteit|Woonplaats|Kenteken|Aantal|Omschrijving|Chauffeur|Afzender|Ontvanger|Bedrag|Polisnr|Klantnr|Klantnummer|Handtekening|Vervaldatum|Opmerkingen|Tst|Toestel"
    "|Temat|Załączniki|Odp|PD|Nadawca|Odbiorca|Nazwisko|Imię|Imiona|Data urodzenia|Miejsce urodzenia|Obywatelstwo|Adres|Miejscowość|Kwota|Ilość|Opis|Uwagi|Podpis|Nabywca|Sprzedawca|Kierowca|Sprawca|Poszkodowany|Poszkodowana|Wew|Klient|Konsultant"
    "|Emne|Vedlegg|Beløb|Beløp|Belopp|Ämne|Bilagor|Gatuadress|Postnummer|Kundnummer|Müşteri|Musteri|Temsilci|Konu|Tarih"
    "|Kons|Kl|Op|Cl|Agent|Agente|Operator|Operador|Operatore|Berater|Kunde|Kundin|Conseiller|Conseillère|Client|Cliente|Klant|Medewerker|Dysp|Disp|Zentrale|Centrale|Konu|Asiakas|Botti|Předmět|Příloha|Částka|Jméno|Příjmení"
).split("|"))
EXAMPLE_PEOPLE = alternatives(names(EXAMPLES))
REPLIES = "RE|FW|FWD|AW|WG|Antw|Antwort|Doorst|TR|Rép|RV|R|I|ENC|RES|Odp|PD|SV|VS|YNT|İLT"
SUBJECTS = "Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Temat|Subject|Emne|Ämne"
NUMBER_WORDS = (
    "dl|dob|ssn|mrn|nhs|reg|lic|mob|ext|acc|acct|pnr|vin|imei|emp|tel|tlf|tél|tfno|tst|app|hausruf|durchwahl|wew|int|ramal|poste|nip|regon|krs|bsn|pesel|siret|siren|cnpj|cpf|cnh|crm|nif|cif|hrb|kvk|agb|rpps|pwz|rsd|rad|reg\\.nr|reg\\.[ ]?nr|kontonr|kontonummer|org\\.nr|cvr|framenr|fahrgestellnr|polisnr|klantnr|kd-nr|immat|targa|kenteken|kennz|brt|gls|dhl|dpd|ups|correos|colissimo|inpost|postnl"
)
HEADINGS = (
    "BUNDESREPUBLIK DEUTSCHLAND|PERSONALAUSWEIS|REISEPASS|FÜHRERSCHEIN|AUFENTHALTSTITEL|STAATSANGEHÖRIGKEIT|GEBURTSTAG|AUGENFARBE|GÜLTIG BIS|RÉPUBLIQUE FRANÇAISE|REPUBLIQUE FRANCAISE|CARTE NATIONALE D'IDENTITÉ|CARTE NATIONALE D'IDENTITE|NATIONALITÉ FRANÇAISE|PERMIS DE CONDUIRE|PRÉFECTURE|PREFECTURE"
    "|REINO DE ESPAÑA|DOCUMENTO NACIONAL DE IDENTIDAD|PERMISO DE CONDUCCIÓN|FECHA DE NACIMIENTO|LUGAR DE NACIMIENTO|NACIONALIDAD ESP|NACIONALIDAD|VALIDEZ|NUM SOPORTE|NUM SOPORT|DOMICILIO|APELLIDOS|REPUBBLICA ITALIANA|MINISTERO DELL'INTERNO|CARTA DI IDENTITÀ|CARTA D'IDENTITÀ|CARTA DI IDENTITA|CITTADINANZA ITA|CITTADINANZA|STATURA|LUOGO E DATA DI NASCITA|COMUNE DI|MUNICIPALITY|TESSERA SANITARIA|PATENTE DI GUIDA|EMISSIONE|SCADENZA"
    "|REPÚBLICA PORTUGUESA|CARTÃO DE CIDADÃO|REPÚBLICA FEDERATIVA DO BRASIL|CARTEIRA DE IDENTIDADE|CARTEIRA NACIONAL DE HABILITAÇÃO|REGISTRO GERAL|DATA DE NASCIMENTO|NATURALIDADE|FILIAÇÃO|ÓRGÃO EMISSOR|KONINKRIJK DER NEDERLANDEN|IDENTITEITSKAART|RIJBEWIJS|NATIONALITEIT|GEBOORTEDATUM|RZECZPOSPOLITA POLSKA|DOWÓD OSOBISTY|PRAWO JAZDY|OBYWATELSTWO POLSKIE|OBYWATELSTWO|ORGAN WYDAJĄCY|PREZYDENT MIASTA|NAZWISKO RODOWE|DATA URODZENIA|TERMIN WAŻNOŚCI|IDENTITY CARD|SURNAME|GIVEN NAMES|COGNOME|NOME|NOMBRE|NAZWISKO|IMIONA|VORNAMEN|FAMILIENNAME|PRÉNOMS|NOM D'USAGE|ACHTERNAAM|VOORNAMEN|SOBRENOME|APELIDOS"
)
# Papers that an organization numbers itself, from which nobody is known: minutes, circulars, public notices.
PAPERS = (
    "acta|note de service|note d['’]information|circulaire|(?<!assegno )circolare|circular|comunicado(?: interno)?|comunicato|comunicazione di servizio|edital|ordinanza|delibera|rundschreiben|bolet[íi][mn](?: interno)?|bekanntmachung|dienstanweisung|arbeitsanweisung"
    "|beschlussvorlage|vorstandsvorlage|zarządzenie|uchwała|protokół|parecer|ordem de serviço|resolución|protokoll|délibération|arrêté|ogłoszenie|dienstmededeling|gemeindebrief"
)
DEPARTMENTS = "Inkoop|Verkoop|Personeelszaken|Boekhouding|Administratie|Magazijn|Logistiek|Techniek|Financiën|Einkauf|Vertrieb|Verkauf|Buchhaltung|Personal|Lager|Technik|Versand|Controlling|Logistik|Produktion|Acquisti|Vendite|Personale|Contabilità|Amministrazione|Magazzino|Spedizioni|Compras|Ventas|Contabilidad|Almacén|Vendas|Contabilidade|Armazém|Financeiro|Achats|Ventes|Comptabilité|Paie|Logistique|Księgowości|Kadr|Sprzedaży|Zakupów|Logistyki|Zakupy|Sprzedaż|Kadry|Księgowość"
EPONYMS = alternatives("Alzheimer|Parkinson|Crohn|Bechterew|Basedow|Hodgkin|Ménière|Menière|Meniere|Dupuytren|Scheuermann|Addison|Paget|Wilson|Whipple|Perthes|Cushing|Raynaud|Sjögren|Hashimoto|Takayasu|Kawasaki|Chagas|Behçet|Graves|Huntington|Tourette|Gilbert|Barré|Guillain|Down|Turner|Asperger|Kahler|Werlhof|Osler|Ormond|Sudeck|Tietze|Still|Horton|Lyme|Lapeyronie|Peyronie|Wegener|Marfan|Pfeiffer".split("|"))
DISEASE = r"(?i:morbus|mb\.|syndroom(?: van)?|ziekte van|syndrome? d[e']|maladie d[e']|thyroïdite d[e']|síndrome de(?:l)?|enfermedad de|tiroiditis de|mal de|morbo di|malattia di|sindrome di|tiroidite di|doença de|mal de|tireoidite de|chorob[aąęy]|zesp[oó]ł(?:em|u)?|zesp[oó]łem|tętnic[ay]|arteriitis|syndrom|thyreoiditis|(?:bekend met|diagnose|diagnosen?|dx|v\.[ ]?a\.|z\.[ ]?n\.|anamnese|nb|comorbidit\p{L}{1,4}):?(?: m\.| z\.)?|\p{Ll}{3,20}[ ]en[ ]z\.)"
WEEKDAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|segunda|terça|quarta|quinta|sexta|segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|poniedziałek|wtorek|środę|czwartek|piątek|sobotę|niedzielę"
VERSION_WORDS = "versão|versión|versione|versie|wersj[aieę]|update|aktualizacji|actualización|mise à jour|aggiornamento|atualização|treiber|driver|firmware|build|stand"
VISITS = (
    "eintritt", "entrée", "entrada", "ingresso", "toegang", "entree", "wstęp", "bilet*", "ausflug", "klassenfahrt", "wandertag", "exkursion", "sortie", "visite", "excursión", "visita", "gita", "uscita didattica", "passeio", "excursão", "excursie", "uitstapje", "schoolreis*", "wycieczk*",
    "museum", "musée", "museo", "museu", "muzeum", "zoo", "führung", "gebühr*", "verwaltungsgebühr", "taxe", "timbre fiscal", "tasa", "marca da bollo", "leges", "opłata skarbowa", "emolumento*", "indemnité forfaitaire", "passeport", "personalausweis", "reisepass", "rijbewijs", "pasaporte", "paszport",
)
# fmt: on
SCANNED = {"O": "[O0]", "I": "[I1l]", "S": "[S5]", "Ó": "[ÓO0]", "Í": "[ÍI1l]"}


def _scanned(words: str) -> str:
    """Return the pattern of words in capitals, with the digits that a scan shows instead of letters."""
    return "".join(SCANNED.get(letter, letter) for letter in words).replace(" ", r"[ ]{1,3}")


# fmt: off
RULES = (
    Rule("authority_in_capitals", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?:{AUTHORITIES_IN_CAPITALS})(?:[ ](?!{AUTHORITIES_IN_CAPITALS}|JUDGE|OF|QUE|CHE|QUI|(?:DON|DOÑA|MME|HERR|FRAU|PAN|PANI)[ ]|(?:D|SRA?|DRA?|SIG|DOTT|AVV|M|P)\.)(?:N?\.?[º°ª]|\p{{Lu}}[\p{{Lu}}.'’-]{{0,20}}(?![\p{{Ll}}º°ª])|\d{{1,3}}(?![\d/-]))){{1,8}}", ABOVE_THE_MODEL,
        true=("⟦JUZGADO DE PRIMERA INSTANCIA N.º 3 DE LORCA⟧\nProcedimiento", "⟦TRIBUNALE DI CHIAVARI⟧, r.g. 1", "⟦AMTSGERICHT NORDHAUSEN⟧", "⟦SĄD REJONOWY W PŁOŃSKU⟧"), false=("Juzgado de Lorca", "TRIBUNAL", "POLIZEI Anna", "UPPER TRIBUNAL JUDGE BELL")),
    Rule("dictated_mark", LOOK_ALIKE, rf"(?:(?<=[\p{{L}}\d])[ ])?(?<![\w@-])(?i:{MARK})(?![\w@-])(?:(?=[^\n]{{1,160}}?[ ](?i:{MARK})(?![\w@-]))|(?<=(?<![\w@-])(?i:{MARK})[ ][^\n]{{1,160}}))", 0.97,
        true=("Frau Krämer⟦ Komma⟧ wohnhaft in Marl⟦ Punkt⟧ Gruß", "monsieur Legrand⟦ virgule⟧ dossier urgent⟦ point⟧ à revoir", "pana Zielińskiego⟦ przecinek⟧ lat trzydzieści⟦ kropka⟧"), false=("der Punkt ist klar", "c'est le point", "un punto de vista")),
    Rule("authority_and_its_place", LOOK_ALIKE, rf"(?<![\p{{L}}-]){NO_OFFICE}(?P<value>{AUTHORITIES}{OF}[ ’']?(?<=[ '’]){PLACE})", ABOVE_THE_MODEL,
        true=("⟦Amtsgericht Marburg⟧, 9 C 4/23", "⟦Tribunal judiciaire de Rennes⟧, N°", "immatriculée au ⟦RCS de Boulogne-sur-Mer⟧ sous", "⟦Juzgado de Primera Instancia nº 4 de Burgos⟧", "⟦Komenda Powiatowa Policji w Iławie⟧,", "⟦Polizeiinspektion Aurich⟧", "⟦Stazione di Orbetello⟧, verbale", "⟦Rechtbank Gelderland⟧, zaak", "⟦Préfecture du Morbihan⟧, avis", "le ⟦conseil de prud'hommes de Quimper⟧ a dit"),
        false=("die Richterin am Amtsgericht Brehme hat", "er wohnt in Marburg", "Gemeente Zutphen", "Urząd Gminy Czarna Struga", "à Rennes", "Gericht der Woche")),
    Rule("law_by_language", LOOK_ALIKE, rf"(?<![\p{{L}}\d])(?:{LAWS}){NO}[ ](?:\d{{1,6}}(?:\.\d{{3}})?[-/]\d{{2,4}}(?:/(?:EU|UE|CE|EG|WE))?(?:,?[ ](?:du|de|di|del|do|vom|van|z[ ]dnia)[ ](?:{DATE}|1er[ ]\p{{L}}{{3,9}}[ ]\d{{4}}|\d{{1,2}}[ ]de[ ]\p{{L}}{{3,10}}))?|(?:(?:du|de|vom|van|z[ ]dnia)[ ])?{DATE}(?:[ ]r\.)?(?:,?[ ]n\.?[º°r]?[ ]\d{{1,5}})?)(?![\w/-])", 1.01,
        true=("⟦Loi n° 89-462 du 6 juillet 1989⟧.", "⟦Lei 13.709/2018⟧ (LGPD)", "⟦Lei nº 4.591/64⟧", "⟦Ley 39/2015, de 1 de octubre⟧,", "⟦legge 9 dicembre 1998, n. 431⟧", "⟦Ustawa z dnia 23 kwietnia 1964 r.⟧"), false=("Lei da vida", "die Wet van 3", "Gesetz der Serie")),
    Rule("regulation_of_the_european_union", LOOK_ALIKE, r"(?:\((?:CE|UE|EU|EG|WE|EC|EEC|CEE|EWG)\)|(?:Regulation|Directive|Règlement|Verordnung|Reglamento|Regolamento|Regulamento|Verordening|Rozporządzenie)[ ](?:\((?:CE|UE|EU|EG|WE|EC)\)[ ])?)[ ]?(?:n[°º.]|No\.?|Nr\.?|nr|n\.º)?[ ]?(?P<value>\d{1,4}/(?:19|20)\d\d)(?![\w/-])", 1.01,
        true=("Le règlement (CE) n° ⟦261/2004⟧, dont", "Regolamento (UE) ⟦2016/2031⟧".replace("2016/2031", "679/2016"), "Verordnung ⟦10/2011⟧"), false=("n° 261/2004", "Regulation of 2004")),
    Rule("number_of_a_paper", LOOK_ALIKE, rf"(?<![\p{{L}}-])(?i:{PAPERS})(?:[ ]?(?i:n\.?[º°or]?\.?|nr\.?|no\.?|núm\.?|numer|número|numéro))?[ :]{{1,3}}(?P<value>(?=[A-Z\d/.-]{{0,12}}\d)[A-Z\d]{{1,6}}(?:[/.-][A-Z\d]{{1,6}}){{0,3}})(?![\w@°]|[./-]\w|[.,]\d)", ABOVE_THE_MODEL,
        true=("COMUNICADO INTERNO Nº ⟦14/2025⟧ —", "Note de service n° ⟦2025-31⟧", "Edital n.º ⟦14/2025⟧", "Uchwała nr ⟦7/2025⟧"), false=("expediente 4417/2025", "assegno circolare n. 74.000", "nota 14/2025")),
    Rule("judgment_by_language", LOOK_ALIKE, rf"(?<![\p{{L}}\d]){COURTS},?[ ](?:(?:Urteil|Beschluss|arrêt|sentencia|sent\.|arrest|uchwała|wyrok)[ ])?(?:(?:vom|du|van|z)[ ])?(?:{DATE}[ ]?[,–-]?[ ]?)?(?:n[°º.]?[ ])?(?:{DOCKET}|ECLI:[\w:.]{{8,40}})(?:,?[ ]de[ ]\d{{1,2}}[ ]de[ ]\p{{L}}{{3,10}})?(?![\w/])|ECLI:[A-Z]{{2}}:[A-Z\d]{{2,8}}:(?:19|20)\d\d:[\w.]{{1,25}}(?<!\.)|(?<!\p{{L}})HR[ ]{DATE}(?:,[ ]ECLI:[\w:.]{{8,40}}(?<!\.))?|(?<![\w-])(?:Súmula[ ]\d{{1,4}}(?:[ ]do[ ](?:STJ|STF|TST))?|(?:T|C|SU)-\d{{2,4}}[ ]de[ ](?:19|20)\d\d)(?!\w)", 1.01,
        true=("⟦Cass. civ. 3e, 11 mai 2017, n° 16-14.339⟧,", "⟦Cass. SS.UU. n. 29541/2020⟧", "⟦STS 583/2019, de 5 de noviembre⟧", "⟦BGH VIII ZR 277/16⟧ wird", "⟦HR 10 april 2020, ECLI:NL:HR:2020:650⟧", "(⟦T-760 de 2008⟧, ⟦SU-508 de 2020⟧)", "uchwały ⟦SN III CZP 29/17⟧ zasądza"),
        false=("HR 12/03 call", "CE 2797", "TA 145/90")),
    Rule("form_label_by_language", LOOK_ALIKE, rf"(?=\p{{Lu}}[\p{{L}} -]{{0,22}}+(?:[ ]?[:|\"]|[;\t]|$))(?<![\p{{L}}\p{{N}}])(?:(?<=(?:^|[|>;,\"(\t][ ]{{0,3}}|[ ]{{2}}|\.[ ]))(?P<value>(?i:{FORM_LABELS}))(?=[ ]?[:|\"])|(?<=(?:^|[ ])(?i:{REPLIES}|{SUBJECTS}):[ ])(?P<value>(?i:{REPLIES}))(?=:)|(?<=^|\p{{L}}[;\t])(?P<value>(?i:{FORM_LABELS}))(?=[;\t]\p{{L}})|(?<=\p{{L}}[;\t])(?P<value>(?i:{FORM_LABELS}))$)", ABOVE_THE_MODEL,
        true=("⟦Durchwahl⟧: 4471", "⟦Onderwerp⟧: ⟦FW⟧: ⟦Antw⟧: offerte", "⟦Kd-Nr⟧;⟦Anrede⟧;Name", "Popescu  ⟦Remolque⟧: R-44", "⟦TEMAT⟧: zalanie"), false=("Herr Titel kommt", "die Ville lumière", "Poste restante")),
    Rule("role_of_a_speaker", LOOK_ALIKE, r"^(?:musteri|müşteri|temsilci|klient|klientka|konsultant|agente|cliente|client|klant|medewerker|kunde|kundin|berater|botti|asiakas|kund|operator|operador|operatore|conseiller|zákazník|ügyfél)(?=[ ]?:[ ])", ABOVE_THE_MODEL,
        true=("⟦musteri⟧: slm siparisim", "⟦klient⟧: dzień dobry"), false=("der kunde: ja", "client=1")),
    Rule("word_before_its_number", LOOK_ALIKE, rf"(?<![\p{{L}}\d@./-])(?i:{NUMBER_WORDS})(?:[.:]|(?<![.:]))(?=[ ]{{1,2}}[\d(+A-Z]{{0,3}}\d)", ABOVE_THE_MODEL,
        true=("Tietjen, ⟦Tel.⟧ 04231/99 21 04", "Krosno, ⟦NIP⟧ 684-241-77-18", "(⟦tst.⟧ 2214)", "⟦CNH⟧ 04471820933", "pacco ⟦BRT⟧ 087441920038"), false=("der Tel-Aviver", "app store", "TEL AVIV 12")),
    Rule("heading_of_a_paper", LOOK_ALIKE, rf"(?<![\p{{L}}\d])(?:{'|'.join(map(_scanned, sorted(HEADINGS.split('|'), key=len, reverse=True)))})(?![\p{{L}}\d])", ABOVE_THE_MODEL,
        true=("⟦REPUBBLICA ITALIANA⟧\n", "⟦REPUBBL1CA 1TALIANA⟧ x", "⟦FECHA DE NACIMIENTO⟧ 01 01 1980", "⟦RZECZP0SPOLITA P0LSKA⟧"), false=("Republik Deutschland", "Personalausweis", "DOMICILIOS")),
    Rule("disease_named_after_a_person", LOOK_ALIKE, rf"(?<![\p{{L}}]){DISEASE}[ ]?(?:M\.[ ]|Mb\.[ ]|Morbus[ ]|Z\.[ ])?(?P<value>(?:{EPONYMS})(?:[aą])?)(?!\p{{L}}|[ ]\p{{Lu}}\p{{Ll}})|(?<!\p{{L}})M\.[ ](?P<value>Alzheimer|Parkinson|Bechterew|Basedow|Ménière|Menière|Meniere|Hodgkin|Dupuytren|Scheuermann)(?!\p{{L}})|\p{{Ll}}[ ](?:en|und|et)[ ]Z\.[ ](?P<value>Ménière|Menière)", ABOVE_THE_MODEL,
        true=("maladie de ⟦Crohn⟧ et", "bekend met M. ⟦Alzheimer⟧,", "morbo di ⟦Dupuytren⟧", "chorobą ⟦Hashimoto⟧ i zespołem ⟦Raynauda⟧", "Morbus ⟦Bechterew⟧"), false=("M. Raynaud arrive", "Mr Wilson", "Frau Graves")),
    Rule("weekday_behind_a_name", LOOK_ALIKE, rf"(?<=\p{{L}})[ ](?:du|de|le|del|el|di|il|do|da|na|em|van|op|w|we|z)[ ](?:{WEEKDAYS})(?!\p{{L}})", ABOVE_THE_MODEL,
        true=("demande de Loïc Bertin⟦ du lundi⟧", "Inés Ruiz⟦ el martes⟧ viene", "Wout Smit⟦ op maandag⟧"), false=("lundi prochain", "Domingo Blanco", "de Domingo")),
    Rule("person_of_an_example", LOOK_ALIKE, rf"(?<!\p{{L}})(?i:ejemplo|esempio|exemple|exemplo|beispiel|voorbeeld|przykład|przykładowo|p\. ?ej\.|ad es\.|z\. ?B\.|bijv\.|np\.|par exemple|por ejemplo|por exemplo|ad esempio|na przykład|zum Beispiel)[: ,]{{1,3}}[\"“„«']?(?P<value>(?:{EXAMPLE_PEOPLE})(?!\p{{L}}|[ ]\p{{L}})(?:,[ ](?:Via Roma 1(?:,[ ]00100 Roma)?|Calle Falsa 123|ul\. Przykładowa 1|Musterstraße 1|1 rue de l['’]Exemple|Rua Exemplo, 123|Voorbeeldstraat 1))?)", ABOVE_THE_MODEL,
        true=("Esempio: ⟦Mario Rossi, Via Roma 1, 00100 Roma⟧.", "por ejemplo ⟦Juan Pérez⟧, que", "Przykład: ⟦Jan Kowalski, ul. Przykładowa 1⟧,"), false=("Per esempio Anna Bianchi è in", "np. Anna Nowak nie", "Mario Rossi, Via Roma 1", "Esempio: Mario Rossini", "Ejemplo: Juan Pérez Galdós")),
    Rule("address_of_fiction", LOOK_ALIKE, r"(?<!\p{L})(?:(?:C/|[Cc]alle )Falsa,? 123|ul\. Przykładowa \d{1,3}|(?:[Rr]ue|[Aa]venue) de l['’]Exemple|[Rr]ua Exemplo,? \d{1,3}|Voorbeeldstraat \d{1,3}|[Vv]ia Esempio,? \d{1,3})(?![\p{L}\d])", 0.97,
        true=("vive en ⟦Calle Falsa 123⟧, DNI", "⟦ul. Przykładowa 1⟧, 00-001"), false=("Calle Falsa 12", "Calle Falsete 123")),
    Rule("version_by_language", LOOK_ALIKE, rf"(?<!\p{{L}})(?i:{VERSION_WORDS})[ ](?P<value>v?\d{{1,4}}(?:\.\d{{1,5}}){{1,4}})(?![\w@]|\.\d)(?<!\d\.(?:19|20)\d\d)", 1.01,
        true=("desde a versão ⟦12.1.33⟧ aparece", "Treiber ⟦7.0.1.24923⟧ probiert", "na wersji ⟦24.7⟧"), false=("versão de 12.1.2033", "Stand 12.03.2024", "stand 12")),
    Rule("fee_of_a_visit_or_an_office", LOOK_ALIKE, r"(?<![\p{L}\d.,])(?:\d{1,2}(?:,\d\d)?[ ]?(?:€|Euro|euros?|zł|PLN)|(?:€|R\$)[ ]?\d{1,2}(?:,\d\d)?)(?![\p{L}\d/]|,\d)", 0.0, context=VISITS, with_context=ABOVE_THE_MODEL,
        true=("la gita al Colosseo costa ⟦15 €⟧", "Bitte ⟦8,50 €⟧ Eintritt mitgeben", "wycieczka kosztuje ⟦65 zł⟧", "Rijbewijs: ⟦€ 48,10⟧"), false=("die Miete kostet 650 €", "er zahlte 15 €", "fee of 2")),
    Rule("share_capital_or_rate_by_decree", LOOK_ALIKE, r"(?<!\p{L})(?:(?i:au capital(?: social)? de|capital social(?: de)?|capital suscrito de|capitale sociale(?: i\.v\.)?(?: di)?|cap\. soc\.(?: i\.v\.)?|Stammkapital(?: von)?|Grundkapital(?: von)?|kapitał(?:em)? zakładow(?:y|ym)(?: w wysokości)?|maatschappelijk kapitaal(?: van)?|geplaatst kapitaal(?: van)?)|(?i:fixée?s? par (?:décret|arrêté|la loi) à|gesetzlich festgelegt(?:en)? auf|fijad[oa] por (?:ley|decreto) en|fissat[oa] (?:per legge|con decreto) in|fixad[oa] por (?:lei|decreto) em|wettelijk vastgesteld op|ustawow[oae]? ustalon[aey] na))[: ]{1,3}(?P<value>(?:€|EUR|R\$|PLN|CHF)?[ ]?\d{1,3}(?:[., ’']\d{3}){0,4}(?:,\d\d)?(?:[ ](?:€|euros?|Euro|EUR|zł|PLN|reais|CHF|Franken|francs))?)(?![\d])", ABOVE_THE_MODEL,
        true=("SARL au capital de ⟦8 000 euros⟧, immatriculée", "Stammkapital: ⟦25.000 €⟧", "capitale sociale i.v. ⟦€ 10.400,00⟧ -", "kapitał zakładowy ⟦50 000 zł⟧", "fixée par décret à ⟦423,48 €⟧ pour"), false=("son capital est de 8 000 euros", "Kapital: 25.000 €", "fixé à 423 €")),
    Rule("patent_or_notice", LOOK_ALIKE, r"(?<![\w-])(?:(?:EP|US|WO|DE|FR|GB|ES|IT|NL|PL|CN|JP)[ ]?\d{1,4}(?:[ .,/]?\d{2,6}){1,3}[ ]?[ABCU]\d?|(?:19|20)\d\d/S[ ]\d{1,3}-\d{5,7})(?!\w)", 0.97,
        true=("la patente ⟦EP 3 447 182 B1⟧.", "in GUUE (⟦2025/S 214-731204⟧)", "patent ⟦US 10,123,456 B2⟧ covers"), false=("EP 12", "DE 123456789", "2025/S of it"), source="WIPO ST.16; Official Journal of the EU, series S"),
    Rule("number_of_a_lot", LOOK_ALIKE, r"(?<![\p{L}\d-])(?:(?i:lot|batch|charge|chargen-?nr\.?|ch\.-b\.|lote|lotto|partij|partia|seria|n° de lot|nº de lote|n\. lotto|lotnr\.?|batchnr\.?)(?:[ ]?(?:n[°º.]|nr\.?|no\.?))?[ :.]{1,2}|[\"'](?:batch|lot|charge|lote|lotto|partia)[\"'][ ]?:[ ]?[\"'])(?P<value>(?=[A-Z\d/.-]{0,11}\d)[A-Z]{0,3}-?\d{1,6}[A-Z]{0,2}\d{0,6}(?:[/.-]\d{0,4}[A-Z]{0,2})?)(?![\w@]|[./-]\w)", ABOVE_THE_MODEL,
        true=("Charge ⟦L23B117⟧ Spediteur", "lote ⟦L-24/07⟧, norma", "partia ⟦24/07B⟧\n", '"batch":"⟦Y018158⟧",', "lot ⟦24C0817⟧\nChauffeur"), false=("in charge of 12 people", "a lot of 4417", "lot: see below")),
    Rule("chip_of_an_animal", LOOK_ALIKE, r"(?i)(?<!\p{L})(?:micro)?(?:chip|puce|transponder|chipnummer|chipnr\.?|chipcode)(?:[ ]?(?:n[°º.]|nr\.?|no\.?))?[ :.#]{1,3}(?P<value>[1-9]\d{2}[ ]?\d{4}[ ]?\d{4}[ ]?\d{4})(?!\d)", 0.97,
        true=("Chip ⟦276098106417732⟧. Halterin", "puce : ⟦250269604417718⟧", "microchip ⟦981 0001 2345 6789⟧"), false=("chip 4417", "IMEI 276098106417732"), source="ISO 11784"),
    Rule("abbreviated_form_of_address", LOOK_ALIKE, r"(?<![\p{L}.])(?:(?:Spett\.l[ei]|Ill\.m[oaie]|Gent\.m[oaie]|Preg\.m[oaie]|Chiar\.m[oa]|Rev\.m[oa]|Il\.m[oa]|Ex\.m[oa]|Exm[oa]s?\.|Ilm[oa]s?\.|V\.[ ]Ex\.ª|Egr\.)(?:[ ](?:Giudice|Presidente|Tribunale|Direttore|Rettore|Sindaco|Prefetto|Procuratore|Juiz|Juíza|Diretor|Diretora|Sr|Sra|Senhor|Senhora))?)(?![\p{L}-])", 0.97,
        true=("⟦Spett.le⟧ Pro Loco", "⟦Ill.mo Giudice⟧,", "⟦Exmo.⟧ Adão"), false=("egr. Sig.ra", "ill.moe")),
    Rule("department_behind_its_word", LOOK_ALIKE, rf"(?<!\p{{L}})(?i:afd\.|afdeling|abt\.|abteilung|dept\.|dpto\.|dipartimento|dział|działu|serv\.|service|ufficio|uff\.|reparto|departamento|setor|sector|oddział)[ ](?P<value>{DEPARTMENTS})(?![\p{{L}}-]|[ ]\p{{Lu}}\p{{Ll}})", ABOVE_THE_MODEL,
        true=("Wietske de Boer, afd. ⟦Inkoop⟧, toestel", "Abt. ⟦Einkauf⟧", "ufficio ⟦Acquisti⟧:"), false=("afd. Jansen", "service Marie Legrand", "Inkoop")),
    Rule("row_of_a_test", LOOK_ALIKE, r"(?<![\p{L}\d])(?:(?:KLIENT|KUNDE|CLIENTE?|KLANT|ALUNO|ALUMNO|PACIENTE|PATIENT|PAZIENTE|PACJENT|USER|UTENTE|USUARIO|USUÁRIO|BENUTZER|FIRMA|EMPRESA|MIETER|LID|OSOBA|PERSONA?)[ ](?:TESTOW[YA]|TEST|TESTE|PRUEBA|DE PRUEBA|PROVA|DI PROVA|BEISPIEL|DEMO|FICTIF|FIKTIV)|(?:TEST|MUSTER|DEMO|DUMMY|PRUEBA|PROVA|TESTE|FAKE)[ ](?:TEST|MUSTER|DEMO|DUMMY|PRUEBA|PROVA|TESTE|FAKE|KUNDE|CLIENTE?|KLANT|PACIENTE|PATIENT|USER|LID)|(?i:test[ ](?:kunde|klant|lid|cliente?|pacjent|klient|alumno|aluno|utente|usuario)|(?:klient|pacjent|użytkownik)[ ]testowy|(?:cliente|paciente|usuario|alumno)[ ]de[ ]prueba|(?:cliente|paziente|utente)[ ]di[ ]prova|(?:cliente|paciente|aluno|usuário)[ ]teste|client[ ]fictif)(?=[ ]?(?:[,;|\"'\t]|$)))(?![\p{L}\d-]|[ ]\p{Lu}\p{Ll})", 0.97,
        true=("303,⟦KLIENT TESTOWY⟧,Warszawa", "(103, '⟦TEST TEST⟧', 'N/A'", '"naam":"⟦Test Lid⟧",', "⟦cliente de prueba⟧;1"), false=("KLIENT Testowski", "der Test Kunde kam", "Kunde Test-Meier", "test lid valve")),
    Rule("treaty_and_its_place", LOOK_ALIKE, r"(?<!\p{L})(?i:convention|traité|protocole|accords?|abkommen|konvention|vertrag|übereinkommen|tratado|convenio|protocolo|convenzione|trattato|protocollo|accordi|convenção|acordo|verdrag|akkoord|traktat|konwencj[aię]|protokół|treaty|accord|protocol)[ ](?:de|d['’]|von|di|do|van|of|w|z|del|da|in)[ ](?:Genève|Genf|Ginevra|Ginebra|Genebra|Genevie|Geneva|Maastricht|Lisbonne|Lissabon|Lisboa|Lisbona|Lissabon|Lizbonie|Lisbon|Rome|Rom|Roma|Versailles|Schengen|Kyoto|Kioto|Istanbul|Estambul|Stambule|Paris|Parigi|París|Parijs|Paryżu|Dayton|Nice|Nizza|Niza|Berne|Bern|Berna|La Haye|Den Haag|L['’]Aia|La Haya|Haia|Dublin|Bologna|Montréal|Budapest|Aarhus|Tordesillas|Utrecht|Amsterdam)(?!\p{L})", 0.97,
        true=("La ⟦convention de Genève⟧ est affichée", "nach dem ⟦Vertrag von Lissabon⟧", "il ⟦Trattato di Maastricht⟧"), false=("accord de Paul", "le protocole de Lyon")),
    Rule("number_of_a_frame", LOOK_ALIKE, r"(?<!\p{L})(?i:framenummer|framenr\.?|rahmennummer|rahmennr\.?|(?:numéro|n°) de cadre|número de cuadro|nº de cuadro|número de quadro|numero di telaio della bici|numer ramy|nr ramy)[ :.]{1,3}(?P<value>(?=[A-Z\d-]{0,20}\d)[A-Z\d]{2,20}(?:[-/][A-Z\d]{1,12}){0,3})(?![\w@])", ABOVE_THE_MODEL,
        true=("merk Gazelle, framenummer ⟦GZ4471902⟧.", "Rahmennr. ⟦7571998311⟧", "nr ramy: ⟦WX-69567⟧"), false=("Rahmen 12", "Seriennr. 7571998311", "chassisnummer WVWZZZ1JZXW000001")),
)
# fmt: on
