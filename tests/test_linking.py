from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.identifiers import make_identifier
from screening.linking import Linked, LinkEvidence, Links, link, marks_of, name_of, words_of
from tests.conftest import listing

PERSON, FIRM, SHIP = TargetType.PERSON, TargetType.ORGANIZATION, TargetType.VESSEL

NUMBERS = [
    ("imo", "9329760", SHIP),
    ("imo-company", "1234565", FIRM),
    ("lei", "5493001KJTIIGC8Y1R12", FIRM),
    ("ogrn", "1027700132195", FIRM),
    ("inn", "7707083893", FIRM),
    ("inn", "500100732259", PERSON),
    ("edrpou", "32855961", FIRM),
    ("uscc", "91110000600037341L", FIRM),
    ("passport", "ZZ998877", PERSON),
    ("national-id", "AB-77 12 34", PERSON),
]


def bearing(
    kind: str,
    *values: str,
    type: TargetType = PERSON,  # noqa: A002 (as the field is called)
    country: str | None = None,
    **fields: object,
) -> Listing:
    numbers = tuple(make_identifier(kind, value, country=country) for value in values)
    return listing("1", "Arvid Kellermund", type=type, identifiers=numbers, **fields)


def links_of(*listings: tuple[str, Listing], follows: Sequence[str] = ()) -> Links:
    """The links of listings, each with the list that it is on; numbered as they come."""
    return link(
        Linked(
            *(number, source, each.authority, each.type),
            source in follows,
            marks_of(each),
            words_of(each),
            name_of(each),
        )
        for number, (source, each) in enumerate(listings)
    )


def are_linked(one: Listing, other: Listing) -> bool:
    """Whether two are linked where each is on a list of an authority of its own."""
    return bool(links_of(("a", one), ("b", replaced(other, authority="yy-test"))))


def replaced(one: Listing, **fields: object) -> Listing:
    return replace(one, **fields)  # type: ignore[arg-type]


# what links


@pytest.mark.parametrize(("kind", "value", "type_"), NUMBERS)
def test_a_number_that_names_one_target_links(kind: str, value: str, type_: TargetType) -> None:
    one = bearing(kind, value, type=type_)
    other = bearing(kind, f" {value.lower()} ", type=type_, authority="yy-test")

    (found,) = links_of(("a", one), ("b", other)).items()

    assert found == ((0, 1), (LinkEvidence(kind, make_identifier(kind, value).canonical),))


def test_a_full_name_with_an_exact_birth_date_links_in_any_order_of_its_parts() -> None:
    one = listing("1", "KELLERMUND Arvid", birth_dates=("1961-04-07",))
    other = listing(
        "2", "Arvid Kellermund", authority="yy-test", birth_dates=("1962", "1961-04-07")
    )

    (evidence,) = links_of(("a", one), ("b", other)).values()

    assert evidence == (LinkEvidence("name and birth date", "arvid kellermund, 1961-04-07"),)


def test_an_alias_is_a_full_name_too() -> None:
    one = listing("1", "Tomas Olsen", "=Arvid Kellermund", birth_dates=("1961-04-07",))
    other = listing("2", "Arvid Kellermund", birth_dates=("1961-04-07",))

    assert are_linked(one, other)


UN = listing("ZZi.001", "Arvid Kellermund", authority="un-sc")


@pytest.mark.parametrize(
    "remarks",
    [
        ("UN reference: KPi.033",),
        ("Designated by the UN as KPi.033 on a made-up day.",),
        ("Relatives: KPi.001, KPi.002", "UN reference: KPi.033"),
        ("Listed as KPi.033.", "Once more KPi.033"),
    ],
)
def test_the_reference_of_the_un_links(remarks: tuple[str, ...]) -> None:
    un = listing("KPi.033", "Arvid Kellermund", authority="un-sc")
    other = listing("2", "Kellermunt", remarks=remarks)
    labelled = any(remark.startswith("UN reference: ") for remark in remarks)
    kind = "UN reference" if labelled else "UN reference in a remark"

    assert links_of(("un-sc", un), ("a", other)) == {(0, 1): (LinkEvidence(kind, "KPi.033"),)}


def test_a_reference_to_somebody_else_links_nothing() -> None:
    un = listing("KPi.033", "Arvid Kellermund", authority="un-sc")
    other = listing("2", "Arvid Quistgaard", remarks=("Associated with Tosha (KPi.033).",))

    assert links_of(("un-sc", un), ("a", other)) == {}


def test_a_mention_in_free_text_does_not_undo_what_a_number_tells() -> None:
    paper = make_identifier("passport", "ZZ 123456")
    un = listing("KPi.033", "Arvid Kellermund", authority="un-sc", identifiers=(paper,))
    same = listing("1", "Arvid Kellermund", identifiers=(paper,))
    friend = listing("2", "Arvid Tomas", remarks=("He met KPi.033 once.",))

    assert set(links_of(("un-sc", un), ("a", same), ("a", friend))) == {(0, 1)}


