"""The coded values and the dates of OFAC's advanced layout."""

from dataclasses import dataclass, field
from sys import intern

from screening.sources.base import EntryNotes
from screening.sources.printed_dates import iso_prefix
from screening.sources.us_ofac_periods import period_text
from screening.sources.xml import Element, attribute, child, child_text, local_name, text_of

# What a value points to besides its text: the party type of a sub type, and so on.
LINKS = {"PartySubType": "PartyTypeID", "AreaCode": "CountryID"}


@dataclass(slots=True)
class Values:
    """What the numbers of a file stand for.

    Args:
        texts: of each value, by its kind and number: `Country`, `11073`.
        links: number that a value points to, by kind and number.
        areas: what an area is called, by its number; its text is a code alone.
    """

    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    links: dict[str, dict[str, str]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)

    def take(self, node: Element) -> None:
        """Take in the ReferenceValueSets."""
        for value in (each for group in node for each in group):
            kind, number = local_name(value), attribute(value, "ID")
            self.texts.setdefault(kind, {})[number] = intern(text_of(value))
            if kind in LINKS:
                self.links.setdefault(kind, {})[number] = attribute(value, LINKS[kind])
            if kind == "AreaCode":
                self.areas[number] = attribute(value, "Description")

    def text(self, kind: str, number: str, entry: EntryNotes | None = None) -> str:
        """What a number stands for; the number itself where the file does not say.

        That is an issue of the entry, save where the file lacks all values of the
        kind: then the file is in doubt as a whole.
        """
        known = self.texts.get(kind)
        if known is None or not number:
            return number
        if number not in known and entry is not None:
            entry.issue(f"unknown {kind}", number)
        return known.get(number, number)

    def party_type(self, number: str, entry: EntryNotes) -> str:
        """The type of a party: of its sub type where that says it, else of its party type.

        Vessels and aircraft are sub types of transport; of persons and entities the
        sub type is unknown.
        """
        sub_type = self.text("PartySubType", number)
        if sub_type.casefold() != "unknown":
            return sub_type
        link = self.links["PartySubType"][number]
        return self.text("PartyType", link, entry)


def day_of(node: Element | None) -> str | None:
    """A day in ISO of elements Year, Month and Day, None where there is no such day."""
    day = iso_prefix(*(child_text(node, name) for name in ("Year", "Month", "Day")))
    return day if day is not None and len(day) == len("1956-03-07") else None


def period_of(node: Element | None) -> str | None:
    """A DatePeriod in EDTF, None where there is none that can be understood.

    One that is told by its start alone is that; so is a boundary told by one day.
    """
    bounds = [each for name in ("Start", "End") if (each := child(node, name)) is not None]
    days: list[str] = []
    for bound in (*bounds, *bounds)[:2]:
        points = [each for name in ("From", "To") if (each := child(bound, name)) is not None]
        days += [day_of(point) or "" for point in (*points, *points)[:2]]
    if len(days) != 4:
        return None
    return period_text(days, circa=any(attribute(b, "Approximate") == "true" for b in bounds))
