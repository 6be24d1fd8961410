"""Runs over files of text formats: no planted value is in a copy, a report or a list of blocked records."""

import base64
import json
from pathlib import Path

import pytest

from tests.conftest import Command

PLANTED = ("Zebulon", "uackenbush", "536-90-4399", "4111111111111111", "zq.q", "20250312")
NOTE = "Zebulon Quackenbush, SSN 536-90-4399, card 4111111111111111, zq.quackenbush@gmail.com"
CUE = "00:00:01.000 --> 00:00:04.000"
FILES = {
    "a.vcf": f"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Quackenbush;Zebulon;;;\r\nNOTE:{NOTE[:30]}\r\n {NOTE[30:]}\r\nEND:VCARD\r\n",
    "b.vcf": "BEGIN:VCARD\r\nVERSION:2.1\r\nNOTE;ENCODING=QUOTED-PRINTABLE:Zebulon Quackenbush=FF\r\nEND:VCARD\r\n",
    "a.ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE;CN=Zebulon Quackenbush:mailto:zq.quackenbush@gmail.com\r\n"
    f"DTSTART:20250312T101500Z\r\nSUMMARY:{NOTE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "a.vtt": f"WEBVTT\n\nNOTE {NOTE}\n\n{CUE}\n<v Zebulon Quackenbush>My card is\n4111111111111111, SSN 536-90-4399</v>\n",
    "a.srt": f"1\n{CUE.replace('.', ',')}\n{NOTE[:8]}\n{NOTE[8:]}\n",
    "a.hl7": "MSH|^~\\&|A|B|C|D|20250312101500||ADT^A01|1|P|2.5\rPID|1||||Quackenbush^Zebulon||20250312|||||||||||536-90-4399\r"
    f"NTE|1||{NOTE}\r",
    "a.log": f'user="Zebulon Quackenbush" ssn=536-90-4399 {{"note": "{NOTE}"}}\n{NOTE}\n',
    "a.ipynb": json.dumps({"cells": [{"source": ["Zebulon\n", "Quackenbush ", NOTE], "outputs": [{"text": NOTE}]}]}),
    "a.json": json.dumps(
        {"resourceType": "Patient", "name": [{"family": "Quackenbush", "given": ["Zebulon"], "text": "Zebulon Quackenbush"}],
         "text": {"status": "generated", "div": f"<div>{NOTE}</div>"},
         "photo": [{"contentType": "text/plain", "data": base64.b64encode(NOTE.encode()).decode()}]}
    ),
    "a.tex": f"\\author{{Zebulon Quackenbush}}\n% {NOTE}\n{NOTE}\n",
    "a.bib": f"@misc{{k1, author = {{Quackenbush, Zebulon}}, note = {{{NOTE}}}}}\n",
    "a.rst": f":Author: Zebulon Quackenbush\n\n{NOTE}\n",
    "a.dat": "Zebulon Quackenbush 536-90-4399" + " " * 9 + NOTE + "\n",
}  # fmt: skip
SCHEMA = "columns:\n- {name: full_name, start: 1, width: 20}\n- {name: ssn, start: 21, width: 20}\n"


@pytest.mark.slow
def test_a_run_leaves_no_planted_value(heteronym: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(
        "classification: mine\nextends: confidential\nloosen: [ner]\ndetection: {ner: off}\n"
    )
    (tmp_path / "schema.yaml").write_text(SCHEMA)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, newline="")

    done = heteronym("run", *FILES, "-c", "mine.yml", "-o", "out", "--fixed-width", "schema.yaml")

    assert done.returncode == 3, done.stderr  # the contact with damaged quoted-printable is blocked
    copies = {path.name: path.read_text() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {name for name in FILES if name in copies} == set(FILES)
    attachment = json.loads(copies["a.json"])["photo"][0]["data"]
    copies["attachment"] = base64.b64decode(attachment).decode()
    assert {(name, value) for name, text in copies.items() for value in PLANTED if value in text} == set()
