import json
from pathlib import Path

from screening.batch.columns import guess
from screening.batch.job import Job
from screening.batch.lines import screened_lines
from screening.batch.rows import Row
from screening.batch.tally import Limits, Tally
from screening.batch.tally_json import from_plain, plain
from screening.screener import Screener

NAMES = ("Ri Pong Chun", "Jane Roe", "...", "Kim Yong", "No Kwang Chol", "Golden Triangle")


def test_a_tally_comes_back_from_json_as_it_was(tmp_path: Path, screener: Screener) -> None:
    settings = screener.settings
    limits = Limits(settings.threshold, settings.floor, settings.threshold, 500)
    rows = [Row(n, f"line {n + 1}", (name,)) for n, name in enumerate(NAMES, 1)]
    job = Job(guess(["name"], file="in"), counting=limits)

    tally = screened_lines(rows, job, screener).tally

    assert tally is not None
    assert tally.kept
    assert tally.unscreened
    assert from_plain(json.loads(json.dumps(plain(tally)))) == tally
    assert from_plain(json.loads(json.dumps(plain(Tally(**limits._asdict()))))) == Tally(
        **limits._asdict()
    )
