import ast
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.errors import HeteronymError

PACKAGE = Path(errors.__file__).parent
TREE = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, HeteronymError)]


def exceptions_defined_in(path: Path) -> set[str]:
    """Return the public classes of a module that derive from an exception."""
    classes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)]
    bases = {node.name: {ast.unparse(base) for base in node.bases} for node in classes}
    return {
        name
        for name, its in bases.items()
        if not name.startswith("_") and any(base.endswith(("Error", "Exception")) for base in its)
    }


def test_every_exception_is_defined_in_one_module() -> None:
    elsewhere = {
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.py")
        if path.name != "errors.py"
        for name in exceptions_defined_in(path)
    }

    assert elsewhere == set()


@pytest.mark.parametrize("error", TREE, ids=lambda error: error.__name__)
def test_every_exception_is_in_the_tree_that_the_module_documents(error: type[HeteronymError]) -> None:
    assert error.__name__ in (errors.__doc__ or "")
    assert error.__doc__
