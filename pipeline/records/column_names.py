"""Names of columns and keys that declare an entity, beside those of the catalogue: in eight languages and in common exports.

A name is here only if its values are always of the entity. `nom` is also the name of a product, `firma` also a
signature, `ort` also a room: such names are context for detection, as every name is.
"""

# Entity, or entity:part of a name -> normalized names. Order of the lines: English, German, French, Spanish, Italian,
# Dutch, Portuguese, Polish, exports (Salesforce, Zendesk, Jira, HubSpot, SAP, Stripe, LDAP, OpenID).
# fmt: off
NAMES = {
    "PERSON": """
        account_holder_name account_owner beneficiary_name billing_name emergency_contact_name holder_name
            line_manager name_on_card nickname policyholder policyholder_name preferred_name sales_rep
        ansprechpartner ansprechpartnerin kundenname patientenname mitarbeitername sachbearbeiter karteninhaber kontoinhaber
            versicherungsnehmer vollstandiger_name vollstaendiger_name vor_und_nachname
        nom_complet nom_client nom_du_client nom_et_prenom nom_patient nom_prenom nom_prenoms prenom_et_nom prenom_nom titulaire_du_compte
        nombre_completo nombre_cliente nombre_del_cliente nombre_paciente nombre_y_apellidos nombre_apellidos apellidos_y_nombre titular_de_la_cuenta
        nome_completo nome_cliente nome_cognome nome_e_cognome cognome_nome cognome_e_nome nome_paziente intestatario_conto
        volledige_naam klantnaam naam_klant rekeninghouder contactpersoon
        nome_do_cliente nome_paciente nome_do_paciente nome_social titular_da_conta apelido
        imie_i_nazwisko imie_nazwisko nazwisko_i_imie nazwisko_imie imie_i_nazwisko_klienta wlasciciel_konta
        assignee_name requester submitter submitter_name account_manager case_owner_name contact_owner deal_owner lead_owner
            opportunity_owner ticket_owner created_by_name last_modified_by_name owner_full_name
            case_owner company_owner emergency_contact ename
        vorgesetzter vorgesetzte notfallkontakt contact_d_urgence contacto_de_emergencia contatto_di_emergenza contato_de_emergencia
            superieur_hierarchique jefe_directo responsabile_diretto superior_imediato noodcontact leidinggevende przelozony
    """,
    "PERSON:given": """
        middle_name middlename christian_name name_first
        vorname vornamen rufname zweiter_vorname
        prenom prenoms deuxieme_prenom
        primer_nombre segundo_nombre nombre_de_pila nombre_pila
        secondo_nome nome_di_battesimo nome_proprio
        voornaam voornamen roepnaam
        primeiro_nome nome_de_batismo
        imie imiona drugie_imie pierwsze_imie
        vorna
    """,
    "PERSON:family": """
        family_names birth_name maiden_name name_last mothers_maiden_name second_surname
        nachname nachnamen familienname zuname geburtsname madchenname maedchenname
        nom_de_famille nom_famille nom_de_naissance nom_naissance nom_usage nom_d_usage nom_de_jeune_fille patronyme
        apellido apellidos primer_apellido segundo_apellido apellido_paterno apellido_materno apellido_1 apellido_2 apellido1 apellido2
        cognome cognomi cognome_da_nubile
        achternaam familienaam geboortenaam meisjesnaam
        sobrenome sobrenomes ultimo_nome nome_de_familia nome_de_solteira
        nazwisko nazwiska nazwisko_panienskie nazwisko_rodowe
        nachn
    """,
    "USERNAME": """
        loginname login_id user_login account_login preferred_username sam_account_name samaccountname unix_username github_username
            twitter_handle twitter_username instagram_handle instagram_username telegram_username skype_id slack_username discord_username
        benutzername benutzer_name nutzername anmeldename benutzerkennung benutzer_id
        nom_utilisateur nom_d_utilisateur nom_de_utilisateur
        nombre_usuario nombre_de_usuario id_usuario usuario_id
        nome_utente id_utente
        gebruikersnaam gebruiker_id
        nome_usuario nome_de_usuario nome_de_utilizador nome_utilizador
        nazwa_uzytkownika
        usnam ernam aenam
    """,
    "JOB_TITLE": "beruf berufsbezeichnung stellenbezeichnung intitule_du_poste profesion professione beroep functietitel profissao zawod stanowisko_pracy",
    "NRP": """
        confession ethnic_category ethnic_background political_opinion religious_affiliation religious_belief trade_union_membership
        konfession religionszugehorigkeit ethnie ethnische_herkunft nationalitat nationalitaet parteizugehorigkeit
            staatsangehorigkeit staatsangehoerigkeit staatsburgerschaft gewerkschaft
        nationalite citoyennete origine_ethnique appartenance_syndicale appartenance_politique
        nacionalidad ciudadania etnia origen_etnico afiliacion_sindical afiliacion_politica
        nazionalita cittadinanza religione confessione origine_etnica appartenenza_sindacale
        nationaliteit religie etniciteit etnische_afkomst kerkgenootschap
        nacionalidade cidadania religiao origem_etnica filiacao_partidaria
        narodowosc obywatelstwo wyznanie religia pochodzenie_etniczne
    """,
    "ORGANIZATION": """
        companyname employer_name organisation_name organization_name supplier_name
        firmenname unternehmen unternehmensname arbeitgeber
        entreprise nom_entreprise nom_de_l_entreprise raison_sociale employeur
        empresa nombre_empresa nombre_de_la_empresa razon_social empleador
        azienda nome_azienda ragione_sociale datore_di_lavoro
        bedrijf bedrijfsnaam werkgever
        nome_empresa nome_da_empresa razao_social empregador
        nazwa_firmy pracodawca
        associated_company
    """,
    "LOCATION": """
        birthplace birth_place place_of_birth hometown city_name
        stadt wohnort geburtsort
        ville lieu_de_naissance lieu_naissance ville_de_naissance
        ciudad lugar_de_nacimiento lugar_nacimiento
        citta luogo_di_nascita luogo_nascita
        woonplaats geboorteplaats
        cidade local_de_nascimento
        miasto miejscowosc miejsce_urodzenia miejsce_zamieszkania
        ort01 gbort
    """,
    "ADDRESS": """
        addr_line1 addr_line2 address_line3 address3 current_address permanent_address residential_address residence_address
        anschrift adresszeile adresszusatz strasse strasse_nr strasse_hausnummer strasse_und_hausnummer strassenname lieferadresse
            lieferanschrift rechnungsadresse rechnungsanschrift postanschrift wohnadresse postadresse
        adresse adresse_postale adresse_complete adresse_1 adresse_2 adresse_de_livraison adresse_livraison adresse_de_facturation
            adresse_facturation rue numero_et_rue
        calle domicilio direccion_postal direccion_completa direccion_envio direccion_de_envio direccion_facturacion
            direccion_de_facturacion calle_y_numero
        indirizzo indirizzo_postale indirizzo_completo indirizzo_di_residenza indirizzo_di_spedizione indirizzo_di_fatturazione
        adres straat straatnaam straat_en_huisnummer postadres woonadres bezorgadres factuuradres afleveradres
        endereco endereco_completo endereco_postal endereco_de_entrega logradouro morada rua
        adres_zamieszkania adres_zameldowania adres_korespondencyjny adres_dostawy adres_pocztowy ulica ulica_i_numer ulica_nr
        stras
    """,
    "ZIP_CODE": """
        post_code zip_postal_code
        plz postleitzahl
        code_postal code_postale
        codigo_postal cod_postal
        codice_postale codice_avviamento_postale
        codigo_de_enderecamento_postal
        kod_pocztowy
        pstlz
    """,
    "GEO_COORDINATES": """
        gps_coordinates geo_lat geo_lon geo_lng gps_lat gps_lon gps_lng gps_latitude gps_longitude
        breitengrad langengrad laengengrad latitud longitud latitudine longitudine breedtegraad lengtegraad
        szerokosc_geograficzna dlugosc_geograficzna
    """,
    "EMAIL_ADDRESS": """
        email_addr e_mail_address email_work email_home email_personal email_private mailaddress reply_to_email
        e_mail_adresse email_adresse mail_adresse mailadresse
        courriel adresse_e_mail adresse_email adresse_mail adresse_electronique adresse_courriel
        correo correo_electronico direccion_de_correo direccion_de_correo_electronico direccion_email
        indirizzo_email indirizzo_e_mail indirizzo_mail posta_elettronica indirizzo_di_posta_elettronica
        e_mailadres emailadres mailadres
        endereco_email endereco_de_email endereco_eletronico correio_eletronico
        adres_email adres_e_mail adres_poczty_elektronicznej
        smtp_addr receipt_email
    """,
    "PHONE_NUMBER": """
        phone_no phone_nr phone_home phone_work phone_mobile phone_other mobile_phone mobile_no mobile_phone_number cellphone cellular
            telephone_number tel_no tel_nr tel1 tel2 fax_no fax1 home_tel work_tel day_phone evening_phone whatsapp_number msisdn
        telefon telefonnummer telefon_nr telefonnr telnr tel_nummer telefon_privat telefon_mobil telefon_geschaeftlich telefon_geschaftlich
            telefax faxnummer handy handynummer handy_nr mobilnummer mobiltelefon mobilfunknummer festnetz festnetznummer rufnummer
        telephone_portable telephone_fixe telephone_mobile tel_portable tel_mobile numero_telephone numero_de_telephone no_telephone
        telefono telefono_movil telefono_fijo telefono_contacto numero_telefono numero_de_telefono movil celular numero_movil
        cellulare telefono_cellulare telefono_fisso numero_di_telefono numero_cellulare
        telefoon telefoonnummer mobiel_nummer mobiele_telefoon telefoon_mobiel
        telefone telefone_celular numero_telefone numero_de_telefone telemovel numero_de_telemovel
        numer_telefonu nr_telefonu telefon_komorkowy tel_komorkowy telefon_kontaktowy
        tel_number mob_number telf1 telf2 telfx
    """,
    "IP_ADDRESS": """
        ip_addr ipaddr ipv4_address ipv6_address remote_ip source_ip src_ip destination_ip dest_ip dst_ip server_ip last_login_ip login_ip
            sign_in_ip signup_ip x_forwarded_for
        ip_adresse adresse_ip direccion_ip indirizzo_ip ip_adres endereco_ip adres_ip
    """,
    "MAC_ADDRESS": "mac_addr macaddress mac_adresse adresse_mac direccion_mac indirizzo_mac mac_adres endereco_mac adres_mac",
    "DATE_OF_BIRTH": """
        birth_dt born_on dateofbirth
        geburtsdatum geb_datum gebdatum gebdat geburtstag geboren_am
        date_de_naissance date_naissance date_naiss datenaissance
        fecha_de_nacimiento fecha_nacimiento fecha_nac fec_nacimiento
        data_di_nascita data_nascita
        geboortedatum geboortedag geb_dat
        data_de_nascimento data_nascimento data_nasc
        data_urodzenia
        gbdat
    """,
    "MONEY": """
        grundgehalt bruttogehalt nettogehalt jahresgehalt monatsgehalt bruttolohn nettolohn
        salaire_brut salaire_net salario salario_bruto salario_neto salario_liquido retribuzione stipendio_lordo
        salaris brutosalaris nettosalaris wynagrodzenie wynagrodzenie_brutto wynagrodzenie_netto
    """,
    "API_KEY": "apitoken api_token api_secret secret_access_key aws_secret_access_key",
    "SECRET": """
        cvv cvv2 cvc cvc2 card_verification_code card_verification_value card_security_code kartenprufnummer kartenpruefnummer
        cryptogramme_visuel session_token bearer_token id_token oauth_token
    """,
    "PASSWORD": """
        password_hash hashed_password password_digest pwd_hash encrypted_password old_password new_password passcode
        passwort kennwort mot_de_passe motdepasse contrasena wachtwoord senha palavra_passe
    """,
    "CREDIT_CARD": """
        card_no card_num cc_num cc_no creditcard creditcard_number debit_card_number
        kreditkarte kreditkartennummer kreditkarten_nr
        carte_bancaire carte_de_credit numero_carte_bancaire numero_de_carte_bancaire numero_de_carte_de_credit
        tarjeta_de_credito numero_tarjeta numero_de_tarjeta
        carta_di_credito numero_carta_di_credito
        creditcardnummer
        cartao_de_credito numero_cartao numero_do_cartao
        numer_karty numer_karty_kredytowej
    """,
    "IBAN_CODE": "iban_code iban_number iban_nr iban_nummer numero_iban numer_iban",
    "BANK_ACCOUNT": """
        acct_number acct_no acct_num account_no account_num bank_account_no bank_acct bankaccountnumber
        kontonummer konto_nr kontonr bankkonto
        numero_compte numero_de_compte compte_bancaire
        numero_cuenta numero_de_cuenta cuenta_bancaria
        numero_conto numero_di_conto conto_corrente
        rekeningnummer bankrekening bankrekeningnummer
        numero_conta numero_da_conta conta_bancaria
        numer_konta nr_konta numer_rachunku nr_rachunku rachunek_bankowy
        bankn
    """,
    "CUSTOMER_ID": """
        cust_id cust_no cust_num cust_number customer_no customer_nr customernumber client_no client_number member_no member_number
            membership_id membership_number subscriber_id subscriber_number
        kundennummer kunden_nr kundennr kdnr kd_nr kunden_id mitgliedsnummer
        numero_client numero_de_client id_client code_client no_client
        id_cliente numero_cliente numero_de_cliente codigo_cliente cliente_id
        codice_cliente
        klantnummer klant_nr klant_id klantnr
        codigo_do_cliente numero_do_cliente
        numer_klienta nr_klienta id_klienta
        kunnr stripe_customer_id
    """,
    "ORDER_ID": """
        order_nr order_num ordernumber invoice_no invoice_nr invoice_num invoicenumber po_number purchase_order_number booking_reference
            booking_number reservation_number confirmation_number claim_number
        bestellnummer bestell_nr auftragsnummer auftrags_nr rechnungsnummer rechnungs_nr rechnungsnr sendungsnummer buchungsnummer
        numero_commande numero_de_commande numero_facture numero_de_facture
        numero_pedido numero_de_pedido id_pedido pedido_id numero_factura numero_de_factura
        numero_ordine numero_d_ordine id_ordine numero_fattura
        bestelnummer ordernummer factuurnummer
        numero_do_pedido numero_da_fatura numero_fatura
        numer_zamowienia nr_zamowienia numer_faktury nr_faktury
        vbeln ebeln
    """,
    "EMPLOYEE_ID": """
        emp_id emp_no emp_num emp_number employee_no employee_nr employeenumber personnel_number staff_no staff_number payroll_number
        personalnummer personal_nr pers_nr persnr mitarbeiternummer mitarbeiter_nr mitarbeiter_id
        id_employe numero_employe matricule_employe
        id_empleado numero_empleado numero_de_empleado
        id_dipendente matricola_dipendente
        personeelsnummer medewerkernummer medewerker_id
        id_funcionario numero_funcionario
        id_pracownika numer_pracownika
        pernr
    """,
    "NATIONAL_ID": """
        identity_number identity_card_number id_card_number nationalid nin_number ni_number nino social_insurance_number tax_number tax_no
            taxpayer_id vat_id vat_number vat_no aadhaar aadhaar_number
        steuer_id steuerid steuer_nr steuernummer steueridentifikationsnummer steuer_identifikationsnummer ust_id ust_idnr ustid ust_id_nr
            umsatzsteuer_id sozialversicherungsnummer sv_nummer svnr rentenversicherungsnummer personalausweisnummer ausweisnummer
            personalausweis_nr
        numero_securite_sociale numero_de_securite_sociale num_secu numero_fiscal numero_tva numero_de_tva tva_intracommunautaire
        nif dni_nie nif_cif nif_nie numero_dni numero_de_dni numero_seguridad_social numero_de_la_seguridad_social
        codice_fiscale cod_fiscale partita_iva p_iva piva
        bsn burgerservicenummer bsn_nummer btw_nummer rijksregisternummer
        cpf cpf_cnpj cnpj numero_de_contribuinte numero_contribuinte
        pesel nr_pesel numer_pesel nr_nip numer_nip numer_dowodu nr_dowodu numer_dowodu_osobistego
        stcd1 stceg
    """,
    "US_SSN": "ssn_number ssn_no social_security_no social_security_nr socialsecuritynumber",
    "PASSPORT": """
        passport_id passport_nr passportnumber
        reisepass reisepassnummer reisepass_nr passnummer
        passeport numero_passeport numero_de_passeport pasaporte numero_pasaporte numero_de_pasaporte
        passaporto numero_passaporto paspoort paspoortnummer passaporte numero_do_passaporte paszport numer_paszportu nr_paszportu
    """,
    "DRIVER_LICENSE": """
        driver_licence drivers_licence driver_license_number drivers_license_number driving_license driving_licence_number driving_license_number
        fuhrerscheinnummer fuehrerscheinnummer fuhrerschein_nr
        numero_permis_de_conduire numero_patente
        rijbewijsnummer numer_prawa_jazdy
    """,
    "LICENSE_PLATE": """
        licence_plate number_plate numberplate registration_plate vehicle_registration vehicle_registration_number
        kfz_kennzeichen autokennzeichen nummernschild plaque_immatriculation plaque_d_immatriculation
        kenteken kentekennummer numer_rejestracyjny nr_rejestracyjny
    """,
    "VIN": "vin_number vehicle_identification_number fahrgestellnummer numero_de_chassis numero_di_telaio chassisnummer numer_vin",
    "IMEI": "imei_number device_imei",
    "MEDICAL_RECORD_NUMBER": """
        patient_no patient_number patient_nr patientid mrn_number
        patienten_id patientennummer patienten_nr id_patient numero_patient numero_de_patient id_paciente numero_historia_clinica
        numero_de_historia_clinica id_paziente patientnummer id_pacjenta numer_pacjenta
    """,
    "HEALTH_INSURANCE_ID": """
        health_insurance_id health_insurance_number health_plan_id medicare_number medicaid_id
        versichertennummer krankenversichertennummer kvnr krankenversicherungsnummer tessera_sanitaria tarjeta_sanitaria numero_mutuelle
    """,
    "DEVICE_SERIAL": "geratenummer geraetenummer device_serial_no",
}
# fmt: on

