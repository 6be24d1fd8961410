"""Batch run, end to end through the command line."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import Key
from tests.conftest import Command

PROJECT = Path(__file__).parents[3]
EXAMPLES = PROJECT / "examples"
PLANTED = ("Zebulon", "Quackenbush", "zq.quackenbush", "536-90-4399")
LINE = json.dumps(
    {"messages": [{"role": "user", "content": "I am Zebulon Quackenbush, zq.quackenbush@gmail.com, SSN 536-90-4399"}]}
)


def assert_silent(*texts: str) -> None:
    for planted in PLANTED:
        assert all(planted not in text for text in texts), planted


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file of a copy except the report, whose seconds differ."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "report" not in path.parts
    }


def test_the_examples_become_a_copy_with_a_report(heteronym: Command, tmp_path: Path, key_file: Path) -> None:
    done = heteronym("run", str(EXAMPLES), "-c", "confidential", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    names = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.is_file()}
    dated = {"notes/call_2025-03-04.md"}
    copied = set(tree(tmp_path / "out"))
    assert names - copied == dated  # the policy moves dates, those in names of files as well
    assert len(copied) == len(names)
    copy = b"".join(tree(tmp_path / "out").values()).decode()
    for original in (
        "Achterberg",
        "Mokoena",
        "Thandiwe",
        "hexmoor",
        "4111 1111 1111 1111",
        "Tr0ub4dor",
        "ghp_16C7",
        "CUS-204881",
    ):
        assert original not in copy, original
    manifest = json.loads((tmp_path / "out/report/manifest.json").read_text())
    assert manifest["records"] == {"in": 11, "out": 11, "blocked": 0}
    assert manifest["key_id"] == Key.load(key_file).id
    assert {file["name"] for file in manifest["files"]} == copied
    assert manifest["recognizers"]["EMAIL_ADDRESS"]


def test_records_keep_order_keys_roles_and_tool_calls(heteronym: Command, tmp_path: Path) -> None:
    heteronym("run", str(EXAMPLES / "support_tickets.jsonl"), "-c", "confidential", "-o", "out")

    before = [json.loads(line) for line in (EXAMPLES / "support_tickets.jsonl").read_text().splitlines()]
    after = [json.loads(line) for line in (tmp_path / "out/support_tickets.jsonl").read_text().splitlines()]

    assert [record["ticket"] for record in after] == [record["ticket"] for record in before]
    for old, new in zip(before, after, strict=True):
        assert [list(turn) for turn in new["messages"]] == [list(turn) for turn in old["messages"]]
        assert [turn["role"] for turn in new["messages"]] == [turn["role"] for turn in old["messages"]]
        assert new.get("tools") == old.get("tools")
    call = after[2]["messages"][2]["tool_calls"][0]
    arguments = json.loads(call["function"]["arguments"])
    assert call["id"] == "call_1"
    assert call["function"]["name"] == "update_customer"
    assert arguments["full_name"] in after[2]["messages"][1]["content"]


@pytest.mark.slow
def test_bytes_depend_only_on_the_key(heteronym_process: Command, tmp_path: Path) -> None:
    def copy(name: str, *options: str, **environment: str) -> dict[str, bytes]:
        done = heteronym_process(
            "run",
            str(EXAMPLES / "support_tickets.jsonl"),
            str(EXAMPLES / "customers.csv"),
            "-c",
            "confidential",
            "-o",
            name,
            *options,
            **environment,
        )
        assert done.returncode == 0, done.stderr
        return tree(tmp_path / name)

    one = copy("one", "--direct_num_workers=1")

    assert copy("two", "--direct_num_workers=2") == one
    assert copy("seed", "--direct_num_workers=1", PYTHONHASHSEED="12345") == one
    heteronym_process("key", "new", "other.key")
    assert copy("other", "--key-file", "other.key") != one


def test_a_value_found_once_is_replaced_everywhere_in_the_run(heteronym: Command, tmp_path: Path) -> None:
    rows = [
        {"customer_name": "ebba lindqvist-oyelaran"},
        {"note": "seen: EBBA LINDQVIST-OYELARAN; may is fine, will do"},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    heteronym("run", "in.jsonl", "-c", "confidential", "-o", "out")

    first, second = [json.loads(line) for line in (tmp_path / "out/in.jsonl").read_text().splitlines()]
    assert second["note"] == f"seen: {first['customer_name'].upper()}; may is fine, will do"


BAD_INPUT = {
    "empty.jsonl": (b"", ""),
    "empty.csv": (b"", ""),
    "damaged.txt": (b"Zebulon Quackenbush caf\xc3\xa9 \xff", "not UTF-8 at byte"),
    "damaged.jsonl": ("{}\n".format(LINE + "\u00e9").encode() + b'{"a": "caf\xe9"}\n', "not"),
    "cut_utf16.csv": ("name,x\nZebulon,1\n".encode("utf-16")[:-1], "ends within a character"),
    "binary.bin": (b"\x00\x01Zebulon\x00", "binary"),
    "truncated.jsonl.gz": (gzip.compress(LINE.encode() * 50)[:-30], "ends too early"),
    "broken_middle.jsonl": (f"{LINE}\n{LINE[:-9]}\n{LINE}\n".encode(), "not JSON"),
    "ragged.csv": (b"name,ssn\nZebulon Quackenbush,536-90-4399\nZebulon\n", "1 cells, the header has 2"),
    "deep.jsonl": (b'{"a":' * 200_000 + b"\n" + LINE.encode() + b"\n", "nested too deeply"),
    "truncated_array.json": (f"[{LINE}, {LINE[:-5]}".encode(), "not JSON"),
}


@pytest.fixture(scope="module", params=[pytest.param(1, marks=pytest.mark.slow), 2], ids="{} workers".format)
def bad_run(
    request: pytest.FixtureRequest, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple["subprocess.CompletedProcess[str]", Path]:
    """Run over a folder in which every file except the empty ones is invalid."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    for name, (content, _) in BAD_INPUT.items():
        (folder / "in" / name).write_bytes(content)
    arguments = [sys.executable, "-m", "pipeline.cli", "run", "in", "-c", "confidential", "-o", "out"]
    arguments.append(f"--direct_num_workers={request.param}")
    environment = {**os.environ, "HETERONYM_KEY_FILE": str(key_file)}
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=300, env=environment)
    return done, folder / "out"


