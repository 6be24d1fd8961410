"""Generated values benchmark: how many values that Faker makes for 36 countries both tiers find in short texts.

python benchmarks/generated_values.py [--count N] [--show N] [--write]

It needs no data. The texts are short, so that the model has little context; a value counts if all of its letters and
digits are covered.
"""

import argparse
import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from accuracy import TIERS, own_policy
from faker import Faker
from report import show, write

from pipeline.evaluate.contenders import Ours
from pipeline.text.spans import Span

LOCALES = """en_US en_GB en_CA en_AU en_IE en_IN en_NZ de_DE de_AT de_CH fr_FR fr_CH fr_BE es_ES es_MX es_AR es_CO it_IT nl_NL nl_BE
    pt_BR pt_PT pl_PL sv_SE no_NO da_DK fi_FI cs_CZ sk_SK hu_HU ro_RO tr_TR el_GR ru_RU uk_UA hr_HR""".split()
SEED = 11
# A provider of Faker -> the texts around its values.
TEXTS = {
    "address": ("Please send it to {} by Friday.", "Address: {}", "Ana Lima\n{}\n\nDear Ana,"),
    "license_plate": ("the car with plate {} was parked", "Vehicle: white van, {}"),
    "ssn": ("SSN: {}", "my national id is {} and"),
    "iban": ("IBAN {}", "please transfer to {} today"),
    "phone_number": ("call {} after six", "Tel: {}"),
    "date_of_birth": ("born on {}", "DOB: {}"),
    "vat_id": ("VAT ID {}",),
    "user_name": ("user {} logged in from home", "login: {}"),
    "first_name": ("ask {} about it", "{}'s laptop was stolen", "Best,\n{}"),
    "last_name": ("Dear Mr {},", "Reported by {}", "Rücksprache mit {} gehalten"),
}


class Case(NamedTuple):
    """A text with one value of a kind."""

    kind: str
    text: str
    start: int
    end: int


def main() -> None:
    """Print the share of values found of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=8, help="values of each kind and country")
    parser.add_argument("--show", type=int, default=0, help="values of each kind to print that were not found")
    parser.add_argument("--write", action="store_true", help="write the table into docs/benchmarks.md")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    cases = list(cases_of(options.count))
    missed = {tier: missed_of(cases, tier) for tier in TIERS}
    counts = {kind: sum(case.kind == kind for case in cases) for kind in TEXTS}
    rows = [
        (kind, f"{count:,}", *(f"{1 - len(missed[tier][kind]) / count:.1%}" for tier in TIERS))
        for kind, count in counts.items()
    ]
    columns = ("values", "texts", *TIERS)
    show("values of Faker found", columns, rows)
    for kind, cases_missed in missed[TIERS[0]].items():
        print(*(f"{kind}: {case.text!r}" for case in cases_missed[: options.show]), sep="\n")
    if options.write:
        write("generated_values", columns, rows)


def cases_of(count: int) -> Iterator[Case]:
    """Yield the texts, the same ones for the same version of Faker."""
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(SEED)
        for kind, texts in TEXTS.items():
            for value in (str(getattr(fake, kind)()) for _ in range(count if hasattr(fake, kind) else 0)):
                for text in texts:
                    start = text.index("{}")
                    yield Case(kind, text.replace("{}", value), start, start + len(value))


def missed_of(cases: list[Case], tier: str) -> dict[str, list[Case]]:
    """Return the cases of each kind whose value is not wholly found."""
    ours = Ours(own_policy("restricted", tier, has_dictionary=False))
    missed: dict[str, list[Case]] = defaultdict(list)
    for case, spans in zip(cases, ours.found([case.text for case in cases]), strict=True):
        if not is_covered(case, spans):
            missed[case.kind].append(case)
    return missed


def is_covered(case: Case, spans: list[Span]) -> bool:
    """Return whether findings cover all letters and digits of a value."""
    covered = {place for span in spans for place in range(span.start, span.end)}
    return all(place in covered or not case.text[place].isalnum() for place in range(case.start, case.end))


if __name__ == "__main__":
    main()
