"""Register of releases: ledger add, withdraw, show, verify."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Styled

from pipeline.cli.invocation import operator
from pipeline.cli.options import AsJson, KeyFile, KeyId, PublicKeys, key_source, own_ring, signers_of
from pipeline.cli.reports import printable, say_problems
from pipeline.cli.screen import BLOCKED, output_console, say
from pipeline.errors import HeteronymError, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.report.ledger import Ledger
    from pipeline.report.release import Release

COLUMNS = ("entry", "released", "to", "model", "until", "state", "records", "policy", "world")

LedgerFile = Annotated[Path, typer.Argument(metavar="LEDGER", help="The file of the register.")]

AuditFiles = Annotated[
    list[Path], typer.Option("--audit", help="Also verify this result of an audit that a release names; repeatable.")
]

ledger_app = typer.Typer(no_args_is_help=True, help="Keep a register of the copies that were released.")


@ledger_app.command("add")
def add_release(
    ledger: LedgerFile,
    copy: Annotated[str, typer.Argument(metavar="COPY", help="The output folder of a run.")],
    to: Annotated[str, typer.Option("--to", help="Who gets the copy.")],
    model: Annotated[str, typer.Option("--model", help="The model that is trained with it.")],
    until: Annotated[str, typer.Option("--until", help="The last day on which it may be used, as YYYY-MM-DD.")],
    purpose: Annotated[str, typer.Option("--purpose", help="What for.")] = "",
    dataset: Annotated[str, typer.Option("--dataset", help="The name of the data set, as given to the run.")] = "",
    audit: Annotated[
        list[Path], typer.Option("--audit", help="What `audit ... --json` wrote about the copy; repeatable.")
    ] = [],  # noqa: B006  (typer does not modify it)
    public_keys: PublicKeys = [],  # noqa: B006
    key_file: KeyFile = "",
    key_id: KeyId = "",
    as_json: AsJson = False,
) -> None:
    """Verify a copy, and register its release."""
    from pipeline.replace.keyed.signing import Signer
    from pipeline.report import Expected, verify
    from pipeline.report.ledger import append
    from pipeline.report.release import Terms, release

    named = {"--to": to, "--model": model, "--purpose": purpose, "--dataset": dataset}
    _check_texts({option: text for option, text in named.items() if text or option in ("--to", "--model")})
    now = datetime.now(UTC)
    last_day = _day("--until", until)
    if last_day < now.date():
        raise HeteronymError("--until is past: give the last day on which the copy may be used")
    if ledger.resolve().is_relative_to(Path(copy).resolve()):
        raise HeteronymError(f"{ledger} lies in {copy}: keep the register apart from the copies")
    source = key_source(key_file, key_id, create=False)
    ring = source.ring()
    say_problems([one for one in verify(copy, Expected(signers_of(public_keys, ring))) if one.problem])
    terms = Terms(to, model, last_day, purpose, dataset)
    entry = release(copy, terms, audit, ring, operator(), now)
    _print_head(append(ledger, entry, Signer(source.load())), as_json)


@ledger_app.command("withdraw")
def withdraw_release(
    ledger: LedgerFile,
    number: Annotated[int, typer.Argument(help="The number of the release, as `ledger show` prints it.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    key_file: KeyFile = "",
    key_id: KeyId = "",
    as_json: AsJson = False,
) -> None:
    """Register that a release has ended before its date."""
    from pipeline.replace.keyed.signing import Signer
    from pipeline.report.ledger import append, read_ledger
    from pipeline.report.release import releases, withdrawal

    _check_texts({"--reason": reason})
    found = next((one for one in releases(read_ledger(ledger).entries) if one.entry["number"] == number), None)
    if not found or found.withdrawn:
        raise HeteronymError(f"entry {number} of {ledger} is {'withdrawn already' if found else 'no release'}")
    signer = Signer(key_source(key_file, key_id, create=False).load())
    entry = withdrawal(number, reason, operator(), datetime.now(UTC))
    _print_head(append(ledger, entry, signer), as_json)


@ledger_app.command("show")
def show_ledger(
    ledger: LedgerFile,
    due: Annotated[str, typer.Option("--due", help="Only releases that end on this day or before, YYYY-MM-DD.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the releases, and which of them are past their date."""
    from pipeline.report.ledger import read_ledger
    from pipeline.report.release import releases

    read, today = read_ledger(ledger), datetime.now(UTC).date()
    last_day = _day("--due", due) if due else date.max
    shown = [one for one in releases(read.entries) if one.until <= last_day and not (due and one.withdrawn)]
    if as_json:
        listed = [{**one.entry, "state": one.state(today), "withdrawn": one.withdrawn or None} for one in shown]
        print(json.dumps({"releases": listed, "head": read.head, "fault": read.fault or None}))
    else:
        try:
            _print_releases(shown, today)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise RecordError(f"an entry of {ledger} lacks something: verify the ledger") from None
    _fail_with(ledger, read)


