"""Which of OFAC's lists a file and an entry belong to, since when, in which action.

OFAC keeps eight lists and publishes them as two: the SDN list, and all the others
together as the consolidated list. Both come in the same layouts.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from screening.domain.lists import Package
from screening.errors import UnexpectedLayout
from screening.sources.base import Notes, Part
from screening.sources.files import ListFile

SDN = "us-ofac-sdn"
CONS = "us-ofac-cons"
SDN_LIST = "SDN List"
UMBRELLA = "Consolidated List"  # every entry of the lists beside the SDN list is on it too


@dataclass(frozen=True, slots=True)
class Membership:
    """That an entry is on a list of OFAC's, and since when.

    Args:
        name: of the list: `SDN List`, `CAPTA List`.
        day: ISO day of the listing, None where it cannot be told.
    """

    name: str
    day: str | None


def part_of(file: ListFile, lists: Collection[str] = ()) -> Part:
    """Which source a file is of: by the lists its head names, else by its own name.

    A file that names both or none is of the SDN list, unless it is called
    `cons_advanced.xml` or the like; where its user says that it is of the other, it is.

    Args:
        file: in a layout that both sources share.
        lists: names of lists that its head gives.
    """
    named = {name for name in lists if name != UMBRELLA}
    if named and (SDN_LIST in named) != bool(named - {SDN_LIST}):
        return Part(SDN if SDN_LIST in named else CONS)
    name = file.name.rpartition("/")[2].casefold()
    own, other = (CONS, SDN) if "cons" in name and "sdn" not in name else (SDN, CONS)
    return Part(own, also=(other,))


def own_lists(lists: Sequence[Membership], source: str) -> list[Membership]:
    """Those of an entry's lists that a source stands for."""
    return [each for each in lists if (each.name == SDN_LIST) == (source == SDN)]


def listed_since(own: Sequence[Membership]) -> str | None:
    """The day an entry came on the list: the earliest, that of the umbrella list aside."""
    days = [each.day for each in own if each.day and each.name != UMBRELLA]
    return min(days or [each.day for each in own if each.day], default=None)


def list_remarks(lists: Sequence[Membership], source: str) -> list[str]:
    """What to say of the lists that the source does not say by itself."""
    return [
        f"List: {each.name}" + (f", since {each.day}" if each.day else "")
        for each in lists
        if each.name != UMBRELLA and (source, each.name) != (SDN, SDN_LIST)
    ]


def not_on_it(lists: Sequence[Membership]) -> str:
    """Why an entry of a file is dropped that is on none of the lists of the source."""
    names = ", ".join(each.name for each in lists) or "none"
    return f"is not on a list of this source; its lists: {names}"


def wrong_source(file: ListFile, source: str) -> UnexpectedLayout:
    """What to say of a file of which no entry is on a list of the source."""
    other = CONS if source == SDN else SDN
    return UnexpectedLayout(
        f"no entry of it is on a list of {source}; if it is a file of {other}, try again with "
        f"--source {other}",
        source=file.name,
    )


def action_of(day: str | None, notes: Notes) -> str | None:
    """The package of a listing: OFAC's actions go by their day.

    Args:
        day: ISO day of the listing, None where the layout does not tell.
        notes: where the package is made known.
    """
    if day is None:
        return None
    code = f"US-{day}"
    if code not in notes.packages:
        notes.packages[code] = Package(
            code,
            "us-ofac",
            f"OFAC action of {day}",
            announced_on=day,
            known_from="listing dates of the list itself",
            quality="official data",
        )
    return code
