import json
import stat
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pipeline
from pipeline import Key
from pipeline.cli.main import app
from pipeline.cli.screen import traceback_of
from pipeline.gateway.accounting.audit_log import AuditEntry, AuditLog
from tests.conftest import Command


def test_text_comes_from_the_argument_or_standard_input(heteronym: Command, heteronym_process: Command) -> None:
    from_argument = heteronym("text", "Ask Maria Delgado.", "-c", "confidential")
    from_input = heteronym_process("text", "-c", "confidential", stdin="Ask Maria Delgado.\n")

    assert from_argument.returncode == 0, from_argument.stderr
    assert from_argument.stdout == from_input.stdout
    assert "Delgado" not in from_argument.stdout


def test_explain_shows_each_finding_and_its_decision(heteronym: Command) -> None:
    shown = heteronym("text", "Ask Maria Delgado about $5.", "-c", "confidential", "--explain").stdout

    assert "Maria Delgado" in shown
    for part in ("PERSON", "0.94", "Model", "pseudonymize", "MONEY", "keep"):
        assert part in shown


KEEPS_TIMES = r"""
classification: times
extends: confidential
loosen: [ner, DATE_TIME]
detection: {ner: off, patterns: {DATE_TIME: '\d\d:\d\d:\d\d', LOCATION: 'Norway|Bergen'}}
entities: {DATE_TIME: {do: shift, time: keep}, US_SSN: block}
"""
TIMED = "It rang at 10:15:37 in Norway, then in Bergen."


def test_explain_and_the_manifest_report_kept_values(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "times.yaml").write_text(KEEPS_TIMES)
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TIMED}) + "\n")

    shown = heteronym("text", TIMED, "-c", "times.yaml", "--explain").stdout
    manifest = json.loads(heteronym("run", "in.jsonl", "-c", "times.yaml", "-o", "out", "--json").stdout)

    rows = {row.split()[0]: row.split()[-1] for row in shown.splitlines()[3:]}
    assert rows == {"10:15:37": "keep", "Norway": "keep", "Bergen": "pseudonymize"}
    assert manifest["entities"] == {"DATE_TIME": {"keep": 1}, "LOCATION": {"keep": 1, "pseudonymize": 1}}


def test_explain_shows_what_blocks_a_text(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "times.yaml").write_text(KEEPS_TIMES)

    done = heteronym("text", "My SSN is 536-22-8417.", "-c", "times.yaml", "--explain")

    assert done.returncode == 3
    assert done.stdout.splitlines()[-1].split()[-1] == "block"


def test_text_as_json_holds_no_original(heteronym: Command) -> None:
    reported = json.loads(heteronym("text", "Ask Maria Delgado.", "-c", "confidential", "--json").stdout)

    assert "Delgado" not in json.dumps(reported)
    assert reported["findings"][0][:3] == [4, 17, "PERSON"]


@pytest.mark.parametrize("name", ["public", "internal", "confidential", "restricted"])
def test_a_shown_policy_can_be_loaded_again(heteronym: Command, tmp_path: Path, name: str) -> None:
    shown = heteronym("policy", "show", name)
    (tmp_path / "again.yaml").write_text(shown.stdout)

    checked = heteronym("policy", "check", "./again.yaml", name)

    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count("ok") == 2


def test_schema_is_valid_json_schema(heteronym: Command) -> None:
    schema = json.loads(heteronym("policy", "schema").stdout)

    assert schema["type"] == "object"
    assert {"classification", "extends", "entities", "detection"} <= set(schema["properties"])


def test_a_new_key_is_private_and_never_overwritten(heteronym: Command, tmp_path: Path) -> None:
    made = heteronym("key", "new", "my.key")
    identity = heteronym("key", "id", "--key-file", "my.key").stdout.strip()

    assert stat.S_IMODE((tmp_path / "my.key").stat().st_mode) == 0o600
    assert identity in made.stdout
    assert heteronym("key", "new", "my.key").returncode == 2
    assert (tmp_path / "my.key").read_text().strip() not in made.stdout + made.stderr


