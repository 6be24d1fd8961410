"""Pet names and further given names of European languages that no pool holds, none of them an ordinary word there.

Detection takes them for given names; unlike the table of nicknames, they link no mentions and give no surrogates.
"""

from recognizers.lexicon.pools import canonical

_WORDS = """
# German
Vroni Burgi Schorsch Jupp Wastl Hansi Liesl Lenchen Ulli Manni Gerli Levin Jannik Jonte Mattis Finja Hinnerk
# French
Momo Fatou Mamadou Amadou Josy Juju Gégé Dédé Jojo Fanfan Loïc Gwénaëlle Maëlys Lilou Timéo Noémie Solène
Nolwenn Erwan Maëva Abdelkader Boualem Rachid Houda
# Spanish
Maripaz Inma Conchi Paqui Loli Chus Yoli Juanjo Josema Joserra Quino Juanma Asun Iñaki Mercè Oriol
# Italian
Mimmo Mimma Peppino Totò Gigi Pippo Nuccio Pasqualino Mariagrazia Fiammetta Nunzia
Giusy
# Dutch
Kees Henk Miek Sjaak Truus Ineke Mieke Marloes Annemieke Rinus Jeroen Marijke Wim Tjeerd Douwe Geertruida
Willeke Hendrika
# Portuguese
Juninho Guga Bia Zezé Zezinho Chico Tonho Toninho Quim Jorginho Carlinhos Paulinho Marquinhos Nandinho Cleiton
Cleide Jussara Everaldo Elói Neusa Dirce Rosângela Adérito Lurdes Tião Cida Rosinha Terezinha Jaci
# Polish
Krzysiek Krzysiu Krzyś Zuzka Zuzia Zuza Zdzich Zbyszek Rysiek Heniek Wojtek Wojtuś Marcinek Grzesiek Grzesiu
Grześ Staś Stasiek Jasiek Franek Antek Olek Michałek Kubuś Pawełek Rafałek Darek Jarek Mirek Sławek
Mietek Tadek Władek Gośka Kaśka Basia Baśka Aśka Zosia Hania Marysia Ania Jadzia Halinka Bożenka Krysia
Tereska Renia Ewka Dorotka Justynka Madzia Iwonka Dobrosława Wiesława Stanisława Zdzisław Ondra Honza Jirka
# Nordic and others
Hristo Torkild Oddvar Ołeksandr Ołeh Olha Oksana
"""
SHORT_NAMES = frozenset(
    canonical(word) for line in _WORDS.splitlines() if not line.startswith("#") for word in line.split()
)
