"""Make the corpora that the benchmarks ask, and tell where they are.

    python -m benchmarks.prepare [--names lists] [--names 1000000]

Each is a folder for SCREENING_DATA_DIR, so that any command can be tried on it.
"""

import sys
from collections.abc import Sequence

from benchmarks.command import corpora_of, data_parser
from benchmarks.corpus import CURRENT
from benchmarks.customers import different_words


def main(arguments: Sequence[str]) -> None:
    given = data_parser("prepare").parse_args(arguments)
    corpora = corpora_of(given)
    if corpora is None:
        return
    for names in given.names or (CURRENT,):
        corpus, held = corpora.of(names), corpora.listings(names)
        words = different_words(name.text for _, one in held for name in one.names)
        print(
            f"{corpus.title} names, {len(held):,} listings, {words:,} different words: "
            f"SCREENING_DATA_DIR={corpus.folder}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
