"""Why a listing is no hit for a query: each reason in a sentence, with its code."""

import math
from collections.abc import Iterator
from dataclasses import replace

from screening.domain.answers import Hit, Note, Reason, Tier, two_digits
from screening.domain.weighing import NameScore, Weighed

NOTHING_IN_COMMON = Note(
    Reason.NOTHING_IN_COMMON,
    "no part of any of its names is like a part of the name asked, and no number agrees",
)
OUT_OF_SCOPE = Note(
    Reason.OUT_OF_SCOPE, "it is outside the part of the lists that is screened against"
)
WEAK_ALIASES_OFF = Note(
    Reason.WEAK_ALIASES_OFF,
    "its nearest name is a weak alias, and weak aliases are switched off",
)
SHARES_TOO_LITTLE = Note(
    Reason.NOT_BROUGHT_UP,
    "the search does not bring its nearest name up: it shares too little with the name asked",
)
CROWDED_OUT = Note(
    Reason.NOT_BROUGHT_UP,
    "the search does not bring it up: too many other names share as much with the name asked",
)


def why_no_hit(weighed: Weighed, *, threshold: float, floor: float) -> tuple[Note, ...]:
    """Every reason for which a screening does not make a hit of a listing.

    Args:
        weighed: the listing beside the query.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.

    Returns:
        The reasons, the one that comes first in a screening first; none for a hit.
    """
    hit = weighed.hit
    if weighed.shown and hit is not None and hit.tier is Tier.HIT:
        return ()
    found = () if weighed.in_scope else (OUT_OF_SCOPE,)
    if hit is None:
        return (*found, NOTHING_IN_COMMON)
    said = (_with_all(note, weighed, hit) for note in hit.notes)
    return (*found, *_search(weighed, hit), *_limits(weighed, hit, threshold, floor), *said)


def _search(weighed: Weighed, hit: Hit) -> Iterator[Note]:
    """Whether the name that would make most of the listing is searched and brought up."""
    matched = next((one for one in weighed.names if one.name == hit.matched_name), None)
    name = matched
    if weighed.shown and weighed.names and _score(weighed.names[0]) > _score(matched):
        name = weighed.names[0]
    if name is None:
        return
    if name.switched_off:
        yield WEAK_ALIASES_OFF
    elif weighed.crowded_out:
        yield CROWDED_OUT
    elif not name.brought_up:
        yield SHARES_TOO_LITTLE


def _score(name: NameScore | None) -> float:
    return 0.0 if name is None or name.score is None else name.score


def _limits(weighed: Weighed, hit: Hit, threshold: float, floor: float) -> Iterator[Note]:
    for code, limit, missing, name in (
        (Reason.BELOW_FLOOR, floor, weighed.to_floor, "floor"),
        (Reason.BELOW_THRESHOLD, threshold, weighed.to_threshold, "threshold"),
    ):
        if missing:
            yield Note(code, _short(missing, hit, f"the {name} of {limit:.2f}"))


def _short(missing: float, hit: Hit, limit: str) -> str:
    score = two_digits(hit.score)
    if math.isinf(missing):
        return f"its score of {score} is below {limit}, which no score reaches"
    return f"its score of {score} is {missing:.2f} points (log-odds) below {limit}"


def _with_all(note: Note, weighed: Weighed, hit: Hit) -> Note:
    """A note on what is switched off, with what the score would be with it."""
    if note.code is not Reason.SWITCHED_OFF or weighed.with_all in (None, hit.score):
        return note
    score = two_digits(weighed.with_all or 0.0)
    return replace(note, text=f"{note.text}; with all that is asked it scores {score}")
