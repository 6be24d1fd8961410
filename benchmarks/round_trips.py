"""Round trips of the gateway: how often an answer that repeats the prompt comes back as the prompt was.

Each random conversation has one to four people, some of one family, with compound names, short forms, inflected forms,
initials, addresses, user names, phones and ids. The places of the values are given, so that what detection misses does
not count. The answer repeats all texts of the prompt, in pieces of random length.

python benchmarks/round_trips.py [--count 5000] [--write]
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence

from faker import Faker
from report import show, write

from pipeline import Key, Policy, Sanitizer
from pipeline.gateway.prompt import clear_texts
from pipeline.records.prompts.request import read
from pipeline.restore.restore_map import COMES_BACK, RestoreMap
from pipeline.sanitized import Sanitized
from pipeline.text.spans import Span
from recognizers.lexicon.nicknames import short_forms

COLUMNS = ("answers that repeat the prompt", "conversations", "share")
REASONS = ("why a surrogate stays", "surrogates", "of all")
SEED = 20_261
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE")
COMPOUND = 0.2
FRAMES = (
    "{full} called about order {id}.",
    "Please write to {mail}, or call {phone}.",
    "{title} {family} has not answered; ask {short}.",
    "{possessive} account {user} is locked.",
    "{last_first}: customer {customer}, contact {initial}.",
    "{capitals} SIGNED THE CONTRACT.",
    "{short} and {other} met {family}.",
    "cc {full} <{mail}>",
    "Hi {short}, did {other_family} reply to {family}?",
)
Value = tuple[str, str]  # entity, surface


def main() -> None:
    """Send conversations through the replacement and back, and count what is not as it was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="how many conversations")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/benchmarks.md")
    arguments = parser.parse_args()
    draw = random.Random(SEED)
    fakes = [Faker(locale) for locale in LOCALES]
    for number, fake in enumerate(fakes):
        fake.seed_instance(SEED + number)
    sanitizer = Sanitizer(Policy.load("confidential"), Key(bytes(32)))
    outcomes, reasons, surrogates = Counter[str](), Counter[str](), 0
    for _ in range(arguments.count):
        texts, values = conversation(draw, draw.choice(fakes))
        sanitized, restore_map = sent(texts, values, sanitizer)
        surrogates += sum(it.action in COMES_BACK for one in sanitized for it in one.replacements)
        back = [answered(one.text, restore_map, draw) for one in sanitized]
        changed = [one for one, text, was in zip(sanitized, back, texts, strict=True) if text != was]
        reasons.update(reason for one in changed for reason in left_in(one, restore_map))
        outcomes["otherwise" if changed else "exactly as they were"] += 1
    rows = [(name, f"{number:,}", f"{number / arguments.count:.3%}") for name, number in outcomes.most_common()]
    counted = [
        (name, f"{number:,}", f"{number / surrogates:.4%}") for name, number in reasons.most_common() or [("none", 0)]
    ]
    show(f"{arguments.count:,} conversations", COLUMNS, rows)
    show(f"{surrogates:,} surrogates", REASONS, counted)
    if arguments.write:
        write("round trips", COLUMNS, rows)
        write("round trips reasons", REASONS, counted)


def conversation(draw: random.Random, fake: Faker) -> tuple[list[str], list[list[Value]]]:
    """Return the texts of a conversation, and the values in each."""
    people = [person(draw, fake) for _ in range(draw.randint(1, 4))]
    for one in people[1:]:
        if draw.random() < 0.3:  # a family
            one.update(made(one["given"], people[0]["family"], draw, fake))
    texts, values = [], []
    for _ in range(draw.randint(2, 6)):
        one, other = draw.choice(people), draw.choice(people)
        fields = {**one, "other": other["full"], "other_family": other["family"]}
        frame = draw.choice(FRAMES)
        texts.append(frame.format(**fields))
        values.append(
            [(entity_of(name), fields[name]) for name in fields if f"{{{name}}}" in frame and name != "title"]
        )
    return texts, values


