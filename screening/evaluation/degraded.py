"""Evaluating the screener on degraded copies of the names that it holds."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from screening.domain.answers import Hit, Tier
from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.errors import QueryError
from screening.evaluation.degrading import KINDS, degraded
from screening.evaluation.held import Place, is_of, listings, open_candidates, ranked
from screening.matching.judging import DIGITS
from screening.names.fold import fold, plain_signs
from screening.screener import Screener

IDENTITY = "identity"
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """A name as listed and what was made of it.

    Args:
        kind: how it was made.
        asked: the copy.
        name: the name as listed.
        place: the listing.
        weak: whether it is a weak alias, which hits only with support.
    """

    kind: str
    asked: str
    name: str
    place: Place
    weak: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy and what came back.

    Args:
        copy: what was asked.
        rank: place of its listing from 1, None where it did not come. Equal
            scores share a place: one name of two targets tells neither apart.
        score: of its listing, 0 where it did not come.
        hit: whether it was a hit.
        first: what came first: its primary name and score; None for nothing.
    """

    copy: Copy
    rank: int | None
    score: float
    hit: bool
    first: tuple[str, float] | None


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What was found of the copies of one kind.

    Args:
        kind: how they were made.
        asked: how many.
        candidates: how many found their listing at the floor or above.
        hits: how many found it as a hit.
        first: how many found it before any other target.
    """

    kind: str
    asked: int
    candidates: int
    hits: int
    first: int


@dataclass(frozen=True, slots=True)
class DegradedFigures:
    """What an evaluation on degraded names came to.

    Args:
        names: how many listed names were sampled.
        held: how many there are.
        seed: what chance began with.
        kinds: by kind; kinds that applied to no name are left out.
        all_degraded: of every kind but identity, None where none was asked.
        worst: copies that did not hit their listing, the lowest score first;
            then those of identity that another target came before.
        ms_median: milliseconds a query took, the median.
    """

    names: int
    held: int
    seed: int
    kinds: tuple[KindFigures, ...]
    all_degraded: KindFigures | None
    worst: tuple[Tried, ...]
    ms_median: float


@dataclass(frozen=True, slots=True)
class _Held:
    place: Place
    type: TargetType
    position: int
    text: str
    weak: bool


def chosen_kinds(names: Sequence[str]) -> tuple[str, ...]:
    """The kinds that some words name; all where there is no word.

    Raises:
        QueryError: no kind is called that.
    """
    spelled = {kind.replace(" ", "-"): kind for kind in KINDS}
    found = []
    for name in names:
        kind = spelled.get(name.strip().lower().replace(" ", "-"))
        if kind is None:
            raise QueryError(
                f"{name!r} is no kind of copy; there are {', '.join(spelled)}", field="kinds"
            )
        found.append(kind)
    return tuple(found) or tuple(KINDS)


def evaluate(
    screener: Screener,
    *,
    kinds: Sequence[str] = tuple(KINDS),
    sample: int = SAMPLE,
    seed: int = 1,
    told: Callable[[int], object] = lambda _: None,
) -> DegradedFigures:
    """Make copies of listed names, screen each and count.

    Weak aliases are tried as they are, if they are searched at all; degraded
    copies are not made of them, as their authority itself says that they
    identify poorly.

    Args:
        screener: what holds the names and is asked.
        kinds: keys of `degrading.KINDS`.
        sample: how many names to take by chance; 0 for all.
        seed: what chance begins with.
        told: told how many copies are screened, before they are.
    """
    held = list(_names(screener))
    taken = held if not 0 < sample < len(held) else random.Random(seed).sample(held, sample)
    copies = [copy for kind in kinds for copy in _copies(taken, kind, seed)]
    told(len(copies))
    tried, times = [], []
    for copy in copies:
        begin = time.perf_counter()
        tried.append(_tried(screener, copy))
        times.append((time.perf_counter() - begin) * 1000)
    by_kind = tuple(
        count
        for kind in kinds
        if (count := _counted(kind, [one for one in tried if one.copy.kind == kind]))
    )
    return DegradedFigures(
        names=len(taken),
        held=len(held),
        seed=seed,
        kinds=by_kind,
        all_degraded=_counted(
            "all degraded", [one for one in tried if one.copy.kind != IDENTITY]
        ),
        worst=_worst(tried),
        ms_median=sorted(times)[len(times) // 2] if times else 0.0,
    )


def _names(screener: Screener) -> Iterator[_Held]:
    """Every name of an open listing that is searched."""
    for source, listing in listings(screener):
        if listing.delisted:
            continue
        for position, name in enumerate(listing.names):
            weak = name.kind is NameKind.WEAK_ALIAS
            if weak and not screener.settings.weak_aliases:
                continue
            if any(letter.isalnum() for letter in name.text):
                place = (source, listing.reference)
                yield _Held(place, listing.type, position, name.text, weak)


def _copies(names: Iterable[_Held], kind: str, seed: int) -> Iterator[Copy]:
    for one in names:
        if one.weak and kind != IDENTITY:
            continue
        # its own chance, so that no copy depends on which others are made
        chance = f"{seed}:{kind}:{':'.join(one.place)}:{one.position}"
        text = degraded(kind, one.text, one.type, seed=chance)
        if text is not None:
            yield Copy(kind, text, one.text, one.place, one.weak)


def _tried(screener: Screener, copy: Copy) -> Tried:
    answer = screener.screen(copy.asked)
    found = open_candidates(answer.candidates)
    key = _key(copy.name)
    place = ranked(found, (_is_own(hit, copy.place, key) for hit in found))
    first = None if place.first is None else (place.first.listing.title, place.first.score)
    if place.hit is None:
        return Tried(copy, None, 0.0, False, first)
    score = round(place.hit.score, DIGITS)
    rank = 1 + sum(round(hit.score, DIGITS) > score for hit in found)
    return Tried(copy, rank, place.hit.score, place.hit.tier is Tier.HIT, first)


def _is_own(hit: Hit, place: Place, key: tuple[str, ...]) -> bool:
    """Whether a hit is the listing, one linked to it, or one with the same name."""
    return is_of(hit, frozenset({place})) or _carries(hit.listing, key)


def _carries(listing: Listing, key: tuple[str, ...]) -> bool:
    return any(_key(name.text) == key for name in listing.names)


def _key(name: str) -> tuple[str, ...]:
    """What two prints of one name share: its words, whatever order and case."""
    words = plain_signs(name).lower().replace("-", " ").replace(",", " ").split()
    return tuple(sorted(fold(word) if word.isascii() else word for word in words))


def _counted(kind: str, tried: Sequence[Tried]) -> KindFigures | None:
    if not tried:
        return None
    return KindFigures(
        kind,
        asked=len(tried),
        candidates=sum(one.rank is not None for one in tried),
        hits=sum(one.hit for one in tried),
        first=sum(one.rank == 1 for one in tried),
    )


def _worst(tried: Iterable[Tried]) -> tuple[Tried, ...]:
    missed, behind = [], []
    for one in tried:
        if not one.hit and not one.copy.weak:
            missed.append(one)
        elif one.copy.kind == IDENTITY and one.rank != 1:
            behind.append(one)
    return (*sorted(missed, key=lambda one: one.score), *behind)
