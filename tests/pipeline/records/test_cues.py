"""WebVTT and SRT: cues over several lines, tags, speakers, and timings that stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Record
from pipeline.records.sniff import sniff
from pipeline.records.structured import cues
from tests.pipeline.records.copies import copy, records_of, swap, texts_of, values_of

NEWS = [
    "Zoe",
    'Zoë <b> & --> "x" \' */ {\\an8}',
    "-",
    "",
    "a\n\nb",
    "\U0001f600",
    "\x07",
    "1\n00:00:01.000 --> 00:00:02.000",
]
TIME = "00:00:01.000 --> 00:00:04.000"
VTT = {
    "header": "WEBVTT - Anna\nKind: Anna\n",
    "note": "WEBVTT\n\nNOTE Anna\n\nNOTE\nx\nAnna\n",
    "cue": f"WEBVTT\n\n1\n{TIME}\nx Anna\n\n{TIME}\nAnna\ny\n",
    "last line": f"WEBVTT\n\n{TIME}\nx\nAnna",
    "cue id": f"WEBVTT\n\nAnna x\n{TIME}\ny\n",
    "tags": f"WEBVTT\n\n{TIME}\n<c.x>x <i>Anna</i></c> <00:00:02.000>A<b>n</b>na\n",
    "references": f"WEBVTT\n\n{TIME}\n&lt;x&gt; &amp; An&#110;a\n",
    "voice": f"WEBVTT\n\n{TIME}\n<v.loud Anna>x</v> y\n<v Anna x>Anna</v>\n",
    "dash": f"WEBVTT\n\n{TIME}\n- x Anna\n- Anna\n",
    "label": f"WEBVTT\n\n{TIME}\nANNA KELLER: x\nAnna: y\n".replace("ANNA", "Anna"),
    "region": f"WEBVTT\n\nREGION\nid:Anna width:40%\n\n{TIME} region:Anna\nx\n",
    "style": "WEBVTT\n\nSTYLE\n::cue(v[voice=\"Anna\"]) { color: red } /* Anna */\n#Anna_Keller_x {}\n",
    "after the times": f"WEBVTT\n\n{TIME} Anna\nx\n",
}  # fmt: skip
SRT = {
    "cue": f"1\n{TIME}\nx Anna\n\n2\n{TIME}\nAnna\ny\n",
    "tags": f"1\n{TIME}\n{{\\an8}}<font color=\"#fff\">x</font> <i>Anna</i>\n",
    "label": f"1\n{TIME}\nAnna Keller: x\n>> Anna: y\n",
    "without times": "x\nAnna",
    "after the times": f"1\n{TIME} X1:10 Anna\nx\n",
    "address": f"1\n{TIME}\n<Anna@x.com> {{Anna}}\n",
}  # fmt: skip
FILES = {("in.vtt", name): one for name, one in VTT.items()} | {("in.srt", name): one for name, one in SRT.items()}


def shape(content: str) -> list[str]:
    """Return the lines with times, and whether a line follows each of them."""
    lines = content.split("\n")
    return [f"{line[:29]} {bool(''.join(lines[place + 1 : place + 2]))}" for place, line in enumerate(lines) if cues.TIMING.match(line)]  # fmt: skip


@pytest.mark.parametrize("new", NEWS)
@pytest.mark.parametrize(("name", "position"), FILES)
def test_a_value_in_any_position_is_replaced_and_the_cues_stay(name: str, position: str, new: str) -> None:
    content = FILES[name, position]

    changed = copy(content.encode(), name, swap("Anna", new), may_be_broken=False).decode()

    assert "Anna" not in changed
    assert shape(changed) == shape(content)


def test_a_cue_is_one_text_over_its_lines_and_tags() -> None:
    content = f"WEBVTT\n\n{TIME}\nHello, this is <b>Anna</b>\nKeller &amp; Co.\n"

    assert [text.value for text in texts_of(content, "in.vtt")] == ["Hello, this is Anna Keller & Co."]
    changed = copy(content.encode(), "in.vtt", swap("Anna Keller", "Zoe Quinn"), may_be_broken=False).decode()
    assert changed == content.replace("Anna", "Zoe").replace("Keller", "Quinn")


def test_tags_within_a_replaced_word_stay() -> None:
    content = f"WEBVTT\n\n{TIME}\n<i>x A<b>n</b>na</i> y\n"

    changed = copy(content.encode(), "in.vtt", swap("Anna", "Zoe"), may_be_broken=False).decode()

    assert changed == content.replace("A<b>n</b>na", "Zoe<b></b>")


@pytest.mark.parametrize(
    ("line", "speakers"),
    [
        ("<v Anna Keller>Hello</v>", ["Anna Keller"]),
        ("<v.loud Anna Keller>Hello\n<v Zyx>Hi", ["Anna Keller", "Zyx"]),
        ("ANNA KELLER: Hello", ["ANNA KELLER"]),
        ("- Anna: Hello\n- Zyx: Hi", ["Anna"]),
        (">> Zyx: Hello\nZyx: Hi", ["Zyx", "Zyx"]),
        ("<i>Anna van Dijk: Hello</i>", ["Anna van Dijk"]),
        ("Remember: hello\nNote: x\nNote: y", []),
        ("<v Support Team>Hello", []),
        ("It is Anna: hello", []),
    ],
)
def test_speakers_are_names(line: str, speakers: list[str]) -> None:
    found = texts_of(f"WEBVTT\n\n{TIME}\n{line}\n", "in.vtt")

    assert [text.value for text in found if text.entity == "PERSON"] == speakers


def test_words_of_the_format_are_no_texts() -> None:
    content = (
        f"WEBVTT\n\nREGION\nid:x width:40% viewportanchor:10%,90%\n\n1\n{TIME} align:start position:10%,line-left\nx\n"
    )

    assert values_of(content, "in.vtt") == {"x": ""}
    assert values_of(f"1\n{TIME} X1:100 Y2:20\n{{\\an8}}x\n", "in.srt") == {"x": ""}


def test_a_large_file_is_divided_between_cues_and_numbered_by_lines() -> None:
    cue = f"{TIME}\n<v Anna Keller>" + "x" * 1000 + "\n\n"
    content = "WEBVTT\n\n" + cue * 400

    records = records_of(content, "in.vtt")

    assert len(records) > 1
    first, second = records[:2]
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert content.split("\n")[second.number - 1] == TIME
    assert first.texts[-2].entity == second.texts[0].entity == "PERSON"
    assert copy(content.encode(), "in.vtt", shard_bytes=1000) == content.encode()


@pytest.mark.parametrize(
    ("sample", "path", "expected"),
    [
        (b"WEBVTT\n\n", "x", "vtt"),
        (b"\xef\xbb\xbfWEBVTT - x\n", "x.txt", "vtt"),
        (b"1\r\n00:00:01,000 --> 00:00:04,000\r\nx", "x.txt", "srt"),
        (b"{x}", "x.vtt", "vtt"),
        (b"[x]", "x.srt.gz", "srt"),
        (b"WEBVTTX", "x.txt", "text"),
    ],
)
def test_subtitles_are_recognized(sample: bytes, path: str, expected: str) -> None:
    assert sniff(sample, path) == expected


PIECES = st.lists(
    st.text(st.sampled_from("aAb1 \n\r\t'\"\\;:=,.-<>/&*{}\u00e9"), max_size=20)
    | st.sampled_from(["WEBVTT", "NOTE ", "STYLE\n", "REGION\n", f"{TIME}\n", "\n\n", "<v ", "Anna: ", "&amp;", "<i>", "- ", "voice=\""]),
    max_size=6,
)  # fmt: skip


@pytest.mark.parametrize("name", ["in.vtt", "in.srt"])
@given(pieces=PIECES)
def test_any_file_round_trips(name: str, pieces: list[str]) -> None:
    content = "".join(pieces).encode()
    assert copy(content, name, may_be_broken=False) == content


@pytest.mark.parametrize("name", ["in.vtt", "in.srt"])
@given(before=PIECES, after=PIECES)
def test_a_value_anywhere_in_a_file_is_found(name: str, before: list[str], after: list[str]) -> None:
    content = f"{''.join(before)}Quack@enbush{''.join(after)}".encode()
    assert b"Quack" not in copy(content, name, swap("Quack", ""), may_be_broken=False)


@pytest.mark.parametrize("name", ["in.vtt", "in.srt"])
def test_an_empty_file_has_no_record(name: str) -> None:
    assert records_of(b"", name) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["<v ", "- ", "A ", "<", "&", "\n", "A:", "Aa Bb ", "{\\", "x\n", "voice=", "'", "/*", "00:00:01.000 --> "]
)
def test_hostile_files_are_read_in_linear_time(piece: str) -> None:
    for name in ("in.vtt", "in.srt"):
        records_of(f"{TIME}\n" + piece * (200_000 // len(piece)), name)
        records_of("STYLE\n" + piece * (200_000 // len(piece)), name)
