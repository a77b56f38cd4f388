"""A row of the OFSI consolidated list: several values to a cell, labels within a text."""

import re
from collections.abc import Mapping

from screening.sources.gb_fcdo import Designation
from screening.sources.gb_words import Tables, clean, enumerated
from screening.sources.printed_dates import read_day

# Columns that are fields as they stand
FIELDS = {
    "names": (*(f"Name {number}" for number in range(1, 7)), "Alias Type", "Alias Quality"),
    "original_names": (
        "Name Non-Latin Script",
        "Non-Latin Script Type",
        "Non-Latin Script Language",
    ),
    "birth_dates": ("DOB",),
    "addresses": (
        *(f"Address {number}" for number in range(1, 7)),
        "Post/Zip Code",
        "Country",
    ),
    "type": ("Group Type",),
    "regime": ("Regime",),
    "designated_on": ("Listed On",),
    "updated_on": ("Last Updated",),
}
# Columns with several values to a cell, alone or in step with a second column
ENUMERATED = {"titles": "Title", "nationalities": "Nationality", "positions": "Position"}
IN_STEP = {
    "birth_places": ("Town of Birth", "Country of Birth"),
    "passports": ("Passport Number", "Passport Details"),
    "national_ids": ("National Identification Number", "National Identification Details"),
}
UK_DATE = "UK Sanctions List Date Designated"
TEXT = "Other Information"
GROUP = "Group ID"
COLUMNS = frozenset(
    (
        UK_DATE,
        TEXT,
        GROUP,
        *ENUMERATED.values(),
        *(column for columns in (*FIELDS.values(), *IN_STEP.values()) for column in columns),
    )
)

LABEL = re.compile(r"\((?P<label>[^()]{2,40})\)\s*:")
ONE_WORD = frozenset({"uk_references", "un_references", "genders"})
FREE_TEXT = frozenset({"reasons"})
UN_REFERENCE = re.compile(
    r"(?<![(:,])(?<![(:,] )\bUN\s+Ref(?:erence)?\b(?:\s+No)?[.:\s]*"
    r"(?P<reference>[A-Z]{1,2}[a-z]?\.[A-Z0-9.]*\d)",
    re.IGNORECASE,
)


def add_row(row: Mapping[str, str], target: Designation, words: Tables) -> None:
    """Take what a row says of its target.

    Args:
        row: texts by column of the CSV of 2022; a column in brackets is a label of
            Other Information.
        target: gathers the values.
        words: of the list.
    """
    cells = {words["columns"].get(column.casefold(), column): row[column] for column in row}
    for field, columns in FIELDS.items():
        target.add(field, tuple(cells.get(column, "") for column in columns))
    # the rows of a target repeat most cells; each is taken apart once
    for field, column in ENUMERATED.items():
        text = cells.get(column, "")
        if target.add(f"cells of {field}", (text,)):
            for item in enumerated(clean(text)):
                target.add(field, (item,))
    for field, columns in IN_STEP.items():
        pair = cells.get(columns[0], ""), cells.get(columns[1], "")
        if target.add(f"cells of {field}", pair):
            for each in in_step(clean(pair[0]), clean(pair[1])):
                target.add(field, each)
    for column, text in cells.items():
        if column.startswith("(") and text:
            _add_labelled(words["fields"][column.strip("()").casefold()], text, target)
        elif column not in COLUMNS and text.strip():
            target.add("columns", (column, text))
    if target.add("cells of text", (cells.get(TEXT, ""),)):
        _add_text(clean(cells[TEXT]), target, words)
    _add_dates(cells, target)


def in_step(first: str, second: str) -> list[tuple[str, str]]:
    """The items of two columns side by side; as two texts where they do not keep step."""
    firsts, seconds = enumerated(first), enumerated(second)
    if not first:
        return [("", item) for item in seconds]
    if len(firsts) == len(seconds):
        return list(zip(firsts, seconds, strict=True))
    if len(firsts) == 1:
        return [(first, second)]
    # what is said of all of them is said with each
    return [(item, second) for item in firsts]


def _add_text(text: str, target: Designation, words: Tables) -> None:
    """Take the `(Label):value` pairs of a text, and the rest of it as it stands."""
    labels = [
        (found, words["fields"][found["label"].casefold()])
        for found in LABEL.finditer(text)
        if found["label"].casefold() in words["fields"]
    ]
    start = text[: labels[0][0].start()] if labels else text
    target.add("other_information", (start.strip(),))
    ends = [*(found.start() for found, _ in labels[1:]), len(text)]
    for (found, field), end in zip(labels, ends, strict=False):
        _add_labelled(field, text[found.end() : end].strip(), target)
    if not any(field == "un_references" for _, field in labels):
        named = UN_REFERENCE.search(text)
        if named:
            target.add("un_references", (named["reference"],))


def _add_labelled(field: str, value: str, target: Designation) -> None:
    if field in FREE_TEXT:
        target.add(field, (value,))
    elif field in ONE_WORD:
        # the free text goes on behind it without a mark
        word, _, rest = value.partition(" ")
        target.add(field, (word.rstrip(".,;"),))
        target.add("other_information", (rest.strip(),))
    else:
        for item in enumerated(value):
            target.add(field, (item,))


def _add_dates(cells: Mapping[str, str], target: Designation) -> None:
    """Say when a target came under each regime, and on the UK Sanctions List."""
    day = clean(cells.get("Listed On", ""))
    if day:
        regime = clean(cells.get("Regime", ""))
        target.add("listed_under", (f"{regime} on {read_day(day) or day}",))
    day = clean(cells.get(UK_DATE, ""))
    target.add("uk_dates", (read_day(day) or day,))
