"""Write screening/names/data/folded, which a look-up reads, from the tables beside it.

Folding the tables takes longer than a look-up may, so it is done here once. Run it
again after each change of a table: `python -m tools.make_name_words`. A test holds
the files to the tables.
"""

import json
from collections.abc import Iterator
from typing import Any

from screening.names.classes import (
    FIRST_UNSPACED,
    FOLDED,
    LARGE,
    SMALL,
    Words,
    read_table,
    word_key,
)
from screening.names.sorted_lines import sorted_lines

STEM = "*"
AFTER, GENERATION = "title after", "generation"
PERSON_KINDS = {AFTER: "title", GENERATION: "suffix"}
"""Lines of `person_words.tsv` that are of a class of another name."""
TRANSLATION = "translation"
LAST_UNSPACED = "\ud7ff"


def compiled() -> dict[str, Any]:
    """All tables but the Arabic names, their words folded, as `classes.Words` holds them."""
    found: dict[str, Any] = {
        "particles": [], "words": {}, "stems": {}, "places": [], "phrases": {},
        "legal": _legal(), "translations": _translations(), "unspaced": _unspaced(),
    }  # fmt: skip
    _add_numbers(found)
    spoken = _add_generic(found)
    words = Words(**found)
    for concept, phrase in spoken:
        _add_phrase(found, words, phrase, concept)
    for phrases in found["phrases"].values():
        phrases.sort(key=lambda each: (-len(each[0]), each))
    words = Words(**found)
    found["shortened"] = {
        word_key(short): words.concepts(text.split())
        for text, shorts in read_table("shortened.tsv")
        for short in shorts
    }
    found["given"] = _given()
    _add_around_persons(found)
    return found


def _add_around_persons(found: dict[str, Any]) -> None:
    found |= {"around_persons": {}, "after": [], "generations": {}}
    for kind, words in read_table("person_words.tsv"):
        keys = [word_key(word) for word in words]
        found["around_persons"] |= dict.fromkeys(keys, PERSON_KINDS.get(kind, kind))
        if kind == AFTER:
            found["after"] += keys
        elif kind == GENERATION:
            found["generations"] |= dict.fromkeys(keys, keys[0])


def _add_numbers(found: dict[str, Any]) -> None:
    for figure, words in read_table("numbers.tsv"):
        for word in words:
            if " " not in word:
                _add_word(found, word, f"#{figure}")


def _add_generic(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Take in single words; give back the phrases, by what they mean."""
    phrases = []
    for kind, words in read_table("generic_words.tsv"):
        concept = "".join(map(word_key, words[0].split()))
        if kind == "particle":
            found["particles"] += sorted({key for key in map(word_key, words) if key})
            continue
        if kind == "place":
            found["places"].append(concept)
        for word in words:
            if " " in word:
                phrases.append((concept, word))
            else:
                _add_word(found, word, word_key(word) if kind == "kin" else concept)
    return phrases


def _add_word(found: dict[str, Any], word: str, concept: str) -> None:
    key = word_key(word)
    if key:
        found["stems" if word.endswith(STEM) else "words"].setdefault(key, concept)


def _add_phrase(found: dict[str, Any], words: Words, phrase: str, concept: str) -> None:
    keys = words.meanings(map(word_key, phrase.split()))
    if len(keys) > 1:  # the rest of a phrase without its particles means less
        same_start = found["phrases"].setdefault(keys[0], [])
        if all(keys != known for known, _ in same_start):
            same_start.append([keys, concept])


def _legal() -> dict[str, list[list[Any]]]:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for kind, forms in read_table("legal_forms.tsv"):
        for form in forms:
            keys = tuple(key for key in map(word_key, form.split()) if key)
            if keys and kind != TRANSLATION:
                found.setdefault(keys[0], {}).setdefault(keys, kind)
    return {
        first: [
            [list(keys), kind]
            for keys, kind in sorted(forms.items(), key=lambda form: (-len(form[0]), form))
        ]
        for first, forms in sorted(found.items())
    }


def _translations() -> list[str]:
    return sorted(
        "".join(map(word_key, form.split()))
        for kind, forms in read_table("legal_forms.tsv")
        if kind == TRANSLATION
        for form in forms
    )


def _unspaced() -> list[str]:
    tables = ("legal_forms.tsv", "generic_words.tsv", "numbers.tsv", "shortened.tsv")
    words = {word for table in tables for _, words in read_table(table) for word in words}
    forms = (word for word in words if FIRST_UNSPACED <= word[0] <= LAST_UNSPACED)
    return sorted(forms, key=lambda form: (-len(form), form))


def _given() -> dict[str, str]:
    heads: dict[str, list[str]] = {}
    for head, forms in _lines():
        for form in forms:
            known = heads.setdefault(word_key(form), [])
            if head not in known:
                known.append(head)
    return {form: ";".join(known) for form, known in heads.items()}


def _lines() -> Iterator[tuple[str, list[str]]]:
    for _, forms in read_table("given_names.tsv"):
        yield forms[0], forms


def folded() -> dict[str, str]:
    """The files, by name."""
    tables = compiled()
    files = {f"{name}.tsv": sorted_lines(tables.pop(name)) for name in LARGE}
    text = json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return files | {SMALL: text + "\n"}


def main() -> None:
    """Write the files."""
    FOLDED.mkdir(exist_ok=True)
    for name, text in folded().items():
        (FOLDED / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
