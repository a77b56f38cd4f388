"""Comparing one part of a name with one part of another."""

from screening.names import classes
from screening.names.classes import SPELLED, TRANSLATED, WordClass
from screening.names.parts import Part
from screening.names.spelling import similarity
from screening.names.unvowelled import spelled_as, written_alike

_ROMANISED = 0.995
_INITIAL = 0.86
_SAME_NAME = 0.96
# Hasan is no slip for Husayn; of one letter's difference something is left.
_OTHER_NAME = 0.72


def alike(one: Part, other: Part) -> tuple[float, str]:
    """How alike two parts are, and by what.

    Returns:
        Likeness from 0 to 1, and the reason in a few words; symmetric.
    """
    if one.kind is _NUMBER or other.kind is _NUMBER:
        same = one.key == other.key or not _forms_apart(one, other)
        return (1.0, "same number") if same else (0.0, "other number")
    if one.forms == other.forms and one.text.casefold() == other.text.casefold():
        return 1.0, "same"
    if one.kind is other.kind and one.kind in TRANSLATED and one.key == other.key:
        return 1.0, "same word in another language or short"
    if not _forms_apart(one, other):
        return _ROMANISED, "same when romanised"
    if one.kind is _INITIAL_KIND or other.kind is _INITIAL_KIND:
        return _initial(one, other)
    if one.exact or other.exact:
        return 0.0, "other short word"
    if one.syllables or other.syllables:
        # one Hangul block has so many spellings that some are like anything
        return 0.0, "other syllable"
    if one.skeletal or other.skeletal:
        reason = "consonants alike; Arabic script writes no short vowels"
        likeness = _unvowelled(one, other)
        return likeness if likeness >= _LEAST_UNVOWELLED else 0.0, reason
    likeness = _nearest(one.forms, other.forms)
    if likeness < _SAME_SOUND:
        named = _one_given_name(one, other)
        if named:
            return max(likeness, _SAME_NAME), "one given name in two forms"
        if named is False:
            return min(likeness, _OTHER_NAME), "two given names"
    return likeness, "same sound" if likeness >= _SAME_SOUND else "similar spelling"


_NUMBER, _INITIAL_KIND = WordClass.NUMBER, WordClass.INITIAL
_SAME_SOUND = 0.97
# Fewer letters are left to be alike, so more of them have to be.
_LEAST_UNVOWELLED = 0.78


def _forms_apart(one: Part, other: Part) -> bool:
    """Whether no spelling of the one is a spelling of the other."""
    if len(one.forms) == len(other.forms) == 1:
        return one.forms[0] != other.forms[0]
    return set(one.forms).isdisjoint(other.forms)


def _nearest(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    if len(ours) == len(theirs) == 1:
        return similarity(ours[0], theirs[0])
    return max(similarity(a, b) for a in ours for b in theirs)


def _unvowelled(one: Part, other: Part) -> float:
    """How alike two parts are of which one lacks vowels, or both."""
    if not one.skeletal:
        one, other = other, one
    fits = written_alike if other.skeletal else spelled_as
    return max(fits(a, b) for a in one.forms for b in other.forms)


def _initial(one: Part, other: Part) -> tuple[float, str]:
    full = other if one.kind is WordClass.INITIAL else one
    initial = one if full is other else other
    if full.kind in SPELLED and any(form[0] == initial.key for form in full.forms):
        return _INITIAL, "initial fits"
    return 0.0, "initial differs"


def _one_given_name(one: Part, other: Part) -> bool | None:
    """Whether two known given names are one; None where either is not known."""
    ours = list(filter(None, map(classes.given_names, one.forms)))
    theirs = list(filter(None, map(classes.given_names, other.forms))) if ours else ()
    if not ours or not theirs:
        return None
    return any(head in known for heads in ours for head in heads for known in theirs)
