"""Nicknames: well-known short forms of given names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from recognizers.lexicon.cultures import culture_of_given
from recognizers.lexicon.pools import canonical

# Formal name: short forms. A short form that belongs to one formal name only is treated as a spelling of it.
TABLE = """
Abigail: Abby Abbie Gail|Abraham: Abe|Adelaide: Addie|Agnes: Aggie|Albert: Al Bert Bertie|Alejandro: Ale Jandro|Alexander: Alex Al Sandy Sasha Xander
Alexandra: Alex Sandra Sasha Lexi|Alfonso: Poncho|Alfred: Alf Fred Alfie|Alison: Ali Allie|Amanda: Mandy|Andrea: Andi|Andrew: Andy Drew|Andreas: Andi
Anastasia: Nastya Ana Stacy|Angela: Angie|Anna: Ann Annie Anya|Antonia: Toni|Anthony: Tony|Antonio: Toni Toño Antón|Arthur: Art Artie|Barbara: Barb Babs
Barnabas: Barney|Bartholomew: Bart|Beatrice: Bea|Benjamin: Ben Benji Benny|Bernard: Bernie|Bradley: Brad|Cameron: Cam|Carolina: Caro|Caroline: Carrie
Catherine: Cathy Cate Cat|Cecilia: Ceci|Charles: Charlie Chuck Chas|Charlotte: Lottie Charlie|Christina: Tina Chrissy Chris|Christine: Chris Tina
Christopher: Chris Kit Topher|Clifford: Cliff|Concepción: Concha Conchita|Constance: Connie|Cornelius: Neil|Cynthia: Cindy|Daniel: Dan Danny|Danielle: Dani
David: Dave Davey|Deborah: Debbie Deb|Dmitri: Dima Mitya|Dolores: Lola|Donald: Don Donnie|Dorothy: Dot Dottie Dolly|Douglas: Doug|Edmund: Ed Ned
Edward: Ed Eddie Ted Ned|Eduardo: Edu Lalo|Edwin: Ed|Ekaterina: Katya|Eleanor: Ellie Nell Nora|Elizabeth: Liz Lizzie Beth Betty Eliza Betsy Libby Lisa
Emily: Em Emmy|Enrique: Quique Kike|Ernest: Ernie|Eugene: Gene|Evgeny: Zhenya|Federico: Fede|Ferdinand: Ferdi|Fernando: Nando Fer|Florence: Flo
Frances: Fran Frannie|Francesca: Franci Checca|Francesco: Franco Checco|Francis: Frank|Francisco: Paco Pancho Curro Fran Fco|Franklin: Frank|Frederick: Fred Freddie Rick
Friedrich: Fritz|Gabriel: Gabe|Gabriela: Gaby|Geoffrey: Geoff|Gerald: Gerry Jerry|Gertrude: Trudy|Giovanni: Gianni Nanni|Giuseppe: Beppe Peppe Pino
Gregory: Greg|Guadalupe: Lupe|Guillermo: Memo Guille|Harold: Harry Hal|Heinrich: Heinz Heini|Helena: Lena|Henrietta: Hettie|Henry: Hank Harry Hal
Herbert: Herb|Ignacio: Nacho|Irina: Ira|Isabel: Isa Chabela|Isabella: Bella Izzy|Ivan: Vanya|Jacob: Jake|Jacqueline: Jackie|Jakob: Jockel|James: Jim Jimmy Jamie
Janet: Jan|Jason: Jay|Jeffrey: Jeff|Jennifer: Jen Jenny Jenn|Jeremy: Jerry Jez|Jerome: Jerry|Jessica: Jess Jessie|Jesús: Chuy Chucho|Joachim: Jochen Achim
Johannes: Hans Hannes|John: Jack Johnny Jon|Jonathan: Jon Jonny|José: Pepe Chepe|Josef: Sepp|Josefina: Pepa|Joseph: Joe Joey|Joshua: Josh|Juan: Juancho
Judith: Judy|Julia: Jules|Karl: Kalle|Katarzyna: Kasia|Katherine: Kathy Kate Katie Kat Kit|Kathleen: Kathy|Kenneth: Ken Kenny|Kimberly: Kim|Konstantin: Kostya
Larissa: Lara|Laurence: Larry|Lawrence: Larry Lars|Leonard: Len Lenny Leo|Leonardo: Leo|Leticia: Lety|Lillian: Lily|Louis: Lou|Louise: Lou|Lucille: Lucy
Ludmila: Lyuda Mila|Luis: Lucho|Maciej: Maciek|Madeleine: Maddie|Magdalena: Lena Magda|Małgorzata: Gosia|Manuel: Manolo Manu|Margaret: Maggie Meg Peggy Marge Greta
Margarethe: Gretel Grete|Maria: Mia Mitzi Masha|María: Mari Maruja|Mariya: Masha|Martha: Marty|Martin: Marty|Mary: Molly Polly|Matthew: Matt Matty
Matthias: Matze|Maximilian: Max|Melissa: Mel Missy|Mercedes: Merche|Michael: Mike Mick Mickey Micha|Michelle: Shelly|Mikhail: Misha|Mildred: Millie
Mohammed: Mo|Montserrat: Montse|Nancy: Nan|Natalia: Natasha Nat|Natalie: Nat|Nathaniel: Nate Nat|Nicholas: Nick Nicky|Nicola: Nicky|Nikolai: Kolya
Norman: Norm|Olga: Olya|Oliver: Ollie|Pamela: Pam|Patricia: Pat Patty Trish Tricia|Patrick: Pat Paddy|Paul: Paulie|Peter: Pete|Philip: Phil Pip
Phillip: Phil|Piotr: Piotrek|Rachel: Rach|Rafael: Rafa|Raymond: Ray|Rebecca: Becky Becca|Reginald: Reggie|Ricardo: Richi Ricky|Richard: Rick Dick Richie Ricky
Robert: Rob Bob Bobby Robbie Bert|Roberto: Beto|Roderick: Rod|Rodrigo: Rodri|Roger: Rodge|Ronald: Ron Ronnie|Rosario: Charo|Roxanne: Roxy|Russell: Russ
Salvador: Chava|Samantha: Sam Sammy|Samuel: Sam Sammy|Sandra: Sandy|Santiago: Santi|Sarah: Sally|Sebastian: Seb Basti|Sergei: Seryozha|Sergio: Checo|Sofia: Sofi
Sophia: Sophie|Stanley: Stan|Stephanie: Steph Steffi|Stefan: Steffen|Stephen: Steve Stevie|Steven: Steve Stevie|Stuart: Stu|Susan: Sue Susie Suzy|Susanne: Susi
Svetlana: Sveta|Sylvester: Sly|Tatiana: Tanya|Terence: Terry|Teresa: Tere|Theodore: Ted Teddy Theo|Theresa: Terry Tess|Thomas: Tom Tommy|Timothy: Tim Timmy
Tobias: Tobi|Tomasz: Tomek|Ulrich: Uli|Ursula: Uschi|Valentina: Valya|Valerie: Val|Veronica: Vero Ronnie|Vicente: Chente|Victor: Vic|Victoria: Vicky Tori
Vincent: Vince Vinnie|Virginia: Ginny|Vladimir: Volodya Vova|Walter: Walt Wally|Wilhelm: Willi|Wilhelmina: Mina|William: Bill Will Billy Willy Liam
Wolfgang: Wolf|Yekaterina: Katya|Yelena: Lena|Yevgeny: Zhenya|Zachary: Zach Zack
Александр: Саша Шура|Александра: Саша|Алексей: Лёша Алёша|Анастасия: Настя|Анна: Аня|Виктор: Витя|Владимир: Володя Вова|Дмитрий: Дима Митя
Евгений: Женя|Екатерина: Катя|Елена: Лена|Иван: Ваня|Ирина: Ира|Константин: Костя|Людмила: Люда|Мария: Маша|Михаил: Миша|Наталья: Наташа|Николай: Коля
Ольга: Оля|Павел: Паша|Пётр: Петя|Сергей: Серёжа|Светлана: Света|Татьяна: Таня|Юлия: Юля|Γεώργιος: Γιώργος|Ιωάννης: Γιάννης|Κωνσταντίνος: Κώστας
"""

# Further short forms by language, written down by the authors. They link two mentions of one document, but are no given
# names for detection, and a lone one has no formal name.
FURTHER = """
Katherine: Kate Katie Kay Kitty Kathy|Catherine: Kate Katie Kitty Cathy|Robert: Rob Robbie|William: Will Willie Bill|Alexander: Alex Alec Lex Sander Xandi
Alexandra: Alex Sandra Lexi|Nicholas: Nick Nico Nicky|Nicolas: Nico Nick|Nikolas: Niko Nick|Theodore: Ted|John: Jack|Richard: Rick|Margaret: Meg Madge Margie Rita
Elizabeth: Ellie Lizzy Bess Bessie Elsie|Edward: Eddy|Victoria: Vickie|Charles: Charley|Joanna: Jo|Joanne: Jo|Josephine: Josie Jo|Michael: Mikey Michi|Philip: Flip
Frederick: Freddy|Lawrence: Laurie|Lucas: Luke|Zachary: Zak|Madeline: Maddie|Olivia: Liv Livvy|Penelope: Penny|Philippa: Pippa|Rosemary: Rosie|Dominic: Dom
Nathan: Nate|Isaac: Ike|Marjorie: Marge|Melanie: Mel|Natasha: Tasha|Randall: Randy|Simon: Si|Tabitha: Tabby|Tamara: Tammy|Winifred: Winnie|Archibald: Archie
Augustus: Gus|Calvin: Cal|Desmond: Des|Dennis: Denny|Evelyn: Evie|Georgina: Georgie|Georgia: Georgie|Gillian: Gill|Gwendolyn: Gwen|Harriet: Hattie
Julian: Jules|Leslie: Les|Maxwell: Max|Mitchell: Mitch|Percival: Percy|Rosalind: Roz|Tobias: Toby|Thomas: Tom|Samuel: Sam|Maximilian: Max Maxi|Matthew: Matt
Johannes: Hans Hannes Jan Johan Joop|Johann: Hans Hannes|Josef: Sepp Jupp Beppo Pepa Pepík|Nikolaus: Klaus Niko|Matthias: Mattes|Sebastian: Wastl Sebbe|Christian: Chris
Georg: Schorsch|Ludwig: Lutz Wiggerl|Franziska: Franzi|Katharina: Kathi Käthe Katja|Elisabeth: Lisa Sissi Elli Liesl Else Els Lies Lisbeth|Magdalena: Leni Magda|Theresia: Resi
Barbara: Babsi Basia|Wolfgang: Wolfi|Manfred: Manni|Rudolf: Rudi|Siegfried: Sigi|Ulrike: Ulli|Gabriele: Gabi Lele|Angelika: Geli|Margarete: Grete Gretl|Benjamin: Benni
Florian: Flo|Dominik: Domi|Leonhard: Leo|Heinrich: Heiner Hein|Wilhelm: Willi Willy|Friedrich: Fritz Fred|Hendrik: Henk Rik Hein|Cornelis: Cees Kees Cor|Pieter: Piet
Petrus: Piet Peter|Willem: Wim|Jacobus: Jaap Koos|Theodorus: Theo|Antonius: Ton Toon Anton|Adrianus: Adrie Arie|Franciscus: Frans|Nicolaas: Klaas Nico
Sebastiaan: Bas|Catharina: Cato Trijn|Margaretha: Greet Greta|Maria: Mieke Ria Mia|Frédéric: Fred|Frédérique: Fred|Alexandre: Alex Xande|Philippe: Phil|Christophe: Chris
Sébastien: Seb|Stéphane: Steph|Stéphanie: Steph|Dominique: Dom|Véronique: Véro|Isabelle: Isa|Valérie: Val|Emmanuel: Manu|Emmanuelle: Manu|Mathieu: Mat
Florence: Flo|Gabrielle: Gaby|Élisabeth: Babeth|Marguerite: Margot|Francisco: Kiko Chico Paquito|José: Pepito Zé Zeca|Josefa: Pepa|Jesús: Chus|Ignacio: Iñaki
Alejandro: Alex|Alejandra: Ale|Alberto: Beto|Manuel: Lolo Manel|Dolores: Loli|Concepción: Conchi|Pilar: Pili|Beatriz: Bea Bia|Susana: Susi|Cristina: Cris|Daniel: Dani
Sebastián: Seba|Nicolás: Nico|Verónica: Vero|Ramón: Moncho|Gonzalo: Gonza|Javier: Javi|Pedro: Perico|Juan: Juanito|Antônio: Toninho Tonico|António: Toninho Tonico|João: Joca
Fernanda: Nanda|Isabel: Bel|Gilberto: Giba|Leonardo: Léo|Rafael: Rafa|Gabriela: Gabi|Carlos: Carlinhos Cacá|Giuseppe: Peppino|Giovanni: Vanni|Francesco: Ciccio
Antonio: Tonino Nino|Salvatore: Totò Turi|Luigi: Gigi Gino|Alessandro: Sandro Ale Alex|Alessandra: Sandra Ale|Domenico: Mimmo|Vincenzo: Enzo|Lorenzo: Renzo Enzo
Raffaele: Lele|Matteo: Teo|Elisabetta: Betta Lisa|Giulia: Giuly Giulietta|Federica: Fede|Valentina: Vale|Caterina: Cate Rina|Margherita: Rita|Bartolomeo: Meo
Emanuele: Lele Manu|Nicola: Nico|Roberto: Robi|Małgorzata: Małgosia|Katarzyna: Kaśka|Anna: Ania Anka Anička|Agnieszka: Aga|Joanna: Asia|Aleksandra: Ola|Krzysztof: Krzysiek
Stanisław: Staszek|Jan: Janek Jaś Honza Jenda|Paweł: Pawełek|Andrzej: Jędrek|Wojciech: Wojtek|Józef: Józek|Zofia: Zosia|Jerzy: Jurek|Grzegorz: Grzesiek|Jakub: Kuba
Elżbieta: Ela|Zbigniew: Zbyszek|Tadeusz: Tadek|Kazimierz: Kazik|Władysław: Władek|Henryk: Heniek|Natalia: Natalka|Antoni: Antek|Franciszek: Franek|Jiří: Jirka
František: Franta|Tomáš: Tom|Petr: Péťa|Jaroslav: Jarda|Zdeněk: Zdenda|Miroslav: Mirek|Vladimír: Vláďa|Kateřina: Katka|Marie: Maruška|Lucie: Lucka|Barbora: Bára
Mikael: Micke|Birgitta: Britta Gittan|Lars: Lasse|Nils: Nisse|Fredrik: Fredde|István: Pisti|József: Józsi Jóska|László: Laci|János: Jancsi|Sándor: Sanyi|Ferenc: Feri
György: Gyuri|Mihály: Misi|Erzsébet: Erzsi|Katalin: Kati|Zoltán: Zoli|Mehmet: Memo|İbrahim: İbo|Süleyman: Sülo|Fatma: Fatoş
Дарья: Даша|Ксения: Ксюша|Валентина: Валя|Галина: Галя|Надежда: Надя|Любовь: Люба|Григорий: Гриша|Роман: Рома|Борис: Боря|Андрей: Андрюша|Максим: Макс
Степан: Стёпа|Фёдор: Федя|Юрий: Юра|Яков: Яша|Артём: Тёма|Георгий: Гоша Жора|Вячеслав: Слава|Ярослав: Слава|Станислав: Стас|Леонид: Лёня|Валерий: Валера
Susannah: Sue Susie Suzy Zanna|Susanna: Sue Susie|Edwin: Ned Eddie Win|Edgar: Ed Eddie|Elias: Eli|Elijah: Eli Lige|Ezekiel: Zeke|Gerard: Gerry Jerry|Gilbert: Gil Bert
Hubert: Hugh Bert|Humphrey: Humph|Ephraim: Eph|Erasmus: Ras|Hezekiah: Hez|Jeremiah: Jerry Jem|Jonas: Joe|Leander: Lee|Leopold: Leo Poldi|Lionel: Leo|Lucinda: Lucy Cindy
Lydia: Liddy|Matilda: Tilly Mattie|Millicent: Millie|Obadiah: Obie|Prudence: Pru|Priscilla: Cilla Prissy|Roberta: Bobbie|Rosemarie: Rosie|Silas: Si
Solomon: Sol|Stewart: Stew Stu|Sylvia: Syl|Thaddeus: Thad|Ulysses: Lys|Vivian: Viv|Wallace: Wally|Wilfred: Wilf Fred|Woodrow: Woody|Yvonne: Vonnie|Zebulon: Zeb
Antoinette: Toni Nettie|Arabella: Bella|Bridget: Biddy Bridie|Clementine: Clem|Delphine: Del|Eugenia: Genie|Genevieve: Gen Ginny|Imogen: Immy|Jemima: Jem
Kristina: Kris Tina|Kristen: Kris|Lorraine: Lori|Lucretia: Lu|Marianne: Mari|Meredith: Merry|Nathalie: Nat|Nicole: Nicky Nikki|Philomena: Mena|Rosalie: Rosie|Seraphina: Fina
Conrad: Con|Cuthbert: Bert|Dominick: Nick Dom|Emanuel: Manny|Emmanuel: Manny|Fitzgerald: Fitz|Gordon: Gordy|Irving: Irv|Kendrick: Ken|Malcolm: Mal
Marvin: Marv|Melvin: Mel|Montgomery: Monty|Morris: Mo|Napoleon: Nap|Nelson: Nels|Quentin: Quent|Raphael: Rafe|Rudolph: Rudy|Seymour: Sy|Sherman: Sherm
Robert: Robt|William: Wm|George: Geo|Joseph: Jos|Thomas: Thos|Benjamin: Benj|Edward: Edw|James: Jas|Samuel: Saml|Daniel: Danl|John: Jno|Richard: Richd|Margaret: Margt|Elizabeth: Eliz
Антонина: Тоня|Лариса: Лара|Маргарита: Рита|Екатерина: Катюша|Мария: Маруся|Иван: Ванюша
"""

# Short forms that are given as names of their own as well.
NAMES_THEMSELVES = frozenset(
    """jack jon jan ann ali hans hannes lisa liam greta gretel grete sandra nora eliza bella max leo theo sally molly polly lola lena magda lara mila harry
    kate kit jamie sasha lily tina toni sophie sofi mia masha gail lottie charlie xander lexi alex sandy fritz neil ted ned frank jay
    lars louis lou lucy meg nadia ray rick rob roxy sean terry tess theo will wolf emmy ella ellie annie anya bart brad carrie cindy connie
    dani dolly gene gianni heinz jackie jess jessie jo jules kim mari memo millie mina mo nando nat natasha nick nicky olya pino rafa
    ronnie russ sly stacy stan steffen tanya tom tori val vic willi""".split()
)
# Short forms that are names of their own first: beside the formal name with one surname, they are another person.
SEPARATE = frozenset(
    "jon ann liam lisa sandra nora eliza greta lara mila lena sophie lucy marie enzo rita anton peter julian johan klaus".split()
)


def formal_name(given: str) -> str:
    """Return the formal name of an unambiguous short form; any other name is returned unchanged.

    A short form that is also a name of its own, or that has several formal names, is ambiguous. Detection knows these
    short forms as given names, so those of `FURTHER` have none.

    Arguments:
        given: a given name in canonical form.
    """
    formal = _formal_names_for_detection().get(given, ())
    if (
        len(formal) != 1
        or given in NAMES_THEMSELVES
        or given in _short_forms_for_detection()
        or culture_of_given(given)
    ):
        return given
    return formal[0]


def may_be_same(given: str, other: str) -> bool:
    """Return whether two given names may belong to one person: equal, or sharing a formal name."""
    return bool(_readings(given) & _readings(other))


def short_form(given: str, index: int) -> str:
    """Return a known short form of a name.

    Arguments:
        given: the name in canonical form.
        index: which of the short forms.

    Returns:
        The short form; an empty string if there are not so many.
    """
    forms = short_forms(given)
    return forms[index] if index < len(forms) else ""


def short_form_index(given: str, of: str) -> int:
    """Return the index of a short form among those of the name `of`; 0 if it is not one of them."""
    forms = [canonical(form) for form in short_forms(of)]
    return forms.index(given) if given in forms else 0


def is_short_form(given: str, of: str) -> bool:
    """Return whether a name is a short form of the name `of`."""
    return of in _formal_names().get(given, ())


def is_short_for(given: str, other: str) -> bool:
    """Return whether one of two given names is a short form of the other, and hardly ever a name beside it."""
    return any(is_short_form(short, of) and short not in SEPARATE for short, of in ((given, other), (other, given)))


def is_any_short_form(given: str) -> bool:
    """Return whether a name in canonical form is a short form of some name."""
    return given in _formal_names()


def formal_names(short: str) -> tuple[str, ...]:
    """Return the names of which a name in canonical form is a short form."""
    return _formal_names().get(short, ())


def short_forms(given: str) -> tuple[str, ...]:
    """Return the known short forms of a name in canonical form."""
    return _short_forms().get(given, ())


@cache
def other_forms(given: str) -> tuple[str, ...]:
    """Return the formal names and the short forms of a name in canonical form."""
    return (*formal_names(given), *map(canonical, short_forms(given)))


def _readings(given: str) -> frozenset[str]:
    return frozenset({given, *_formal_names().get(given, ())})


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for formal, short in (*_rows(TABLE), *_rows(FURTHER)):
        forms[formal] += tuple(form for form in short if form not in forms[formal])
    return dict(forms)


def _rows(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in table.strip().replace("\n", "|").split("|"):
        formal, _, forms = row.partition(": ")
        yield canonical(formal), tuple(forms.split())


@cache
def _formal_names() -> dict[str, tuple[str, ...]]:
    return _inverted(_short_forms())


@cache
def _formal_names_for_detection() -> dict[str, tuple[str, ...]]:
    return _inverted(_short_forms_for_detection())


@cache
def _short_forms_for_detection() -> dict[str, tuple[str, ...]]:
    return dict(_rows(TABLE))


def _inverted(short_forms: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    formal: dict[str, list[str]] = defaultdict(list)
    for name, forms in short_forms.items():
        for form in forms:
            formal[canonical(form)].append(name)
    return {form: tuple(names) for form, names in formal.items()}
