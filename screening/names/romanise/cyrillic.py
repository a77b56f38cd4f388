"""Latin spellings of Cyrillic words.

One spelling a language is enough: what the systems (passport, BGN, press)
print differently for one letter is priced low by `names.spelling`.
Tables after BGN/PCGN romanisation, 2019 editions for Russian, Ukrainian and
Belarusian; Bulgarian after its law of 2009, Serbian and Macedonian after their
own Latin alphabets without accents, Kazakh, Kyrgyz, Tajik, Uzbek and Mongolian
after BGN/PCGN without accents. As of 2026-11-22.
"""

from collections.abc import Callable

Table = dict[str, str]

RUSSIAN: Table = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj",
    "њ": "nj", "ђ": "dj", "ћ": "ch", "џ": "dzh", "ѓ": "gj", "ќ": "kj", "ѕ": "dz",
    # Kazakh, Kyrgyz, Tatar, Mongolian, Tajik, Uzbek, Azerbaijani, Bashkir
    "қ": "k", "ғ": "g", "ң": "n", "ү": "u", "ұ": "u", "һ": "h", "ө": "o", "ә": "a", "ҳ": "h",
    "җ": "j", "ҷ": "j", "ҹ": "j", "ҝ": "g", "ӣ": "i", "ӯ": "u", "ҡ": "k", "ҙ": "z", "ҫ": "s",
    # old prints, and the stroke of Caucasian alphabets
    "ѣ": "e", "ѳ": "f", "ѵ": "i", "ӏ": "",
}  # fmt: skip
# Who is printed without the dots of ё: Korolev.
DOTLESS = RUSSIAN | {"ё": "e"}
UKRAINIAN = RUSSIAN | {"г": "h", "и": "y", "й": "i"}
BELARUSIAN = RUSSIAN | {"г": "h"}
BULGARIAN = RUSSIAN | {"ъ": "a", "щ": "sht", "й": "y"}
SERBIAN = RUSSIAN | {
    "ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "ћ": "c", "џ": "dz",
}  # fmt: skip
TURKIC = RUSSIAN | {"қ": "q", "ғ": "gh", "ң": "ng", "х": "kh", "ә": "a", "ж": "zh"}
UZBEK = TURKIC | {"ў": "o", "ғ": "g", "ж": "j"}

_VOWELS = "аеёиоуыэюяі"


def _uzbek(word: str) -> bool:
    """Whether ў stands where Belarusian, in which it follows a vowel, has none."""
    at = word.find("ў")
    return at >= 0 and (at == 0 or word[at - 1] not in _VOWELS or bool(set("қғҳ") & set(word)))


def _any(letters: str) -> Callable[[str], bool]:
    return lambda word: not set(letters).isdisjoint(word)


# By what letters a language is told, the surest first, and how it is read.
_LANGUAGES: tuple[tuple[Callable[[str], bool], tuple[Table, ...]], ...] = (
    (_uzbek, (UZBEK, RUSSIAN)),
    (_any("қғңүұһөәҳҷӣӯҡҙҫҹҝ"), (RUSSIAN, TURKIC)),
    (_any("јљњђћџѓќѕ"), (SERBIAN, RUSSIAN)),
    (lambda word: "і" in word and _any("ыэёў")(word), (BELARUSIAN, RUSSIAN)),
    (_any("іїєґ"), (UKRAINIAN, RUSSIAN)),
    (_any("ў"), (BELARUSIAN, RUSSIAN)),
    (lambda word: _any("ъ")(word[1:-1]) or _any("щ")(word), (RUSSIAN, BULGARIAN)),
)


def spellings(word: str) -> tuple[str, ...]:
    """The usual Latin spellings of a word, the likeliest first.

    Languages are told by their own letters, and a Russian reading is given as
    well; a word that could be Bulgarian (it has ъ inside) has that reading.
    Letters of no table stay.
    """
    lower = word.lower()
    tables = next((tables for told, tables in _LANGUAGES if told(lower)), (RUSSIAN,))
    if "ё" in lower:
        tables = (*tables, DOTLESS)
    return tuple(
        dict.fromkeys(
            "".join(table.get(letter, letter) for letter in lower) for table in tables
        )
    )
