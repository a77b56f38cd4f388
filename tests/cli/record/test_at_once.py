"""Look-ups by several processes at once all go on record, one behind the other."""

import os
import subprocess
import sys

from screening.settings import Settings
from tests.cli.record.conftest import Objects

PROCESSES = 20


def test_twenty_look_ups_at_once_are_chained_without_a_loss(
    own: Settings, objects: Objects
) -> None:
    command = [sys.executable, "-m", "screening", "John Smith"]
    started = [
        subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
        )
        for _ in range(PROCESSES)
    ]

    assert [each.wait(timeout=120) for each in started] == [0] * PROCESSES
    (examined,) = objects("record", "verify")
    assert examined["whole"] is True
    assert (examined["entries"], examined["rows"]) == (PROCESSES, PROCESSES)
    assert examined["witnessed"] == PROCESSES
