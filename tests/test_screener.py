from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening import Query, QueryError
from screening.domain.answers import Answer, Outcome, Result, Tier
from screening.domain.listings import Listing
from screening.domain.targets import NameKind
from screening.errors import ListsUnfit
from screening.identifiers import make_identifier
from screening.matching.index import Index, build
from screening.screener import Scope, Screener
from screening.settings import Settings
from tests.conftest import listing as made_up

Made = Callable[..., Screener]


def screener_on(folder: Path, *listings: Listing) -> Screener:
    path = folder / "own.idx"
    build(path, (("test", one) for one in listings), stamp="own@1", lists=())
    return Screener(Index(path), Settings(folder, threshold=0.2, floor=0.1))


def references(answer: Answer) -> list[str]:
    return [hit.listing.reference for hit in answer.candidates]


def test_two_authorities_that_list_one_man_are_two_hits(make: Made) -> None:
    answer = make().screen("Arvid Kellermund")

    assert references(answer) == ["P2", "P1"]
    assert {hit.listing.authority for hit in answer.hits} == {"zz-test", "yy-test"}
    assert answer.outcome is Outcome.HIT


def test_an_ordinary_name_is_clear(make: Made) -> None:
    answer = make().screen("John Smith")

    assert answer.outcome is Outcome.CLEAR
    assert answer.candidates == ()


def test_an_ended_listing_is_shown_for_review_but_is_no_hit(make: Made) -> None:
    answer = make().screen("Selma Quistgaard")

    assert answer.outcome is Outcome.REVIEW
    assert answer.hits == ()
    assert answer.reviews[0].score > 0.9


def test_a_number_that_agrees_is_a_hit_whatever_the_name_says(make: Made) -> None:
    query = Query(name="Someone Else", type="person", identifiers={"imo": "IMO 9842188"})

    answer = make().screen(query)

    assert references(answer) == ["V1"]
    assert answer.hits[0].matched_name is None
    assert answer.hits[0].result_of("imo") is Result.MATCHED


def test_a_vessel_without_a_known_name_is_found_by_its_number(make: Made) -> None:
    answer = make().screen(Query(identifiers={"imo": "9265756"}))

    assert references(answer) == ["V2"]
    assert answer.hits[0].listing.primary_name is None


def test_another_imo_number_speaks_against_a_vessel_of_the_same_name(make: Made) -> None:
    same, other = (
        make(floor=0.0, threshold=0.0).screen(
            Query(name="Nordlys", identifiers={"imo": number} if number else {})
        )
        for number in ("", "9074729")
    )

    assert other.candidates[0].score < same.candidates[0].score - 0.3


@pytest.mark.parametrize(
    ("field", "agrees", "differs"),
    [
        ("birth_date", "1961-04-07", "1985-01-02"),
        ("country", "Sweden", "Peru"),
        ("gender", "male", "female"),
    ],
)
def test_what_else_is_known_raises_or_lowers(
    make: Made, field: str, agrees: str, differs: str
) -> None:
    def score(value: str | None) -> float:
        fields: dict[str, Any] = {field: value}
        query = Query(name="Arvid Tomasovich Kellermund", **fields)
        answer = make(floor=0.0, threshold=0.0).screen(query)
        return next(hit.score for hit in answer.candidates if hit.listing.reference == "P1")

    assert score(agrees) > score(None) > score(differs)


def test_a_birth_year_agrees_with_a_full_date(make: Made) -> None:
    answer = make().screen(Query(name="Arvid Kellermund", birth_date="1961"))

    assert {hit.result_of("birth date") for hit in answer.hits} == {Result.MATCHED}


def test_what_a_side_does_not_give_is_unknown(make: Made) -> None:
    answer = make().screen(Query(name="Vintergatan Trading", birth_date="1961"))

    assert answer.hits[0].result_of("birth date") is Result.UNKNOWN


def test_a_weak_alias_is_found_and_shown_as_weak(make: Made) -> None:
    hit = make(floor=0.2, threshold=0.2).screen("Tosha").candidates[0]

    assert hit.matched_name is not None
    assert hit.matched_name.kind is NameKind.WEAK_ALIAS
    assert any("weak alias" in row.reason for row in hit.evidence)


def test_weak_aliases_can_be_left_out(make: Made) -> None:
    assert make(weak_aliases=False, floor=0.0, threshold=0.0).screen("Tosha").candidates == ()


@pytest.mark.parametrize("name", ["Limited Liability Company", "ООО", "Bank", "Korea"])
def test_a_name_that_tells_nothing_is_clear_and_the_answer_says_why(
    make: Made, name: str
) -> None:
    answer = make().screen(name)

    assert answer.outcome is Outcome.CLEAR
    assert "cannot hit on its own" in answer.notes[0]


def test_the_score_is_the_logistic_of_the_points(make: Made) -> None:
    from screening.matching.model import score

    for hit in make(floor=0.0, threshold=0.0).screen("Arvid Kelermund").candidates:
        assert score(sum(row.points for row in hit.evidence)) == pytest.approx(hit.score)


def test_threshold_and_floor_part_hits_from_reviews(make: Made) -> None:
    score = make().screen("Arvid Kellermund").hits[-1].score

    reviews = make(threshold=score + 0.0001, floor=0.1).screen("Arvid Kellermund").reviews
    assert [hit.tier for hit in reviews] == [Tier.REVIEW]
    assert make(threshold=1.0, floor=1.0).screen("Arvid Kellermund").candidates == ()


