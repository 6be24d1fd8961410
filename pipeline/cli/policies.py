"""Policy commands: show, check, schema."""

import json
from typing import Annotated

import typer

policy_app = typer.Typer(no_args_is_help=True, help="Show and check policies.")


@policy_app.command("show")
def show_policy(name: Annotated[str, typer.Argument(help="A shipped policy or a policy file.")]) -> None:
    """Print a policy merged with the policies that it extends."""
    from pipeline.policy.loading import Policy

    policy = Policy.load(name)
    print(f"# sha256 {policy.digest}\n{policy.as_yaml()}", end="")


@policy_app.command("check")
def check_policy(names: Annotated[list[str], typer.Argument(help="Policies or policy files.")]) -> None:
    """Validate policies, and print the location of errors."""
    from pipeline.policy.loading import Policy

    for name in names:
        policy = Policy.load(name)
        print(f"{name}: ok, {len(policy.entities)} entities, sha256 {policy.digest[:12]}")


@policy_app.command("schema")
def policy_schema() -> None:
    """Print the JSON schema of policy files, for editors."""
    from pipeline.policy.model import PolicyFile

    print(json.dumps(PolicyFile.model_json_schema(), indent=2))
