"""The items of OFAC's remarks, and where each belongs."""

import pytest

from screening.domain.targets import Gender, Identifier, NameKind
from screening.sources.base import Notes
from screening.sources.us_ofac_remarks import Told, items, read_remarks


def told(text: str, *, cut: bool = False) -> Told:
    made = Told(Notes().entry("9002"))
    read_remarks(text, made, cut=cut)
    return made


def only_number(text: str) -> Identifier:
    made = told(text)
    assert made.remarks == []
    (number,) = made.identifiers
    return number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Haji; Gender Male.", ["Haji", "Gender Male"]),
        ("a.k.a. 'NORD; SUD'; Haji", ["a.k.a. 'NORD; SUD'", "Haji"]),
        ("a.k.a. 'NORD; Haji", ["a.k.a. 'NORD", "Haji"]),
        ("a.k.a. ':('; Haji)", ["a.k.a. ':('", "Haji)"]),
        ("POB Old (now New; north); Haji", ["POB Old (now New; north)", "Haji"]),
        ("POB Old (now New; Haji", ["POB Old (now New", "Haji"]),
        ("Website www.example.org/a;b.", ["Website www.example.org/a;b"]),
    ],
)
def test_a_semicolon_within_quotes_or_brackets_ends_no_item(
    text: str, expected: list[str]
) -> None:
    assert list(items(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Linked To: NORDLYS S.A.", "Linked To: NORDLYS S.A."),
        ("Linked To: NORDLYS CO., LTD.", "Linked To: NORDLYS CO., LTD."),
        ("POB Storvik, Sweden.", "POB Storvik, Sweden"),
    ],
)
def test_the_last_full_stop_is_of_an_item_only_where_it_abbreviates(
    text: str, expected: str
) -> None:
    assert list(items(text)) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOB 10 Dec 1948", "1948-12-10"),
        ("DOB Mar 1960", "1960-03"),
        ("alt. DOB 1936", "1936"),
        ("DOB circa 1951", "1951~"),
        ("DOB 1951 to 1953", "1951/1953"),
        ("DOB 01 Jan 1961 to 31 Dec 1962", "1961-01-01/1962-12-31"),
    ],
)
def test_every_form_of_birth_date_is_read(text: str, expected: str) -> None:
    assert told(text).birth_dates == [expected]


def test_nationality_and_citizenship_are_kept_apart() -> None:
    made = told("nationality Korea, North; citizen Congo, Democratic Republic of the.")
    assert (made.nationalities, made.citizenships) == (["KP"], ["CD"])


def test_gender_and_places_are_read() -> None:
    made = told("Gender Female; POB Storvik, Sweden; alt. POB Vik, Norway.")
    assert made.gender is Gender.FEMALE
    assert made.birth_places == ["Storvik, Sweden", "Vik, Norway"]


