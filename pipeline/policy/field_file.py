"""Field files: what a user declares about columns and keys, as a list in a file in place of many `--field` options."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.policy.source import nearest, read

ADVICE = "write text, keep, drop or an entity"
SHAPE = "a file of fields has lines such as 'notes: text', with the name of a column or key before the colon"


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file declares about one field.

    Arguments:
        kind: `text`, `keep`, `drop` or an entity.
        place: the name of the file and the line.
    """

    kind: str
    place: str


def read_field_file(path: Path, kinds: Collection[str]) -> dict[str, Stated]:
    """Return what a file declares, by the name of a column or key, a dotted path, or a pattern of them.

    Arguments:
        path: the YAML file; each line of it may be a comment.
        kinds: what may be declared: `text`, `keep`, `drop` and the entities.

    Raises:
        PolicyError: the file is invalid. The message contains file, line and the nearest valid spelling.
    """
    source = read(path, SHAPE, may_be_empty=True)
    stated: dict[str, Stated] = {}
    for name, kind in source.content.items():
        if not name.strip():
            raise source.error((name,), f"a name is empty: {SHAPE}")
        if not isinstance(kind, str):
            raise source.error((name,), f"{name}: {ADVICE}; a nested name is a dotted path")
        if kind not in kinds:  # shown only if it is a misspelled kind: in a wrong file it is a value
            hint = nearest(kind, kinds)
            raise source.error((name,), f"{name}: unknown kind {kind!r}{hint}" if hint else f"{name}: {ADVICE}")
        stated[name] = Stated(kind, f"{path.name}:{source.line((name,))}")
    return stated
