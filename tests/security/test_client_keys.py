"""M4: examples contain no working client key, and common keys are rejected."""

import hashlib
import re
from pathlib import Path

import pytest
import yaml

from pipeline.errors import SettingsError
from pipeline.gateway.settings import Settings

PROJECT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path
    for folder in ("docs", "configs", "examples", ".")
    for pattern in ("*.yaml", "*.yml", "*.md", "*.toml")
    for path in (PROJECT / folder).glob(pattern)
)
COMMON = [
    "",
    "test",
    "password",
    "secret",
    "changeme",
    "123456",
    "sk-test",
    "admin",
    "Test",
    "PASSWORD",
    "sk-123",
    "key",
    "test\n",
]
OWN = "c5a1b1e0f60b4b0d9f0e3a7c2d8f4e6a"


def settings(folder: Path, digest: str) -> Settings:
    path = folder / "gateway.yaml"
    path.write_text(yaml.safe_dump({"clients": {"desk": {"key_sha256": digest}}}))
    return Settings.load(path)


@pytest.mark.parametrize("key", COMMON)
def test_hash_of_a_common_key_is_rejected(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match=r"clients.desk.key_sha256.*sha256sum"):
        settings(tmp_path, hashlib.sha256(key.encode()).hexdigest())


@pytest.mark.parametrize("digest", ["<put the hash here>", "", "test", "A" * 64, "0" * 63])
def test_invalid_hash_is_rejected_with_advice(tmp_path: Path, digest: str) -> None:
    with pytest.raises(SettingsError, match="printf %s KEY"):
        settings(tmp_path, digest)


def test_documented_example_admits_nobody_until_a_hash_is_set(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"support-desk.key_sha256.*printf %s KEY"):
        Settings.load(PROJECT / "docs/gateway.yaml")

    example = (PROJECT / "docs/gateway.yaml").read_text()
    digest = hashlib.sha256(OWN.encode()).hexdigest()
    (tmp_path / "gateway.yaml").write_text(re.sub("key_sha256: <.*?>", f"key_sha256: {digest}", example))
    loaded = Settings.load(tmp_path / "gateway.yaml")
    assert loaded.client_of(OWN)[0] == "support-desk"
    assert loaded.client_of("test")[0] == ""


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_contain_no_working_hash_or_key(path: Path) -> None:
    content = path.read_text()

    assert not re.search(r"key_sha256[\"']?\s*[:=]\s*[\"']?[0-9a-f]{64}", content)
    assert not re.search(r"heteronym-key-1:[A-Za-z0-9+/]{43}=", content)
