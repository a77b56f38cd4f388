from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.changes import FieldChange, changes_between
from screening.domain.listings import Listing
from screening.domain.targets import (
    Claim,
    Gender,
    Identifier,
    ListedName,
    NameKind,
    TargetType,
)
from tests.conftest import listing

ARVID = listing("P1", "Arvid Kellermund", birth_dates=("1961",), gender=Gender.MALE)


def test_what_reads_the_same_has_not_changed() -> None:
    assert changes_between(ARVID, replace(ARVID)) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"names": (*ARVID.names, ListedName("Tosha", NameKind.WEAK_ALIAS))},
            "names: + Tosha (weak alias)",
        ),
        (
            {"names": (*ARVID.names, ListedName("Tosha", NameKind.ALIAS, "press"))},
            "names: + Tosha (alias, printed by press)",
        ),
        ({"birth_dates": ("1961-04-07",)}, "birth dates: - 1961; + 1961-04-07"),
        ({"birth_dates": ()}, "birth dates: - 1961"),
        ({"delisted": True, "delisted_on": None}, "delisted: + yes"),
        ({"gender": None}, "gender: - male"),
        ({"type": TargetType.UNKNOWN}, "type: - person; + unknown"),
        (
            {"identifiers": (Identifier("passport", "ZZ 1", "ZZ1", None, "SE", "expired"),)},
            "identifiers: + passport ZZ 1 (SE, expired)",
        ),
        (
            {"claims": (Claim("position", "Colonel", "https://one.example", "press"),)},
            "claims: + position Colonel [https://one.example, press]",
        ),
    ],
)
def test_a_change_is_said_in_words(changed: dict[str, Any], words: str) -> None:
    (change,) = changes_between(ARVID, replace(ARVID, **changed))

    assert change.words == words


def test_fields_come_in_the_order_of_a_listing() -> None:
    after = replace(ARVID, remarks=("Made up.",), listed_on="2026-03-01", package="ZZ-1")

    assert [each.field for each in changes_between(ARVID, after)] == [
        "package",
        "listed_on",
        "remarks",
    ]


def test_the_same_values_in_another_order_are_shown_whole() -> None:
    before = replace(ARVID, nationalities=("SE", "DK"))
    after = replace(ARVID, nationalities=("DK", "SE"))

    assert changes_between(before, after) == (
        FieldChange("nationalities", ("SE", "DK"), ("DK", "SE")),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            {"identifiers": (Identifier("imo", "932976O", "932976O", valid=False),)},
            {"identifiers": (Identifier("imo", "932976O", "9329760", valid=True),)},
        ),
        (
            {"claims": (Claim("position", "Colonel", "https://one.example", "press"),)},
            {"claims": (Claim("position", "Colonel", "https://one.example", "official text"),)},
        ),
        ({"remarks": ("x", "x")}, {"remarks": ("x",)}),
    ],
    ids=["a number read better", "a claim of another quality", "said once less"],
)
def test_what_differs_in_small_print_is_a_change_too(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    """Else an entry would be shown as changed without a word on what."""
    (change,) = changes_between(replace(ARVID, **before), replace(ARVID, **after))

    assert change.removed != change.added


texts = st.lists(st.sampled_from(["x", "y", "z"]), max_size=3).map(tuple)
numbers = st.lists(
    st.builds(
        Identifier,
        st.just("passport"),
        st.sampled_from(["X", "Y"]),
        st.sampled_from(["X", "Y"]),
        valid=st.sampled_from([None, True, False]),
    ),
    max_size=2,
).map(tuple)
made_up = st.builds(
    Listing,
    reference=st.just("P1"),
    authority=st.just("zz-test"),
    type=st.sampled_from(TargetType),
    remarks=texts,
    birth_dates=texts,
    delisted=st.booleans(),
    listed_on=st.none() | st.sampled_from(["2026-01-01", ""]),
    identifiers=numbers,
)


@given(made_up, made_up)
def test_the_fields_told_are_those_that_differ(before: Listing, after: Listing) -> None:
    differing = [
        each.name
        for each in fields(Listing)
        if getattr(before, each.name) != getattr(after, each.name)
    ]

    assert [each.field for each in changes_between(before, after)] == differing
