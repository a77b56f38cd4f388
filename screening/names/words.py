"""A name as printed, to the pieces that are names themselves, and to words."""

import re

from screening.names import classes
from screening.names.fold import plain_signs, scripts_of
from screening.names.romanise import arabic, han, hangul

# Vowel signs of scripts such as Devanagari are no letters to `re`, yet of the word.
_LETTER = (
    "(?:[^\\W_]|[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u06d6-\u06ed"
    "\u0900-\u109f\u1780-\u17d3])"
)
_WORDS = re.compile(rf"{_LETTER}+(?:['.]{_LETTER}+)*\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?|[^\W\d_](?:\.[^\W\d_])+\.?")
# The kind of ship before its name: M/V, MT, SS.
_SHIP = re.compile(
    r"\s*(?:m/?v|m/?t|m/?s|s/?s|f/?v|m/y|s/y|r/v|o/t|t/t|t/b|lpg/c|lng/c|lpgc|lngc|vlcc|ulcc"
    r"|[mfs]\.[vtsy]\.|т/х|т/к|теплоход|танкер|motor vessel|motor tanker|steam ?ship)\s+(?=\S)",
    re.IGNORECASE,
)
# An aircraft: EP-ABC, RA-64021.
_REGISTRATION = re.compile(r"^\s*([A-Z]{1,2})-([A-Z]{3,4}|\d{4,5})\s*$")
_DIGIT = re.compile(r"\d")
# What stands before a figure: No 5, № 5, Nr. 5, Che-5.
_NUMBER_SIGN = re.compile(
    r"(?:\b(?:no|nr|num|nomer|number|n)[.:]?o?\s*|\b(?:che|je)[\s-]?|номер\s*|제\s*|第\s*)(?=\d)",
    re.IGNORECASE,
)
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]{3,})(\d+)\b")
# Where the blanks were lost: AlexanderNikolaevichALUEV.
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-яё]{4})(?=[A-ZА-ЯЁ][A-ZА-ЯЁa-zа-яё]{3})")
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_SIGNS_OF_BRACKETS = re.compile(r"[()\[\]{}]")
_ALSO_KNOWN_AS = re.compile(
    r"\b(?:[afn]\.k\.a\.?|[afn]\.?k\.?a\.|[afn]/k/a|also known as|formerly known as|formerly"
    r"|née|ex(?=-))(?=\W|$)",
    re.I,
)
_SHORTEST_TAIL = 4


def pieces(text: str) -> list[str]:
    """The names that a text as printed holds, with plain signs.

    One that holds "a.k.a." is several, and each of them is given with and without
    what stands in brackets, and that itself at the end.
    """
    plain = plain_signs(text)
    if not _may_be_several(plain):
        return _with_and_without_brackets(plain) if plain else []
    printed = [piece for piece in _ALSO_KNOWN_AS.split(plain) if piece.strip()]
    return [piece for one in printed for piece in _with_and_without_brackets(one)]


def _may_be_several(plain: str) -> bool:
    """Whether a text holds what `_ALSO_KNOWN_AS` needs; searching for that takes longer."""
    lower = plain.lower()
    return (
        "k.a" in lower
        or "ka." in lower
        or "k/a" in lower
        or "known as" in lower
        or "formerly" in lower
        or "née" in lower
        or "ex-" in lower
    )


def _with_and_without_brackets(plain: str) -> list[str]:
    if _SIGNS_OF_BRACKETS.search(plain) is None:
        return [plain]
    found = [_SIGNS_OF_BRACKETS.sub(" ", plain)]
    inside = list(_BRACKETED.finditer(plain))
    if inside:
        without = _BRACKETED.sub(" ", plain)
        if any(letter.isalnum() for letter in without):
            found.append(without)
        if inside[-1].end() == len(plain) and len(inside[-1][1]) >= _SHORTEST_TAIL:
            found.append(inside[-1][1])
    return found


def tokens(piece: str, *, person: bool) -> list[str]:
    """What stands between the blanks of a name, once no word goes across a blank.

    Args:
        piece: a name, as `pieces` gives it.
        person: whether it is a person's.

    Returns:
        Tokens, each of one word or more, or of none; see `words`.
    """
    if not piece.isascii():
        if not person and max(piece) >= classes.FIRST_UNSPACED:
            piece = classes.unspaced_forms().sub(r" \g<0> ", piece)
        scripts = scripts_of(piece)
        if person and " " not in piece and 2 <= len(piece) <= 4 and hangul.is_hangul(piece):
            return list(piece)
        if person and scripts == {"Han"} and piece.isalpha():
            return han.parted(piece)
        if "Arabic" in scripts:
            piece = arabic.joined(piece)
    if not person:
        if "-" in piece:
            piece = _REGISTRATION.sub(r"\1\2", piece)
        ship = _SHIP.match(piece)
        if ship:
            piece = piece[ship.end() :]
        if _DIGIT.search(piece):
            piece = _NUMBER_SIGN.sub(" ", piece)
    return piece.split()


def words(token: str, *, person: bool) -> list[str]:
    """Words of a token; dotted letters are one word, unless they are a person's initials."""
    if token.isalpha():  # as most are: the rest is for signs and digits
        return _RUN_TOGETHER.split(token)
    if not person:
        token = _LETTERS_THEN_DIGITS.sub(r"\1 \2", token)
    token = _RUN_TOGETHER.sub(" ", token)
    token = _DOTTED.sub(lambda found: _undotted(found[0], person=person), token)
    found = []
    for match in _WORDS.finditer(token):
        word = match[0].rstrip(".")
        found.extend(word.split(".") if "." in word else [word])
    return found


def _undotted(word: str, *, person: bool) -> str:
    return word.replace(".", " " if person else "") + " "
