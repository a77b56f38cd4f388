"""What OFAC says of an entry behind labels: in Remarks, and in idList of SDN.XML.

Remarks are items with `; ` between them: `DOB 10 Dec 1948; POB Storvik, Sweden;
alt. Passport 123 (Sweden) expires 04 May 2016; a.k.a. 'TOSHA'.` What no label of
ours begins is free text, which stays a remark.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.domain.targets import Gender, Identifier, ListedName, NameKind
from screening.sources.base import EntryNotes
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.us_ofac_words import (
    country_of,
    folded,
    gender,
    identifier_of,
    is_country,
    issued_and_expires,
    kind_of,
    label_in,
    remark_of,
    words,
)

AGAIN = re.compile(r"alt\.\s+", re.IGNORECASE)
QUOTED_NAME = re.compile(r"(?P<label>[afnd]\.[kb]\.a\.)\s+'(?P<name>.+)'", re.IGNORECASE)
BEGUN_NAME = re.compile(r"(alt\.\s+)?[afnd]\.[kb]\.a\.\s+'", re.IGNORECASE)
CURRENCY = re.compile(r"(?P<currency>[A-Z]\w{1,9})\s+(?P<address>\S+)")
DOCUMENT = re.compile(
    r"(?P<value>.*?)"
    r"(?:\s+\((?P<country>[^()\d]+)\))?"
    r"(?:,? issued (?P<issued>[^,()]+?))?"
    r"(?:,? expire[sd] (?P<expires>[^,()]+))?"
)
NO_NUMBER = re.compile(r"(issued|expires|expired|place|of|and)\b")
ABBREVIATED = re.compile(r"(\.\s?[A-Z]|\b(CO|CORP|INC|LTD|LTDA))\.$")
WITHOUT_DIGITS = frozenset({"bic", "email", "wallet", "call-sign", "aircraft-registration"})


@dataclass(slots=True)
class Told:
    """What is said of one entry, gathered item by item.

    Args:
        entry: whose it is; takes the issues.
    """

    entry: EntryNotes
    names: list[ListedName] = field(default_factory=list)
    birth_dates: list[str] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    citizenships: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: Gender | None = None
    positions: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def take(
        self, label: str, value: str, country: str | None = None, note: str | None = None
    ) -> bool:
        """Put a labelled value where it belongs.

        Args:
            label: as OFAC prints it: `DOB`, `Tax ID No.`, `Website`.
            value: as printed.
            country: of the issuer of a number, as printed.
            note: what is said of a number besides.

        Returns:
            False where the label is of no kind that we know; nothing is taken then.
        """
        where = words("fields").get(folded(label))
        if where is not None:
            if not self._take_field(where, value):
                self.remarks.append(f"{label} {value}")
            return True
        identifier = identifier_of(label, value, country, note, self.entry)
        if identifier is not None:
            self.identifiers.append(identifier)
            return True
        remark = remark_of(label, value)
        if remark is not None:
            self.remarks.append(remark)
        return remark is not None

    def _take_field(self, where: str, value: str) -> bool:
        """Whether a value was understood as what its field holds."""
        countries = {
            "nationality": self.nationalities,
            "citizenship": self.citizenships,
            "country": self.countries,
        }
        if where == "birth_date":
            return self._take_birth_date(value)
        if where in countries:
            code = country_of(value, self.entry)
            countries[where] += [code] if code else []
            return code is not None
        if where == "gender":
            said = gender(value, self.entry)
            self.gender = self.gender or said
            return said is not None and said is self.gender
        texts = {"birth_place": self.birth_places, "position": self.positions}
        texts.get(where, self.linked_to).append(
            f"owner: {value}" if where == "owner" else value
        )
        return True

    def _take_birth_date(self, value: str) -> bool:
        read = read_dates(value)
        if read.rest is not None or not read.dates:
            self.entry.issue("birth date not understood", value)
            return False
        self.birth_dates += read.dates
        return True


def read_remarks(text: str, told: Told, *, cut: bool = False) -> None:
    """Take every item of a text of remarks.

    Args:
        text: as printed; where it was cut, with the rest joined to it.
        told: what the items are put into.
        cut: whether the rest of the text is missing. The last item is then kept as
            a remark alone: a number that lacks its end is another number.
    """
    found = list(items(text))
    whole = found[:-1] if cut else found
    for item in whole:
        if not _take_item(AGAIN.sub("", item, count=1) if AGAIN.match(item) else item, told):
            told.remarks.append(item)
    if cut and found:
        told.entry.issue("remarks are cut short", found[-1])
        told.remarks.append(f"{found[-1]} (cut short by the issuer)")


def items(text: str) -> Iterator[str]:
    """The items of a text of remarks, each as printed.

    A semicolon within quotes or brackets ends none.
    """
    parts = [part for each in _split(text) if (part := each.strip())]
    place = 0
    while place < len(parts):
        end = place + 1
        if _is_open(parts[place]):
            closed = (n for n in range(end + 1, len(parts) + 1) if _closes(parts[place:n]))
            end = next(closed, end)
        yield "; ".join(parts[place:end])
        place = end


def _split(text: str) -> list[str]:
    """The parts between `; `, without the full stop that ends the whole text.

    OFAC prints one stop where a text ends in an abbreviation; then it is kept.
    """
    printed = " ".join(text.split())
    if ABBREVIATED.search(printed) is None:
        printed = printed.removesuffix(".")
    return printed.split("; ")


def _is_open(item: str) -> bool:
    if BEGUN_NAME.match(item):
        return QUOTED_NAME.fullmatch(AGAIN.sub("", item, count=1)) is None
    return item.count("(") > item.count(")")


def _closes(parts: list[str]) -> bool:
    return not _is_open("; ".join(parts))


def _take_item(item: str, told: Told) -> bool:
    name = QUOTED_NAME.fullmatch(item)
    if name is not None:
        # in quotes are the weak ones, of today and of before; the others are in ALT
        told.names.append(ListedName(name["name"], NameKind.WEAK_ALIAS))
        return True
    if item.startswith("(Linked To:") and item.endswith(")"):  # in SDN.XML
        item = item[1:-1]
    for table in ("fields", "identifiers", "remarks"):
        found = label_in(table, item)
        if found is None or not found[1]:
            continue
        label, value = found
        if table != "identifiers":
            return told.take(label, value)
        if _take_number(label, value, told):
            return True
    return False


def _take_number(label: str, value: str, told: Told) -> bool:
    if kind_of(label) == "wallet":
        wallet = CURRENCY.fullmatch(value)
        return wallet is not None and told.take(
            f"{label} {wallet['currency']}", wallet["address"]
        )
    document = DOCUMENT.fullmatch(value)
    if document is None or NO_NUMBER.match(value):
        return False
    number, country = document["value"], document["country"]
    if not any(map(str.isdigit, number)) and kind_of(label) not in WITHOUT_DIGITS:
        return False
    note = issued_and_expires(_day(document["issued"]), _day(document["expires"]))
    if country is not None and not is_country(country):
        note = "; ".join(filter(None, (country, note)))
        country = None
    return told.take(label, number, country, note)


def _day(text: str | None) -> str | None:
    """A day as ISO, or as printed where it is not understood."""
    return (read_day(text) or text) if text else None
