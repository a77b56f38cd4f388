from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening import Query, QueryError
from screening.domain.answers import Answer, Outcome, Reason, Result, Tier
from screening.domain.listings import Listing
from screening.domain.targets import NameKind
from screening.domain.weighing import Weighed
from screening.errors import ListsUnfit
from screening.identifiers import make_identifier
from screening.matching import card, model
from screening.matching.building import build
from screening.matching.candidates import MOST
from screening.matching.index import Index
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


# what beside the name may do


NAME = "Arvid Tomasovich Kellermund"
CONTRARY: dict[str, Any] = {"birth_date": "1985-01-02", "country": "Peru", "gender": "female"}


def strict(make: Made) -> Screener:
    """A screener whose threshold and floor only the name alone reaches."""
    alone = next(hit.score for hit in make().screen(NAME).hits if hit.listing.package)
    return make(threshold=alone - 0.001, floor=alone - 0.001)


def test_a_name_that_hits_stays_in_sight_whatever_is_known_beside_it(make: Made) -> None:
    screener = strict(make)
    answer = screener.screen(Query(name=NAME, **CONTRARY))

    (review,) = answer.reviews
    assert answer.hits == ()
    assert review.score < screener.settings.floor
    (note,) = review.notes
    assert note.code is Reason.SPEAKS_AGAINST
    assert note.text.startswith("the name alone scores 0.9")
    assert "birth date (1985-01-02 / 1961-04-07: different)" in note.text
    assert "gender (female / male: different)" in note.text


def test_a_name_that_alone_is_no_hit_may_be_taken_out_of_sight(make: Made) -> None:
    score = make().screen("Arvid Kellermund").hits[0].score
    screener = make(threshold=score + 0.001, floor=score - 0.001)

    alone, known = (
        screener.screen(Query(name="Arvid Kellermund", birth_date=day))
        for day in (None, "1985-01-02")
    )
    assert references(alone) == ["P2"]
    assert references(known) == []


def test_a_listing_of_another_type_than_was_asked_is_left_out_and_counted(make: Made) -> None:
    """docs/decisions/0010: the type asked narrows, so the answer says what it narrows."""
    answer = strict(make).screen(Query(name=NAME, type="vessel"))

    assert answer.outcome is Outcome.CLEAR
    assert "1 listing of another type than was asked" in answer.notes[0]
    assert "leave out the type" in answer.notes[0]


def test_a_listing_of_another_type_is_not_counted_where_it_would_not_hit(make: Made) -> None:
    assert make().screen(Query(name="John Smith", type="vessel")).notes == ()


@pytest.mark.parametrize("feature", ["birth_date", "country", "gender"])
def test_what_is_switched_off_does_not_count_and_the_hit_says_so(
    make: Made, feature: str
) -> None:
    query = Query(name=NAME, **{feature: CONTRARY[feature]})
    plain, on, off = (
        next(hit for hit in screener.screen(asked).candidates if hit.listing.package)
        for screener, asked in (
            (make(floor=0.0, threshold=0.0), Query(name=NAME)),
            (make(floor=0.0, threshold=0.0), query),
            (make(floor=0.0, threshold=0.0, without=(feature,)), query),
        )
    )

    assert on.score < off.score == plain.score
    (note,) = off.notes
    assert (note.code, note.text) == (
        Reason.SWITCHED_OFF,
        f"{feature.replace('_', ' ')}: switched off",
    )
    assert plain.notes == ()


def test_a_type_that_is_switched_off_does_not_count(make: Made) -> None:
    screener = make(without=("type",))

    assert screener.screen(Query(name=NAME, type="vessel")).outcome is Outcome.HIT


def test_a_clear_answer_says_what_was_switched_off(make: Made) -> None:
    query = Query(name="John Smith", identifiers={"imo": "9842188"})
    answer = make(without=("identifiers",)).screen(query)

    assert answer.outcome is Outcome.CLEAR
    assert answer.notes == ("identifiers: switched off",)
    assert answer.basis.without == ("identifiers",)


