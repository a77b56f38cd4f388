"""What an analyst writes into a file about a hit: one sentence, and the steps to it.

Both are read off the evidence, so that they cannot say anything else than the score.
"""

from collections.abc import Callable, Iterable, Iterator

from screening.countries import country_name
from screening.domain.answers import Answer, Evidence, Hit, Reason, Result, Tier, two_digits
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import ListedName, TargetType
from screening.identifiers import KINDS, identifier_kind
from screening.records import record

A_TARGET = {
    TargetType.PERSON: "a person",
    TargetType.ORGANIZATION: "an organization",
    TargetType.VESSEL: "a vessel",
    TargetType.AIRCRAFT: "an aircraft",
    TargetType.UNKNOWN: "a target of a type not told",
}
AGREES = {
    Result.MATCHED: "agrees",
    Result.SIMILAR: "nearly agrees",
    Result.NOT_MATCHED: "differs",
    Result.UNKNOWN: "could not be compared",
}
WHOLE = frozenset({Result.MATCHED})


@record
class Step:
    """One step of an assessment.

    Args:
        question: what an analyst asks.
        finding: what the evidence and the listing say to it.
    """

    question: str
    finding: str


@record
class _Field:
    """Something beside the name that both sides may give."""

    feature: str
    asked: Callable[[Query], str | None]
    listed: Callable[[Listing], str]

    @property
    def setting(self) -> str:
        """As settings call it."""
        return self.feature.replace(" ", "_")


def _countries(listing: Listing) -> str:
    return ", ".join(country_name(code) for code in listing.all_countries)


FIELDS = (
    _Field(
        "birth date", lambda query: query.birth_date, lambda one: ", ".join(one.birth_dates)
    ),
    _Field("country", lambda query: query.country, _countries),
    _Field("gender", lambda query: query.gender, lambda one: one.gender or ""),
    _Field(
        "type",
        lambda query: query.type,
        lambda one: "" if one.type is TargetType.UNKNOWN else one.type,
    ),
)


def sentence(
    answer: Answer,
    hit: Hit,
    authority_title: str,
    package_title: str | None,
    *,
    threshold: float | None = None,
    floor: float | None = None,
) -> str:
    """One plain sentence on a hit, to be pasted into a file.

    Args:
        answer: what the hit is part of.
        hit: one of its hits or reviews.
        authority_title: name of the body that lists.
        package_title: name of the round, None where the source does not tell one.
        threshold: score (0 to 1) from which a candidate was a hit, where known.
        floor: score (0 to 1) from which a candidate was shown, where known.
    """
    verdict = verdict_words(hit, threshold=threshold, floor=floor)
    first = (
        f"{_asked(answer.query)} scores {two_digits(hit.score)}, {verdict}, "
        f"against {_target(hit, authority_title, package_title)}"
    )
    return "; ".join((first, *compared_words(answer, hit))) + "."


def verdict_words(hit: Hit, *, threshold: float | None, floor: float | None) -> str:
    """Why a hit is of its tier: `at or above the threshold of 0.70`.

    Args:
        hit: a hit or review.
        threshold: score (0 to 1) from which a candidate was a hit, where known.
        floor: score (0 to 1) from which a candidate was shown, where known.
    """
    return _verdict(hit, _limit("threshold", threshold), _limit("floor", floor))


def compared_words(answer: Answer, hit: Hit) -> tuple[str, ...]:
    """What was compared, in up to three parts: in the name, beside it, and what was not.

    Args:
        answer: what the hit is part of.
        hit: one of its hits or reviews.
    """
    found = (
        ("in the name, ", [_part(row) for row in parts_of(hit)]),
        ("beside the name, ", [_detail(row) for row in details_of(hit) if _tells(row)]),
        ("not compared: ", list(not_compared(answer, hit))),
    )
    return tuple(head + ", ".join(parts) for head, parts in found if parts)


