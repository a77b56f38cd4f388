"""Answers as JSON, one object a line; the field names are a promise to scripts."""

import json
import math
from typing import Any

from screening.cli.manner import Manner
from screening.cli.on_record import hit_id
from screening.domain.answers import Answer, Basis, Evidence, Hit, Measurement
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.records import asdict

DIGITS = 4


def dumps(value: object) -> str:
    """One line of JSON, letters as they are; half a character is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class JsonLines:
    """Prints an object for each query."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner

    def answer(self, answer: Answer) -> None:
        """Print an answer."""
        print(dumps(answer_object(answer, self._manner)))

    def invalid(self, query: Query, error: QueryError, receipt: str | None) -> None:
        """Print that a query could not be screened."""
        print(dumps(invalid_object(query, error, receipt)))

    def end(self) -> None:
        """Nothing: each object says for itself what it rests on."""


def answer_object(answer: Answer, manner: Manner) -> dict[str, Any]:
    """An answer as plain JSON values; `not_shown` counts what `--limit` leaves out.

    `suppressed` counts all that are, shown or not; they stay among hits and reviews.
    """
    hits: list[dict[str, Any]] = []
    reviews: list[dict[str, Any]] = []
    for rank, hit in answer.first(manner.limit):
        shown = hits if rank <= len(answer.hits) else reviews
        shown.append(hit_object(answer, hit, rank, manner))
    return {
        "query": asdict(answer.query),
        "outcome": answer.outcome.value,
        "hits": hits,
        "reviews": reviews,
        "not_shown": {
            "hits": len(answer.hits) - len(hits),
            "reviews": len(answer.reviews) - len(reviews),
        },
        "suppressed": answer.suppressed,
        "notes": list(answer.notes),
        "receipt": answer.receipt,
        **basis_object(answer.basis, manner),
    }


def basis_object(basis: Basis, manner: Manner) -> dict[str, Any]:
    """What answers rest on, as plain JSON values."""
    return {
        "full_lists": not basis.in_part(manner.scope.authorities) and not basis.absent,
        "in_part": basis.in_part(manner.scope.authorities),
        "absent": basis.absent,
        "lists": [asdict(state) for state in basis.lists],
        "scope": {"authorities": manner.scope.authorities, "packages": manner.scope.packages},
        "threshold": manner.threshold,
        "floor": manner.floor,
        "weak_aliases": manner.weak_aliases,
        "without": basis.without,
        "fast": basis.fast,
        "settings": basis.settings,
        "engine": basis.engine,
        "model": basis.model,
        "registry": basis.registry,
        "as_of": manner.as_of,
    }


def points(value: float | None) -> float | None:
    """A number as JSON has it; null where there is none, or no end to it."""
    return None if value is None or math.isinf(value) else round(value, DIGITS)


def invalid_object(
    query: Query, error: QueryError, receipt: str | None = None
) -> dict[str, Any]:
    """A query that could not be screened: never clear, and with no hits to show."""
    return {
        "query": asdict(query),
        "outcome": "invalid",
        "error": str(error),
        "field": error.field,
        "hits": [],
        "reviews": [],
        "receipt": receipt,
    }


def hit_object(answer: Answer, hit: Hit, rank: int | None, manner: Manner) -> dict[str, Any]:
    """A hit as plain JSON values; null or [] where the source does not say.

    The rank is null for what is in no answer.
    """
    listing = hit.listing
    return {
        "rank": rank,
        "score": round(hit.score, DIGITS),
        "tier": hit.tier.value,
        "reference": listing.reference,
        "source": hit.source,
        "authority": listing.authority,
        "authority_title": manner.authority(hit),
        "type": listing.type.value,
        "name": listing.primary_name,
        "matched_name": asdict(hit.matched_name) if hit.matched_name else None,
        "package": listing.package,
        "package_title": manner.package(hit),
        "programmes": listing.programmes,
        "measures": listing.measures,
        "listed_on": listing.listed_on,
        "effective_on": listing.effective_on,
        "delisted": listing.delisted,
        "delisted_on": listing.delisted_on,
        "birth_dates": listing.birth_dates,
        "nationalities": listing.nationalities,
        "citizenships": listing.citizenships,
        "countries": listing.countries,
        "gender": listing.gender,
        "identifiers": [asdict(one) for one in listing.identifiers],
        "evidence": [_evidence(item) for item in hit.evidence],
        "measured": [_measurement(item) for item in hit.measured],
        "notes": [asdict(note) for note in hit.notes],
        "sentence": manner.sentence(answer, hit),
        "linked": [asdict(each) for each in hit.linked],
        "hit": hit_id(answer, rank),
        "disposition": asdict(hit.disposition) if hit.disposition else None,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "feature": item.feature,
        "result": item.result.value,
        "agreement": round(item.agreement, DIGITS),
        "points": round(item.points, DIGITS),
        "query": item.query,
        "listed": item.listed,
        "reason": item.reason,
        "beside_name": item.beside_name,
    }


def _measurement(item: Measurement) -> dict[str, Any]:
    return {
        "name": item.name,
        "title": item.title,
        "value": points(item.value),
        "unit": item.unit,
        "points": round(item.points, DIGITS),
    }
