import hashlib
from pathlib import Path

import pytest

from screening.domain.lists import AnnouncedCounts, Authority, Package
from screening.domain.targets import Claim, Gender, ListedName, NameKind, TargetType
from screening.errors import UnexpectedLayout, UnknownCode
from screening.sources import seeds

LIST = """
format = 1

[source]
code = "builtin-xx-1"
authority = "us-ofac"
title = "A made-up action"
published_on = "2026-01-31"
scope = "1 of 2 targets"
note = "for whoever reads the file"

[origin.sdn]
source = "owner/name:data/sdn.csv"
quality = "official data"
retrieved_on = "2026-02-01"

[origin.press]
source = "example.org"
quality = "press"
note = "for date and attribution"

[[listing]]
reference = "XX:1"
type = "person"
names = [
    { text = "ROE, Jane", kind = "primary" },
    { text = "Джейн Роу", kind = "original_script", printed_by = "press" },
]
package = "XX-1"
programmes = ["XX"]
measures = ["asset freeze", "travel ban"]
listed_on = "2024-12-16"
birth_dates = ["1956~", "1956/1958"]
nationalities = ["RU"]
gender = "female"
identifiers = [{ kind = "passport", value = "75 0306" }]
remarks = ["a made-up person"]
origins = ["sdn", "press"]
claims = [
    { field = "listed_on", value = "2024-12-16", origin = "sdn", quality = "inference" },
    { field = "position", value = "clerk", source = "a letter", quality = "press", note = "?" },
]

[[listing]]
reference = "XX:2"
authority = "us-state"
type = "vessel"
delisted = true
identifiers = [{ kind = "imo", value = "9842188" }, { kind = "imo", value = "9842189" }]
origins = ["sdn"]
"""


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return written(tmp_path, LIST)


