"""Codenames of projects: behind a word for a codename, and behind a word for a project."""

from recognizers.lexicon.calendar_words import alternatives
from recognizers.lexicon.everyday_words import is_everyday
from recognizers.lexicon.not_names import is_not_name
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import Rule

LIMITS = "A codename without such a word before it, and one in lower case, are left to the model and to dictionaries."

CODENAME = "PROJECT_CODENAME"
# fmt: off
NAMES_FOR_CODENAMES = alternatives((
    "codename|code name|code-name|deckname|tarnname|arbeitstitel|nom de code|nom de projet|titre de travail|nombre en clave|nombre clave|nombre de código|nome in codice|nome di progetto|titolo provvisorio|nome de código|nome em código|nome-código"
    "|codenaam|werktitel|kryptonim|nazwa kodowa|nazwą kodową|pod kryptonimem|kodnamn|kodenavn|kodnavn|krycí název|kod adı"
).split("|"))
PROJECTS = alternatives((
    "projekt|projekts|projektes|projektu|projektem|projektowi|projekcie|projektet|projet|projets|proyecto|progetto|projeto|project|vorhaben|mandat|opération|operación|operazione|operação|operatie|operacja|operacji|operacją"
).split("|"))
# fmt: on
WORD = r"\p{Lu}[\p{L}\p{M}\d-]{2,24}"
NAME = rf"{WORD}(?:[ ]{WORD}|[ ]\d{{1,3}}(?!\d))?"
OPEN, CLOSE = "[„“«\"'‚‘][ \u00a0\u202f]?", "[ \u00a0\u202f]?[“”»\"'‘’]"
# Endings of nouns that name the aim of a project rather than the project.
AIMS = ("ung", "heit", "keit", "ion", "ión", "zione", "ção", "tät", "ität", "ité", "idad", "ità", "dade", "ment", "mento", "cja", "cji", "ing", "leiter", "leiterin", "leitung", "manager", "managerin", "team", "plan", "gruppe")  # fmt: skip
NO_NAMES = frozenset(name.lower() for name in TECHNOLOGY) | BRANDS | {"gutenberg", "manhattan", "apollo"}


def is_codename(value: str) -> bool:
    """Return whether no word of a value is a label, a technology or a brand."""
    return not any(is_not_name(word) or word.lower() in NO_NAMES for word in value.split())


def is_no_word(value: str) -> bool:
    """Return whether a value is a codename, none of an everyday word and none of the aim of a project."""
    words = value.split()
    return is_codename(value) and not is_everyday(words[0]) and not words[0].lower().endswith(AIMS)


# fmt: off
RULES = (
    Rule("codename_behind_its_word", CODENAME,
        rf"(?<!\p{{L}})(?i:{NAMES_FOR_CODENAMES})(?!\p{{L}})(?:[^\n„“«\"'‚‘.;]{{0,40}}?{OPEN}(?P<value>{NAME}){CLOSE}|[^\n:„“«\".;]{{1,30}}:[ ](?P<value>{NAME})|[ ]?[:=]?[ ](?:(?:ist|lautet|est|es|è|é|is|to|brzmi)[ ])?(?P<value>{NAME}))",
        0.95, check=is_codename,
        true=("Codename im Verteiler bitte „⟦Dachgarten⟧“, der", "Nom de code : ⟦Sarabande⟧.", "Nome in codice «⟦Ginestra⟧», riservato", "kryptonim ⟦Bursztyn⟧", "Nom de code de l'opération : ⟦Martinet⟧", "Codenaam ⟦Zeearend⟧ blijft", "nombre en clave: \"⟦Lince Azul⟧\""),
        false=("the codename is secret", "Codename: Postgres", "Arbeitstitel offen", "nom de code inconnu")),
    Rule("codename_of_a_project_in_quotes", CODENAME,
        rf"(?<!\p{{L}})(?i:{PROJECTS})[ ]{OPEN}(?P<value>{NAME}){CLOSE}",
        0.95, check=is_codename,
        true=("sul progetto «⟦Ginestra⟧» con", "Projekt „⟦Silberdistel⟧“ ruht", "kod projektu „⟦Bursztyn⟧”", "le projet « ⟦Tournesol⟧ »", "proyecto \"⟦Lince⟧\"", "het project '⟦Zeearend⟧'"),
        false=('"project": "Apollo"', "das Projekt „Python“", "projet « en cours »", "project 'x'")),
    Rule("codename_of_a_project", CODENAME,
        rf"(?<!\p{{L}})(?i:{PROJECTS})[ ](?P<value>\p{{Lu}}\p{{Ll}}[\p{{L}}\p{{M}}]{{1,23}}|\p{{Lu}}{{6,20}})(?![\p{{L}}\d/-]|[ ]\p{{Lu}}|\.\w)",
        0.72, check=is_no_word,
        true=("van project ⟦Zilverreiger⟧ halen", "au projet ⟦Pervenche⟧,", "projekt ⟦Bursztyn⟧ jest"),
        false=("project Manager", "Projekt Digitalisierung", "project Gutenberg", "Projekt Blauer Reiter", "project Kubernetes", "the project UUID")),
)
# fmt: on
