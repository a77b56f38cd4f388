import dataclasses

import pytest

from screening.domain.answers import (
    Answer,
    Basis,
    Evidence,
    Hit,
    Outcome,
    Result,
    Tier,
    two_digits,
)
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import Gender, Identifier, ListedName, NameKind, TargetType
from screening.explain import name_words, sentence, steps

MOFA = "Ministry of Foreign Affairs of the Republic of Korea"
ROUND = "round of 17 December 2024"
PRIMARY = ListedName("RI Pong Chun")
PRESS = ListedName("LEE Bong-chun", NameKind.ALIAS, "press")
LISTING = Listing(
    reference="KR-2024-12-17:ri-pong-chun",
    authority="kr-mofa",
    type=TargetType.PERSON,
    names=(PRIMARY, PRESS),
    package="KR-2024-12-17",
    listed_on="2024-12-17",
    nationalities=("KP",),
    gender=Gender.MALE,
)
SAME = Evidence("name", Result.MATCHED, 1.0, 7.0, "Chun", "chun", "same")
ALIKE = Evidence("name", Result.SIMILAR, 0.9, 3.0, "Bong", "Pong", "similar spelling")
OTHER = Evidence("name", Result.NOT_MATCHED, 0.0, -3.0, "Lee", "Kim", "different parts")
EXTRA = Evidence("name", Result.UNKNOWN, 0.0, -1.0, "Junior", "", "not in the listed name")
START = Evidence("starting point", Result.UNKNOWN, 0.0, -9.0, "", "", "needed before")
COUNTRY = Evidence(
    "country",
    Result.NOT_MATCHED,
    0.0,
    -0.8,
    "Russia",
    "North Korea",
    "none in common",
    beside_name=True,
)
BASIS = Basis("0", "1", "digest", "uuid@1", (), 0)


def hit(*evidence: Evidence, listing: Listing = LISTING, score: float = 0.987) -> Hit:
    return Hit(listing, "builtin", score, Tier.HIT, PRESS, evidence)


def answer(one: Hit, **asked: object) -> Answer:
    query = dataclasses.replace(Query(name="Lee Bong Chun"), **asked)  # type: ignore[arg-type]
    return Answer(query, Outcome.HIT, (one,), (), (), BASIS)


def said(one: Hit, *, threshold: float | None = 0.7, **asked: object) -> str:
    return sentence(answer(one, **asked), one, MOFA, ROUND, threshold=threshold)


def test_a_sentence_says_what_was_asked_and_which_name_of_what_listing_it_met() -> None:
    assert said(hit(SAME)).startswith(
        '"Lee Bong Chun" scores 0.98, at or above the threshold of 0.70, against the alias '
        '"LEE Bong-chun", printed by press, of "RI Pong Chun", a person listed by Ministry of '
        "Foreign Affairs of the Republic of Korea (kr-mofa) in round of 17 December 2024, "
        "KR-2024-12-17 on 2024-12-17 under reference KR-2024-12-17:ri-pong-chun; "
    )


def test_a_sentence_is_one_line_with_one_end() -> None:
    text = said(hit(SAME, ALIKE, OTHER, EXTRA, START, COUNTRY), country="RU")

    assert text.endswith(".")
    assert ". " not in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (SAME, '"Chun" agrees'),
        (ALIKE, '"Bong" is like "Pong" (similar spelling)'),
        (OTHER, '"Lee" stands against "Kim" (different parts)'),
        (EXTRA, '"Junior" is not in the listed name'),
        (
            dataclasses.replace(EXTRA, query="", listed="Jr", reason="not in the name asked"),
            '"Jr": not in the name asked',
        ),
    ],
)
def test_each_part_of_the_name_agrees_differs_or_is_missing(row: Evidence, words: str) -> None:
    assert f"in the name, {words}" in said(hit(row))


def test_what_weighs_the_whole_is_no_part_of_the_name() -> None:
    assert "starting point" not in said(hit(SAME, START))


def test_what_else_was_compared_is_said_with_both_sides() -> None:
    text = said(hit(SAME, COUNTRY), country="RU")

    assert "beside the name, country differs (Russia / North Korea: none in common)" in text


def test_what_could_not_be_compared_is_said_for_either_side() -> None:
    text = said(hit(SAME), birth_date="1965", identifiers={"passport": "123456"})

    assert "not compared: birth date (the listing gives none)" in text
    assert "country (listed North Korea, not asked)" in text
    assert "passport" in text.partition("not compared: ")[2]


def test_a_threshold_that_is_not_known_is_not_invented() -> None:
    assert "at or above the threshold, against" in said(hit(SAME), threshold=None)


def test_a_review_is_said_to_be_below_the_threshold() -> None:
    below = dataclasses.replace(hit(SAME, score=0.6999), tier=Tier.REVIEW)

    assert "scores 0.69, below the threshold of 0.70, for review" in said(below)


def test_a_listing_that_has_ended_is_said_to_have() -> None:
    ended = dataclasses.replace(LISTING, delisted=True)
    text = said(dataclasses.replace(hit(SAME, listing=ended), tier=Tier.REVIEW))

    assert "held for review because the listing has ended" in text
    assert "ended on a day not told" in text
    assert "below" not in text


def test_a_number_that_agrees_is_said_where_no_name_does() -> None:
    ship = Listing(
        reference="EU-15:imo-9265756",
        authority="eu",
        type=TargetType.VESSEL,
        identifiers=(Identifier("imo", "9265756", "9265756", True),),
    )
    row = Evidence(
        "imo", Result.MATCHED, 1.0, 20.0, "9265756", "9265756", "the same number", True
    )
    found = Hit(ship, "builtin", 0.99, Tier.HIT, None, (row,))
    asked = answer(found, name=None, identifiers={"IMO number": "9265756"})
    text = sentence(asked, found, "Council of the European Union", None)

    assert text.startswith("A query without a name (IMO number 9265756) scores 0.99")
    assert "a vessel listed by Council of the European Union (eu) on a day not told" in text
    assert "IMO number agrees (9265756)" in text
    assert steps(asked, found)[1].finding == "no name was asked; a number agrees"


def test_the_steps_lay_out_what_agrees_and_what_is_still_to_be_asked() -> None:
    one = hit(SAME, ALIKE, EXTRA, COUNTRY)
    kind, share, given, missing, exact = steps(answer(one, country="RU"), one)

    assert kind.finding == "not known: the listing is a person, no type was asked"
    assert share.finding == "1 agree, 1 alike, 1 on one side only"
    assert given.finding == "country North Korea, gender male, type person"
    assert missing.finding == "gender male, type person"
    assert exact.finding == "nothing; differs: country"


def test_a_name_that_agrees_in_every_part_agrees_in_all_of_it() -> None:
    one = hit(SAME, START)

    assert steps(answer(one), one)[1].finding == "all of it"


@pytest.mark.parametrize(
    ("score", "shown"), [(0.6999, "0.69"), (0.7, "0.70"), (0.9999, "0.99"), (0.29, "0.29")]
)
def test_a_score_never_looks_higher_than_it_is(score: float, shown: str) -> None:
    assert two_digits(score) == shown


def test_a_weak_alias_is_called_weak() -> None:
    weak = ListedName("Uncle", NameKind.WEAK_ALIAS)

    assert name_words(weak) == "Uncle (weak alias)"
    assert name_words(PRESS) == "LEE Bong-chun (alias, from press)"
