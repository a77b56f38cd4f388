"""Which reader a file is for, told from its content; and reading it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.errors import UnexpectedLayout
from screening.sources import own
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.files import MAP, ListFile, digest_of, is_sheet
from screening.sources.metadata import Metadata, known_sources, metadata

# Modules with a READER each, asked in this order.
MODULES = (
    "un_sc",
    "eu_fsf_xml",
    "eu_fsf_csv",
    "eu_journal",
    "ch_seco",
    "us_csl",
    "us_ofac_advanced",
    "us_ofac_enhanced",
    "us_ofac_xml",
    "us_ofac_delimited",
    "ca_gac",
    "ftm",
    "ftm_simple",
    "gb_fcdo_xml",
    "gb_fcdo_csv",
    "jp_mof",
    "gb_fcdo_ods",
    "gb_ofsi",
    "au_dfat",
    "own",
)

NO_END_MARK = (
    "the layout has no end mark: a file cut between two lines cannot be told from a whole "
    "one; compare the number of entries"
)
MOST_NAMED = 5  # files beside a list that a warning names


@dataclass(frozen=True, slots=True)
class ListSet:
    """The files of one state of one list, and who reads them.

    Args:
        reader: of their layout.
        about: what is known of the source beforehand.
        files: by the name of their part.
    """

    reader: Reader
    about: Metadata
    files: Files

    @property
    def source(self) -> Source:
        """The source, with the layout that this state of it is in."""
        return replace(self.about.source, format=self.reader.format)

    @property
    def sha256(self) -> str:
        """What identifies the bytes as received."""
        return digest_of(list(self.files.values()))

    @property
    def size(self) -> int:
        """How many bytes were received."""
        return sum({file.path: file.size for file in self.files.values()}.values())


def recognise(files: Sequence[ListFile], source: str | None = None) -> tuple[ListSet, ...]:
    """Which lists the files are, in the order of their first file.

    Files that are parts of one list are one set. Where two files are the same
    part of a list, there are two states of it, each in a folder of its own. A
    file that the map of an own list names is the table of that list, whatever it
    looks like.

    Args:
        files: as received.
        source: code of the source that they are said to be; told from the
            content by default.

    Raises:
        UnexpectedLayout: a file is no list that this program can read, or none
            of the source said.
    """
    mapped = {file: part for file, part in own.tables(files) if source in (None, part.source)}
    told: list[tuple[ListFile, Reader, Part]] = []
    for file in files:
        known = (own.READER, mapped[file]) if file in mapped else _recognised(file, source)
        told.append((file, *known))
    return tuple(
        ListSet(
            reader, reader.about(members) if reader.about else metadata(part.source), members
        )
        for reader, part, members in _sets(told)
    )


def _sets(
    told: Sequence[tuple[ListFile, Reader, Part]],
) -> list[tuple[Reader, Part, dict[str, ListFile]]]:
    """The files that belong together, as one state of a list each."""
    times = Counter((reader.format, part) for _, reader, part in told)
    several = {(layout, part.source) for (layout, part), n in times.items() if n > 1}
    sets: dict[tuple[object, ...], tuple[Reader, Part, dict[str, ListFile]]] = {}
    for number, (file, reader, part) in enumerate(told):
        key: tuple[object, ...] = (reader.format, part.source)
        if key in several:
            key = (*key, file.path if file.member else file.path.parent)
        if not part.name or part.name in sets.get(key, (reader, part, {}))[2]:
            key = (*key, number)  # the whole list in one file
        sets.setdefault(key, (reader, part, {}))[2][part.name] = file
    return list(sets.values())


def read(found: ListSet, notes: Notes) -> Iterator[Listing]:
    """The listings of a set, each reference once, counted in the notes.

    Raises:
        SourceError: the files are not shaped as their layout demands.
    """
    _warn(found, notes)
    seen: set[str] = set()
    for listing in found.reader.listings(found.files, notes, found.about):
        if listing.reference in seen:
            notes.drop(listing.reference, "another entry with the same reference came before")
            continue
        seen.add(listing.reference)
        yield notes.keep(listing)


def _warn(found: ListSet, notes: Notes) -> None:
    """Say what no reader can see of its files: a lost end, and what came beside them."""
    files = found.files.values()
    if not found.reader.ends_itself and any(map(_is_lines, files)):
        notes.warn(NO_END_MARK)
    for name, beside in {file.path.name: file.beside for file in files if file.beside}.items():
        more = f" and {len(beside) - MOST_NAMED} more" if len(beside) > MOST_NAMED else ""
        notes.warn(
            f"not read, in {name} beside the list: {', '.join(beside[:MOST_NAMED])}{more}"
        )


def _is_lines(file: ListFile) -> bool:
    """Whether a file is a table or JSON by lines: no workbook, XML or map of an own list."""
    is_xml = file.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return not (is_sheet(file) or is_xml or file.name.casefold().endswith(MAP))


def readers() -> Iterable[Reader]:
    """Every reader, in the order they are asked."""
    for module in MODULES:
        reader = import_module(f"screening.sources.{module}").READER
        assert isinstance(reader, Reader)
        yield reader


def _recognised(file: ListFile, source: str | None) -> tuple[Reader, Part]:
    told: list[str] = []
    for reader in readers():
        part = reader.part(file)
        if part is None:
            continue
        if source in (None, part.source):
            return reader, part
        if source in part.also:
            return reader, replace(part, source=source, also=())
        told.append(part.source)
    if told:
        raise UnexpectedLayout(
            f"is a file of {', '.join(told)}, not of {source}; leave --source out or name "
            "that source",
            source=file.name,
        )
    raise UnexpectedLayout(
        "is no list that this program can read; it reads the lists of "
        f"{', '.join(known_sources())}, and others by a map of their columns "
        "(docs/own-lists.md)",
        source=file.name,
    )
