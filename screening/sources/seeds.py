"""The built-in packages: TOML tables that an analyst can read and a diff can show.

Format: `seeds/README.md`. A file is read whole or refused; nothing in it is
skipped, and a key that is not known stops the reading.
"""

import hashlib
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path

from screening.domain.listings import Listing
from screening.domain.lists import AnnouncedCounts, Authority, Package, Source
from screening.domain.targets import (
    Claim,
    Gender,
    Identifier,
    ListedName,
    NameKind,
    TargetType,
)
from screening.errors import UnexpectedLayout
from screening.identifiers import KINDS, make_identifier
from screening.sources.base import ReadList, Report
from screening.sources.toml_entry import Entry

FORMAT = 1
AUTHORITIES = "authorities.toml"
PACKAGES = "packages.toml"

QUALITIES = (
    "official text",
    "official data",
    "press",
    "inference",
    "third-party transcription",
)
CLAIM_FIELDS = ("name", "birth_date", "position", "package", "listed_on")


def list_files(folder: Path) -> list[Path]:
    """The list files of a seeds folder, sorted by name; not the two tables.

    Raises:
        UnexpectedLayout: the folder holds none.
    """
    paths = sorted(p for p in folder.glob("*.toml") if p.name not in (AUTHORITIES, PACKAGES))
    if not paths:
        raise UnexpectedLayout("no list file in it; name a seeds folder", source=str(folder))
    return paths


def read_authorities(path: Path) -> tuple[Authority, ...]:
    """The authorities of `authorities.toml`, in the order of the file.

    Raises:
        UnexpectedLayout: the file is not shaped as `seeds/README.md` says.
    """
    _, top = _opened(path, {"format", "authority"})
    return tuple(_authority(entry) for entry in top.entries("authority", "code"))


def read_packages(path: Path) -> tuple[Package, ...]:
    """The packages of `packages.toml`, in the order of the file.

    Raises:
        UnexpectedLayout: the file is not shaped as `seeds/README.md` says.
    """
    _, top = _opened(path, {"format", "package"})
    return tuple(_package(entry) for entry in top.entries("package", "code"))


def read_list(path: Path) -> ReadList:
    """One built-in list: its source, its listings, and doubts about identifiers.

    Each origin of a listing becomes a claim about the listing as a whole; the
    file's statements about single fields follow as claims of their own. The
    notes of a source and of an origin are for whoever reads the file.

    Raises:
        UnexpectedLayout: the file is not shaped as `seeds/README.md` says.
        UnknownCode: a type, kind, gender, quality or country has no meaning.
    """
    content, top = _opened(path, {"format", "source", "origin", "listing"})
    head = top.table("source")
    source = _source(head)
    origins = {key: _origin(entry) for key, entry in top.keyed("origin").items()}
    entries = top.entries("listing", "reference")
    listings = tuple(_listing(entry, source.authority, origins) for entry in entries)
    return ReadList(
        source=source,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        published_on=head.day("published_on"),
        listings=listings,
        report=Report(read=len(entries), kept=len(listings), issues=_issues(listings)),
    )


