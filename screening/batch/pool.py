"""Blocks of work, done by several processes and given back in their order.

This process reads and writes, the others work: each makes itself ready once and has one
block at a time.

They are spawned, not forked. On two cores a fork is ready after 0.04 s and a new
interpreter after 0.8 s, 0.2 s of it at work. But a fork of a process with threads,
as array libraries start them, may wait for ever for a lock that nobody holds any
more, and not every system has one. What is large enough for several processes does
not notice the difference.
"""

import gc
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, NoReturn, Protocol, TypeVar

from screening.errors import ScreeningError

AHEAD = 4
"""Blocks for each process that may be on their way while a slow one is awaited."""


Given_contra = TypeVar("Given_contra", contravariant=True)
Done_co = TypeVar("Done_co", covariant=True)
Given = TypeVar("Given")
Done = TypeVar("Done")


class Work(Protocol[Given_contra, Done_co]):
    """What a process does; plain values, as it is sent there."""

    def ready(self) -> AbstractContextManager[Callable[[Given_contra], Done_co]]:
        """Make ready; what is given back does one block."""


class Failed(NamedTuple):
    """Why a process could not do its work, in words."""

    why: str


def done_by_workers(
    blocks: Iterable[Given], work: Work[Given, Done], *, workers: int
) -> Generator[Done, None, None]:
    """Have blocks done in several processes, and give back what comes of them in order.

    The processes end with the iterator; close it to end them before.

    Args:
        blocks: asked for as they can be done.
        work: what is done with each.
        workers: most processes.

    Raises:
        ScreeningError: a process cannot be started, cannot make itself ready, or ended
            before its work was done.
    """
    each = iter(blocks)
    first = list(islice(each, workers))  # where there are fewer, so are there processes
    waiting = chain(first, each)
    busy: dict[_Worker, int] = {}
    done: dict[int, Done] = {}
    given = given_back = 0
    with _started(len(first), work) as idle:
        while True:
            while idle and given - given_back < AHEAD * workers:
                block = next(waiting, None)
                if block is None:
                    break
                worker = idle.pop()
                worker.give(block)
                busy[worker] = given
                given += 1
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy])
            for worker in [worker for worker in busy if worker.pipe in ready]:
                done[busy.pop(worker)] = worker.take()
                idle.append(worker)
            while given_back in done:
                yield done.pop(given_back)
                given_back += 1


class _Worker(NamedTuple):
    """A process that screens, and this one's end of the line to it."""

    process: BaseProcess
    pipe: Connection

    def give(self, block: object) -> None:
        try:
            self.pipe.send(block)
        except OSError:
            self._refuse_ended()

    def take(self) -> Any:
        try:
            result = self.pipe.recv()
        except (OSError, EOFError):
            self._refuse_ended()
        if isinstance(result, Failed):
            raise ScreeningError(result.why)
        return result

    def _refuse_ended(self) -> NoReturn:
        self.process.join(timeout=5)
        code = self.process.exitcode or 0
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        raise ScreeningError(
            f"a process that screened {how} before its work was done; run it again, and where "
            "memory is short with fewer --workers"
        ) from None

    def end(self) -> None:
        self.process.kill()  # it holds nothing that would have to be tidied up
        self.process.join()
        self.pipe.close()


@contextmanager
def _started(number: int, work: Work[Any, Any]) -> Iterator[list[_Worker]]:
    """Processes that wait for work; they are gone at the end, whatever they do then."""
    workers: list[_Worker] = []
    try:
        for _ in range(number):
            workers.append(_start(work))
        yield list(workers)
    finally:
        for worker in workers:
            worker.end()


def _start(work: Work[Any, Any]) -> _Worker:
    spawn = get_context("spawn")
    try:
        ours, theirs = spawn.Pipe()
        # closed here, or this process would not see that the other one has ended
        with theirs:
            process = spawn.Process(target=_work, args=(theirs, work), daemon=True)
            process.start()
    except OSError as error:
        raise ScreeningError(
            f"no further process can be started ({error.strerror}); use fewer --workers"
        ) from error
    return _Worker(process, ours)


def _work(pipe: Connection, work: Work[Any, Any]) -> None:
    """What a worker does until nobody has work for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that gives the work
    try:
        with work.ready() as do:
            # what is there by now stays, and need not be searched for garbage over and over
            gc.freeze()
            while True:
                pipe.send(do(pipe.recv()))
    except ScreeningError as error:
        pipe.send(Failed(str(error)))
    except (EOFError, ConnectionError):  # whoever gave the work is gone
        return
