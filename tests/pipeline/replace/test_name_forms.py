"""Forms of names: titles, articles, apostrophes, cases and short forms, as other mentions of the person have them."""

import pytest
import regex

from pipeline.replace.keyed.keys import Key
from pipeline.replace.people import apostrophes
from pipeline.replace.people.full_names import person_of
from pipeline.replace.people.linking import link_people, with_people_of_run
from pipeline.replace.people.origins import origin_of
from pipeline.replace.people.people import Person, Surrogate, surrogate_person
from pipeline.replace.people.rendering import render
from pipeline.replace.pseudonymizer import NOBODY, Pseudonymizer
from pipeline.text.spans import Span
from recognizers.lexicon.handle_forms import to_ascii
from recognizers.lexicon.name_words import DEVOTIONS
from recognizers.lexicon.names import parse
from recognizers.lexicon.patronymics import patronymic, patronymic_base

SECRET = Key(bytes(range(32)))
KEY = SECRET.family("organization:all", "people")
WORLD = Pseudonymizer(SECRET, "organization:all")


@pytest.mark.parametrize(
    ("surface", "roles"),
    [
        ("Sig.ra Della Valle", "title particle family"),
        ("Prof.ssa Bianchi", "title family"),
        ("Dra. Quaresma", "title family"),
        ("Prof. Dr. Dr. h.c. Wilhelmine Ostertag", "title title title title given family"),
        ("Herrn Groß", "title family"),
        ("Graf von Hohenau", "title particle family"),
        ("Giandomenico Lo Presti", "given family"),
        ("Francesco Li Volsi", "given family"),
        ("Jiaming Li", "given family"),
        ("DeShawn St. Clair", "given family"),
        ("Siobhán Ní Bhriain", "given family"),
        ("Pieter in 't Veld", "given particle family"),
        ("Marieke van 't Hof-de Boer", "given particle particle family particle family"),
        ("M.ª Dolores Sanz", "given middle family"),
        ("née Cavanagh", "suffix family"),
        ("María del Pilar Echevarría Lasa", "given particle middle family family"),
        ("María de los Ángeles Ruiz", "given particle particle middle family"),
        ("Maria da Conceição", "given particle middle"),
        ("Ana de la Cruz", "given particle particle middle"),
        ("Pedro de la Cruz", "given particle particle family"),
        ("D. Beatriz", "title family"),
        ("D. Francisco López", "title given family"),
        ("D. López", "given family"),
        ("RA Dr. Kölbl", "title title family"),
        ("StB Hans Maier", "title given family"),
        ("Venkatesh Subramaniam Iyer", "given middle family"),
        ("García Márquez", "family family"),
        ("Jean-Baptiste", "given"),
        ("Will", "given"),
        ("Meg", "given"),
        ("老王", "family"),
        ("박 과장님", "family"),
        ("田中太郎 ", "family given"),
        ("田中", "family"),
        ("Wolfgang Freiherr von Tannenfels", "given title particle family"),
        ("Friedrich Graf von Hohenau", "given title particle family"),
        ("Sayın Zeynep Karadağlı", "title given family"),
        ("João Pedro Meireles da Fonseca", "given middle family particle family"),
    ],
)
def test_words_that_are_no_names_are_distinguished_from_names(surface: str, roles: str) -> None:
    assert " ".join(word.role for word in parse(surface, "").words) == roles


@pytest.mark.parametrize(
    "mentions",
    [
        ("王小明", "小明", "老王"),
        ("小李", "李娜"),
        ("Katarzyna Zielińska", "Kasi", "Kasię", "Zielińskiej"),
        ("Agnieszka Wróblewska-Mazur", "Wróblewskiej-Mazur", "Agnieszkę Wróblewską-Mazur"),
        ("Petr Dvořák", "Petra Dvořáka", "Dvořákovi"),
        ("Дмитрий Васильевич Кораблёв", "Дмитрию Васильевичу", "Димы", "Кораблёву"),
        ("Patrick O'Connell", "OCONNELL, PATRICK", "Patrick Oconnell", "Mr O'Connell", "Paddy"),
        ("Kate Hollis", "Katherine Hollis", "Katherine", "Kate"),
        ("Ana María Roldán Prieto", "Sra. Roldán"),
        ("Harriet Boothby (née Cavanagh)", "née Cavanagh", "Ms Boothby"),
        ("Mr. Vaughan-Pryce", "T. Vaughan-Pryce"),
        ("Otto von Hohenau-Hartenstein", "Graf von Hohenau"),
        ("João Pedro Meireles da Fonseca", "João Pedro"),
        ("Szymon Górski", "panie Szymonie"),
        ("Tomasz Górski", "panie Tomku"),
        ("Jürgen Hüttenrauch", "Jürgen Huettenrauch"),
    ],
)
def test_all_forms_of_a_name_are_one_person(mentions: tuple[str, ...]) -> None:
    assert len(set(_linked(*mentions).values())) == 1


