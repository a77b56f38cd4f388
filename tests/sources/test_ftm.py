"""FollowTheMoney lines: what the golden file asks of the reader, and a real export."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.sources.catalogue import NO_END_MARK
from tests.sources.conftest import Reading, read_files

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("ftm")


def test_targets_are_those_that_the_compiler_marks(reading: Reading) -> None:
    assert "NK-zz9" not in reading.listings  # `target` is false, whatever its topics say
    assert reading.report.warnings == (
        NO_END_MARK,
        "not marked as targets by the compiler, and so left out: 2 Person",
    )


def test_without_a_mark_a_topic_or_a_sanction_makes_a_target(reading: Reading) -> None:
    assert {"NK-zz6", "NK-zz7"} <= set(reading.listings)
    assert "NK-zz8" not in reading.listings


def test_the_caption_is_the_primary_name_and_each_name_comes_once(reading: Reading) -> None:
    assert [(name.text, name.kind) for name in reading.listings["NK-zz1"].names] == [
        ("Arvid Kellermund", NameKind.PRIMARY),
        ("Кельлермунд Арвид", NameKind.ALIAS),
        ("Arved Kellermunt", NameKind.ALIAS),
        ("Tosha", NameKind.WEAK_ALIAS),
        ("Arvid Holm", NameKind.FORMER),
    ]
    assert reading.listings["NK-zz10"].primary_name == "Torsten Holmqvist"


def test_what_stands_on_other_lines_is_folded_in(reading: Reading) -> None:
    listing = reading.listings["NK-zz1"]
    assert listing.addresses == ("Long Street 1, Storvik",)
    assert listing.positions == ("Treasurer", "Member of the Storvik council")
    assert listing.linked_to == ("asset (majority): Vintergatan Trading AB",)
    assert reading.listings["NK-zz2"].linked_to == ("owner (majority): Arvid Kellermund",)
    notes = {one.value: one.note for one in listing.identifiers}
    assert notes["ZZ112233"] == "issued 2011-02-03; expires 2021-02-02"
    assert notes["LP 5"] == "Laissez-passer"
    assert notes["1FakeMadeUpAddress111111111111111"] == "currency XBT"


def test_sanctions_tell_programmes_measures_and_the_first_day(reading: Reading) -> None:
    listing = reading.listings["NK-zz1"]
    assert listing.programmes == ("ZZ-STO", "List B")
    assert listing.measures == ("Asset freeze",)
    assert listing.listed_on == "2021-05-06"
    assert not listing.delisted
    assert {
        "Authority: Made-up Council; Start date: 2022-04-08; End date: 2024-01-01; "
        "Source url: https://example.org/1; Program: Sanctions of Storvik",
        "Reason: Held the purse.",
        "Datasets: zz_made_up, zz_other",
        "Referents: zz-1, zz-2",
    } <= set(listing.remarks)


def test_country_codes_beside_iso_have_a_meaning_or_are_reported(reading: Reading) -> None:
    listing = reading.listings["NK-zz1"]
    assert listing.nationalities == ("SE", "SU")
    assert listing.countries == ("UA", "NO")
    assert "Country: eu" in listing.remarks
    assert ("NK-zz1", "unknown country", "qq") in reading.report.issues


def test_the_kind_of_a_number_may_hang_on_the_kind_of_target(reading: Reading) -> None:
    kinds = {
        reference: [one.kind for one in reading.listings[reference].identifiers]
        for reference in ("NK-zz2", "NK-zz3", "NK-zz4")
    }
    assert kinds == {
        "NK-zz2": ["imo-company", "lei", "reg", "number"],
        "NK-zz3": ["imo"],
        "NK-zz4": ["aircraft-registration"],
    }


def test_a_wallet_may_have_no_name(reading: Reading) -> None:
    listing = reading.listings["NK-zz5"]
    assert (listing.names, listing.identifiers[0].note) == ((), "currency XBT")


def test_no_property_is_lost(reading: Reading) -> None:
    assert {
        "Notes: Made-up person, broken over lines.",
        "Father name: Tomas",
        "Phone: +46 1",
        "Last name: Quist",
        "Born: noon",
    } <= set(reading.listings["NK-zz1"].remarks)
    assert "First name: Arvid" not in reading.listings["NK-zz1"].remarks


def test_what_has_no_word_is_reported(reading: Reading) -> None:
    assert reading.listings["NK-zz12"].type is TargetType.UNKNOWN
    assert {
        ("NK-zz12", "unknown schema", "Ghost"),
        ("NK-zz10", "unknown gender", "other"),
        ("NK-zz6", "date not understood", "some day"),
    } <= set(reading.report.issues)
    assert reading.report.dropped == (("NK-zz11", "prints no name and no identifier"),)


LINE = (
    '{"id":"NK-zz1","schema":"Person","properties":{"name":["Arvid Kellermund"]},"target":true}'
)


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ('{"id":"NK-zz2","schema":"Per', "line 2 is no JSON"),
        ("[1, 2]", "line 2 is no entity"),
        ('{"id":"NK-zz2","schema":"Person"}', "line 2 is no entity"),
        (
            '{"id":"NK-zz2","schema":"Person","properties":'
            '{"sanctions":[{"id":"a","schema":"Sanction","properties":{}}]}}',
            "line 2 holds entities within sanctions",
        ),
    ],
)
def test_a_line_of_another_shape_stops_the_reading(
    tmp_path: Path, second: str, said: str
) -> None:
    path = tmp_path / "entities.ftm.json"
    path.write_text(f"{LINE}\n{second}\n", encoding="utf-8")
    with pytest.raises(UnexpectedLayout, match=said):
        read_files(path)


def test_a_real_export_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("opensanctions/entities.ftm.json")
    # MANIFEST.csv counts 1565 lines; 423 of them are marked as targets
    assert (reading.report.kept, reading.report.dropped) == (423, ())
    assert {finding for _, finding, _ in reading.report.issues} == {"birth date not understood"}
