"""What a command may import: a look-up is over before the database toolkit is loaded."""

import subprocess
import sys

import pytest

from screening.cli.output import Exit

HEAVY = {
    *("sqlalchemy", "alembic", "pydantic", "rich"),
    *("lxml", "httpx2", "stamina", "python_calamine"),
}
# The standard library's own, each of which costs more than a screened name.
SLOW = {
    *("asyncio", "concurrent", "dataclasses", "email", "getpass", "http", "inspect"),
    *("logging", "multiprocessing", "socket", "ssl", "subprocess", "tomllib"),
    *("importlib.metadata", "importlib.resources", "tempfile", "urllib.request", "zipfile"),
}
THIRD_PARTY = {"rapidfuzz", "unidecode"}
LOOK_UP = {
    *("screening", "screening.builtin", "screening.countries", "screening.dates"),
    *("screening.errors", "screening.identifiers", "screening.intake", "screening.provision"),
    *(f"screening.provision.{name}" for name in "condition opening place".split()),
    *(f"screening.provision.{name}" for name in "registry saying".split()),
    *("screening.records", "screening.screener", "screening.service", "screening.settings"),
    *("screening.printable", "screening.version", "screening.who"),
    "screening.record",
    *(f"screening.record.{name}" for name in "chain customers entry ids lines off".split()),
    *(
        f"screening.record.{name}"
        for name in "recorder store suppressions told witness".split()
    ),
    "screening.cli",
    *(f"screening.cli.{name}" for name in "commands ending known look_up on_record".split()),
    *(f"screening.cli.{name}" for name in "manner output quick views".split()),
    "screening.domain",
    *(f"screening.domain.{name}" for name in "answers listings lists queries".split()),
    *(f"screening.domain.{name}" for name in "targets weighing".split()),
    "screening.matching",
    *(
        f"screening.matching.{name}"
        for name in "around assess background bits candidates card".split()
    ),
    *(f"screening.matching.{name}" for name in "comparing estimate listed near".split()),
    *(f"screening.matching.{name}" for name in "compare container digest index".split()),
    *(f"screening.matching.{name}" for name in "judging keys lines model ordering".split()),
    *(f"screening.matching.{name}" for name in "planning rarity spellings".split()),
    *("screening.matching.telling", "screening.matching.verdict"),
    *(f"screening.matching.compare.{name}" for name in "alignment details evidence".split()),
    *(f"screening.matching.compare.{name}" for name in "korean measures names parts".split()),
    "screening.names",
    *(f"screening.names.{name}" for name in "classes fold forms korean parts press".split()),
    *(
        f"screening.names.{name}"
        for name in "nearness romanise sorted_lines spelling unvowelled words".split()
    ),
    *(f"screening.names.romanise.{name}" for name in "arabic cyrillic han hangul".split()),
    *(f"screening.names.romanise.{name}" for name in "hebrew pinyin".split()),
    *("screening.registry", "screening.registry.fitness", "screening.registry.stamp"),
}


def imported(*words: str) -> tuple[int, set[str]]:
    """How a command line ends, as a process of its own, and the modules it leaves.

    Without those that are made and not imported, and those any Python starts with.
    """
    code = (
        "import atexit, sys\n"
        "before = set(sys.modules)\n"
        "own = lambda name: getattr(sys.modules[name], '__spec__', None)\n"
        "found = lambda: set(filter(own, sys.modules)) - before\n"
        "atexit.register(lambda: print(*found(), file=sys.stderr))\n"
        "from screening.cli import main\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )
    return done.returncode, set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("words", "shown_by"),
    [
        (("Ri Pong Chun",), {"screening.cli.plain"}),
        (("Ri Pong Chun", "--json"), {"screening.cli.jsonl", "screening.explain"}),
    ],
)
def test_a_look_up_imports_what_it_needs_and_no_more(
    settled: pytest.MonkeyPatch, words: tuple[str, ...], shown_by: set[str]
) -> None:
    code, modules = imported(*words)

    assert code == Exit.HITS
    ours = {name for name in modules if name.partition(".")[0] == "screening"}
    assert ours == LOOK_UP | shown_by
    others = {name.partition(".")[0] for name in modules - ours}
    assert others - sys.stdlib_module_names == THIRD_PARTY
    assert not (modules | others) & SLOW


@pytest.mark.parametrize(
    "words",
    [
        *(("--help",), ("lists", "--help"), ("lists", "diff", "-h")),
        ("name", "Ri Pong Chun", "--json"),
    ],
)
def test_no_command_imports_anything_heavy_without_need(
    settled: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    code, modules = imported(*words)

    assert code in (Exit.CLEAR, Exit.HITS)
    assert "typer" in modules
    assert not HEAVY & modules
