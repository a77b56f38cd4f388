"""One listing put beside one query, whether a screening would show it or not."""

from screening.domain.answers import Answer, Hit
from screening.domain.listings import Listing
from screening.domain.targets import ListedName
from screening.records import record


@record
class NameScore:
    """One name of a listing beside the name asked.

    Args:
        name: as listed.
        score: 0 to 1, of the name alone; None where nothing is in common.
        brought_up: whether the search brings it up for the query.
        switched_off: whether it is a weak alias, and those are not searched.
    """

    name: ListedName
    score: float | None
    brought_up: bool
    switched_off: bool


@record
class Weighed:
    """A listing beside a query, compared in every name.

    Args:
        answer: what a screening of the query says.
        source: code of the list that the listing is on.
        listing: what the authority published.
        hit: the listing as the answer has it; where it is not in the answer, as its
            nearest name would be; None where nothing is in common.
        shown: whether it is in the answer.
        names: every name of the listing, the best first.
        to_threshold: points (log-odds) missing to the threshold, 0 where none are,
            infinite where no score reaches it; None where nothing is in common.
        to_floor: the same to the floor.
        in_scope: whether it is among what is screened against.
        brought_up: whether the search brings it up, by a name or a number.
        crowded_out: whether it is not brought up for no reason but that too many
            other names share as much.
        with_all: the score (0 to 1) with what is switched off, where any of it is asked.
    """

    answer: Answer
    source: str
    listing: Listing
    hit: Hit | None
    shown: bool
    names: tuple[NameScore, ...]
    to_threshold: float | None
    to_floor: float | None
    in_scope: bool
    brought_up: bool
    crowded_out: bool
    with_all: float | None
