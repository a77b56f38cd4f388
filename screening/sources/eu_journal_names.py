"""A row of the transcribed annexes of the EU, and the names that it prints."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from screening.domain.targets import ListedName, NameKind
from screening.sources.base import EntryNotes
from screening.sources.eu_fsf_names import is_latin
from screening.sources.metadata import Metadata

OTHER_SCRIPT = re.compile(r"^(?P<name>[^()]+?)\s*\((?:[A-Z][a-z]+:\s*)?(?P<other>[^()]+)\)$")
LANGUAGE = re.compile(
    r"\b(?:Russian|Ukrainian|Belarusian|Korean|Chinese|Arabic|Persian|Farsi|Hebrew|Burmese)"
    r"(?: spelling| script)?:\s*"
)
EX = re.compile(r"\((?:ex|formerly known as|formerly|f\.?k\.?a\.?):?\s+(?P<name>[^()]+)\)")
FORMERLY = re.compile(r"^(?:f\.?k\.?a\.?|formerly known as|formerly)\s*:?\s+", re.IGNORECASE)
NAME_COLUMNS = {
    "alias": NameKind.ALIAS,
    "weakAlias": NameKind.WEAK_ALIAS,
    "previousName": NameKind.FORMER,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One designation as transcribed.

    Args:
        celex: number of the act whose annex it is in.
        amending: of the act that added or changed it; empty once consolidated.
        values: each column in one line.
        lists: the values of each column that has any.
        others: title and text of columns that are not known.
    """

    celex: str
    amending: str
    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    others: tuple[tuple[str, str], ...] = ()

    def of(self, column: str) -> tuple[str, ...]:
        """The values of a column."""
        return self.lists.get(column, ())


def names(row: Row, entry: EntryNotes, about: Metadata) -> tuple[ListedName, ...]:
    """The names, the main one first; a name in another script in brackets is one more."""
    found: dict[str, NameKind] = {}
    if row.values["name"]:
        first, *others = _split(row.values["name"])
        found[first] = NameKind.PRIMARY
        found |= {text: NameKind.ORIGINAL_SCRIPT for text in others if text not in found}
        for match in EX.finditer(row.values["name"]):
            found.setdefault(match["name"], NameKind.FORMER)
    for column, kind in NAME_COLUMNS.items():
        for value in row.of(column):
            if value.endswith(":") or value.casefold() in about.words["not_names"]:
                entry.issue("no name in a column of names", value)
                continue
            former = FORMERLY.match(value)
            said = NameKind.FORMER if former else kind
            for text in _split(value[former.end() :] if former else value):
                script = NameKind.ORIGINAL_SCRIPT if said is NameKind.ALIAS else said
                found.setdefault(text, said if is_latin(text) else script)
    names = [ListedName(text, kind) for text, kind in found.items()]
    if names and names[0].kind is not NameKind.PRIMARY:
        names[0] = ListedName(names[0].text)
    return tuple(names)


def _split(text: str) -> tuple[str, ...]:
    match = OTHER_SCRIPT.match(text)
    if match is not None and is_latin(match["name"]) and not is_latin(match["other"]):
        return match["name"], match["other"].strip()
    label = LANGUAGE.search(text)
    if label is not None and not is_latin(text[label.end() :]):
        head, tail = text[: label.start()].strip(), text[label.end() :]
        return tuple(filter(None, (head, tail)))
    return (text,)
