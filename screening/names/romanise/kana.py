"""Latin spellings of Japanese words in kana.

Passports and the press follow Hepburn and leave long vowels unmarked; some
prints follow Kunrei (ISO 3602, 1989), in which Shimazu is Simazu.
"""

import re

_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サシスセソ",
    "z": "ザジズゼゾ", "t": "タチツテト", "d": "ダヂヅデド", "n": "ナニヌネノ",
    "h": "ハヒフヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ",
}  # fmt: skip
_KUNREI = {
    letter: start + vowel
    for start, letters in _ROWS.items()
    for vowel, letter in zip(_VOWELS, letters, strict=True)
} | {
    "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "ヴ": "vu",
    "ヂ": "zi", "ヅ": "zu",
}  # fmt: skip
_SMALL_Y = {"ャ": "ya", "ュ": "yu", "ョ": "yo"}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}
_TO_HEPBURN = tuple(
    (re.compile(kunrei), hepburn)
    for kunrei, hepburn in (
        ("sy", "sh"), ("si", "shi"), ("ty", "ch"), ("ti", "chi"), ("tu", "tsu"), ("zy", "j"),
        ("zi", "ji"), ("hu", "fu"),
    )
)  # fmt: skip
_LONG = re.compile(r"o[uo]|uu")


def spellings(word: str) -> tuple[str, ...]:
    """The Hepburn spelling of a word in kana, and the Kunrei one where it differs."""
    kunrei = ""
    doubled = False
    for letter in word:
        sign = chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter
        if sign == "ッ":
            doubled = True
            continue
        if sign in _SMALL_Y and kunrei.endswith("i"):
            kunrei = kunrei[:-1] + _SMALL_Y[sign]
            continue
        if sign in _SMALL and kunrei:
            kunrei = kunrei[:-1] + _SMALL[sign]
            continue
        if sign == "ー":
            continue
        spelled = _KUNREI.get(sign, _SMALL_Y.get(sign, letter))
        kunrei += (spelled[:1] if doubled else "") + spelled
        doubled = False
    kunrei = _LONG.sub(lambda found: found[0][0], kunrei)
    hepburn = kunrei
    for pattern, instead in _TO_HEPBURN:
        hepburn = pattern.sub(instead, hepburn)
    return tuple(dict.fromkeys((hepburn, kunrei)))
