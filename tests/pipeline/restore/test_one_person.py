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
        ("Honing", "Höning", "Höning"),
        ("Mr. Höning", "Mr. Hoening", "Mr. Höning"),
        ("José Núñez", "Jose Nunez", "José Núñez"),
        ("Höning", "Hönig", ""),
        ("Christine", "Christina", ""),
    ],
)
def test_the_full_name_with_accents_is_preferred(one: str, other: str, full: str) -> None:
    assert fuller(one, other) == full
