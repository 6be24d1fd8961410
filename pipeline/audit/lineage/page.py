"""Page: a lineage test for a reader who is no engineer, in one HTML file that loads and sends nothing, and prints well."""

from collections.abc import Iterable, Iterator
from html import escape

from pipeline.audit.lineage.black_box import Overlap
from pipeline.audit.lineage.report import COLUMNS, NO_COMMITMENT, NO_CONTROL, rows_of, verdict_of
from pipeline.audit.lineage.trial import LEVEL, Trial

SHOWN_NAMES = 60
STYLE = """
:root { color-scheme: light dark; font: 16px/1.55 Georgia, serif; }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
.verdict { border-left: 4px solid; padding-left: .8rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8886; }
code { overflow-wrap: anywhere; }
.wide td:nth-last-child(-n+2) { white-space: nowrap; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""
QUESTION = """Before the data left us, every person in it got another name, a pseudonym. Which pseudonym it is depends on
a secret key and on nothing else. The question is: does the model know pseudonyms that only somebody who has our copy can
know?"""
MEANING = f"""The p-value is the probability of finding at least as many of our pseudonyms (or, in a test of
log-probabilities, at least as high ranks) if the model has no connection with our copy. It assumes nothing about the model,
since the key alone is random. A small p-value means that chance does not explain the result. "Corrected" takes into account
how many tests were made (Holm's method): the probability that any of them is falsely evidence is at most the level, which
is {LEVEL:g} here."""
NOT_MEANING = (
    "It does not show how the model learnt the pseudonyms: it may have been trained on the copy, on the outputs of a"
    " model that was trained on it, or on texts that quote it.",
    "It is not the probability that somebody is guilty.",
    "It does not show that a real person can be recognized: pseudonyms are invented names.",
    "A large p-value does not show that a model was not made from the copy. It may not generate the names that it learnt, or the texts may"
    " be too few.",
    "It holds only if the key was secret, and if all tests that were made are listed here.",
)
METHOD = """Texts: all pairs of given and family names in them are compared with the names that the key gives to the people
of the originals. Names of these people themselves do not count, so that a model that has seen the originals is not
suspected. The number of pseudonyms among them is hypergeometrically distributed within each culture and gender. The column
"other keys" shows the same count under keys that were drawn for this comparison. Log-probabilities: each pseudonym
has a rank among the names that other keys give to the same person; the ranks are combined by Fisher's method."""


def lineage_page(trial: Trial, policy: str, key_id: str, digest: str) -> str:
    """Return the page. It names pseudonyms that were found, and no name of the originals.

    Arguments:
        trial: the results.
        policy: the name of the policy of the run.
        key_id: the id of the key.
        digest: the SHA-256 of the verified commitment; empty for none.
    """
    facts = (
        ("Key", key_id),
        ("Policy", policy),
        ("Copies", ", ".join(trial.scopes)),
        ("People whose pseudonyms were tested", str(len(trial.people.people))),
        ("Suspects", ", ".join(dict.fromkeys(row.suspect for row in trial.rows))),
        ("Commitment", f"verified; SHA-256 of its file: {digest}" if digest else NO_COMMITMENT),
        ("Control", _control(trial)),
    )
    parts = [
        "<h1>Lineage test</h1>",
        f'<p class="verdict">Result: {escape(verdict_of(trial))}.</p>',
        *_section("The question", [QUESTION]),
        *("<h2>Result</h2>", _table(trial)),
        *("<h2>What was tested</h2>", _facts(facts)),
        *_section("What the p-value means", [MEANING]),
        *("<h2>What it does not mean</h2>", _list(NOT_MEANING)),
        *_section("Method", [METHOD]),
        *_found(trial),
    ]
    return _whole(parts)


def _whole(parts: Iterable[str]) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lineage test</title><style>{STYLE}</style>'
    guard = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="en">\n<head>{guard}{head}</head>\n<body><main>\n{body}\n</main></body>\n</html>\n'


def _section(title: str, paragraphs: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{escape(title)}</h2>"
    yield from (f"<p>{escape(one)}</p>" for one in paragraphs)


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"


def _table(trial: Trial) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in COLUMNS)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows_of(trial))
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td><code>{escape(value)}</code></td></tr>' for name, value in facts
    )
    return f"<table>{inner}</table>"


def _control(trial: Trial) -> str:
    if not trial.control:
        return NO_CONTROL
    found = "finds" if trial.has_power else "does not find"
    return f"the same test {found} the pseudonyms in the copy itself"


def _found(trial: Trial) -> Iterator[str]:
    for row in trial.rows:
        if isinstance(row.result, Overlap) and row.result.found:
            names = [f"{given} {family}".title() for given, family in row.result.found]
            more = [f"and {len(names) - SHOWN_NAMES} more"] if len(names) > SHOWN_NAMES else []
            yield from _section(
                f"Pseudonyms of {row.scope} in texts of {row.suspect}", [", ".join(names[:SHOWN_NAMES] + more)]
            )
