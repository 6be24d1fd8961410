"""Originals in what leaves after training: found in every kind of file, with the place, and never shown."""

import base64
import gzip
import io
import json
import pickle
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Command

ONE_WORKER = "--direct_num_workers=1"
NAME, MAIL = "Zebulon Quackenbush", "z.quackenbush@hexmoor.eu"
POLICY = "classification: rules\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
SENTENCE = f"I spoke to {NAME} about the contract of last year, and to nobody else."


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def safetensors(metadata: dict[str, str]) -> bytes:
    header = json.dumps(
        {"__metadata__": metadata, "w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    ).encode()
    return struct.pack("<Q", len(header)) + header + struct.pack("<2f", 0.5, -0.25)


def protocol_buffer(text: str) -> bytes:
    """Return a message with one string, as the metadata of an ONNX file has it: its length is the code of a letter."""
    assert 65 <= len(text) <= 90 or 97 <= len(text) <= 122
    return b"\x08\x07\x12\x04onnx" + bytes([0x32, len(text)]) + text.encode() + b"\x00\x01"


def message_pack(text: str) -> bytes:
    return bytes([0x81, 0xA5]) + b"words" + bytes([0xD9, len(text)]) + text.encode()


# what is tested, name of the file, content
ARTEFACTS: list[tuple[str, str, bytes]] = [
    ("a log", "train.log", f"step 3: loss 0.2 on {MAIL}\n".encode()),
    (
        "a vocabulary",
        "tokenizer.json",
        json.dumps({"model": {"vocab": {"Ġthe": 0, "ĠZebulon": 1, "Quackenbush": 2}}}).encode(),
    ),
    ("a list of strings", "strings.json", json.dumps(["the", "Quackenbush", "of"]).encode()),
    ("metadata of safetensors", "model.safetensors", safetensors({"prompt": SENTENCE})),
    (
        "metadata of ONNX",
        "model.onnx",
        protocol_buffer(f"{NAME} wrote this model, on the first day of the year, for all of us"),
    ),
    (
        "MessagePack",
        "lookups.bin",
        message_pack(f"{NAME} is a string of a table of lookups that has about ninety characters in it, or so."),
    ),
    *(
        (
            f"a pickle, protocol {protocol}",
            f"optimizer{protocol}.pkl",
            pickle.dumps({"note": SENTENCE, "step": [1, 2]}, protocol),
        )
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1)
    ),
    (
        "a checkpoint",
        "model.pt",
        zipped({"archive/data.pkl": pickle.dumps({"note": SENTENCE}), "archive/data/0": bytes(64)}),
    ),
    ("the name of a member", "named.zip", zipped({f"of {NAME}.txt": b"-"})),
    ("a compressed file", "events.gz", gzip.compress(SENTENCE.encode())),
    ("an archive", "run.tar.gz", tarred("log.txt", SENTENCE.encode())),
    ("UTF-16", "notes.bin", b"\x00\x07\x00\x01" + SENTENCE.encode("utf-16-le")),
    ("base64", "config.json", json.dumps({"blob": base64.b64encode(SENTENCE.encode()).decode()}).encode()),
    (
        "float weights around a string",
        "weights.bin",
        struct.pack("<64f", *range(64)) + SENTENCE.encode() + struct.pack("<64f", *range(64)),
    ),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "originals").mkdir()
    record = {"full_name": NAME, "email": MAIL, "note": "fine"}
    (tmp_path / "originals/people.jsonl").write_text(json.dumps(record) + "\n")
    (tmp_path / "rules.yaml").write_text(POLICY)
    (tmp_path / "model").mkdir()
    return tmp_path


@pytest.fixture
def audit(heteronym: Command) -> Callable[..., tuple[int, dict]]:
    """Return a function that audits a model; none of its output holds a value."""

    def audited(*options: str) -> tuple[int, dict]:
        done = heteronym("audit", "artefact", "model", "-c", "rules.yaml", "--json", *options, ONE_WORKER)
        assert "uackenbush" not in done.stdout + done.stderr
        return done.returncode, json.loads(done.stdout)

    return audited


def test_original_is_found_in_every_kind_of_file(audit: Callable[..., tuple[int, dict]], folder: Path) -> None:
    for _, name, content in ARTEFACTS:
        (folder / "model" / name).write_bytes(content)

    code, reported = audit("--against", "originals")

    found = {place["file"] for place in reported["places"]}
    assert code == 3
    assert {what for what, name, _ in ARTEFACTS if name not in found} == set(), reported["places"]


def test_model_without_an_original_passes(audit: Callable[..., tuple[int, dict]], folder: Path) -> None:
    (folder / "model/vocab.json").write_text(json.dumps(["the", "zebra", "quack", "bush", "of"]))
    (folder / "model/weights.bin").write_bytes(struct.pack("<4096f", *(number / 7 for number in range(4096))))

    code, reported = audit("--against", "originals")

    assert (code, reported["passed"], reported["places"]) == (0, True, [])
    assert reported["values"]["found"] == reported["values"]["expected"] > 0


@pytest.mark.slow
def test_word_that_the_base_model_has_does_not_count(audit: Callable[..., tuple[int, dict]], folder: Path) -> None:
    (folder / "base").mkdir()
    for name in ("base", "model"):
        (folder / name / "vocab.json").write_text(json.dumps(["the", "Quackenbush", "of"]))

    assert audit("--against", "originals")[0] == 3
    code, reported = audit("--against", "originals", "--base", "base")

    assert code == 0
    assert {"entity": "PERSON, parts", "reason": "the base model has it, too", "values": 1} in reported["not_searched"]


def test_without_originals_only_what_looks_real_is_found(audit: Callable[..., tuple[int, dict]], folder: Path) -> None:
    (folder / "model/train.log").write_text("warning: cannot reach mara.lindqvist@brightwell-clinic.com today\n")

    code, reported = audit()

    assert (code, reported["suspicious"]) == (3, {"EMAIL_ADDRESS": 1})
    assert [place["file"] for place in reported["places"]] == ["train.log"]
