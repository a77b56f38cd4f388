"""`screen packages`: the rounds of listings, and how much of each is loaded."""

import dataclasses
from typing import TYPE_CHECKING, Any

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say

if TYPE_CHECKING:
    from screening.domain.lists import PackageStatus

COLUMNS = ("code", "number", "title", "announced", "effective", "loaded")


def show_packages(json: Json = False) -> None:
    """Show the packages, and how much of each is loaded.

    For each its number, its dates, and how many of the listings announced are
    loaded; "6 of ?" means that the number announced is not known, "1 of 117+"
    that it is known in part.
    """
    from screening import service
    from screening.settings import load_settings

    statuses = service.packages(load_settings(), say)
    if json:
        from screening.cli.jsonl import dumps

        for status in statuses:
            print(dumps(package_object(status)))
        return
    rows = [package_row(status) for status in statuses]
    if a_person_looks():
        from screening.cli.tables import console, listing_table

        console().print(listing_table((title.capitalize() for title in COLUMNS), rows))
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *rows))))


def package_row(status: "PackageStatus") -> tuple[str, ...]:
    """A package as the cells of a line, in the order of `COLUMNS`."""
    package = status.package
    announced = package.announced
    total = "?" if announced.total is None else str(announced.total)
    more = "" if announced.total is None or announced.complete else "+"
    return (
        package.code,
        "" if package.number is None else str(package.number),
        package.title,
        package.announced_on or "",
        package.effective_on or "",
        f"{status.listings} of {total}{more}",
    )


def package_object(status: "PackageStatus") -> dict[str, Any]:
    """A package as plain JSON values; null where it is not known."""
    return {
        **dataclasses.asdict(status.package),
        "announced_total": status.package.announced.total,
        "listings": status.listings,
        "delisted": status.delisted,
    }
