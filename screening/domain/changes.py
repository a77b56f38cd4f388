"""What changed between two states of a listing, field by field."""

from dataclasses import fields
from enum import StrEnum

from screening.domain.listings import Listing
from screening.domain.targets import Claim, Identifier, ListedName
from screening.records import record


@record
class FieldChange:
    """One field that reads otherwise.

    Args:
        field: its name in `Listing`.
        removed: values that were there before, as a person reads them.
        added: values that are there now.
    """

    field: str
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def words(self) -> str:
        """The change in words: `names: + Tosha (weak alias)`."""
        said = [f"- {text}" for text in self.removed] + [f"+ {text}" for text in self.added]
        return f"{self.field.replace('_', ' ')}: {'; '.join(said)}"


class ChangeKind(StrEnum):
    """What became of an entry between two states of a list."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@record
class ListingChange:
    """One entry that two states of a list do not have alike.

    Args:
        kind: what became of it.
        listing: its newest state of the two.
        fields: what reads otherwise, where it changed.
    """

    kind: ChangeKind
    listing: Listing
    fields: tuple[FieldChange, ...] = ()


def changes_between(before: Listing, after: Listing) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of `Listing`."""
    found = []
    for each in fields(Listing):
        was, now = _values(getattr(before, each.name)), _values(getattr(after, each.name))
        if was == now:
            continue
        removed = tuple(value for value in was if value not in now)
        added = tuple(value for value in now if value not in was)
        if not removed and not added:
            removed, added = was, now  # the same values in another order
        found.append(
            FieldChange(each.name, tuple(map(_text, removed)), tuple(map(_text, added)))
        )
    return tuple(found)


def _values(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None or value is False else (value,)


def _text(value: object) -> str:
    if isinstance(value, ListedName):
        by = f", printed by {value.printed_by}" if value.printed_by else ""
        return f"{value.text} ({value.kind.words}{by})"
    if isinstance(value, Identifier):
        unfit = "malformed" if value.valid is False else None
        said = ", ".join(filter(None, (value.country, value.note, unfit)))
        return f"{value.kind} {value.value}" + (f" ({said})" if said else "")
    if isinstance(value, Claim):
        told = filter(None, (value.source, value.quality, value.retrieved_on, value.note))
        return f"{value.field} {value.value} [{', '.join(told)}]"
    return "yes" if value is True else str(value)
