"""People in decisions of courts: the judges of a panel, and parties of a case that are nobody in particular."""

from recognizers.rules import ABOVE_THE_MODEL, LOOK_ALIKE, Rule

LIMITS = "Parties, lawyers and witnesses are left to the model, the rules for titles and the pools."
JUDGES = r"(?:(?:Chief|Senior|Circuit|District|Associate|Presiding|Appellate|Administrative)[ ]){0,3}(?:Judges|Justices|JJ\.)"
# "KING", "O'Malley", "R. Sack".
JUDGE = r"(?:\p{Lu}\.[ ]){0,2}\p{Lu}[\p{L}'’-]{1,24}"

# fmt: off
RULES = (
    Rule("judge_of_a_panel", "PERSON",
        rf"\bBefore:?[ ](?P<value>{JUDGE})(?:,[ ](?P<value>{JUDGE})){{0,10}},?[ ]and[ ](?P<value>{JUDGE}),[ ]{JUDGES}", 0.95,
        true=("Before ⟦KING⟧, ⟦GREGORY⟧, and ⟦DIAZ⟧, Circuit Judges.", "Before: ⟦Smith⟧ and ⟦O'Malley⟧, Senior Circuit Judges"),
        false=("Before noon, Circuit Judges met", "Before KING, the clerk", "Before Smith, Judges and clerks"), source="reports of American courts"),
    Rule("party_that_is_no_person", LOOK_ALIKE,
        r"(?<!\p{L})(?:(?<=[ ]and[ ])(?:Others|Another|OTHERS|ANOTHER)(?=[ ](?:v\.?|c\.|against)[ ])|(?i:the)[ ](?:QUEEN|KING|CROWN|PEOPLE|STATE)(?=[ ][vV]\.?[ ])|UNITED STATES(?:[ ](?:of|OF)[ ](?:America|AMERICA))?(?=,?[ ](?:v\.|(?:Plaintiff|Appell|Petition|Respond|Defend)))|(?<=[ ][vV]\.[ ])UNITED STATES(?:[ ](?:of|OF)[ ](?:America|AMERICA))?)(?!\p{L})", ABOVE_THE_MODEL,
        true=("the case of Kowalski and ⟦Others⟧ v. Poland", "⟦THE QUEEN⟧ v. ANDREW TRENHOLME", "⟦UNITED STATES of America⟧, Plaintiff-Appellee"),
        false=("Anna and Others came", "the Queen visited", "in the UNITED STATES today"), source="Oxford University Standard for the Citation of Legal Authorities"),
)
# fmt: on
