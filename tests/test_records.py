import copy
import dataclasses
import pickle

import pytest

from screening.records import asdict, field, record, replace


@record
class Ship:
    """A ship, and how many letters its name has."""

    name: str
    flags: tuple[str, ...] = ()
    numbers: dict[str, str] = field(default_factory=dict)
    letters: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", len(self.name))

    @property
    def flag(self) -> str:
        return self.flags[0]


@record
class Fleet:
    owner: str
    ships: tuple[Ship, ...]


DAGNY = Ship("Dagny", ("PA",))


def test_fields_are_given_in_order_by_name_or_by_default() -> None:
    ship = Ship("Dagny", flags=("PA",))

    assert (ship.name, ship.flag, ship.numbers, ship.letters) == ("Dagny", "PA", {}, 5)
    assert repr(ship) == "Ship(name='Dagny', flags=('PA',), numbers={})"


def test_a_default_that_is_made_is_made_anew_for_each() -> None:
    assert Ship("Dagny").numbers is not Ship("Dagny").numbers


@pytest.mark.parametrize("given", [(), ("Dagny", (), {}, 5), ("Dagny", (), {}, 5, 6)])
def test_what_no_record_takes_is_refused(given: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Ship\.__init__"):
        Ship(*given)  # type: ignore[arg-type]


def test_records_are_equal_where_class_and_fields_are() -> None:
    @record
    class Boat:
        name: str
        flags: tuple[str, ...]

    boat: object = Boat("Dagny", ("PA",))

    assert Ship("Dagny", ("PA",)) == DAGNY != Ship("Dagny", ("KM",))
    assert boat != DAGNY
    assert len({Boat("Dagny", ("PA",)), Boat("Dagny", ("PA",)), Boat("Ragna", ())}) == 2


def test_a_record_stays_as_it_was_made() -> None:
    with pytest.raises(AttributeError, match="'name' of a Ship stays"):
        DAGNY.name = "Ragna"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="'name' of a Ship stays"):
        del DAGNY.name
    with pytest.raises(AttributeError):
        object.__setattr__(DAGNY, "captain", "Selma")


@pytest.mark.parametrize("change", [replace, dataclasses.replace])
def test_a_record_with_another_field_is_another_record(change: object) -> None:
    renamed = change(DAGNY, name="Ragnhild")  # type: ignore[operator]

    assert (renamed.name, renamed.flag, renamed.letters) == ("Ragnhild", "PA", 8)
    assert DAGNY.name == "Dagny"


def test_a_record_and_those_in_it_are_told_as_plain_values() -> None:
    fleet = Fleet("Vintergatan", (DAGNY,))

    assert asdict(fleet) == {
        "owner": "Vintergatan",
        "ships": ({"name": "Dagny", "flags": ("PA",), "numbers": {}},),
    }
    assert dataclasses.asdict(fleet) == asdict(fleet)


def test_dataclasses_take_a_record_for_one_of_theirs() -> None:
    assert dataclasses.is_dataclass(Ship)
    assert [each.name for each in dataclasses.fields(Ship)] == ["name", "flags", "numbers"]


@pytest.mark.parametrize(
    "duplicate", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))]
)
def test_a_record_can_be_copied_and_sent_to_another_process(duplicate: object) -> None:
    assert duplicate(DAGNY) == DAGNY  # type: ignore[operator]
