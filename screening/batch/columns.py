"""Which column of a table is which field of a query.

A table that leaves it open which column is meant is refused: a guess could screen the
wrong one. Where several can be meant together, as names are, none is left out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screening.batch.fields import (
    FIELDS,
    NAME_PARTS,
    OWN_REFERENCE,
    SEVERAL,
    field_called,
    header_key,
)
from screening.batch.mapping import asked_fields
from screening.domain.queries import Query
from screening.errors import InputFileError
from screening.printable import encodable

# A spreadsheet that keeps a date as a moment writes midnight behind it.
MIDNIGHT = re.compile(r"(?<=[0-9])[T ]00:00(:00(\.0+)?)?Z?(?=\s*(;|/|$))")
DAY_FIRST = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")

LONGEST_SHOWN = 40  # characters of a header that a message repeats
CLASHING = "input_"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: those that are screened, and those carried through.

    Args:
        fields: field of a query to the column's place, from 0.
        more: further columns of a field or kind that takes several values.
        identifiers: kind of identifier to the column's place.
        said: in one line, which column was taken for which field.
        carried: the places of the columns that are not screened.
        carried_header: what these are called in the output: as in the input, save
            where the output has, or two of them would have, one name.
        day_first: whether `03/04/1965` is the third of April; else it is refused.
    """

    fields: dict[str, int]
    more: dict[str, tuple[int, ...]]
    identifiers: dict[str, int]
    said: str
    carried: tuple[int, ...] = ()
    carried_header: tuple[str, ...] = ()
    day_first: bool = False

    @property
    def places(self) -> frozenset[int]:
        """The place of every column that is screened."""
        several = (place for places in self.more.values() for place in places)
        return frozenset((*self.fields.values(), *self.identifiers.values(), *several))

    @property
    def several(self) -> frozenset[int]:
        """The places of the columns whose cells may hold several values joined by `;`.

        A column of names holds one in each cell; that of aliases several.
        """
        taken = {**self.fields, **self.identifiers}
        words = (SEVERAL - {"name"}) & taken.keys()
        more = (place for word in words for place in self.more.get(word, ()))
        return frozenset((*(taken[word] for word in words), *more))

    def carry(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells of a row that are carried through; blank where it has too few."""
        return tuple(cells[place] if place < len(cells) else "" for place in self.carried)

    def query(self, cells: Sequence[str]) -> Query:
        """What a row asks; a blank cell asks nothing.

        The name is the first cell of a name that is not blank, or where all are the
        first, middle and last name, joined. What else it is called are its aliases.

        Args:
            cells: as many as the table has columns.
        """
        said = _filled(self.fields, cells)
        numbers = _filled(self.identifiers, cells) if self.identifiers else {}
        names, aliases = _names(said)
        if self.more:
            several = {
                word: tuple(filter(None, (cells[place].strip() for place in places)))
                for word, places in self.more.items()
            }
            names = _told(*names[:1], *several.get("name", ()), *names[1:])
            aliases += tuple(
                each for text in several.get("aliases", ()) for each in _split(text)
            )
            for word, texts in several.items():
                where = said if word in FIELDS else numbers
                if joined := ";".join(filter(None, (where.get(word), *texts))):
                    where[word] = joined
        get = said.get
        return Query(
            name=names[0] if names else None,
            aliases=names[1:] + aliases,
            type=get("type"),
            birth_date=self._date(said["birth_date"]) if "birth_date" in said else None,
            country=get("country"),
            gender=get("gender"),
            identifiers=numbers,
            id=get("id"),
        )

    def _date(self, text: str) -> str:
        told = MIDNIGHT.sub("", text) if ":" in text else text
        return DAY_FIRST.sub(_as_iso, told) if self.day_first else told


def _as_iso(found: re.Match[str]) -> str:
    day, month, year = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def _names(said: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The name and what its parts add up to, where they say another; and the aliases."""
    name = said.get("name")
    joined = " ".join(said[part] for part in NAME_PARTS if part in said)
    aliases = _split(said["aliases"]) if "aliases" in said else ()
    if name is None:
        return ((joined,) if joined else ()), aliases
    same = not joined or _words(joined) == _words(name)
    return ((name,) if same else (name, joined)), aliases


def _words(name: str) -> list[str]:
    return sorted(name.replace(",", " ").casefold().split())


def _told(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _filled(places: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    """What cells hold that are not blank, without blanks around it."""
    return {word: text for word, place in places.items() if (text := cells[place].strip())}


def _split(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(";") if each.strip())


def guess(
    header: Sequence[str], *, file: str, mapped: Mapping[str, Sequence[str]] | None = None
) -> Columns:
    """Tell the columns by their headers.

    Args:
        header: one text for each column; a blank one is passed over.
        file: what an error calls the file.
        mapped: field, or kind of identifier, to the headers of its columns: more than
            one where it takes several values. Such a field is not guessed, and such a
            column is no other field.

    Raises:
        InputFileError: two columns have one header, or mean one field that has one
            value; there is no column of names or identifiers; or what is mapped is no
            field, or none of the headers.
    """
    _refuse_doubles(header, file)
    asked = asked_fields(header, mapped or {}, file)
    taken: dict[str, list[int]] = {field: list(places) for field, places in asked.items()}
    mapped_places = {place for places in asked.values() for place in places}
    passed_over = []
    for place, text in enumerate(header):
        field = field_called(text)
        if place in mapped_places:
            continue
        if field is None or field in asked or (field == OWN_REFERENCE and field in taken):
            # nothing is screened by a reference, so the first may stand for all
            passed_over.append(place)
        elif field in taken and field not in SEVERAL:
            raise InputFileError(
                f"{file}: the columns {shown(header[taken[field][0]])} and {shown(text)} both "
                f"mean {field}; rename or take out one of them, or say which with --map "
                f"{field}=COLUMN"
            )
        else:
            taken.setdefault(field, []).append(place)
    _refuse_nothing(header, taken, file)
    first = {field: places[0] for field, places in taken.items()}
    return Columns(
        fields={field: place for field, place in first.items() if field in FIELDS},
        more={field: tuple(places[1:]) for field, places in taken.items() if places[1:]},
        identifiers={kind: place for kind, place in first.items() if kind not in FIELDS},
        said=_said(header, taken, passed_over),
        carried=tuple(passed_over),
        carried_header=_carried_header([header[place] for place in passed_over]),
    )


def _refuse_nothing(header: Sequence[str], taken: Mapping[str, object], file: str) -> None:
    others = FIELDS.keys() - {"name", *NAME_PARTS}
    if taken.keys() <= others:
        raise InputFileError(
            f"{file}: no column of names or identifiers among "
            f"{', '.join(map(shown, header))}; line 1 has to name the columns, and one of "
            "them has to be called name (or full_name, last_name, imo, lei, passport ...), or "
            "be named with --map name=COLUMN"
        )


def _refuse_doubles(header: Sequence[str], file: str) -> None:
    seen: set[str] = set()
    for text in header:
        key = header_key(text) or text.strip()
        if key and key in seen:
            raise InputFileError(
                f"{file}: two columns are called {shown(text)}; rename or take out one of them"
            )
        seen.add(key)


def _carried_header(header: Sequence[str]) -> tuple[str, ...]:
    from screening.batch.rows import OUTPUT  # late: rows are made of queries, and so of this

    names: list[str] = []
    taken = {column.casefold() for column in OUTPUT}
    for text in header:
        name = encodable(text)
        while name.casefold() in taken:
            name = CLASHING + name
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _said(header: Sequence[str], taken: Mapping[str, list[int]], passed_over: list[int]) -> str:
    found = sorted((place, field) for field, places in taken.items() for place in places)
    names = taken.get("name", [])
    words = dict.fromkeys(names[1:], "aliases")
    guesses = ", ".join(
        f"{shown(header[place])} -> {words.get(place, field)}" for place, field in found
    )
    rest = ", ".join(shown(header[place]) for place in passed_over)
    return f"columns: {guesses}" + (f"; not screened: {rest}" if rest else "")


def shown(header: str) -> str:
    """A header as a message can repeat it: on one line, and not for ever."""
    text = " ".join(header.split()) or "(no header)"
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return text if text.isprintable() else ascii(text)
