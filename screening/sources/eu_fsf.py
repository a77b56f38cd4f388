"""What both layouts of the EU's consolidated financial sanctions list share.

The file says `Date of UN designation` for designations of the EU alone as well; it
is the day of the listing by whoever listed first. Where it gives none, the earliest
act that an entry still cites dates the listing only where it is a regulation of its own:
by its entry into force, which designations fall on and publications do not, else by its
publication. An act that amends or repeals may have replaced the first texts of an older
entry, so its day is a remark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, TargetType
from screening.sources.base import EntryNotes, Notes
from screening.sources.eu_fsf_details import Detail, addresses, births, emails, identifications
from screening.sources.eu_fsf_names import gender, name_remarks, names, positions
from screening.sources.eu_packages import package_of_acts
from screening.sources.labelled_numbers import named_besides
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day

SOURCE = "eu-fsf"
BASIC = "regulation"
DETAILS = ("nameAlias", "citizenship", "birthdate", "address", "identification")
DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s+[A-Za-z]+\.?\s+\d{4}"
LISTED = re.compile(
    r"\bdate of (?:un )?(?:designation|listing)(?: referred to in article[^:]{1,30})?"
    rf"\W{{0,3}}(?P<day>{DAY})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Act:
    """A regulation that an entry, or a part of it, rests on.

    Args:
        title: its number, and where it was published: `2024/3183 (OJ L)`.
        published_on: day (ISO); empty where the file does not say.
        in_force_on: day (ISO); empty where the file does not say.
        programme: the regime; empty where the file does not say.
        kind: `regulation`, `amendment` or `repealing`; empty where the file does not say.
    """

    title: str
    published_on: str = ""
    in_force_on: str = ""
    programme: str = ""
    kind: str = ""

    @property
    def day(self) -> str:
        """When it took effect, as far as the file says."""
        return self.in_force_on or self.published_on


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of the list, in the words of the XML layout.

    Args:
        values: attributes of the entry, and `code`, the kind of subject.
        remarks: on the entry as a whole.
        acts: of the entry and of its parts.
        details: the parts by the name of their element.
        elements: name and text of what the reader does not know.
        columns: the same of the columns of a table.
    """

    values: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    details: Mapping[str, tuple[Detail, ...]] = field(default_factory=dict)
    elements: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def reference(self) -> str:
        """The number of the EU, or the older internal one."""
        return self.values.get("euReferenceNumber") or self.values.get("logicalId") or ""

    def of(self, name: str) -> tuple[Detail, ...]:
        """The parts of a name."""
        return self.details.get(name, ())


def merged(entities: Iterable[Entity]) -> Iterator[Entity]:
    """The entries, neighbours of one reference as one.

    Whoever is listed under two regimes is printed once for each, one after the
    other under one reference.
    """
    before: Entity | None = None
    for entity in entities:
        if before is not None and before.reference == entity.reference != "":
            before = _merge(before, entity)
            continue
        if before is not None:
            yield before
        before = entity
    if before is not None:
        yield before


def _merge(one: Entity, other: Entity) -> Entity:
    values = dict(other.values) | {key: value for key, value in one.values.items() if value}
    days = {one.values.get("designationDate", ""), other.values.get("designationDate", "")}
    values["designationDate"] = min(days - {""}, default="")
    return replace(
        one,
        values=values,
        remarks=(*one.remarks, *other.remarks),
        acts=(*one.acts, *other.acts),
        details={name: (*one.of(name), *other.of(name)) for name in DETAILS},
        elements=(*one.elements, *other.elements),
        columns=(*one.columns, *other.columns),
    )


def listings(entities: Iterable[Entity], notes: Notes, about: Metadata) -> Iterator[Listing]:
    """A listing for each entry that prints a name."""
    seen: set[str] = set()
    for entity in merged(entities):
        reference = entity.reference
        if reference in seen:
            # not a neighbour: kept by itself rather than lost
            programmes = sorted({act.programme for act in entity.acts} - {""})
            reference = ":".join((reference, *programmes))
        seen.add(reference)
        entry = notes.entry(reference)
        if not entity.reference:
            entry.drop("prints no reference")
        elif not any(detail.name for detail in entity.of("nameAlias")):
            entry.drop("prints no name")
        else:
            yield _listing(entity, entry, notes, about)