def written(folder: Path, text: str, name: str = "xx.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_says_what_it_is_and_that_it_is_built_in(seed: Path) -> None:
    read = seeds.read_list(seed)

    assert read.source.code == "builtin-xx-1"
    assert read.source.authority == "us-ofac"
    assert read.source.builtin
    assert read.source.format == "seed"
    assert read.published_on == "2026-01-31"


def test_the_title_carries_the_scope_since_no_built_in_list_is_whole(seed: Path) -> None:
    assert seeds.read_list(seed).source.title == "A made-up action (1 of 2 targets)"


def test_digest_and_size_are_those_of_the_bytes(seed: Path) -> None:
    read = seeds.read_list(seed)

    assert read.sha256 == hashlib.sha256(seed.read_bytes()).hexdigest()
    assert read.size == len(seed.read_bytes())


def test_a_listing_keeps_what_the_file_says(seed: Path) -> None:
    listing = seeds.read_list(seed).listings[0]

    assert listing.reference == "XX:1"
    assert listing.type is TargetType.PERSON
    assert listing.names == (
        ListedName("ROE, Jane"),
        ListedName("Джейн Роу", NameKind.ORIGINAL_SCRIPT, "press"),
    )
    assert listing.package == "XX-1"
    assert listing.programmes == ("XX",)
    assert listing.measures == ("asset freeze", "travel ban")
    assert listing.listed_on == "2024-12-16"
    assert listing.birth_dates == ("1956~", "1956/1958")
    assert listing.nationalities == ("RU",)
    assert listing.gender is Gender.FEMALE
    assert [(item.kind, item.value) for item in listing.identifiers] == [
        ("passport", "75 0306")
    ]
    assert listing.remarks == ("a made-up person",)


def test_what_the_file_leaves_out_stays_unknown(seed: Path) -> None:
    listing = seeds.read_list(seed).listings[0]

    assert listing.effective_on is None
    assert listing.delisted_on is None
    assert listing.addresses == ()


def test_a_listing_has_the_authority_of_its_source_unless_it_names_another(seed: Path) -> None:
    listings = seeds.read_list(seed).listings

    assert [listing.authority for listing in listings] == ["us-ofac", "us-state"]


def test_a_vessel_without_a_name_is_read(seed: Path) -> None:
    listing = seeds.read_list(seed).listings[1]

    assert listing.names == ()
    assert listing.delisted


def test_each_origin_becomes_a_claim_about_the_whole_listing(seed: Path) -> None:
    listing = seeds.read_list(seed).listings[0]

    assert listing.claims[:2] == (
        Claim("listing", "", "owner/name:data/sdn.csv", "official data", "2026-02-01"),
        Claim("listing", "", "example.org", "press"),
    )


def test_single_statements_follow_with_their_own_source_and_quality(seed: Path) -> None:
    listing = seeds.read_list(seed).listings[0]

    assert listing.claims[2:] == (
        Claim(
            field="listed_on",
            value="2024-12-16",
            source="owner/name:data/sdn.csv",
            quality="inference",
            retrieved_on="2026-02-01",
        ),
        Claim("position", "clerk", "a letter", "press", note="?"),
    )


def test_an_identifier_with_a_wrong_check_digit_is_kept_and_reported(seed: Path) -> None:
    read = seeds.read_list(seed)

    assert [item.value for item in read.listings[1].identifiers] == ["9842188", "9842189"]
    assert read.report.issues == (("XX:2", "malformed identifier", "imo 9842189"),)


def test_the_report_counts_every_entry(seed: Path) -> None:
    report = seeds.read_list(seed).report

    assert (report.read, report.kept, report.dropped) == (2, 2, ())


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ("format = 1", "format = 2", "format is 2"),
        ("format = 1", "", "format is None"),
        ("format = 1", "format = 1\nversion = 3", "'version' is no key"),
        ("[source]", "[sauce]", "'sauce' is no key"),
        ('title = "A made-up action"', "", "title is missing"),
        ('scope = "1 of 2 targets"', "", "scope is missing"),
        ('published_on = "2026-01-31"', 'published_on = "2026-01"', "whole day"),
        ('retrieved_on = "2026-02-01"', 'retrieved_on = "today"', "retrieved_on is 'today'"),
        ('reference = "XX:2"', "", "listing 2: reference is missing"),
        ('reference = "XX:2"', 'reference = "XX:1"', "record XX:1: reference is there twice"),
        ('gender = "female"', 'sex = "female"', "record XX:1: 'sex' is no key"),
        ('text = "ROE, Jane"', 'txt = "ROE, Jane"', "'txt' is no key"),
        ('text = "ROE, Jane"', 'text = " "', "leave the key out"),
        ('kind = "primary"', 'kind = "alias"', "first must be the primary"),
        ('kind = "original_script"', 'kind = "primary"', "first must be the primary"),
        ('programmes = ["XX"]', 'programmes = "XX"', "square brackets"),
        ('programmes = ["XX"]', "programmes = [1]", "programmes is 1"),
        ("names = [\n    {", 'names = [\n    "JANE", {', "names holds 'JANE'"),
        ("delisted = true", 'delisted = "yes"', "true or false"),
        ("delisted = true", 'delisted_on = "2025-01-31"', "without `delisted = true`"),
        ('origins = ["sdn"]', "", "record XX:2: origins is missing"),
        ('origins = ["sdn"]', "origins = []", "record XX:2: origins is missing"),
        ('origins = ["sdn"]', 'origins = ["alt"]', "origin 'alt' is not declared"),
        ('origin = "sdn"', 'origin = "alt"', "origin 'alt' is not declared"),
        ('source = "a letter", ', "", "either a source or an origin"),
        ('origin = "sdn",', 'origin = "sdn", source = "x",', "either a source or an origin"),
        ('source = "a letter", quality = "press"', 'source = "a letter"', "quality is missing"),
        ("[[listing]]", "[[listing", "cannot be read as TOML"),
    ],
)
def test_a_file_of_another_shape_is_refused_whole(
    seed: Path, old: str, new: str, blamed: str
) -> None:
    assert old in LIST

    with pytest.raises(UnexpectedLayout) as error:
        seeds.read_list(written(seed.parent, LIST.replace(old, new)))

    assert str(error.value).startswith("xx.toml")
    assert blamed in str(error.value)


@pytest.mark.parametrize(
    "date",
    [
        "16.12.2024",
        "2024-13",
        "2024-02-30",
        "24-12-16",
        "2024-12-16T00:00",
        "0000",
        "~1956",
        "circa 1956",
        "1956/",
        "1958/1956",
        "1956/1957/1958",
    ],
)
def test_a_date_that_is_none_is_refused(seed: Path, date: str) -> None:
    text = LIST.replace('"1956~"', f'"{date}"')

    with pytest.raises(UnexpectedLayout, match="record XX:1: birth_dates"):
        seeds.read_list(written(seed.parent, text))


