"""What the lists said of the candidates of a run, from the versions that are kept."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from screening.domain.listings import Listing, fingerprint, from_document, to_document
from screening.record.chain import canonical
from screening.record.kept import KeptRow
from screening.records import replace
from screening.registry import snapshots
from screening.registry.engine import open_engine, reading
from screening.registry.models import ListingRow, VersionRow
from screening.settings import Settings

Candidate = tuple[str, str, str]
"""Source, reference and fingerprint of a listing."""


def candidates_of(rows: Iterable[KeptRow]) -> list[Candidate]:
    """The candidates of some rows, each once, in order."""
    found = {
        (each["source"], each["reference"], each["fingerprint"])
        for row in rows
        for each in row.values.get("found", ())
    }
    return sorted(found)


def listing_lines(settings: Settings, rows: Iterable[KeptRow]) -> Iterator[bytes]:
    """A line of JSON for each candidate of some rows: what its list said, as it was found.

    The document is null where no version that is kept has the fingerprint.

    Args:
        settings: where the registry is.
        rows: of a run.
    """
    wanted = candidates_of(rows)
    if not wanted:
        return
    with reading(open_engine(settings.registry_url)) as connection:
        days = _days(connection)
        for source, reference, digest in wanted:
            found = _document(connection, (source, reference, digest), days.get(source, ()))
            told = {
                "source": source,
                "reference": reference,
                "fingerprint": digest,
                "document": found,
            }
            if found is None:
                told["missing"] = "no version that is kept has this fingerprint"
            yield canonical(told).encode("utf-8", "backslashreplace") + b"\n"


def _document(
    connection: Connection, candidate: Candidate, days: Iterable[str]
) -> dict[str, Any] | None:
    source, reference, digest = candidate
    statement = (
        select(VersionRow.fingerprint, VersionRow.document)
        .join(ListingRow, ListingRow.id == VersionRow.listing_id)
        .where(ListingRow.source_code == source, ListingRow.reference == reference)
        .order_by(VersionRow.id)
    )
    versions = list(connection.execute(statement))
    for kept, document in versions:
        if kept == digest:
            return dict(document)
    # as found it was delisted, or not yet, where the version says so for another day
    for _, document in versions:
        for other in _on_other_days(from_document(document), days):
            if fingerprint(other) == digest:
                return to_document(other)
    return None


def _on_other_days(listing: Listing, days: Iterable[str]) -> Iterator[Listing]:
    if listing.delisted:
        yield replace(listing, delisted=False, delisted_on=None)
    for day in days:
        yield replace(listing, delisted=True, delisted_on=day)


def _days(connection: Connection) -> dict[str, list[str]]:
    """For each list the days between which entries went from it."""
    held = snapshots.history(connection)
    gone = snapshots.gone_between(held)
    found: dict[str, list[str]] = {}
    for each in held:
        if each.activation is not None:
            found.setdefault(each.source, []).append(gone[each.activation])
    return found
