"""Whether the lists are fit to screen against: how old, failing, or waiting for a person.

The look-up asks on every run, so this module uses the standard library alone.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from screening.records import record
from screening.registry.stamp import asked

QUESTION = """
    SELECT source.code, source.authority_code, source.builtin, source.copy,
        active.id, active.published_on, active.retrieved_at, active.confirmed_at,
        download.failure, download.failed_since,
        (SELECT MAX(waiting.id) FROM snapshot AS waiting
         WHERE waiting.source_code = source.code AND waiting.state = 'quarantined'
            AND waiting.id > COALESCE((
                SELECT MAX(decided.id) FROM snapshot AS decided
                WHERE decided.source_code = source.code
                    AND decided.state IN ('active', 'rejected')), 0))
    FROM source
    LEFT JOIN snapshot AS active
        ON active.source_code = source.code AND active.state = 'active'
    LEFT JOIN download ON download.source_code = source.code
    ORDER BY source.code
"""


@record
class Fitness:
    """How one list is.

    Args:
        source: code of the list.
        authority: code of its authority.
        builtin: whether it is one of the built-in packages.
        copy: whether it repeats what several authorities publish.
        active: id of the snapshot in use, None where there is none.
        published_on: day (ISO) the issuer gives for it.
        retrieved_at: when it was received (ISO, UTC).
        confirmed_at: when the issuer last had nothing newer, where that is known.
        failure: why the last download failed; None where it did not.
        failed_since: when that began (ISO, UTC).
        waiting: id of the newest quarantined snapshot that nobody has decided on.
    """

    source: str
    authority: str
    builtin: bool
    copy: bool
    active: int | None
    published_on: str | None
    retrieved_at: str | None
    confirmed_at: str | None
    failure: str | None
    failed_since: str | None
    waiting: int | None

    @property
    def current_at(self) -> datetime | None:
        """When the list was last known to be the issuer's newest; None where nobody knows.

        A file that was imported by hand counts from the day it was published:
        nobody has asked the issuer since. Where it prints none, and nobody told
        it, its age is not known.
        """
        text = self.confirmed_at or self.published_on
        if text is None or self.active is None:
            return None
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What a person should know before relying on the list, in a line each."""
        used = f"the list {self._day} is used" if self.active else "no state of it is used"
        said = []
        if self.failure is not None:
            since = (self.failed_since or "")[:16].replace("T", " ")
            said.append(
                f"{self.source}: downloads fail since {since} UTC ({self.failure}); {used}"
            )
        if self.waiting is not None:
            said.append(
                f"{self.source}: snapshot {self.waiting} is quarantined until somebody "
                f"activates or rejects it (`screen lists status` says why); {used}"
            )
        return tuple(said)

    def unfit(self, age: timedelta, now: datetime) -> str | None:
        """Why nothing should rest on the list, None where it is fit."""
        if self.waiting is not None:
            return f"{self.source}: snapshot {self.waiting} waits in quarantine"
        return self.too_old(age, now)

    def too_old(self, age: timedelta, now: datetime) -> str | None:
        """Why the list is older than allowed, None where it is not."""
        moment = self.current_at
        if self.active is None:
            return f"{self.source}: no state of it is active"
        if moment is None:
            return (
                f"{self.source}: of what day it is, is not known; import it again with "
                "--published-on DAY"
            )
        if now - moment <= age:
            return None
        return f"{self.source}: last known to be current on {moment.date().isoformat()}"

    @property
    def _day(self) -> str:
        if self.published_on:
            return f"of {self.published_on}"
        return f"received on {(self.retrieved_at or '')[:10]}"


def of_rows(rows: Iterable[Any]) -> tuple[Fitness, ...]:
    """The answers to `QUESTION`."""
    made = [
        Fitness(code, authority, bool(builtin), bool(copy), *rest)
        for code, authority, builtin, copy, *rest in map(tuple, rows)
    ]
    # of what was retired, or rejected whenever it came, nothing is missed
    return tuple(
        each
        for each in made
        if each.active is not None or each.waiting is not None or each.failure is not None
    )


def sqlite_fitness(path: Path) -> tuple[Fitness, ...]:
    """How the lists of a registry file are, by code.

    Raises:
        RegistryError: the file cannot be read, is no database, or is not ours.
    """
    return asked(path, lambda connection: of_rows(connection.execute(QUESTION)))
