"""An index that is built upon the one before is the same as one that is not."""

import os
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import TargetType
from screening.matching import taken_apart
from screening.matching.before import Before
from screening.matching.building import build
from screening.matching.container import Container, write
from screening.matching.index import FORMAT
from screening.matching.made_by import names_made_by
from screening.names.parts import Name, readings_once
from tests.conftest import listing as made_up
from tests.matching.made_up import firm, one_slip, person, words

OURS = {"format": FORMAT, "engine": "1.2", "names_by": names_made_by()}
UNSPELLED = (
    "김영복",
    "=سلمى كيلرموند",
    "Kim Yong-bok",
    "Vintergatan 5 (VG) Ltd",
    "GmbH",
    "~A.B.",
)


def listings(rng: random.Random) -> list[Listing]:
    """Listings of which many share names, some share all, and some have none."""
    given, families = words(rng, 9), words(rng, 14)
    made = [made_up("V0", type=TargetType.VESSEL), made_up("S0", *UNSPELLED)]
    for number in range(60):
        names = [person(rng, given, families) for _ in range(rng.randint(1, 3))]
        made.append(made_up(f"P{number}", *names, "~" + families[number % 3]))
        works = firm(rng, families)
        made.append(made_up(f"O{number}", works, type=TargetType.ORGANIZATION))
    twins = [replace(one, reference=f"{one.reference}-twin") for one in made[::7]]
    return made + twins


def changed(made: Iterable[Listing], rng: random.Random) -> list[Listing]:
    """Some are gone, some new, some read otherwise, and some stand elsewhere."""
    found = [one for one in made if rng.random() > 0.1]
    for at in rng.sample(range(len(found)), 12):
        one = found[at]
        if one.names and rng.random() < 0.7:
            parts = one.names[0].text.split()
            one_slip(parts, rng)
            names = (replace(one.names[0], text=" ".join(parts)), *one.names[1:])
            found[at] = replace(one, names=names)
        else:
            found[at] = replace(one, type=rng.choice([*TargetType]), remarks=("changed",))
    found += [replace(one, reference=f"N-{one.reference}") for one in listings(rng)[:9]]
    for _ in range(5):
        found.insert(rng.randrange(len(found)), found.pop(rng.randrange(len(found))))
    return found


def built(path: Path, made: Iterable[Listing], *previous: Path, engine: str = "1.2") -> Path:
    held = (("test", one) for one in made)
    build(path, held, stamp="own@1", engine=engine, lists=(), previous=previous)
    return path


def content(path: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """All that an index holds, but for the time that it was written."""
    file = Container(path)
    header = {key: value for key, value in file.header.items() if key != "written"}
    arrays = {name: bytes(file.array(name)) for name in header["arrays"]}
    file.close()
    return header, arrays


def is_built_upon(path: Path, one: Listing) -> bool:
    before = Before.of([path], OURS)
    taken = before.take(one)
    before.close()
    return taken is not None


@pytest.mark.parametrize("seed", range(20))
def test_whatever_changes_the_index_is_as_if_there_had_been_none(
    tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    made = listings(rng)
    last = built(tmp_path / "0.idx", made)
    for turn in range(1, 4):
        made = changed(made, rng)

        upon = built(tmp_path / f"{turn}.idx", made, last)

        assert content(upon) == content(built(tmp_path / "alone.idx", made))
        last = upon


def test_what_is_built_upon_nothing_or_becomes_nothing_is_the_same_too(tmp_path: Path) -> None:
    some, none = built(tmp_path / "some.idx", listings(random.Random(1))), tmp_path / "none.idx"
    built(none, ())

    assert content(built(tmp_path / "a.idx", (), some)) == content(none)
    again = built(tmp_path / "b.idx", listings(random.Random(1)), none)
    assert content(again) == content(some)


def test_only_new_names_are_taken_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = listings(random.Random(2))
    before = built(tmp_path / "before.idx", made)
    asked = []

    def noted(text: str, *, person: bool) -> tuple[Name, ...]:
        asked.append(text)
        return readings_once(text, person=person)

    monkeypatch.setattr(taken_apart, "readings_once", noted)
    new = made_up("N1", "Selma Quistgaard")
    built(tmp_path / "after.idx", [new, *reversed(made)], before)

    assert asked == ["Selma Quistgaard"]


def _torn(path: Path) -> None:
    """One bit of a name, and no later time of change to tell it by."""
    whole, changed = bytearray(path.read_bytes()), path.stat().st_mtime_ns
    whole[-100] ^= 1
    path.write_bytes(whole)
    os.utime(path, ns=(changed, changed))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _foreign(path: Path) -> None:
    path.write_bytes(b"#!/bin/sh\n")


def _made_by(key: str, value: object) -> Callable[[Path], None]:
    def other(path: Path) -> None:
        file = Container(path)
        arrays = {name: file.array(name).tobytes() for name in file.header["arrays"]}
        header = {**file.header, key: value}
        file.close()
        write(path, header, arrays)

    return other


@pytest.mark.parametrize(
    "spoil",
    [
        _torn,
        _cut,
        _foreign,
        Path.unlink,
        _made_by("format", FORMAT - 1),
        _made_by("engine", "1.1"),
        _made_by("names_by", "another"),
        _made_by("names_by", None),
    ],
)
def test_what_is_torn_or_made_by_another_program_is_not_built_upon(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    made = listings(random.Random(3))
    before = built(tmp_path / "before.idx", made)
    alone = content(before)
    assert is_built_upon(before, made[0])

    spoil(before)

    assert not is_built_upon(before, made[0])
    assert content(built(tmp_path / "after.idx", made, before)) == alone


def test_the_next_is_built_upon_where_one_is_torn(tmp_path: Path) -> None:
    made = listings(random.Random(4))
    torn, whole = built(tmp_path / "0.idx", ()), built(tmp_path / "1.idx", made)
    _cut(torn)

    before = Before.of([torn, whole], OURS)

    assert before.take(made[0]) is not None
    before.close()


def test_the_readings_of_a_listing_are_given_once(tmp_path: Path) -> None:
    made = listings(random.Random(5))[1]
    before = Before.of([built(tmp_path / "0.idx", [made, made])], OURS)

    found = [before.take(made) for _ in range(3)]

    assert None not in found[:2]
    assert found[0] != found[1]
    assert found[2] is None
    before.close()
