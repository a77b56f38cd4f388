"""One spelling against many at once, to find the few that are near.

The same costs as `names.spelling.similarity`, but words that begin alike are
compared together, and none further than it can still be near. What this says
decides which names are compared in full, never a score.
"""

from collections.abc import Sequence
from itertools import pairwise

from screening.names.spelling import (
    COSTS,
    DEFAULT_COST,
    SHORT_PENALTY,
    SHORTEST,
    TURNED,
    gap,
    gaps,
)

Row = list[float]


def likenesses(asked: str, words: Sequence[str], least: float) -> list[float]:
    """How alike spellings are to one that is asked, by how they sound.

    Args:
        asked: sounds of a spelling, as `spelling.sounds` gives them.
        words: sounds of others.
        least: likeness (0 to 1) below which none matters.

    Returns:
        For each word 0 to 1; 0 where it is below the least.
    """
    found = [0.0] * len(words)
    size = len(asked)
    rows = _Rows(asked)
    before, most, dead = "", 0.0, 0
    # of one length together: they may cost the same
    for place in sorted(range(len(words)), key=lambda at: (len(words[at]), words[at])):
        word = words[place]
        length = max(size, len(word))
        if len(word) != len(before):
            most, dead = (1.0 - least) * length, length + 1
            if length < SHORTEST:
                most /= SHORT_PENALTY
        keep = _in_common(before, word)
        if keep >= dead:
            continue
        before, dead = word, rows.read(word, keep, most)
        if dead > len(word) and rows.cost <= most:
            penalty = SHORT_PENALTY if length < SHORTEST else 1.0
            found[place] = 1.0 - rows.cost * penalty / length
    return found


def _in_common(one: str, other: str) -> int:
    """How many rows of one word hold for the other: a sign's gap looks one sign ahead."""
    at = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        at += 1
    return max(0, at - 1)


class _Rows:
    """What it costs to read each beginning of a word for each beginning of one asked."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._adds = gaps(asked)
        first = [0.0]
        for add in self._adds:
            first.append(first[-1] + add)
        self._rows = [first]
        self._read: dict[str, Row] = {}
        self._pairs = {one + other for one, other in pairwise(asked)}

    @property
    def cost(self) -> float:
        """What it costs to read the whole word for the one asked."""
        return self._rows[-1][-1]

    def read(self, word: str, keep: int, most: float) -> int:
        """Read a word, of which some rows are there already.

        Returns:
            After how many signs it costs more than `most` whatever follows; one more
            than the word has where it never does.
        """
        rows = self._rows
        del rows[keep + 1 :]
        for at in range(len(rows) - 1, len(word)):
            left = word[at]
            back = word[at - 1] if at else " "
            drop = gap(back, left, word[at + 1 : at + 2] or " ")
            if left + back in self._pairs:
                row = self._turned(left, back, drop)
            else:
                row = self._row(left, drop)
            rows.append(row)
            if min(row) > most and min(rows[-2]) > most:
                return at + 1
        return len(word) + 1

    def _costs(self, left: str) -> Row:
        """What it costs to read a sign for each sign of the word asked."""
        known = self._read.get(left)
        if known is None:
            known = self._read[left] = [
                0.0 if left == right else COSTS.get(left + right, DEFAULT_COST)
                for right in self._asked
            ]
        return known

    def _row(self, left: str, drop: float) -> Row:
        above = self._rows[-1]
        last = above[0] + drop
        row = [last]
        before = above[0]
        for cost, up, add in zip(self._costs(left), above[1:], self._adds, strict=True):
            best = before + cost
            before = up
            up += drop
            if up < best:
                best = up
            last += add
            if best < last:
                last = best
            row.append(last)
        return row

    def _turned(self, left: str, back: str, drop: float) -> Row:
        """The row of a sign that may have changed places with the one before."""
        two_above, asked = self._rows[-2], self._asked
        row = self._row(left, drop)
        for column in range(1, len(asked)):
            if asked[column - 1] == left and asked[column] == back:
                row[column + 1] = min(row[column + 1], two_above[column - 1] + TURNED)
            add = row[column] + self._adds[column]
            row[column + 1] = min(row[column + 1], add)
        return row
