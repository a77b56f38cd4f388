"""A file of names in, a CSV file of answers out."""

import io
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from screening.batch.beside import all_beside
from screening.batch.canary import sing
from screening.batch.inputs import opened, read_input
from screening.batch.job import Job
from screening.batch.journal import Plan
from screening.batch.lines import Lines, screened_lines
from screening.batch.opening import Opening
from screening.batch.output import NOWHERE, Output, output
from screening.batch.rows import OUTPUT, Row, in_blocks
from screening.batch.running import Running
from screening.batch.source import watched
from screening.batch.summary import Advance, FileFacts, Summary
from screening.batch.tally import Tally
from screening.batch.tally_json import from_plain, plain
from screening.batch.writing import safe_line
from screening.domain.answers import Outcome
from screening.errors import InputFileError
from screening.printable import encodable
from screening.record.chain import digest
from screening.record.precious import refuse_precious
from screening.record.recorder import basis_body
from screening.record.store import Store
from screening.record.suppressions import Suppressions
from screening.screener import Screener
from screening.whole import is_file_to_be, status_of

WORTHWHILE = 10_000
"""Rows from which several processes are done sooner than one: to start them takes as
long as some thousand rows."""

DAY_FIRST = "dates: the day comes first"
MANY = 1_000
"""Rows of which one may expect an alert."""


def screen_file(
    source: Path | None,
    target: Path | None,
    screener: Screener,
    *,
    say: Callable[[str], None],
    limit: int = 10,
    workers: int = 1,
    mapped: Mapping[str, Sequence[str]] | None = None,
    encoding: str | None = None,
    day_first: bool = False,
    resume: bool = False,
    record: Store | None = None,
    decided: Suppressions | None = None,
    kind: str = "batch",
    as_of: str | None = None,
    warn: Callable[[str], None] | None = None,
    tally: Tally | None = None,
    advance: Advance | None = None,
) -> Summary:
    """Screen each row of a file and write the answers as CSV.

    The output has a row for each input row and hit or review, and one where
    there is none, in the order of the input. Its `row` counts rows of data from
    1: the header is none. A row that cannot be screened is `invalid` and its
    `error` says why, with the line of the file. A file is checked to its end
    before anything is screened or written; what comes through a pipe can only
    be checked on the way.

    Args:
        source: the file to screen, in any format of `read_input`; None for standard
            input.
        target: the file to write, which is there when it is whole; None for
            standard output, `NOWHERE` where nobody wants to read it.
        screener: what to screen with.
        say: told how the file was read, and which columns were taken for what.
        limit: most hits and reviews to write for a row, from 1.
        workers: most processes to screen with; what is written does not depend on
            it. A program that asks for several keeps what it does itself behind
            `if __name__ == "__main__":`, as each of them imports it.
        mapped: field to the headers of its columns, as for `guess`; others are guessed.
        encoding: of a text; by default it is told from its bytes.
        day_first: whether `03/04/1965` is the third of April; else it is refused.
        resume: whether to go on with a batch of the same file that was broken off.
        record: where it goes on record; None for nowhere.
        decided: what was decided of hits before; None where nothing was.
        kind: what the run is called on record.
        as_of: the past day (ISO) whose lists the screener has, for the record; None for
            those of now.
        warn: told what may be wrong, so that somebody should look; `say` by default.
        tally: an empty one to count in; None where nobody will read it.
        advance: told of each block that is done.

    Raises:
        InputFileError: a file cannot be read or written, is the same as the
            other, is the registry or of it, or is no table with a column of names
            or identifiers; says which file, where in it and what to do.
        CanaryError: a listed name that was planted is not found.
        RecordError: nothing can go on record.
        ScreeningError: the output cannot be written to its end.
        BrokenPipeError: whoever read standard output has stopped.
    """
    warn = warn or say
    if target is not None:
        refuse_precious(screener.settings, target)
    file = "standard input" if source is None else str(source)
    with opened(source) as stream:
        _refuse_same(stream, file, target)
        given = watched(stream, source, file)
        table, columns = read_input(given.stream, file=file, encoding=encoding, mapped=mapped)
        columns = replace(columns, day_first=day_first)
        if day_first:
            table = replace(table, said=(*table.said, DAY_FIRST))
        for line in (*table.said, columns.said):
            say(line)
        canary = sing(screener)
        basis = screener.basis
        rests_on = basis_body(basis, screener.settings, screener.scope)
        known = given.known
        plan = None
        if known is not None:
            plan = Plan(
                source=known.sha256,
                basis=digest(rests_on),
                settings=basis.settings,
                columns=columns.said,
                read="; ".join(table.said),
                as_of=as_of,
                limit=limit,
                recorded=record is not None,
                counted=tally is not None,
            )
        facts: dict[str, Any] = {
            "columns": columns.said,
            "read": list(table.said),
            "limit": limit,
            "canary": canary,
        }
        if as_of is not None:
            facts["as_of"] = as_of  # it is screened again on that day's lists
        running = Running(record, screener.settings, kind, facts, rests_on)
        with output(target, plan, running.run, resume=resume, say=warn) as out:
            running.begin(out)
            job = Job(
                columns,
                limit,
                running.run,
                running.salt,
                decided,
                counting=None if tally is None else tally.limits(),
            )
            if out.done.rows:
                say(f"going on behind row {out.done.rows}")
            elif resume:
                say("there is nothing to go on with: begun with the first row")
            counted = _Counted(out, tally)
            if not out.size:
                out.write(safe_line((*OUTPUT, *columns.carried_header)))
            position = given.position()
            rows = islice(table.rows, out.done.rows, None)
            with closing(_screened(rows, job, screener, workers)) as blocks:
                for lines in blocks:
                    out.write(lines.text)
                    out.keep()
                    running.add(lines)
                    counted.add(lines)
                    if advance is not None:
                        before, position = position, given.position()
                        advance(rows=lines.rows, read=position - before)
            read = given.ended()
            made = _facts_of(target, out)
            summary = counted.summary(running.run, read, made, canary)
            running.seal(
                read,
                made,
                {"outcomes": {each.value: count for each, count in summary.outcomes.items()}},
            )
    found = summary.alerts + summary.outcomes[Outcome.SUPPRESSED]
    if summary.rows >= MANY and not found:
        warn(
            f"not one alert in {summary.rows} rows: check that the right columns were taken "
            "and the right lists are loaded"
        )
    return summary


