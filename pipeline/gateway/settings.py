"""Settings of the gateway: from the command line, or from a YAML file with the same names."""

import hashlib
import hmac
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import yaml
from pydantic import (
    AfterValidator,
    Field,
    PositiveFloat,
    PositiveInt,
    ValidationError,
    model_validator,
)

from pipeline.errors import SettingsError
from pipeline.gateway.accounting.audit_log import LONGEST_NAME
from pipeline.gateway.accounting.quotas import QuotaSettings
from pipeline.gateway.common_keys import is_common
from pipeline.policy.strict import StrictModel

OPENAI = "https://api.openai.com"
ANTHROPIC = "https://api.anthropic.com"
HASH = re.compile("[0-9a-f]{64}")
CLIENT_SHARE = 0.75  # of the bytes of all bodies, for one client
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("must be the base URL of an upstream, such as https://api.openai.com")
    return url.rstrip("/").removesuffix("/v1")


def _key_hash(digest: str) -> str:
    """Refuse a value that is not a hash, such as the placeholder of an example, and the hashes of common keys."""
    if not HASH.fullmatch(digest):
        raise ValueError(
            "must be the SHA-256 of the client's own key, 64 hexadecimal digits: printf %s KEY | sha256sum"
        )
    if is_common(digest):
        raise ValueError(
            "is the hash of a common key, which is guessed first: make a key with 'openssl rand -hex 32' and use its hash: "
            "printf %s KEY | sha256sum"
        )
    return digest


Base = Annotated[str, AfterValidator(_base)]
KeyHash = Annotated[str, AfterValidator(_key_hash)]
Route = Annotated[str, Field(pattern=r"^(GET|POST|DELETE) (/[\w.~-]+)+(/\*)?$", max_length=LONGEST_NAME)]


Permission = Literal["prompts", "guardrail"]
Side = Literal["openai", "anthropic"]


class Client(StrictModel):
    """A client of the gateway.

    Arguments:
        key_sha256: SHA-256 of the client's key, in hexadecimal: `printf %s KEY | sha256sum`; not of a common word.
        classification: the policy of its requests, which may select only stricter ones; empty for the default.
        may_choose: weaker policies that its requests may select all the same.
        may: its permissions: `prompts` to send its own, `guardrail` for a LiteLLM proxy that sends those of others.
        openai_key_env, anthropic_key_env: environment variables with the upstream keys that replace the client's.
    """

    key_sha256: KeyHash
    classification: str = ""
    may_choose: tuple[str, ...] = ()
    may: tuple[Permission, ...] = ("prompts",)
    openai_key_env: str = ""
    anthropic_key_env: str = ""


class Timeouts(StrictModel):
    """Timeouts in seconds.

    Arguments:
        head: until the headers of a request are complete, on a new connection or from their first byte.
        body: until the body of a request is complete.
        queue: until a scanner starts with a prompt, while others are scanned.
        detection: until a prompt is scanned, plus a second for every 20,000 bytes: a prompt of 200,000 tokens may take
            70 seconds, and takes about 20.
        connect: until the upstream accepts the connection.
        read: from one piece of an answer to the next.
        answer: from the first piece of an answer to the last.
        write: for which a client may read nothing of a pending answer.
        idle: until a connection without further requests is closed.
        shutdown: until open answers are cut off when the gateway ends.
    """

    head: PositiveFloat = 10
    body: PositiveFloat = 30
    queue: PositiveFloat = 60
    detection: PositiveFloat = 30
    connect: PositiveFloat = 10
    read: PositiveFloat = 300
    answer: PositiveFloat = 3600
    write: PositiveFloat = 60
    idle: PositiveInt = 60
    shutdown: PositiveInt = 60


