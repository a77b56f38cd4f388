import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from screening.batch.opening import Opening
from screening.errors import IndexFileError
from screening.matching.building import build
from screening.matching.index import Index
from screening.screener import Scope, Screener
from screening.settings import Settings
from tests.conftest import LISTINGS, LISTS

Make = Callable[..., Screener]


def test_what_is_opened_elsewhere_answers_as_here(make: Make) -> None:
    here = make(Scope(authorities=("zz-test",)), threshold=0.8, without=("gender",))
    sent = pickle.loads(pickle.dumps(Opening.of(here)))

    with sent.screener() as there:
        assert there.screen("Arvid Kellermund") == here.screen("Arvid Kellermund")


def test_equal_openings_are_one_key(make: Make) -> None:
    """What keeps a screener open for the next block finds it by this."""
    openings = [Opening.of(make(limits={"test": {"least": 1}})) for _ in range(2)]

    assert len(set(openings)) == 1
    assert Opening.of(make(threshold=0.9)) not in openings


def test_no_password_is_sent_to_other_machines(make: Make) -> None:
    opening = Opening.of(make(database_url="postgresql://screen:sesame@db/registry"))

    assert b"sesame" not in pickle.dumps(opening)


def test_other_lists_under_the_same_path_are_refused(make: Make, index_file: Path) -> None:
    opening = Opening.of(make())
    build(index_file, (("test", one) for one in LISTINGS[1:]), stamp="made-up@2", lists=LISTS)

    with pytest.raises(IndexFileError, match=r"made-up\.idx: these are not the lists, or"):
        opening.screener()


def test_another_version_of_the_program_is_refused(make: Make) -> None:
    opening = Opening.of(make())
    older = replace(opening, basis=replace(opening.basis, engine="0.0.1"))

    with pytest.raises(IndexFileError, match="this is not the version"):
        older.screener()


def test_an_index_that_was_named_from_its_folder_is_found_from_any(
    index_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(index_file.parent)
    opening = Opening.of(Screener(Index(Path(index_file.name)), Settings(data_dir=tmp_path)))
    monkeypatch.chdir("/")

    opening.screener().close()
