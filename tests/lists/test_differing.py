from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from screening.domain.changes import ChangeKind
from screening.domain.lists import Limits
from screening.errors import FetchError, QueryError
from screening.fetch.store import Store
from screening.lists.differing import Difference, difference, two_states
from screening.registry import snapshots
from screening.registry.engine import reading
from screening.registry.snapshots import Snapshot
from tests.lists import un
from tests.lists.conftest import Import

BORN = (
    "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>{}</DATE>"
    "</INDIVIDUAL_DATE_OF_BIRTH>"
)
ALIAS = (
    "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Tosha</ALIAS_NAME></INDIVIDUAL_ALIAS>"
)
MANY = [un.person(number) for number in range(4, 60)]
OLD = un.un_xml(
    [un.person(1, more=BORN.format("1961-04-07")), un.person(2), un.person(3), *MANY]
)
NEW = un.un_xml(
    [un.person(1, more=BORN.format("1961-04-08") + ALIAS), un.person(2), *MANY, un.person(77)],
    day="2026-03-05",
)
HALF = un.un_xml([un.person(1), un.person(99), *MANY[:9]], day="2026-03-06")

Said = list[tuple[str, str, tuple[str, ...]]]


@pytest.fixture
def held(engine: Engine, take: Import) -> Callable[[], tuple[Snapshot, ...]]:
    """An old state, the one in use, and half a list that is held back."""
    for content in (OLD, NEW, HALF):
        take(content)

    def held() -> tuple[Snapshot, ...]:
        with reading(engine) as connection:
            return snapshots.history(connection, "un-sc")

    return held


@pytest.fixture
def differ(
    engine: Engine, store: Store, held: Callable[[], tuple[Snapshot, ...]]
) -> Callable[..., Difference]:
    def differ(before: str | None = None, after: str | None = None) -> Difference:
        return difference(engine, store, *two_states(held(), before, after))

    return differ


Differ = Callable[..., Difference]


def said(found: Difference) -> Said:
    return [
        (each.kind.value, each.listing.reference, tuple(field.words for field in each.fields))
        for each in found.changes
    ]


FROM_OLD_TO_NEW = [
    ("added", "ZZi.077", ()),
    ("removed", "ZZi.003", ()),
    (
        *("changed", "ZZi.001"),
        ("names: + Tosha (weak alias)", "birth dates: - 1961-04-07; + 1961-04-08"),
    ),
]


def test_what_was_added_removed_and_changed_is_told_with_the_fields(differ: Differ) -> None:
    found = differ()

    assert (found.before.id, found.after.id) == (1, 2)
    assert said(found) == FROM_OLD_TO_NEW
    assert [found.count(kind) for kind in ChangeKind] == [1, 1, 1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1", "2"),
        ("1", None),
        ("2026-03-04", "2026-03-05"),
        ("2026-03-04", None),
        (None, "2"),
        (None, "2026-03-31"),
    ],
)
def test_states_are_named_by_number_or_by_day(
    differ: Differ, before: str | None, after: str | None
) -> None:
    assert said(differ(before, after)) == FROM_OLD_TO_NEW


def test_the_other_way_round_everything_is_undone(differ: Differ) -> None:
    found = said(differ("2", "1"))

    assert [each[:2] for each in found] == [
        ("added", "ZZi.003"),
        ("removed", "ZZi.077"),
        ("changed", "ZZi.001"),
    ]
    assert found[2][2][0] == "names: - Tosha (weak alias)"


def test_a_state_does_not_differ_from_itself(differ: Differ) -> None:
    assert differ("2", "2").changes == ()


def test_what_is_held_back_is_compared_with_what_is_in_use(differ: Differ) -> None:
    """So that a person sees what they would activate."""
    found = differ(None, "3")

    assert (found.before.id, found.after.id) == (2, 3)
    assert found.count(ChangeKind.ADDED) == 1
    assert found.count(ChangeKind.REMOVED) == 49
    assert [each.listing.reference for each in found.changes if each.fields] == ["ZZi.001"]


def test_what_is_held_back_is_read_from_its_bytes_on_either_side(differ: Differ) -> None:
    assert differ("3", "2").count(ChangeKind.ADDED) == 49
    assert differ("3", "3").changes == ()


def test_bytes_that_are_gone_say_what_to_do(differ: Differ, store: Store) -> None:
    for sha256, _ in store.held():
        store.drop(sha256)

    assert said(differ("1", "2")) == FROM_OLD_TO_NEW  # the registry knows these
    with pytest.raises(FetchError, match="import the file again"):
        differ(None, "3")


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("9", None, "un-sc has no snapshot 9"),
        (None, "9", "un-sc has no snapshot 9"),
        ("2026-03-03", None, "no state of un-sc is of 2026-03-03 or before"),
        (None, "1", "un-sc has no state before snapshot 1"),
        ("yesterday", None, "write a snapshot's number or a day"),
        ("2026-03", None, "write a snapshot's number or a day"),
        ("2026-02-30", None, "write a snapshot's number or a day"),
        ("", None, "write a snapshot's number or a day"),
        ("²", None, "write a snapshot's number or a day"),
    ],
)
def test_a_state_that_is_not_there_is_refused_with_a_word(
    differ: Differ, before: str | None, after: str | None, why: str
) -> None:
    with pytest.raises(QueryError, match=why):
        differ(before, after)


def test_where_nothing_is_in_use_two_states_have_to_be_named(
    engine: Engine, store: Store, take: Import
) -> None:
    take(HALF, limits_of=lambda *_: Limits(least=99, most=999, shrink=1, change=1))
    with reading(engine) as connection:
        held = snapshots.history(connection, "un-sc")

    with pytest.raises(QueryError, match="no state of un-sc is active; name two"):
        two_states(held, None, None)
    assert difference(engine, store, *two_states(held, "1", "1")).changes == ()