def steps(answer: Answer, hit: Hit) -> tuple[Step, ...]:
    """The steps of an assessment, in the order an analyst takes them.

    Source: the steps OFAC publishes for assessing a match, in our words.
    """
    rows = details_of(hit)
    exact = [_words_of(row.feature) for row in rows if row.result in WHOLE]
    against = [_words_of(row.feature) for row in rows if row.result is Result.NOT_MATCHED]
    given = list(_given(hit.listing))
    missing = [said for feature, said in given if not _knows(answer.query, feature)]
    return (
        Step("Is it the same kind of target?", _same_kind(answer, hit)),
        Step("How much of the name agrees?", _share(answer, hit)),
        Step(
            "What does the list say that can be compared?", _joined(said for _, said in given)
        ),
        Step("What of it was not asked? Get it.", _joined(missing)),
        Step(
            "What agrees exactly beside the name?",
            _joined(exact) + (f"; differs: {', '.join(against)}" if against else ""),
        ),
    )


def parts_of(hit: Hit) -> list[Evidence]:
    """The evidence that puts parts of the names beside each other, or misses one."""
    return [row for row in hit.evidence if not row.beside_name and _tells(row)]


def details_of(hit: Hit) -> list[Evidence]:
    """The evidence on what is known beside the name."""
    return [row for row in hit.evidence if row.beside_name]


def day_words(day: str | None) -> str:
    """When something ended: `2026-03-01`, `between 2026-02-27 and 2026-08-01`.

    A list that stops printing an entry does not tell the day; it lies between
    those of two states of the list.
    """
    if day is None:
        return "on a day not told"
    first, _, last = day.partition("/")
    return f"between {first} and {last}" if last else day


def name_words(name: ListedName) -> str:
    """A listed name with its kind and who prints it: `KIM Yong-bok (alias, from press)`."""
    printed = f", from {name.printed_by}" if name.printed_by else ""
    return f"{name.text} ({name.kind.words}{printed})"


def _asked(query: Query) -> str:
    head = " or ".join(f'"{name}"' for name in query.names) or "A query without a name"
    known = [f"{one.feature} {one.asked(query)}" for one in FIELDS if one.asked(query)]
    known += [f"{_kind_title(kind)} {value}" for kind, value in query.identifiers.items()]
    return f"{head} ({', '.join(known)})" if known else head


def _limit(name: str, value: float | None) -> str:
    return f"the {name}" if value is None else f"the {name} of {value:.2f}"


def _verdict(hit: Hit, threshold: str, floor: str) -> str:
    why = {note.code: note.text for note in hit.notes}
    if hit.tier is Tier.HIT:
        return f"at or above {threshold}"
    if hit.tier is Tier.BELOW:
        return f"below {floor}, not shown"
    if hit.listing.delisted:
        return f"held for review because the listing has ended, whatever {threshold}"
    if Reason.SPEAKS_AGAINST in why:
        return f"below {floor}, for review all the same because {why[Reason.SPEAKS_AGAINST]}"
    held = next((text for code, text in why.items() if code is not Reason.SWITCHED_OFF), None)
    return f"held for review because {held}" if held else f"below {threshold}, for review"


def _target(hit: Hit, authority_title: str, package_title: str | None) -> str:
    listing = hit.listing
    said = [f'"{listing.title}"']
    matched = hit.matched_name
    if matched is None:
        said = [f"the number of {said[0]}"]
    elif matched != listing.names[0]:
        printed = f", printed by {matched.printed_by}" if matched.printed_by else ""
        said = [f'the {matched.kind.words} "{matched.text}"{printed}, of {said[0]}']
    said.append(f", {A_TARGET[listing.type]} listed by {authority_title} ({listing.authority})")
    if listing.package:
        title = f"{package_title}, " if package_title else ""
        said.append(f" in {title}{listing.package}")
    said.append(f" on {listing.listed_on}" if listing.listed_on else " on a day not told")
    said.append(f" under reference {listing.reference}")
    if listing.delisted:
        said.append(f", ended {day_words(listing.delisted_on)}")
    return "".join(said)


def _kind_title(kind: str) -> str:
    return KINDS[identifier_kind(kind)].title


def _words_of(feature: str) -> str:
    return KINDS[feature].title if feature in KINDS else feature


