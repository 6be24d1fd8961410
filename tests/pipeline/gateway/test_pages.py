"""The pages about the gateway: their programs run against one, their settings load."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from pipeline import Key
from pipeline.gateway.accounting.audit_log import AuditEntry, AuditLog
from pipeline.gateway.settings import Settings
from tests.documentation import PROJECT, blocks, run, working_folder
from tests.pipeline.gateway.test_serve import serving
from tests.pipeline.gateway.upstream import Upstream


@pytest.mark.slow
@pytest.mark.parametrize("page", ["gateway.md", "clients.md"])
def test_the_programs_of_a_page_work(page: str, upstream: Upstream, key_file: Path, tmp_path: Path) -> None:
    keys = {"OPENAI_API_KEY": "sk-test", "ANTHROPIC_API_KEY": "sk-test"}
    urls = ("--openai", upstream.url, "--anthropic", upstream.url)
    with serving(tmp_path, key_file, "-c", "confidential", *urls) as (url, _):
        for code in blocks(PROJECT / "docs" / page, "python"):
            program = code.replace("http://127.0.0.1:8787", url)
            done = subprocess.run(
                [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, env={**os.environ, **keys}
            )
            assert done.returncode == 0, done.stderr
            assert "Okafor" in done.stdout

    assert upstream.asked
    assert b"Okafor" not in upstream.everything()


def test_the_commands_and_the_program_about_the_audit_log_work(tmp_path: Path) -> None:
    environment = working_folder(tmp_path)
    key = Key.generate()
    key.save(tmp_path / "gateway.key")
    log = AuditLog(tmp_path / "gateway.log", keys=(key,))
    log.append(AuditEntry("support-desk", "openai-chat", "/v1/chat/completions", "internal", key.id, 200, "answered"))
    page = PROJECT / "docs/audit-log.md"

    commands = [
        line for code in blocks(page, "sh") for line in code.splitlines() if line.startswith("heteronym gateway log")
    ]
    printed = [run(command, tmp_path, environment) for command in commands]
    printed += [
        run(f"{shlex.quote(sys.executable)} -c {shlex.quote(code)}", tmp_path, environment)
        for code in blocks(page, "python")
    ]

    assert [code for code, _ in printed] == [0] * len(printed)
    assert "1 entries in 1 files hold" in printed[1][1]
    assert printed[-1][1].startswith("1 0 None")


def test_the_settings_of_the_page_are_right(tmp_path: Path) -> None:
    shown = (PROJECT / "docs/gateway.yaml").read_text()
    (tmp_path / "gateway.yaml").write_text(shown.replace("<put the hash here>", "a" * 64))

    settings = Settings.load(tmp_path / "gateway.yaml")

    assert settings.clients["support-desk"].classification == "restricted"
    assert settings.limits.requests.ten_minutes == 600


def test_the_configuration_for_litellm_is_that_of_the_page() -> None:
    shown = (PROJECT / "docs/litellm.md").read_text().split("    guardrails:\n")[1].split("\n\n")[0]

    assert yaml.safe_load("guardrails:\n" + "\n".join(line[4:] for line in shown.splitlines())) == {
        "guardrails": yaml.safe_load((PROJECT / "docs/litellm.yaml").read_text())["guardrails"]
    }


def test_the_page_tells_which_litellm_it_is_tested_with() -> None:
    (version,) = re.findall(r"'litellm\[proxy\]==([\d.]+)'", (PROJECT / ".ci/run").read_text())

    assert f"LiteLLM {version}" in (PROJECT / "docs/litellm.md").read_text()
