"""Identifiers of FollowTheMoney data: of a target's own line, and on lines of their own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from screening.domain.targets import Identifier
from screening.errors import QueryError
from screening.identifiers import identifier_kind
from screening.sources.base import EntryNotes
from screening.sources.ftm_entities import Entity, countries, label, once, values
from screening.sources.ftm_parts import Part
from screening.sources.metadata import Metadata

IMO = re.compile(r"^IMO\W*(?=\d)", re.IGNORECASE)
DAYS_OF_PAPER = {"startDate": "issued", "endDate": "expires"}
TAKEN_OF_PAPER = frozenset(
    (*DAYS_OF_PAPER, *"holder number passportNumber publicKey currency type country".split())
)
LOOSE_KINDS = frozenset({"number", "reg", "tax"})


def identifiers(entity: Entity, entry: EntryNotes, about: Metadata) -> Iterator[Identifier]:
    """The identifiers among the properties of a target."""
    kind_of_target = about.words["schemas"].get(entity["schema"], "unknown")
    special = about.words.get(f"identifiers_of_{kind_of_target}", {})
    currency = _currency(values(entity, "currency"))
    for name, usual in about.words["identifiers"].items():
        kind = special.get(name, usual)
        note = currency if kind == "wallet" else _said(name, kind)
        for value in values(entity, name):
            number = IMO.sub("", value) if kind.startswith("imo") else value
            yield entry.identifier(kind, number, note=note)


def papers_of(
    papers: Sequence[Part], entry: EntryNotes, about: Metadata
) -> Iterator[Identifier]:
    """The documents and wallets on lines of their own."""
    for paper in papers:
        country = next(iter(countries(paper.values("country")[:1], entry, about)), None)
        kinds = paper.values("type")
        said = [
            *(
                f"{word} {day}"
                for name, word in DAYS_OF_PAPER.items()
                for day in paper.values(name)
            ),
            *(paper.said(name) for name in paper.properties if name not in TAKEN_OF_PAPER),
        ]
        for address in paper.values("publicKey"):
            yield entry.identifier("wallet", address, note=_currency(paper.values("currency")))
        kind = "passport" if paper.schema == "Passport" else _kind(kinds)
        note = "; ".join((*kinds, *said)) or None
        for number in once((*paper.values("number"), *paper.values("passportNumber"))):
            yield entry.identifier(kind, number, country=country, note=note)


@cache
def _kind(words: tuple[str, ...]) -> str:
    for word in words:
        try:
            return identifier_kind(word)
        except QueryError:
            continue
    return "number"


def _currency(currencies: Sequence[str]) -> str | None:
    return f"currency {', '.join(currencies)}" if currencies else None


@cache
def _said(name: str, kind: str) -> str | None:
    """The property, where it says more than the kind of identifier does."""
    if kind not in LOOSE_KINDS:
        return None
    try:
        return None if identifier_kind(name) == kind else label(name)
    except QueryError:
        return label(name)
