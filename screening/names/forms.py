"""The Latin spellings of one word, in whatever script it is printed."""

import re
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module

from screening.names import classes
from screening.names.fold import as_cyrillic, fold, scripts_of, unmixed
from screening.names.romanise import arabic, cyrillic, han, hangul, hebrew, pinyin

Spelled = tuple[tuple[str, ...], bool]

Romanise = Callable[[str], tuple[str, ...]]

_ROMANISERS: dict[str, Romanise] = {
    "Cyrillic": cyrillic.spellings,
    "Hangul": hangul.of_word,
}
# Modules of `names.romanise` that few look-ups need, by script.
_RARE = {
    "Greek": "greek", "Kana": "kana", "Georgian": "georgian", "Armenian": "armenian",
    "Indic": "indic", "Thai": "thai", "Ethiopic": "ethiopic",
}  # fmt: skip
_NO_LETTER = re.compile(r"[^a-z0-9]")


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
    if word.isascii() and word.isalnum() and not cyrillic_around:
        # most words, and sooner spelled than remembered
        forms, lacking = _of_reading(word)
        return forms if len(forms) == 1 else tuple(dict.fromkeys(forms)), lacking
    return _spelled(word, cyrillic_around)


@lru_cache(maxsize=65536)
def _spelled(word: str, cyrillic_around: bool) -> Spelled:
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
    romanise = _romaniser(scripts)
    # letters of no table stay, and are folded one by one
    return (tuple(map(fold, romanise(word))) if romanise else _of_latin(word.lower())), False


def _romaniser(scripts: frozenset[str]) -> Romanise | None:
    """What spells a word of some scripts; of kana beside Chinese characters, kana."""
    for script in scripts:
        if script in _RARE and script not in _ROMANISERS:
            module = import_module(f"screening.names.romanise.{_RARE[script]}")
            _ROMANISERS[script] = module.spellings
    return next((_ROMANISERS[script] for script in sorted(scripts & _ROMANISERS.keys())), None)


# Letters that a second spelling writes out: Müller is also printed Mueller, and
# Kašlev in one language is Kashlev in another. What these are by first is their
# letter without its mark.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "š": "sh", "ś": "sh", "ş": "sh",
     "ș": "sh", "č": "ch", "ć": "ch", "ç": "ch", "ž": "zh", "ż": "zh", "đ": "dj", "ň": "ny",
     "ñ": "ny", "ț": "ts", "ţ": "ts", "ə": "e"}
)  # fmt: skip
# Letters of Vietnamese alone, in which đ is no dj.
_VIETNAMESE = frozenset("ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def _of_latin(lower: str) -> tuple[str, ...]:
    if not _VIETNAMESE.isdisjoint(lower):
        return (fold(lower),)
    return fold(lower), fold(lower.translate(_WRITTEN_OUT))
