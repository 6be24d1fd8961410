"""Originals of a copy: the input of each copy, after it was checked that nothing was changed since the run."""

from collections.abc import Sequence

from pipeline.errors import RecordError
from pipeline.policy.loading import Policy
from pipeline.replace.keyed.keys import Key
from pipeline.replace.keyed.sealing import keyed_digest
from pipeline.replace.keyed.signing import Signer
from pipeline.report.model import RunManifest
from pipeline.report.verify import Expected, verify
from pipeline.run.input_files import find_files
from pipeline.run.model import InputFile


def originals_of(
    manifest: RunManifest, output: str, inputs: Sequence[str], key: Key, policy: Policy
) -> dict[str, InputFile]:
    """Return the input of each copy, by the name of the copy.

    Arguments:
        manifest: the manifest of the run.
        output: the output folder of the run.
        inputs: the inputs exactly as passed to the run.
        key, policy: the key and the policy of the run.

    Raises:
        RecordError: an input is missing, or an input, a copy, the policy or the manifest was changed after the run.
    """
    for check in verify(output, Expected({Signer(key).fingerprint}, inputs, [key], policy)):
        if check.problem:
            raise RecordError(f"{check.part} {check.name} {check.problem}: a sample would show something else")
    found = {keyed_digest(key, "name", file.name): file for file in find_files(inputs, output)}
    return {file.name: found[file.input.name_hmac_sha256] for file in manifest.files}
