"""Latin spellings of words in Arabic script.

Short vowels are not written, so most words have no one Latin spelling: what
can be compared is their consonants, with long vowels as far as they are
printed (`names.unvowelled`). Common names have a settled spelling:
`names/data/arabic_names.tsv`.
Letter values after the UN's romanisation of Arabic (1972), in the spelling
that lists use; those of Persian after BGN/PCGN 1958 and of Pashto after
BGN/PCGN 1968.
"""

from collections.abc import Mapping

from screening.names.fold import fold

LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "",
    # Persian, Urdu
    "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
    # Pashto
    "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ګ": "g", "ښ": "sh", "ږ": "zh", "ځ": "dz",
    "څ": "ts",
    # Kurdish, Uighur
    "ڕ": "r", "ڵ": "l", "ڤ": "v", "ێ": "e", "ۆ": "o", "ۇ": "u", "ۈ": "u", "ۋ": "w",
    "ڭ": "ng",
}  # fmt: skip
# Letters that Persian, Urdu and Pashto speak otherwise than Arabic.
_PERSIAN = LETTERS | {"ث": "s", "ذ": "z", "ض": "z"}

# Prints of one letter: carriers of hamza, Persian and Urdu kaf, heh and yeh.
_ONE_LETTER = str.maketrans(
    dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىیېۍئےۓ", "ي")
    | dict.fromkeys("کڪ", "ك")
    | dict.fromkeys("ہھۀەۂۃة", "ه")
    | {"ؤ": "و", "ء": None}
)
_ARTICLE, _SERVANT, _FAITH, _GOD = "ال", "عبدال", "الدين", "الله"
_TO_GOD = "لله"
_SHORTEST = 2
_GROUPS = frozenset("ts tz sh th kh dh zh gh".split())


def plain_letters(word: str) -> str:
    """The word with all prints of one letter as one: `فاطمة` and `فاطمه` are equal."""
    return word.translate(_ONE_LETTER)


def spellings(
    word: str, settled: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], bool]:
    """The Latin spellings of a word, the likeliest first.

    A word with the article is given without it as well, since lists print it
    as a word of its own (`al-Masri`), or not at all.

    Args:
        word: in Arabic letters.
        settled: spelling of common names by their plain letters.

    Returns:
        Spellings, and whether they are made of consonants for want of a
        settled one.
    """
    plain = plain_letters(word)
    known = settled.get(plain)
    if known:
        return known, False
    if plain.startswith(_SERVANT) and len(plain) >= len(_SERVANT) + _SHORTEST:
        rest, lacking = spellings(plain.removeprefix(_SERVANT), settled)
        return tuple("abdul" + form for form in rest), lacking
    for ending, latin in ((_FAITH, "uddin"), (_GOD, "ullah")):
        if plain.endswith(ending) and len(plain) >= len(ending) + _SHORTEST:
            # what ends in a bound t is heard: Rahmatullah
            rest, lacking = spellings(_bound(word[: -len(ending)]), settled)
            return tuple(form + latin for form in rest), lacking
    if plain.startswith(_ARTICLE) and len(plain) >= len(_ARTICLE) + _SHORTEST:
        # the letters as written: what is plain has lost whether it ends in a or i
        rest, lacking = spellings(word[len(_ARTICLE) :], settled)
        return (*rest, "al" + rest[0]), lacking
    prints = [plain[:-1] + "ا", plain] if word.endswith("ى") else [plain]
    forms = [_spelled(one, letters) for one in prints for letters in (LETTERS, _PERSIAN)]
    return tuple(dict.fromkeys(forms)), True


def _bound(word: str) -> str:
    return word[:-1] + "ت" if word.endswith(("ة", "ۃ")) else word


def _spelled(plain: str, letters: Mapping[str, str]) -> str:
    # a word that begins with ayn begins with a vowel, as far as Latin goes
    start = "a" if plain.startswith("ع") else ""
    end = plain[:-1] + "ا" if plain.endswith("ه") and len(plain) > _SHORTEST else plain
    text = start
    for letter in end:
        sound = letters[letter] if letter in letters else fold(letter)
        # two letters that Latin writes as two are no group: s and h in Suhayl
        text += ("e" if text[-1:] + sound[:1] in _GROUPS else "") + sound
    return text


def joined(text: str) -> str:
    """A text with names made of two words as one, as they are also printed.

    `عبد الرحمن` and `نور الدين` are one name each: Abdulrahman, Nuruddin.
    """
    words: list[str] = []
    for word in text.split():
        plain = plain_letters(word)
        before = plain_letters(words[-1]) if words else ""
        servant = before == "عبد" and plain.startswith(_ARTICLE)
        if servant or (plain in (_FAITH, _GOD, _TO_GOD) and len(before) >= _SHORTEST):
            words[-1] += _GOD if plain == _TO_GOD else word
        else:
            words.append(word)
    return " ".join(words)
