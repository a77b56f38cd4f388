"""Reads a plain look-up, names and options written in full, before typer is imported.

Whatever else a command line may be is left to typer, to understand or to refuse.
"""

from collections.abc import Callable, Sequence
from typing import Any

from screening.cli.commands import COMMANDS


def _score(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 1:
        raise ValueError
    return value


SWITCHES: dict[str, tuple[str, bool]] = {
    "--explain": ("explain", True),
    "--fast": ("fast", True),
    "--json": ("json", True),
    "--weak-aliases": ("weak_aliases", True),
    "--no-weak-aliases": ("weak_aliases", False),
}
"""Options without a value: what they set of `look_up`, and to what."""

VALUED: dict[str, tuple[str, Callable[[str], Any]]] = {
    "--as-of": ("as_of", str),
    "--birth-date": ("birth_date", str),
    "--country": ("country", str),
    "--customer": ("customer", str),
    "--floor": ("floor", _score),
    "--gender": ("gender", str),
    "--limit": ("limit", _count),
    "--max-age": ("max_age", str),
    "--record": ("record", str),
    "--threshold": ("threshold", _score),
    "--type": ("kind", str),
    "--without": ("without", str),
}
"""Options with a value: what they set of `look_up`, and how it is read."""

REPEATABLE = {"--authority": "authority", "--id": "identifier", "--package": "package"}
"""Options that may be given several times: what they set of `look_up`."""


def plain_look_up(words: Sequence[str]) -> dict[str, Any] | None:
    """What a command line asks, where it is a plain look-up.

    Args:
        words: the command line, without the program.

    Returns:
        The arguments of `look_up`, by name; None where typer has to read the words.
    """
    if not words or words[0] in COMMANDS:
        return None
    names: list[str] = []
    asked: dict[str, Any] = {}
    rest = iter(words)
    try:
        for word in rest:
            if word in SWITCHES:
                _set(asked, *SWITCHES[word])
            elif word in VALUED:
                setting, read = VALUED[word]
                _set(asked, setting, read(_plain(next(rest, ""))))
            elif word in REPEATABLE:
                asked.setdefault(REPEATABLE[word], []).append(_plain(next(rest, "")))
            else:
                names.append(_plain(word))
    except ValueError:
        return None
    return {"names": names, **asked}


def _plain(word: str) -> str:
    """A name or a value that no option can be meant by.

    Raises:
        ValueError: it is empty, missing, or begins with a dash.
    """
    if not word or word.startswith("-"):
        raise ValueError
    return word


def _set(asked: dict[str, Any], setting: str, value: object) -> None:
    """Note what an option sets.

    Raises:
        ValueError: it is set already; which of the two holds is for typer to say.
    """
    if setting in asked:
        raise ValueError
    asked[setting] = value
