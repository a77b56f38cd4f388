"""Made-up listings: as many names as are asked for, and made of the real ones."""

import pytest

from benchmarks.recombined import Held, names_of, of_size, respelled
from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, TargetType

GIVEN = ("Arvid", "Selma", "Ingvar", "Tosha", "Torsten", "Ragna")
FAMILY = ("Kellermund", "Quistgaard", "Nordahl", "Holmqvist", "Storvik")


def person(number: int) -> Listing:
    given, family = GIVEN[number % 6], FAMILY[number % 5]
    return Listing(
        reference=f"P-{number}",
        authority="eu",
        type=TargetType.PERSON,
        names=(ListedName(f"{given} {family}"), ListedName(f"{family}, {given}")),
        birth_dates=(f"{1950 + number}",),
        nationalities=("SE",),
        identifiers=(Identifier("passport", f"ZZ {number:06}", f"ZZ{number:06}"),),
    )


def firm(number: int) -> Listing:
    name = ("Vintergatan Trading GmbH", "Nordlys Shipping LLC", "Karlavagnen Bank JSC")[
        number % 3
    ]
    return Listing(
        reference=f"F-{number}",
        authority="us-ofac",
        type=TargetType.ORGANIZATION,
        names=(ListedName(name),),
    )


REAL: tuple[Held, ...] = (
    *(("eu-fsf", person(number)) for number in range(30)),
    *(("us-ofac-sdn", firm(number)) for number in range(30)),
)


@pytest.mark.parametrize("names", [1, 40, 90, 91, 500])
def test_there_are_as_many_names_as_were_asked_for(names: int) -> None:
    assert names_of(of_size(REAL, names, seed=1)) == names


def test_one_seed_gives_the_same_listings_and_another_others() -> None:
    assert of_size(REAL, 200, seed=1) == of_size(REAL, 200, seed=1)
    assert of_size(REAL, 200, seed=1) != of_size(REAL, 200, seed=2)


def test_fewer_names_are_a_part_of_the_real_listings_in_their_order() -> None:
    found = of_size(REAL, 31, seed=1)

    whole = [one for one in found if one in REAL]
    assert whole == [one for one in REAL if one in whole]
    assert len(found) - len(whole) <= 1  # the one that was cut short


def test_more_names_are_all_real_listings_and_then_made_up_ones() -> None:
    found = of_size(REAL, 500, seed=1)

    assert found[: len(REAL)] == list(REAL)
    made_up = [listing for _, listing in found[len(REAL) :]]
    assert [listing.reference for listing in made_up][:2] == ["X-000001", "X-000002"]
    assert len({listing.reference for listing in made_up}) == len(made_up)


def test_a_made_up_listing_has_who_lists_it_and_its_facts_from_a_real_one() -> None:
    for source, listing in of_size(REAL, 500, seed=1)[len(REAL) :]:
        assert (source, listing.type, listing.authority) in {
            (source, real.type, real.authority) for source, real in REAL
        }
        assert listing.type is not TargetType.PERSON or listing.birth_dates


def test_a_made_up_number_is_nobodys_but_of_the_same_kind() -> None:
    real = {one.canonical for _, listing in REAL for one in listing.identifiers}
    made_up = [one for _, listing in of_size(REAL, 2000, seed=1)[len(REAL) :]
               for one in listing.identifiers]  # fmt: skip

    assert {one.kind for one in made_up} == {"passport"}
    assert sum(one.canonical in real for one in made_up) < len(made_up) / 10


def test_names_are_parts_of_two_and_most_words_are_real_ones() -> None:
    real = {word for _, listing in REAL for name in listing.names for word in name.text.split()}
    made_up = [name.text for _, listing in of_size(REAL, 3000, seed=1)[len(REAL) :]
               for name in listing.names]  # fmt: skip
    words = [word for name in made_up for word in name.split()]

    share = sum(word in real for word in words) / len(words)
    assert 0.8 < share < 0.95
    assert any(name == "Selma Kellermund" for name in made_up)
    assert any("Nordlys" in name and name.endswith("GmbH") for name in made_up)


def test_a_word_has_few_other_spellings_however_often_it_is_made_up() -> None:
    found = {respelled("Kellermund", which) for which in range(5)}

    assert len(found) == 5
    assert "Kellermund" not in found
    assert respelled("Kellermund", 0) == respelled("Kellermund", 0)
