"""The Consolidated Screening List: what its golden file asks, and the real one."""

from collections import Counter
from collections.abc import Callable

import pytest

from screening.domain.targets import NameKind, TargetType
from tests.sources.conftest import Reading

Golden = Callable[[str], Reading]
AGAIN = "EL:vintergatan-trading-ab:2022-04-07"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("us-csl")


def test_each_row_is_of_the_authority_whose_list_it_is_copied_from(reading: Reading) -> None:
    assert Counter(each.authority for each in reading.listings.values()) == {
        "us-ofac": 5,
        "us-bis": 3,
        "us-state": 1,
        "us-ita": 1,
    }
    finding = ("unknown list", "Brand New List (BNL) - Ministry of Works")
    assert ("BNL:torsten-holmqvist", *finding) in reading.report.issues


def test_a_target_on_several_lists_of_the_treasury_is_one_listing(reading: Reading) -> None:
    listing = reading.listings["990002"]
    assert listing.programmes == ("UKRAINE-EO13662", "RUSSIA-EO14024", "MBS")
    assert listing.addresses == ("Storvik, SE", "Uppland, SE")
    assert [one.kind for one in listing.identifiers] == ["reg"]
    assert [text for text in listing.remarks if text.startswith("List: ")] == [
        "List: Sectoral Sanctions Identifications List (SSI) - Treasury Department",
        "List: Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
    ]


def test_rows_without_a_number_get_a_reference_that_can_be_read(reading: Reading) -> None:
    assert {AGAIN, f"{AGAIN}:2", "DTC:ingvar-nordahl:83-FR-18112"} <= set(reading.listings)


def test_a_list_without_programmes_is_the_programme(reading: Reading) -> None:
    listing = reading.listings[AGAIN]
    assert listing.programmes == ("EL",)
    assert listing.measures[1] == "License policy: Presumption of denial."
    assert listing.type is TargetType.UNKNOWN


def test_the_end_of_a_series_is_no_part_of_its_last_name(reading: Reading) -> None:
    names = [name.text for name in reading.listings[AGAIN].names]
    assert names == ["Vintergatan Trading AB", "VG Trading", "Vintergatan Export", "VG Metals"]
    assert reading.listings[AGAIN].names[1].kind is NameKind.ALIAS


def test_labels_are_found_at_either_end_of_an_item(reading: Reading) -> None:
    old, new = reading.listings["990001"], reading.listings["990005"]
    told = {(one.value, one.country, one.note) for one in (*old.identifiers, *new.identifiers)}
    assert {
        ("ZZ998877", "SE", "issued 2011-02-03; expires 2021-02-02"),
        ("ZZ112233", "SE", "issued 2011-02-03; expires 2021-02-02"),
        ("AB-77", "SE", "date 2019-12-30"),
        ("ZZ445566", None, "date 2021-02-02"),
        ("1FakeMadeUpAddress111111111111111", None, "currency XBT"),
    } <= told
    assert new.listed_on == "2021-06-03"
    assert new.effective_on == "2021-08-02"


def test_a_label_without_a_word_is_reported_and_its_number_kept(reading: Reading) -> None:
    listing = reading.listings["990001"]
    numbers = [(one.value, one.note) for one in listing.identifiers if one.kind == "number"]
    assert numbers == [("4711", "Loyalty Card No.")]
    assert "Amber, Loyalty Colour" in listing.remarks
    assert [
        about for _, finding, about in reading.report.issues if "identifier" in finding
    ] == [
        "4711, Loyalty Card No.",
        "Amber, Loyalty Colour",
    ]


def test_whom_a_target_is_linked_to_leaves_the_remarks(reading: Reading) -> None:
    listing = reading.listings["990001"]
    assert listing.linked_to == ("VINTERGATAN TRADING (STORVIK) AB; NORTH BRANCH",)
    assert "seen in Storvik" in listing.remarks


def test_a_vessel_keeps_its_numbers_flag_and_owner(reading: Reading) -> None:
    listing = reading.listings["990003"]
    assert [one.kind for one in listing.identifiers] == ["call-sign", "imo", "mmsi"]
    assert (listing.countries, listing.linked_to) == (("PA",), ("owner: Karlavagnen Line",))
    assert reading.listings["990004"].countries == ()


def test_an_order_with_an_end_is_in_force_while_its_row_is_there(reading: Reading) -> None:
    (listing,) = (each for each in reading.listings.values() if "DPL" in each.programmes)
    assert not listing.delisted
    assert {"End date: 2030-03-07", "Start date: 0097-06-30"} <= set(listing.remarks)
    assert listing.listed_on is None


def test_a_row_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("990006", "prints no name"),)


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("us-csl/consolidated.csv.gz")
    # MANIFEST.csv counts 14160 rows and 34171 names; 71 targets of the Treasury are on
    # two or three of its lists, which makes 112 rows more than targets
    assert (reading.report.kept, reading.report.dropped) == (14160 - 112, ())
    assert {finding for _, finding, _ in reading.report.issues} == {
        "malformed identifier",
        "date not understood",
        "unknown country",
    }
    assert len(reading.report.issues) < 15
