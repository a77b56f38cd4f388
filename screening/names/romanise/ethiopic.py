"""Latin spellings of Amharic and Tigrinya words.

Each sign is a consonant and one of seven vowels; Unicode lays them out eight
to a consonant. After BGN/PCGN 1967 without accents. The sixth vowel is
mostly not spoken: `ግርማይ` is Girmay.
"""

_FIRST, _LAST, _ORDERS = 0x1200, 0x1357, 8
_CONSONANTS = (
    "h l h m s r s sh k k k k b v t ch h h n ny - k k h h w - z zh y d d j g g g"
    " t ch p ts ts f p".split()
)
_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")


def spellings(word: str) -> tuple[str, ...]:
    """The Latin spelling of a word in Ethiopic letters; signs of no table stay."""
    signs = [_sign(letter) for letter in word]
    text = ""
    for at, (consonant, vowel) in enumerate(signs):
        if consonant == "-":
            # a vowel on its own carrier; the first is spoken a there: Abebe
            text += ("a" if _order(word[at]) == 0 else vowel) or ("i" if at == 0 else "")
            continue
        silent = [not after for _, after in signs[at + 1 : at + 3]]
        # nobody begins with two consonants or ends in three: Girmay, Tigist
        clustered = at + 1 < len(signs) and (
            not text or (silent == [True, True] and at + 3 == len(signs))
        )
        text += consonant + (vowel or ("i" if clustered else ""))
    return (text,)


def _order(letter: str) -> int:
    return (ord(letter) - _FIRST) % _ORDERS


def _sign(letter: str) -> tuple[str, str]:
    point = ord(letter) - _FIRST
    if not 0 <= point <= _LAST - _FIRST:
        return "", letter
    row, order = divmod(point, _ORDERS)
    return _CONSONANTS[row], _VOWELS[order]
