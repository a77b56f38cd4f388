"""Decisions on hits, as whoever asks for them puts it: the command line only translates."""

from collections.abc import Callable

from screening.record import decisions as on_record
from screening.record.history import Decision, State
from screening.record.history import decisions as all_decisions
from screening.record.ids import parse_place
from screening.record.opening import open_record
from screening.settings import Settings

Say = Callable[[str], None]


def decide(
    settings: Settings,
    say: Say,
    hit: str,
    verdict: str,
    reason: str,
    expires: str | None = None,
) -> Decision:
    """Decide that a hit is the target (`true`) or is not (`false`), or hand it on.

    Args:
        settings: where the record is, who decides, and whether another has to approve.
        say: told in one line when the registry is created or upgraded.
        hit: its id; the receipt does where the answer has one candidate alone.
        verdict: `true`, `false` or `escalate`.
        reason: why, for whoever examines it later.
        expires: last day (ISO) on which a false hit is suppressed; None for no end.

    Raises:
        QueryError: there is no such hit, or something of the decision is not fit.
        RecordError: the record cannot be read, or nothing be added to it.
    """
    place = parse_place(hit)
    with open_record(settings, say) as store:
        return on_record.decide(store, settings, place, verdict, reason, expires)


def approve(settings: Settings, say: Say, decision: str, reason: str | None = None) -> Decision:
    """Approve what somebody else has decided.

    Args:
        settings: where the record is, and who approves.
        say: told in one line when the registry is created or upgraded.
        decision: its id, as `decide` gives it.
        reason: why, where there is more to say.

    Raises:
        QueryError: it is no decision that waits, or whoever decided would approve.
        RecordError: the record cannot be read, or nothing be added to it.
    """
    with open_record(settings, say) as store:
        return on_record.approve(store, settings, decision, reason)


def decisions(settings: Settings, say: Say, *, waiting: bool = False) -> tuple[Decision, ...]:
    """Every decision on record, newest first.

    Args:
        settings: where the record is.
        say: told in one line when the registry is created or upgraded.
        waiting: whether only those that wait for approval are asked for.
    """
    with open_record(settings, say) as store:
        found = all_decisions(store)
    return tuple(one for one in found if not waiting or one.state is State.WAITING)
