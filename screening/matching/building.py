"""Compiling listings into an index file."""

import json
import re
import zlib
from array import array
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from screening.collecting import uncollected
from screening.domain.answers import LinkedListing, ListState
from screening.domain.listings import Listing, to_document
from screening.domain.lists import Authority
from screening.matching.before import Before
from screening.matching.container import write
from screening.matching.index import DOCUMENTS_TOGETHER, FORMAT, Index, hashed
from screening.matching.made_by import names_made_by
from screening.matching.rows import sorted_pairs
from screening.matching.taken_apart import Names
from screening.records import asdict

# of plain values alone, so that none can hold itself
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@uncollected()
def build(
    path: Path,
    listings: Iterable[tuple[str, Listing]],
    *,
    stamp: str,
    engine: str = "",
    seeds: str = "",
    lists: Iterable[ListState],
    authorities: Iterable[Authority] = (),
    packages: Mapping[str, str] | None = None,
    links: Mapping[tuple[str, str], Iterable[LinkedListing]] | None = None,
    absent: Iterable[str] = (),
    previous: Iterable[Path] = (),
    part_of: Index | None = None,
) -> None:
    """Compile listings into an index file, written whole or not at all.

    It is the same, but for the time in its header, whatever was there before; with an
    index of nearly the same listings that is made far sooner.

    Args:
        path: where to put it; what is there is replaced in one move.
        listings: source code and listing, in the order that ties are shown.
        stamp: the registry and revision they are from.
        engine: version of the program that compiles them.
        seeds: digest of the built-in packages that this program brings.
        lists: what is told of the lists with each answer.
        authorities: those a listing or a filter can name.
        packages: code and title of those a listing or a filter can name.
        links: of a listing, by source and reference, those of other lists that
            describe the same target.
        absent: lists of which the day that is meant has no state.
        previous: indexes that were made before, the likest first; the first that is whole
            and made by this very program is built upon. Never what is at `path`.
        part_of: an index that has these listings among others; how rare a spelling is
            and how it is written is then told by all of them.

    Raises:
        IndexFileError: the file cannot be written.
    """
    made_by = {"format": FORMAT, "engine": engine, "names_by": names_made_by()}
    with closing(Before.of(previous, made_by)) as before:
        about = _Listings(links or {})
        names = Names(before)
        for number, (source, listing) in enumerate(listings):
            about.add(number, source, listing)
            names.add(number, listing)
        arrays = about.arrays() | names.arrays(len(about), part_of)
    header = {
        **made_by,
        "stamp": stamp,
        "seeds": seeds,
        "lists": [asdict(state) for state in lists],
        "authorities": [asdict(authority) for authority in authorities],
        "packages": dict(packages or {}),
        "absent": list(absent),
        "authorities_loaded": about.authorities,
        "packages_loaded": about.packages,
    }
    write(path, header, arrays)


class _Listings:
    """What is kept of listings beside their names."""

    def __init__(self, links: Mapping[tuple[str, str], Iterable[LinkedListing]]) -> None:
        self._links = links
        self._pending: list[bytes] = []
        self._blocks, self._block_ends = bytearray(), array("Q", [0])
        self._origins: list[tuple[str, str | None]] = []
        self._references: list[str] = []
        self._identifiers: list[int] = []
        self._born: list[int] = []

    def __len__(self) -> int:
        return len(self._origins)

    @property
    def authorities(self) -> list[str]:
        return sorted({authority for authority, _ in self._origins})

    @property
    def packages(self) -> list[str]:
        return sorted({package for _, package in self._origins if package})

    def add(self, number: int, source: str, listing: Listing) -> None:
        """Keep one listing."""
        self._origins.append((listing.authority, listing.package))
        self._references.append(listing.reference)
        for identifier in listing.identifiers:
            self._identifiers.append(hashed(identifier.canonical) << 32 | number)
        for date in listing.birth_dates:
            if _WHOLE_DAY.fullmatch(date):
                self._born.append(int(date.replace("-", "")) << 32 | number)
        tied = self._links.get((source, listing.reference), ())
        ties = [[each.source, each.reference, each.evidence] for each in tied]
        document = [source, to_document(listing), ties]
        self._pending.append(_ENCODER.encode(document).encode())
        if len(self._pending) == DOCUMENTS_TOGETHER:
            self._pack()

    def _pack(self) -> None:
        # together they take a third of what each takes alone
        self._blocks += zlib.compress(b"\n".join(self._pending), 3)
        self._block_ends.append(len(self._blocks))
        self._pending.clear()

    def arrays(self) -> dict[str, Any]:
        """Everything as arrays of the index."""
        if self._pending:
            self._pack()
        authorities, packages = self.authorities, self.packages
        # 0 is none
        places = {code: place for place, code in enumerate(authorities, start=1)}
        rounds = {code: place for place, code in enumerate(packages, start=1)}
        return {
            "documents": self._blocks,
            "document_ends": self._block_ends,
            "references": "\n".join(self._references).encode(),
            "listing_authority": array("H", (places[each] for each, _ in self._origins)),
            "listing_package": array(
                "H", (rounds.get(each or "", 0) for _, each in self._origins)
            ),
            **sorted_pairs("id_hashes", "id_listings", self._identifiers),
            **sorted_pairs("born_days", "born_listings", self._born),
        }
