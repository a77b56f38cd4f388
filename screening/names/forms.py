"""The Latin spellings of one word, in whatever script it is printed."""

import re
from collections.abc import Callable
from functools import lru_cache

from screening.names import classes
from screening.names.fold import as_cyrillic, fold, scripts_of, unmixed
from screening.names.romanise import (
    arabic,
    armenian,
    cyrillic,
    ethiopic,
    georgian,
    greek,
    han,
    hangul,
    hebrew,
    indic,
    kana,
    pinyin,
    thai,
)

Spelled = tuple[tuple[str, ...], bool]

# Letters of no table stay, and are folded one by one.
_ROMANISERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "Cyrillic": cyrillic.spellings,
    "Greek": greek.spellings,
    "Hangul": hangul.of_word,
    "Kana": kana.spellings,
    "Georgian": georgian.spellings,
    "Armenian": armenian.spellings,
    "Indic": indic.spellings,
    "Thai": thai.spellings,
    "Ethiopic": ethiopic.spellings,
}
_NO_LETTER = re.compile(r"[^a-z0-9]")


@lru_cache(maxsize=65536)
def spelled(word: str, cyrillic_around: bool = False) -> Spelled:
    """The Latin spellings of a word, and whether they lack short vowels.

    Args:
        word: one word as printed.
        cyrillic_around: whether Cyrillic words stand beside it, so that one of
            look-alikes only, such as `CMT`, may be Cyrillic too.

    Returns:
        Spellings in lower-case ASCII letters and digits, the likeliest first,
        one at least (of a word that has no letter, an empty one); and whether
        they are made of consonants for want of a settled spelling.
    """
    found: list[str] = []
    lacking = False
    for reading in unmixed(word):
        forms, lacks = _of_reading(reading)
        found.extend(forms)
        lacking = lacking or lacks
    if cyrillic_around and word.isascii():
        lookalike = as_cyrillic(word)
        if lookalike:
            found.extend(_of_reading(lookalike)[0])
    clean = (_NO_LETTER.sub("", form) for form in found)
    return tuple(dict.fromkeys(form for form in clean if form)) or ("",), lacking


def _of_reading(word: str) -> Spelled:
    if word.isascii():
        lower = word.lower()
        return (lower, *pinyin.from_wade_giles(lower)), False
    scripts = scripts_of(word)
    if "Arabic" in scripts:
        return arabic.spellings(word, classes.arabic_names())
    if "Hebrew" in scripts:
        return hebrew.spellings(word, classes.hebrew_names())
    if scripts == {"Han"}:
        return han.spellings(word, classes.chinese_families()), False
    for script, romanise in _ROMANISERS.items():
        if script in scripts:
            return tuple(map(fold, romanise(word))), False
    return _of_latin(word.lower()), False


# Letters that a second spelling writes out: Müller is also printed Mueller, and
# Kašlev in one language is Kashlev in another.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "š": "sh", "ś": "sh", "ş": "sh",
     "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "đ": "dj", "ň": "ny", "ñ": "ny"}
)  # fmt: skip


def _of_latin(lower: str) -> tuple[str, ...]:
    return fold(lower), fold(lower.translate(_WRITTEN_OUT))
