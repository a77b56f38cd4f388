"""Names of the Japanese list: Japanese and English notation, other names of both.

The English notation is the primary name. In brackets behind a word of it stand other
spellings of that word, or the name in its own script.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from screening.domain.targets import ListedName, NameKind
from screening.names.fold import scripts_of
from screening.sources.base import EntryNotes
from screening.sources.jp_mof_cells import ENUMERATOR, known, one_line
from screening.sources.spellings import combined

ORIGINAL = re.compile(r"\(\s*original script\s*:\s*(?P<text>.*?)\)?\s*$", re.IGNORECASE)
OTHER_SPELLING = re.compile(
    r"(?P<word>[^\s()]+)\s*\((?P<others>[^()\s/,]+(?:\s*[/,]\s*[^()\s/,]+)*)\)"
)

# What names are called in the cells; the rest of the line, or lines, are of that kind.
FORMER = re.compile(
    r"\(?\s*(?:f\.?k\.?a\.?|formerly known as|旧称|旧名)\s*[:)、,.]?\s*", re.IGNORECASE
)
CURRENT = re.compile(
    r"\(?\s*(?:\ba\.?k\.?a\.?(?![a-z])|also known as|別称|別名\d*)\s*[:)、,.]?\s*",
    re.IGNORECASE,
)
FORMERLY_LISTED = re.compile(
    r"\s*\((?:formerly listed as|以前掲載の氏名|以前のリスト記載ぶり|previously listed as)\)?",
    re.I,
)
PAIR = re.compile(
    r"^(?P<japanese>[^()]+?)\s*\((?P<latin>[^()]*[A-Za-zÀ-ž][^()]*)\)?(?P<rest>.*)$"
)
SAID = re.compile(
    r"[、,(]\s*(?=born\b|(?:\w+ )?passport\b|\d{4}年|\d{1,2}月|DOB\b)", re.IGNORECASE
)
NO_NAME = re.compile(r"番号|旅券|により.*発行|\bpassport\b|^issued\b", re.IGNORECASE)
LEGAL_FORM = re.compile(
    r"(?:co|ltd|inc|llc|jsc|corp|s\.?a)\b\.?,?\s*(?:ltd\.?)?", re.IGNORECASE
)
JAPANESE = frozenset({"Kana", "Han"})


def is_japanese(text: str) -> bool:
    """Whether a text holds Japanese writing."""
    return bool(scripts_of(text) & JAPANESE)


def notations(
    japanese: str, english: str, entry: EntryNotes, *, person: bool
) -> tuple[ListedName, ...]:
    """The names of the two main columns, the primary one first."""
    names: list[ListedName] = []
    original = ORIGINAL.search(english)
    latin = one_line(english[: original.start()] if original else english)
    if latin:
        spelled = list(_spellings(latin, entry)) if person else [latin]
        names += [
            ListedName(text, NameKind.ALIAS if place else NameKind.PRIMARY)
            for place, text in enumerate(spelled)
        ]
    if original and original["text"].strip():
        names.append(ListedName(one_line(original["text"]), NameKind.ORIGINAL_SCRIPT))
    printed = one_line(japanese)
    if printed:
        kind = NameKind.ORIGINAL_SCRIPT if names else NameKind.PRIMARY
        names.append(ListedName(printed, kind))
    return tuple(names)


def _spellings(text: str, entry: EntryNotes) -> Iterator[str]:
    """The name in each spelling: `Andrei (Andrey) Alekhin` in two."""
    choices: list[list[str]] = []
    place = 0
    for match in OTHER_SPELLING.finditer(text):
        choices += [[word] for word in text[place : match.start()].split()]
        others = re.split(r"\s*[/,]\s*", match["others"])
        if others[0][:1].isupper() == match["word"][:1].isupper():
            choices.append([match["word"], *others])
        else:
            choices += [[word] for word in match.group().split()]
        place = match.end()
    choices += [[word] for word in text[place:].split()]
    for combination in combined(choices, entry):
        yield " ".join(combination)


def other_names(text: str, kind: NameKind) -> tuple[tuple[ListedName, ...], tuple[str, ...]]:
    """The names of a cell of other names, and what else it says of them.

    Args:
        text: of the cell, with its lines.
        kind: of the names of the column, where the cell does not say otherwise.
    """
    names: dict[str, ListedName] = {}
    said: list[str] = []
    for line, line_kind in _lines(text, kind):
        for piece in _pieces(line, enumerated=ENUMERATOR.search(text) is not None):
            former = FORMERLY_LISTED.search(piece) is not None
            for printed, other in _pair(FORMERLY_LISTED.sub("", piece)):
                name = _trimmed(printed)
                if NO_NAME.search(name):
                    said.append(name)
                elif known(name):
                    made = _named(name, NameKind.FORMER if former else line_kind)
                    names.setdefault(name, made)
                    if other:
                        said.append(f"Alias {name}: {other}")
    return tuple(names.values()), tuple(dict.fromkeys(said))


def _named(name: str, kind: NameKind) -> ListedName:
    foreign = is_japanese(name) or (scripts_of(name) and "Latin" not in scripts_of(name))
    if foreign and kind is NameKind.ALIAS:
        return ListedName(name, NameKind.ORIGINAL_SCRIPT)
    return ListedName(name, kind)


def _lines(text: str, kind: NameKind) -> Iterator[tuple[str, NameKind]]:
    """The lines and enumerated values, each with the kind that was last said."""
    marked = CURRENT.sub("\n\x01\n", FORMER.sub("\n\x02\n", text))
    lines = [line.strip() for line in _unwrapped(marked).split("\n") if line.strip()]
    # English names that say themselves which are former are not those of the line before
    own = any(line == "\x02" and _latin(after) for line, after in pairwise(lines))
    current, before = kind, ""
    for line in lines:
        if line in ("\x01", "\x02"):
            current = kind if line == "\x01" else NameKind.FORMER
        else:
            if own and _latin(line) and is_japanese(before):
                current = kind
            yield line, current
        before = line


def _unwrapped(text: str) -> str:
    """Enumerated values on a line each; one that went over several lines is put together."""
    if not ENUMERATOR.search(text):
        return text
    made = ""
    for line in ENUMERATOR.sub("\n\x03", text).split("\n"):
        last = made.rsplit("\n", 1)[-1]
        if not line.strip() or not last or line[0] < " " or last[-1] < " ":
            made += f"\n{line}"
        elif is_japanese(last) and is_japanese(line):
            made += line
        elif _latin(last) and _latin(line):
            made += f" {line}"
        else:
            made += f"\n{line}"
    return made.replace("\x03", "")


def _latin(line: str) -> bool:
    return "Latin" in scripts_of(line) and not is_japanese(line)


def _pieces(line: str, *, enumerated: bool) -> list[str]:
    """Split at the signs that part names: `;` always, commas where nothing is enumerated."""
    parts = [part for part in re.split(r"\s*;\s*", line) if part]
    if len(parts) > 1 or enumerated or SAID.search(line):
        return parts
    line = _trimmed(line)
    if is_japanese(line):
        return [part for part in re.split(r"、(?![^(]*\))", line) if part.strip()]
    names: list[str] = []
    for part in re.split(r",\s+(?![^(]*\))", line):
        if names and LEGAL_FORM.fullmatch(part.strip()):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    # a family name before a comma is no name by itself
    return names if all(len(name.split()) > 1 for name in names) else [line]


def _pair(piece: str) -> Iterator[tuple[str, str]]:
    """Name and what is said of it; a Japanese name may have the Latin one in brackets."""
    said = SAID.search(piece)
    name, rest = (piece[: said.start()], piece[said.end() :]) if said else (piece, "")
    match = PAIR.match(name)
    if match and is_japanese(match["japanese"]) and not is_japanese(match["latin"]):
        tail = f"{match['rest'].strip(' 、,()」')} {rest}".strip(" ()")
        yield match["japanese"], ""
        yield match["latin"], tail
    else:
        yield name, rest.strip(" )")


def _trimmed(name: str) -> str:
    """A name without the signs that enclosed the field."""
    text = one_line(name).strip(" 、,:;。")
    if re.fullmatch(r"\([^()]*\)", text):
        text = text[1:-1].strip()
    while text.count(")") > text.count("(") and text.endswith(")"):
        text = text[:-1].rstrip()
    while text.count("(") > text.count(")") and text.startswith("("):
        text = text[1:].lstrip()
    if re.fullmatch(r'"[^"]*"', text) or (text.startswith("「") and "」" not in text):
        text = text.strip('"「')
    return text.strip(" 、,:;")
