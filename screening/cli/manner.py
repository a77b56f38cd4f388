"""What every way to show answers shares: the words, the limits, what is left out."""

from collections.abc import Mapping, Sequence
from typing import Self

from screening.cli.output import say
from screening.domain.answers import Answer, Basis, Hit, ListState
from screening.records import record
from screening.screener import Scope, Screener

NOT_FULL = "only the built-in packages are loaded: these are not the full lists"


@record
class Manner:
    """What to show of an answer, and in which words.

    Args:
        authorities: code to title.
        packages: code to title.
        scope: the part of the lists that was asked for.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        weak_aliases: whether weak aliases were searched.
        limit: most candidates to show for a name.
        explain: whether to show the evidence.
        as_of: the past day (ISO) whose lists are asked, None for those of now.
    """

    authorities: Mapping[str, str]
    packages: Mapping[str, str]
    scope: Scope
    threshold: float
    floor: float
    weak_aliases: bool
    limit: int
    explain: bool
    as_of: str | None = None

    @classmethod
    def of(
        cls, screener: Screener, *, limit: int, explain: bool, as_of: str | None = None
    ) -> Self:
        """The manner in which answers of a screener are shown."""
        index, settings = screener.index, screener.settings
        return cls(
            authorities={one.code: one.title for one in index.authorities},
            packages=index.packages,
            scope=screener.scope,
            threshold=settings.threshold,
            floor=settings.floor,
            weak_aliases=settings.weak_aliases,
            limit=limit,
            explain=explain,
            as_of=as_of,
        )

    def authority(self, hit: Hit) -> str:
        """Title of the authority that lists."""
        return self.authorities.get(hit.listing.authority, hit.listing.authority)

    def package(self, hit: Hit) -> str | None:
        """Title of the package, None where the source tells none."""
        return self.packages.get(hit.listing.package) if hit.listing.package else None

    def sentence(self, answer: Answer, hit: Hit) -> str:
        """The hit in one sentence; with a past day, which goes into a file as well."""
        from screening.explain import sentence  # late: a plain line says none

        said = sentence(
            answer,
            hit,
            self.authority(hit),
            self.package(hit),
            threshold=self.threshold,
            floor=self.floor,
        )
        return said if self.as_of is None else f"On the lists as of {self.as_of}: {said}"

    def against(self, basis: Basis) -> str:
        """What an answer was screened against, in one line."""
        return against(basis, self.scope, self.as_of)


def against(basis: Basis, scope: Scope, day: str | None = None) -> str:
    """What was screened against, in one line; the past day whose lists were meant first."""
    then = "" if day is None else f"the lists as they were on {day}: "
    # of a compilation the authority is who compiles it, not who lists
    lists = [
        state
        for state in basis.lists
        if not scope.authorities or state.authority in scope.authorities
    ] or list(basis.lists)
    said = f"screened against {then}{basis.compared} listings of {len(lists)} lists"
    kept = (*scope.authorities, *scope.packages)
    if kept:
        said += f", only {', '.join(kept)}"
    return f"{said}, {as_of(lists)}"


def in_part_words(basis: Basis, scope: Scope) -> str | None:
    """What to say where only built-in packages of an authority are loaded."""
    if basis.only_builtin:
        return NOT_FULL
    part = basis.in_part(scope.authorities)
    if not part:
        return None
    return f"of {', '.join(part)} only built-in packages are loaded: not the full lists"


def as_of(lists: Sequence[ListState]) -> str:
    """The days of the lists: `as of 2026-07-17`, or the first and the last of them."""
    days = sorted({state.published_on for state in lists if state.published_on})
    undated = sum(state.published_on is None for state in lists)
    if not days:
        return "none of which tells its day"
    said = "as of " + (days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}")
    return f"{said} ({undated} tell no day)" if undated else said


def say_left_out(answer: Answer, limit: int) -> None:
    """Tell how many candidates are not shown, if any."""
    left = len(answer.candidates) - limit
    if left > 0:
        shown = sum(rank <= len(answer.hits) for rank, _ in answer.first(limit))
        hits = len(answer.hits) - shown
        say(f"{left} more not shown, {hits} of them hits; use --limit {len(answer.candidates)}")
