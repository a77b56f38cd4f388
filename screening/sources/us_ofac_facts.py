"""What OFAC's XML says of an entry beside its names, put where a listing has it.

The labels of features and documents are those of the remarks: `us_ofac_words` knows
them. In the XML they come with what remarks cannot say: dates in figures, whether a
fact is known to be false, addresses in parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind
from screening.sources.base import UNKNOWN_COUNTRIES, EntryNotes
from screening.sources.us_ofac_remarks import Told
from screening.sources.us_ofac_words import country_of, folded, kind_of, words

FALSE = "known to be false"
NO_TYPE = "none told"  # in the delimited files no type is a type: of an organisation
PLACE = "Location"  # a feature that is an address
PARTS = "ADDRESS1|ADDRESS2|ADDRESS3|CITY|STATE/PROVINCE|REGION|POSTAL CODE".split("|")
RANKS = {label: rank for rank, label in enumerate(PARTS)}


@dataclass(slots=True)
class Facts(Told):
    """What is told of one entry, gathered fact by fact.

    Args:
        addresses: in one line each.
    """

    addresses: list[str] = field(default_factory=list)

    def add(
        self,
        label: str,
        value: str,
        *,
        dates: Sequence[str] = (),
        country: str | None = None,
        note: str | None = None,
        false: bool = False,
    ) -> None:
        """Take in a labelled fact; one whose label is not known becomes a remark.

        Args:
            label: as printed: `Birthdate`, `Tax ID No.`, `Secondary sanctions risk:`.
            value: as printed; of an empty one nothing is made, save of a document.
            dates: in EDTF, where the layout gives them beside the value.
            country: of the issuer of a document, as printed.
            note: what is said of it besides.
            false: whether it is known to be false; then it fills no field.
        """
        where, number = words("fields").get(folded(label)), kind_of(label) is not None
        told = "; ".join(filter(None, (note, FALSE if false else None)))
        if not value:
            if number:
                self.entry.issue("document without a number", label)
                self.remarks.append(f"{label}, no number told" + (f" ({told})" if told else ""))
            return
        if number:
            self.take(label, value, country, told or None)
            return
        told = "; ".join(filter(None, (country, told)))
        with_note = f"{value} ({told})" if told else value
        if where is None and label != PLACE:
            if not self.take(label, with_note):
                self.entry.issue("unknown label", label)
                self.remarks.append(f"{label.rstrip(': ')}: {with_note}")
            return
        if told:
            self.remarks.append(f"{label}: {with_note}")
        if false:
            return
        if where == "birth_date" and dates:
            self.birth_dates += dates
        elif label == PLACE:
            self.addresses.append(value)
        else:
            self.take(label, value)

    def address(self, parts: Iterable[tuple[str, str]], countries: Sequence[str]) -> None:
        """Take in an address: its parts under OFAC's labels, and its countries as printed."""
        self.addresses.append(address_line(parts, countries))
        self.at(countries)

    def at(self, countries: Iterable[str]) -> None:
        """Take in countries that are ties, as printed."""
        codes = (country_of(each, self.entry) for each in countries)
        self.countries += [code for code in codes if code is not None]

    def listing(self, base: Listing) -> Listing:
        """A listing with all that was told, each fact once."""
        return replace(
            base,
            names=in_order((*base.names, *self.names), self.entry),
            birth_dates=_once(self.birth_dates),
            birth_places=_once(self.birth_places),
            nationalities=_once(self.nationalities),
            citizenships=_once(self.citizenships),
            countries=_once(self.countries),
            gender=self.gender,
            positions=_once(self.positions),
            addresses=_once(self.addresses),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            linked_to=_once(self.linked_to),
            remarks=_once(self.remarks),
        )


def address_line(parts: Iterable[tuple[str, str]], countries: Iterable[str]) -> str:
    """An address in one line, in the order that OFAC prints it.

    Args:
        parts: label and text of each.
        countries: as printed; those not known are left out.
    """
    ordered = sorted(parts, key=lambda each: RANKS.get(each[0].upper(), len(RANKS)))
    known = (each for each in countries if each.casefold() not in UNKNOWN_COUNTRIES)
    return ", ".join(filter(None, (*(text for _, text in ordered), *known)))


def in_order(names: Iterable[ListedName], entry: EntryNotes) -> tuple[ListedName, ...]:
    """Names each once, the primary one first and alone of that kind.

    An entry that calls no name its primary one goes by its first, with an issue.
    """
    found = list(dict.fromkeys(names))
    primary = next((name for name in found if name.kind is NameKind.PRIMARY), None)
    if primary is None and found:
        entry.issue("no primary name", found[0].text)
        primary = ListedName(found.pop(0).text)
    rest = [
        ListedName(name.text, NameKind.ALIAS) if name.kind is NameKind.PRIMARY else name
        for name in found
        if name != primary
    ]
    return tuple(dict.fromkeys((primary, *rest))) if primary else ()


def in_script(kind: NameKind, *, latin: bool) -> NameKind:
    """The kind of a name in another script: its own, save that a weak alias stays one."""
    return kind if latin or kind is NameKind.WEAK_ALIAS else NameKind.ORIGINAL_SCRIPT


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
