"""The withdrawn OFSI list: four layouts of the same columns, several values to a cell."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from screening.domain.targets import Gender, NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.sources.catalogue import NO_END_MARK
from tests.sources.conftest import GOLDEN, Reading, read_files

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("gb-ofsi-csv")


@pytest.fixture
def older(golden: Golden) -> Reading:
    return golden("gb-ofsi-csv-2018")


def test_reading_it_warns_that_the_list_has_ended(reading: Reading) -> None:
    assert reading.report.warnings == (
        NO_END_MARK,
        "the OFSI consolidated list ended on 28 January 2026; "
        "the UK Sanctions List took its place",
    )
    assert reading.report.doubts == ()


def test_the_day_is_that_of_the_first_row(reading: Reading, older: Reading) -> None:
    assert (reading.published_on, older.published_on) == ("2022-05-04", "2018-04-27")


def test_the_rows_of_a_group_are_one_target_with_its_names(reading: Reading) -> None:
    names = {name.text: name.kind for name in reading.listings["99001"].names}
    assert names == {
        "Arvid Tomas KELLERMUND": NameKind.PRIMARY,
        "TOSHA": NameKind.WEAK_ALIAS,
        "Arvid DAHL": NameKind.FORMER,
        "Arved KELLERMUNT": NameKind.ALIAS,
        "Арвид Келлермунд": NameKind.ORIGINAL_SCRIPT,
    }


def test_birth_dates_go_as_far_as_they_are_known(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.birth_dates == ("1980", "1981-06", "1982-05", "1983")
    assert "Born: 00/00/0" in listing.remarks


def test_enumerated_values_are_taken_apart_and_kept_in_step(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.nationalities == ("SE", "NO")
    assert listing.birth_places == ("Storvik, Sweden", "Ulvik, Norway")
    assert listing.positions == ("Mullah", "Haji", "Director", "Treasurer")
    passports = [one for one in listing.identifiers if one.kind == "passport"]
    assert [(one.value, one.country) for one in passports] == [("ZZ998877", "SE")]
    assert "Passport: Expired" in listing.remarks


def test_what_is_said_of_several_places_is_said_with_each(reading: Reading) -> None:
    places = reading.listings["99002"].birth_places
    assert places == ("Storvik, (1)-(2) Sweden", "Ulvik, (1)-(2) Sweden")


def test_a_target_of_two_regimes_has_the_earlier_day_and_says_both(reading: Reading) -> None:
    listing = reading.listings["99001"]
    assert listing.listed_on == "2011-12-02"
    assert listing.programmes == ("Syria", "Chemical Weapons")
    assert "Listed under Chemical Weapons on 2019-01-21" in listing.remarks


def test_labels_within_the_text_are_fields(reading: Reading) -> None:
    person, firm = reading.listings["99001"], reading.listings["99002"]
    assert person.gender is Gender.MALE
    assert {
        "UN reference: ZZi.001",
        "UK Sanctions List reference: ZZA0001",
        "Made-up man (also of the port).",
        "UK Statement of Reasons: He did made-up things (with others).",
    } <= set(person.remarks)
    assert {"Phone: +46 26 000002", "Subsidiary: Ulvik Branch"} <= set(firm.remarks)
    assert firm.linked_to == ("parent company: Quistgaard Holding",)
    assert ("tax", "9900000120", "RU") in {
        (one.kind, one.value, one.country) for one in firm.identifiers
    }


def test_a_ship_is_told_by_the_labels_and_not_by_what_it_belongs_to(reading: Reading) -> None:
    ship = reading.listings["99003"]
    assert ship.type is TargetType.VESSEL
    assert [(one.kind, one.value) for one in ship.identifiers] == [("imo", "1999002")]
    assert ship.countries == ("KP",)
    assert not any(remark.startswith("UN reference") for remark in ship.remarks)


def test_what_is_wrong_is_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("99001", "birth date not understood", "00/00/0"),
        ("99001", "passport without a number", "Expired"),
        ("99002", "no primary name", "VINTERGATAN TRADING"),
    }
    assert reading.report.dropped == (
        ("row 10", "prints no Group ID"),
        ("99004", "prints no name"),
    )


def test_the_older_layout_is_windows_1252(older: Reading) -> None:
    assert older.listings["99005"].primary_name == "VINTERGATAN’S TRADING"
    said = "Annex XIII. UN listing. UN Ref QDe.904. Emir “for” the made-up zone – said so."
    assert said in older.listings["99001"].remarks


def test_the_older_layout_has_numbers_and_references_in_words(older: Reading) -> None:
    listing = older.listings["99001"]
    assert [(one.kind, one.value, one.country) for one in listing.identifiers] == [
        ("passport", "ZZ998877", "SE"),
        ("passport", "ZP112233", "NO"),
        ("national-id", "404-1111-0001", "SD"),
        ("tax", "ZZZZZZ00A00Z000Z", "IT"),
    ]
    assert "UN reference: QDe.904" in listing.remarks
    firm = older.listings["99005"]
    assert "UN reference: QE.Z.146.14" in firm.remarks
    assert "UN reference: ZZe.001" not in firm.remarks


def test_adjectives_and_remarks_of_countries_are_understood(older: Reading) -> None:
    listing = older.listings["99001"]
    assert listing.nationalities == ("SA", "QA")
    assert listing.countries == ("AF",)
    assert listing.addresses == ("Afghanistan (since 2009)",)
    # two countries are called so
    assert ("99005", "country of several", "Congo") in older.report.issues


def test_the_xml_says_the_same_by_other_names(golden: Golden) -> None:
    reading = golden("gb-ofsi-xml")
    person, ship = reading.listings["99001"], reading.listings["99003"]
    assert [name.text for name in person.names] == ["Arvid KELLERMUND", "Arved KELLERMUNT"]
    assert (person.nationalities, person.gender) == (("SE", "NO"), Gender.MALE)
    assert person.listed_on == "2022-03-11"
    assert "UK Sanctions List reference: ZZA0001" in person.remarks
    assert "UK Statement of Reasons: He did (Gender): made-up things." in person.remarks
    assert [(one.kind, one.value) for one in ship.identifiers] == [("imo", "1999002")]
    assert "unknown column ShoeSize: its content is kept as a remark" in reading.report.warnings


def test_the_workbook_says_the_same_as_the_csv(reading: Reading, tmp_path: Path) -> None:
    given = GOLDEN / "gb-ofsi-csv" / "given" / "ConList.csv"
    made = read_files(_workbook(given, tmp_path / "ConList.xlsx"))
    assert made.published_on == reading.published_on
    assert made.listings == reading.listings


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    given = GOLDEN / "gb-ofsi-csv" / "given" / "ConList.csv"
    changed = tmp_path / "ConList.csv"
    changed.write_bytes(given.read_bytes().replace(b"Regime", b"Reason"))
    with pytest.raises(UnexpectedLayout, match="lacks the columns Regime"):
        read_files(changed)


@pytest.mark.parametrize(
    ("path", "day", "targets"),
    [
        ("uk-ofsi/20200427/ConList.csv.gz", "2020-04-27", 2114),
        ("uk-ofsi/20220504/ConList.xlsx", "2022-05-04", 3430),
        ("uk-ofsi/ConList_2022format_sample.csv", "2020-04-27", 6),
    ],
)  # MANIFEST.csv
def test_the_real_lists_are_read_whole(
    real: Callable[..., Reading], path: str, day: str, targets: int
) -> None:
    reading = real(path)
    assert (reading.published_on, reading.report.kept) == (day, targets)
    assert reading.report.dropped == ()


def _workbook(csv: Path, path: Path) -> Path:
    """The rows of a CSV as the least workbook there is, each cell a text."""
    import csv as rows_of

    with csv.open(encoding="utf-8", newline="") as stream:
        rows = list(rows_of.reader(stream))
    cells = [
        "".join(f'<c t="inlineStr"><is><t>{escape(cell)}</t></is></c>' for cell in row)
        for row in rows
    ]
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet = "".join(f"<row>{each}</row>" for each in cells)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path
