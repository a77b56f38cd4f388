"""OFAC's delimited files: what golden files ask of the reader, and what real ones give."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import GOLDEN, Reading, read_files

Golden = Callable[[str], Reading]
Real = Callable[..., Reading]

SDN = GOLDEN / "us-ofac-delimited" / "given"
CONS = GOLDEN / "us-ofac-delimited-cons" / "given"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("us-ofac-delimited")


def issues(reading: Reading) -> set[tuple[str, str]]:
    return {(reference, finding) for reference, finding, _ in reading.report.issues}


def kinds(listing: Listing) -> dict[str, NameKind]:
    return {name.text: name.kind for name in listing.names}


def copied(folder: Path, *names: str, given: Path = SDN) -> list[Path]:
    """Some of the given files in a folder of their own."""
    for name in names:
        (folder / name).write_bytes((given / name).read_bytes())
    return [folder / name for name in names]


def test_the_sign_for_nothing_is_no_value(reading: Reading) -> None:
    listing = reading.listings["9004"]
    assert (listing.addresses, listing.positions, listing.countries) == ((), (), ())
    assert "-0-" not in str(reading.document()["listings"])


def test_types_are_told_and_an_empty_one_is_an_organization(reading: Reading) -> None:
    assert [reading.listings[each].type for each in ("9001", "9002", "9003", "9004")] == [
        TargetType.ORGANIZATION,
        TargetType.PERSON,
        TargetType.VESSEL,
        TargetType.AIRCRAFT,
    ]


def test_programmes_are_told_apart_without_their_brackets(reading: Reading) -> None:
    assert reading.listings["9002"].programmes == ("IRAN", "SDGT", "IRGC")


def test_the_name_of_a_person_and_a_title_stay_as_printed(reading: Reading) -> None:
    listing = reading.listings["9002"]
    assert listing.primary_name == "KELLERMUND, Arvid Tomas"
    assert listing.positions == ("Brigadier General; Director, Harbour Works",)


def test_strong_aliases_come_from_alt_and_weak_ones_from_the_remarks(reading: Reading) -> None:
    assert kinds(reading.listings["9001"]) == {
        "NORDLYS-VINTERGATAN CO., LTD.": NameKind.PRIMARY,
        "NORDLYS VINTER": NameKind.ALIAS,
        "GAMLA NORDLYS": NameKind.FORMER,
        "NYA NORDLYS": NameKind.ALIAS,
        "VINTER": NameKind.WEAK_ALIAS,
    }


def test_what_is_remarked_of_an_alias_or_address_stays_with_it(reading: Reading) -> None:
    listing = reading.listings["9002"]
    assert "Alias KELLERMUNT, Arved: used in Norway" in listing.remarks
    assert "Quay 4, Denmark (until 2010)" in listing.addresses


def test_an_address_of_nothing_is_none_and_one_of_a_country_is_a_tie(reading: Reading) -> None:
    listing = reading.listings["9001"]
    assert listing.addresses == ("Long Street 1, P.O. Box 2, Storvik 12345, Sweden", "Cuba")
    assert listing.countries == ("KP", "SE", "CU")


def test_a_region_is_its_country_and_undetermined_is_none(reading: Reading) -> None:
    assert reading.listings["9002"].countries == ("PS", "DK")


def test_a_vessel_has_its_columns_and_the_numbers_of_its_remarks(reading: Reading) -> None:
    listing = reading.listings["9003"]
    assert {(one.kind, one.value) for one in listing.identifiers} == {
        ("call-sign", "ZZ4A2"),
        ("call-sign", "ZZ9Y"),
        ("imo", "7654329"),
        ("mmsi", "265000001"),
    }
    assert listing.countries == ("SE", "NO")
    assert listing.linked_to == ("owner: Vintergatan Trading", "VINTERGATAN TRADING CO., LTD.")
    assert {"Type: General Cargo", "Tonnage: 10,500", "Former flag: Denmark"} <= set(
        listing.remarks
    )


def test_a_cut_remark_is_joined_to_its_rest_before_it_is_read(reading: Reading) -> None:
    listing = reading.listings["9005"]
    assert [one.value for one in listing.identifiers] == ["ZZ554433221", "1234"]
    assert kinds(listing)["KAPTEN"] is NameKind.WEAK_ALIAS


def test_a_number_that_lacks_its_end_is_a_remark_alone(reading: Reading) -> None:
    listing = reading.listings["9006"]
    assert listing.identifiers == ()
    assert listing.birth_dates == ("1970",)
    assert listing.remarks[-1] == "Passport ZZ6677 (cut short by the issuer)"
    assert ("9006", "remarks are cut short") in issues(reading)
    assert any("is missing (entries: 1)" in doubt for doubt in reading.report.doubts)


def test_a_rest_of_another_day_is_not_joined_to_whole_remarks(reading: Reading) -> None:
    listing = reading.listings["9008"]
    assert [one.value for one in listing.identifiers] == ["11"]
    assert "5; a.k.a. 'OTHER DAY'." in listing.remarks
    assert ("9008", "comment on remarks that are not cut") in issues(reading)


def test_words_that_are_not_known_are_reported_and_the_entry_kept(reading: Reading) -> None:
    assert reading.listings["9007"].type is TargetType.UNKNOWN
    assert issues(reading) >= {
        ("9007", "unknown type"),
        ("9007", "unknown kind of alias"),
        ("9007", "unknown gender"),
        ("9007", "unknown country"),
        ("9007", "birth date not understood"),
    }
    assert set(reading.listings["9007"].remarks) == {
        "Gender Other",
        "nationality Krakozhia",
        "DOB spring of 1960",
    }


def test_an_entry_without_a_name_goes_by_its_alias_or_is_dropped(reading: Reading) -> None:
    assert reading.listings["9010"].primary_name == "NAMELESS HOLDING"
    assert ("9010", "no primary name") in issues(reading)
    assert reading.report.dropped == (("9009", "prints no name"),)


def test_rows_of_entries_that_are_not_there_make_no_targets(reading: Reading) -> None:
    assert not {"9997", "9998", "9999"} & set(reading.listings)
    assert issues(reading) >= {
        ("9999", "alias of an entry that is not in the file"),
        ("9998", "address of an entry that is not in the file"),
        ("9997", "comment on an entry that is not in the file"),
    }
    assert sum(reference == "9999" for reference, _, _ in reading.report.issues) == 1
    assert sum("not of one day" in doubt for doubt in reading.report.doubts) == 3


def test_the_files_say_neither_their_day_nor_that_of_a_listing(reading: Reading) -> None:
    assert reading.published_on is None
    assert {listing.listed_on for listing in reading.listings.values()} == {None}


def test_the_other_lists_are_told_by_the_names_of_their_files(golden: Golden) -> None:
    reading = golden("us-ofac-delimited-cons")
    assert reading.source == "us-ofac-cons"
    assert set(reading.listings) == {"8001", "8002"}


def test_line_feeds_alone_are_read_but_a_missing_end_mark_is_said(golden: Golden) -> None:
    report = golden("us-ofac-delimited-cons").report
    assert report.doubts == ()
    assert len(report.warnings) == 4
    assert all("0x1A" in warning for warning in report.warnings)


def test_a_list_without_its_aliases_and_addresses_is_doubted(tmp_path: Path) -> None:
    report = read_files(*copied(tmp_path, "SDN.CSV")).report
    assert report.kept == 9  # one has no name but in ALT.CSV
    assert [doubt.split(" is missing")[0] for doubt in report.doubts] == [
        "ALT.CSV",
        "ADD.CSV",
        "SDN_COMMENTS.CSV",
        "remarks are cut short and their rest",
    ]


def test_missing_comments_are_no_doubt_where_no_remark_is_cut(tmp_path: Path) -> None:
    files = copied(tmp_path, "SDN.CSV", "ALT.CSV", "ADD.CSV")
    rows = files[0].read_bytes().splitlines(keepends=True)
    files[0].write_bytes(b"".join(row for row in rows if len(row) < 1000))
    report = read_files(*files).report
    assert not any("COMMENTS" in doubt or "cut short and" in doubt for doubt in report.doubts)
    assert any("SDN_COMMENTS.CSV is missing" in warning for warning in report.warnings)


def test_aliases_without_the_list_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedLayout, match=r"SDN\.CSV is missing"):
        read_files(*copied(tmp_path, "ALT.CSV", "ADD.CSV", "SDN_COMMENTS.CSV"))


def test_names_of_files_may_be_in_any_case_and_packed(tmp_path: Path) -> None:
    packed = tmp_path / "Cons_Prim.Csv.Gz"
    packed.write_bytes(gzip.compress((CONS / "cons_prim.csv").read_bytes()))
    assert read_files(packed).source == "us-ofac-cons"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("SDN.CSV", b'9011,"TOO","NARROW"\r\n'),
        ("SDN.CSV", b'"x","A",-0- ,"B",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'),
        ("ALT.CSV", b'9001,12,"aka","WIDE",-0- ,-0- \r\n'),
        ("SDN_COMMENTS.CSV", b"9005\r\n"),
    ],
)
def test_a_row_of_another_shape_stops_the_reading(
    tmp_path: Path, name: str, row: bytes
) -> None:
    files = copied(tmp_path, "SDN.CSV", "ALT.CSV", "SDN_COMMENTS.CSV")
    changed = tmp_path / name
    changed.write_bytes(changed.read_bytes().removesuffix(b"\x1a") + row + b"\x1a")
    line = changed.read_bytes().count(b"\n")
    with pytest.raises(UnexpectedLayout, match=f"line {line}: "):
        read_files(*files)


@pytest.mark.parametrize(
    ("names", "entries", "aliases", "orphans"),
    [  # MANIFEST.csv: entries, rows of aliases; and entries that ALT or ADD has alone
        (("20231228/SDN.CSV.gz", "20231228/ALT.CSV", "20231228/ADD.CSV"), 13821, 17091, 0),
        (("20240503/SDN.CSV.gz",), 14965, 0, 0),
        (
            (
                "derived/SDN_REBUILT-no-vessels-no-programs_202508.CSV.gz",
                "20260802/ALT.CSV",
                "20260802/ADD.CSV",
            ),
            16164,
            None,
            3980,
        ),
    ],
)
def test_the_real_lists_are_read_whole(
    real: Real, names: tuple[str, ...], entries: int, aliases: int | None, orphans: int
) -> None:
    reading = real(*(f"us-ofac/{name}" for name in names))
    assert (reading.source, reading.report.kept) == ("us-ofac-sdn", entries)
    assert reading.report.dropped == ()
    strong = [
        name
        for listing in reading.listings.values()
        for name in listing.names
        if name.kind in (NameKind.ALIAS, NameKind.FORMER)
    ]
    assert aliases is None or len(strong) == aliases
    lacking = [each for each in reading.report.issues if "not in the file" in each[1]]
    assert len(lacking) == orphans


def test_the_real_other_lists_are_read_whole(real: Real) -> None:
    parts = ("PRIM", "ALT", "ADD", "COMMENTS")
    reading = real(*(f"us-ofac/cons-20251219/CONS_{part}.CSV" for part in parts))
    assert (reading.source, reading.report.kept) == ("us-ofac-cons", 442)  # MANIFEST.csv
    assert (reading.report.doubts, reading.report.warnings) == ((), ())
    # three stock numbers do not check; nothing else is doubtful
    assert {finding for _, finding, _ in reading.report.issues} == {"malformed identifier"}


def test_real_parts_without_their_list_are_refused(real: Real) -> None:
    with pytest.raises(UnexpectedLayout, match=r"SDN\.CSV is missing"):
        real("us-ofac/20260802/ALT.CSV", "us-ofac/20260802/ADD.CSV")
