import base64
import pickle
import shlex
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import SecretKeyError
from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import KEY_VARIABLES, FamilyKey, Key, KeySource, rotate
from pipeline.sanitizer_source import SanitizerSource

MASTER = sha256(b"a key of the tests").digest()
OTHER = sha256(b"another key of the tests").digest()
SECRETS = (MASTER.hex(), base64.b64encode(MASTER).decode(), str(MASTER))
IN_ANOTHER_PROCESS = f"""
from pipeline.replace.keyed.keys import Key
print(Key(bytes.fromhex("{MASTER.hex()}")).family("organization:all", "people").digest("john smith").hex())
"""


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_key_of_wrong_length_is_rejected_with_advice(length: int) -> None:
    with pytest.raises(SecretKeyError, match=f"{length} bytes, not 32.*heteronym key new"):
        Key(bytes(length))


def test_new_keys_differ() -> None:
    assert Key.generate().id != Key.generate().id


def test_saved_key_loads_again_and_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key"

    Key(MASTER).save(path)

    assert Key.load(path).id == Key(MASTER).id
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_key_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)

    with pytest.raises(SecretKeyError, match="exists already"):
        Key.generate().save(path)

    assert Key.load(path).id == Key(MASTER).id


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not base64!", "does not hold base64"),
        (b"c2hvcnQ=", "contains 5 bytes, not 32"),
        (b"\xff\xfe", "it is not base64 text"),
        (b"", "contains 0 bytes"),
    ],
)
def test_error_for_malformed_key_file_names_it_without_its_content(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)

    with pytest.raises(SecretKeyError, match=message) as caught:
        Key.load(path)

    assert str(path) in str(caught.value)
    assert not content or content.decode("latin-1") not in str(caught.value)


def test_error_for_missing_key_file_names_it(tmp_path: Path) -> None:
    with pytest.raises(SecretKeyError, match=r"absent.*No such file"):
        KeySource(str(tmp_path / "absent")).load()


def test_environment_contains_a_key_or_names_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Key(MASTER).save(tmp_path / "key")
    monkeypatch.delenv("HETERONYM_KEY", raising=False)
    monkeypatch.setenv("HETERONYM_KEY_FILE", str(tmp_path / "key"))
    assert KeySource().load().id == Key(MASTER).id

    monkeypatch.setenv("HETERONYM_KEY", base64.b64encode(OTHER).decode())
    assert KeySource().load().id == Key(OTHER).id


def test_error_without_a_key_says_how_to_set_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HETERONYM_KEY", raising=False)
    monkeypatch.delenv("HETERONYM_KEY_FILE", raising=False)

    with pytest.raises(SecretKeyError, match="HETERONYM_KEY_FILE"):
        Key.from_env()


def test_a_key_is_found_in_the_environment_else_in_the_working_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in KEY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SecretKeyError, match=r"set HETERONYM_KEY.*or create .*key with 'heteronym key new'"):
        KeySource.find()
    assert list(tmp_path.iterdir()) == []  # none is created

    Key(MASTER).save(tmp_path / ".heteronym/key")
    assert KeySource.find().load().id == Key(MASTER).id
    monkeypatch.setenv("HETERONYM_KEY", base64.b64encode(OTHER).decode())
    assert KeySource.find().load().id == Key(OTHER).id


def test_a_loaded_source_finds_its_key_from_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    Key(MASTER).save("team.key")

    key, source = KeySource("team.key").loaded()

    monkeypatch.chdir("/")
    assert key.id == source.load().id == Key(MASTER).id


@pytest.mark.parametrize("secret", [Key(MASTER), Key(MASTER).family("scope", "people")], ids=["key", "family key"])
def test_repr_contains_no_key_material(secret: Key | FamilyKey) -> None:
    shown = f"{secret!r} {secret} {Key(MASTER).id}"

    assert not [form for form in SECRETS if form in shown]


@pytest.mark.parametrize("secret", [Key(MASTER), Key(MASTER).family("scope", "people")], ids=["key", "family key"])
def test_key_cannot_be_pickled(secret: Key | FamilyKey) -> None:
    with pytest.raises(SecretKeyError, match="pass a KeySource"):
        pickle.dumps(secret)


def test_derived_keys_differ_by_scope_family_and_master() -> None:
    keys = [
        Key(master).family(scope, family)
        for master in (MASTER, OTHER)
        for scope in ("organization:all", "recipient:acme", "recipient:acme2")
        for family in ("people", "places")
    ]

    assert len({key.digest("value") for key in keys}) == len(keys)


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_derived_key_is_the_same_in_every_process(hash_seed: str) -> None:
    reported = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )

    assert reported.stdout.strip() == Key(MASTER).family("organization:all", "people").digest("john smith").hex()


