"""Rows of the tables, made from the values that the rest of the program uses."""

import hashlib
from collections.abc import Callable
from typing import Any

from screening.domain.listings import Listing, to_document
from screening.domain.lists import Authority, Package, Source
from screening.names.fold import scripts_of
from screening.registry.engine import as_json
from screening.registry.models import Base, IdentifierRow, NameRow, ProvenanceRow

Row = dict[str, Any]


def authority_row(authority: Authority) -> Row:
    """An authority as a row."""
    return {
        "code": authority.code,
        "title": authority.title,
        "jurisdiction": authority.jurisdiction,
        "short": list(authority.short),
    }


def source_row(source: Source) -> Row:
    """A source as a row."""
    return {
        "code": source.code,
        "authority_code": source.authority,
        "title": source.title,
        "format": source.format,
        "address": source.address,
        "licence": source.licence,
        "builtin": source.builtin,
    }


def package_row(package: Package) -> Row:
    """A package as a row, its announced counts in columns."""
    return {
        "code": package.code,
        "authority_code": package.authority,
        "title": package.title,
        "number": package.number,
        "announced_on": package.announced_on,
        "effective_on": package.effective_on,
        "legal_acts": list(package.legal_acts),
        "announced_persons": package.announced.persons,
        "announced_entities": package.announced.entities,
        "announced_vessels": package.announced.vessels,
        "announced_export_controlled": package.announced.export_controlled,
        "announced_other": package.announced.other,
        "known_from": package.known_from,
        "quality": package.quality,
        "confidence": package.confidence,
        "notes": package.notes,
    }


def content_row(listing: Listing) -> Row:
    """What a version says, with its fingerprint; the rest of its row is its place.

    The fingerprint is the one of `domain.listings.fingerprint`; making document
    and fingerprint at once halves the time that a full list takes.
    """
    document = to_document(listing)
    return {
        "fingerprint": hashlib.sha256(as_json(document).encode()).hexdigest(),
        "type": listing.type.value,
        "primary_name": listing.primary_name,
        "listed_on": listing.listed_on,
        "delisted": listing.delisted,
        "delisted_on": listing.delisted_on,
        "package_code": listing.package,
        "programmes": list(listing.programmes),
        "measures": list(listing.measures),
        "document": document,
    }


def scripts(text: str) -> str | None:
    """The scripts of a text's letters: `Latin`, `Cyrillic+Latin`, None without any."""
    return "+".join(sorted(scripts_of(text))) or None


def _name_rows(version: int, listing: Listing) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "text": name.text,
            "kind": name.kind.value,
            "script": scripts(name.text),
            "printed_by": name.printed_by,
        }
        for position, name in enumerate(listing.names)
    ]


def _identifier_rows(version: int, listing: Listing) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "kind": identifier.kind,
            "value": identifier.value,
            "canonical": identifier.canonical,
            "valid": identifier.valid,
            "country": identifier.country,
        }
        for position, identifier in enumerate(listing.identifiers)
    ]


def _provenance_rows(version: int, listing: Listing) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "field": claim.field,
            "value": claim.value,
            "source": claim.source,
            "quality": claim.quality,
            "retrieved_on": claim.retrieved_on,
            "note": claim.note,
        }
        for position, claim in enumerate(listing.claims)
    ]


DETAILS: dict[type[Base], Callable[[int, Listing], list[Row]]] = {
    NameRow: _name_rows,
    IdentifierRow: _identifier_rows,
    ProvenanceRow: _provenance_rows,
}
"""The tables under a version, and how a listing fills each."""
