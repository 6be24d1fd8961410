"""Nicknames: well-known short forms of given names."""

from collections import defaultdict
from functools import cache

import regex

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
Frances: Fran Frannie|Francesca: Franci Checca|Francesco: Franco Checco|Francis: Frank|Francisco: Paco Pancho Curro Fran|Franklin: Frank|Frederick: Fred Freddie Rick
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

# Short forms that are given as names of their own as well.
NAMES_THEMSELVES = frozenset(
    """jack jon jan ann ali hans hannes lisa liam greta gretel grete sandra nora eliza bella max leo theo sally molly polly lola lena magda lara mila harry
    kate kit jamie sasha lily tina toni sophie sofi mia masha gail lottie charlie xander lexi alex sandy fritz neil ted ned frank jay
    lars louis lou lucy meg nadia ray rick rob roxy sean terry tess theo will wolf emmy ella ellie annie anya bart brad carrie cindy connie
    dani dolly gene gianni heinz jackie jess jessie jo jules kim mari memo millie mina mo nando nat natasha nick nicky olya pino rafa
    ronnie russ sly stacy stan steffen tanya tom tori val vic willi""".split()
)

# Parts of invented short forms. With these endings they are rarely words: "Andi", "Haso", "Fory".
FIRST_SYLLABLE = regex.compile(r"[b-df-hj-np-tv-xz]*[aeiouy]+[b-df-hj-np-tv-xz]")
ENDINGS = "iouy"


def formal_name(given: str) -> str:
    """Return the formal name of an unambiguous short form; any other name is returned unchanged.

    A short form that is also a name of its own, or that has several formal names, is ambiguous.

    Arguments:
        given: a given name in canonical form.
    """
    formal = _formal_names().get(given, ())
    is_clear = len(formal) == 1 and _is_only_short(given) and not culture_of_given(given)
    return formal[0] if is_clear else given


def must_be_same(given: str, other: str) -> bool:
    """Return whether one of two given names is a short form of the other and not a name of its own.

    "Jack" and "Hans" are short forms and names of their own.
    """
    return (is_short_form(given, other) and _is_only_short(given)) or (
        is_short_form(other, given) and _is_only_short(other)
    )


def _is_only_short(given: str) -> bool:
    return given not in NAMES_THEMSELVES and given not in _short_forms()


def may_be_same(given: str, other: str) -> bool:
    """Return whether two given names may belong to one person: equal, or sharing a formal name."""
    return bool(_readings(given) & _readings(other))


def short_form(given: str, index: int) -> str:
    """Return a short form of a name in title case: a known one or an invented one.

    Arguments:
        given: the name in canonical form.
        index: which of the short forms, modulo their number; known ones come first.

    Returns:
        The short form; an empty string if there is none.
    """
    beginning = FIRST_SYLLABLE.match(given)
    made = [f"{beginning[0]}{ending}".title() for ending in ENDINGS] if beginning else []
    forms = [form for form in (*short_forms(given), *made) if form.casefold() != given]
    return forms[index % len(forms)] if forms else ""


def short_form_index(given: str, of: str) -> int:
    """Return the index of a short form among those of the name `of`; 0 if it is not one of them."""
    forms = [canonical(form) for form in short_forms(of)]
    return forms.index(given) if given in forms else 0


def is_short_form(given: str, of: str) -> bool:
    """Return whether a name is a short form of the name `of`."""
    return of in _formal_names().get(given, ())


def short_forms(given: str) -> tuple[str, ...]:
    """Return the known short forms of a name in canonical form."""
    return _short_forms().get(given, ())


def _readings(given: str) -> frozenset[str]:
    return frozenset({given, *_formal_names().get(given, ())})


@cache
def _short_forms() -> dict[str, tuple[str, ...]]:
    rows = (row.split(": ") for line in TABLE.strip().splitlines() for row in line.split("|"))
    return {canonical(formal): tuple(forms.split()) for formal, forms in rows}


@cache
def _formal_names() -> dict[str, tuple[str, ...]]:
    formal: dict[str, list[str]] = defaultdict(list)
    for name, forms in _short_forms().items():
        for form in forms:
            formal[canonical(form)].append(name)
    return {form: tuple(names) for form, names in formal.items()}
