"""A plain look-up is read without typer, and nobody can tell."""

import re

import pytest
from typer.main import get_group

from screening.cli.app import app
from screening.cli.commands import COMMANDS
from screening.cli.output import Exit
from screening.cli.quick import REPEATABLE, SWITCHES, VALUED, plain_look_up
from tests.cli.conftest import Process

PLACE = re.compile(r"[0-9a-z]{10}-[0-9]+((-[0-9a-f]{16})|\.[0-9]+)")
"""A receipt or a hit, which no other run has."""


def test_every_option_of_a_look_up_is_in_the_tables_by_its_kind() -> None:
    command = get_group(app).commands["name"]
    options = [one for one in command.params if one.param_type_name == "option"]
    switches: dict[str, tuple[str, bool]] = {}
    valued: dict[str, str | None] = {}
    repeatable: dict[str, str | None] = {}
    for option in options:
        if getattr(option, "is_flag", False):
            switches |= dict.fromkeys(option.opts, (option.name or "", True))
            switches |= dict.fromkeys(option.secondary_opts, (option.name or "", False))
        else:
            (word,) = option.opts
            (repeatable if option.multiple else valued)[word] = option.name

    assert switches == SWITCHES
    assert valued == {word: setting for word, (setting, _) in VALUED.items()}
    assert repeatable == REPEATABLE


@pytest.mark.parametrize(
    "words",
    [
        ("Ri Pong Chun",),
        ("John Smith",),
        ("Ri", "Pong", "Chun"),
        ("--json", "Ri Pong Chun", "John Smith", "--explain"),
        ("Kim Yong Bok", "--limit", "2", "--explain"),
        ("Kim Yong Bok", "--authority", "OFAC", "--authority", "EU", "--package", "eu-15"),
        ("Kim Yong Bok", "--type", "person", "--birth-date", "1956", "--country", "KP"),
        ("Kim Yong Bok", "--gender", "m", "--without", "country", "--no-weak-aliases"),
        ("--threshold", "0.5", "--floor", ".2", "--weak-aliases", "Ri Pong"),
        ("--id", "imo=9842188"),
        ("Kim Yong Bok", "--as-of", "2024-12-18"),
        ("--explain",),
        ("--json", "lists"),
        ("list",),
        ("...!?",),
        ("...!?", "--json"),
        (b"Ri \xff Pong",),
        ("Ri", "--birth-date", "yesterday"),
        ("Ri", "--authority", "nobody"),
        ("Ri", "--id", "shoe=44"),
        ("Ri", "--floor", "0.9", "--threshold", "0.5"),
        ("Ri", "--max-age", "2d"),
    ],
)
def test_a_plain_look_up_ends_as_it_does_through_typer(
    process: Process, words: tuple[str | bytes, ...]
) -> None:
    assert plain_look_up([str(word) for word in words]) is not None

    quick, through_typer = process(*words), process("name", *words)

    assert PLACE.sub("", quick.stdout) == PLACE.sub("", through_typer.stdout)
    assert PLACE.sub("", quick.stderr) == PLACE.sub("", through_typer.stderr)
    assert quick.returncode == through_typer.returncode


@pytest.mark.parametrize(
    "words",
    [
        (),
        *((command,) for command in COMMANDS),
        *(("--help",), ("-h",), ("--version",), ("Ri", "--help")),
        *(("-",), ("--", "Ri"), ("Ri", "--"), ("-Ri",), ("",), ("Ri", "")),
        *(("Ri", "--nope"), ("Ri", "--explai"), ("Ri", "--json=yes"), ("Ri", "--limit=3")),
        *(("Ri", "--country"), ("Ri", "--country", ""), ("Ri", "--country", "--json")),
        *(("Ri", "--limit", "0"), ("Ri", "--limit", "few"), ("Ri", "--limit", "-1")),
        *(("Ri", "--threshold", "1.5"), ("Ri", "--threshold", "nan")),
        *(("Ri", "--json", "--json"), ("Ri", "--type", "person", "--type", "vessel")),
        ("Ri", "--weak-aliases", "--no-weak-aliases"),
    ],
)
def test_what_is_no_plain_look_up_is_left_to_typer(words: tuple[str, ...]) -> None:
    assert plain_look_up(words) is None


def test_what_is_left_to_typer_is_screened_too(process: Process) -> None:
    assert process("--", "Ri Pong Chun").returncode == Exit.HITS
