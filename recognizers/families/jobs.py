"""Job titles behind their label: "Occupation: chief surgeon", `"jobTitle": "Head of Procurement"`, "Beruf: Richterin"."""

import regex

from recognizers.rules import Rule

LIMITS = "Job titles without a label, and labels such as `role` and `position`, which mean other things as often."
LABELS = (
    r"job[ _-]?title|occupation|profession|beruf|berufsbezeichnung|stellenbezeichnung|ausgeübter[ ]beruf|intitulé[ ](?:du|de)[ ]poste|poste[ ]occupé|profesión|ocupación|cargo[ ]actual|puesto[ ]de[ ]trabajo"
    r"|professione|occupazione|beroep|functietitel|profissão|ocupação|zawód|zawód[ ]wykonywany|stanowisko(?:[ ]pracy)?|yrke|stilling|ammatti"
)
WORD = r"\(?[\p{L}\p{M}&/-]{1,24}+(?:['’]\p{L}{1,20}+)?+[.)]?(?![\p{L}(])"
# Nothing, the type of a field, or a turn of phrase in place of a title.
NO_TITLE = regex.compile(
    r"(?i)(?:none|null|unknown|n/?a|other|yes|no|str|string|text|varchar|char|bool|boolean|enum|object|dropdown|required\b.*|optional\b.*|pflicht.*|see\b.*|choose\b.*|history|historia.*|(?:job )?titles?|employment|anzahl|(?:occupation|profession|beruf)\b.*|.* (?:is|are|was|were|has|have) .*|not\b.*|select\b.*|enter\b.*|please\b.*|your\b.*|the\b.*|keine?r?|unbekannt|aucune?|inconnue?|ninguna?|nessuna?|geen|onbekend|nenhuma?|brak)"
)

# What a form, a schema or the head of a table says of a field, in eight languages.
OF_A_FORM = regex.compile(
    r"(?i)(?:campo|champ|pole|veld|feld|siehe|bitte|verplicht|facolt|obblig|obligat|wymag|opcjon|opcion|pflicht|iso|percent|share|count|number|minimum|maximum)\b.*|(?:verplicht|facoltativ|obbligatori|obligat|wymagan|opcjonaln|opcional)\p{Ll}{0,5}(?: .*)?"
)
TYPE_OF_CODE = regex.compile(r"\p{Ll}\p{Ll}\p{Lu}\p{Ll}")


def _is_title(value: str) -> bool:
    """Return whether a value is a title: nothing that stands for it, and no name of a type of code."""
    return not NO_TITLE.fullmatch(value) and not OF_A_FORM.fullmatch(value) and not TYPE_OF_CODE.search(value)


# fmt: off
RULES = (
    Rule("job_labelled", "JOB_TITLE",
        rf"(?i)(?<![\p{{L}}\p{{N}}_.-])(?:{LABELS})[\"'*]{{0,3}}[ ]{{0,3}}(?:[:=]|(?<=^[ |*\"']{{0,6}}(?:{LABELS})[\"'*]{{0,3}}[ ]{{0,3}})\|(?=[^|\n]{{1,80}}\|?[ \t]{{0,8}}$(?!\n[ |]{{0,4}}:?-))|\.{{3,40}}|</?[a-z]{{1,8}}>[ ]?<?)[ \t]{{0,20}}[\"'*]{{0,3}}(?P<value>\p{{L}}{WORD}(?:[ ]{WORD}){{0,5}}?)(?=[\"'*]{{0,3}}[ \t]{{0,8}}(?:$|[,;|<\n}}\]]|\.?[ ]\p{{Lu}}[\p{{L}} ]{{1,20}}:|[ ]{{2}}|\t))", 0.8, check=_is_title,
        true=("Occupation: ⟦chief surgeon⟧\n", '"jobTitle": "⟦Head of Procurement⟧",', "Beruf: ⟦Richterin⟧   ledig", "zawód: ⟦spedytorka⟧, zam.", "Profissão: ⟦tradutora⟧\n", "Job title | ⟦Nurse (nights)⟧ |"),
        false=("Occupation: not stated", "job_title: str,", "profession: ProfessionType;", "Occupation | Wage | Number\n", "Beruf: Pflichtangabe", "Professione: campo obbligatorio", "Beroep: verplicht", "Profession: Nursing is the largest", "the profession of arms", "job_title = request.args.get('t')", "Beruf:\nName:", "'OCCUPATION': 'STRING'", "stanowisko 4, hala B")),
)
# fmt: on
