"""Chinese syllables in Pinyin, and how Wade-Giles spells them.

Pinyin is the standard of China (GB/T 16159); passports of Taiwan and older
prints follow Wade-Giles (1912), mostly without its apostrophes.
"""

import re
from functools import cache

_SYLLABLES = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "": "a ai an ang ao e ei en er o ou",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_STARTS = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "z": "ts",
    "c": "ts", "r": "j",
}  # fmt: skip
_ENDS = {"ie": "ieh", "ian": "ien", "ue": "ueh", "ong": "ung", "iong": "iung"}
_BACK = frozenset("gkh")


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Pinyin, without tones."""
    return frozenset(start + end for start, ends in _SYLLABLES.items() for end in ends.split())


@cache
def wade_giles() -> dict[str, str]:
    """Every syllable of Pinyin to its spelling in Wade-Giles, without signs."""
    return {
        start + end: _wade_giles(start, end)
        for start, ends in _SYLLABLES.items()
        for end in ends.split()
    }


def _wade_giles(start: str, end: str) -> str:
    if start == "y":
        return {"yan": "yen", "you": "yu", "ye": "yeh", "yue": "yueh", "yong": "yung"}.get(
            start + end, start + end
        )
    if end == "i" and start in ("zh", "ch", "sh", "r"):
        return _STARTS.get(start, start) + "ih"
    if end == "i" and start in ("z", "c", "s"):
        return "ssu" if start == "s" else "tzu"
    if end == "er":
        return "erh"
    if end == "e" and start in _BACK:
        end = "o"
    elif end == "ui" and start in ("g", "k"):
        end = "uei"
    elif end == "uo" and start not in (*_BACK, "sh"):
        end = "o"
    return _STARTS.get(start, start) + _ENDS.get(end, end)


@cache
def _by_wade_giles() -> dict[str, tuple[str, ...]]:
    """Syllables of Wade-Giles to those of Pinyin they may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for pinyin, spelled in wade_giles().items():
        found[spelled] = (*found.get(spelled, ()), pinyin)
    return found


# Wade-Giles of usual family names that Pinyin has too, for another sound.
_FAMILIES = {
    "chang": "zhang", "chao": "zhao", "chou": "zhou", "cheng": "zheng", "chu": "zhu",
    "kao": "gao", "kuo": "guo", "ku": "gu", "pai": "bai", "pao": "bao", "tai": "dai",
    "ting": "ding", "tu": "du", "teng": "deng", "tuan": "duan",
}  # fmt: skip
_SHORTEST = 3
_MOST = 3
# What only Wade-Giles has: where none of it stands there is nothing to look up.
_MARKS = re.compile("hs|ts|tz|ss|ih|eh|ung|ien|uei|erh")


def from_wade_giles(word: str) -> tuple[str, ...]:
    """A Latin word of one or two syllables of Wade-Giles, in Pinyin.

    Args:
        word: in lower-case ASCII.

    Returns:
        At most three spellings; none where the word is no Wade-Giles, or may
        be Pinyin as it stands and is no usual family name, so that few other
        words get any.
    """
    if word in _FAMILIES:
        return (_FAMILIES[word],)
    if _MARKS.search(word) is None or len(word) < _SHORTEST:
        return ()
    known, table = syllables(), _by_wade_giles()
    if word in table:
        return () if word in known else table[word][:_MOST]
    pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    if any(first in known and last in known for first, last in pairs):
        return ()
    found = [
        one + other
        for first, last in pairs
        for one in table.get(first, ())
        for other in table.get(last, ())
    ]
    return tuple(found[:_MOST])
