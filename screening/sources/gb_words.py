"""What the two British lists share: their words for countries, names, dates and papers."""

import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from screening.countries import country_code
from screening.domain.targets import Gender, Identifier, ListedName, NameKind
from screening.errors import QueryError
from screening.sources.base import EntryNotes
from screening.sources.printed_dates import iso_prefix, read_dates, read_day

Words = Mapping[str, str]
Tables = Mapping[str, Words]

# Around a value; the apostrophe is how a spreadsheet keeps the zeros in front.
EDGE = " \t\n-–—:;,./()[]'’·\xa0"
ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w*);")
MONTH_AND_YEAR = re.compile(r"(\d{1,2})/(\d{4})")
BESIDE_COUNTRY = re.compile(
    r"(?:\s*\([^()]*\))+$|\s+as (?:of|at) .*$"
    r"|\s+(?:citizenship|citizen|nationals?|nationality|nationalities)$",
    re.IGNORECASE,
)
BETWEEN_COUNTRIES = re.compile(r"\s*[,/]\s*|\s+and\s+")
MOST_ITEMS = 26
RANGE_OF_ITEMS = re.compile(r"\)[-–]\(")  # `(1)-(3) Algeria (4) Morocco`
LABEL_OF_ITEMS = re.compile(r"[^\d;]{0,40}")
SHORTEST_COUNTRY = 4  # letters; shorter words may be codes by chance: `ID card`
PAPER_OF_COUNTRY = re.compile(
    r"(?:passport\s*(?:no|number)?[.:\s]+)?(?:an? )?"
    r"\(?(?:false |counterfeit |country: |issuing country: )?"
    r"(?P<country>[^\W\d_][^\d,;:()]*?(?:\([^()\d]*\))?)\)?\s*"
    r"(?:$|[.,;:()\d]|(?:\b(?:diplomatic|service|foreign|national|federal|provisional|citizen|"
    r"passport|number|no|identification|identity|id|tax|tin|inn|travel|driving|birth|civil|"
    r"military|residency|issued?|expir\w+|certificate|tazkira|cedula|social|alien|fiscal|"
    r"taxpayer|driver)\b))",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """A text with runs of white space as one blank and HTML entities as their marks."""
    if "&" in text:
        text = ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    return " ".join(text.split())


def plain_country(text: str, words: Words) -> str | None:
    """The country that a text is the name or the adjective of, None where it is neither."""
    printed = " ".join(text.split()).strip(" .,;:").casefold()
    if printed.startswith("(") and printed.endswith(")"):
        printed = printed[1:-1]
    return words.get(printed) or (_code(printed) if len(printed) >= SHORTEST_COUNTRY else None)


@lru_cache(maxsize=4096)
def _code(text: str) -> str | None:
    try:
        return country_code(text)
    except QueryError:
        return None


def country_of_paper(text: str, words: Words) -> str | None:
    """The country whose paper a text tells of: `Libyan. Issued in Tripoli`; None elsewhere.

    A place of issue is not taken: it may be a consulate abroad.
    """
    named = PAPER_OF_COUNTRY.match(text.strip())
    return plain_country(named["country"], words) if named else None


def enumerated(text: str) -> list[str]:
    """The items of `(1) X (2) Y` or `a) X, b) Y`; one where nothing is enumerated.

    A label before the first item goes with each: `Libyan passport no. a) 1 b) 2`.
    An item that is only a dash is empty, so that items of two fields keep step.
    """
    marks: list[tuple[int, int]] = []
    for number in range(1, MOST_ITEMS + 1):
        mark = rf"(?:(?<=^)|(?<=[\s.,;:(]))\(?(?:{number}|{chr(ord('a') + number - 1)})\)"
        found = re.compile(mark, re.IGNORECASE).search(text, marks[-1][1] if marks else 0)
        if found is None:
            break
        marks.append(found.span())
    label = text[: marks[0][0]].strip() if marks else ""
    if len(marks) < 2 or not LABEL_OF_ITEMS.fullmatch(label) or RANGE_OF_ITEMS.search(text):
        items, label = [text], ""
    else:
        ends = [start for start, _ in marks[1:]] + [len(text)]
        items = [text[start:end] for (_, start), end in zip(marks, ends, strict=True)]
    between = " ,;." if len(items) > 1 else " "
    stripped = [item.strip(between) if item.strip(EDGE) else "" for item in items]
    return [f"{label} {item}".strip() if item else "" for item in stripped]


def country_of_two_letters(text: str) -> str | None:
    """The country of a code in capitals, such as `(KH)` behind a number."""
    return _code(text) if re.fullmatch(r"[A-Z]{2}", text) and text != "ID" else None


def primary_first(names: Iterable[ListedName], entry: EntryNotes) -> list[ListedName]:
    """Names with the primary one first, and it alone primary; a list may lack or repeat it."""
    every = list(dict.fromkeys(names))
    primaries = [name for name in every if name.kind is NameKind.PRIMARY]
    if every and not primaries:
        entry.issue("no primary name", every[0].text)
    if len({name.text.casefold() for name in primaries}) > 1:
        entry.issue("several primary names", "; ".join(name.text for name in primaries))
    first = next(iter(primaries or every), None)
    ordered = [] if first is None else [ListedName(first.text)]
    for name in every:
        if first and name.text != first.text:
            kind = NameKind.ALIAS if name.kind is NameKind.PRIMARY else name.kind
            ordered.append(ListedName(name.text, kind))
    return list(dict.fromkeys(ordered))


def name_kind(printed_type: str, strength: str, entry: EntryNotes, words: Tables) -> NameKind:
    """The kind of a name by its type and the strength of an alias, as printed."""
    kind = words["name_types"].get(printed_type.casefold())
    graded = words["strengths"].get(strength.casefold().rstrip("."))
    if kind is None:
        entry.issue("unknown name type", printed_type)
    if graded is None:
        entry.issue("unknown alias strength", strength)
    return NameKind(graded if graded and kind in (None, "alias") else kind or "alias")


def birth_dates(texts: Iterable[str], entry: EntryNotes) -> tuple[tuple[str, ...], list[str]]:
    """The dates of `dd/mm/1945`, `00/06/1980`, `03/1957`, and the texts that are none."""
    dates: dict[str, None] = {}
    unread = []
    for text in texts:
        short = MONTH_AND_YEAR.fullmatch(text)
        prefix = iso_prefix(short[2], short[1]) if short else None
        found = (prefix,) if prefix else read_dates(text).dates
        dates.update(dict.fromkeys(found))
        if not found:
            entry.issue("birth date not understood", text)
            unread.append(text)
    return tuple(dates), unread


def earliest_day(texts: Iterable[str], entry: EntryNotes) -> tuple[str | None, list[str]]:
    """The earliest of the days printed, None where there is none, and what is no day."""
    days = {text: read_day(text) for text in texts}
    unread = [text for text, day in days.items() if day is None]
    for text in unread:
        entry.issue("date not understood", text)
    return min((day for day in days.values() if day), default=None), unread


def countries_of(
    texts: Iterable[str], entry: EntryNotes, spellings: Words
) -> tuple[tuple[str, ...], list[str]]:
    """The countries of texts, and the texts that say more, or other, than a country.

    Understood are also several in one text, and one with a remark in brackets.
    """
    codes: dict[str, None] = {}
    odd = []
    for text in texts:
        whole = plain_country(text, spellings)
        bare = BESIDE_COUNTRY.sub("", text)
        parts = [part for part in BETWEEN_COUNTRIES.split(bare) if part]
        several = [
            plain_country(BESIDE_COUNTRY.sub("", part), spellings) for part in (bare, *parts)
        ]
        if whole:
            found = [whole]
        elif several[0]:
            found = [several[0]]
        else:
            found = [code for code in several[1:] if code]
            if len(found) != len(parts):
                code = entry.country(text)
                found = [code] if code else []
        codes.update(dict.fromkeys(found))
        if not whole and text.strip(EDGE):
            odd.append(text)
    return tuple(codes), odd


def gender_of(texts: Iterable[str], entry: EntryNotes, words: Words) -> Gender | None:
    """The gender, None where the list prints none, another or two."""
    found = {words.get(text.casefold()): text for text in texts}
    if None in found:
        entry.issue("unknown gender", found[None])
    kinds = [kind for kind in found if kind is not None]
    return Gender(kinds[0]) if len(kinds) == 1 else None


def emails(texts: Iterable[str], entry: EntryNotes) -> tuple[list[Identifier], list[str]]:
    """The addresses of cells that may hold several, and the cells that hold other words."""
    found, odd = [], []
    for text in texts:
        pieces = [each.strip(EDGE) for each in re.split(r"[;,\s]+|\(\d+\)", text)]
        found += [entry.identifier("email", piece) for piece in pieces if "@" in piece]
        if any(piece and "@" not in piece for piece in pieces):
            odd.append(text)
    return found, odd
