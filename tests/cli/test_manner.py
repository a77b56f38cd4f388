import pytest

from screening.cli.manner import NOT_FULL, against, as_of, in_part_words
from screening.domain.answers import Basis, ListState
from screening.screener import Scope


def states(*days: str | None) -> list[ListState]:
    return [ListState("s", "title", "eu", day, "0" * 64, 1, True) for day in days]


def basis(*lists: tuple[str, str, bool]) -> Basis:
    made = tuple(
        ListState(source, "title", authority, "2026-01-01", "0" * 64, 1, builtin)
        for source, authority, builtin in lists
    )
    return Basis("0", "1", "digest", "uuid@1", made, 1)


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
    assert as_of(states(*days)) == said


BUILT_IN, UN, EU = ("builtin-eu", "eu", True), ("un-sc", "un-sc", False), ("fsf", "eu", False)


@pytest.mark.parametrize(
    ("lists", "scope", "said"),
    [
        ([BUILT_IN], Scope(), NOT_FULL),
        (
            [BUILT_IN, UN],
            Scope(),
            "of eu only built-in packages are loaded: not the full lists",
        ),
        ([BUILT_IN, UN], Scope(authorities=("un-sc",)), None),
        ([BUILT_IN, UN, EU], Scope(), None),
    ],
)
def test_one_full_list_does_not_hide_that_others_are_none(
    lists: list[tuple[str, str, bool]], scope: Scope, said: str | None
) -> None:
    assert in_part_words(basis(*lists), scope) == said


def test_the_days_told_are_those_of_the_lists_asked_for() -> None:
    said = against(basis(BUILT_IN, UN), Scope(authorities=("un-sc",)))

    assert said == ("screened against 1 listings of 1 lists, only un-sc, as of 2026-01-01")
