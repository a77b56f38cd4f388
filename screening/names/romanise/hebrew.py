"""Latin spellings of words in Hebrew script.

As in Arabic, short vowels are not written: what can be compared is the
consonants and the letters that may stand for vowels (`names.unvowelled`).
Common names have a settled spelling: `names/data/hebrew_names.tsv`.
Letter values after the Academy of the Hebrew Language, 2006, simplified.
"""

from collections.abc import Mapping

_LETTERS = dict(
    zip(
        "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
        "a b g d h w z kh t y k k l m m n n s - p f ts ts k r sh t".split(),
        strict=True,
    )
)
# Sounds of other languages, written with a stroke.
_STROKES = (("ג'", "j"), ("צ'", "ch"), ("ץ'", "ch"), ("ז'", "zh"), ("ת'", "th"))


def spellings(
    word: str, settled: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    """The Latin spellings of a word, the likeliest first.

    Args:
        word: in Hebrew letters, without the points of vowels or with them.
        settled: spelling of common names.

    Returns:
        Spellings, and whether they are made of consonants for want of a
        settled one.
    """
    plain = "".join(letter for letter in word if not "\u0591" <= letter <= "\u05c7")
    known = settled.get(plain)
    if known:
        return known, False
    # two waws are a v, a yod beside another is one; what ends in heh ends in a
    text = plain.replace("וו", "v").replace("יי", "י")
    for written, sound in _STROKES:
        text = text.replace(written, sound)
    if text.endswith("ה"):
        text = text[:-1] + "א"
    start = "a" if text.startswith("ע") else ""
    spelled = "".join(_LETTERS.get(letter, letter) for letter in text)
    return (start + spelled.replace("-", ""),), True
