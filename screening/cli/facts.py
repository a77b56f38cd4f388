"""What a person reads of a listing, as labels and words."""

from collections.abc import Callable, Iterable, Iterator

from screening.countries import country_name
from screening.domain.answers import LinkedListing
from screening.domain.listings import Listing
from screening.domain.targets import Identifier, TargetType
from screening.explain import day_words

NOT_GIVEN = "not given"
CHECK_DIGIT = {True: "check digit fits", False: "not valid as printed", None: ""}


def _named(codes: tuple[str, ...]) -> str:
    return ", ".join(country_name(code) for code in codes)


def listed_words(listing: Listing) -> str:
    """The day of listing, and that of its effect where it is another."""
    day = listing.listed_on or NOT_GIVEN
    later = listing.effective_on and listing.effective_on != listing.listed_on
    return f"{day}, in force {listing.effective_on}" if later else day


def identifier_words(one: Identifier) -> str:
    """A number as printed, its issuer, and whether its check digit fits."""
    said = [f"{one.kind} {one.value}", one.country or "", CHECK_DIGIT[one.valid]]
    return ", ".join(word for word in said if word)


# What a hit shows, and what `screen show` adds to it.
ALWAYS: dict[str, Callable[[Listing], str]] = {
    "programme": lambda listing: "; ".join(listing.programmes),
    "measures": lambda listing: "; ".join(listing.measures),
    "listed": listed_words,
    "born": lambda listing: "; ".join(listing.birth_dates),
    "reference": lambda listing: listing.reference,
}
WHERE_GIVEN: dict[str, Callable[[Listing], str]] = {
    "nationality": lambda listing: _named(listing.nationalities),
    "citizenship": lambda listing: _named(listing.citizenships),
    "country": lambda listing: _named(listing.countries),
    "numbers": lambda listing: "; ".join(map(identifier_words, listing.identifiers)),
}
FURTHER: dict[str, Callable[[Listing], str]] = {
    "gender": lambda listing: listing.gender or "",
    "birth places": lambda listing: "; ".join(listing.birth_places),
    "positions": lambda listing: "; ".join(listing.positions),
    "addresses": lambda listing: "; ".join(listing.addresses),
    "linked to": lambda listing: "; ".join(listing.linked_to),
    "legal basis": lambda listing: "; ".join(listing.legal_basis),
    "remarks": lambda listing: "; ".join(listing.remarks),
}


MAY_BE_PERSON = frozenset({TargetType.PERSON, TargetType.UNKNOWN})
PERSONS_ONLY = frozenset({"born"})


def hit_facts(listing: Listing) -> Iterator[tuple[str, str]]:
    """The facts of a hit: label and words, some only where the source gives them."""
    for label, words in ALWAYS.items():
        said = words(listing)
        if said or label not in PERSONS_ONLY or listing.type in MAY_BE_PERSON:
            yield label, said or NOT_GIVEN
    for label, words in WHERE_GIVEN.items():
        if said := words(listing):
            yield label, said


def further_facts(listing: Listing) -> Iterator[tuple[str, str]]:
    """What `screen show` tells beyond a hit, where the source gives it."""
    for label, words in FURTHER.items():
        if said := words(listing):
            yield label, said


def ended(listing: Listing) -> str:
    """`DELISTED` with its day or days, empty where the listing still holds."""
    if not listing.delisted:
        return ""
    if listing.delisted_on is None:
        return "DELISTED, day not told"
    return f"DELISTED {day_words(listing.delisted_on)}"


def linked_words(linked: Iterable[LinkedListing]) -> str:
    """Listings of one target on other lists: `gb-fcdo RUS2452 (passport 12345), ...`."""
    return ", ".join(
        f"{each.source} {each.reference}"
        + (f" ({min(each.evidence, key=len)})" if each.evidence else "")
        for each in linked
    )