@pytest.mark.parametrize(
    "mentions",
    [
        ("Daniel Weber", "Daniela"),
        ("Alejandro Abbott", "Alexa Abbott"),
        ("Rolf Hellmich", "Frau Hellmich"),
        ("李娜", "李伟"),
    ],
)
def test_other_people_remain_others(mentions: tuple[str, ...]) -> None:
    assert len(set(_linked(*mentions).values())) == len(mentions)


SIENA = Surrogate("Siena", "Należyta", "pl", "given_female")
ALLA = Surrogate("Алла", "Перунова", "ru", "given_female")


@pytest.mark.parametrize(
    ("mentions", "surrogate", "written"),
    [
        (("Zofia Zielińska", "Zofii"), SIENA, "Sieny"),
        (("Zofia Zielińska", "Zielińskiej"), SIENA, "Należytej"),
        (("Zofia Zielińska", "Zosię"), SIENA, "Sienę"),
        (("Ольга Туманова", "Ольге Тумановой"), ALLA, "Алле Перуновой"),
    ],
)
def test_surrogate_has_the_case_of_the_mention(mentions: tuple[str, ...], surrogate: Surrogate, written: str) -> None:
    people, parts = link_people([(Span(0, len(one), "PERSON", 1.0, "test"), one) for one in mentions])
    last = mentions[-1]
    assert render(KEY, last, parts.get(last, ""), people[last], surrogate) == written


@pytest.mark.parametrize(
    ("father", "like", "made"),
    [
        ("Игорь", "сергеевна", "Игоревна"),
        ("Игорь", "сергеевне", "Игоревне"),
        ("Василий", "петровича", "Васильевича"),
        ("Дмитрий", "петровичу", "Дмитриевичу"),
        ("Илья", "петровна", "Ильинична"),
        ("Иван", "петровной", "Ивановной"),
    ],
)
def test_patronymic_has_gender_and_case_of_another(father: str, like: str, made: str) -> None:
    assert patronymic(father, *patronymic_base(like)) == made


@pytest.mark.parametrize(
    ("culture", "family"),
    [
        (culture, beginning + rest)
        for culture, names in apostrophes.NAMES.items()
        for beginning, of in names.items()
        for rest in of.split()
    ],
)
def test_name_with_an_apostrophe_becomes_another_one(culture: str, family: str) -> None:
    person = person_of(parse(f"Marta {family}", ""))
    made = surrogate_person(KEY, person, ()).family
    if origin_of(person.given, person.family).family_culture == culture:
        assert made.startswith(family[:2])
    assert made.replace("'", "").casefold() != family.replace("'", "").casefold()


def test_names_with_apostrophes_agree_with_addresses() -> None:
    pseudonymizer = Pseudonymizer(SECRET, "dataset:default")
    spans = [Span(0, 17, "PERSON", 1.0, "test"), Span(18, 46, "EMAIL_ADDRESS", 1.0, "test")]
    text = "Patrick O'Connell patrick.oconnell@hexmoor.com"
    view = pseudonymizer.view([text], [spans])
    name, address = (pseudonymizer.surrogate(one.entity, text[one.start : one.end], view) for one in spans)
    assert address.partition("@")[0] == name.casefold().replace("'", "").replace(" ", ".")


