"""What changed between two states of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from screening.domain.changes import ChangeKind, ListingChange, changes_between
from screening.domain.listings import Listing, fingerprint
from screening.errors import QueryError
from screening.fetch.store import Store
from screening.lists.importing import listings_of
from screening.registry.content import documents_in, fingerprints_in
from screening.registry.engine import reading
from screening.registry.snapshots import Snapshot, as_of


@dataclass(frozen=True, slots=True)
class Difference:
    """What two states of a list do not have alike.

    Args:
        before: the earlier state.
        after: the later one.
        changes: entries added, then removed, then changed, each by reference.
    """

    before: Snapshot
    after: Snapshot
    changes: tuple[ListingChange, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many entries were added, removed or changed."""
        return sum(change.kind is kind for change in self.changes)


def two_states(
    held: Sequence[Snapshot], before: str | None, after: str | None
) -> tuple[Snapshot, Snapshot]:
    """The states of a list that are meant.

    Args:
        held: every snapshot of the list, the newest first.
        before: a snapshot's number or a day (ISO); by default the state that was
            active before the other.
        after: the same; by default the active state.

    Raises:
        QueryError: there is no such state.
    """
    source = held[0].source
    last = _named(held, after) if after is not None else _active(held)
    if before is not None:
        return _named(held, before), last
    earlier = [
        each
        for each in held
        if each.activation is not None
        and (last.activation is None or each.activation < last.activation)
    ]
    if not earlier:
        raise QueryError(
            f"{source} has no state before snapshot {last.id} to compare it with",
            field="before",
        )
    return max(earlier, key=lambda each: each.activation or 0), last


def difference(engine: Engine, store: Store, before: Snapshot, after: Snapshot) -> Difference:
    """What changed between two states of a list.

    A state that never was active is read once more from its bytes.

    Raises:
        FetchError: these are not kept any more.
        SourceError: this version of the program cannot read them.
    """
    hashes, contents = [], []
    for state in (before, after):
        read = listings_of(store, state) if state.activation is None else None
        contents.append(read)
        if read is None:
            with reading(engine) as connection:
                hashes.append(fingerprints_in(connection, state))
        else:
            hashes.append({reference: fingerprint(each) for reference, each in read.items()})
    differing = [
        {reference for reference, digest in one.items() if other.get(reference) != digest}
        for one, other in (hashes, hashes[::-1])
    ]
    was, now = (
        _listings(engine, state, read, wanted)
        for state, read, wanted in zip((before, after), contents, differing, strict=True)
    )
    return Difference(before, after, (*_changes(was, now),))


def _changes(was: dict[str, Listing], now: dict[str, Listing]) -> list[ListingChange]:
    added = [
        ListingChange(ChangeKind.ADDED, now[reference])
        for reference in sorted(now.keys() - was.keys())
    ]
    removed = [
        ListingChange(ChangeKind.REMOVED, was[reference])
        for reference in sorted(was.keys() - now.keys())
    ]
    changed = [
        ListingChange(
            ChangeKind.CHANGED, now[reference], changes_between(was[reference], now[reference])
        )
        for reference in sorted(was.keys() & now.keys())
    ]
    return added + removed + changed


def _listings(
    engine: Engine, state: Snapshot, read: dict[str, Listing] | None, wanted: set[str]
) -> dict[str, Listing]:
    if read is not None:
        return {reference: read[reference] for reference in wanted}
    with reading(engine) as connection:
        return documents_in(connection, state, sorted(wanted))


def _active(held: Sequence[Snapshot]) -> Snapshot:
    for each in held:
        if each.state == "active":
            return each
    raise QueryError(
        f"no state of {held[0].source} is active; name two of its snapshots", field="after"
    )


def _named(held: Sequence[Snapshot], text: str) -> Snapshot:
    source = held[0].source
    if text.isascii() and text.isdigit():
        for each in held:
            if each.id == int(text):
                return each
        raise QueryError(f"{source} has no snapshot {text}", field="snapshot")
    advice = "write a snapshot's number or a day such as 2024-12-18"
    try:
        day = date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        message = f"{text!r} names no state of {source}; {advice}"
        raise QueryError(message, field="snapshot") from None
    found = as_of(held, day)
    if not found:
        message = f"no state of {source} is of {day} or before; {advice}"
        raise QueryError(message, field="snapshot")
    return found[0]
