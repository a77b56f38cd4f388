"""A listing: one designation of one target by one authority."""

import hashlib
import json
from typing import Any

from screening.domain.targets import (
    Claim,
    Gender,
    Identifier,
    ListedName,
    NameKind,
    TargetType,
)
from screening.records import given_fields, record


@record
class Listing:
    """One designation, with every text kept as published.

    Dates are ISO prefixes (`1956`, `1956-03`, `1956-03-07`) or the EDTF forms
    of ISO 8601-2 for what lists print beside them: `1956~` for circa,
    `1956/1958` for a range. An empty tuple or None means that the source does
    not say; it never means "no".

    Args:
        reference: the authority's own id; where it prints none, one of ours,
            made of the package and stable facts (`KR-2024-12-17:ri-pong-chun`).
        authority: code of the body that lists.
        type: what kind of thing is listed.
        names: all its names, the primary one first; may be empty, for a
            vessel that is known by its IMO number only.
        programmes: the regimes the listing rests on, as tagged by the authority.
        package: code of the numbered or dated round, where it can be told.
        measures: what the listing entails, in the source's words.
        listed_on: date of the announcement or adoption.
        effective_on: entry into force.
        delisted: whether the authority has ended the listing.
        delisted_on: when it did, where that is known.
        countries: ISO codes of ties that are not nationality: seat, flag.
        claims: where each fact comes from, conflicting ones side by side.
    """

    reference: str
    authority: str
    type: TargetType
    names: tuple[ListedName, ...] = ()
    programmes: tuple[str, ...] = ()
    package: str | None = None
    measures: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    listed_on: str | None = None
    effective_on: str | None = None
    delisted: bool = False
    delisted_on: str | None = None
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: Gender | None = None
    positions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    linked_to: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def primary_name(self) -> str | None:
        """The name the authority lists the target under, None if it prints none."""
        return self.names[0].text if self.names else None

    @property
    def title(self) -> str:
        """What to call the listing where a line needs a name."""
        if self.names:
            return self.names[0].text
        if self.identifiers:
            first = self.identifiers[0]
            return f"(name not known; {first.kind.upper()} {first.value})"
        return f"(name not known; {self.reference})"

    @property
    def all_countries(self) -> tuple[str, ...]:
        """Every country the listing ties the target to, each once."""
        return tuple(dict.fromkeys((*self.nationalities, *self.citizenships, *self.countries)))


def to_document(listing: Listing) -> dict[str, Any]:
    """The listing as plain JSON values, without what the source leaves out."""
    return _plain(listing)


def _plain(item: Listing | ListedName | Identifier | Claim) -> dict[str, Any]:
    # walks the fields itself: `dataclasses.asdict` takes eight times as long,
    # which is half of the time that loading a list takes; and a look-up that goes on
    # record works out a fingerprint, and does not wait for `dataclasses`
    document: dict[str, Any] = {}
    for name in given_fields(item):
        value = getattr(item, name)
        if isinstance(value, tuple):
            value = [each if isinstance(each, str) else _plain(each) for each in value]
        # `valid: false` is a finding about a check digit, not an absence
        absent = value is None or value == [] or (value is False and name != "valid")
        if not absent:
            document[name] = value
    return document


def from_document(document: dict[str, Any]) -> Listing:
    """The listing that `to_document` was given."""
    values = dict(document)
    values["type"] = TargetType(values["type"])
    if "gender" in values:
        values["gender"] = Gender(values["gender"])
    nested = {"names": _name, "identifiers": _identifier, "claims": _claim}
    for key, value in values.items():
        if isinstance(value, list):
            build = nested.get(key)
            values[key] = tuple(build(item) if build else item for item in value)
    return Listing(**values)


def _name(item: dict[str, Any]) -> ListedName:
    return ListedName(item["text"], NameKind(item["kind"]), item.get("printed_by"))


def _identifier(item: dict[str, Any]) -> Identifier:
    return Identifier(**item)


def _claim(item: dict[str, Any]) -> Claim:
    return Claim(**item)


def fingerprint(listing: Listing) -> str:
    """SHA-256 of the listing's canonical JSON: the same for the same content."""
    canonical = json.dumps(
        to_document(listing), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
