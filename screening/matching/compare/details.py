"""Comparing what is known beside the name: dates, countries, gender, type, numbers.

A field that one side does not give is no evidence.
"""

from collections.abc import Iterable

from screening.countries import country_name, successors
from screening.dates import DateAgreement, PartialDate, compare, parse_date
from screening.domain.answers import Evidence, Result
from screening.domain.listings import Listing
from screening.domain.targets import Gender, Identifier, TargetType
from screening.errors import QueryError
from screening.identifiers import comparable
from screening.matching.model import (
    BIRTH_DATE,
    BIRTH_DATE_AGREEMENT,
    COUNTRY,
    GENDER,
    IDENTIFIER_AGREES,
    IDENTIFIER_DIFFERS,
    TYPE,
)

_DATE_WORDS = {
    DateAgreement.EQUAL: (Result.MATCHED, "the same day"),
    DateAgreement.COMPATIBLE: (Result.MATCHED, "agree as far as both go"),
    DateAgreement.SWAPPED: (Result.SIMILAR, "day and month swapped"),
    DateAgreement.ONE_OFF: (Result.SIMILAR, "one digit off"),
    DateAgreement.SAME_YEAR: (Result.NOT_MATCHED, "same year, another day"),
    DateAgreement.NEAR_YEAR: (Result.NOT_MATCHED, "a year apart"),
    DateAgreement.DIFFERENT: (Result.NOT_MATCHED, "different"),
}
_ORDER = tuple(_DATE_WORDS)


def birth_date(asked: Iterable[PartialDate], listing: Listing) -> Evidence | None:
    """The best agreement among the dates of birth; None where a side has none."""
    found: list[tuple[int, PartialDate, str]] = []
    for text in listing.birth_dates:
        try:
            listed = parse_date(text, field="birth_date")
        except QueryError:
            continue  # printed in a way that cannot be compared: no evidence
        found.extend((_ORDER.index(compare(one, listed)), one, text) for one in asked)
    if not found:
        return None
    at, one, text = min(found, key=lambda item: (item[0], item[2]))
    agreement = _ORDER[at]
    result, reason = _DATE_WORDS[agreement]
    share, points = BIRTH_DATE_AGREEMENT[agreement.value], BIRTH_DATE[agreement.value]
    return Evidence(
        "birth date", result, share, points, one.text, text, reason, beside_name=True
    )


def country(asked: tuple[str, ...], listing: Listing) -> Evidence | None:
    """Whether any country asked is among those of the listing."""
    listed = listing.all_countries
    if not asked or not listed:
        return None
    ours = {code for one in asked for code in (one, *successors(one))}
    theirs = {code for one in listed for code in (one, *successors(one))}
    same = bool(ours & theirs)
    return Evidence(
        "country",
        Result.MATCHED if same else Result.NOT_MATCHED,
        float(same),
        COUNTRY[same],
        _named(asked),
        _named(listed),
        "one in common" if same else "none in common",
        beside_name=True,
    )


def _named(codes: tuple[str, ...]) -> str:
    return ", ".join(country_name(code) for code in codes)


def gender(asked: Gender | None, listing: Listing) -> Evidence | None:
    """Whether the genders agree."""
    if asked is None or listing.gender is None:
        return None
    same = asked is listing.gender
    return Evidence(
        "gender",
        Result.MATCHED if same else Result.NOT_MATCHED,
        float(same),
        GENDER[same],
        asked.value,
        listing.gender.value,
        "same" if same else "different",
        beside_name=True,
    )


def target_type(asked: TargetType | None, listing: Listing) -> Evidence | None:
    """Whether the listing is of the type asked for."""
    if asked is None or listing.type is TargetType.UNKNOWN:
        return None
    same = asked is listing.type
    return Evidence(
        "type",
        Result.MATCHED if same else Result.NOT_MATCHED,
        float(same),
        TYPE[same],
        asked.value,
        listing.type.value,
        "same" if same else "another kind of target",
        beside_name=True,
    )


def identifiers(asked: tuple[Identifier, ...], listing: Listing) -> list[Evidence]:
    """One comparison for each kind of identifier asked that the listing has.

    Of several values of a kind, those that agree are told; where none does, the first
    stands for all: a second passport that differs says no more than one.
    """
    found: list[Evidence] = []
    differing: dict[str, Evidence] = {}
    for one in asked:
        agreeing = [other for other in listing.identifiers if comparable(one, other)]
        if agreeing:
            found.append(_identifier(one, agreeing[0], Result.MATCHED, IDENTIFIER_AGREES))
            continue
        others = [other for other in listing.identifiers if other.kind == one.kind]
        if others and one.kind not in differing:
            points = IDENTIFIER_DIFFERS.get(one.kind, 0.0)
            differing[one.kind] = _identifier(one, others[0], Result.NOT_MATCHED, points)
    agreed = {item.feature for item in found}
    return found + [item for kind, item in differing.items() if kind not in agreed]


def _identifier(one: Identifier, other: Identifier, result: Result, points: float) -> Evidence:
    same = result is Result.MATCHED
    reason = "the same number: a hit whatever the name says" if same else "another number"
    return Evidence(
        one.kind, result, float(same), points, one.value, other.value, reason, beside_name=True
    )
