"""An exported run is verified with a zip reader, hashlib and sha256sum, and nothing of ours."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from screening.domain.lists import Authority, Package, Source
from screening.errors import InputFileError, QueryError
from screening.record.entry import Entry
from screening.record.exporting import export
from screening.record.recorder import Recorded
from screening.record.store import Store
from screening.registry.engine import open_engine, writing
from screening.registry.ingest import save_authorities, save_packages
from screening.screener import Screener
from screening.settings import Settings
from tests.conftest import LISTINGS, take_in
from tests.record.conftest import Sealed

Make = Callable[..., Screener]
TEST = Source("test", "zz-test", "a made-up list", "test")
NO_FILES: dict[str, Path | None] = {"input": None, "output": None}


@pytest.fixture
def run(settings: Settings, make: Make) -> str:
    """A run against made-up listings, which the registry holds."""
    authorities = [Authority(code, code, "ZZ", ()) for code in ("zz-test", "yy-test")]
    with writing(open_engine(settings.registry_url)) as connection:
        save_authorities(connection, authorities)
        save_packages(connection, [Package("ZZ-1", "zz-test", "1")])
        kept = [each for each in LISTINGS if each.reference != "P2"]
        take_in(connection, TEST, kept, sha256="0" * 64)
    with make() as screener:
        store, basis = Store.open(settings), screener.basis
        with Recorded(store, settings, basis, screener.scope, kind="look-up") as record:
            record.answer(screener.screen("Arvid Kellermund"))
            record.answer(screener.screen("Jane <b>Roe</b>"))
        return record.run


@pytest.fixture
def unpacked(store: Store, settings: Settings, run: str, tmp_path: Path) -> Path:
    """The files of that run, exported."""
    export(store, settings, run, tmp_path / "run.zip", NO_FILES)
    folder = tmp_path / "unpacked"
    with ZipFile(tmp_path / "run.zip") as archive:
        archive.extractall(folder)
    return folder


def test_every_file_has_its_hash(unpacked: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=unpacked, capture_output=True
    )

    named = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").split()[1::2]
    assert done.returncode == 0
    assert {*named, "SHA256SUMS"} == {each.name for each in unpacked.iterdir()}


def test_rows_seals_and_chain_follow_from_each_other(unpacked: Path, run: str) -> None:
    entry = (unpacked / "entry.json").read_bytes()
    told = json.loads(entry)
    salt = bytes.fromhex((unpacked / "salt.hex").read_text(encoding="ascii"))
    lines = (unpacked / "rows.jsonl").read_bytes().splitlines()
    seals = [sha256(salt + line).digest()[:16] for line in lines]

    assert told["run"] == run
    assert [each.hex() for each in seals] == (unpacked / "seals.txt").read_text().split()
    assert sha256(b"".join(seals)).hexdigest() == told["content"]
    assert sha256((unpacked / "basis.json").read_bytes()).hexdigest() == told["basis"]
    hashed = sha256(entry).hexdigest()
    assert f"{told['position']} {hashed} {run} look-up" in (unpacked / "chain.txt").read_text()


def test_what_its_own_words_say_verifies_it(unpacked: Path) -> None:
    words = (unpacked / "README.txt").read_text(encoding="utf-8")
    example = words.split("with Python alone:")[1].split("or, for the run's hash")[0]
    code = "\n".join(line.removeprefix("  ") for line in example.splitlines())

    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=unpacked, capture_output=True, text=True
    )

    assert done.stderr == ""
    assert done.stdout.strip() == sha256((unpacked / "entry.json").read_bytes()).hexdigest()
    assert done.stdout.strip() in words


def test_what_its_words_say_refuses_a_changed_row(unpacked: Path) -> None:
    rows = unpacked / "rows.jsonl"
    rows.write_bytes(rows.read_bytes().replace(b"Kellermund", b"Kellermann", 1))

    with pytest.raises(AssertionError):
        test_what_its_own_words_say_verifies_it(unpacked)


def listings(folder: Path) -> dict[str, dict[str, Any]]:
    lines = (folder / "listings.jsonl").read_text(encoding="utf-8").splitlines()
    return {each["reference"]: each for each in map(json.loads, lines)}


def test_what_the_lists_said_of_each_candidate_is_in_it(unpacked: Path) -> None:
    found = listings(unpacked)["P1"]
    document = json.dumps(
        found["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )

    assert sha256(document.encode()).hexdigest() == found["fingerprint"]
    assert found["document"]["names"][0]["text"] == "Arvid Tomasovich KELLERMUND"


def test_a_candidate_of_which_nothing_is_kept_is_named(unpacked: Path) -> None:
    found = listings(unpacked)["P2"]

    assert found["document"] is None
    assert found["missing"]


def test_the_page_shows_the_rows_and_runs_nothing(unpacked: Path) -> None:
    page = (unpacked / "page.html").read_text(encoding="utf-8")

    assert "Arvid Tomasovich KELLERMUND" in page
    assert "<b>Roe" not in page
    assert "<script" not in page


def test_the_same_run_makes_the_same_file(
    store: Store, settings: Settings, run: str, tmp_path: Path
) -> None:
    made = []
    for name in ("a.zip", "b.zip"):
        export(store, settings, run, tmp_path / name, NO_FILES)
        made.append((tmp_path / name).read_bytes())

    assert made[0] == made[1]


def facts_of(path: Path) -> dict[str, object]:
    content = path.read_bytes()
    return {
        "name": f"/somewhere/{path.name}",
        "sha256": sha256(content).hexdigest(),
        "bytes": len(content),
    }


def test_the_files_of_a_run_go_in_where_they_are_the_ones_on_record(
    store: Store, settings: Settings, sealed: Sealed, tmp_path: Path
) -> None:
    read = tmp_path / "customers.csv"
    read.write_text("name\nJane Roe\n", encoding="utf-8")
    run = sealed(1, input=facts_of(read))
    target = tmp_path / "run.zip"

    export(store, settings, run, target, {"input": read, "output": None})

    with ZipFile(target) as archive:
        assert archive.read("input/customers.csv") == read.read_bytes()


def test_another_file_is_refused_and_nothing_is_written(
    store: Store, settings: Settings, sealed: Sealed, tmp_path: Path
) -> None:
    read = tmp_path / "customers.csv"
    read.write_text("name\nJane Roe\n", encoding="utf-8")
    run = sealed(1, input=facts_of(read))
    read.write_text("name\nJane Rowe\n", encoding="utf-8")
    target = tmp_path / "run.zip"

    with pytest.raises(InputFileError, match="is not the input of run"):
        export(store, settings, run, target, {"input": read, "output": None})
    with pytest.raises(InputFileError, match="has no output file on record"):
        export(store, settings, run, target, {"input": None, "output": read})
    assert not target.exists()


def test_what_was_not_finished_is_not_exported(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    entry = Entry(store, settings, "batch")
    entry.begin()

    with pytest.raises(QueryError, match="was not finished"):
        export(store, settings, entry.id, tmp_path / "run.zip", NO_FILES)