def test_bad_input_shows_no_content_anywhere(bad_run: tuple["subprocess.CompletedProcess[str]", Path]) -> None:
    done, out = bad_run
    assert done.returncode == 3, done.stderr
    written = [path.read_text("latin-1") for path in out.rglob("*") if path.is_file()]
    assert_silent(done.stdout, done.stderr, *written)


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_blocked_with_place_and_reason(
    name: str, bad_run: tuple["subprocess.CompletedProcess[str]", Path]
) -> None:
    _, out = bad_run
    reason = BAD_INPUT[name][1]
    blocked = out / "blocked" / f"{name}.jsonl"

    lines = [json.loads(line) for line in blocked.read_text().splitlines()] if blocked.exists() else []

    assert bool(lines) == bool(reason)
    assert all(set(line) == {"file", "record", "reason"} and reason in line["reason"] for line in lines)


def test_valid_lines_around_a_broken_one_are_copied(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"n": 1}\n{"n": \n{"n": 3}\n')

    done = heteronym("run", "in.jsonl", "-c", "confidential", "-o", "out")

    assert done.returncode == 3
    assert (tmp_path / "out/in.jsonl").read_text() == '{"n": 1}\n{"n": 3}\n'
    assert json.loads((tmp_path / "out/blocked/in.jsonl.jsonl").read_text())["record"] == 2


@pytest.mark.slow
def test_a_line_of_ten_megabytes_is_scanned_whole(heteronym: Command, tmp_path: Path) -> None:
    filler = "The parcel is on its way to the depot. " * 270_000
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": f"{filler}Write to zq.quackenbush@gmail.com."}) + "\n")

    done = heteronym("run", "in.jsonl", "-c", "confidential", "-o", "out")

    assert done.returncode == 0, done.stderr
    text = json.loads((tmp_path / "out/in.jsonl").read_text())["text"]
    assert text.startswith(filler)
    assert_silent(text[len(filler) :])


def test_parquet_without_strings_is_unchanged(heteronym: Command, tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2, 3], "amount": [1.5, None, 2.25]})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=2)

    done = heteronym("run", "in.parquet", "-c", "confidential", "-o", "out")

    assert done.returncode == 0, done.stderr
    assert pq.read_table(tmp_path / "out/in.parquet").equals(table)


