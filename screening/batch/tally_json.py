"""A tally as values of JSON, for the journal of a batch that may be broken off.

Not pickled: a journal lies in the open beside the output, and what is unpickled can run
whatever it likes.
"""

from typing import Any

from screening.batch.kept import KeptHit, KeptRow
from screening.batch.scores import Reach
from screening.batch.tally import Tally, Unscreened
from screening.domain.answers import Outcome, Tier


def plain(tally: Tally) -> dict[str, Any]:
    """The tally as plain values."""
    return {
        "limits": tally.limits()._asdict(),
        "outcomes": tally.outcomes,
        "hit_rows": [[*key, count] for key, count in tally.hit_rows.items()],
        "alerts": [[*key, count] for key, count in tally.alerts.items()],
        "alert_rows": tally.alert_rows,
        "best": list(tally.scores.best.items()),
        "reaches": [[*reach, count] for reach, count in tally.scores.reaches.items()],
        "reasons": tally.reasons,
        "kept": tally.kept,
        "unscreened": tally.unscreened,
    }


def from_plain(told: dict[str, Any]) -> Tally:
    """The tally that `plain` was given, read back from JSON."""
    tally = Tally(**told["limits"])
    tally.outcomes.update({Outcome(each): n for each, n in told["outcomes"].items()})
    tally.hit_rows.update({(what, key): n for what, key, n in told["hit_rows"]})
    tally.alerts.update({(what, key): n for what, key, n in told["alerts"]})
    tally.alert_rows.update({Tier(each): n for each, n in told["alert_rows"].items()})
    tally.scores.best.update(dict(map(tuple, told["best"])))
    tally.scores.reaches.update({Reach(hit, shown): n for hit, shown, n in told["reaches"]})
    tally.reasons.update(told["reasons"])
    tally.restore(map(_row, told["kept"]), [Unscreened(*each) for each in told["unscreened"]])
    return tally


def _row(values: list[Any]) -> KeptRow:
    row = KeptRow(*values)
    return row._replace(names=tuple(row.names), hits=tuple(map(_hit, row.hits)))


def _hit(values: Any) -> KeptHit:
    hit = KeptHit(*values)
    return hit._replace(tier=Tier(hit.tier), lines=tuple(hit.lines))
