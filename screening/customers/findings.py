"""What was found of a customer, as their row keeps it, and what is new of it.

Kept as JSON: `candidates`, `lines` of output for the first of them, `gone` lines of those
that are no more, and a `mark` on the whole. Marks count until a run has told them to its
end; what broke off tells nobody.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from screening.batch.rows import ENDING, TOLD
from screening.domain.answers import Answer, Disposition, Hit, Outcome
from screening.domain.listings import fingerprint

DIGITS = 4
NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"

Line = dict[str, str]
"""Cells of an output row by column; those that are blank are left out."""
Found = dict[str, Any]


class Candidate(NamedTuple):
    """What is kept of a candidate.

    Args:
        source: code of its list.
        reference: its own.
        listing: fingerprint of what the listing says.
        score: in four digits.
        tier: hit or review.
        decision: id of the decision on it; None where there is none.
        in_force: whether it is suppressed by that.
        why: why it is not.
        mark: what of it is new.
    """

    source: str
    reference: str
    listing: str
    score: float
    tier: str
    decision: str | None
    in_force: bool
    why: str
    mark: str

    @property
    def place(self) -> tuple[str, str]:
        """What it is told from others by."""
        return self.source, self.reference

    def same_as(self, other: "Candidate") -> bool:
        """Whether nothing an analyst would look at differs."""
        return self[:5] + self[6:7] == other[:5] + other[6:7]


def candidate(hit: Hit) -> Candidate:
    """A candidate as it is kept; nothing of it is new yet."""
    given = hit.disposition
    return Candidate(
        hit.source,
        hit.listing.reference,
        fingerprint(hit.listing),
        round(hit.score, DIGITS),
        hit.tier.value,
        given.decision if given else None,
        given is not None and given.in_force,
        given.why if given else "",
        SAME,
    )


def read(text: str | None) -> Found:
    """What was kept; empty where nothing was found."""
    return json.loads(text) if text else {}


def candidates(found: Found) -> list[Candidate]:
    """The candidates among what was kept, best first."""
    return [Candidate(*each) for each in found.get("candidates", ())]


def standing(each: Candidate, disposition: Disposition | None) -> bool:
    """Whether what was decided of a candidate is as it was."""
    if disposition is None:
        return each.decision is None
    now = (disposition.decision, disposition.in_force, disposition.why)
    return now == (each.decision, each.in_force, each.why)


def compared(
    before: Found,
    outcome_before: str | None,
    outcome: Outcome,
    answer: Answer | None,
    lines: Sequence[Line],
    *,
    untold: bool,
) -> Found:
    """What to keep of a screening, with marks on what is new.

    Args:
        before: what was kept of the one before.
        outcome_before: how that ended; None where there was none.
        outcome: how this one did.
        answer: what it found; None where the customer could not be screened.
        lines: output of the first candidates, or of why there is none.
        untold: whether what was new then was not told yet.
    """
    earlier = {each.place: each for each in candidates(before)}
    now = [
        _marked(candidate(hit), earlier, untold=untold)
        for hit in (answer.candidates if answer else ())
    ]
    there = {each.place for each in now}
    gone = [line for line in before.get("gone", ()) if untold and _place(line) not in there]
    told = {_place(line): line for line in before.get("lines", ())}
    for place, each in earlier.items():
        if place not in there:
            gone.append(told.get(place) or _bare(each))
    mark = SAME
    if outcome_before is None:
        mark = SAME if outcome is Outcome.CLEAR else NEW
    elif outcome_before != outcome.value:
        mark = CHANGED
    elif untold:
        mark = before.get("mark", SAME)
    found = {
        "candidates": [list(each) for each in now],
        "lines": [] if outcome is Outcome.CLEAR and not any(map(_reason, lines)) else lines,
        "gone": gone,
        "mark": "" if mark == SAME else mark,
    }
    return {key: value for key, value in found.items() if value}


def is_news(found: Found) -> bool:
    """Whether anything in it is to be told."""
    marks = (each.mark for each in candidates(found))
    return bool(found.get("gone") or found.get("mark")) or any(each != SAME for each in marks)


def output(found: Found, outcome: str, *, untold: bool) -> list[tuple[Line, str]]:
    """The lines of output of a customer, and what is new of each."""
    marks = {each.place: each.mark for each in candidates(found)}
    whole = found.get("mark", SAME)
    lines = [
        (line, marks.get(_place(line), whole) if untold else SAME)
        for line in found.get("lines", ()) or [{"outcome": outcome}]
    ]
    return lines + [
        ({**line, "outcome": outcome}, GONE) for line in found.get("gone", ()) if untold
    ]


def cells(line: Line) -> tuple[str, ...]:
    """A line as the cells of an output row."""
    return tuple(line.get(column, "") for column in (*TOLD, *ENDING))


def _marked(
    each: Candidate, earlier: dict[tuple[str, str], Candidate], *, untold: bool
) -> Candidate:
    before = earlier.get(each.place)
    if before is None or (untold and before.mark == NEW):
        return each._replace(mark=NEW)
    if not each.same_as(before) or (untold and before.mark == CHANGED):
        return each._replace(mark=CHANGED)
    return each


def _place(line: Line) -> tuple[str, str]:
    return line.get("source", ""), line.get("target_id", "")


def _reason(line: Line) -> str:
    return line.get("reason", "") or line.get("error", "")


def _bare(each: Candidate) -> Line:
    return {
        "source": each.source, "target_id": each.reference, "score": f"{each.score:.4f}",
        "tier": each.tier,
    }  # fmt: skip
