"""What every list reader yields, and what it notes while it reads."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from screening.countries import candidate_codes
from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.domain.targets import Identifier
from screening.identifiers import make_identifier
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata

LONGEST_ABOUT = 120  # characters of a text that an issue repeats; the remark has all of it
UNKNOWN_COUNTRIES = frozenset({"", "00", "-", "unknown", "undetermined", "n/a", "na", "none"})


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's entries: read = kept + dropped.

    Args:
        read: entries seen.
        kept: entries that became listings.
        dropped: reference and reason of each that did not.
        issues: reference, finding and what it is about, of each entry kept
            with a doubt: a code without a meaning, a check digit that does not
            fit, a date that cannot be understood.
        doubts: why the file as a whole should not be relied on before a person
            has looked: filtered, a part missing, fewer entries than it says.
        warnings: what its reader should know that speaks against nothing.
    """

    read: int
    kept: int
    dropped: tuple[tuple[str, str], ...] = ()
    issues: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadList:
    """One state of a source, read whole.

    Args:
        source: which list it is.
        sha256: digest of the bytes as received.
        size: how many bytes that was.
        published_on: day (ISO) the issuer gives, or the day of the copy.
        listings: every entry that was kept, each reference once.
        report: what became of each entry.
    """

    source: Source
    sha256: str
    size: int
    published_on: str | None
    listings: tuple[Listing, ...]
    report: Report = field(default_factory=lambda: Report(0, 0))


class Notes:
    """What a reader finds out beside the listings that it yields.

    A reader says `entry` for each entry it meets, and either yields a listing
    for it or drops it; whoever consumes the listings counts them with `keep`.
    """

    def __init__(self) -> None:
        self.read = 0
        self.kept = 0
        self.published_on: str | None = None
        """Day (ISO) the file gives as its own; set before the first listing."""
        self.authorities: dict[str, Authority] = {}
        self.packages: dict[str, Package] = {}
        self._dropped: list[tuple[str, str]] = []
        self._issues: list[tuple[str, str, str]] = []
        self._doubts: dict[str, None] = {}
        self._warnings: dict[str, None] = {}

    def entry(self, reference: str) -> "EntryNotes":
        """Begin an entry; it has to be yielded as a listing or dropped."""
        self.read += 1
        return EntryNotes(self, reference)

    def keep(self, listing: Listing) -> Listing:
        """Count a listing that was yielded."""
        self.kept += 1
        return listing

    def drop(self, reference: str, reason: str) -> None:
        """Note that an entry does not become a listing, and why."""
        self._dropped.append((reference, reason))

    def issue(self, reference: str, finding: str, about: str) -> None:
        """Note a doubt about an entry that is kept.

        Args:
            reference: of the entry.
            finding: in words that many entries share: `unknown country`.
            about: the value that it is about, as printed.
        """
        self._issues.append((reference, finding, about))

    def doubt(self, reason: str) -> None:
        """Note why a person should look before this file becomes the list."""
        self._doubts[reason] = None

    def warn(self, text: str) -> None:
        """Note what a person should know of the file as a whole."""
        self._warnings[text] = None

    def report(self) -> Report:
        """What became of the entries so far.

        Raises:
            AssertionError: an entry was neither yielded nor dropped, which is a
                mistake of the reader.
        """
        assert self.read == self.kept + len(self._dropped), (
            f"{self.read} entries read, {self.kept} kept, {len(self._dropped)} dropped"
        )
        return Report(
            read=self.read,
            kept=self.kept,
            dropped=tuple(self._dropped),
            issues=tuple(self._issues),
            doubts=tuple(self._doubts),
            warnings=tuple(self._warnings),
        )


