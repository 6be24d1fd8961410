"""Errors: every exception that Heteronym raises on purpose, as one tree; the class tells the caller what to do.

    HeteronymError            print its message
    ├── PolicyError           correct the policy file
    ├── SettingsError         correct the settings of the gateway
    ├── SecretKeyError        name another key
    ├── RecordError           correct the input, or leave it out
    │   └── ExpansionError    leave the compressed file out
    ├── OutputError           name another place, or allow overwriting
    ├── VaultError            ask the owner of the vault
    ├── QuotaError            wait until the storage of the counters answers
    ├── PromptError           correct the request
    │   └── LaterError        send the same request again later
    ├── UpstreamError         send the request again, or look at the upstream
    │   └── BrokenStreamError
    └── BrokenMessageError    restart the scanner process

A message names what is wrong, where, and what to do. It never holds content of a record.
"""


class HeteronymError(Exception):
    """The root: catch it to print one line without a traceback."""


class PolicyError(HeteronymError):
    """A policy file is wrong: correct the file."""


class SettingsError(HeteronymError):
    """The settings of the gateway are wrong: correct the file; the message names the setting."""


class SecretKeyError(HeteronymError):
    """A key is missing, unreadable or of the wrong length: name another key."""


class RecordError(HeteronymError):
    """An input cannot be read as its format: correct the input or leave it out."""


class ExpansionError(RecordError):
    """A compressed file expands to more than an honest file of its size: leave it out."""


class OutputError(HeteronymError):
    """The output cannot be written: name another place, or allow overwriting."""


class VaultError(HeteronymError):
    """A vault refuses access, or was changed without the key: ask its owner."""


class QuotaError(HeteronymError):
    """The usage of clients cannot be read or written: no request passes until the storage answers."""


class PromptError(HeteronymError):
    """A request that must not be sent: correct it; the message names the place, never the content.

    Arguments:
        message: what is wrong, and what to do.
        reason: a short fixed code.
        status: the HTTP status to answer with.
    """

    def __init__(self, message: str, reason: str, status: int = 400) -> None:
        """Keep the code and the status beside the message."""
        super().__init__(message)
        self.reason = reason
        self.status = status


class LaterError(PromptError):
    """A request that may pass later: send it again.

    Arguments:
        message, reason, status: as of a PromptError.
        retry_after: seconds after which to try again.
    """

    def __init__(self, message: str, reason: str, status: int, retry_after: int) -> None:
        """Keep the seconds beside the message."""
        super().__init__(message, reason, status)
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """Return the HTTP headers that carry the seconds to a client."""
        return {"retry-after": str(self.retry_after)}


class UpstreamError(HeteronymError):
    """The upstream gave no usable answer: send the request again, or look at the upstream.

    Arguments:
        message: what is wrong; never content of the answer.
        code: a short fixed code.
        status: the HTTP status to answer with.
    """

    def __init__(self, message: str, code: str, status: int = 502) -> None:
        """Keep the code and the status beside the message."""
        super().__init__(message)
        self.code = code
        self.status = status


class BrokenStreamError(UpstreamError):
    """The stream of the upstream is no stream of events, or exceeds a limit of memory.

    Arguments:
        message: what is wrong; never content of the stream.
        code: a short fixed code.
    """

    def __init__(self, message: str, code: str = "upstream_broke_off") -> None:
        """Keep the code beside the message."""
        super().__init__(message, code)


class BrokenMessageError(HeteronymError):
    """A scanner process sent something that is no message: restart it."""
