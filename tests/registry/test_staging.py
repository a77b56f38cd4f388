from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.listings import Listing, fingerprint, to_document
from screening.domain.targets import Claim, Identifier, ListedName, NameKind, TargetType
from screening.errors import RegistryError
from screening.registry import staging
from screening.registry.staging import Staged

text = st.text(max_size=12)
identifiers = st.builds(
    Identifier, text, text, text, valid=st.none() | st.booleans(), country=st.none() | text
)
names = st.builds(ListedName, text, st.sampled_from(NameKind), st.none() | text)
listings = st.builds(
    Listing,
    reference=text,
    authority=st.just("eu"),
    type=st.sampled_from(TargetType),
    names=st.lists(names, max_size=3).map(tuple),
    delisted=st.booleans(),
    package=st.none() | text,
    identifiers=st.lists(identifiers, max_size=2).map(tuple),
    remarks=st.lists(text, max_size=2).map(tuple),
    claims=st.lists(st.builds(Claim, text, text, text, text), max_size=1).map(tuple),
)
lists = st.lists(listings, max_size=6, unique_by=lambda one: one.reference)


def one(reference: str, **fields: Any) -> Listing:
    return Listing(reference, "eu", TargetType.PERSON, **fields)


@given(lists)
def test_what_is_laid_aside_comes_back_as_it_was(given: list[Listing]) -> None:
    with Staged(given, source="eu-test") as staged:
        came = list(staged.documents([each.reference for each in given]))

        assert staged.fingerprints == {each.reference: fingerprint(each) for each in given}
        assert came == [
            (each.reference, fingerprint(each), to_document(each)) for each in given
        ]


@given(lists, st.data())
def test_what_is_wanted_comes_in_the_lists_order(given: list[Listing], data: Any) -> None:
    references = [each.reference for each in given]
    wanted = data.draw(st.sets(st.sampled_from(references)) if references else st.just(set()))

    with Staged(given, source="eu-test") as staged:
        found = [reference for reference, _, _ in staged.documents(wanted)]

    assert found == [reference for reference in references if reference in wanted]


@pytest.mark.parametrize("room", [1, 10**6])
def test_a_list_longer_than_the_memory_given_to_it_is_the_same(
    monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr(staging, "IN_MEMORY", room)
    given = [one(f"EU.{number}", names=(ListedName("Arvid\u2028\n"),)) for number in range(50)]

    with Staged(iter(given), source="eu-test") as staged:
        first = list(staged.documents(["EU.49", "EU.7"]))
        again = list(staged.documents(["EU.7", "EU.49"]))

        assert [reference for reference, _, _ in first] == ["EU.7", "EU.49"]
        assert again == first
        assert len(staged) == 50


def test_it_counts_what_a_snapshot_tells() -> None:
    given = [
        one("EU.1", names=(ListedName("Arvid"), ListedName("Tosha")), package="EU-15"),
        one("EU.2", delisted=True, package="EU-15"),
        Listing("EU.3", "kr-mofa", TargetType.VESSEL, names=(ListedName("Nordlys"),)),
    ]

    with Staged(given, source="eu-test") as staged:
        assert (len(staged), staged.names, staged.delisted) == (3, 3, 1)
        # the first record that names each is the one to blame
        assert staged.authorities == {"eu": "EU.1", "kr-mofa": "EU.3"}
        assert staged.packages == {"EU-15": "EU.1"}


def test_nothing_is_a_list_too() -> None:
    with Staged((), source="eu-test") as staged:
        assert len(staged) == 0
        assert list(staged.documents(["EU.1"])) == []


def test_a_reference_that_comes_twice_is_refused_and_named() -> None:
    with pytest.raises(RegistryError, match=r"eu-test record EU\.1: comes twice"):
        Staged([one("EU.1"), one("EU.1")], source="eu-test")


def test_a_reader_that_stops_is_heard() -> None:
    def torn() -> Iterator[Listing]:
        yield one("EU.1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Staged(torn(), source="eu-test")
