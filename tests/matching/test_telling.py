import pytest

from screening.domain.queries import Query
from screening.intake import prepare
from screening.matching.rarity import unknown_rarity
from screening.matching.telling import COMMON_NAME, NO_NAME, why_too_little

RARITY = unknown_rarity()


def said(name: str | None, **asked: str) -> str | None:
    identifiers = {} if name else {"imo": "9842188"}
    return why_too_little(prepare(Query(name, identifiers=identifiers, **asked)), RARITY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["Limited Liability Company", "ООО", "Bank", "Trading Company"]
)
def test_a_legal_form_or_words_that_many_share_are_no_name(name: str) -> None:
    assert said(name) == said(name, type="company") == NO_NAME


@pytest.mark.parametrize("name", ["Muhammad", "Mohammed", "Alexander", "Ivan", "Maria", "محمد"])
def test_one_common_given_name_tells_too_little(name: str) -> None:
    assert said(name) == said(name, type="person") == COMMON_NAME


@pytest.mark.parametrize(
    "name",
    ["Kellermund", "Maria Garcia", "Kim Yong Bok", "리봉춘", "Nordlys", "Golden Triangle Bank"],
)
def test_a_rare_name_or_two_together_tell_enough(name: str) -> None:
    assert said(name) is None


def test_a_surname_that_is_a_word_of_firms_is_a_name_where_a_person_is_asked() -> None:
    assert said("Trading Company", type="person") is None


def test_without_a_name_there_is_nothing_to_say() -> None:
    assert said(None) is None


def test_one_name_of_several_that_tells_enough_is_enough() -> None:
    query = Query("Ivan", aliases=("Ivan Quistgaard",))

    assert why_too_little(prepare(query), RARITY) is None
