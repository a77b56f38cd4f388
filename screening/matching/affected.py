"""What differs between two indexes: the listings whose place in an answer may be another.

A score follows from the two sides and from how rare their parts are, and that from how
many listings bear a spelling. So a listing is affected where it came, went or reads
otherwise, and where one of its parts tells more or less than before.
"""

from collections.abc import Callable, Container, Iterable

from screening.matching.index import Index
from screening.matching.rarity import Rarity
from screening.names.parts import Part
from screening.records import record

MOST = 0.1
"""Share of the listings from which on everybody is screened anew: it takes no longer."""


@record
class Affected:
    """What differs between two indexes.

    Args:
        before: numbers of the affected listings in the older one.
        now: numbers of the affected listings in the newer one.
        gone: of the older one's those that the newer one has not as they were; all of
            them where a spelling is of consonants alone in one index only.
        words: keys that another number of listings has.
        everything: whether nearly all is affected; the rest says nothing then.
    """

    before: tuple[int, ...]
    now: tuple[int, ...]
    gone: tuple[int, ...]
    words: frozenset[str]
    everything: bool = False


EVERYTHING = Affected((), (), (), frozenset(), everything=True)


def affected(before: Index, now: Index) -> Affected:
    """What differs between two indexes that were made by the same program."""
    if before.rarity.size != now.rarity.size:
        return EVERYTHING
    old = {document: number for number, document in enumerate(before.documents())}
    new = list(now.documents())
    came = {number for number, document in enumerate(new) if document not in old}
    kept = {document for number, document in enumerate(new) if number not in came}
    gone = {number for document, number in old.items() if document not in kept}
    borne, borne_now = before.borne(), now.borne()
    words = {word for word in borne.keys() | borne_now.keys()
             if borne.get(word) != borne_now.get(word)}  # fmt: skip
    otherwise = told_otherwise(words, before.rarity, now.rarity)
    unvowelled = {
        word
        for word in words & borne.keys() & borne_now.keys()
        if borne[word][1] != borne_now[word][1]
    }
    touched = set(_having(now, words, unvowelled, otherwise)) - came
    if len(touched) + len(came) > MOST * len(now):
        return EVERYTHING
    affected_before = gone | {old[new[number]] for number in touched}
    return Affected(
        tuple(sorted(affected_before)),
        tuple(sorted(came | touched)),
        tuple(sorted(affected_before if unvowelled else gone)),
        frozenset(words),
    )


def told_otherwise(
    words: Container[str], before: Rarity, now: Rarity
) -> Callable[[Part], bool]:
    """What tells whether a part tells more or less than it did.

    Args:
        words: keys that another number of listings has.
        before: how rare parts were.
        now: how rare they are.
    """

    def otherwise(part: Part) -> bool:
        return any(form in words for form in part.forms) and (
            before.digits(part) != now.digits(part)
        )

    return otherwise


def _having(
    index: Index,
    words: Iterable[str],
    unvowelled: Container[str],
    otherwise: Callable[[Part], bool],
) -> Iterable[int]:
    """Listings with a part that tells more or less, or that is found otherwise."""
    for word in words:
        key = index.key(word)
        if key is None:
            continue
        for number in index.parts_with(key):
            if word in unvowelled or otherwise(index.part(number)):
                yield from (index.reading(each).listing for each in index.postings(number))
