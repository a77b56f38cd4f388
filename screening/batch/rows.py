"""Rows in, rows out: a batch without its file formats.

Whatever reads a table makes `Row`s of it, whatever writes one takes the output
rows; what stands between is here, once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias

from screening.batch.job import Job
from screening.domain.answers import Answer, Basis, Evidence, Hit, Outcome, Result
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.record.ids import receipt
from screening.record.lines import row_line, seal
from screening.screener import Screener

BLOCK = 2_000
"""Rows that are screened together."""

ASKED = ("row", "id", "input_name")
TOLD = tuple(
    (
        "outcome,disposition,score,tier,rank,target_id,target_name,"
        "matched_name,matched_kind,target_type,authority,source,programme,package,measures,"
        "listed_on,delisted_on,birth_date_result,country_result,id_result,reason,suppressed_by,"
        "snapshots,settings,run"
    ).split(",")
)
ENDING = ("receipt", "error")
OUTPUT = (*ASKED, *TOLD, *ENDING)
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
"""A cell for each column of `TOLD`; those of nearly every row of a run are the same."""

Ending: TypeAlias = tuple[str, ...]
"""A cell for each column of `ENDING`, and one for each column that is carried through."""


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
        row: as it was read.
        query: what it asked; empty where it could not be read.
        asked: what every output row of it begins with.
        told: what its output rows go on with: one for each hit and review, best first
            and what is suppressed last, or a single one where there is none.
        ending: what every output row of it ends with.
        outcome: how it ended; invalid where it could not be screened.
        alerts: how many of its output rows are hits and reviews that are not suppressed.
        answer: what was found; None where it could not be screened.
        error: why it could not be, without its place; None where it could.
        line: what goes on record of it; None where nothing does.
        seal: of that line; empty where nothing goes on record.
    """

    row: Row
    query: Query
    asked: Asked
    told: tuple[Told, ...]
    ending: Ending
    outcome: Outcome
    alerts: int
    answer: Answer | None
    error: str | None
    line: bytes | None
    seal: bytes


def in_blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, so many together as are screened together."""
    each = iter(rows)
    while block := list(islice(each, BLOCK)):
        yield block


def screen_block(rows: Sequence[Row], job: Job, screener: Screener) -> list[Screened]:
    """Screen some rows together; what becomes of one does not depend on the others.

    A row that cannot be screened is invalid and says why; one that makes this
    program fail is an error. Neither stops another row, and neither is clear.

    Args:
        rows: from a table with the columns of the job.
        job: how they are screened; where there are more hits and reviews than its
            limit, the last one's `reason` says how many.
        screener: what to screen with.
    """
    queries = [job.columns.query(row.cells) for row in rows if row.fault is None]
    answered = zip(queries, screener.screen_many(queries), strict=True)
    of_run = rests_on(screener.basis) | {"run": job.run or ""}
    clear: tuple[Told, ...] = (_told({"outcome": Outcome.CLEAR.value} | of_run),)
    screened = []
    for row in rows:
        if row.fault is not None:
            screened.append(_unscreened(row, Query(), Outcome.INVALID, row.fault, job))
            continue
        query, answer = next(answered)
        if isinstance(answer, QueryError):
            screened.append(_unscreened(row, query, Outcome.INVALID, str(answer), job))
        elif isinstance(answer, Exception):
            why = f"{type(answer).__name__}: {answer}"
            screened.append(_unscreened(row, query, Outcome.ERROR, why, job))
        else:
            if job.suppressions is not None:
                answer = job.suppressions.applied(answer)
            told = clear
            if answer.candidates or answer.notes:
                lines = answer_lines(query, answer, job.limit)
                told = tuple(_told(each | of_run) for each in lines)
            screened.append(_screened(row, query, told, answer.outcome, job, answer))
    return screened


def _screened(
    row: Row,
    query: Query,
    told: tuple[Told, ...],
    outcome: Outcome,
    job: Job,
    answer: Answer | None,
    error: str | None = None,
) -> Screened:
    # cells that cannot be relied on are carried nowhere
    carried = job.columns.carry(row.cells) if row.fault is None else job.nothing_carried
    said = None if error is None else f"{row.place}: {error}"
    mark, line, sealed = "", None, b""
    if job.run is not None:
        line = row_line(row.number, query, outcome, answer, said)
        sealed = seal(job.salt, line)
        mark = receipt(job.run, row.number, sealed)
    found = answer.candidates if answer else ()
    alerts = min(job.limit, sum(not hit.suppressed for hit in found)) if found else 0
    asked = str(row.number), query.id or "", query.name or ""
    ending = (mark, said or "", *carried)
    return Screened(
        row, query, asked, told, ending, outcome, alerts, answer, error, line, sealed
    )


def answer_lines(query: Query, answer: Answer, limit: int) -> list[dict[str, str]]:
    """What is told of an answer: a hit or review each, or why there is none.

    They come as `Answer.first` has them, what is suppressed last.
    """
    outcome = {"outcome": answer.outcome.value}
    shown = answer.first(limit)
    if not shown:
        return [outcome | {"reason": "; ".join(answer.notes)}]
    lines = [outcome | _found(query, hit, rank) for rank, hit in shown]
    _add_reason(lines[0], *answer.notes)
    hidden = len(answer.candidates) - len(shown)
    if hidden:
        _add_reason(lines[-1], f"{hidden} more not shown, the limit is {limit}")
    return lines


def _unscreened(row: Row, query: Query, outcome: Outcome, why: str, job: Job) -> Screened:
    told = (_told({"outcome": outcome.value, "run": job.run or ""}),)
    return _screened(row, query, told, outcome, job, None, why)


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
        **_decided(hit),
    }


def _decided(hit: Hit) -> dict[str, str]:
    """What was decided of a hit before, and by which decision it is suppressed."""
    if hit.disposition is None:
        return {}
    by = hit.disposition.decision if hit.suppressed else ""
    return {"disposition": hit.disposition.verdict, "suppressed_by": by}


def _identifiers_result(query: Query, hit: Hit) -> Result:
    """How the identifiers compare: one that agrees outweighs those that differ."""
    # By kind and value: a number in a name is evidence called `number` as well.
    asked = set(query.numbers)
    results = {item.result for item in hit.evidence if (item.feature, item.query) in asked}
    for result in (Result.MATCHED, Result.NOT_MATCHED):
        if result in results:
            return result
    return Result.UNKNOWN


def _reason(hit: Hit) -> str:
    """The strongest of the evidence, in a line."""
    notes = [note.text for note in hit.notes]
    if hit.disposition is not None and hit.disposition.why:
        notes.insert(0, f"decision {hit.disposition.decision} {hit.disposition.why}")
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
