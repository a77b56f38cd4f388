"""OFAC's advanced layout: what its golden file asks, and what a slice of the real gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import GOLDEN, Changed, Reading

GIVEN = GOLDEN / "us-ofac-advanced" / "given" / "SDN_ADVANCED.XML"


@pytest.fixture
def reading(golden: Callable[[str], Reading]) -> Reading:
    return golden("us-ofac-advanced")


@pytest.fixture
def changed(change: Callable[[Path], Changed]) -> Changed:
    return change(GIVEN)


def test_the_day_is_that_of_issue(reading: Reading) -> None:
    assert reading.published_on == "2026-03-04"


def test_name_parts_are_put_in_order_by_their_kind(reading: Reading) -> None:
    """Their kinds stand in another place, and the parts in any order."""
    assert reading.listings["99001"].primary_name == "Kellermund, Arvid Tomas"


def test_each_script_has_its_order(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["99001"].names}
    assert kinds["켈레르문드 아르비드"] is NameKind.ORIGINAL_SCRIPT
    assert kinds["أرفيد أولسن"] is NameKind.ORIGINAL_SCRIPT


def test_low_quality_is_weak_in_every_script(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["99001"].names}
    assert kinds["Tosha"] is kinds["Тоша"] is NameKind.WEAK_ALIAS
    assert kinds["Olsen, Arvid"] is NameKind.FORMER


def test_the_name_of_a_false_identity_is_weak(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["99002"].names}
    assert kinds["Karlavagnen Trading AB"] is NameKind.WEAK_ALIAS


def test_a_type_is_told_by_the_sub_type_and_else_by_the_type(reading: Reading) -> None:
    types = {reference: each.type for reference, each in reading.listings.items()}
    assert types == {
        "99001": TargetType.PERSON,
        "99002": TargetType.ORGANIZATION,
        "99003": TargetType.VESSEL,
    }


def test_every_form_of_period_is_read(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.birth_dates == ("1961-04-07", "1962", "1963~", "1965/1967")
    assert "Birthdate: 1970-02 (known to be false)" in listing.remarks
    assert "Birthdate: 1971 2 30" in listing.remarks  # no such day


def test_what_comes_behind_the_parties_is_found(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.programmes == ("DPRK3", "RUSSIA-EO14024")
    assert listing.measures == ("Block",)
    assert set(listing.legal_basis) == {
        "Executive Order 13722 (North Korea)",
        "Executive Order 14024 (Russia)",
    }
    assert listing.linked_to == (
        "Acting for or on behalf of: Vintergatan Trading AB",
        "Former Owned or Controlled By: 77777",
    )


def test_the_day_of_listing_is_the_first_on_the_sources_own_list(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert (listing.listed_on, listing.package) == ("2024-12-16", "US-2024-12-16")
    assert "List: Non-SDN Menu-Based Sanctions List, since 2022-02-24" in listing.remarks


def test_places_are_addresses_or_countries_as_the_label_says(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.addresses == (
        "Long Street 1, Storvik, Upland, 80401, Sweden",
        "Sweden, Denmark",
        "Region: Crimea",
    )
    assert (listing.countries, listing.nationalities) == (("SE", "DK"), ("KP",))
    assert reading.listings["99003"].countries == ("PA",)


def test_documents_are_found_by_the_identity(reading: Reading) -> None:
    found = {one.kind: one for one in reading.listings["99001"].identifiers}
    assert found["passport"].note == "issued 2016-03-16; expires 2021"
    assert found["passport"].country == "SE"
    assert "validity: Fraudulent" in (found["national-id"].note or "")
    (imo,) = (one for one in reading.listings["99003"].identifiers if one.kind == "imo")
    assert imo.value == "9074729"


def test_a_number_that_nothing_explains_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) == {
        ("99001", "unknown kind of alias", "1409"),
        ("99001", "unknown NamePartType", "1599"),
        ("99001", "unknown Location", "599"),
        ("99001", "unknown DetailReference", "99999"),
        ("99001", "unknown label", "9999"),
        ("99001", "date not understood", "Birthdate 1971 2 30"),
    }


def test_what_is_on_other_lists_alone_is_dropped_with_the_reason(reading: Reading) -> None:
    reason = "is not on a list of this source; its lists: Consolidated List"
    assert reading.report.dropped == (("99005", reason), ("99006", "prints no name"))


def test_the_name_of_the_file_tells_the_list(changed: Changed) -> None:
    cons = changed("Sparbank", "Sparbank", name="CONS_ADVANCED.XML")
    assert cons.source == "us-ofac-cons"
    assert set(cons.listings) == {"99001", "99005"}
    assert cons.listings["99001"].measures == ("CAATSA Section 231/235 Sanctions",)
    assert cons.listings["99005"].package == "US-2020-01-02"


def test_values_of_one_list_alone_tell_it(changed: Changed) -> None:
    alone = changed('<List ID="1550">SDN List</List>', "", name="download.xml")
    assert alone.source == "us-ofac-cons"


def test_a_file_of_the_other_list_is_refused(changed: Changed) -> None:
    with pytest.raises(UnexpectedLayout, match="try again with --source us-ofac-cons"):
        changed('ListID="1550"', 'ListID="91512"')


def test_a_file_of_changes_is_refused(changed: Changed) -> None:
    with pytest.raises(UnexpectedLayout, match="holds only what changed"):
        changed('Version="3"', 'Version="3" DeltaBaseVersion="2"')


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('<Profile ID="99003" ', "<Profile ", "no ID"),
        ("DistinctParty", "Party", "no DistinctParty"),
        ("</Sanctions>", "", "cut short"),
    ],
)
def test_another_layout_under_the_same_root_is_refused(
    changed: Changed, old: str, new: str, what: str
) -> None:
    with pytest.raises(UnexpectedLayout, match=what):
        changed(old, new)


def test_a_slice_of_the_real_list_is_read_and_doubted(real: Callable[..., Reading]) -> None:
    """It lacks the values and the entries, so that types and kinds cannot be told."""
    reading = real("us-ofac/SDN_ADVANCED_slice.xml")
    assert reading.report.kept == 4  # MANIFEST.csv
    assert sum(len(each.names) for each in reading.listings.values()) == 20
    assert len(reading.report.doubts) == 2
    assert {each.type for each in reading.listings.values()} == {TargetType.UNKNOWN}
    kinds = [name.kind for each in reading.listings.values() for name in each.names]
    assert kinds.count(NameKind.PRIMARY) == 4
    assert kinds.count(NameKind.ORIGINAL_SCRIPT) == 4
