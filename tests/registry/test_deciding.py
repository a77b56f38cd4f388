"""What the guard holds back, and what a person makes of it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from screening.domain.listings import Listing
from screening.domain.lists import Limits
from screening.errors import RegistryError
from screening.registry import ingest, snapshots
from screening.registry.content import fingerprints_in
from screening.registry.engine import reading, writing
from screening.registry.ingest import Decision, Loaded
from screening.registry.queries import list_statuses, registry_state
from screening.registry.snapshots import Snapshot
from screening.registry.staging import Staged
from tests.conftest import active_versions, listing, take_in
from tests.registry.conftest import SOURCE

LIMITS = Limits(least=2, most=100, shrink=0.25, change=0.5, dropped=0.25)
DECISION = Decision("selma", "2026-03-05T10:00:00+00:00", "told by the Council's notice")
LATER = Decision("arvid", "2026-03-06T10:00:00+00:00", "the notice was withdrawn")


def people(count: int) -> list[Listing]:
    return [
        listing(f"EU.{number}", f"Arvid {number}", authority="eu") for number in range(count)
    ]


def come(
    registry: Engine,
    listings: Sequence[Listing],
    *,
    sha256: str,
    day: str = "2026-03-01",
    doubts: tuple[str, ...] = (),
    limits: Limits = LIMITS,
) -> Loaded:
    with writing(registry) as connection:
        return take_in(
            connection,
            SOURCE,
            listings,
            sha256=sha256,
            published_on=day,
            limits=limits,
            doubts=doubts,
        )


def decide(
    registry: Engine, number: int, listings: Sequence[Listing], decision: Decision = DECISION
) -> Loaded:
    with writing(registry) as connection, Staged(listings, source=SOURCE.code) as staged:
        return ingest.activate(connection, number, staged, decision)


def refuse(registry: Engine, number: int, decision: Decision = DECISION) -> None:
    with writing(registry) as connection:
        ingest.reject(connection, number, decision)


def states(registry: Engine) -> dict[int, str]:
    with reading(registry) as connection:
        return {each.id: each.state for each in reversed(snapshots.history(connection))}


def told(registry: Engine, number: int) -> Snapshot:
    with reading(registry) as connection:
        return snapshots.snapshot(connection, number)


def listed(registry: Engine) -> list[str]:
    with reading(registry) as connection:
        return [one.reference for _, one in active_versions(connection) if not one.delisted]


# held back


@pytest.mark.parametrize(
    ("left", "day", "doubts"),
    [
        (2, "2026-03-02", ()),
        (0, "2026-03-02", ()),
        (4, "2026-02-01", ()),
        (4, "2026-03-02", ("only the programme X is in the file",)),
    ],
    ids=["shrank", "empty", "older", "doubted by its reader"],
)
def test_what_is_held_back_changes_nothing_that_is_listed(
    registry: Engine, left: int, day: str, doubts: tuple[str, ...]
) -> None:
    come(registry, people(4), sha256="a")
    with reading(registry) as connection:
        before = registry_state(connection), list(active_versions(connection))

    loaded = come(registry, people(left), sha256="b", day=day, doubts=doubts)

    assert loaded.snapshot == "2"
    assert loaded.reasons
    with reading(registry) as connection:
        assert (registry_state(connection), list(active_versions(connection))) == before
        assert connection.scalar(text("SELECT count(*) FROM listing_version")) == 4
    assert states(registry) == {1: "active", 2: "quarantined"}
    held = told(registry, 2)
    assert held.reasons == loaded.reasons
    assert (held.listings, held.activation, held.activated_at) == (left, None, None)


def test_the_readers_doubts_and_the_guards_reasons_are_both_kept(registry: Engine) -> None:
    come(registry, people(1), sha256="a", doubts=("it is filtered",))

    assert told(registry, 1).reasons == (
        "it is filtered",
        "1 listings, fewer than the 2 a whole list has",
    )


def test_the_layout_of_what_is_held_back_is_not_that_of_the_list(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    with reading(registry) as connection:
        before = registry_state(connection), list_statuses(connection)

    with writing(registry) as connection:
        other = replace(SOURCE, format="another")
        assert take_in(connection, other, [], sha256="b", limits=LIMITS).reasons

    assert [told(registry, number).format for number in (1, 2)] == ["test", "another"]
    with reading(registry) as connection:
        assert (registry_state(connection), list_statuses(connection)) == before


def test_a_first_state_can_be_held_back_too(registry: Engine) -> None:
    assert come(registry, [], sha256="a").reasons == ("it is empty",)
    assert states(registry) == {1: "quarantined"}
    assert listed(registry) == []


def test_a_reader_that_drops_much_is_held_back(registry: Engine) -> None:
    received = ingest.Received(
        *(SOURCE, "a", 1, None, "2026-03-01T08:00:00Z"),
        report={"dropped": [["X1", "prints no name"], ["X2", "prints no name"]]},
    )
    with writing(registry) as connection, Staged(people(4), source="eu-test") as staged:
        loaded = ingest.load(connection, received, staged, limits=LIMITS)

    assert loaded.reasons == ("2 of 6 entries could not be kept (limit 25 %)",)


def test_a_trusted_list_is_not_judged(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    with writing(registry) as connection:
        assert take_in(connection, SOURCE, [], sha256="b").ended == 4


def test_what_is_compared_with_is_what_is_active_and_not_what_is_held_back(
    registry: Engine,
) -> None:
    come(registry, people(8), sha256="a")
    assert come(registry, people(4), sha256="b").reasons

    assert not come(registry, people(7), sha256="c").reasons


def test_ended_listings_are_not_missed_again(registry: Engine) -> None:
    come(registry, people(8), sha256="a")
    come(registry, people(6), sha256="b")

    assert not come(registry, people(5), sha256="c").reasons


def test_another_version_of_the_reader_reads_the_same_bytes_again(registry: Engine) -> None:
    received = ingest.Received(
        *(SOURCE, "a", 1, "2026-03-01", "2026-03-01T08:00:00Z"), reader="1.0"
    )
    with writing(registry) as connection, Staged(people(4), source="eu-test") as staged:
        ingest.load(connection, received, staged, limits=LIMITS)
        same = ingest.load(connection, received, staged, limits=LIMITS)
    better = [replace(people(4)[0], birth_dates=("1961",)), *people(4)[1:]]
    with writing(registry) as connection, Staged(better, source="eu-test") as staged:
        again = ingest.load(connection, replace(received, reader="1.1"), staged, limits=LIMITS)

    assert same == Loaded("1", unchanged=4, already=True)
    assert again == Loaded("2", changed=1, unchanged=3)


# activated


def test_a_person_activates_what_was_held_back(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    come(registry, people(2), sha256="b")
    with reading(registry) as connection:
        before = registry_state(connection)

    loaded = decide(registry, 2, people(2))

    assert loaded == Loaded("2", unchanged=2, ended=2)
    assert states(registry) == {1: "superseded", 2: "active"}
    assert listed(registry) == ["EU.0", "EU.1"]
    with reading(registry) as connection:
        assert registry_state(connection).token != before.token


def test_reasons_and_decision_stay_with_the_snapshot(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    reasons = come(registry, people(2), sha256="b").reasons
    decide(registry, 2, people(2))

    held = told(registry, 2)
    assert held.reasons == reasons
    assert (held.decided_at, held.decided_by, held.decision) == (
        *("2026-03-05T10:00:00+00:00", "selma"),
        "told by the Council's notice",
    )
    assert (held.activation, held.activated_at) == (2, "2026-03-05T10:00:00+00:00")


def test_what_was_active_before_comes_again_as_a_new_snapshot(registry: Engine) -> None:
    """The order in which they were active stays told."""
    come(registry, people(4), sha256="a")
    come(registry, people(5), sha256="b", day="2026-03-02")

    loaded = decide(registry, 1, people(4))

    assert loaded == Loaded("3", unchanged=4, ended=1)
    assert states(registry) == {1: "superseded", 2: "superseded", 3: "active"}
    first, again = told(registry, 1), told(registry, 3)
    assert (first.activation, again.activation) == (1, 3)
    assert (first.decision, again.decision) == (None, DECISION.reason)
    assert (again.sha256, again.published_on) == (first.sha256, first.published_on)
    assert again.report["again"] == 1


def test_each_activation_can_be_asked_for_although_a_state_came_twice(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    come(registry, people(5), sha256="b", day="2026-03-02")
    decide(registry, 1, people(4))

    with reading(registry) as connection:
        sizes = [
            len(fingerprints_in(connection, snapshots.snapshot(connection, number)))
            for number in (1, 2, 3)
        ]
    assert sizes == [4, 5, 4]


def test_the_active_one_cannot_be_activated(registry: Engine) -> None:
    come(registry, people(4), sha256="a")

    with pytest.raises(RegistryError, match="snapshot 1 of eu-test is active already"):
        decide(registry, 1, people(4))


def test_what_is_read_better_when_it_is_activated_is_counted_anew(registry: Engine) -> None:
    come(registry, people(1), sha256="a")

    decide(registry, 1, people(2))

    assert (told(registry, 1).listings, told(registry, 1).names) == (2, 2)


# rejected


def test_a_rejected_state_is_kept_with_the_reason(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    come(registry, people(1), sha256="b")
    with reading(registry) as connection:
        before = registry_state(connection)

    refuse(registry, 2)

    assert states(registry) == {1: "active", 2: "rejected"}
    assert told(registry, 2).decision == DECISION.reason
    assert told(registry, 2).reasons
    with reading(registry) as connection:
        assert registry_state(connection) == before


@pytest.mark.parametrize("number", [1, 2, 3])
def test_only_what_is_held_back_can_be_rejected(registry: Engine, number: int) -> None:
    come(registry, people(4), sha256="a")
    come(registry, people(4), sha256="b")
    come(registry, people(1), sha256="c")
    refuse(registry, 3)

    with pytest.raises(RegistryError, match="only a quarantined one can be rejected"):
        refuse(registry, number, LATER)


def test_a_person_who_changes_their_mind_leaves_both_decisions(registry: Engine) -> None:
    come(registry, people(4), sha256="a")
    come(registry, people(2), sha256="b")
    refuse(registry, 2)

    loaded = decide(registry, 2, people(2), LATER)

    assert listed(registry) == ["EU.0", "EU.1"]
    decisions = [told(registry, number).decision for number in (2, int(loaded.snapshot))]
    assert decisions == [DECISION.reason, LATER.reason]


def test_there_is_nothing_to_decide_on_a_snapshot_that_is_none(registry: Engine) -> None:
    with pytest.raises(RegistryError, match="no snapshot 9"):
        decide(registry, 9, [])
    with pytest.raises(RegistryError, match="no snapshot 9"):
        refuse(registry, 9)
