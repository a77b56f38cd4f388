"""`screen evaluate`: how well it finds, on files of labels, or on the lists' own names."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Authority, Json, MaxAge, Package, Threshold
from screening.cli.output import Exit, a_person_looks, say
from screening.errors import QueryError

if TYPE_CHECKING:
    from screening.cli.evaluating import Evaluated
    from screening.evaluation.report import Report

HELP = """Measure how well names are found; everything stays on this machine.

\b
  screen evaluate labels.csv                     pairs of names, labelled
  screen evaluate --queries q.csv --negatives n.csv     against what is loaded
  screen evaluate --degrade --sample 500         slips in the lists' own names
  screen evaluate --enforcement                  published failures of others
  screen evaluate labels.csv --html report.html  a page to file

Pairs: columns name1, name2, is_match (or query, listed, label); also type,
script, kind, case_group, quality, pair_id. Queries: name, expected (references
joined by |, also SOURCE:REFERENCE or AUTHORITY:REFERENCE); also type,
birth_date, country, script, kind. Negatives: name. CSV, also .csv.gz.

Ends with 0 when it is done, 1 where a check of --enforcement fails, 2 where a
file cannot be used as it is, 5 where the lists are not fit.
"""


def evaluate(
    labels: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[LABELS.csv]...", help="Files of labelled pairs."),
    ] = None,
    queries: Annotated[
        Path | None, typer.Option(metavar="Q.csv", help="Names, and what they have to find.")
    ] = None,
    negatives: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="N.csv", help="Names that have to find nothing; repeatable; with --queries."
        ),
    ] = None,
    with_details: Annotated[
        bool,
        typer.Option(
            "--with-details", help="Ask birth dates and countries too; with --queries."
        ),
    ] = False,
    where: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=VALUE", help="Only such rows of labels or queries; repeatable."
        ),
    ] = None,
    degrade: Annotated[
        bool, typer.Option("--degrade", help="Degraded copies of the names of the lists.")
    ] = False,
    sample: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="How many names, 0 for all; with --degrade."),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(metavar="S", help="What chance begins with; with --degrade."),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only such copies; repeatable; with --degrade."),
    ] = None,
    enforcement: Annotated[
        bool, typer.Option("--enforcement", help="The published failures of others.")
    ] = False,
    authority: Authority = None,
    package: Package = None,
    threshold: Threshold = None,
    max_age: MaxAge = None,
    worst: Annotated[
        int, typer.Option(min=0, metavar="N", help="Most misses and false alarms shown.")
    ] = 20,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page to file too.")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="FILE.md", help="Put the tables into a document ..."),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="KEY", help="... between its marks begin KEY and end KEY."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Measure, show it, and write it where it is asked for."""
    from screening.cli import evaluating
    from screening.evaluation.markdown import read_marked
    from screening.record.precious import refuse_precious
    from screening.settings import load_settings

    if (into is None) is not (key is None):
        raise QueryError("--into and --as go together", field="into")
    wanted = evaluating.Wanted(
        labels=tuple(labels or ()),
        queries=queries,
        negatives=tuple(negatives or ()),
        with_details=with_details,
        where=_where(where or ()),
        degrade=degrade,
        sample=sample,
        seed=seed,
        kinds=tuple(kinds or ()),
        enforcement=enforcement,
        authorities=tuple(authority or ()),
        packages=tuple(package or ()),
        threshold=threshold,
        max_age=max_age,
        worst=worst,
        on=datetime.now(UTC).date().isoformat(),
        command=command_line(
            labels=labels or (), queries=queries, negatives=negatives or (),
            with_details=with_details, where=where or (), degrade=degrade, sample=sample,
            seed=seed, kinds=kinds or (), enforcement=enforcement, authority=authority or (),
            package=package or (), threshold=threshold,
        ),
    )  # fmt: skip
    evaluating.refuse_unclear(wanted)
    refuse_precious(load_settings(), html, into)
    if into is not None and key is not None:
        read_marked(into, key)  # before the work, which may take an hour
    done = evaluating.run(wanted)
    _write(done, html, into, key)
    _show(done, json=json)
    raise typer.Exit(Exit.CLEAR if done.passed else Exit.FAILED)


def command_line(*, labels: Any, **options: Any) -> str:
    """The command line that makes an evaluation again, without where it is written to.

    Args:
        labels: the files of labelled pairs.
        options: value of each option, by its name with underscores.
    """
    words = ["screen", "evaluate", *map(str, labels)]
    for name, value in options.items():
        option = f"--{name.replace('_', '-')}"
        several = value if isinstance(value, (list, tuple)) else (value,)
        for each in several:
            if each is True:
                words.append(option)
            elif each is not None and each is not False:
                words += (option, str(each))
    return shlex.join(words)


def _where(texts: "list[str] | tuple[str, ...]") -> dict[str, str]:
    """Column to value.

    Raises:
        QueryError: one is not `COLUMN=VALUE`.
    """
    found = {}
    for text in texts:
        column, sign, value = text.partition("=")
        if not sign or not column:
            raise QueryError(f"{text!r} is not COLUMN=VALUE", field="where")
        found[column] = value
    return found


def _write(done: "Evaluated", html: Path | None, into: Path | None, key: str | None) -> None:
    if html is not None:
        from screening.evaluation.page import page
        from screening.whole import written

        with written(html, private=True) as stream:
            stream.write(page(done.report).encode())
    if into is not None and key is not None:
        from screening.evaluation.markdown import markdown, put_between_marks

        put_between_marks(into, key, markdown(done.report, command=done.made.command))
        say(f"wrote the tables into {into}")


def _show(done: "Evaluated", *, json: bool) -> None:
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(done.values))
    elif a_person_looks():
        _show_tables(done.report)
    else:
        _show_lines(done.report)


def _show_tables(report: "Report") -> None:
    from rich.text import Text

    from screening.cli.tables import console, grid, listing_table

    out = console()
    out.print(Text(report.title, style="bold"))
    out.print(grid(report.facts))
    for table in report.tables:
        out.print()
        out.print(Text(table.title, style="bold"))
        out.print(listing_table(table.header, table.rows))
        if table.note:
            out.print(Text(table.note, style="dim"))


def _show_lines(report: "Report") -> None:
    """Lines parted by tabs, each with the title of its table first."""
    from screening.cli.plain import line

    for label, words in report.facts:
        print(line(("Facts", label, words)))
    for table in report.tables:
        for row in (table.header, *table.rows):
            print(line((table.title, *row)))