def _listing(entity: Entity, entry: EntryNotes, notes: Notes, about: Metadata) -> Listing:
    aliases, birthdates = entity.of("nameAlias"), entity.of("birthdate")
    acts = sorted(entity.acts, key=lambda act: act.day or "9999")
    programmes = tuple(dict.fromkeys(act.programme for act in entity.acts if act.programme))
    told_on, first = _told_on(entity, entry), _first_act(entity, acts)
    is_basic = first is not None and first.kind == BASIC
    act_day = first.day if first is not None else None
    listed_on = told_on or (act_day if is_basic else None)
    citizenships = entity.of("citizenship")
    dates, places, birth_remarks = births(birthdates, entry)
    lines, address_remarks = addresses(entity.of("address"), entry, about)
    numbers, odd_documents = identifications(entity.of("identification"), entry, about)
    target = _type(entity, numbers, entry, about)
    is_person = target is TargetType.PERSON
    delisted_on = entity.values.get("delistingDate") or None
    said = dict.fromkeys(
        (
            *entity.remarks,
            *_labelled(entity, "unitedNationId", "UN ID"),
            *_labelled(entity, "designationDetails", "Designation details"),
            *name_remarks(aliases, with_functions=not is_person),
            *birth_remarks,
            *(f"Citizenship: {text}" for each in citizenships for text in each.remarks),
            *(
                f"Citizenship: {each.place}"
                for each in citizenships
                if each.values.get("region")
            ),
            *address_remarks,
        )
    )
    numbers += emails(entity.of("address"), entry)
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=target,
        names=names(aliases),
        programmes=programmes,
        package=_package(acts, programmes, told_on or act_day, about),
        legal_basis=tuple(dict.fromkeys(act.title for act in acts if act.title)),
        listed_on=listed_on,
        delisted=delisted_on is not None and delisted_on <= (notes.published_on or ""),
        delisted_on=delisted_on,
        birth_dates=dates,
        birth_places=places,
        citizenships=entry.countries(
            each.values.get("countryIso2Code") for each in citizenships
        ),
        countries=entry.countries(
            each.values.get("countryIso2Code") for each in entity.of("address")
        ),
        gender=gender(aliases, entry),
        positions=positions(aliases) if is_person else (),
        addresses=lines,
        identifiers=(
            *numbers,
            *named_besides((*said, *lines), entry, target, numbers),
        ),
        remarks=tuple(
            dict.fromkeys(
                (
                    *said,
                    *((_cited(first),) if first is not None and not is_basic else ()),
                    *odd_documents,
                    *entry.unknown_elements(entity.elements),
                    *entry.unknown_columns(entity.columns),
                )
            )
        ),
    )


def _labelled(entity: Entity, key: str, label: str) -> tuple[str, ...]:
    value = entity.values.get(key)
    return (f"{label}: {value}",) if value else ()


def _type(
    entity: Entity, numbers: Iterable[Identifier], entry: EntryNotes, about: Metadata
) -> TargetType:
    code = entity.values.get("code", "")
    word = about.words["subjects"].get(code.casefold())
    if word is None:
        entry.issue("unknown kind of subject", code)
        return TargetType.UNKNOWN
    # ships are entered as enterprises; their IMO number tells them from their owners
    kinds = {number.kind for number in numbers if number.kind.startswith("imo")}
    if word == TargetType.ORGANIZATION and kinds == {"imo"}:
        return TargetType.VESSEL
    return TargetType(word)


def _told_on(entity: Entity, entry: EntryNotes) -> str | None:
    """The day of designation, else the day that a remark tells."""
    told = entity.values.get("designationDate", "")
    if told:
        day = read_day(told)
        if day is None:
            entry.issue("date not understood", told)
        return day
    texts = (entity.values.get("designationDetails", ""), *entity.remarks)
    return next(filter(None, map(_day_in, texts)), None)


def _day_in(text: str) -> str | None:
    match = LISTED.search(text)
    return None if match is None else read_day(match["day"])


def _first_act(entity: Entity, acts: list[Act]) -> Act | None:
    """The earliest act cited, where no other day of the listing is told."""
    told = (entity.values.get("designationDetails", ""), *entity.remarks)
    if entity.values.get("designationDate") or any(map(_day_in, told)):
        return None
    return next((act for act in acts if act.day), None)


def _cited(act: Act) -> str:
    since = "in force since" if act.in_force_on else "published on"
    return f"Earliest act cited: {act.title or act.programme}, {since} {act.day}"


def _package(
    acts: list[Act], programmes: tuple[str, ...], listed_on: str | None, about: Metadata
) -> str | None:
    """The package of the first act: later ones amended the entry.

    Where that act names none, the regime and the day may.
    """
    first = [act.title for act in acts if act.day and act.day == acts[0].day]
    by_rule = (about.package_of(programme, listed_on) for programme in programmes)
    return package_of_acts(first, listed_on) or next(filter(None, by_rule), None)