def test_a_target_that_one_list_prints_twice_is_linked_twice() -> None:
    paper = make_identifier("passport", "ZZ 123456")
    one, again = (
        listing(number, "Arvid Kellermund", identifiers=(paper,)) for number in ("1", "2")
    )
    other = listing("3", "KELLERMUND, Arvid", identifiers=(paper,), authority="yy-test")

    assert set(links_of(("a", one), ("a", again), ("b", other))) == {(0, 2), (1, 2)}


def test_one_number_does_not_link_names_without_a_word_in_common() -> None:
    paper = make_identifier("passport", "ZZ 123456")
    one = listing("1", "Arvid Kellermund", identifiers=(paper,))
    other = listing("2", "Selma Quistgaard", identifiers=(paper,), authority="yy-test")
    alike = replaced(other, names=(ListedName("Selma Kellermunt"),))

    assert links_of(("a", one), ("b", other)) == {}
    assert set(links_of(("a", one), ("b", alike))) == {(0, 1)}


def test_two_lists_that_name_one_reference_of_the_un_are_linked_without_the_uns() -> None:
    one = listing("1", "Arvid", remarks=("UN reference: KPi.033",))
    other = listing("2", "Arvid", remarks=("UN reference: KPi.033",))

    assert are_linked(one, other)


def test_all_that_two_share_is_told_once_and_in_order() -> None:
    numbers = (
        make_identifier("passport", "ZZ998877", country="SE"),
        make_identifier("passport", "ZZ 998877"),  # again, without its country
        make_identifier("national-id", "AB771234"),
    )
    one = listing("1", "Arvid Kellermund", identifiers=numbers, birth_dates=("1961-04-07",))
    other = replaced(one, reference="2", authority="yy-test")

    (evidence,) = links_of(("a", one), ("b", other)).values()

    assert [each.kind for each in evidence] == [
        "name and birth date",
        "national-id",
        "passport",
    ]


# what does not


@pytest.mark.parametrize("text", ["RUi.1", "No. KPi.0333", "XKPi.033"])
def test_what_only_resembles_a_reference_of_the_un_is_none(text: str) -> None:
    assert marks_of(listing("2", "Kellermunt", remarks=(text,))) == ()


def test_several_references_in_free_text_are_those_of_others_too() -> None:
    assert marks_of(listing("2", "Arvid", remarks=("See KPi.033 and KPi.034.",))) == ()


@pytest.mark.parametrize(
    "names",
    [
        (ListedName("Olsen"), ListedName("Arvid Kellermund", NameKind.WEAK_ALIAS)),
        (ListedName("Olsen"), ListedName("Arvid Kellermund", NameKind.ALIAS, "press")),
    ],
    ids=["a weak alias", "printed by another"],
)
def test_a_name_that_the_authority_does_not_stand_for_is_no_evidence(
    names: tuple[ListedName, ...],
) -> None:
    one = replaced(listing("1", birth_dates=("1961-04-07",)), names=names)

    assert not are_linked(one, listing("2", "Arvid Kellermund", birth_dates=("1961-04-07",)))


@pytest.mark.parametrize("date", ["1961", "1961-04", "1961~", "1961-04-07~", "1960/1961"])
def test_a_birth_date_that_is_not_exact_is_no_evidence(date: str) -> None:
    one = listing("1", "Arvid Kellermund", birth_dates=(date,))

    assert not are_linked(one, one)


def test_one_part_of_a_name_is_too_little() -> None:
    one = listing("1", "Arvid", birth_dates=("1961-04-07",))

    assert not are_linked(one, one)


def test_another_day_of_birth_is_another_person() -> None:
    one = listing("1", "Arvid Kellermund", birth_dates=("1961-04-07",))

    assert not are_linked(one, replaced(one, birth_dates=("1961-04-08",)))


def test_a_firm_has_no_birth_date() -> None:
    one = listing("1", "Vintergatan Trading", type=FIRM, birth_dates=("1961-04-07",))

    assert not are_linked(one, one)


def test_passports_of_different_countries_are_different_passports() -> None:
    one = bearing("passport", "998877", country="SE")

    assert not are_linked(one, bearing("passport", "998877", country="DK"))
    assert are_linked(one, bearing("passport", "998877", country="SE"))
    assert are_linked(one, bearing("passport", "998877"))


def test_a_short_number_is_shared_by_chance() -> None:
    assert not are_linked(bearing("passport", "99887"), bearing("passport", "99887"))


def test_a_number_with_a_wrong_check_digit_is_no_evidence() -> None:
    wrong = replaced(
        listing("1", "Nordlys", type=SHIP),
        identifiers=(Identifier("imo", "9329761", "9329761", valid=False),),
    )

    assert not are_linked(wrong, wrong)


@pytest.mark.parametrize(("kind", "value", "type_"), NUMBERS)
def test_targets_of_two_types_are_two_targets(kind: str, value: str, type_: TargetType) -> None:
    one = bearing(kind, value, type=type_)
    other = FIRM if type_ is not FIRM else PERSON

    assert not are_linked(one, bearing(kind, value, type=other))


