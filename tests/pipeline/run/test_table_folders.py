"""Folders of tables of Delta Lake and Iceberg: refused with what to do, since a copy of their files is no table."""

from pathlib import Path

import pytest

from pipeline import RecordError
from pipeline.run.input_files import find_files

TABLES = {
    "Delta Lake": ("crm/part-0.parquet", "crm/_delta_log/00000000000000000000.json"),
    "Iceberg": ("crm/data/0.parquet", "crm/metadata/00000-1.metadata.json"),
}
OTHERS = ("crm/metadata/notes.json", "crm/delta_log/a.json", "crm/a.metadata.json", "crm/_delta_log.csv")


def folder_with(folder: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    return folder


@pytest.mark.parametrize("program", TABLES)
def test_the_folder_of_a_table_is_refused(program: str, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, TABLES[program])

    with pytest.raises(RecordError, match=f"belongs to a table of {program}, .*: export its current version"):
        find_files([str(folder)], "")
    assert [file.name for file in find_files([f"{folder}/**/*.parquet"], "")] == [Path(TABLES[program][0]).name]
    assert len(find_files([str(folder)], "", everything=True)) == 2  # an audit reads all that is there


def test_other_folders_with_such_names_are_read(tmp_path: Path) -> None:
    assert [file.name for file in find_files([str(folder_with(tmp_path, OTHERS))], "")] == sorted(OTHERS)
