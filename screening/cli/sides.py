"""Listings of one target side by side, and what they do not say alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from screening.cli.facts import ended, listed_words
from screening.countries import country_name
from screening.domain.listings import Listing

Place = tuple[str, Listing]
"""A listing, and the code of the list that it is on."""


@dataclass(frozen=True, slots=True)
class Side:
    """One row of the comparison.

    Args:
        label: what is compared.
        cells: what each listing says, empty where it does not.
        differs: whether two of them say something, and not the same.
    """

    label: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """What to show of each listing, and what to compare of it, if anything."""

    words: Callable[[str, Listing], str]
    said: Callable[[Listing], Iterable[str]] | None = None
    same: Callable[[frozenset[str], frozenset[str]], bool] = frozenset.__eq__


def _named(codes: Iterable[str]) -> str:
    return ", ".join(map(country_name, codes))


def _name_parts(listing: Listing) -> Iterator[str]:
    """The words of the primary name; their order and case are the authority's style."""
    yield from (listing.primary_name or "").casefold().replace(",", " ").split()


def _same_dates(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether dates agree as far as both go: `1961` and `1961-04-07` do."""
    return _within(one, other) and _within(other, one)


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return all(any(a.startswith(b) or b.startswith(a) for b in other) for a in one)


# What an authority says of its own doing, such as the programme, is not compared.
ROWS: dict[str, _Row] = {
    "authority": _Row(lambda _, one: one.authority),
    "list": _Row(lambda source, _: source),
    "reference": _Row(lambda _, one: one.reference),
    "name": _Row(lambda _, one: one.primary_name or "", _name_parts),
    "type": _Row(
        lambda _, one: one.type.value,
        lambda one: () if one.type.value == "unknown" else (one.type.value,),
    ),
    "born": _Row(
        lambda _, one: "; ".join(one.birth_dates), lambda one: one.birth_dates, _same_dates
    ),
    "nationality": _Row(
        lambda _, one: _named(one.nationalities), lambda one: one.nationalities
    ),
    "citizenship": _Row(lambda _, one: _named(one.citizenships), lambda one: one.citizenships),
    "country": _Row(lambda _, one: _named(one.countries), lambda one: one.countries),
    "gender": _Row(
        lambda _, one: one.gender or "", lambda one: (one.gender,) if one.gender else ()
    ),
    "listed": _Row(lambda _, one: listed_words(one) if one.listed_on else ""),
    "ended": _Row(lambda _, one: ended(one)),
    "package": _Row(lambda _, one: one.package or ""),
    "programme": _Row(lambda _, one: "; ".join(one.programmes)),
    "measures": _Row(lambda _, one: "; ".join(one.measures)),
}


def sides(places: Sequence[Place]) -> tuple[Side, ...]:
    """The rows on which any of the listings says something."""
    kinds = dict.fromkeys(
        number.kind for _, listing in places for number in listing.identifiers
    )
    rows = ROWS | {kind: _numbers(kind) for kind in kinds}
    made = (_side(label, row, places) for label, row in rows.items())
    return tuple(side for side in made if any(side.cells))


def _side(label: str, row: _Row, places: Sequence[Place]) -> Side:
    cells = tuple(row.words(source, listing) for source, listing in places)
    if row.said is None:
        return Side(label, cells, differs=False)
    told = [frozenset(row.said(listing)) for _, listing in places]
    given = [each for each in told if each]
    differs = any(not row.same(one, other) for one, other in combinations(given, 2))
    return Side(label, cells, differs)


def _numbers(kind: str) -> _Row:
    def words(_: str, listing: Listing) -> str:
        return "; ".join(one.value for one in listing.identifiers if one.kind == kind)

    def said(listing: Listing) -> Iterator[str]:
        yield from (one.canonical for one in listing.identifiers if one.kind == kind)

    return _Row(words, said)
