"""Common words in URLs and e-mail addresses. They describe a page or a role and identify nobody."""

PATH_WORDS = frozenset(
    """about access account accounts action actions activate activity add address addresses admin agents alerts all analytics answer
    answers api apis app application applications apps archive archives article articles asset assets attachment attachments audit
    auth author authors authorize auto backup balance banking batch batches billing bin blob blog blogs board boards body book booking
    bookings books browse bucket buckets build builds bulk business buy calendar callback campaign campaigns cancel cart
    catalog catalogue categories category cdn center cgi change changelog changes channel channels chart charts chat chats check checkout
    claim claims classes client clients cloud code collection collections comment comments commit commits common community companies
    company compare complete config configuration confirm confirmation connect console contact contacts content contents contract
    contracts core course courses create css current customer customers cv dashboard dashboards data database databases dataset
    datasets date default delete deliveries delivery demo department departments deploy design details developer developers device
    devices dialog diff directory discussion discussions display docs doc document documentation documents domain domains download
    downloads draft drafts edit editor email emails embed employee employees endpoint enterprise entries entry environment error
    errors event events example examples explore export faq faqs favicon features feed feedback feeds file files filter finance find
    folder folders follow form forms forum forums function functions gallery general get global graph graphql group groups guide guides
    health help history home host hosts hr html icon icons id ids image images img imports import inbox incident incidents index info
    information install integration integrations internal inventory invite invoice invoices issue issues item items job jobs js json
    key keys label labels lang language languages latest layout learn legal library license licenses link links list lists live load local
    locale location locations log login logo logout logs mail mailbox main manage management manager manual map maps media
    member members message messages metadata metrics mobile model models module modules monitor more music my network networks new news
    newsletter next note notes notification notifications oauth object objects offer offers offline open operations option options order
    orders org organization organizations organisation organisations overview owner owners package packages page pages panel partner
    partners password patch path patient patients payment payments pdf people permission permissions person phone photo photos php ping
    pipeline pipelines plan plans platform play plugins policies policy portal post posts preferences preview previous pricing print
    privacy private process product production products profile profiles profiler program programs project projects property public
    publication publications publish pull pulls purchase purchases query question questions queue queues quote quotes raw read readme
    ready receipt receipts record records ref reference references register registration release releases report reports repos
    repositories repository request requests research reset resource resources response rest result results resume return returns
    review reviews role roles root route router rpc rss rules run runs sample samples save schedule schema schemas scripts search
    section sections secure security select self send server servers service services session sessions set settings setup share shared
    shipment shipments shop show sign signin signup site sitemap sites software sort source sources spaces spec staff staging stage start
    static stats status step steps store stores stories story stream structure style styles subject submit subscribe subscription
    subscriptions summary support survey surveys sync system systems table tables tag tags target task tasks team teams template templates
    terms test tests text themes thread threads ticket tickets time timeline token tokens tool tools topic topics tracking training
    transaction transactions transfer transfers tree trending type types ui unsubscribe update updates upload uploads url usage use user
    users utils validate vendor vendors verify version versions video videos view viewer views visit visits wallet web webhook webhooks
    website wiki wp active enabled verbose debug full expand word work workflow workflows workspace workspaces xml yaml zip
    a an and by for from in of on or the to us en de fr es it nl pt uk eu gb www ftp http https rss atom well known
    angebot angebote anmeldung artikel auftraege auftrag benutzer bestellung bestellungen dateien datenschutz dokumente hilfe impressum
    kasse konten kontakt konto kunde kunden lieferung lieferungen mitarbeiter passwort produkt produkte rechnung rechnungen seite suche
    termin termine warenkorb
    accueil aide commande commandes compte connexion devis documents employes facture factures fichiers livraison panier produit produits
    recherche utilisateur utilisateurs
    archivos ayuda buscar carrito cliente clientes contacto cuenta documentos empleados factura facturas inicio pedido pedidos producto
    productos usuario usuarios
    aiuto carrello cerca clienti contatti dipendenti documenti fattura fatture ordine ordini prodotti prodotto utente utenti
    bestelling bestellingen documenten facturen factuur gebruiker gebruikers hulp klant klanten medewerkers producten winkelwagen zoeken
    ajuda busca carrinho conta contato fatura faturas funcionarios produto produtos utilizador
    dokumenty faktura faktury klienci klient koszyk pomoc pracownicy produkty szukaj uzytkownicy uzytkownik zamowienia zamowienie""".split()
)
# Words in paths before the id of a customer, an order or an employee -> the name of the column that the id has elsewhere.
COLUMN_OF_PATH = {
    **dict.fromkeys(
        "kunde kunden cliente clientes clienti clients klant klanten klient klienci".split(), "customer_id"
    ),
    **dict.fromkeys(
        """auftrag auftraege bestellung bestellungen rechnung rechnungen commande commandes facture factures pedido pedidos factura facturas
        ordine ordini fattura fatture bestelling bestellingen factuur facturen fatura faturas zamowienie zamowienia faktura
        faktury""".split(),
        "order_id",
    ),
    **dict.fromkeys(
        "mitarbeiter employes empleados dipendenti medewerkers funcionarios pracownicy".split(), "employee_id"
    ),
}
EXTENSIONS = frozenset(
    """html htm php asp aspx jsp cgi js ts css json xml yaml yml txt md rst csv tsv xls xlsx doc docx ppt pptx odt ods odp pdf rtf epub
    png jpg jpeg gif svg webp ico bmp tif tiff mp3 mp4 wav avi mov mkv webm zip tar gz tgz bz2 xz 7z rar iso dmg exe msi apk jar whl py
    rb go rs java c h cpp sh sql log parquet jsonl eml msg ics vcf""".split()
)
# Values of query parameters that are kept: members of small enumerations, the same for all users.
ENUMERATED = frozenset(
    """true false yes no on off null none all any asc desc ascending descending date name relevance json xml html csv pdf txt yaml
    en de fr es it nl pt en-us en-gb de-de fr-fr es-es utf-8 utf8 new open closed active inactive pending done draft public private code
    token list grid table view edit print day week month year web mobile desktop 0 1""".split()
)
PAGING_KEYS = frozenset(
    "page p size limit offset count start per_page page_size pagesize perpage pageno top skip rows".split()
)


