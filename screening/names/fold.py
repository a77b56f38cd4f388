"""One letter at a time to lower-case ASCII, and what script a letter is of.

The only place that calls unidecode, so that the library (GPL-2-or-later) can
be exchanged in one line: docs/decisions/0002-unidecode-and-the-licence.md.
"""

import unicodedata
from bisect import bisect_right

from unidecode import unidecode_expect_nonascii


class _Letters(dict[int, str]):
    """What each character folds to, asked of unidecode once a character."""

    def __missing__(self, point: int) -> str:
        folded = unidecode_expect_nonascii(chr(point)).lower()
        self[point] = folded
        return folded


_LETTERS = _Letters({point: chr(point).lower() for point in range(128)})
# No letter of ASCII to unidecode: Azerbaijani Əliyev is Aliyev.
_LETTERS.update(dict.fromkeys(map(ord, "Əəǝ"), "a"))


def fold(text: str) -> str:
    """The text in lower-case ASCII letters, accents dropped.

    Letters without an ASCII neighbour become the usual Latin spelling of
    their script (`Ж` -> `zh`, `习` -> `xi `). Folding twice changes nothing.
    """
    return text.translate(_LETTERS)


# First code point of each block that matters here, in order, and its script.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, "Common"),
    (0x0041, "Latin"),
    (0x005B, "Common"),
    (0x0061, "Latin"),
    (0x007B, "Common"),
    (0x00C0, "Latin"),
    (0x0250, "Latin"),
    (0x02B0, "Common"),
    (0x0370, "Greek"),
    (0x0400, "Cyrillic"),
    (0x0530, "Armenian"),
    (0x0590, "Hebrew"),
    (0x0600, "Arabic"),
    (0x0780, "Other"),
    (0x0900, "Indic"),
    (0x0D80, "Other"),
    (0x0E00, "Thai"),
    (0x0E80, "Other"),
    (0x10A0, "Georgian"),
    (0x1100, "Hangul"),
    (0x1200, "Ethiopic"),
    (0x13A0, "Other"),
    (0x1C90, "Georgian"),
    (0x1CC0, "Other"),
    (0x1E00, "Latin"),
    (0x1F00, "Greek"),
    (0x2000, "Common"),
    (0x2C60, "Latin"),
    (0x2C80, "Other"),
    (0x2E80, "Han"),
    (0x3000, "Common"),
    (0x3040, "Kana"),
    (0x3100, "Other"),
    (0x3130, "Hangul"),
    (0x3190, "Other"),
    (0x31F0, "Kana"),
    (0x3200, "Common"),
    (0x3400, "Han"),
    (0xA000, "Other"),
    (0xAC00, "Hangul"),
    (0xD7FC, "Other"),
    (0xF900, "Han"),
    (0xFB00, "Latin"),
    (0xFB13, "Armenian"),
    (0xFB1D, "Hebrew"),
    (0xFB50, "Arabic"),
    (0xFE00, "Common"),
    (0xFE70, "Arabic"),
    (0xFF00, "Common"),
    (0x20000, "Han"),
    (0x30000, "Other"),
)
_STARTS = [start for start, _ in _BLOCKS]


def script_of(letter: str) -> str:
    """The script of one character by its Unicode block; `Common` for signs."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


_LATIN, _NONE = frozenset({"Latin"}), frozenset[str]()


class _Scripts(dict[str, str]):
    """The script of each letter, looked up once a letter; `Common` for what is none."""

    def __missing__(self, letter: str) -> str:
        script = self[letter] = script_of(letter) if letter.isalpha() else "Common"
        return script


_script = _Scripts().__getitem__


def scripts_of(text: str) -> frozenset[str]:
    """The scripts whose letters occur in a text; signs and digits have none."""
    if text.isascii():  # most texts, letter by letter too slow for them
        return _LATIN if text.lower() != text.upper() else _NONE
    return frozenset(map(_script, text)) - {"Common"}


# Letters that look alike in Latin, Cyrillic and Greek print. Official names mix
# them ("OSTEC-UМT" with a Cyrillic М), and so do people who try not to be found.
_LATIN_TWINS = "ABCEHIKMOPTXYaceiopxy"
_CYRILLIC_TWINS = "АВСЕНІКМОРТХУасеіорху"
# Latin, Cyrillic, Greek; a blank where there is none.
_TWINS = (
    _LATIN_TWINS + "NZSJsjhdqwuvk", _CYRILLIC_TWINS + "  ЅЈѕјһԁԛԝ  к",
    "ΑΒ ΕΗΙΚΜΟΡΤΧΥα  ιορχγΝΖ        υνκ",
)  # fmt: skip
_SCRIPTS = ("Latin", "Cyrillic", "Greek")
_AS = {
    script: str.maketrans(
        {
            letters[other]: letters[at]
            for letters in zip(*_TWINS, strict=True)
            for other in range(len(_SCRIPTS))
            if other != at and " " not in (letters[at], letters[other])
        }
    )
    for at, script in enumerate(_SCRIPTS)
}
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS, _CYRILLIC_TWINS)


def unmixed(word: str) -> tuple[str, ...]:
    """The ways to read a word that mixes Latin, Cyrillic and Greek letters.

    Returns:
        The word alone where it does not mix them; else each reading in one
        script that look-alike letters allow, and the word itself where none
        is complete.
    """
    if word.isascii():
        return (word,)
    scripts = scripts_of(word)
    mixed = [script for script in _SCRIPTS if script in scripts]
    if len(mixed) < 2:
        return (word,)
    readings = (word.translate(_AS[script]) for script in mixed)
    whole = tuple(reading for reading in readings if len(scripts_of(reading)) == 1)
    return whole or (word,)


def as_cyrillic(word: str) -> str | None:
    """A word of look-alikes only, such as `CMT`, read as Cyrillic; else None."""
    reading = word.translate(_TO_CYRILLIC)
    if reading != word and scripts_of(reading) == {"Cyrillic"}:
        return reading
    return None


# Signs that stand for one another in print, and signs that stand for nothing.
_SIGNS = str.maketrans(
    dict.fromkeys("’ʼʻ`´′‘ʹˈ‛＇", "'")
    | dict.fromkeys("‐‑‒–—―−－﹣⁃", "-")
    | dict.fromkeys("“”„«»‹›″‟〈〉《》「」『』", '"')
    | dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad", None)
    # Arabic signs for short vowels and doubling, and the stroke that only
    # stretches a word: print leaves them out as often as not
    | dict.fromkeys(map(chr, (*range(0x064B, 0x0660), 0x0670, 0x0640)), None)
)


def plain_signs(text: str) -> str:
    """The text with signs that stand for one another unified and blanks collapsed.

    Compatibility forms, apostrophes, dashes and quotes become one sign each;
    what is not seen or read, such as Arabic short vowels, goes.
    """
    if text.isascii():  # it has no compatibility forms, and one such sign
        return " ".join(text.replace("`", "'").split())
    # before, since it would part ´ into a blank and an accent; and after, since
    # it makes such signs of compatibility forms
    plain = text.translate(_SIGNS)
    whole = unicodedata.normalize("NFKC", plain)
    return " ".join((plain if whole == plain else whole.translate(_SIGNS)).split())