def test_missing_key_is_created_and_announced_once(heteronym: Command, tmp_path: Path) -> None:
    first = heteronym("text", "Ask Maria Delgado.", "-c", "public", HETERONYM_KEY_FILE="")
    second = heteronym("text", "Ask Maria Delgado.", "-c", "public", HETERONYM_KEY_FILE="")

    assert first.returncode == 0, first.stderr
    assert ".heteronym/key" in first.stderr
    assert second.stderr == ""
    assert stat.S_IMODE((tmp_path / ".heteronym/key").stat().st_mode) == 0o600


COMMANDS = (
    "run", "scan", "text", "evaluate", "serve", "gateway", "gateway log", "report verify", "policy show", "key new", "vault find", "audit log",
)  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_a_short_option_for_help(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "-h"])

    assert shown.exit_code == 0
    assert "Usage:" in shown.stdout


def test_the_version_is_that_of_the_package(heteronym_process: Command) -> None:
    assert heteronym_process("--version").stdout == f"heteronym {version('heteronym')}\n"


def test_help_imports_neither_the_model_nor_beam(heteronym_process: Command) -> None:
    shown = heteronym_process("--help", PYTHONPROFILEIMPORTTIME="1")

    imported = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines()}
    assert "pipeline.cli.main" in imported
    assert not imported & {"spacy", "presidio_analyzer", "apache_beam", "pydantic", "starlette"}


def test_all_public_names_exist() -> None:
    for name in pipeline.__all__:
        assert getattr(pipeline, name).__name__ == name
        assert name in dir(pipeline)
    with pytest.raises(AttributeError, match="Nothing"):
        pipeline.Nothing  # noqa: B018


@pytest.mark.parametrize("arguments", [("policy", "check", "nonesuch", "--debug"), ("--debug", "policy", "check", "x")])
def test_debug_prints_the_traceback_of_an_error(heteronym: Command, arguments: tuple[str, ...]) -> None:
    done = heteronym(*arguments)

    assert done.returncode == 2
    assert "loading.py" in done.stderr
    assert "in check_policy" in done.stderr
    assert "PolicyError\nheteronym: unknown policy" in done.stderr


def test_without_debug_a_fault_is_one_line(heteronym: Command) -> None:
    assert heteronym("policy", "check", "nonesuch").stderr.count("\n") == 1


def test_traceback_contains_no_values() -> None:
    def read(secret: str) -> None:
        try:
            int(secret)
        except ValueError as error:
            raise KeyError(secret) from error

    with pytest.raises(KeyError) as raised:
        read("Zebulon Quackenbush")

    lines = list(traceback_of(raised.value))
    assert "Zebulon" not in "\n".join(lines)
    assert [line for line in lines if line.endswith("Error")] == ["ValueError", "KeyError"]
    assert sum("<locals>.read" in line for line in lines) == 2


@pytest.mark.parametrize("arguments", [["policy", "check", "public"], ["policy", "check", "nonesuch"]])
def test_exit_runs_atexit_hooks(arguments: list[str]) -> None:
    program = "import atexit; atexit.register(print, 'the end'); from pipeline.cli.main import main; main()"

    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=100)

    assert done.stdout.endswith("the end\n"), done.stderr


def test_the_access_log_has_a_command_and_its_earlier_name_an_alias(
    heteronym: Command, tmp_path: Path, key: Key
) -> None:
    log = AuditLog(tmp_path / "gateway.log", keys=[key])
    log.append(AuditEntry("team", "openai", "/v1", "public", "0" * 12, 200, "answered"))

    shown = heteronym("gateway", "log", "gateway.log", "--verify")
    earlier = heteronym("audit", "log", "gateway.log", "--verify")

    assert "1 entries in 1 files hold" in shown.stdout, shown.stderr
    assert earlier.stdout == shown.stdout
    assert "is now 'heteronym gateway log'" in earlier.stderr
