"""Services shared by all requests: scanner pool, upstreams, quotas, metrics and audit log."""

import logging
from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request

from pipeline.errors import LaterError, OutputError, PromptError, QuotaError, SettingsError
from pipeline.extensions import known_entities
from pipeline.gateway.accounting.audit_log import AuditEntry, AuditLog
from pipeline.gateway.accounting.metrics import Metrics
from pipeline.gateway.accounting.quotas import QUANTITY_WORDS, WINDOW_WORDS, Counted, Quotas, Refusal
from pipeline.gateway.http.request import UNKNOWN_KEY, Bodies, client_of
from pipeline.gateway.http.upstream import Upstream
from pipeline.gateway.protocol.protocols import Protocol
from pipeline.gateway.protocol.upstream_objects import UpstreamObjects
from pipeline.gateway.scanning.scanner import ScannerSource
from pipeline.gateway.scanning.scanner_pool import ScannerPool
from pipeline.gateway.settings import Client, Settings
from pipeline.replace.keyed.keys import KeySource

logger = logging.getLogger("heteronym")


class Services:
    """The services of the gateway, created once a process."""

    def __init__(self, settings: Settings, key: KeySource) -> None:
        """Load policies and key and open the audit log; raises HeteronymError."""
        self.settings = settings
        source = ScannerSource(settings.classification, key, settings.dataset, settings.recipient, settings.vault)
        self.scanner_pool = ScannerPool(
            source,
            scanners=settings.scanners,
            seconds=settings.timeouts.detection,
            queue_seconds=settings.timeouts.queue,
            max_waiting=settings.max_waiting,
            spent=self._spent,
        )
        self.bodies = Bodies(settings.max_bodies_bytes)
        self.upstream = Upstream(settings)
        self.quotas = Quotas(settings.limits)
        self.metrics = Metrics(
            protocols=[*Protocol],
            policies=self.scanner_pool.config.policies,
            entities=known_entities() | self.scanner_pool.config.entities,
        )
        self._log = AuditLog(Path(settings.audit_log), keys=key.ring()) if settings.audit_log else None
        self._is_unwritten = False
        self.objects = UpstreamObjects()
        self._check_choices()

    def _check_choices(self) -> None:
        for name, client in self.settings.clients.items():
            if unknown := set(client.may_choose) - set(self.scanner_pool.config.policies):
                self.scanner_pool.close()
                raise SettingsError(f"clients.{name}.may_choose: unknown policy {min(unknown)}")

    def client_of(self, request: Request) -> tuple[str, Client | None]:
        """Return the name and the settings of the client of a request; raises PromptError where the client is unknown."""
        return client_of(request, self.settings, self.scanner_pool.config.caller)

    def check_log(self) -> None:
        """Raise OutputError where the last entry could not be written: no request is served without a log entry."""
        if self._is_unwritten:
            self._is_unwritten = False  # the next request tries again
            raise OutputError("the audit log cannot be written")

    def write(self, entry: AuditEntry) -> None:
        """Count a finished request and write its entry of the audit log."""
        self.metrics.observe(entry)
        if self._log is None:
            return
        try:
            self._log.append(entry)
        except OutputError as error:
            self._is_unwritten = True
            logger.error("the audit log cannot be written: %s", error)

    async def take(self, client: str, policy: str, costs: Mapping[Counted, float]) -> None:
        """Count the usage of a client; raises LaterError, and counts nothing, where it exceeds a quota.

        Arguments:
            client: the name to count for, from `counted_as`.
            policy: the policy of the request.
            costs: the amount of each quantity.
        """
        if refusal := await self.quotas.take(client, policy, costs):
            raise _too_many(refusal)

    async def take_unknown(self, address: str, error: Exception) -> Exception:
        """Count a request with an unknown key; return its error, or that of an exceeded quota."""
        if not isinstance(error, PromptError) or error.reason != UNKNOWN_KEY:
            return error
        try:
            refusal = await self.quotas.take_unknown(address)
        except QuotaError as failure:
            return failure
        return _too_many(refusal) if refusal else error

    async def book(self, client: str, policy: str, costs: Mapping[Counted, float]) -> None:
        """Count the past usage of a client, such as the tokens of an answer."""
        try:
            await self.quotas.add(client, policy, costs)
        except QuotaError as error:
            logger.error(str(error))

    async def _spent(self, client: str, policy: str, seconds: float) -> None:
        await self.book(client, policy, {"scan_seconds": seconds})

    async def close(self) -> None:
        """Close scanners and connections."""
        self.scanner_pool.close()
        await self.upstream.close()


def _too_many(refusal: Refusal) -> LaterError:
    over = f"{QUANTITY_WORDS[refusal.what]} in {WINDOW_WORDS[refusal.window]}"
    return LaterError(
        f"too many {over}: try again in {refusal.retry_after} s", "rate_limited", 429, refusal.retry_after
    )
