"""What changed in a list: chosen fields of it, as rows, as JSON and as a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from screening.domain.changes import ChangeKind, ListingChange
from screening.domain.listings import Listing
from screening.errors import QueryError

if TYPE_CHECKING:
    from screening.lists.differing import Difference

COLUMNS = ("kind", "reference", "name", "type", "field", "removed", "added")
BETWEEN_VALUES = "; "


@dataclass(frozen=True, slots=True)
class Shown:
    """The changes to show, and how many are left out.

    Args:
        changes: with the chosen fields only.
        left_out: entries that changed in other fields alone.
    """

    changes: tuple[ListingChange, ...]
    left_out: int


def chosen_fields(text: str | None) -> frozenset[str] | None:
    """The names of fields in a list with commas; None where all are meant.

    Raises:
        QueryError: an entry has no such field.
    """
    if text is None:
        return None
    known = [each.name for each in fields(Listing)]
    chosen = [word.strip().lower().replace(" ", "_") for word in text.split(",")]
    for word in chosen:
        if word not in known:
            raise QueryError(
                f"an entry has no field {word!r}; it has {', '.join(known)}", field="fields"
            )
    return frozenset(chosen)


def shown_changes(changes: Iterable[ListingChange], chosen: frozenset[str] | None) -> Shown:
    """The changes that touch the chosen fields; what is new or gone always does."""
    shown: list[ListingChange] = []
    left_out = 0
    for change in changes:
        if chosen is None or change.kind is not ChangeKind.CHANGED:
            shown.append(change)
            continue
        kept = tuple(each for each in change.fields if each.field in chosen)
        if kept:
            shown.append(replace(change, fields=kept))
        else:
            left_out += 1
    return Shown(tuple(shown), left_out)


def summary(difference: "Difference", left_out: int = 0) -> str:
    """How much changed between which states, in one line."""
    counted = ", ".join(f"{difference.count(kind)} {kind.value}" for kind in ChangeKind)
    before, after = difference.before, difference.after
    said = (
        f"{counted} between {after.source} of {before.day} (snapshot {before.id}) and of "
        f"{after.day} (snapshot {after.id})"
    )
    return f"{said}; {left_out} changed in other fields alone, not shown" if left_out else said


def change_rows(change: ListingChange) -> Iterator[tuple[str, ...]]:
    """A change as cells in the order of `COLUMNS`: a row for each field that differs."""
    listing = change.listing
    head = (change.kind.value, listing.reference, listing.title, listing.type.value)
    if not change.fields:
        yield (*head, "", "", "")
    for each in change.fields:
        sides = (each.removed, each.added)
        yield (*head, each.field, *(BETWEEN_VALUES.join(side) for side in sides))


def change_object(change: ListingChange, difference: "Difference") -> dict[str, Any]:
    """A change as plain JSON values, with the states that it lies between."""
    listing = change.listing
    return {
        "kind": change.kind.value,
        "reference": listing.reference,
        "name": listing.primary_name,
        "type": listing.type.value,
        "authority": listing.authority,
        "fields": [
            {"field": each.field, "removed": each.removed, "added": each.added}
            for each in change.fields
        ],
        "source": difference.after.source,
        "before": {"snapshot": str(difference.before.id), "day": difference.before.day},
        "after": {"snapshot": str(difference.after.id), "day": difference.after.day},
    }
