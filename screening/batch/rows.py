"""Rows in, rows out: a batch without its file formats.

Whatever reads a table makes `Row`s of it, whatever writes one takes the output
rows; what stands between is here, once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from screening.batch.columns import Columns
from screening.domain.answers import Answer, Basis, Evidence, Hit, Outcome, Result
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.screener import Screener

BLOCK = 2_000
"""Rows that are screened together."""

ASKED = ("row", "id", "input_name")
# Columns of features that are still to come stay empty, so that what reads a
# result today can read it then.
TOLD = tuple(
    (
        "outcome,disposition,score,tier,rank,target_id,target_name,"
        "matched_name,matched_kind,target_type,authority,source,programme,package,measures,"
        "listed_on,delisted_on,birth_date_result,country_result,id_result,reason,suppressed_by,"
        "snapshots,settings,run,receipt,error"
    ).split(",")
)
OUTPUT = (*ASKED, *TOLD)
REASONS = 4  # comparisons that `reason` tells
VERBS = {
    Result.MATCHED: " agrees",
    Result.SIMILAR: " is similar",
    Result.NOT_MATCHED: " differs",
    Result.UNKNOWN: "",
}
# In the output a field is matched or not, or nothing is known of it.
RESULT_WORDS = {
    Result.MATCHED: "matched",
    Result.SIMILAR: "matched",
    Result.NOT_MATCHED: "not_matched",
    Result.UNKNOWN: "unknown",
}

Asked: TypeAlias = tuple[str, str, str]
"""A cell for each column of `ASKED`."""

Told: TypeAlias = tuple[str, ...]
"""A cell for each column of `TOLD`."""


class Row(NamedTuple):
    """One row of a table to screen.

    Args:
        number: counts rows of data from 1; the header is none.
        place: where its owner finds it: `line 7`.
        cells: as many as the header has, unless there is a fault.
        fault: why the cells cannot be relied on; None where they can.
    """

    number: int
    place: str
    cells: tuple[str, ...]
    fault: str | None = None


class Screened(NamedTuple):
    """What became of one row.

    Args:
        asked: what every output row of it begins with.
        told: the rest of its output rows: one for each hit and review, best first,
            or a single one where there is none.
        outcome: how it ended; invalid where it could not be screened.
        alerts: how many of its output rows are hits and reviews.
    """

    asked: Asked
    told: tuple[Told, ...]
    outcome: Outcome
    alerts: int


def in_blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, so many together as are screened together."""
    each = iter(rows)
    while block := list(islice(each, BLOCK)):
        yield block


def screen_block(
    rows: Sequence[Row], columns: Columns, screener: Screener, *, limit: int
) -> list[Screened]:
    """Screen some rows together; what becomes of one does not depend on the others.

    A row that cannot be screened is invalid and says why; one that makes this
    program fail is an error. Neither stops another row, and neither is clear.

    Args:
        rows: from a table with these columns.
        columns: which cell is which field.
        screener: what to screen with.
        limit: most hits and reviews to give for a row, from 1; where there are
            more, the last one's `reason` says how many.
    """
    if limit < 1:
        raise ValueError(f"limit is {limit}; a hit needs at least one row to be seen")
    queries = [columns.query(row.cells) for row in rows if row.fault is None]
    answered = zip(queries, screener.screen_many(queries), strict=True)
    of_basis = rests_on(screener.basis)
    clear = _told({"outcome": Outcome.CLEAR.value} | of_basis)
    screened = []
    for row in rows:
        if row.fault is not None:
            screened.append(_unscreened(row, Query(), Outcome.INVALID, row.fault))
            continue
        query, answer = next(answered)
        if isinstance(answer, QueryError):
            screened.append(_unscreened(row, query, Outcome.INVALID, str(answer)))
        elif isinstance(answer, Exception):
            why = f"{type(answer).__name__}: {answer}"
            screened.append(_unscreened(row, query, Outcome.ERROR, why))
        elif answer.outcome is Outcome.CLEAR and not answer.notes:
            screened.append(Screened(_asked(row, query), (clear,), Outcome.CLEAR, 0))
        else:
            told = tuple(_told(each | of_basis) for each in answer_lines(query, answer, limit))
            alerts = min(limit, len(answer.candidates))
            screened.append(Screened(_asked(row, query), told, answer.outcome, alerts))
    return screened


