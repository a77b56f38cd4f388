"""A run as one HTML page that can be filed: whole in itself, and readable on paper."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape

from screening.batch.about import About
from screening.batch.findings import STYLE, findings_section
from screening.batch.score_chart import score_chart
from screening.batch.summary import FileFacts
from screening.batch.tally import BY, Tally
from screening.domain.answers import ListState, Outcome, Tier
from screening.evaluation.page import facts_section, table_section, whole_page
from screening.evaluation.report import SHORT_HASH, Table
from screening.printable import one_line

LEGAL = (
    "No answer on this page promises legal clearance. Clear means that nothing on the lists "
    "named here scored the floor or more on the day they were screened against; whoever "
    "decides about a person's money decides it for themselves."
)
OUTCOMES = {
    Outcome.HIT: "a candidate scores the threshold or more",
    Outcome.REVIEW: "a candidate is to be looked at, and none is a hit",
    Outcome.SUPPRESSED: "every candidate was decided about before",
    Outcome.CLEAR: "nothing scores the floor or more",
    Outcome.INVALID: "could not be screened: the row has to be put right",
    Outcome.ERROR: "could not be screened: a mistake of this program",
}
NOT_TOLD = "not told"
PAGE_STYLE = """
h1 { overflow-wrap: anywhere; }
.warning { border: 2px solid #a6341b; padding: .4rem .7rem; margin: .5rem 0; }
details.hashes { border: 0; } code { overflow-wrap: anywhere; }
"""


def report_page(about: About, tally: Tally) -> str:
    """The page, whole: what was screened against what, and what came of it."""
    sections = (
        *map(_warning, _warnings(about, tally)),
        facts_section("The run", _clean(_run_facts(about))),
        _section(_outcomes(tally)),
        *(_section(table) for table in _by(about, tally)),
        _chart(about, tally),
        findings_section(about, tally),
        *_unscreened(tally),
        _section(_lists(about)),
        _hashes(about.basis.lists),
        facts_section("Settings and files", _clean(_settings_facts(about))),
        f"<section>\n<h2>What this page is not</h2>\n<p>{escape(LEGAL)}</p>\n</section>\n",
    )
    title = f"Screening of {one_line(about.source.name)}"
    return whole_page(title, sections, style=PAGE_STYLE + STYLE)


def _warnings(about: About, tally: Tally) -> Iterator[str]:
    """What a reader must not overlook."""
    basis = about.basis
    if not tally.rows:
        yield "The file has no row: nothing was screened."
    if lost := tally.outcomes[Outcome.INVALID] + tally.outcomes[Outcome.ERROR]:
        which = "None of the rows" if lost == tally.rows else f"{lost:,} of {tally.rows:,} rows"
        verb = "could" if lost == tally.rows else "could not"
        yield f"{which} {verb} be screened. What could not be screened is not clear."
    if basis.only_builtin:
        yield "Only the built-in packages were loaded: these are not the full lists."
    elif part := basis.in_part(about.scope.authorities):
        yield f"Of {', '.join(part)} only built-in packages were loaded: not the full lists."
    if basis.absent:
        absent = ", ".join(basis.absent)
        yield f"Of the day that was asked about, no state is kept of: {absent}."
    if basis.fast:
        yield "Fast mode: names spelled otherwise or written apart were hardly searched."
    if basis.without:
        yield f"Switched off, so not compared: {', '.join(basis.without)}."
    if not about.weak_aliases:
        yield "Weak aliases were not searched."


def _run_facts(about: About) -> Iterator[tuple[str, str]]:
    scope = ", ".join((*about.scope.authorities, *about.scope.packages))
    yield "file", about.source.name
    yield "begun", _moment(about.begun)
    yield "ended", _moment(about.ended)
    yield "operator", about.operator or NOT_TOLD
    yield "record", _record(about)
    yield "lists", "as they were then" if about.as_of is None else f"as of {about.as_of}"
    yield "scope", f"only {scope}" if scope else "every list that was loaded"
    yield "compared with", f"{about.basis.compared:,} listings"
    yield "canary", about.canary or "no canary was screened"
    for line in about.said:
        yield "understood as", line


def _record(about: About) -> str:
    if about.recorded:
        return f"on record as run {about.run}"
    return "not recorded" + (f" (run {about.run})" if about.run else "")


def _settings_facts(about: About) -> Iterator[tuple[str, str]]:
    basis = about.basis
    yield "threshold", f"{about.threshold:g}"
    yield "floor", f"{about.floor:g}"
    yield "weak aliases", "searched" if about.weak_aliases else "not searched"
    yield "without", ", ".join(basis.without) or "nothing: all that was asked was compared"
    yield "fast", "yes" if basis.fast else "no"
    yield "settings", basis.settings
    yield "engine", f"screening {basis.engine}"
    yield "model", basis.model
    yield "registry", basis.registry
    yield "input", _file(about.source)
    yield "output", "none" if about.target is None else _file(about.target)


def _outcomes(tally: Tally) -> Table:
    total = tally.rows
    rows = [
        (outcome.value, f"{count:,}", f"{100 * count / total:.2f} %", words)
        for outcome, words in OUTCOMES.items()
        if (count := tally.outcomes[outcome])
    ]
    rows.append(("all", f"{total:,}", "", ""))
    return Table("Rows by outcome", ("outcome", "rows", "share", "meaning"), tuple(rows))


def _by(about: About, tally: Tally) -> Iterator[Table]:
    words = {"authority": about.authority, "package": about.package}
    for what in BY:
        found = tally.by(what)
        if found:
            said = words.get(what, str)
            rows = tuple(
                (said(key) or NOT_TOLD, f"{hits:,}", f"{alerts:,}")
                for key, hits, alerts in found
            )
            header = (what, "rows with a hit", "hits and reviews")
            yield Table(f"Hits by {what}", header, rows)


def _chart(about: About, tally: Tally) -> str:
    if not tally.alert_rows:
        return ""
    drawn = score_chart(tally.scores.bins(), threshold=about.threshold, floor=about.floor)
    hits = tally.alert_rows[Tier.HIT]
    reviews = tally.alert_rows[Tier.REVIEW]
    note = f"Rows with a hit: {hits:,}. Rows for review: {reviews:,}."
    return (
        f'<section>\n<h2>Scores</h2>\n<p class="note">{note}</p>\n'
        f"<figure>{drawn}</figure>\n</section>\n"
    )


def _unscreened(tally: Tally) -> Iterator[str]:
    if not tally.reasons:
        return
    most_first = sorted(tally.reasons.items(), key=lambda each: (-each[1], each[0]))
    kinds = tuple((kind, f"{count:,}") for kind, count in most_first)
    yield _section(Table("Rows that could not be screened", ("what of the row", "rows"), kinds))
    rows = tuple((f"{row:,}", place, reason) for row, place, reason in tally.unscreened)
    total = tally.reasons.total()
    note = "" if len(rows) == total else f"The first {len(rows):,} of {total:,}."
    yield _section(Table("Why they could not", ("row", "place", "reason"), rows, note))


def _lists(about: About) -> Table:
    rows = tuple(
        (
            state.source,
            f"{state.title} (built in)" if state.builtin else state.title,
            about.authority(state.authority),
            state.published_on or NOT_TOLD,
            f"{state.listings:,}",
            state.sha256[:SHORT_HASH],
        )
        for state in about.basis.lists
    )
    header = ("list", "title", "authority", "published", "listings", "SHA-256")
    return Table("What was screened against", header, rows)


def _hashes(lists: Iterable[ListState]) -> str:
    rows = "".join(
        f"<li>{escape(one_line(each.source))}: <code>{escape(each.sha256)}</code></li>\n"
        for each in lists
    )
    summary = "<summary>SHA-256 of the lists in full</summary>"
    return f'<details class="hashes">\n{summary}\n<ul>\n{rows}</ul>\n</details>\n'


def _warning(text: str) -> str:
    return f'<p class="warning" role="note">{escape(one_line(text))}</p>\n'


def _section(table: Table) -> str:
    rows = tuple(tuple(map(one_line, row)) for row in table.rows)
    return table_section(Table(table.title, table.header, rows, table.note))


def _clean(facts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((label, one_line(words)) for label, words in facts)


def _file(file: FileFacts) -> str:
    return f"{file.name}, {file.size:,} bytes, SHA-256 {file.sha256}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
