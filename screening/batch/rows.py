"""Rows in, rows out: a batch without its file formats.

Whatever reads a table makes `Row`s of it, whatever writes one takes the output
rows; what stands between is here, once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening.batch.columns import Columns
from screening.domain.answers import Basis, Evidence, Hit, Outcome, Result
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.screener import Screener

# Columns of features that are still to come stay empty, so that what reads a
# result today can read it then.
COLUMNS = (
    "row,id,input_name,outcome,disposition,score,tier,rank,target_id,target_name,"
    "matched_name,matched_kind,target_type,authority,source,programme,package,measures,"
    "listed_on,delisted_on,birth_date_result,country_result,id_result,reason,suppressed_by,"
    "snapshots,settings,run,receipt,error"
)
OUTPUT = tuple(COLUMNS.split(","))
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

OutputRow = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
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


@dataclass(frozen=True, slots=True)
class Screened:
    """What became of one row.

    Args:
        outcome: how it ended; invalid where it could not be screened.
        lines: output rows, values by the columns of `OUTPUT`: one for each hit
            and review, best first, or a single one where there is none.
        alerts: how many of them are hits and reviews.
    """

    outcome: Outcome
    lines: tuple[OutputRow, ...]
    alerts: int


def screen_rows(
    rows: Iterable[Row], columns: Columns, screener: Screener, *, limit: int
) -> Iterator[Screened]:
    """Screen rows as they come, each by itself.

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
    for row in rows:
        yield _screened(row, columns, screener, limit)


def _screened(row: Row, columns: Columns, screener: Screener, limit: int) -> Screened:
    if row.fault is not None:
        return _unscreened(row, Query(), Outcome.INVALID, row.fault)
    query = columns.query(row.cells)
    try:
        answer = screener.screen(query)
    except QueryError as error:
        return _unscreened(row, query, Outcome.INVALID, str(error))
    except Exception as error:  # a mistake of ours must not take the other rows along
        return _unscreened(row, query, Outcome.ERROR, f"{type(error).__name__}: {error}")
    asked = _asked(row, query) | {
        "outcome": answer.outcome.value,
        "snapshots": _snapshots(answer.basis),
        "settings": answer.basis.settings,
    }
    shown = answer.candidates[:limit]
    if not shown:
        clear = asked | {"reason": "; ".join(answer.notes)}
        return Screened(answer.outcome, (clear,), 0)
    found = [asked | _found(query, hit, rank) for rank, hit in enumerate(shown, start=1)]
    _add_reason(found[0], *answer.notes)
    hidden = len(answer.candidates) - len(shown)
    if hidden:
        _add_reason(found[-1], f"{hidden} more not shown, the limit is {limit}")
    return Screened(answer.outcome, tuple(found), len(found))


def _unscreened(row: Row, query: Query, outcome: Outcome, why: str) -> Screened:
    line = _asked(row, query) | {
        "outcome": outcome.value,
        "error": f"{row.place}: {why}",
    }
    return Screened(outcome, (line,), 0)


def _asked(row: Row, query: Query) -> OutputRow:
    return {"row": str(row.number), "id": query.id or "", "input_name": query.name or ""}


def _found(query: Query, hit: Hit, rank: int) -> OutputRow:
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


def _add_reason(line: OutputRow, *more: str) -> None:
    line["reason"] = "; ".join(filter(None, (line["reason"], *more)))


def _snapshots(basis: Basis) -> str:
    return " ".join(f"{state.source}@{state.sha256[:8]}" for state in basis.lists)