def answer_lines(query: Query, answer: Answer, limit: int) -> list[dict[str, str]]:
    """What is told of an answer: a hit or review each, or why there is none."""
    outcome = {"outcome": answer.outcome.value}
    shown = answer.candidates[:limit]
    if not shown:
        return [outcome | {"reason": "; ".join(answer.notes)}]
    lines = [outcome | _found(query, hit, rank) for rank, hit in enumerate(shown, start=1)]
    _add_reason(lines[0], *answer.notes)
    hidden = len(answer.candidates) - len(shown)
    if hidden:
        _add_reason(lines[-1], f"{hidden} more not shown, the limit is {limit}")
    return lines


def _unscreened(row: Row, query: Query, outcome: Outcome, why: str) -> Screened:
    told = _told({"outcome": outcome.value, "error": f"{row.place}: {why}"})
    return Screened(_asked(row, query), (told,), outcome, 0)


def _asked(row: Row, query: Query) -> Asked:
    return str(row.number), query.id or "", query.name or ""


def _told(values: dict[str, str]) -> Told:
    return tuple(values.get(column, "") for column in TOLD)


def _found(query: Query, hit: Hit, rank: int) -> dict[str, str]:
    listing, name = hit.listing, hit.matched_name
    return {
        "score": f"{hit.score:.4f}",
        "tier": hit.tier.value,
        "rank": str(rank),
        "target_id": listing.reference,
        "target_name": listing.primary_name or "",
        "matched_name": name.text if name else "",
        "matched_kind": name.kind.value if name else "",
        "target_type": listing.type.value,
        "authority": listing.authority,
        "source": hit.source,
        "programme": "; ".join(listing.programmes),
        "package": listing.package or "",
        "measures": "; ".join(listing.measures),
        "listed_on": listing.listed_on or "",
        "delisted_on": listing.delisted_on or "",
        "birth_date_result": RESULT_WORDS[hit.result_of("birth date")],
        "country_result": RESULT_WORDS[hit.result_of("country")],
        "id_result": RESULT_WORDS[_identifiers_result(query, hit)],
        "reason": _reason(hit),
    }


def _identifiers_result(query: Query, hit: Hit) -> Result:
    """How the identifiers compare: one that agrees outweighs those that differ."""
    # By kind and value: a number in a name is evidence called `number` as well.
    asked = query.identifiers.items()
    results = {item.result for item in hit.evidence if (item.feature, item.query) in asked}
    for result in (Result.MATCHED, Result.NOT_MATCHED):
        if result in results:
            return result
    return Result.UNKNOWN


def _reason(hit: Hit) -> str:
    """The strongest of the evidence, in a line."""
    notes = [note.text for note in hit.notes]
    compared = [item for item in hit.evidence if item.query or item.listed]
    return "; ".join(notes + [_comparison(item) for item in compared[:REASONS]])


def _comparison(item: Evidence) -> str:
    sides = " / ".join(filter(None, (item.query, item.listed)))
    return f"{item.feature}{VERBS[item.result]}: {sides} ({item.reason})"


def _add_reason(line: dict[str, str], *more: str) -> None:
    line["reason"] = "; ".join(filter(None, (line["reason"], *more)))


def rests_on(basis: Basis) -> dict[str, str]:
    """The cells of an output row that tell what an answer rests on."""
    return {
        "snapshots": " ".join(f"{state.source}@{state.sha256[:8]}" for state in basis.lists),
        "settings": basis.settings,
    }
