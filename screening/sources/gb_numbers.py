"""Numbers in the free text of the British lists: `INN: 7700000000OGRN: ...`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from screening.domain.targets import Identifier
from screening.sources.base import EntryNotes
from screening.sources.gb_words import (
    EDGE,
    Tables,
    Words,
    country_of_paper,
    country_of_two_letters,
    plain_country,
)

ANOTHER = re.compile(r"\s·\s|[;\n]")  # what a label says goes no further
MORE = re.compile(r"\s/\s|,")
SAID_OF_IT = re.compile(r"\((?P<bracketed>[^()]+)\)\s*$|\s(?P<dated>dated\s.+)$")
COUNTRY_BEFORE = re.compile(
    r"\s*(?P<country>[^\W\d_]+)[\s,]*(?:number\b|no\b\.?)?[\s:,–-]*(?=\S*\d)", re.IGNORECASE
)
RUSSIAN_INN = re.compile(r"\d{10}|\d{12}")
NAMED_IN_LETTERS = frozenset({"bic", "lei"})  # may hold no figure
SHORTEST_IN_LETTERS = 8
LOOSE_KINDS = frozenset({"reg", "tax", "number"})
NUMBER_LABEL = re.compile(
    r"(?<!issue )\b(?:number|no|n°|passport|card|id)\b[.:\s]*", re.IGNORECASE
)
# At least three figures; a point only between figures
NUMBER = re.compile(
    r"(?<![\w./-])(?:[A-Z]{1,2} )?(?=(?:[\w/-]*?\d\.?){3})\w[\w/-]*(?:\.\d[\w-]*)*"
)
ONLY_NUMBER = re.compile(r"(?:[A-Z]{0,3}[\d/-]+[A-Z]?\s?){2,}")  # in groups
DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number of a free text.

    Args:
        kind: of identifier.
        value: as printed.
        country: ISO code of the issuer, where the text names it.
        note: what the text says of the number.
        labelled: whether a label tells the kind; else it is the usual one.
    """

    kind: str
    value: str
    country: str | None = None
    note: str | None = None
    labelled: bool = True

    def identifier(self, entry: EntryNotes) -> Identifier:
        """The identifier that it is."""
        return entry.identifier(self.kind, self.value, country=self.country, note=self.note)


def paper(kind: str, number: str, said: str, entry: EntryNotes, words: Tables) -> Identifier:
    """The identifier of a passport or card.

    Args:
        kind: of identifier, unless a label in the number tells another.
        number: as printed, perhaps with its country or label.
        said: what the list says of it.
        entry: notes on the entry.
        words: of the list.
    """
    numbers = numbered(number, words)
    one = numbers[0] if len(numbers) == 1 else None
    if one and not (one.labelled or one.country):
        one = None
    value = one.value if one else number.strip(" '’.,;:(")
    behind = said.partition(value)[2]
    country = one.country if one else None
    for text in (said, behind):
        country = country_of_paper(text, words["countries"]) or country
    notes = (one.note if one else None, "" if said == value else said)
    return entry.identifier(
        fitting_kind(one.kind if one and one.labelled else kind, value),
        value,
        country=country,
        note="; ".join(filter(None, notes)) or None,
    )


def split_numbers(text: str) -> list[str]:
    """The numbers of a cell where each would do by itself, else the cell."""
    pieces = [piece.strip(" '’.,;") for piece in re.split(r"[.,;]?\s+", text)]
    alone = all(re.fullmatch(r"(?=(?:\D*\d){6})[\w/-]+", piece) for piece in pieces)
    return pieces if alone else [text]


def kind_of_paper(said: str, papers: Words) -> str:
    """The kind of a national paper, by the first phrase of a table that a text has."""
    lowered = said.casefold()
    for phrase, kind in papers.items():
        if re.search(rf"\b{re.escape(phrase)}\b", lowered):
            return kind
    return "national-id"


def fitting_kind(kind: str, value: str) -> str:
    """`inn` for a Russian number only: others call their tax numbers INN as well."""
    return "tax" if kind == "inn" and not RUSSIAN_INN.fullmatch(_letters(value)) else kind


