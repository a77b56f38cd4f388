"""Latin spellings of Armenian words.

Eastern Armenian after BGN/PCGN 1981; Western Armenian, which the diaspora
prints, speaks the stops the other way about.
"""

_LETTERS = dict(
    zip(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f"
        " ev".split(),
        strict=True,
    )
)
_WESTERN = _LETTERS | {
    "բ": "p", "գ": "k", "դ": "t", "կ": "g", "պ": "b", "տ": "d", "ծ": "dz", "ձ": "ts",
    "ճ": "j", "ջ": "ch",
}  # fmt: skip
_INITIAL = {"ե": "ye", "ո": "vo", "և": "yev"}
_U, _U_PRINTED = "ու", "ո\u0582"


def spellings(word: str) -> tuple[str, ...]:
    """The Eastern spelling of an Armenian word, and the Western where it differs."""
    lower = word.lower().replace("եւ", "և")
    return tuple(dict.fromkeys(_spelled(lower, table) for table in (_LETTERS, _WESTERN)))


def _spelled(word: str, letters: dict[str, str]) -> str:
    text = word.replace(_U, "u").replace(_U_PRINTED, "u")
    start = _INITIAL.get(text[:1], letters.get(text[:1], text[:1]))
    return start + "".join(letters.get(letter, letter) for letter in text[1:])
