"""What became of the files of one list, as lines, as JSON and as an exit code."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from screening.cli.output import Exit, a_person_looks

if TYPE_CHECKING:
    from screening.lists.importing import Imported
    from screening.lists.updating import Updated

Pairs = Iterable[tuple[str, str]]
EXAMPLES = 3
NO_DAY = "not told by the files; --published-on DAY tells it"
CURRENT, FAILED = "current", "failed"
ENDS_WITH = {
    "active": Exit.CLEAR,
    "unchanged": Exit.CLEAR,
    CURRENT: Exit.CLEAR,
    "quarantined": Exit.LISTS_UNFIT,
    "rejected": Exit.LISTS_UNFIT,
    FAILED: Exit.FAILED,
}
NOT_IN_USE = frozenset({"quarantined", "rejected"})
FIELDS = (
    "snapshot authority format files published_on added changed unchanged ended reasons "
    "rejected report"
).split()


def state_of(imported: "Imported") -> str:
    """In a word what became of a list's files."""
    if imported.rejected is not None:
        return "rejected"
    if imported.loaded.reasons:
        return "quarantined"
    return "unchanged" if imported.loaded.already else "active"


def state_of_update(updated: "Updated") -> str:
    """In a word what became of the update of a list."""
    if updated.failure is not None:
        return FAILED
    return CURRENT if updated.imported is None else state_of(updated.imported)


def show_block(pairs: Pairs) -> None:
    """Print labels and words: side by side for a person, parted by a tab for a program."""
    if a_person_looks():
        from screening.cli.tables import console, grid

        out = console()
        out.print(grid(pairs))
        out.print()
    else:
        from screening.cli.plain import line

        for pair in pairs:
            print(line(pair))


def import_pairs(
    imported: "Imported", *, every_issue: bool = False
) -> Iterator[tuple[str, str]]:
    """What became of a list's files: labels and words.

    Args:
        imported: what became of them.
        every_issue: whether to tell each finding rather than count those alike.
    """
    loaded, state = imported.loaded, state_of(imported)
    yield "source", f"{imported.source.code}, {imported.source.title}"
    yield "files", ", ".join(imported.files)
    yield "day", imported.published_on or NO_DAY
    yield "format", imported.source.format
    yield from _state_pairs(imported, state)
    if state not in NOT_IN_USE:
        counts = {
            "added": loaded.added,
            "changed": loaded.changed,
            "unchanged": loaded.unchanged,
            "ended": loaded.ended,
        }
        yield "listings", ", ".join(f"{number} {word}" for word, number in counts.items())
    yield from report_pairs(imported.report, every_issue=every_issue)


def update_pairs(updated: "Updated") -> Iterator[tuple[str, str]]:
    """What became of the update of a list: labels and words."""
    if updated.imported is not None:
        yield from import_pairs(updated.imported)
        return
    yield "source", updated.source
    if updated.failure is None:
        yield "state", "current: the issuer has nothing newer"
    else:
        yield "state", "failed: the list that was in use stays in use"
        yield "why", updated.failure


def report_pairs(report: dict[str, Any], *, every_issue: bool) -> Iterator[tuple[str, str]]:
    """The report on a file's entries: labels and words."""
    dropped = report.get("dropped", ())
    if "read" in report:
        read, kept = report["read"], report["kept"]
        yield "entries", f"{read} read = {kept} kept + {len(dropped)} dropped"
    for reason, references in _grouped((reason, reference) for reference, reason in dropped):
        yield "dropped", _with_examples(reason, references)
    issues = report.get("issues", ())
    if every_issue:
        for reference, finding, about in issues:
            yield "issue", f"{reference}: {finding}: {about}"
    else:
        found = ((finding, f"{about} at {reference}") for reference, finding, about in issues)
        for finding, examples in _grouped(found):
            yield "issue", _with_examples(finding, examples)
    for label in ("warning", "doubt"):
        for text in report.get(f"{label}s", ()):
            yield label, text


def import_object(imported: "Imported") -> dict[str, Any]:
    """What became of a list's files, as plain JSON values."""
    loaded = imported.loaded
    return {
        "source": imported.source.code,
        "state": state_of(imported),
        "failure": None,
        "snapshot": loaded.snapshot,
        "authority": imported.source.authority,
        "format": imported.source.format,
        "files": imported.files,
        "published_on": imported.published_on,
        "added": loaded.added,
        "changed": loaded.changed,
        "unchanged": loaded.unchanged,
        "ended": loaded.ended,
        "reasons": loaded.reasons,
        "rejected": imported.rejected,
        "report": imported.report,
    }


def update_object(updated: "Updated") -> dict[str, Any]:
    """What became of the update of a list, with the fields of an import; null without one."""
    if updated.imported is not None:
        return import_object(updated.imported)
    head = {
        "source": updated.source,
        "state": state_of_update(updated),
        "failure": updated.failure,
    }
    return head | dict.fromkeys(FIELDS)


def _state_pairs(imported: "Imported", state: str) -> Iterator[tuple[str, str]]:
    number = imported.loaded.snapshot
    if state == "active":
        yield "state", f"active: snapshot {number} is screened against from now on"
    elif state == "unchanged":
        yield "state", f"unchanged: the same files are in use, as snapshot {number}"
    elif state == "quarantined":
        yield "state", f"quarantined: snapshot {number} is not used until somebody decides"
        yield from (("why", reason) for reason in imported.loaded.reasons)
        yield (
            "to do",
            (
                f"look into it, then screen lists activate {number} --reason WHY or "
                f"screen lists reject {number} --reason WHY"
            ),
        )
    else:
        yield "state", f"rejected before: snapshot {number} has the same files and is not used"
        yield "why", imported.rejected or ""
        yield "to do", f"if that was wrong, screen lists activate {number} --reason WHY"


def _grouped(pairs: Pairs) -> list[tuple[str, list[str]]]:
    """Examples by what they are examples of, what is met most often first."""
    found: dict[str, list[str]] = {}
    for what, example in pairs:
        found.setdefault(what, []).append(example)
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))


def _with_examples(what: str, examples: list[str]) -> str:
    shown = [example or "(no reference)" for example in examples[:EXAMPLES]]
    more = ", ..." if len(examples) > EXAMPLES else ""
    return f"{len(examples)} {what} ({', '.join(shown)}{more})"
