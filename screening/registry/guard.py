"""Whether a state of a list may become active by itself, or a person must look first.

A list that arrives half is worse than one of yesterday: whoever is missing
from it would be answered clear.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from screening.domain.lists import Limits


@dataclass(frozen=True, slots=True)
class State:
    """What is judged, or compared with.

    Args:
        fingerprints: of each listing, by its reference.
        published_on: day (ISO) the issuer gives.
        names: how many names its listings have.
    """

    fingerprints: Mapping[str, str]
    published_on: str | None
    names: int = 0


def reasons_against(
    new: State, active: State | None, limits: Limits, *, dropped: int = 0
) -> tuple[str, ...]:
    """Why a state should not become active by itself; nothing where it may.

    Args:
        new: the state that came.
        active: the state in use, None where there is none.
        limits: of the source.
        dropped: entries of the new state that could not be kept.
    """
    kept = len(new.fingerprints)
    found = []
    if not kept:
        found.append("it is empty")
    elif kept < limits.least:
        found.append(f"{kept:,} listings, fewer than the {limits.least:,} a whole list has")
    elif kept > limits.most:
        found.append(f"{kept:,} listings, more than the {limits.most:,} expected at most")
    if dropped > limits.dropped * (kept + dropped):
        found.append(
            f"{dropped:,} of {kept + dropped:,} entries could not be kept "
            f"(limit {_percent(limits.dropped)})"
        )
    if active is not None:
        found += _against_active(new, active, limits)
    return tuple(found)


def _against_active(new: State, active: State, limits: Limits) -> list[str]:
    before = active.fingerprints
    gone = sum(reference not in new.fingerprints for reference in before)
    changed = sum(
        before.get(reference, fingerprint) != fingerprint
        for reference, fingerprint in new.fingerprints.items()
    )
    found = [
        f"{count:,} of {len(before):,} listings {what} "
        f"({_percent(count / len(before))}, limit {_percent(limit)})"
        for count, what, limit in (
            (gone, "are gone", limits.shrink),
            (changed, "read otherwise", limits.change),
        )
        if before and count > limit * len(before)
    ]
    names_gone = active.names - new.names
    if gone <= limits.shrink * len(before) and names_gone > limits.shrink * active.names:
        found.append(
            f"{names_gone:,} of {active.names:,} names are gone "
            f"({_percent(names_gone / active.names)}, limit {_percent(limits.shrink)})"
        )
    days = new.published_on, active.published_on
    if days[0] is not None and days[1] is not None and days[0] < days[1]:
        found.append(f"it is of {days[0]}, older than the active one of {days[1]}")
    return found


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
