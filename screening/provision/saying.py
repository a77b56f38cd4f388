"""What is said of the work that a look-up finds to be done first."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screening.registry.snapshots import Snapshot

Say = Callable[[str], None]

WORTH_A_WORD = 5_000
"""Listings above which compiling an index takes more than a moment."""


def silent(_: str) -> None:
    """What is said to nobody."""


def say_how_many(states: "Iterable[Snapshot]", say: Say, day: str | None = None) -> None:
    """Say what takes a while; a few listings take none.

    Args:
        states: of the lists that an index is compiled from.
        say: told in one line.
        day: the past day (ISO) that is meant.
    """
    listings = sum(state.listings for state in states)
    if listings > WORTH_A_WORD:
        when = f" as of {day}, once for each day" if day else ", once after each change"
        say(f"compiling the index of {listings:,} listings{when} ...")