def number_in(text: str) -> str | None:
    """The number that a text on a paper tells of, None where it prints none."""
    if ONLY_NUMBER.fullmatch(text):
        return text
    places = [label.end() for label in NUMBER_LABEL.finditer(text)]
    behind_labels = (NUMBER.match(text[place:]) for place in places)
    for found in (*behind_labels, *NUMBER.finditer(text)):
        if found and not DAY.fullmatch(found.group()):
            return found.group().rstrip(".-/")
    return None


def numbered(text: str, words: Tables) -> list[Numbered]:
    """The numbers of a text such as `INN: 7700000000 OGRN: ...`, in order.

    The label stands before its number, or in brackets or after a dash behind it.
    A number without a label is a registration number. Empty where the text
    prints no number.

    Args:
        text: as printed; issuers often lose what stood between two numbers.
        words: of the list; `labels` and `countries` among them.
    """
    labels, countries = words["labels"], words["countries"]
    found: list[Numbered] = []
    kind: str | None = None  # of the label before, and the country printed with it
    country: str | None = None
    place = 0
    for match in (*_label(tuple(labels)).finditer(text), None):
        gap, of_next = text[place : match.start() if match else len(text)], None
        if match:
            gap, of_next = _country_at_end(gap, countries)
        values = list(_values(gap, kind, country, countries))
        found += values
        if match is None:
            break
        place = match.end()
        told = labels[" ".join(match.group().casefold().split())]
        bracketed = gap.rstrip().endswith("(") and text[place:].lstrip().startswith(")")
        if values and kind is None and (bracketed or not _letters(text[place:])):
            last = found[-1]
            found[-1] = replace(
                last,
                kind=fitting_kind(told, last.value),
                country=of_next or last.country,
                labelled=True,
            )
        elif values or kind is None or kind in LOOSE_KINDS or told not in LOOSE_KINDS:
            kind, country = told, of_next or (None if values else country)
    return found


def _values(
    gap: str, kind: str | None, country: str | None, countries: Words
) -> Iterator[Numbered]:
    """The numbers of a text between two labels."""
    parts = ANOTHER.split(gap)
    if not _letters(parts[0]):  # `INN;` or a label at the end of a line
        parts = parts[1:] or parts
    pieces = [(at, piece) for at, part in enumerate(parts) for piece in MORE.split(part)]
    for at, piece in pieces:
        kind, country = (kind, country) if at == 0 else (None, None)
        said = SAID_OF_IT.search(piece)
        note = (said["bracketed"] or said["dated"]) if said else None
        rest = piece[: said.start()] if said else piece
        issuer = COUNTRY_BEFORE.match(rest)
        told = plain_country(issuer["country"], countries) if issuer else None
        value = (rest[issuer.end() :] if issuer and told else rest).strip(EDGE)
        named = kind in NAMED_IN_LETTERS and len(_letters(value)) >= SHORTEST_IN_LETTERS
        if named or re.search(r"\d", value):
            if note:
                told = plain_country(note, countries) or country_of_two_letters(note) or told
            made = fitting_kind(kind or "reg", value)
            yield Numbered(made, value, told or country, note, labelled=kind is not None)


def _country_at_end(gap: str, countries: Words) -> tuple[str, str | None]:
    """What stands before a label, and apart from it the country that the label begins with."""
    last = re.search(r"(?:^|(?<=[\s\d;,(]))([^\W\d_]+(?: [^\W\d_]+)?)\s*$", gap)
    if last:
        for text in (last[1], last[1].split()[-1]):
            code = plain_country(text, countries)
            if code:
                return gap[: gap.rindex(text)], code
    return gap, None


def _letters(text: str) -> str:
    return "".join(mark for mark in text if mark.isalnum())


@cache
def _label(labels: tuple[str, ...]) -> re.Pattern[str]:
    """A label, the longest first, where it is no part of a word."""
    longest = sorted(labels, key=len, reverse=True)
    told = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
    return re.compile(rf"(?<![^\W\d_])(?:{told})(?![^\W\d_])", re.IGNORECASE)