# What the values of a column are words of: a status, a diagnosis, a product. The last word of a name counts. Not `state`
# and `country`, whose values are places, nor `team`, `brand` and `source`, whose values may be names.
CATEGORIES = frozenset(
    """status substatus stage phase priority severity urgency category subcategory type subtype kind segment sector industry
    department gender sex pronouns denomination diagnosis diagnoses disease illness condition
    comorbidity indication disorder symptom symptoms allergy allergies specialty speciality medication drug language locale
    currency weekday color colour material unit outcome disposition resolution channel tier level grade rating sentiment
    belief creed finding findings pathology allergen vaccine breed species blood_group
    time_zone iana_time_zone timezone tz zeitzone tijdzone fuseau_horaire zona_horaria fuso_orario strefa_czasowa
    size shape fabric theme skill skills certification incoterms uom payment_terms action result browser
    product sku variant plan method mode reason code funding frequency interval relationship lead_source original_source
    product_name plan_name variant_name item_name lineitem_name produktname nom_produit nom_du_produit nombre_producto nombre_del_producto
    nome_prodotto nome_produto productnaam nazwa_produktu
    typ art kategorie abteilung geschlecht diagnose diagnosen krankheit erkrankung
    familienstand branche prioritat prioritaet stufe fachrichtung sprache wahrung waehrung medikament
    glaube befund befunde impfstoff allergie
    allergien blutgruppe zustand grund klasse einheit produkt artikel tarif zahlungsweise
    statut categorie genre sexe diagnostic maladie etat_civil situation_familiale priorite secteur langue devise medicament
    croyance pathologie vaccin taille etat produit article unite motif
    tipo categoria genero sexo diagnostico enfermedad estado_civil prioridad idioma moneda medicamento
    creencia patologia vacuna alergia talla estado estatus situacion producto articulo unidad metodo forma modo motivo
    genere sesso diagnosi malattia stato_civile priorita settore reparto lingua valuta farmaco
    fede vaccino allergia taglia stato prodotto articolo unita modalita
    soort geslacht geloof ziekte burgerlijke_staat afdeling prioriteit taal geneesmiddel
    aandoening toestand eenheid methode wijze reden betaalwijze
    doenca setor moeda vacina tamanho situacao produto artigo unidade
    rodzaj kategoria plec diagnoza rozpoznanie choroba stan_cywilny dzial priorytet branza jezyk waluta lek
    szczepionka schorzenie stan artykul jednostka metoda powod
    meins vrkme ktokd auart bsart mtart matkl waers spras augru abgru anred famst gesch persg persk
    """.split()
)

