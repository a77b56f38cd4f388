"""Who lists, in which file and in which round: authorities, sources, packages."""

from screening.records import record


@record
class Authority:
    """A body that lists.

    Args:
        code: `eu`, `us-ofac`, `kr-mofa` ...
        title: its name in English.
        jurisdiction: ISO 3166 code, or `EU` or `UN`.
        short: what people call it; also understood as a filter.
    """

    code: str
    title: str
    jurisdiction: str
    short: tuple[str, ...] = ()


@record
class Source:
    """One published file of an authority, or one of the built-in packages.

    Args:
        code: `eu-fsf`, `un-sc`, `builtin-eu-15` ...
        authority: code of the authority that it speaks for.
        title: what it is, in one line.
        format: name of the layout that it is read with.
        address: where the issuer publishes it, if anywhere.
        licence: terms of use as far as known.
        builtin: whether it came with this program and is not a full list.
        copy: whether it repeats what authorities publish themselves, as
            somebody else's compilation.
    """

    code: str
    authority: str
    title: str
    format: str
    address: str | None = None
    licence: str | None = None
    builtin: bool = False
    copy: bool = False


@record
class Limits:
    """What a state of a list has to keep to, to become active by itself.

    Args:
        least: listings that a whole list has at least.
        most: listings that it has at most.
        shrink: share (0 to 1) of the active listings that may be gone at most.
        change: share (0 to 1) of the active listings that may read otherwise.
        dropped: share (0 to 1) of the entries that may not become listings.
    """

    least: int
    most: int
    shrink: float
    change: float
    dropped: float = 0.05


@record
class AnnouncedCounts:
    """How many targets an authority said a package has; None where unknown.

    Args:
        persons: persons whose assets are frozen.
        entities: the same for organisations.
        vessels: ships banned from ports.
        export_controlled: organisations under stricter export rules only
            (for the EU, Annex IV to Regulation 833/2014).
        other: what was said beside that, in words.
    """

    persons: int | None = None
    entities: int | None = None
    vessels: int | None = None
    export_controlled: int | None = None
    other: str | None = None

    @property
    def total(self) -> int | None:
        """Sum of the counts that are known, or None when none is."""
        counts = (self.persons, self.entities, self.vessels, self.export_controlled)
        known = [count for count in counts if count is not None]
        return sum(known) if known else None

    @property
    def complete(self) -> bool:
        """Whether persons and entities, which every round has, are both known."""
        return self.persons is not None and self.entities is not None


@record
class Package:
    """A numbered or dated round of an authority.

    Dates are kept as announced: one package can take effect on two days.
    """

    code: str
    authority: str
    title: str
    number: int | None = None
    announced_on: str | None = None
    effective_on: str | None = None
    legal_acts: tuple[str, ...] = ()
    announced: AnnouncedCounts = AnnouncedCounts()
    known_from: str | None = None
    quality: str | None = None
    confidence: str | None = None
    notes: str | None = None


@record
class ListStatus:
    """What of one source is loaded, and as of when."""

    source: Source
    snapshot: str
    published_on: str | None
    retrieved_at: str
    sha256: str
    listings: int
    delisted: int
    names: int


@record
class PackageStatus:
    """A package and how many of its listings are loaded."""

    package: Package
    listings: int
    delisted: int
