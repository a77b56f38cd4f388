"""Degraded copies of a name: what a clerk, a form or another romanisation makes of it.

Each kind is a function of the name that says None where it does not apply, such
as initials of a ship. Letters are changed in words of four letters or more and
in scripts that write letters: one letter of fewer makes another name, and a Han
character is no letter.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from screening.domain.targets import TargetType
from screening.names.classes import legal_form, legal_word, person_words, word_key
from screening.names.fold import script_of, scripts_of
from screening.names.romanise import cyrillic, hangul

Degrade = Callable[[str, TargetType, random.Random], str | None]

LETTERED = frozenset({"Latin", "Cyrillic", "Greek", "Arabic", "Hebrew", "Georgian", "Armenian"})
SHORTEST = 4  # letters of a word that a slip may happen in
LONG_ENOUGH_TO_SPLIT = 6
FEWEST_PARTS_TO_DROP_ONE = 3
LONGEST_FORM = 5  # words of a legal form
LETTERS = {"Latin": "aeiorstnlkm", "Cyrillic": "аеиорстнлкм"}
FORMS = ("LLC", "Ltd", "JSC", "GmbH", "S.A.", "Co., Ltd")
TITLES = ("Mr", "Dr", "Haji", "General", "Prof.")

_WORD = re.compile(r"[^\W\d_]+")


def identity(name: str, kind: TargetType, rng: random.Random) -> str:
    """The name itself."""
    return name


def letter_changed(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """One letter is another."""
    at = _letter(name, rng)
    if at is None:
        return None
    others = [each for each in LETTERS.get(script_of(name[at]), "") if each != name[at].lower()]
    return _put(name, at, 1, _cased(rng.choice(others), name[at])) if others else None


def letter_dropped(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """One letter is left out."""
    at = _letter(name, rng)
    return None if at is None else _put(name, at, 1, "")


def letter_doubled(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """One letter stands twice."""
    at = _letter(name, rng)
    return None if at is None else _put(name, at, 1, name[at] + name[at].lower())


def letters_swapped(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """Two neighbouring letters of a word changed places."""
    places = [
        at
        for at in _letters(name)
        if name[at + 1 : at + 2].isalpha() and name[at].lower() != name[at + 1].lower()
    ]
    if not places:
        return None
    at = rng.choice(places)
    return _put(name, at, 2, name[at + 1] + name[at])


def parts_swapped(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """The last part stands first, as in another order of family and given name."""
    words = name.replace(",", " ").split()
    if len(words) < 2:
        return None
    swapped = " ".join((words[-1], *words[:-1]))
    return None if words[-1] == words[0] else swapped


def part_dropped(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """One of three parts or more is left out."""
    words = name.split()
    telling = [at for at, word in enumerate(words) if _tells(word, kind)]
    if len(telling) < FEWEST_PARTS_TO_DROP_ONE:
        return None
    del words[rng.choice(telling)]
    return " ".join(words).strip(" ,")


def parts_joined(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """Two neighbouring parts are written as one."""
    words = name.split()
    places = [
        at
        for at in range(len(words) - 1)
        if words[at].isalpha() and words[at + 1].isalpha()
        and _tells(words[at], kind) and _tells(words[at + 1], kind)
    ]  # fmt: skip
    if not places:
        return None
    at = rng.choice(places)
    return " ".join((*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]))


def part_split(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """A long part is written as two."""
    long = [
        found
        for found in _WORD.finditer(name)
        if len(found[0]) >= LONG_ENOUGH_TO_SPLIT and script_of(found[0][0]) in LETTERED
    ]
    if not long:
        return None
    word = rng.choice(long)
    at = rng.randrange(word.start() + 2, word.end() - 2)
    return f"{name[:at]} {name[at:]}"


def initial(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """A given name of a person is an initial."""
    if kind is not TargetType.PERSON:
        return None
    words = name.split()
    places = [at for at, word in enumerate(words) if _may_be_initial(word, kind)]
    if len(places) < 2:
        return None
    # family names are often in capitals, or stand before a comma
    after_comma = [at for at in places if at and words[at - 1].endswith(",")]
    mixed_case = [at for at in places if not words[at].isupper()]
    at = (after_comma or mixed_case or places)[0]
    return " ".join((*words[:at], f"{words[at][0]}.", *words[at + 1 :]))


def another_romanisation(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """One sound of a person's name is spelled as another system romanises it."""
    if kind is not TargetType.PERSON or scripts_of(name) != {"Latin"}:
        return None
    lower = name.lower()
    choices = [
        (found.start(), letters, other)
        for letters, others in _letter_variants().items()
        for found in re.finditer(re.escape(letters), lower)
        for other in others
        if _within_a_word(name, found.start(), len(letters))
    ]
    if len(lower) != len(name) or not choices:
        return None
    at, letters, other = rng.choice(choices)
    return _put(name, at, len(letters), _cased(other, name[at]))


