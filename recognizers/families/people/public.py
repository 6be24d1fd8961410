"""Names that are nobody's data, which stay: placeholders of forms, characters of fiction, persons of history, pets."""

import regex

from recognizers.lexicon.documentation_words import DOCUMENTATION_WORDS
from recognizers.lexicon.public_people import FICTION, HISTORY, PLACEHOLDERS, names
from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "Living persons, however well known; a first or last name alone; names behind a label or before an e-mail address, which somebody has."
# Behind a label or within quotes it is the value of a field; before an address it is a sender.
UNLABELLED = r"(?<![\w:=>|\"'<@/-])(?<![:=>|][ ])"
NO_SENDER = r"(?![\w@-])(?![ ]{0,2}[<(\[]|[ ]{0,2}\"[ ]{0,2}<)"
EXAMPLE_WORDS = (
    *DOCUMENTATION_WORDS, "beispiel*", "ejemplo*", "muestra", "modelo", "ficticio*", "fictici*", "esempi*", "fac-simile", "facsimile", "fittizi*", "finto", "finti", "modello", "exemple*", "fictif*", "modèle", "specimen",
    "exempl*", "fictíci*", "fictie*", "wzór", "wzoru", "wzorcow*", "fikcyjn*", "testow*", "vzor*", "eksempel*", "fiktiv*", "example*", "dane próbne", "faker",
)  # fmt: skip
# "Diego Rivera Sáenz" is somebody else.
NO_FURTHER_NAME = r"(?![ ]\p{Lu}\p{Ll})"


def _pattern(*lists: str) -> str:
    """Return the pattern of names, as written or in lower case."""
    written = sorted(
        {regex.escape(name, literal_spaces=True) for name in names(*lists)}, key=lambda name: (-len(name), name)
    )
    return (
        rf"{UNLABELLED}(?:{'|'.join(written)}|{'|'.join(name.lower() for name in written)}){NO_SENDER}{NO_FURTHER_NAME}"
    )


# fmt: off
RULES = (
    Rule("placeholder_of_a_person", LOOK_ALIKE, _pattern(PLACEHOLDERS), ABOVE_THE_MODEL,
        true=("enter ⟦Max Mustermann⟧ there", "it prints ⟦Fulano de Tal⟧."), false=("Max Muster-Mann", "Name: Max Mustermann", "Erika and Max")),
    Rule("name_of_examples", LOOK_ALIKE, rf"(?<![\w@.-]|[\"'][ ]?:[ ]?[\"'])(?:(?:Dott|Sig|Dr|Mr|Herr|Sr|Sra|M|Mme|Pan|Pani)\.?[ ])?(?P<value>(?i:{'|'.join(regex.escape(name, literal_spaces=True) for name in names(PLACEHOLDERS))})){NO_SENDER}{NO_FURTHER_NAME}", 0.0, context=EXAMPLE_WORDS, with_context=ABOVE_THE_MODEL,
        true=("| Testfall 3 | ⟦Lieschen Müller⟧ |", "example row: ⟦Jane Doe⟧, 12"), false=("modelo firmado: Juan Pérez", "For example, Juan Pérez called", "Example: our customer Mario Rossi", "Sample collected from Jane Smith", "Kunde: Jan Kowalski", "Mario Rossi chiede", "example: Juan Pérez Galdós")),
    Rule("person_of_fiction", LOOK_ALIKE, _pattern(FICTION), ABOVE_THE_MODEL,
        true=("explain ⟦Don Quixote⟧ to me", "is ⟦sherlock holmes⟧ real?"), false=("Customer: Oliver Twist", "Oliver Twist <oliver@acme.com>", "Oliver and Twist")),
    Rule("person_of_history", LOOK_ALIKE, _pattern(HISTORY), ABOVE_THE_MODEL,
        true=("a novel by ⟦Jane Austen⟧", "after ⟦Marie Curie⟧'s death"), false=("Jane Austen-Brown", "author=Jane Austen", "Ms Austen", "a Diego Rivera Sáenz le dije")),
    Rule("name_of_a_pet", LOOK_ALIKE, r"(?i:(?<![\p{L}-])(?:my|our|your|his|her|their|the|a)[ ](?:(?:\p{Ll}{3,10})[ ])?(?:dog|cat|puppy|kitten|parrot|rabbit|hamster|pony|goldfish|budgie|tortoise)(?:[ ](?:is[ ])?(?:called|named)|,|[ ]is)?[ ])(?P<value>(?-i:\p{Lu}\p{Ll}{2,14}))(?=[ ,.;!?)]|$)(?!['’]s[ ]\p{Lu})", ABOVE_THE_MODEL,
        true=("my cat ⟦Luna⟧ is ill", "and a dog called ⟦Momo⟧,", "our dog is ⟦Tyson⟧."), false=("cat Luna", "the dog of Luna", "my cat's name is Luna", "a dog called by Luna"),
        unless=("password", "security", "memorable", "secret", "answer", "passphrase", "microchip")),
    Rule("word_of_radio", LOOK_ALIKE, r"(?<![\w.-])(?P<value>Roger)(?=[ ]that\b|,?[ ](?:and[ ])?(?:out|wilco)\b)", ABOVE_THE_MODEL,
        true=("AGENT: ⟦Roger⟧ that.", "⟦Roger⟧, out."), false=("Roger will do it", "Ask Roger")),
)
# fmt: on
