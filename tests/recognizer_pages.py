"""Page of the recognizers: docs/recognizers.md, written from the tables of rules.

python -m tests.recognizer_pages     rewrite the page
"""

import re
from collections.abc import Iterable
from inspect import getdoc
from pathlib import Path
from types import ModuleType

from presidio_analyzer import EntityRecognizer, predefined_recognizers

import recognizers
from recognizers.entities import COUNTRIES
from recognizers.families import modules
from recognizers.rules import LOOK_ALIKE, Rule

PAGE = Path(__file__).parents[1] / "docs/recognizers.md"
MAX_EXAMPLE, MAX_WORDS, MAX_SOURCE = 70, 6, 60
AROUND = 24  # characters of an example beside its value
SECRETS = frozenset({"API_KEY", "SECRET", "PASSWORD"})
SHOWN_OF_SECRETS = 6
RANDOM = re.compile(r"(?=[A-Za-z+/_-]*\d)[\w+/=.~-]{12,}")
INTRODUCTION = """# What the recognizers find

This page is written from the tables of rules: `python -m tests.recognizer_pages`. A test compares it with them.

- A rule is one shape of a value. Its name is the source in reports and in `--explain`.
- **Bold** in an example is the value. Secrets are cut: `ghp_k2…` stands for a whole token.
- *Score* is the score of the shape alone, then with one of the words of *context* near it. With 0, the shape means nothing without such a word.
- A policy uses a finding from a score of 0.35, or 0.3 in `restricted`. In overlaps, certain and long findings come first.
- *Not found* is the nearest look-alike that a rule leaves alone. Every example is run as a test.
"""


