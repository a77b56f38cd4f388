"""The README is true: its commands exist, and so does every name it promises."""

import re
import shlex
from pathlib import Path

import pytest

import screening
from screening.cli.app import app
from screening.cli.commands import COMMANDS
from screening.settings import KINDS, PREFIX

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    named = {
        one.name or getattr(one.callback, "__name__", "") for one in app.registered_commands
    }
    return named | {group.name or "" for group in app.registered_groups}


def test_a_slip_in_a_commands_name_is_looked_for_among_all_of_them() -> None:
    assert set(COMMANDS) == commands()


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"screen {command}" in README


def test_the_names_promised_are_the_names_there_are() -> None:
    promise = README.split("These are the names that `screening` promises:")[1].split("\n\n")[0]
    promised = re.findall(r"`(\w+)`", promise.split("Results are")[0])

    assert promised == sorted(promised, key=str)
    assert set(promised) == set(screening.__all__)
    assert all(hasattr(screening, name) for name in promised)


@pytest.mark.parametrize("setting", sorted(KINDS))
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert f"| `{setting}` | `{PREFIX}{setting.upper()}` |" in README


def test_the_test_command_of_the_readme_is_what_the_gate_runs() -> None:
    command = re.search(r"^pip install -e .*pytest$", README, re.MULTILINE)

    assert command is not None
    pip, pytest_ = command[0].split(" && ")
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert shlex.split(pip)[-1] in gate
    assert pytest_ in gate


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]

    assert len(numbers) == len(set(numbers)) >= 5


def test_the_python_example_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(tmp_path))
    example = README.split("```python\n")[1].split("```")[0]

    exec(compile(example, "README.md", "exec"), {})

    assert capsys.readouterr().out.startswith("kr-mofa RI Pong Chun ")