def test_a_type_that_is_not_known_may_be_any() -> None:
    un = listing("KPe.033", "Vintergatan", type=FIRM, authority="un-sc")
    other = listing(
        "2", "Vintergatan", type=TargetType.UNKNOWN, remarks=("UN reference: KPe.033",)
    )

    assert links_of(("un-sc", un), ("a", other))


def test_an_organisation_with_the_numbers_of_many_ships_owns_them() -> None:
    owner = bearing("imo", "9329760", "9842188", type=FIRM)

    assert not are_linked(owner, owner)


def test_an_organisation_with_the_number_of_one_ship_is_a_ship_as_some_lists_keep_it() -> None:
    ship = bearing("imo", "9329760", type=FIRM)

    assert are_linked(ship, ship)


def test_a_person_with_the_number_of_a_ship_is_not_the_ship() -> None:
    """Captain and owner of one ship are two."""
    captain = bearing("imo", "9329760", type=PERSON)

    assert not are_linked(captain, captain)


def test_ended_listings_are_not_linked() -> None:
    one = bearing("passport", "ZZ998877")

    assert not are_linked(one, replaced(one, delisted=True))


@pytest.mark.parametrize("kind", ["phone", "email", "website", "number"])
def test_other_numbers_are_shared_by_many(kind: str) -> None:
    number = (Identifier(kind, "12345678", "12345678"),)

    assert not are_linked(
        listing("1", "Arvid", identifiers=number), listing("1", "Tosha", identifiers=number)
    )


# ambiguous ones

PASSPORT = bearing("passport", "ZZ998877")
OTHERS = replaced(PASSPORT, authority="yy-test")
THIRDS = replaced(PASSPORT, authority="xx-test")


BROTHER = replaced(PASSPORT, names=(ListedName("Tomas Kellermund"),))
"""Somebody else of one list under the number of another."""


def test_where_two_of_one_list_share_the_number_neither_is_linked() -> None:
    assert links_of(("a", PASSPORT), ("a", BROTHER), ("b", OTHERS)) == {}


def test_a_number_that_two_of_one_list_share_says_nothing_even_where_one_fits_better() -> None:
    """Their list has one of the countries wrong, or there are two such passports."""
    swedish, danish = (bearing("passport", "998877", country=code) for code in ("SE", "DK"))
    other = replaced(swedish, authority="yy-test")
    danish = replaced(danish, names=BROTHER.names)

    assert links_of(("a", swedish), ("a", danish), ("b", other)) == {}


def test_lists_that_mean_one_listing_by_it_are_linked_all_the_same() -> None:
    found = links_of(("a", PASSPORT), ("a", BROTHER), ("b", OTHERS), ("c", THIRDS))

    assert list(found) == [(2, 3)]


def test_one_that_different_numbers_link_to_two_of_one_list_is_linked_to_neither() -> None:
    both = replaced(
        OTHERS,
        identifiers=tuple(
            make_identifier("passport", text) for text in ("ZZ998877", "ZZ112233")
        ),
    )

    brother = replaced(bearing("passport", "ZZ112233"), names=BROTHER.names)

    found = links_of(("a", PASSPORT), ("a", brother), ("b", both), ("c", THIRDS))

    assert set(found) == {(0, 3), (2, 3)}


# within an authority


def test_two_lists_of_one_authority_are_not_linked() -> None:
    assert links_of(("a", PASSPORT), ("b", PASSPORT)) == {}


def test_what_repeats_an_authority_is_linked_to_what_the_authority_publishes() -> None:
    assert set(links_of(("own", PASSPORT), ("copy", PASSPORT), follows=["copy"])) == {(0, 1)}


def test_entries_of_one_list_are_never_linked() -> None:
    assert links_of(("a", PASSPORT), ("a", OTHERS)) == {}


# whatever is linked

marks = st.tuples(
    st.builds(LinkEvidence, st.sampled_from(["passport", "imo"]), st.sampled_from("XYZ")),
    st.sampled_from([None, "SE", "DK"]),
)
made_up = st.lists(
    st.builds(
        lambda source, type_, marks: (source, type_, tuple(marks)),
        st.sampled_from(["a", "b", "c", "a-copy"]),
        st.sampled_from([PERSON, FIRM, TargetType.UNKNOWN]),
        st.lists(marks, max_size=3, unique=True),
    ),
    max_size=8,
)


@settings(max_examples=200, deadline=None)
@given(made_up, st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order_in_which_listings_come(given, random) -> None:  # type: ignore[no-untyped-def]
    listings = [
        Linked(number, source, source[0], type_, source == "a-copy", marks)
        for number, (source, type_, marks) in enumerate(given)
    ]
    shuffled = random.sample(listings, len(listings))

    found = link(listings)

    assert link(shuffled) == found
    by_id = {each.id: each for each in listings}
    for one, other in found:
        assert one < other
        assert by_id[one].source != by_id[other].source
    # nobody is linked to two of one list
    partners = [
        (one, by_id[other].source) for pair in found for one, other in (pair, pair[::-1])
    ]
    assert len(partners) == len(set(partners))
