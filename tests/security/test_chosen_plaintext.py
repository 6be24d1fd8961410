"""H3: chosen plaintext attack: pseudonyms of submitted guesses do not match those of other copies or clients."""

import json
import re
from pathlib import Path

import pytest

from pipeline import Key, Policy, Sanitizer, Span
from pipeline.policy.model import Action, Rule
from tests.conftest import Command
from tests.pipeline.gateway.conftest import session_upstream, upstream  # noqa: F401
from tests.pipeline.gateway.upstream import Upstream
from tests.security.gateways import chat, gateway, light_policy, sent

SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
GUESSES = [f"536-22-{number}" for number in range(8400, 8430)]
SECRET = "536-22-8417"
LIST = "\n".join(f"{place}. SSN {guess}" for place, guess in enumerate(GUESSES))


def test_gateway_client_cannot_look_up_pseudonyms_of_a_batch_copy(
    upstream: Upstream,  # noqa: F811
    key: Key,
    key_file: Path,
    tmp_path: Path,
) -> None:
    policy = light_policy(tmp_path)
    copy = Sanitizer(Policy.load(policy), key).sanitize_text(f"The SSN of the plaintiff is {SECRET}.").text
    with gateway(upstream, key_file, classification=policy) as url:
        chat(url, "mallory", LIST)

    codebook = dict(zip(SSN.findall(sent(upstream)), GUESSES, strict=True))
    [shown] = SSN.findall(copy)
    assert codebook.get(shown) is None


def test_gateway_client_cannot_look_up_pseudonyms_of_another_client(
    upstream: Upstream,  # noqa: F811
    key_file: Path,
    tmp_path: Path,
) -> None:
    with gateway(upstream, key_file, classification=light_policy(tmp_path)) as url:
        chat(url, "mallory", LIST)
        codebook = dict(zip(SSN.findall(sent(upstream)), GUESSES, strict=True))
        chat(url, "alice", f"My SSN is {SECRET}.")
        [shown] = SSN.findall(sent(upstream))

    assert codebook.get(shown) is None


def test_review_page_reveals_no_pseudonym_of_a_batch_copy(
    upstream: Upstream,  # noqa: F811
    key: Key,
    key_file: Path,
    tmp_path: Path,
) -> None:
    import httpx

    policy = light_policy(tmp_path)
    copy = Sanitizer(Policy.load(policy), key).sanitize_text(f"My SSN is {SECRET}.").text
    with gateway(upstream, key_file, classification=policy) as url:
        asked = {"text": f"My SSN is {SECRET}.", "classification": "light"}
        page = httpx.post(f"{url}/review/findings", json=asked, timeout=60).json()["copy"]

    assert SSN.findall(page) != SSN.findall(copy)


def test_gateway_client_cannot_look_up_amounts_of_a_batch_copy(key: Key) -> None:
    policy = Policy.load("confidential").model_copy(update={"entities": {"MONEY": Rule(do=Action.SHIFT)}})
    batch = Sanitizer(policy, key)
    client = Sanitizer(policy, key, client="mallory")
    amounts = [f"${thousands},450" for thousands in range(60, 90)]

    copies = [[one.replace([amount], [[whole(amount)]])[0].text for amount in amounts] for one in (batch, client)]
    assert sum(shown == asked for shown, asked in zip(*copies, strict=True)) <= 1


def whole(amount: str) -> Span:
    return Span(0, len(amount), "MONEY", 1.0, "test")


@pytest.mark.parametrize("guesses", [60, 300])
def test_planted_list_in_a_copy_does_not_reveal_other_pseudonyms(
    heteronym: Command, tmp_path: Path, guesses: int
) -> None:
    planted = "; ".join(f"SSN 536-22-{number}" for number in range(8400, 8400 + guesses))
    tickets = [f"Ticket: my SSN is {SECRET}, and I have lupus.", f"Please correct: {planted}"]
    (tmp_path / "tickets.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in tickets))

    policy = light_policy(tmp_path, "restricted")
    heteronym("run", "tickets.jsonl", "-c", policy, "-o", "copy")

    victim, oracle = [json.loads(line)["text"] for line in (tmp_path / "copy/tickets.jsonl").read_text().splitlines()]
    [shown] = SSN.findall(victim)
    assert len(SSN.findall(oracle)) == guesses
    assert shown not in SSN.findall(oracle)


def test_data_sets_under_one_key_share_no_pseudonym(heteronym: Command, tmp_path: Path) -> None:
    policy = light_policy(tmp_path)
    text = f"My SSN is {SECRET}."
    shown = {heteronym("text", text, "-c", policy, "--dataset", name).stdout for name in ("tickets", "letters")}

    assert len(shown) == 2
