"""Words beside names: relations, jobs and verbs that make a given name of the pools a name of a person."""

# Relations, jobs, prepositions and verbs of contact before a name, in lower case.
BEFORE = frozenset(
    """a aan abogada abogado abteilungsleiter abteilungsleiterin abuela abuelo accountant adjuster adviser advisor advocaat advogada advogado
    advokat adwokat ae agent agente allenatore allenatrice alumna alumno ami amico amie amiga amigo an analyst animateur animatrice anwalt
    anwältin appeler appelle applicant apprentice ar architect arzt asesor asesora ask assistant assistante attorney auditor aunt autista av
    avec avocat avocate avvocata avvocato avó avô azubi baas babcia baby babysitter barista barrister bartender beau-frère beau-père
    bedrijfsarts begeleider begeleidster bei bel belle-mère belle-sœur between bewerber bewerberin bf bidella bidello big birthday
    bookkeeper boss boyfriend brat brata broer broker bror brother brother-in-law brothers bruder brygadzista brygadzistka buddy buurman
    buurvrouw buyer by bürgermeister bürgermeisterin call called caller candidate capataz capo caporeparto caposquadra capoturno caregiver
    carer caretaker casera casero caseworker cashier cc ceo certain cfo chair chairman chairwoman chamada chamado chauffeur chef chefe
    cheffe chefin chez chiama child children cio ciocia ciso claimant cleaner clerk client cliente cmo co-founder co-worker coach cognata
    cognato colega colleague colleagues collega collègue com compagna compagne compagno compagnon companheira companheiro compañera
    compañero con concierge conductor conductora conjoint conjointe conseiller conseillère conserje constable consultant contact contractor
    contremaître controller coo cook copain copine councillor counsel courier cousin cousine coworker csm cto cugina cugino cunhada cunhado
    customer cuñada cuñado córka córki córką córkę da dad datter daughter daughter-in-law daughters dcera de dear defendant dentist deputy
    detective developer dipendente directeur director directora directrice diretor diretora direttore direttrice dispatcher dixit dla do
    dochter doctor door dotter dottoressa dozorca dpo driver dyrektor dziadek dénommé dénommée echtgenoot echtgenote editor educador
    educadora educatore educatrice ehefrau ehemann ektemann electrician email employee encargada encargado encarregada encarregado enfant
    enfermeira enfermeiro enfermera enfermero engenheira engenheiro engineer enkel enkelin enligt entrenador entrenadora esposa esposo evp
    ex ex-husband ex-wife fahrer fahrerin far farfar farmor father father-in-law femme fiancé fiancée fidanzata fidanzato figlia figlio
    filha filho fille fils flatmate for foreman founder fra frag fragen fragt fratello frau freund freundin friend friends from fru frère
    funcionária funcionário für gardien gardienne gegenüber genaamd gerente geschäftsführer geschäftsführerin gf girlfriend goddaughter
    godfather godmother godson gp gran grand-mère grand-père granddaughter grandfather grandma grandmother grandpa grandson granne guard
    guest gérant gérante h/t half-brother half-sister hausarzt hausmeister hausmeisterin hausärztin head headteacher hermana hermano heter
    hija hijo hijos hos housemate hr huisarts huisbaas husband ifølge imam imieniem in-laws infermiera infermiere infirmier infirmière
    ingegnere ingeniera ingeniero ingénieur ingénieure inquilino inspector instructeur instructor instructora instructrice instruktor
    instruktorka instrutor instrutora intern invite inżynier irmã irmão istruttore istruttrice isä janitor jefa jefe journalist judge juf
    juffrouw juge kid kids kierowca kierowniczka kierownik kind kleindochter kleinzoon kläger klägerin kolega koleżanka kollega kollege
    kollegen kollegin kone kunde kundin kuzyn kuzynka landlady landlord late laut lawyer lead lebensgefährte lebensgefährtin lecturer lege
    lehrer lehrerin lehrling leidster leiter leiterin lekarka lekarz leraar lerares librarian little livreur llamada llamado locataire love
    läkare lärare madre maestra maestro magistrate mail majster mam mama maman mamma mamá man manager mand mann manžel manželka mari marido
    marito mate matka mayor md mechanic med medewerker medewerkster medico meester meet member mentor met midwife mies mieter mieterin mit
    mitarbeiter mitarbeiterin moeder moglie mom monteur montør mor morfar mormor mother mother-in-law motorista mujer mulher mum mutter mãe
    mère médecin médica médico mąż męża mężem nabo nachbar nachbarin named namens namorada namorado nan nana nanny nauczyciel nauczycielka
    navn neef neffe neighbor neighbors neighbour neighbours nephew neta neto neveu nicht nichte niece nieta nieto nipote nièce nome nommé
    nommée nonna nonno notaire notar notarin notary notify novia novio nurse od officer ojciec old oma oncle onkel oom opa operator ordfører
    owner paciente padre pai papa papà papá par para paralegal paramedic pareja partner partnerin passenger pastor patient patiente
    patientin patronn patronne per petit-fils petite-fille pfleger pflegerin pharm pharmacist phone photographer physio pielęgniarka pilot
    ping plaintiff ploegbaas plumber pm poika poor por porteira porteiro porter portera portero pour pracownik predecessor president priest
    prima primo principal profesor profesora professeur professeure professor professora professore professoressa projektleiter
    projektleiterin propriétaire prosecutor przez przyjaciel przyjaciółka psychologist pupil père qa rabbi recepcionista receptionist
    rechtsanwalt rechtsanwältin recruiter rep reporter representative researcher resident responsabile responsable richter richterin ring
    roommate ruf sachbearbeiter sachbearbeiterin sagt said sambo samboer says schichtleiter schichtleiterin schoonmoeder schoonvader
    schoonzus schwager schwester schwiegermutter schwiegervater schwägerin schüler schülerin scientist secondo secretary see segundo según
    seller selon senator sergeant sibling signed siostra siostry siostrę sister sister-in-law sisters sjef sjuksköterska sobrina sobrinha
    sobrinho sobrino socia socio soeur sogra sogro sohn solicitor son son-in-law sons sorella spouse spør stagiaire stepdad stepdaughter
    stepfather stepmother stepmum stepson student successor suegra suegro suocera suocero supervisor supplier surgeon surveyor suspect svp
    sygeplejerske syn syna synem syster szef szefowa szwagier síndica síndico sócia sócio søn sønn søster sąsiad sąsiadka sœur tante tata
    teacher tech technician technicien technicienne technik techniker technikerin tecnico tell teller tenant testigo text teściowa teść
    therapist to tochter toddler trainee trainer treasurer treinador treinadora trener trenerka trustee tutor twins tytär técnica técnico
    témoin tía tío uncle vader vaimo van vater vecina vecino vendor veninde venninne vermieter vermieterin vet via vicar vicina vicino
    vistoriador vistoriadora vittne vizinha vizinho voisin voisine volgens von vorarbeiter vorarbeiterin vp vraag vriend vriendin vrouw
    wachtmeester waiter waitress warden według wife with witness worker wspólniczka wspólnik wujek young zelador zeladora zeuge zeugen
    zeugin zia zio zoon zus zusje zwager à äiti ärztin élève épouse époux świadek żona żony żoną żonę""".split()
)
# Verbs and adverbs after a name.
AFTER = frozenset(
    """here speaking hier ici aquí qui aqui says said asked called wrote told knows thinks wants signed approved confirmed agreed replied mentioned
    reports owns will has is was sagt sagte meint hat ist war bestätigt schreibt ruft dit a est était confirme dice dijo está confirma è ha era
    disse é zegt zei belt mówi powiedział powiedziała jest sier säger siger er är har""".split()
)
# Relatives, friends and colleagues; with a word of possession before them, any capitalized word after them is a name.
RELATIONS = frozenset(
    """abogada abogado abuela abuelo accountant advogada advogado agent ami amico amie amiga amigo anwalt anwältin apprentice assistant assistante
    attorney aunt avocat avocate avvocato avó avô azubi baas babcia baby babysitter beau-frère beau-père belle-mère belle-sœur bf boss boyfriend
    brat brata broer bror brother brother-in-law brothers bruder buddy buurman buurvrouw capo caregiver carer casera casero chef chefe chefin
    child children ciocia client cliente co-worker coach cognata cognato colega colleague colleagues collega collègue compagna compagne compagno
    compagnon companheira companheiro compañera compañero conjoint conjointe contact copain copine courier cousin cousine coworker cugina cugino
    cunhada cunhado customer cuñada cuñado córka córki córką córkę dad datter daughter daughter-in-law daughters dcera dentist deputy dochter
    doctor dotter dottoressa driver dziadek echtgenoot echtgenote ehefrau ehemann ektemann electrician employee enfant engineer enkel enkelin
    esposa esposo ex ex-husband ex-wife far farfar farmor father father-in-law femme fiancé fiancée fidanzata fidanzato figlia figlio filha
    filho fille fils flatmate fratello frau freund freundin friend friends fru frère gf girlfriend goddaughter godfather godmother godson gp
    gran grand-mère grand-père granddaughter grandfather grandma grandmother grandpa grandson granne guest half-brother half-sister hausarzt
    hausärztin hermana hermano hija hijo hijos housemate huisarts huisbaas husband in-laws inquilino intern irmã irmão isä jefa jefe kid kids
    kind kleindochter kleinzoon kolega koleżanka kollega kollege kollegen kollegin kone kunde kundin kuzyn kuzynka landlady landlord lawyer
    lebensgefährte lebensgefährtin lehrling locataire madre mam mama maman mamma mamá man manager mand mann manžel manželka mari marido marito
    mate matka medewerker medewerkster mentor midwife mies mieter mieterin mitarbeiter mitarbeiterin moeder moglie mom mor morfar mormor mother
    mother-in-law mujer mulher mum mutter mãe mère médecin mąż męża mężem nabo nachbar nachbarin namorada namorado nan nana nanny neef neffe
    neighbor neighbors neighbour neighbours nephew neta neto neveu nicht nichte niece nieta nieto nipote nièce nonna nonno novia novio nurse
    ojciec oma oncle onkel oom opa paciente padre pai papa papà papá pareja partner partnerin patient patientin patronn patronne petit-fils
    petite-fille plumber poika predecessor prima primo propriétaire przyjaciel przyjaciółka pupil père rep representative roommate sambo samboer
    schoonmoeder schoonvader schoonzus schwager schwester schwiegermutter schwiegervater schwägerin secretary sibling siostra siostry siostrę
    sister sister-in-law sisters sjef sobrina sobrinha sobrinho sobrino soeur sogra sogro sohn solicitor son son-in-law sons sorella spouse
    stagiaire stepdad stepdaughter stepfather stepmother stepmum stepson student successor suegra suegro suocera suocero supervisor syn syna
    synem syster szef szefowa szwagier søn sønn søster sąsiad sąsiadka sœur tante tata teacher technician tenant teściowa teść tochter toddler
    trainee trainer tutor twins tytär tía tío uncle vader vaimo vater vecina vecino veninde venninne vermieter vermieterin vicina vicino vizinha
    vizinho voisin voisine vriend vriendin vrouw wife wujek zia zio zoon zus zusje zwager äiti épouse époux żona żony żoną żonę""".split()
)
# Words of possession, articles and prepositions before a relation.
POSSESSIONS = frozenset(
    """a al alla and ao as au aux avec com con da dal dalla de dein deine del della dem den der deres des die din do du el euer eure haar hans
    hendes hennes her het his hun ich ihr ihre ihrem ihren ihrer il je jego jej jouw jullie la las le les leur lo loro los m'n ma mein meine
    meinem meinen meiner meines mes met meu mi mia mijn min mina minha mio mis mit mitt moja mojego mojej mojemu moją mon my mój nasz nasza nos
    nossa nosso nostra nostro notre nuestra nuestro o ons onze os our sa sein seine seinem seinen seiner ses seu son su sua suo sus teu the
    their tu tua tuo twoja twój unser unsere unserem unseren unserer uw vores votre vår whose with your z z'n zijn à""".split()
)
# Adjectives between the two.
QUALITIES = frozenset(
    """late old older younger elder eldest youngest little big new other former ex only dear adult cher chère petit petite grand grande alte kleine
    kleiner große neue nuevo nueva nuova nuovo novo nova""".split()
)
