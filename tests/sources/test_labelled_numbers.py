"""Numbers in free text: what stands right behind its label, and nothing else."""

import pytest

from screening.domain.targets import TargetType
from screening.sources.base import Notes
from screening.sources.labelled_numbers import labelled_numbers, named_besides


def found(text: str, target: TargetType = TargetType.PERSON) -> list[tuple[str, str]]:
    made = labelled_numbers(text, Notes().entry("1"), target)
    return [(one.kind, one.value) for one in made]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Passport No.: 0000011223.", [("passport", "0000011223")]),
        ("Works manager. Passport: A1122334 (Kenya), exp. 2017.", [("passport", "A1122334")]),
        ("Passport no: Libya B/112233. Listed in 2011", [("passport", "B/112233")]),
        (
            "Passport no.: na a) Swedish passport number OR1122334 issued on 4 Feb. 2003 "
            "b) Danish passport number TR112233 National identification no.:na Address: na",
            [("passport", "OR1122334"), ("passport", "TR112233")],
        ),
        (
            "National Identification No.: (a) 3573010405 (Swedish card), (b) 3511223344",
            [("national-id", "3573010405"), ("national-id", "3511223344")],
        ),
        ("Swedish passport number D 001122 issued in 1998", [("passport", "D 001122")]),
        ("Passport no.: Counterfeit driving licence no. 11223344", [("number", "11223344")]),
        (
            "National identification no.: number 4-1122-3344-5",
            [("national-id", "4-1122-3344-5")],
        ),
        ("Tax identification number: 5566778899", [("tax", "5566778899")]),
        ("INN 550011223344", [("inn", "550011223344")]),
        ("E-mail: office@vintergatan.example.", [("email", "office@vintergatan.example")]),
        ("Date of Registration: 2005. Alien registration number 1122334455", []),
        ("Passport expired on 27 January 2015.", []),
        ("Listed pursuant to resolution 1822 (2008)", []),
    ],
)
def test_numbers_of_persons_are_told_by_their_labels(
    text: str, numbers: list[tuple[str, str]]
) -> None:
    assert found(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Company Identification No. 1023344556677", [("reg", "1023344556677")]),
        (
            "Registration ID: 1103344556677\nTax ID No.: 7733445566",
            [("tax", "7733445566"), ("reg", "1103344556677")],
        ),
        ("INN 5500112233, KPP 550001001", [("inn", "5500112233")]),
        ("OGRN: 1025500112233", [("ogrn", "1025500112233")]),
    ],
)
def test_numbers_of_firms_are_told_by_their_labels(
    text: str, numbers: list[tuple[str, str]]
) -> None:
    assert found(text, TargetType.ORGANIZATION) == numbers


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Director of Vintergatan Trading (INN 5500112233)", TargetType.PERSON),
        ("Owner of Vintergatan, registration number: 1023344556677", TargetType.PERSON),
        ("His wife Selma Quistgaard has passport no. ZZ112233", TargetType.PERSON),
        ("Headed by A. Kellermund, passport no. ZZ112233", TargetType.ORGANIZATION),
        (
            "(Associated entity: Nordlys (registration number: 10677598))",
            TargetType.ORGANIZATION,
        ),
        ("Subsidiary of Vintergatan Co. No. 4, INN 5500112233", TargetType.ORGANIZATION),
        ("Owner: Vintergatan Trading, INN 5500112233", TargetType.VESSEL),
    ],
)
def test_the_number_of_another_one_is_left_alone(text: str, target: TargetType) -> None:
    assert found(text, target) == []


@pytest.mark.parametrize(
    "text",
    [
        "Controlled by Arvid Kellermund. Registration ID: 1023344556677",
        "Controlled by Arvid Kellermund Email: a@example.org Registration ID: 1023344556677",
        "Registration ID: 1023344556677. Associated entity: Nordlys",
    ],
)
def test_the_own_number_of_a_firm_is_taken_beside_others(text: str) -> None:
    assert ("reg", "1023344556677") in found(text, TargetType.ORGANIZATION)


def test_what_fields_of_its_own_give_is_not_taken_from_a_text_again() -> None:
    entry = Notes().entry("1")
    known = [entry.identifier("passport", "ZZ-112233")]
    texts = ["Passport no. ZZ112233", "Passport no. ZZ445566", "Passport no. ZZ445566"]
    named = named_besides(texts, entry, TargetType.PERSON, known)
    assert [one.value for one in named] == ["ZZ445566"]


def test_what_is_said_of_a_number_is_its_note() -> None:
    (passport,) = labelled_numbers(
        "Passport no: Kenya number A1122334 (expired 2017)",
        Notes().entry("1"),
        TargetType.PERSON,
    )
    assert passport.note == "Kenya; expired 2017; from the remarks"


@pytest.mark.parametrize(
    ("target", "number", "kind"),
    [
        (TargetType.VESSEL, "9074729", "imo"),
        (TargetType.ORGANIZATION, "1234565", "imo-company"),
        (TargetType.ORGANIZATION, "9074729", None),  # of a ship that the firm owns
    ],
)
def test_an_imo_number_is_of_the_target_or_left_alone(
    target: TargetType, number: str, kind: str | None
) -> None:
    expected = [] if kind is None else [(kind, number)]
    assert found(f"Owner of ships. IMO number: {number}.", target) == expected