def test_images_are_blocked_where_the_policy_says_so(heteronym: Command, tmp_path: Path) -> None:
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
    chat = {"messages": [{"role": "user", "content": [{"type": "text", "text": "look"}, image]}]}
    (tmp_path / "in.jsonl").write_text(json.dumps(chat) + "\n")

    assert heteronym("run", "in.jsonl", "-c", "confidential", "-o", "blocked").returncode == 3
    assert heteronym("run", "in.jsonl", "-c", "public", "-o", "passed").returncode == 0


def test_each_record_may_carry_its_own_classification(heteronym: Command, tmp_path: Path) -> None:
    text = "Maria Delgado paid $4,500 on 2025-03-04."
    rows = [{"label": label, "text": text} for label in ("public", "confidential", "no such class")] + [{"text": text}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    done = heteronym("run", "in.jsonl", "-c", "public", "-o", "out", "--class-field", "label")

    assert done.returncode == 0, done.stderr
    public, confidential, unknown, missing = [
        json.loads(line)["text"] for line in (tmp_path / "out/in.jsonl").read_text().splitlines()
    ]
    assert public == text
    assert "Delgado" not in confidential
    assert "$4,500" in confidential
    assert "$4,500" not in unknown
    assert unknown == missing


def test_own_policy_takes_precedence_over_a_shipped_one_of_the_same_name(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "classification: confidential\nextends: confidential\nentities:\n  MONEY: redact\n"
    )
    (tmp_path / "in.jsonl").write_text(json.dumps({"label": "confidential", "text": "She paid $4,500."}) + "\n")

    done = heteronym("run", "in.jsonl", "-c", "own.yaml", "-o", "out", "--class-field", "label")

    assert done.returncode == 0, done.stderr
    assert "<MONEY>" in (tmp_path / "out/in.jsonl").read_text()


def test_fields_can_be_declared_on_the_command_line(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("cust,email,ref\n88-112,keep@me.com,Zebulon\n")

    done = heteronym(
        "run",
        "in.csv",
        "-c",
        "confidential",
        "-o",
        "out",
        "--field",
        "cust=CUSTOMER_ID",
        "--field",
        "email=keep",
        "--field",
        "ref=PERSON",
    )

    assert done.returncode == 0, done.stderr
    customer, email, ref = (tmp_path / "out/in.csv").read_text().splitlines()[1].split(",")
    assert (customer != "88-112", email, ref != "Zebulon") == (True, "keep@me.com", True)


USAGE_ERRORS = {
    "unknown classification": (["run", "in.jsonl", "-c", "confidental", "-o", "out"], "did you mean confidential"),
    "missing input": (["run", "nowhere.jsonl", "-c", "confidential", "-o", "out"], "nowhere.jsonl"),
    "policy with a typo": (["run", "in.jsonl", "-c", "./typo.yaml", "-o", "out"], "typo.yaml:3"),
    "short key": (["run", "in.jsonl", "-c", "confidential", "-o", "out", "--key-file", "short.key"], "4 bytes, not 32"),
    "missing key": (["run", "in.jsonl", "-c", "confidential", "-o", "out", "--key-file", "no.key"], "no.key"),
    "output is a file": (["run", "in.jsonl", "-c", "confidential", "-o", "in.jsonl"], "choose a folder"),
    "unwritable output": (["run", "in.jsonl", "-c", "confidential", "-o", "/proc/out"], "cannot write"),
    "unknown option": (["run", "in.jsonl", "-c", "confidential", "-o", "out", "--forse"], "did you mean --force"),
    "wrong field": (["run", "in.jsonl", "-c", "confidential", "-o", "out", "--field", "a=NAME"], "--field"),
    "missing option": (["run", "in.jsonl", "-o", "out"], "--class"),
}


@pytest.mark.parametrize("case", USAGE_ERRORS)
def test_usage_errors_are_one_line_with_advice(case: str, heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINE + "\n")
    (tmp_path / "typo.yaml").write_text("classification: typo\nentities:\n  PERSN: redact\n")
    (tmp_path / "short.key").write_text("c2hvcg==\n")
    arguments, message = USAGE_ERRORS[case]

    done = heteronym(*arguments)

    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert_silent(done.stdout, done.stderr)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_existing_copy_is_overwritten_only_with_force(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(LINE + "\n")
    run = ["run", "in.jsonl", "-c", "confidential", "-o", "out"]
    heteronym(*run)
    first = tree(tmp_path / "out")

    again = heteronym(*run)

    assert again.returncode == 2
    assert "--force" in again.stderr
    assert heteronym(*run, "--force").returncode == 0
    assert tree(tmp_path / "out") == first


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("size_bytes", [65536, pytest.param(64, marks=pytest.mark.slow)])
def test_full_output_disk_is_an_error_without_partial_output(size_bytes: int, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text((LINE + "\n") * 3000)
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size_bytes},) * 2); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)"
    program = f"{limited}; from pipeline.cli.main import main; main()"

    done = subprocess.run(
        [sys.executable, "-c", program, "run", "in.jsonl", "-c", "public", "-o", "out", ],
        cwd=tmp_path, capture_output=True, text=True, timeout=300,
        env={**os.environ, "HETERONYM_KEY": "dzpPopuI4/KNx+qnj3WNpMLS2v0Vek+qyopYqciI7cE="},
    )  # fmt: skip

    assert done.returncode == 2, done.stderr
    assert_silent(done.stdout, done.stderr)
    assert not tree(tmp_path / "out")


