"""What the lists said in given states of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from screening.domain.listings import Listing, from_document
from screening.registry.collation import by_letter
from screening.registry.models import ListingRow, SnapshotRow, VersionRow
from screening.registry.snapshots import Snapshot, gone_between, history

ROWS_AT_ONCE = 2_000


def listings_in(
    connection: Connection, states: Sequence[Snapshot]
) -> Iterator[tuple[str, Listing]]:
    """What the lists say in some states, with each source's code; by source and reference.

    An entry that was on the list before and is not in the state is among them
    as delisted, between the day of the last state that had it and the day of
    the first that had not. Entries that a list prints as delisted are as well;
    those that came with states of later days alone, loaded before this one, are
    not. The connection must stay open until the last one is taken.

    Args:
        connection: to the registry.
        states: those to ask for, one of a source at most.
    """
    if not states:
        return
    activated = _activated(connection)
    days = gone_between(activated.values())
    builtin = {each.source for each in states if each.builtin}
    met = {each.source: _met_by_its_day(connection, each, activated) for each in states}
    statement = _newest_in(connection, states)
    for row in connection.execute(statement, execution_options={"yield_per": ROWS_AT_ONCE}):
        listing = from_document(row.document)
        if row.ended is None:
            yield row.source_code, listing
        # a built-in package that lost an entry was corrected: nobody delisted it
        elif row.source_code not in builtin:
            in_time = met[row.source_code]
            if in_time is None or row.reference in in_time:
                yield row.source_code, _delisted(listing, days[row.ended])


def fingerprints_in(connection: Connection, state: Snapshot) -> dict[str, str]:
    """The fingerprint of each listing that a list had in a state, by its reference."""
    return {
        row.reference: row.fingerprint
        for row in connection.execute(_newest_in(connection, [state], document=False))
        if row.ended is None
    }


def documents_in(
    connection: Connection, state: Snapshot, references: Sequence[str]
) -> dict[str, Listing]:
    """Some listings as they were in a state of their list, by reference."""
    wanted = set(references)
    found = _newest_in(connection, [state])
    return {
        row.reference: from_document(row.document)
        for row in connection.execute(found, execution_options={"yield_per": ROWS_AT_ONCE})
        if row.ended is None and row.reference in wanted
    }


def _newest_in(
    connection: Connection, states: Sequence[Snapshot], *, document: bool = True
) -> Any:
    """The last version of each listing that a state knows.

    `ended` is the activation by which it had ended; None where it had not.
    """
    first, last = aliased(SnapshotRow), aliased(SnapshotRow)
    in_state = or_(
        *(
            and_(ListingRow.source_code == state.source, first.activation <= state.activation)
            for state in states
        )
    )
    newest = (
        select(
            ListingRow.source_code,
            ListingRow.reference,
            VersionRow.id,
            last.activation.label("ended"),
            func.row_number()
            .over(partition_by=VersionRow.listing_id, order_by=first.activation.desc())
            .label("place"),
        )
        .join(ListingRow, ListingRow.id == VersionRow.listing_id)
        .join(first, first.id == VersionRow.first_snapshot_id)
        .outerjoin(last, last.id == VersionRow.ended_snapshot_id)
        .where(in_state)
        .subquery()
    )
    columns: list[Any] = [newest.c.source_code, newest.c.reference, VersionRow.fingerprint]
    if document:
        columns.append(VersionRow.document)
    # what ended it later than the state did not end it yet
    ended = _ended_by(newest, states)
    return (
        select(*columns, ended.label("ended"))
        .join(VersionRow, VersionRow.id == newest.c.id)
        .where(newest.c.place == 1)
        .order_by(
            by_letter(connection, newest.c.source_code),
            by_letter(connection, newest.c.reference),
        )
    )


def _ended_by(newest: Any, states: Sequence[Snapshot]) -> Any:
    return case(
        *(
            (
                and_(newest.c.source_code == state.source, newest.c.ended <= state.activation),
                newest.c.ended,
            )
            for state in states
        ),
        else_=None,
    )


def _activated(connection: Connection) -> dict[int, Snapshot]:
    """The states that were ever active, by and in the order of activation."""
    found = {each.activation or 0: each for each in history(connection) if each.activation}
    return dict(sorted(found.items()))


def _met_by_its_day(
    connection: Connection, state: Snapshot, activated: Mapping[int, Snapshot]
) -> frozenset[str] | None:
    """The entries met by a state's day, None where no state before it was of a later one."""
    before = {
        activation: each.day
        for activation, each in activated.items()
        if each.source == state.source and activation <= (state.activation or 0)
    }
    in_time = [activation for activation, day in before.items() if day <= state.day]
    if len(in_time) == len(before):
        return None
    first, last = aliased(SnapshotRow), aliased(SnapshotRow)
    rows = connection.execute(
        select(ListingRow.reference, first.activation, last.activation)
        .join(VersionRow, VersionRow.listing_id == ListingRow.id)
        .join(first, first.id == VersionRow.first_snapshot_id)
        .outerjoin(last, last.id == VersionRow.ended_snapshot_id)
        .where(ListingRow.source_code == state.source)
    )
    return frozenset(
        reference
        for reference, since, until in rows
        if any((since or 0) <= each and (until is None or each < until) for each in in_time)
    )


def _delisted(listing: Listing, between: str) -> Listing:
    if listing.delisted:
        return listing  # the list said so itself, before it stopped printing the entry
    return replace(listing, delisted=True, delisted_on=between)
