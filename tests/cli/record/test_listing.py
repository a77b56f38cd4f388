import pytest

from screening.cli.output import Exit
from screening.settings import Settings
from tests.cli.conftest import Run
from tests.cli.record.conftest import Objects


def test_what_was_screened_is_listed_the_newest_first(own: Settings, screen: Run) -> None:
    screen("Kim Yong Bok")
    screen("John Smith", "Maria Garcia")

    done = screen("record")
    header, newest, before = (line.split("\t") for line in done.stdout.splitlines())

    assert header == ["id", "kind", "begun_at", "operator", "rows", "outcomes", "state"]
    assert (newest[1], *newest[3:]) == ("look-up", "tester", "2", "2 clear", "sealed")
    assert before[5] == "1 hit"
    assert done.exit_code == Exit.CLEAR


def test_as_many_are_listed_as_are_asked_for(own: Settings, objects: Objects) -> None:
    for _ in range(3):
        objects("John Smith")

    found = objects("record", "list", "--limit", "2")

    assert [each["position"] for each in found] == [3, 2]
    assert found[0]["outcomes"] == {"clear": 1}
    assert found[0]["begun_at"] <= found[0]["ended_at"]


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_sees_a_table(run_of: str, screen: Run) -> None:
    done = screen("record")

    assert run_of in done.stdout
    assert "1 hit" in done.stdout


def test_off_the_record_no_row_is_left(own: Settings, objects: Objects) -> None:
    (answer,) = objects("Kim Yong Bok", "--record", "off")

    assert answer["receipt"] is None
    assert all(hit["hit"] is None for hit in answer["hits"])
    assert objects("record") == []
