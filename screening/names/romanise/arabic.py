"""Consonant skeletons of Arabic and Persian words.

Short vowels are not written, so a word has no one Latin spelling: what can be
compared is its consonants, with long vowels as far as they are printed. Common given names
have a settled spelling: `names/data/arabic_names.tsv`.
Letter values after the UN's romanisation of Arabic (1972), in the spelling
that lists use.
"""

LETTERS = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ء": "", "ئ": "y", "ؤ": "w",
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h", "ة": "a", "و": "w", "ي": "y", "ى": "a", "پ": "p", "چ": "ch", "ژ": "zh",
    "گ": "g", "ک": "k", "ی": "y", "ۀ": "h", "ے": "y", "ڤ": "v", "ہ": "h", "ھ": "h",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n",
}  # fmt: skip


def spelling(word: str) -> str:
    """The consonants of a word and the long vowels it prints, in Latin letters.

    The article is kept apart by a hyphen: `القاعدة` -> `al-qada`.
    """
    article = word.startswith("ال") and len(word) > 4
    body = word[2:] if article else word
    return ("al-" if article else "") + "".join(LETTERS.get(letter, "") for letter in body)
