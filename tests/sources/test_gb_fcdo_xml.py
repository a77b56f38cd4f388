"""The UK Sanctions List as XML: what its golden file asks, and what the real files give."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import SHARED, Reading, read_files

Golden = Callable[[str], Reading]
REBUILT = "uk-fcdo/UK-Sanctions-List_REBUILT_20260429"

SHOES = "IndividualDetails/Individual/ShoeSizes/ShoeSize"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("gb-fcdo-xml")


def test_the_day_is_that_of_the_file(reading: Reading) -> None:
    assert (reading.source, reading.published_on) == ("gb-fcdo", "2026-08-20")


def test_the_family_name_comes_last_and_the_primary_name_first(reading: Reading) -> None:
    names = reading.listings["ZZA0001"].names
    assert names[0].text == "ARVID TOMAS OLE KELLERMUND DAHL"
    assert [name.kind for name in names].count(NameKind.PRIMARY) == 1


def test_types_and_strengths_of_names_are_read_in_any_case(reading: Reading) -> None:
    kinds = {name.text: name.kind for name in reading.listings["ZZA0001"].names}
    assert kinds["Arvid Tomas Kellermund"] is kinds["Arved Kellermunt"] is NameKind.ALIAS
    assert kinds["Tosha"] is NameKind.WEAK_ALIAS
    assert kinds["Untyped Name"] is kinds["Nom de plume"] is NameKind.ALIAS
    assert kinds["Арвид Келлермунд"] is NameKind.ORIGINAL_SCRIPT


def test_a_birth_date_goes_as_far_as_it_is_known(reading: Reading) -> None:
    listing = reading.listings["ZZA0001"]
    assert listing.birth_dates == ("1945", "1968-06", "1975", "1958-03-01")
    assert "Born: 15/08/19yy" in listing.remarks


def test_a_russian_designation_of_the_day_is_of_the_package(reading: Reading) -> None:
    packages = {reference: each.package for reference, each in reading.listings.items()}
    assert packages["ZZA0001"] == "UK-2025-02-24"
    assert packages["ZZB0002"] is None  # of that day, but of another regime


def test_measures_are_told_apart_and_blanks_are_none(reading: Reading) -> None:
    assert reading.listings["ZZA0001"].measures == ("Asset freeze", "Travel Ban")


def test_references_are_where_lists_are_linked_by(reading: Reading) -> None:
    remarks = reading.listings["ZZA0001"].remarks
    assert "UN reference: ZZi.001" in remarks
    assert "OFSI Group ID: 99001" in remarks
    assert "Designation source: UK, UN" in remarks


def test_html_entities_are_marks_and_a_bare_ampersand_stays(reading: Reading) -> None:
    said = "UK Statement of Reasons: Kellermund’s firms & partners do made-up things at R&D."
    assert said in reading.listings["ZZA0001"].remarks
    assert reading.listings["ZZB0002"].primary_name == "VINTERGATAN TRADING & SONS"


def test_a_passport_has_the_country_named_as_its_issuer_only(reading: Reading) -> None:
    passports = {
        one.value: one.country
        for one in reading.listings["ZZA0001"].identifiers
        if one.kind == "passport"
    }
    assert passports == {"0012345": "SE", "ZZ 998877": None, "ZP112233": "NO"}


def test_what_is_said_of_a_national_number_tells_its_kind(reading: Reading) -> None:
    found = {one.value: one.kind for one in reading.listings["ZZA0001"].identifiers}
    assert found["990000012304"] == "inn"
    assert found["20211234567890"] == "tax"  # an INN, but not the Russian one
    assert found["AB-77"] == "number"
    assert found["12345"] == "national-id"


def test_several_numbers_of_one_cell_are_told_apart(reading: Reading) -> None:
    found = [(one.kind, one.value) for one in reading.listings["ZZB0002"].identifiers]
    assert found[:5] == [
        ("inn", "9900000120"),
        ("ogrn", "1999900000120"),
        ("kpp", "990001001"),
        ("tax", "9912345009"),
        ("reg", "BR-99-XY"),
    ]
    assert "Business registration number: Not registered" in (
        reading.listings["ZZB0002"].remarks
    )


def test_a_ship_has_its_number_flag_owner_and_remarks(reading: Reading) -> None:
    ship = reading.listings["ZZC0003"]
    assert ship.type is TargetType.VESSEL
    assert [(one.kind, one.canonical) for one in ship.identifiers] == [("imo", "1999002")]
    assert ship.countries == ("KM",)
    assert ship.linked_to == ("owner: Quistgaard Shipping",)
    assert {"Previous flag: Norway", "Tonnage: 7078", "Length: 110", "Built: 2011"} <= set(
        ship.remarks
    )


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("ZZA0001", "unknown name type", "Pen name"),
        ("ZZA0001", "unknown alias strength", "Middling"),
        ("ZZA0001", "birth date not understood", "15/08/19yy"),
        ("ZZA0001", "unknown country", "Krakozhia"),
        ("ZZA0001", "passport without a number", "Expired"),
        ("ZZA0001", "unknown element", f"{SHOES}: 44"),
        ("ZZC0003", "no primary name", "Nordlys 8"),
        ("ZZD0004", "several primary names", "SELMA QUISTGAARD; SELMA DAHL"),
        ("ZZD0004", "unknown type", "Zeppelin"),
        ("ZZD0004", "unknown gender", "Unstated"),
        ("ZZD0004", "date not understood", "31 Smarch 2020"),
    }
    assert "Date designated: 31 Smarch 2020" in reading.listings["ZZD0004"].remarks
    assert f"{SHOES}: 44" in reading.listings["ZZA0001"].remarks


def test_an_entry_without_a_name_or_an_id_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (
        ("ZZE0005", "prints no name"),
        ("", "prints no UniqueID"),
    )


def test_the_short_sheet_is_refused_because_it_lacks_the_aliases() -> None:
    path = SHARED / "uk-fcdo" / "FCDO_SL_Mon_Aug 11 2025.ods"
    if not path.exists():
        pytest.skip("needs the real snapshots of ../shared/lists")
    with pytest.raises(UnexpectedLayout, match=r"primary names only.*UK-Sanctions-List\.xml"):
        read_files(path)


def test_a_file_cut_short_is_refused(tmp_path: Path) -> None:
    whole = Path(__file__).with_name("golden") / "gb-fcdo-xml/given/UK-Sanctions-List.xml"
    torn = tmp_path / "UK-Sanctions-List.xml"
    torn.write_bytes(whole.read_bytes()[:-200])
    with pytest.raises(UnexpectedLayout, match="cut short"):
        read_files(torn)


def test_the_real_designations_are_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("uk-fcdo/UK-Sanctions-List_structure-sample_202608.xml")
    assert (reading.published_on, reading.report.kept) == ("2026-08-20", 3)
    assert reading.report.issues == ()


def test_both_layouts_give_the_same_designations(real: Callable[..., Reading]) -> None:
    xml, csv = real(f"{REBUILT}.xml.gz"), real(f"{REBUILT}.csv.gz")
    assert xml.report.kept == csv.report.kept == 6046  # MANIFEST.csv
    assert xml.published_on == csv.published_on == "2026-04-29"
    assert xml.listings == csv.listings
    assert xml.report == replace(csv.report, warnings=())  # on the end of a CSV


def test_the_package_has_as_many_targets_as_were_announced(
    real: Callable[..., Reading],
) -> None:
    packages = [each.package for each in real(f"{REBUILT}.xml.gz").listings.values()]
    assert packages.count("UK-2025-02-24") == 107
