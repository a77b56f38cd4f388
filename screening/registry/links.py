"""The links between listings as the registry keeps them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, delete, select, update

from screening.registry.bulk import insert_rows
from screening.registry.models import LinkRow, ListingRow, SourceRow, StateRow

Pairs = dict[tuple[int, int], list[dict[str, Any]]]


def are_current(connection: Connection) -> bool:
    """Whether the links were made of what the lists say now."""
    state = connection.execute(select(StateRow.token, StateRow.linked_token)).one()
    return bool(state.token == state.linked_token)


def save(connection: Connection, pairs: Pairs) -> None:
    """Keep these links instead of those held; they are of the present state."""
    connection.execute(delete(LinkRow))
    rows = [
        {"first_id": first, "second_id": second, "evidence": evidence}
        for (first, second), evidence in pairs.items()
    ]
    insert_rows(connection, LinkRow, rows)
    connection.execute(update(StateRow).values(linked_token=StateRow.token))


def listing_ids(connection: Connection) -> dict[tuple[str, str], int]:
    """The id of each listing, by source and reference."""
    statement = select(ListingRow.source_code, ListingRow.reference, ListingRow.id)
    return {
        (source, reference): number
        for source, reference, number in connection.execute(statement)
    }


def following_sources(connection: Connection) -> frozenset[str]:
    """Codes of the sources that repeat what authorities publish themselves."""
    statement = select(SourceRow.code).where(SourceRow.builtin | SourceRow.copy)
    return frozenset(connection.scalars(statement))


def partners(
    connection: Connection, listings: Collection[int]
) -> list[tuple[int, int, list[dict[str, Any]]]]:
    """The links of some listings: the listing, the one it is linked to, and why."""
    wanted = set(listings)
    rows = connection.execute(
        select(LinkRow.first_id, LinkRow.second_id, LinkRow.evidence).where(
            LinkRow.first_id.in_(wanted) | LinkRow.second_id.in_(wanted)
        )
    )
    return [
        (one, other, evidence)
        for first, second, evidence in rows
        for one, other in ((first, second), (second, first))
        if one in wanted
    ]
