"""Common names of cultures of which the other sources have few, written down by the authors of Heteronym."""

from training.pools.names_of_southern_and_eastern_africa import SOUTHERN_AND_EASTERN
from training.pools.names_of_western_africa import WESTERN

AFRICAN_NAMES = SOUTHERN_AND_EASTERN | WESTERN
# Family names that are of a culture, although lists of others have them, too.
SURE_FAMILIES = {
    "ar-latin": """Abdullah Ahmad Ahmed Ali Hamza Hasan Hassan Hussain Hussein Ibrahim Mahmood Mahmoud Mohamed Mohammad Mohammed Mohamud Muhammad
        Mustafa Omar Osman Rahman Saeed Saleh Salim Yousef Yousuf""",
}
OWN_NAMES = {
    "vi": {
        "family": """Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Dinh Doan Mai Dao Trinh Truong Lam Luong Luu
            Ta Chau Cao Phung Quach Tang Thai Thach Kieu Ninh Nghiem Vuong Trieu Ha Hua Mac Nong Quan Tong Bach Diep Giang Khuong
            Lieu Than Tieu Vien Chung Cung Dam Khong Lai Vinh Mach Phi Phuong Thieu Trang Trieu Tuong Uong Khuu Nhan""",
        "given_female": """Anh Chi Dao Diem Dung Giang Hang Hien Hoai Hong Kim Lan Lien Ly My Nga Ngan Nguyet Nhi Nhu Oanh Phuc Phung
            Tam Tham Thu Thuong Thuan Tien Tram Tuyen Uyen Van Vi Vy Xuyen Yen Cam Chau Doan Duyen Hoan Hue Khue Lam Le Luyen""",
        "given_male": """An Binh Chien Chinh Danh Dinh Doanh Giap Hao Hien Hoan Huy Khai Khiem Kiet Lam Loc Loi Luan Luong Manh Nghia
            Nhan Nhat Phat Phi Quan Quyen Sang Son Tai Tam Tan Thang Thinh Tho Thuan Tien Tin Toan Tri Triet Truong Tung Tuyen Viet Vu Vuong""",
    },
    "ro": {
        "family": """Popescu Ionescu Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Marin Lazăr Florea Dobre Nistor Mihai
            Toma Moldovan Tudor Ilie Cristea Dinu Barbu Oprea Voicu Sandu Neagu Ungureanu Diaconu Constantinescu Georgescu Stanciu
            Dragomir Enache Manea Mocanu Preda Tănase Vasile Anghel Petre Niculescu Cojocaru Filip Iancu Suciu Pavel Cristescu Avram
            Bălan Bogdan Bratu Bucur Calin Chiriac Coman Costea Croitoru Cucu Damian David Dobrescu Drăgan Dumitrescu Dumitrache Ene Fodor
            Gavrilă Ghiță Grigore Grigorescu Iacob Ichim Ignat Ionică Ioniță Iordache Ivan Jianu Luca Lungu Lupu Macovei Manole Mareș
            Marinescu Mihăilescu Mihalache Mircea Miron Mitrea Moraru Mureșan Neacșu Nedelcu Negoiță Negrea Nicolae Nicolescu Nistorescu
            Olaru Olteanu Pană Pascu Păun Pătrașcu Petcu Petrescu Pintilie Pîrvu Pop Popovici Postolache Prodan Rădulescu Roman Roșca Roșu
            Rotaru Sava Savu Șerban Simion Soare Stănescu Ștefan Ștefănescu Stoian Stroe Surdu Tamaș Teodorescu Timofte Trandafir Trifan
            Țurcanu Ursu Vlad Vladu Vlădescu Voinea Zaharia Zamfir""",
    },
    "ar-latin": {
        "family": """Abadi Aboud Ahmadi Akkad Alami Alaoui Amari Antar Arafat Aswad Atallah Attar Awad Ayoub Azzam Badr Bahri Bakkali Barakat
            Bashir Belhaj Benali Benjelloun Bennani Berrada Bouzid Chahine Chaoui Daher Darwiche Dabbagh Douiri Eid Fahmy Fakhoury Farah
            Fares Fayad Filali Ghanem Habib Haddadi Hadid Hajj Hamid Hammoud Hamdi Hanafi Hijazi Hosni Ibrahimi Idrissi Issa Jabbour
            Jaziri Kabbani Kamel Kanaan Kassem Khalil Kilani Lahham Mahfouz Maalouf Malki Mansouri Mekki Moussa Mroueh Murad Nahas Naim
            Naser Obeid Othman Qabbani Rahal Ramadan Razzaq Rizk Saab Saadi Sabry Salama Salem Samaha Sayed Selmi Shaaban Shadid Shahin
            Shakir Sheikh Slimani Soliman Tahan Taha Tahiri Talhouni Touma Wahbi Yassin Younes Zaki Ziani Zidan""",
        "given_female": """Abeer Abla Afaf Ahlam Alia Amal Amira Anisa Arwa Aya Aziza Bushra Dana Dina Doaa Eman Faiza Farah Farida Fatma Feryal
            Ghizlane Hafsa Hala Haifa Hasna Hayat Ibtisam Ilham Jamila Jihan Kawthar Kenza Lamia Latifa Laila Loubna Malak Manal Marwa
            Maysa Mouna Nabila Nahla Naima Najat Nawal Nour Oumaima Rabia Rahma Rawan Rim Rola Ruba Sabah Safa Sahar Saida Salwa Sanaa
            Sara Shadia Siham Soraya Suha Sumaya Thuraya Wijdan Yousra Zahra""",
        "given_male": """Abbas Abdelaziz Abdelkader Abderrahim Abderrahmane Abdulaziz Abdulrahman Adnan Akram Amin Amir Ammar Aziz Azzedine Badr Bahaa
            Bashar Basel Driss Emad Essam Fadi Fares Farid Fathi Fouad Habib Hadi Haitham Hakim Hamid Hani Haroun Hatim Hicham Hossam
            Hussam Idris Ihab Ilyas Ismail Issam Jaafar Jalal Jawad Khaled Khalil Lotfi Mahdi Maher Malik Mansour Marwan Mehdi Moataz
            Mohsen Mounir Mourad Munir Nader Naji Nidal Nizar Noureddine Rachid Rafik Ramzi Raed Rida Saad Sabri Said Salah Salim
            Samer Shadi Sherif Sofiane Soufiane Tarek Taoufik Yahya Younes Youcef Zakaria Ziyad""",
    },
}
