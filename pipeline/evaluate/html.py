"""HTML: pages that hold everything they need, and load and send nothing."""

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from importlib.resources import files

STATIC = files("pipeline.evaluate") / "static"


def page(name: str, **parts: str) -> str:
    """Return a page with its style and script inside.

    Arguments:
        name: the name of the page, its style and its script in `static`, without suffix.
        parts: the HTML of each `{{part}}` of the page, already escaped.
    """
    style, script = ((STATIC / f"{name}.{suffix}").read_text(encoding="utf-8") for suffix in ("css", "js"))
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'; form-action 'none'"
    pieces = (STATIC / f"{name}.html").read_text(encoding="utf-8").split("{{")
    values = {"style": style, "script": script, "policy": policy, **parts}
    filled = [f"{values[part]}{rest}" for part, _, rest in (piece.partition("}}") for piece in pieces[1:])]
    return "".join([pieces[0], *filled])


def options(values: Iterable[str]) -> str:
    """Return the options of a list, in order and escaped."""
    return "".join(f"<option>{escape(value)}</option>" for value in sorted(set(values)))


def _digest(content: str) -> str:
    """Return the source expression of a Content-Security-Policy that allows this content alone."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
