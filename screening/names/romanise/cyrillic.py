"""Latin spellings of Cyrillic words.

One spelling a language is enough: what the systems (passport, BGN, press)
print differently for one letter is priced low by `names.spelling`.
Tables after BGN/PCGN romanisation, 2019 editions for Russian, Ukrainian and
Belarusian.
"""

RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj",
    "њ": "nj", "ђ": "dj", "ћ": "c", "џ": "dz", "ѓ": "g", "ќ": "k", "ѕ": "dz", "қ": "k",
    "ғ": "g", "ң": "n", "ү": "u", "ұ": "u", "һ": "h", "ө": "o", "ә": "a", "ҳ": "h",
}  # fmt: skip
UKRAINIAN = RUSSIAN | {"г": "h", "и": "y", "й": "i"}
BELARUSIAN = RUSSIAN | {"г": "h"}
BULGARIAN = RUSSIAN | {"ъ": "a", "щ": "sht", "й": "y"}


def spellings(word: str) -> tuple[str, ...]:
    """The usual Latin spellings of a word, the likeliest first.

    Ukrainian and Belarusian are told by their own letters; a word that could
    be Bulgarian (it has ъ inside) gets that reading as well.
    """
    lower = word.lower()
    tables: tuple[dict[str, str], ...] = (RUSSIAN,)
    if any(letter in lower for letter in "іїєґ"):
        tables = (UKRAINIAN, RUSSIAN)
    elif "ў" in lower:
        tables = (BELARUSIAN, RUSSIAN)
    elif "ъ" in lower[1:-1] or "щ" in lower:
        tables = (RUSSIAN, BULGARIAN)
    return tuple(
        dict.fromkeys(
            "".join(table.get(letter, letter) for letter in lower) for table in tables
        )
    )
