"""Words that are not the name itself: legal forms, titles, particles, generic words.

The tables are the files of `names/data`; each says where it comes from.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from screening.names.fold import fold, plain_signs
from screening.names.romanise import arabic, cyrillic


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
    LEGAL_FORM = "legal form"


@cache
def _rows(name: str) -> list[tuple[str, list[str]]]:
    """(class, words) of each line of a table; without a class, the line's first word."""
    text = files("screening.names").joinpath("data", name).read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            head, tab, words = line.partition("\t")
            parts = [word.strip() for word in (words if tab else head).split(";")]
            rows.append((head if tab else parts[0], [part for part in parts if part]))
    return rows


def word_key(text: str) -> str:
    """One word as the tables are looked up: Latin, folded, letters and digits only."""
    if text.isascii() and text.isalnum():
        return text.lower()
    text = plain_signs(text).lower()
    if not text.isascii():
        text = cyrillic.spellings(text)[0]
        if not text.isascii():
            text = fold(text)
    return re.sub(r"[^a-z0-9]", "", text)


@cache
def legal_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Legal forms as sequences of word keys, by first word, the longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for _, forms in _rows("legal_forms.tsv"):
        for form in forms:
            keys = tuple(key for key in map(word_key, form.split()) if key)
            if keys:
                found.setdefault(keys[0], set()).add(keys)
    return {
        first: tuple(sorted(phrases, key=lambda keys: (-len(keys), keys)))
        for first, phrases in found.items()
    }


# A word this long that is one letter off one of a legal form is that word.
_LONG = 7


@cache
def _legal_words() -> tuple[str, ...]:
    phrases = (phrase for found in legal_phrases().values() for phrase in found)
    return tuple(sorted({word for phrase in phrases for word in phrase if len(word) >= _LONG}))


@lru_cache(maxsize=65536)
def legal_word(key: str) -> str:
    """The word of a legal form that a word key is with one slip, else the key itself.

    So that "Limited Libility Company" is still no part of a name.
    """
    if len(key) < _LONG:
        return key
    found = extractOne(key, _legal_words(), scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else key


@cache
def unspaced_forms() -> re.Pattern[str]:
    """Finds legal forms and generic words of scripts that write no blanks."""
    rows = _rows("legal_forms.tsv") + _rows("generic_words.tsv")
    forms = {word for _, words in rows for word in words if "\u2e80" <= word[0] <= "\ud7ff"}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)))


@cache
def generic_words() -> dict[str, str]:
    """Word key of each generic word, to the key that its translations share."""
    shared: dict[str, str] = {}
    for kind, words in _rows("generic_words.tsv"):
        head = word_key(words[0])
        for word in words:
            key = word_key(word)
            if key:
                shared.setdefault(key, head if kind == "same" else key)
    return shared


@cache
def person_words() -> dict[str, WordClass]:
    """Titles, suffixes and particles by word key."""
    return {
        word_key(word): WordClass(kind)
        for kind, words in _rows("person_words.tsv")
        for word in words
    }


@cache
def given_names() -> dict[str, tuple[str, ...]]:
    """Given name, folded, to the names (heads of lines) it is a form of."""
    heads: dict[str, list[str]] = {}
    for head, words in _rows("given_names.tsv"):
        for word in words:
            heads.setdefault(word_key(word), []).append(head)
    return {word: tuple(found) for word, found in heads.items()}


def _settled(name: str) -> dict[str, tuple[str, ...]]:
    """Words in another script to their Latin forms, of a table of the two."""
    return {
        word: tuple(form.strip() for form in latin.split(";"))
        for latin, words in _rows(name)
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


# Ordinals and number words that stand for a figure in the names of plants,
# institutes and units ("Second Academy", "2nd Academy").
NUMBER_WORDS = {
    word: str(value)
    for value, words in {
        1: "first 1st i one", 2: "second 2nd ii two vtoroy", 3: "third 3rd iii three",
        4: "fourth 4th iv four", 5: "fifth 5th v five", 6: "sixth 6th vi six",
        7: "seventh 7th vii seven", 8: "eighth 8th viii eight", 9: "ninth 9th ix nine",
        10: "tenth 10th x ten", 11: "eleventh 11th xi eleven", 12: "twelfth 12th xii twelve",
    }.items()
    for word in words.split()
}  # fmt: skip

# Endings of East Slavic patronymics in the spellings of passports and press.
PATRONYMIC = re.compile(
    r"(ovich|evich|yevich|ievich|ovych|evych|ovitch|evitch|ovic|evic|owicz|ovitj|evitj"
    r"|ovna|evna|yevna|ivna|yivna|inichna|avich|ouna|ovitsch|ewitsch|owitsch|aevich)$"
)
