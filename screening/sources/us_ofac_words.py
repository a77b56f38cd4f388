"""What OFAC's labels mean, in all its layouts and in both its lists.

The labels are data: `[words.*]` of `meta/us-ofac-sdn.toml`. Two prints of a label
are the same where their letters and digits are.
"""

import re
from collections.abc import Mapping
from functools import cache

from screening.countries import country_code
from screening.domain.targets import Gender, Identifier, NameKind, TargetType
from screening.errors import QueryError
from screening.identifiers import identifier_kind, make_identifier
from screening.sources.base import UNKNOWN_COUNTRIES, EntryNotes
from screening.sources.metadata import metadata

WORDS_OF = "us-ofac-sdn"
LONGEST_LABEL = 14  # words
MARKS = re.compile(r"[\W_]+")
WALLET = re.compile(r"Digital Currency Address\b\W*(?P<currency>\w*)", re.IGNORECASE)
IMO = re.compile(r"IMO\W*(?P<number>\d+)|(?P<plain>\d{7})", re.IGNORECASE)
# "CNIC: 35202", "ISIN: RU000": which number it is, said again in the number itself
SAID_AGAIN = re.compile(r"(?P<label>[^\d:]{2,40}?):\s+(?P<number>\S.*)")
# "D0004, Diplomatic", "HRB 12 (Mainz)": what is no part of the number, as in "454,419,759"
SAID_BEHIND = re.compile(
    r"(?P<number>[^,]*?\d[^,]*?)(?:,\s+|\s+and\s+|\s+\((?=[^()\d]{3,}\)$))(?P<note>.*?)\)?"
)
SHORT_LEI = 15  # characters; an LEI has 20
REGION = re.compile(r"Region:\s*", re.IGNORECASE)


def folded(label: str) -> str:
    """What two prints of a label share: its letters and digits."""
    return MARKS.sub("", label.casefold())


@cache
def words(table: str) -> Mapping[str, str]:
    """A table of OFAC's words, by their folded labels."""
    return {folded(label): word for label, word in metadata(WORDS_OF).words[table].items()}


def label_in(table: str, text: str) -> tuple[str, str] | None:
    """The longest label of a table that a text begins with, and what stands behind it.

    Args:
        table: `identifiers`, `remarks` or `fields`.
        text: as printed: `Tax ID No. 1234 (Serbia)`.
    """
    known = words(table)
    printed, sofar, found = text.split(), "", 0
    for place, word in enumerate(printed[:LONGEST_LABEL], start=1):
        sofar += folded(word)
        # a mark by itself, as in "RUC # 12", is of the label before it
        if sofar in known and (found == 0 or folded(word) or place == found + 1):
            found = place
    return (" ".join(printed[:found]), " ".join(printed[found:])) if found else None


def target_type(text: str, entry: EntryNotes) -> TargetType:
    """What kind of thing is listed; a word that is not known becomes an issue."""
    word = words("types").get(folded(text))
    if word is None:
        entry.issue("unknown type", text)
    return TargetType(word or "unknown")


def name_kind(text: str, entry: EntryNotes, *, weak: bool = False) -> NameKind:
    """How a name that is not the primary one is tied; a word not known becomes an issue."""
    word = words("aliases").get(folded(text))
    if word is None:
        entry.issue("unknown kind of alias", text)
    return NameKind.WEAK_ALIAS if weak else NameKind(word or "alias")


def gender(text: str, entry: EntryNotes) -> Gender | None:
    """The gender; a word that is not known becomes an issue."""
    word = words("gender").get(folded(text))
    if word is None:
        entry.issue("unknown gender", text)
    return Gender(word) if word else None


def country_of(text: str | None, entry: EntryNotes) -> str | None:
    """The ISO code of a country or region; None where none is told or it is in none.

    A spelling that is not known becomes an issue.
    """
    printed = REGION.sub("", " ".join((text or "").split()))
    word = words("countries").get(folded(printed))
    return entry.country(printed) if word is None else word or None


def is_country(text: str) -> bool:
    """Whether a text is a country or region as OFAC prints them."""
    printed = REGION.sub("", " ".join(text.split()))
    if folded(printed) in words("countries"):
        return True
    try:
        return len(printed) > 2 and bool(country_code(printed))
    except QueryError:
        return False


def kind_of(label: str) -> str | None:
    """The kind of identifier that a label is of, None where it is of none we know."""
    text = "Digital Currency Address" if WALLET.match(label) else label
    return words("identifiers").get(folded(text))


def identifier_of(
    label: str, value: str, country: str | None, note: str | None, entry: EntryNotes
) -> Identifier | None:
    """The identifier that stands behind a label.

    Args:
        label: as OFAC prints it: `Tax ID No.`, `Digital Currency Address - XBT`.
        value: as printed.
        country: of the issuer, as printed.
        note: what is said of it besides, such as `issued_and_expires` makes.
        entry: where it is found.

    Returns:
        None where the label is of no identifier that we know.
    """
    kind = kind_of(label)
    if kind is None:
        return None
    wallet = WALLET.match(label)
    told = [f"currency {wallet['currency']}" if wallet else _label_note(label, kind)]
    again = None if wallet else SAID_AGAIN.fullmatch(value)
    if again is not None:
        told.append(again["label"])
        value, kind = again["number"], kind_of(again["label"]) or kind
    behind = SAID_BEHIND.fullmatch(value)
    if behind is not None:
        told.append(behind["note"])
        value = behind["number"]
    kind, value = _told_by_number(kind, value)
    code = country_of(country, entry)
    if country and code is None and country.casefold() not in UNKNOWN_COUNTRIES:
        told.append(country)
    said = "; ".join(filter(None, (*told, note)))
    return entry.identifier(kind, value, country=code, note=said or None)


def remark_of(label: str, value: str) -> str | None:
    """The remark that stands behind a label, None where the label is of none we know.

    Args:
        label: as OFAC prints it: `Website`, `Secondary sanctions risk:`.
        value: as printed.
    """
    found = label_in("remarks", label)
    if found is None:
        return None
    word = words("remarks")[folded(found[0])]
    return f"{word}: {value}" if word else f"{label} {value}".strip()


def issued_and_expires(issued: str | None, expires: str | None) -> str | None:
    """The note on when a document was issued and when it expires; days are ISO."""
    told = [f"issued {issued}"] if issued else []
    told += [f"expires {expires}"] if expires else []
    return "; ".join(told) or None


def _told_by_number(kind: str, value: str) -> tuple[str, str]:
    """The kind where the number tells it better than its label, and the number alone.

    IMO numbers of firms stand behind labels of vessels and the other way round: the
    check digit tells. A vessel's number that IMO did not give is of another register,
    and a "Legal Entity Number" may be a national one, half as long as an LEI.
    """
    if kind == "lei" and len(folded(value)) < SHORT_LEI:
        return "number", value
    imo = IMO.fullmatch(value.strip())
    if imo is None or (imo["plain"] and kind != "imo"):
        return ("number" if kind == "imo" and imo is None else kind), value
    number = imo["number"] or imo["plain"]
    ship, firm = (make_identifier(each, number).valid for each in ("imo", "imo-company"))
    if ship is firm:
        return ("imo" if kind == "imo" else "imo-company"), number
    return ("imo" if ship else "imo-company"), number


@cache
def _label_note(label: str, kind: str) -> str | None:
    """The label, where the kind of identifier says less than it does."""
    printed = label.rstrip(" :-")
    try:
        return None if identifier_kind(printed) == kind else printed
    except QueryError:
        return printed
