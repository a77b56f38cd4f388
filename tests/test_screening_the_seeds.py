"""Every name of the built-in packages finds the listing that bears it."""

import pytest

from screening import Screener
from screening.domain.listings import Listing
from screening.domain.targets import NameKind
from screening.matching.building import build
from screening.matching.index import Index
from screening.settings import Settings, bundled
from screening.sources import seeds

LISTINGS = [
    (found.source.code, listing)
    for found in map(seeds.read_list, seeds.list_files(bundled("seeds")))
    for listing in found.listings
]


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    path = tmp_path_factory.mktemp("index") / "seeds.idx"
    build(path, LISTINGS, stamp="seeds", lists=())
    return Screener(Index(path), Settings(path.parent))


@pytest.mark.parametrize("listing", [one for _, one in LISTINGS], ids=lambda one: one.reference)
def test_each_of_its_names_finds_a_listing_and_none_scores_higher(
    screener: Screener, listing: Listing
) -> None:
    for name in listing.names:
        answer = screener.screen(name.text)
        own = [hit for hit in answer.candidates if hit.listing == listing]

        assert own, name.text
        # another authority may print as primary what this one calls weak
        if name.kind is not NameKind.WEAK_ALIAS:
            assert own[0].score == pytest.approx(answer.candidates[0].score), name.text
        assert (own[0] in answer.hits) is not listing.delisted, name.text


@pytest.mark.parametrize(
    ("asked", "reference"),
    [
        ("Novosibirskoblgaz Limited Libility Company", "OFAC-SDN:52118"),
        ("No Kwang Cho", "32014R0269:I.PERSONS:1869"),
        ("Kim Yon Bok", "32014R0269:I.PERSONS:1868"),
        ("Cheol Gwang Roh", "32014R0269:I.PERSONS:1869"),
        ("AlexanderNikolaevichALUEV", "32014R0269:I.PERSONS:1826"),
        ("Ole Yurievich BARANOV", "32014R0269:I.PERSONS:1841"),
        ("Александр Алуев", "32014R0269:I.PERSONS:1826"),
        ("Aluev, Aleksandr", "32014R0269:I.PERSONS:1826"),
        ("M/T Vladimir Vinogradov", "32014R0833:XLII:53"),
        ("Krishna1", "32014R0833:XLII:52"),
        ("Golden Triangel Bank", "OFAC-SDN:47148"),
        ("Limited Liability Company Gumih RTK", "32014R0269:I.ENTITIES:478"),
    ],
)
def test_slips_of_the_pen_are_found(screener: Screener, asked: str, reference: str) -> None:
    found = [hit.listing.reference for hit in screener.screen(asked).candidates]

    assert reference in found


@pytest.mark.parametrize(
    "asked",
    ["John Smith", "Maria Garcia", "Limited Liability Company", "Korea", "Kim Min Jun", "Bank",
     "Alexander Petrov", "Vladimir", "Shipping Company Ltd", "Lee Jae Yong", "Chol"],
)  # fmt: skip
def test_ordinary_and_empty_names_are_no_hit(screener: Screener, asked: str) -> None:
    assert screener.screen(asked).hits == ()
