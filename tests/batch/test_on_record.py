"""A batch on record: every row, sealed, with a receipt that leads to it."""

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.batch import plain
from screening.batch.plain import screen_file
from screening.batch.summary import Summary
from screening.errors import InputFileError
from screening.provision import ready_index
from screening.record.entry import Entry
from screening.record.ids import parse_place
from screening.record.lines import SEAL_BYTES, seal, unpacked
from screening.record.store import Store
from screening.record.suppressions import suppressions
from screening.records import replace
from screening.screener import Screener
from screening.settings import Settings

CSV = "id,name,branch\nC-1,Ri Pong Chun,Oslo\nC-2,Jane Roe,Bergen\nC-3,...,Oslo\n" * 1
Run = Callable[..., tuple[Summary, list[dict[str, str]]]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(data_dir=tmp_path / "data", operator="selma")
    ready_index(settings).close()
    return settings


@pytest.fixture
def run(tmp_path: Path, settings: Settings) -> Run:
    def run(content: str = CSV, *, workers: int = 1) -> tuple[Summary, list[dict[str, str]]]:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_text(content, encoding="utf-8")
        with Screener.open(settings) as screener, Store.open(settings) as store:
            summary = screen_file(
                *(source, target, screener),
                say=lambda _: None, workers=workers, record=store,
                decided=suppressions(store, settings),
            )  # fmt: skip
        with target.open(encoding="utf-8", newline="") as stream:
            return summary, list(csv.DictReader(stream, strict=True))

    return run


def lines_of(settings: Settings, run: str | None) -> dict[int, bytes]:
    """The lines of a run by row, each checked against its seal."""
    found = {}
    with Store.open(settings) as store:
        (salt,) = store.row("SELECT salt FROM run WHERE id = ?", run) or (b"",)
        for first, seals, content in store.rows(
            "SELECT first_row, seals, content FROM run_block WHERE run_id = ? ORDER BY number",
            run,
        ):
            for at, line in enumerate(unpacked(content)):
                assert seal(salt, line) == seals[at * SEAL_BYTES : (at + 1) * SEAL_BYTES]
                found[first + at] = line
    return found


def test_each_row_is_on_record_with_what_was_found(run: Run, settings: Settings) -> None:
    summary, rows = run()
    lines = {row: json.loads(line) for row, line in lines_of(settings, summary.run).items()}

    assert [lines[row]["outcome"] for row in (1, 2, 3)] == ["hit", "clear", "invalid"]
    assert lines[1]["query"] == {"name": "Ri Pong Chun", "id": "C-1"}
    assert lines[1]["found"][0]["reference"] == "KR-2024-12-17:ri-pong-chun"
    assert lines[1]["found"][0]["evidence"]
    assert "found" not in lines[2]
    assert "line 4: name" in lines[3]["error"]
    assert [row["branch"] for row in rows] == ["Oslo", "Bergen", "Oslo"]


def test_a_receipt_leads_to_its_row_and_ends_in_its_seal(run: Run, settings: Settings) -> None:
    summary, rows = run()
    lines = lines_of(settings, summary.run)
    with Store.open(settings) as store:
        (salt,) = store.row("SELECT salt FROM run WHERE id = ?", summary.run) or (b"",)

    for row in rows:
        place = parse_place(row["receipt"])
        assert (place.run, place.row, row["run"]) == (summary.run, int(row["row"]), summary.run)
        assert place.row is not None
        assert place.seal == seal(salt, lines[place.row]).hex()[:16]


def test_the_run_says_which_files_what_settings_and_what_it_came_to(
    run: Run, settings: Settings
) -> None:
    summary, _ = run()
    with Store.open(settings) as store:
        (body,) = store.row("SELECT body FROM run WHERE id = ?", summary.run) or ("",)
        said = json.loads(body)
        (basis,) = store.row("SELECT body FROM basis WHERE digest = ?", said["basis"]) or ("",)

    assert summary.target is not None
    assert said["input"] == summary.source.plain()
    assert said["output"] == summary.target.plain()
    assert (said["kind"], said["operator"], said["rows"]) == ("batch", "selma", 3)
    assert said["outcomes"]["hit"] == 1
    assert "planted names" in said["canary"]
    assert json.loads(basis)["decisive"]["threshold"] == settings.threshold


def test_the_record_is_the_same_for_any_number_of_workers(
    run: Run, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain, "WORTHWHILE", 5)
    content = "name\n" + "Ri Pong Chun\nJane Roe\n...\n" * 1_500

    alone, several = run(content)[0], run(content, workers=2)[0]

    assert lines_of(settings, several.run) == lines_of(settings, alone.run)


def test_a_clear_row_takes_less_than_120_bytes(run: Run, settings: Settings) -> None:
    names = ("Maren Oddsdatter", "Tobias Lindqvarn", "Eskil Brandtsberg", "Ylva Stenmarck")
    rows = (
        f"K{n:06},{names[n % 4]} {n * 7919 % 100_003},19{n % 100:02}-0{n % 9 + 1}-11,SE\n"
        for n in range(4_000)
    )
    summary, _ = run("id,name,dob,country\n" + "".join(rows))

    with Store.open(settings) as store:
        (size,) = store.row(
            "SELECT SUM(LENGTH(seals) + LENGTH(content)) FROM run_block WHERE run_id = ?",
            summary.run,
        ) or (0,)
    assert size / summary.rows < 120


def test_a_file_that_changes_meanwhile_is_refused_and_nothing_is_written(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name\nJane Roe\n")

    def meddle(*, rows: int, read: int = 0) -> None:
        with source.open("a") as stream:
            stream.write("Arvid Kellermund\n")

    with (
        Screener.open(settings) as screener,
        pytest.raises(InputFileError, match="was changed"),
    ):
        screen_file(source, target, screener, say=lambda _: None, advance=meddle)
    assert not target.exists()


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX")
def test_names_that_are_no_utf_8_are_spelled_out(tmp_path: Path, settings: Settings) -> None:
    source, target = tmp_path / "k\udcff.jsonl", tmp_path / "out\udcfe.csv"
    source.write_text('{"name": "Jane Roe", "a\\udc00b": "x"}\n')
    odd = replace(settings, operator="m\udcfcller")

    with Screener.open(odd) as screener, Store.open(odd) as store:
        summary = screen_file(source, target, screener, say=lambda _: None, record=store)
        (body,) = store.row("SELECT body FROM run WHERE id = ?", summary.run) or ("",)

    told = json.loads(body)
    assert (told["input"]["name"], told["output"]["name"]) == (
        "k\\udcff.jsonl",
        "out\\udcfe.csv",
    )
    assert told["operator"] == "m\\udcfcller"
    assert target.read_text(encoding="utf-8").splitlines()[0].endswith(",a\\udc00b")


def test_no_text_keeps_an_entry_from_its_seal(settings: Settings) -> None:
    with Store.open(settings) as store:
        run = Entry(store, settings, "batch")
        run.seal({"input": {"name": "k\udcff.csv"}})
        (body,) = store.row("SELECT body FROM run WHERE id = ?", run.id) or ("",)

    assert json.loads(body)["input"]["name"] == "k\udcff.csv"


def test_how_the_file_was_read_and_of_which_day_the_lists_are_is_on_record(
    run: Run, settings: Settings
) -> None:
    summary, _ = run(CSV.replace(",", ";"))
    with Store.open(settings) as store:
        (body,) = store.row("SELECT body FROM run WHERE id = ?", summary.run) or ("",)

    assert json.loads(body)["read"] == ["separator: semicolon"]
    assert "as_of" not in json.loads(body)
