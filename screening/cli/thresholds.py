"""What `screen batch --dry-run` shows: how many alerts there would be at each threshold."""

from collections.abc import Sequence
from typing import Any

from screening.batch.alerts import AtThreshold
from screening.cli.tables import console, listing_table

HEADER = ("Threshold", "Hits", "Share", "Reviews", "Share", "")
IN_FORCE = "in force"
DIGITS = 6  # of a share


def show_thresholds(found: Sequence[AtThreshold]) -> None:
    """Print a table for a person, with the threshold in force marked."""
    console().print(listing_table(HEADER, map(_row, found)))


def thresholds_object(found: Sequence[AtThreshold]) -> dict[str, Any]:
    """The same as plain JSON values; shares are of all rows, 0 to 1."""
    return {
        "rows": found[0].rows if found else 0,
        "threshold": next((one.threshold for one in found if one.in_force), None),
        "thresholds": [_object(one) for one in found],
    }


def share_words(share: float) -> str:
    """A share (0 to 1) as people read it: `1.20 %`, `< 0.01 %`."""
    return "< 0.01 %" if 0 < share < 0.0001 else f"{share:.2%}".replace("%", " %")


def _row(one: AtThreshold) -> tuple[str, ...]:
    return (
        _threshold_words(one.threshold),
        f"{one.hits:,}",
        share_words(one.hit_share),
        f"{one.reviews:,}",
        share_words(one.review_share),
        IN_FORCE if one.in_force else "",
    )


def _threshold_words(threshold: float) -> str:
    """A threshold with two digits, or with as many as it was set with."""
    short = f"{threshold:.2f}"
    return short if float(short) == threshold else f"{threshold:g}"


def _object(one: AtThreshold) -> dict[str, Any]:
    return {
        "threshold": one.threshold,
        "hit": one.hits,
        "review": one.reviews,
        "hit_share": round(one.hit_share, DIGITS),
        "review_share": round(one.review_share, DIGITS),
        "in_force": one.in_force,
    }
