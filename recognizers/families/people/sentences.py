"""Person names by what a sentence says of them: "Jonathan's laptop was stolen", "Rücksprache mit Scholl", "Besnard a signé"."""

from recognizers.lexicon.name_patterns import BEGIN, is_known_name
from recognizers.lexicon.not_names import PLACES
from recognizers.lexicon.public_sites import BRANDS
from recognizers.lexicon.technology_names import NAMES as TECHNOLOGY
from recognizers.rules import Rule

LIMITS = "A name in no pool, and one that is an ordinary word, are left to the model."

PERSON = "PERSON"
WORD = r"\p{Lu}[\p{Ll}\p{M}]{2,20}(?:-\p{Lu}[\p{Ll}\p{M}]{2,20})?"
NAME = rf"(?P<value>{BEGIN}(?:(?:van|de|da|do|dos|von|del|della|di)[ ](?:der[ ]|den[ ])?)?{WORD}(?:[ ]{WORD})?)"
NO_PEOPLE = frozenset(
    """wendy denny arby macy kohl lowe sainsbury morrison domino carl levi lay kellogg moody lloyd christie hershey mcdonald
    sotheby valentine alzheimer parkinson murphy moore newton bayes euler gauss fermat maxwell ohm hodgkin crohn apple ford jenkins rust julia ruby
    ralph victoria harry santa shakespeare mozart beethoven bach goethe einstein darwin picasso dickens homer plato aristotle""".split()
) | frozenset(name.lower() for name in TECHNOLOGY)
SCIENCE = "law|laws|method|theorem|disease|syndrome|test|rule|rules|principle|equation|equations|paradox|razor|triangle|algorithm|constant|number|numbers|formula|inequality|lemma|oesophagus|esophagus|hump|sign|contracture|fracture|solution|lesion|ulcer|tumou?r|hernia|thyroiditis|chorea|nephropathy|night|day|or|and|pending|palsy|conjecture|identity|criterion|transform"
# Meetings, calls and agreements with a person; what a person did.
WITH = r"(?:Rücksprache|Telefonat|Gespräch|Absprache|Besprechung|Rückruf|Tel\.|telefoniert|gesprochen|vereinbart|abgestimmt|abgesprochen|verblieben|spoke|spoken|speaking|chatted|met|agreed)"
DONE_WITH = r"(?:besprochen|gesprochen|telefoniert|vereinbart|abgestimmt|abgesprochen|geklärt|verblieben|ausgemacht)"
DID = (
    r"(?:nicht (?:angetroffen|erreicht|erreichbar|erschienen)|hat (?:angerufen|unterschrieben|zugesagt|abgesagt|gekündigt|bezahlt|bestätigt|gemeldet|sich)|ruft zurück|meldet sich|bittet um|wünscht|reklamiert"
    r"|a (?:signé|appelé|confirmé|refusé|validé|rappelé|payé|demandé|envoyé)|firmó|llamó|confirmó|pidió|pagó|aceptó|envió|ha (?:firmato|chiamato|confermato|pagato|chiesto|inviato|firmado|llamado|confirmado|pagado)"
    r"|heeft (?:getekend|gebeld|betaald|bevestigd|gevraagd)|assinou|ligou|confirmou|pediu|pagou|podpisał[ao]?|zadzwonił[ao]?|potwierdził[ao]?|zapłacił[ao]?)"
)


def is_person(value: str) -> bool:
    """Return whether a value is a known name, and no brand, place or technology."""
    word = value.split()[-1].lower()
    has_particle = value.startswith(("van ", "von "))
    return (
        (has_particle or is_known_name(value)) and word not in NO_PEOPLE and word not in BRANDS and word not in PLACES
    )


# fmt: off
RULES = (
    Rule("person_who_has_something", PERSON,
        rf"(?<![\p{{L}}\d@/._-]|(?:\bSt\.?|[Tt]he|[Aa]n?)[ ]){NAME}(?=['’]s[ ](?!{SCIENCE})\p{{Ll}}{{2,20}})",
        0.72, check=is_person,
        true=("⟦Jonathan⟧'s laptop was stolen", "The file is on ⟦Ryan⟧’s desktop", "⟦Chen⟧'s contract ends", "as ⟦Rachel Navarro⟧'s manager"),
        false=("Newton's method", "Levi's jeans", "Monday's meeting", "Python's list", "London's streets", "today's build", "the Miller's tale", "Church's thesis")),
    Rule("person_spoken_with", PERSON,
        rf"(?<![\p{{L}}\d])(?:{WITH}[ ](?:mit|with)[ ]{NAME}(?![\p{{L}}-])|mit[ ]{NAME}(?=[ ]{DONE_WITH}(?!\p{{L}})))",
        0.72, check=is_person,
        true=("Rücksprache mit ⟦Scholl⟧ gehalten", "mit ⟦Bauer⟧ besprochen, er kommt", "Telefonat mit ⟦Fliegner⟧ um 9"),
        false=("Rücksprache mit Technik gehalten", "mit Kunde besprochen", "gesprochen mit dem Vertrieb")),
    Rule("person_who_did_something", PERSON,
        rf"(?<![\p{{L}}\d@/._-]|(?i:\b(?:der|die|das|den|dem|ein|eine|la|le|el|lo|il|o|a|os|as|het|de|un|una|uma|il|l['’]))[ ]){NAME}(?=[ ]{DID}(?!\p{{L}}))",
        0.72, check=is_person,
        true=("⟦Besnard⟧ a signé hier", "⟦Neureuther⟧ nicht angetroffen", "⟦Maldonado⟧ firmó", "⟦Bixio⟧ ha firmato", "⟦van Hoorn⟧ heeft getekend"),
        false=("Das Rathaus hat bestätigt", "La Poste a confirmé", "Kunde nicht erreicht", "o Santander confirmou", "Apple hat bestätigt")),
    Rule("person_with_a_file", PERSON,
        rf"(?i:(?<!\p{{L}})(?:contrato|contrat|contratto|contract|Vertrag|Arbeitsvertrag|Akte|Personalakte|dossier|expediente|fascicolo|salario|salaire|stipendio|salaris|Gehalt|nómina|Abrechnung|mutuelle|congé|ferie|Urlaub)[ ](?:de|di|van|von|do|da|del))[ ]{NAME}",
        0.72, check=is_person,
        true=("el contrato de ⟦Calderón⟧ termina en mayo", "le dossier de ⟦Besnard⟧ est clos", "Urlaub von ⟦Fliegner⟧ genehmigt"),
        false=("el contrato de Trabajo", "Vertrag von Lissabon", "le dossier de Presse", "contrat de Location")),
    Rule("party_of_a_case", PERSON,
        rf"(?<![\p{{L}}\d])(?:Az\.:?|Sache|Sachen|Rechtsstreit|i\.[ ]?S\.|in re)[ ]{NAME}(?=[ ](?:\./\.|gegen|gg\.|v\.|vs\.)[ ])",
        0.8, check=is_person,
        true=("Az. ⟦Geißler⟧ ./. Acme", "in Sachen ⟦Jopich⟧ ./. Nordbau"),
        false=("Az. Nordbau GmbH ./. Acme", "Az. 12 O 34/25")),
)
# fmt: on
