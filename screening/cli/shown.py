"""What `screen show` shows: versions of listings, what changed, and what is linked."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from screening.cli.output import say
from screening.domain.changes import FieldChange, changes_between
from screening.domain.listings import to_document
from screening.errors import RegistryError

if TYPE_CHECKING:
    from screening.registry.queries import LinkedVersion, ListingVersion
    from screening.settings import Settings


@dataclass(frozen=True, slots=True)
class Shown:
    """One version of a listing, and what belongs to it.

    Args:
        version: what the listing said, and when.
        newest: whether nothing newer is known of the listing.
        removed: when it went from the list: a day, or the days of two states of
            the list; None where it did not, or something newer is known.
        changes: what reads otherwise than in the version before.
        came_again: whether it was off the list after the version before.
        linked: listings of other lists that describe the same target now.
    """

    version: "ListingVersion"
    newest: bool
    removed: str | None
    changes: tuple[FieldChange, ...]
    came_again: bool
    linked: "tuple[LinkedVersion, ...]"


def shown_versions(settings: "Settings", reference: str, *, history: bool) -> Iterator[Shown]:
    """The newest version of each listing under a reference, or all of them.

    Raises:
        QueryError: nothing is listed under it.
    """
    from screening import service

    versions = service.show(settings, say, reference)
    linked = _linked(settings, versions)
    for place, group in groupby(versions, key=_place):
        held = list(group)  # the newest first
        for number, version in enumerate(held if history else held[:1]):
            before = held[number + 1] if number + 1 < len(held) else None
            newest = number == 0
            yield Shown(
                version,
                newest,
                service.removed_between(settings, say, version) if newest else None,
                changes_between(before.listing, version.listing) if before else (),
                _came_again(before, version),
                tuple(each for each in linked if each.of == place) if newest else (),
            )


def evidence_words(linked: "LinkedVersion") -> tuple[str, ...]:
    """What two listings share, as a hit says it: `passport AB123456`."""
    return tuple(f"{each['kind']} {each['value']}" for each in linked.evidence)


def shown_object(shown: Shown) -> dict[str, Any]:
    """A version as plain JSON values; `until` is null while it still holds."""
    return {
        **dataclasses.asdict(shown.version),
        "removed": shown.removed,
        "came_again": shown.came_again,
        "changes": [dataclasses.asdict(each) for each in shown.changes],
        "linked": [
            {
                "source": each.version.source,
                "reference": each.version.listing.reference,
                "evidence": evidence_words(each),
                "listing": to_document(each.version.listing),
            }
            for each in shown.linked
        ],
    }


def _place(version: "ListingVersion") -> tuple[str, str]:
    return version.source, version.listing.reference


def _came_again(before: "ListingVersion | None", version: "ListingVersion") -> bool:
    if before is None or before.until is None:
        return False
    return before.until.id != version.since.id


def _linked(
    settings: "Settings", versions: "Sequence[ListingVersion]"
) -> "tuple[LinkedVersion, ...]":
    from screening import service

    try:
        return service.linked(settings, say, versions)
    except RegistryError as error:  # what the list says can be read all the same
        say(f"listings of the same target on other lists are not shown: {error}")
        return ()
