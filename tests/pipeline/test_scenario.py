"""Customer-service chats with labelled values: none of them remains in the copy."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Command

CHATS = Path(__file__).parents[1] / "data/scenario_chats.json"
Chats = list[dict[str, Any]]


@pytest.fixture
def copied(heteronym: Command, tmp_path: Path) -> Chats:
    done = heteronym("run", str(CHATS), "-c", "confidential", "-o", "out")
    assert done.returncode == 0, done.stderr
    chats: Chats = json.loads((tmp_path / "out/scenario_chats.json").read_text())
    return chats


def test_no_gold_value_is_left_and_one_customer_is_one_person(copied: Chats) -> None:
    whole = json.dumps(copied)
    for before in json.loads(CHATS.read_text()):
        personal, order = before["scenario"]["personal"], before["scenario"]["order"]
        for value in (*personal.values(), order["street_address"], order["full_address"], order["order_id"]):
            assert not re.search(rf"\b{re.escape(value)}", whole, re.IGNORECASE), value
        family = personal["customer_name"].split()[1]
        assert family not in whole.lower()

    for chat in copied:
        personal, order = chat["scenario"]["personal"], chat["scenario"]["order"]
        given, family = personal["customer_name"].split()
        spoken = " ".join(text for _, text in chat["original"])
        assert f"{given} {family}".title() in spoken
        assert personal["username"].startswith(given[0])
        assert re.fullmatch(rf"{personal['username']}@\w+mail.example", personal["email"])
        assert order["order_id"] in spoken
        assert order["full_address"].startswith(order["street_address"])
        assert order["products"] == "[{'brand': 'north_pine', 'image_url': 'images/north_pine-jeans.jpeg'}]"


def test_common_words_that_are_names_stay_words(copied: Chats) -> None:
    turns = [text for _, text in copied[1]["original"]]
    name = copied[1]["scenario"]["personal"]["customer_name"].split()[0].title()

    assert turns[0] == "Will you tell me your full name?"
    assert turns[2] == f"Thanks, {name}. It will ship tomorrow."
