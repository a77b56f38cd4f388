"""Data in FollowTheMoney form (one JSON object a line), such as OpenSanctions exports.

It is a compilation: a target may be on the lists of several authorities, or on none.
The reference is the id of its entity, which changes when the compiler merges two; the
ids it had before are a remark. The day of listing is the first one that a sanction of
the target prints. A sanction that has ended leaves the target listed, for as long as
the compiler keeps it among the targets.
"""

from collections.abc import Iterator, Sequence

from screening.domain.listings import Listing
from screening.domain.targets import Gender, ListedName, NameKind
from screening.sources.base import EntryNotes, Files, Notes, Reader
from screening.sources.base import Part as FilePart
from screening.sources.files import ListFile
from screening.sources.ftm_entities import (
    Entity,
    countries,
    first,
    label,
    looks_like,
    once,
    read_entities,
    target_type,
    texts,
    values,
)
from screening.sources.ftm_numbers import identifiers, papers_of
from screening.sources.ftm_parts import SANCTION, Gathered, Part, gather
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day

TIES = ("country", "jurisdiction", "mainCountry", "flag")
NAME_PARTS = ("firstName", "secondName", "middleName", "lastName")
POST = "post"
MEMBERSHIP = {"datasets": "Datasets", "referents": "Referents"}
# Read into fields of the listing; of the others each is a remark.
TAKEN = frozenset(
    (
        "name birthDate birthPlace nationality citizenship gender position title address "
        "addressEntity program programId currency"
    ).split()
).union(TIES, NAME_PARTS)
TAKEN_OF_SANCTION = frozenset("entity program programId provisions reason".split())


