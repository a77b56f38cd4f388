"""What an answer says of itself as a thing on record: its receipt, and what was decided."""

from screening.domain.answers import Answer, Disposition, Hit
from screening.record.ids import hit_of

NOT_ON_RECORD = "not on record"


def hit_id(answer: Answer, rank: int | None) -> str | None:
    """What `screen decide` takes; None where the answer is not on record."""
    if answer.receipt is None or rank is None:
        return None
    return hit_of(answer.receipt, rank)


def record_words(answer: Answer) -> str:
    """Where an answer is on record, and how its best candidate is decided on."""
    if answer.receipt is None:
        return NOT_ON_RECORD
    said = f"on record as {answer.receipt}"
    if answer.candidates:
        said += f"; decide with `screen decide {hit_id(answer, 1)} ...`"
    return said


def decided_words(disposition: Disposition) -> str:
    """What was decided of a hit, by whom and when, and whether that suppresses it."""
    said = f"decided {disposition.verdict} by {disposition.by} on {disposition.at[:10]}"
    why = "in force" if disposition.in_force else disposition.why
    return f"{said} ({why}; {disposition.decision})"


DECISION_COLUMNS = ("disposition", "suppressed_by", "disposition_note")


def decision_cells(hit: Hit) -> tuple[str, ...]:
    """The cells of `DECISION_COLUMNS`, the first two as in the output of `screen batch`."""
    told = hit.disposition
    if told is None:
        return ("",) * len(DECISION_COLUMNS)
    return told.verdict, told.decision if told.in_force else "", told.why
