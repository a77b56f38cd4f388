"""A list of which a part is missing never takes the place of the whole one."""

import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from screening.domain.listings import fingerprint
from screening.errors import SourceError
from screening.fetch.store import Store
from screening.lists.importing import import_files
from screening.registry.guard import State, reasons_against
from screening.sources import catalogue
from screening.sources.base import Notes
from screening.sources.files import receive
from tests.lists import un
from tests.lists.conftest import Import

GOLDEN = Path(__file__).parents[1] / "sources" / "golden"
LAYOUTS = sorted(path.name for path in GOLDEN.iterdir())

LINE_BY_LINE: dict[str, dict[str, Any]] = {
    # An entry has a row for each of its names, in whatever order, and nothing says how
    # many rows there should be. Cut at the end of a row, the file has lost a name of an
    # entry that it has otherwise: one of two entries reads otherwise, which is half and
    # no more than the limit of this list allows.
    "gb-ofsi-csv-2018": {"change": 0.49},
    # One of five entries is a fifth, and no more than a list of one's own may lose.
    "own-csv": {"shrink": 0.19},
}
"""Layouts without an end mark whose made-up list is too short for its own limits.

The limits are set just below what a cut at the end of a line loses; within its
limits such a list may lose its end, and nobody can tell.
"""


@dataclass(frozen=True)
class Whole:
    """A made-up list of a layout, read whole."""

    source: str
    state: State
    files: dict[str, bytes]


def read(folder: Path, source: str | None) -> tuple[str, State, list[str], int]:
    """What the files in a folder are, what they say, and what speaks against them."""
    received = [file for path in sorted(folder.iterdir()) for file in receive(path)]
    sets = catalogue.recognise(received, source)
    if len(sets) != 1:
        raise SourceError(f"{len(sets)} lists", source=folder.name)
    (found,) = sets
    notes = Notes()
    prints = {each.reference: fingerprint(each) for each in catalogue.read(found, notes)}
    report = notes.report()
    state = State(prints, notes.published_on)
    return found.source.code, state, list(report.doubts), len(report.dropped)


@cache
def whole(layout: str) -> Whole:
    folder = GOLDEN / layout / "given"
    source, state, _, _ = read(folder, None)
    return Whole(source, state, {path.name: path.read_bytes() for path in folder.iterdir()})


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_list_cut_anywhere_is_refused_or_held_back(
    tmp_path_factory: pytest.TempPathFactory, layout: str, data: st.DataObject
) -> None:
    """Else it says what the whole one says, as where only the last line break is gone."""
    before = whole(layout)
    name = data.draw(st.sampled_from(sorted(before.files)))
    content = before.files[name]
    ends = [place + 1 for place, byte in enumerate(content) if byte == ord("\n")]
    anywhere = st.integers(0, len(content) - 1)
    cut = data.draw(anywhere | st.sampled_from(ends[:-1] or [0]))
    folder = tmp_path_factory.mktemp("cut")
    try:
        for each, bytes_ in before.files.items():
            (folder / each).write_bytes(bytes_[:cut] if each == name else bytes_)
        found = _what_comes_of(folder, layout, before)
    finally:
        shutil.rmtree(folder)

    assert found != "is taken for the whole list", f"{name} cut at {cut} of {len(content)}"


def _what_comes_of(folder: Path, layout: str, before: Whole) -> str:
    try:
        source, state, doubts, dropped = read(folder, before.source)
    except SourceError:
        return "is refused"
    assert source == before.source
    own = catalogue.recognise(
        [file for path in sorted(folder.iterdir()) for file in receive(path)], before.source
    )[0].about.limits
    limits = replace(own, least=1, **LINE_BY_LINE.get(layout, {}))
    if doubts or reasons_against(state, before.state, limits, dropped=dropped):
        return "is held back"
    if state.fingerprints == before.state.fingerprints:
        return "says the same"
    return "is taken for the whole list"


@pytest.mark.parametrize("layout", sorted(LINE_BY_LINE))
def test_the_exceptions_are_needed(tmp_path: Path, layout: str) -> None:
    """One that its limits do not need any more should go."""
    before = whole(layout)
    ((name, content),) = [
        (name, content) for name, content in before.files.items() if name.endswith(".csv")
    ]
    ends = [place + 1 for place, byte in enumerate(content) if byte == ord("\n")]
    found = set()
    for cut in ends:
        for each, bytes_ in before.files.items():
            (tmp_path / each).write_bytes(bytes_[:cut] if each == name else bytes_)
        try:
            _, state, doubts, dropped = read(tmp_path, before.source)
        except SourceError:
            continue
        about = catalogue.recognise(
            [file for path in sorted(tmp_path.iterdir()) for file in receive(path)]
        )[0].about
        limits = replace(about.limits, least=1)
        if not doubts and not reasons_against(state, before.state, limits, dropped=dropped):
            found.add(state.fingerprints == before.state.fingerprints)

    assert False in found


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(1, len(un.people(40)) - 1))
def test_a_cut_list_never_reaches_the_registry(
    tmp_path_factory: pytest.TempPathFactory, empty_registry: Path, cut: int
) -> None:
    """The same through all of it: an import, and the list in use after it."""
    from screening.registry import snapshots
    from screening.registry.engine import open_engine, reading

    folder = tmp_path_factory.mktemp("cut")
    shutil.copyfile(empty_registry, folder / "registry.sqlite")
    engine, store = open_engine(f"sqlite:///{folder / 'registry.sqlite'}"), Store(folder / "l")
    _import(engine, store, folder, un.people(40))

    try:
        _import(engine, store, folder, un.people(40, day="2026-03-05")[:cut])
    except SourceError:
        kept = 1
    else:
        kept = 2

    with reading(engine) as connection:
        held = snapshots.history(connection)
        (active,) = snapshots.active(connection)
    assert (active.id, active.listings) == (1, 40) or not un.people(40)[cut:].strip()
    assert len(held) == kept
    shutil.rmtree(folder)


def _import(engine: Engine, store: Store, folder: Path, content: bytes) -> None:
    list(import_files(engine, store, [un.write(folder, content)], limits_of=un.of_any_length))


def test_a_list_that_lost_one_entry_of_many_is_not_a_torn_one(take: Import) -> None:
    """What the limits are for: a list shrinks every other day."""
    take(un.people(40))

    assert take(un.people(39, day="2026-03-05"))[0].is_active
