import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace

import pytest
from sqlalchemy import Engine, text

from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.domain.targets import Claim, Identifier, ListedName, NameKind, TargetType
from screening.errors import RegistryError
from screening.registry.engine import reading, writing
from screening.registry.ingest import (
    LISTINGS_AT_ONCE,
    Loaded,
    retire,
    save_authorities,
    save_packages,
)
from screening.registry.queries import (
    authorities,
    by_reference,
    list_statuses,
    package_statuses,
    registry_state,
)
from screening.registry.stamp import Stamp
from tests.conftest import active_versions, take_in
from tests.registry.conftest import SOURCE

Load = Callable[..., Loaded]


def listing(reference: str, *names: str) -> Listing:
    listed = tuple(ListedName(name) for name in names)
    return Listing(reference, "eu", TargetType.PERSON, names=listed)


RI = listing("EU.1", "Ri Pong Chun")
KIM = listing("EU.2", "Kim Yong Bok")
KIM_WITH_TITLE = listing("EU.2", "Kim Yong Bok", "Colonel General Kim Yong Bok")


def state(registry: Engine) -> Stamp:
    with reading(registry) as connection:
        return registry_state(connection)


def listed(registry: Engine) -> Sequence[Listing]:
    with reading(registry) as connection:
        return [each for _, each in active_versions(connection) if not each.delisted]


