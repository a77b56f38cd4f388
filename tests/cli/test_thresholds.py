import json

import pytest

from screening.batch.alerts import AtThreshold
from screening.cli.jsonl import dumps
from screening.cli.thresholds import share_words, show_thresholds, thresholds_object

FOUND = (
    AtThreshold(0.68, 1_200, 400, 100_000, False),
    AtThreshold(0.7, 900, 700, 100_000, True),
    AtThreshold(0.705, 0, 1, 100_000, False),
)


def test_a_person_sees_a_line_for_each_threshold_and_which_is_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_thresholds(FOUND)
    header, *lines = (line.split() for line in capsys.readouterr().out.splitlines())

    assert header == ["Threshold", "Hits", "Share", "Reviews", "Share"]
    assert lines == [
        ["0.68", "1,200", "1.20", "%", "400", "0.40", "%"],
        ["0.70", "900", "0.90", "%", "700", "0.70", "%", "in", "force"],
        ["0.705", "0", "0.00", "%", "1", "<", "0.01", "%"],
    ]


def test_a_script_gets_the_same_as_one_object() -> None:
    told = json.loads(dumps(thresholds_object(FOUND)))

    assert (told["rows"], told["threshold"]) == (100_000, 0.7)
    assert told["thresholds"][1] == {
        "threshold": 0.7,
        "hit": 900,
        "review": 700,
        "hit_share": 0.009,
        "review_share": 0.007,
        "in_force": True,
    }
    assert [each["in_force"] for each in told["thresholds"]] == [False, True, False]


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0.00 %"), (0.00001, "< 0.01 %"), (0.0123, "1.23 %"), (1.0, "100.00 %")],
)
def test_what_is_seldom_does_not_look_like_never(share: float, words: str) -> None:
    assert share_words(share) == words
