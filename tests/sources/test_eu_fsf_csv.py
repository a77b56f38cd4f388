"""The EU's financial sanctions list as CSV 1.1: the golden file, and the real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import Gender, NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import GOLDEN, Reading, read_files

Golden = Callable[[str], Reading]
GIVEN = GOLDEN / "eu-fsf-csv" / "given" / "csvFullSanctionsList_1_1.csv"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("eu-fsf-csv")


@pytest.fixture
def person(reading: Reading) -> Listing:
    return reading.listings["EU.9001.1"]


def changed(tmp_path: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    """The given file with its lines changed."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"".join(change(GIVEN.read_bytes().splitlines(keepends=True))))
    return path


def test_the_day_is_that_of_the_file(reading: Reading) -> None:
    assert reading.published_on == "2025-09-02"


def test_the_rows_of_an_entry_are_one_listing(person: Listing) -> None:
    assert [(name.text, name.kind) for name in person.names] == [
        ("Arvid Tomas Kellermund", NameKind.PRIMARY),
        ('Arvid "Tosha" Kellermund', NameKind.WEAK_ALIAS),  # quotes within a name
        ("Арвид Келлермунд", NameKind.ORIGINAL_SCRIPT),
    ]
    assert person.birth_dates == ("1961-04-07", "1962~")
    assert (person.citizenships, person.gender) == (("DK",), Gender.MALE)


def test_a_row_without_a_name_is_no_entry(reading: Reading) -> None:
    assert reading.report.read == 3


def test_the_letter_and_the_word_of_the_subject_are_the_other_way_round(
    reading: Reading,
) -> None:
    assert reading.listings["EU.9001.1"].type is TargetType.PERSON
    assert reading.listings["EU.9002.2"].type is TargetType.ORGANIZATION


def test_a_line_break_in_two_characters_is_a_blank(person: Listing) -> None:
    assert person.positions == ("Captain", "Harbour master of Storvik")
    assert "Born: Then a village of fishers" in person.remarks
    assert not any("\\n" in text for text in person.remarks)


def test_no_is_norway_among_the_countries(reading: Reading) -> None:
    assert reading.listings["EU.9002.2"].countries == ("NO",)


def test_the_remark_tells_the_day_of_the_listing(reading: Reading) -> None:
    assert reading.listings["EU.9002.2"].listed_on == "2024-12-16"


def test_the_day_alone_tells_no_package(reading: Reading, person: Listing) -> None:
    assert person.package == "EU-15"
    assert reading.listings["EU.9002.2"].package is None  # neither act nor regime


def test_a_number_is_freed_of_what_is_printed_behind_it(person: Listing) -> None:
    found = {one.kind: one for one in person.identifiers}
    assert found["passport"].value == "ZZ998877"
    assert found["passport"].note == "Diplomatic passport; issued 2001-02-03; known to be false"
    assert found["kpp"].value == "773101001"


def test_a_dash_is_no_number(reading: Reading, person: Listing) -> None:
    assert "national-id" not in {one.kind for one in person.identifiers}
    assert ("EU.9001.1", "identification without a number", "-") in reading.report.issues


def test_contacts_are_told_apart_from_the_remark_behind_them(person: Listing) -> None:
    address = "Quay 4; second floor, 4001, Storvik, DENMARK (at the time of listing)"
    assert person.addresses == (address,)
    assert [one.value for one in person.identifiers if one.kind == "email"] == [
        "post@example.org"
    ]
    assert {
        f"Address {address}: Place of registration",
        "Website: https://example.org",
        "Phone: +45 00 00 00",
    } <= set(person.remarks)


def test_an_entry_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("900003", "prints no name"),)


def test_rows_that_do_not_stand_together_are_refused(tmp_path: Path) -> None:
    path = changed(tmp_path, lambda lines: [*lines, lines[1]])
    with pytest.raises(UnexpectedLayout, match=r"900001.*do not stand together"):
        read_files(path)


def test_a_file_without_the_columns_of_the_acts_is_doubted(tmp_path: Path) -> None:
    def without(lines: list[bytes]) -> list[bytes]:
        lines[0] = lines[0].replace(b"Regulation_NumberTitle", b"Regulation_Title")
        return lines

    (doubt,) = read_files(changed(tmp_path, without)).report.doubts
    assert "no legal acts" in doubt


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    def without(lines: list[bytes]) -> list[bytes]:
        lines[0] = lines[0].replace(b"NameAlias_WholeName", b"NameAlias_Name")
        return lines

    with pytest.raises(UnexpectedLayout, match="lacks the columns NameAlias_WholeName"):
        read_files(changed(tmp_path, without))


def test_csv_1_0_is_refused_with_what_to_get_instead(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("Date_file;Entity_logical_id;Subject_type;Naal_logical_id\n1;1;P;1\n")
    with pytest.raises(UnexpectedLayout, match=r"CSV 1\.0.*get it as XML 1\.1 or CSV 1\.1"):
        read_files(path)


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("eu-fsf/csvFullSanctionsList_1_1_REBUILT_20250902.csv.gz")
    assert (reading.published_on, reading.report.kept) == ("2025-09-02", 5540)
    assert reading.report.dropped == ()
    assert reading.report.doubts == ()
    # numbers in the wrong column, years of another calendar: as printed
    assert len(reading.report.issues) == 14


def test_the_real_csv_1_0_is_refused(real: Callable[..., Reading]) -> None:
    with pytest.raises(UnexpectedLayout, match=r"CSV 1\.0"):
        real("eu-fsf/csv_1_0_sample_20180704.csv")
