import json

from tests.cli.conftest import Run


def rows(screen: Run) -> dict[str, dict[str, str]]:
    header, *lines = (line.split("\t") for line in screen("packages").stdout.splitlines())
    return {cells[0]: dict(zip(header, cells, strict=True)) for cells in lines}


def test_all_31_packages_are_shown(screen: Run) -> None:
    assert len(rows(screen)) == 31


def test_a_package_shows_number_dates_and_how_much_is_loaded(screen: Run) -> None:
    found = rows(screen)

    assert found["EU-15"] == {
        "code": "EU-15",
        "number": "15",
        "title": "15th Russia package",
        "announced": "2024-12-16",
        "effective": "2024-12-16 (269/2014); 2024-12-17 (833/2014)",
        "loaded": "167 of 168",
    }
    assert found["KR-2024-12-17"]["loaded"] == "23 of 26"
    assert found["EU-1"]["loaded"] == "0 of 362"


def test_a_number_that_was_not_announced_is_not_invented(screen: Run) -> None:
    assert rows(screen)["AU-2025-02-24"]["loaded"] == "6 of ?"


def test_json_has_an_object_for_each_package(screen: Run) -> None:
    found = [json.loads(line) for line in screen("packages", "--json").stdout.splitlines()]

    (package,) = (each for each in found if each["code"] == "EU-15")
    assert len(found) == 31
    assert (package["listings"], package["delisted"], package["announced_total"]) == (
        167,
        3,
        168,
    )
    assert package["known_from"]
