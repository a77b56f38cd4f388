"""Words that are not the name itself: legal forms, titles, particles, generic words.

The tables are the files of `names/data`; each says where it comes from. A look-up reads
those in `names/data/folded`, which `tools/make_name_words.py` folds them into.
"""

import json
import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

from rapidfuzz.distance import OSA

from screening.names.fold import fold, plain_signs
from screening.names.romanise import arabic, cyrillic
from screening.names.sorted_lines import SortedLines
from screening.records import field, record

ANY_FORM = "any"
"""Class of words that a firm of any legal form may bear, such as `company`."""

DATA = Path(__file__).parent / "data"
FOLDED = DATA / "folded"
SMALL = "small.json"
LARGE = ("words", "stems", "given")
"""Tables with a file of sorted lines each; the others share `SMALL`."""
FIRST_UNSPACED = "\u2e80"
"""From here on scripts write no blanks, so that words are looked for inside longer ones."""


class WordClass(StrEnum):
    """What a part of a name is, which decides how much it tells."""

    WORD = "name"
    INITIAL = "initial"
    NUMBER = "number"
    PATRONYMIC = "patronymic"
    PARTICLE = "particle"
    TITLE = "title"
    SUFFIX = "suffix"
    GENERIC = "generic word"
    PLACE = "place"
    LEGAL_FORM = "legal form"


TRANSLATED = frozenset({WordClass.GENERIC, WordClass.PLACE})
"""Classes of words whose translations share a key."""
SPELLED = TRANSLATED | {WordClass.WORD, WordClass.PATRONYMIC}
"""Classes of words whose spelling tells one from another."""


def read_table(name: str) -> list[tuple[str, list[str]]]:
    """(class, words) of each line of a table; without a class, the line's first word."""
    rows = []
    for line in DATA.joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, tab, words = line.partition("\t")
            parts = [word.strip() for word in (words if tab else head).split(";")]
            rows.append((head if tab else parts[0], [part for part in parts if part]))
    return rows


_ARABIC = re.compile("[\u0621-\u06d3]")
_ARTICLE = re.compile("^(?:و?ال|لل)(?=...)")


def word_key(text: str) -> str:
    """One word as the tables are looked up: letters and digits, Latin and folded.

    But Arabic letters stay, for without the vowels a folded word looks like an
    initialism; the article goes.
    """
    if text.isascii() and text.isalnum():
        return text.lower()
    text = plain_signs(text).lower()
    if _ARABIC.search(text):
        letters = arabic.plain_letters("".join(filter(str.isalnum, text)))
        return _ARTICLE.sub("", letters)
    if not text.isascii():
        text = cyrillic.spellings(text)[0]
        if not text.isascii():
            text = fold(text)
    return re.sub(r"[^a-z0-9]", "", text)


# What a Slavic adjective or noun in Latin letters can end in, gender, case and
# system of romanisation aside: -skiy, -skij, -skaya, -skogo, -stva.
ENDINGS = frozenset(
    "a aia aja aya aye aie aje ae ai ay aj am ami e ei ey ej ego eho em en i ia ie ii iia iy ij"
    " iya iye ikh ih im imi iyi ja je ji jy o oe oie oje oye oi oy oj ogo oho om omu ov oyi oia"
    " oyu u uiu uyu y ya ye yi yy yj ykh yh ym ymi yia yya yie yye yu iu"
    " ta te to at ata ite iat yat".split()
)
_LONGEST_ENDING = 4
_SHORTEST_STEM = 3
_ROMAN = frozenset("ivxl")


class Table(Protocol):
    """A table that words are looked up in."""

    def get(self, key: str, /) -> str | None:
        """What a key stands for, None where it is not in the table."""


@record
class Words:
    """The tables, folded.

    Args:
        particles: keys of words that only connect.
        words: word key to what it means: a figure (`#5`), or the key that all
            translations share.
        stems: the same for words that take an ending of `ENDINGS`.
        places: meanings that are a country, region or city.
        phrases: first meaning of a phrase to the phrases, the longest first, each
            with what it means as a whole.
        shortened: word key to the meanings of the several words that it stands for.
        legal: first word key of a legal form to the forms, the longest first, each
            with its class.
        translations: legal forms, as one word, that any of their class may be
            translated to.
        unspaced: legal forms and words of scripts without blanks, the longest first.
        given: given name, folded, to the names (heads of lines) it is a form of, with
            ; between them.
        around_persons: word key of titles, suffixes and particles to their class.
        after: titles that follow the name.
        generations: word key of a suffix to the generation that it tells.
    """

    particles: Collection[str]
    words: Table
    stems: Table
    places: Collection[str]
    phrases: dict[str, list[tuple[list[str], str]]]
    legal: dict[str, list[tuple[list[str], str]]]
    translations: Collection[str]
    unspaced: list[str]
    shortened: dict[str, list[str]] = field(default_factory=dict)
    given: Table = field(default_factory=dict)
    around_persons: dict[str, str] = field(default_factory=dict)
    after: Collection[str] = ()
    generations: dict[str, str] = field(default_factory=dict)

    def meaning(self, key: str) -> str | None:
        """What a word means, None where it is no generic word or number."""
        found = self.words.get(key)
        length = len(key)
        for end in range(length, max(length - _LONGEST_ENDING, _SHORTEST_STEM) - 1, -1):
            if found is not None:
                break
            if end == length or key[end:] in ENDINGS:
                found = self.stems.get(key[:end])
        return found

    def meanings(self, keys: Iterable[str]) -> list[str]:
        """Each word's meaning, or its own key; particles are left out."""
        return [self.meaning(key) or key for key in keys if key and key not in self.particles]

    def phrase(self, meanings: list[str], at: int) -> tuple[int, str] | None:
        """How many words from `at` on are one phrase, and what it means."""
        for words, meaning in self.phrases.get(meanings[at], ()):
            if meanings[at : at + len(words)] == words:
                return len(words), meaning
        return None

    def concepts(self, words: Iterable[str]) -> list[str]:
        """What words mean one after the other, phrases as one."""
        keys = self.meanings(map(word_key, words))
        found, at = [], 0
        while at < len(keys):
            length, meaning = self.phrase(keys, at) or (1, keys[at])
            found.append(meaning)
            at += length
        return found


