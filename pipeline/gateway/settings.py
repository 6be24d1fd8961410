"""What an administrator sets of the gateway: on the command line, or in a YAML file with the same names."""

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
CLIENT_SHARE = 0.75  # of all bytes that are held, for one client
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("say the base of an upstream, such as https://api.openai.com")
    return url.rstrip("/").removesuffix("/v1")


def _key_hash(digest: str) -> str:
    """Refuse what is no hash, such as the placeholder of an example, and the hashes of keys that everybody tries first."""
    if not HASH.fullmatch(digest):
        raise ValueError(
            "put the SHA-256 of the client's own key here, 64 hexadecimal digits: printf %s KEY | sha256sum"
        )
    if is_common(digest):
        raise ValueError(
            "this is the hash of a key that everybody tries first: make one with 'openssl rand -hex 32', and put its hash "
            "here: printf %s KEY | sha256sum"
        )
    return digest


Base = Annotated[str, AfterValidator(_base)]
KeyHash = Annotated[str, AfterValidator(_key_hash)]
Route = Annotated[str, Field(pattern=r"^(GET|POST|DELETE) (/[\w.~-]+)+(/\*)?$", max_length=LONGEST_NAME)]


Permission = Literal["prompts", "guardrail"]
Side = Literal["openai", "anthropic"]


class Client(StrictModel):
    """Somebody who may ask, and with which key.

    Arguments:
        key_sha256: SHA-256 of the client's key, in hexadecimal: `printf %s KEY | sha256sum`; not of a word that others guess.
        classification: the least that holds for its requests, which may ask only for stricter policies; empty for the default.
        may_choose: the policies that its requests may ask for though they are weaker.
        may: what it may ask: `prompts` of its own, or as a `guardrail` (a LiteLLM proxy) about those of others.
        openai_key_env, anthropic_key_env: environment variables that hold the keys to send on instead.
    """

    key_sha256: KeyHash
    classification: str = ""
    may_choose: tuple[str, ...] = ()
    may: tuple[Permission, ...] = ("prompts",)
    openai_key_env: str = ""
    anthropic_key_env: str = ""


class Timeouts(StrictModel):
    """How long anything may take, in seconds.

    Arguments:
        head: until the headers of a request have come in, on a connection that is new or has begun to send.
        body: until a request has come in whole.
        queue: until a scanner takes a prompt, while others are scanned.
        detection: until the scanner is done, with a second more for every 20,000 bytes: a prompt of 200,000 tokens may take
            70 seconds, and takes some 20.
        connect: until the upstream takes the connection.
        read: from one piece of an answer to the next.
        answer: from the first piece of an answer to the last.
        write: for how long a client may take nothing of an answer that waits for it.
        idle: until a connection is closed on which no further request comes.
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
    """The gateway.

    Arguments:
        classification: the least that holds for requests whose client has no classification of its own.
        host, port: where it listens.
        hosts: further names under which it is asked; where there are no `clients`, a request for any other is refused.
        openai, anthropic: the bases of the upstreams; nothing else is ever asked.
        dataset: joins the pseudonyms of all clients, for policies of that scope; empty to give each client its own.
        recipient: the name that policies of that scope need.
        scanners: how many processes scan prompts; each takes some 600 MB.
        clients: who may ask, by name; where there are none, anybody may, with a key of the upstream's.
        litellm: whether a LiteLLM proxy may ask what may leave; it needs a client that may be a `guardrail`.
        passthrough: further routes to send on, such as `GET /v1/models`; what a body says is scanned there, too.
        limits: how much each client may ask.
        max_connections: how many connections are served; on more of them every request is turned away.
        max_waiting: how many prompts may wait for a scanner; more of them are refused at once.
        audit_log: the file of the audit log; empty for none.
        review: whether the page at /review is served: whoever reaches it can try texts, and so learn pseudonyms; by
            default only where the gateway listens to this machine alone and has no `clients`, since a browser shows no key,
            and then only under a name of this machine.
        max_body_bytes, max_answer_bytes: how long a request, and an answer that is no stream, may be.
        max_bodies_bytes: how many bytes of requests may be here at once, read in part or waiting to be scanned; three
            quarters of them for one client. More are refused at once.
        max_stream_bytes: how long an answer that is a stream may be.
        metrics: who may read /metrics and /readyz: only this machine, or everybody who reaches the gateway.
        timeouts: how long anything may take.
        tls_certificate, tls_key: PEM files, to listen with TLS.
        upstream_ca: a PEM file of authorities to trust upstream; empty for the usual ones.
    """

    classification: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8787, ge=0, le=65535)
    hosts: tuple[str, ...] = ()
    openai: Base = OPENAI
    anthropic: Base = ANTHROPIC
    dataset: str = ""
    recipient: str = ""
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
    def _has_both_halves(self) -> Self:
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise ValueError("tls_certificate and tls_key go together")
        return self

    @model_validator(mode="after")
    def _knows_who_asks_as_a_guardrail(self) -> Self:
        if self.litellm and not any("guardrail" in client.may for client in self.clients.values()):
            raise ValueError("litellm needs one of the clients to say 'may: [guardrail]'")
        return self

    @model_validator(mode="after")
    def _has_room_for_a_body(self) -> Self:
        if self.max_bodies_bytes * CLIENT_SHARE < self.max_body_bytes:
            raise ValueError("max_bodies_bytes: of three quarters of it, one body of max_body_bytes must find room")
        return self

    @property
    def serves_review(self) -> bool:
        """Tell whether the page at /review is served."""
        return self.host in LOOPBACK and not self.clients if self.review is None else self.review

    @classmethod
    def load(cls, path: str | Path, said: dict[str, Any] | None = None) -> "Settings":
        """Read a YAML file; what the command line says goes before it. Raises SettingsError."""
        try:
            content = yaml.safe_load(Path(path).read_text(encoding="utf-8")) if path else {}
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = getattr(error, "strerror", None) or getattr(error, "problem", None) or "it is not YAML"
            mark = getattr(error, "problem_mark", None)
            place = f"{path}:{mark.line + 1}" if mark else str(path)
            raise SettingsError(f"{place}: cannot be read: {reason}") from None
        if not isinstance(content, dict):
            raise SettingsError(f"{path}: must hold names and values, such as 'port: 8787'")
        try:
            return cls.model_validate({**content, **(said or {})})
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "settings"
            raise SettingsError(f"{path or 'command line'}: {place}: {first['msg']}") from None

    def client_of(self, key: str) -> tuple[str, Client | None]:
        """Return the name of the client with a key, and what is set for it; an empty name where none has it."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()
        known = [
            (name, client) for name, client in self.clients.items() if hmac.compare_digest(client.key_sha256, digest)
        ]
        return known[0] if known else ("", None)

    def shares_upstream_key(self, client: Client | None, side: Side) -> bool:
        """Tell whether another client has the same key of an upstream's, so that each could reach the other's objects."""
        variable = _variable(client, side)
        return bool(variable) and sum(_variable(one, side) == variable for one in self.clients.values()) > 1

    def upstream_key(self, client: Client | None, side: Side) -> str:
        """Return the key to send on instead of the client's; empty to send on the client's own. Raises SettingsError."""
        variable = _variable(client, side)
        if variable and not os.environ.get(variable):
            raise SettingsError(f"the environment variable {variable} is not set")
        if client is not None and not variable:
            raise SettingsError(f"the client has no key for {side}: set {side}_key_env")
        return os.environ.get(variable, "")


def _variable(client: Client | None, side: Side) -> str:
    return "" if client is None else client.openai_key_env if side == "openai" else client.anthropic_key_env