class _Counted:
    """What a batch comes to, with what was done before it was taken up."""

    def __init__(self, out: Output, tally: Tally | None) -> None:
        self._out = out
        self._tally = tally
        self.outcomes = Counter(dict.fromkeys(Outcome, 0))
        self.alerts = 0
        for told in out.done.told:
            self.outcomes.update({Outcome(each): n for each, n in told["outcomes"].items()})
            self.alerts += told["alerts"]
            if tally is not None:
                tally.merge(from_plain(told["tally"]))

    def add(self, lines: Lines) -> None:
        """Count a block, and note it where the batch can be gone on with."""
        self.outcomes.update(lines.outcomes)
        self.alerts += lines.alerts
        if self._tally is not None and lines.tally is not None:
            self._tally.merge(lines.tally)
        if self._out.journal is not None:
            told = {
                "outcomes": lines.outcomes,
                "alerts": lines.alerts,
                "tally": None if lines.tally is None else plain(lines.tally),
            }
            self._out.journal.note(lines.rows, self._out.size, self._out.sha256, told)

    def summary(
        self, run: str | None, source: FileFacts, target: FileFacts | None, canary: str
    ) -> Summary:
        """All of it."""
        outcomes = dict(self.outcomes)
        return Summary(
            self.outcomes.total(), outcomes, self.alerts, source, target, run, canary
        )


def _facts_of(target: Path | None, out: Output) -> FileFacts | None:
    if target == NOWHERE:
        return None
    name = "-" if target is None else encodable(target.name)
    return FileFacts(name, out.sha256, out.size)


def _screened(
    rows: Iterator[Row], job: Job, screener: Screener, workers: int
) -> Generator[Lines, None, None]:
    """Screen rows in this process, or where they are many in as many as may be."""
    if workers > 1:
        first = list(islice(rows, WORTHWHILE))
        rows = chain(first, rows)
        if len(first) == WORTHWHILE:
            # late: a small file does not wait for it
            from screening.batch.workers import screened_by_workers

            yield from screened_by_workers(
                in_blocks(rows), Opening.of(screener), job, workers=workers
            )
            return
    for block in in_blocks(rows):
        yield screened_lines(block, job, screener)


def _refuse_same(stream: BinaryIO, file: str, target: Path | None) -> None:
    """Refuse to write over what is being read."""
    read = _status(stream)
    over = _status(sys.stdout.buffer) if target is None else status_of(target)
    if read and over and stat.S_ISREG(read.st_mode) and os.path.samestat(read, over):
        raise InputFileError(f"{file}: is the output too; write the answers to another file")
    if read is None or target is None or not is_file_to_be(target):
        return
    for each in all_beside(target.resolve()):
        kept = status_of(each)
        if kept is not None and os.path.samestat(read, kept):
            raise InputFileError(
                f"{file}: is what a batch keeps beside {target} and writes over; copy it to "
                "another name, or write to another file"
            )


def _status(stream: BinaryIO) -> os.stat_result | None:
    try:
        return os.fstat(stream.fileno())
    except io.UnsupportedOperation:  # a stream in memory
        return None
