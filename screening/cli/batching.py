"""What `screen batch` and `screen check` share: one run over a file, told and ended."""

import gc
import os
import stat
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from screening.cli.output import Exit, cores, end_of, say, what_counts
from screening.errors import QueryError

if TYPE_CHECKING:
    from screening.batch.summary import Summary
    from screening.batch.tally import Tally
    from screening.cli.manner import Manner
    from screening.screener import Screener

STANDARD_STREAM = Path("-")
OTHER_FORMATS = frozenset({".xlsx", ".xls", ".ods", ".parquet", ".json", ".jsonl", ".ndjson"})


@dataclass(frozen=True)
class Asked:
    """What a run over a file was asked to do.

    Args:
        source: the file; `-` for standard input.
        target: where the answers go; `-` or None for standard output, the null device
            where nobody wants them.
        against: arguments of `service.open_screener`.
        columns: `FIELD=COLUMN` of each column that was mapped.
        encoding: of a text; None to tell it.
        day_first: whether `03/04/1965` is the third of April.
        limit: most hits and reviews to write for a row.
        workers: most processes; None for one a core.
        resume: whether to go on with a run that was broken off.
        report: where the page goes; None for none.
        dry: whether only to count alerts at each threshold.
        fail_on: what ends with another code than 0; None for everything grave.
        json: whether to print what it came to as JSON.
        quiet: whether to say nothing but what went wrong or may have.
        kind: what the run is called on record.
    """

    source: Path
    target: Path | None
    against: Mapping[str, Any]
    columns: Sequence[str] = ()
    encoding: str | None = None
    day_first: bool = False
    limit: int = 10
    workers: int | None = None
    resume: bool = False
    report: Path | None = None
    dry: bool = False
    fail_on: str | None = None
    json: bool = False
    quiet: bool = False
    kind: str = "batch"


def run_batch(asked: Asked) -> Exit:
    """Screen a file, say what it came to, and tell what to end with.

    Raises:
        ScreeningError: the file, the lists, the record or an option is not fit.
    """
    from screening import service
    from screening.batch.mapping import mapped_columns
    from screening.batch.plain import screen_file
    from screening.cli.batch_progress import progress
    from screening.cli.manner import Manner
    from screening.dates import past_day
    from screening.record.precious import refuse_precious
    from screening.settings import load_settings

    counts = what_counts(asked.fail_on)
    if asked.target is not None and asked.target.suffix.lower() in OTHER_FORMATS:
        raise QueryError(
            f"the answers are CSV; call the file {asked.target.with_suffix('.csv').name}",
            field="output",
        )
    mapped = mapped_columns(asked.columns)
    tell = _silent if asked.quiet else say
    begun = datetime.now(UTC)
    said: list[str] = []

    def tell_and_keep(line: str) -> None:
        said.append(line)
        tell(line)

    warnings: list[str] = []

    def warn(line: str) -> None:
        """Said to whoever wants quiet too, as nobody would look otherwise."""
        said.append(line)
        warnings.append(line)
        say(line)

    as_of = asked.against.get("as_of")
    day = None if as_of is None else past_day(as_of)
    settings = load_settings()
    refuse_precious(settings, _file(asked.target), asked.report)
    _refuse_report(asked)
    with (
        service.open_screener(settings, say, **asked.against) as screener,
        service.batch_record(screener, say) as (store, decided),
        progress(_size(asked.source), tell, quiet=asked.quiet) as advance,
    ):
        # what is loaded by now stays, and is not searched for garbage over and over
        gc.freeze()
        tally = _tally(asked, screener)
        summary = screen_file(
            _file(asked.source),
            _file(asked.target),
            _screening_with(asked, screener),
            say=tell_and_keep,
            limit=asked.limit,
            workers=asked.workers or cores(),
            mapped=mapped,
            encoding=asked.encoding,
            day_first=asked.day_first,
            resume=asked.resume,
            record=None if asked.dry else store,
            decided=decided,
            kind=asked.kind,
            as_of=day,
            warn=warn,
            tally=tally,
            advance=advance,
        )
        if asked.dry and tally is not None:
            _show_thresholds(tally, json=asked.json)
            return Exit.CLEAR
        # the answers are in the file: none is shown, nor explained
        manner = Manner.of(screener, limit=asked.limit, explain=False, as_of=day)
        if asked.report is not None and tally is not None:
            _write_report(asked.report, screener, manner, tally, summary, begun, said)
        if asked.json:
            _print_json(summary, screener, manner, warnings)
        _tell_summary(summary, screener, manner, tell)
    return end_of(summary.outcomes, counts)


def _file(path: Path | None) -> Path | None:
    """A path that was given; None for a standard stream."""
    return None if path == STANDARD_STREAM else path


