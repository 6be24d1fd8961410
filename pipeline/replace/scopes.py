"""Scopes: the names within which pseudonyms agree."""

from collections.abc import Sequence

from pipeline.errors import PolicyError
from pipeline.policy.loading import Policy
from pipeline.replace.document import digest_of
from pipeline.replace.pseudonymizer import GATEWAY

ORGANIZATION = "organization:all"  # the only scope that joins gateways and runs
DATASET = "default"  # the name of a data set that has been given none


def scope_of(policy: Policy, dataset: str, recipient: str, client: str) -> str:
    """Return the scope that pseudonyms agree in; empty where it is each document.

    Nothing but `organization` joins a gateway with data sets: its clients choose their texts, and would so learn the
    pseudonyms of a released copy.

    Arguments:
        policy: the policy, which chooses the kind of scope.
        dataset: the name of the data set; empty for DATASET.
        recipient: the name of the receiver; empty for none.
        client: the client of a gateway; empty for a data set.

    Raises PolicyError where the policy's scope needs a name that is not given.
    """
    if policy.scope == "document":
        return ""
    if policy.scope == "organization":
        return ORGANIZATION
    if policy.scope == "recipient" and not recipient:
        raise PolicyError(f"policy {policy.classification} has scope recipient: name it with --recipient")
    if client:
        return _scope_of_client(policy, dataset, recipient, client)
    if policy.scope == "client":
        raise PolicyError(f"policy {policy.classification} has scope client, which only a gateway has: try dataset")
    return f"recipient:{recipient}" if policy.scope == "recipient" else f"dataset:{dataset or DATASET}"


def document_scope(values: Sequence[str], client: str) -> str:
    """Return the scope of one document, whose pseudonyms agree with no other."""
    owner = f"{GATEWAY}client:{client}|" if client else ""
    return f"{owner}document:{digest_of(values)}"


def _scope_of_client(policy: Policy, dataset: str, recipient: str, client: str) -> str:
    """Return the scope of a client of a gateway; clients share one only where the settings name a data set."""
    if policy.scope == "dataset" and dataset:
        return f"{GATEWAY}dataset:{dataset}"
    named = f"recipient:{recipient}|" if policy.scope == "recipient" else ""
    return f"{GATEWAY}{named}client:{client}"
