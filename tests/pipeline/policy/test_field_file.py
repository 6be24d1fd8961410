"""Files of fields: what is declared, and errors with the line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import PolicyError
from pipeline.fields.file import yaml_name
from pipeline.policy.field_file import read_field_file

KINDS = {"text", "keep", "drop", "EMAIL_ADDRESS", "CUSTOMER_ID", *(f"OTHER_{n}" for n in range(30))}


def read(folder: Path, content: str) -> dict[str, tuple[str, str]]:
    path = folder / "fields.yaml"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    return {name: (stated.kind, stated.place) for name, stated in read_field_file(path, KINDS).items()}


@pytest.mark.parametrize("content", ["", "# a comment\n\n"])
def test_a_file_of_comments_declares_nothing(content: str, tmp_path: Path) -> None:
    assert read(tmp_path, content) == {}


def test_each_line_declares_a_name_a_path_or_a_pattern(tmp_path: Path) -> None:
    content = "# mine\nnotes: text  # prose\na.b: drop\n'x_*': CUSTOMER_ID\nno: keep\n'1': keep\n"

    assert read(tmp_path, content) == {
        "notes": ("text", "fields.yaml:2"),
        "a.b": ("drop", "fields.yaml:3"),
        "x_*": ("CUSTOMER_ID", "fields.yaml:4"),
        "no": ("keep", "fields.yaml:5"),
        "1": ("keep", "fields.yaml:6"),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: text\nb: EMAIL_ADRESS\n", "2: b: unknown kind 'EMAIL_ADRESS' - did you mean EMAIL_ADDRESS?"),
        ("a: text\nb: Keep\n", "2: b: unknown kind 'Keep' - did you mean keep?"),
        ("b: zora@hexmoor.net\n", "1: b: write text, keep, drop or an entity"),
        ("b:\n", "1: b: write text, keep, drop or an entity; a nested name is a dotted path"),
        ("a:\n  b: keep\n", "1: a: write text, keep, drop or an entity; a nested name is a dotted path"),
        ("b: [keep]\n", "1: b: write text, keep, drop or an entity; a nested name is a dotted path"),
        ("a: keep\na: drop\n", "2: duplicate key 'a'"),
        ("1: keep\n", "1: a key must be a string: put it in quotes"),
        ("a: &x [keep]\nb: *x\n", "2: aliases are not allowed: write the value out"),
        ("'': keep\n", "1: a name is empty: a file of fields has lines such as 'notes: text'"),
        ("- notes\n", "1: a file of fields has lines such as 'notes: text'"),
        ("a: keep\n  b: [\n", "2:4: not YAML: mapping values are not allowed here"),
        ("a: \x00", " not YAML: the character at offset 3 is not allowed"),
    ],
)
def test_errors_name_the_file_the_line_and_the_nearest_spelling(content: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as raised:
        read(tmp_path, content)

    assert str(raised.value).startswith(f"fields.yaml:{message}")
    assert "zora@hexmoor.net" not in str(raised.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"cannot read .*missing\.yaml: No such file"):
        read_field_file(tmp_path / "missing.yaml", KINDS)


def test_a_file_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "fields.yaml").write_bytes(b"\xff\xfe\x00: keep")

    with pytest.raises(PolicyError, match="not UTF-8"):
        read_field_file(tmp_path / "fields.yaml", KINDS)


@given(name=st.text(min_size=1).filter(str.strip))
def test_a_name_is_written_so_that_it_is_read_again(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    written = yaml_name(name)

    assert "\n" not in written
    assert list(read(tmp_path_factory.mktemp("fields"), f"{written}: keep  # a comment\n")) == [name]
