"""Further mentions: the values of a document elsewhere in it, and words that only look like them."""

import pytest

from pipeline.decide.further_mentions import further_mentions
from pipeline.text.spans import Span

# A text with the finding in ⟦⟧ and its further mentions in ⟨⟩, the entity and the source of the finding.
CASES = [
    ("⟦Will Pemberton⟧ agreed. ⟨Pemberton⟩ confirmed.", "PERSON", "Model"),
    ("⟦Will Pemberton⟧ agreed, and so May ⟨Pemberton⟩ will cover.", "PERSON", "person_of_the_pools"),
    ("⟦IRIS⟧ is late, and an iris opened. Iris scan.", "PROJECT_CODENAME", "PROJECT_CODENAME_dictionary"),
    ("⟦Delta⟧ renews; a delta of 3.", "CUSTOMER_NAME", "CUSTOMER_NAME_dictionary"),
    ("⟦Kees De Groot⟧ belt. De post komt, en ⟨De Groot⟩ ook.", "PERSON", "Model"),
    ("⟦VAN DEN BROUCKE⟧, DATE DEN 3, VAN 12", "PERSON", "Model"),
    ("⟦Holger Schäfer⟧ plant. Prämie für ⟨Schäfers⟩ Schicht, ⟨Holgers⟩ Auto.", "PERSON", "Model"),
    ("⟦Will Grant⟧ agreed. Grants and wills are due.", "PERSON", "Model"),
    ("⟦Lady Justice King⟧ agreed with the Ministry of Justice, and ⟨King⟩ added.", "PERSON", "Model"),
    ("⟦Karin Lind⟧ came with Hugo ⟨Lind⟩, ⟨Karin Lind⟩ and Olle.", "PERSON", "Model"),
    ("⟦Silver Bridge⟧ signed. A silver bridge rusts, and so ⟨Silver Bridge⟩ paid.", "ORGANIZATION", "Model"),
    ("⟦Silver Bridge⟧ signed. Later ⟨silver bridge⟩ failed to pay.", "ORGANIZATION", "Model"),
    ("⟦Silver Bridge⟧ signed. hi, is this ⟨silver bridge⟩?", "ORGANIZATION", "Model"),
    ("Born in ⟦1963⟧, he joined in 1963.", "DATE_OF_BIRTH", "birth_labelled"),
    ("Born on ⟦3 May 1963⟧; DOB ⟨3 May 1963⟩.", "DATE_OF_BIRTH", "birth_labelled"),
    ("Age: ⟦two⟧. The two of them left.", "AGE", "Model"),
    ("⟦BX-4417⟧ is late, and so is ⟨bx-4417⟩.", "PROJECT_CODENAME", "PROJECT_CODENAME_dictionary"),
    ("in ⟦/home/pwojcik/src/x.py⟧, run by ⟨pwojcik⟩ as root", "URL", "home_directory"),
    ("in ⟦Joplin, Missouri⟧. ⟨Joplin⟩ is in Missouri.", "LOCATION", "Model"),
    ('⟦Kestrel Timber Traders Ltd⟧ ("⟨KTT⟩") paid, as ⟨KTT⟩ must.', "ORGANIZATION", "Model"),
    ("See ⟦https://github.com/tarn-gmbh/depot⟧ and https://github.com/python/cpython.", "URL", "url_with_scheme"),
]


@pytest.mark.parametrize(("marked", "entity", "source"), CASES)
def test_words_that_only_look_like_a_value_are_no_mention(marked: str, entity: str, source: str) -> None:
    further = [part.split("⟩")[0] for part in marked.split("⟨")[1:]]
    written = marked.replace("⟨", "").replace("⟩", "")
    start, end = written.index("⟦"), written.index("⟧") - 1
    text = written.replace("⟦", "").replace("⟧", "")

    (found,) = further_mentions([text], [[Span(start, end, entity, 0.9, source)]])

    outer = [
        one
        for one in found
        if not any(one != other and other.start <= one.start and one.end <= other.end for other in found)
    ]
    places = sorted((span.start, span.end) for span in outer if span.start >= end)
    assert [text[first:last] for first, last in places] == further
