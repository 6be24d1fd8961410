"""Common names of Western Africa, composed for this project from general knowledge: no list of people was copied."""

WESTERN = {
    "yo": {
        "family": """Adebayo Adeyemi Adewale Adesanya Adeoye Adetola Adewumi Adeniran Adeniyi Adeosun Adepoju Aderemi Adesina Adewole Adeyanju Adeyeye Agbaje Agboola
            Ajibade Akande Akinbola Akindele Akinfenwa Akingbade Akinola Akinrinade Akinsanya Akintola Akintunde Akinwande Akinwumi Akinyele Akinyemi Akomolafe Alade
            Alao Alayande Amosun Animashaun Arowolo Asiwaju Atanda Awoniyi Awosika Ayeni Ayoade Babalola Badmus Bamgbose Bamigbade Bamgboye Bankole Daramola Dosunmu
            Durojaiye Ekundayo Elegbede Fadahunsi Fadare Fagbemi Fajemirokun Falana Falola Famuyiwa Fapohunda Fashola Fasanya Fatoki Fatunbi Fawehinmi Fayemi Fayose
            Folarin Folawiyo Ganiyu Gbadamosi Gbadebo Ibitoye Ilesanmi Ishola Jegede Jinadu Kuforiji Ladipo Laniyan Makanjuola Mosaku Obasanjo Obisesan Odeyemi
            Odukoya Odunlami Odusanya Ogunbanjo Ogundele Ogundipe Ogunlade Ogunlesi Ogunleye Ogunmola Ogunnaike Ogunrinde Ogunsanwo Ogunsola Oguntade Ogunwale
            Ogunyemi Ojelabi Okanlawon Okunola Oladele Oladimeji Oladipo Olagunju Olaitan Olajide Olaleye Olaniyan Olaniyi Olaoye Olatunde Olatunji Olawale Olawoyin
            Olayiwola Oloruntoba Oluwole Omidiran Omisore Omole Omotayo Onabanjo Onabolu Onafowokan Onasanya Onifade Opadokun Osinbajo Osinowo Osundare Otedola
            Oyebade Oyebanji Oyedele Oyedepo Oyegoke Oyekanmi Oyelade Oyelami Oyelaran Oyeleke Oyelowo Oyeniran Oyerinde Oyetunji Oyewole Oyewumi Sanni Shittu
            Shodipo Shonekan Sodeinde Sodipo Sofola Solanke Solarin Sonubi Sosanya Sotunde Sowemimo Taiwo Tinubu Adegbola Adegboye Adekoya Adelaja Adelani Adelabu
            Adenuga Aderinto Adesokan Adetunji Adewusi Afonja Ajewole Akinbiyi Akinlabi Akinleye Alakija Awosanya Ayanwale Ayorinde Bolarinwa Fabunmi Fagbohun
            Fakunle Falade Faniran Fasuyi Gbajabiamila Ibironke Jaiyesimi Kehinde Ladoja Laoye Lasisi Odebode Odetunde Odumosu Odunaike Ogunjobi Ogunkoya Ogunniyi
            Olabisi Oladejo Oladunjoye Olafusi Olagoke Olanipekun Olasehinde Olojede Olorunfemi Olowokere Olubiyi Oluwatosin Omotosho Opaleye Osibodu Osoba Owoeye
            Owoseni Oyedokun Oyeyinka Popoola Sobande Sotayo Sulola Yusuff""",
        "shared": "Ibrahim Mustapha Bello Lawal Yusuf Sanusi Suleiman Mohammed Johnson Williams Cole Lawson",
        "given_female": """Abosede Adebimpe Adejoke Adenike Aderonke Adesewa Adetoun Adetutu Adunni Ajoke Amoke Anike Arinola Asake Atinuke Ayinke Ayoka Bimpe Bisola Bolanle
            Bolatito Boluwatife Bukola Bukunola Bunmi Busola Dupe Ebunoluwa Eniola Ewaoluwa Fadekemi Faderera Feyisara Feyisayo Folake Folakemi Folasade Folashade
            Folayemi Foluke Funke Funmi Funmilayo Funmilola Gbemisola Ibidun Ibironke Ibukunoluwa Ifedolapo Iyabo Iyabode Iyadunni Jadesola Jumoke Kafayat
            Kikelomo Kofoworola Kudirat Labake Mobolanle Modupe Modupeola Mojirade Mojisola Monsurat Morayo Moremi Morenike Morolake Morounkeji Motunrayo Moyosore
            Mosunmola Muinat Ronke Sade Sekinat Sherifat Sidikat Simisola Temilade Temilola Teniola Titilayo Titilola Titilope Tiwalade Tolani Toluwani
            Toluwanimi Toyin Toyosi Wuraola Yejide Yemisi Yetunde Yewande Omolara Omolola Omotola Omotoke Omowunmi Omobolanle Olajumoke Olabisi Olapeju Olubukola
            Olubunmi Olufunke Olufunmilayo Oluremi Oluwabukola Oluwabunmi Oluwafunmilayo Oluwakemi Oluwatoyin Oyindamola Oyinkansola Oyenike Abeni""",
        "given_male": """Abayomi Abiodun Adebayo Adebowale Adedapo Adedayo Adedeji Adegboyega Adegoke Adekunle Adeleke Ademola Adeniyi Aderemi Adesina Adesoji Adetokunbo
            Adewale Adeyemi Adigun Afolabi Akinola Akintunde Akinwale Akinwunmi Akorede Alani Ayinde Ayodeji Ayodele Ayokunle Ayotunde Babajide Babatunde Babafemi
            Bamidele Bankole Bayo Biodun Bode Bolaji Bolarinwa Boluwaji Damilare Dapo Dele Deji Dotun Durojaiye Ekundayo Eyitayo Femi Folarin Folorunsho Funsho
            Gbadebo Gbenga Gboyega Gbolahan Ifedayo Isola Jide Jimoh Kayode Kazeem Kolade Kolapo Kolawole Korede Kunle Lanre Lateef Lekan Leke Moshood
            Mufutau Muideen Muyiwa Niyi Nojeem Okanlawon Oladapo Oladele Oladimeji Oladipo Olajide Olakunle Olalekan Olanrewaju Olaniyi Olatunde Olatunji Olawale
            Olayiwola Olufemi Olugbenga Olukayode Olumide Olumuyiwa Olurotimi Olusegun Oluwadamilare Oluwadare Oluwafemi Oluwagbenga Oluwakayode Oluwasegun Oluwole
            Omotayo Oyebode Oyetunde Ropo Rotimi Saheed Segun Sesan Sijuade Soji Tajudeen Tokunbo Tunde Tunji Wale Wasiu Yomi""",
        "given_unisex": """Taiwo Kehinde Idowu Alaba Temitope Opeyemi Oluwaseun Seun Damilola Tolulope Tope Olamide Ayomide Abimbola Abiola Adeola Yinka Shola Olayinka
            Olusola Tosin Oluwatosin Busayo Mayowa Ayobami Dolapo Pelumi Bukunmi Bisi Jibola Dayo Tomiwa Anuoluwapo Ifeoluwa Ibukun Iyanuoluwa Oluwadamilola Seyi""",
    },
    "ig": {
        "family": """Okafor Okonkwo Okeke Nwosu Okoro Nwachukwu Nwankwo Ezeh Okoye Okorie Okoli Onwuka Onyeama Anyanwu Njoku Ojukwu Azikiwe Achebe Adichie
            Agbakoba Aguiyi Ajaero Akubueze Akunyili Alozie Amadi Amaechi Amaefule Amanze Anakwe Anene Aneke Anozie Anyaegbu Anyaoku Aniagolu Arinze Asiegbu
            Asika Azubuike Chidozie Chigbo Chinweze Chukwudi Chukwuemeka Chukwuka Chukwuma Chukwunyere Echezona Edeh Edochie Egbuna Egwuatu
            Ejiofor Ekwueme Ekwunife Emecheta Emenike Emeruwa Enwerem Ezeani Ezeakor Ezechukwu Ezeibe Ezeigbo Ezeilo Ezekwesili Ezemba Ezenwa Ezenwaka Ezeoke
            Ezeonu Ezeudu Ezeugo Ibekwe Ifejika Igbokwe Igboanugo Igwe Ihejirika Iheanacho Ihedioha Ikejiani Ikenga Ikpeazu Iloabachie Iloka Ilozue
            Isiguzo Iwobi Izuogu Kalu Kanu Maduabuchi Madueke Maduka Madubuko Maduekwe Mbadiwe Mbakwe Mbanefo Mbonu Metuh Mgbemena Ndukwe Nebo Nnadi Nnaji
            Nnamani Nnebue Nwabueze Nwafor Nwagbara Nwagwu Nwakanma Nwala Nwamadi Nwanegbo Nwaneri Nwangwu Nwanna Nwaogu Nwapa Nwaubani Nwazue Nwigwe Nwobodo Nwobi
            Nwogu Nwokedi Nwokeji Nwokike Nwokocha Nwokolo Nwokorie Nwokoye Nwolisa Nwonwu Nwoye Nwuche Nwude Nzeribe Nzekwe Nzegwu Obasi Obiakor Obianwu Obidike
            Obiechina Obiesie Obieze Obioha Obiora Odife Odili Offor Ofoegbu Ofodile Ogbodo Ogbonna Ogbonnaya Ogbuagu Ogbuefi Ogugua Ohaeri Ohakim Ojiako Ojiaku
            Okagbue Okadigbo Okechukwu Okereke Okezie Okogbue Okolie Okolo Okonjo Okorocha Okoronkwo Okpala Okpara Okwara Okwuosa Olisa Olisadebe Onah Onuegbu
            Onugha Onuoha Onuorah Onwuachi Onwualu Onwubiko Onwudiwe Onwuegbuna Onwughara Onwujekwe Onwumere Onwuneme Onwuzurike Onyeaka Onyebuchi Onyedika Onyejekwe
            Onyekwere Onyema Onyemelukwe Onyenwe Onyeukwu Onyia Orakwue Orji Osakwe Osuagwu Osuji Osunkwo Otuonye Ozoemena Uchendu Udemba Udenwa Udeozor
            Udoji Udokwu Ufomba Ugochukwu Ugwu Ugwuanyi Ugwuoke Ukachukwu Ukaegbu Umeadi Umeh Umezulike Unegbu Unigwe Uwakwe Uzochukwu Uzodinma Uzoukwu Essien Etuk
            Udoh Udom Bassey Ekong Ekpo Ekpenyong Inyang Akpan Akpabio Asuquo Umoh Umoren Osagie Igbinedion Igbinovia Aghedo Ehigie Idahosa Imasuen Obaseki
            Ogbebor Okojie Omoruyi Omoregie Osazuwa Osemwegie Osifo Uwaifo""",
        "shared": "Opara Chime",
        "given_female": """Adaeze Adaku Adanna Adaobi Adaora Akunna Amaka Amarachi Amuche Anulika Anuli Azuka Chiagoziem Chiamaka Chidimma Chidinma Chikaodili
            Chimamanda Chinasa Chinazo Chinazom Chinelo Chinenye Chinonyelum Chinwe Chinyere Chioma Chizoba Ebele Ebere Eberechi Ezinne Ginika Ifeoma
            Ifeyinwa Ifunanya Iheoma Ijeoma Isioma Kambili Mgbeke Mmesoma Ndidi Ngozi Nkechi Nkechinyere Nkemdilim Nkiruka Nkoli Nneka Nnenna Nnennaya Nwakaego
            Nwando Nwanneka Obiageli Obianuju Ogechi Ogechukwu Olanna Oluchi Onyinye Onyinyechi Onyinyechukwu Ozioma Sochima Sopuruchi Uchechi Ugochi Ujunwa Urenna
            Urechi Uloma Uzoamaka Ukamaka Zikora Ekaette Idara Imaobong Inemesit Uduak Imade Isoken Itohan Chisimdi Chinemerem Nwamaka Obioma Adamma
            Chikamso Kaodilinye Nkemakonam Uchemma Ihuoma Nnedi Akuoma Lolo Ugomma Ogadimma""",
        "given_male": """Chinedu Chidi Chidiebere Chidozie Chidubem Chibueze Chibuike Chibuzo Chibuzor Chiedozie Chiemeka Chigozie Chijindu Chijioke Chikezie Chima Chimezie
            Chimaobi Chinomso Chiwetel Chukwudi Chukwuebuka Chukwuemeka Chukwuka Chukwuma Chukwunonso Chukwudubem Dozie Ebuka Echezona Ejike Ejikeme Emeka
            Emenike Emezie Enyinnaya Ezenwa Ifeanyi Ifeanyichukwu Iheanyi Ikechi Ikechukwu Ikemefuna Ikenna Izuchukwu Izunna Jideofor Kanayo Kenechukwu
            Lotachukwu Maduabuchi Madubuchi Maduka Ndubuisi Nduka Nnaemeka Nnabuife Nnamdi Nnanna Nonso Nwabueze Nzube Obiajulu Obichukwu Obiefuna Obierika Obinna
            Obiora Obumneme Ogbonna Ogbonnaya Okechukwu Okey Okezie Okwudili Olisa Olisaemeka Onochie Onyebuchi Onyedikachi Onyekachi Onyemaechi Osinachi Osita
            Ozoemena Somadina Somtochukwu Tobechukwu Tochukwu Udochukwu Ugochukwu Ugonna Uzochi Uzochukwu Uzodinma Uzoma Uzondu Zimuzo Aniekan Ubong Nsikak Efiong
            Osaze Osagie Efosa Ehis Eghosa Osaro Nosa""",
        "given_unisex": """Uche Uchenna Chidera Kelechi Ekene Chika Chinonso Chisom Onyeka Kosisochukwu Ogonna Somto Nkem Odinaka Chizaram Kamsi Munachi Ifechukwu
            Ebubechukwu Uchechukwu Udoka Chinaza Emem""",
    },
    "ha": {
        "family": """Abubakar Adamu Ahmadu Aliyu Aminu Atiku Babangida Bappa Bature Bello Buhari Danbaba Dangote Danjuma Danladi Dantata Dikko Dogara Gambari
            Gambo Garba Gowon Gumel Gusau Gwarzo Haruna Inuwa Isah Jega Jibril Jibrin Kabir Kaita Kwankwaso Ladan Lamido Lawal Maigari Maitama Makarfi
            Mamman Modibbo Mohammadu Muazu Muhammadu Murtala Nuhu Ribadu Saidu Sambo Sani Sanusi Shagari Shehu Shekarau Shinkafi Shuaibu Tafawa Tambuwal Tanko
            Tukur Turaki Umaru Usman Yakasai Yakubu Yaradua Yahaya Yaro Yero Yusufu Zakari Zango Zubairu Audu Balarabe Barau Baraya Dahiru Dangana
            Galadima Gidado Gwandu Iliyasu Ismaila Jauro Jatau Kachalla Kawu Kontagora Kyari Liman Magaji Mahuta Malami Mungono Rabiu Rimi
            Salihu Sadauki Shettima Sulaiman Tijjani Ubandoma Wakili Yuguda Zanna Zarewa Bashiru Alhassan Alkali Ango Bakori Bunza Ciroma Daura Dauda Danmusa Dutse
            Fagge Jalo Jibo Kaura Labaran Maikano Maigida Maikudi Nagogo Sarki Tsiga Yelwa Abdulsalam Abdulkarim Achida Badamasi Bamalli Bichi Birma Daggash
            Damboa Dambazau Dankwambo Gadzama Garkuwa Gumi Gwamna Jabo Kalgo Kangiwa Kazaure Lado Maccido Magoro Maiha Mandara Mantu Mato Monguno
            Musawa Namadi Ningi Nyako Ruma Tilde Tofa Wamakko Wammako Wase Yabo Yola Zarma""",
        "shared": "Ibrahim Mohammed Muhammad Mohamed Yusuf Musa Hassan Ahmed Ahmad Ali Idris Ismail Umar Omar Mustapha Hussaini Hussain Suleiman Abdullahi Maina Marwa Bala Sule Sabo Wada",
        "given_female": """Aishatu Aminatu Asabe Asmau Azumi Bilkisu Balaraba Delu Fadimatu Fatimatu Fiddausi Habiba Habibatu Hadiza Hafsat Hafsatu Hajara Halimatu
            Hannatu Hassana Hauwa Hindatu Hussaina Jummai Kande Kaltume Ladi Ladidi Laraba Laure Mairo Maryamu Murja Nafisatu Rabi Rabiatu Rahanatu Rahila
            Rakiya Ramatu Rukayya Ruqayya Saadatu Safiya Salamatu Saratu Saude Saudatu Sumayya Talatu Turai Uwani Zaliha Zulaihat Zuwaira Sadiya Nusaiba Ummi
            Fauziyya Jamilatu Yagana Yabawa Falmata Aisha Amina Fatima Farida Halima Jamila Khadija Maryam Maimuna Nafisa Rashida Samira Zainab Zahra""",
        "given_male": """Abba Abdulaziz Abdulkadir Abdullahi Abdulmalik Abdulrahman Abubakar Adamu Ado Ahmadu Aliyu Aminu Ashiru Atiku Audu Auwal Auwalu Babangida Badamasi
            Bala Bashir Bashiru Bello Buba Buhari Dahiru Danjuma Danladi Dauda Faruk Garba Habibu Habu Hamisu Haruna Hussaini Iliyasu Inuwa Isah Isiyaku Ismaila
            Jafaru Jamilu Jibril Kabir Kabiru Kasim Lawal Lawan Mahmud Mahmudu Mainasara Mamman Mansur Mohammadu Muazu Mudi Muhammadu Muhtar Mukhtar Murtala Musa
            Mustapha Nafiu Namadi Nasir Nasiru Nura Nuhu Nuraddeen Rabiu Rilwanu Sabiu Sabo Sadiq Saidu Salihu Salisu Sambo Sani Sanusi Shafiu Shamsu Shamsudeen
            Shehu Shuaibu Sirajo Sule Sulaiman Suleiman Surajo Tahir Tanimu Tanko Tasiu Tijjani Tukur Umar Umaru Usman Yahaya Yahuza Yakubu Yunusa Yusufu Zakari
            Zakariyya Zubairu""",
        "given_unisex": "Gambo",
    },
    "ak": {
        "family": """Acquah Addo Adjei Adjetey Afriyie Agbeko Agbenyega Agbodza Agyarko Agyekum Ahenkorah Ahiable Aidoo Akomea Akrofi Akuffo Akufo Allotey
            Amartey Amankwah Amegashie Ameyaw Amissah Anane Aning Ankomah Ankrah Annan Annor Ansah Apraku Arhin Armah Aryee Aryeetey Asiamah Asomaning Asumadu
            Atakora Awotwi Ayensu Ayew Azumah Baiden Bampoe Bediako Bekoe Blankson Boafo Boamah Botchwey Brako Buabeng Dadzie Damoah Dankwa Dankwah
            Danquah Dapaah Debrah Djan Dogbe Dompreh Donkoh Dotse Eshun Essel Essuman Fianko Frempong Frimpong Fynn Gadzekpo Gbeho Gyan Gyebi Gyekye Gyimah Kissi
            Klutse Kludze Konadu Korankye Korsah Koranteng Kpodo Kuffour Kufuor Kumah Kwakye Kyeremeh Kyeremanteng Kyerematen Laryea Lamptey Lartey Lomotey
            Mintah Mireku Nartey Neequaye Nettey Nimako Nketia Nketiah Nortey Nsowah Ntiamoah Nunoo Nyarko Nyamekye Obiri Oduro Odoi Odoom Odonkor Okai
            Okine Okraku Omaboe Onumah Opare Osafo Osabutey Otchere Otoo Owiredu Paintsil Pappoe Peprah Pobi Quansah Quarcoo Quarshie Quaye Quaynor
            Sackey Sackitey Sakyi Sarfo Sarkodie Sefah Segbefia Sekyi Sekyere Sowah Tagoe Tandoh Tawiah Teye Tetteh Tsikata Tuffour Turkson Twum Vanderpuye Wereko
            Wiredu Yankah Yankey Yartey Zigah Agbozo Tamakloe Kpeglo Kwashie Dogbatse Ametepey Adzaho Mahama Bawumia Iddrisu Abukari Alidu Fuseini Issahaku Awuni Atinga
            Mensah Asante Boateng Owusu Osei Opoku Appiah Ofori Agyeman Amoah Antwi Ampah Ayisi Abban Adomako Adofo Afari Agyepong Ahinful Akyea Amanor Amoabeng Amuzu
            Ansong Asafo Asamani Atsu Avoke Awuku Boahene Dwomoh Dzidzor Edusei Fordjour Gyasi Kwapong Mawuli Nkansah Nyantakyi Ohene Osabu Sasu Sarbah Tachie Wiafe""",
        "shared": "Amo Bona Larbi Abbey Arthur",
        "given_female": """Abena Adwoa Adjoa Afia Afua Agyeiwaa Akosua Akua Akyaa Ama Amma Araba Akofa Asantewaa Adoma Ampomaah Aseda Baaba Boatemaa Dede Dzifa Efua
            Ekua Enyonam Esi Esinam Foriwaa Frema Gifty Gyamfua Korkor Kukua Kuukua Lawrencia Maame Mansa Mawuena Mawusi Naana Oforiwaa Owusuaa Pokuaa Pomaa Sefakor
            Serwaa Serwah Takyiwaa Tiwaa Twumwaa Vida Yaa Yaaba Yayra""",
        "given_male": """Kwame Kofi Kojo Kwaku Kwabena Kwasi Kwadwo Kwesi Kweku Kwamena Kwamina Kobina Kobby Yaw Ekow Ebo Fiifi Nii Ato Atta Akwasi Abeiku Bediako Edem
            Elikplim Elorm Etornam Kodjo Komla Kwashie Mawuli Mawunyo Selorm Senyo Tetteh Tettey Teye Lartey Odartey Nortey Panyin Kakra Obeng Osei Owusu Prempeh Anane
            Barima Kwabla""",
        "given_unisex": "Nyamekye Nhyira Eyram Sena Selasi Delali Kafui Elikem Seyram Sitsofe Dela Edinam Afriyie",
    },
    "sn": {
        "family": """Diallo Diop Ndiaye Sarr Seck Gueye Diouf Thiam Cissé Dieng Mbaye Ndour Niang Sall Sène Senghor Ndao Touré Traoré Keïta Coulibaly Konaté Koné Diarra
            Diabaté Dembélé Sidibé Sissoko Sangaré Camara Kanté Kouyaté Doumbia Maïga Bah Baldé Bangoura Sylla Soumah Kourouma Fofana Bamba Ouattara Kouassi Kouamé
            Koffi Konan Kouadio Yapi Bakayoko Beugré Bohoussou Brou Dagnogo Diomandé Djédjé Dosso Drogba Ehouman Essis Gnahoré Gbagbo Gnakpa Kacou Kadio
            Kangah Kipré Kodjo Kouakou Koulibaly Kragbé Légré Loukou Méïté Nguessan Niamké Niamien Ouédraogo Sawadogo Kaboré Compaoré Zongo Zoungrana
            Tapsoba Kafando Nikiéma Ilboudo Sanou Yaméogo Zerbo Bonkoungou Sanogo Savané Soro Silué Tanoh Zadi Zahui Zokora Zoro Diack Diagne
            Diakhaté Diakité Diatta Diaw Diawara Diédhiou Dieye Dione Djiba Dramé Gassama Gning Goudiaby Guissé Kandji Kébé Konté Leye Loum Mbacké
            Mballo Mbengue Mbodj Mboup Mbow Ndaw Ndione Ndong Ndoye Ngom Niane Niasse Sabaly Sagna Sakho Samb Sambou Signaté Sonko Soumaré
            Tendeng Thiaw Thiongane Thioub Thioune Wane Willane Cissoko Cissokho Dabo Diakhaby Doucouré Dicko Goïta Guindo Haïdara Kassogué Koïta
            Magassa Magassouba Mariko Niakaté Niaré Ongoïba Samaké Simpara Soumano Tamboura Tangara Togola Yattara Youla Sacko Simaga Tounkara Dolo Poudiougou
            Tessougué Daou Diarisso Adjovi Ahouansou Akakpo Amouzou Assogba Dossou Houngbédji Houessou Hounkpatin Sossou Zinsou Adebayor Biteye
            Bodian Coly Diaby Diamanka Dième Diémé Diongue Gadiaga Kandé Kassé Ndir Pouye Seydi Sidiki Thiombiano Ouattarra Somda
            Traore Tiemtoré Zida Balima Kambou Moumouni Issoufou Mahamadou Souley Dodo Agbodjan Agbeko Kpadé Tchalla Kadjo Assamoi Ahoussou Amani Anoh Aphing
            Boka Gohou Guéï Kouao Krouma Lath Mambé Ncho Offoumou Seka Tiacoh Yoboué Zézé""",
        "shared": "Fall Sow Barry Wade Faye Kane Gaye Gomis Mane Mendy Conde Tall Ba Sy Ly Ka Lo Lam Camara Toure Lawson Samba Diakite Mohamed Ibrahim Issa Berthe Tamba Diao Yao Sane Barro",
        "given_female": """Aïssatou Aminata Fatou Fatoumata Mariama Mariame Awa Khady Ndeye Coumba Bineta Binta Oumou Kadiatou Kadidia Rokia Rokhaya Ramatoulaye Safiatou
            Salimata Seynabou Sokhna Adja Aby Aïda Aïssa Aïssata Alimatou Arame Assa Assétou Assitan Astou Bintou Dieynaba Djénéba Fanta Fatim Fatimata Fily
            Habibatou Haby Halimatou Hawa Kadia Kankou Khadidiatou Khoudia Kiné Korka Maguette Maïmouna Marième Marème Maty Mbathio Mbène Nafi Nafissatou Néné Ngoné
            Niakalé Nogaye Oulimata Oumy Penda Ramata Rougui Rouguiatou Safiétou Saly Sanaba Sira Sitan Souadou Tening Thioro Ténin Yaye Yandé Zeinabou Djénabou
            Hassanatou Houleymatou Adjoua Affoué Ahou Akissi Aménan Amlan Amoin Adjo Koumba Massandjé Mawa Namizata Natogoma Nabintou Minata Assata Makoura
            Matogoma Rasmata Alizèta Mamounata Talato Aya Adiaratou Kadidiatou Maïmounatou Bintu Sadiatou Rabiatou Rahinatou Zénabou Karidja Matou Ouleymatou""",
        "given_male": """Amadou Mamadou Abdoulaye Ousmane Ibrahima Moussa Cheikh Modou Babacar Alioune Aliou Boubacar Souleymane Sékou Seydou Issa Idrissa Bakary Lamine
            Malick Moustapha Oumar Pape Saliou Samba Serigne Tidiane Thierno Youssouf Youssou Abdou Alassane Alpha Aly Amara Ansoumane Arona Assane Badara
            Balla Baye Birahim Birane Boubou Cheikhou Chérif Daouda Demba Djibril Doudou Drissa Dramane Elimane Fodé Hamadou Hamidou Ibou Idy Ismaïla Kader
            Kalidou Kalilou Karamoko Kalifa Khadim Khalifa Lassana Lassina Lassine Macky Madou Mady Mahamadou Makan Makhtar Massamba Matar Mbacké Médoune Moctar
            Modibo Mody Mory Mouhamadou Mouhamed Moriba Ngagne Nouhoum Ousseynou Pathé Sadio Saër Sidiki Sidy Siaka Sory Soumaïla Tiémoko Tiékoro Tidjane Waly Yaya
            Yéro Yoro Zoumana Bréhima Broulaye Bourama Bassirou Bocar Bouna Cheickna Diadié Fousseni Gaoussou Hamady Harouna Kandioura Kémoko Lanciné Mahamane
            Namory Ramane Salif Soungalo Tahirou Kouassi Kouadio Kouamé Koffi Konan Kouakou Yao Yapi Kacou Brou Ahoussou Gnamien Kanga Loukou Tanoh Rasmané Boukary
            Issouf Issoufou Noufou Mahamoudou Sayouba Salifou Boureima Hamado Lassané Séni Yacouba""",
        "given_unisex": "Adama Yacine Sadia Maguette Mame Diarra Dado",
    },
}
