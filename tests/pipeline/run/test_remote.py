"""Remote file systems: a run reads and writes them, and a lost network is one line."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from apache_beam.io.filesystem import BeamIOError
from apache_beam.io.localfilesystem import LocalFileSystem

from pipeline.run import copy_files, storage
from pipeline.run.storage import BeamStorage, answering
from tests.conftest import Command

OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
LINE = json.dumps({"name": "Jo Moreau", "note": "hello"}) + "\n"
ONE = "--direct_num_workers=1"
SCHEME = "depot://"


class LostConnectionError(Exception):
    """An error of a library of a file system, which is no OSError."""


class Depot(LocalFileSystem):  # type: ignore[misc]
    """A remote file system: files of a local folder, under URLs, as long as the network holds."""

    root = Path()
    is_lost: Callable[[str], bool] = staticmethod(lambda _: False)

    @classmethod
    def scheme(cls) -> str:
        return "depot"

    def _local(self, url: str) -> str:
        if Depot.is_lost(url):
            raise LostConnectionError("Jo Moreau")
        return str(Depot.root / url.removeprefix(SCHEME))

    def join(self, base: str, *paths: str) -> str:
        return "/".join((base.rstrip("/"), *paths))

    def split(self, url: str) -> tuple[str, str]:
        head, _, tail = url.rpartition("/")
        return head, tail

    def mkdirs(self, url: str) -> None:
        super().mkdirs(self._local(url))

    def _list(self, url: str) -> Any:
        for found in super()._list(self._local(url)):
            found.path = SCHEME + Path(found.path).relative_to(Depot.root).as_posix()
            yield found

    def open(self, url: str, *arguments: Any, **options: Any) -> BinaryIO:
        return Lossy(super().open(self._local(url), *arguments, **options), url)  # type: ignore[return-value]

    def create(self, url: str, *arguments: Any, **options: Any) -> BinaryIO:
        return Lossy(super().create(self._local(url), *arguments, **options), url)  # type: ignore[return-value]

    def rename(self, old: list[str], new: list[str]) -> None:
        super().rename(list(map(self._local, old)), list(map(self._local, new)))

    def exists(self, url: str) -> bool:
        found: bool = super().exists(self._local(url))
        return found

    def delete(self, urls: list[str]) -> None:
        super().delete(list(map(self._local, urls)))


class Lossy:
    """An open file of the depot, whose reads and writes fail when the network is lost."""

    def __init__(self, file: BinaryIO, url: str) -> None:
        self._file = file
        self._url = url

    def __getattr__(self, name: str) -> Any:
        if name in ("read", "write", "seek") and Depot.is_lost(f"{name} {self._url}"):
            raise LostConnectionError("Jo Moreau")
        return getattr(self._file, name)


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "off.yaml").write_text(OFF, encoding="utf-8")
    (tmp_path / "depot/in").mkdir(parents=True)
    (tmp_path / "depot/in/a.jsonl").write_text(LINE * 3, encoding="utf-8")
    monkeypatch.setattr(Depot, "root", tmp_path / "depot")
    return tmp_path / "depot"


def lose(monkeypatch: pytest.MonkeyPatch, part: str, after: int = 0) -> None:
    """Lose the network at the call, after some others, whose URL contains a text."""
    seen: list[str] = []

    def is_lost(url: str) -> bool:
        if part in url:
            seen.append(url)
        return len(seen) > after

    monkeypatch.setattr(Depot, "is_lost", staticmethod(is_lost))


RUN = ("run", "depot://in/*", "-c", "off.yaml", ONE)


def test_run_reads_and_writes_a_remote_file_system(depot: Path, heteronym: Command) -> None:
    done = heteronym(*RUN, "-o", "depot://out")
    local = heteronym(*RUN, "-o", "local")

    assert (done.returncode, local.returncode) == (0, 0), done.stderr + local.stderr
    names = {path.relative_to(depot / "out").as_posix() for path in (depot / "out").rglob("*") if path.is_file()}
    assert names == {"a.jsonl", "report/manifest.json"}
    assert (depot / "out/a.jsonl").read_bytes() == (depot.parent / "local/a.jsonl").read_bytes()
    assert heteronym("report", "verify", "depot://out", "depot://in/*").returncode == 0
    (depot / "out/more").mkdir()
    (depot / "out/more/b.jsonl").write_text(LINE, encoding="utf-8")
    assert heteronym("report", "verify", "depot://out").stderr == "file more/b.jsonl is in no manifest\n"


LOST = {
    "when inputs are listed": ("in", 0, "depot://in/* cannot be listed: "),
    "when an input is opened": ("in/a.jsonl", 0, "cannot read a.jsonl or write its copy: "),
    "when an input is read": ("read depot://in/a.jsonl", 0, "cannot read a.jsonl or write its copy: "),
    "when an input is read again": ("read depot://in/a.jsonl", 2, "cannot read a.jsonl or write its copy: "),
    "when the output is checked": ("depot://out", 0, "cannot write to depot://out: "),
    "when findings are written": ("write depot://out/.heteronym", 0, "cannot write to depot://out: "),
    "when a part gets its name": (".part", 1, "cannot write to depot://out: "),
    "when results are read": ("read depot://out/.heteronym", 4, "cannot write to depot://out: "),
    "when copies get their names": ("depot://out/a.jsonl", 1, "cannot write to depot://out: "),
    "when the report is written": ("report/manifest.json", 1, "cannot write depot://out/report/manifest.json: "),
}


@pytest.mark.parametrize("case", LOST)
def test_lost_network_is_one_line_that_says_so(
    case: str, depot: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, after, place = LOST[case]
    lose(monkeypatch, part, after)

    done = heteronym(*RUN, "-o", "depot://out" if "out" in place else "out")

    said, _, kept = done.stderr.partition(";")
    assert done.returncode == 2, done.stderr
    assert said.strip() == f"heteronym: {place}depot:// failed (LostConnectionError), check the network"
    assert kept in ("", " finished shards are kept, pass --resume to continue with them\n")


def test_run_with_remote_inputs_is_resumed_when_the_network_is_back(
    depot: Path, heteronym: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(copy_files.ReplaceShards, "work_on", staticmethod(lambda *_: BeamStorage().open("depot://lost")))
        lose(patch, "depot://lost")
        lost = heteronym(*RUN, "-o", "out")

    assert "check the network; finished shards are kept, pass --resume" in lost.stderr
    assert heteronym(*RUN, "-o", "out", "--resume").returncode == 0
    assert heteronym(*RUN, "-o", "depot://out", "--resume").stderr == (
        "heteronym: --resume needs a local output folder: run again without it\n"
    )


ERRORS = {
    "no package": (ValueError("Unable to get filesystem"), "depot:// needs a package"),
    "no package, as Beam tells": (BeamIOError("no", {"x": ImportError()}), "depot:// needs a package"),
    "a class of a library": (LostConnectionError("secret"), "depot:// failed (LostConnectionError), check the network"),
    "a failure that Beam wraps": (BeamIOError("no", {"x": LostConnectionError()}), "depot:// failed (LostConnectionError)"),
    "an error of the system": (OSError(28, "No space left on device"), "No space left on device"),
}  # fmt: skip


@pytest.mark.parametrize("case", ERRORS)
def test_errors_of_remote_file_systems_are_os_errors(case: str) -> None:
    error, reason = ERRORS[case]

    with pytest.raises(OSError, match=r".") as raised, answering("depot://x"):
        raise error

    assert str(raised.value.strerror).startswith(reason)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("place", "reason"),
    [("file://{}/in", "pass the local path without file://"), ("https://a.example/in", "download the file first")],
)
def test_url_that_is_no_file_system_is_refused_with_advice(
    place: str, reason: str, depot: Path, heteronym: Command
) -> None:
    place = place.format(depot)

    read = heteronym("run", place, "-c", "off.yaml", "-o", "out")
    written = heteronym(*RUN, "-o", place)

    assert (read.returncode, written.returncode) == (2, 2)
    assert reason in read.stderr
    assert reason in written.stderr


LOCAL = {
    "an error of Beam with a wrapped reason": (BeamIOError("no", {"x": OSError(OSError(28, "No space left"))}), "No space left"),
    "an error of Beam with a reason": (BeamIOError("no", {"x": OSError(2, "No such file or directory")}), "No such file or directory"),
    "an error of the system": (OSError(28, "No space left"), "No space left"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOCAL)
def test_errors_of_local_files_have_their_reason(case: str, tmp_path: Path) -> None:
    error, reason = LOCAL[case]

    with pytest.raises(OSError, match=reason) as raised, answering(str(tmp_path)):
        raise error

    assert raised.value.strerror == reason


def test_errors_of_local_files_stay(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), answering(str(tmp_path)):
        raise ZeroDivisionError


def test_file_that_is_not_completed_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with suppress(ZeroDivisionError), storage.BeamStorage().completed(str(path)) as file:
        file.write(b"the first part")
        assert not path.exists()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []

    path.write_bytes(b"older")
    with storage.BeamStorage().completed(str(path)) as file:
        file.write(b"newer")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("file", b"newer")]
