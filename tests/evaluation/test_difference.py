import pytest

from screening.evaluation.difference import Difference, difference, slightest


@pytest.mark.parametrize(
    ("asked", "listed", "kind"),
    [
        ("Arvid Kellermund", "ARVID, Kellermund", Difference.SAME),
        ("Kellermund, Arvid", "Arvid Kellermund", Difference.ORDER),
        ("Vinter Gatan Trading", "Vintergatan Trading", Difference.JOINED),
        ("Arvid Kellermund", "Arvid Tomasovich Kellermund", Difference.FEWER),
        ("Arvid Tomasovich Kellermund", "Arvid Kellermund", Difference.MORE),
        ("A. Kellermund", "Arvid Kellermund", Difference.INITIALS),
        ("Arvyd Kelermund", "Arvid Kellermund", Difference.SPELLING),
        ("Arvyd Kellermund", "Arvid Tomasovich Kellermund", Difference.SPELLING_AND_PARTS),
        ("Арвид Келлермунд", "Arvid Kellermund", Difference.SCRIPT),
        ("Selma Quistgaard", "Arvid Tomasovich", Difference.OTHER),
    ],
)
def test_the_kind_is_told_from_the_two_names(asked: str, listed: str, kind: Difference) -> None:
    assert difference(asked, listed) is kind


def test_of_several_names_the_one_that_differs_least_counts() -> None:
    names = ("Арвид Келлермунд", "Kellermund Arvid", "Selma Quistgaard")

    assert slightest("Arvid Kellermund", names) is Difference.ORDER
