"""Latin spellings of words in Devanagari and the scripts laid out like it.

Unicode lays out the scripts of India alike, so one table reads them all.
Letter values after the Hunterian system of the Survey of India, without
accents. A consonant carries the vowel a unless a sign says otherwise; in the
North it falls away at the end of a word and between two spoken syllables.
"""

_DEVANAGARI, _END, _BLOCK = 0x0900, 0x0D80, 0x80
_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनऩपफबभमयरऱलळऴवशषसह",
        "k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh"
        " s h".split(),
        strict=True,
    )
)
_WITH_DOT = {"क": "q", "ख": "kh", "ग": "gh", "ज": "z", "ड": "r", "ढ": "rh", "फ": "f", "य": "y"}
_VOWELS = dict(zip("अआइईउऊऋएऐओऔऍऑऎऒ", "a a i i u u ri e ai o au e o e o".split(), strict=True))
_SIGNS = dict(zip("ािीुूृेैोौॅॉॆॊ", "a i i u u ri e ai o au e o e o".split(), strict=True))
_SILENT, _DOT = "्", "़"
_NASAL = {"ं": "n", "ँ": "n", "ः": "", "॰": "n", "ॱ": ""}
_LIPS = frozenset("pbm")
# Scripts of the South, and Oriya, speak the last vowel.
_SPOKEN_AT_END = range(0x0B00, 0x0D80)


def spellings(word: str) -> tuple[str, ...]:
    """The Latin spelling of a word in a script of India; letters of no table stay."""
    spoken = any(ord(letter) in _SPOKEN_AT_END for letter in word)
    return (_joined(_syllables("".join(map(_devanagari, word))), spoken=spoken),)


def _devanagari(letter: str) -> str:
    point = ord(letter)
    inside = _DEVANAGARI <= point < _END
    return chr(_DEVANAGARI + (point - _DEVANAGARI) % _BLOCK) if inside else letter


def _syllables(word: str) -> list[tuple[str, str]]:
    """Consonant and vowel of each letter; the vowel `*` is the one not written."""
    found: list[tuple[str, str]] = []
    for at, letter in enumerate(word):
        if letter in _CONSONANTS:
            found.append((_CONSONANTS[letter], "*"))
        elif letter == _DOT and found:
            found[-1] = (_WITH_DOT.get(word[at - 1], found[-1][0]), "*")
        elif letter == _SILENT and found:
            found[-1] = (found[-1][0], "")
        elif letter in _SIGNS and found:
            found[-1] = (found[-1][0], _SIGNS[letter])
        elif letter in _NASAL:
            found.append((_NASAL[letter], ""))
        else:
            found.append(("", _VOWELS.get(letter, letter)))
    return found


def _joined(syllables: list[tuple[str, str]], *, spoken: bool) -> str:
    text = ""
    last = len(syllables) - 1
    for at, (consonant, vowel) in enumerate(syllables):
        before = (syllables[at - 1][1] or syllables[at - 1][0] == "n") if at else ""
        after = syllables[at + 1] if at < last else ("", "")
        if consonant == "n" and vowel == "" and after[0]:
            consonant = "m" if after[0][0] in _LIPS else "ng" if after[0] == "h" else "n"
        if consonant == "h" and text.endswith("ng"):
            text = text[:-1]  # Singh
            consonant = "gh"
        if vowel == "*":
            between = bool(before) and bool(after[0]) and after[1] not in ("", "*")
            falls = between or (at == last and bool(before) and not spoken)
            vowel = "" if falls else "a"
            syllables[at] = (consonant, vowel)
        text += consonant + vowel
    return text
