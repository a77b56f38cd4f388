from pathlib import Path

from screening.record import witness
from screening.settings import Settings

ONE, TWO = "1" * 64, "2" * 64


def test_what_is_noted_is_read_in_its_order(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    witness.note(settings, 2, TWO)
    witness.note(settings, 1, ONE)

    assert list(witness.noted(settings)) == [(2, TWO), (1, ONE)]


def test_it_is_beside_the_registry_or_in_the_data_folder_of_one_on_a_server(
    tmp_path: Path,
) -> None:
    beside = Settings(data_dir=tmp_path, database_url=f"sqlite:///{tmp_path}/other/r.sqlite")
    on_server = Settings(data_dir=tmp_path, database_url="postgresql://server/registry")

    assert witness.witness_file(beside) == tmp_path / "other" / "r.record.witness"
    assert witness.witness_file(on_server) == tmp_path / "record.witness"


def test_where_none_can_be_kept_there_is_none(tmp_path: Path) -> None:
    nowhere = Settings(data_dir=tmp_path / "nowhere")
    witness.note(nowhere, 1, ONE)

    assert list(witness.noted(nowhere)) == []


def test_a_line_that_was_cut_short_is_passed_over_and_so_is_what_stands_behind_it(
    tmp_path: Path,
) -> None:
    settings = Settings(data_dir=tmp_path)
    witness.witness_file(settings).write_text(f"1 {ONE}\n2 22", encoding="ascii")
    witness.note(settings, 3, TWO)
    witness.note(settings, 4, TWO)

    assert list(witness.noted(settings)) == [(1, ONE), (4, TWO)]