def everything(registry: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with reading(registry) as connection:
        return {
            table: sorted(
                map(tuple, connection.execute(text(f'SELECT * FROM "{table}"'))), key=repr
            )
            for table in registry.dialect.get_table_names(connection)
        }


# loading a list


def test_a_first_load_adds_every_listing(registry: Engine, load: Load) -> None:
    loaded = load([RI, KIM], sha256="a")

    assert loaded == Loaded("1", added=2, changed=0, unchanged=0, ended=0)
    assert listed(registry) == [RI, KIM]


def test_loading_the_same_file_again_writes_nothing(registry: Engine, load: Load) -> None:
    load([RI, KIM], sha256="a")
    before = everything(registry)

    again = load([RI, KIM], sha256="a")

    assert again == Loaded("1", added=0, changed=0, unchanged=2, ended=0, already=True)
    assert everything(registry) == before


def test_another_file_with_the_same_content_keeps_every_version(
    registry: Engine, load: Load
) -> None:
    load([RI, KIM], sha256="a")
    before = everything(registry)

    loaded = load([RI, KIM], sha256="b")

    assert loaded == Loaded("2", added=0, changed=0, unchanged=2, ended=0)
    after = everything(registry)
    for table in ("listing", "listing_version", "name", "identifier", "provenance"):
        assert after[table] == before[table]


def test_what_changed_gets_a_new_version_and_ends_the_old_one(
    registry: Engine, load: Load
) -> None:
    load([RI, KIM], sha256="a")

    loaded = load([RI, KIM_WITH_TITLE], sha256="b")

    assert loaded == Loaded("2", added=0, changed=1, unchanged=1, ended=0)
    with reading(registry) as connection:
        new, old = by_reference(connection, "EU.2")
    assert (new.listing, new.since.sha256, new.until) == (KIM_WITH_TITLE, "b", None)
    assert old.listing == KIM
    assert old.until is not None
    assert (old.since.sha256, old.until.sha256) == ("a", "b")


def test_what_is_gone_ends_and_is_not_deleted(registry: Engine, load: Load) -> None:
    load([RI, KIM], sha256="a")

    loaded = load([RI], sha256="b")

    assert loaded == Loaded("2", added=0, changed=0, unchanged=1, ended=1)
    assert listed(registry) == [RI]
    with reading(registry) as connection:
        (ended,) = by_reference(connection, "EU.2")
    assert ended.listing == KIM
    assert ended.until is not None
    assert ended.until.sha256 == "b"


def test_what_is_gone_is_found_as_delisted_between_two_days(
    registry: Engine, load: Load
) -> None:
    for sha256, day, listings in (("a", "2024-12-16", [RI, KIM]), ("b", "2025-01-20", [RI])):
        with writing(registry) as connection:
            take_in(connection, SOURCE, listings, sha256=sha256, published_on=day)

    with reading(registry) as connection:
        found = {each.reference: each for _, each in active_versions(connection)}
    assert not found["EU.1"].delisted
    assert found["EU.2"] == replace(KIM, delisted=True, delisted_on="2024-12-16/2025-01-20")


def test_what_reappears_gets_a_version_of_its_own(registry: Engine, load: Load) -> None:
    load([RI, KIM], sha256="a")
    load([RI], sha256="b")

    loaded = load([RI, KIM], sha256="c")

    assert loaded == Loaded("3", added=1, changed=0, unchanged=1, ended=0)
    assert listed(registry) == [RI, KIM]
    with reading(registry) as connection:
        now, then = by_reference(connection, "EU.2")
    assert (now.since.sha256, now.until) == ("c", None)
    assert then.until is not None
    assert (then.since.sha256, then.until.sha256) == ("a", "b")


def test_an_earlier_file_can_become_the_active_one_again(registry: Engine, load: Load) -> None:
    load([RI], sha256="a")
    load([RI, KIM], sha256="b")

    assert load([RI], sha256="a") == Loaded("3", added=0, changed=0, unchanged=1, ended=1)
    assert listed(registry) == [RI]


def test_of_a_sources_snapshots_only_the_last_is_active(registry: Engine, load: Load) -> None:
    for digest in ("a", "b", "c"):
        load([RI], sha256=digest)

    with reading(registry) as connection:
        states = connection.execute(text("SELECT sha256, state FROM snapshot ORDER BY id"))
        assert states.all() == [("a", "superseded"), ("b", "superseded"), ("c", "active")]


def test_a_load_touches_no_other_source(registry: Engine, load: Load) -> None:
    other = Source("eu-other", "eu", "Another made-up list", "test")
    load([RI], sha256="a")
    load([KIM, listing("EU.1", "Ri Pong Chun of the other list")], sha256="a", source=other)

    load([], sha256="b")

    with reading(registry) as connection:
        left = [source for source, each in active_versions(connection) if not each.delisted]
    assert left == ["eu-other"] * 2


def test_more_listings_than_are_written_at_once_all_arrive(
    registry: Engine, load: Load
) -> None:
    many = [
        listing(f"EU.{number:05}", "Ri Pong Chun") for number in range(LISTINGS_AT_ONCE + 1)
    ]

    assert load(many, sha256="a").added == LISTINGS_AT_ONCE + 1
    assert listed(registry) == many
    assert load([], sha256="b").ended == LISTINGS_AT_ONCE + 1
    assert listed(registry) == []


# retiring a built-in list

BUILTIN = Source("builtin-test", "eu", "A made-up list that comes along", "test", builtin=True)
RETIRED_AT = "2025-03-01T09:00:00Z"


def test_a_retired_list_ends_with_the_day_and_keeps_what_it_said(
    registry: Engine, load: Load
) -> None:
    load([RI, KIM], sha256="a", source=BUILTIN)
    load([KIM], sha256="b")
    before = state(registry)

    with writing(registry) as connection:
        done = retire(connection, BUILTIN.code, retired_at=RETIRED_AT)

    assert done == Loaded("3", added=0, changed=0, unchanged=0, ended=2)
    assert listed(registry) == [KIM]
    assert state(registry).token != before.token
    with reading(registry) as connection:
        assert [status.source.code for status in list_statuses(connection)] == ["eu-test"]
        (ended,) = by_reference(connection, "EU.1")
    assert ended.listing == RI
    assert ended.until is not None
    assert (ended.since.sha256, ended.until.retrieved_at) == ("a", RETIRED_AT)


def test_a_retired_list_can_come_back(registry: Engine, load: Load) -> None:
    load([RI], sha256="a", source=BUILTIN)
    with writing(registry) as connection:
        retire(connection, BUILTIN.code, retired_at=RETIRED_AT)

    assert load([RI], sha256="a", source=BUILTIN).added == 1
    assert listed(registry) == [RI]


def test_a_list_is_retired_once(registry: Engine, load: Load) -> None:
    load([RI], sha256="a", source=BUILTIN)

    with writing(registry) as connection:
        retire(connection, BUILTIN.code, retired_at=RETIRED_AT)
        with pytest.raises(RegistryError, match="no built-in list"):
            retire(connection, BUILTIN.code, retired_at=RETIRED_AT)


@pytest.mark.parametrize("code", ["eu-test", "nothing"])
def test_a_list_that_did_not_come_with_the_program_is_never_retired(
    registry: Engine, load: Load, code: str
) -> None:
    load([RI], sha256="a")
    before = everything(registry)

    with (
        pytest.raises(RegistryError, match=f"{code}: no built-in list"),
        writing(registry) as connection,
    ):
        retire(connection, code, retired_at=RETIRED_AT)

    assert everything(registry) == before


@pytest.mark.parametrize(
    "printed",
    [
        "OSTEC-UМT",  # a Cyrillic М
        "리봉춘",
        unicodedata.normalize("NFD", "리봉춘"),
        "Đặng  Văn\u00a0An ",
        'The "Red\\Star" \n\tGroup, %s :name {}',
        "𠀋文",
        "",
    ],
)
def test_a_name_is_kept_byte_for_byte(registry: Engine, load: Load, printed: str) -> None:
    load([listing("EU.1", printed)], sha256="a")

    with reading(registry) as connection:
        row = connection.execute(text('SELECT text FROM "name"')).scalar_one()
        primary = connection.execute(text("SELECT primary_name FROM listing_version"))
        assert row.encode() == printed.encode()
        assert primary.scalar_one().encode() == printed.encode()
    assert listed(registry)[0].names[0].text.encode() == printed.encode()


def test_every_detail_of_a_listing_comes_back(registry: Engine, load: Load) -> None:
    full = Listing(
        "EU.3",
        "eu",
        TargetType.VESSEL,
        names=(
            ListedName("EAGLE S"),
            ListedName("Орел", NameKind.ORIGINAL_SCRIPT, printed_by="press"),
        ),
        programmes=("EU-UKR",),
        package="EU-15",
        measures=("port ban",),
        listed_on="2024-12-16",
        delisted=True,
        delisted_on="2025-02-24",
        birth_dates=("1956~",),
        identifiers=(
            Identifier("imo", "IMO 9329760", "9329760", valid=True),
            Identifier("imo", "9329761", "9329761", valid=False, country="CK"),
            Identifier("passport", "AB 12", "AB12"),
        ),
    )

    load([full], sha256="a")

    with reading(registry) as connection:
        assert list(active_versions(connection)) == [("eu-test", full)]
        version = connection.execute(
            text("SELECT type, delisted, delisted_on, package_code FROM listing_version")
        ).one()
        names = connection.execute(
            text('SELECT text, kind, script, printed_by FROM "name" ORDER BY position')
        ).all()
        valid = connection.execute(
            text("SELECT valid FROM identifier ORDER BY position")
        ).scalars()
        assert version == ("vessel", True, "2025-02-24", "EU-15")
        assert names == [
            ("EAGLE S", "primary", "Latin", None),
            ("Орел", "original_script", "Cyrillic", "press"),
        ]
        assert valid.all() == [True, False, None]


def test_conflicting_facts_stand_side_by_side_with_their_sources(
    registry: Engine, load: Load
) -> None:
    claims = (
        Claim("birth_date", "1956-03-07", "https://one.example", "official text"),
        Claim("birth_date", "1965", "https://two.example", "press", "2024-12-20", "doubtful"),
    )

    load([replace(RI, claims=claims)], sha256="a")

    assert listed(registry)[0].claims == claims
    with reading(registry) as connection:
        rows = connection.execute(
            text(
                "SELECT field, value, source, quality, retrieved_on, note "
                "FROM provenance ORDER BY position"
            )
        )
        assert rows.all() == [astuple(claim) for claim in claims]


@pytest.mark.parametrize(
    ("unfit", "expected"),
    [
        (RI, "record EU.1: comes twice"),
        (replace(KIM, authority="xx"), "record EU.2: .*unknown authority, 'xx'"),
        (replace(KIM, package="EU-99"), "record EU.2: .*unknown package, 'EU-99'"),
    ],
)
def test_a_list_that_contradicts_the_registry_is_refused_whole(
    registry: Engine, load: Load, unfit: Listing, expected: str
) -> None:
    before = everything(registry)

    with pytest.raises(RegistryError, match=expected):
        load([RI, unfit], sha256="a")

    assert everything(registry) == before


def test_a_source_of_an_unknown_authority_is_refused(load: Load) -> None:
    with pytest.raises(RegistryError, match="xx-list: no authority 'xx' is known"):
        load([RI], sha256="a", source=Source("xx-list", "xx", "A list", "test"))


def test_a_listing_whose_authority_is_corrected_stays_the_same_listing(
    registry: Engine, load: Load
) -> None:
    load([RI], sha256="a")

    load([replace(RI, authority="kr-mofa")], sha256="b")

    with reading(registry) as connection:
        row = connection.execute(text("SELECT reference, authority_code FROM listing")).one()
        versions = by_reference(connection, "EU.1")
    assert row == ("EU.1", "kr-mofa")
    assert [version.listing.authority for version in versions] == ["kr-mofa", "eu"]


def test_a_load_whose_transaction_fails_never_happened(registry: Engine) -> None:
    before = everything(registry)

    def load_and_fail() -> None:
        with writing(registry) as connection:
            take_in(connection, SOURCE, [RI, KIM], sha256="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        load_and_fail()

    assert everything(registry) == before


# the registry's revision


def test_the_revision_rises_with_every_change_and_only_then(
    registry: Engine, load: Load
) -> None:
    revisions = [state(registry).revision]
    for listings, digest in (([RI], "a"), ([RI], "a"), ([KIM], "b")):
        load(listings, sha256=digest)
        revisions.append(state(registry).revision)

    first, loaded, again, changed = revisions
    assert first < loaded == again < changed


def test_the_token_is_another_after_every_change_and_only_then(
    registry: Engine, load: Load
) -> None:
    tokens = [state(registry).token]
    for listings, digest in (([RI], "a"), ([RI], "a"), ([KIM], "b")):
        load(listings, sha256=digest)
        tokens.append(state(registry).token)

    first, loaded, again, changed = tokens
    assert loaded == again
    assert len({first, loaded, changed}) == 3


def test_a_change_that_is_undone_takes_its_token_along(registry: Engine) -> None:
    before = state(registry)

    def rename_and_fail() -> None:
        with writing(registry) as connection:
            save_authorities(connection, [RENAMED])
            assert registry_state(connection).token != before.token
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rename_and_fail()

    assert state(registry) == before


def test_the_registry_keeps_its_id(registry: Engine, load: Load) -> None:
    before = state(registry).uuid

    load([RI], sha256="a")

    assert state(registry).uuid == before


# authorities and packages

COUNCIL = Authority("eu", "Council of the European Union", "EU", ("EU",))
RENAMED = replace(COUNCIL, title="Council of the EU", short=("EU", "Council"))


def test_authorities_are_written_where_they_are_new_or_differ(registry: Engine) -> None:
    un = Authority("un-sc", "United Nations Security Council", "UN")
    before = state(registry).revision

    with writing(registry) as connection:
        assert save_authorities(connection, [COUNCIL]) == 0
        assert registry_state(connection).revision == before
        assert save_authorities(connection, [RENAMED, un]) == 2
        assert registry_state(connection).revision > before
        assert save_authorities(connection, [RENAMED, un]) == 0

    with reading(registry) as connection:
        found = {authority.code: authority for authority in authorities(connection)}
    assert found["eu"] == RENAMED
    assert found["un-sc"] == un


def test_packages_are_written_where_they_are_new_or_differ(registry: Engine) -> None:
    fifteenth = Package("EU-15", "eu", "15th package", number=15, legal_acts=("2024/3192",))

    with writing(registry) as connection:
        assert save_packages(connection, [fifteenth]) == 1
        assert save_packages(connection, [fifteenth]) == 0

    with reading(registry) as connection:
        assert fifteenth in [status.package for status in package_statuses(connection)]


def test_a_source_described_anew_is_noted_with_its_next_snapshot(
    registry: Engine, load: Load
) -> None:
    load([RI], sha256="a")
    anew = Source("eu-test", "eu", "A list with a better title", "test", builtin=True)

    load([RI], sha256="b", source=anew)

    with reading(registry) as connection:
        assert [status.source for status in list_statuses(connection)] == [anew]
