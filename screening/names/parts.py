"""A name taken apart: its parts, what class each is of and how it may be spelled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from screening.names import classes
from screening.names.classes import WordClass
from screening.names.fold import plain_signs, scripts_of
from screening.names.forms import spelled
from screening.names.romanise import arabic, han, hangul


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name.

    Args:
        text: as written.
        forms: its Latin spellings, lower case, the likeliest first.
        kind: what it is.
        key: what all translations of a generic word, all legal forms of a class or
            all prints of a number share; else the first spelling.
        skeletal: whether its spellings lack short vowels (Arabic, Hebrew script).
        syllables: whether it is one Hangul syllable.
        exact: whether only the same spelling is the same part: one letter
            more or less makes another firm of ABB, TTM or GTB.
    """

    text: str
    forms: tuple[str, ...]
    kind: WordClass
    key: str
    skeletal: bool = False
    syllables: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name: its parts in the order written.

    Args:
        text: as written, or the piece of it that this reading is of.
        parts: every part, legal forms and titles included.
        person: whether it was read as a person's name.
        core: the parts that can tell one bearer from another.
    """

    text: str
    parts: tuple[Part, ...]
    person: bool = True
    core: tuple[Part, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        core = tuple(part for part in self.parts if part.kind not in EMPTY)
        object.__setattr__(self, "core", core)


MOST_GLUED = 4


def glued_forms(parts: Sequence[Part]) -> tuple[str, ...]:
    """How neighbours are spelled as one word: `Chih-hung` is `chihhung` and `zhihong`."""
    found: tuple[str, ...] = ("",)
    for part in parts:
        found = tuple(head + form for head in found for form in part.forms)[:MOST_GLUED]
    last = "".join(part.forms[-1] for part in parts)
    return tuple(dict.fromkeys((*found, last)))


_AROUND_NAMES = frozenset({WordClass.TITLE, WordClass.SUFFIX, WordClass.PARTICLE})
EMPTY = frozenset({WordClass.LEGAL_FORM, WordClass.TITLE, WordClass.SUFFIX})

# Vowel signs of scripts such as Devanagari are no letters to `re`, yet of the word.
_LETTER = (
    "(?:[^\\W_]|[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u06d6-\u06ed"
    "\u0900-\u109f\u1780-\u17d3])"
)
_WORDS = re.compile(rf"{_LETTER}+(?:['.]{_LETTER}+)*\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?|[^\W\d_](?:\.[^\W\d_])+\.?")
# The kind of ship before its name: M/V, MT, SS.
_SHIP = re.compile(
    r"^\s*(?:m/?v|m/?t|m/?s|s/?s|f/?v|m/y|s/y|r/v|o/t|t/t|t/b|lpg/c|lng/c|lpgc|lngc|vlcc|ulcc"
    r"|[mfs]\.[vtsy]\.|т/х|т/к|теплоход|танкер|motor vessel|motor tanker|steam ?ship)\s+(?=\S)",
    re.IGNORECASE,
)
# An aircraft: EP-ABC, RA-64021.
_REGISTRATION = re.compile(r"^\s*([A-Z]{1,2})-([A-Z]{3,4}|\d{4,5})\s*$")
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
_SHORT = 3
_LONGEST_FORM = 4  # letters of a legal form that a firm may be called by
# A vowel between consonants: a word that is spoken and may be spelled otherwise.
_SPOKEN = re.compile("^[^aeiouy]+[aeiouy]+[^aeiouy]+$")
# Between words the Slavic "and", not the Roman figure.
_AND = "i"


@lru_cache(maxsize=16384)
def readings(text: str, *, person: bool) -> tuple[Name, ...]:
    """What `readings_once` says, remembered for the names that come again and again."""
    return readings_once(text, person=person)


def readings_once(text: str, *, person: bool) -> tuple[Name, ...]:
    """Every way to read a name as printed.

    What stands in brackets may be left out, as in "Nordic Amber Impex
    (NAI) Ltd"; at the end it is a second name as well, as in "Korea Kwangson
    Banking Corporation (KKBC)". A name that holds "a.k.a." is several.

    Args:
        text: the name as printed, in any script.
        person: whether it is a person's: titles and particles are told from
            words then, and legal forms and generic words are not.

    Returns:
        One reading or more; a reading may have no parts.
    """
    plain = plain_signs(text)
    printed = [piece for piece in _ALSO_KNOWN_AS.split(plain) if piece.strip()]
    pieces = [piece for one in printed for piece in _pieces(one)]
    return tuple(_name(piece, person=person) for piece in pieces)


def _pieces(plain: str) -> list[str]:
    """A name with and without what stands in brackets, and that itself at the end."""
    pieces = [_SIGNS_OF_BRACKETS.sub(" ", plain)]
    inside = list(_BRACKETED.finditer(plain))
    if inside:
        without = _BRACKETED.sub(" ", plain)
        if any(letter.isalnum() for letter in without):
            pieces.append(without)
        if inside[-1].end() == len(plain) and len(inside[-1][1]) >= _SHORTEST_TAIL:
            pieces.append(inside[-1][1])
    return pieces


def _name(text: str, *, person: bool) -> Name:
    words = _split(text, person=person)
    cyrillic_around = "Cyrillic" in scripts_of(text)
    if person:
        parts = [_part_of_person(word, cyrillic_around) for word in words]
        if all(part.kind in _AROUND_NAMES for part in parts):
            # Nothing but "El Hajj": then that is what the person is called.
            parts = [replace(part, kind=WordClass.WORD) for part in parts]
        elif _ends_in_a_name(text, parts):
            parts[-1] = replace(parts[-1], kind=WordClass.WORD)
    else:
        parts = _parts_of_organization(words, cyrillic_around)
        if all(part.kind is WordClass.LEGAL_FORM for part in parts):
            # Nothing but "RT" or "TBK JSC": then what may be no form is the name.
            parts = [replace(part, kind=WordClass.WORD, exact=True) if _may_be_a_name(part)
                     else part for part in parts]  # fmt: skip
    named = tuple(part for part in parts if part.forms and part.forms[0])
    return Name(text.strip(), named, person)


def _may_be_a_name(form: Part) -> bool:
    """Whether a legal form is short, and none that others are translated to."""
    told = form.key == classes.ANY_FORM or form.forms[0] in classes.tables().translations
    return len(form.forms[0]) <= _LONGEST_FORM and not told


def _ends_in_a_name(text: str, parts: list[Part]) -> bool:
    """Whether what looks like a title is a name: Sheikh in `Hassan Sheikh`."""
    last = parts[-1]
    return (
        last.kind is WordClass.TITLE
        and last.key not in classes.tables().after
        and "," not in text
        and any(part.kind is WordClass.WORD for part in parts)
    )


def _split(text: str, *, person: bool) -> list[str]:
    """Words of a text; dotted letters are one word, unless they are initials."""
    if not text.isascii():
        if not person:
            text = classes.unspaced_forms().sub(r" \g<0> ", text)
        scripts = scripts_of(text)
        if person and " " not in text and 2 <= len(text) <= 4 and hangul.is_hangul(text):
            return list(text)
        if person and scripts == {"Han"} and text.isalpha():
            return han.parted(text)
        if "Arabic" in scripts:
            text = arabic.joined(text)
    if not person:
        text = _REGISTRATION.sub(r"\1\2", text)
        text = _SHIP.sub("", text)
        text = _NUMBER_SIGN.sub(" ", text)
        text = _LETTERS_THEN_DIGITS.sub(r"\1 \2", text)
    text = _RUN_TOGETHER.sub(" ", text)
    text = _DOTTED.sub(lambda found: _undotted(found[0], person=person), text)
    words = []
    for found in _WORDS.finditer(text):
        word = found[0].rstrip(".")
        words.extend(word.split(".") if "." in word else [word])
    return words


def _undotted(word: str, *, person: bool) -> str:
    return word.replace(".", " " if person else "") + " "


def _part_of_person(word: str, cyrillic_around: bool) -> Part:
    if hangul.is_hangul(word) and len(word) == 1:
        return Part(word, hangul.spellings(word), WordClass.WORD, word, syllables=True)
    forms, skeletal = spelled(word, cyrillic_around)
    key = forms[0]
    known = classes.person_words()
    kind = known.get(key) or known.get(classes.word_key(word), WordClass.WORD)
    if kind is WordClass.WORD:
        if len(key) == 1:
            kind = WordClass.INITIAL
        elif key.isdigit():
            kind = WordClass.NUMBER
        elif classes.PATRONYMIC.search(key):
            kind = WordClass.PATRONYMIC
    return Part(word, forms, kind, key, skeletal=skeletal)


def _parts_of_organization(words: list[str], cyrillic_around: bool) -> list[Part]:
    keys = [classes.word_key(word) for word in words]
    legal = [classes.legal_word(key) for key in keys]
    parts: list[Part] = []
    at = 0
    while at < len(words):
        length, form = classes.legal_form(legal, at)
        found = _phrase(keys, at)
        if length and (found is None or length >= found[0]):
            text = " ".join(words[at : at + length])
            joined = "".join(legal[at : at + length])
            parts.append(Part(text, (joined,), WordClass.LEGAL_FORM, form))
        elif found is not None:
            length, meanings = found
            text = " ".join(words[at : at + length])
            parts.extend(_part_of_meaning(text, meaning) for meaning in meanings)
        else:
            length = 1
            inside = 0 < at < len(words) - 1
            parts.append(_part_of_organization(words[at], cyrillic_around, inside=inside))
        at += length
    return parts


def _phrase(keys: list[str], at: int) -> tuple[int, list[str]] | None:
    """How many words from `at` on mean something together, or short, and what."""
    tables = classes.tables()
    if keys[at] in tables.shortened:
        return 1, tables.shortened[keys[at]]
    first = classes.meaning(keys[at]) or keys[at]
    if first not in tables.phrases:
        return None
    telling = [place for place in range(at, len(keys)) if keys[place] not in tables.particles]
    if not telling or telling[0] != at:
        return None
    found = tables.phrase([classes.meaning(keys[place]) or keys[place] for place in telling], 0)
    if found is None:
        return None
    length, meaning = found
    return telling[length - 1] + 1 - at, [meaning]


def _part_of_meaning(text: str, meaning: str) -> Part:
    """A part for words that stand for a meaning, with no spelling but its own."""
    tables = classes.tables()
    if meaning[0] == "#":
        return Part(text, (meaning[1:],), WordClass.NUMBER, meaning[1:])
    kind = WordClass.PLACE if meaning in tables.places else WordClass.GENERIC
    return Part(text, (meaning,), kind, meaning)


def _number(word: str, key: str) -> str | None:
    """The figure a word stands for, None where it is no number."""
    if key.isdigit():
        return key.lstrip("0") or key
    return classes.figure(key, latin=word.isascii())


def _part_of_organization(word: str, cyrillic_around: bool, *, inside: bool) -> Part:
    """One word that is no legal form and no part of a phrase.

    Args:
        word: as written.
        cyrillic_around: whether the name has Cyrillic letters.
        inside: whether it is neither the first nor the last word.
    """
    forms, skeletal = spelled(word, cyrillic_around)
    first = forms[0]
    keys = (classes.word_key(word), *forms)
    number = _number(word, keys[0])
    if number and not (inside and keys[0] == _AND):
        return Part(word, forms, WordClass.NUMBER, number)
    tables = classes.tables()
    if keys[0] in tables.particles or keys[0] == _AND:
        return Part(word, forms, WordClass.PARTICLE, first, skeletal)
    for meaning in filter(None, map(classes.meaning, keys)):
        if meaning[0] != "#":
            kind = WordClass.PLACE if meaning in tables.places else WordClass.GENERIC
            return Part(word, forms, kind, meaning, skeletal)
    # ABB is read letter by letter, Nur is a word
    exact = len(first) <= _SHORT and not skeletal and not _SPOKEN.search(first)
    return Part(word, forms, WordClass.WORD, first, skeletal, exact=exact)
