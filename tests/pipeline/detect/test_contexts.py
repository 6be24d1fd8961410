"""Names of columns, keys and headers are context of the values under them."""

import pytest

from pipeline.detect.detector import Detector
from pipeline.detect.readings.contexts import after_context
from pipeline.detect.readings.tables import cells_after_headers
from pipeline.policy.loading import Policy
from recognizers.lexicon.folding import Folded, fold


@pytest.fixture(scope="module")
def detector() -> Detector:
    restricted = Policy.load("restricted")
    return Detector(restricted.model_copy(update={"detection": restricted.detection.model_copy(update={"ner": "off"})}))


def original(reading: Folded, text: str, part: str) -> str:
    """Return what a part of a reading is in the original text."""
    start = reading.text.index(part)
    first, last = reading.original(start, start + len(part))
    return text[first:last]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("name,order_id\nAnn,48210\nTom,48211\n", "name: Ann|order_id: 48210|name: Tom|order_id: 48211"),
        ("| Name | Kunden-Nr. |\n|---|---|\n| Ann | 1203 |\n", "Name: Ann|Kunden-Nr.: 1203"),
        ('See:\nname;plate\n"Ann";"M-AB 12"', "name: Ann|plate: M-AB 12"),
        ('name,phone\n"Trimble, Ann",555', "name: Trimble, Ann|phone: 555"),
        ("ID     Name          Phone\n1      Ann Trimble   555", "ID: 1|Name: Ann Trimble|Phone: 555"),
        ("a\tb\n1\t\n", "a: 1"),
        ("a,b\n1,2,3\n", None),  # another number of cells
        ("t_id,name,fee\n1,Ann,30\nt_id,day\n1,Monday\n", "t_id: 1|name: Ann|fee: 30|t_id: 1|day: Monday"),
        ("t_id,name,fee\n1,Ann,30\nTom,Ann\n2,Bo,40\n", "t_id: 1|name: Ann|fee: 30|t_id: 2|name: Bo|fee: 40"),
        ("Ann was here, at 10:15\nTom was there, at 11:20", None),  # the first line is no header
        ("name,order_id", None),
        ("INSERT INTO `m` (`num`, `pw`) VALUES\n(7,'a''b'),\n(8,NULL);", "num: 7|pw: a''b|num: 8|pw: NULL"),
        (
            "CREATE TABLE t (\n `id` int(11) NOT NULL,\n login varchar(9), PRIMARY KEY (id)\n);\nINSERT INTO t VALUES (1,'ztarn');",
            "id: 1|login: ztarn",
        ),
        ("COPY public.t (id, login) FROM stdin;\n1\tztarn\n\\.\n", "id: 1|login: ztarn"),
        ("SELECT * FROM t WHERE cust_no IN ('QA-1','QA-2')", "cust_no: QA-1|cust_no: QA-2"),
        ("UPDATE p SET v='Otter-7' WHERE k='smtp_password'", "smtp_password: Otter-7"),
        ('[{"key": "consumerKey", "value": "x7"}]', "consumerKey: x7"),
        ("INSERT INTO t (a, b) VALUES (1)", None),  # another number of values
        ("", None),
    ],
)
def test_cells_of_a_table_are_read_behind_their_headers(text: str, lines: str | None) -> None:
    found = cells_after_headers(fold(text))

    assert (found and found.text.strip().replace("\n\n", "|")) == lines


def test_cells_keep_their_offsets() -> None:
    text = 'naïve\u200bname,phone\n"Trimble, Ann",555-0134'

    found = cells_after_headers(fold(text))

    assert found
    assert original(found, text, "Trimble, Ann") == "Trimble, Ann"
    assert original(found, text, "555-0134") == "555-0134"
    assert original(found, text, "phone: ") == ""


@pytest.mark.parametrize(
    ("value", "context", "found"),
    [
        ("AB-482177", "order number", ["AB-482177"]),
        ("AB-482177", "colour", []),
        ("AB-482177", "", []),
        ("x\u00adAB-482177", "order number", ["x\u00adAB-482177"]),
    ],
)
def test_a_value_is_found_by_its_column(detector: Detector, value: str, context: str, found: list[str]) -> None:
    spans = detector.detect([value], contexts=[context])[0]

    assert [value[span.start : span.end] for span in spans if span.entity == "ORDER_ID"] == found


def test_a_context_is_no_finding(detector: Detector) -> None:
    assert detector.detect(["all is well"], contexts=["maria@delgado-lab.com"]) == [[]]


def test_a_long_value_begins_on_a_line_of_its_own() -> None:
    assert after_context(fold("a\nb"), "notes").text == "notes:\na\nb"
    assert after_context(fold("a"), "order\u00a0no").text == "order no: a"
