"""What Hangul a word could stand for, so that all its spellings can be compared.

`Roh Gwang-cheol`, `Ro Kwang Chol` and `Но Гван Чхоль` share no spelling but
the same three syllables. A syllable is read as the sets of Hangul letters it
may stand for; two syllables agree when the sets meet.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from screening.names.romanise.hangul import (
    DOUBLE_FAMILIES,
    FAMILY_SPELLINGS,
    FINALS,
    INITIALS,
    REVISED_FINALS,
    VOWELS,
    is_hangul,
    letters,
)
from screening.records import record, replace


@record
class Syllable:
    """What one syllable may stand for, as sets of bits.

    Args:
        text: as written, folded.
        initial: bit n set: may begin with letter n of `INITIALS`.
        vowel: bit n set: may have letter n of `VOWELS`.
        final: bit n set: may end with sound n of `ENDS`.
    """

    text: str
    initial: int
    vowel: int
    final: int


@record
class Spelling:
    """How one alphabet prints the three places of a syllable.

    Args:
        initials: beginnings, and the letters they are printed for.
        vowels: the same for vowels.
        finals: the same for the sounds of the end.
    """

    initials: dict[str, int]
    vowels: dict[str, int]
    finals: dict[str, int]


ENDS = ("", "k", "n", "t", "l", "m", "p", "ng")


def _bits(alphabet: Sequence[str], chosen: Iterable[str]) -> int:
    return sum(1 << alphabet.index(letter) for letter in chosen)


def _spelling(
    initials: dict[str, str], vowels: dict[str, str], finals: dict[str, tuple[str, ...]]
) -> Spelling:
    return Spelling(
        {text: _bits(INITIALS, chosen) for text, chosen in initials.items()},
        {text: _bits(VOWELS, chosen) for text, chosen in vowels.items()},
        {text: _bits(ENDS, chosen) for text, chosen in finals.items()},
    )


# The DPRK, McCune-Reischauer and Revised systems, and the habits of passports.
LATIN = _spelling(
    {
        "k": "ᄀᄏ", "g": "ᄀ", "kk": "ᄁ", "kh": "ᄏ", "gh": "ᄀ", "n": "ᄂᄅ", "t": "ᄃᄐ",
        "d": "ᄃ", "tt": "ᄄ", "th": "ᄐ", "r": "ᄅᄂ", "rh": "ᄅ", "l": "ᄅ", "m": "ᄆ",
        "p": "ᄇᄑ", "b": "ᄇ", "pp": "ᄈ", "ph": "ᄑ", "s": "ᄉ", "sh": "ᄉ", "ss": "ᄊ",
        "": "ᄋ", "j": "ᄌ", "jj": "ᄍ", "tch": "ᄍ", "ch": "ᄌᄎ", "h": "ᄒ",
    },
    {
        "a": "ᅡ", "ah": "ᅡ", "ae": "ᅢ", "ai": "ᅢ", "ya": "ᅣ", "yae": "ᅤ", "o": "ᅥᅩ",
        "oh": "ᅩ", "eo": "ᅥ", "uh": "ᅥ", "e": "ᅦ", "yo": "ᅧᅭ", "yeo": "ᅧ", "you": "ᅧᅲ",
        "yu": "ᅲᅧ", "yoo": "ᅲ", "ye": "ᅨ", "wa": "ᅪ", "wae": "ᅫ", "oe": "ᅬ", "oi": "ᅬ",
        "u": "ᅮᅳᅥ", "oo": "ᅮ", "wu": "ᅮ", "woo": "ᅮ", "wo": "ᅯ", "weo": "ᅯ", "we": "ᅬᅰ",
        "wi": "ᅱ", "eu": "ᅳ", "ui": "ᅴ", "eui": "ᅴ", "i": "ᅵᅴ", "ee": "ᅵᅴ", "yi": "ᅵ", "ie": "ᅵ",
        "ou": "ᅥ", "wee": "ᅱ",
    },
    {
        "": ("",), "k": ("k",), "g": ("k",), "ck": ("k",), "n": ("n",), "t": ("t",),
        "d": ("t",), "s": ("t",), "l": ("l",), "r": ("l",), "m": ("m",), "p": ("p",),
        "b": ("p",), "ng": ("ng",),
    },
)  # fmt: skip
# The Kontsevich system of Russian print, in which н ends a syllable in n or ng.
CYRILLIC = _spelling(
    {
        "к": "ᄀ", "г": "ᄀ", "кк": "ᄁ", "кх": "ᄏ", "н": "ᄂᄅ", "т": "ᄃ", "д": "ᄃ",
        "тт": "ᄄ", "тх": "ᄐ", "р": "ᄅᄂ", "л": "ᄅ", "м": "ᄆ", "п": "ᄇ", "б": "ᄇ",
        "пп": "ᄈ", "пх": "ᄑ", "с": "ᄉ", "сс": "ᄊ", "": "ᄋ", "ч": "ᄌ", "дж": "ᄌ",
        "ц": "ᄌ", "чч": "ᄍ", "чх": "ᄎ", "х": "ᄒ",
    },
    {
        "а": "ᅡ", "э": "ᅢ", "я": "ᅣ", "о": "ᅥᅩ", "е": "ᅦᅧ", "ё": "ᅧᅭ", "йе": "ᅨ",
        "ва": "ᅪ", "вэ": "ᅫ", "ве": "ᅬᅰ", "у": "ᅮ", "во": "ᅯ", "ви": "ᅱ", "ю": "ᅲ",
        "ы": "ᅳ", "ый": "ᅴ", "и": "ᅵ",
    },
    {
        "": ("",), "к": ("k",), "н": ("n", "ng"), "нъ": ("n",), "т": ("t",), "с": ("t",),
        "ль": ("l",), "л": ("l",), "м": ("m",), "п": ("p",),
    },
)  # fmt: skip
# Longer ones begin with two consonants or three: kkyeong.
_LONGEST, _LONGEST_OF_ALL = 6, 8
_LATIN_VOWELS = frozenset("aeiouyw")
_I_SOUNDS = _bits(VOWELS, "ᅣᅤᅧᅨᅭᅲᅵ")
_NASAL = _bits(INITIALS, "ᄂᄅ")
_SILENT = _bits(INITIALS, "ᄋ")
MOST_SYLLABLES = 4


@cache
def _family_words() -> dict[str, tuple[Syllable, ...]]:
    """Family names in spellings that follow no system: Lee, Park, Choi."""
    words: dict[str, list[Syllable]] = {}
    for hangul, spelled in FAMILY_SPELLINGS.items():
        for word in spelled:
            words.setdefault(word, []).append(_of_hangul(hangul, word))
    return {word: _merged(found) for word, found in words.items()}


def _merged(found: list[Syllable]) -> tuple[Syllable, ...]:
    by_final: dict[int, Syllable] = {}
    for one in found:
        other = by_final.get(one.final, one)
        by_final[one.final] = Syllable(
            one.text, one.initial | other.initial, one.vowel | other.vowel, one.final
        )
    return tuple(by_final.values())


def _of_hangul(block: str, text: str) -> Syllable:
    initial, vowel, final = letters(block)
    sound = REVISED_FINALS[FINALS.index(final)] if final else ""
    return Syllable(text, _bits(INITIALS, initial), _bits(VOWELS, vowel), _bits(ENDS, (sound,)))


@lru_cache(maxsize=16384)
def _syllable(text: str, latin: bool) -> Syllable | None:
    """The syllable that a text is, None where it cannot be one."""
    spelling = LATIN if latin else CYRILLIC
    for start in range(min(3, len(text)), -1, -1):
        initial = spelling.initials.get(text[:start])
        if initial is None:
            continue
        for end in range(len(text), start, -1):
            vowel = spelling.vowels.get(text[start:end])
            final = spelling.finals.get(text[end:])
            if vowel is not None and final is not None:
                return Syllable(text, initial, vowel, final)
    return None


@lru_cache(maxsize=32768)
def readings(word: str) -> tuple[tuple[Syllable, ...], ...]:
    """The ways to read a lower-case Latin, Cyrillic or a Hangul word as Korean.

    Returns:
        Readings of one to four syllables, and of several only those with the
        fewest (`cheol` is not `che ol`); none where the word cannot be Korean.
    """
    if is_hangul(word):
        if len(word) > MOST_SYLLABLES:
            return ()
        return (tuple(_of_hangul(block, block) for block in word),)
    if not word.isalpha() or len(word) > MOST_SYLLABLES * _LONGEST:
        return ()
    latin = word.isascii()
    # most words cannot, and to try every split takes longer than to see that
    found = _splits(word, latin, MOST_SYLLABLES) if _can_be(latin).fullmatch(word) else []
    single = [split[0] for split in found if len(split) == 1]
    single += _family_words().get(word, ())
    if single:
        return tuple((syllable,) for syllable in _merged(single))
    fewest = min(map(len, found), default=0)
    return tuple(split for split in found if len(split) == fewest)


@cache
def _can_be(latin: bool) -> re.Pattern[str]:
    """Matches the words that `_splits` finds a reading of."""
    spelling = LATIN if latin else CYRILLIC
    places = (spelling.initials, spelling.vowels, spelling.finals)
    one = "".join(f"(?:{'|'.join(place)})" for place in places)
    return re.compile(f"(?:{one}){{1,{MOST_SYLLABLES}}}")


def _splits(word: str, latin: bool, most: int) -> list[tuple[Syllable, ...]]:
    if not word:
        return [()]
    if most == 0:
        return []
    found: list[tuple[Syllable, ...]] = []
    longest = _LONGEST if word[1:2] in _LATIN_VOWELS else _LONGEST_OF_ALL
    for length in range(min(longest, len(word)), 0, -1):
        syllable = _syllable(word[:length], latin)
        if syllable is not None:
            rests = _splits(word[length:], latin, most - 1)
            found.extend((syllable, *rest) for rest in rests)
    return found


@cache
def _families() -> tuple[Syllable, ...]:
    return tuple(_of_hangul(hangul, hangul) for hangul in FAMILY_SPELLINGS)


@lru_cache(maxsize=4096)
def is_family(syllable: Syllable) -> bool:
    """Whether a syllable can be a usual Korean family name as it is spelled."""
    if syllable.text.isascii():
        return syllable.text in _family_words()
    return any(agree(syllable, family, first=True) for family in _families())


@cache
def _double_families() -> frozenset[str]:
    return frozenset(
        word for hangul, spelled in DOUBLE_FAMILIES.items() for word in (hangul, *spelled)
    )


def is_double_family(word: str) -> bool:
    """Whether a lower-case Latin or a Hangul word is a family name of two syllables."""
    return word in _double_families()


_NASALS = _bits(ENDS, ("n", "ng"))
_OPEN = _bits(ENDS, ("",))


def nearly(one: Syllable, other: Syllable, *, first: bool) -> bool:
    """Whether only the end differs, as when a letter is dropped: Yon, Yong; Cho, Chol."""
    ends = one.final | other.final
    near = not ends & ~_NASALS or bool(ends & _OPEN)
    same_end = replace(other, final=one.final)
    return near and agree(one, same_end, first=first)


def agree(one: Syllable, other: Syllable, *, first: bool) -> bool:
    """Whether two syllables may stand for the same Hangul.

    Args:
        one: a syllable.
        other: the syllable put beside it.
        first: whether it begins the family or the given name, where r and n
            change or fall away (로 -> No, 리 -> Yi, 룡 -> Yong).
    """
    if not one.final & other.final or not one.vowel & other.vowel:
        return False
    if one.initial & other.initial:
        return True
    if not first:
        return False
    merged = _NASAL | _SILENT if one.vowel & other.vowel & _I_SOUNDS else _NASAL
    return bool(one.initial & merged and other.initial & merged)
