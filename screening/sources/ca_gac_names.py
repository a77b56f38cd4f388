"""Names of the Canadian list, which prints several of them in one field.

A field is split only where a name cannot go on: at a semicolon, at the label of a
language, before "also known as". At a comma it goes on where a legal form follows;
at "and" and "or" where either side is no whole name. What is left unsplit can still
be found, word by word.
"""

import re
from collections.abc import Iterator

from screening.domain.targets import ListedName, NameKind
from screening.names.classes import legal_form, word_key
from screening.names.fold import scripts_of

LANGUAGE = re.compile(
    r"\b(?:arabic|belarusian|belarussian|burmese|chinese|english|farsi|french|hebrew|korean|"
    r"persian|russian|serbian|spanish|ukrainian)\s*:",
    re.IGNORECASE,
)
KNOWN_AS = r"(?:[af]\.?\s?k\.?\s?a\.?|also\s+known\s+as|formerly(?:\s+known\s+as)?)"
BRACKETED = re.compile(rf"\(\s*(?P<word>{KNOWN_AS})(?![a-z])[\s:,]*(?P<names>.*?)\)?\s*$", re.I)
LEADING = re.compile(rf"^(?P<word>{KNOWN_AS})(?![\w.])[\s:,]*", re.IGNORECASE)
TRAILING = re.compile(r"[\s,]+a\.?k\.?a\.?$", re.IGNORECASE)
JOINED = re.compile(r",?\s+(?P<word>and/or|and|or)\s+", re.IGNORECASE)
OPENING = "«“"
QUOTES = OPENING + '"»”'
OTHER_NAME = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)$")


def person_names(last: str, given: str) -> tuple[ListedName, ...]:
    """The name of a person, and one more where the family name has another in brackets."""
    other = OTHER_NAME.match(last)
    lasts = [other["name"], other["other"]] if other else [last]
    texts = [" ".join(filter(None, (given, each))) for each in lasts]
    return tuple(
        ListedName(text, NameKind.ALIAS if place else NameKind.PRIMARY)
        for place, text in enumerate(texts)
        if text
    )


def entity_names(printed: str) -> tuple[ListedName, ...]:
    """The names of an organisation or a ship in one field, the first of them primary."""
    names: list[ListedName] = []
    match = BRACKETED.search(printed)
    main = printed[: match.start()].strip() if match else printed
    for place, text in enumerate(_sides(main)):
        names.append(ListedName(text, NameKind.ALIAS if place else NameKind.PRIMARY))
    if match:
        kind = _kind(match["word"])
        names += [
            ListedName(text, kind) for text in _pieces(match["names"].strip(), person=False)
        ]
    return tuple(names)


def aliases(printed: str, *, person: bool) -> tuple[tuple[ListedName, ...], tuple[str, ...]]:
    """The names of the field for aliases, and those that may still be several.

    Args:
        printed: the field, white space collapsed.
        person: whether it is a person's; names of firms may hold "and".
    """
    names, unsplit = [], []
    for section in LANGUAGE.split(printed):
        for text in _pieces(section.strip(" ,;(["), person=person):
            word = LEADING.match(text)
            name = TRAILING.sub("", text[word.end() :] if word else text).strip(" ,;")
            name = _without_torn_bracket(name)
            if not name:
                continue
            kind = _kind(word["word"]) if word else NameKind.ALIAS
            if kind is NameKind.ALIAS and _is_foreign(name):
                kind = NameKind.ORIGINAL_SCRIPT
            names.append(ListedName(name, kind))
            if _may_be_several(name, person=person):
                unsplit.append(name)
    return tuple(names), tuple(unsplit)


def _without_torn_bracket(name: str) -> str:
    if name.startswith("(") and ")" not in name:
        return name[1:].strip()
    return name[:-1].strip() if name.endswith(")") and "(" not in name else name


def _kind(word: str) -> NameKind:
    return NameKind.FORMER if word[:1].casefold() == "f" else NameKind.ALIAS


def _is_foreign(text: str) -> bool:
    return bool(scripts_of(text)) and "Latin" not in scripts_of(text)


def _sides(text: str) -> list[str]:
    """The names on either side of a stroke outside of brackets: English and French."""
    sides = [side.strip() for side in re.split(r"/(?![^(]*\))", text)]
    return sides if all(len(side.split()) > 1 for side in sides) else [text]


def _pieces(text: str, *, person: bool) -> Iterator[str]:
    for piece in text.split(";"):
        for part in _at_commas(piece.strip(" ,"), person=person):
            name = re.sub(r"^(?:and|or|also)\s+", "", part)
            # `Ivan or Ivo / Tomas or Tom Kell` is one name in pieces
            for side in [name] if person and JOINED.search(name) else _sides(name):
                yield from _at_words(side, person=person)


def _at_commas(text: str, *, person: bool) -> list[str]:
    parts = [part for each in _outside_quotes(text) if (part := each.strip())]
    inverted = len(parts) == 2 and len(parts[0].split()) == 1 and len(parts[1].split()) == 2
    if person and inverted and _is_foreign(text):
        return [text]  # family name, given name and patronymic
    joined: list[str] = []
    for part in parts:
        goes_on = part[0].islower() and _is_foreign(part)
        if joined and (goes_on or _is_legal_form(_first(part)) or _is_legal_form(joined[-1])):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _outside_quotes(text: str) -> Iterator[str]:
    """Split at the commas that no quoted name holds."""
    start = depth = 0
    for place, mark in enumerate(text):
        if mark in QUOTES:
            opens = place == 0 or text[place - 1] in " (" or text[place - 1] in OPENING
            depth = depth + 1 if opens else max(depth - 1, 0)
        elif mark == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _first(part: str) -> str:
    """What stands before "or": `АО` of `АО or НИИ Агат`."""
    match = JOINED.search(part)
    return part[: match.start()] if match else part


def _is_legal_form(text: str) -> bool:
    return _legal_length(text) == len(_keys(text)) > 0


def _keys(text: str) -> list[str]:
    return [key for key in map(word_key, text.split()) if key]


def _legal_length(text: str) -> int:
    """How many of the first words of a text are one legal form."""
    keys = _keys(text)
    return legal_form(keys)[0] if keys else 0


def _has_legal_form(text: str) -> bool:
    words = text.split()
    return any(_legal_length(" ".join(words[place:])) for place in range(len(words)))


def _at_words(text: str, *, person: bool) -> Iterator[str]:
    """Split at "or" and "and" where each side is a whole name by itself."""
    match = JOINED.search(text)
    if match is None:
        yield text
        return
    before, after = text[: match.start()].strip(" ,"), text[match.end() :].strip()
    if _both_names(before, after, match["word"].casefold(), person=person):
        yield before
        yield from _at_words(after, person=person)
    else:
        yield text


def _both_names(before: str, after: str, word: str, *, person: bool) -> bool:
    if not before or not after:
        return False
    if person:
        return all(len(side.split()) > 1 for side in (before, after))
    if word == "or" or _is_foreign(before) or _is_foreign(after):
        return True
    return _has_legal_form(before) and _has_legal_form(after)


def _may_be_several(name: str, *, person: bool) -> bool:
    match = JOINED.search(name)
    return match is not None and (person or match["word"].casefold() == "or")