@cache
def tables() -> Words:
    """All tables but the Arabic names, as `tools/make_name_words.py` folded them."""
    read: dict[str, Any] = json.loads((FOLDED / SMALL).read_bytes())
    for name in ("particles", "places", "translations", "after"):
        read[name] = frozenset(read[name])
    for name in LARGE:
        read[name] = SortedLines((FOLDED / f"{name}.tsv").read_bytes())
    return Words(**read)


def checksum() -> int:
    """CRC-32 of the folded tables, to tell one state of them from another."""
    found = 0
    for name in (SMALL, *(f"{name}.tsv" for name in LARGE)):
        found = crc32((FOLDED / name).read_bytes(), found)
    return found


# A word this long that is one letter off one of a legal form is that word.
_LONG = 7
# One slip in such a word leaves this many letters as they are at one of its ends.
_UNTOUCHED = 3


@cache
def _legal_words() -> dict[str, list[str]]:
    """Long words of legal forms by how they begin, `abc`, and how they end, `-xyz`."""
    phrases = (phrase for found in tables().legal.values() for phrase, _ in found)
    by_end: dict[str, list[str]] = {}
    for word in {word for phrase in phrases for word in phrase if len(word) >= _LONG}:
        by_end.setdefault(word[:_UNTOUCHED], []).append(word)
        by_end.setdefault("-" + word[-_UNTOUCHED:], []).append(word)
    return by_end


def legal_word(key: str) -> str:
    """The word of a legal form that a word key is with one slip, else the key itself.

    So that "Limited Libility Company" is still no part of a name.
    """
    if len(key) < _LONG or meaning(key):
        return key
    by_end = _legal_words()
    near = by_end.get(key[:_UNTOUCHED], []) + by_end.get("-" + key[-_UNTOUCHED:], [])
    if not near or key in near:
        return key
    return min((word for word in near if OSA.distance(word, key) <= 1), default=key)


def legal_form(keys: list[str], at: int = 0) -> tuple[int, str]:
    """How many words from `at` on, given by their keys, are one legal form, and its class.

    Returns:
        The number of words, 0 if none is; and the class, empty then.
    """
    for phrase, kind in tables().legal.get(keys[at], ()):
        if keys[at : at + len(phrase)] == phrase:
            return len(phrase), kind
    return 0, ""


@lru_cache(maxsize=65536)
def meaning(key: str) -> str | None:
    """What `Words.meaning` says, remembered for the words that come again and again."""
    return tables().meaning(key)


def figure(key: str, *, latin: bool) -> str | None:
    """The figure that a number word or Roman numeral stands for, None for other words.

    Args:
        key: a word key.
        latin: whether the word is printed in Latin letters; else it is no Roman
            numeral, as the Korean family name 이 and the Russian и are none.
    """
    found = meaning(key)
    if found is None or found[0] != "#" or not (latin or set(key) - _ROMAN):
        return None
    return found[1:]


@cache
def unspaced_forms() -> re.Pattern[str]:
    """Finds legal forms and generic words of scripts that write no blanks."""
    return re.compile("|".join(map(re.escape, tables().unspaced)))


@cache
def person_words() -> dict[str, WordClass]:
    """Titles, suffixes and particles by word key."""
    return {key: WordClass(kind) for key, kind in tables().around_persons.items()}


@lru_cache(maxsize=65536)
def given_names(form: str) -> tuple[str, ...]:
    """The names (heads of lines) that a given name, folded, is a form of."""
    found = tables().given.get(form)
    return () if found is None else tuple(found.split(";"))


def _settled(name: str) -> dict[str, tuple[str, ...]]:
    """Words in another script to their Latin forms, of a table of the two."""
    return {
        word: tuple(form.strip() for form in latin.split(";"))
        for latin, words in read_table(name)
        for word in words
    }


@cache
def arabic_names() -> dict[str, tuple[str, ...]]:
    """Words in Arabic script, by their plain letters, to their settled Latin forms."""
    settled = _settled("arabic_names.tsv")
    return {arabic.plain_letters(word): forms for word, forms in settled.items()}


@cache
def hebrew_names() -> dict[str, tuple[str, ...]]:
    """Words in Hebrew script to their settled Latin forms."""
    return _settled("hebrew_names.tsv")


@cache
def chinese_families() -> dict[str, tuple[str, ...]]:
    """Family names in Chinese characters to what they are printed as beside Pinyin."""
    return _settled("chinese_families.tsv")


# Endings of East Slavic patronymics in the spellings of passports and press.
PATRONYMIC = tuple(
    "ovich evich yevich ievich ovych evych ovitch evitch ovic evic owicz ovitj evitj ovna evna"
    " yevna ivna yivna inichna avich ouna ovitsch ewitsch owitsch aevich".split()
)
