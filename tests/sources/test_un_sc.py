"""The UN list: what its golden file asks of the reader, and what the real lists give."""

from collections.abc import Callable

import pytest

from screening.domain.targets import NameKind, TargetType
from tests.sources.conftest import Reading

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("un-xml")


def test_the_day_is_that_of_the_document(reading: Reading) -> None:
    assert reading.published_on == "2026-03-04"


def test_name_parts_are_one_name_in_their_order(reading: Reading) -> None:
    assert reading.listings["ZZi.001"].primary_name == "ARVID TOMAS KELLERMUND OL’SEN"


def test_one_alias_field_may_hold_several_names(reading: Reading) -> None:
    names = {name.text: name.kind for name in reading.listings["ZZi.001"].names}
    assert names["Arvid Kellermund"] is names["Arved Kellermunt"] is NameKind.ALIAS
    assert names["Tosha"] is NameKind.WEAK_ALIAS
    assert names["켈레르문드 아르비드"] is NameKind.ORIGINAL_SCRIPT


def test_what_belongs_to_an_alias_stays_with_it(reading: Reading) -> None:
    listing = reading.listings["ZZi.001"]
    assert "1970" not in listing.birth_dates
    assert "Alias Tosha: 1970, Storvik, used in 1999" in listing.remarks


def test_every_form_of_birth_date_is_read(reading: Reading) -> None:
    listing = reading.listings["ZZi.001"]
    assert listing.birth_dates == ("1961-04-07", "1962~", "1960/1965", "1961-08")
    assert "Born: 30-35 years old" in listing.remarks


def test_a_number_is_found_among_words_and_in_a_note(reading: Reading) -> None:
    found = {(one.kind, one.value) for one in reading.listings["ZZi.001"].identifiers}
    assert {("passport", "ZZ998877"), ("passport", "ZZ112233")} <= found


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("ZZi.001", "unknown document type", "Laissez-passer"),
        ("ZZi.001", "unknown country", "Krakozhia"),
        ("9900002", "unknown alias quality", "Superb"),
    }


def test_what_is_not_understood_stays_as_a_remark(reading: Reading) -> None:
    listing = reading.listings["ZZi.004"]
    assert listing.birth_dates == ()
    assert set(listing.remarks) >= {
        "Listed on: last spring",
        "Gender: Unstated",
        "Nationality: Krakozhia",
        "Born: 1961-13-45; told by Selma",
        "Born: circa 196?",
        "Document: Passport, Sweden, number not known",
        "SHOE_SIZE: 44",
    }
    found = {each[1:] for each in reading.report.issues if each[0] == "ZZi.004"}
    assert found >= {
        ("date not understood", "last spring"),
        ("unknown gender", "Unstated"),
        ("document without a number", "Passport, Sweden, number not known"),
        ("unknown element", "SHOE_SIZE: 44"),
    }


def test_where_and_when_a_document_was_issued_is_its_note(reading: Reading) -> None:
    notes = {one.value: one.note for one in reading.listings["ZZi.004"].identifiers}
    assert notes["ZZ334455"] == "issued in Storvik; issued spring 2001"
    assert notes["ZZ445566"] == "Swedish passport number ZZ445566, issued under the name Elis"


def test_numbers_of_the_target_in_its_comments_are_identifiers(reading: Reading) -> None:
    found = [(one.kind, one.value) for one in reading.listings["ZZi.004"].identifiers]
    assert found[2:] == [
        ("passport", "ZZ556677"),
        ("email", "elias@example.org"),
        ("passport", "ZZ778899"),
    ]  # and not the registration number of the firm


def test_a_number_that_only_a_note_prints_is_found_by_its_initials(reading: Reading) -> None:
    (found,) = reading.listings["9900002"].identifiers
    assert (found.kind, found.value, found.country) == ("national-id", "900-00-1234", "US")
    assert found.note == "SSN 900-00-1234 (United States of America)"


def test_the_special_administrative_regions_have_codes_of_their_own(reading: Reading) -> None:
    assert reading.listings["ZZe.001"].countries == ("SE", "HK", "MO")


def test_an_entry_without_a_reference_goes_by_its_number(reading: Reading) -> None:
    assert reading.listings["9900002"].nationalities == ("DK",)


def test_an_entry_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("ZZi.003", "prints no name"),)


def test_the_imo_number_of_a_shipping_firm_is_its_own(reading: Reading) -> None:
    listing = reading.listings["ZZe.001"]
    assert listing.type is TargetType.ORGANIZATION
    assert [(one.kind, one.value) for one in listing.identifiers] == [
        ("imo-company", "1234565")
    ]


@pytest.mark.parametrize(
    ("day", "entries"), [("2026-02-27", 1003), ("2026-08-01", 1011)]
)  # MANIFEST.csv
def test_the_real_lists_are_read_whole(
    real: Callable[..., Reading], day: str, entries: int
) -> None:
    reading = real(f"un-sc/{day.replace('-', '')}/consolidated.xml")
    assert (reading.published_on, reading.report.kept) == (day, entries)
    assert reading.report.dropped == ()
    assert reading.listings["KPe.017"].countries == ("HK",)
    assert "unknown country" not in {finding for _, finding, _ in reading.report.issues}
