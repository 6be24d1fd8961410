"""Exceptions: one tree of all errors that Heteronym raises. The class determines what the caller should do.

    HeteronymError            print its message
    ├── PolicyError           correct the policy file
    │   └── LineError         correct the line of the file of terms
    ├── SettingsError         correct the settings of the gateway
    ├── SecretKeyError        configure another key
    ├── RecordError           correct the input, or leave it out
    │   ├── BlockedError      pass `on_blocked`, or correct the record
    │   ├── ExpansionError    leave the compressed file out
    │   ├── MailError         block the message
    │   ├── RefusedError      save the file as the message says
    │   ├── UnscannableError  leave the file out, such as an image
    │   └── XmlError          save the Office file again
    ├── OutputError           choose another output path, or allow overwriting
    ├── VaultError            contact the owner of the vault
    ├── QuotaError            wait until the storage of the counters answers
    ├── PromptError           correct the request
    │   └── LaterError        retry the same request later
    ├── UpstreamError         retry the request, or check the upstream
    │   └── BrokenStreamError
    └── BrokenMessageError    restart the scanner process

A message describes what is wrong, where, and what to do. It never contains the content of a record.
"""

from types import UnionType


def check_type(value: object, types: type | UnionType, wanted: str) -> None:
    """Check the type of an argument that a caller of the library passes.

    Arguments:
        value: the argument, which is never in the message: it may be a key or a record.
        types: the allowed types.
        wanted: what to pass.

    Raises:
        TypeError: the argument has another type.
    """
    if not isinstance(value, types):
        raise TypeError(f"{wanted}, not {type(value).__name__}")


class HeteronymError(Exception):
    """The base class: catch it to print one line without a traceback."""


class PolicyError(HeteronymError):
    """A policy file is invalid: correct the file."""


class LineError(PolicyError):
    """A line of a file of terms is wrong: correct the line.

    Arguments:
        line: the number of the line.
        message: what is wrong.
    """

    def __init__(self, line: int, message: str) -> None:
        """Keep the number of the line."""
        super().__init__(message)
        self.line = line


class SettingsError(HeteronymError):
    """The settings of the gateway are invalid: correct the file. The message names the setting."""


class SecretKeyError(HeteronymError):
    """A key is missing, unreadable or has the wrong length: configure another key."""


class RecordError(HeteronymError):
    """An input cannot be parsed in its format: correct the input or leave it out."""


class BlockedError(RecordError):
    """A record must not leave, such as one that cannot be scanned: pass `on_blocked` to leave such records out.

    Arguments:
        index: the index of the record, from 0.
        reason: why, never with content of the record.
    """

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(index, reason)  # all arguments, so that the error can be pickled
        self.index = index
        self.reason = reason

    def __str__(self) -> str:
        return f"record {self.index}: {self.reason}; pass on_blocked to leave such records out"


class ExpansionError(RecordError):
    """The expansion ratio of a compressed file exceeds the limit: leave the file out."""


class MailError(RecordError):
    """A message cannot be read: it is blocked. The text says what and where."""


class RefusedError(RecordError):
    """An Office file is not read, such as one with macros. The message says why and what to do."""


class UnscannableError(RecordError):
    """A file has a format that is not read, such as an image: leave it out. The message says what to do."""


class XmlError(RecordError):
    """A part of an Office file is not XML, or not allowed. The message contains the position."""


class OutputError(HeteronymError):
    """The output cannot be written: choose another output path, or allow overwriting."""


class VaultError(HeteronymError):
    """A vault denies access, or was modified without the key: contact its owner."""


class QuotaError(HeteronymError):
    """The usage counters cannot be read or written: all requests are rejected until the storage responds."""


class PromptError(HeteronymError):
    """A request must not be sent: correct it. The message names the location, never the content.

    Arguments:
        message: what is wrong, and what to do.
        reason: a short fixed code.
        status: the HTTP status of the response.
    """

    def __init__(self, message: str, reason: str, status: int = 400) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status


class LaterError(PromptError):
    """A request is rejected temporarily: retry it.

    Arguments:
        message, reason, status: as in PromptError.
        retry_after: the delay before the next attempt, in seconds.
    """

    def __init__(self, message: str, reason: str, status: int, retry_after: int) -> None:
        super().__init__(message, reason, status)
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """The HTTP headers that report the delay to the client."""
        return {"retry-after": str(self.retry_after)}


class UpstreamError(HeteronymError):
    """The upstream returned no usable response: retry the request, or check the upstream.

    Arguments:
        message: what is wrong; never content of the response.
        code: a short fixed code.
        status: the HTTP status of the response.
    """

    def __init__(self, message: str, code: str, status: int = 502) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class BrokenStreamError(UpstreamError):
    """The upstream's stream is not a valid event stream, or exceeds a memory limit.

    Arguments:
        message: what is wrong; never content of the stream.
        code: a short fixed code.
    """

    def __init__(self, message: str, code: str = "upstream_broke_off") -> None:
        super().__init__(message, code)


class BrokenMessageError(HeteronymError):
    """A scanner process sent an invalid message: restart the process."""