def part(file: ListFile) -> FilePart | None:
    """The whole compilation, where the file is one of this layout."""
    return FilePart("ftm") if looks_like(file.head) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets of a compilation, with everything folded in that belongs to them."""
    gathered = gather(files[""], notes, about)
    for entity in read_entities(files[""]):
        if entity["id"] in gathered.targets:
            entry = notes.entry(entity["id"])
            listing = _listing(entity, entry, gathered, about)
            if listing.names or listing.identifiers:
                yield listing
            else:
                entry.drop("prints no name and no identifier")


def _listing(entity: Entity, entry: EntryNotes, gathered: Gathered, about: Metadata) -> Listing:
    parts = gathered.parts(entity["id"])
    sanctions = [each for each in parts if each.schema == SANCTION]
    papers = [each for each in parts if each.schema != SANCTION]
    places = [
        gathered.named[each]
        for each in values(entity, "addressEntity")
        if each in gathered.named
    ]
    ties = (code for name in TIES for code in values(entity, name))
    located = (code for place in places for code in place.countries)
    births = [(text, read_dates(text)) for text in values(entity, "birthDate")]
    for text, read in births:
        if read.rest is not None:
            entry.issue("birth date not understood", text)
    posts, linked = _ties(entity, gathered)
    gender, said_of_gender = _gender(entity, entry, about)
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=target_type(entity["schema"], entry, about),
        names=_names(entity, about),
        programmes=once(
            (*_programmes(sanctions), *values(entity, "program"), *values(entity, "programId"))
        ),
        measures=once(text for each in sanctions for text in each.values("provisions")),
        listed_on=_listed_on(sanctions, entry),
        birth_dates=once(date for _, read in births for date in read.dates),
        birth_places=values(entity, "birthPlace"),
        nationalities=countries(values(entity, "nationality"), entry, about),
        citizenships=countries(values(entity, "citizenship"), entry, about),
        countries=countries(once((*ties, *located)), entry, about),
        gender=gender,
        positions=once((*values(entity, "position"), *values(entity, "title"), *posts)),
        addresses=once((*values(entity, "address"), *(place.caption for place in places))),
        identifiers=tuple(
            dict.fromkeys(
                (*identifiers(entity, entry, about), *papers_of(papers, entry, about))
            )
        ),
        linked_to=linked,
        remarks=once(
            (
                *(f"Born: {text}" for text, read in births if read.rest is not None),
                *said_of_gender,
                *_remarks(entity, about),
                *(line for each in sanctions for line in _sanction(each)),
                *(
                    f"{label}: {', '.join(held)}"
                    for key, label in MEMBERSHIP.items()
                    if (held := texts(entity.get(key)))
                ),
            )
        ),
    )


def _names(entity: Entity, about: Metadata) -> tuple[ListedName, ...]:
    """Each name once, as the firmest that it is; the caption first, where it is one."""
    printed = values(entity, "name")
    captions = [text for text in texts(entity.get("caption")) if text in printed]
    kinds = dict.fromkeys((*captions, *printed), NameKind.ALIAS)
    for name, kind in about.words["names"].items():
        for text in values(entity, name):
            kinds.setdefault(text, NameKind(kind))
    if not kinds:
        parts = filter(None, (first(entity, name) for name in NAME_PARTS))
        kinds = {text: NameKind.PRIMARY for text in [" ".join(parts)] if text}
    names = [ListedName(text, kind) for text, kind in kinds.items()]
    return (ListedName(names[0].text), *names[1:]) if names else ()


def _gender(
    entity: Entity, entry: EntryNotes, about: Metadata
) -> tuple[Gender | None, list[str]]:
    """The gender, and remarks where several or unknown ones are printed."""
    printed = values(entity, "gender")
    words = [about.words["genders"].get(text.casefold()) for text in printed]
    for text, word in zip(printed, words, strict=True):
        if word is None:
            entry.issue("unknown gender", text)
    if len(printed) == 1 and words[0] is not None:
        return Gender(words[0]), []
    return None, [f"Gender: {text}" for text in printed]


def _programmes(sanctions: Sequence[Part]) -> Iterator[str]:
    for each in sanctions:
        yield from each.values("programId") or each.values("program")


def _listed_on(sanctions: Sequence[Part], entry: EntryNotes) -> str | None:
    days = []
    for each in sanctions:
        for text in each.values("listingDate") or each.values("startDate"):
            day = read_day(text[:10])
            days += [day] if day else []
            if day is None:
                entry.issue("date not understood", text)
    return min(days, default=None)


def _sanction(sanction: Part) -> Iterator[str]:
    """A sanction in one line, its authority first."""
    rest = [name for name in sanction.properties if name not in TAKEN_OF_SANCTION]
    rest.sort(key=lambda name: name != "authority")
    # which programme each authority means, where their ids became the programmes
    if sanction.values("programId") and sanction.values("program"):
        rest.append("program")
    yield "; ".join(sanction.said(name) for name in rest if sanction.values(name))
    yield from (f"Reason: {text}" for text in sanction.values("reason"))


def _ties(entity: Entity, gathered: Gathered) -> tuple[list[str], tuple[str, ...]]:
    """The posts that a target holds, and who or what else it is tied to."""
    posts, linked = [], []
    for tie in gathered.ties.get(entity["id"], []):
        other = gathered.named.get(tie.other)
        caption = tie.other if other is None else other.caption
        if tie.label == POST:
            posts.append(caption)
        else:
            role = f" ({tie.role})" if tie.role else ""
            linked.append(f"{tie.label}{role}: {caption}")
    return posts, once(linked)


def _remarks(entity: Entity, about: Metadata) -> Iterator[str]:
    """Each property that has no field of its own, and codes that are no country's."""
    taken = TAKEN.union(about.words["names"], about.words["identifiers"])
    for name in entity["properties"]:
        if name not in taken:
            yield from (f"{label(name)}: {text}" for text in values(entity, name))
    for name in (*TIES, "nationality", "citizenship"):
        for code in values(entity, name):
            if about.words["countries"].get(code.casefold()) == "":
                yield f"{label(name)}: {code}"
    known = {word for name in _names(entity, about) for word in name.text.split()}
    for name in NAME_PARTS:  # most are parts of a name that is printed whole as well
        for text in values(entity, name):
            if not known.issuperset(text.split()):
                yield f"{label(name)}: {text}"


READER = Reader("ftm", part, listings, ends_itself=False)
