import pytest

from pipeline.restore.one_person import fuller


@pytest.mark.parametrize(
    ("one", "other", "full"),
    [
        ("Kate Hollis", "Katherine Hollis", "Katherine Hollis"),
        ("Robert Delacroix", "Rob Delacroix", "Robert Delacroix"),
        ("Kate", "Katherine", "Katherine"),
        ("Kate Hollis", "Katherine Frost", ""),
        ("Anna Hollis", "Rosa Hollis", ""),
    ],
)
def test_full_name_is_preferred_to_its_short_form(one: str, other: str, full: str) -> None:
    assert fuller(one, other) == full
