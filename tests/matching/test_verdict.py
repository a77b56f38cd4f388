"""The rules that a score cannot express."""

from pathlib import Path

import pytest

from screening.domain.answers import Reason, Tier
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.intake import prepare
from screening.matching.assess import assess, best_name
from screening.matching.model import score
from screening.matching.rarity import unknown_rarity
from screening.matching.taken_apart import listed_readings
from screening.matching.verdict import Verdict, is_whole, verdict
from screening.names.parts import readings
from screening.settings import Settings
from tests.conftest import listing as made_up

RARITY = unknown_rarity()
ALL = Settings(Path(), threshold=0.0, floor=0.0)
NONE = Settings(Path(), threshold=1.0, floor=1.0)


def judged(
    query: Query, listed: Listing, settings: Settings = ALL, *, tells_little: bool = False
) -> Verdict:
    prepared = prepare(query)
    match = best_name(prepared.person, listed_readings(listed, 0), RARITY)
    assert match is not None
    assessed = assess(prepared, listed, (listed.names[0], match))
    assert assessed is not None
    return verdict(assessed, listed, settings, tells_little=tells_little)


def codes(found: Verdict) -> list[Reason]:
    return [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("asked", "listed", "whole"),
    [
        ("Tosha Vinterstorm", "Vinterstorm, TOSHA", True),
        ("Hassan al-Quistari", "Hassan QUISTARI", True),  # particles are left out
        ("Tosha", "Tosha Vinterstorm", False),
        ("Tosha Arvid Vinterstorm", "Tosha Vinterstorm", False),
        ("Tosha Vinterberg", "Tosha Vinterstorm", False),
    ],
)
def test_a_whole_name_agrees_in_every_part(asked: str, listed: str, whole: bool) -> None:
    match = best_name(readings(asked, person=True), readings(listed, person=True), RARITY)

    assert match is not None
    assert is_whole(match) is whole


WEAK = made_up("P1", "~Tosha Vinterstorm", nationalities=("SE",), birth_dates=("1961",))


@pytest.mark.parametrize(
    ("query", "tier"),
    [
        (Query("Tosha Vinterstorm"), Tier.HIT),
        (Query("Tosha Arvid Vinterstorm"), Tier.REVIEW),
        (Query("Tosha Arvid Vinterstorm", country="SE"), Tier.HIT),
        (Query("Tosha Arvid Vinterstorm", country="PE"), Tier.REVIEW),
        (Query("Tosha Arvid Vinterstorm", birth_date="1961-04-07"), Tier.HIT),
        (Query("Tosha Arvid Vinterstorm", birth_date="1962"), Tier.REVIEW),
        (Query("Tosha Arvid Vinterstorm", type="person"), Tier.REVIEW),
    ],
)
def test_a_weak_alias_hits_with_support_or_whole(query: Query, tier: Tier) -> None:
    found = judged(query, WEAK)

    assert found.tier is tier
    assert codes(found) == ([] if tier is Tier.HIT else [Reason.WEAK_ALIAS])


@pytest.mark.parametrize(
    ("query", "tier"),
    [
        (Query("Tosha Vinterstorm"), Tier.HIT),
        (Query("Vinterstorm"), Tier.REVIEW),
        (Query("Vinterstorm", birth_date="1961"), Tier.HIT),
        (Query("Vinterstorm", country="SE"), Tier.REVIEW),  # of a common name many live there
    ],
)
def test_a_name_that_tells_little_hits_with_a_birth_date_or_whole(
    query: Query, tier: Tier
) -> None:
    listed = made_up("P1", "Tosha VINTERSTORM", nationalities=("SE",), birth_dates=("1961",))

    found = judged(query, listed, tells_little=True)

    assert found.tier is tier
    assert codes(found) == ([] if tier is Tier.HIT else [Reason.TOO_GENERIC])


def test_an_ended_listing_is_for_review() -> None:
    found = judged(Query("Selma Quistgaard"), made_up("P3", "Selma QUISTGAARD", delisted=True))

    assert found.tier is Tier.REVIEW
    assert codes(found) == [Reason.ENDED]


def test_below_the_floor_nothing_is_shown() -> None:
    assert judged(Query("Selma Quistgaard"), made_up("P3", "Selma QUISTGAARD"), NONE) == (
        Verdict(Tier.BELOW, ())
    )


FOUND = made_up("P1", "Selma QUISTGAARD", birth_dates=("1961",))


def strict(name: str) -> Settings:
    """Limits that a name beside FOUND reaches alone, and with nothing against it."""
    match = best_name(readings(name, person=True), listed_readings(FOUND, 0), RARITY)
    assert match is not None
    alone = score(match.points) - 1e-6
    return Settings(Path(), threshold=alone, floor=alone)


ALONE = strict("Selma Quistgaard")


@pytest.mark.parametrize(
    ("listed", "tier", "reasons"),
    [
        (FOUND, Tier.REVIEW, [Reason.SPEAKS_AGAINST]),
        (
            made_up("P1", "Selma QUISTGAARD", birth_dates=("1961",), delisted=True),
            Tier.BELOW,
            [Reason.ENDED],
        ),
    ],
)
def test_details_take_no_hit_out_of_sight(
    listed: Listing, tier: Tier, reasons: list[Reason]
) -> None:
    found = judged(Query("Selma Quistgaard", birth_date="1985"), listed, ALONE)

    assert found.tier is tier
    assert codes(found) == reasons


def test_details_may_take_out_of_sight_what_is_no_hit_by_its_name() -> None:
    query = Query("Selma Quistgaard", birth_date="1985")

    assert judged(query, FOUND, ALONE, tells_little=True).tier is Tier.REVIEW  # it is whole
    part = "Selma Birgit Quistgaard"
    found = judged(Query(part, birth_date="1985"), FOUND, strict(part), tells_little=True)
    assert found.tier is Tier.BELOW


def test_another_type_than_was_asked_takes_a_hit_out_of_sight() -> None:
    found = judged(Query("Selma Quistgaard", type="vessel"), FOUND, ALONE)

    assert found.other_type_only
    assert codes(found) == [Reason.OTHER_TYPE]