PUBLIC_PROVIDERS = frozenset(
    """gmail googlemail outlook hotmail live msn yahoo ymail aol icloud me mac proton protonmail gmx web t-online freenet mail email
    fastmail zoho yandex qq 163 126 naver hanmail orange wanadoo laposte libero btinternet comcast verizon att""".split()
)
ROLES = frozenset(
    """info support sales billing noreply no-reply do-not-reply contact admin help helpdesk service office hr jobs careers press media
    legal privacy security abuse postmaster webmaster accounts accounting finance orders order claims returns team hello mail news
    newsletter marketing root api dev ops www notifications""".split()
)
# Roles in further languages.
FURTHER_ROLES = frozenset(
    """anfrage bestellung bewerbung buchhaltung einkauf empfang kundenservice kontakt personal rechnung rechnungen sekretariat verkauf
    versand vertrieb verwaltung zentrale accueil achats administration commande commandes compta comptabilite direction secretariat
    ventes administracion atencion comercial compras contabilidad contacto facturacion pedidos recepcion ventas acquisti amministrazione
    commerciale contabilita ordini segreteria ufficio vendite administratie bestelling boekhouding inkoop klantenservice verkoop biuro
    faktury kadry ksiegowosc poczta sekretariat sprzedaz zamowienia administrativo financeiro geral vendas ekonomi faktura order
    reception""".split()
)
# What follows or precedes a role: "sales-team".
TEAMS = frozenset("team dept department desk group line svc service bot".split())
SUBDOMAINS = ROLES | frozenset(
    "app cdn static smtp imap pop ftp vpn git wiki blog shop store portal intranet login auth m docs db web".split()
)
# Words of host names that name a role, a product of infrastructure or a region, which many hosts have.
HOST_ROLES = frozenset(
    """db web www app api prod dev test stage staging qa uat demo eu us uk de fr nl asia emea apac north south east west central node host srv
    server svc service mail smtp imap mx vpn gw gateway fw firewall proxy lb router switch ap dc ad ldap dns ns ntp dhcp nas san storage
    backup bkp file files fs ftp sftp print printer cache redis mysql mariadb pg postgres postgresql mongo mongodb sql oracle elastic kafka
    broker zookeeper rabbitmq queue worker master primary replica slave bastion jump jumphost build runner ci cd jenkins gitlab git jira
    wiki confluence nexus artifactory vault grafana kibana prometheus loki nagios zabbix splunk sentry airflow spark hadoop k8s kube
    kubernetes docker vm ip ec2 compute region zone data log logs auth sso portal intranet admin monitor monitoring metrics etl dwh
    erp crm hr payroll finance laptop desktop pc workstation mac win windows linux ubuntu debian aws azure gcp cluster pool
    esxi vcenter hyperv veeam sap plc scada hmi ts rds citrix exch exchange sharepoint kiosk cam nvr iot vdi
    buchhaltung buero drucker einkauf empfang fertigung labor lager produktion rechner vertrieb werkstatt accueil atelier compta impression
    paie almacen contabilidad impresora ventas contabilita magazzino stampante boekhouding kantoor magazijn biuro drukarka hala kadry
    ksiegowosc magazyn""".split()
)
