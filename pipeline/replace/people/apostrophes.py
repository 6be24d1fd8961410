"""Family names with an apostrophe, which surrogates of such names are chosen from: "O'Connell" becomes "O'Grady"."""

from functools import cache

# culture -> beginning -> the rest of frequent names
NAMES = {
    "en": {
        "O'": """Brien Bryan Byrne Callaghan Carroll Casey Connell Connor Conor Dea Donnell Donoghue Donovan Doherty Dowd Driscoll Dwyer Farrell
        Flaherty Flanagan Flynn Gara Gorman Grady Halloran Hanlon Hara Hare Hearn Kane Keefe Keeffe Kelly Laughlin Leary Loughlin Mahoney
        Malley Mara Meara Neal Neil Neill Quinn Regan Reilly Riordan Rourke Shaughnessy Shea Sullivan Toole""",
    },
    "it": {
        "D'": """Agostino Alesio Alessandro Alessio Amato Ambra Ambrosio Amico Andrea Angelo Annunzio Antonio Aquino Arcangelo Argenio Arpino
        Ascenzo Auria Aversa Avino Elia Eramo Errico Incecco Ippolito Isanto Onofrio Orazio Orsi Ottavio Ovidio Urso""",
    },
}  # fmt: skip


def kind_of(culture: str, family: str) -> str:
    """Return the pool kind of a family name that has an apostrophe; an empty string for any other.

    Arguments:
        culture: the culture of the name.
        family: the name in canonical form, without apostrophe.
    """
    return _kinds().get((culture, family), "")


def names_of(culture: str, kind: str) -> tuple[str, ...]:
    """Return the names of a culture and kind, as `kind_of` returns it; none for another kind."""
    beginning = kind.removeprefix("family ")
    return tuple(beginning + rest for rest in NAMES.get(culture, {}).get(beginning, "").split())


@cache
def _kinds() -> dict[tuple[str, str], str]:
    return {
        (culture, (beginning[0] + rest).lower()): f"family {beginning}"
        for culture, names in NAMES.items()
        for beginning, listed in names.items()
        for rest in listed.split()
    }