def page() -> str:
    """Return the text of the page."""
    families = [module for module in modules() if hasattr(module, "LIMITS")]
    found = [module for module in families if not _suppresses(module)]
    parts = [
        INTRODUCTION,
        _summary(found),
        *map(_family, found),
        "## Look-alikes: what stays",
        "A match of these rules is no finding. It suppresses the findings inside it that have a lower score.",
        *(_family(module) for module in families if _suppresses(module)),
        _presidio(),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _suppresses(module: ModuleType) -> bool:
    return {rule.entity for rule in getattr(module, "RULES", ())} == {LOOK_ALIKE}


def _name(module: ModuleType) -> str:
    return module.__name__.removeprefix("recognizers.families.").replace(".", "/")


def _anchor(module: ModuleType) -> str:
    return re.sub(r"[^\w-]", "", _name(module))


def _summary(families: list[ModuleType]) -> str:
    """Return the table of the entities, with the families that find them."""
    where: dict[str, dict[str, str]] = {}
    rules: dict[str, int] = {}
    for module in families:
        link = f"[{_name(module)}](#{_anchor(module)})"
        for rule in getattr(module, "RULES", ()):
            where.setdefault(rule.entity, {})[link] = ""
            rules[rule.entity] = rules.get(rule.entity, 0) + 1
        for recognizer in _classes(module):
            for entity in recognizer.supported_entities:
                where.setdefault(entity, {})[link] = ""
    rows = [
        (f"`{entity}`", str(rules.get(entity, 0)), ", ".join(where[entity]))
        for entity in sorted(where)
        if entity != LOOK_ALIKE
    ]
    total = sum(len(getattr(module, "RULES", ())) for module in modules())
    return f"{total} rules, by entity:\n\n" + _table(("entity", "rules", "families"), rows)


def _classes(module: ModuleType) -> list[EntityRecognizer]:
    return module.recognizers() if hasattr(module, "recognizers") else []


def _family(module: ModuleType) -> str:
    """Return the section of one family."""
    parts = [f"### {_name(module)}", *_paragraphs(module), f"Does not find: {_escaped(module.LIMITS)}"]
    for recognizer in _classes(module):
        entities = ", ".join(f"`{entity}`" for entity in recognizer.supported_entities)
        purpose = getattr(recognizer, "purpose", "") or (getdoc(type(recognizer)) or "").splitlines()[0]
        parts.append(f"- `{recognizer.name}`, no rule, for {entities}: {_escaped(purpose)}")
    if rules := getattr(module, "RULES", ()):
        head = ("rule", "entity", "finds", "not found", "score", "context", "source")
        parts.append(_table(head, (_row(rule) for rule in rules)))
    return "\n\n".join(parts)


def _paragraphs(module: ModuleType) -> list[str]:
    return [_escaped(" ".join(one.split())) for one in (getdoc(module) or "").split("\n\n")]


def _row(rule: Rule) -> tuple[str, ...]:
    score = f"{rule.score:g} / {rule.with_context:g}" if rule.context else f"{rule.score:g}"
    words = ", ".join(rule.context[:MAX_WORDS]) + (", …" if len(rule.context) > MAX_WORDS else "")
    if rule.unless:
        words = f"{words}{'; ' if words else ''}not near: {', '.join(rule.unless[:MAX_WORDS])}"
    is_secret = rule.entity in SECRETS
    return (
        f"`{rule.name}`",
        f"`{rule.entity}`",
        _marked(rule.true[0], is_secret),
        _plain(rule.false[0], is_secret),
        score,
        _escaped(words),
        _source(rule.source),
    )


def _marked(example: str, is_secret: bool) -> str:
    """Return a true example with its values in bold, cut around the first one."""
    before, _, rest = example.partition("⟦")
    value, _, after = rest.partition("⟧")
    after = after.replace("⟦", "").replace("⟧", "")
    if is_secret:
        before, value, after = _cut(before), _secret(value), _cut(after)
    before = ("…" if len(before) > AROUND else "") + before[-AROUND:]
    after = after[:AROUND] + ("…" if len(after) > AROUND else "")
    value = value if len(value) <= MAX_EXAMPLE else f"{value[:MAX_EXAMPLE]}…"
    lead, trail = before.rstrip(), after.lstrip()
    left, right = (" " if lead != before else ""), (" " if trail != after else "")
    return f"{_escaped(lead)}{left}**{_escaped(value)}**{right}{_escaped(trail)}".strip()


def _plain(example: str, is_secret: bool) -> str:
    text = _cut(example) if is_secret else example
    return _escaped(text if len(text) <= MAX_EXAMPLE else f"{text[:MAX_EXAMPLE]}…")


def _secret(value: str) -> str:
    """Return the beginning of a secret: no scanner of repositories takes it for a live one."""
    return value if len(value) <= SHOWN_OF_SECRETS else f"{value[:SHOWN_OF_SECRETS]}…"


def _cut(text: str) -> str:
    return RANDOM.sub(lambda match: _secret(match[0]), text)


def _source(source: str) -> str:
    if source.startswith("http"):
        title = source.split("//")[1].split("/")[0]
        return f"[{title}]({source})"
    return _escaped(source if len(source) <= MAX_SOURCE else f"{source[:MAX_SOURCE]}…")


def _presidio() -> str:
    """Return the section about Presidio's own recognizers."""
    rows = []
    for country in sorted(COUNTRIES):
        found = [
            one
            for one in (getattr(predefined_recognizers, name) for name in predefined_recognizers.__all__)
            if getattr(one, "COUNTRY_CODE", None) == country
        ]
        entities = {entity for one in found for entity in recognizers._created(one).supported_entities}
        if entities:
            rows.append((f"`{country}`", ", ".join(f"`{entity}`" for entity in sorted(entities))))
    return (
        "## Presidio's recognizers\n\n"
        f"{', '.join(f'`{name}`' for name in recognizers.GENERIC)} are used for all texts; those of a country if the policy names it under `countries`.\n\n"
        "They do not find: values of a weak shape, with a score under 0.5, without a word of their context.\n\n"
        + _table(("country", "entities"), rows)
        + "\n\n## Disguised values\n\n"
        "Texts are also read decoded and respelled: percent, HTML, quoted-printable, JSON and Unicode escapes, base64, base32 and hexadecimal numbers; numbers and addresses in words; "
        "characters and digits apart; values over a line break; mirrored text, look-alike letters and invisible characters. The rules above search these readings too.\n\n"
        "They do not find: values that are encrypted, compressed or in a picture, encodings nested more than three deep, Morse code, and leetspeak in names."
    )


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escaped(text: str) -> str:
    """Return a text for a cell of a Markdown table."""
    text = text.strip().replace("\n", "⏎").replace("\t", " ").replace("\r", "")
    text = "".join(character if character.isprintable() else "·" for character in text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\|*_`\[\]~$])", r"\\\1", text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