@pytest.mark.parametrize(
    ("text", "kind", "value", "country", "note"),
    [
        (
            "Passport ZZ12 34 (Korea, North) issued 08 Sep 2006 expires 17 Jul 2011",
            "passport",
            "ZZ12 34",
            "KP",
            "issued 2006-09-08; expires 2011-07-17",
        ),
        ("alt. Passport ZZ1 expires May 2007", "passport", "ZZ1", None, "expires 2007-05"),
        ("Passport D99, Diplomatic (Denmark)", "passport", "D99", "DK", "Diplomatic"),
        ("Passport Booklet: A51", "passport", "A51", None, "Passport Booklet"),
        ("National ID No. D48(9) (Hong Kong)", "national-id", "D48(9)", "HK", None),
        ("Cedula No. 99 (Storstad)", "national-id", "99", None, "Storstad"),
        ("National ID No. CNIC: 35-4 (Pakistan)", "national-id", "35-4", "PK", "CNIC"),
        ("RUC # 2010 (Peru)", "tax", "2010", "PE", "RUC #"),
        ("Tax ID No. 454,419", "tax", "454,419", None, None),
        ("Tax ID No. 77 (Region: Gaza)", "tax", "77", "PS", None),
        ("Tax ID No. 78 (Region: Crimea)", "tax", "78", None, "Region: Crimea"),
        ("Registration Number OF-31 (Sweden)", "reg", "OF-31", "SE", None),
        ("Registration Number HRB 1 (Storstad) (Germany)", "reg", "HRB 1", "DE", "Storstad"),
        ("Company Number IMO 1234565", "imo-company", "1234565", None, None),
        ("Vessel Registration Identification IMO 7654329", "imo", "7654329", None, None),
        ("Vessel Registration Identification RS 15", "number", "RS 15", None, None),
        ("Legal Entity Number 851 (Netherlands)", "number", "851", "NL", None),
        ("SWIFT/BIC VINTSESS", "bic", "VINTSESS", None, None),
        ("Aircraft Tail Number ZZ-NOR", "aircraft-registration", "ZZ-NOR", None, None),
        ("Email Address a@example.org", "email", "a@example.org", None, None),
        ("alt. Digital Currency Address - XBT 1AbC", "wallet", "1AbC", None, "currency XBT"),
    ],
)
def test_a_number_has_its_kind_country_and_note(
    text: str, kind: str, value: str, country: str | None, note: str | None
) -> None:
    number = only_number(text)
    assert (number.kind, number.value, number.country) == (kind, value, country)
    if note is None:
        assert number.note in (None, text.split(" 851")[0].split(" IMO")[0].split(" RS")[0])
    else:
        assert note in (number.note or "")


def test_a_firm_whose_number_stands_behind_the_label_of_a_vessel_is_told_by_its_digit() -> None:
    number = only_number("Vessel Registration Identification IMO 1234565")
    assert (number.kind, number.valid) == ("imo-company", True)


@pytest.mark.parametrize("name", ["TOSHA", "ABU-'UMAR'", "NORD; SUD", "'Abd"])
@pytest.mark.parametrize("label", ["a.k.a.", "f.k.a.", "n.k.a.", "d.b.a."])
def test_quoted_names_are_weak_whatever_is_in_them(label: str, name: str) -> None:
    made = told(f"Haji; {label} '{name}'; Gender Male.")
    assert [(each.text, each.kind) for each in made.names] == [(name, NameKind.WEAK_ALIAS)]


def test_ties_are_named_in_both_spellings() -> None:
    made = told("Linked To: QUISTGAARD, Selma; (Linked To: NORDLYS (SWEDEN) CO.)")
    assert made.linked_to == ["QUISTGAARD, Selma", "NORDLYS (SWEDEN) CO."]


def test_what_has_no_field_is_a_remark() -> None:
    made = told(
        "Phone Number 460; Website www.example.org; Secondary sanctions risk: section 1(b); "
        "Effective Date (EO 9 Directive 2): 26 Mar 2022; Organization Established Date 1969."
    )
    assert made.remarks == [
        "Phone: 460",
        "Website: www.example.org",
        "Secondary sanctions risk: section 1(b)",
        "Effective Date (EO 9 Directive 2): 26 Mar 2022",
        "Established: 1969",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Commander of the Harbour Guard",
        "License holder",
        "Passport issued in Storvik, Sweden",
        "Passport issued 21 Jun 1992 in Storvik",
        "(Following data of Tosha: DOB: 10 October 1969; Passport 7777; nationality Sweden)",
        "DOB spring of 1960",
        "nationality possibly Swedish;arrested 1 Apr 2003",
    ],
)
def test_what_is_not_understood_stays_as_printed(text: str) -> None:
    made = told(text)
    assert made.remarks == [text]
    assert made.identifiers == []
    assert made.birth_dates == made.nationalities == []


def test_the_last_item_of_a_cut_text_is_no_value() -> None:
    notes = Notes()
    made = Told(notes.entry("9002"))
    read_remarks("Passport 123 (Sweden); Passport 45", made, cut=True)
    assert [each.value for each in made.identifiers] == ["123"]
    assert made.remarks == ["Passport 45 (cut short by the issuer)"]
