"""Evidence: keyed digests of the values that a run found, with which an audit needs no originals.

The file has no value, and nobody without the key can test a guess. It holds the values that identify by themselves, as
they are written, in normal form; numbers also without separators. Other spellings and parts need the originals.
"""

import hmac
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.audit.digests import MAX_WORDS, Digests
from pipeline.audit.originals import Sought, values_of
from pipeline.audit.patterns import Patterns
from pipeline.audit.search import counts_in_values
from pipeline.audit.searcher import Searcher
from pipeline.audit.targets import Pattern, Reason, Targets, Value, targets_of
from pipeline.errors import OutputError, RecordError
from pipeline.evaluate.private_files import write_private
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.run.found_values import FoundValues
from recognizers.lexicon.normal_form import normal_form

FILE, VERSION = "evidence.jsonl", 1
KIND = "evidence"


def write_evidence(found: FoundValues, folder: Path, key: Key) -> None:
    """Write the evidence of a run into a folder, with mode 0600. Evidence of an earlier run is replaced.

    Arguments:
        found: the values of the run.
        folder: the folder, which is created.
        key: the key of the run.

    Raises:
        OutputError: the file cannot be written.
    """
    targets = targets_of(values_of(found))
    owned = [(form, value) for value in targets.values for form in _forms_of(value, targets)]
    forms = [form for form, _ in owned]
    _, written = counts_in_values(Searcher(forms, ()), found, forms, range(len(forms)))
    digests = Digests(key)
    lines = sorted(
        json.dumps([value.entity, *_digest(digests, form), written[index], digests.full(value.form.encode())])
        for index, (form, value) in enumerate(owned)
    )
    body = "".join(f"{line}\n" for line in lines)
    header = _header(targets, found, len({value.form for _, value in owned}), key, body)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror}") from None
    write_private(folder / FILE, json.dumps(header) + "\n" + body, overwrite=True)


def read_evidence(folder: Path, key: Key) -> Sought:
    """Return what to search for, from the evidence of a run.

    Arguments:
        folder: the folder that the run wrote.
        key: the key of the run.

    Raises:
        RecordError: the file is missing or was changed, or the run had another key.
    """
    path = folder / FILE
    try:
        first, _, body = path.read_text("utf-8").partition("\n")
        header = json.loads(first)
        if header["evidence_version"] != VERSION:
            raise RecordError(f"{path} is of another version: run again with --evidence")
        if header["key_id"] != key.id:
            raise RecordError(f"{path} requires the key {header['key_id']}: pass its file with --key-file")
        if not hmac.compare_digest(header["hmac_sha256"], _own_digest(header, key, body)):
            raise RecordError(f"{path} was changed after the run: run again with --evidence")
        lines = [json.loads(line) for line in body.splitlines()]
    except OSError as error:
        raise RecordError(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise RecordError(f"{path} is no evidence of a run: run again with --evidence") from None
    return _sought(header, lines, str(folder))


def _sought(header: dict[str, Any], lines: list[list[Any]], folder: str) -> Sought:
    if not lines:
        raise RecordError(f"the evidence in {folder} has no value: a search proves nothing")
    targets = Targets(
        left_out=Counter({(entity, Reason(reason)): count for entity, reason, count in header["not_searched"]})
    )
    numbers = {value: number for number, value in enumerate(dict.fromkeys(line[-1] for line in lines))}
    entities = {line[-1]: line[0] for line in lines}
    targets.values += [Value(entities[value], value, True, is_found=False) for value in numbers]
    targets.words |= {digest: Pattern(numbers[value], True) for _, _, _, digest, _, value in lines}
    digests = [(length, total, digest) for _, length, total, digest, _, _ in lines]
    written = Counter({index: line[4] for index, line in enumerate(lines)})
    return Sought(targets, Patterns(digests=digests), written=written, unread_records=header["unread_records"])


def _forms_of(value: Value, targets: Targets) -> Iterator[str]:
    """Yield the forms of a value of which digests are kept; none if it does not identify by itself."""
    pattern = targets.words[value.form]
    if not value.is_whole or not pattern.is_sure or targets.values[pattern.value] is not value:
        return
    for form in dict.fromkeys((value.form, normal_form(value.form.replace(" ", "")).strip())):
        is_number = any(map(str.isdecimal, form))
        if len(form.split()) <= MAX_WORDS and (form == value.form or is_number):
            yield form


def _digest(digests: Digests, form: str) -> tuple[int, int, str]:
    words = form.encode().split()
    return len(words), int(digests.sums(words, len(words))[0]), digests.full(form.encode())


def _header(targets: Targets, found: FoundValues, values: int, key: Key, body: str) -> dict[str, Any]:
    left_out = Counter(targets.left_out)
    for value in targets.values:
        if value.is_whole and not any(True for _ in _forms_of(value, targets)):
            left_out[value.entity, Reason.NOT_ALONE] += 1
    counted = sorted([entity, str(reason), count] for (entity, reason), count in left_out.items())
    header = {
        "evidence_version": VERSION,
        "key_id": key.id,
        "values": values,
        "not_searched": counted,
        "unread_records": found.unread,
    }
    return {**header, "hmac_sha256": _own_digest(header, key, body)}


def _own_digest(header: dict[str, Any], key: Key, body: str) -> str:
    signed = {name: value for name, value in header.items() if name != "hmac_sha256"}
    return keyed_digest(key, KIND, json.dumps(signed, sort_keys=True) + "\n" + body)
