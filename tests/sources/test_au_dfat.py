"""The Australian list: its traps in a small workbook, and what the real one gives."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import Reading, read_files
from tests.sources.workbooks import Value, write_xlsx

TITLES = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Alias Strength",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "IMO Number",
    "Committees",
    "Control Date",
    "Instrument of Designation",
    "Targeted Financial Sanction",
    "Travel Ban",
    "Arms Embargo",
    "Maritime Restriction",
)
INSTRUMENT = "Sanctions (Northmark) Amendment (No. 1) Instrument 2025"


def row(reference: Value, name: str, **cells: Value) -> list[Value]:
    """A row of the list; what is not given is as for a person listed in 2025."""
    usual: dict[str, Value] = dict.fromkeys(TITLES) | {
        "Reference": reference,
        "Name of Individual or Entity": name,
        "Type": "Individual",
        "Name Type": "Primary Name",
        "Committees": "Autonomous (Northmark)",
        "Control Date": date(2025, 2, 24),
        "Instrument of Designation": INSTRUMENT,
        "Listing Information": INSTRUMENT,
        "Targeted Financial Sanction": True,
        "Travel Ban": False,
        "Arms Embargo": False,
        "Maritime Restriction": False,
    }
    usual |= {title.replace("_", " "): value for title, value in cells.items()}
    assert set(usual) == set(TITLES)
    return list(usual.values())


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    def read(*rows: Sequence[Value], titles: Sequence[str] = TITLES) -> Reading:
        path = tmp_path / "list.xlsx"
        sheets = {"Consolidated List": [titles, *rows]}
        return read_files(write_xlsx(path, sheets, modified="2026-07-23T04:05:22Z"))

    return read


@pytest.fixture
def one(read: Callable[..., Reading]) -> Callable[..., Listing]:
    def one(**cells: Value) -> Listing:
        (listing,) = read(row(101, "Arvid KELLERMUND", **cells)).listings.values()
        return listing

    return one


def test_the_day_is_that_of_the_workbook(read: Callable[..., Reading]) -> None:
    assert read(row(101, "Arvid KELLERMUND")).published_on == "2026-07-23"


def test_rows_of_one_number_are_one_target_wherever_they_stand(
    read: Callable[..., Reading],
) -> None:
    reading = read(
        row("101a", "Arved KELLERMUNT", Name_Type="Alias", Alias_Strength="Strong"),
        row(102, "Selma QUISTGAARD"),
        row(101.0, "Arvid KELLERMUND_x000D_"),
        row("101b", "Tosha", Name_Type="Alias", Alias_Strength="Weak"),
        row("101aa", "Арвид", Name_Type="Original Script"),
    )
    assert [(name.text, name.kind) for name in reading.listings["101"].names] == [
        ("Arvid KELLERMUND", NameKind.PRIMARY),
        ("Arved KELLERMUNT", NameKind.ALIAS),
        ("Tosha", NameKind.WEAK_ALIAS),
        ("Арвид", NameKind.ORIGINAL_SCRIPT),
    ]
    assert (reading.report.read, reading.report.kept) == (2, 2)


def test_one_number_with_two_types_or_primary_names_is_reported(
    read: Callable[..., Reading],
) -> None:
    reading = read(row(101, "Nordlys"), row("101a", "Vintergatan", Type="Entity"))
    assert {finding for _, finding, _ in reading.report.issues} == {
        "one number with two types",
        "one number with two primary names",
    }


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        (date(1957, 7, 27), ("1957-07-27",)),
        (1961, ("1961",)),
        ("1945, 1946, 24/10/1971", ("1945", "1946", "1971-10-24")),
        ("Approximately 1963, 04/06/1969", ("1963~", "1969-06-04")),
        ("a) 1/02/1950 b) 1951", ("1950-02-01", "1951")),
        ("between 1960 and 1965", ("1960/1965",)),
        ("Approximately: Between 1959 and 1965", ("1959~/1965~",)),
        ("03/1965, 04/1965", ("1965-03", "1965-04")),
        ("12/05/1950\xa0\xa0", ("1950-05-12",)),
        ("na", ()),
    ],
)
def test_every_form_of_birth_date(
    one: Callable[..., Listing], cell: Value, dates: tuple[str, ...]
) -> None:
    assert one(Date_of_Birth=cell).birth_dates == dates


def test_a_date_that_is_not_understood_is_kept_and_reported(
    read: Callable[..., Reading],
) -> None:
    reading = read(row(101, "Arvid KELLERMUND", Date_of_Birth="10/051963"))
    assert "Born: 10/051963" in reading.listings["101"].remarks
    assert reading.report.issues == (("101", "birth date not understood", "10/051963"),)


def test_rows_that_differ_are_put_together(read: Callable[..., Reading]) -> None:
    reading = read(
        row(101, "Arvid KELLERMUND", Date_of_Birth=1961, Citizenship="Sweden;Norway"),
        row("101a", "Arvid", Name_Type="Alias", Date_of_Birth=1962, Citizenship="Norway"),
    )
    assert reading.listings["101"].birth_dates == ("1961", "1962")
    assert reading.listings["101"].citizenships == ("SE", "NO")


def test_enumerations_are_parted(one: Callable[..., Listing]) -> None:
    listing = one(
        Address="a) 1 Long Street, Storvik, Sweden b) 2 Short Street, Oslo, Norway",
        Place_of_Birth="a) Storvik, Sweden;      b) Oslo, Norway",
    )
    assert listing.addresses == (
        "1 Long Street, Storvik, Sweden",
        "2 Short Street, Oslo, Norway",
    )
    assert listing.birth_places == ("Storvik, Sweden", "Oslo, Norway")
    assert listing.countries == ("SE", "NO")


@pytest.mark.parametrize(
    ("told", "listed_on"),
    [
        (INSTRUMENT, "2025-02-24"),
        ("Listed on: 30 Nov. 2016 (amended on 1 May 2019)", "2016-11-30"),
        ("Listed by the 1718 Committee on 16 July 2009", "2009-07-16"),
        ("Listed by UN (1267 Committee) on 23 June 2004 (amended 2005)", "2004-06-23"),
        ("First listed on 2/03/2016 (amended on 26/07/2022)", "2016-03-02"),
        (date(2013, 3, 7), "2013-03-07"),
        ("Designated under the Regulations 2011 on 2 March 2012. Relisted.", "2012-03-02"),
        ("Instrument 2022 Relisted under Instrument 2024", None),
        ("Listed by the 1518 Committee", None),
    ],
)
def test_the_control_date_is_not_taken_for_the_day_of_listing(
    one: Callable[..., Listing], told: Value, listed_on: str | None
) -> None:
    listing = one(Listing_Information=told)
    assert listing.listed_on == listed_on
    assert ("Control date: 2025-02-24" in listing.remarks) is (listed_on != "2025-02-24")


def test_the_package_is_told_by_committee_and_control_date(one: Callable[..., Listing]) -> None:
    assert one(Committees="Autonomous (Russia)").package == "AU-2025-02-24"
    assert one(Committees="Autonomous (Northmark)").package is None
    later = one(Committees="Autonomous (Russia)", Control_Date=date(2025, 2, 25))
    assert later.package is None


def test_measures_are_the_titles_of_the_columns_that_say_yes(
    one: Callable[..., Listing],
) -> None:
    assert one(Travel_Ban=True).measures == ("Targeted Financial Sanction", "Travel Ban")


@pytest.mark.parametrize(
    ("information", "told"),
    [
        ("ZZi.033. Chief of works", ""),
        ("Zzi.981 Passport no.: 00011223", ""),
        ("", "Listed by the Committee on 16 June 2025\nUN Reference Number ZZi.936"),
    ],
)
def test_a_un_reference_is_said_by_its_label(
    one: Callable[..., Listing], information: str, told: str
) -> None:
    listing = one(Additional_Information=information, Listing_Information=told)
    assert [text for text in listing.remarks if text.startswith("UN reference: ")] in (
        ["UN reference: ZZi.033"],
        ["UN reference: ZZi.981"],
        ["UN reference: ZZi.936"],
    )


def test_the_reference_of_somebody_else_is_not_the_targets(one: Callable[..., Listing]) -> None:
    listing = one(Additional_Information="Member of the Storvik Group (ZZe.014).")
    assert not any(text.startswith("UN reference") for text in listing.remarks)


def test_a_passport_in_the_remarks_becomes_an_identifier(one: Callable[..., Listing]) -> None:
    listing = one(Additional_Information="Deputy Chief;\nPassport: 600112233 (expired)")
    (passport,) = listing.identifiers
    assert (passport.kind, passport.value) == ("passport", "600112233")
    assert passport.note == "expired; from the remarks"
    assert "Deputy Chief; Passport: 600112233 (expired)" in listing.remarks


def test_a_vessel_has_its_imo_number(read: Callable[..., Reading]) -> None:
    reading = read(row(103, "NORDLYS", Type="Vessel", IMO_Number=9074729.0))
    ship = reading.listings["103"]
    assert ship.type is TargetType.VESSEL
    assert [(each.kind, each.value) for each in ship.identifiers] == [("imo", "9074729")]


def test_what_has_no_word_of_ours_is_kept_and_reported(read: Callable[..., Reading]) -> None:
    reading = read(
        row(
            101,
            "Arvid KELLERMUND",
            Type="Cohort",
            Name_Type="Nickname",
            Citizenship="Krakozhia",
        )
    )
    assert reading.report.issues == (
        ("101", "unknown name type", "Nickname"),
        ("101", "no primary name", "Arvid KELLERMUND"),
        ("101", "unknown type", "Cohort"),
        ("101", "unknown country", "Krakozhia"),
    )
    assert reading.listings["101"].type is TargetType.UNKNOWN


def test_a_target_without_a_name_is_dropped_with_the_reason(
    read: Callable[..., Reading],
) -> None:
    assert read(row(101, "")).report.dropped == (("101", "prints no name"),)


def test_the_twelve_columns_of_before_are_enough(tmp_path: Path) -> None:
    titles = [*TITLES[:4], *TITLES[5:11], *TITLES[12:14]]
    cells = row(101, "Arvid KELLERMUND", Date_of_Birth=1961)
    kept = [cell for title, cell in zip(TITLES, cells, strict=True) if title in titles]
    path = write_xlsx(tmp_path / "list.xlsx", {"Sheet1": [titles, kept]})
    reading = read_files(path)
    assert reading.published_on is None
    assert reading.listings["101"].birth_dates == ("1961",)


def test_a_column_that_is_gone_is_another_layout(read: Callable[..., Reading]) -> None:
    titles = ["Sanctions Committee" if each == "Committees" else each for each in TITLES]
    with pytest.raises(UnexpectedLayout, match="lacks the column Committees"):
        read(row(101, "Arvid KELLERMUND"), titles=titles)


def test_a_reference_that_is_no_number_is_another_layout(read: Callable[..., Reading]) -> None:
    with pytest.raises(UnexpectedLayout, match="'AU-101' of 'Arvid KELLERMUND' is no number"):
        read(row("AU-101", "Arvid KELLERMUND"))


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("au-dfat/Australian_Sanctions_Consolidated_List.xlsx")
    assert reading.published_on == "2026-07-23"
    assert (reading.report.read, reading.report.dropped) == (3846, ())  # MANIFEST.csv
    # 11068 rows, some of which print the same name of one target again
    assert sum(len(each.names) for each in reading.listings.values()) == 11033
    assert len(reading.report.issues) < 30  # dates that are none, rows that differ


def test_a_real_package_comes_out_with_its_day(real: Callable[..., Reading]) -> None:
    reading = real("au-dfat/Australian_Sanctions_Consolidated_List.xlsx")
    named = {each.primary_name: each for each in reading.listings.values()}
    listing = named["KIM Yong Bok"]
    assert (listing.package, listing.listed_on) == ("AU-2025-02-24", "2025-02-24")
    packaged = [each for each in reading.listings.values() if each.package]
    assert {each.listed_on for each in packaged} == {"2025-02-24"}
