"""What issuers add to a list: it is kept, reported, and never passed over."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.sources.xml import root_element
from screening.sources.xml_layout import Layout
from tests.sources.conftest import GOLDEN, Reading, read_files
from tests.sources.workbooks import Value, write_xlsx

LAYOUT = Layout.of("uid", "akaList/aka: name", "box: @key", "old: *")


def unknown(content: str) -> list[tuple[str, str]]:
    node = root_element(f"<entry>{content}</entry>".encode())
    assert node is not None
    return LAYOUT.unknown(node)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<uid>7</uid><akaList><aka><name>A</name></aka></akaList>", []),
        ("<uid>7</uid><hue>deep  blue</hue>", [("hue", "deep blue")]),
        ("<akaList><aka><name>A</name><hue>red</hue></aka></akaList>", [("hue", "red")]),
        ("<hues><hue>red</hue><hue>blue</hue></hues>", [("hues", "red blue")]),
        ("<hue/>", []),
        ('<box key="a" hue="red"/>', [("box hue", "red")]),
        ("<old><hue>red</hue></old>", []),
        ('<new:uid xmlns:new="urn:new">7</new:uid>', []),
    ],
)
def test_what_is_not_of_the_layout_is_found(content: str, found: list[tuple[str, str]]) -> None:
    assert unknown(content) == found


@pytest.mark.parametrize(
    ("layout", "behind", "reference"),
    [
        ("un-xml", "<DATAID>9900001</DATAID>", "ZZi.001"),
        ("eu-fsf-xml", '<subjectType code="person" classificationCode="P"/>', "EU.9001.1"),
        ("us-ofac-xml", "<uid>99001</uid>", "99001"),
        ("us-ofac-enhanced", '<entity id="99001">', "99001"),
        ("us-ofac-advanced", '<Profile ID="99001" PartySubTypeID="4">', "99001"),
        ("us-ofac-advanced", '<SanctionsMeasure ID="2" SanctionsTypeID="1">', "99001"),
        ("us-ofac-advanced", '<Location ID="501">', "99001"),
        ("us-ofac-advanced", "<IDRegistrationNo>ZZ998877</IDRegistrationNo>", "99001"),
        ("ca-gac-xml", "<Item>6</Item>", "Southmark:Part 2:6"),
        ("ch-seco-xml", '<individual sex="male">', "100"),
        ("gb-fcdo-xml", "<UniqueID>ZZA0001</UniqueID>", "ZZA0001"),
    ],
)
def test_a_new_element_is_reported_and_kept_as_a_remark(
    layout: str, behind: str, reference: str, tmp_path: Path
) -> None:
    (given,) = (GOLDEN / layout / "given").iterdir()
    text = given.read_text(encoding="utf-8")
    assert behind in text
    path = tmp_path / given.name
    path.write_text(text.replace(behind, f"{behind}<Hue>deep blue</Hue>", 1), encoding="utf-8")

    reading = read_files(path)

    assert (reference, "unknown element", "Hue: deep blue") in reading.report.issues
    assert "Hue: deep blue" in reading.listings[reference].remarks


def test_a_new_attribute_of_the_eu_is_reported_and_kept(tmp_path: Path) -> None:
    given = GOLDEN / "eu-fsf-xml" / "given" / "xmlFullSanctionsList_1_1.xml"
    text = given.read_text(encoding="utf-8")
    path = tmp_path / given.name
    path.write_text(text.replace('poBox="P.O.', 'floor="3" poBox="P.O.', 1), encoding="utf-8")

    reading = read_files(path)

    assert ("EU.9001.1", "unknown element", "address floor: 3") in reading.report.issues
    assert "address floor: 3" in reading.listings["EU.9001.1"].remarks


def test_a_long_text_stands_whole_in_the_remark_and_shortened_in_the_report(
    tmp_path: Path,
) -> None:
    (given,) = (GOLDEN / "un-xml" / "given").iterdir()
    behind, long = "<DATAID>9900001</DATAID>", "blue " * 99 + "grey"
    path = tmp_path / given.name
    text = given.read_text(encoding="utf-8")
    path.write_text(text.replace(behind, f"{behind}<Hue>{long}</Hue>"), encoding="utf-8")

    reading = read_files(path)

    (about,) = (each[2] for each in reading.report.issues if each[2].startswith("Hue: "))
    assert about.endswith("…")
    assert len(about) < 130
    assert f"Hue: {long}" in reading.listings["ZZi.001"].remarks


def with_column(path: Path, delimiter: str, header: int) -> str:
    """A table with one column more, filled in its first row alone."""
    text = path.read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    for number, row in enumerate(rows):
        if number >= header and row:
            row.append({header: "Hue", header + 1: "deep blue"}.get(number, ""))
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


@pytest.mark.parametrize(
    ("layout", "name", "delimiter", "header"),
    [
        ("eu-fsf-csv", "csvFullSanctionsList_1_1.csv", ";", 0),
        ("eu-journal", "32014R0269.csv", ",", 0),
        ("us-csl", "consolidated.csv", ",", 0),
        ("ftm-simple", "targets.simple.csv", ",", 0),
        ("gb-fcdo-csv", "UK-Sanctions-List.csv", ",", 1),
        ("gb-ofsi-csv", "ConList.csv", ",", 1),
    ],
)
def test_a_new_column_is_one_warning_and_its_cells_are_remarks(
    layout: str, name: str, delimiter: str, header: int, tmp_path: Path
) -> None:
    given = GOLDEN / layout / "given" / name
    path = tmp_path / name
    path.write_text(with_column(given, delimiter, header), encoding="utf-8", newline="")

    reading = read_files(path)

    said = [each for each in reading.report.warnings if "Hue" in each]
    assert said == ["unknown column Hue: its content is kept as a remark"]
    assert [
        each.reference for each in reading.listings.values() if "Hue: deep blue" in each.remarks
    ] == [next(iter(reading.listings))]


def test_a_new_column_of_a_workbook_is_one_warning(tmp_path: Path) -> None:
    titles = ["Reference", "Name of Individual or Entity", "Type", "Name Type"]
    titles += ["Date of Birth", "Citizenship", "Additional Information", "Committees"]
    cells: list[Value] = [
        901,
        "Arvid Kellermund",
        "Individual",
        "Primary Name",
        "",
        "",
        "",
        "Made-up",
    ]
    rows: list[list[Value]] = [[*titles, "Control Date", "Hue"], [*cells, "", "deep blue"]]

    reading = read_files(write_xlsx(tmp_path / "list.xlsx", {"Sheet1": rows}))

    assert reading.report.warnings == ("unknown column Hue: its content is kept as a remark",)
    assert reading.listings["901"].remarks == ("Hue: deep blue",)


def test_nothing_of_the_real_lists_is_unknown(real: Callable[..., Reading]) -> None:
    for name in (
        "un-sc/20260801/consolidated.xml",
        "eu-fsf/xmlFullSanctionsList_1_1_first-part_20220318.xml.gz",
        "us-ofac/cons-20250328/CONSOLIDATED.XML",
        "us-ofac/ENHANCED_XML_program-IRGC_20240828.xml",
        "us-ofac/SDN_ADVANCED_slice.xml",
        "ca-sema/sema-lmes.xml",
        "ch-seco/seco-whole-list_structure-sample_20260827.xml",
    ):
        report = real(name).report
        assert [each for each in report.issues if each[1] == "unknown element"] == []
        assert [each for each in report.warnings if "unknown column" in each] == []