class EntryNotes:
    """Notes on one entry, and the values whose making may leave one."""

    def __init__(self, notes: Notes, reference: str) -> None:
        self._notes = notes
        self.reference = reference

    def drop(self, reason: str) -> None:
        """Note that the entry does not become a listing, and why."""
        self._notes.drop(self.reference, reason)

    def issue(self, finding: str, about: str) -> None:
        """Note a doubt about the entry, which is kept; `Notes.issue` says how."""
        self._notes.issue(self.reference, finding, about)

    def country(self, text: str | None) -> str | None:
        """The ISO code of a country as printed; None where it prints none.

        A spelling that is not known becomes an issue, and None.
        """
        printed = " ".join((text or "").split())
        if printed.casefold() in UNKNOWN_COUNTRIES:
            return None
        codes = candidate_codes(printed)
        if len(codes) == 1:
            return codes[0]
        self.issue("country of several" if codes else "unknown country", printed)
        return None

    def countries(self, texts: Iterable[str | None]) -> tuple[str, ...]:
        """The codes of several countries, each once."""
        codes = (self.country(text) for text in texts)
        return tuple(dict.fromkeys(code for code in codes if code is not None))

    def nationalities(
        self, label: str, texts: Iterable[str | None]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The codes of several countries, and those not understood as remarks with a label."""
        printed = dict.fromkeys(" ".join((text or "").split()) for text in texts)
        codes = {text: self.country(text) for text in printed}
        odd = [
            f"{label}: {text}"
            for text, code in codes.items()
            if code is None and text.casefold() not in UNKNOWN_COUNTRIES
        ]
        return tuple(dict.fromkeys(code for code in codes.values() if code)), tuple(odd)

    def issuer(self, text: str | None) -> tuple[str | None, tuple[str, ...]]:
        """The code of the country that issued a document; as a note where it is not known."""
        codes, odd = self.nationalities("issuing country", [text])
        return next(iter(codes), None), odd

    def identifier(
        self, kind: str, value: str, *, country: str | None = None, note: str | None = None
    ) -> Identifier:
        """An identifier as printed; one that cannot be right becomes an issue.

        Args:
            kind: a key of `screening.identifiers.KINDS`.
            value: as printed.
            country: ISO code of the issuer.
            note: what the list says of it: the currency of a wallet, the days of
                issue and expiry, that it is known to be false.
        """
        made = make_identifier(kind, value, country=country, note=note)
        if made.valid is False or not made.canonical:
            self.issue("malformed identifier", f"{made.kind} {value}")
        return made

    def unknown_elements(self, found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Remarks with what a reader has no place for, each with an issue.

        Args:
            found: name and text of each element, as `xml_layout.Layout` finds them.
        """
        remarks = dict.fromkeys(f"{name}: {text}" for name, text in found)
        for remark in remarks:
            short = remark[:LONGEST_ABOUT]
            self.issue("unknown element", remark if short == remark else f"{short}…")
        return tuple(remarks)

    def unknown_columns(self, found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Remarks with what stands in columns unknown to a reader, a warning on each column.

        Args:
            found: title and text of each cell, as `delimited.unknown_cells` finds them.
        """
        remarks = []
        for title, text in found:
            column = title or "without a title"
            self._notes.warn(f"unknown column {column}: its content is kept as a remark")
            remarks.append(f"{title}: {text}" if title else text)
        return tuple(dict.fromkeys(remarks))


@dataclass(frozen=True, slots=True)
class Part:
    """What a file is to a reader: of which source, and which part of its set.

    Args:
        source: code of the source.
        name: which file of a set it is; empty where one file is the whole list.
        also: codes of other sources that a file of this content may be of, for
            whoever says so.
    """

    source: str
    name: str = ""
    also: tuple[str, ...] = ()


Files = Mapping[str, ListFile]
"""The files of one state of a list, by the name of their part."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How one layout is recognised and read.

    Args:
        format: name of the layout: `un-xml`.
        part: what a file is to this reader, None where it is nothing; told from
            its first bytes, at the most from its name besides.
        listings: yields a listing for each entry kept, each once, as a stream.
            Says `entry` for each entry met; raises `UnexpectedLayout` where the
            files are not shaped as described.
        about: what is known of the source, where the files themselves say it;
            None where `meta/` does.
        ends_itself: whether the end of a text is told from the text: an XML that is
            cut is torn, a table of lines is only shorter.
    """

    format: str
    part: Callable[[ListFile], Part | None]
    listings: Callable[[Files, Notes, Metadata], Iterator[Listing]]
    about: Callable[[Files], Metadata] | None = None
    ends_itself: bool = True
