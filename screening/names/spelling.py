"""How alike two spellings of one part of a name are.

A weighted edit distance: what romanisations and clerks vary costs little
(y/i/j, kh/h, a dropped or doubled vowel), what makes another name costs all.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from screening.names import press

# Letter groups that stand for one sound, as one sign each.
_SOUNDS = press.GROUPS | {
    "shch": "щ", "tsch": "ч", "tch": "ч", "sch": "ш", "dzh": "џ", "ch": "ч", "kh": "х",
    "sh": "ш", "zh": "ж", "dj": "џ", "ts": "ц", "tz": "ц", "ph": "f", "th": "þ", "gh": "ɣ",
    "dh": "ð", "ck": "k", "ou": "u", "oo": "u", "ee": "i", "x": "ks", "qu": "q", "sz": "ш",
    "cz": "ч", "iy": "y", "ij": "y", "yi": "y", "ii": "y", "yj": "y", "ey": "ei", "ay": "ai",
    "oe": "ø",
}  # fmt: skip
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda group: (-len(group), group))))
# Arabic names joined with the article, whose vowel is spelled at will: Shahabuddin and
# Shihab al-Din; with its l (Abdul-, Abdel-), with that taken over by the next sound
# (Abdurrahman, Abdussalam), or with neither (Abdurahman, Abdirahman).
_ABDUL = re.compile(
    r"^abd(?:(?:ou|[aeiuo])(?:l(?=[a-z]{3})|([dnrstz]h?)(?=\1)|(?=[rs][a-z]{3}))|(?=rahm))"
)
_DIN = re.compile(r"(?<=[a-z]{2})(?:[aeuo]l|[aeuo]d|ou?d|ed|ud)dine?$")
_DOUBLE = re.compile(r"(.)\1+")
_DOUBLE_VOWEL = re.compile(r"([aeiou])\1+")
_SHORT = 4

_SAME_SOUND, _CLOSE, _NEAR, _LIKE, _FAR = 0.10, 0.25, 0.35, 0.45, 0.60
# What it costs to read one sign for the other.
_PAIRS = {
    _SAME_SOUND: "yi yj ij хh kq wv ɣg ɣq цc þt ðd øo øe øu",
    _CLOSE: "ou ei ae џj жj ck cq чџ хk ɣh sz щш чц ey uw ow uv хч gq fp ðz ye",
    _NEAR: "чш жш цz fv чh",
    # h and g: Ukrainian and Belarusian twins of Russian names
    _LIKE: "hg ao oe au eu iu kg dt bp vb џж цs þs жz чj hj џg jg cs mn шs чk iw",
    _FAR: "ai ay io oy uy rl",
}
# Two letters that changed places: the commonest slip of fingers.
TURNED = 0.40
COSTS: dict[str, float] = {}
for _cost, _pairs in _PAIRS.items():
    for _pair in _pairs.split():
        COSTS.setdefault(_pair, _cost)
        COSTS.setdefault(_pair[::-1], _cost)

_VOWELS = frozenset("aeiouyø")
_GLIDES = frozenset("yij")
_DROP = {"h": 0.40, "j": 0.45, "w": 0.60} | dict.fromkeys(_VOWELS, 0.55)
DEFAULT_COST = 1.0
# Below this likeness of the letters two spellings are not worth aligning.
HOPELESS = 0.45
# In words of fewer sounds an edit weighs more: it is likelier another word.
SHORTEST = 4
SHORT_PENALTY = 1.6
# One letter of a longer word, whatever it is, may be a slip of the finger.
_SLIP, ONE_SLIP = 0.70, 0.95


@lru_cache(maxsize=65536)
def sounds(form: str) -> str:
    """A spelling with letter groups as one sign and doubled signs as one.

    In short words, which are often initials, a doubled consonant stays: ABB is
    not AB.
    """
    plain = _grouped(form)
    return (_DOUBLE if len(form) > _SHORT else _DOUBLE_VOWEL).sub(r"\1", plain)


def groups(form: str, *, doubled: bool = False) -> str:
    """A spelling with letter groups as one sign each.

    Args:
        form: in lower-case ASCII.
        doubled: whether a consonant that stands twice is two, as in a script that
            leaves out the vowel between them.
    """
    plain = _grouped(form).replace("δ", "din")
    return (_DOUBLE_VOWEL if doubled else _DOUBLE).sub(r"\1", plain)


def _grouped(form: str) -> str:
    whole = press.respelled(form)
    if whole.startswith("abd"):
        whole = _ABDUL.sub("abdl", whole)
    if whole.endswith(("din", "dine")):
        whole = _DIN.sub("δ", whole)
    return _SOUND.sub(lambda found: _SOUNDS[found[0]], whole)


@lru_cache(maxsize=65536)
def skeleton(form: str) -> str:
    """The consonants of a spelling, for words whose vowels are not written."""
    return _DOUBLE.sub(r"\1", _SOFT_C.sub("s", sounds(form)).translate(_SKELETON))


def consonants(sound: str) -> str:
    """About the consonants of a word, from how it sounds: for a first look at many."""
    return sound.translate(_SKELETON)


# French and English: Lounici.
_SOFT_C = re.compile("c(?=[eiy])")
# Vowels go, and w and v with them: one letter writes u, w and, in Persian, v.
_SKELETON = str.maketrans(
    dict.fromkeys("aeiouyøwv", None)
    | {"þ": "t", "ð": "d", "δ": "dn", "ɣ": "k", "g": "k", "q": "k", "c": "k", "х": "h",
       "p": "b", "џ": "j", "ж": "j", "ц": "s", "щ": "ш"}
)  # fmt: skip


def gap(before: str, sign: str, after: str) -> float:
    """What it costs to leave out a sign that stands between two others."""
    if sign in (before, after):
        return _SAME_SOUND
    if sign in _GLIDES and (before in _GLIDES or after in _GLIDES):
        return _SAME_SOUND
    if sign in _GLIDES and (before in _VOWELS or after in _VOWELS):
        return _CLOSE
    return _DROP.get(sign, DEFAULT_COST)


@lru_cache(maxsize=65536)
def similarity(one: str, other: str) -> float:
    """How alike two Latin spellings are, 0 to 1.

    Symmetric; 1 only for equal spellings.
    """
    if one == other:
        return 1.0
    a, b = sounds(one), sounds(other)
    if a == b:
        return 0.99
    if OSA.normalized_similarity(a, b, score_cutoff=HOPELESS) < HOPELESS:
        return 0.0
    if (len(a), a) > (len(b), b):
        a, b = b, a
    cost = _distance(a, b)
    length = len(b)
    if length < SHORTEST:
        cost *= SHORT_PENALTY
    likeness = max(0.0, min(0.985, 1.0 - cost / length))
    return max(likeness, slip(one, other)) if likeness < ONE_SLIP else likeness


def slip(one: str, other: str) -> float:
    """How alike two spellings are that are one slip of a finger apart; 0 where they are not."""
    shortest = min(len(one), len(other))
    # the first letter is watched: Vetrov is no slip for Petrov
    if shortest < SHORTEST or one[0] != other[0] or OSA.distance(one, other) != 1:
        return 0.0
    return 1.0 - _SLIP / shortest


@lru_cache(maxsize=65536)
def gaps(word: str) -> tuple[float, ...]:
    """What it costs to leave out each sign of a word."""
    around = f" {word} "
    return tuple(gap(*around[at : at + 3]) for at in range(len(word)))


def _distance(a: str, b: str) -> float:
    a_gaps, b_gaps = gaps(a), gaps(b)
    above = [0.0]
    for add in b_gaps:
        above.append(above[-1] + add)
    two_above: list[float] = []
    costs = COSTS
    for row, left in enumerate(a):
        drop = a_gaps[row]
        last = above[0] + drop
        current = [last]
        for column, right in enumerate(b):
            best = above[column]
            if left != right:
                best += costs.get(left + right, DEFAULT_COST)
            other = above[column + 1] + drop
            if other < best:
                best = other
            other = last + b_gaps[column]
            if other < best:
                best = other
            if row and column and left == b[column - 1] and a[row - 1] == right:
                other = two_above[column - 1] + TURNED
                if other < best:
                    best = other
            current.append(best)
            last = best
        two_above, above = above, current
    return above[-1]


_KINDS = {"q": "k", "g": "k", "ɣ": "k", "c": "k", "х": "k", "d": "t", "þ": "t", "ð": "t",
          "b": "p", "w": "f", "v": "f", "z": "s", "ц": "s", "ш": "ч", "щ": "ч", "џ": "ч",
          "ж": "ч"}  # fmt: skip
ROUGH = str.maketrans(_KINDS | dict.fromkeys("aeiouyøj", "a") | {"h": "k"})
"""Sounds to one sign for each kind of them: for a first look at how near two words are."""
_CLASSES = str.maketrans(_KINDS | dict.fromkeys("aeiouyøjh", None) | {"δ": "tn"})


@lru_cache(maxsize=65536)
def bucket(form: str) -> str:
    """A rough key: spellings worth comparing share it, or nearly.

    A word without a consonant has none but its first sound.
    """
    sound = sounds(form)
    return _DOUBLE.sub(r"\1", sound.translate(_CLASSES)) or sound[:1]


def buckets(form: str) -> tuple[str, ...]:
    """The rough key, and those of the same word where h is read as g and w as a vowel.

    Hryhorii is Grigorii in Russian, Taouab Tawwab.
    """
    found = [bucket(form)]
    sound = sounds(form)
    for sign, read in (("h", "k"), ("w", "")):
        if sign in sound:
            other = sound.replace(sign, read).translate(_CLASSES)
            found.append(_DOUBLE.sub(r"\1", other) or sound[:1])
    return tuple(dict.fromkeys(found))


def joined(one: str, other: str) -> str:
    """The rough key of two words as one, from theirs.

    One without a consonant adds nothing: Haiyan has the key of Yan.
    """
    if not other.translate(_CLASSES):
        return one
    return one + other.removeprefix(one[-1]) if one.translate(_CLASSES) else other


def near_keys(form: str, *, unvowelled: bool = False) -> frozenset[str]:
    """Keys that spellings share whose rough keys differ in one sign.

    Where one has a sign more, or both another one, they have one of these in common.
    A short word with another consonant has its vowels as they are without it, or is
    another word: how often it has some is part of the key then. That is once less where
    a consonant stands in a vowel's place. In words of fewer than four sounds a sign more
    or less makes another word.

    Args:
        form: a spelling.
        unvowelled: whether its vowels are not written, so that it may have any.
    """
    key, sound = bucket(form), sounds(form)
    many = _vowels(sound)
    found = {(key, many), (key, max(0, many - 1))}
    if len(key) > 1 and (unvowelled or len(sound) >= SHORTEST):
        # without one sign, and the one that then stands beside its like
        if len(key) > _FEW + 2:
            found.update((each, 0) for each in _without_one(key))
        else:
            found.update(_counted_without_one(sound))
    vowels = range(_MOST_VOWELS + 1) if unvowelled else None
    return frozenset(
        key if len(key) > _FEW else f"{key}{some}"
        for key, many in found
        for some in vowels or (many,)
    )


def _counted_without_one(sound: str) -> Iterator[tuple[str, int]]:
    """The rough keys of a word without each of its consonants, and its vowels then."""
    for at, sign in enumerate(sound):
        if sign.translate(_CLASSES):
            rest = sound[:at] + sound[at + 1 :]
            yield _DOUBLE.sub(r"\1", rest.translate(_CLASSES)), _vowels(rest)


def _vowels(sound: str) -> int:
    """How often a word has vowels between what its key holds, as far as that is counted."""
    return min(_MOST_VOWELS, len(_VOWEL_GROUP.findall(sound)))


def glued_keys(form: str) -> frozenset[str]:
    """The rough keys of two words that a form may be, written as one."""
    key = bucket(form)
    if len(key) < _LONG_ENOUGH:
        return frozenset({key})
    return frozenset({key, *_without_one(key)})


def _without_one(key: str) -> Iterator[str]:
    """A rough key without each of its signs; those around it are one where they are alike."""
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :].removeprefix(key[at - 1 : at])


_VOWEL_GROUP = re.compile("[hj]*[aeiouyø][aeiouyøhj]*")
_MOST_VOWELS = 5
_FEW, _LONG_ENOUGH = 2, 5
