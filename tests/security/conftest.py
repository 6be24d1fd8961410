"""Marks tests that start a gateway or a run as slow, since each takes seconds."""

import pytest

STARTS_PROCESSES = frozenset({"heteronym", "heteronym_process", "upstream", "module_upstream"})


@pytest.hookimpl(tryfirst=True)  # before pytest evaluates markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/security" in item.path.as_posix() and STARTS_PROCESSES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
