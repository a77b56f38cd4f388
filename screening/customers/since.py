"""What changed on the lists since customers were screened, made ready for several processes."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from screening.matching.affected import affected, told_otherwise
from screening.matching.building import build
from screening.matching.index import Index
from screening.matching.touching import Sides, Touching


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a state, as files that another process opens.

    Args:
        before: the index of that state.
        affected_before: a small one of its listings that are affected.
        affected_now: one of the same of now.
        gone: as `touching.Sides` has it.
        words: keys that another number of listings has.
        listings: how many listings are affected.
    """

    before: Path
    affected_before: Path
    affected_now: Path
    gone: Path
    words: frozenset[str]
    listings: int

    @contextmanager
    def touching(self, now: Index, *, fast: bool) -> Iterator[Touching]:
        """What tells whose answer may be another.

        Args:
            now: the index of now.
            fast: whether names spelled otherwise are searched less thoroughly.

        Raises:
            IndexFileError: one of the files is gone.
        """
        with ExitStack() as stack:

            def opened(path: Path, part_of: Index | None = None) -> Index:
                return stack.enter_context(closing(Index(path, part_of)))

            before = opened(self.before)
            sides = Sides(
                before,
                now,
                opened(self.affected_before, before),
                opened(self.affected_now, now),
                opened(self.gone, before),
            )
            otherwise = told_otherwise(self.words, before.rarity, now.rarity)
            yield Touching(sides, otherwise, fast=fast)


def changes_since(before: Index, now: Index, folder: Path, name: str) -> Since | None:
    """What changed since an index; None where nearly everything did.

    Args:
        before: the older index.
        now: the newer one, made by the same program.
        folder: where to put small indexes.
        name: what their files begin with.

    Raises:
        IndexFileError: they cannot be written.
    """
    found = affected(before, now)
    if found.everything:
        return None

    def part(side: str, index: Index, numbers: Sequence[int]) -> Path:
        path = folder / f"{name}-{side}.idx"
        build(path, map(index.listing, numbers), stamp=index.stamp, lists=(), part_of=index)
        return path

    return Since(
        before.path,
        part("before", before, found.before),
        part("now", now, found.now),
        part("gone", before, found.gone),
        found.words,
        len(found.now),
    )