class Settings(StrictModel):
    """Settings of the gateway.

    Arguments:
        classification: the policy of requests whose client has none in the settings.
        host, port: the address to listen on.
        hosts: further host names of the gateway; without `clients`, a request for any other host is refused.
        openai, anthropic: the base URLs of the upstreams; no other address is contacted.
        dataset: gives all clients the same pseudonyms, for policies of that scope; empty to give each client its own.
        recipient: the name that policies of that scope need.
        vault: the vault of runs with the scope `organization`, whose surrogates policies of that scope keep; empty for none.
        scanners: the number of processes that scan prompts; each uses about 600 MB.
        clients: the clients by name; where there are none, everybody with a key of the upstream is served.
        litellm: whether a LiteLLM proxy may use the gateway as a guardrail; it needs a client with that permission.
        passthrough: further routes to forward, such as `GET /v1/models`; their bodies are scanned as well.
        limits: the quotas of clients.
        max_connections: the number of connections; requests on further ones are refused.
        max_waiting: the number of prompts that wait for a scanner; further ones are refused.
        audit_log: the file of the audit log; empty for none.
        review: whether the page at /review is served: everybody who reaches it can try texts, and so learn pseudonyms. By
            default only where the gateway listens on a loopback address and has no `clients`, since a browser sends no
            key, and then only under a name of this machine.
        max_body_bytes, max_answer_bytes: the length of a request, and of an answer that is not a stream.
        max_bodies_bytes: the bytes of all requests that are being read or wait to be scanned; one client may use three
            quarters of it. Further ones are refused.
        max_stream_bytes: the length of an answer that is a stream.
        metrics: who may read /metrics and /readyz: only this machine, or everybody who reaches the gateway.
        timeouts: the timeouts.
        tls_certificate, tls_key: PEM files, to listen with TLS.
        upstream_ca: a PEM file of certificate authorities to trust upstream; empty for those of the system.
    """

    classification: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8787, ge=0, le=65535)
    hosts: tuple[str, ...] = ()
    openai: Base = OPENAI
    anthropic: Base = ANTHROPIC
    dataset: str = ""
    recipient: str = ""
    vault: str = ""
    scanners: PositiveInt = 1
    clients: dict[Annotated[str, Field(pattern=r"^[\w.-]{1,64}$")], Client] = Field(default_factory=dict)
    litellm: bool = False
    passthrough: tuple[Route, ...] = ()
    limits: QuotaSettings = QuotaSettings()
    max_connections: PositiveInt = 1000
    max_waiting: PositiveInt = 500
    audit_log: str = ""
    review: bool | None = None
    max_body_bytes: PositiveInt = 16 * 2**20
    max_bodies_bytes: PositiveInt = 256 * 2**20
    max_answer_bytes: PositiveInt = 64 * 2**20
    max_stream_bytes: PositiveInt = 64 * 2**20
    metrics: Literal["local", "open"] = "local"
    timeouts: Timeouts = Timeouts()
    tls_certificate: str = ""
    tls_key: str = ""
    upstream_ca: str = ""

    @model_validator(mode="after")
    def _has_certificate_and_key(self) -> Self:
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key must be set together")
        return self

    @model_validator(mode="after")
    def _has_a_guardrail_client(self) -> Self:
        if self.litellm and not any("guardrail" in client.may for client in self.clients.values()):
            raise ValueError("litellm needs a client with 'may: [guardrail]'")
        return self

    @model_validator(mode="after")
    def _has_space_for_a_body(self) -> Self:
        if self.max_bodies_bytes * CLIENT_SHARE < self.max_body_bytes:
            raise ValueError("max_bodies_bytes: three quarters of it must be at least max_body_bytes")
        return self

    @property
    def serves_review(self) -> bool:
        """Return whether the page at /review is served."""
        return self.host in LOOPBACK and not self.clients if self.review is None else self.review

    @classmethod
    def load(cls, path: str | Path, options: dict[str, Any] | None = None) -> "Settings":
        """Read a YAML file; options of the command line override it. Raises SettingsError."""
        try:
            content = yaml.safe_load(Path(path).read_text(encoding="utf-8")) if path else {}
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = getattr(error, "strerror", None) or getattr(error, "problem", None) or "it is not YAML"
            mark = getattr(error, "problem_mark", None)
            place = f"{path}:{mark.line + 1}" if mark else str(path)
            raise SettingsError(f"{place}: cannot be read: {reason}") from None
        if not isinstance(content, dict):
            raise SettingsError(f"{path}: must contain names and values, such as 'port: 8787'")
        try:
            return cls.model_validate({**content, **(options or {})})
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "settings"
            raise SettingsError(f"{path or 'command line'}: {place}: {first['msg']}") from None

    def client_of(self, key: str) -> tuple[str, Client | None]:
        """Return the name and the settings of the client with a key; an empty name where there is none."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        known = [
            (name, client) for name, client in self.clients.items() if hmac.compare_digest(client.key_sha256, digest)
        ]
        return known[0] if known else ("", None)

    def shares_upstream_key(self, client: Client | None, side: Side) -> bool:
        """Return whether another client has the same key of an upstream, so that each could reach the other's objects."""
        variable = _variable(client, side)
        return bool(variable) and sum(_variable(one, side) == variable for one in self.clients.values()) > 1

    def upstream_key(self, client: Client | None, side: Side) -> str:
        """Return the key to send instead of the client's; empty to forward the client's. Raises SettingsError."""
        variable = _variable(client, side)
        if variable and not os.environ.get(variable):
            raise SettingsError(f"the environment variable {variable} is not set")
        if client is not None and not variable:
            raise SettingsError(f"the client has no key for {side}: set {side}_key_env")
        return os.environ.get(variable, "")


def _variable(client: Client | None, side: Side) -> str:
    return "" if client is None else client.openai_key_env if side == "openai" else client.anthropic_key_env
