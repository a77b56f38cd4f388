"""Rows of the tables, made from the values that the rest of the program uses."""

from collections.abc import Callable
from typing import Any

from screening.domain.lists import Authority, Package, Source
from screening.names.fold import scripts_of
from screening.registry.models import Base, IdentifierRow, NameRow, ProvenanceRow

Row = dict[str, Any]
Document = dict[str, Any]
"""A listing as `domain.listings.to_document` lays it out."""


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
        "copy": source.copy,
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


def content_row(document: Document, fingerprint: str) -> Row:
    """What a version says; the rest of its row is its place."""
    names = document.get("names", ())
    return {
        "fingerprint": fingerprint,
        "type": document["type"],
        "primary_name": names[0]["text"] if names else None,
        "listed_on": document.get("listed_on"),
        "delisted": document.get("delisted", False),
        "delisted_on": document.get("delisted_on"),
        "package_code": document.get("package"),
        "programmes": document.get("programmes", []),
        "measures": document.get("measures", []),
        "document": document,
    }


def scripts(text: str) -> str | None:
    """The scripts of a text's letters: `Latin`, `Cyrillic+Latin`, None without any."""
    return "+".join(sorted(scripts_of(text))) or None


def _name_rows(version: int, document: Document) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "text": name["text"],
            "kind": name["kind"],
            "script": scripts(name["text"]),
            "printed_by": name.get("printed_by"),
        }
        for position, name in enumerate(document.get("names", ()))
    ]


def _identifier_rows(version: int, document: Document) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "kind": identifier["kind"],
            "value": identifier["value"],
            "canonical": identifier["canonical"],
            "valid": identifier.get("valid"),
            "country": identifier.get("country"),
            "note": identifier.get("note"),
        }
        for position, identifier in enumerate(document.get("identifiers", ()))
    ]


def _provenance_rows(version: int, document: Document) -> list[Row]:
    return [
        {
            "version_id": version,
            "position": position,
            "field": claim["field"],
            "value": claim["value"],
            "source": claim["source"],
            "quality": claim["quality"],
            "retrieved_on": claim.get("retrieved_on"),
            "note": claim.get("note"),
        }
        for position, claim in enumerate(document.get("claims", ()))
    ]


DETAILS: dict[type[Base], Callable[[int, Document], list[Row]]] = {
    NameRow: _name_rows,
    IdentifierRow: _identifier_rows,
    ProvenanceRow: _provenance_rows,
}
"""The tables under a version, and how a listing's document fills each."""