def _tells(row: Evidence) -> bool:
    """Whether a row puts words beside each other, rather than weighing the whole."""
    return bool(row.query or row.listed)


def _part(row: Evidence) -> str:
    if row.result is Result.UNKNOWN and not row.query:
        return f'"{row.listed}": {row.reason}'
    if row.result is Result.UNKNOWN:
        return f'"{row.query}" is {row.reason}'
    both = f'"{row.query}" {{}} "{row.listed}" ({row.reason})'
    if row.result is Result.NOT_MATCHED:
        return both.format("stands against")
    if row.result is Result.SIMILAR:
        return both.format("is like")
    same = row.query.casefold() == row.listed.casefold()
    return f'"{row.query}" agrees' if same else both.format("agrees with")


def _detail(row: Evidence) -> str:
    same = row.query == row.listed
    sides = row.query if same else f"{row.query} / {row.listed}: {row.reason}"
    return f"{_words_of(row.feature)} {AGREES[row.result]} ({sides})"


def not_compared(answer: Answer, hit: Hit) -> Iterator[str]:
    """What one side does not give, or what is switched off, and so was not compared."""
    compared = {row.feature for row in details_of(hit)}
    listing = hit.listing
    for one in FIELDS:
        if one.feature in compared:
            continue
        asked, listed = one.asked(answer.query), one.listed(listing)
        if asked and one.setting in answer.basis.without:
            yield f"{one.feature} (switched off)"
        elif asked and listed:
            yield f"{one.feature} (listed as {listed}, which cannot be compared)"
        elif asked:
            yield f"{one.feature} (the listing gives none)"
        elif listed and one.feature != "type":  # the type is told above
            yield f"{one.feature} (listed {listed}, not asked)"
    kinds = {one.kind for one in listing.identifiers}
    asked_kinds = {identifier_kind(kind) for kind in answer.query.identifiers}
    off = "identifiers" in answer.basis.without
    for kind in sorted(asked_kinds - compared):
        yield f"{KINDS[kind].title} ({'switched off' if off else 'the listing gives none'})"
    for kind in sorted(kinds - asked_kinds - compared):
        yield f"{_kind_title(kind)} (listed, not asked)"


def _given(listing: Listing) -> Iterator[tuple[str, str]]:
    """What a listing gives that can be compared: feature, and feature with value."""
    for one in FIELDS:
        if listed := one.listed(listing):
            yield one.feature, f"{one.feature} {listed}"
    for identifier in listing.identifiers:
        yield identifier.kind, f"{_kind_title(identifier.kind)} {identifier.value}"


def _knows(query: Query, feature: str) -> bool:
    given = {one.feature for one in FIELDS if one.asked(query)}
    return feature in given | {identifier_kind(kind) for kind in query.identifiers}


def _same_kind(answer: Answer, hit: Hit) -> str:
    listed = A_TARGET[hit.listing.type]
    for row in details_of(hit):
        if row.feature == "type":
            return f"{'yes' if row.result in WHOLE else 'no'}: the listing is {listed}"
    asked = answer.query.type
    return f"not known: the listing is {listed}, " + (
        f"{asked} was asked" if asked else "no type was asked"
    )


def _share(answer: Answer, hit: Hit) -> str:
    if hit.matched_name is None:
        asked = answer.query.name is not None
        return ("none" if asked else "no name was asked") + "; a number agrees"
    rows = parts_of(hit)
    parts = [row for row in rows if row.query and row.listed]
    rest = [row for row in rows if not (row.query and row.listed)]
    if not rest and all(row.result in WHOLE for row in parts):
        return "all of it"
    counted = {
        "agree": sum(row.result in WHOLE for row in parts),
        "alike": sum(row.result is Result.SIMILAR for row in parts),
        "other": sum(row.result is Result.NOT_MATCHED for row in parts),
        "on one side only": sum(_one_sided(row) for row in rest),
    }
    return ", ".join(f"{number} {word}" for word, number in counted.items() if number)


def _one_sided(row: Evidence) -> bool:
    return row.feature != "kind of name"


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts) or "nothing"
