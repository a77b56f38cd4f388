from screening.cli.manner import NOT_FULL
from screening.cli.plain import COLUMNS, line
from tests.cli.conftest import Run


def rows(output: str) -> list[dict[str, str]]:
    header, *lines = (text.split("\t") for text in output.splitlines())
    assert tuple(header) == COLUMNS
    return [dict(zip(header, cells, strict=True)) for cells in lines if cells[0]]


def test_each_answer_has_a_receipt_and_says_how_its_hit_is_decided_on(screen: Run) -> None:
    done = screen("Ri Pong Chun")

    (hit,) = rows(done.stdout)
    place = hit["receipt"].rpartition("-")[0]
    assert (
        f"on record as {hit['receipt']}; decide with `screen decide {place}.1 " in done.stderr
    )


def test_what_is_not_on_record_says_so(screen: Run) -> None:
    done = screen("Ri Pong Chun", "--record", "off")

    (hit,) = rows(done.stdout)
    assert hit["receipt"] == ""
    assert "screen: not on record\n" in done.stderr


def test_each_hit_is_a_line_of_columns_under_a_header(screen: Run) -> None:
    (hit,) = rows(screen("Ri Pong Chun").stdout)

    assert hit["input_name"] == "Ri Pong Chun"
    assert hit["outcome"] == hit["tier"] == "hit"
    assert hit["target_name"] == "RI Pong Chun"
    assert (hit["authority"], hit["package"]) == ("kr-mofa", "KR-2024-12-17")
    assert hit["reference"] == "KR-2024-12-17:ri-pong-chun"
    assert hit["listed_on"] == "2024-12-17"


def test_two_authorities_that_list_one_man_are_two_lines(screen: Run) -> None:
    found = rows(screen("No Kwang Chol").stdout)

    assert {"eu", "us-ofac", "gb-fcdo"} <= {row["authority"] for row in found}
    assert [row["rank"] for row in found] == [str(n) for n in range(1, len(found) + 1)]


def test_who_prints_a_name_is_told(screen: Run) -> None:
    (hit,) = rows(screen("Lee Bong-chun").stdout)

    assert (hit["matched_name"], hit["matched_kind"], hit["printed_by"]) == (
        "LEE Bong-chun",
        "alias",
        "press",
    )


def test_a_clear_name_is_a_line_that_says_so(screen: Run) -> None:
    done = screen("John Smith")

    (row,) = rows(done.stdout)
    assert row["outcome"] == "clear"
    assert not any(row[column] for column in COLUMNS[2:-1])


def test_what_was_screened_against_is_told_beside_the_results(screen: Run) -> None:
    against, not_full, on_record = screen("John Smith").stderr.splitlines()

    assert "listings of 9 lists" in against
    assert "as of 2026-07-17" in against
    assert NOT_FULL in not_full
    assert on_record.startswith("screen: on record as ")


def test_the_part_of_the_lists_that_was_asked_for_is_told(screen: Run) -> None:
    done = screen("John Smith", "--authority", "EU", "--package", "EU-15")

    assert "only eu, EU-15" in done.stderr


def test_a_listing_that_has_ended_is_marked(screen: Run) -> None:
    (row,) = rows(screen("Niels Troost").stdout)

    assert (row["tier"], row["delisted"], row["delisted_on"]) == ("review", "yes", "")


def test_a_note_is_shown(screen: Run) -> None:
    assert "note: 'Korea' holds no name" in screen("Korea").stderr


def test_a_name_that_cannot_be_screened_has_a_line_that_is_not_clear(screen: Run) -> None:
    found = rows(screen("John Smith", "...", "b" * 5000).stdout)

    assert [row["outcome"] for row in found] == ["clear", "invalid", "invalid"]
    assert len(found[2]["input_name"]) < 200


def test_lines_that_explain_begin_with_a_tab(screen: Run) -> None:
    done = screen("Ri Pong Chun", "--explain")

    told = [text.split("\t") for text in done.stdout.splitlines() if text.startswith("\t")]
    assert {cells[1] for cells in told} == {
        *("evidence", "measured", "not compared", "step", "sentence"),
    }
    assert next(cells for cells in told if cells[1] == "sentence")[2].endswith(".")
    assert len(rows(done.stdout)) == 1


def test_what_is_linked_is_explained_and_is_no_column(screen: Run) -> None:
    words = ("Kim Yong Bok", "--authority", "au-dfat")
    explained = screen(*words, "--explain").stdout

    assert "\tlinked\tbuiltin-us-2024-12-16\tOFAC-SDN:52114\t" in explained
    assert "linked" not in screen(*words).stdout


def test_a_past_day_is_told_beside_the_results(screen: Run) -> None:
    done = screen("John Smith", "--as-of", "2024-12-18")

    assert "against the lists as they were on 2024-12-18: " in done.stderr


def test_no_cell_can_break_a_line() -> None:
    assert line(("a\tb", "c\nd")) == "a b\tc d"
