import pytest

from screening.domain.queries import Query
from screening.errors import InputFileError
from screening.evaluation.held import References
from screening.evaluation.questions import read_negatives, read_positives
from screening.screener import Screener
from tests.evaluation.conftest import Write

HEADER = "query_id,name,expected,schema,dob,country"


def test_details_are_asked_only_where_that_is_wanted(screener: Screener, write: Write) -> None:
    path = write(HEADER, "q1,Arvid Kellermund,P1,Person,1961-04-07,se|NO")
    held = References(screener)

    (plain,) = read_positives(path, held, with_details=False)[1]
    (whole,) = read_positives(path, held, with_details=True)[1]

    assert plain.query == Query(name="Arvid Kellermund", type="person")
    assert whole.query == Query(
        name="Arvid Kellermund", type="person", birth_date="1961-04-07", country="SE;NO"
    )


def test_the_kind_of_difference_is_told_where_the_file_does_not(
    screener: Screener, write: Write
) -> None:
    path = write("name,expected,kind", "Arvid Kellermund,P1,", "Selma,O1,a kind of mine")

    first, second = read_positives(path, References(screener), with_details=False)[1]

    assert first.slices == {"type": "not told", "script": "Latin", "kind": "fewer parts"}
    assert second.slices["kind"] == "a kind of mine"
    assert first.place == "row 1"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("q,Arvid,P9,Person,,", "expected"),
        ("q,Arvid,,Person,,", "expected"),
        ("q,...,P1,Person,,", "name"),
        ("q,Arvid,P1,submarine,,", "type"),
        ("q,Arvid,P1,Person,1961-13-40,", "birth_date"),
        ("q,Arvid,P1,Person,,Atlantis", "country"),
    ],
)
def test_a_bad_row_names_file_row_and_field(
    screener: Screener, write: Write, row: str, field: str
) -> None:
    path = write(HEADER, row)

    with pytest.raises(
        InputFileError, match=rf"labels\.csv line 2 \(row 1\), {field}: "
    ) as bad:
        read_positives(path, References(screener), with_details=True)

    assert str(bad.value).count(f"{field}: ") == 1


def test_negatives_of_several_files_keep_their_file(write: Write) -> None:
    one = write("name,type", "John Smith,person", name="people.csv")
    two = write("name", "Ostfriesland LLC", name="firms.csv")

    files, negatives = read_negatives([one, two], with_details=False)

    assert [file.rows for file in files] == [1, 1]
    assert [each.slices["file"] for each in negatives] == ["people.csv", "firms.csv"]
    assert not any(each.expected for each in negatives)
