"""Write screening/matching/data/background.idx: how common names and words are in general.

Needs the packages `wordfreq` and `names` (for their data alone):
`pip install wordfreq==3.1.1 names==0.3.0 && python tools/make_background.py`.

wordfreq's lists say how often a word occurs in text of 40 languages (data under
CC BY-SA 4.0, Robyn Speer and others, doi:10.5281/zenodo.7199437). `names` carries
the lists of names of the 1990 census of the United States (public domain), which
say what share of people bears a name. Words are folded as names are.
"""

import gzip
import math
from array import array
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgpack

from screening.matching.background import RAREST, key
from screening.matching.container import write
from screening.names import classes
from screening.names.parts import readings_once

TARGET = Path(__file__).parents[1] / "screening/matching/data/background.idx"
# Where a text has a word once in N, an ordinary name has it about 20 times as
# often: text is mostly words that no name has.
NAMES_TO_TEXT = 20
# English is the language most firms are named in, so rarer words count there.
LEAST_ENGLISH, LEAST_OTHER = 1e-7, 1e-5
# Written without blanks, or with several usual spellings of each word.
LEFT_OUT = {"zh", "ja", "ko", "he", "bn", "ta", "hi"}
# What a language says this often is no name but "but" or "than", which elsewhere are.
MOST_OTHER = 10**-3.3
NEED_A_TABLE = {"ar", "fa", "ur"}  # short vowels are not written
CENSUS = {"dist.all.last": 1.0, "dist.female.first": 0.5, "dist.male.first": 0.5}


def _word_lists() -> dict[str, list[list[str]]]:
    """Language to its words; in list n are those with a share of 10 ** (-n / 100)."""
    folder = files("wordfreq").joinpath("data")
    found: dict[str, list[list[str]]] = {}
    for path in sorted(folder.iterdir(), key=lambda one: one.name, reverse=True):
        size, _, language = path.name.removesuffix(".msgpack.gz").partition("_")
        wanted = "large" if language == "en" else "small"
        if path.name.endswith(".msgpack.gz") and size == wanted and language not in LEFT_OUT:
            unpacked: Any = msgpack.unpackb(gzip.decompress(path.read_bytes()), raw=False)
            found[language] = unpacked[1:]
    return found


def _spelling(word: str, language: str) -> str:
    if language in NEED_A_TABLE and word not in classes.arabic_names():
        return ""
    parts = [part for name in readings_once(word, person=True) for part in name.parts]
    form = parts[0].forms[0] if len(parts) == 1 else ""
    return form if form.isascii() and form.isalpha() and len(form) > 1 else ""


def _shares() -> dict[str, float]:
    shares: dict[str, float] = {}
    for language, lists in _word_lists().items():
        least = LEAST_ENGLISH if language == "en" else LEAST_OTHER
        for level, words in enumerate(lists):
            share = 10 ** (-level / 100)
            if share < least:
                break
            if share > MOST_OTHER and language not in {"en", *NEED_A_TABLE}:
                continue
            for word in words:
                form = _spelling(word, language)
                shares[form] = max(shares.get(form, 0.0), share * NAMES_TO_TEXT)
    for name, weight in CENSUS.items():
        for line in files("names").joinpath(name).read_text().splitlines():
            bearer, percent = line.split()[:2]
            share = float(percent) / 100 * weight
            form = bearer.lower()
            shares[form] = max(shares.get(form, 0.0), share)
    shares.pop("", None)
    return shares


def main() -> None:
    """Write the table anew."""
    found = {}
    for form, share in _shares().items():
        if share > 0 and (digits := -math.log10(min(1.0, share))) < RAREST:
            found[key(form)] = round(digits * 10)
    order = sorted(found)
    source = (
        "Made by tools/make_background.py from wordfreq 3.1.1 (data CC BY-SA 4.0, Robyn Speer "
        "and others, doi:10.5281/zenodo.7199437; so is this table) and the names of the 1990 "
        "census of the United States (public domain)"
    )
    write(
        TARGET,
        {"source": source, "made_on": f"{datetime.now(UTC):%Y-%m-%d}"},
        {"keys": array("Q", order), "tenths": bytes(found[one] for one in order)},
    )
    print(f"{len(order)} spellings, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