NAMES_OF_CATEGORIES = frozenset("name value label title text".split())  # in an object such as `priority`
# In Romance languages and Polish, the first word of a name says what the values are: `tipo_cliente`, `forma_de_pago`.
FIRST_CATEGORIES = frozenset(
    """tipo genero categoria categorie estado estatus stato statut etat situacao situacion situation metodo modo modalita forma motivo motif
    rodzaj typ kategoria stan metoda powod""".split()
)
# Endings of words that are written as one, as in German and Dutch: `issuetype`, `Anstellungsart`, `Kündigungsgrund`, `verzendmethode`.
CATEGORY_ENDINGS = (
    "art status typ type grund klasse kategorie kategorien stufe einheit gruppe soort categorie methode wijze reden"
).split()

# People in a record. `<role>_name` and `{"<role>": {"name": ...}}` are names of people. Not `client` and `guest`, which
# may be programs and machines.
PEOPLE = (
    "applicant assignee beneficiary buyer cardholder contact customer doctor employee guardian insured lead owner passenger "
    "patient payee payer person physician recipient reporter requester sender student submitter supervisor teacher billing_details "
    "created_by last_modified_by ansprechpartner kunde mitarbeiter empfanger cliente paciente paziente klant klient pacjent"
).split()
# Groups of people: the keys of an object in them may be names. Not `clients`, `agents` and `accounts`, which may be programs.
GROUPS_OF_PEOPLE = frozenset(
    """users employees contacts members team_members assignees patients customers owners people persons staff participants attendees
    students teachers applicants candidates recipients reviewers approvers authors contributors managers doctors reporters speakers
    benutzer nutzer mitarbeiter mitarbeitende kontakte mitglieder patienten patientinnen kunden kundinnen personen teilnehmer bewerber
    empfanger ansprechpartner angestellte beschaftigte schuler autoren
    utilisateurs employes salaries membres personnes participants destinataires auteurs collaborateurs
    usuarios empleados contactos miembros pacientes clientes personas participantes destinatarios autores
    utenti dipendenti contatti membri pazienti clienti persone partecipanti destinatari autori
    utilizadores funcionarios colaboradores contatos membros pessoas
    gebruikers medewerkers werknemers contacten contactpersonen leden patienten klanten deelnemers
    uzytkownicy pracownicy kontakty czlonkowie pacjenci klienci osoby uczestnicy""".split()
)
# Somebody or something: `<user name="...">` declares a person only if the value is made of words like names.
MAYBE_PEOPLE = frozenset(
    """user author member manager participant attendee contributor creator editor reviewer approver speaker
    benutzer nutzer mitglied teilnehmer utilisateur auteur membre usuario autor miembro utente autore membro
    utilizador gebruiker lid uzytkownik uczestnik""".split()
)
NAMES_OF_SOMETHING = frozenset("name full_name nom nombre nome naam nazwa".split())
# Bare names of people, whose values may also be ids.
MAY_BE_IDS = frozenset(
    "account_manager account_owner case_owner company_owner contact_owner deal_owner emergency_contact lead_owner "
    "line_manager opportunity_owner requester sachbearbeiter sales_rep submitter ticket_owner vorgesetzter vorgesetzte "
    "superieur_hierarchique jefe_directo responsabile_diretto superior_imediato leidinggevende przelozony".split()
)
# Paths whose last key alone says nothing.
PATHS = {"account.name": "ORGANIZATION", "company.name": "ORGANIZATION", "organization.name": "ORGANIZATION"}

# Words before a name that say whose value it is.
PREFIXES = (
    "account agent alt applicant assignee assistant author bill_to billing business buyer caller card client cliente company contact "
    "creator customer delivery doctor emergency employee guest home insured invoice klant klient kunde kunden lead liefer "
    "mailing manager member office organizer other owner passenger patient payee payer person personal primary private rechnungs recipient "
    "reporter requester secondary seller sender ship_to shipping shipto sold_to student submitter supervisor user work address"
).split()
# The same behind a name, in Romance languages and Polish. Not `client`: an `email_client` is a program.
SUFFIXES = (
    "cliente del_cliente do_cliente du_client contacto empleado dipendente klienta paciente pacjenta paziente pracownika usuario utente "
    "utilisateur"
).split()
