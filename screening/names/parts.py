"""A name taken apart: its parts, what class each is of and how it may be spelled."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from screening.names import classes
from screening.names.classes import WordClass
from screening.names.fold import scripts_of
from screening.names.forms import spelled
from screening.names.romanise import hangul
from screening.names.words import pieces, tokens, words
from screening.records import field, record, replace


@record
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


@record
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
    core: tuple[Part, ...] = field(init=False)

    def __post_init__(self) -> None:
        core = tuple([part for part in self.parts if part.kind not in EMPTY])
        object.__setattr__(self, "core", core)


MOST_GLUED = 4


def glued_forms(parts: Sequence[Part]) -> tuple[str, ...]:
    """How neighbours are spelled as one word: `Chih-hung` is `chihhung` and `zhihong`."""
    several = [part.forms for part in parts]
    if sum(map(len, several)) == len(several):  # one of each, as of most words
        return ("".join(chain.from_iterable(several)),)
    found: tuple[str, ...] = ("",)
    for part in parts:
        found = tuple(head + form for head in found for form in part.forms)[:MOST_GLUED]
    last = "".join(part.forms[-1] for part in parts)
    return tuple(dict.fromkeys((*found, last)))


_AROUND_NAMES = frozenset({WordClass.TITLE, WordClass.SUFFIX, WordClass.PARTICLE})
EMPTY = frozenset({WordClass.LEGAL_FORM, WordClass.TITLE, WordClass.SUFFIX})

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
    return tuple([_name(piece, person=person) for piece in pieces(text)])


def _name(text: str, *, person: bool) -> Name:
    cyrillic_around = not text.isascii() and "Cyrillic" in scripts_of(text)
    found = tokens(text, person=person)
    if person:
        parts = [part for token in found for part in _parts_of_person(token, cyrillic_around)]
        if all(part.kind in _AROUND_NAMES for part in parts):
            # Nothing but "El Hajj": then that is what the person is called.
            parts = [replace(part, kind=WordClass.WORD) for part in parts]
        elif _ends_in_a_name(text, parts):
            parts[-1] = replace(parts[-1], kind=WordClass.WORD)
    else:
        parts = _parts_of_organization(
            [word for token in found for word in _words_of_organization(token, cyrillic_around)]
        )
        if all(part.kind is WordClass.LEGAL_FORM for part in parts):
            # Nothing but "RT" or "TBK JSC": then what may be no form is the name.
            parts = [replace(part, kind=WordClass.WORD, exact=True) if _may_be_a_name(part)
                     else part for part in parts]  # fmt: skip
    return Name(text.strip(), tuple([part for part in parts if part.forms[0]]), person)


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


# Names come by the million and are made of the same words. One takes half a kilobyte.
_REMEMBERED = 1 << 17


@lru_cache(maxsize=_REMEMBERED)
def _parts_of_person(token: str, cyrillic_around: bool) -> tuple[Part, ...]:
    return tuple([_part_of_person(word, cyrillic_around) for word in words(token, person=True)])


def _part_of_person(word: str, cyrillic_around: bool) -> Part:
    if len(word) == 1 and hangul.is_hangul(word):
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
        elif key.endswith(classes.PATRONYMIC):
            kind = WordClass.PATRONYMIC
    return Part(word, forms, kind, key, skeletal=skeletal)


class _Word(NamedTuple):
    """A word of a firm's name, before those beside it are looked at.

    Args:
        key: its `word_key`.
        legal: its `legal_word`.
        begins: whether a legal form or a phrase begins with it, or it is short for
            several words.
        part: what it is where it stands for itself.
    """

    key: str
    legal: str
    begins: bool
    part: Part


@lru_cache(maxsize=_REMEMBERED)
def _words_of_organization(token: str, cyrillic_around: bool) -> tuple[_Word, ...]:
    found = words(token, person=False)
    return tuple([_word_of_organization(word, cyrillic_around) for word in found])


def _word_of_organization(word: str, cyrillic_around: bool) -> _Word:
    key = classes.word_key(word)
    legal = classes.legal_word(key)
    tables = classes.tables()
    begins = (
        legal in tables.legal
        or key in tables.shortened
        or (classes.meaning(key) or key) in tables.phrases
    )
    return _Word(key, legal, begins, _part_of_organization(word, key, cyrillic_around))


def _parts_of_organization(found: list[_Word]) -> list[Part]:
    parts: list[Part] = []
    last = len(found) - 1
    at = 0
    while at <= last:
        word = found[at]
        begun = _begun(found[at:]) if word.begins else None
        if begun is not None:
            length, made = begun
            parts += made
            at += length
            continue
        part = word.part
        if word.key == _AND and 0 < at < last:
            part = replace(part, kind=WordClass.PARTICLE, key=part.forms[0])
        parts.append(part)
        at += 1
    return parts


def _begun(found: list[_Word]) -> tuple[int, list[Part]] | None:
    """The legal form, the phrase or the shortened words that some words begin with.

    Returns:
        How many of the words these are, and their parts; None where it is no such thing.
    """
    keys = [word.key for word in found]
    legal = [word.legal for word in found]
    length, form = classes.legal_form(legal)
    phrase = _phrase(keys)
    if length and (phrase is None or length >= phrase[0]):
        text = " ".join([word.part.text for word in found[:length]])
        return length, [Part(text, ("".join(legal[:length]),), WordClass.LEGAL_FORM, form)]
    if phrase is None:
        return None
    length, meanings = phrase
    text = " ".join([word.part.text for word in found[:length]])
    return length, [_part_of_meaning(text, meaning) for meaning in meanings]


def _phrase(keys: list[str]) -> tuple[int, list[str]] | None:
    """How many words from the first on mean something together, or short, and what."""
    tables = classes.tables()
    if keys[0] in tables.shortened:
        return 1, tables.shortened[keys[0]]
    first = classes.meaning(keys[0]) or keys[0]
    if first not in tables.phrases or keys[0] in tables.particles:
        return None
    telling = [place for place, key in enumerate(keys) if key not in tables.particles]
    found = tables.phrase([classes.meaning(keys[place]) or keys[place] for place in telling], 0)
    if found is None:
        return None
    length, meaning = found
    return telling[length - 1] + 1, [meaning]


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


def _part_of_organization(word: str, key: str, cyrillic_around: bool) -> Part:
    """One word that is no legal form and no part of a phrase.

    Args:
        word: as written.
        key: its `word_key`.
        cyrillic_around: whether the name has Cyrillic letters.
    """
    forms, skeletal = spelled(word, cyrillic_around)
    first = forms[0]
    number = _number(word, key)
    if number:
        return Part(word, forms, WordClass.NUMBER, number)
    tables = classes.tables()
    if key in tables.particles or key == _AND:
        return Part(word, forms, WordClass.PARTICLE, first, skeletal)
    for meaning in map(classes.meaning, (key, *forms)):
        if meaning and meaning[0] != "#":
            kind = WordClass.PLACE if meaning in tables.places else WordClass.GENERIC
            return Part(word, forms, kind, meaning, skeletal)
    # ABB is read letter by letter, Nur is a word
    exact = len(first) <= _SHORT and not skeletal and not _SPOKEN.search(first)
    return Part(word, forms, WordClass.WORD, first, skeletal, exact=exact)
