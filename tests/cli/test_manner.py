import pytest

from screening.cli.manner import as_of
from screening.domain.answers import Basis, ListState


def basis(*days: str | None) -> Basis:
    lists = tuple(ListState("s", "title", "eu", day, "0" * 64, 1, True) for day in days)
    return Basis("0", "1", "digest", "uuid@1", lists, 1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2026-07-17"], "as of 2026-07-17"),
        (["2026-07-17", "2026-01-02"], "as of 2026-01-02 to 2026-07-17"),
        (["2026-07-17", None], "as of 2026-07-17 (1 tell no day)"),
        ([None], "none of which tells its day"),
    ],
)
def test_the_days_of_the_lists_are_told_and_the_lack_of_one(
    days: list[str | None], said: str
) -> None:
    assert as_of(basis(*days)) == said
