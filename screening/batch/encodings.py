"""In which encoding a text is written, as far as its bytes tell.

A wrong guess makes other names of the names, and these would be clear. So a guess has
to stand up to more than one look, and where it does not there is none: the file is
refused, and its owner says the encoding.

charset-normalizer is good at scripts of their own, and not at Latin letters: it reads
Danish as Czech. For these it matters that the letters that encodings disagree about are
vowels in the one (`ø`, `è`) and consonants in the other (`ř`, `č`).
"""

import codecs
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

UTF_8 = "utf-8"
EXAMPLES = "utf-8, utf-16, windows-1252, windows-1251, gb18030, big5, shift_jis, euc-kr"

# UTF-32 first: in its little-endian form its mark begins with that of UTF-16.
MARKS = {
    BOM_UTF8: UTF_8,
    BOM_UTF32_LE: "utf-32-le",
    BOM_UTF32_BE: "utf-32-be",
    BOM_UTF16_LE: "utf-16-le",
    BOM_UTF16_BE: "utf-16-be",
}
LONGEST_MARK = max(map(len, MARKS))

# Encodings that others extend are read as the extension, as browsers do.
EXTENDED = {
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "utf-8-sig": UTF_8,
}
# Scripts that a text in an encoding is mostly in, as Unicode calls its letters.
SCRIPTS = {
    "cp1251": "CYRILLIC",
    "koi8_r": "CYRILLIC",
    "cp1253": "GREEK",
    "cp1255": "HEBREW",
    "cp1256": "ARABIC",
    "gb18030": "CJK",
    "big5": "CJK",
    "cp932": "CJK HIRAGANA KATAKANA",
    "euc_jp": "CJK HIRAGANA KATAKANA",
    "cp949": "HANGUL",
}
CASED = frozenset({"CYRILLIC", "GREEK"})
TURKISH = frozenset("çğıöşüâîûÇĞİÖŞÜÂÎÛ")
TURKISH_ALONE = frozenset("ğışĞİŞ")
VOWELS = frozenset("aeiouyæøœıAEIOUYÆØŒ")

FEWEST = 24
"""Bytes beyond ASCII, save those of Latin letters, below which a guess is often wrong."""

MOSTLY_LATIN = 0.45
"""The share of bytes beyond ASCII, in the words that have any, below which they are
accents in Latin words; in other scripts it is half and more."""

WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
SIGN = r"[^\x00-\x7f\w\s’]"
"""One beyond ASCII, as letters read wrongly become; `@` and `+` are what cells hold."""
SIGN_IN_WORD = re.compile(rf"[^\W\d_]{SIGN}|{SIGN}[^\W\d_]")


def encoding_named(name: str) -> str | None:
    """The encoding that someone names, as Python calls it; None where there is none."""
    try:
        found = codecs.lookup(name.strip()).name
        fits = "name".encode(found).decode(found) == "name"
    except (LookupError, UnicodeError, ValueError):
        return None
    return EXTENDED.get(found, found) if fits else None


def marked(head: bytes) -> tuple[str, bytes] | None:
    """The encoding that a byte order mark tells, and the mark."""
    return next(((name, mark) for mark, name in MARKS.items() if head.startswith(mark)), None)


def is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8; the last character may be cut."""
    try:
        codecs.getincrementaldecoder(UTF_8)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def shown(encoding: str) -> str:
    """What an owner of a file calls an encoding, and `--encoding` takes."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", encoding).replace("_", "-")


def guessed(sample: bytes) -> str | None:
    """The encoding of bytes that are not UTF-8; None where it cannot be told well enough.

    Args:
        sample: whole lines, with bytes beyond ASCII among them.
    """
    words = WORD.findall(sample)
    size = sum(map(len, words))
    beyond = sum(byte > 0x7F for word in words for byte in word)
    if beyond < MOSTLY_LATIN * size:
        return _latin(sample)
    return _of_a_script(sample) if beyond >= FEWEST else None


def _latin(sample: bytes) -> str | None:
    """Western or central European or Turkish."""
    western, central, turkish = (
        _decoded(sample, name) for name in ("cp1252", "cp1250", "cp1254")
    )
    if turkish is not None:
        beyond = {letter for letter in turkish if letter > "\x7f" and letter.isalpha()}
        if beyond <= TURKISH and beyond & TURKISH_ALONE:
            return "cp1254"
    if western is None or SIGN_IN_WORD.search(western):
        fits = central is not None and not SIGN_IN_WORD.search(central)
        return "cp1250" if fits else None
    if central is None or SIGN_IN_WORD.search(central):
        return "cp1252"
    return "cp1252" if _alternating(western) >= _alternating(central) else "cp1250"


def _alternating(text: str) -> int:
    """How well letters beyond ASCII fit between others: vowels stand by consonants."""
    plain = [unicodedata.normalize("NFD", letter)[0] for letter in text]
    score = 0
    for place, letter in enumerate(text):
        if letter > "\x7f" and letter.isalpha():
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(text) and text[beside].isalpha():
                    apart = (plain[place] in VOWELS) != (plain[beside] in VOWELS)
                    score += 1 if apart else -1
    return score


def _of_a_script(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # late: nearly all files are UTF-8

    for match in from_bytes(sample, cp_isolation=list(SCRIPTS)):
        text = _decoded(sample, match.encoding)
        if text is not None and _reads_well(text, SCRIPTS[match.encoding].split()):
            return match.encoding
    return None


def _reads_well(text: str, scripts: list[str]) -> bool:
    """Whether a text is in the script of its encoding, with capitals where they belong."""
    beyond = [sign for sign in text if sign > "\x7f"]
    letters = [sign for sign in beyond if sign.isalpha()]
    own = sum(_script(sign) in scripts for sign in letters)
    if own < 0.98 * len(letters) or 2 * len(letters) < len(beyond):
        return False
    return CASED.isdisjoint(scripts) or _well_cased(text)


def _script(sign: str) -> str:
    return re.split("[ -]", unicodedata.name(sign, ""), maxsplit=1)[0]


def _well_cased(text: str) -> bool:
    found: list[str] = re.findall(r"[^\W\d_]+", text)
    words = [word for word in found if not word.isascii()]
    well = sum(word.istitle() or word.isupper() for word in words)
    return 2 * well > len(words)


def _decoded(sample: bytes, encoding: str) -> str | None:
    try:
        return sample.decode(encoding)
    except UnicodeDecodeError:
        return None