def test_a_date_without_quotes_is_refused_with_a_word_on_quotes(seed: Path) -> None:
    text = LIST.replace('listed_on = "2024-12-16"', "listed_on = 2024-12-16")

    with pytest.raises(UnexpectedLayout, match=r"listed_on .* in quotes"):
        seeds.read_list(written(seed.parent, text))


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ('type = "person"', 'type = "Person"', "record XX:1: type 'Person'"),
        ('kind = "original_script"', 'kind = "aka"', "record XX:1: kind of name 'aka'"),
        ('gender = "female"', 'gender = "f"', "record XX:1: gender 'f'"),
        ('nationalities = ["RU"]', 'nationalities = ["Russia"]', "nationalities 'Russia'"),
        ('quality = "official data"', 'quality = "official"', "quality 'official'"),
        ('quality = "inference"', 'quality = "guess"', "record XX:1: quality 'guess'"),
        ('field = "position"', 'field = "post"', "record XX:1: field of a claim 'post'"),
        ('kind = "passport"', 'kind = "pasport"', "kind of identifier 'pasport'"),
    ],
)
def test_an_unknown_code_names_file_entry_and_field(
    seed: Path, old: str, new: str, blamed: str
) -> None:
    assert old in LIST

    with pytest.raises(UnknownCode) as error:
        seeds.read_list(written(seed.parent, LIST.replace(old, new)))

    assert str(error.value).startswith("xx.toml")
    assert blamed in str(error.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedLayout, match=r"eu-99\.toml: cannot be read"):
        seeds.read_list(tmp_path / "eu-99.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "xx.toml"
    path.write_bytes(LIST.encode("utf-16"))

    with pytest.raises(UnexpectedLayout, match=r"xx\.toml: cannot be read"):
        seeds.read_list(path)


def test_a_list_without_listings_is_refused(seed: Path) -> None:
    text = LIST[: LIST.index("[[listing]]")]

    with pytest.raises(UnexpectedLayout, match=r"no \[\[listing\]\]"):
        seeds.read_list(written(seed.parent, text))


def test_list_files_are_sorted_and_leave_out_the_two_tables(tmp_path: Path) -> None:
    for name in ("eu-2.toml", "authorities.toml", "README.md", "eu-1.toml", "packages.toml"):
        written(tmp_path, "", name)

    assert [path.name for path in seeds.list_files(tmp_path)] == ["eu-1.toml", "eu-2.toml"]


def test_a_folder_without_lists_is_no_seeds_folder(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedLayout, match="no list file"):
        seeds.list_files(tmp_path)


AUTHORITIES = """
format = 1

[[authority]]
code = "us-ofac"
title = "Office of Foreign Assets Control"
jurisdiction = "US"
short = ["OFAC"]
"""


def test_authorities_are_read_with_what_people_call_them(tmp_path: Path) -> None:
    assert seeds.read_authorities(written(tmp_path, AUTHORITIES)) == (
        Authority("us-ofac", "Office of Foreign Assets Control", "US", ("OFAC",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ('jurisdiction = "US"', "", "record us-ofac: jurisdiction is missing"),
        ('jurisdiction = "US"', 'country = "US"', "record us-ofac: 'country' is no key"),
        ("[[authority]]", "[[package]]", "'package' is no key"),
    ],
)
def test_an_authority_of_another_shape_is_refused(
    tmp_path: Path, old: str, new: str, blamed: str
) -> None:
    with pytest.raises(UnexpectedLayout) as error:
        seeds.read_authorities(written(tmp_path, AUTHORITIES.replace(old, new)))

    assert blamed in str(error.value)


PACKAGES = """
format = 1

[[package]]
code = "EU-15"
authority = "eu"
title = "15th Russia package"
number = 15
announced_on = "2024-12-16"
effective_on = "2024-12-16 (269/2014); 2024-12-17 (833/2014)"
legal_acts = ["Reg 2024/3189", "Reg 2024/3192"]
announced = { persons = 54, entities = 30, vessels = 52, export_controlled = 32, other = "79" }
quality = "press"

[[package]]
code = "UN-1718"
authority = "un-sc"
title = "regime on North Korea"
"""


def test_packages_keep_what_was_announced(tmp_path: Path) -> None:
    assert seeds.read_packages(written(tmp_path, PACKAGES)) == (
        Package(
            code="EU-15",
            authority="eu",
            title="15th Russia package",
            number=15,
            announced_on="2024-12-16",
            effective_on="2024-12-16 (269/2014); 2024-12-17 (833/2014)",
            legal_acts=("Reg 2024/3189", "Reg 2024/3192"),
            announced=AnnouncedCounts(54, 30, 52, 32, "79"),
            quality="press",
        ),
        Package("UN-1718", "un-sc", "regime on North Korea"),
    )


@pytest.mark.parametrize(
    ("old", "new", "blamed"),
    [
        ("persons = 54", "persons = -1", "record EU-15: persons is -1"),
        ("persons = 54", "persons = true", "record EU-15: persons is True"),
        ("persons = 54", "people = 54", "record EU-15: 'people' is no key"),
        ("number = 15", 'number = "15"', "record EU-15: number is '15'"),
        ('code = "UN-1718"', 'code = "EU-15"', "record EU-15: code is there twice"),
        ('"2024-12-16"', '"December 2024"', "record EU-15: announced_on is 'December 2024'"),
    ],
)
def test_a_package_of_another_shape_is_refused(
    tmp_path: Path, old: str, new: str, blamed: str
) -> None:
    assert old in PACKAGES

    with pytest.raises(UnexpectedLayout) as error:
        seeds.read_packages(written(tmp_path, PACKAGES.replace(old, new)))

    assert blamed in str(error.value)
