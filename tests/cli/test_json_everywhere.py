"""Every command that tells something tells it as JSON too, for scripts."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from screening.cli.app import app
from tests.cli.conftest import Run


def commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        else:
            yield (*before, name), command


@pytest.mark.parametrize(
    "command",
    [each for _, each in commands(typer.main.get_command(app))],
    ids=[" ".join(words) for words, _ in commands(typer.main.get_command(app))],
)
def test_every_command_has_json(command: Any) -> None:
    assert any("--json" in parameter.opts for parameter in command.params)


@pytest.mark.parametrize(
    "words", [("db", "path"), ("db", "upgrade"), ("lists", "prune", "--dry-run")]
)
def test_upkeep_is_told_as_one_object(screen: Run, words: tuple[str, ...]) -> None:
    (line,) = screen(*words, "--json").stdout.splitlines()

    assert isinstance(json.loads(line), dict)
