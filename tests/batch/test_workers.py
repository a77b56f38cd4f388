import multiprocessing
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening.batch import plain, rows
from screening.batch.beside import JOURNAL, PART, beside
from screening.batch.columns import guess
from screening.batch.job import Job
from screening.batch.lines import Lines, screened_lines
from screening.batch.opening import Opening
from screening.batch.plain import screen_file
from screening.batch.rows import Row, in_blocks
from screening.batch.summary import Summary
from screening.batch.workers import AHEAD, screened_by_workers
from screening.domain.answers import Outcome
from screening.errors import InputFileError, ScreeningError
from screening.screener import Screener
from tests.batch.failing import Failing, OpeningOfFailing

COLUMNS = guess(("id", "name"), file="in.csv")
NAMES = (
    *("John Smith", "Ri Pong Chun", "...", "Kim Yong Bok", "Niels Troost", "Company Ltd"),
    *("Jane Roe", "=1+1", "리봉춘", "Maria Garcia"),
)


@pytest.fixture(autouse=True)
def blocks_are_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "BLOCK", 3)
    monkeypatch.setattr(plain, "WORTHWHILE", 10)


def numbered(count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        yield Row(number, f"line {number + 1}", ("", NAMES[number % len(NAMES)]))


def by_workers(blocks: Iterable[list[Row]], screener: Screener) -> Generator[Lines, None, None]:
    opening = Opening.of(screener)
    return screened_by_workers(blocks, opening, Job(COLUMNS), workers=2)


def test_blocks_come_back_in_their_order(screener: Screener) -> None:
    blocks = list(in_blocks(numbered(50)))

    assert list(by_workers(blocks, screener)) == [
        screened_lines(block, Job(COLUMNS), screener) for block in blocks
    ]


def test_what_is_written_does_not_depend_on_how_many_work(
    tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "Opening", OpeningOfFailing)
    source = tmp_path / "in.csv"
    faults = ["", "too,many,cells", '"a" b,x', '"two\nlines",Ri Pong Chun']
    lines = [*(f"C-{n},{name}" for n, name in enumerate(NAMES)), *faults]
    source.write_text("id,name\n" + "\n".join(lines * 4) + "\n", encoding="utf-8")

    def ran(workers: int) -> tuple[bytes, Summary, list[str]]:
        target, said = tmp_path / f"{workers}.csv", list[str]()
        failing = Failing.like(screener)
        summary = screen_file(source, target, failing, say=said.append, workers=workers)
        return target.read_bytes(), replace(summary, target=summary.source), said

    alone = ran(1)

    assert {outcome for outcome, count in alone[1].outcomes.items() if count} == {
        *(Outcome.HIT, Outcome.REVIEW, Outcome.CLEAR, Outcome.INVALID, Outcome.ERROR)
    }
    assert ran(2) == alone
    assert ran(3) == alone


def test_what_is_on_its_way_is_limited(screener: Screener) -> None:
    read = 0

    def counted() -> Iterator[list[Row]]:
        nonlocal read
        for block in in_blocks(numbered(300)):
            read += 1
            yield block

    for number, _ in enumerate(by_workers(counted(), screener)):
        assert read <= number + AHEAD * 2 + 2


def kill_one_before(number: int, blocks: Iterable[list[Row]]) -> Iterator[list[Row]]:
    for place, block in enumerate(blocks):
        if place == number:
            multiprocessing.active_children()[0].kill()
        yield block


@pytest.mark.parametrize("number", [2, 20])
def test_a_worker_that_is_killed_ends_the_run_and_nothing_is_half_written(
    tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(plain, "in_blocks", lambda r: kill_one_before(number, in_blocks(r)))
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name\n" + "Jane Roe\n" * 100)
    target.write_text("old")

    with pytest.raises(ScreeningError, match="was killed by signal 9 before its work was done"):
        screen_file(source, target, screener, say=lambda _: None, workers=2)

    assert target.read_text() == "old"
    # what was done can be gone on with
    hidden = {beside(target, PART), beside(target, JOURNAL)}
    assert set(tmp_path.iterdir()) in ({source, target}, {source, target, *hidden})
    assert multiprocessing.active_children() == []


def test_a_worker_that_cannot_open_the_index_says_why(screener: Screener) -> None:
    opening = Opening.of(screener)
    other = replace(opening, index=opening.index.with_name("none.idx"))

    with pytest.raises(ScreeningError, match=r"none\.idx: no index that can be read"):
        list(screened_by_workers([[]], other, Job(COLUMNS), workers=2))

    assert multiprocessing.active_children() == []


def test_a_file_that_turns_out_to_be_none_ends_the_workers_too(screener: Screener) -> None:
    def torn() -> Iterator[list[Row]]:
        yield list(numbered(3))
        raise InputFileError("line 5: holds a NUL byte")

    with pytest.raises(InputFileError, match="NUL"):
        list(by_workers(torn(), screener))

    assert multiprocessing.active_children() == []


def test_no_more_processes_are_started_than_there_is_work_for(screener: Screener) -> None:
    found = by_workers(in_blocks(numbered(3)), screener)

    next(found)

    assert len(multiprocessing.active_children()) == 1
    found.close()


def test_whoever_has_enough_ends_the_workers(screener: Screener) -> None:
    found = by_workers(in_blocks(numbered(100)), screener)

    next(found)
    assert len(multiprocessing.active_children()) == 2
    found.close()

    assert multiprocessing.active_children() == []
