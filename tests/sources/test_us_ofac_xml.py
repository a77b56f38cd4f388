"""OFAC's plain XML layout: what its golden file asks, and what the real list gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import Gender, NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import GOLDEN, Changed, Reading

GIVEN = GOLDEN / "us-ofac-xml" / "given" / "SDN.XML"


@pytest.fixture
def reading(golden: Callable[[str], Reading]) -> Reading:
    return golden("us-ofac-xml")


@pytest.fixture
def changed(change: Callable[[Path], Changed]) -> Changed:
    return change(GIVEN)


def test_the_day_of_publication_puts_the_month_first(reading: Reading) -> None:
    assert reading.published_on == "2026-03-04"


def test_a_person_is_printed_last_name_first_and_a_firm_keeps_its_commas(
    reading: Reading,
) -> None:
    assert reading.listings["99001"].primary_name == "KELLERMUND, Arvid Tomas"
    assert reading.listings["99002"].primary_name == "VINTERGATAN TRADING CO., LTD."


def test_a_weak_alias_is_weak_whatever_its_type(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["99001"].names}
    assert kinds["TOSHA"] is kinds["OLLE"] is NameKind.WEAK_ALIAS
    assert kinds["OLSEN, Arvid"] is NameKind.FORMER
    assert kinds["QUIST, Arvid"] is NameKind.ALIAS


def test_the_main_entry_comes_before_the_alternates(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.birth_dates == ("1961-04-07", "1963~", "1965/1967", "1964-02")
    assert listing.nationalities == ("KP", "SE")


def test_what_is_no_document_leaves_the_id_list(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert [one.kind for one in listing.identifiers] == [
        "passport",
        "national-id",
        "wallet",
        "email",
    ]
    assert listing.gender is Gender.MALE
    assert "Website: www.example.org" in listing.remarks
    assert any(each.startswith("Secondary sanctions risk: North") for each in listing.remarks)


def test_a_document_says_when_it_was_issued_and_expires(reading: Reading) -> None:
    passport = reading.listings["99001"].identifiers[0]
    assert (passport.value, passport.country) == ("ZZ998877", "SE")
    assert passport.note == "issued 2016-03-16; expires 2021"


def test_remarks_tell_whom_an_entry_is_linked_to(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.linked_to == ("VINTERGATAN TRADING AB",)
    assert "Keeps the harbour of Storvik" in listing.remarks


def test_a_vessel_has_its_numbers_flag_and_owner(reading: Reading) -> None:
    vessel = reading.listings["99003"]
    assert vessel.type is TargetType.VESSEL
    assert {(one.kind, one.value) for one in vessel.identifiers} == {
        ("imo", "9074729"),
        ("mmsi", "352999999"),
        ("call-sign", "ZZ9Q"),
    }
    assert (vessel.countries, vessel.linked_to) == (("PA",), ("owner: Vintergatan Trading AB",))


def test_the_layout_knows_neither_day_of_listing_nor_package(reading: Reading) -> None:
    assert {each.listed_on for each in reading.listings.values()} == {None}
    assert reading.packages == ()


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("99001", "unknown alias category", "middling"),
        ("99001", "unknown kind of alias", "w.k.a."),
        ("99001", "unknown country", "Krakozhia"),
        ("99001", "unknown label", "Library Card"),
        ("99001", "document without a number", "Passport"),
        ("99001", "birth date not understood", "in the year of the great flood"),
        ("99004", "unknown type", "Airship"),
    }
    assert "Library Card: LC-5" in reading.listings["99001"].remarks


def test_an_entry_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("99006", "prints no name"),)


def test_a_count_that_is_not_that_of_the_entries_puts_the_file_in_doubt(
    changed: Changed,
) -> None:
    doubts = changed("<Record_Count>6<", "<Record_Count>7<").report.doubts
    assert doubts == ("says that it has 7 entries, and 6 were read",)


def test_the_namespace_before_2024_is_read_alike(changed: Changed, reading: Reading) -> None:
    new = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
    assert changed(new, "http://tempuri.org/sdnList.xsd").listings == reading.listings


def test_of_two_genders_the_first_is_kept_and_the_other_remarked(
    changed: Changed,
) -> None:
    twice = changed(
        "<id><uid>3</uid>",
        "<id><uid>30</uid><idType>Gender</idType><idNumber>Female</idNumber></id><id><uid>3</uid>",
    )
    listing = twice.listings["99001"]
    assert listing.gender is Gender.FEMALE
    assert "Gender Male" in listing.remarks


def test_programmes_tell_the_list_and_else_the_name_of_the_file(
    changed: Changed,
) -> None:
    assert changed("DPRK3", "NS-PLC", name="download.xml").source == "us-ofac-cons"
    assert changed("DPRK3", "NS-PLC", name="sdn.xml").source == "us-ofac-cons"
    assert changed("DPRK3", "SDGT", name="consolidated.xml").source == "us-ofac-cons"
    assert changed("DPRK3", "SDGT", name="download.xml").source == "us-ofac-sdn"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<uid>99003</uid>", "", "no uid"),
        ("sdnEntry>", "entry>", "no sdnEntry"),
        ("</sdnList>", "", "cut short"),
    ],
)
def test_another_layout_under_the_same_root_is_refused(
    changed: Changed, old: str, new: str, what: str
) -> None:
    with pytest.raises(UnexpectedLayout, match=what):
        changed(old, new)


def test_the_real_consolidated_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("us-ofac/cons-20250328/CONSOLIDATED.XML")
    assert (reading.source, reading.published_on) == ("us-ofac-cons", "2025-03-28")
    assert (reading.report.kept, reading.report.dropped) == (443, ())  # MANIFEST.csv
    assert sum(len(each.names) for each in reading.listings.values()) == 1579
    assert reading.report.doubts == ()
    # three ISINs that OFAC prints wrong
    assert {(each[1], each[2][:4]) for each in reading.report.issues} == {
        ("malformed identifier", "isin")
    }
