"""Comparing only where something may be said leaves out nothing that the comparison says."""

from itertools import product

from benchmarks.exhaustive import Side
from screening.matching.assess import best_name
from screening.matching.rarity import unknown_rarity
from screening.names.parts import readings_once

PERSONS = (
    "Arvid Kellermund",
    "KELLERMUND, Arvid Tosha",
    "A. Kellermund",
    "Abd al-Rahman Storvik",
    "Abdulrahman",
    "Al Storvik",
    "Kim Yong Bok",
    "Yongbok KIM",
    "김영복",
    "Lee Cheol Su",
    "Ри Чхоль Су",
    "Yi U",
    "Lee Woo",
    "عبد الرحمن",
    "سلمى",
    "Selma Quistgaard",
    "Selmaquist Gaard",
    "Иван Нордаль II",
)
OTHERS = (
    "Vintergatan GmbH",
    "Winter Gatan Trading House LLC",
    "Торговый дом Винтергатан",
    "Nordlys 5",
    "Nordlys No. 7",
    "5",
    "ABB",
    "A B B",
    "Bank of Storvik (BOSK)",
    "Storvik Bank",
    "The And",
)


def test_every_two_names_that_have_something_in_common_are_compared() -> None:
    rarity = unknown_rarity()
    for names, person in ((PERSONS, True), (OTHERS, False)):
        asked = [readings_once(name, person=person) for name in names]
        side = Side(((name, (at, 0)) for at, name in enumerate(names)), person=person)

        compared = {
            (names.index(asked_name), at)
            for asked_name, (_, found) in zip(
                names, side.comparable(asked, rarity), strict=True
            )
            for printed in found
            for at, _ in printed.bearers
        }

        in_common = {
            (one, other)
            for one, other in product(range(len(names)), repeat=2)
            if best_name(asked[one], asked[other], rarity) is not None
        }
        assert in_common <= compared
        assert len(names) < len(in_common)
        assert len(compared) < len(names) ** 2 / 2
