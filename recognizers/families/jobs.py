"""Job titles behind their label: "Occupation: chief surgeon", `"jobTitle": "Head of Procurement"`, "Beruf: Richterin"."""

import regex

from recognizers.lexicon.form_fields import NOTHING, OF_A_FORM, field
from recognizers.rules import Rule

LIMITS = "Job titles without a label, and labels such as `role` and `position`, which mean other things as often."
LABELS = (
    r"job[ _-]?title|occupation|profession|beruf|berufsbezeichnung|stellenbezeichnung|ausgeübter[ ]beruf|intitulé[ ](?:du|de)[ ]poste|poste[ ]occupé|profesión|ocupación|cargo[ ]actual|puesto[ ]de[ ]trabajo"
    r"|professione|occupazione|beroep|functietitel|profissão|ocupação|zawód|zawód[ ]wykonywany|stanowisko(?:[ ]pracy)?|yrke|stilling|ammatti"
)
WORD = r"\(?[\p{L}\p{M}&/-]{1,24}+(?:['’]\p{L}{1,20}+)?+[.)]?(?![\p{L}(])"
# Nothing, or a turn of phrase in place of a title.
NO_TITLE = regex.compile(
    rf"(?i)(?:{NOTHING}|historia.*|(?:job )?titles?|employment|anzahl|(?:occupation|profession|beruf)\b.*|.* (?:is|are|was|were|has|have) .*|your\b.*|the\b.*|keine?r?|unbekannt|aucune?|inconnue?|ninguna?|nessuna?|geen|onbekend|nenhuma?)"
)

TYPE_OF_CODE = regex.compile(r"\p{Ll}\p{Ll}\p{Lu}\p{Ll}")


def _is_title(value: str) -> bool:
    """Return whether a value is a title: nothing that stands for it, and no name of a type of code."""
    return not NO_TITLE.fullmatch(value) and not OF_A_FORM.fullmatch(value) and not TYPE_OF_CODE.search(value)


# fmt: off
RULES = (
    Rule("job_labelled", "JOB_TITLE",
        field(LABELS, rf"\p{{L}}{WORD}(?:[ ]{WORD}){{0,5}}?"), 0.8, check=_is_title,
        true=("Occupation: ⟦chief surgeon⟧\n", '"jobTitle": "⟦Head of Procurement⟧",', "Beruf: ⟦Richterin⟧   ledig", "zawód: ⟦spedytorka⟧, zam.", "Profissão: ⟦tradutora⟧\n", "Job title | ⟦Nurse (nights)⟧ |"),
        false=("Occupation: not stated", "job_title: str,", "profession: ProfessionType;", "Occupation | Wage | Number\n", "Beruf: Pflichtangabe", "Professione: campo obbligatorio", "Beroep: verplicht", "Profession: Nursing is the largest", "the profession of arms", "job_title = request.args.get('t')", "Beruf:\nName:", "'OCCUPATION': 'STRING'", "stanowisko 4, hala B")),
)
# fmt: on
