"""OFAC's enhanced layout: what its golden file asks, and what a real export gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import GOLDEN, Changed, Reading

GIVEN = GOLDEN / "us-ofac-enhanced" / "given" / "SDN_ENHANCED.XML"
FILTER = '<sanctionsLists><sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists>'


@pytest.fixture
def reading(golden: Callable[[str], Reading]) -> Reading:
    return golden("us-ofac-enhanced")


@pytest.fixture
def changed(change: Callable[[Path], Changed]) -> Changed:
    return change(GIVEN)


def test_the_day_is_that_of_the_data(reading: Reading) -> None:
    assert reading.published_on == "2026-03-04"


def test_the_day_of_listing_is_that_on_the_sources_own_list(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert (listing.listed_on, listing.package) == ("2024-12-16", "US-2024-12-16")
    assert "List: Non-SDN Menu-Based Sanctions List, since 2022-02-24" in listing.remarks
    assert reading.packages == ("US-2024-12-16", "US-2019-04-15")


def test_the_primary_name_comes_first_wherever_it_stands(reading: Reading) -> None:
    assert reading.listings["99001"].primary_name == "KELLERMUND, Arvid Tomas"


def test_a_name_in_another_script_is_of_that_kind_save_a_weak_one(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["99001"].names}
    assert kinds["켈레르문드 아르비드"] is NameKind.ORIGINAL_SCRIPT
    assert kinds["КЕЛЛЕРМУНТ, Арвед"] is NameKind.ORIGINAL_SCRIPT
    assert kinds["Tosha"] is kinds["Тоша"] is NameKind.WEAK_ALIAS
    assert kinds["OLSEN, Arvid"] is NameKind.FORMER


def test_every_form_of_period_is_read(reading: Reading) -> None:
    assert reading.listings["99001"].birth_dates == (
        "1961-04-07",
        "1962",
        "1963~",
        "1964-02",
        "1965/1967",
        "1968-03-01/1969-03-31",
    )


def test_what_is_known_to_be_false_fills_no_field(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert "1970" not in listing.birth_dates
    assert "Birthdate: 1970 (known to be false)" in listing.remarks


def test_a_document_says_all_that_is_told_of_it(reading: Reading) -> None:
    notes = {one.kind: one.note for one in reading.listings["99001"].identifiers}
    assert notes["passport"] == "issued 2016-03-16; expires 2021; Gender: Male"
    assert notes["national-id"] == "issued by Parish of Storvik; issued in Storvik; not valid"


def test_a_comment_stays_with_its_fact(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.citizenships == ("SE",)
    assert "Citizenship Country: Sweden (until 1990)" in listing.remarks


def test_an_address_is_in_the_order_in_which_it_is_printed_elsewhere(reading: Reading) -> None:
    assert reading.listings["99001"].addresses == (
        "Long Street 1, Storvik, Upland, 80401, Sweden",
        "Denmark",
        "Region: Crimea",
        "Krakozhia",
    )
    assert reading.listings["99001"].countries == ("SE", "DK")


def test_a_related_entity_goes_by_its_name_and_else_by_its_number(reading: Reading) -> None:
    assert reading.listings["99001"].linked_to == (
        "Acting for or on behalf of: VINTERGATAN TRADING AB",
        "Owned or Controlled By: 77777",
    )


def test_the_imo_number_of_a_firm_is_not_that_of_a_ship(reading: Reading) -> None:
    firm, ship = reading.listings["99002"], reading.listings["99003"]
    assert ("imo-company", "1234565") in {(one.kind, one.value) for one in firm.identifiers}
    assert ("imo", "9074729") in {(one.kind, one.value) for one in ship.identifiers}
    assert ship.type is TargetType.VESSEL


def test_measures_programmes_and_acts_are_in_the_words_of_the_list(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.measures == ("Block",)
    assert listing.programmes == ("DPRK3", "RUSSIA-EO14024")
    assert listing.legal_basis[0] == "Executive Order 13722 (North Korea)"


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) == {
        ("99001", "unknown kind of alias", "W.K.A."),
        ("99001", "unknown country", "Krakozhia"),
        ("99001", "unknown label", "Shoe Size"),
        ("99001", "unknown label", "Library Card"),
        ("99001", "birth date not understood", "in the year of the great flood"),
        ("99004", "unknown type", "Airship"),
    }


def test_what_is_on_other_lists_alone_is_dropped_with_the_reason(reading: Reading) -> None:
    reason = "is not on a list of this source; its lists: CAPTA List, Consolidated List"
    assert reading.report.dropped == (("99005", reason), ("99006", "prints no name"))


def test_naming_its_own_list_is_no_filter(reading: Reading) -> None:
    assert reading.report.doubts == ()


@pytest.mark.parametrize(
    ("filters", "doubts"),
    [
        ("", ()),
        (
            FILTER + "<sanctionsPrograms><sanctionsProgram refId='1'>DPRK3</sanctionsProgram>"
            "</sanctionsPrograms>",
            (
                "filtered: this export of the list holds only programme DPRK3; get the whole "
                "list",
            ),
        ),
        (FILTER + "<countries><country>Sweden</country></countries>", ("countries Sweden",)),
    ],
)
def test_a_filter_puts_the_file_in_doubt(
    changed: Changed, filters: str, doubts: tuple[str, ...]
) -> None:
    found = changed(FILTER, filters).report.doubts
    assert len(found) == len(doubts)
    assert all(part in whole for part, whole in zip(doubts, found, strict=True))


def test_the_filters_tell_the_list_and_else_the_name_of_the_file(
    changed: Changed,
) -> None:
    capta = changed(FILTER, FILTER.replace("SDN List", "CAPTA List"))
    assert capta.source == "us-ofac-cons"
    assert set(capta.listings) == {"99001", "99005"}
    assert capta.listings["99005"].listed_on == "2020-01-02"
    assert capta.report.doubts == (
        "filtered: this export holds only the CAPTA List; get the whole list",
    )
    assert changed(FILTER, "", name="cons_enhanced.xml").source == "us-ofac-cons"


def test_a_file_with_nothing_of_its_source_is_refused(changed: Changed) -> None:
    given = GIVEN.read_text(encoding="utf-8")
    other = given.replace(FILTER, "").replace(">SDN List<", ">CAPTA List<")
    with pytest.raises(UnexpectedLayout, match="try again with --source us-ofac-cons"):
        changed(given, other)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('<entity id="99003">', "<entity>", "lacks its id"),
        ("entity id=", "party id=", "cut short|no entity"),
        ("</sanctionsData>", "", "cut short"),
    ],
)
def test_another_layout_under_the_same_root_is_refused(
    changed: Changed, old: str, new: str, what: str
) -> None:
    with pytest.raises(UnexpectedLayout, match=what):
        changed(old, new)


def test_a_real_export_of_one_programme_is_read_whole_and_doubted(
    real: Callable[..., Reading],
) -> None:
    reading = real("us-ofac/ENHANCED_XML_program-IRGC_20240828.xml")
    assert (reading.source, reading.published_on) == ("us-ofac-sdn", "2024-08-28")
    assert (reading.report.kept, reading.report.dropped) == (293, ())  # MANIFEST.csv
    # MANIFEST.csv counts 930: one entry prints one name twice
    assert sum(len(each.names) for each in reading.listings.values()) == 929
    (doubt,) = reading.report.doubts
    assert "only programme IRGC" in doubt
    assert reading.report.issues == ()
    assert all(each.listed_on and each.package for each in reading.listings.values())