def test_a_number_alone_cannot_be_asked_while_numbers_are_switched_off(make: Made) -> None:
    with pytest.raises(QueryError, match="switched off"):
        make(without=("identifiers",)).screen(Query(identifiers={"imo": "9842188"}))


# names that say little


@pytest.mark.parametrize("name", ["Muhammad", "Alexander"])
def test_one_common_given_name_is_no_hit_and_the_answer_says_why(
    tmp_path: Path, name: str
) -> None:
    listings = [made_up("P1", f"{name} KELLERMUND"), made_up("P2", f"Arvid {name} QUISTGAARD")]

    answer = screener_on(tmp_path, *listings).screen(name)

    assert answer.hits == ()
    assert "cannot hit on its own" in answer.notes[0]
    assert repr(name) in answer.notes[0]


def test_a_common_name_is_for_review_at_most_even_where_it_scores_enough(
    tmp_path: Path,
) -> None:
    with screener_on(tmp_path, made_up("P1", "Muhammad KELLERMUND")) as narrow:
        wide = Screener(narrow.index, Settings(tmp_path, threshold=0.0, floor=0.0))
        (review,) = wide.screen("Muhammad").reviews

    assert [note.code for note in review.notes] == [Reason.TOO_GENERIC]


def test_a_man_listed_by_one_common_name_alone_is_a_hit(tmp_path: Path) -> None:
    listed = made_up("P1", "MUHAMMAD")
    screener = screener_on(tmp_path, listed)

    assert references(screener.screen("Muhammad")) == ["P1"]
    assert screener.screen("Muhammad").outcome is Outcome.HIT


def test_a_rare_name_asked_alone_may_hit(tmp_path: Path) -> None:
    screener = screener_on(tmp_path, made_up("P1", "Arvid KELLERMUND"))

    assert screener.screen("Kellermund").notes == ()


# weak aliases


WEAK = made_up("P1", "Selma QUISTGAARD", "~Tosha Vinterstorm", nationalities=("SE",))


def test_a_weak_alias_that_is_the_whole_name_is_a_hit(tmp_path: Path) -> None:
    assert screener_on(tmp_path, WEAK).screen("Tosha Vinterstorm").outcome is Outcome.HIT


def test_a_weak_alias_that_is_nearly_the_name_is_for_review_and_says_why(
    tmp_path: Path,
) -> None:
    (review,) = screener_on(tmp_path, WEAK).screen("Arvid Tosha Vinterstorm").candidates

    assert review.tier is Tier.REVIEW
    assert [note.code for note in review.notes] == [Reason.WEAK_ALIAS]
    assert any("weak alias" in row.reason for row in review.evidence)


def test_a_weak_alias_with_support_beside_it_is_a_hit(tmp_path: Path) -> None:
    screener = screener_on(tmp_path, WEAK)
    supported, contradicted = (
        screener.screen(Query(name="Arvid Tosha Vinterstorm", country=country))
        for country in ("SE", "PE")
    )

    assert supported.outcome is Outcome.HIT
    assert contradicted.outcome is Outcome.REVIEW


def test_a_weak_alias_takes_no_hit_from_a_name_that_is_one(tmp_path: Path) -> None:
    """The weak alias is nearer, yet no hit; the name it stands beside is one."""
    both = made_up("P1", "Selma VINTERSTORM", "~Selma Birgitta VINTERSTORM")

    with screener_on(tmp_path, both) as narrow:
        wide = Screener(narrow.index, Settings(tmp_path, threshold=0.0, floor=0.0))
        (hit,) = wide.screen("Selma Birgit Vinterstorm").hits

    assert hit.matched_name == both.names[0]


# one listing beside a query


def weighed(screener: Screener, query: Query | str, reference: str) -> Weighed:
    (number,) = screener.index.with_reference(reference)
    return screener.weigh(query, number)


