"""A Maildir: all of its folders are read, and its names stay those of a Maildir."""

import mailbox
from pathlib import Path

from tests.conftest import Command

MESSAGE = "Message-ID: <1@b.c>\nFrom: Ana Ruiz <ana.ruiz@hexmoor.net>\nSubject: hello\n\nCall (212) 736-5000.\n"
NAMES = (
    "cur/1741000001.M345P7.mailhost7.hexmoor.net,S=1234,W=1300:2,RS",
    "cur/1741000002.77_1.mx3:2,",
    ".Sent/cur/1741000003.R88.mailhost7.hexmoor.net:2,FSa",
    ".Customers.Ana Ruiz/new/1741000004.R89.mx3",
)
OFF = "classification: off\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"


def test_folders_and_flags_of_messages_stay(heteronym: Command, tmp_path: Path) -> None:
    for name in NAMES:
        path = tmp_path / "box" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parents[1] / "new").mkdir(exist_ok=True)
        (path.parents[1] / "cur").mkdir(exist_ok=True)
        path.write_text(MESSAGE)
    (tmp_path / "box/.cache").mkdir()
    (tmp_path / "box/.cache/cur").write_text(MESSAGE)
    (tmp_path / "off.yaml").write_text(OFF)

    done = heteronym("run", "box", "-c", "off.yaml", "-o", "out", "--direct_num_workers=1")

    assert done.returncode == 0, done.stderr
    copy = tmp_path / "out"
    names = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()]
    assert not [name for name in names if "hexmoor" in name or "Ruiz" in name or ".cache" in name]
    (copy / "new").mkdir()
    (copy / ".Sent/new").mkdir()
    box = mailbox.Maildir(copy, create=False)
    assert sorted(message.get_flags() for message in box) == ["", "RS"]
    assert [message.get_flags() for message in box.get_folder("Sent")] == ["FSa"]
    assert len([name for name in names if name.startswith(".Customers.")]) == 1
