"""Words that label identifiers, by subject, in lower case, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and others.

Words of `*_PLAIN` label a value by themselves ("invoice 48213"). Words of `*_NUMBERED` have other uses and label a value
only together with a word such as "number" or "ref" ("case no. 48213"), or before a colon with a value of a strong form.
"""

# fmt: off
ORDER_PLAIN = (
    "guia de remessa|guia de transporte|guía de remisión|remito|procedimiento ordinario|ordinario|juicio verbal|monitorio|diligencias previas|ejecución de títulos|vergabe|vergabenummer|ausschreibung|bestellreferenz|postępowanie|nr postępowania|numer sprawy|nr sprawy|zlecenie transportowe|list przewozowy|vrachtbrief|laadbon|documento di trasporto|"
    "slip|fact|réf. cie|réf. assureur|visit|visitor|gateway ref|rapport d'événement|conteggio|agency file|vog|prot. sdi|registered letter|lettre recommandée ar|recommandée ar|order|orders|purchase order|sales order|work order|po|p.o.|invoice|invoices|inv|proforma|claim|claims|booking|bookings|reservation|reservations|confirmation|conf|pnr|record locator|"
    "tracking|shipment|consignment|awb|hawb|mawb|air waybill|waybill|b/l|bill of lading|parcel|docket|matter|rma|e-ticket|eticket|remittance|mtcn|police report|police ref|crime ref|crime report|"
    "accession|requisition|service request|complaint|infringement|citation|quotation|quote|delivery note|credit note|debit note|dispute|helpdesk ticket|support ticket|support case|incident ref|"
    "prescription|rx|payment ref|payment reference|transfer ref|transaction ref|ride|repair|prior auth|auth|authorization|authorisation|certificate|permit|acas|rental agreement|baggage tag|pir|"
    "bestellung|bestell|auftrag|auftrags|rechnung|rechnungs|rg|re|lieferschein|lieferung|sendung|sendungs|paket|buchung|buchungs|reservierung|aktenzeichen|akte|akten|aktenzahl|az|gz|geschäftszahl|"
    "geschäftszeichen|tgb|tagebuch|vorgang|vorgangs|schaden|schadens|schadenfall|schadensfall|beleg|gutschrift|angebot|angebots|zahlungsreferenz|referenz|kassenzeichen|verwendungszweck|"
    "commande|facture|réservation|dossier|colis|sinistre|réclamation|recommandé|expédition|envoi|devis|bon de livraison|bon de commande|rg|procès-verbal|pv|plainte|ordonnance|numéro de suivi|suivi|communication|"
    "pedido|factura|reserva|localizador|envío|guía|siniestro|expediente|atestado|denuncia|reclamación|albarán|presupuesto|autos|folio|incidencia|orden|"
    "ordine|fattura|prenotazione|spedizione|sinistro|pratica|verbale|prot|protocollo|r.g.|bolla|ddt|preventivo|reclamo|denuncia|lettera di vettura|"
    "encomenda|fatura|processo|proc|protocolo|chamado|ocorrência|nota fiscal|nf|nf-e|orçamento|pedido|rastreio|rastreamento|"
    "bestelling|bestel|factuur|zending|zaak|schade|offerte|order|pakket|reservering|boeking|dossier|melding|meldings|"
    "zamówienie|zamówienia|zamówieniu|faktura|faktury|fakturę|fakturze|zgłoszenie|zgłoszenia|zgłoszeniu|reklamacja|reklamacji|rezerwacja|rezerwacji|rez|przesyłka|przesyłki|paczka|paczki|"
    "sprawa|sprawy|sprawie|szkoda|szkody|szkodzie|sygn. akt|sygn|sygnatura|kw|księga wieczysta|repertorium a|znak sprawy|akt|akta|"
    "ordre|ordrenr|fakturanr|sag|sags|sak|saks|ärende|ärendenr|dnr|diarienr|skadenr|skade|skades|kolli|kollinr|kolli-id|sending|forsendelse|remiss|bestilling|bilag|bilags|kid|ocr|tilbud|kredittnota|"
    "sipariş|fatura|dosya|objednávka|objednávky|faktura|zakázka|spis|reklamace|tilaus|lasku|factură|comandă|comanda|rendelés|számla|decyzja|dnro|diaarinro|avoir|ref. do banco|ddt|bol|bl|expte|sumario|recibo|recibo nº|lfd|arkivsak|werkbon|pedido nº|billet|clm|civ|repertorio|raccolta|titolo|orzeczenie|opinia|virkatodistus|einsatz|polisanmälan|anmälan|anmeldelse|upph|polizei|reklamationsakte|verbale|orderform|order form|quote ref|ord|booked under|res|cad event|cad|pcr|foi|subpoena|avgift|bevilling|cjib|arrangement|fattura|recorded delivery|lettre recommandée|raccomandata|raccomandata a/r|refund claim|remissid|dodací list|takip|požadavek|zam|wb|vracht|histo|nosso número|chassis ref|nre|ricetta|roe|carta pase|hoja de ruta|ptn|folio de rastreo|rastreo"
)
ORDER_NUMBERED = (
    "job|case|cases|cause|court|file|our|your|ref|reference|incident|report|receipt|transaction|txn|application|agreement|return|refund|ship|delivery|warrant|action|suit|petition|appeal|"
    "crime|crime no|note|bond|fir|cr|sr|ra|wo|so|app|investigation|cite|document|doc|voucher|message|msg|notice|visa grant|case file|lawsuit|loan application|service|project order|log|"
    "geschäfts|schein|unser zeichen|ihr zeichen|zeichen|dok|dokument|beleg|ls|mahnung|transaktion|transaktions|vorgangskennung|"
    "réf|affaire|document|transaction|demande|ref. cie|vos réf|nos réf|référence|minute|"
    "caso|transacción|documento|solicitud|referencia|juicio|causa|procedimiento|autorización|"
    "caso|transazione|documento|richiesta|riferimento|rif|causa|procedimento|"
    "documento|referência|pagamento|transação|solicitação|"
    "kenmerk|ons kenmerk|uw kenmerk|referentie|transactie|betalingskenmerk|proces-verbaal|"
    "nasz znak|wasz znak|dokument|dokumentu|wniosek|wniosku|transakcji|umowy zlecenia|zlecenie|zlecenia|"
    "referanse|reference|deres ref|vår ref|varenr|tutanak|başvuru|iktisat|expediente|container|contenedor|conteneur|contentor|support ticket|ticket de soporte|pnr|expdte"
)
CUSTOMER_PLAIN = (
    "codice sdi|codice destinatario|sdi|nr abonenta|nr odbiorcy|numer odbiorcy|codice utente|código de cliente|code client|código do cliente|leitweg-id|"
    "n° client|n° de client|nº client|numéro client|numéro de client|num client|no client|nº cliente|nº de cliente|n° cliente|número de cliente|numero cliente|nr klienta|numer klienta|mandatsreferenz|customer|customers|cust|client acct|client account|customer account|member|members|membership|subscriber|subscription|policy|policies|pol|contract|contracts|frequent flyer|fqtv|ff|loyalty|rewards|"
    "skymiles|bonvoy|miles & more|miles and more|avios|clubcard|nectar|student|pupil|learner|lrn|vendor|supplier|seller|merchant|borrower|tenant ref|policyholder|assignee|account|acct|a/c|acc|partner|farmer|herd|workspace|wallet id|"
    "kunde|kunden|kundin|kd|kdnr|kd-nr|kundenkonto|vertrag|vertrags|vertragskonto|vk|police|policen|versicherungsschein|versicherung|versicherungs|mitglied|mitglieds|matrikel|schüler|mieter|debitor|debitoren|kreditor|kreditoren|lieferant|"
    "lieferanten|vielflieger|bonuskarte|kundenkarte|vn|partner|betriebs|hausratpolice|"
    "contrat|adhérent|adhérente|allocataire|abonné|abonnée|abonnement|sociétaire|police|étudiant|étudiante|ine|fournisseur|carte de fidélité|réf client|"
    "póliza|cliente|contrato|socio|socia|abonado|abonada|suministro|proveedor|alumno|alumna|matrícula|"
    "polizza|cliente|contratto|tessera|socio|socia|abbonato|fornitore|studente|utenza|codice cliente|"
    "apólice|contrato|sócio|sócia|aluno|aluna|assinante|fornecedor|instalação|"
    "klant|klanten|polis|lid|lidmaatschap|leerling|student|debiteur|crediteur|contract|relatie|"
    "klient|klienta|klientki|polisa|polisy|polisę|polisie|umowa|umowy|umowę|umowie|legitymacja|legitymacji|karta klienta|abonent|abonenta|kontrahent|kontrahenta|"
    "kund|kundnr|kundenr|kunde|avtal|avtale|aftale|medlem|medlems|polise|forsikring|försäkring|elev|elevnr|borger|borgernr|leverandør|leverantör|"
    "müşteri|poliçe|öğrenci|abone|zákazník|zákazníka|zákaznické|smlouva|smlouvy|pojistka|asiakas|vakuutus|sopimus|mandat|mandate|rahmenvertrag|polizze|police d'assurance|applicant|candidate|investor|supporter|consumer|retainer|circuit|iberia plus|airpoints|known traveller|matric|albumu|konsument|stripe|id klienta|abonnement|abbonata|abbonato|cliente fidélité|fidélité|uc|ctr|gläubiger-id|shipper|reseller|tenant no|codigo cliente|cód. cliente|klantennummer|relatienummer|zákaznické číslo|unit holder|sid|ais"
)
CUSTOMER_NUMBERED = (
    "client|user account|account holder|insured|insurance|guarantee|licence holder|licensee|tenant|loan|mortgage|certificate holder|beneficiary|sub|basket|profile|lead|prisoner|inmate|offender|elector|voter|donor|patron|"
    "library card|alien|family|household|"
    "nutzer|bank kunde|darlehen|darlehens|ausweis|teilnehmer|leser|"
    "client|cliente|bénéficiaire|usager|lecteur|"
    "usuario|beneficiario|préstamo|utente|cartão|titular|"
    "pas|bewoner|lening|pożyczki|kredytu|"
    "lån|bruker|beboer|vers|konto|compte|cuenta|conta|conto|rekening|konta|group|plan"
)
EMPLOYEE_PLAIN = (
    "nr ewidencyjny|numer ewidencyjny|ewidencyjny|carnet profesional|nº de placa|número de placa|dienstnr|dienstnummer|personeelsnr|personeelsnummer|numéro d'agent|n° agent|nr legitymacji|nr pracownika|numer pracownika|código de empleado|código do funcionário|codice dipendente|"
    "badge scan|badge read|badge tag|employee|employees|emp|empno|staff|personnel|payroll|badge|badges|service no|svc no|warrant card|collar|shoulder|clock card|clock no|"
    "personal|pers|mitarbeiter|mitarbeiters|arbeitnehmer|stamm|dienst|ausweiskarte|personalausweiskarte|"
    "matricule|mat|salarié|salariée|agent mat|empleado|empleada|legajo|nómina|n.º mec|mecanográfico|matricola|dipendente|funcionário|funcionária|colaborador|colaboradora|"
    "personeels|personeel|werknemer|medewerker|pracownik|pracownika|numer kadrowy|nr służbowy|numer służbowy|legitymacja służbowa|"
    "medarbejder|medarbeider|anställning|anställnings|ansatt|ansattnr|tjenestenr|sicil|zaměstnanec|os. č|osobní|henkilöstö|"
    "npi|gmc|nmc|hcpc|pwz|rpps|adeli|hpr|big-nummer|lanr|coren|oab|ordine dei medici|colegiado|colegiada|approbation|hsa-id|matr|nr prac|nr sł|anst|stamnr|stam|henkilönro|nr ewid|tip|worker no|os. číslo|os č|pf|empleado nº|qid|dienstnummer|lic. detektywa|dip. tesc|nigend|stamboek|s/no|e#|kulkutunniste|smartcard|collar no|ipi|emp code|placa|bar no|bar number|state bar|dea number|dea no|clock no|worker no|crm/sp|crm-"
)
EMPLOYEE_NUMBERED = (
    "officer|warrant|driver|agent|technician|tech|operator|crew|courier|nurse|doctor|physician|prescriber|provider|license|licence|professional licence|medical license|state license|registration|pin|service|security pass|pc|"
    "fahrer|fahrausweis|ausweis|arzt|arztnummer|code agent|chauffeur|médecin|médico|clave|agente|medico|"
    "lekarz|prawo wykonywania zawodu|kierowca|förare"
)
MEDICAL_PLAIN = (
    "hist. choroby|historii choroby|nr historii choroby|nr kartoteki|kartoteka|n° de dossier patient|num. historia|nº de historia|n.º de processo|patiëntnummer|patiëntnr|patientennr|"
    "mrn|umrn|medical record|patient|patients|chart|charts|hospital no|hosp|hosp no|hospital number|nhs|nhi|chi|uhid|urn|hn|encounter|csn|acct/csn|admission|ipd|opd|subj|subject|pedigree|specimen|case sheet|"
    "fall|fallnr|patienten|pat|aufnahme|ipp|nip|dossier patient|dossier médical|séjour|nhc|hc|historia clínica|historia|nosologico|cartella|cartella clinica|utente|utente sns|prontuário|pront|processo clínico|"
    "patiënt|patiënten|epd|księga główna|księgi głównej|księga|historia choroby|karta pacjenta|pacjent|pacjenta|pacjentki|kmcr|journalnr|lokalt journalnr|potilas|potilasnro|protokol|hasta|rodné|med rec|rec no|folio clínico|pront|prontuario|n.º utente|wristband"
)
MEDICAL_NUMBERED = "record|records|folder|file|episode|lab|dossier|expediente|episodio|processo|caso|zlecenie|oddział|journal|case|acct|account|carnet cpn"
HEALTH_PLAIN = (
    "adherent|mutuelle adherent|member id|member|policyholder|medicare|mcare|medicaid|mbi|hicn|cin|insurance card|health card|health insurance|medical aid|subscriber|abha|bupa|aetna|cigna|delta dental|ohip|ramq|nam|msp|"
    "versicherten|versichertennr|kvnr|krankenkasse|kasse|kk|egk|aok|dak|barmer|tk|bkk|ikk|kkh|hek|sbk|knappschaft|sozialversicherung|"
    "mutuelle|adhérent|assurance-maladie|assuré|assurée|affilié|affiliée|"
    "afiliado|afiliada|afiliación|afil|cred|credencial|tsi|tarjeta sanitaria|tessera sanitaria|t.s.|codice assistito|cod. assistito|assistito|assicurato|assicurata|"
    "carteirinha|convênio|cns|cartão sus|beneficiário|beneficiária|adse|ehic|team|ceam|ekuz|europese zorgpas|zorgpas|mutualiteit|verzekerde|polis|polisnr|lidnr|"
    "ubezpieczenie|ubezpieczony|nr karty|frikort|sgk|sygesikring|versich|zusatzvers|sterbegeldvers|ins|insurance|supp|social security fund|n. assicurata|assicurazione|tessera|mutualité|medicare id|medicare no|unimed|osde|eps|kela|gnp|discovery|group no|group number"
)
# fmt: on
AMBIGUOUS = "".join((ORDER_NUMBERED, CUSTOMER_NUMBERED, EMPLOYEE_NUMBERED, MEDICAL_NUMBERED))
