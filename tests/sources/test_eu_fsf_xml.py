"""The EU's financial sanctions list as XML: the golden file, and the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from tests.sources.conftest import GOLDEN, Reading, read_files

Golden = Callable[[str], Reading]
GIVEN = GOLDEN / "eu-fsf-xml" / "given" / "xmlFullSanctionsList_1_1.xml"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("eu-fsf-xml")


@pytest.fixture
def person(reading: Reading) -> Listing:
    return reading.listings["EU.9001.1"]


def test_the_day_is_that_of_the_export(reading: Reading) -> None:
    assert reading.published_on == "2026-03-18"


def test_the_main_name_is_told_in_parts_and_not_in_another_language(person: Listing) -> None:
    assert person.primary_name == "Arvid Tomas Kellermund"  # not the French, not the byname


def test_one_text_in_several_languages_is_one_name(person: Listing) -> None:
    texts = [name.text for name in person.names]
    assert texts.count("Arvid Tomas Kellermund") == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Arvide Kellermonde", NameKind.ALIAS),
        ("Tosha", NameKind.WEAK_ALIAS),  # `Lo quality alias`, though strong is true
        ("Kella", NameKind.WEAK_ALIAS),  # strong is false
        ("Arved Kellermunt", NameKind.ALIAS),  # `god quality alias`
        ("Arvid Storvikson", NameKind.FORMER),
        ("Арвид Келлермунд", NameKind.ORIGINAL_SCRIPT),
    ],
)
def test_a_name_is_graded_by_its_flag_and_its_remark(
    person: Listing, text: str, kind: NameKind
) -> None:
    assert {name.text: name.kind for name in person.names}[text] is kind


def test_a_remark_that_only_grades_is_not_repeated(person: Listing) -> None:
    said = " ".join(person.remarks)
    assert "god quality" not in said
    assert "A. Kellermund: good quality alias; used in Storvik" in person.remarks


def test_every_form_of_birth_date_is_read(person: Listing) -> None:
    assert person.birth_dates == ("1961-04-07", "1961-08", "1962~", "1960/1965")
    assert person.birth_places == ("Storvik, DENMARK", "Nordhamn, Vestfylke, NORWAY")


def test_a_date_of_another_calendar_is_no_birth_date(reading: Reading, person: Listing) -> None:
    assert not any(date.startswith(("1402", "1982")) for date in person.birth_dates)
    assert "Born: 24.6.1402 = 1982-04-19 (ISLAMIC calendar)" in person.remarks
    finding = ("birth date of another calendar", "24.6.1402 = 1982-04-19 ISLAMIC")
    assert ("EU.9001.1", *finding) in reading.report.issues


def test_a_day_that_does_not_exist_stays_as_a_remark(reading: Reading, person: Listing) -> None:
    assert "Born: 1961-2-31" in person.remarks
    assert ("EU.9001.1", "birth date not understood", "1961-2-31") in reading.report.issues


def test_country_00_is_no_country(person: Listing) -> None:
    assert person.citizenships == ("DK",)


def test_enumerations_are_several_positions(person: Listing) -> None:
    assert person.positions == (
        "Captain",
        "Doctor.",
        "Harbour master of Storvik",
        "Keeper of the seal.",
    )


def test_a_false_document_says_so_and_keeps_both_spellings_of_its_number(
    person: Listing,
) -> None:
    papers = [one for one in person.identifiers if one.kind == "passport"]
    assert [one.value for one in papers][:2] == ["ЖД998877", "ZD998877"]
    assert papers[0].country == "DK"
    for word in (
        "known to be false",
        "known to be expired",
        "revoked by its issuer",
        "diplomatic",
        "issued 2001-02-03",
        "valid to 2011-02-02",
        "issued by Storvik police",
        "in the name of Arved K.",
    ):
        assert word in (papers[0].note or "")
    assert "lost" not in (papers[0].note or "")


def test_a_number_is_of_the_kind_that_its_remark_says(person: Listing) -> None:
    found = {(one.kind, one.value) for one in person.identifiers}
    assert {("inn", "7798529981"), ("number", "0012345")} <= found


def test_contacts_are_remarks_and_mail_addresses_identifiers(person: Listing) -> None:
    mails = [one.value for one in person.identifiers if one.kind == "email"]
    assert mails == ["post@example.org", "arvid@example.org"]
    assert {"Phone: +45 00 00 00", "Website: https://example.org"} <= set(person.remarks)


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("EU.9001.1", "unknown kind of identification", "fishinglicence"),
        ("EU.9001.1", "unknown country", "ZQ"),
        ("EU.9001.1", "unknown kind of contact", "PIGEON"),
        ("EU.9006.6", "unknown kind of subject", "ghost"),
    }


def test_a_document_without_a_number_stays_as_a_remark(person: Listing) -> None:
    said = "National passport; seen in Storvik; issued by Storvik police; known to be expired"
    assert f"Document: {said}" in person.remarks


def test_a_passport_in_a_remark_is_an_identifier(person: Listing) -> None:
    named = [one for one in person.identifiers if one.note == "from the remarks"]
    assert [(one.kind, one.value) for one in named] == [("passport", "ZZ667788")]


def test_one_target_under_two_regimes_is_one_listing(reading: Reading) -> None:
    listing = reading.listings["EU.9002.2"]
    assert listing.programmes == ("AFG", "TAQA")
    assert [name.text for name in listing.names] == ["Selma Quistgaard", "Zelma Kvistgord"]
    assert listing.listed_on == "2001-01-31"
    assert listing.legal_basis == ("220/2008 (OJ L68)", "2017/404 (OJ L63)")
    assert "UN ID: ZZi.001" in listing.remarks


def test_an_entry_that_comes_back_later_is_kept_by_itself(reading: Reading) -> None:
    again = reading.listings["EU.9001.1:HYB"]
    assert again.primary_name == "Arvid Kellermund the Elder"


def test_the_package_is_told_by_the_act_that_listed_first(person: Listing) -> None:
    assert (person.package, person.listed_on) == ("EU-15", "2024-12-16")


def test_an_act_of_a_package_that_only_amends_tells_no_package(reading: Reading) -> None:
    listing = reading.listings["EU.9003.3"]
    assert listing.listed_on == "2021-06-23"  # told in the details of the designation
    assert listing.package is None


def test_the_day_tells_the_package_within_one_regime_only(reading: Reading) -> None:
    assert reading.listings["EU.9005.5"].package is None  # the same day, another regime
    assert reading.listings["EU.9006.6"].package == "EU-15"  # its act is a later one


def test_without_a_designation_the_first_act_dates_the_listing(reading: Reading) -> None:
    assert reading.listings["900004"].listed_on == "2016-05-01"


def test_an_act_that_amends_does_not_date_the_listing(tmp_path: Path) -> None:
    content = GIVEN.read_text(encoding="utf-8")
    path = tmp_path / GIVEN.name
    path.write_text(content.replace('Type="regulation"', 'Type="amendment"'), encoding="utf-8")
    listing = read_files(path).listings["900004"]
    assert listing.listed_on is None
    assert "Earliest act cited: 2016/9000 (OJ L8), published on 2016-05-01" in listing.remarks


def test_an_act_that_amends_tells_the_package_though_no_day(tmp_path: Path) -> None:
    content = GIVEN.read_text(encoding="utf-8")
    path = tmp_path / GIVEN.name
    path.write_text(content.replace("date of listing: 23.6.2021", ""), encoding="utf-8")
    listing = read_files(path).listings["EU.9003.3"]
    assert (listing.package, listing.listed_on) == ("EU-15", None)
    said = "Earliest act cited: 2024/3183 (OJ L), in force since 2024-12-16"
    assert said in listing.remarks


def test_the_check_digit_tells_a_ship_from_a_firm(reading: Reading) -> None:
    ship, firm = reading.listings["900004"], reading.listings["EU.9003.3"]
    assert (ship.type, ship.identifiers[0].kind) == (TargetType.VESSEL, "imo")
    assert (firm.type, firm.identifiers[0].kind) == (TargetType.ORGANIZATION, "imo-company")


def test_an_ended_entry_is_delisted(reading: Reading, person: Listing) -> None:
    ended = reading.listings["EU.9006.6"]
    assert (ended.delisted, ended.delisted_on) == (True, "2025-06-01")
    assert not person.delisted


def test_an_entry_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("EU.9007.7", "prints no name"),)


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("eu-fsf/xmlFullSanctionsList_1_1_first-part_20220318.xml.gz")
    assert reading.published_on == "2022-03-18"
    # MANIFEST.csv counts 730 elements; 20 targets are printed once for each of two regimes
    assert (reading.report.kept, reading.report.dropped) == (710, ())
    assert sum(len(each.programmes) for each in reading.listings.values()) == 730
    assert len(reading.report.issues) == 1  # the one date of the Islamic calendar
