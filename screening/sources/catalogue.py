"""Which reader a file is for, told from its content; and reading it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.errors import UnexpectedLayout
from screening.sources.base import Files, Notes, Reader
from screening.sources.files import ListFile, digest_of
from screening.sources.metadata import Metadata, known_sources, metadata

# Modules with a READER each, asked in this order.
MODULES = ("un_sc",)


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

    Files that are parts of one list are one set. Two files that are the same
    part of a list are two states of it.

    Args:
        files: as received.
        source: code of the source that they are said to be; told from the
            content by default.

    Raises:
        UnexpectedLayout: a file is no list that this program can read, or none
            of the source said.
    """
    sets: list[tuple[Reader, str, dict[str, ListFile]]] = []
    for file in files:
        reader, code, name = _recognised(file, source)
        for known_reader, known_code, members in sets:
            if (known_reader, known_code) == (reader, code) and name and name not in members:
                members[name] = file
                break
        else:
            sets.append((reader, code, {name: file}))
    return tuple(
        ListSet(reader, reader.about(members) if reader.about else metadata(code), members)
        for reader, code, members in sets
    )


def read(found: ListSet, notes: Notes) -> Iterator[Listing]:
    """The listings of a set, each reference once, counted in the notes.

    Raises:
        SourceError: the files are not shaped as their layout demands.
    """
    seen: set[str] = set()
    for listing in found.reader.listings(found.files, notes, found.about):
        if listing.reference in seen:
            notes.drop(listing.reference, "another entry with the same reference came before")
            continue
        seen.add(listing.reference)
        yield notes.keep(listing)


def readers() -> Iterable[Reader]:
    """Every reader, in the order they are asked."""
    for module in MODULES:
        reader = import_module(f"screening.sources.{module}").READER
        assert isinstance(reader, Reader)
        yield reader


def _recognised(file: ListFile, source: str | None) -> tuple[Reader, str, str]:
    told: list[str] = []
    for reader in readers():
        part = reader.part(file)
        if part is None:
            continue
        if source in (None, part.source):
            return reader, part.source, part.name
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
        "(docs/formats.md)",
        source=file.name,
    )