def _refuse_report(asked: Asked) -> None:
    """Refuse a page that would be written over what is read or written, or nowhere.

    Before anything is screened: what is found out behind the last row is an hour late.

    Raises:
        InputFileError: it would.
    """
    if asked.report is None:
        return
    from screening.batch.beside import all_beside
    from screening.errors import InputFileError
    from screening.whole import refuse_unwritable, same_file, status_of

    named = [(_file(asked.source), sys.stdin, "is what is screened")]
    named.append((_file(asked.target), sys.stdout, "is where the answers go"))
    for path, stream, what in named:
        if path is None:
            there = status_of(asked.report)
            taken = there is not None and _is_stream(there, stream)
        else:
            taken = same_file(asked.report, path)
        if taken:
            raise InputFileError(f"{asked.report}: {what}; write the page to another file")
    if (target := _file(asked.target)) is not None:
        for each in all_beside(target.resolve()):
            if same_file(asked.report, each):
                raise InputFileError(
                    f"{asked.report}: is kept beside the answers while they are written; "
                    "write the page to another file"
                )
    refuse_unwritable(asked.report)


def _is_stream(there: os.stat_result, stream: TextIO | None) -> bool:
    """Whether a standard stream is the regular file that is there."""
    try:
        status = None if stream is None else os.fstat(stream.fileno())
    except (OSError, ValueError):  # a stream in memory, or closed
        return False
    return (
        status is not None and stat.S_ISREG(there.st_mode) and os.path.samestat(status, there)
    )


def _silent(_: str) -> None:
    """Nothing: nobody wants to know."""


def _tally(asked: Asked, screener: "Screener") -> "Tally | None":
    """What is counted of the run; None where nobody will read it."""
    from screening.batch.tally import Tally

    limits = screener.settings.threshold, screener.settings.floor
    if asked.dry:
        return Tally(threshold=limits[0], floor=limits[1], screened_at=limits[1], keep=0)
    if asked.report is not None:
        return Tally(threshold=limits[0], floor=limits[1])
    return None


def _screening_with(asked: Asked, screener: "Screener") -> "Screener":
    if not asked.dry:
        return screener
    from screening.batch.alerts import at_the_floor

    return at_the_floor(screener)


def _show_thresholds(tally: "Tally", *, json: bool) -> None:
    from screening.batch.alerts import alerts_by_threshold
    from screening.cli.jsonl import dumps
    from screening.cli.thresholds import show_thresholds, thresholds_object

    found = alerts_by_threshold(tally)
    if json:
        print(dumps(thresholds_object(found)))
    else:
        show_thresholds(found)


def _write_report(
    path: Path,
    screener: "Screener",
    manner: "Manner",
    tally: "Tally",
    summary: "Summary",
    begun: datetime,
    said: Sequence[str],
) -> None:
    from screening.batch.about import About
    from screening.batch.report import report_page
    from screening.who import operator
    from screening.whole import written

    about = About(
        source=summary.source,
        target=summary.target,
        begun=begun,
        ended=datetime.now(UTC),
        operator=operator(screener.settings),
        run=summary.run,
        recorded=summary.run is not None,
        basis=screener.basis,
        scope=manner.scope,
        threshold=manner.threshold,
        floor=manner.floor,
        weak_aliases=manner.weak_aliases,
        authorities=manner.authorities,
        packages=manner.packages,
        as_of=manner.as_of,
        said=tuple(said),
        canary=summary.canary,
    )
    with written(path, private=True) as stream:
        stream.write(report_page(about, tally).encode("utf-8", "backslashreplace"))


def _print_json(
    summary: "Summary", screener: "Screener", manner: "Manner", warnings: Sequence[str]
) -> None:
    from screening.cli.jsonl import basis_object, dumps

    print(
        dumps(
            {
                "rows": summary.rows,
                "outcomes": {each.value: count for each, count in summary.outcomes.items()},
                "alerts": summary.alerts,
                "run": summary.run,
                "input": summary.source.plain(),
                "output": None if summary.target is None else summary.target.plain(),
                "canary": summary.canary,
                **basis_object(screener.basis, manner),
                "warnings": list(warnings),
            }
        )
    )


def _tell_summary(
    summary: "Summary", screener: "Screener", manner: "Manner", tell: Callable[[str], None]
) -> None:
    from screening.cli.manner import in_part_words

    counts = ", ".join(f"{count} {each}" for each, count in summary.outcomes.items() if count)
    tell(f"{summary.rows} rows: {counts}")
    tell(manner.against(screener.basis))
    if words := in_part_words(screener.basis, manner.scope):
        tell(words)
    tell(f"on record as run {summary.run}" if summary.run else "not on record")


def _size(source: Path) -> int | None:
    """Bytes of a file to read; None of a pipe."""
    try:
        return source.stat().st_size or None if source.is_file() else None
    except OSError:
        return None
