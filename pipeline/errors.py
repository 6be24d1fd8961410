"""Every error that Heteronym raises on purpose; the branch tells the caller what to mend."""


class HeteronymError(Exception):
    """The root: catch it to tell the user one line, without a traceback.

    A message names what is wrong, where, and what to do. It never holds content of a record.
    """


class PolicyError(HeteronymError):
    """A policy file is wrong: mend the file."""


class SecretKeyError(HeteronymError):
    """A key is missing, unreadable or of the wrong length: name another key."""


class RecordError(HeteronymError):
    """An input cannot be read as what it claims to be: mend or leave out the input."""


class OutputError(HeteronymError):
    """The output cannot be written: name another place, or allow overwriting."""


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
