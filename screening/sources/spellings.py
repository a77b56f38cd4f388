"""Names printed in parts that each have several spellings, put together."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from screening.sources.base import EntryNotes

MOST = 16  # combinations of one name, before parts are varied singly


def combined(choices: Sequence[Sequence[str]], entry: EntryNotes) -> Iterator[tuple[str, ...]]:
    """The combinations of the spellings of each part, the first of each part first.

    Where they are too many, one part at a time is varied, so that each spelling
    that is printed is met at least once; that becomes an issue.
    """
    number = prod(len(choice) for choice in choices)
    if number <= MOST:
        yield from product(*choices)
        return
    entry.issue("more spellings of a name than are combined", str(number))
    first = tuple(choice[0] for choice in choices)
    yield first
    for place, choice in enumerate(choices):
        for text in choice[1:]:
            yield (*first[:place], text, *first[place + 1 :])