@pytest.mark.parametrize(
    ("given", "family", "culture"),
    [
        ("john", "fitzwarren", "en"),
        ("robert", "hathersage", "en"),
        ("giuseppina", "loverso", "it"),
        ("ivan", "sorokin", "ru-latin"),
        ("sergei", "ivanov", "ru-latin"),
        ("olga", "lebedeva", "ru-latin"),
        ("ivan", "horvat", "hr"),
        ("alexander", "martin", "en"),
        ("elena", "medina", "es"),
    ],
)
def test_given_name_and_ending_tell_the_culture_of_a_family_name(given: str, family: str, culture: str) -> None:
    origin = origin_of(given, family)

    assert (origin.family_culture, origin.given_culture) == (culture, culture)


@pytest.mark.parametrize(
    ("given", "family", "particle", "culture"),
    [("fatima", "khalid", "bint", "ar-latin"), ("ursula", "guttenberg", "zu", "de"), ("pieter", "veld", "in't", "nl")],
)
def test_particle_of_one_culture_decides_about_it(given: str, family: str, particle: str, culture: str) -> None:
    assert origin_of(given, family, particle).family_culture == culture


@pytest.mark.parametrize(
    ("mention", "full"),
    [
        ("Ms. O'Driscoll", "margaret o'driscoll"),
        ("Margaret", "margaret o'driscoll"),
        ("Mr. O'Driscoll", ""),
        ("Hellmich", ""),
        ("Tom Hellmich", ""),
    ],
)
def test_lone_name_is_that_of_the_only_person_of_the_run(mention: str, full: str) -> None:
    names = {"odriscoll": "margaret o'driscoll", "margaret": "margaret o'driscoll"}
    people, parts = link_people([(Span(0, len(mention), "PERSON", 1.0, "test"), mention)])
    found = with_people_of_run(people, parts, lambda word: names.get(word, ""))
    assert found[mention] == (person_of(parse(full, "")) if full else people[mention])


def _linked(*mentions: str) -> dict[str, Person]:
    people, _ = link_people([(Span(0, len(one), "PERSON", 1.0, "test"), one) for one in mentions])
    return dict(people)


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("María del Pilar Echevarría Lasa", r"\w+ del (?!Pilar)(?:{del}) \w+ \w+"),
        ("Maria da Conceição Silva", r"\w+ da (?!Conceição)(?:{da}) \w+"),
        ("María de los Ángeles", r"\w+ de los (?!Ángeles)(?:{de los})"),
    ],
)
def test_a_given_name_of_several_words_becomes_one_that_is_used_with_the_particle(name: str, layout: str) -> None:
    names = {particle: listed.replace(" ", "|") for particle, listed in DEVOTIONS.items()}
    made = WORLD.surrogate("PERSON", name, WORLD.view([name], [[Span(0, len(name), "PERSON", 1.0, "test")]]))

    assert regex.fullmatch(layout.format(**names), made), made


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Annegret Pfisterer-Gnann", "annegret.pfisterer-gnann"),
        ("Annegret Pfisterer-Gnann", "pfisterer-gnann_annegret"),
        ("Hans-Peter Maier", "hans-peter.maier"),
        ("Jean-Luc Martin", "jean-luc_martin"),
        ("Gesine Hüttenrauch-Böckler", "gesine.huettenrauch-boeckler"),
        ("Jürgen Hüttenrauch", "juergen.huettenrauch"),
        ("Mohammed Al-Farsi", "mohammed.al-farsi"),
    ],
)
def test_a_double_name_and_its_user_name_agree(name: str, handle: str) -> None:
    made, shown = (WORLD.surrogate(entity, value, NOBODY) for entity, value in (("PERSON", name), ("USERNAME", handle)))

    assert sorted(map(to_ascii, made.split())) == sorted(map(to_ascii, regex.split("[._]", shown)))
    assert shown.count("-") == handle.count("-")


@pytest.mark.parametrize(
    ("handle", "layout"),
    [
        ("svc_hofbauer_backup", r"svc_[a-z]+_backup"),
        ("svc_import", r"svc_(?!import)[a-z]+"),
        ("svc_larchmont_export", r"svc_[a-z]+_export"),
        ("kestrel-deploy", r"[a-z]+-deploy"),
        ("deploy-bot", r"deploy-(?!bot)[a-z]+"),  # nothing else would change
        ("grazyna.s", r"(?!grazyna)[a-z]+\.[a-rt-z]"),
    ],
)
def test_the_purpose_of_an_account_stays(handle: str, layout: str) -> None:
    assert regex.fullmatch(layout, WORLD.surrogate("USERNAME", handle, NOBODY))