def romanised(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """A name in Cyrillic or Hangul, in Latin letters as another system has them."""
    scripts = scripts_of(name)
    if scripts == {"Cyrillic"}:
        table = rng.choice(sorted(_cyrillic_systems().items()))[1]
        return _WORD.sub(lambda word: _spelled(word[0], table), name)
    syllables = name.replace(" ", "")
    if kind is TargetType.PERSON and hangul.is_hangul(syllables) and len(syllables) >= 2:
        family, given = syllables[0], syllables[1:]
        spelled = (hangul.revised(family), hangul.revised(given))
        return " ".join(each.capitalize() for each in spelled)
    return None


def legal_form_dropped(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """The legal form at the end or the beginning of a firm's name is left out."""
    found = _legal_form(name, kind)
    return None if found is None else found[0]


def legal_form_exchanged(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """The legal form is another one."""
    found = _legal_form(name, kind)
    if found is None:
        return None
    rest, form = found
    others = [each for each in FORMS if each.casefold() != form.casefold()]
    return f"{rest} {rng.choice(others)}"


def title_added(name: str, kind: TargetType, rng: random.Random) -> str | None:
    """A person's name has a title before it."""
    if kind is not TargetType.PERSON or "Latin" not in scripts_of(name):
        return None
    return f"{rng.choice(TITLES)} {name}"


KINDS: Mapping[str, Degrade] = {
    "identity": identity,
    "letter changed": letter_changed,
    "letter dropped": letter_dropped,
    "letter doubled": letter_doubled,
    "letters swapped": letters_swapped,
    "parts swapped": parts_swapped,
    "part dropped": part_dropped,
    "parts joined": parts_joined,
    "part split": part_split,
    "initial": initial,
    "another romanisation": another_romanisation,
    "romanised": romanised,
    "legal form dropped": legal_form_dropped,
    "legal form exchanged": legal_form_exchanged,
    "title added": title_added,
}
"""Kind to how it is made; `identity` is the name as listed."""


def degraded(kind: str, name: str, type_: TargetType, *, seed: str) -> str | None:
    """A degraded copy of a name; the same for the same seed.

    Args:
        kind: a key of `KINDS`.
        name: as listed.
        type_: what is called so.
        seed: what chance begins with.

    Returns:
        The copy; None where the kind does not apply or changes nothing.
    """
    text = KINDS[kind](name, type_, random.Random(seed))
    if text is None or (text == name and kind != "identity"):
        return None
    return text


def _letters(name: str) -> list[int]:
    """Where a slip may happen: letters of words that are long enough."""
    return [
        at
        for word in _WORD.finditer(name)
        if word.end() - word.start() >= SHORTEST
        for at in range(word.start(), word.end())
        if script_of(name[at]) in LETTERED
    ]


def _letter(name: str, rng: random.Random) -> int | None:
    places = _letters(name)
    return rng.choice(places) if places else None


def _put(name: str, at: int, length: int, letters: str) -> str:
    return name[:at] + letters + name[at + length :]


def _cased(letters: str, like: str) -> str:
    """Letters in the case of the one they stand for."""
    return letters.capitalize() if like.isupper() else letters


def _spelled(word: str, table: Mapping[str, str]) -> str:
    """A word letter by letter after a table, in the case it is written in."""
    text = "".join(table.get(letter, letter) for letter in word.lower())
    if len(word) > 1 and word.isupper():
        return text.upper()
    return text.capitalize() if word[0].isupper() else text


def _tells(word: str, kind: TargetType) -> bool:
    """Whether a word is of the name itself: no title, particle, initial or legal form."""
    if kind is TargetType.PERSON:
        key = word_key(word)
        return bool(key) and not (len(key) == 1 and key.isascii()) and key not in person_words()
    return bool(word_key(word)) and not _is_legal_form([word])


def _may_be_initial(word: str, kind: TargetType) -> bool:
    plain = word.strip(",.")
    return (
        len(plain) >= 2
        and plain.isalpha()
        and script_of(plain[0]) in ("Latin", "Cyrillic", "Greek")
        and _tells(plain, kind)
    )


def _within_a_word(name: str, at: int, length: int) -> bool:
    """Whether letters stand in one word of more letters than they are."""
    words = (found for found in _WORD.finditer(name) if found.start() <= at < found.end())
    return any(
        at + length <= word.end() and word.end() - word.start() >= SHORTEST for word in words
    )


def _legal_form(name: str, kind: TargetType) -> tuple[str, str] | None:
    """A firm's name without its legal form, and the form; None where it has none."""
    if kind is not TargetType.ORGANIZATION or "(" in name:
        return None
    words = name.split()
    for length in range(min(LONGEST_FORM, len(words) - 1), 0, -1):
        for rest, form in (
            (words[:-length], words[-length:]),
            (words[length:], words[:length]),
        ):
            if _is_legal_form(form) and any(_tells(word, kind) for word in rest):
                return " ".join(rest).rstrip(" ,"), " ".join(form)
    return None


def _is_legal_form(words: Sequence[str]) -> bool:
    """Whether words are nothing but legal forms.

    Not asked of a name's parts: a short form alone is a name there.
    """
    keys = [legal_word(key) for key in map(word_key, words) if key]
    at = 0
    while at < len(keys):
        length, _ = legal_form(keys, at)
        if not length:
            return False
        at += length
    return bool(keys)


def _table(name: str) -> list[tuple[str, list[str]]]:
    text = files("screening.evaluation").joinpath("data", name).read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [(head, rest.split()) for head, rest in rows]


@cache
def _letter_variants() -> Mapping[str, tuple[str, ...]]:
    """Letters to what stands for them elsewhere."""
    return {letters: tuple(others) for letters, others in _table("letter_variants.tsv")}


@cache
def _cyrillic_systems() -> Mapping[str, Mapping[str, str]]:
    """System to its spelling of each Cyrillic letter."""
    return {
        system: cyrillic.RUSSIAN | dict(pair.split("=") for pair in pairs)
        for system, pairs in _table("cyrillic_romanised.tsv")
    }