@ledger_app.command("verify")
def verify_ledger(
    ledger: LedgerFile,
    head: Annotated[str, typer.Option("--head", help="The digest of a line that was once the last one.")] = "",
    audit: AuditFiles = [],  # noqa: B006  (typer does not modify it)
    public_keys: PublicKeys = [],  # noqa: B006
    key_file: KeyFile = "",
    as_json: AsJson = False,
) -> None:
    """Verify that no entry was changed, removed, inserted or moved; with a noted head also none at the end."""
    from pipeline.report.audits import problem_in_ledger, raw_audit
    from pipeline.report.ledger import read_ledger

    signers = signers_of(public_keys, () if public_keys else own_ring(key_file))
    read = read_ledger(ledger, signers, head.lower())
    problems = {str(path): problem_in_ledger(raw_audit(path), read.entries, signers) for path in audit}
    found = {"entries": len(read.entries), "head": read.head, "signers": read.signers, "fault": read.fault or None}
    if as_json:
        print(json.dumps({**found, "audits": {name: problem or None for name, problem in problems.items()}}))
    else:
        output_console.print(f"{len(read.entries)} entries match, head {read.head}")
        for signer in read.signers:
            output_console.print(f"signed by {signer}")
        for name, problem in problems.items():
            output_console.print(f"audit {name} {problem or 'matches'}", markup=False)
    _fail_with(ledger, read)
    if any(problems.values()):
        raise typer.Exit(BLOCKED)


def _fail_with(ledger: Path, read: "Ledger") -> None:
    if read.fault:
        say(f"{ledger}: {read.fault}")
        raise typer.Exit(BLOCKED)


def _print_head(ledger: "Ledger", as_json: bool) -> None:
    number = len(ledger.entries)
    if as_json:
        print(json.dumps({"number": number, "head": ledger.head}))
    else:
        output_console.print(f"entry {number} added, head {ledger.head}")


def _print_releases(releases: "list[Release]", today: date) -> None:
    """Print the releases, and what the audits of their copies said."""
    table = Table(*COLUMNS, box=None, pad_edge=False)
    audits = Table("entry", "audit", "of", "result", "verdict", box=None, pad_edge=False)
    for one in releases:
        entry: Any = printable(one.entry)
        number, data = str(entry["number"]), entry["data"]
        records = f"{sum(part['records']['out'] for part in data):,}"
        words = (number, entry["time"][:10], entry["to"], entry["model"], entry["until"], one.state(today), records)
        table.add_row(*map(Styled, (*words, _joined(map(_policy, data)), _joined(map(_world, data)))))
        for audit in entry["audits"]:
            subject = audit.get("of") or ("this copy" if audit["manifest_sha256"] else "not stated")
            result = {True: "passed", False: "failed", None: "measured"}[audit["passed"]]
            audits.add_row(*map(Styled, (number, audit["test"], subject, result, audit["verdict"])))
    output_console.print(table)
    if audits.rows:
        output_console.print()
        output_console.print(audits)


def _policy(data: Any) -> str:
    return str(data["policy"]["classification"])


def _world(data: Any) -> str:
    return f"{data['world']['scope']}, key {data['world']['key_id']}"


def _joined(names: "Iterable[str]") -> str:
    return "; ".join(dict.fromkeys(names))


def _day(option: str, text: str) -> date:
    """Parse a day; raises HeteronymError if it is none."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise HeteronymError(f"{option} is not a day: write it as YYYY-MM-DD, such as 2027-06-30") from None


def _check_texts(texts: dict[str, str]) -> None:
    """Raise HeteronymError for the first text that an entry cannot hold."""
    from pipeline.report.release import text_fault

    for option, text in texts.items():
        if fault := text_fault(text):
            raise HeteronymError(f"{option} {fault}")
