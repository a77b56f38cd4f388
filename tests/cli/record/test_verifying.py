import json
from pathlib import Path

import pytest

from screening.cli.output import Exit
from screening.record.store import Store
from screening.settings import Settings
from tests.cli.conftest import Run
from tests.cli.record.conftest import Objects


def test_a_whole_record_ends_with_0(run_of: str, screen: Run) -> None:
    done = screen("record", "verify")

    assert done.stdout.startswith("whole: 1 entries to ")
    assert done.exit_code == Exit.CLEAR


def test_a_changed_one_says_where_and_ends_with_1(
    own: Settings, run_of: str, screen: Run, objects: Objects
) -> None:
    with Store.open(own) as store:
        store.do("UPDATE run SET salt = ? WHERE id = ?", b"other", run_of)

    done = screen("record", "verify", run_of)
    finding, last = objects("record", "verify")

    first, end = done.stdout.splitlines()
    assert first == f"run {run_of}, row 1: the line is not what was sealed"
    assert end.startswith("NOT WHOLE: 1 findings; ")
    assert (finding["finding"], finding["run"], finding["row"]) == ("row_changed", run_of, 1)
    assert (last["whole"], last["findings"], last["entries"]) == (False, 1, 1)
    assert done.exit_code == Exit.FAILED


def test_a_run_that_is_not_there_is_said(own: Settings, screen: Run) -> None:
    done = screen("record", "verify", "0123456789")

    assert "nothing on record is called" in done.stderr
    assert done.exit_code == Exit.USAGE


def test_a_signed_checkpoint_tells_of_a_tail_that_was_taken_out(
    own: Settings, run_of: str, screen: Run, tmp_path: Path
) -> None:
    key, kept = tmp_path / "key.pem", tmp_path / "checkpoint.json"
    made = screen("record", "checkpoint", "--new-key", str(key), "-o", str(kept))
    asked = ("record", "verify", "--checkpoint", str(kept), "--public-key", f"{key}.pub")
    assert made.exit_code == screen(*asked).exit_code == Exit.CLEAR

    with Store.open(own) as store:
        store.do("DELETE FROM run_block")
        store.do("DELETE FROM run")
    (own.data_dir / "registry.record.witness").unlink()

    done = screen(*asked)
    assert "entry 1: the checkpoint names it, and it is not in the chain" in done.stdout
    assert done.exit_code == Exit.FAILED


def test_a_program_gets_a_checkpoint_as_json(run_of: str, screen: Run) -> None:
    made = json.loads(screen("record", "checkpoint").stdout)

    assert (made["position"], made["entries"], made["by"]) == (1, 1, "tester")


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_gets_a_few_lines_for_paper(run_of: str, screen: Run) -> None:
    lines = screen("record", "checkpoint").stdout.splitlines()

    assert [line.split()[0] for line in lines[:3]] == ["registry", "entries", "hash"]
    assert all(len(word) == 8 for word in lines[3].split())


def test_a_key_is_not_written_over(run_of: str, screen: Run, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    screen("record", "checkpoint", "--new-key", str(key))
    done = screen("record", "checkpoint", "--new-key", str(key))

    assert "there is a key already" in done.stderr
    assert done.exit_code == Exit.USAGE


def test_a_checkpoint_says_by_whom_it_is_signed_or_loudly_that_it_is_not(
    run_of: str, screen: Run, objects: Objects, tmp_path: Path
) -> None:
    key, signed, bare = tmp_path / "key.pem", tmp_path / "signed.json", tmp_path / "bare.json"
    screen("record", "checkpoint", "--new-key", str(key), "-o", str(signed))
    screen("record", "checkpoint", "-o", str(bare))
    told = json.loads(signed.read_text())["key"]

    done = screen("record", "verify", "--checkpoint", str(signed))
    (last,) = objects("record", "verify", "--checkpoint", str(signed))
    assert f"the checkpoint is signed by {told} (" in done.stdout
    assert last["signed"]["key"] == told

    done = screen("record", "verify", "--checkpoint", str(bare))
    (last,) = objects("record", "verify", "--checkpoint", str(bare))
    assert "the checkpoint is NOT SIGNED" in done.stderr
    assert last["signed"] is None
    assert "NOT SIGNED" in last["warnings"][0]
    assert done.exit_code == Exit.CLEAR


def test_a_witness_that_is_gone_is_told(own: Settings, run_of: str, screen: Run) -> None:
    (own.data_dir / "registry.record.witness").unlink()
    done = screen("record", "verify")

    assert "is missing" in done.stderr
    assert done.exit_code == Exit.CLEAR
