"""Words that follow the label of a secret and are none: `the password is required`, `the code is wrong`."""

import regex

from recognizers.families.secrets.placeholders import is_placeholder

STOP = frozenset(
    """
    a about access account again all already also always an and another any app are as at available bad be because been before below blank but by can
    case cannot changed check code compromised correct default different disabled do does empty encrypted enough entered expired exposed field file for forgotten free from
    generated good has have hashed her here hidden his how if in incorrect incorrectly information input invalid is it its just known leaked leave letters
    locked login long lost manager managers may missing most must my needed neither never new no none not nothing now of ok okay old on one only open optional
    or our out over please policy posted prompt protected public random reset required reset rotated rules safe same see sensitive sent set shared short should
    shown so something still stolen stored strong stuck taped that the their them there these they this those to too under unchanged unknown unset up
    updated upon used user using valid very via visible was weak what when where which who why will with work working works would written wrong yes you your
    der die das den dem ein eine ist war wird nicht kein keine und oder falsch geändert zurückgesetzt abgelaufen gesperrt bekannt vergessen unbekannt erforderlich bitte per
    für im in auf bei noch schon nur leer korrekt richtig ungültig sicher unsicher weg neu alt steht wurde wie immer mit von vom zum zur hat hatte
    le la les un une est pas incorrect oublié expiré requis obligatoire et ou de du des dans sur par pour avec sans changé modifié perdu inconnu faux bon c'est
    el los una es no incorrecta olvidada caducada requerida obligatorio y o de del en por para con sin cambiada perdida desconocida que ya se
    il lo gli una è non errata scaduta richiesta obbligatoria e di del nel per con senza cambiata persa sconosciuta che
    o a os as um uma é não errada expirada obrigatória e ou do da no na por com sem trocada perdida que já foi
    het een is niet verkeerd verlopen verplicht en of van op in met zonder gewijzigd kwijt onbekend die dat weer
    jest nie błędne wygasło wymagane i lub do na w z bez zmienione jest to
    är inte fel och eller i på med utan glömt er ikke feil forkert og eller
    quella quello quel jamais never zie sämst pay etc send sent attached follow follows following separately tomorrow today later soon
    request requests module modules entry entries command struct database function argument parameter callback prompt dialog
    course there's it's that's they're we you're dont don't isn't wasn't won't
    """.split()
)
WORD = regex.compile(r"[\p{L}'’-]+")
EXPRESSION = regex.compile(
    r"[a-z_]+\.(?:password|passwd|pwd|secret|token)|[a-z_]+\.[a-z]+(?:_[a-z]+)+(?:\.[a-z_]+)*|[a-z_]+\.[A-Z]{1,4}[a-z]+(?:[A-Z][a-z]+)*"
)  # of code: "parsed.auth_decoded", "pq.PQpass"
FORM = regex.compile(r"(?i)[\p{L}-]+(?:ed|ing|ly|ent|able|ible|tion|ung|lich|iert|zione|ción|ção|ment)")


def is_said_word(value: str) -> bool:
    """Return whether a value after the label of a password may be the password rather than the rest of a sentence."""
    words = WORD.findall(value.lower())
    if len(value) < 3 or is_placeholder(value) or not any(map(str.isalnum, value)) or len(words) > 6:
        return False
    if len(words) == 1 and (words[0] in STOP or FORM.fullmatch(value)):
        return False
    return not (
        (words and (words[0] in STOP and len(words) > 1 and value.count(" ") == 0))
        or (any(sign in value for sign in "@:/\\") and value.islower())
        or EXPRESSION.fullmatch(value)
    )