def test_a_hit_is_weighed_as_it_is_answered(make: Made) -> None:
    screener = make()
    found = weighed(screener, NAME, "P1")

    assert found.shown
    assert found.hit in screener.screen(NAME).hits
    assert (found.to_threshold, found.to_floor) == (0.0, 0.0)


def test_what_is_missing_takes_the_score_to_the_limits(make: Made) -> None:
    found = weighed(make(), Query(name="Arvid Quistgaard"), "P1")

    assert not found.shown
    assert found.hit is not None
    assert found.hit.tier is Tier.BELOW
    points = sum(row.points for row in found.hit.evidence)
    assert found.to_floor
    assert found.to_threshold
    assert model.score(points + found.to_floor) == pytest.approx(0.40)
    assert model.score(points + found.to_threshold) == pytest.approx(0.70)


def test_every_name_of_a_listing_is_weighed_the_best_first(make: Made) -> None:
    found = weighed(make(), NAME, "P1")

    assert [one.name.text for one in found.names] == ["Arvid Tomasovich KELLERMUND", "Tosha"]
    assert found.names[1].score is None
    assert [one.brought_up for one in found.names] == [True, False]


def test_a_listing_with_nothing_in_common_is_weighed_all_the_same(make: Made) -> None:
    found = weighed(make(), "Johann Zweig", "V1")

    assert found.hit is None
    assert found.to_threshold is None
    assert not found.brought_up


def test_a_weak_alias_is_weighed_while_weak_aliases_are_switched_off(make: Made) -> None:
    found = weighed(make(weak_aliases=False), "Tosha", "P1")

    assert not found.shown
    assert found.names[0].switched_off
    assert found.hit is not None
    assert found.hit.matched_name == found.names[0].name


def test_a_listing_out_of_scope_is_weighed(make: Made) -> None:
    found = weighed(make(Scope(authorities=("yy-test",))), NAME, "P1")

    assert not found.in_scope
    assert not found.shown
    assert found.brought_up
    assert found.hit is not None


def test_a_listing_that_too_many_others_crowd_out_is_told_from_one_unlike(
    tmp_path: Path,
) -> None:
    many = (made_up(f"P{n}", "Arvid KELLERMUND") for n in range(MOST + 10))
    screener = screener_on(tmp_path, *many, made_up("LAST", "Arvid KELLERMUND"))
    crowded, unlike = (
        weighed(screener, name, "LAST") for name in ("Arvid Kellermund", "Selma Quistgaard")
    )

    assert crowded.crowded_out
    assert not unlike.crowded_out


def test_it_is_told_what_the_score_would_be_with_what_is_switched_off(make: Made) -> None:
    query = Query(name=NAME, gender="female")
    off = weighed(make(without=("gender",)), query, "P1")
    on = weighed(make(), query, "P1")

    assert on.hit is not None
    assert off.with_all == on.hit.score
    assert on.with_all is None


# measures


@pytest.mark.parametrize(
    "query",
    [
        Query(name="Arvid Kelermund"),
        Query(name=NAME, **CONTRARY),
        Query(name="Nordlys", type="person", identifiers={"imo": "9842188"}),
        Query(name="Someone Else", identifiers={"imo": "9842188"}),
        Query(identifiers={"imo": "9265756"}),
    ],
)
def test_measures_and_what_is_beside_the_name_sum_to_the_score(
    make: Made, query: Query
) -> None:
    candidates = make(floor=0.0, threshold=0.0).screen(query).candidates

    assert candidates
    for hit in candidates:
        beside = sum(row.points for row in hit.evidence if row.beside_name)
        total = beside + sum(one.points for one in hit.measured)
        assert model.score(total) == pytest.approx(hit.score)


def test_every_measure_of_the_model_is_in_a_hit(make: Made) -> None:
    hit = make().screen(NAME).hits[0]

    assert [one.name for one in hit.measured] == [
        "base",
        *(measure.name for measure in card.MEASURES),
        "lower_bound",
    ]
