"""Labels of values: every form in which a label is before its value."""

import pytest
import regex

from recognizers.lexicon.labels import SAME_LINE, any_of, labelled

ORDER = regex.compile(labelled("order|sales order|commande|bestell|zamówienia", r"\d{5}"))


def found(text: str, pattern: regex.Pattern[str] = ORDER) -> list[str]:
    return [value for match in pattern.finditer(text) for value in match.captures("value")]


@pytest.mark.parametrize(
    "text",
    [
        "order 48210",
        "ORDER: 48210",
        "Order No. 48210",
        "order no 48210",
        "Order # 48210",
        "order #48210",
        "Order number is 48210.",
        "order_id=48210",
        "orderId: 48210",
        "salesOrderNumber: 48210",
        "erp_order_number: 48210",
        '{"orderId": "48210"}',
        '{"order-id":48210}',
        "<OrderId>48210</OrderId>",
        '<Order num="48210">',
        "<td>Order ID</td><td>48210</td>",
        "<th>Order</th>\n  <td>48210</td>",
        "| Order ID | 48210 |",
        "**Order:** `48210`",
        "Order no.\t48210",
        "Order no.\n48210",
        "Order (online): 48210",
        "n° de commande : 48210",
        "Bestell-Nr.: 48210",
        "Bestellnummer 48210",
        "nr zamówienia 48210",
        "Order ref. „48210“",
    ],
)
def test_a_value_behind_a_label_is_found(text: str) -> None:
    assert found(text) == ["48210"]


@pytest.mark.parametrize(
    "text", ["reorder 48210", "orderly 48210", "order the 48210", "order\n\n48210", "order 482101"]
)
def test_other_words_are_no_label(text: str) -> None:
    assert found(text) == []


def test_all_values_of_a_list_are_found() -> None:
    assert found("orders".join(["", " 48210, 48213 and 48219"]).replace("orders", "order")) == [
        "48210",
        "48213",
        "48219",
    ]
    assert found("order 48210/48213 & 48219, 7 items") == ["48210", "48213", "48219"]


def test_a_number_word_may_be_required() -> None:
    pattern = regex.compile(labelled("order|commande", r"\d{5}", number="must", link=SAME_LINE))
    assert found("order 48210", pattern) == []
    assert found("order id 48210", pattern) == ["48210"]
    assert found("n° de commande 48210", pattern) == ["48210"]
    assert found("order id\n48210", pattern) == []


def test_common_beginnings_are_merged() -> None:
    assert any_of("order|ordine|orden") == "ord(?:e(?:r|n)|ine)"
    assert regex.fullmatch(any_of("case|case no"), "case_no")