def test_only_the_scope_is_screened_against(make: Made) -> None:
    assert references(make(Scope(authorities=("yy-test",))).screen("Arvid Kellermund")) == [
        "P2"
    ]
    assert references(make(Scope(packages=("ZZ-1",))).screen("Arvid Kellermund")) == ["P1"]


@pytest.mark.parametrize("scope", [Scope(authorities=("un-sc",)), Scope(packages=("EU-12",))])
def test_a_scope_with_nothing_loaded_is_never_clear(make: Made, scope: Scope) -> None:
    with pytest.raises(ListsUnfit, match="nothing can be screened"):
        make(scope)


def test_the_answer_names_what_it_rests_on(make: Made) -> None:
    basis = make().screen("John Smith").basis

    assert basis.registry == "made-up@1"
    assert basis.lists[0].sha256 == "0" * 64
    assert not basis.only_builtin


def test_the_settings_digest_follows_the_settings(make: Made) -> None:
    digests = {
        make().basis.settings,
        make(threshold=0.9).basis.settings,
        make(weak_aliases=False).basis.settings,
        make(Scope(packages=("ZZ-1",))).basis.settings,
    }

    assert len(digests) == 4
    assert make().basis.settings == make().basis.settings


def test_a_query_that_cannot_be_screened_is_an_error_not_clear(make: Made) -> None:
    with pytest.raises(QueryError, match="empty"):
        make().screen("  ")


def test_it_is_a_context_manager(make: Made) -> None:
    with make() as screener:
        assert isinstance(screener, Screener)


@pytest.mark.parametrize("word", ["Ri Pong Chun", "Kim", "Trading Company", "a b c"])
def test_a_name_of_hundreds_of_words_is_answered(make: Made, word: str) -> None:
    """Readings of many words multiply; trying them all would take for ever."""
    name = " ".join([word] * 300)[:1000].strip()

    assert make().screen(name).query.name == name


def test_another_kind_of_target_speaks_against(make: Made) -> None:
    plain, vessel = (
        make(floor=0.0, threshold=0.0).screen(Query(name="Arvid Kellermund", type=kind))
        for kind in (None, "vessel")
    )

    assert vessel.candidates[0].score < plain.candidates[0].score - 0.2
    assert vessel.candidates[0].result_of("type") is Result.NOT_MATCHED


def test_a_weak_alias_scores_below_an_alias_of_the_same_spelling(tmp_path: Path) -> None:
    screener = screener_on(
        tmp_path, made_up("A", "Someone", "=Tosha"), made_up("B", "Nobody", "~Tosha")
    )

    scores = {hit.listing.reference: hit.score for hit in screener.screen("Tosha").candidates}
    assert scores["A"] > scores["B"]


def test_many_bearers_of_one_name_are_all_found(tmp_path: Path) -> None:
    screener = screener_on(tmp_path, *(made_up(f"P{n}", "Arvid KELLERMUND") for n in range(40)))

    assert len(screener.screen("Arvid Kellermund").hits) == 40


def test_listings_of_one_target_stand_one_under_the_other(tmp_path: Path) -> None:
    number = (make_identifier("passport", "AB 123 456"),)
    screener = screener_on(
        tmp_path,
        made_up("A", "Arvid KELLERMUND", identifiers=number),
        made_up("B", "Arvid KELLERMUNT"),
        made_up("C", "Arvid KELERMUND", identifiers=number),
    )

    found = references(screener.screen("Arvid Kellermund"))
    assert found.index("C") == found.index("A") + 1


def test_a_closed_screener_answers_no_more(make: Made) -> None:
    screener = make()
    screener.close()

    with pytest.raises(ValueError, match="released"):
        screener.screen("Arvid Kellermund")


def test_authority_and_package_that_no_listing_has_both_of_are_refused(make: Made) -> None:
    with pytest.raises(ListsUnfit, match="nothing can be screened"):
        make(Scope(authorities=("yy-test",), packages=("ZZ-1",)))


def test_an_answer_says_how_many_listings_it_compared(make: Made) -> None:
    assert make().basis.compared == 6
    assert make(Scope(packages=("ZZ-1",))).basis.compared == 1


def test_a_number_is_no_more_than_a_sure_hit(make: Made) -> None:
    """The score leaves room: not every hit by number is a round 1."""
    score = make().screen(Query(identifiers={"imo": "9842188"})).hits[0].score

    assert 0.98 < score < 0.9999


def test_a_weak_alias_that_is_the_name_asked_is_shown_before_a_name_like_it(
    tmp_path: Path,
) -> None:
    both = made_up("P9", "RO, Kwang Chol", "~NO, Kwang Chol", "~Tosha")

    with screener_on(tmp_path, both) as screener:
        (asked,) = screener.screen("No Kwang Chol").hits
        (primary,) = screener.screen("Ro Kwang Chol").hits

    assert asked.matched_name is not None
    assert asked.matched_name.text == "NO, Kwang Chol"
    assert asked.matched_name.kind is NameKind.WEAK_ALIAS
    assert primary.matched_name is not None
    assert primary.matched_name.text == "RO, Kwang Chol"
