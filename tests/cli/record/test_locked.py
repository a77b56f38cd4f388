"""What cannot go on record is not answered: a receipt is of what is there."""

import pytest

from screening.cli.output import Exit
from screening.record import store as module
from screening.record.store import Store
from screening.settings import Settings
from tests.cli.conftest import Run


@pytest.mark.parametrize("names", [("Kim Yong Bok",), ("Kim Yong Bok", "John Smith")])
def test_while_the_record_is_locked_no_answer_is_shown(
    own: Settings, screen: Run, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.1)
    with Store.open(own) as other, other.writing():
        done = screen(*names)

    assert done.exit_code == Exit.FAILED
    assert done.stdout == ""
    assert "another program is writing" in done.stderr


def test_each_of_several_answers_is_on_record_and_the_run_is_sealed_at_the_end(
    own: Settings, screen: Run
) -> None:
    screen("Kim Yong Bok", "John Smith", "Maria Garcia")

    with Store.open(own) as store:
        kinds = store.rows("SELECT kind FROM run ORDER BY position")
        rows = store.rows("SELECT first_row, row_count FROM run_block ORDER BY number")
    assert kinds == [("begun",), ("look-up",)]
    assert rows == [(1, 1), (2, 1), (3, 1)]
