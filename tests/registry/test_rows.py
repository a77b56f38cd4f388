import pytest

from screening.domain.listings import Listing, fingerprint
from screening.domain.targets import Gender, Identifier, ListedName, TargetType
from screening.registry.rows import scripts
from screening.registry.staging import Staged


@pytest.mark.parametrize(
    "listing",
    [
        Listing("EU.1", "eu", TargetType.UNKNOWN),
        Listing("EU.2", "eu", TargetType.PERSON, (ListedName("리봉춘"),), gender=Gender.MALE),
        Listing(
            "EU.3",
            "eu",
            TargetType.VESSEL,
            identifiers=(Identifier("imo", "9329761", "9329761", valid=False),),
        ),
    ],
)
def test_a_version_has_the_fingerprint_of_its_listing(listing: Listing) -> None:
    with Staged([listing], source="eu-test") as staged:
        assert staged.fingerprints == {listing.reference: fingerprint(listing)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ri Pong Chun", "Latin"),
        ("리봉춘", "Hangul"),
        ("OSTEC-UМT", "Cyrillic+Latin"),  # a Cyrillic М
        ("12-34", None),
    ],
)
def test_a_name_tells_every_script_it_mixes(text: str, expected: str | None) -> None:
    assert scripts(text) == expected
