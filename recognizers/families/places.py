"""Places in fields: the value of a field or a column for a town, a branch, a depot or a site."""

import regex

from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.not_names import is_not_name
from recognizers.rules import Rule

LIMITS = "Places whose names are everyday words; places in prose are left to the model."
LABELS = (
    "town|city|home[ _]?town|village|suburb|municipality|place[ _]of[ _]birth|birth[ _]?place|city[ _]of[ _]birth|depot|branch(?:[ _]office)?|warehouse|plant|work[ _]?site|job[ _]?site|site(?:[ _]name)?|store[ _](?:location|city)"
    "|office[ _]location|work[ _]location|location[ _]name|ort|wohnort|geburtsort|standort|niederlassung|filiale|ville|commune|lieu[ _]de[ _]naissance|agence|ciudad|localidad|población|lugar[ _]de[ _]nacimiento|sucursal"
    "|città|comune|luogo[ _]di[ _]nascita|sede|cidade|localidade|naturalidade|filial|plaats|woonplaats|geboorteplaats|vestiging|miasto|miejscowość|miejsce[ _]urodzenia|oddział"
)
PLACE = r"\p{Lu}[\p{L}\p{M}'’-]{2,24}(?:[ ](?:[\p{Ll}]{1,4}[ ])?\p{Lu}[\p{L}\p{M}'’-]{1,24}){0,2}"
# Values of such fields that are no places.
NO_PLACES = frozenset(
    """remote hybrid online home homeoffice hq headquarters unknown none null various all main master staging production test default primary secondary central north south east west northern southern eastern western
    yes no onsite offshore virtual cloud global international national regional corporate true false wordpress drupal sharepoint jira confluence google facebook release develop hotfix""".split()
)
WORD = regex.compile(r"[\p{L}\p{M}'’-]+")


def is_place(value: str) -> bool:
    """Return whether a value has a word that is neither everyday nor a general value of such fields."""
    words = [word.casefold() for word in WORD.findall(value)]
    return not all(word in NO_PLACES or is_everyday(word) or is_not_name(word) for word in words)


# fmt: off
RULES = (
    Rule("place_in_a_field", "LOCATION",
        rf"(?<![\p{{L}}\d_.-])(?i:{LABELS})[\"'*]{{0,2}}[ ]{{0,3}}(?:[:=|]|<|>)[ \t]{{0,8}}[\"']?(?P<value>{PLACE})(?=[\"']?[ \t]{{0,3}}(?:$|[,;|<\n)}}\]]|[ ]{{2}}))", 0.8, check=is_place,
        true=("Depot: ⟦Gosport⟧", "Town: ⟦Burley in Wharfedale⟧\n", '"site": "⟦Quernmore⟧",', "Wohnort: ⟦Bielefeld⟧", "birthplace = ⟦Shymkent⟧;"),
        false=("Branch: main", "Site: Production", "Depot: Remote", "the town of Gosport", "site: https://x.y", "City: Unknown", "branch: Release")),
)
# fmt: on
