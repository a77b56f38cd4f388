"""Countries: from any usual spelling to an ISO 3166 code, and back to a name.

The table is `data/countries.tsv`, made by `tools/make_countries.py`. Its codes are
read when a country is first asked for, its spellings only when no code is given.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from screening.errors import QueryError

TABLE = Path(__file__).with_name("data") / "countries.tsv"

# A bare word that two countries share decides for neither of them.
AMBIGUOUS = {
    "Korea|Corea|Corée|Coreia|Kore|Корея|كوريا|کره|朝鮮": ("KP", "KR"),
    "Congo|Kongo|Конго|刚果|剛果|콩고|コンゴ|الكونغو|کنگو": ("CD", "CG"),
    "Virgin Islands": ("VG", "VI"),
}
# Folded; they say how a country is governed, not which one it is.
FORMS_OF_STATE = ("republicof", "federalrepublicof", "islamicrepublicof", "kingdomof")
INVERTED = re.compile(r"(?P<head>[^,(]+)[,(](?P<rest>[^,()]+)\)?")

# Letters that Unicode does not decompose, or that two languages encode differently.
LETTERS = str.maketrans("łøđıيىكةʼʻʹ", "lodiییکه   ")
DROPPED = frozenset({"the", "and"})


class Country(NamedTuple):
    """One row of the table.

    Args:
        code: ISO 3166-1 alpha-2, or ISO 3166-3 for a country that is no more.
        alpha3: three-letter code.
        name: in English.
        successors: codes of the countries that followed it; empty while it lasts.
        spellings: other names, as lists print them and in other languages.
    """

    code: str
    alpha3: str
    name: str
    successors: tuple[str, ...]
    spellings: tuple[str, ...]


def country_code(text: str) -> str:
    """Tell which country a text means.

    Understood are ISO codes of two and three letters, names in English and in
    the other languages of the table, and the spellings of the lists, whatever
    their case, accents, punctuation and word order ("Korea, North").

    Args:
        text: one country.

    Returns:
        ISO 3166-1 alpha-2 in upper case, `XK` for Kosovo. For a country that is
        no more, its code in ISO 3166-3: `SU`, `YU`, `DD` ...; `CS` is Serbia and
        Montenegro, and Czechoslovakia, which had `CS` before, is `CSHH`.

    Raises:
        QueryError: the spelling is not known, or fits more than one country.
    """
    candidates = candidate_codes(text)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        choice = " or ".join(_said(candidate) for candidate in candidates)
        raise QueryError(
            f"{text!r} may be {choice}: write the code or the full name", field="country"
        )
    raise QueryError(
        f"{text!r} is not a country we know: write an ISO 3166 code (KP, PRK) or a usual "
        f"name (North Korea){_suggestion(text)}",
        field="country",
    )


def candidate_codes(text: str) -> tuple[str, ...]:
    """The codes of the countries that a text may mean: one, several, or none.

    What `country_code` understands, without its advice to whoever typed it.
    """
    code = text.strip().upper()
    if code in _countries():
        return (code,)
    for key in _keys(text):
        if key in _ambiguous():
            return _ambiguous()[key]
        if key in _spellings():
            return (_spellings()[key],)
    return ()


def country_name(code: str) -> str:
    """The English name of a country.

    Raises:
        QueryError: no country has this code.
    """
    return _country(code).name


def successors(code: str) -> tuple[str, ...]:
    """Codes of the countries that followed one that is no more.

    A person whom a list calls a citizen of `SU` may be known to a bank as one of
    `RU` or `UA`: neither contradicts the other. Empty for a country that exists.

    Raises:
        QueryError: no country has this code.
    """
    return _country(code).successors


def fold(text: str) -> str:
    """Reduce a spelling to what two prints of one name share.

    Case, accents, blanks, punctuation, "the" and "and" go; "Saint" becomes "St".
    """
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    plain = (mark if mark.isalnum() else " " for mark in letters if not _accent(mark))
    words = "".join(plain).replace("saint", "st").split()
    # "AND" by itself is Andorra
    return "".join(word for word in words if word not in DROPPED) or "".join(words)


def _accent(mark: str) -> bool:
    return unicodedata.combining(mark) != 0


def _keys(text: str) -> Iterator[str]:
    """Folded readings of a text, the most literal first."""
    readings = [fold(text)]
    inverted = INVERTED.fullmatch(text.strip())
    if inverted:
        readings.append(fold(f"{inverted['rest']} {inverted['head']}"))
    yield from readings
    for reading in readings:
        for form in FORMS_OF_STATE:
            if reading.startswith(form):
                yield reading.removeprefix(form)


@cache
def _countries() -> dict[str, Country]:
    countries: dict[str, Country] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, alpha3, name, followed_by, others = line.split("\t")
        spellings = tuple(others.split("|")) if others else ()
        countries[code] = Country(code, alpha3, name, tuple(followed_by.split()), spellings)
    return countries


@cache
def _spellings() -> dict[str, str]:
    spelled: dict[str, str] = {}
    for country in _countries().values():
        for text in (country.code, country.alpha3, country.name, *country.spellings):
            spelled[fold(text)] = country.code
    return spelled


@cache
def _ambiguous() -> dict[str, tuple[str, ...]]:
    return {
        fold(word): codes for words, codes in AMBIGUOUS.items() for word in words.split("|")
    }


def _country(code: str) -> Country:
    country = _countries().get(code)
    if country is None:
        raise QueryError(f"{code!r} is not a country code of ISO 3166", field="country")
    return country


def _said(code: str) -> str:
    return f"{country_name(code)} ({code})"


def _suggestion(text: str) -> str:
    from difflib import get_close_matches  # late: most spellings are known

    near = get_close_matches(fold(text), _spellings(), n=3, cutoff=0.75)
    said = dict.fromkeys(_said(_spellings()[key]) for key in near)
    return f"; near: {', '.join(said)}" if said else ""