def _opened(path: Path, known: Collection[str]) -> tuple[bytes, Entry]:
    try:
        content = path.read_bytes()
        values = tomllib.loads(content.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"cannot be read as TOML: {error}; correct the file"
        raise UnexpectedLayout(message, source=path.name) from error
    top = Entry(path.name, None, values)
    if values.get("format") != FORMAT:
        raise top.wrong(f"format is {values.get('format')!r}; this program reads {FORMAT}")
    top.only(known)
    return content, top


def _authority(entry: Entry) -> Authority:
    entry.only({"code", "title", "jurisdiction", "short"})
    return Authority(
        code=entry.required("code"),
        title=entry.required("title"),
        jurisdiction=entry.required("jurisdiction"),
        short=entry.texts("short"),
    )


PACKAGE_TEXTS = ("effective_on", "known_from", "quality", "confidence", "notes")


def _package(entry: Entry) -> Package:
    entry.only(
        {"code", "authority", "title", "number", "announced_on", "legal_acts", "announced"}
        | set(PACKAGE_TEXTS)
    )
    counts = AnnouncedCounts()
    if "announced" in entry.values:
        counts = _counts(entry.table("announced"))
    return Package(
        code=entry.required("code"),
        authority=entry.required("authority"),
        title=entry.required("title"),
        number=entry.number("number"),
        announced_on=entry.when("announced_on"),
        legal_acts=entry.texts("legal_acts"),
        announced=counts,
        **{key: entry.text(key) for key in PACKAGE_TEXTS},
    )


def _counts(entry: Entry) -> AnnouncedCounts:
    entry.only({"persons", "entities", "vessels", "export_controlled", "other"})
    return AnnouncedCounts(
        persons=entry.number("persons"),
        entities=entry.number("entities"),
        vessels=entry.number("vessels"),
        export_controlled=entry.number("export_controlled"),
        other=entry.text("other"),
    )


def _source(entry: Entry) -> Source:
    entry.only({"code", "authority", "title", "published_on", "scope", "note"})
    entry.text("note")
    return Source(
        code=entry.required("code"),
        authority=entry.required("authority"),
        # the scope goes where the title goes: a built-in list is never the full list
        title=f"{entry.required('title')} ({entry.required('scope')})",
        format="seed",
        builtin=True,
    )


def _origin(entry: Entry) -> Claim:
    entry.only({"source", "quality", "retrieved_on", "note"})
    entry.text("note")
    return Claim(
        field="listing",
        value="",
        source=entry.required("source"),
        quality=entry.one_of("quality", entry.required("quality"), QUALITIES),
        retrieved_on=entry.day("retrieved_on"),
    )


LISTING_TEXTS = (
    "programmes",
    "measures",
    "legal_basis",
    "birth_places",
    "positions",
    "addresses",
    "linked_to",
    "remarks",
)
LISTING_KEYS = frozenset(LISTING_TEXTS) | {
    "reference",
    "authority",
    "type",
    "names",
    "package",
    "listed_on",
    "effective_on",
    "delisted",
    "delisted_on",
    "birth_dates",
    "nationalities",
    "countries",
    "gender",
    "identifiers",
    "origins",
    "claims",
}


def _listing(entry: Entry, authority: str, origins: dict[str, Claim]) -> Listing:
    entry.only(LISTING_KEYS)
    delisted, delisted_on = entry.flag("delisted"), entry.when("delisted_on")
    if delisted_on is not None and not delisted:
        raise entry.wrong("delisted_on without `delisted = true`; add it or drop the date")
    gender = entry.text("gender")
    return Listing(
        reference=entry.required("reference"),
        authority=entry.text("authority") or authority,
        type=entry.code("type", entry.required("type"), TargetType),
        names=_names(entry),
        package=entry.text("package"),
        listed_on=entry.when("listed_on"),
        effective_on=entry.when("effective_on"),
        delisted=delisted,
        delisted_on=delisted_on,
        birth_dates=entry.dates("birth_dates"),
        nationalities=entry.countries("nationalities"),
        countries=entry.countries("countries"),
        gender=None if gender is None else entry.code("gender", gender, Gender),
        identifiers=tuple(_identifier(item) for item in entry.tables("identifiers")),
        claims=_claims(entry, origins),
        **{key: entry.texts(key) for key in LISTING_TEXTS},
    )


def _names(entry: Entry) -> tuple[ListedName, ...]:
    names = tuple(_name(item) for item in entry.tables("names"))
    primary = [name.kind is NameKind.PRIMARY for name in names]
    if names and primary != [True] + [False] * (len(names) - 1):
        raise entry.wrong("names: the first must be the primary one, and it alone")
    return names


def _name(entry: Entry) -> ListedName:
    entry.only({"text", "kind", "printed_by"})
    return ListedName(
        text=entry.required("text"),
        kind=entry.code("kind of name", entry.required("kind"), NameKind),
        printed_by=entry.text("printed_by"),
    )


def _identifier(entry: Entry) -> Identifier:
    entry.only({"kind", "value"})
    kind = entry.one_of("kind of identifier", entry.required("kind"), KINDS)
    return make_identifier(kind, entry.required("value"))


def _claims(entry: Entry, origins: dict[str, Claim]) -> tuple[Claim, ...]:
    keys = entry.texts("origins")
    if not keys:
        raise entry.wrong("origins is missing; name at least one [origin] it was read in")
    whole = tuple(_declared(entry, key, origins) for key in keys)
    return whole + tuple(_claim(item, origins) for item in entry.tables("claims"))


def _claim(entry: Entry, origins: dict[str, Claim]) -> Claim:
    entry.only({"field", "value", "source", "origin", "quality", "note"})
    if ("source" in entry.values) == ("origin" in entry.values):
        raise entry.wrong("a claim needs either a source or an origin; give one of the two")
    origin = None
    if "origin" in entry.values:
        origin = _declared(entry, entry.required("origin"), origins)
    quality = entry.text("quality") or (origin.quality if origin else entry.required("quality"))
    return Claim(
        field=entry.one_of("field of a claim", entry.required("field"), CLAIM_FIELDS),
        value=entry.required("value"),
        source=origin.source if origin else entry.required("source"),
        quality=entry.one_of("quality", quality, QUALITIES),
        retrieved_on=origin.retrieved_on if origin else None,
        note=entry.text("note"),
    )


def _declared(entry: Entry, key: str, origins: dict[str, Claim]) -> Claim:
    if key not in origins:
        raise entry.wrong(f"origin {key!r} is not declared; add [origin.{key}] to the file")
    return origins[key]


def _issues(listings: Iterable[Listing]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (listing.reference, "malformed identifier", f"{item.kind} {item.value}")
        for listing in listings
        for item in listing.identifiers
        if item.valid is False
    )