@pytest.mark.slow
def test_interrupted_run_leaves_no_files(tmp_path: Path, key_file: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        "".join(
            json.dumps({"text": f"Case {n}: Zebulon Quackenbush called about parcel {n * 7919}."}) + "\n"
            for n in range(20_000)
        )
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "run", "in.jsonl", "-c", "confidential", "-o", "out"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, "HETERONYM_KEY_FILE": str(key_file)},
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob(".heteronym-*/*.findings")) and time.monotonic() < deadline:
        time.sleep(0.1)

    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert "interrupted" in err
    assert_silent(out, err)
    assert not tree(tmp_path / "out")


def test_inputs_are_files_folders_and_patterns(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    for name in ("one.csv", "two.csv", "a/three.csv", "a/b/four.csv"):
        (tmp_path / name).write_text("n\n1\n")

    done = heteronym("run", "*.csv", "a", "-c", "public", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    assert set(tree(tmp_path / "out")) == {"one.csv", "two.csv", "three.csv", "b/four.csv"}


def test_scan_reports_and_writes_nothing(heteronym: Command, tmp_path: Path) -> None:
    done = heteronym("scan", str(EXAMPLES / "customers.csv"), "-c", "confidential", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["entities"]["EMAIL_ADDRESS"] == {"pseudonymize": 3}
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_scan_distinguishes_surrogates_and_a_copy_can_be_anonymized_again(
    heteronym: Command, tmp_path: Path, key_file: Path
) -> None:
    people = "email,ssn,card\nmaria@delgado-lab.com,536-90-4399,4012888888881881\njo@hexmoor.net,219-09-9999,5105105105105100\n"
    (tmp_path / "people.csv").write_text(people)
    other = tmp_path / "other.key"
    Key.generate().save(other)

    first = heteronym("run", "people.csv", "-c", "confidential", "-o", "once", "--json")
    second = heteronym(
        "run", "once/people.csv", "-c", "confidential", "-o", "twice", "--key-file", str(other), "--json"
    )

    assert json.loads(first.stdout)["reserved"] == {}
    assert json.loads(second.stdout)["reserved"] == {"CREDIT_CARD": 2, "EMAIL_ADDRESS": 2, "US_SSN": 2}
    copies = [(tmp_path / name / "people.csv").read_text() for name in ("once", "twice")]
    cells = [set(text.replace("\n", ",").split(",")) - {"email", "ssn", "card", ""} for text in (people, *copies)]
    assert not (cells[0] & cells[1] | cells[1] & cells[2])
