"""Common names of Southern and Eastern Africa, composed for this project from general knowledge: no list of people was copied."""

SOUTHERN_AND_EASTERN = {
    "za": {
        "family": """Baloyi Bapela Booi Boshielo Bacela Bangani Bhuyeni Chabalala Chauke Dhladhla Dikgole Ditsele Dlabantu Dlova Dyani Dyantyi Dyasi Fuze Gabuza
            Gcabashe Gqirana Gqola Gwiji Hlungwani Jabavu Jongile Kekana Kgatle Kgoale Kgosana Khaile Khama Khoele Kgathi Kgosidintsi Komane
            Leballo Lebese Lebone Ledwaba Legodi Lekalakala Lekota Lephoto Leshilo Lesufi Letsie Letsoalo Lekgotla Lelaka Mabandla Mabasa Mabena Maboe Mabote
            Mabunda Madikizela Madonsela Madzivhandila Mafhungo Mafole Mahlatsi Mahlaba Maimane Makamu Makeleni Makgatho Makgoba Makhado Makhubela Makinana
            Makoe Makola Malatji Malebo Maleka Malema Maluleke Mamabolo Mamkeli Manamela Manganye Mapaila Maphosa Mapisa Maqoma Marumo Masemola
            Mashabela Mashau Mashego Mashele Mashigo Masilo Masipa Masire Masisi Maswanganyi Matanzima Mathabatha Mathebe Mathole Matlala Matlou Matomela
            Matsepe Matshoba Mazwai Mbalula Mbeki Mboweni Mdingi Merafhe Mfeketo Mhlaba Mhlauli Mkefa Mkhari Mmusi Mngqibisa Moagi Modise
            Moeketsi Mofokeng Mogae Mogale Mogapi Mogotsi Mohale Mohapi Mokgatle Mokgethi Mokgoro Mokgosi Mokheseng Mokhele Mokhethi Mokoena Mokoka
            Mokone Mokwena Molapo Molefe Molete Moletsane Moloi Molomo Mongwe Monyane Moroka Mosala Moshoeshoe Mosia Mosikare Mosime Motaung Mothibi
            Motloung Motsepe Motsoaledi Motsoeneng Motswagole Mpahlwa Mphahlele Mphela Mphephu Mphuthi Mpondo Mqhayi Mtileni Mtimkulu Mtshizana Mudau
            Mukwevho Mulaudzi Munyai Muofhe Mxenge Nchabeleng Ndamane Ndamase Ndou Ndungane Nemavhola Nengovhela Netshitenzhe Ngcuka Ngculu
            Ngobeni Ngoepe Ngqula Njongwe Nkadimeng Nkoana Nkoane Nkuna Nkwinika Nkwinti Nobatana Nongxa Nqakula Nthite Ntlabathi Ntsane Ntshinga Ntsoane
            Phala Phalatse Phasha Phaswana Pheko Phetla Pityana Rabotapi Radebe Ramabulana Ramaphosa Ramashia Ramatlhodi Rametsi Ramodike
            Ramokgopa Rampedi Rapetswa Raphela Rasebitse Ravele Rikhotso Seabi Sebego Sebogo Sebola Segage Sehloho Sekgobela Sekwati Seleka Selepe
            Semenya Seretse Serote Setati Setshedi Shilubane Shirinda Shivambu Sikhwari Sisulu Siyotula Skosana Skweyiya Sobukwe Somyo Songca Sontonga Taunyane
            Tambo Thobakgale Thobejane Thovhakale Tivane Tladi Tlali Tlhabi Tlou Tsengiwe Tsatsi Tshabalala Tshikovhi Tshivhase Tshwete Tsotetsi Tyali Valoyi Xundu
            Yako Zibi Zokwana Moyo Chidzero Chigumbura Chihuri Chikore Chikwanha Chimombe Chinamasa Chingono Chipanga Chiremba Chirenje Chitando Chitepo Chitiyo
            Chivasa Chiwenga Gumbo Gwanzura Gwatidzo Kambarami Kaseke Madzorera Makoni Mandaza Mangwana Manyika Mapfumo Maposa Marufu Masakadza
            Mashingaidze Masiiwa Mawarire Mnangagwa Mpofu Msipa Mtetwa Muchena Mudzuri Mugabe Mujuru Mukanya Mupfumi Murambinda Murerwa Musarurwa Mushonga Mushowe
            Mutasa Mutsvangwa Muzenda Muzorewa Nhema Nhongo Nyagumbo Nyandoro Nyoni Parirenyatwa Rusere Sekeramayi Shumba Taruvinga Tekere Tsvangirai Zimuto
            Zvobgo Banda Phiri Mwale Tembo Chirwa Nyirenda Mhango Gondwe Msiska Kamanga Mkandawire Kaunda Musonda Bwalya Mulenga Mwansa Mwape Sakala Daka
            Chisala Chilufya Kapata Lubinda Mutale Mwila Ngoma Nkhata Nkhoma Simukonda Siame Sichone Zimba Chisenga Hichilema Kalaba Kalumba Kapwepwe Katongo
            Chiluba Chakwera Mutharika Muluzi Chilima Kumwenda Mbewe Munthali Ngwira Nyasulu Nyondo Hamutenya Haufiku Nangolo Nghidinwa Shikongo Shilongo""",
        "shared": "Adams Daniels Hove Jacobs Sono Tau Zhou Lungu Gama Made Manana Wanda Gina Binda Manzi Lange",
        "given_female": """Thandiwe Nomvula Zanele Lindiwe Nokuthula Nonhlanhla Busisiwe Bongiwe Sibongile Thandeka Thembeka Thembi Zodwa Zinhle Nomsa Nomfundo
            Noluthando Nolwazi Nomthandazo Nomzamo Nonkululeko Nosipho Nozipho Nontsikelelo Nosiphiwo Nomalanga Nobuhle Nokubonga Nokulunga Nokwanda Nompumelelo
            Nondumiso Ntombifuthi Ntombizodwa Ntombikayise Ntombi Noxolo Nozuko Nwabisa Nandipha Nomonde Nomathemba Nomaswazi Nomhle Nomakhosi Khanyisile
            Khanyisa Khethiwe Hlengiwe Jabulile Duduzile Fikile Gugulethu Gugu Mbali Minenhle Nqobile Philile Phumzile Phumla Phindile Samkelisiwe Sindisiwe
            Sinenhlanhla Siphokazi Sizakele Slindile Thabile Thabisile Thandazile Thembelihle Thembekile Thokozile Thulisile Tholakele Vuyelwa Vuyokazi Xoliswa
            Yoliswa Zandile Zenzile Zoleka Zukiswa Zimkhitha Zikhona Zintle Ziyanda Anathi Andiswa Asanda Babalwa Bulelwa Chwayita Lumka Mandisa Nandi Neliswa
            Nokhanyo Nolitha Nomawethu Noluvuyo Noloyiso Nonceba Nontle Pumza Sisipho Sinazo Thandokazi Thozama Vuyiseka Zenande Amahle Bukelwa Nobantu
            Lerato Refilwe Naledi Palesa Puleng Dineo Keitumetse Kelebogile Mamello Masego Mathapelo Matshidiso Mmabatho Mmathabo Nthabeleng Nthabiseng Nthati
            Ntswaki Boitumelo Bontle Dikeledi Disebo Dimakatso Dipuo Goitseone Keabetswe Kedibone Kefilwe Kelebonye Limpho Lineo Maletsatsi Mamosa Mapule Maserame
            Matlakala Matshepo Mmapula Moipone Moliehi Mosele Motlalepula Nkele Nthateng Ntebogang Onalenna Oratile Pontsho Reitumetse Relebogile Seipati
            Selloane Semakaleng Senate Seithati Tlotliso Tsholofelo Tshegofatso Tshidi Rudzani Livhuwani Mukondeleli Tsakani Nkhensani Tinyiko Nyiko
            Chipo Rudo Tariro Rutendo Ruvimbo Chiedza Fadzai Maidei Nyaradzo Paidamoyo Ropafadzo Rumbidzai Runako Sekai Shamiso Shuvai Tambudzai Tsitsi Vimbai
            Yeukai Chido Makanaka Nokutenda Netsai Sithembile Mutinta Inonge Nalishebo Namukolo Mwangala Luyando""",
        "given_male": """Sipho Themba Thabo Bongani Mandla Sibusiso Jabulani Dumisani Njabulo Nkosinathi Mthunzi Mduduzi Mlungisi Mthokozisi Musawenkosi Mzwandile Mxolisi
            Msizi Mpumelelo Mpendulo Menzi Mondli Mandlenkosi Lindani Langelihle Lwazi Lungelo Luthando Lukhanyo Lizo Loyiso Lubabalo Ludwe Lunga Khulekani
            Khumbulani Khanyiso Kwanele Hlanganani Fanele Falakhe Dingane Celani Bhekani Bhekisisa Bhekumuzi Bheki Bafana Bonginkosi Andile Ayabonga Athenkosi
            Bandile Bhekizizwe Bhekokwakhe Londisizwe Mnqobi Nqobizitha Buntu Mongezi Monwabisi Mncedisi Mvuyo Mziwandile Mzimasi Mzoxolo Mzwakhe Mzukisi Nceba Ncedo Ndumiso Nhlanhla Nhlakanipho Nkosana
            Nkululeko Nqaba Nsizwa Ntsikelelo Phakamani Philani Phumlani Qiniso Sabelo Sakhile Sandile Sanele Senzo Sfiso Sibonelo Sifiso Sikhumbuzo
            Sindiso Siphamandla Siphelele Siphiwe Siseko Sithembiso Sivuyile Siyabonga Siyabulela Siyanda Siyathemba Sizwe Skhumbuzo Solomzi Sonwabo Sthembiso
            Thabani Thamsanqa Thandanani Thembani Thembalethu Thembinkosi Thulani Thulasizwe Velaphi Vuyani Vuyisile Vuyo Vuyolwethu Vusi Vusumuzi Wandile
            Xolani Xolile Yanga Zakhele Zamani Zamokuhle Zandisile Zenzele Zolani Zwelakhe Zwelethu Zwelinzima Zukile Thabiso Tshepo Tebatso Teboho Thapelo Tumisang
            Tshepang Tsepo Thuso Tiro Sello Sechaba Rapulane Refentse Pule Pitso Phenyo Paseka Oupa Ofentse Obakeng Moeketsi Mohau Mohapi Mokete Molefi
            Mosiuoa Motlatsi Motsamai Mothusi Mojalefa Mogomotsi Matome Malefetsane Letlhogonolo Lehlohonolo Leruo Lebona Kgosi Kgosietsile Kgaogelo Khotso Kitso
            Kagiso Kabo Kabelo Katleho Fenyang Ditiro Bakang Aobakwe Hlompho Tefo Thebe Tokelo Tsietsi Tshediso Tseliso Rhulani Tinashe Takudzwa Tawanda Tendayi
            Tichaona Tinotenda Tonderai Tongai Tungamirai Farai Fungai Garikai Itai Kudakwashe Kundai Kuziva Munyaradzi Mukudzei Munashe Nhamo Ngonidzashe
            Rangarirai Simbarashe Taurai Tafara Takunda Tererai Zivanai Chamunorwa Chengetai Chenjerai Dambudzo Mulenga Mwila Chibwe Kapembwa""",
        "given_unisex": """Mpho Thando Ayanda Simphiwe Lindokuhle Anele Olwethu Ntokozo Unathi Siphesihle Lebogang Lebohang Lesedi Kgomotso Karabo Katlego Tebogo Thato
            Tumelo Tiisetso Rethabile Kamogelo Kgalalelo Lesego Neo Bokang Tlotlo Tshiamo Itumeleng Amogelang Gontse Takalani Tshilidzi Khathutshelo Tendai Nyasha
            Tatenda Kudzai Tafadzwa Tapiwa Anesu Panashe Rufaro Shingirai Chikondi Mphatso Thokozani Chimwemwe Bwalya Mutale Chanda Aphiwe Luyanda Sihle Lungile
            Buhle Thandolwethu Rorisang Kgotso Kopano Omphile""",
    },
    "af": {
        "family": """Albertyn Aucamp Badenhorst Bester Beukes Bezuidenhout Blignaut Boonzaaier Bornman Boshoff Botha Bothma Bredenkamp Breytenbach Brits Buys Calitz Carelse
            Celliers Cilliers Claassen Cloete Coetsee Coetzee Coetzer Combrinck Combrink Conradie Cronje Crous Delport Dippenaar Eksteen Eloff Els Engelbrecht Enslin
            Esterhuizen Esterhuyse Geldenhuys Gouws Greyling Grobbelaar Grobler Groenewald Grundling Haasbroek Hanekom Hattingh Havenga Hefer Heunis
            Heydenrych Heyns Holtzhausen Immelman Jantjies Jooste Jordaan Kannemeyer Kleynhans Klopper Knoetze Koekemoer Koornhof Kotze Kotzee Kriel Krige Labuschagne
            Langenhoven Lategan Laubscher Liebenberg Lochner Lombaard Lotriet Loubser Louw Lubbe Luyt Malan Maritz Matthee Meintjies Meiring
            Minnaar Moolman Mostert Myburgh Mynhardt Naude Neethling Nel Niemand Nienaber Nieuwoudt Nortje Odendaal Oelofse Oosthuizen Opperman Peens Pelser Pienaar
            Plaatjies Potgieter Pretorius Prinsloo Raath Rabie Rademeyer Rautenbach Redelinghuys Retief Riekert Robbertse Roestoff Roodt Rossouw Schabort Scheepers
            Schlebusch Schoeman Schoonraad Senekal Serfontein Slabbert Snyman Stander Steenkamp Steyl Steyn Stols Strydom Swanepoel Swiegers Taljaard
            Terblanche Thiart Tolmay Tredoux Truter Uys Veldsman Venter Vermaak Verster Viljoen Visagie Viviers Vlok Volschenk Vorster Vosloo Wepener
            Wiid Witbooi Wium Wolmarans Zaayman Zietsman Arendse Baartman Fortuin Jaftha Julies Klaasen Kortje""",
        "family van": """Wyk Zyl Niekerk Rooyen Heerden Staden Jaarsveld Rensburg Vuuren Tonder Schalkwyk Eeden Aswegen Deventer Blerk Wyngaard Reenen
            Onselen Greunen Loggerenberg Eck Biljon Graan Huyssteen Emmenis Sittert Brakel Rhyn Heyningen Nieuwenhuizen Pletzen Ryneveld Vollenhoven Zweel""",
        "family van der": "Merwe Westhuizen Walt Vyver Spuy Schyff Colff Sandt Byl Bijl Mescht Heever Lith Lingen Wath Ryst Rheede",
        "family de": "Villiers Klerk Wet Swardt Koker Meillon Klerck Bruyn Necker Coning",
        "family du": "Plessis Toit Preez Pisanie Raan Plooy Rand Buisson Buson Plessie Randt",
        "shared": """Ackermann Alberts Beer Barnard Basson Brand Burger Daniels Dreyer Erasmus Ferreira Fouche Fourie Gerber Goosen Hendriks Hendricks Hugo Jacobs
            Jager Jansen Jonker Joubert Kirsten Kock Kruger Lange Lombard Loots Lotter Lourens Malherbe Marais Meyer Mouton Mulder Muller Olivier Pieters Pieterse Richter Roos Roux
            Schmidt Scholtz Schultz Schutte Smit Spies Stassen Strauss Swart Theron Theunissen Thirion Vermeulen Visser Waal Watt Wessels Wiese Wit""",
        "given_female": """Anneke Annelie Annelize Annemarie Anriette Ansie Alta Amore Aletta Arina Bernadine Carina Carlien Chantelle Charlize Christelle Corlia
            Cornelia Danelle Daleen Dorothea Driekie Elana Elandri Elanie Elbie Elize Elizabet Elmarie Elna Elsabe Elsie Engela Erna Esmarie Estelle Elrika
            Ezelle Frieda Gerda Gertruida Gesina Gretha Hannelie Hanlie Heleen Helena Hester Hendrina Ilana Ilse Ilze Isabel Jacoba Jana Janine Janneke Jeanette
            Johanna Jolene Juanita Juanette Karien Karin Karlien Katrien Kotie Lana Leandri Leanie Leana Lelanie Lenie Leonie Liezel Liezl Lientjie Linette Lizelle
            Lizette Lize Louisa Madelein Magda Magdalena Magrieta Maretha Marelize Marietjie Marika Marike Marinda Marisa Marlene Marlize Marna Marnelle Martha
            Martie Martina Mieke Minette Nadine Nelia Nerina Nicolene Odette Petro Petronella Reinette Renate Riana Rina Roelien Rolene Ronel Ronelle Rozanne
            Salome Santie Sannie Sonette Sonja Stefanie Sulette Sunette Susanna Susara Suzette Tarien Tertia Tersia Trudie Ursula Wilma Willemien Wilmarie Yolande
            Zelda Zanel Zandri""",
        "given_male": """Adriaan Albertus Andre Andries Anton Antonie Armand Arno Arnoldus Barend Bennie Bernardus Carel Casper Charl Christiaan Christo Christoff Coenraad
            Coenie Cobus Corne Daan Danie Dawid Dewald Dirk Divan Deon Dries Eben Ebenhaezer Eduard Ernst Etienne Ewald Faan Fanie Ferdi Ferdinand Francois
            Frans Frederik Frikkie Gerhard Gerhardus Gerrit Gert Gideon Gustav Hannes Hansie Heinrich Hendrik Hendrikus Hennie Henning Herman Hermanus Hercules
            Hein Ignatius Izak Izaak Jaco Jacobus Jacques Jan Jannie Jasper Jeandre Johan Johann Johannes Josef Jozua Juandre Jurgens Jurie Karel Kallie
            Kobus Koos Kosie Lafras Leon Lodewyk Louis Lourens Louwrens Lukas Maarten Magiel Manie Marius Markus Marnus Marthinus Martiens Matthys Mauritz
            Michiel Morne Nardus Neels Nicolaas Nico Nelius Ockert Okkie Ockie Petrus Philippus Pierre Piet Pieter Quinton Reinhard Renier Rian Riaan
            Rikus Roelof Rudi Rudolf Ruan Ruben Sakkie Sarel Schalk Servaas Stefan Stefanus Stephan Stephanus Stoffel Tiaan Theuns Thinus Tinus Tjaart Tobie
            Ulrich Vian Wessel Willem Wilhelm Wian Wickus Wouter Wynand Waldo Werner Zander Zirk""",
    },
    "ke": {
        "family": """Kimaro Mushi Msangi Lyimo Nyerere Mkapa Kikwete Magufuli Mosha Massawe Mrema Mbowe Mwakyusa Mwakalinga Mwakasege Shirima Swai Temba Tarimo
            Urassa Kessy Kileo Kimario Laizer Macha Malisa Mallya Marandu Materu Mbise Mcharo Mchome Mfinanga Mgaya Mhagama Mkwawa Mlay Mmari Mollel
            Moshi Mpangala Mrisho Mrosso Msigwa Msuya Mtui Munisi Mwandri Mwanri Ndunguru Ngowi Nkya Nnko Pallangyo Sanga Shayo Silayo Sumari Kapinga Haule Komba
            Chengula Kayombo Luoga Mapunda Mbilinyi Mligo Mwageni Nchimbi Mkude Kaijage Rwegasira Rugambwa Rutta Mutabuzi Kigoda Masanja Shija Makongoro
            Wasira Maganga Magesa Malecela Nyalandu Mukasa Ssempala Ssemanda Opio Ocen Otim Museveni Mugisha Tumwesigye Nsubuga Kayongo Byaruhanga Asiimwe Birungi
            Mbabazi Kizito Ssali Kyeyune Kasozi Lubega Lwanga Kaggwa Kigozi Kiwanuka Mayanja Mutebi Muwanga Nsereko Sebunya Ssebunya Ssekandi Sserwadda Walusimbi
            Wasswa Byarugaba Kamugisha Kabagambe Muhumuza Mwesigye Tumusiime Twinomujuni Ahimbisibwe Nuwagaba Kyagulanyi Ssemakula Musoke Kenyatta""",
        "shared": "Mohamed Mohammed Ahmed Ali Hassan Hussein Ibrahim Omar Osman Said Salim Abdi Adam Salah Idris Rashid Yusuf Musa",
        "given_female": """Wanjiru Wanjiku Wambui Wangari Wangui Wanja Wairimu Waithera Wamaitha Wangechi Wanjira Nyambura Nyawira Nyokabi Njeri Njoki Njambi Muthoni
            Mumbi Mukami Gathoni Gakii Gacheri Kagwiria Kawira Kathambi Karimi Kananu Makena Mwende Mwikali Mueni Mutheu Ndinda Ndanu Nduku Ndunge Nduta Nthenya
            Mbithe Mumbua Syombua Wavinya Wayua Kasyoka Kalekye Kamene Atieno Adhiambo Akinyi Achieng Akoth Anyango Apiyo Awuor Awino Aoko Auma Adongo Akumu
            Amondi Nafula Nekesa Naliaka Nanjala Nasimiyu Nelima Nabwire Chebet Chepkoech Chepkemoi Chepkirui Cherono Cherotich Cherop Chelagat Chelangat
            Chemutai Chepngetich Chepchumba Cheptoo Jepkoech Jerotich Jeptoo Jelagat Jebet Jemutai Jepchirchir Jepkosgei Moraa Kerubo Kemunto Kwamboka Nyaboke
            Bosibori Nyanchama Gesare Kemuma Boke Naserian Nashipae Asha Fatuma Halima Neema Rehema Zawadi Subira Mwanaisha Mwanahawa Mwanajuma Mwanamisi
            Pendo Upendo Zuhura Zuwena Zainabu Mariamu Hadija Rukia Rahma Tunu Eshe Jamila Kibibi Maimuna Mwajuma Mwasiti Sauda Shani Sharifa Batuli Devotha
            Theresia Anastazia Editha Janeth Mwamvita Tausi Nakato Babirye Namukasa Nabirye Nabukenya Nakiganda Nakayiza Nalwadda Nabatanzi Namusoke Nansubuga
            Namuli Nanteza Nakimuli Nalubega Namutebi Kemigisha Kyomugisha Ninsiima Akello Apio Amongi Nambooze Kansiime Katusiime Kobusingye""",
        "given_male": """Mwangi Kamau Njoroge Kariuki Kimani Karanja Maina Macharia Ndungu Mburu Gitau Githinji Waweru Wainaina Kinyanjui Kuria Muiruri Mbugua Irungu
            Chege Ndegwa Nderitu Muchiri Murimi Otieno Odhiambo Ochieng Omondi Onyango Okoth Ouma Owino Owuor Opiyo Odongo Oduor Okello Oluoch Ogutu Wafula
            Wekesa Simiyu Barasa Wanjala Wanyama Makokha Kibet Kiprono Kiprotich Kipkoech Kipkemboi Kiplagat Kiptoo Kipruto Kipchumba Kipngetich Kipkirui Kipchoge
            Kimutai Koech Cheruiyot Korir Mutua Musyoka Mutuku Mutiso Kilonzo Kioko Kyalo Mwendwa Musembi Wambua Munyao Mutinda Makau Mumo Muema Nyakundi
            Momanyi Ondieki Mogaka Bosire Hamisi Bakari Rajabu Ramadhani Saidi Athumani Abdallah Daudi Faraji Jabari Jafari Jumanne Khalfan Kombo Mbaraka Makame
            Masoud Mrisho Msafiri Mussa Mwinyi Nassoro Nuhu Omari Rashidi Seif Selemani Shabani Swalehe Yusufu Zuberi Hamadi Khatib Sefu Yohana Isaya Yakobo
            Samweli Mukasa Kato Wasswa Opio Ocen Otim Kizito Lubega Kiwanuka Musoke Mugisha Tumwine Byaruhanga Muhumuza Tumusiime Mwesigwa Ssemakula""",
        "given_unisex": "Tumaini Imani Bahati Furaha Arinaitwe Asiimwe Birungi Natukunda Riziki",
    },
    "am": {
        "given_male": """Abiye Addisu Afewerki Alazar Amha Ambachew Andargachew Aregawi Asmerom Asrate Atnafu Ayenew Azmera Bahru Bayissa Belai Berihun Binyam
            Birhanu Chane Dagim Dagmawi Debru Ermiyas Eskinder Fekadu Fesseha Fikremariam Fisseha Gebreab Gebrehiwot Gebresilasie Gebretsadik Gebreyesus Gebru Genene
            Ghebremeskel Ghirmay Goitom Haileab Hailemichael Isaias Kaleab Kebreab Kefyalew Kesete Kiflom Leul Lidetu Makonnen Mebrahtu Mehretab Mekonen
            Meles Menelik Merhawi Mesgina Minase Nahom Negasi Seare Sebhat Semere Senay Surafel Tadese Taddese Tareke Tekeste Tekie Teklemariam Temesghen Tesfalem
            Tesfaldet Tesfamariam Tesfamichael Tewelde Tibebe Tsehaye Weldai Weldemichael Weldu Wendimu Wolday Woldemariam Wondwossen Yacob Yirgalem
            Yohanes Zemichael Zerai Zeray Abdisa Bayisa Bulti Fufa Gadisa Gemechis Gudina Hundessa Jaleta Kumsa Lelisa Negasa Olana Tolera Gutema Regasa Terfa Tufa
            Wakgari Jiru Feyera Negeri Etana Dugasa Desisa Bekuma Ayana""",
        "shared": "Solomon Daniel Samuel Michael Mohammed Ahmed Hussein Ali Ibrahim Elias Jemal Yasin Usman Sultan Abdela Nasir Abel Samson Adem Musa Abate Lemma Reda Araya Molla Tola Tolosa Reta",
        "given_female": """Aberash Abeba Abrehet Alemitu Almaz Amarech Asnakech Askale Aster Atsede Ayalnesh Azeb Bekelech Belaynesh Bethelhem Betelihem Birtukan Bosena
            Bruktawit Degitu Derartu Edelawit Elsabet Emebet Etenesh Eyerusalem Feven Fikirte Firehiwot Frehiwot Freweini Gelila Genet Genzebe Hewan Hiwet Hiwot
            Kedija Kelemwa Kidist Konjit Lemlem Letay Letebrhan Liya Luam Lulit Mahder Mahlet Makeda Mebrat Medhanit Mekdes Melat Meaza Meron Meseret Meskerem
            Mihret Misrak Mulunesh Nardos Nigist Nigisti Rahel Rahwa Rediet Roza Ruta Samrawit Seble Semhal Semhar Senait Selamawit Senayt Shewaye Sihin Sinidu
            Sosina Tayech Tenagne Tewabech Tigist Tirhas Tirunesh Tiruwork Tizita Tsedale Tsedey Tsigereda Tsige Tsion Weyni Winta Wubit Worknesh Woinshet Yemisrach
            Yeshi Yeshimebet Yodit Zebib Zewditu Zenebech Zinash Zufan Chaltu Bontu Hawi Ayantu Lensa Sifan Ibsitu Dinknesh Abebech Mahilet Bezawit Kalkidan""",
        "given_unisex": "Berhane Alem Desta Tsehay Haimanot Netsanet Birhan Fasika Sisay Mulu Addis Addisalem Yordanos Shewit Haben Selam Bisrat Chernet Fantaye Worke",
    },
}
