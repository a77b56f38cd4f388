"""Latin spellings of Greek words.

Passports follow ELOT 743 (1982, as amended 2001); lists and the press also
print what is heard, in which several letters are one sound.
"""

import re
import unicodedata

_LETTERS = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
    "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p",
    "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps",
    "ω": "o",
}  # fmt: skip
_VOICELESS = "(?=[θκξπσςτφχψ]|$)"
# Groups of both ways, each with the letters it becomes in passports and as heard.
_GROUPS = (
    ("ου", "ou", "ou"),
    ("αυ" + _VOICELESS, "af", "af"), ("ευ" + _VOICELESS, "ef", "ef"),
    ("ηυ" + _VOICELESS, "if", "if"), ("αυ", "av", "av"), ("ευ", "ev", "ev"), ("ηυ", "iv", "iv"),
    ("γγ", "ng", "ng"), ("γξ", "nx", "nx"), ("γχ", "nch", "nkh"), ("^γκ", "gk", "g"),
    ("γκ", "gk", "ng"), ("^μπ", "b", "b"), ("μπ$", "b", "b"), ("μπ", "mp", "mb"),
    ("^ντ", "nt", "d"), ("ντ", "nt", "nd"), ("τζ", "tz", "tz"), ("ει", "ei", "i"),
    ("οι", "oi", "i"), ("υι", "yi", "i"), ("αι", "ai", "e"), ("χ", "ch", "kh"), ("υ", "y", "i"),
)  # fmt: skip
_RULES = tuple((re.compile(letters), printed, heard) for letters, printed, heard in _GROUPS)


def spellings(word: str) -> tuple[str, ...]:
    """The Latin spellings of a Greek word: as in passports, and as it is heard."""
    # two dots part letters that are no group: Αϊβαλής
    apart = unicodedata.normalize("NFD", word.lower()).replace("\u0308", "'")
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = re.sub(r"([αεουη])([ιυ])'", r"\1'\2", plain)
    printed = heard = plain
    for letters, as_printed, as_heard in _RULES:
        printed = letters.sub(as_printed, printed)
        heard = letters.sub(as_heard, heard)
    return tuple(dict.fromkeys(map(_by_letter, (printed, heard))))


def _by_letter(text: str) -> str:
    return "".join(_LETTERS.get(letter, letter) for letter in text.replace("'", ""))
