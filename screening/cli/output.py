"""What the command line says, to whom, and how it ends."""

import os
import sys
from collections.abc import Iterable, Mapping
from enum import IntEnum

from screening.domain.answers import Outcome
from screening.errors import (
    ConfigurationError,
    InputFileError,
    ListsUnfit,
    QueryError,
    ScreeningError,
)
from screening.printable import one_line as one_line


class Exit(IntEnum):
    """Exit codes that a script may rely on."""

    CLEAR = 0
    FAILED = 1
    USAGE = 2
    HITS = 3
    REVIEW = 4
    LISTS_UNFIT = 5


INTERRUPTED = 130
GRAVEST_FIRST = (
    Exit.FAILED,
    Exit.LISTS_UNFIT,
    Exit.HITS,
    Exit.USAGE,
    Exit.REVIEW,
    Exit.CLEAR,
)
OF_OUTCOME = {
    Outcome.HIT: Exit.HITS,
    Outcome.REVIEW: Exit.REVIEW,
    Outcome.CLEAR: Exit.CLEAR,
    Outcome.SUPPRESSED: Exit.CLEAR,
    Outcome.INVALID: Exit.USAGE,
    Outcome.ERROR: Exit.FAILED,
}
UNSCREENED = frozenset({Outcome.INVALID, Outcome.ERROR})
FAIL_ON = {
    "hit": frozenset({Exit.FAILED, Exit.HITS}),
    "invalid": frozenset({Exit.FAILED, Exit.HITS, Exit.USAGE}),
    "review": frozenset({Exit.FAILED, Exit.HITS, Exit.USAGE, Exit.REVIEW}),
    "never": frozenset[Exit](),
}
"""What a run over many rows ends with, each word with all that is graver."""
OF_ERROR: tuple[tuple[type[ScreeningError], Exit], ...] = (
    (QueryError, Exit.USAGE),
    (InputFileError, Exit.USAGE),
    (ConfigurationError, Exit.USAGE),
    (ListsUnfit, Exit.LISTS_UNFIT),
    (ScreeningError, Exit.FAILED),
)


def gravest(codes: Iterable[Exit]) -> Exit:
    """The code that several answers end with together; clear for none."""
    return min(codes, key=GRAVEST_FIRST.index, default=Exit.CLEAR)


def what_counts(word: str | None) -> frozenset[Exit]:
    """The codes that a run over many rows may end with.

    Args:
        word: of `FAIL_ON`; None where everything counts.

    Raises:
        QueryError: there is no such word.
    """
    if word is None:
        return frozenset(Exit)
    if word not in FAIL_ON:
        raise QueryError(f"{word!r} is none of {', '.join(FAIL_ON)}", field="fail-on")
    return FAIL_ON[word]


def end_of(outcomes: Mapping[Outcome, int], counts: frozenset[Exit]) -> Exit:
    """The gravest code of so many outcomes, of those that count.

    Where anything counts and not one row could be screened, that counts too: a gate that
    nobody looked through is not open.
    """
    there = {outcome for outcome, rows in outcomes.items() if rows}
    if counts and there <= UNSCREENED:
        counts = frozenset(Exit)
    return gravest(code for code in map(OF_OUTCOME.__getitem__, there) if code in counts)


def cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def exit_of(error: ScreeningError) -> Exit:
    """The code that an error ends with."""
    return next(code for kind, code in OF_ERROR if isinstance(error, kind))


def say(message: str) -> None:
    """Tell a person something, in one line on standard error."""
    if sys.stderr is None:
        return  # closed; `print` would put the words among the results
    if sys.stdout is not None:
        sys.stdout.flush()  # so that a person reads both in the order they were said
    print(f"screen: {one_line(message)}", file=sys.stderr)


def a_person_looks() -> bool:
    """Whether standard output is a terminal rather than a file or another program."""
    return sys.stdout.isatty()
