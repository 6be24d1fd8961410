"""Commands that show whose copy a model was made from: audit lineage, and audit lineage-commit before it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.audit import Against, AuditClass, print_result, request_of_audit
from pipeline.cli.examined import examined
from pipeline.cli.options import (
    AsJson,
    Class,
    ClassField,
    Dataset,
    Encoding,
    FieldFile,
    Fields,
    FixedWidth,
    Given,
    KeyFile,
    KeyId,
    NoHeader,
    Pdf,
    Recipient,
    RunRequest,
)
from pipeline.cli.screen import progress, say
from pipeline.errors import HeteronymError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.audit.lineage.case import Case
    from pipeline.audit.lineage.trial import Suspect
    from pipeline.audit.result import Result

SUSPECT = "suspect"  # the name of a suspect that has been given none
Texts = Annotated[
    list[str],
    typer.Argument(
        metavar="[TEXTS...]", help="Texts that the suspect generated: files and folders. Beam options may follow."
    ),
]
Originals = Annotated[
    list[str], typer.Argument(metavar="ORIGINAL...", help="The inputs of the run. Beam options may follow.")
]
CopyOfRun = Annotated[
    list[str], typer.Option("--copy", help="A copy: shows that the test finds what it looks for; repeatable.")
]
Suspects = Annotated[
    list[str], typer.Option("--suspect", help="NAME=PATH: texts of one of several suspects; repeatable.")
]
LogProbabilities = Annotated[
    list[str],
    typer.Option("--log-probabilities", help="[NAME=]FILE: the answers to the queries of a suspect; repeatable."),
]
Recipients = Annotated[
    str, typer.Option("--recipients", help="NAME,NAME: whose copy was it? For policies with scope `recipient`.")
]
CommitmentFile = Annotated[
    str, typer.Option("--commitment", help="Check that the test is the one that this file commits to.")
]
Page = Annotated[str, typer.Option("--page", help="Write the result as an HTML page for a lawyer into this file.")]
NewCommitment = Annotated[str, typer.Option("--output", "-o", help="The new file of the commitment.")]
Queries = Annotated[
    str, typer.Option("--queries", help="Write the queries for log-probabilities of a suspect into this new file.")
]
Frame = Annotated[
    str, typer.Option("--frame", help="The text of a query, such as 'Dear {name},'; nothing that only a copy has.")
]


def lineage(
    texts: Texts = [],  # noqa: B006  (typer does not modify it)
    against: Against = [],  # noqa: B006
    copy: CopyOfRun = [],  # noqa: B006
    suspect: Suspects = [],  # noqa: B006
    log_probabilities: LogProbabilities = [],  # noqa: B006
    recipients: Recipients = "",
    commitment: CommitmentFile = "",
    page: Page = "",
    classification: AuditClass = "",
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
    as_json: AsJson = False,
) -> None:
    """Test whether a model generates the pseudonyms of a copy, from its texts or its log-probabilities."""
    if not against or not (copy or classification):
        raise HeteronymError("pass the originals with --against, and the policy of the run with --class or a --copy")
    names, found = _names(recipients), examined(copy)
    policy = classification or found.policy()
    given = Given(field, field_file, class_field, no_header, encoding, None, pdf, fixed_width)
    request = request_of_audit(texts, policy, key_file, key_id, given, dataset, "".join(names[:1]) or recipient)
    found = found.compared(request.source)
    suspects = _suspects(request.inputs, suspect, log_probabilities)
    if log_probabilities and not commitment:
        raise HeteronymError("log-probabilities answer the queries of a commitment: pass its file with --commitment")
    tested = _tested(request, against, names, suspects, copy, commitment, page)
    print_result(found.noted(tested), as_json, found.seal(request.source))


def lineage_commit(
    originals: Originals,
    output: NewCommitment,
    queries: Queries = "",
    frame: Frame = "{name}",
    recipients: Recipients = "",
    classification: Class = "confidential",
    field: Fields = [],  # noqa: B006
    field_file: FieldFile = "",
    class_field: ClassField = "",
    no_header: NoHeader = False,
    fixed_width: FixedWidth = "",
    encoding: Encoding = "",
    pdf: Pdf = "",
    dataset: Dataset = "",
    recipient: Recipient = "",
    key_file: KeyFile = "",
    key_id: KeyId = "",
) -> None:
    """Commit to the key and the queries of a lineage test, before anybody knows its result."""
    names = _names(recipients)
    given = Given(field, field_file, class_field, no_header, encoding, None, pdf, fixed_width)
    one = "".join(names[:1]) or recipient
    request = request_of_audit(originals, classification, key_file, key_id, given, dataset, one)

    from pipeline.audit.lineage.white_box import checked_frame

    checked_frame(frame)
    digest = _case(request, request.inputs, names).commit(Path(output), frame, Path(queries) if queries else None)
    print(f"{digest}  {output}")
    say("deposit this SHA-256, or the file itself, where its date is certified: the file reveals no name and no key")


def _tested(
    request: RunRequest,
    originals: list[str],
    recipients: list[str],
    suspects: "Sequence[Suspect]",
    copy: list[str],
    commitment: str,
    page: str,
) -> "Result":
    """Return the result of a test, and write its page if one is named."""
    from pipeline.audit.lineage.commitment import read_commitment
    from pipeline.audit.lineage.page import lineage_page
    from pipeline.audit.lineage.report import report
    from pipeline.evaluate.private_files import write_private

    committed, digest = read_commitment(Path(commitment)) if commitment else ({}, "")
    case = _case(request, originals, recipients)
    trial = case.tried(suspects, copy, Path(commitment), committed)
    if page:
        content = lineage_page(trial, request.source.policy.classification, case.key.id, digest)
        write_private(Path(page), content, overwrite=True)
    return report(trial, digest)


def _case(request: RunRequest, originals: list[str], recipients: list[str]) -> "Case":
    from pipeline.audit.lineage.case import Case
    from pipeline.audit.search import Setting

    setting = Setting(request.source, request.options, request.beam_arguments)
    with progress("auditing") as on_progress:
        return Case.of(originals, setting, recipients, on_progress)


def _names(recipients: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in recipients.split(",") if name.strip()))


def _suspects(texts: list[str], named: list[str], log_probabilities: list[str]) -> "list[Suspect]":
    """Return the suspects by name; raises HeteronymError if there is none, or one has no name."""
    from pipeline.audit.lineage.trial import Suspect

    texts_of: dict[str, list[str]] = {SUSPECT: list(texts)} if texts else {}
    for one in named:
        name, _, path = one.partition("=")
        if not name or not path:
            raise HeteronymError(f"--suspect {one}: use --suspect NAME=PATH")
        texts_of.setdefault(name, []).append(path)
    answers: dict[str, str] = {}
    for one in log_probabilities:
        name, _, path = one.rpartition("=")
        if (name or SUSPECT) in answers:
            raise HeteronymError(f"--log-probabilities {one}: the suspect has answers already, name another one")
        answers[name or SUSPECT] = path
    if not texts_of and not answers:
        raise HeteronymError("pass texts that the suspect generated, or its --log-probabilities")
    both = dict.fromkeys((*texts_of, *answers))
    return [Suspect(name, tuple(texts_of.get(name, ())), answers.get(name, "")) for name in both]