def test_keyed_numbers_are_uniformly_distributed() -> None:
    key = Key(MASTER).family("scope", "numbers")
    counts = [0] * 10
    for value in range(5000):
        counts[key.number(str(value), 10)] += 1

    assert min(counts) > 400
    assert max(counts) < 600


def test_rotated_file_uses_the_new_key_and_keeps_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)

    old, new = rotate(path)

    assert (old.id, new.id) == (Key(MASTER).id, Key.load(path).id)
    assert old.id != new.id
    assert Key.load(path, old.id).id == Key.load(path, old.id[:6]).id == old.id
    assert [key.id for key in KeySource(str(path)).ring()] == [old.id, new.id]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(file.name for file in tmp_path.iterdir()) == ["key", "key.lock"]
    assert stat.S_IMODE((tmp_path / "key.lock").stat().st_mode) == 0o600


def test_a_file_without_a_key_gets_no_lock_file(tmp_path: Path) -> None:
    with pytest.raises(SecretKeyError, match="cannot read the key file"):
        rotate(tmp_path / "missing" / "key")

    assert not list(tmp_path.iterdir())


def test_killed_rotation_leaves_the_old_key_and_can_be_repeated(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)
    (tmp_path / "key.new").write_text("half a li")

    assert Key.load(path).id == Key(MASTER).id
    assert rotate(path)[0].id == Key(MASTER).id


def test_concurrent_rotations_lose_no_key(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: rotate(path)[1].id, range(24)))

    assert {key.id for key in KeySource(str(path)).ring()} == {Key(MASTER).id, *made}


def test_public_names_can_be_imported_without_fcntl() -> None:
    code = "import sys; sys.modules['fcntl'] = None; from pipeline import Key, Sanitizer; Key.generate()"

    subprocess.run([sys.executable, "-c", code], check=True)


def test_pinned_source_keeps_its_key_after_rotation(tmp_path: Path) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)

    source = KeySource(str(path)).pinned()
    rotate(path)

    assert source.load().id == Key(MASTER).id
    assert KeySource(str(path)).load().id != Key(MASTER).id


@pytest.mark.parametrize("key_id", ["ffffffffffff", "no such id"])
def test_error_for_unknown_key_id_lists_the_known_ids(tmp_path: Path, key_id: str) -> None:
    path = tmp_path / "key"
    Key(MASTER).save(path)

    with pytest.raises(SecretKeyError, match=f"no keys.*{key_id}.*{Key(MASTER).id}"):
        Key.load(path, key_id)


def print_command(text: str, code: int = 0) -> str:
    return shlex.join([sys.executable, "-c", f"import sys; print({text!r}); sys.exit({code})"])


def test_key_is_read_from_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HETERONYM_KEY", raising=False)
    monkeypatch.delenv("HETERONYM_KEY_FILE", raising=False)
    monkeypatch.setenv("HETERONYM_KEY_COMMAND", print_command(base64.b64encode(MASTER).decode()))

    assert KeySource().load().id == Key(MASTER).id


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (print_command(base64.b64encode(MASTER).decode(), code=3), "ended with 3"),
        (print_command("hello!"), "does not hold base64"),
        ("/no/such/command", "cannot be run: No such file"),
        ("unclosed 'quote", "cannot be run"),
    ],
)
def test_error_for_failed_key_command_omits_its_output(
    monkeypatch: pytest.MonkeyPatch, command: str, message: str
) -> None:
    monkeypatch.delenv("HETERONYM_KEY", raising=False)
    monkeypatch.delenv("HETERONYM_KEY_FILE", raising=False)
    monkeypatch.setenv("HETERONYM_KEY_COMMAND", command)

    with pytest.raises(SecretKeyError, match=message) as caught:
        KeySource().load()

    assert not any(secret in str(caught.value) for secret in SECRETS)


def test_data_sent_to_workers_contains_no_key_material(tmp_path: Path) -> None:
    Key(MASTER).save(tmp_path / "key")
    source = SanitizerSource(Policy.load("confidential"), KeySource(str(tmp_path / "key")))
    source.key.load()

    travelling = pickle.dumps(source) + repr(source).encode()

    assert not any(secret.encode() in travelling for secret in SECRETS)
    assert MASTER not in travelling
