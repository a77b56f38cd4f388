"""What every list reader yields."""

from dataclasses import dataclass, field

from screening.domain.listings import Listing
from screening.domain.lists import Source


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file's entries: read = kept + dropped.

    Args:
        read: entries seen.
        kept: entries that became listings.
        dropped: reference and reason of each that did not.
        issues: reference and finding of each entry kept with a doubt, such as
            an identifier whose check digit does not fit.
    """

    read: int
    kept: int
    dropped: tuple[tuple[str, str], ...] = ()
    issues: tuple[tuple[str, str], ...] = ()


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