def person(draw: random.Random, fake: Faker) -> dict[str, str]:
    """Return a person's name in its forms, and identifiers."""
    given, family = fake.first_name(), fake.last_name()
    if draw.random() < COMPOUND:
        family = f"{family}-{fake.last_name()}"
    elif draw.random() < COMPOUND:
        given = f"{given} {fake.first_name()}"
    return made(given, family, draw, fake)


def made(given: str, family: str, draw: random.Random, fake: Faker) -> dict[str, str]:
    """Return the forms of a name, and identifiers of the person."""
    first = given.split()[0]
    handle = "".join(filter(str.isalnum, f"{first}.{family}".casefold().replace(".", "dot"))).replace("dot", ".")
    return {
        "given": given,
        "family": family,
        "full": f"{given} {family}",
        "title": draw.choice(("Mr.", "Ms.", "Dr.")),
        "short": draw.choice(sorted(short_forms(first)) or [first]),
        "possessive": f"{family}'s" if draw.random() < 0.5 else f"{given} {family}'s",
        "last_first": f"{family}, {given}",
        "initial": f"{first[0]}. {family}",
        "capitals": f"{given} {family}".upper(),
        "mail": f"{handle}@{draw.choice(('gmail.com', 'acme-freight.com', 'web.de'))}",
        "user": f"{first[0]}{family.split('-')[0]}".casefold(),
        "phone": fake.phone_number(),
        "id": f"ORD-{draw.randint(10_000, 99_999)}",
        "customer": f"CUS-{draw.randint(100_000, 999_999)}",
    }


def entity_of(name: str) -> str:
    """Return the entity of a field of a frame."""
    others = {
        "mail": "EMAIL_ADDRESS",
        "user": "USERNAME",
        "phone": "PHONE_NUMBER",
        "id": "ORDER_ID",
        "customer": "CUSTOMER_ID",
    }
    return others.get(name, "PERSON")


def sent(
    texts: Sequence[str], values: Sequence[Sequence[Value]], sanitizer: Sanitizer
) -> tuple[list[Sanitized], RestoreMap]:
    """Return the texts as they leave, and the restore map."""
    turns = [{"role": "user" if number % 2 == 0 else "assistant", "content": text} for number, text in enumerate(texts)]
    prompt = read(json.dumps({"model": "m", "messages": turns}).encode())
    places = dict(zip(texts, values, strict=True))
    findings = [list(spans(text.value, places.get(text.value, ()))) for text in prompt.texts]
    cleared, sanitized = clear_texts(prompt, sanitizer, findings)
    kept = [one for one, text in zip(sanitized, prompt.texts, strict=True) if text.value in places]
    return kept, cleared.restore_map


def spans(text: str, values: Sequence[Value]) -> Iterator[Span]:
    """Yield the places of values; the possessive ending is no part of a name."""
    for entity, surface in values:
        name = surface.removesuffix("'s")
        start = text.find(surface)
        yield Span(start, start + len(name), entity, 1.0, "given")


def answered(text: str, restore_map: RestoreMap, draw: random.Random) -> str:
    """Return an answer as a client gets it that arrives in pieces."""
    from pipeline.restore.restorer import Restorer

    restorer, pieces = Restorer(restore_map), []
    while text:
        size = draw.randint(1, 12)
        pieces.append(restorer.feed(text[:size]))
        text = text[size:]
    return "".join((*pieces, restorer.flush()))


def left_in(sanitized: Sanitized, restore_map: RestoreMap) -> Iterator[str]:
    """Yield for each surrogate of a text that restoring leaves why it does."""
    for it in sanitized.replacements:
        surrogate = sanitized.text[it.start : it.end]
        if it.action not in COMES_BACK or surrogate not in restore_map.restore(sanitized.text):
            continue
        term = restore_map.terms.get(surrogate.casefold())
        if surrogate.casefold() in restore_map.unsure:
            yield f"{it.entity}: two originals share it"
        elif term is None:
            yield f"{it.entity}: too short or common to be distinguished from a word"
        else:
            yield f"{it.entity}: the original would not be found again"


if __name__ == "__main__":
    main()
