"""Comparing one part of a name with one part of another."""

from functools import lru_cache

from screening.names import classes
from screening.names.classes import WordClass
from screening.names.parts import Part
from screening.names.spelling import similarity
from screening.names.unvowelled import spelled_as, written_alike

_ROMANISED = 0.995
_INITIAL = 0.86
_SAME_NAME = 0.96
# Words whose translations share a key.
_TRANSLATED = frozenset({WordClass.GENERIC, WordClass.PLACE})
_WHOLE_WORDS = _TRANSLATED | {WordClass.WORD, WordClass.PATRONYMIC}


def alike(one: Part, other: Part) -> tuple[float, str]:
    """How alike two parts are, and by what.

    Returns:
        Likeness from 0 to 1, and the reason in a few words; symmetric.
    """
    if WordClass.NUMBER in (one.kind, other.kind):
        same = one.key == other.key or bool(set(one.forms) & set(other.forms))
        return (1.0, "same number") if same else (0.0, "other number")
    if one.text.casefold() == other.text.casefold() and one.forms == other.forms:
        return 1.0, "same"
    if one.kind is other.kind and one.kind in _TRANSLATED and one.key == other.key:
        return 1.0, "same word in another language or short"
    if set(one.forms) & set(other.forms):
        return _ROMANISED, "same when romanised"
    if WordClass.INITIAL in (one.kind, other.kind):
        return _initial(one, other)
    if one.exact or other.exact:
        return 0.0, "other short word"
    if one.syllables or other.syllables:
        # one Hangul block has so many spellings that some are like anything
        return 0.0, "other syllable"
    if one.skeletal or other.skeletal:
        reason = "consonants alike; Arabic script writes no short vowels"
        return _unvowelled(one, other), reason
    likeness = max(similarity(a, b) for a in one.forms for b in other.forms)
    if likeness < _SAME_NAME and _one_given_name(one, other):
        return _SAME_NAME, "one given name in two forms"
    return likeness, "same sound" if likeness >= 0.97 else "similar spelling"


def _unvowelled(one: Part, other: Part) -> float:
    """How alike two parts are of which one lacks vowels, or both."""
    if not one.skeletal:
        one, other = other, one
    fits = written_alike if other.skeletal else spelled_as
    return max(fits(a, b) for a in one.forms for b in other.forms)


def _initial(one: Part, other: Part) -> tuple[float, str]:
    full = other if one.kind is WordClass.INITIAL else one
    initial = one if full is other else other
    if full.kind in _WHOLE_WORDS and any(form[0] == initial.key for form in full.forms):
        return _INITIAL, "initial fits"
    return 0.0, "initial differs"


def _one_given_name(one: Part, other: Part) -> bool:
    names = classes.given_names()
    heads = {head for form in one.forms for head in names.get(form, ())}
    return any(head in heads for form in other.forms for head in names.get(form, ()))
