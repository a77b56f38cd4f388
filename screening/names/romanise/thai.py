"""Latin spellings of Thai words, nearly after the Royal system of 1999.

Syllables are not parted in print, and which consonants begin one cannot be
told without a dictionary; so this takes the commonest way, and leaves what is
printed otherwise to `names.spelling`.
"""

import re

_CONSONANTS = dict(
    zip(
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        "k kh kh kh kh kh ng ch ch ch s ch y d t th th th n d t th th th n b p ph f ph f ph m"
        " y r l w s s s h l - h".split(),
        strict=True,
    )
)
_AT_END = dict.fromkeys("กขคฆ", "k") | dict.fromkeys("จชซฎฏฐฑฒดตถทธศษส", "t")
_AT_END |= dict.fromkeys("บปพฟภ", "p") | dict.fromkeys("ญณนรลฬ", "n")
_AT_END |= {"ง": "ng", "ม": "m", "ย": "i", "ว": "o"}
_C = f"[{''.join(_CONSONANTS)}]"
_START = f"({_C}(?:(?<=[กขคตปผพ])[รลว](?=[ะาิีึืุูเแโใไอ]))?)"
# Vowels around their consonant, brought behind it: the longest first.
_VOWELS = tuple(
    (re.compile(pattern), vowel)
    for pattern, vowel in (
        (f"เ{_START}ียว", "iao"), (f"เ{_START}ีย", "ia"), (f"เ{_START}ือ", "uea"),
        (f"เ{_START}าะ", "o"), (f"เ{_START}า", "ao"), (f"เ{_START}อ", "oe"),
        (f"เ{_START}ิ", "oe"), (f"เ{_START}", "e"), (f"แ{_START}", "ae"), (f"โ{_START}", "o"),
        (f"[ใไ]{_START}ย?", "ai"), (f"{_START}ัว", "ua"), (f"{_START}ัย", "ai"),
        (f"{_START}รร(?={_C})", "a"), (f"{_START}[ะัา]", "a"), (f"{_START}ำ", "am"),
        (f"{_START}[ิี]", "i"), (f"{_START}[ึ]", "ue"), (f"{_START}ือ?", "ue"),
        (f"{_START}[ุู]", "u"), (f"(?<![a-z])({_C})อ(?={_C}|$)", "o"),
    )
)  # fmt: skip
_SILENT = re.compile(f"{_C}[ิุ]?์|[็ฺ่้๊๋]")


def spellings(word: str) -> tuple[str, ...]:
    """The Latin spelling of a Thai word; letters of no table stay."""
    text = _SILENT.sub("", word)
    for pattern, vowel in _VOWELS:
        text = pattern.sub(rf"\1{vowel}", text)
    text = re.sub(f"^อ(?={_C}[a-z])", "a", text)
    text = re.sub("([กขคจชซธพมยรลวศษสห])(?=[กงนมรล]$)", r"\1o", text)
    # what stands between two consonants without a vowel is o, in an open syllable a
    text = re.sub(f"(?<![a-z])({_C})(?={_C}(?![a-z]))", r"\1o", text)
    found = ""
    for at, letter in enumerate(text):
        spoken_after = text[at + 1 : at + 2].isascii() and at + 1 < len(text)
        cluster = (
            letter in "กขคตปผพ"
            and text[at + 1 : at + 2] in tuple("รลว")
            and (text[at + 2 : at + 3].isascii() and at + 2 < len(text))
        )
        if letter not in _CONSONANTS:
            found += letter
        elif spoken_after or cluster or not found:
            found += _CONSONANTS[letter].replace("-", "")
        else:
            found += _AT_END.get(letter, "")
    return (found,)
