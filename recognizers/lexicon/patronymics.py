"""Russian patronymics: made from the given name of a father, in all cases."""

import regex

CASES_OF_MEN, CASES_OF_WOMEN = ("", "а", "у", "ем", "е"), ("а", "ы", "е", "у", "ой")
INFLECTED = regex.compile(r"(?P<stem>.*(?:ич|(?P<woman>н)))(?P<case>\p{L}{0,2})")
CONSONANTS = regex.compile(r"[бвгджзйклмнпрстфхцчшщ]{2}")


def patronymic_base(word: str) -> tuple[str, str]:
    """Return a patronymic in its base form, and the ending of its case: "сергеевна" and "е" of "сергеевне".

    Arguments:
        word: the patronymic in lower case.
    """
    found = INFLECTED.fullmatch(word)
    if not found or found["case"] not in (CASES_OF_WOMEN if found["woman"] else CASES_OF_MEN):
        return word, ""
    return found["stem"] + ("а" if found["woman"] else ""), found["case"]


def patronymic(father: str, like: str, case: str) -> str:
    """Return the patronymic of a father's given name.

    Arguments:
        father: the given name.
        like: a patronymic of the same gender in its base form.
        case: the ending of the case, as `patronymic_base` returns it.
    """
    if father.endswith(("а", "я")):
        endings = "ич", "иничн"
        father = father[:-1]
    elif father.endswith("ий") and CONSONANTS.fullmatch(father[-4:-2]) is None:
        endings = "евич", "евн"  # Васильевич, but Дмитриевич
        father = father[:-2] + "ь"
    elif father.endswith(("й", "ь")):
        endings = "евич", "евн"
        father = father[:-1]
    else:
        endings = "ович", "овн"
    is_male = like.endswith("ич")
    return father + endings[not is_male] + (case if is_male or case else "а")
