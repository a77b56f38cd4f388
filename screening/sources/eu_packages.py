"""The EU's packages, told from the number of the legal act that lists."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from screening.domain.lists import Package
from screening.settings import bundled
from screening.sources import seeds

AUTHORITY = "eu"
ACT = re.compile(r"\b\d{1,4}/\d{1,4}\b")  # 2024/3183, and 269/2014 before 2015

# The parts of a package are published within days of each other; the third had two.
LAST_PART = timedelta(days=7)


def package_of_acts(acts: Iterable[str], listed_on: str | None) -> str | None:
    """The package that legal acts belong to, None where they do not tell one.

    An act of a package also amends entries that are older than it, so the day of
    the listing has to be one of the days of the package.

    Args:
        acts: as printed: `2024/3183 (OJ L ...)`.
        listed_on: day (ISO) of the listing; where it is not known, none is told.
    """
    if listed_on is None:
        return None
    numbers = {number for act in acts for number in ACT.findall(act)}
    found = [_packages_by_act()[number] for number in numbers & _packages_by_act().keys()]
    codes = {each.code for each in found if _covers(each, listed_on)}
    return codes.pop() if len(codes) == 1 else None


def _covers(package: Package, listed_on: str) -> bool:
    if package.announced_on is None:
        return False
    first = date.fromisoformat(package.announced_on)
    return first.isoformat() <= listed_on <= (first + LAST_PART).isoformat()


@cache
def _packages_by_act() -> Mapping[str, Package]:
    """The packages of the EU by the numbers of their acts, without those two share."""
    by_act: dict[str, list[Package]] = {}
    for package in seeds.read_packages(bundled("seeds") / seeds.PACKAGES):
        if package.authority == AUTHORITY:
            for number in set(ACT.findall(" ".join(package.legal_acts))):
                by_act.setdefault(number, []).append(package)
    return {number: found[0] for number, found in by_act.items() if len(found) == 1}
